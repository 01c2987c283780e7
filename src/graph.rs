//! Claims of one or many letters become one graph.
//!
//! A graph is a set, and merging is union: a thing is known by its IRI alone, and whatever two
//! letters say of it is put together without regard to their order. So letters may be read in any
//! order, on any number of machines. [`GraphBuilder`] does the putting together, `iri` says how
//! IRIs and short ids are made.
//!
//! [`GraphBuilder`]: crate::graph::GraphBuilder

mod build;
mod draft;
/// How IRIs and short ids are made.
pub(crate) mod iri;
mod letter;
mod quote;
mod strings;
mod union;

pub use build::GraphBuilder;
pub(crate) use letter::other_names;

use crate::relation::{Evidence, Status};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use std::sync::Arc;

/// What a node holds besides its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// An entity that letters name.
    Entity,
    /// A numbered question.
    Question {
        /// Its number in the letter.
        number: u32,
        /// Its text.
        text: String,
        /// Its answer, where there is one.
        answer: Option<String>,
        /// Id of its letter.
        letter: String,
    },
    /// A letter.
    Letter {
        /// What it is about.
        subject: Option<String>,
        /// Its text, to which the offsets of evidence refer.
        text: String,
        /// SHA-256 of its source.
        sha256: String,
        /// Day of the questions, as `YYYY-MM-DD`.
        asked_on: Option<String>,
        /// Day of the answers, as `YYYY-MM-DD`.
        answered_on: Option<String>,
    },
    /// A dossier of parliament.
    Dossier,
}

/// A node of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Short id, unique in the graph and taken from the IRI: `ap`, `2025Z08286-q3`.
    pub id: String,
    /// Its IRI.
    pub iri: String,
    /// Names of its classes, the best first, superclasses last; shared with the nodes of the same ones.
    pub types: Arc<[String]>,
    /// Its preferred name.
    pub label: String,
    /// Other names, sorted.
    pub alt_labels: Vec<String>,
    /// The same thing elsewhere, sorted.
    pub same_as: Vec<String>,
    /// What else it holds.
    pub body: Body,
}

/// An edge of the graph: one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Name of the predicate: `oversees`; shared with the edges of the same one.
    pub predicate: Arc<str>,
    /// What the letters say of it.
    pub status: Status,
    /// Follows from other claims, from the lexicon or from the letter's own structure; no sentence
    /// states it.
    pub inferred: bool,
    /// Who says so, sorted. Empty only for inferred edges.
    pub evidence: Vec<Evidence>,
}

/// The graph of one letter or of many.
#[derive(Debug, Clone)]
pub struct Graph {
    /// Its name: the letter's id, or that of the run.
    pub name: String,
    /// What the IRIs of its own things begin with; ends with `/`.
    pub base_iri: String,
    /// Ids of the letters in it, sorted.
    pub letters: Vec<String>,
    /// Nodes sorted by IRI; edges sorted by subject, predicate, object, status.
    pub graph: DiGraph<Node, Edge>,
    /// The nodes in the order of their short ids.
    by_id: Vec<NodeIndex>,
    /// What was left out or is in doubt, for the summary; sorted.
    pub warnings: Vec<String>,
}

impl Default for Graph {
    fn default() -> Self {
        Self::assemble("", crate::vocab::BASE_IRI, Vec::new(), Vec::new())
    }
}

impl Graph {
    /// All nodes, sorted by IRI.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeIndex, &Node)> {
        self.graph.node_indices().zip(self.graph.node_weights())
    }

    /// All edges as subject, edge, object; sorted by the IRI of the subject, predicate, the IRI of
    /// the object, status.
    pub fn edges(&self) -> impl Iterator<Item = (&Node, &Edge, &Node)> {
        self.graph.edge_references().filter_map(|e| {
            let ends = self
                .graph
                .node_weight(e.source())
                .zip(self.graph.node_weight(e.target()));
            ends.map(|(subject, object)| (subject, e.weight(), object))
        })
    }

    /// What a node holds.
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.graph.node_weight(index)
    }

    /// The node of that IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        let nodes = self.graph.raw_nodes();
        let at = nodes.binary_search_by(|node| node.weight.iri.as_str().cmp(iri));
        at.ok().map(NodeIndex::new)
    }

    /// The node of that short id.
    pub fn by_id(&self, id: &str) -> Option<NodeIndex> {
        let of = |index: &NodeIndex| self.node(*index).map_or("", |node| node.id.as_str());
        let at = self.by_id.binary_search_by(|index| of(index).cmp(id));
        self.by_id.get(at.ok()?).copied()
    }
}

/// Two graphs are the same when they hold the same nodes and edges, whatever their name and
/// warnings.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.base_iri == other.base_iri
            && self.letters == other.letters
            && self
                .nodes()
                .map(|(_, n)| n)
                .eq(other.nodes().map(|(_, n)| n))
            && self.edges().eq(other.edges())
    }
}

impl Edge {
    /// What tells this edge from others between the same two nodes: `oversees`, or
    /// `oversees:planned` where the claim is not simply stated.
    pub fn key(&self) -> String {
        match self.status {
            Status::Stated => self.predicate.as_ref().to_owned(),
            status => format!("{}:{}", self.predicate, status.name()),
        }
    }
}

impl Status {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Stated, Self::Planned, Self::Denied, Self::Asked];

    /// Its name in exports, which is also the local name of its individual in the model.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Planned => "planned",
            Self::Denied => "denied",
            Self::Asked => "asked",
        }
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}
