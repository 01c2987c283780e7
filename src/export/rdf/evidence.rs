//! Evidence as Web Annotations (<https://www.w3.org/TR/annotation-model/>).

use super::sink::Sink;
use super::terms::Hash;
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

    /// What writes pieces of evidence, one after another.
    pub(super) fn annotations(&'a self) -> Annotations<'a> {
        Annotations {
            places: self,
            near: None,
            annotation: Iri::below(self.base, "evidence/"),
            range: String::new(),
        }
    }
}

/// Writes evidence, piece after piece.
pub(super) struct Annotations<'a> {
    places: &'a Places<'a>,
    /// The letter of the last piece, in which the next one mostly stands too.
    near: Option<Near<'a>>,
    annotation: Iri,
    range: String,
}

/// A letter with what hangs on it.
struct Near<'a> {
    id: &'a str,
    target: Iri,
    question: Iri,
}

impl<'a> Annotations<'a> {
    /// One piece of evidence for `body`: a claim, or an entity that `question` mentions.
    pub(super) fn put(
        &mut self,
        sink: &mut Sink<'_>,
        evidence: &'a Evidence,
        body: &str,
        question: Option<&str>,
    ) -> io::Result<()> {
        let near = match &mut self.near {
            Some(near) if near.id == evidence.letter.as_ref() => near,
            near => {
                let Cited { id, iri, .. } = self.places.cited(&evidence.letter);
                near.insert(Near {
                    id,
                    target: Iri::below(&iri, CHAR),
                    question: Iri::below(&iri, iri::QUESTION),
                })
            }
        };
        range(evidence.chars, &mut self.range);
        let target = near.target.with(&self.range);
        let at = question.or_else(|| {
            let mut digits = itoa::Buffer::new();
            let number = evidence.question;
            (number > 0).then(|| near.question.with(digits.format(number)))
        });
        let parts = [body, target, at.unwrap_or_default(), evidence.rule.as_ref()];
        let annotation = self.annotation.with(Hash::of(parts).as_str());
        sink.iri(annotation, rdf::TYPE, oa::ANNOTATION.as_str())?;
        sink.iri(annotation, rdf::TYPE, kg::EVIDENCE.as_str())?;
        sink.iri(annotation, oa::HAS_BODY, body)?;
        sink.iri(annotation, oa::HAS_TARGET, target)?;
        if let Some(at) = at {
            sink.iri(annotation, kg::AT_QUESTION, at)?;
        }
        sink.text(annotation, kg::RULE, &evidence.rule)
    }
}

impl Cited<'_> {
    /// Places in the letter, with the words there and around them.
    pub(super) fn targets(&self, sink: &mut Sink<'_>, targets: &[Target<'_>]) -> io::Result<()> {
        let [mut whole, mut quote, mut position] =
            [CHAR, "#quote=", "#position="].map(|kind| Iri::below(&self.iri, kind));
        let mut chars = String::new();
        for target in targets {
            range(target.chars, &mut chars);
            let [whole, quote, position] =
                [&mut whole, &mut quote, &mut position].map(|iri| iri.with(&chars));
            sink.iri(whole, rdf::TYPE, oa::SPECIFIC_RESOURCE.as_str())?;
            sink.iri(whole, oa::HAS_SOURCE, &self.iri)?;
            sink.iri(whole, oa::HAS_SELECTOR, quote)?;
            sink.iri(whole, oa::HAS_SELECTOR, position)?;
            sink.iri(quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR.as_str())?;
            sink.text(quote, oa::EXACT, target.quote)?;
            let Span { start, end } = target.span;
            if let (Some(before), Some(after)) = (self.text.get(..start), self.text.get(end..)) {
                sink.text(quote, oa::PREFIX, last(before))?;
                sink.text(quote, oa::SUFFIX, first(after))?;
            }
            sink.iri(position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR.as_str())?;
            let (start, end) = chars.split_once(',').unwrap_or_default();
            sink.typed(position, oa::START, start, xsd::NON_NEGATIVE_INTEGER)?;
            sink.typed(position, oa::END, end, xsd::NON_NEGATIVE_INTEGER)?;
        }
        Ok(())
    }
}

/// What the IRI of a place in a letter has before the range: `…/letter/ID#char=START,END`.
const CHAR: &str = "#char=";

/// IRIs that begin alike, one at a time, in the same memory.
struct Iri {
    iri: String,
    stem: usize,
}

impl Iri {
    fn below(base: &str, kind: &str) -> Self {
        let iri = [base, kind].concat();
        Self {
            stem: iri.len(),
            iri,
        }
    }

    /// The one that ends so.
    fn with(&mut self, end: &str) -> &str {
        self.iri.truncate(self.stem);
        self.iri.push_str(end);
        &self.iri
    }
}

/// Puts a range of characters into `range`, as fragments have it: `START,END`.
fn range(chars: Span, range: &mut String) {
    let [mut start, mut end] = [itoa::Buffer::new(), itoa::Buffer::new()];
    range.clear();
    range.push_str(start.format(chars.start));
    range.push(',');
    range.push_str(end.format(chars.end));
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
