//! How likely it is that two lines were run together at a place: the less it costs, the likelier.
//!
//! The figures were found by trial on letters that a tool had run together, and only their order
//! matters: a stop without a space costs nothing, a capital in mid-word hardly more, two common
//! words in one little, two unknown ones too much to be believed.

use crate::letter::{
    common, mend,
    words::{Known, Words, length, lower},
};
use std::borrow::Cow;

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

/// What the look of two halves adds, which are as strange as `a` and `b` say; less than nothing
/// where it speaks for them.
fn shape_cost(left: &str, right: &str, a: i32, b: i32, words: &Words) -> i32 {
    let (long_left, long_right) = (length(left), length(right));
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
    cost +=
        match without_particle(left) {
            Some("") if !precedes_any(right) && !follows_any(right) => 600,
            Some(stem) if !stem.is_empty() && strangeness(stem, words, true) <= KNOWN => {
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

/// Characters looked at on either side of a place.
const LONGEST: usize = 40;

/// Strangeness up to which a word counts as known.
const KNOWN: i32 = 500;

/// Whether a text ends with one of some others.
macro_rules! ends_with {
    ($text:expr, $($end:literal)|+) => { $($text.ends_with($end))||+ };
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
    without_end!(
        word,
        "aan"
            | "achter"
            | "af"
            | "be"
            | "bij"
            | "door"
            | "ge"
            | "in"
            | "mee"
            | "na"
            | "om"
            | "onder"
            | "ont"
            | "op"
            | "over"
            | "tegen"
            | "terug"
            | "toe"
            | "uit"
            | "ver"
            | "voor"
            | "weg"
    )
}

/// Whether a word is so common that it may well stand before one that nothing is known of.
fn precedes_any(word: &str) -> bool {
    matches!(
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
    matches!(
        word,
        "van" | "het" | "een" | "dat" | "die" | "aan" | "om" | "uit" | "u"
    )
}

/// Strangeness of a word that nothing is known of.
const UNKNOWN: i32 = 2200;

/// How strange a word is: a common one not at all, one that stands elsewhere in the letter little,
/// one that begins like another of the letter more. `opens`: the word begins its token, so the
/// token itself begins like it.
fn strangeness(word: &str, words: &Words, opens: bool) -> i32 {
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

/// Whether no Dutch word ends like `left` or begins like `right`.
fn impossible(left: &str, right: &str) -> bool {
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
    let is_consonant = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
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
