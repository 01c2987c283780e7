//! How strange a word is in a letter.

use crate::letter::{
    mend,
    words::{Known, Lengths, STEM, Words, lower},
};
use std::borrow::Cow;

/// Strangeness up to which a word counts as known.
pub(super) const KNOWN: i32 = 500;

/// Strangeness of a word that nothing is known of.
const UNKNOWN: i32 = 2200;

/// The longest of the endings of [`is_derived`], in bytes.
const LONGEST_ENDING: usize = 5;

/// What stands before a place in a word, or behind it.
#[derive(Clone, Copy)]
pub(super) struct Half<'a> {
    pub(super) text: &'a str,
    /// The same as [`plain`] makes it.
    pub(super) plain: &'a str,
    /// How many characters it has.
    pub(super) length: usize,
    /// How long, in bytes, the known words may be that begin like it.
    pub(super) begins: Lengths,
    /// The same of those that end like it.
    pub(super) ends: Lengths,
}

impl Half<'_> {
    /// What is left of what stands before a place without an ending, which has so many bytes and as
    /// many characters.
    pub(super) fn without(&self, ending: usize, words: &Words) -> Self {
        let plain = without_end(self.plain, ending);
        Self {
            text: without_end(self.text, ending),
            plain,
            length: self.length.saturating_sub(ending),
            begins: self.begins,
            ends: words.lengths_of_end(plain),
        }
    }
}

fn without_end(text: &str, bytes: usize) -> &str {
    let end = text.len().saturating_sub(bytes);
    text.get(..end).unwrap_or_default()
}

/// A word in lower case, without accents that stress: "nóg" is no other word than "nog".
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    without_accents(lower(word), word.is_ascii())
}

/// The same of a word in lower case, of which it is known whether it is ASCII.
pub(super) fn without_accents(lower: Cow<'_, str>, is_ascii: bool) -> Cow<'_, str> {
    if is_ascii {
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

/// How strange the beginning of a word is: a common word not at all, one that stands elsewhere in
/// the letter little, one that begins like another of the letter more. `alike`: the second longest
/// word of the letter that begins like it, as the longest may be the word itself.
pub(super) fn strangeness_before(half: &Half<'_>, words: &Words, alike: usize) -> i32 {
    match strangeness_of_known(half, words) {
        Some(0) => 0,
        _ if is_abbreviation(half.text) => 0,
        Some(known) => known,
        None if is_alike(half, alike) || is_derived(half, words) => 900,
        None if ends_like_a_word(half.plain) => UNKNOWN - 500,
        None => UNKNOWN,
    }
}

/// The same of the end of a word.
pub(super) fn strangeness_behind(half: &Half<'_>, words: &Words) -> i32 {
    let Half { plain, length, .. } = *half;
    if let Some(known) = strangeness_of_known(half, words) {
        known
    } else if half.begins.reach(STEM) && is_alike(half, words.alike(plain)[0]) {
        900
    } else if mend::is_prefix(plain) || length > 5 && begins_like_a_participle(plain) {
        UNKNOWN - 500
    } else {
        UNKNOWN
    }
}

/// Whether what begins a word is known.
pub(super) fn is_known(half: &Half<'_>, words: &Words) -> bool {
    strangeness_of_known(half, words).is_some() || is_abbreviation(half.text)
}

/// How strange a word is if it is known.
fn strangeness_of_known(half: &Half<'_>, words: &Words) -> Option<i32> {
    let Half { plain, length, .. } = *half;
    if !(half.begins.hold(plain.len()) && half.ends.hold(plain.len())) {
        return None;
    }
    let Known { common, count } = words.known(plain);
    if common {
        Some(0)
    } else {
        (count > 0 && length > 2).then_some(200)
    }
}

/// Whether a word is like one of so many letters that begins like it, which is not much shorter:
/// `sluitende` is like `sluiting`.
const fn is_alike(half: &Half<'_>, longest: usize) -> bool {
    half.length >= STEM && longest > 0 && half.length <= longest + 3
}

fn is_abbreviation(word: &str) -> bool {
    // nearly no word begins with a capital
    !word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(char::is_uppercase)
        && word.chars().nth(1).is_some()
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
fn is_derived(half: &Half<'_>, words: &Words) -> bool {
    let word = half.plain;
    // no ending is longer, and of nearly all words there is none without it
    let shortest = word.len().saturating_sub(LONGEST_ENDING);
    if !half.begins.hold_any(shortest..word.len()) {
        return false;
    }
    let is_known = |stem: Option<&str>| {
        // an ending is as long in bytes as in characters
        let known = stem.filter(|stem| {
            half.begins.hold(stem.len()) && half.length > 3 + (word.len() - stem.len())
        });
        known.is_some_and(|stem| {
            let Known { common, count } = words.known(stem);
            common || count > 0
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
