//! How likely it is that two lines were run together at a place: the less it costs, the likelier.
//!
//! The figures were found by trial on letters that a tool had run together, and only their order
//! matters: a stop without a space costs nothing, a capital in mid-word hardly more, two common
//! words in one little, two unknown ones too much to be believed.

mod shape;
mod strange;
mod word;

use super::{char_at, char_before};
use crate::letter::words::{Words, lower};
use shape::{impossible, shape_cost};
use strange::{KNOWN, strangeness_before, strangeness_behind};
use word::Word;

/// What it costs, in thousandths; [`NEVER`] where no line can end.
pub(super) type Cost = u32;

/// No line can end there.
pub(super) const NEVER: Cost = Cost::MAX;

/// A line does not end before a word that a space stands before: nothing was run together.
pub(super) const BEHIND_A_SPACE: Cost = 5000;

/// From here on a place within a word is no better than the space before it.
const DEAREST: i32 = BEHIND_A_SPACE.cast_signed();
/// What the cheapest place within a word costs.
pub(super) const CHEAPEST: Cost = 100;

/// Weighs the places of one row. All places are bytes of it.
pub(super) struct Scale<'a> {
    row: &'a str,
    words: &'a Words,
    /// The word that was looked into last.
    word: Word<'a>,
}

impl<'a> Scale<'a> {
    pub(super) fn new(row: &'a str, words: &'a Words) -> Self {
        Self {
            row,
            words,
            word: Word::default(),
        }
    }

    /// What it costs to believe that a line ended before `at`, as far as the characters next to it
    /// tell; `None` within a word.
    pub(super) fn outside(&self, at: usize) -> Option<Cost> {
        let (Some(before), Some(after)) = (char_before(self.row, at), char_at(self.row, at)) else {
            return Some(NEVER);
        };
        let earlier = || char_before(self.row, at - before.len_utf8()).unwrap_or(' ');
        let next = || char_at(self.row, at + after.len_utf8());
        Some(match (before, after) {
            (' ', _) => BEHIND_A_SPACE,
            (_, ' ') => NEVER,
            ('-', c) if c.is_alphabetic() && earlier().is_alphanumeric() => 600,
            ('–' | '/', c) if c.is_alphabetic() => 3000,
            ('.' | ',' | ':', c) if c.is_ascii_digit() && earlier().is_ascii_digit() => NEVER,
            ('’' | '\'', c) if c.is_lowercase() => NEVER,
            // "c.s." and "z.o." are no ends of lines, "o.a.het" is
            ('.', c) if c.is_lowercase() && next() == Some('.') => NEVER,
            ('.', c) if c.is_lowercase() => 2500,
            ('.', c) if c.is_uppercase() && next() == Some('.') => 3000,
            ('.' | ',' | ';' | ':' | '?' | '!' | ')' | '»' | '”' | '’', c)
                if c.is_alphanumeric() || matches!(c, '(' | '«' | '“' | '‘' | '–' | '•') =>
            {
                0
            }
            (b, '–') if b.is_ascii_digit() => NEVER,
            (b, '(' | '«' | '“' | '‘' | '–' | '•') if b.is_alphanumeric() => 300,
            (b, c) if b.is_lowercase() && c.is_uppercase() => self.name(at, next()),
            (b, c) if b.is_lowercase() && c.is_ascii_digit() => self.number(at),
            ('%', c) if c.is_lowercase() => 300,
            (b, c) if b.is_ascii_digit() && c.is_uppercase() => 500,
            (b, c) if b.is_ascii_digit() && c.is_lowercase() => 1000,
            (b, c) if b.is_alphabetic() && c.is_alphabetic() => return None,
            _ => NEVER,
        })
    }

    /// "in|2025", but not a footnote's mark "jaar|5".
    fn number(&self, at: usize) -> Cost {
        let behind = self.row.bytes().skip(at);
        let digits = behind.take_while(u8::is_ascii_digit).count();
        if digits >= 4 { 500 } else { 2000 }
    }

    /// "door|Nieuwe", but not "Pvd|A" or a name that stands elsewhere as it is.
    fn name(&self, at: usize, next: Option<char>) -> Cost {
        let is_letter = next.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        let from = word::run_before(self.row, at, word::is_of_token);
        let to = word::run_behind(self.row, at, word::is_of_token);
        let count = |from, to| self.words.count(self.row.get(from..to).unwrap_or_default());
        let apart = count(from, at) > 0 && count(at, to) > 0;
        let token = lower(self.row.get(from..to).unwrap_or_default());
        let known = self.words.known(&token);
        let whole = known.common || known.count > 1 && !apart;
        200 + if is_letter { 0 } else { 3000 } + if whole { 3000 } else { 0 }
    }

    /// Looks at a word between spaces. Whether it may be cut: a common one may not.
    pub(super) fn may_cut(&mut self, from: usize, to: usize) -> bool {
        let is_longer = to - from >= word::LONGEST;
        if !is_longer {
            self.word = Word::of(self.row, from, to, self.words);
        }
        is_longer || !self.word.is_common
    }

    /// What it costs to cut a word in two; `None` where the space before it costs no more.
    pub(super) fn within(&mut self, at: usize) -> Option<Cost> {
        let words = self.words;
        let word = &mut self.word;
        word.see(self.row, at, words);
        // nothing that speaks for a cut outweighs that
        if word.is_common {
            return None;
        }
        let (left, right) = word.split(at);
        // "bruggetje’s|liggen": the plural's s ends a word
        let plural = left == "s" && matches!(char_before(self.row, word.from), Some('’' | '\''));
        let mut cost = 200;
        let is_odd = |half| is_lone(half) && half != "u";
        if is_odd(left) && !plural || is_odd(right) {
            // no other letter is a word, and nothing makes up for that; "ú" may yet be the same
            if left != "ú" && right != "ú" {
                return None;
            }
            cost += 4000;
        }
        if impossible(left, right) {
            cost += 3000;
        }
        let (left, right) = word.halves(at, words);
        // Where what is known is sure to be too dear, the rest is not asked for: how its halves look can take
        // only so much off.
        let sure = DEAREST + 20 * i32::try_from(word.length).unwrap_or(DEAREST) + 110;
        let a = if plural {
            300
        } else {
            strangeness_before(&left, words, word.relatives.alike)
        };
        // a word that stands elsewhere as it is needs no cut
        let whole = word.count > 1;
        let strange = whole && (a > KNOWN || word.has_hyphen);
        if cost + a + if strange { 3000 } else { 0 } >= sure {
            return None;
        }
        let b = strangeness_behind(&right, words);
        cost += a + b;
        if whole {
            cost += if strange || b > KNOWN { 3000 } else { 600 };
        }
        if cost >= sure {
            return None;
        }
        cost += shape_cost(&left, &right, [a, b], words);
        let cost = cost.max(CHEAPEST.cast_signed());
        (cost < DEAREST).then_some(cost.unsigned_abs())
    }
}

/// Whether a text is a single character.
fn is_lone(text: &str) -> bool {
    text.chars().nth(1).is_none()
}
