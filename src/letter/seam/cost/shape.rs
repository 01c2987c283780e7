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
    if let Some(&[first, second]) = right.as_bytes().first_chunk()
        && (NO_ONSETS.hold(first, second)
            || SUFFIXES.hold(first, second) && begins_like_a_suffix(right))
    {
        return true;
    }
    match left.as_bytes() {
        [.., b'v' | b'z' | b'q'] => true,
        [.., a, b] => {
            a == b
                && (is_consonant(*a) || matches!(a, b'a' | b'u'))
                && left.chars().all(char::is_lowercase)
        }
        _ => false,
    }
}

fn begins_like_a_suffix(word: &str) -> bool {
    ["ig", "isch", "heid", "lijk", "baar", "schap", "teit"]
        .iter()
        .any(|suffix| word.starts_with(suffix))
}

/// Pairs of small letters: what is asked of nearly every place is told at once.
struct Pairs([u32; 26]);

impl Pairs {
    fn hold(&self, first: u8, second: u8) -> bool {
        let seconds = self.0.get(usize::from(first.wrapping_sub(b'a')));
        let bit = second.wrapping_sub(b'a').min(31);
        seconds.is_some_and(|seconds| seconds >> bit & 1 == 1)
    }
}

macro_rules! pairs {
    ($is_one:expr) => {{
        let mut pairs = [0; 26];
        let mut first = 0;
        while first < 26_u8 {
            let mut second = 0;
            while second < 26_u8 {
                if $is_one(first + b'a', second + b'a') {
                    pairs[first as usize] |= 1 << second;
                }
                second += 1;
            }
            first += 1;
        }
        Pairs(pairs)
    }};
}

/// Two consonants with which no Dutch word begins.
static NO_ONSETS: Pairs = pairs!(is_no_onset);

/// With what [`begins_like_a_suffix`] looks for.
static SUFFIXES: Pairs = pairs!(opens_suffix);

const fn opens_suffix(first: u8, second: u8) -> bool {
    matches!(
        &[first, second],
        b"ig" | b"is" | b"he" | b"li" | b"ba" | b"sc" | b"te"
    )
}

const fn is_no_onset(first: u8, second: u8) -> bool {
    is_consonant(first) && is_consonant(second) && !is_onset(first, second)
}

const fn is_consonant(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether a Dutch word may begin with two consonants.
const fn is_onset(first: u8, second: u8) -> bool {
    match first {
        b'b' => matches!(second, b'l' | b'r'),
        b'c' => matches!(second, b'h' | b'l' | b'r'),
        b'd' => matches!(second, b'j' | b'r' | b'w'),
        b'f' => matches!(second, b'j' | b'l' | b'r'),
        b'g' => matches!(second, b'l' | b'n' | b'r'),
        b'k' => matches!(second, b'l' | b'n' | b'r' | b'w'),
        b'p' => matches!(second, b'h' | b'l' | b'n' | b'r' | b's'),
        b'r' => matches!(second, b'h'),
        b's' => matches!(
            second,
            b'c' | b'f' | b'h' | b'j' | b'k' | b'l' | b'm' | b'n' | b'p' | b't' | b'w'
        ),
        b't' => matches!(second, b'h' | b'j' | b'l' | b'r' | b's' | b'w'),
        b'v' => matches!(second, b'l' | b'r'),
        b'w' => matches!(second, b'h' | b'r'),
        b'z' => matches!(second, b'w'),
        _ => false,
    }
}
