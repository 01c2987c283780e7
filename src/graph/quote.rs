//! The sentence around a mention.

use crate::span::Span;

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
}
