//! The names of a node with their languages. A graph holds the names alone; the lexicon tells which
//! is of which language.

use crate::graph::{Body, Node};
use crate::lexicon::{Concept, Lexicon, NameKind};
use crate::vocab::BASE_IRI;

/// The languages that the lexicon has preferred names in besides Dutch.
const OTHERS: [&str; 1] = ["en"];

pub(crate) struct Names<'a> {
    node: &'a Node,
    concept: Option<&'a Concept>,
}

impl<'a> Names<'a> {
    /// The names of a node of a graph with that base.
    pub(crate) fn of(node: &'a Node, base: &str, lexicon: Option<&'a Lexicon>) -> Self {
        // letters and their questions are no concepts
        let is_record = matches!(node.body, Body::Letter { .. } | Body::Question { .. });
        let lexicon = lexicon.filter(|_| !is_record);
        let concept = lexicon.and_then(|lexicon| concept(lexicon, &node.iri, base));
        Self { node, concept }
    }

    /// Whether the lexicon knows it.
    pub(crate) const fn known(&self) -> bool {
        self.concept.is_some()
    }

    /// One preferred name a language, the Dutch one first.
    pub(crate) fn preferred(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let others = OTHERS.into_iter().filter_map(|language| {
            let names = self.concept?.names.iter();
            names
                .filter(|name| name.kind == NameKind::Preferred && name.lang == language)
                .map(|name| (name.text.as_str(), name.lang.as_str()))
                .next()
        });
        std::iter::once((self.node.label.as_str(), "nl")).chain(others)
    }

    /// The other names, with their language where it is known. An abbreviation is of none.
    pub(crate) fn alternative(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let names = self.node.alt_labels.iter().map(|text| {
            let known = self.concept.into_iter().flat_map(|c| &c.names);
            let language = known
                .filter(|name| name.text == *text)
                .filter(|name| matches!(name.kind, NameKind::Preferred | NameKind::Alternative))
                .map(|name| name.lang.as_str())
                .find(|language| {
                    !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphabetic())
                });
            (text.as_str(), language)
        });
        names.filter(move |(text, language)| {
            !self
                .preferred()
                .any(|(p, l)| p == *text && language.is_none_or(|language| language == l))
        })
    }
}

/// What the lexicon knows of a thing in a graph with that base.
pub(super) fn concept<'l>(lexicon: &'l Lexicon, iri: &str, base: &str) -> Option<&'l Concept> {
    let known = |iri: &str| {
        let concepts = lexicon.concepts();
        let at = concepts.binary_search_by(|c| c.iri.as_str().cmp(iri));
        at.ok().and_then(|at| concepts.get(at))
    };
    // The built-in names stand below our own base, whatever that of the graph is.
    known(iri).or_else(|| {
        let path = iri.strip_prefix(base).filter(|_| base != BASE_IRI)?;
        known(&format!("{BASE_IRI}{path}"))
    })
}
