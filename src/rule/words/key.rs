//! How words are looked up: most are so short that their bytes are a number.

use crate::{bytes, span::Span};
use foldhash::fast::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A word as tables of words know it: a short one is told by its bytes, which are compared at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Key(u128);

/// No text in UTF-8 has this byte, so no short word has it as its last.
const LONG: u128 = 0xff << (8 * (bytes::NUMBER - 1));

impl Key {
    /// Whether it is of one word alone.
    pub(crate) const fn tells(self) -> bool {
        self.0 & LONG != LONG
    }
}

/// Turns words into keys, and keys into hashes, by numbers that differ from run to run: nobody can make
/// words that all have the same hash.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    seeds: [u64; 2],
    long: RandomState,
}

impl Default for Keys {
    fn default() -> Self {
        let long = RandomState::default();
        let seeds = [1_u8, 2].map(|seed| long.hash_one(seed));
        Self { seeds, long }
    }
}

impl Keys {
    /// The key of a stretch of a text.
    #[inline]
    pub(super) fn of(&self, text: &str, span: Span) -> Key {
        let short = bytes::number(text.as_bytes(), span.start, span.len());
        short.map_or_else(|| self.of_long(span.of(text)), Key)
    }

    fn of_long(&self, word: &str) -> Key {
        let mut hasher = self.long.build_hasher();
        hasher.write(word.as_bytes());
        Key(LONG | u128::from(hasher.finish()))
    }

    /// Both halves of a key multiplied, and both halves of that thrown together, as foldhash does.
    #[inline]
    pub(super) fn hash(&self, key: Key) -> u64 {
        let [low, high] = halves(key.0);
        let [low, high] = [low ^ self.seeds[0], high ^ self.seeds[1]];
        let [low, high] = halves(u128::from(low) * u128::from(high));
        low ^ high
    }
}

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
        let keys = Keys::default();
        let text = "de sluiswachtersvrouw aan de brugwachterbond sluiswachters ééééééé";
        let mut begin = 0;
        for word in text.split(' ') {
            let span = Span::new(begin, begin + word.len());
            let key = keys.of(text, span);
            assert_eq!(key, keys.of(word, Span::new(0, word.len())), "{word}");
            assert_eq!(key.tells(), word.len() <= 16, "{word}");
            let same = text
                .split(' ')
                .filter(|other| keys.of(other, Span::new(0, other.len())) == key);
            assert_eq!(same.count(), if word == "de" { 2 } else { 1 }, "{word}");
            begin = span.end + 1;
        }
    }
}
