//! Sources in footnotes: "NOS, 6 maart 2024, ‘De beek is vol’ (nos.nl/…)", "RIVM (2024), Schone lucht".
//!
//! A footnote that begins with a name and gives a date names a publisher and a title. The title runs
//! to the address or to the end; in quotation marks it is what they hold.

use super::{Candidate, Scene, What, names::Names};
use crate::{letter::PartKind, prose::Kind, rule::Role};

/// The most words that a publisher's name may have.
const PUBLISHER: usize = 6;

/// Publishers and titles in all footnotes.
pub(super) fn find(scene: &Scene<'_>, names: &Names, out: &mut Vec<Candidate>) {
    for (index, part) in scene.letter.parts.iter().enumerate() {
        if part.kind != PartKind::Note {
            continue;
        }
        let first = scene.prose.token_at(part.span.start);
        let last = scene.prose.token_at(part.span.end.saturating_sub(1));
        let Some(place) = (first < last).then_some(Footnote { scene, last }) else {
            continue;
        };
        let comma = (first..last.min(first + PUBLISHER + 4)).find(|i| scene.prose.word(*i) == ",");
        let dated = comma.and_then(|c| place.date(c + 1).map(|after| (c, after)));
        let title = match dated {
            Some((_, after)) => place.quoted(after).or_else(|| place.running(after)),
            None => place.quoted(first).filter(|(a, b)| b - a > 2),
        };
        let Some((from, to)) = title else { continue };
        let span = scene.tokens(from, to);
        let label = scene
            .text(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        out.push(Candidate {
            span,
            part: index,
            what: What::Open {
                classes: vec![scene.known.document],
                label,
                canonical: None,
            },
            aliases: Vec::new(),
            rule: "note-title",
            nested: false,
        });
        if let Some((comma, _)) = dated
            && names.longest(scene, first, false).is_none()
            && scene.prose.tokens.get(first).is_some_and(|t| t.capital)
            && comma > first
        {
            let span = scene.tokens(first, comma - 1);
            let label = scene
                .text(span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            out.push(Candidate {
                span,
                part: index,
                what: What::Open {
                    classes: vec![scene.known.organisation],
                    label,
                    canonical: None,
                },
                aliases: Vec::new(),
                rule: "note-publisher",
                nested: false,
            });
        }
    }
}

/// The tokens of one footnote.
struct Footnote<'s, 'l> {
    scene: &'s Scene<'l>,
    last: usize,
}

impl Footnote<'_, '_> {
    /// The token after a date, "6 maart 2024" or "2024", that stands at `at`, and after its comma.
    fn date(&self, at: usize) -> Option<usize> {
        let number = |i: usize| {
            self.scene
                .prose
                .tokens
                .get(i)
                .is_some_and(|t| t.kind == Kind::Number)
        };
        let month = |i: usize| {
            self.scene
                .rules
                .words
                .is(self.scene.prose.word(i), Role::Month)
        };
        let end = if number(at) && month(at + 1) && number(at + 2) {
            at + 3
        } else if month(at) && number(at + 1) {
            at + 2
        } else if number(at) && self.scene.prose.word(at).len() == 4 {
            at + 1
        } else {
            return None;
        };
        Some(if matches!(self.scene.prose.word(end), "," | ":" | ".") {
            end + 1
        } else {
            end
        })
    }

    /// What stands in the first quotation marks from a token on: its first and last token.
    fn quoted(&self, from: usize) -> Option<(usize, usize)> {
        let open = (from..self.last)
            .find(|i| matches!(self.scene.prose.word(*i), "‘" | "“" | "«" | "\"" | "„"))?;
        let close = match self.scene.prose.word(open) {
            "‘" => "’",
            "«" => "»",
            "\"" => "\"",
            _ => "”",
        };
        let opener = self.scene.prose.word(open).to_owned();
        let mut depth = 1;
        for i in open + 1..=self.last {
            let word = self.scene.prose.word(i);
            if word == close {
                depth -= 1;
                if depth == 0 {
                    return (i > open + 1).then_some((open + 1, i - 1));
                }
            } else if word == opener {
                depth += 1;
            }
        }
        None
    }

    /// A title without marks: up to the address, the bracket or the end.
    fn running(&self, from: usize) -> Option<(usize, usize)> {
        let address =
            |w: &str| w.starts_with("http") || w.starts_with("www.") || w == "(" || w == "|";
        let end = (from..=self.last)
            .find(|i| address(self.scene.prose.word(*i)))
            .unwrap_or(self.last + 1);
        let last = (from..end)
            .rev()
            .find(|i| !matches!(self.scene.prose.word(*i), "." | "," | ":" | "via"))?;
        (last >= from + 2).then_some((from, last))
    }
}
