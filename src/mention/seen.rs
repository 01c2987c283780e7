//! What words were found to be, kept from letter to letter: most words of a letter stand in others, too.

use super::glance::Glance;
use crate::prose::{Kind, Known, Prose};
use hashbrown::HashTable;
use std::sync::{PoisonError, RwLock};

/// How many words are kept that the rules do not know; those that most letters have are met early.
const MOST: usize = 1 << 14;
/// How many bytes such a word may have.
const LONGEST: usize = 48;

/// The words of all letters so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    words: RwLock<Words>,
}

/// What is known of words.
#[derive(Debug, Default)]
struct Words {
    /// Of those that the rules know, by the place that they have there.
    known: Vec<Option<Glance>>,
    /// Of others.
    others: HashTable<Other>,
}

/// A word that the rules do not know.
#[derive(Debug)]
struct Other {
    word: Key,
    hash: u32,
    glance: Glance,
}

/// A word; nearly all are so short that they need no place of their own.
#[derive(Debug)]
enum Key {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

/// How many bytes a short word may have.
const SHORT: usize = 22;

impl Key {
    fn of(word: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..word.len()), u8::try_from(word.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(word.as_bytes());
                Self::Short(length, bytes)
            }
            _ => Self::Long(word.into()),
        }
    }

    fn is(&self, word: &str) -> bool {
        match self {
            Self::Short(length, bytes) => {
                bytes.get(..usize::from(*length)) == Some(word.as_bytes())
            }
            Self::Long(known) => **known == *word,
        }
    }
}

impl Words {
    /// What may be known of a word: sure where the rules know it, else of some word of the same hash.
    fn guess(&self, of: Known) -> Option<(Option<&Key>, &Glance)> {
        if let Some(place) = of.lexeme.known() {
            let glance = self.known.get(place)?.as_ref()?;
            return Some((None, glance));
        }
        let is_hash = |other: &Other| other.hash == of.hash;
        let other = self.others.find(spread(of.hash), is_hash)?;
        Some((Some(&other.word), &other.glance))
    }

    fn add(&mut self, word: &str, of: Known, glance: Glance) {
        if let Some(place) = of.lexeme.known() {
            let room = self.known.len().max(place + 1);
            self.known.resize(room, None);
            self.known[place] = Some(glance);
        } else if word.len() <= LONGEST && self.others.len() < MOST {
            let is_word = |other: &Other| other.word.is(word);
            let hash = |other: &Other| spread(other.hash);
            let entry = self.others.entry(spread(of.hash), is_word, hash);
            entry.insert(Other {
                word: Key::of(word),
                hash: of.hash,
                glance,
            });
        }
    }
}

/// Half of a hash as a whole one: the table looks at its first bits and its last.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

impl Seen {
    /// What is known of each of a letter's different words; `look` finds it out of those that are new.
    pub(super) fn of(
        &self,
        prose: &Prose,
        look: impl Fn(&str, Kind, Known) -> Glance,
    ) -> Vec<Glance> {
        let known = self.words.read().unwrap_or_else(PoisonError::into_inner);
        let mut new = Vec::new();
        // with nothing else to do in between, many come from memory at a time
        let guessed: Vec<_> = prose.different().map(|(.., of)| known.guess(of)).collect();
        let all = prose
            .different()
            .zip(guessed)
            .map(|((word, kind, of), guess)| {
                let is_word = |key: Option<&Key>| key.is_none_or(|key| key.is(word));
                let seen = guess.filter(|(key, seen)| seen.kind == kind && is_word(*key));
                seen.map_or_else(
                    || {
                        let glance = look(word, kind, of);
                        new.push((word, of, glance));
                        glance
                    },
                    |(_, seen)| *seen,
                )
            });
        let all = all.collect();
        drop(known);
        if !new.is_empty() {
            let mut known = self.words.write().unwrap_or_else(PoisonError::into_inner);
            for (word, of, glance) in new {
                known.add(word, of, glance);
            }
        }
        all
    }
}
