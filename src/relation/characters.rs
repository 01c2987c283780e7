//! Offsets in characters, which RDF and JSON count in, from offsets in bytes.

use crate::span::Span;

/// How many bytes are counted together.
const CHUNK: usize = 64;

/// Turns byte offsets into offsets of characters.
pub(crate) struct Characters<'a> {
    text: &'a [u8],
    /// How many characters begin before each chunk of the text, the last one that may be cut short too.
    before: Vec<usize>,
}

impl<'a> Characters<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let (chunks, _) = text.as_chunks::<CHUNK>();
        let mut before = Vec::with_capacity(chunks.len() + 1);
        let mut count = 0;
        before.push(count);
        before.extend(chunks.iter().map(|chunk| {
            count += begun(chunk);
            count
        }));
        Self { text, before }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let chunk = byte / CHUNK;
        let before = self.before.get(chunk).copied().unwrap_or_default();
        before + begun(self.text.get(chunk * CHUNK..byte).unwrap_or_default())
    }

    pub(crate) fn of(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

/// How many characters begin in a chunk or less: each byte begins one that does not go on with one.
fn begun(bytes: &[u8]) -> usize {
    // few enough for a byte to count them, so that many are counted at once
    let begins = bytes.iter().map(|byte| u8::from(byte & 0xc0 != 0x80));
    usize::from(begins.sum::<u8>())
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
