//! RDF put into a store and asked there: in memory with the program, or in any triple store by
//! HTTP.
//!
//! In every store each letter is a named graph, `…/letter/ID`, that holds all the RDF of that
//! letter, its entities with their names included. So a letter can be put, replaced and taken away
//! without regard to others, and their union is the graph of all of them.

/// HTTP as stores speak it.
pub mod http;
/// Questions in SPARQL that are built in (`ontology/queries/*.rq`).
pub mod kept;
/// Graphs put into a store: what it holds already is left alone, faults are tried again.
pub mod load;
/// A store in memory, asked with SPARQL 1.1.
pub mod local;
/// A triple store by HTTP.
pub mod remote;
/// What a query gives, in the forms that SPARQL 1.1 has for it.
pub mod results;

use crate::export::rdf::{self, Options};
use crate::graph::{Body, Edge, Graph, Node, iri};
use crate::model::Model;
use crate::vocab::{kg, xsd};
use oxrdf::{Literal, Term};
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A graph as a store keeps it: a name, and triples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGraph {
    /// Its name.
    pub iri: String,
    /// Its triples as lines of canonical N-Triples, without the line break.
    pub triples: BTreeSet<String>,
}

impl NamedGraph {
    /// The graph of one letter, under the letter's IRI. One of several letters, or of none, gets
    /// its own name as if it were a letter's.
    ///
    /// # Errors
    ///
    /// Never in practice: memory takes every byte.
    pub fn of(graph: &Graph, model: &Model, options: &Options<'_>) -> io::Result<Self> {
        let bytes = rdf::write(graph, model, RdfFormat::NTriples, options)?;
        let id = match graph.letters.as_slice() {
            [letter] => letter,
            _ => &graph.name,
        };
        let text = String::from_utf8(bytes).map_err(io::Error::other)?;
        Ok(Self {
            iri: iri::letter(&graph.base_iri, id),
            triples: text.lines().map(str::to_owned).collect(),
        })
    }

    /// The triples by the values of their literals, to hold them against those of a store.
    fn values(&self) -> BTreeSet<String> {
        parse(self.text().as_bytes(), RdfFormat::NTriples, value).unwrap_or_default()
    }

    /// The triples as one text of N-Triples, which is Turtle too.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.triples.iter().map(|t| t.len() + 1).sum());
        for triple in &self.triples {
            out.push_str(triple);
            out.push('\n');
        }
        out
    }
}

impl NamedGraph {
    /// The model and the lexicon that are built in, each a graph of its own.
    ///
    /// # Errors
    ///
    /// Never with the files as kept.
    pub fn of_knowledge() -> io::Result<[Self; 2]> {
        let model = [("model.ttl", crate::model::MODEL_TTL)];
        Ok([
            Self::of_files(model_graph(), model)?,
            Self::of_files(LEXICON_GRAPH, crate::lexicon::files())?,
        ])
    }

    fn of_files<'t>(
        iri: &str,
        files: impl IntoIterator<Item = (&'static str, &'t str)>,
    ) -> io::Result<Self> {
        let mut triples = BTreeSet::new();
        for (name, text) in files {
            let read = parse(text.as_bytes(), RdfFormat::Turtle, |object| object);
            triples.extend(read.map_err(|error| io::Error::other(format!("{name}: {error}")))?);
        }
        Ok(Self {
            iri: iri.to_owned(),
            triples,
        })
    }
}

/// The triples of a document as lines of N-Triples.
fn parse(
    bytes: &[u8],
    format: RdfFormat,
    of_object: impl Fn(Term) -> Term,
) -> Result<BTreeSet<String>, String> {
    let parser = RdfParser::from_format(format).without_named_graphs();
    let mut triples = BTreeSet::new();
    for quad in parser.for_slice(bytes) {
        let quad = quad.map_err(|error| error.to_string())?;
        let object = of_object(quad.object);
        triples.insert(format!("{} {} {object} .", quad.subject, quad.predicate));
    }
    Ok(triples)
}

/// A term by its value. Stores may keep `true` as `1`, and every kind of integer as `xsd:integer`.
fn value(term: Term) -> Term {
    let Term::Literal(literal) = &term else {
        return term;
    };
    let (text, datatype) = (literal.value(), literal.datatype());
    if datatype == xsd::BOOLEAN {
        let text = if matches!(text, "1" | "true") {
            "true"
        } else {
            "false"
        };
        return Literal::new_typed_literal(text, xsd::BOOLEAN).into();
    }
    if datatype == xsd::NON_NEGATIVE_INTEGER {
        return Literal::new_typed_literal(text, xsd::INTEGER).into();
    }
    term
}

/// The name of the graph that holds the model.
pub fn model_graph() -> &'static str {
    kg::NAMESPACE.trim_end_matches('#')
}

/// The name of the graph that holds the lexicon.
pub const LEXICON_GRAPH: &str = "https://w3id.org/kamergraph/lexicon";

/// The graph of each letter in a graph of several; their union is the whole. A graph of one letter
/// comes back as it is.
///
/// What follows from the lexicon belongs to every letter that names both ends. An entity keeps all
/// its names, also those that only other letters use. One that is named before the questions alone
/// does not tell of which letter it is, and goes to the first.
pub fn by_letter(graph: &Graph) -> Vec<Graph> {
    if graph.letters.len() < 2 {
        return vec![graph.clone()];
    }
    let letters = graph.letters.iter().map(String::as_str);
    let mut parts: BTreeMap<&str, Part> = letters.map(|id| (id, Part::default())).collect();
    for (_, node) in graph.nodes() {
        if let Some(part) = own(node).and_then(|letter| parts.get_mut(letter)) {
            part.nodes.insert(&node.iri, node);
        }
    }
    let mut derived = Vec::new();
    for (subject, edge, object) in graph.edges() {
        let said_in: BTreeSet<&str> = match own(subject) {
            Some(letter) => BTreeSet::from([letter]),
            None => edge.evidence.iter().map(|e| e.letter.as_ref()).collect(),
        };
        if said_in.is_empty() {
            derived.push((subject, edge, object));
        }
        for letter in said_in {
            if let Some(part) = parts.get_mut(letter) {
                let mut edge = edge.clone();
                edge.evidence.retain(|e| e.letter.as_ref() == letter);
                part.add(subject, edge, object);
            }
        }
    }
    for (subject, edge, object) in derived {
        for part in parts.values_mut() {
            let dossier = object.body == Body::Dossier;
            let names = |node: &Node| part.nodes.contains_key(node.iri.as_str());
            if names(subject) && (dossier || names(object)) {
                part.add(subject, edge.clone(), object);
            }
        }
    }
    let taken: BTreeSet<&str> = parts
        .values()
        .flat_map(|part| part.nodes.keys().copied())
        .collect();
    if let Some(first) = parts.values_mut().next() {
        let nodes = graph.nodes().map(|(_, node)| node);
        let alone = nodes.filter(|node| !taken.contains(node.iri.as_str()));
        first
            .nodes
            .extend(alone.map(|node| (node.iri.as_str(), node)));
    }
    let finish = |(letter, part): (&str, Part)| {
        let nodes = part.nodes.into_values().cloned().collect();
        let mut out = Graph::assemble(letter, &graph.base_iri, nodes, part.edges);
        out.letters = vec![letter.to_owned()];
        out
    };
    parts.into_iter().map(finish).collect()
}

/// Of which letter a question is, or a letter itself.
fn own(node: &Node) -> Option<&str> {
    match &node.body {
        Body::Question { letter, .. } => Some(letter),
        Body::Letter { .. } => Some(&node.label),
        Body::Entity | Body::Dossier => None,
    }
}

/// What one letter says.
#[derive(Default)]
struct Part<'g> {
    nodes: BTreeMap<&'g str, &'g Node>,
    edges: Vec<(String, Edge, String)>,
}

impl<'g> Part<'g> {
    fn add(&mut self, subject: &'g Node, edge: Edge, object: &'g Node) {
        for end in [subject, object] {
            self.nodes.insert(&end.iri, end);
        }
        self.edges
            .push((subject.iri.clone(), edge, object.iri.clone()));
    }
}
