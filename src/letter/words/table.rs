//! Tables of words that need no copy of each word.

use foldhash::fast::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

/// One hash of a word serves to look it up among the letter's words and among the common ones.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::default);

pub(in crate::letter) fn hash(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

#[inline]
pub(super) fn hash_bytes(word: &[u8]) -> u64 {
    let mut hasher = HASHER.build_hasher();
    hasher.write(word);
    hasher.finish()
}

/// A stretch of a text, in bytes. No letter is longer than it can tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    start: u32,
    end: u32,
}

impl Cut {
    pub(super) fn new(start: usize, end: usize) -> Option<Self> {
        Some(Self {
            start: u32::try_from(start).ok()?,
            end: u32::try_from(end).ok()?,
        })
    }

    /// The first bytes of it.
    pub(super) fn front(self, bytes: usize) -> Self {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            end: self.start.saturating_add(bytes).min(self.end),
            ..self
        }
    }

    fn range(self) -> Range<usize> {
        let [start, end] =
            [self.start, self.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        start..end
    }

    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// What is known of a stretch of a text.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) hash: u64,
    pub(super) cut: Cut,
    pub(super) value: T,
}

impl<T> Entry<T> {
    pub(super) const fn new(hash: u64, cut: Cut, value: T) -> Self {
        Self { hash, cut, value }
    }

    pub(super) fn is(&self, text: &str, word: &str) -> bool {
        self.has(text.as_bytes(), word.as_bytes())
    }

    pub(super) fn has(&self, text: &[u8], word: &[u8]) -> bool {
        text.get(self.cut.range()) == Some(word)
    }
}
