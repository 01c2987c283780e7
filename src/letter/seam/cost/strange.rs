//! How strange a word is in a letter.

use crate::letter::{
    common, mend,
    words::{Known, STEM, Words, length, lower},
};
use std::borrow::Cow;

/// Strangeness up to which a word counts as known.
pub(super) const KNOWN: i32 = 500;

/// Strangeness of a word that nothing is known of.
const UNKNOWN: i32 = 2200;

/// What stands before a place in a word, or behind it.
#[derive(Clone, Copy)]
pub(super) struct Half<'a> {
    pub(super) text: &'a str,
    /// The same as [`plain`] makes it.
    plain: &'a str,
    /// The two longest words of the letter that begin like it, where that is known already.
    alike: Option<[usize; 2]>,
}

impl<'a> Half<'a> {
    pub(super) const fn new(text: &'a str, plain: &'a str, alike: Option<[usize; 2]>) -> Self {
        Self { text, plain, alike }
    }

    /// How many characters it has.
    pub(super) fn length(self) -> usize {
        length(self.plain)
    }
}

/// A word in lower case, without accents that stress: "nóg" is no other word than "nog".
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    without_accents(lower(word))
}

/// The same of a word in lower case.
pub(super) fn without_accents(lower: Cow<'_, str>) -> Cow<'_, str> {
    if lower.is_ascii() {
        lower
    } else {
        Cow::Owned(lower.chars().map(without_stress).collect())
    }
}

const fn without_stress(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        c => c,
    }
}

/// How strange a word is: a common one not at all, one that stands elsewhere in the letter little,
/// one that begins like another of the letter more. `opens`: the word begins its token, so the
/// token itself begins like it.
pub(super) fn strangeness(half: Half<'_>, words: &Words, opens: bool) -> i32 {
    let Half { text, plain, alike } = half;
    let Known { common, count } = words.known(plain);
    if common || opens && is_abbreviation(text) {
        return 0;
    }
    let length = length(plain);
    if count > 0 && length > 2 {
        return 200;
    }
    let is_alike = || {
        let [first, second] = alike.unwrap_or_else(|| words.alike(plain));
        let longest = if opens { second } else { first };
        // the other word is not much shorter: `sluitende` is like `sluiting`
        length >= STEM && longest > 0 && length <= longest + 3
    };
    if is_alike() || opens && is_derived(plain, words) {
        900
    } else if if opens {
        ends_like_a_word(plain)
    } else {
        mend::is_prefix(plain) || length > 5 && begins_like_a_participle(plain)
    } {
        UNKNOWN - 500
    } else {
        UNKNOWN
    }
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some()
}

/// Whether a text ends with one of some others.
macro_rules! ends_with {
    ($text:expr, $($end:literal)|+) => { $($text.ends_with($end))||+ };
}

fn ends_like_a_word(word: &str) -> bool {
    match word.as_bytes().last() {
        Some(b'n') => word.ends_with("en"),
        Some(b'g') => word.ends_with("ing"),
        Some(b'd') => word.ends_with("heid"),
        Some(b'e') => ends_with!(word, "tie" | "lijke" | "ende" | "ische"),
        _ => false,
    }
}

fn begins_like_a_participle(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(b'g') => word.starts_with("ge"),
        Some(b'b') => word.starts_with("be"),
        Some(b'v') => word.starts_with("ver"),
        Some(b'o') => word.starts_with("ont"),
        _ => false,
    }
}

/// Whether a word is a known one with an ending: `relatieve`, `verwachtingen`.
fn is_derived(word: &str, words: &Words) -> bool {
    let is_known = |stem: Option<&str>| {
        stem.is_some_and(|stem| {
            length(stem) > 3 && (common::is_common(stem) || words.count_lower(stem) > 0)
        })
    };
    macro_rules! any {
        ($($end:literal)|+) => { $(is_known(word.strip_suffix($end)))||+ };
    }
    // most words end with none of these, which their last letter tells
    match word.as_bytes().last() {
        Some(b'e') => any!("e" | "ve" | "de" | "te" | "ere" | "lijke"),
        Some(b'n') => any!("en" | "ingen"),
        Some(b's') => any!("s" | "es"),
        Some(b't') => any!("st"),
        Some(b'r') => any!("er"),
        Some(b'g') => any!("ing"),
        Some(b'd') => any!("heid"),
        _ => false,
    }
}
