//! Words that a line's end cut in two, and words that lost the space between them.
//!
//! What a letter's own words say decides: a hyphen goes where the word without it stands elsewhere
//! in the letter, and stays where the hyphenated word does.

use super::{row::Row, words::Words};

/// Fragments before a hyphen that belongs to the word.
const PREFIXES: [&str; 26] = [
    "niet", "non", "anti", "pro", "ex", "oud", "vice", "semi", "quasi", "pseudo", "multi", "mede",
    "sub", "top", "mini", "cv", "e", "lhbtqia+", "lhbti+", "lhbtiq+", "btw", "tbs", "mbo", "hbo",
    "wo", "zzp",
];

/// Whether a piece is one that a hyphen sets before a word.
pub(super) fn is_prefix(piece: &str) -> bool {
    PREFIXES.contains(&piece)
}

/// Second halves that show that the hyphen stands for a word left out: `Voedsel- en Warenautoriteit`.
const SUSPENDED: [&str; 8] = ["en", "of", "dan", "als", "tot", "noch", "en/of", "maar"];

/// Two vowels that would be read as one sound; Dutch parts them by a hyphen.
const CLASHES: [&str; 16] = [
    "aa", "ee", "ii", "oo", "uu", "ae", "ai", "au", "ei", "eu", "ie", "oe", "oi", "ou", "ui", "ij",
];

/// Characters looked at on either side of a place; longer words are no words.
const LONGEST: usize = 60;

/// What becomes of a hyphen at a line's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The hyphen was the printer's: `vertegenwoor-` `digers`.
    Drop,
    /// It belongs to the word: `ICT-` `beroepen`.
    Keep,
    /// It stands for a word left out, and a space follows: `Voedsel-` `en`.
    Space,
}

/// Decides on the hyphen that ends `before`, where the next line begins with `after`. `counted`:
/// both stood on one line, so the hyphenated word is among the letter's words once already.
pub(super) fn hyphen(before: &str, after: &str, words: &Words, counted: bool) -> Join {
    let stem = before.trim_end_matches('-');
    let left = stem
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == '+'))
        .next()
        .unwrap_or_default();
    let right = after
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '/'))
        .next()
        .unwrap_or_default();
    if left.is_empty() || right.is_empty() {
        return Join::Space;
    }
    if SUSPENDED.contains(&right) {
        return Join::Space;
    }
    let right = right.split('/').next().unwrap_or_default();
    if !right.starts_with(char::is_lowercase) {
        return Join::Keep;
    }
    let head = left.rsplit('-').next().unwrap_or_default();
    let tail = right.split('-').next().unwrap_or_default();
    if head.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '+')
        || head.chars().count() == 1
    {
        return Join::Keep;
    }
    let (joined, kept) = (
        words.count(&format!("{left}{right}")),
        words.count(&format!("{left}-{right}")),
    );
    let (joined, kept) = (
        joined.max(words.count(&format!("{head}{tail}"))),
        kept.max(words.count(&format!("{head}-{tail}"))),
    );
    let kept = kept.saturating_sub(u32::from(counted));
    if joined != kept {
        return if joined > kept {
            Join::Drop
        } else {
            Join::Keep
        };
    }
    let lower = head.to_lowercase();
    if PREFIXES.contains(&lower.as_str()) {
        return Join::Keep;
    }
    if clash(&lower, tail) {
        Join::Keep
    } else {
        Join::Drop
    }
}

fn clash(left: &str, right: &str) -> bool {
    let pair: String = left
        .chars()
        .last()
        .into_iter()
        .chain(right.chars().next())
        .collect();
    CLASHES.contains(&pair.as_str())
}

/// Mends one row: glued words and broken words within it. Leaves the places where a paragraph may
/// begin in [`Row::seams`]. `opened` rows have had the hyphens at their lines' ends settled.
pub(super) fn row(row: &mut Row, words: &Words, opened: bool) {
    let text = std::mem::take(&mut row.text);
    let mut out = String::with_capacity(text.len() + 8);
    let known = std::mem::take(&mut row.seams);
    let mut seams = Vec::with_capacity(known.len());
    let mut known = known.into_iter().peekable();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let get = |i: usize| chars.get(i).map(|(_, c)| *c);
    let mut i = 0;
    let mut address = false;
    while let Some(&(at, c)) = chars.get(i) {
        if known.next_if_eq(&at).is_some() {
            seams.push(out.len());
        }
        if i == 0 || matches!(get(i - 1), Some(' ' | '(' | '<')) {
            address = is_address(text.get(at..).unwrap_or_default());
        }
        match (c, get(i + 1)) {
            // "gesloten.De brug": a sentence ended with its line
            ('.' | '?' | '!' | ':' | ';' | '»' | '”' | ')', Some(next))
                if next.is_uppercase() && !address && sentence_end(&out, c, &chars, i) =>
            {
                out.push(c);
                out.push(' ');
                if matches!(c, '.' | '?' | '!') {
                    seams.push(out.len());
                }
            }
            (' ', Some(',' | ';')) if get(i + 2) == Some(' ') => {}
            (';' | ':' | '.', Some('–' | '•')) => {
                out.push(c);
                out.push(' ');
            }
            (',' | ';', Some(next))
                if next.is_alphabetic()
                    && !address
                    && out.ends_with(|c: char| c.is_alphanumeric() || c == ')') =>
            {
                out.push(c);
                out.push(' ');
            }
            // "vrijdag18 oktober", "in2031"
            (c, Some(next))
                if c.is_lowercase()
                    && next.is_ascii_digit()
                    && !address
                    && dated(&out, c, text.get(at + c.len_utf8()..).unwrap_or_default()) =>
            {
                out.push(c);
                out.push(' ');
            }
            // "De Boer(XYZ)"
            (c, Some('('))
                if c.is_lowercase()
                    && !address
                    && [2, 3]
                        .iter()
                        .all(|n| get(i + n).is_some_and(char::is_uppercase)) =>
            {
                out.push(c);
                out.push(' ');
            }
            // "hetNieuwe"
            (c, Some(next))
                if c.is_lowercase()
                    && next.is_uppercase()
                    && !address
                    && glued(&text, at, words) =>
            {
                out.push(c);
                out.push(' ');
            }
            // "sluis- wachters", "wachtersgroe-pen"
            ('-', Some(next)) if !opened && !address && ends_alphabetic(&out) => {
                let spaced = next == ' ' && get(i + 2).is_some_and(char::is_lowercase);
                let from = i + 1 + usize::from(spaced);
                let rest = chars
                    .get(from)
                    .and_then(|(o, _)| text.get(*o..))
                    .unwrap_or_default();
                match broken(&out, rest, spaced, words) {
                    Some(Join::Drop) => i = from - 1,
                    Some(Join::Keep) => {
                        out.push('-');
                        i = from - 1;
                    }
                    _ => out.push('-'),
                }
            }
            _ => out.push(c),
        }
        i += 1;
    }
    row.text = out;
    row.seams = seams;
}

fn ends_alphabetic(text: &str) -> bool {
    text.ends_with(char::is_alphabetic)
}

/// Whether a text begins with an address on the web or of a mailbox.
fn is_address(rest: &str) -> bool {
    let word = rest.split([' ', ')', '>']).next().unwrap_or_default();
    word.starts_with("www.")
        || word.contains("://")
        || word.contains('@')
        || word.contains(".nl/")
        || word.contains("~:")
        || word.contains("%20")
        || word.contains("ECLI:")
}

/// Whether a stop that a capital follows without a space closes a sentence: not in `D.H.`, `U.S.`.
fn sentence_end(out: &str, stop: char, chars: &[(usize, char)], at: usize) -> bool {
    let word: String = out
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    match stop {
        '.' => {
            let next_stop = chars.get(at + 2).is_some_and(|(_, c)| *c == '.');
            let known = (word.chars().count() >= 2
                && word
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit()))
                || (word.chars().count() >= 2 && word.chars().all(char::is_uppercase))
                || out.ends_with([')', '»', '”', '’', '"', '%']);
            known && !next_stop && !word.is_empty() | out.ends_with([')', '»', '”', '’', '"', '%'])
        }
        ':' => word.chars().count() >= 2,
        // "(Financiën)Antwoord", but "(her)Opbouw" and "«Very Large»Platform" hardly occur
        ')' | '»' | '”' => !out.ends_with(['(', '«', '“']) && word.chars().count() >= 2,
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
    let mut word: Vec<char> = out
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|c| c.is_alphabetic())
        .collect();
    word.reverse();
    word.push(last);
    year && super::common::is_common(&word.into_iter().collect::<String>().to_lowercase())
}

/// Whether a capital in mid-word begins a new word: not in `JenV`, `McDonald`, `iPhone`, `DigiD`.
fn glued(text: &str, at: usize, words: &Words) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let left: String = {
        let mut chars: Vec<char> = before
            .chars()
            .rev()
            .take(LONGEST)
            .take_while(|c| c.is_alphabetic())
            .collect();
        chars.reverse();
        chars.into_iter().chain(after.chars().next()).collect()
    };
    let right: String = after
        .chars()
        .skip(1)
        .take(LONGEST)
        .take_while(|c| c.is_alphabetic())
        .collect();
    let whole = format!("{left}{right}");
    let rest_lower = right.chars().skip(1).all(char::is_lowercase);
    if words.count(&whole) > 1 && words.count(&left) == 0 {
        return false;
    }
    let length = left.chars().count();
    // A whole word in lower case before it, of a length that names do not have as their first part.
    let lower = left.chars().all(char::is_lowercase);
    if lower {
        return length >= 4
            || FUNCTION_WORDS.contains(&left.as_str())
            || (length >= 2 && words.count(&left) > 0);
    }
    // "NederlandseVoedsel-": two capitalised words; "ReDirect", "TenneT", "McDonald" are names.
    if left.chars().skip(1).any(char::is_uppercase) || !rest_lower || right.chars().count() < 3 {
        return false;
    }
    length >= 4 && (words.count(&left) > 0 || words.count(&right) > 0 || length >= 6)
}

/// Short words after which a capitalised word may be glued.
const FUNCTION_WORDS: [&str; 36] = [
    "de", "het", "een", "en", "van", "in", "op", "aan", "met", "te", "om", "is", "dat", "die",
    "tot", "bij", "uit", "als", "of", "door", "voor", "naar", "dan", "was", "er", "we", "wij",
    "hun", "zijn", "per", "nu", "al", "ook", "uw", "mijn", "ik",
];

/// What becomes of a hyphen in mid-line: `None` where it is as it should be.
fn broken(out: &str, rest: &str, spaced: bool, words: &Words) -> Option<Join> {
    let left: String = {
        let mut chars: Vec<char> = out
            .chars()
            .rev()
            .take(LONGEST)
            .take_while(|c| c.is_alphabetic() || *c == '-')
            .collect();
        chars.reverse();
        chars.into_iter().collect()
    };
    let right: String = rest
        .chars()
        .take(LONGEST)
        .take_while(|c| c.is_alphabetic())
        .collect();
    if SUSPENDED.contains(&right.as_str())
        || right.is_empty()
        || !right.starts_with(char::is_lowercase)
    {
        return None;
    }
    if rest.get(right.len()..).is_some_and(|r| r.starts_with('-')) && spaced {
        return None;
    }
    if spaced {
        // A dash between words has a space on both sides; here only the second has one.
        return match hyphen(&left, &right, words, false) {
            Join::Space => None,
            join => Some(join),
        };
    }
    let head = left.rsplit('-').next().unwrap_or_default();
    if !head.chars().skip(1).all(char::is_lowercase)
        || head.chars().count() < 2
        || left.contains('-')
    {
        return None;
    }
    if rest
        .get(right.len()..)
        .is_some_and(|r| r.starts_with(['-', '/', '’', '\'', '+']))
    {
        return None;
    }
    let joined = words.count(&format!("{head}{right}"));
    let kept = words.count(&format!("{head}-{right}"));
    if joined > 0 && joined >= kept {
        return Some(Join::Drop);
    }
    // A compound is made of words; what a printer cut off is none.
    let linked = ["ings", "heids", "teits", "schaps"]
        .iter()
        .any(|e| head.ends_with(e));
    if linked && kept <= 1 {
        return Some(Join::Drop);
    }
    let parts = words.count(head) > 0 || words.count(&right) > 0;
    let lower = head.to_lowercase();
    if kept > 1
        || parts
        || PREFIXES.contains(&lower.as_str())
        || clash(&lower, &right)
        || !(syllable(&right) || lower.ends_with(['a', 'e', 'i', 'o', 'u']))
    {
        return None;
    }
    Some(Join::Drop)
}

/// Whether a piece looks like the end of a broken Dutch word rather than a word of its own.
fn syllable(right: &str) -> bool {
    const ENDS: [&str; 42] = [
        "ten", "ren", "pen", "gen", "len", "den", "ken", "men", "sen", "nen", "ven", "zen", "ties",
        "tie", "ting", "ring", "ding", "king", "ning", "sing", "ling", "heid", "lijk", "lijke",
        "schap", "naliteit", "teit", "ser", "der", "ter", "ger", "ker", "seerd", "teerd", "ringen",
        "ningen", "tingen", "dingen", "kingen", "gingen", "vingen", "lingen",
    ];
    ENDS.contains(&right) || right.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{letter::row::RowKind, text::Place};

    fn mended(line: &str, letter: &[&str]) -> String {
        let place = Place { page: 0, line: 1 };
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
