//! How likely it is that two lines were run together at a place: the less it costs, the likelier.
//!
//! The figures were found by trial on letters that a tool had run together, and only their order
//! matters: a stop without a space costs nothing, a capital in mid-word hardly more, two common
//! words in one little, two unknown ones too much to be believed.

mod shape;
mod strange;

use crate::letter::words::{Known, Words, lower};
use shape::{impossible, shape_cost};
use strange::{KNOWN, strangeness};

/// What it costs, in thousandths; [`NEVER`] where no line can end.
pub(super) type Cost = u32;

/// No line can end there.
pub(super) const NEVER: Cost = Cost::MAX;

/// What the dearest place within a word costs, and the cheapest.
const DEAREST: i32 = 5200;
pub(super) const CHEAPEST: Cost = 100;

/// Weighs the places of one run of characters.
pub(super) struct Scale<'a> {
    chars: &'a [char],
    words: &'a Words,
    /// Room for what stands before a place, behind it, and for both.
    left: String,
    right: String,
    whole: String,
    /// The word that was looked into last, and its characters.
    word: Word,
    text: String,
}

/// A word, as far as all places within it have it in common.
#[derive(Default)]
struct Word {
    /// Its characters.
    from: usize,
    to: usize,
    is_common: bool,
    /// How often it stands in the letter, alone or with what hyphens and figures tie to it.
    count: u32,
    has_hyphen: bool,
}

impl<'a> Scale<'a> {
    pub(super) fn new(chars: &'a [char], words: &'a Words) -> Self {
        Self {
            chars,
            words,
            left: String::new(),
            right: String::new(),
            whole: String::new(),
            word: Word::default(),
            text: String::new(),
        }
    }

    /// What it costs to believe that a line ended before `at`, as far as the characters next to it
    /// tell; `None` within a word.
    pub(super) fn outside(&mut self, at: usize) -> Option<Cost> {
        let get = |i: Option<usize>| i.and_then(|i| self.chars.get(i)).copied();
        let (Some(before), Some(after)) = (get(at.checked_sub(1)), get(Some(at))) else {
            return Some(NEVER);
        };
        if before.is_ascii_lowercase() && after.is_ascii_lowercase() {
            return None;
        }
        let earlier = get(at.checked_sub(2)).unwrap_or(' ');
        let next = get(Some(at + 1));
        Some(match (before, after) {
            (' ', _) => 5000,
            (_, ' ') => NEVER,
            ('-', c) if c.is_alphabetic() && earlier.is_alphanumeric() => 600,
            ('–' | '/', c) if c.is_alphabetic() => 3000,
            ('.' | ',' | ':', c) if c.is_ascii_digit() && earlier.is_ascii_digit() => NEVER,
            ('’' | '\'', c) if c.is_lowercase() => NEVER,
            // "c.s." and "z.o." are no ends of lines, "o.a.het" is
            ('.', c) if c.is_lowercase() && next == Some('.') => NEVER,
            ('.', c) if c.is_lowercase() => 2500,
            ('.', c) if c.is_uppercase() && next == Some('.') => 3000,
            ('.' | ',' | ';' | ':' | '?' | '!' | ')' | '»' | '”' | '’', c)
                if c.is_alphanumeric() || matches!(c, '(' | '«' | '“' | '‘' | '–' | '•') =>
            {
                0
            }
            (b, '–') if b.is_ascii_digit() => NEVER,
            (b, '(' | '«' | '“' | '‘' | '–' | '•') if b.is_alphanumeric() => 300,
            (b, c) if b.is_lowercase() && c.is_uppercase() => self.name(at),
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
        let digits = self
            .chars
            .iter()
            .skip(at)
            .take_while(|c| c.is_ascii_digit());
        if digits.count() >= 4 { 500 } else { 2000 }
    }

    /// "door|Nieuwe", but not "Pvd|A" or a name that stands elsewhere as it is.
    fn name(&mut self, at: usize) -> Cost {
        let next = self.chars.get(at + 1);
        let is_letter = next.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        let from = at - run_before(self.chars, at, is_of_token);
        let to = at + run_behind(self.chars, at, is_of_token);
        fill(&mut self.left, self.chars.get(from..at));
        fill(&mut self.right, self.chars.get(at..to));
        fill(&mut self.whole, self.chars.get(from..to));
        let apart = self.words.count(&self.left) > 0 && self.words.count(&self.right) > 0;
        let whole = self.words.count(&self.whole) > 1 && !apart;
        200 + if is_letter { 0 } else { 3000 } + if whole { 3000 } else { 0 }
    }

    /// What it costs to cut a word in two.
    pub(super) fn within(&mut self, at: usize) -> Cost {
        self.see(at);
        let Word { from, to, .. } = self.word;
        // nothing that speaks for a cut outweighs that, unless the word is very long
        if self.word.is_common && to - from <= LONGEST {
            return DEAREST.unsigned_abs();
        }
        let (left, right) = self.text.split_at(byte_of(&self.text, at - from));
        let words = self.words;
        // "bruggetje’s|liggen": the plural's s ends a word
        let earlier = from.checked_sub(1).and_then(|i| self.chars.get(i));
        let plural = left == "s" && matches!(earlier, Some('’' | '\''));
        // What is seen at a glance goes first: where it is sure to be the dearest, the rest is not
        // asked for. How its halves look can take only so much off.
        let sure = DEAREST + 20 * i32::try_from(to - from).unwrap_or(DEAREST) + 110;
        let mut cost = 200;
        if at - from == 1 && left != "u" && !plural || to - at == 1 && right != "u" {
            cost += 4000;
        }
        if self.word.is_common {
            cost += 6000;
        }
        if impossible(left, right) {
            cost += 3000;
        }
        if cost >= sure {
            return DEAREST.unsigned_abs();
        }
        let a = if plural {
            300
        } else {
            strangeness(left, words, true)
        };
        // a word that stands elsewhere as it is needs no cut
        let whole = self.word.count > 1;
        let strange = whole && (a > KNOWN || self.word.has_hyphen);
        if cost + a + if strange { 3000 } else { 0 } >= sure {
            return DEAREST.unsigned_abs();
        }
        let b = strangeness(right, words, false);
        cost += a + b;
        if whole {
            cost += if strange || b > KNOWN { 3000 } else { 600 };
        }
        if cost < sure {
            cost += shape_cost(left, right, a, b, words);
        }
        cost.clamp(CHEAPEST.cast_signed(), DEAREST).unsigned_abs()
    }

    /// Looks at the word around `at`.
    fn see(&mut self, at: usize) {
        let Word { from, to, .. } = self.word;
        if from < at && at < to && to - from < LONGEST {
            return;
        }
        let from = at - run_before(self.chars, at, char::is_alphabetic);
        // a capital in mid-word is where another line may end
        let to = at + 1 + run_behind(self.chars, at + 1, char::is_lowercase);
        fill(&mut self.text, self.chars.get(from..to));
        let Known { common, count } = self.words.known(&lower(&self.text));
        let mut word = Word {
            from,
            to,
            is_common: common,
            count,
            has_hyphen: false,
        };
        let first = from - run_before(self.chars, from, is_of_token);
        let last = to + run_behind(self.chars, to, is_of_token);
        if [first, last] != [from, to] {
            fill(&mut self.whole, self.chars.get(first..last));
            word.count = word.count.max(self.words.count(&self.whole));
            word.has_hyphen = self.whole.contains('-');
        }
        self.word = word;
    }
}

/// Replaces a text by some characters.
fn fill(text: &mut String, chars: Option<&[char]>) {
    text.clear();
    text.extend(chars.unwrap_or_default());
}

/// How many bytes so many characters of a text take.
fn byte_of(text: &str, chars: usize) -> usize {
    if text.is_ascii() {
        return chars.min(text.len());
    }
    let mut places = text.char_indices().map(|(at, _)| at);
    places.nth(chars).unwrap_or(text.len())
}

/// Whether a character may stand in a word: letters, figures and hyphens.
fn is_of_token(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// How many characters of a kind stand right before `at`, up to [`LONGEST`].
fn run_before(chars: &[char], at: usize, is_kind: impl Fn(char) -> bool) -> usize {
    let before = chars.iter().take(at).rev().take(LONGEST);
    before.take_while(|c| is_kind(**c)).count()
}

/// How many characters of a kind stand from `at` on, up to [`LONGEST`].
fn run_behind(chars: &[char], at: usize, is_kind: impl Fn(char) -> bool) -> usize {
    let behind = chars.iter().skip(at).take(LONGEST);
    behind.take_while(|c| is_kind(**c)).count()
}

/// Characters looked at on either side of a place.
const LONGEST: usize = 40;
