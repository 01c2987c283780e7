//! RDF put into a store and asked there: in memory with the program, or in any triple store by
//! HTTP.
//!
//! In every store each letter is a named graph, `…/letter/ID`, that holds all the RDF of that
//! letter, its entities with their names included. So a letter can be put, replaced and taken away
//! without regard to others, and their union is the graph of all of them.

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

use crate::export::rdf::{self, Provenance};
use crate::graph::{Body, Edge, Graph, Node, iri};
use crate::model::Model;
use crate::vocab::kg;
use oxrdfio::RdfFormat;
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
    pub fn of(graph: &Graph, model: &Model, provenance: &Provenance<'_>) -> io::Result<Self> {
        let mut bytes = Vec::new();
        rdf::write(graph, model, RdfFormat::NTriples, provenance, &mut bytes)?;
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

/// The name of the graph that holds the model.
pub fn model_graph() -> &'static str {
    kg::NAMESPACE.trim_end_matches('#')
}

/// The name of the graph that holds the lexicon.
pub const LEXICON_GRAPH: &str = "https://w3id.org/kamergraph/lexicon";

/// The graph of each letter in a graph of several; their union is the whole. A graph of one letter
/// comes back as it is.
///
/// What follows from the lexicon belongs to every letter that names both ends. A name that only
/// other letters use stays with the entity.
pub fn by_letter(graph: &Graph) -> Vec<Graph> {
    if graph.letters.len() < 2 {
        return vec![graph.clone()];
    }
    graph.letters.iter().map(|id| part(graph, id)).collect()
}

/// What one letter says, out of a graph of several.
fn part(graph: &Graph, letter: &str) -> Graph {
    let own = |node: &Node| match &node.body {
        Body::Question { letter: of, .. } => Some(of == letter),
        Body::Letter { .. } => Some(node.label == letter),
        Body::Entity | Body::Dossier => None,
    };
    let mut nodes: BTreeMap<&str, &Node> = BTreeMap::new();
    for (_, node) in graph.nodes().filter(|(_, node)| own(node) == Some(true)) {
        nodes.insert(&node.iri, node);
    }
    let mut edges: Vec<(String, Edge, String)> = Vec::new();
    let mut derived = Vec::new();
    for (subject, edge, object) in graph.edges() {
        let of_letter = own(subject);
        let mut edge = edge.clone();
        edge.evidence.retain(|e| e.letter == letter);
        match of_letter {
            Some(false) => continue,
            None if edge.inferred || object.body == Body::Dossier => {
                derived.push((subject, edge, object));
                continue;
            }
            None if edge.evidence.is_empty() => continue,
            _ => {}
        }
        for end in [subject, object] {
            nodes.insert(&end.iri, end);
        }
        edges.push((subject.iri.clone(), edge, object.iri.clone()));
    }
    for (subject, edge, object) in derived {
        let both = nodes.contains_key(subject.iri.as_str())
            && (nodes.contains_key(object.iri.as_str()) || object.body == Body::Dossier);
        if both {
            nodes.insert(&object.iri, object);
            edges.push((subject.iri.clone(), edge, object.iri.clone()));
        }
    }
    let nodes = nodes.into_values().cloned().collect();
    let mut out = Graph::assemble(letter, &graph.base_iri, nodes, edges);
    out.letters = vec![letter.to_owned()];
    out
}
