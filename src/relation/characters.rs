//! Offsets in characters, which RDF and JSON count in, from offsets in bytes.

use crate::span::Span;

/// How many bytes are looked at together.
const CHUNK: usize = 32;

/// Turns byte offsets into offsets of characters.
pub(crate) struct Characters {
    text_len: usize,
    /// Where each character of more than one byte ends, and how many bytes too many there are so far.
    wide: Vec<(usize, usize)>,
}

impl Characters {
    pub(crate) fn new(text: &str) -> Self {
        let mut surplus = 0;
        let mut wide = Vec::new();
        let (chunks, rest) = text.as_bytes().as_chunks::<CHUNK>();
        let rest_at = chunks.len() * CHUNK;
        let chunks = chunks.iter().map(<[u8; CHUNK]>::as_slice).enumerate();
        let chunks = chunks.map(|(index, bytes)| (index * CHUNK, bytes));
        // nearly all of a letter is ASCII
        let wider = chunks.filter(|(_, bytes)| !bytes.is_ascii());
        for (begin, bytes) in wider.chain([(rest_at, rest)]) {
            for (at, byte) in bytes.iter().enumerate() {
                // the first byte of a character tells how many it has
                let len = match byte {
                    0xc0..=0xdf => 2,
                    0xe0..=0xef => 3,
                    0xf0.. => 4,
                    _ => continue,
                };
                surplus += len - 1;
                wide.push((begin + at + len, surplus));
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

    pub(crate) fn of(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        let text = "é🦀x".repeat(200);
        let chars = Characters::new(&text);
        let (mut count, mut at) = (0, 0);
        for c in text.chars() {
            assert_eq!(
                chars.of(Span::new(at, at + c.len_utf8())),
                Span::new(count, count + 1)
            );
            at += c.len_utf8();
            count += 1;
        }
        assert_eq!(chars.of(Span::new(at, at + 99)), Span::new(count, count));
    }
}
