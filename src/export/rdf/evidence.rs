//! Evidence as Web Annotations (<https://www.w3.org/TR/annotation-model/>).

use super::sink::Sink;
use super::terms::hashed;
use crate::graph::{Body, Node, iri};
use crate::relation::Evidence;
use crate::span::Span;
use crate::vocab::{kg, oa, rdf, xsd};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// How many characters before and after a quote go with it.
const CONTEXT: usize = 32;

/// A place in a letter; several claims may rest on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target<'a> {
    /// In characters. They tell the places in a letter apart.
    pub(super) chars: Span,
    /// In bytes.
    span: Span,
    quote: &'a str,
}

impl<'a> Target<'a> {
    pub(super) fn of(evidence: &'a Evidence) -> Self {
        Self {
            chars: evidence.chars,
            span: evidence.span,
            quote: &evidence.quote,
        }
    }
}

/// The letters' texts, to point into.
pub(super) struct Places<'a> {
    base: &'a str,
    letters: BTreeMap<&'a str, Known<'a>>,
}

/// A letter that is in the graph.
struct Known<'a> {
    iri: String,
    text: &'a str,
    sha256: &'a str,
}

/// A letter that evidence points into.
pub(super) struct Cited<'a> {
    pub(super) id: &'a str,
    pub(super) iri: Cow<'a, str>,
    /// Empty where the letter is not in the graph.
    text: &'a str,
}

impl<'a> Places<'a> {
    pub(super) fn new(base: &'a str, nodes: &[&'a Node]) -> Self {
        let letters = nodes.iter().filter_map(|node| match &node.body {
            Body::Letter { text, sha256, .. } => {
                let known = Known {
                    iri: iri::letter(base, &node.label),
                    text,
                    sha256,
                };
                Some((node.label.as_str(), known))
            }
            _ => None,
        });
        Self {
            base,
            letters: letters.collect(),
        }
    }

    /// The letters that are in the graph, and the SHA-256 of their sources.
    pub(super) fn letters(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let letters = self.letters.iter();
        letters.map(|(letter, known)| (*letter, known.sha256))
    }

    /// The letter of that id, whether it is in the graph or not.
    pub(super) fn cited<'s>(&'s self, id: &'s str) -> Cited<'s> {
        let (iri, text) = match self.letters.get(id) {
            Some(known) => (Cow::Borrowed(known.iri.as_str()), known.text),
            None => (Cow::Owned(iri::letter(self.base, id)), ""),
        };
        Cited { id, iri, text }
    }

    /// One piece of evidence from a letter for `body`: a claim, or an entity that `question` mentions.
    pub(super) fn annotation(
        &self,
        sink: &mut Sink<'_>,
        letter: &Cited<'_>,
        evidence: &Evidence,
        body: &str,
        question: Option<&str>,
    ) -> io::Result<()> {
        let target = place(&letter.iri, "#char=", &range(evidence.chars));
        let own = || {
            let number = evidence.question;
            (number > 0).then(|| Cow::Owned(iri::question(&letter.iri, number)))
        };
        let at = question.map(Cow::Borrowed).or_else(own);
        let parts = [
            body,
            target.as_str(),
            at.as_deref().unwrap_or_default(),
            evidence.rule.as_ref(),
        ];
        let annotation = hashed(self.base, "evidence/", parts);
        sink.iri(&annotation, rdf::TYPE, oa::ANNOTATION.as_str())?;
        sink.iri(&annotation, rdf::TYPE, kg::EVIDENCE.as_str())?;
        sink.iri(&annotation, oa::HAS_BODY, body)?;
        sink.iri(&annotation, oa::HAS_TARGET, &target)?;
        if let Some(at) = at {
            sink.iri(&annotation, kg::AT_QUESTION, &at)?;
        }
        sink.text(&annotation, kg::RULE, &evidence.rule)
    }
}

impl Cited<'_> {
    /// A place in the letter, with the words there and around them.
    pub(super) fn target(&self, sink: &mut Sink<'_>, target: &Target<'_>) -> io::Result<()> {
        let range = range(target.chars);
        let whole = place(&self.iri, "#char=", &range);
        let quote = place(&self.iri, "#quote=", &range);
        let position = place(&self.iri, "#position=", &range);
        sink.iri(&whole, rdf::TYPE, oa::SPECIFIC_RESOURCE.as_str())?;
        sink.iri(&whole, oa::HAS_SOURCE, &self.iri)?;
        sink.iri(&whole, oa::HAS_SELECTOR, &quote)?;
        sink.iri(&whole, oa::HAS_SELECTOR, &position)?;
        sink.iri(&quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR.as_str())?;
        sink.text(&quote, oa::EXACT, target.quote)?;
        let Span { start, end } = target.span;
        if let (Some(before), Some(after)) = (self.text.get(..start), self.text.get(end..)) {
            sink.text(&quote, oa::PREFIX, last(before))?;
            sink.text(&quote, oa::SUFFIX, first(after))?;
        }
        sink.iri(&position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR.as_str())?;
        let (start, end) = range.split_once(',').unwrap_or_default();
        sink.typed(&position, oa::START, start, xsd::NON_NEGATIVE_INTEGER)?;
        sink.typed(&position, oa::END, end, xsd::NON_NEGATIVE_INTEGER)
    }
}

/// IRI of a place in a letter: `…/letter/ID#char=START,END`.
fn place(letter: &str, kind: &str, range: &str) -> String {
    let mut iri = String::with_capacity(letter.len() + kind.len() + range.len());
    for part in [letter, kind, range] {
        iri.push_str(part);
    }
    iri
}

/// A range of characters, as fragments have it: `START,END`.
fn range(chars: Span) -> String {
    let [mut start, mut end] = [itoa::Buffer::new(), itoa::Buffer::new()];
    let mut range = String::with_capacity(16);
    range.push_str(start.format(chars.start));
    range.push(',');
    range.push_str(end.format(chars.end));
    range
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    // nearly always they are ASCII
    let ascii = text.len().checked_sub(CONTEXT);
    let ascii = ascii.and_then(|from| text.get(from..));
    if let Some(last) = ascii.filter(|last| last.is_ascii()) {
        return last;
    }
    let from = text
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    // nearly always they are ASCII
    if let Some(first) = text.get(..CONTEXT).filter(|first| first.is_ascii()) {
        return first;
    }
    let to = text
        .char_indices()
        .nth(CONTEXT)
        .map_or(text.len(), |(at, _)| at);
    text.get(..to).unwrap_or_default()
}
