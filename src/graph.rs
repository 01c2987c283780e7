//! CONTRACT (to be filled in): claims of one or many letters become one graph.
use crate::relation::{Evidence, Status};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

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
        /// Day of the questions and day of the answers, as `YYYY-MM-DD`.
        asked_on: Option<String>,
        /// Day of the answers.
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
    /// Names of its classes, the best first, superclasses last.
    pub types: Vec<String>,
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
    /// Name of the predicate: `oversees`.
    pub predicate: String,
    /// What the letters say of it.
    pub status: Status,
    /// Follows from other claims or from the lexicon; no letter states it.
    pub inferred: bool,
    /// Who says so, sorted. Empty only for inferred edges.
    pub evidence: Vec<Evidence>,
}

/// The graph of one letter or of many.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Its name: the letter's id, or that of the run.
    pub name: String,
    /// Ids of the letters in it, sorted.
    pub letters: Vec<String>,
    /// Nodes sorted by IRI; edges sorted by subject, predicate, object, status.
    pub graph: DiGraph<Node, Edge>,
    pub(crate) by_iri: BTreeMap<String, NodeIndex>,
    /// What was left out or is in doubt, for the summary.
    pub warnings: Vec<String>,
}
