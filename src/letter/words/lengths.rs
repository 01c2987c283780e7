//! How long the words are that begin or end with some letters: most parts of a word are no word, and
//! one look at how the word begins and ends tells so of nearly all of them.

use crate::letter::common;
use std::ops::Range;
use std::sync::LazyLock;

/// So many letters are looked at, in bytes.
const LETTERS: usize = 3;
/// Letters that share a place only make more lengths possible.
const PLACES: usize = 1024;
/// All longer words count as so long.
const LONGEST: usize = 63;
/// Words shorter than [`LETTERS`] are of any place.
const SHORT: u64 = (1 << LETTERS) - 1;

/// The lengths that words may have, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::letter) struct Lengths(u64);

impl Lengths {
    /// Whether a word may be so long; `false` is sure.
    pub(in crate::letter) const fn hold(self, length: usize) -> bool {
        self.0 & bit(length) != 0
    }

    /// Whether a word may be as long as one of some lengths says.
    pub(in crate::letter) const fn hold_any(self, lengths: Range<usize>) -> bool {
        self.0 & (bit(lengths.end) - bit(lengths.start)) != 0 || lengths.end > LONGEST
    }

    /// Whether a word may be so long, or longer.
    pub(in crate::letter) const fn reach(self, length: usize) -> bool {
        self.0 >= bit(length)
    }
}

const fn bit(length: usize) -> u64 {
    1 << if length < LONGEST { length } else { LONGEST }
}

/// The lengths of the common words and of a letter's own, by how they begin and end.
#[derive(Debug, Clone)]
pub(super) struct Table {
    begin: Vec<u64>,
    end: Vec<u64>,
}

static COMMON: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        begin: vec![SHORT; PLACES],
        end: vec![SHORT; PLACES],
    };
    common::all().for_each(|word| table.add(word));
    table
});

impl Table {
    /// Those of the common words.
    pub(super) fn common() -> Self {
        COMMON.clone()
    }

    pub(super) fn add(&mut self, word: &str) {
        let bit = bit(word.len());
        for (table, place) in [
            (&mut self.begin, beginning(word)),
            (&mut self.end, end(word)),
        ] {
            if let Some(lengths) = place.and_then(|place| table.get_mut(place)) {
                *lengths |= bit;
            }
        }
    }

    /// How long the words may be that begin like this one.
    pub(super) fn of_beginning(&self, word: &str) -> Lengths {
        find(&self.begin, beginning(word))
    }

    /// The same of those that end like it.
    pub(super) fn of_end(&self, word: &str) -> Lengths {
        find(&self.end, end(word))
    }
}

fn find(table: &[u64], place: Option<usize>) -> Lengths {
    Lengths(
        place
            .and_then(|place| table.get(place))
            .map_or(SHORT, |l| *l),
    )
}

fn beginning(word: &str) -> Option<usize> {
    word.as_bytes().first_chunk().copied().map(place)
}

fn end(word: &str) -> Option<usize> {
    word.as_bytes().last_chunk().copied().map(place)
}

/// Where some letters stand in a table.
fn place(letters: [u8; LETTERS]) -> usize {
    let mixed = letters
        .into_iter()
        .fold(0_usize, |all, letter| all * 37 + usize::from(letter));
    mixed % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_denied() {
        let mut table = Table::common();
        let long = "a".repeat(70);
        let own = ["u", "sluiswachter", "reünie", "brug", &long];
        for word in own {
            table.add(word);
        }
        let all: Vec<&str> = common::all().collect();
        for word in all.into_iter().chain(own) {
            assert!(table.of_beginning(word).hold(word.len()), "{word}");
            assert!(table.of_end(word).hold(word.len()), "{word}");
            assert!(table.of_beginning(word).reach(word.len()), "{word}");
            let around = word.len().saturating_sub(2)..word.len() + 1;
            assert!(table.of_beginning(word).hold_any(around), "{word}");
        }
        assert!(!table.of_beginning("sluis").hold(40));
    }
}
