//! What the look of two halves of a word says: how Dutch words begin and end.

use super::strange::{Half, KNOWN, is_known};
use crate::letter::words::Words;

/// What the look of two halves adds, which are as strange as `a` and `b` say; less than nothing
/// where it speaks for them.
pub(super) fn shape_cost(
    before: &Half<'_>,
    behind: &Half<'_>,
    [a, b]: [i32; 2],
    words: &Words,
) -> i32 {
    let (left, long_left) = (before.text, before.length);
    let (right, long_right) = (behind.text, behind.length);
    let mut cost = 0;
    // A short word is found at either end of many others; an article before a word hardly.
    if a > KNOWN && long_right <= 3 {
        cost += if follows_any(right) { 600 } else { 1600 };
    }
    if b > KNOWN && long_left <= 3 {
        cost += if precedes_any(left) { 600 } else { 1600 };
    }
    if a > KNOWN && long_left <= 3 || b > KNOWN && long_right <= 3 {
        cost += 1500;
    }
    // "over|schot", "zichin|geschreven": the first half of a verb stands for a word of its own too often
    cost += match without_particle(left) {
        Some("") if !precedes_any(right) && !follows_any(right) => 600,
        Some(stem)
            if !stem.is_empty()
                && is_known(&before.without(left.len() - stem.len(), words), words) =>
        {
            if b > KNOWN { 1500 } else { 300 }
        }
        _ => 0,
    };
    // "vooropge|staan": few words end so
    if left.ends_with("ge")
        && !left
            .trim_end_matches("ge")
            .ends_with(['i', 'n', 'o', 'a', 'r', 'l'])
    {
        cost += 2000;
    }
    // "hetplan|overleg": the article before is the likelier word
    if a > KNOWN
        && long_left > 5
        && ["het", "een", "van", "bij", "met"]
            .iter()
            .any(|w| left.starts_with(w))
    {
        cost += 1300;
    }
    // "wachting|engeschept"
    if a <= KNOWN && b > KNOWN && right.starts_with("en") {
        cost += 600;
    }
    // "bericht|en" may be one word as well
    if is_ending(right) && a < 1000 {
        cost += 500;
    }
    // of two ways to find one known word, the one that finds more of it, and rather the second
    let found = if a < 1000 { long_left } else { 0 } + if b < 1000 { long_right } else { 0 };
    cost -= 20 * i32::try_from(found).unwrap_or(40);
    cost -= if b <= KNOWN { 60 } else { 0 };
    cost - if precedes_any(left) { 50 } else { 0 }
}

/// The text without the first of some others that it ends with.
macro_rules! without_end {
    ($text:expr, $($end:literal)|+) => { None$(.or_else(|| $text.strip_suffix($end)))+ };
}

/// Whether a word is an ending of others, too.
fn is_ending(word: &str) -> bool {
    matches!(
        word,
        "en" | "er" | "te" | "ten" | "de" | "den" | "ze" | "se"
    )
}

/// What stands before that with which verbs and the nouns made from them begin.
fn without_particle(word: &str) -> Option<&str> {
    // most words end with none of these, which their last letter tells
    match word.as_bytes().last()? {
        b'r' => without_end!(word, "achter" | "door" | "onder" | "over" | "ver" | "voor"),
        b'n' => without_end!(word, "aan" | "in" | "tegen"),
        b'e' => without_end!(word, "be" | "ge" | "mee" | "toe"),
        b't' => without_end!(word, "ont" | "uit"),
        b'g' => without_end!(word, "terug" | "weg"),
        b'f' => word.strip_suffix("af"),
        b'j' => word.strip_suffix("bij"),
        b'a' => word.strip_suffix("na"),
        b'm' => word.strip_suffix("om"),
        b'p' => word.strip_suffix("op"),
        _ => None,
    }
}

/// Whether a word is so common that it may well stand before one that nothing is known of.
fn precedes_any(word: &str) -> bool {
    word.len() <= 3
        && matches!(
            word,
            "de" | "het"
                | "een"
                | "van"
                | "te"
                | "en"
                | "dat"
                | "die"
                | "om"
                | "tot"
                | "uw"
                | "is"
                | "ter"
                | "ten"
                | "als"
                | "met"
                | "hun"
                | "zo"
                | "er"
                | "of"
                | "in"
                | "op"
                | "bij"
                | "aan"
        )
}

/// The same behind one.
fn follows_any(word: &str) -> bool {
    word.len() <= 3
        && matches!(
            word,
            "van" | "het" | "een" | "dat" | "die" | "aan" | "om" | "uit" | "u"
        )
}

/// Whether no Dutch word ends like `left` or begins like `right`.
pub(super) fn impossible(left: &str, right: &str) -> bool {
    let is_suffix = match right.as_bytes().first() {
        Some(b'i') => right.starts_with("ig") || right.starts_with("isch"),
        Some(b'h') => right.starts_with("heid"),
        Some(b'l') => right.starts_with("lijk"),
        Some(b'b') => right.starts_with("baar"),
        Some(b's') => right.starts_with("schap"),
        Some(b't') => right.starts_with("teit"),
        _ => false,
    };
    if is_suffix {
        return true;
    }
    let is_consonant =
        |c: char| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut onset = right.chars();
    if let (Some(a), Some(b)) = (onset.next(), onset.next())
        && is_consonant(a)
        && is_consonant(b)
        && !is_onset(a, b)
    {
        return true;
    }
    let mut end = left.chars().rev();
    match (end.next(), end.next()) {
        (Some('v' | 'z' | 'q'), _) => true,
        (Some(a), Some(b)) => {
            a == b
                && (is_consonant(a) || matches!(a, 'a' | 'u'))
                && left.chars().all(char::is_lowercase)
        }
        _ => false,
    }
}

/// Whether a Dutch word may begin with two consonants.
const fn is_onset(first: char, second: char) -> bool {
    match first {
        'b' => matches!(second, 'l' | 'r'),
        'c' => matches!(second, 'h' | 'l' | 'r'),
        'd' => matches!(second, 'j' | 'r' | 'w'),
        'f' => matches!(second, 'j' | 'l' | 'r'),
        'g' => matches!(second, 'l' | 'n' | 'r'),
        'k' => matches!(second, 'l' | 'n' | 'r' | 'w'),
        'p' => matches!(second, 'h' | 'l' | 'n' | 'r' | 's'),
        'r' => matches!(second, 'h'),
        's' => matches!(
            second,
            'c' | 'f' | 'h' | 'j' | 'k' | 'l' | 'm' | 'n' | 'p' | 't' | 'w'
        ),
        't' => matches!(second, 'h' | 'j' | 'l' | 'r' | 's' | 'w'),
        'v' => matches!(second, 'l' | 'r'),
        'w' => matches!(second, 'h' | 'r'),
        'z' => matches!(second, 'w'),
        _ => false,
    }
}
