//! Each text that is met gets a number, so that what is said of it can be found and compared without
//! its letters.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::borrow::Cow;
use std::hash::BuildHasher as _;

/// Texts by their numbers, which are given in the order in which the texts are met.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<String>,
    numbers: HashTable<usize>,
    hasher: RandomState,
}

impl Strings {
    /// Has room for so many texts more.
    pub(super) fn reserve(&mut self, texts: usize) {
        let Self {
            texts: known,
            numbers,
            hasher,
        } = self;
        known.reserve(texts);
        let hash = |number: &usize| hasher.hash_one(known.get(*number).map_or("", String::as_str));
        numbers.reserve(texts, hash);
    }

    /// The number of a text, given now where it has none yet.
    pub(super) fn number<'t>(&mut self, text: impl Into<Cow<'t, str>>) -> usize {
        let text = text.into();
        let Self {
            texts,
            numbers,
            hasher,
        } = self;
        let hash = hasher.hash_one(text.as_ref());
        let is_it = |number: &usize| texts.get(*number).is_some_and(|known| **known == *text);
        if let Some(number) = numbers.find(hash, is_it) {
            return *number;
        }
        let number = texts.len();
        let again = |number: &usize| hasher.hash_one(texts.get(*number).map_or("", String::as_str));
        numbers.insert_unique(hash, number, again);
        texts.push(text.into_owned());
        number
    }

    /// The number of a text that has one.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(text);
        let is_it = |number: &usize| self.get(*number) == text;
        self.numbers.find(hash, is_it).copied()
    }

    /// The text of a number.
    pub(super) fn get(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", String::as_str)
    }

    /// All texts with their numbers, sorted.
    pub(super) fn into_sorted(self) -> Vec<(String, usize)> {
        let mut sorted: Vec<_> = self.texts.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        sorted
    }
}
