//! How the words of a letter begin.

use super::length;
use super::table::{Cut, Entry};
use crate::key::Key;
use hashbrown::HashTable;

/// So many letters related words share.
pub(in crate::letter) const STEM: usize = 6;

/// For each beginning of words, the two longest words that have it, in characters.
#[derive(Debug)]
pub(super) struct Stems(HashTable<Entry<[usize; 2]>>);

impl Stems {
    /// Has room for so many beginnings.
    pub(super) fn with_room(beginnings: usize) -> Self {
        Self(HashTable::with_capacity(beginnings))
    }

    /// Adds a word of a text that stands in it so many times.
    pub(super) fn add(&mut self, text: &str, cut: Cut, times: u32) {
        let word = cut.of(text);
        let Some(stem) = stem(word).filter(|_| times > 0) else {
            return;
        };
        let longest = [length(word), if times > 1 { length(word) } else { 0 }];
        let cut = cut.front(stem.len());
        let key = Key::at(text, cut.span());
        if let Some(entry) = self.0.find_mut(key.hash(), |e| e.is(text, stem, key)) {
            entry.value = two_of(entry.value, longest);
        } else {
            let entry = Entry::new(key, cut, longest);
            self.0.insert_unique(key.hash(), entry, |e| e.key.hash());
        }
    }

    /// The two longest words of the text that begin like this one; 0 where there is none.
    pub(super) fn longest(&self, text: &str, word: &str) -> Option<[usize; 2]> {
        let stem = stem(word)?;
        let key = Key::of(stem);
        let entry = self.0.find(key.hash(), |e| e.is(text, stem, key));
        entry.map(|e| e.value)
    }
}

/// The two largest of two pairs, each of which has its larger one first.
fn two_of([a, b]: [usize; 2], [c, d]: [usize; 2]) -> [usize; 2] {
    if a >= c { [a, b.max(c)] } else { [c, d.max(a)] }
}

/// The beginning that related words share.
fn stem(word: &str) -> Option<&str> {
    if word.as_bytes().first_chunk::<STEM>()?.is_ascii() {
        return word.get(..STEM);
    }
    word.char_indices()
        .nth(STEM - 1)
        .and_then(|(at, c)| word.get(..at + c.len_utf8()))
}
