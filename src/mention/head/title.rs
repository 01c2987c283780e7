//! Titles in quotation marks, names after their noun, and makers before a hyphen.

use super::{Noun, Place};
use crate::{
    mention::{Candidate, What, only},
    span::Span,
};
use std::borrow::Cow;

/// What stands in a title before the first of some marks, where that tells enough.
fn main_title(title: &str, marks: &[char]) -> Option<String> {
    let (main, _) = title.split_once(marks)?;
    let main = main.trim();
    (main.len() > 8).then(|| main.to_owned())
}

impl<'l> Place<'_, 'l> {
    /// The name before the hyphen of a compound, where it is no name of the lexicon: "Schuberg
    /// Phyllis-onderzoek" names Schuberg Phyllis.
    pub(super) fn maker(&self, at: usize) -> Option<Candidate<'l>> {
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
        let label = self.scene.written(span);
        let known = self.names.longest(self.scene, at, false).is_some()
            || label.len() < 4
            || !label.chars().skip(1).any(char::is_lowercase);
        (!known).then(|| Candidate {
            span,
            part: self.scene.part_at(span.start),
            what: What::Open {
                classes: only(&self.scene.known.organisation),
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
    pub(super) fn title(&self, at: usize) -> Option<(usize, Candidate<'l>)> {
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
        let mut aliases: Vec<Cow<'l, str>> = Vec::new();
        aliases.extend(main_title(&inner, &[':', '?', '–']).map(Cow::Owned));
        if !capital && close > noun.last + 1 {
            aliases.push(self.text(noun.last + 1, close - 1));
        }
        Some((
            close,
            self.candidate(
                at + 1,
                close - 1,
                Cow::Borrowed(&noun.head.classes),
                inner,
                aliases,
                "quoted-head",
            ),
        ))
    }

    pub(super) fn titled(
        &self,
        noun: &Noun<'l>,
        start: usize,
        close: usize,
        inner: Cow<'l, str>,
    ) -> Candidate<'l> {
        let head = self.text(start, noun.last);
        let whole: Cow<'l, str> = Cow::Owned(format!("{head} {inner}"));
        let label = if noun.head.classes.first() == Some(&self.scene.known.document) {
            inner.clone()
        } else {
            whole.clone()
        };
        // "Rechtsextremisme op sociale media? Een verkenning": the main title alone
        let main = main_title(&inner, &['?', ':']);
        let mut aliases = vec![inner, whole];
        aliases.extend(main.map(Cow::Owned));
        self.candidate(
            start,
            close,
            Cow::Borrowed(&noun.head.classes),
            label,
            aliases,
            "head-title",
        )
    }

    pub(super) fn named(&self, noun: &Noun<'l>, start: usize, last: usize) -> Candidate<'l> {
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
            Cow::Borrowed(&noun.head.classes),
            label,
            aliases,
            "head-name",
        )
    }
}
