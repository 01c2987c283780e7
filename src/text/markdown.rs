//! Markdown, and what tools that write it make of raised figures.
//!
//! Text that a tool tore out of a PDF or a Word file often comes as Markdown: heads in `**`, titles
//! behind `#`, notes as `[^1]`. One widespread tool sets raised figures in brackets that end in a blank: `bericht»?[1 ]`, `2031[4 5 ]`,
//! `de 11[e ] keer`. The words under the marks are the letter's, and the marks go.

use super::{LineKind, NOTE_CLOSE, NOTE_OPEN};
use crate::{bytes, pattern::pattern};
use regex::Regex;
use std::{borrow::Cow, sync::LazyLock};

pattern!(HEADING, r"^ {0,3}#{1,6} +");
pattern!(STRONG, r"\*\*(\S(?:[^*]*\S)?)\*\*|\b__(\S(?:[^_]*\S)?)__\b");
pattern!(
    EMPHASIS,
    r"(^|[\s(«“‘\x22'\[])(?:\*([^\s*](?:[^*]*[^\s*])?)\*|_([^\s_](?:[^_]*[^\s_])?)_)($|[\s).,;:?!»”’\x22'\]\[])"
);
pattern!(CITED, r"\[\^([\w.-]{1,12})\]");
pattern!(BODY, r"^ {0,3}\[\^([\w.-]{1,12})\]: *");
pattern!(RAISED, r" ?\[(\d{1,3}(?:,? \d{1,3}){0,8}) \]");
pattern!(ORDINAL, r"(\d)\[((?:st)?e|de) \]");
pattern!(LINK, r"\[([^\[\]^]+)\]\((?:https?|mailto)[^\s()]*\)");
pattern!(ADDRESS, r"<((?:https?://|www\.)[^\s<>]+)>");
pattern!(ESCAPE, r"\\([\\`*_{}\[\]()#+\-.!'\x22<>|~])");

/// Which marks a text bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Heads, emphasis, notes, links.
    written: bool,
    /// Raised figures in brackets.
    raised: bool,
}

impl Marks {
    /// Looks a text over. A stray asterisk makes no Markdown.
    pub(super) fn of(text: &str) -> Self {
        // most texts hold no `#`, `*` and `[`, of which marks are made
        let is_plain = |b| {
            matches!(b, ..b'#')
                | matches!(b, b'$'..b'*')
                | matches!(b, b'+'..b'[')
                | matches!(b, b'\\'..)
        };
        if bytes::run(text.as_bytes(), is_plain) == text.len() {
            return Self {
                written: false,
                raised: false,
            };
        }
        let is_head = |line: &str| {
            let words = line.trim_start();
            words.starts_with("**") || words.starts_with('#') && HEADING.is_match(line)
        };
        let heads = text.lines().filter(|l| is_head(l)).take(2).count();
        let cites = || CITED.is_match(text) && text.lines().any(|l| BODY.is_match(l));
        let raises = || RAISED.is_match(text) || ORDINAL.is_match(text);
        Self {
            written: heads > 1 || text.contains("[^") && cites(),
            raised: text.contains(" ]") && raises(),
        }
    }

    /// A line without its marks, and what it is: notes keep their marks.
    pub(super) fn strip(self, line: &str) -> (Cow<'_, str>, LineKind) {
        if !(self.written || self.raised) {
            return (Cow::Borrowed(line), LineKind::Wrapped);
        }
        let mut out = line.to_owned();
        let mut kind = LineKind::Wrapped;
        if self.raised && out.contains('[') {
            out = ORDINAL.replace_all(&out, "$1$2").into_owned();
            out = raised(&out);
        }
        if self.written {
            if let Some(body) = BODY.captures(&out) {
                kind = LineKind::Note(body[1].to_owned());
                out.replace_range(..body[0].len(), "");
            }
            out = HEADING.replace(&out, "").into_owned();
            out = CITED
                .replace_all(&out, format!("{NOTE_OPEN}$1{NOTE_CLOSE}"))
                .into_owned();
            out = STRONG.replace_all(&out, "$1$2").into_owned();
            // what parts two stretches belongs to both, so it takes two rounds
            for _ in 0..2 {
                out = EMPHASIS.replace_all(&out, "$1$2$3$4").into_owned();
            }
            out = LINK.replace_all(&out, "$1").into_owned();
            out = ADDRESS.replace_all(&out, "$1").into_owned();
            out = ESCAPE.replace_all(&out, "$1").into_owned();
        }
        (Cow::Owned(out), kind)
    }
}

/// Raised figures as marks of notes, or, behind `CO` and `km`, as figures.
fn raised(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut from = 0;
    for found in RAISED.captures_iter(line) {
        let whole = found.get(0).map_or(0..0, |m| m.range());
        out.push_str(line.get(from..whole.start).unwrap_or_default());
        from = whole.end;
        if super::cites(&out, &found[1]) {
            for mark in found[1].split([',', ' ']).filter(|m| !m.is_empty()) {
                out.push(NOTE_OPEN);
                out.push_str(mark);
                out.push(NOTE_CLOSE);
            }
        } else {
            out.push_str(&found[1]);
        }
    }
    out.push_str(line.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Marks = Marks {
        written: true,
        raised: true,
    };

    #[test]
    fn words_lose_their_marks() {
        for (line, words) in [
            ("## **Vraag 1**", "Vraag 1"),
            ("**Vraag 2 en 3**", "Vraag 2 en 3"),
            (
                "over _natte kades_ (ingezonden",
                "over natte kades (ingezonden",
            ),
            ("*een* *twee* 3 * 4 * 5", "een twee 3 * 4 * 5"),
            ("een_naam_met_streepjes", "een_naam_met_streepjes"),
            ("bericht»?[1 ] Ja.[2 3 ]", "bericht»?⟦1⟧ Ja.⟦2⟧⟦3⟧"),
            (
                "de 11[e ] keer, 30 km[2 ] en CO[2 ]",
                "de 11e keer, 30 km2 en CO2",
            ),
            ("de kade[^4] is oud", "de kade⟦4⟧ is oud"),
            (
                "zie [de kaart](https://kade.example/a) en <https://kade.example>",
                "zie de kaart en https://kade.example",
            ),
            (r"1\. Kade \[sic\]", "1. Kade [sic]"),
        ] {
            assert_eq!(BOTH.strip(line), (words.into(), LineKind::Wrapped));
        }
        assert_eq!(
            BOTH.strip("[^4]: De *Kadekrant*."),
            ("De Kadekrant.".into(), LineKind::Note("4".to_owned()))
        );
    }

    #[test]
    fn plain_text_is_left_alone() {
        let text = "* een punt\n* nog een\nVraag 1\nHet *woord* [1] telt.\n";
        let none = Marks {
            written: false,
            raised: false,
        };
        assert_eq!(Marks::of(text), none);
        assert_eq!(none.strip("**a** [1 ]").0, "**a** [1 ]");
    }
}
