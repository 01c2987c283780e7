//! The word around a place, as far as all places within it have it in common.

use super::strange::{Half, plain, without_accents};
use crate::letter::seam::char_at;
use crate::letter::words::{Known, Lengths, Words, length, lower};
use std::borrow::Cow;

/// Characters looked at on either side of a place.
pub(super) const LONGEST: usize = 40;

/// A word of a row.
#[derive(Default)]
pub(super) struct Word<'a> {
    /// Its bytes in the row.
    pub(super) from: usize,
    to: usize,
    text: &'a str,
    is_ascii: bool,
    /// The same as [`plain`] makes it.
    plain: Cow<'a, str>,
    /// In characters.
    pub(super) length: usize,
    pub(super) is_common: bool,
    /// How often it stands in the letter, alone or with what hyphens and figures tie to it.
    pub(super) count: u32,
    pub(super) has_hyphen: bool,
    /// What is known of the words that begin or end like it.
    pub(super) relatives: Relatives,
}

/// The words that begin or end like another one.
#[derive(Default)]
pub(super) struct Relatives {
    /// How long the known ones may be that begin like it, in bytes.
    begin: Lengths,
    end: Lengths,
    /// How long the second longest of the letter is that begins like it, in characters.
    pub(super) alike: usize,
}

impl<'a> Word<'a> {
    /// Looks at the word of a row around `at`, unless that is the one seen last.
    #[inline]
    pub(super) fn see(&mut self, row: &'a str, at: usize, words: &Words) {
        if !(self.from < at && at < self.to && self.length < LONGEST) {
            *self = Self::around(row, at, words);
        }
    }

    /// The word around a place.
    fn around(row: &'a str, at: usize, words: &Words) -> Self {
        let from = run_before(row, at, char::is_alphabetic);
        // a capital in mid-word is where another line may end
        let next = at + char_at(row, at).map_or(1, char::len_utf8);
        let to = run_behind(row, next, char::is_lowercase);
        let mut word = Self::of(row, from, to, words);
        let first = run_before(row, from, is_of_token);
        let last = run_behind(row, to, is_of_token);
        if [first, last] != [from, to] {
            let whole = row.get(first..last).unwrap_or_default();
            word.count = word.count.max(words.count(whole));
            word.has_hyphen = whole.contains('-');
        }
        word
    }

    /// The word between two places, as if no hyphen or figure tied more to it.
    pub(super) fn of(row: &'a str, from: usize, to: usize, words: &Words) -> Self {
        let text = row.get(from..to).unwrap_or_default();
        let lower = lower(text);
        let Known { common, count } = words.known(&lower);
        let is_ascii = text.is_ascii();
        let plain = without_accents(lower, is_ascii);
        let relatives = if common {
            // it is not cut
            Relatives::default()
        } else {
            Relatives {
                begin: words.lengths_of_beginning(&plain),
                end: words.lengths_of_end(&plain),
                alike: words.alike(&plain)[1],
            }
        };
        Self {
            from,
            to,
            text,
            is_ascii,
            length: if is_ascii { text.len() } else { length(text) },
            is_common: common,
            count,
            has_hyphen: false,
            relatives,
            plain,
        }
    }

    /// What stands before a place in it, and behind.
    pub(super) fn split(&self, at: usize) -> (&'a str, &'a str) {
        let halves = self.text.split_at_checked(at - self.from);
        halves.unwrap_or_default()
    }

    /// What is known of both.
    pub(super) fn halves(&self, at: usize, words: &Words) -> (Half<'_>, Half<'_>) {
        let (left, right) = self.split(at);
        let at = left.len();
        let plain_at = if self.is_ascii { at } else { plain(left).len() };
        let halves = self.plain.split_at_checked(plain_at);
        let (plain_left, plain_right) = halves.unwrap_or_default();
        let length = if self.is_ascii { at } else { length(left) };
        let left = Half {
            text: left,
            plain: plain_left,
            length,
            begins: self.relatives.begin,
            ends: words.lengths_of_end(plain_left),
        };
        let right = Half {
            text: right,
            plain: plain_right,
            length: self.length - length,
            begins: words.lengths_of_beginning(plain_right),
            ends: self.relatives.end,
        };
        (left, right)
    }
}

/// Whether a character may stand in a word: letters, figures and hyphens.
pub(super) fn is_of_token(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Where the characters of a kind begin that stand right before `at`, up to [`LONGEST`].
pub(super) fn run_before(row: &str, at: usize, is_kind: impl Fn(char) -> bool) -> usize {
    let before = row.get(..at).unwrap_or_default();
    let run = before.char_indices().rev().take(LONGEST);
    let first = run.take_while(|(_, c)| is_kind(*c)).last();
    first.map_or(at, |(from, _)| from)
}

/// Where the characters of a kind end that stand from `at` on, up to [`LONGEST`].
pub(super) fn run_behind(row: &str, at: usize, is_kind: impl Fn(char) -> bool) -> usize {
    let behind = row.get(at..).unwrap_or_default().chars();
    let run = behind.take(LONGEST).take_while(|c| is_kind(*c));
    at + run.map(char::len_utf8).sum::<usize>()
}
