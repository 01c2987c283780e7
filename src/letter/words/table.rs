//! Tables of words that need no copy of each word.

use crate::key::Key;
use crate::span::Span;

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

    pub(super) fn span(self) -> Span {
        let [start, end] =
            [self.start, self.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        Span::new(start, end)
    }

    pub(super) fn of(self, text: &str) -> &str {
        self.span().of(text)
    }
}

/// What is known of a stretch of a text.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) key: Key,
    pub(super) cut: Cut,
    pub(super) value: T,
}

impl<T> Entry<T> {
    pub(super) const fn new(key: Key, cut: Cut, value: T) -> Self {
        Self { key, cut, value }
    }

    /// Whether it is of a word, whose key is given.
    #[inline]
    pub(super) fn is(&self, text: &str, word: &str, key: Key) -> bool {
        self.key == key && (key.tells() || self.cut.of(text) == word)
    }
}
