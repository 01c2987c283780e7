//! Footnote marks in running text: `bruggen1`, `sluizen.4`, `(krant)”1)?`, a line `2, 3`.
//!
//! A figure behind a word is a mark only where the numbering asks for it: marks run 1, 2, 3 … in
//! the order of the text, so `CO2`, `NIS2`, years, amounts and ordinals stay what they are.

use super::{notes::Body, row::Row};
use crate::bytes;
use crate::text::{NOTE_CLOSE, NOTE_OPEN};
use shape::{
    COUNTED, NUMBERED, behind_a_word, counted_next, ends_word, opens_sentence, starts_upper,
};

mod shape;

/// Takes the marks out of all rows and leaves them, with their places, in [`Row::marks`].
pub(super) fn extract(rows: &mut [Row], bodies: &[Body], bare_heads: bool) {
    let mut reader = Reader {
        last: 0,
        round: bodies.iter().any(|b| b.at_end && !b.mark.starts_with('[')),
        // few rows hold more than ASCII
        formed: rows
            .iter()
            .any(|r| !r.text.is_ascii() && r.text.contains(NOTE_OPEN)),
        spaced: !bodies.is_empty() && bodies.iter().all(|b| b.spaced),
        numbers: bodies.iter().filter_map(|b| number_of(&b.mark)).collect(),
    };
    reader.numbers.sort_unstable();
    reader.numbers.dedup();
    let mut open = false;
    let mut context = "";
    for row in rows {
        if !row.is_words() {
            continue;
        }
        if super::heads::read(&row.text).is_some() {
            open = false;
            continue;
        }
        let marks_only = open && !bare_heads && !reader.formed && reader.own_line(row);
        if !bare_heads && !reader.formed && !marks_only {
            reader.line_start(row, open);
        }
        reader.inline(row, context);
        open = !row.text.is_empty() || open;
        context = &row.text;
    }
}

struct Reader {
    /// The form itself tells its marks from words, so bare figures are none.
    formed: bool,
    /// The last mark taken.
    last: u32,
    /// Notes with a bracket or a full stop stand at the end of the letter.
    round: bool,
    /// Numbers that have a body.
    numbers: Vec<u32>,
    /// All notes stand apart from their numbers, so marks may stand apart from their words.
    spaced: bool,
}

impl Reader {
    /// A line that holds marks and nothing else: `1`, `2, 3 en 4`.
    fn own_line(&mut self, row: &mut Row) -> bool {
        let (numbers, end) = super::heads::numbers(&row.text, 0);
        let whole = row
            .text
            .get(end..)
            .is_some_and(|r| r.trim_matches([' ', '.']).is_empty());
        if numbers.is_empty() || !whole || !self.run(&numbers) {
            return false;
        }
        row.marks = numbers.iter().map(|n| (0, n.to_string())).collect();
        // The full stop of the sentence may have gone down with the mark.
        row.text = row.text.get(end..).unwrap_or_default().trim().to_owned();
        self.last = numbers.last().copied().unwrap_or(self.last);
        true
    }

    /// A line that begins with a mark, because the tool broke the line at its raised figure.
    fn line_start(&mut self, row: &mut Row, open: bool) {
        let (numbers, end) = super::heads::numbers(&row.text, 0);
        let (Some(first), true) = (numbers.first().copied(), open) else {
            return;
        };
        let rest = row.text.get(end..).unwrap_or_default();
        let first_end = row.text.bytes().take_while(u8::is_ascii_digit).count();
        let (end, rest) = if numbers.len() > 1 && !self.run(&numbers) {
            (first_end, row.text.get(first_end..).unwrap_or_default())
        } else {
            (end, rest)
        };
        let expected = first == self.last + 1 && self.numbers.contains(&first);
        let next = rest.chars().next();
        let word = rest
            .trim_start()
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let counts = COUNTED.contains(&word.to_lowercase().as_str());
        let shape = match next {
            Some(' ') => !counts && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()),
            Some(',' | ';' | ':' | ')' | '?' | '!') => true,
            Some('.') => rest.len() == 1 || rest.strip_prefix(". ").is_some_and(starts_upper),
            _ => false,
        };
        if !expected || !shape {
            return;
        }
        let taken: Vec<u32> = if end == first_end {
            vec![first]
        } else {
            numbers
        };
        row.marks = taken.iter().map(|n| (0, n.to_string())).collect();
        self.last = taken.last().copied().unwrap_or(self.last);
        row.text = rest.to_owned();
    }

    /// Marks behind words; `context` is the row before.
    fn inline(&mut self, row: &mut Row, context: &str) {
        let no_figure = bytes::run(row.text.as_bytes(), |b| !b.is_ascii_digit());
        if !(no_figure < row.text.len() || self.formed && row.text.contains(NOTE_OPEN)) {
            return;
        }
        let text = std::mem::take(&mut row.text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
            let Some(step) = sign(rest) else {
                break;
            };
            let from = at + step;
            out.push_str(text.get(at..from).unwrap_or_default());
            if let Some(end) = self.behind_a_year(&text, from) {
                out.push_str(text.get(from..from + 4).unwrap_or_default());
                row.marks.push((out.len(), self.last.to_string()));
                at = end;
            } else if let Some((marks, end)) = self.mark_at(&text, from, context) {
                if text
                    .get(from..)
                    .is_some_and(|r| r.starts_with(|c: char| c == '[' || c.is_ascii_digit()))
                {
                    out.truncate(out.trim_end().len());
                }
                row.marks.extend(marks.into_iter().map(|m| (out.len(), m)));
                at = end;
            } else {
                let tail = text.get(from..).unwrap_or_default();
                let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
                let skip = if digits > 0 {
                    digits
                } else {
                    tail.chars().next().map_or(1, char::len_utf8)
                };
                out.push_str(tail.get(..skip).unwrap_or_default());
                at = from + skip;
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out.truncate(out.trim_end().len());
        row.text = out;
        let length = row.text.len();
        for mark in &mut row.marks {
            mark.0 = mark.0.min(length);
        }
    }

    /// Reads the marks that begin at byte `from`, if marks they are.
    fn mark_at(&mut self, text: &str, from: usize, context: &str) -> Option<(Vec<String>, usize)> {
        let rest = text.get(from..)?;
        if let Some(inner) = rest.strip_prefix(NOTE_OPEN) {
            let close = inner.find(NOTE_CLOSE).filter(|c| *c <= 12)?;
            return Some((
                vec![inner.get(..close)?.to_owned()],
                from + NOTE_OPEN.len_utf8() + close + NOTE_CLOSE.len_utf8(),
            ));
        }
        let before = text.get(..from)?;
        if let Some(inner) = rest.strip_prefix('[') {
            let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
            let number = inner.get(..digits)?;
            let close = inner.get(digits..)?.starts_with(']');
            return (close && (1..=2).contains(&digits) && !before.is_empty())
                .then(|| (vec![format!("[{number}]")], from + digits + 2));
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest
            .get(..digits)
            .filter(|d| d.len() <= 3 && !d.starts_with('0'))?
            .parse()
            .ok()?;
        let after = rest.get(digits..)?;
        if after.starts_with(')') {
            return self
                .bracket(before, number, after, context)
                .then(|| (vec![format!("{number})")], from + digits + 1));
        }
        if self.formed {
            return None;
        }
        if self.apart(before, number, after) {
            self.last = number;
            return Some((vec![number.to_string()], from + digits));
        }
        if !behind_a_word(
            before,
            number,
            self.last,
            self.numbers.contains(&number) && opens_sentence(after),
        ) || !ends_word(after)
        {
            return None;
        }
        let word = after
            .trim_start()
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        if after.starts_with(' ') && COUNTED.contains(&word) {
            return None;
        }
        if !self.fits(number, before) {
            return None;
        }
        let mut marks = vec![number.to_string()];
        let mut end = from + digits;
        self.last = number;
        // "»?1, 2" cites two notes at one place
        loop {
            let more = text.get(end..)?;
            let figure = more.trim_start_matches([',', ' ']);
            let skipped = more.len() - figure.len();
            let digits = figure.bytes().take_while(u8::is_ascii_digit).count();
            let next = figure.get(..digits).and_then(|d| d.parse::<u32>().ok());
            let closed = figure
                .get(digits..)
                .is_some_and(|r| ends_word(r) && !counted_next(r));
            if (1..=2).contains(&skipped) && next == Some(self.last + 1) && closed && digits <= 3 {
                self.last += 1;
                marks.push(self.last.to_string());
                end += skipped + digits;
            } else {
                break;
            }
        }
        Some((marks, end))
    }

    /// A mark that runs into the year of a date, `7 november 20231`: where it ends.
    fn behind_a_year(&mut self, text: &str, from: usize) -> Option<usize> {
        let rest = text.get(from..).filter(|_| !self.formed)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = rest.starts_with("19") || rest.starts_with("20");
        let number: u32 = rest.get(4..digits)?.parse().ok()?;
        let month = text.get(..from)?.trim_end().rsplit(' ').next()?;
        let dated = super::dates::is_month(month) && year && digits <= 6;
        if !dated || number != self.last + 1 || !self.numbers.contains(&number) {
            return None;
        }
        self.last = number;
        Some(from + digits)
    }

    /// Whether `1)` cites a note and does not number a list.
    fn bracket(&self, before: &str, number: u32, after: &str, context: &str) -> bool {
        let trimmed = before.trim_end();
        let glued = trimmed.len() == before.len() && !before.is_empty() && !before.ends_with('(');
        let rest = after.get(1..).unwrap_or_default().trim_start();
        let closes = rest.is_empty()
            || rest.starts_with(['.', '?', '!', ',', ';', ')', '”', '’', '»'])
            || rest.starts_with(|c: char| c.is_ascii_digit());
        // "(D66)": the bracket closes one that is open
        let line = before.chars().rev().chain(context.chars().rev()).take(200);
        let open = line.fold(0, |open, c| {
            open + i32::from(c == '(') - i32::from(c == ')')
        });
        if open > 0 {
            return false;
        }
        if !glued && trimmed.ends_with('.') && !behind_a_word(trimmed, number, self.last, false) {
            return false;
        }
        let sentence = trimmed.ends_with(['.', '?', '!', '”', '’', '»', '\'', '"', ')']);
        let cited = self.round || closes;
        number <= 99
            && cited
            && !before.is_empty()
            && if glued {
                sentence || trimmed.ends_with(char::is_alphabetic)
            } else {
                sentence && (closes || starts_upper(rest))
            }
    }

    /// A mark that the tool set apart from its word: `… is bekend. 3 Het …`, `in 2031 4 is`.
    fn apart(&self, before: &str, number: u32, after: &str) -> bool {
        let next = self.last + 1;
        let due = number >= next && number - next <= 3 && self.numbers.contains(&number);
        let Some(text) = before.strip_suffix(' ').filter(|_| due) else {
            return false;
        };
        let closes =
            after.is_empty() || after.starts_with(['.', '?', '!', ',', ';']) && ends_word(after);
        if text.ends_with(['.', '?', '!', '»', '”', '’', ')']) {
            let abbreviated = text.ends_with('.') && !behind_a_word(text, number, self.last, false);
            return !abbreviated && (closes || opens_sentence(after));
        }
        let word = text
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let names = word.chars().count() > 2
            && word.ends_with(char::is_alphabetic)
            && !NUMBERED.contains(&word.to_lowercase().as_str());
        let goes_on = after
            .strip_prefix(' ')
            .is_some_and(|a| a.starts_with(char::is_lowercase))
            && !counted_next(after);
        self.spaced && (year || names) && (closes || goes_on)
    }

    /// Whether the numbering asks for this number here.
    fn fits(&self, number: u32, before: &str) -> bool {
        let next = self.last + 1;
        if number == next {
            // Before any note is known to exist, a lone figure behind a word is more likely part of a name.
            return true;
        }
        let skips = number > next && number - next <= 3 && self.numbers.contains(&number);
        let restarts = number == 1
            && self.last > 1
            && before.ends_with(['.', '?', '!', '»', '”', '’', ')', ',']);
        let restarts = restarts
            || number == 1 && self.last > 1 && before.ends_with(|c: char| c.is_lowercase());
        skips || restarts
    }

    /// Whether all of these numbers are the next in turn.
    fn run(&self, numbers: &[u32]) -> bool {
        numbers
            .iter()
            .zip(self.last + 1..)
            .all(|(n, want)| *n == want)
    }
}

/// Where the first character stands with which a mark may begin.
fn sign(text: &str) -> Option<usize> {
    let is_plain = |b| matches!(b, ..b'0') | matches!(b, b':'..b'[') | matches!(b, b'\\'..=b'\x7f');
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += bytes::run(rest.as_bytes(), is_plain);
        let c = text.get(at..)?.chars().next()?;
        if c.is_ascii() || c == NOTE_OPEN {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The number in a printed mark.
pub(super) fn number_of(mark: &str) -> Option<u32> {
    mark.trim_matches(['[', ']', ')', '(', '.']).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{letter::row::RowKind, text::Place};

    fn read(lines: &[&str], notes: &[&str]) -> Vec<(String, Vec<(usize, String)>)> {
        let place = Place::line(1);
        let mut rows: Vec<Row> = lines
            .iter()
            .map(|l| Row::new(l, place, RowKind::Wrapped))
            .collect();
        let bodies: Vec<Body> = notes
            .iter()
            .map(|m| Body {
                mark: (*m).to_owned(),
                rows: Vec::new(),
                at_end: m.contains(')'),
                spaced: false,
            })
            .collect();
        extract(&mut rows, &bodies, false);
        rows.into_iter().map(|r| (r.text, r.marks)).collect()
    }

    fn one(line: &str, notes: &[&str]) -> (String, Vec<String>) {
        let (text, marks) = read(&[line], notes).remove(0);
        (text, marks.into_iter().map(|(_, m)| m).collect())
    }

    #[test]
    fn marks_behind_words_go() {
        for (line, text, marks) in [
            (
                "De bruggen zijn oud1 en smal.2",
                "De bruggen zijn oud en smal.",
                vec!["1", "2"],
            ),
            ("Klopt dat?1", "Klopt dat?", vec!["1"]),
            (
                "het bericht «Oud»?1, 2 Ja.",
                "het bericht «Oud»? Ja.",
                vec!["1", "2"],
            ),
            ("de motie-De Boer1.", "de motie-De Boer.", vec!["1"]),
            ("in 2024.1 Dit is zo.", "in 2024. Dit is zo.", vec!["1"]),
            ("van 7 mei 20241 is", "van 7 mei 2024 is", vec!["1"]),
            ("het onderzoek[1] loopt", "het onderzoek loopt", vec!["[1]"]),
            ("het onderzoek⟦1⟧ loopt", "het onderzoek loopt", vec!["1"]),
        ] {
            assert_eq!(
                one(line, &["1", "2"]),
                (
                    text.to_owned(),
                    marks.into_iter().map(str::to_owned).collect()
                ),
                "{line}"
            );
        }
    }

    #[test]
    fn a_form_that_shows_its_marks_is_taken_at_its_word() {
        let (text, marks) = one("De kade1 en de brug⟦1⟧ zijn oud (krant)”1).", &["1"]);
        assert_eq!(text, "De kade1 en de brug zijn oud (krant)”.");
        assert_eq!(marks, ["1", "1)"]);
    }

    #[test]
    fn figures_that_are_no_marks_stay() {
        for line in [
            "minder CO2 en NIS2",
            "op de 11e dag van 2023",
            "artikel 3 en nr.1 van de lijst",
            "ruim 1,5 miljoen en 27.7 procent",
            "de G7 en de G20",
            "vanaf1 januari",
            "fases: 1) bouwen en 2) breken",
            "Natura2000-gebied",
        ] {
            assert_eq!(one(line, &[]), (line.to_owned(), vec![]), "{line}");
        }
    }

    #[test]
    fn marks_with_brackets() {
        assert_eq!(
            one("Klopt dit (omroep)”1)?", &["1)"]),
            ("Klopt dit (omroep)”?".to_owned(), vec!["1)".to_owned()])
        );
        assert_eq!(
            one("Klopt dit? 1)", &[]),
            ("Klopt dit?".to_owned(), vec!["1)".to_owned()])
        );
        assert_eq!(one("Klopt dit? 1) 2)", &["1)"]).1, ["1)", "2)"]);
    }

    #[test]
    fn marks_on_lines_of_their_own() {
        let rows = read(
            &[
                "Kent u het bericht?",
                "1, 2",
                "In de brief van juni",
                "3 is dat",
                "op",
                "4 mei",
            ],
            &["1", "2", "3", "4"],
        );
        assert_eq!(
            rows[1],
            (
                String::new(),
                vec![(0, "1".to_owned()), (0, "2".to_owned())]
            )
        );
        assert_eq!(rows[3], (" is dat".to_owned(), vec![(0, "3".to_owned())]));
        assert_eq!(rows[5].1, vec![]);
    }
}
