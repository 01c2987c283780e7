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

/// The sentence of `text` that holds `inner`, within `outer`. It ends where a stop, a question mark
/// or an exclamation mark is followed by a space and a capital; "nr. 12", "mr. dr. A. de Vries" and
/// other abbreviations do not end it. Without a space around it, the way back is `inner` itself.
pub(super) fn sentence(text: &str, outer: Span, inner: Span) -> Span {
    let Some(body) = text.get(outer.start..outer.end) else {
        return inner;
    };
    if !outer.contains(inner) {
        return inner;
    }
    let (mut start, mut end) = (0, body.len());
    let (from, to) = (inner.start - outer.start, inner.end - outer.start);
    for cut in cuts(body) {
        if cut <= from {
            start = cut;
        } else if cut >= to {
            end = cut;
            break;
        }
    }
    let piece = body.get(start..end).unwrap_or_default();
    let start = outer.start + start + (piece.len() - piece.trim_start().len());
    Span::new(
        start.min(inner.start),
        (start + piece.trim().len()).max(inner.end),
    )
}

/// Where sentences of a text end, in order.
fn cuts(body: &str) -> impl Iterator<Item = usize> {
    body.char_indices().filter_map(move |(at, c)| {
        let next = at + c.len_utf8();
        match c {
            '\n' => Some(next),
            '.' | '?' | '!' => {
                let rest = body.get(next..)?;
                let closed = rest.trim_start_matches(['"', '\'', '”', '’', '»', ')']);
                let spaced = closed.strip_prefix([' ', '\u{a0}'])?;
                let first = spaced
                    .trim_start()
                    .trim_start_matches(['"', '\'', '“', '‘', '«', '('])
                    .chars()
                    .next()?;
                let ends = first.is_uppercase() && !(c == '.' && abbreviated(body.get(..at)?));
                ends.then(|| next + (rest.len() - closed.len()))
            }
            _ => None,
        }
    })
}

/// Whether the word before a stop is an abbreviation: an initial ("A."), a part of one ("c.s."), or
/// a word of two to four letters that Dutch shortens.
fn abbreviated(before: &str) -> bool {
    const SHORT: [&str; 20] = [
        "art", "bijv", "blz", "dhr", "dr", "drs", "ds", "enz", "ing", "ir", "jhr", "jl", "kst",
        "mevr", "mr", "mw", "nr", "nrs", "prof", "resp",
    ];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let last = word.rsplit('.').next().unwrap_or_default();
    let letters = last.chars().count();
    (letters == 1 && last.chars().all(char::is_alphabetic))
        || SHORT.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_gets_its_sentence() {
        let text = "Kop\nDe heer mr. dr. A. de Vries kwam (nr. 12 c.s. Zo heet het). De ‘Raad’ bleef. Ja? Nee.";
        let outer = Span::new(4, text.len());
        for (word, sentence_) in [
            (
                "Vries",
                "De heer mr. dr. A. de Vries kwam (nr. 12 c.s. Zo heet het).",
            ),
            ("Raad", "De ‘Raad’ bleef."),
            ("Ja", "Ja?"),
            ("Nee", "Nee."),
        ] {
            let at = text.find(word).unwrap_or_default();
            let span = sentence(text, outer, Span::new(at, at + word.len()));
            assert_eq!(span.of(text), sentence_);
        }
        let outside = Span::new(0, 3);
        assert_eq!(sentence(text, outer, outside), outside);
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
