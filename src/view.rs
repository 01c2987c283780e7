//! A part of a graph: what a picture or a file is to show.
//!
//! [`select`](crate::view::select) is a pure function from a graph to a smaller one, and stands
//! before every format, so that all of them hold the same part.

use crate::ask::{AskError, name};
use crate::export::style::Family;
use crate::graph::{Body, Edge, Graph, Node};
use crate::model::Model;
use crate::relation::Status;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef as _;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::str::FromStr;

/// A view of the graph that is often asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// Everything.
    All,
    /// Who oversees what: regulators and ministries, the laws and bodies that they answer for.
    Oversight,
    /// Who pays for what, and who ordered it.
    Money,
    /// The letter: its questions, who asked and answered them, and what they mention.
    Letter,
}

impl Preset {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 4] = [Self::All, Self::Oversight, Self::Money, Self::Letter];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Oversight => "oversight",
            Self::Money => "money",
            Self::Letter => "letter",
        }
    }

    /// What it shows, in a few words, for the help.
    pub const fn about(self) -> &'static str {
        match self {
            Self::All => "Everything, the questions and what they mention too",
            Self::Oversight => "Who oversees what, is designated or responsible",
            Self::Money => "Who pays for what, and who ordered it",
            Self::Letter => "The questions, who asked and answered them, and what they mention",
        }
    }

    fn shows(self, predicate: &str) -> bool {
        let family = Family::of(predicate);
        match self {
            Self::All => true,
            Self::Oversight => family == Family::Oversight,
            Self::Money => family == Family::Money,
            Self::Letter => family == Family::Structure,
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = ViewError;

    fn from_str(name: &str) -> Result<Self, ViewError> {
        Self::ALL
            .into_iter()
            .find(|p| p.name() == name)
            .ok_or_else(|| ViewError::UnknownPreset(name.to_owned()))
    }
}

/// What to keep of a graph. The default keeps all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The view, where one is asked for.
    pub preset: Option<Preset>,
    /// Names of entities, as loosely written as in questions: only what is near one of them.
    pub focus: Vec<String>,
    /// How many edges away from the focus is near.
    pub depth: usize,
    /// Names of predicates: only their edges. Empty: all.
    pub only: Vec<String>,
    /// Only claims of these statuses. Empty: all.
    pub status: Vec<Status>,
    /// Leave out questions and letters.
    pub no_questions: bool,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            preset: None,
            focus: Vec::new(),
            depth: 1,
            only: Vec::new(),
            status: Vec::new(),
            no_questions: false,
        }
    }
}

/// Why there is no such part.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// No view bears that name.
    #[error("no view is called \"{0}\"; the views are {all}", all = Preset::ALL.map(Preset::name).join(", "))]
    UnknownPreset(String),
    /// The model has no such predicate.
    #[error("--only: no predicate is called \"{name}\"; {offer}")]
    UnknownPredicate {
        /// As it was given.
        name: String,
        /// What to write in its place.
        offer: String,
    },
    /// No entity, or several, bear the name.
    #[error("--focus: {0}")]
    Focus(#[from] AskError),
}

impl Selection {
    /// Whether it keeps the whole graph.
    pub fn is_whole(&self) -> bool {
        matches!(self.preset, None | Some(Preset::All))
            && self.focus.is_empty()
            && !self.names_edges()
            && !self.no_questions
    }

    /// Whether it picks edges, so that a node that none of them touches has no place in it.
    fn names_edges(&self) -> bool {
        !matches!(self.preset, None | Some(Preset::All))
            || !self.only.is_empty()
            || !self.status.is_empty()
    }

    /// Holds the names of predicates against the model, and takes labels of either language for the
    /// names.
    ///
    /// # Errors
    ///
    /// [`ViewError::UnknownPredicate`] with those that look like it.
    pub fn check(mut self, model: &Model) -> Result<Self, ViewError> {
        for wanted in &mut self.only {
            let found = model.predicates().find(|(_, p)| {
                [&p.name, &p.label_en, &p.label_nl]
                    .iter()
                    .any(|n| n.eq_ignore_ascii_case(wanted))
            });
            match found {
                Some((_, predicate)) => wanted.clone_from(&predicate.name),
                None => {
                    return Err(ViewError::UnknownPredicate {
                        name: wanted.clone(),
                        offer: offer(model, wanted),
                    });
                }
            }
        }
        Ok(self)
    }

    fn keeps(&self, subject: &Node, edge: &Edge, object: &Node) -> bool {
        self.preset.is_none_or(|p| p.shows(&edge.predicate))
            && (self.only.is_empty() || self.only.iter().any(|name| **name == *edge.predicate))
            && (self.status.is_empty() || self.status.contains(&edge.status))
            && !(self.no_questions && (is_record(subject) || is_record(object)))
    }
}

/// The name that was meant, else all names.
fn offer(model: &Model, wanted: &str) -> String {
    let names = || model.predicates().map(|(_, p)| p.name.as_str());
    let near = names()
        .map(|n| {
            let (n_plain, wanted) = (n.to_lowercase(), wanted.to_lowercase());
            (strsim::osa_distance(&n_plain, &wanted), n)
        })
        .min();
    match near {
        Some((0..=3, name)) => format!("did you mean {name}?"),
        _ => format!(
            "the predicates are {}",
            names().collect::<Vec<_>>().join(", ")
        ),
    }
}

/// Questions and letters: what hangs together through them need have nothing to do with each other.
fn is_record(node: &Node) -> bool {
    matches!(node.body, Body::Question { .. } | Body::Letter { .. })
}

/// The part of a graph that a selection keeps, under the same name and with the same ids.
///
/// Edges are picked first. Around a focus, edges are then followed in both directions up to the
/// depth, never on through a question or a letter; every kept edge between two nodes so reached
/// belongs to the part. Where edges were picked, nodes without any are left out.
///
/// # Errors
///
/// [`ViewError::Focus`] when a name fits no entity, or several.
pub fn select(graph: &Graph, selection: &Selection) -> Result<Graph, ViewError> {
    if selection.is_whole() {
        return Ok(graph.clone());
    }
    let names = name::Names::new(graph);
    let focus = selection
        .focus
        .iter()
        .map(|wanted| Ok(names.find(wanted)?.node))
        .collect::<Result<BTreeSet<NodeIndex>, ViewError>>()?;
    let kept: Vec<_> = graph
        .graph
        .edge_references()
        .filter(|e| {
            let (subject, object) = (&graph.graph[e.source()], &graph.graph[e.target()]);
            selection.keeps(subject, e.weight(), object)
        })
        .collect();
    let ends: Vec<(NodeIndex, NodeIndex)> = kept.iter().map(|e| (e.source(), e.target())).collect();
    let nodes: BTreeSet<NodeIndex> = if !focus.is_empty() {
        near(graph, &focus, &ends, selection.depth)
    } else if selection.names_edges() {
        ends.iter().flat_map(|(s, o)| [*s, *o]).collect()
    } else {
        let shown = |i: &NodeIndex| !(selection.no_questions && is_record(&graph.graph[*i]));
        graph.graph.node_indices().filter(shown).collect()
    };
    let edges = kept
        .iter()
        .filter(|e| nodes.contains(&e.source()) && nodes.contains(&e.target()))
        .map(|e| {
            let iri = |i: NodeIndex| graph.graph[i].iri.clone();
            (iri(e.source()), e.weight().clone(), iri(e.target()))
        });
    let edges = edges.collect();
    let nodes = nodes.iter().map(|i| graph.graph[*i].clone()).collect();
    let mut part = Graph::assemble(&graph.name, &graph.base_iri, nodes, edges);
    part.letters.clone_from(&graph.letters);
    part.warnings.clone_from(&graph.warnings);
    Ok(part)
}

/// The nodes that are at most `depth` edges away from the focus.
fn near(
    graph: &Graph,
    focus: &BTreeSet<NodeIndex>,
    ends: &[(NodeIndex, NodeIndex)],
    depth: usize,
) -> BTreeSet<NodeIndex> {
    let mut neighbours: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for (subject, object) in ends {
        neighbours.entry(*subject).or_default().push(*object);
        neighbours.entry(*object).or_default().push(*subject);
    }
    let mut reached = focus.clone();
    let mut queue: VecDeque<(NodeIndex, usize)> = focus.iter().map(|i| (*i, 0)).collect();
    while let Some((at, steps)) = queue.pop_front() {
        if steps == depth || is_record(&graph.graph[at]) {
            continue;
        }
        for next in neighbours.get(&at).into_iter().flatten() {
            if reached.insert(*next) {
                queue.push_back((*next, steps + 1));
            }
        }
    }
    reached
}
