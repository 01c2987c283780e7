//! Sorted statements of letters that were read apart become those of letters that were read
//! together.
//!
//! What a letter's quads say of an entity is what that letter alone knows. Put behind one another,
//! the quads of many letters differ from the graph of all in two ways, which are mended here, in one
//! pass that keeps no more than the names of one thing:
//! - an entity has a preferred name of each letter: the longest stays, the others become other names;
//! - a claim that one letter infers and another states is no inferred one, and stands in the graph of
//!   the letter that states it, not in the default graph.

use super::parts::{self, Parts};
use crate::export::rdf::Names;
use crate::graph::{Body, Node, iri};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::vocab::{kg, prov, skos};
use oxrdf::{Literal, LiteralRef};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr as _;

/// What is known besides the statements.
#[derive(Debug)]
pub struct Settled<'a> {
    /// The predicates.
    pub model: &'a Model,
    /// The languages of names.
    pub lexicon: &'a Lexicon,
    /// What the IRIs of the letters begin with.
    pub base_iri: &'a str,
}

/// Mends canonical N-Quads lines that are sorted by their bytes, and hands each on to `put`, sorted
/// again. `warn` is told what is in doubt.
///
/// # Errors
///
/// What the lines and `put` give.
pub fn settle<E>(
    known: &Settled<'_>,
    lines: impl Iterator<Item = Result<String, E>>,
    mut put: impl FnMut(&str) -> Result<(), E>,
    mut warn: impl FnMut(&str),
) -> Result<(), E> {
    let base = iri::base(known.base_iri);
    let mut subject = Subject::default();
    let mut held: Option<String> = None;
    let mut lines = lines;
    loop {
        let next = lines.next().transpose()?;
        // A statement of the default graph comes before the same one of a letter's.
        let line = match (held.take(), &next) {
            (Some(line), Some(next)) if known.said_by_letter(&base, &line, next) => None,
            (line, _) => line,
        };
        held = next;
        if let Some(line) = line {
            let Some(parts) = parts::of(&line) else {
                put(&line)?;
                continue;
            };
            if parts.subject != subject.iri {
                known.names(&base, &mut subject, &mut put)?;
                subject = Subject {
                    iri: parts.subject.to_owned(),
                    ..Subject::default()
                };
            }
            if subject.keep(&parts, &mut warn) {
                continue;
            }
            if !subject.labels.is_empty() && parts.predicate > skos::PREF_LABEL.as_str() {
                known.names(&base, &mut subject, &mut put)?;
            }
            let inferred = parts.predicate == kg::INFERRED.as_str();
            if !(inferred && subject.stated) {
                put(&line)?;
            }
        }
        if held.is_none() {
            return known.names(&base, &mut subject, &mut put);
        }
    }
}

/// What has been seen of the thing whose statements come.
#[derive(Debug, Default)]
struct Subject {
    iri: String,
    /// Whether it is a claim that a letter states.
    stated: bool,
    /// SHA-256 of a letter's source.
    source: Option<String>,
    /// Its names: graph, whether preferred, and the text.
    labels: Vec<(Option<String>, bool, Literal)>,
}

impl Subject {
    /// Remembers what later statements hang on; gives whether the statement is a name, which is
    /// written when all are known.
    fn keep(&mut self, parts: &Parts<'_>, warn: &mut impl FnMut(&str)) -> bool {
        let predicate = parts.predicate;
        let preferred = predicate == skos::PREF_LABEL.as_str();
        if preferred || predicate == skos::ALT_LABEL.as_str() {
            if let Ok(text) = Literal::from_str(parts.object) {
                let graph = parts.graph.map(str::to_owned);
                self.labels.push((graph, preferred, text));
                return true;
            }
        } else if predicate == prov::WAS_DERIVED_FROM.as_str() {
            self.stated = true;
        } else if predicate == kg::SHA256.as_str() && parts.graph == Some(parts.subject) {
            let source = parts.object.to_owned();
            if self.source.replace(source).is_some() {
                warn(&format!(
                    "several sources call themselves letter {}; what each says is kept, and evidence from one may \
                     point beside the text of another",
                    parts.subject
                ));
            }
        }
        false
    }
}

impl Settled<'_> {
    /// Whether a statement of the default graph follows only as long as no letter says it, and the
    /// next line is the same, said by a letter.
    fn said_by_letter(&self, base: &str, line: &str, next: &str) -> bool {
        let (Some(line), Some(next)) = (parts::of(line), parts::of(next)) else {
            return false;
        };
        if line.graph.is_some() || next.graph.is_none() || line.triple != next.triple {
            return false;
        }
        let claim = line.subject.strip_prefix(base);
        let relation = line.predicate.strip_prefix(kg::NAMESPACE);
        let relation = relation.and_then(|name| self.model.predicate(name));
        claim.is_some_and(|path| path.starts_with("claim/"))
            || relation.is_some_and(|id| !self.model.predicate_info(id).structural)
    }

    /// Writes the names of a thing, graph by graph.
    fn names<E>(
        &self,
        base: &str,
        subject: &mut Subject,
        put: &mut impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let labels = std::mem::take(&mut subject.labels);
        let mut by_graph: BTreeMap<Option<String>, Vec<(bool, Literal)>> = BTreeMap::new();
        for (graph, preferred, text) in labels {
            by_graph.entry(graph).or_default().push((preferred, text));
        }
        let mut lines = BTreeSet::new();
        for (graph, labels) in &by_graph {
            for (preferred, text) in self.chosen(base, &subject.iri, labels) {
                let predicate = if preferred {
                    skos::PREF_LABEL
                } else {
                    skos::ALT_LABEL
                };
                let graph = graph.as_deref();
                lines.insert(crate::export::rdf::text_line(
                    &subject.iri,
                    predicate,
                    text.as_ref(),
                    graph,
                ));
            }
        }
        lines.iter().try_for_each(|line| put(line))
    }

    /// One preferred name a language and the other names, out of what letters call a thing.
    fn chosen(&self, base: &str, iri: &str, labels: &[(bool, Literal)]) -> Vec<(bool, Literal)> {
        let dutch = |(preferred, text): &&(bool, Literal)| {
            *preferred && text.language().is_some_and(|language| language == "nl")
        };
        let preferred: BTreeSet<&str> = labels.iter().filter(dutch).map(|l| l.1.value()).collect();
        // The set is sorted, and of several that are as long the first is taken.
        let longest = preferred
            .iter()
            .min_by_key(|name| Reverse(name.chars().count()));
        let (2.., Some(label)) = (preferred.len(), longest) else {
            return labels.to_vec();
        };
        let others = labels.iter().filter(|(preferred, text)| {
            !preferred || text.language().is_some_and(|language| language == "nl")
        });
        let others: BTreeSet<&str> = others.map(|(_, text)| text.value()).collect();
        let node = Node {
            id: String::new(),
            iri: iri.to_owned(),
            types: [].into(),
            label: (*label).to_owned(),
            alt_labels: others
                .iter()
                .filter(|name| *name != label)
                .map(|name| (*name).to_owned())
                .collect(),
            same_as: Vec::new(),
            body: Body::Entity,
        };
        let names = Names::of(&node, base, Some(self.lexicon));
        let tagged = |text: &str, language: &str| {
            LiteralRef::new_language_tagged_literal_unchecked(text, language).into_owned()
        };
        let mut out: Vec<(bool, Literal)> = names
            .preferred()
            .map(|(text, language)| (true, tagged(text, language)))
            .collect();
        for (text, language) in names.alternative() {
            let text = match language {
                Some(language) => tagged(text, language),
                None => Literal::new_simple_literal(text),
            };
            out.push((false, text));
        }
        if !names.known() {
            // Of a lexicon that is not at hand: the languages are told by the letters themselves.
            let told = labels.iter().filter(|(preferred, text)| {
                text.value() != *label
                    && text.language().is_some()
                    && (!preferred || text.language() != Some("nl"))
            });
            for (preferred, text) in told {
                out.retain(|(_, bare)| bare.language().is_some() || bare.value() != text.value());
                out.push((*preferred, text.clone()));
            }
        }
        out
    }
}
