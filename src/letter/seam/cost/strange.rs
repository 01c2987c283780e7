//! How strange a word is in a letter.

use crate::letter::{
    common, mend,
    words::{Known, Words, length, lower},
};
use std::borrow::Cow;

/// Strangeness up to which a word counts as known.
pub(super) const KNOWN: i32 = 500;

/// Whether a text ends with one of some others.
macro_rules! ends_with {
    ($text:expr, $($end:literal)|+) => { $($text.ends_with($end))||+ };
}

/// Strangeness of a word that nothing is known of.
const UNKNOWN: i32 = 2200;

/// How strange a word is: a common one not at all, one that stands elsewhere in the letter little,
/// one that begins like another of the letter more. `opens`: the word begins its token, so the
/// token itself begins like it.
pub(super) fn strangeness(word: &str, words: &Words, opens: bool) -> i32 {
    let lower = &*lower(word);
    // an accent that stresses ("nóg") makes no other word
    let lower = &*if lower.is_ascii() {
        Cow::Borrowed(lower)
    } else {
        Cow::Owned(lower.chars().map(without_stress).collect())
    };
    let is_long = |than: usize| lower.len() > than && length(lower) > than;
    let is_abbreviation = || word.chars().all(char::is_uppercase) && word.chars().count() > 1;
    let Known { common, count } = words.known(lower);
    if common || opens && is_abbreviation() {
        0
    } else if count > 0 && is_long(2) {
        200
    } else if words.alike(lower, opens) || opens && derived(lower, words) {
        900
    } else if !opens && mend::is_prefix(lower)
        || opens
            && ends_with!(
                lower,
                "en" | "ing" | "heid" | "tie" | "lijke" | "ende" | "ische"
            )
        || !opens
            && is_long(5)
            && ["ge", "be", "ver", "ont"]
                .iter()
                .any(|b| lower.starts_with(b))
    {
        // it has the shape of a word
        UNKNOWN - 500
    } else {
        UNKNOWN
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

/// Whether a word is a known one with an ending: `relatieve`, `verwachtingen`.
fn derived(lower: &str, words: &Words) -> bool {
    let is_known = |stem: Option<&str>| {
        stem.is_some_and(|stem| {
            stem.chars().count() > 3 && (common::is_common(stem) || words.count_lower(stem) > 0)
        })
    };
    macro_rules! any {
        ($($end:literal)|+) => { $(is_known(lower.strip_suffix($end)))||+ };
    }
    any!(
        "e" | "en"
            | "s"
            | "ve"
            | "es"
            | "st"
            | "de"
            | "te"
            | "er"
            | "ere"
            | "ing"
            | "ingen"
            | "heid"
            | "lijke"
    )
}
