//! Hyphens: the printer's, which go, and the word's own, which stay.

use super::{beginning, ending};
use crate::letter::words::{Words, front, tail};
use crate::limits::WORD_BYTES;

/// Whether a piece is one that a hyphen sets before a word, and that belongs to it.
pub(in crate::letter) fn is_prefix(piece: &str) -> bool {
    matches!(
        piece,
        "niet"
            | "non"
            | "anti"
            | "pro"
            | "ex"
            | "oud"
            | "vice"
            | "semi"
            | "quasi"
            | "pseudo"
            | "multi"
            | "mede"
            | "sub"
            | "top"
            | "mini"
            | "cv"
            | "e"
            | "lhbtqia+"
            | "lhbti+"
            | "lhbtiq+"
            | "btw"
            | "tbs"
            | "mbo"
            | "hbo"
            | "wo"
            | "zzp"
    )
}

/// Second halves that show that the hyphen stands for a word left out: `Voedsel- en Warenautoriteit`.
const SUSPENDED: [&str; 8] = ["en", "of", "dan", "als", "tot", "noch", "en/of", "maar"];

/// Two vowels that would be read as one sound; Dutch parts them by a hyphen.
const CLASHES: [&str; 16] = [
    "aa", "ee", "ii", "oo", "uu", "ae", "ai", "au", "ei", "eu", "ie", "oe", "oi", "ou", "ui", "ij",
];

/// What becomes of a hyphen at a line's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::letter) enum Join {
    /// The hyphen was the printer's: `vertegenwoor-` `digers`.
    Drop,
    /// It belongs to the word: `ICT-` `beroepen`.
    Keep,
    /// It stands for a word left out, and a space follows: `Voedsel-` `en`.
    Space,
}

/// Decides on the hyphen that ends `before`, where the next line begins with `after`. `counted`:
/// both stood on one line, so the hyphenated word is among the letter's words once already.
pub(in crate::letter) fn hyphen(before: &str, after: &str, words: &Words, counted: bool) -> Join {
    let (before, after) = (tail(before, WORD_BYTES), front(after, WORD_BYTES));
    let stem = before.trim_end_matches('-');
    let left = stem
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == '+'))
        .next()
        .unwrap_or_default();
    let right = after
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '/'))
        .next()
        .unwrap_or_default();
    if left.len() + 4 > WORD_BYTES || right.len() + 4 > WORD_BYTES {
        // no word is so long, and this one would grow with every line
        return Join::Space;
    }
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
    let counts = |left, right| {
        [format!("{left}{right}"), format!("{left}-{right}")].map(|word| words.count(&word))
    };
    let [mut joined, mut kept] = counts(left, right);
    if [head, tail] != [left, right] {
        let parts = counts(head, tail);
        (joined, kept) = (joined.max(parts[0]), kept.max(parts[1]));
    }
    let kept = kept.saturating_sub(u32::from(counted));
    if joined != kept {
        return if joined > kept {
            Join::Drop
        } else {
            Join::Keep
        };
    }
    let lower = head.to_lowercase();
    if is_prefix(&lower) {
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

/// What becomes of a hyphen in mid-line: `None` where it is as it should be.
pub(super) fn broken(out: &str, rest: &str, spaced: bool, words: &Words) -> Option<Join> {
    let left = ending(out, |c| c.is_alphabetic() || c == '-');
    let right = beginning(rest, char::is_alphabetic);
    if SUSPENDED.contains(&right) || right.is_empty() || !right.starts_with(char::is_lowercase) {
        return None;
    }
    if rest.get(right.len()..).is_some_and(|r| r.starts_with('-')) && spaced {
        return None;
    }
    if spaced {
        // A dash between words has a space on both sides; here only the second has one.
        return match hyphen(left, right, words, false) {
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
    let parts = words.count(head) > 0 || words.count(right) > 0;
    let lower = head.to_lowercase();
    if kept > 1
        || parts
        || is_prefix(&lower)
        || clash(&lower, right)
        || !(syllable(right) || lower.ends_with(['a', 'e', 'i', 'o', 'u']))
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
