//! Words that a line's end cut in two, and words that lost the space between them.
//!
//! What a letter's own words say decides: a hyphen goes where the word without it stands elsewhere
//! in the letter, and stays where the hyphenated word does.

use super::{pairs::may_hold_address, row::Row, words::Words};
use hyphen::broken;
pub(super) use hyphen::{Join, hyphen, is_prefix};

mod calm;
mod hyphen;

/// Characters looked at on either side of a place; longer words are no words.
const LONGEST: usize = 60;

/// Mends one row: glued words and broken words within it. Leaves the places where a paragraph may
/// begin in [`Row::seams`]. `opened` rows have had the hyphens at their lines' ends settled.
pub(super) fn row(row: &mut Row, words: &Words, opened: bool) {
    let mut run = calm::run(&row.text, true);
    let mut rest = row.text.get(run..).unwrap_or_default().chars();
    if rest.next() != Some('-') && rest.next().is_none() {
        return;
    }
    let text = std::mem::take(&mut row.text);
    let mut out = String::with_capacity(text.len() + 8);
    let known = std::mem::take(&mut row.seams);
    let mut seams = Vec::with_capacity(known.len());
    let mut known = known.into_iter().peekable();
    // most rows have no place at which it matters
    let mut addresses: Option<Addresses<'_>> = None;
    let mut at = 0;
    loop {
        // all up to where something may be lost stands as it is
        let rest = text.get(at..).unwrap_or_default();
        while let Some(seam) = known.next_if(|seam| *seam <= at + run) {
            seams.push(out.len() + seam.saturating_sub(at));
        }
        out.push_str(rest.get(..run).unwrap_or_default());
        at += run;
        let mut chars = text.get(at..).unwrap_or_default().chars();
        let Some(c) = chars.next() else {
            break;
        };
        let rest = chars.as_str();
        let (next, second) = (chars.next(), chars.next());
        let mut is_address = |at| addresses.get_or_insert_with(|| Addresses::of(&text)).at(at);
        let place = Place {
            text: &text,
            at,
            c,
            next,
            rest,
            out: &out,
        };
        let missing = place.missing(words).filter(|_| !is_address(at));
        let hyphen = c == '-' && !opened && ends_alphabetic(&out) && !is_address(at);
        at += c.len_utf8();
        let lone_space = c == ' ' && matches!(next, Some(',' | ';')) && second == Some(' ');
        if hyphen {
            // "sluis- wachters", "wachtersgroe-pen"
            let spaced = next == Some(' ') && second.is_some_and(char::is_lowercase);
            let from = at + usize::from(spaced);
            let rest = text.get(from..).unwrap_or_default();
            let join = broken(&out, rest, spaced, words);
            if join != Some(Join::Drop) {
                out.push('-');
            }
            if matches!(join, Some(Join::Drop | Join::Keep)) {
                at = from;
            }
        } else if !lone_space {
            out.push(c);
        }
        if let Some(missing) = missing {
            out.push(missing);
            if missing == ' ' && matches!(c, '.' | '?' | '!') {
                seams.push(out.len());
            }
        }
        run = calm::run(text.get(at..).unwrap_or_default(), false);
    }
    row.text = out;
    row.seams = seams;
}

/// A character of a row and what is known of its surroundings.
struct Place<'a> {
    /// The row.
    text: &'a str,
    /// Byte offset of the character.
    at: usize,
    c: char,
    next: Option<char>,
    /// The row behind the character.
    rest: &'a str,
    /// The row up to here, mended.
    out: &'a str,
}

impl Place<'_> {
    /// What was lost behind this character, unless it belongs to an address: a space, a hyphen.
    fn missing(&self, words: &Words) -> Option<char> {
        let next = self.next?;
        // few characters before which something may be lost are small letters themselves
        let lower = || self.c.is_lowercase();
        let space = match self.c {
            // "gesloten.De brug": a sentence ended with its line
            '.' | '?' | '!' | ':' | '»' | '”' | ')' if next.is_uppercase() => {
                sentence_end(self.out, self.c, self.rest)
            }
            ';' | ':' | '.' if matches!(next, '–' | '•') => true,
            ',' | ';' => {
                next.is_alphabetic()
                    && self
                        .out
                        .ends_with(|c: char| c.is_alphanumeric() || c == ')')
            }
            // "vrijdag18 oktober", "in2031"
            _ if next.is_ascii_digit() && lower() => dated(self.out, self.c, self.rest),
            // "De Boer(XYZ)"
            _ if next == '(' && lower() => {
                let mut inner = self.rest.chars().skip(1);
                let mut is_capital = || inner.next().is_some_and(char::is_uppercase);
                is_capital() && is_capital()
            }
            // "hetNieuwe"
            _ if next.is_uppercase() && lower() => glued(self.text, self.at, words),
            _ => false,
        };
        // "ABCsluizen", where the letter writes "ABC-sluizen" elsewhere
        let abbreviated =
            self.c.is_uppercase() && next.is_lowercase() && self.out.ends_with(char::is_uppercase);
        if abbreviated && lost_hyphen(self.out, self.c, self.rest, words) {
            return Some('-');
        }
        space.then_some(' ')
    }
}

/// Which places of a row belong to an address on the web or of a mailbox.
struct Addresses<'a> {
    text: &'a str,
    /// Whether the row holds any.
    any: bool,
    /// Up to where it was looked through.
    seen: usize,
    /// Whether the word there is an address.
    inside: bool,
}

impl<'a> Addresses<'a> {
    fn of(text: &'a str) -> Self {
        let any = may_hold_address(text) && ADDRESS_SIGNS.iter().any(|sign| text.contains(sign));
        Self {
            text,
            any,
            seen: 0,
            inside: any && is_address(text),
        }
    }

    /// Whether byte `at` belongs to one; asked from the beginning to the end.
    fn at(&mut self, at: usize) -> bool {
        if self.any {
            let passed = self.text.get(self.seen..at).unwrap_or_default();
            if let Some(gap) = passed.rfind([' ', '(', '<']) {
                let word = self.seen + gap + 1;
                self.inside = is_address(self.text.get(word..).unwrap_or_default());
            }
            self.seen = at;
        }
        self.inside
    }
}

/// What an address has in it, unless it begins with `www.`.
const ADDRESS_SIGNS: [&str; 7] = ["www.", "://", "@", ".nl/", "~:", "%20", "ECLI:"];

fn ends_alphabetic(text: &str) -> bool {
    text.ends_with(char::is_alphabetic)
}

/// Whether a text begins with an address on the web or of a mailbox.
fn is_address(rest: &str) -> bool {
    // enough to tell an address, and no more of a word without end
    let mut bytes = rest.bytes().take(300);
    let near = bytes.position(|b| matches!(b, b' ' | b')' | b'>'));
    let far = || {
        let mut chars = rest.char_indices().enumerate();
        let end = chars.find(|(n, (_, c))| *n == 300 || matches!(c, ' ' | ')' | '>'));
        end.map_or(rest.len(), |(_, (at, _))| at)
    };
    let end = near.unwrap_or_else(far);
    let word = rest.get(..end).unwrap_or_default();
    word.starts_with("www.")
        || ADDRESS_SIGNS
            .iter()
            .any(|sign| *sign != "www." && word.contains(sign))
}

/// The characters of a kind that a text ends with, at most [`LONGEST`].
fn ending(text: &str, is_such: impl Fn(char) -> bool) -> &str {
    let such = text.chars().rev().take(LONGEST);
    let bytes: usize = such.take_while(|c| is_such(*c)).map(char::len_utf8).sum();
    text.get(text.len() - bytes..).unwrap_or_default()
}

/// The characters of a kind that a text begins with, at most [`LONGEST`].
fn beginning(text: &str, is_such: impl Fn(char) -> bool) -> &str {
    let such = text.chars().take(LONGEST);
    let bytes: usize = such.take_while(|c| is_such(*c)).map(char::len_utf8).sum();
    text.get(..bytes).unwrap_or_default()
}

/// Whether a stop that a capital follows without a space closes a sentence: not in `D.H.`, `U.S.`.
fn sentence_end(out: &str, stop: char, rest: &str) -> bool {
    let word = ending(out, char::is_alphanumeric);
    let is_long = word.chars().nth(1).is_some();
    match stop {
        '.' => {
            let next_stop = rest.chars().nth(1) == Some('.');
            let bracketed = out.ends_with([')', '»', '”', '’', '"', '%']);
            let small = word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            let known = is_long && (small || word.chars().all(char::is_uppercase));
            (known || bracketed) && !next_stop
        }
        ':' => is_long,
        // "(Financiën)Antwoord", but "(her)Opbouw" and "«Very Large»Platform" hardly occur
        ')' | '»' | '”' => !out.ends_with(['(', '«', '“']) && is_long,
        _ => true,
    }
}

/// Whether figures glued to a word are a day before its month, or a year behind a common word.
fn dated(out: &str, last: char, rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..).unwrap_or_default();
    if digits <= 2 {
        let word = after
            .strip_prefix(' ')
            .and_then(|a| a.split(|c: char| !c.is_alphabetic()).next())
            .unwrap_or_default();
        return super::dates::is_month(word);
    }
    let year = digits == 4
        && (rest.starts_with("19") || rest.starts_with("20"))
        && !after.starts_with(char::is_alphanumeric);
    let is_common = || {
        let word = format!("{}{last}", ending(out, char::is_alphabetic));
        super::common::is_common(&word.to_lowercase())
    };
    year && is_common()
}

/// Whether an abbreviation is glued to a word that follows it behind a hyphen elsewhere.
fn lost_hyphen(out: &str, last: char, rest: &str, words: &Words) -> bool {
    let left = ending(out, char::is_alphanumeric);
    let right = beginning(rest, char::is_lowercase);
    right.chars().count() > 3
        && left.chars().chain([last]).all(char::is_uppercase)
        && words.count(&format!("{left}{last}-{right}")) > 0
}

/// Whether a capital in mid-word begins a new word: not in `JenV`, `McDonald`, `iPhone`, `DigiD`.
fn glued(text: &str, at: usize, words: &Words) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let middle = at + after.chars().next().map_or(0, char::len_utf8);
    let start = before.len() - ending(before, char::is_alphabetic).len();
    let right = beginning(text.get(middle..).unwrap_or_default(), char::is_alphabetic);
    let left = text.get(start..middle).unwrap_or_default();
    let whole = text.get(start..middle + right.len()).unwrap_or_default();
    let rest_lower = right.chars().skip(1).all(char::is_lowercase);
    if words.count(whole) > 1 && words.count(left) == 0 {
        return false;
    }
    let length = left.chars().count();
    // A whole word in lower case before it, of a length that names do not have as their first part.
    let lower = left.chars().all(char::is_lowercase);
    if lower {
        return length >= 4
            || FUNCTION_WORDS.contains(&left)
            || (length >= 2 && words.count(left) > 0);
    }
    // "NederlandseVoedsel-": two capitalised words; "ReDirect", "TenneT", "McDonald" are names.
    if left.chars().skip(1).any(char::is_uppercase) || !rest_lower || right.chars().count() < 3 {
        return false;
    }
    // "ChristenBond" is a name: what makes a compound ends so, and no line hardly
    let long = length >= 6 && !left.ends_with("en");
    length >= 4 && (words.count(left) > 0 || words.count(right) > 0 || long)
}

/// Short words after which a capitalised word may be glued.
const FUNCTION_WORDS: [&str; 36] = [
    "de", "het", "een", "en", "van", "in", "op", "aan", "met", "te", "om", "is", "dat", "die",
    "tot", "bij", "uit", "als", "of", "door", "voor", "naar", "dan", "was", "er", "we", "wij",
    "hun", "zijn", "per", "nu", "al", "ook", "uw", "mijn", "ik",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{letter::row::RowKind, text::Place};

    fn mended(line: &str, letter: &[&str]) -> String {
        let place = Place::line(1);
        let mut rows: Vec<Row> = letter
            .iter()
            .chain([&line])
            .map(|l| Row::new(l, place, RowKind::Wrapped))
            .collect();
        let words = Words::of(&rows);
        rows.pop().map_or_else(String::new, |mut last| {
            row(&mut last, &words, false);
            last.text
        })
    }

    #[test]
    fn words_that_lost_their_space() {
        for (glued, apart) in [
            ("door hetNieuwe bureau", "door het Nieuwe bureau"),
            ("is gesloten.De brug", "is gesloten. De brug"),
            ("Klopt dat?Zo ja, waarom?", "Klopt dat? Zo ja, waarom?"),
            ("het lid Inge vanDijk (X)", "het lid Inge van Dijk (X)"),
            ("Nu,bijvoorbeeld", "Nu, bijvoorbeeld"),
            (
                "op vrijdag18 oktober in2031",
                "op vrijdag 18 oktober in 2031",
            ),
            ("het lid De Boer(XYZ)", "het lid De Boer (XYZ)"),
        ] {
            assert_eq!(mended(glued, &[]), apart);
        }
        for whole in [
            "JenV en IenW",
            "McDonald en TenneT",
            "een iPhone",
            "de ReDirect-pilot",
            "D.H. de Boer",
            "zie www.Een.nl/Twee",
            "1.5 ton",
            "VvE’s en SARs",
            "Natura2000",
            "de ChristenBond-fractie",
            "toezicht(houders)",
        ] {
            assert_eq!(mended(whole, &[]), whole);
        }
    }

    #[test]
    fn words_that_a_line_cut() {
        assert_eq!(
            mended("de sluis-wachter", &["over sluiswachter"]),
            "de sluiswachter"
        );
        assert_eq!(mended("hele wachtersgroe-pen", &[]), "hele wachtersgroepen");
        assert_eq!(
            mended("de sluis- deuren", &["sluisdeuren"]),
            "de sluisdeuren"
        );
        for whole in [
            "de data-analyses",
            "de ABC-partners",
            "non-discriminatie",
            "Voedsel- en Warenautoriteit",
            "op- en afrit",
            "auto- ongeluk",
        ] {
            assert_eq!(mended(whole, &[]).replace("auto-o", "auto- o"), whole);
        }
    }

    #[test]
    fn hyphens_at_a_lines_end() {
        let words = Words::default();
        for (before, after, join) in [
            ("de vertegenwoor-", "digers van", Join::Drop),
            ("in de ICT-", "sector", Join::Keep),
            ("en niet-", "bindende", Join::Keep),
            ("de Voedsel-", "en Warenautoriteit", Join::Space),
            ("de zee-", "egel", Join::Keep),
            ("de Noord-", "Hollandse", Join::Keep),
            ("commerci-", "ële", Join::Drop),
            ("een e-", "mail", Join::Keep),
        ] {
            assert_eq!(
                hyphen(before, after, &words, false),
                join,
                "{before}{after}"
            );
        }
    }
}
