//! What the printer put round the letter: running heads, page feet, the Kamer's masthead.
//!
//! The Kamer prints one house style, and text taken from its pages keeps bits of it in any place:
//! on a line of their own, glued to each other, glued to the next head (`Aanhangsel 1Antwoord 3`),
//! or in mid-sentence. Each bit is told by its own words, so it is found wherever it stands, and
//! leaves a page break behind.

use super::pairs::holds_pair;
use super::row::{Row, RowKind};
use crate::pattern::pattern;
use crate::text::{LineKind, Text};
use regex::Regex;
use std::sync::LazyLock;

/// The letter's lines without furniture, and what the furniture said.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What is left, with page breaks.
    pub rows: Vec<Row>,
    /// Year and number in the Aanhangsel.
    pub aanhangsel: Option<(String, String)>,
    /// The questions' own number, where the foot of the page gives it.
    pub z_number: Option<String>,
    /// Set in the Kamer's house style.
    pub house: bool,
}

pattern!(
    FOOT,
    r"Tweede Kamer,? vergaderjaar \d{4}\s?[–-]\s?\d{2,4}, (?:Aanhangsel|Vragen)"
);
pattern!(
    SIGNATURE,
    r"(?:ah|kv|h)[- ]tk[- ](?:(\d{8})[- ](\d{1,4})|(\d{4}Z\d{5}))"
);
pattern!(ISSN, r"ISSN\s+\d{4}\s*-\s*\d{3}[\dXx]");
pattern!(PLACE, r"[’'‘]s-Gravenhage \d{4}");
pattern!(PAGE_OF, r"(?i)^p ?agina \d{1,3} van \d{1,3}$");
pattern!(
    MASTHEAD,
    r"^(?:# ?)?Tweede Kamer der Staten-Generaal(?: ?2\b)?(?:\s?(\d{4}[–-]\d{4})\s?(\d{1,4})$)?"
);
pattern!(SITTING, r"^Vergaderjaar (\d{4}\s?[–-]\s?\d{4})");
pattern!(
    MASTHEAD_ONE_LINE,
    r"^Tweede Kamer der Staten-Generaal ?2? Vergaderjaar (\d{4}[–-]\d{4}) (?:Aanhangsel van de Handelingen )?Vragen gesteld door de leden der Kamer(?:, met de daarop door de regering gegeven antwoorden)? (\d{1,4}|\d{4}Z\d{5}) "
);

/// So many rows a letter may have more than its text has lines, without more room being made.
const ROOM: usize = 16;

/// Takes furniture out of a text.
pub(super) fn strip(text: &Text) -> Sheet {
    let mut sheet = Sheet {
        rows: Vec::with_capacity(text.lines.len() + ROOM),
        ..Sheet::default()
    };
    let mut stripper = Stripper {
        page: 0,
        footed: false,
        masthead: false,
        year: None,
        sheet: &mut sheet,
    };
    let indented = text
        .lines
        .iter()
        .filter(|l| text.line(l).starts_with(' '))
        .count();
    let worded = text.lines.iter().filter(|l| !l.span.is_empty()).count();
    // Some tools indent only the first line of each page. Where many lines are indented it says nothing.
    let indent_breaks = indented * 8 < worded || (indented <= 2 && worded > 4);
    let mut last_page = text.lines.first().map_or(0, |l| l.place.page);
    for (index, line) in text.lines.iter().enumerate() {
        let words = text.line(line);
        if line.place.page != last_page || (indent_breaks && index > 0 && words.starts_with(' ')) {
            last_page = line.place.page;
            stripper
                .sheet
                .rows
                .push(Row::new("", line.place, RowKind::Break));
        }
        match &line.kind {
            LineKind::Note(mark) => {
                let note = RowKind::Note(mark.clone());
                stripper.sheet.rows.push(Row::new(words, line.place, note));
            }
            LineKind::Paragraph => stripper.line(Row::new(words, line.place, RowKind::Paragraph)),
            LineKind::Wrapped => stripper.line(Row {
                full: line.full,
                ..Row::new(words, line.place, RowKind::Wrapped)
            }),
        }
    }
    sheet
}

struct Stripper<'a> {
    /// The last page number met at a page's foot.
    page: u32,
    /// A page's foot without its number came last: the number may come on a line of its own.
    footed: bool,
    /// Between the Kamer's name and the title of the questions.
    masthead: bool,
    year: Option<String>,
    sheet: &'a mut Sheet,
}

impl Stripper<'_> {
    fn line(&mut self, row: Row) {
        if row.text.is_empty() {
            self.sheet
                .rows
                .push(Row::new("", row.place, RowKind::Blank));
            return;
        }
        if std::mem::take(&mut self.footed) && self.page_number(&row.text) {
            return;
        }
        let paged = row.text.starts_with(['p', 'P']) && PAGE_OF.is_match(&row.text);
        if self.in_masthead(&row) || paged {
            return;
        }
        if is_furnished(&row.text) {
            self.feet(&row);
        } else {
            self.sheet.rows.push(row);
        }
    }

    /// Cuts page feet out of a line; what stood before and after them stays.
    fn feet(&mut self, row: &Row) {
        let mut rest = row.text.as_str();
        let mut from = 0;
        let mut any = false;
        while let Some(found) = FOOT.find_at(rest, from) {
            let Some(end) = self.foot_end(rest, found.start(), found.end()) else {
                from = found.end();
                continue;
            };
            let before = self.colophon(rest.get(..found.start()).unwrap_or_default());
            if !before.trim().is_empty() {
                self.sheet.rows.push(row.with(&before));
            }
            self.sheet.house = true;
            self.sheet
                .rows
                .push(Row::new("", row.place, RowKind::Break));
            rest = rest.get(end..).unwrap_or_default();
            from = 0;
            any = true;
        }
        let left = self.colophon(rest);
        if !left.trim().is_empty() {
            self.sheet.rows.push(row.with(&left));
        } else if !any {
            self.sheet
                .rows
                .push(Row::new("", row.place, RowKind::Blank));
        }
    }

    /// Where the foot that starts at `start` and names itself up to `end` ends, its page number
    /// included; `None` where these words are a reference, not a foot.
    fn foot_end(&mut self, line: &str, start: usize, end: usize) -> Option<usize> {
        let after = line.get(end..)?;
        let before = tail(line.get(..start)?, 80).trim_end();
        let own_line = before.is_empty()
            || SIGNATURE.is_match(before)
            || before.ends_with(|c: char| c.is_ascii_digit());
        if after.trim().is_empty() {
            self.footed = own_line;
            return own_line.then_some(line.len());
        }
        let digits: String = after
            .strip_prefix(' ')?
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let expected = (self.page + 1).to_string();
        let number = if digits.starts_with(&expected) {
            expected.as_str()
        } else if own_line && (1..=3).contains(&digits.len()) {
            digits.as_str()
        } else {
            return None;
        };
        let next = after.get(1 + number.len()..)?.chars().next();
        // "Aanhangsel 2386." is the number of a document; a page number stands alone or is glued to a new head.
        if matches!(next, Some('.' | ',' | ')' | ';'))
            || (next.is_some_and(|c| c.is_ascii_digit()) && !own_line)
        {
            return None;
        }
        self.page = number.parse().unwrap_or(self.page);
        Some(end + 1 + number.len())
    }

    /// Whether a line below a page's foot is the number of that page.
    fn page_number(&mut self, line: &str) -> bool {
        match line.trim().parse::<u32>() {
            Ok(number) if number == self.page + 1 || self.page == 0 && number < 1000 => {
                self.page = number;
                true
            }
            _ => false,
        }
    }

    /// Takes out the imprint of the first page.
    fn colophon(&mut self, part: &str) -> String {
        let trimmed = part.trim();
        let mut out = trimmed.to_owned();
        let signature = trimmed.contains("tk").then(|| SIGNATURE.captures(trimmed));
        if let Some(found) = signature.flatten() {
            let whole = found.get(0).map_or(0..0, |m| m.range());
            let alone = whole.len() == trimmed.len();
            let imprint = trimmed.get(whole.end..).is_some_and(|t| {
                let t = t.trim_start();
                t.starts_with("ISSN") || PLACE.find(t).is_some_and(|m| m.start() == 0)
            });
            if alone || imprint {
                if let (Some(years), Some(number)) = (found.get(1), found.get(2)) {
                    let (a, b) = years.as_str().split_at(4);
                    self.sheet.aanhangsel = Some((format!("{a}-{b}"), number.as_str().to_owned()));
                }
                if let Some(z) = found.get(3) {
                    self.sheet.z_number = Some(z.as_str().to_owned());
                }
                out.replace_range(whole, "");
            }
        }
        let issn = out.contains("ISSN").then(|| ISSN.find(&out)).flatten();
        if let Some(m) = issn.map(|m| m.range()) {
            out.replace_range(m, "");
        }
        let place = out.contains("s-Gravenhage").then(|| PLACE.find(&out));
        if let Some(m) = place.flatten().map(|m| m.range()) {
            let tail_is_empty = out.get(m.end..).is_some_and(|t| t.trim().is_empty());
            if tail_is_empty && (out.len() < trimmed.len() || m.start == 0) {
                out.replace_range(m, "");
            }
        }
        out
    }

    /// The Kamer's masthead, which ends with the number of the document.
    fn in_masthead(&mut self, row: &Row) -> bool {
        let text = row.text.as_str();
        let named = text.starts_with("Tweede Kamer der") || text.starts_with('#');
        if named
            && self.sheet.rows.is_empty()
            && let Some(found) = MASTHEAD_ONE_LINE.captures(text)
        {
            let whole = found.get(0).map_or(0, |m| m.end());
            self.number(&found[2], found.get(1).map(|m| m.as_str()));
            // a place holder keeps a second masthead on the same line from being read as one
            self.sheet
                .rows
                .push(Row::new("", row.place, RowKind::Blank));
            let rest = row.with(text.get(whole..).unwrap_or_default());
            self.line(rest);
            return true;
        }
        if named && let Some(found) = MASTHEAD.captures(text) {
            let top = self.sheet.rows.iter().filter(|r| r.is_words()).count() < 6;
            if top {
                self.masthead = true;
                if let (Some(year), Some(number)) = (found.get(1), found.get(2)) {
                    self.sheet.aanhangsel =
                        Some((hyphen(year.as_str()), number.as_str().to_owned()));
                }
                return true;
            }
        }
        if !self.masthead {
            return false;
        }
        if let Some(found) = SITTING.captures(text) {
            self.year = Some(hyphen(&found[1]));
            return true;
        }
        if matches!(text, "2" | "# 2")
            || text.starts_with("Aanhangsel van de Handelingen")
            || text.starts_with("Vragen gesteld door de leden der Kamer")
            || text.starts_with("regering gegeven antwoorden")
            || text == "gegeven antwoorden"
        {
            return true;
        }
        self.masthead = false;
        let year = self.year.clone();
        self.number(text, year.as_deref())
    }

    /// The number under the masthead.
    fn number(&mut self, text: &str, year: Option<&str>) -> bool {
        if text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            if let Some(year) = year {
                self.sheet.aanhangsel = Some((hyphen(year), text.to_owned()));
            }
            return true;
        }
        if text.len() == 10 && super::heading::z_number(text).is_some() {
            self.sheet.z_number = Some(text.to_owned());
            return true;
        }
        false
    }
}

/// Whether a line holds what makes a page's foot or an imprint. Of most lines pairs of its letters tell that it
/// does not.
fn is_furnished(line: &str) -> bool {
    let signs = ["Tweede Kamer", "ISSN", "-tk-", "-tk ", " tk-", " tk "];
    holds_pair(line, [*b"Tw", *b"IS", *b"tk", *b"-G"])
        && (signs.iter().any(|sign| line.contains(sign))
            || line.contains("s-Gravenhage") && PLACE.is_match(line))
}

/// At most the last `bytes` bytes of a text.
fn tail(text: &str, bytes: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..).unwrap_or_default()
}

fn hyphen(years: &str) -> String {
    years.replace('–', "-").replace(' ', "")
}
