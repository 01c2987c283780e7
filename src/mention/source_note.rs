//! Sources in footnotes: "NOS, 6 maart 2024, ‘De beek is vol’ (nos.nl/…)", "RIVM (2024), Schone lucht".
//!
//! A footnote that begins with a name and gives a date names a publisher and a title. The title runs
//! to the address or to the end; in quotation marks it is what they hold. Without a date, what stands
//! before the address is the title, and what stands between it and a bar the publisher: "De beek is
//! vol | Waterkrant (waterkrant.nl)".

use super::{Candidate, Scene, What, names::Names, only};
use crate::{letter::PartKind, model::ClassId, prose::Kind, rule::Role};
use std::borrow::Cow;

/// The most words that a publisher's name may have.
const PUBLISHER: usize = 6;

/// Publishers and titles in all footnotes.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    for (index, part) in scene.letter.parts.iter().enumerate() {
        if part.kind != PartKind::Note {
            continue;
        }
        let first = scene.prose.token_at(part.span.start);
        let last = scene.prose.token_at(part.span.end.saturating_sub(1));
        let Some(place) = (first < last).then_some(Footnote { scene, last }) else {
            continue;
        };
        let dated = (first + 1..last.min(first + PUBLISHER + 4))
            .filter(|i| matches!(scene.prose.word(*i), "," | "("))
            .find_map(|i| Some((i, place.date(i + 1)?)));
        let mut publisher = dated.map(|(comma, _)| (first, comma - 1));
        let title = match dated {
            Some((_, after)) => place.quoted(after).or_else(|| place.running(after)),
            None => place.quoted(first).filter(|(a, b)| b - a > 2).or_else(|| {
                let title = place.before_address(first, out)?;
                publisher = place.after_bar(title.1 + 1);
                Some(title)
            }),
        };
        let Some(title) = title.filter(|(first, _)| !scene.speaks(*first)) else {
            continue;
        };
        out.push(place.candidate(index, title, place.classes(title.0), "note-title"));
        if let Some((from, to)) = publisher
            && names.longest(scene, from, false).is_none()
            && place.publishes(from, to)
        {
            let classes = only(&scene.known.organisation);
            out.push(place.candidate(index, (from, to), classes, "note-publisher"));
        }
    }
}

/// The tokens of one footnote.
struct Footnote<'s, 'l> {
    scene: &'s Scene<'l>,
    last: usize,
}

impl<'l> Footnote<'_, 'l> {
    /// The words from one token to another as the name of something of a class.
    fn candidate(
        &self,
        part: usize,
        (from, to): (usize, usize),
        classes: Cow<'l, [ClassId]>,
        rule: &'static str,
    ) -> Candidate<'l> {
        let span = self.scene.tokens(from, to);
        Candidate {
            span,
            part,
            what: What::Open {
                classes,
                label: self.scene.written(span),
                canonical: None,
            },
            aliases: Vec::new(),
            rule,
            nested: false,
        }
    }

    /// What a title names: a law or an instrument where it begins with such a noun ("Richtlijn …", "Nationale
    /// strategie …"), and a document in any case.
    fn classes(&self, first: usize) -> Cow<'l, [ClassId]> {
        let known = self.scene.known;
        let head = |i: usize| self.scene.head_of(i)?.classes.first().copied();
        let class = (first..first + 3).find_map(head);
        let class = class.filter(|c| [known.legislation, known.instrument].contains(c));
        match class {
            Some(class) => Cow::Owned(vec![class, known.document]),
            None => only(&known.document),
        }
    }

    /// Whether what stands in a publisher's place can be one: it has a capital, no number, and is no
    /// document.
    fn publishes(&self, from: usize, to: usize) -> bool {
        let noun = self.scene.rules.head_at(self.scene.lexeme(to));
        let noun = noun.and_then(|(h, _)| h.classes.first());
        let tokens = self.scene.prose.tokens.get(from..=to).unwrap_or_default();
        tokens.first().is_some_and(|t| t.capital)
            && tokens.iter().all(|t| t.kind != Kind::Number)
            && !self.scene.is(to, Role::Nameless)
            && noun != Some(&self.scene.known.document)
    }

    /// A title of three words or more that begins the footnote and runs to an address: "Zwemmen in open
    /// water op https://…". A reference is no title, nor is a remark.
    fn before_address(&self, first: usize, found: &[Candidate<'_>]) -> Option<(usize, usize)> {
        let word = |i: usize| self.scene.prose.word(i);
        let start = self.scene.prose.tokens.get(first).filter(|t| t.capital)?;
        let remark = word(first) == "zie"
            || self.scene.prose.roles(first).any(&[
                Role::Preposition,
                Role::Subordinator,
                Role::Own,
                Role::Adverb,
            ]);
        let remark = remark
            || (first..self.last).any(|i| {
                word(i) == "te" && matches!(word(i + 1), "raadplegen" | "vinden" | "lezen")
            });
        let known = found
            .iter()
            .any(|c| c.rule == "fixed-reference" && c.span.overlaps(start.span));
        if remark || known {
            return None;
        }
        let end = (first..=self.last).find(|i| breaks(word(*i)))?;
        let addressed = (end..=self.last).any(|i| {
            let w = word(i);
            w.starts_with("http")
                || [".nl", ".eu", ".com", ".org", ".net"]
                    .iter()
                    .any(|e| w.ends_with(e))
        });
        let last = (first..end)
            .rev()
            .find(|i| !matches!(word(*i), "." | "," | ":" | "via" | "op" | "zie"))?;
        (addressed && last >= first + 2).then_some((first, last))
    }

    /// What stands between a bar at a token and the next mark that ends it.
    fn after_bar(&self, at: usize) -> Option<(usize, usize)> {
        let word = |i: usize| self.scene.prose.word(i);
        let from = Some(at + 1).filter(|f| word(at) == "|" && *f <= self.last)?;
        let end = (from..=self.last.min(from + PUBLISHER)).find(|i| breaks(word(*i)))?;
        (end > from).then_some((from, end - 1))
    }

    /// The token after a date, "6 maart 2024" or "2024", that stands at `at`, and after its comma.
    fn date(&self, at: usize) -> Option<usize> {
        let number = |i: usize| {
            self.scene
                .prose
                .tokens
                .get(i)
                .is_some_and(|t| t.kind == Kind::Number)
        };
        let month = |i: usize| self.scene.is(i, Role::Month);
        let end = if number(at) && month(at + 1) && number(at + 2) {
            at + 3
        } else if month(at) && number(at + 1) {
            at + 2
        } else if number(at) && self.scene.prose.word(at).len() == 4 {
            at + 1
        } else {
            return None;
        };
        // "(2021–2022)"
        let end = if self.scene.prose.word(end) == "–" && number(end + 1) {
            end + 2
        } else {
            end
        };
        // "(2023).", "2023,"
        let mut after = end;
        while after < end + 2 && matches!(self.scene.prose.word(after), ")" | "," | ":" | ".") {
            after += 1;
        }
        Some(after)
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
        let opener = self.scene.prose.word(open);
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
        let end = (from..=self.last)
            .find(|i| breaks(self.scene.prose.word(*i)))
            .unwrap_or(self.last + 1);
        let last = (from..end).rev().find(|i| {
            !matches!(
                self.scene.prose.word(*i),
                "." | "," | ":" | "via" | "op" | "zie"
            )
        })?;
        (last >= from + 2).then_some((from, last))
    }
}

/// Whether a title without quotation marks ends before the word.
fn breaks(word: &str) -> bool {
    word.starts_with("http") || word.starts_with("www.") || word == "(" || word == "|"
}
