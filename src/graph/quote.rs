//! The sentence around a mention, and offsets in characters.

use crate::span::Span;

/// Turns byte offsets of one text into offsets in Unicode characters. Built once a text; a look-up
/// counts at most [`STEP`] bytes.
pub(super) struct Chars<'a> {
    text: &'a str,
    /// Characters before byte `n * STEP`.
    before: Vec<usize>,
}

const STEP: usize = 256;

impl<'a> Chars<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += starts(block);
        }
        before.push(count);
        Self { text, before }
    }

    /// The same place in characters; places past the end count as the end.
    pub(super) fn of(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        let known = self.before.get(block).copied().unwrap_or_default();
        known
            + self
                .text
                .as_bytes()
                .get(block * STEP..byte)
                .map_or(0, starts)
    }
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}

/// The sentence that holds `inner`, out of a letter's sentences in their order; several where a name
/// runs over their ends. Where no sentence holds it, the line of `outer` that does.
pub(super) fn sentence(text: &str, sentences: &[Span], outer: Span, inner: Span) -> Span {
    let first = sentences.partition_point(|s| s.end <= inner.start);
    let own = sentences.get(first..).unwrap_or_default();
    let last = own.partition_point(|s| s.start < inner.end);
    if let Some([first, .., last] | [first @ last]) = own.get(..last) {
        return Span::new(first.start.min(inner.start), last.end.max(inner.end));
    }
    let (Some(before), Some(after)) = (
        text.get(outer.start..inner.start),
        text.get(inner.end..outer.end),
    ) else {
        return inner;
    };
    let start = before
        .rfind('\n')
        .map_or(outer.start, |at| outer.start + at + 1);
    let end = after.find('\n').map_or(outer.end, |at| inner.end + at);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_gets_its_sentence() {
        let text = "Kop\nEen. Twee drie. Vier.\nVijf";
        let at = |words: &str| {
            let start = text.find(words).unwrap_or_default();
            Span::new(start, start + words.len())
        };
        let all = [at("Een."), at("Twee drie."), at("Vier.")];
        let outer = Span::new(4, text.len());
        for (mention, quote) in [
            ("Een", "Een."),
            ("drie", "Twee drie."),
            ("drie. Vier", "Twee drie. Vier."),
            ("Vijf", "Vijf"),
        ] {
            assert_eq!(sentence(text, &all, outer, at(mention)).of(text), quote);
        }
        assert_eq!(
            sentence(text, &[], outer, at("Twee")).of(text),
            "Een. Twee drie. Vier."
        );
        assert_eq!(sentence(text, &all, outer, at("Kop")), at("Kop"));
    }

    #[test]
    fn bytes_become_characters() {
        let text = "é🦀x".repeat(200);
        let chars = Chars::new(&text);
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
