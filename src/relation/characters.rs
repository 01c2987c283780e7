//! Offsets in characters, which RDF and JSON count in, from offsets in bytes.

use crate::span::Span;

/// Turns byte offsets into offsets of characters.
pub(super) struct Characters {
    text_len: usize,
    /// Where each character of more than one byte ends, and how many bytes too many there are so far.
    wide: Vec<(usize, usize)>,
}

impl Characters {
    pub(super) fn new(text: &str) -> Self {
        let mut surplus = 0;
        let mut wide = Vec::new();
        for (at, c) in text.char_indices() {
            let len = c.len_utf8();
            if len > 1 {
                surplus += len - 1;
                wide.push((at + len, surplus));
            }
        }
        Self {
            text_len: text.len(),
            wide,
        }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text_len);
        let index = self.wide.partition_point(|(end, _)| *end <= byte);
        byte - index
            .checked_sub(1)
            .and_then(|i| self.wide.get(i))
            .map_or(0, |(_, surplus)| *surplus)
    }

    pub(super) fn of(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}
