//! How words are looked up: most are so short that their bytes are a number.

use crate::{bytes, span::Span};
use foldhash::fast::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

/// A word as tables of words know it: a short one is told by its bytes, which are compared at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(u128);

/// No text in UTF-8 has this byte, so no short word has it as its last.
const LONG: u128 = 0xff << (8 * (bytes::NUMBER - 1));

impl Key {
    /// The key of a word.
    pub(crate) fn of(word: &str) -> Self {
        Self::at(word, Span::new(0, word.len()))
    }

    /// The key of the word that stands somewhere in a text.
    #[inline]
    pub(crate) fn at(text: &str, span: Span) -> Self {
        let short = bytes::number(text.as_bytes(), span.start, span.len());
        short.map_or_else(|| Self::of_long(span.of(text)), Self)
    }

    #[inline(never)]
    fn of_long(word: &str) -> Self {
        let mut hasher = SEEDS.long.build_hasher();
        hasher.write(word.as_bytes());
        Self(LONG | u128::from(hasher.finish()))
    }

    /// Whether it is of one word alone.
    pub(crate) const fn tells(self) -> bool {
        self.0 & LONG != LONG
    }

    /// Both halves of it multiplied, and both halves of that thrown together, as foldhash does.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        let [low, high] = halves(self.0);
        let [low, high] = [low ^ SEEDS.halves[0], high ^ SEEDS.halves[1]];
        let [low, high] = halves(u128::from(low) * u128::from(high));
        low ^ high
    }
}

/// Numbers that differ from run to run: nobody can make words that all have the same hash.
struct Seeds {
    halves: [u64; 2],
    long: RandomState,
}

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| {
    let long = RandomState::default();
    let halves = [1_u8, 2].map(|seed| long.hash_one(seed));
    Seeds { halves, long }
});

#[allow(
    clippy::cast_possible_truncation,
    reason = "halves are what is asked for"
)]
const fn halves(number: u128) -> [u64; 2] {
    [number as u64, (number >> 64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_told_by_their_keys_alone() {
        let text = "de sluiswachtersvrouw aan de brugwachterbond sluiswachters ééééééé";
        let mut begin = 0;
        for word in text.split(' ') {
            let span = Span::new(begin, begin + word.len());
            let key = Key::at(text, span);
            assert_eq!(key, Key::of(word), "{word}");
            assert_eq!(key.tells(), word.len() <= 16, "{word}");
            let same = text.split(' ').filter(|other| Key::of(other) == key);
            assert_eq!(same.count(), if word == "de" { 2 } else { 1 }, "{word}");
            begin = span.end + 1;
        }
    }
}
