//! Titles in quotation marks, names after their noun, and makers before a hyphen.

use super::{Noun, Place};
use crate::{
    mention::{Candidate, What},
    span::Span,
};

impl Place<'_, '_> {
    /// The name before the hyphen of a compound, where it is no name of the lexicon: "Schuberg
    /// Phyllis-onderzoek" names Schuberg Phyllis.
    pub(super) fn maker(&self, at: usize) -> Option<Candidate> {
        let token = self.token(at)?;
        let cut = token.span.of(&self.scene.prose.fold).rfind('-')?;
        let mut first = at;
        while first > self.first
            && self.capital(first - 1)
            && self.scene.prose.roles(first - 1).is_empty()
            && first > at.saturating_sub(3)
        {
            first -= 1;
        }
        let span = Span::new(
            self.scene.tokens(first, first).start,
            token.span.start + cut,
        );
        let label = self.scene.spaced(span);
        let known = self.names.longest(self.scene, at, false).is_some()
            || label.len() < 4
            || !label.chars().skip(1).any(char::is_lowercase);
        (!known).then(|| Candidate {
            span,
            part: self.scene.part_at(span.start),
            what: What::Open {
                classes: vec![self.scene.known.organisation],
                label,
                canonical: None,
            },
            aliases: Vec::new(),
            rule: "capitals-in-compound",
            nested: true,
        })
    }

    /// A title in quotation marks that names its kind itself: "‘Handreiking Open deuren’". The last
    /// token within the marks, and the candidate.
    pub(super) fn title(&self, at: usize) -> Option<(usize, Candidate)> {
        let (close, inner) = if self.word(at) == ":" {
            return None;
        } else {
            self.quoted(at)?
        };
        let noun = (at + 1..close.min(at + 7)).find_map(|i| self.noun_at(i))?;
        let known = self.scene.known;
        let capital = self.capital(at + 1);
        if noun
            .head
            .classes
            .first()
            .is_some_and(|c| *c == known.public_body || *c == known.organisation)
        {
            return None;
        }
        if !capital && noun.first != at + 1
            || close > at + 30
            || noun.head.classes.first() == Some(&self.scene.known.legislation)
        {
            return None;
        }
        let mut aliases: Vec<String> = Vec::new();
        aliases.extend(
            inner
                .split_once([':', '?', '–'])
                .map(|(main, _)| main.trim().to_owned())
                .filter(|m| m.len() > 8),
        );
        if !capital && close > noun.last + 1 {
            aliases.push(self.text(noun.last + 1, close - 1));
        }
        Some((
            close,
            self.candidate(
                at + 1,
                close - 1,
                noun.head.classes.clone(),
                inner,
                aliases,
                "quoted-head",
            ),
        ))
    }

    pub(super) fn titled(
        &self,
        noun: &Noun<'_>,
        start: usize,
        close: usize,
        inner: &str,
    ) -> Candidate {
        let head = self.text(start, noun.last);
        let label = if noun.head.classes.first() == Some(&self.scene.known.document) {
            inner.to_owned()
        } else {
            format!("{head} {inner}")
        };
        let mut aliases = vec![inner.to_owned(), format!("{head} {inner}")];
        // "Rechtsextremisme op sociale media? Een verkenning": the main title alone
        aliases.extend(
            inner
                .split_once(['?', ':'])
                .map(|(main, _)| main.trim().to_owned())
                .filter(|m| m.len() > 8),
        );
        self.candidate(
            start,
            close,
            noun.head.classes.clone(),
            label,
            aliases,
            "head-title",
        )
    }

    pub(super) fn named(&self, noun: &Noun<'_>, start: usize, last: usize) -> Candidate {
        let label = self.text(start, last);
        let mut aliases = Vec::new();
        if last > noun.last {
            let name = self.text(noun.last + 1, last);
            // "programma Cyclotron" is "Cyclotron", but "Agenda Schone Lucht" is not "Schone Lucht", unless
            // the lexicon knows that by itself
            let known = self.names.longest(self.scene, noun.last + 1, false);
            let known = known.is_some_and(|k| k.end == last + 1 && !k.ambiguous);
            let capital = name.chars().next().is_some_and(char::is_uppercase);
            if known || !self.capital(noun.first) && capital {
                aliases.push(name);
            }
        }
        if noun.first > start {
            aliases.push(self.text(noun.first, last));
        }
        self.candidate(
            start,
            last,
            noun.head.classes.clone(),
            label,
            aliases,
            "head-name",
        )
    }
}
