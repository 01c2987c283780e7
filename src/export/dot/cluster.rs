//! Which nodes stand in a frame together.

use crate::export::label;
use crate::export::style::Family;
use crate::graph::{Body, Graph, Node};
use crate::model::Model;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef as _;
use std::collections::{BTreeMap, BTreeSet};

/// IRIs of nodes with the title of the frame that each stands in.
pub type Groups = BTreeMap<String, String>;

/// By what nodes are put into frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cluster {
    /// By the ministry that is one or two claims away, the nearest first.
    Ministry,
    /// By the first question that mentions them.
    Question,
    /// By class.
    Class,
}

impl Cluster {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ministry, Self::Question, Self::Class];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Question => "question",
            Self::Class => "class",
        }
    }

    /// The frames of a graph. Take the whole graph, not a part of it, so that what leads to a ministry
    /// or a question is still there.
    pub fn groups(self, graph: &Graph, model: &Model) -> Groups {
        match self {
            Self::Ministry => by_ministry(graph),
            Self::Question => by_question(graph),
            Self::Class => graph
                .nodes()
                .filter_map(|(_, node)| {
                    let class = label::class(model, node.types.first()?);
                    Some((node.iri.clone(), class))
                })
                .collect(),
        }
    }
}

fn by_ministry(graph: &Graph) -> Groups {
    let is_ministry = |n: &Node| n.types.first().is_some_and(|t| t == "Ministry");
    let mut groups: Groups = graph
        .nodes()
        .filter(|(_, node)| is_ministry(node))
        .map(|(_, node)| (node.iri.clone(), node.label.clone()))
        .collect();
    for _ in 0..2 {
        let mut next = Groups::new();
        for (subject, edge, object) in graph.edges() {
            if Family::of(&edge.predicate) == Family::Structure {
                continue;
            }
            for (known, new) in [(subject, object), (object, subject)] {
                if let (Some(title), false) =
                    (groups.get(&known.iri), groups.contains_key(&new.iri))
                {
                    let entry = next.entry(new.iri.clone()).or_insert_with(|| title.clone());
                    if title < entry {
                        entry.clone_from(title);
                    }
                }
            }
        }
        groups.extend(next);
    }
    groups
}

fn by_question(graph: &Graph) -> Groups {
    let mut first: BTreeMap<NodeIndex, BTreeSet<(&str, u32)>> = BTreeMap::new();
    for edge in graph.graph.edge_references() {
        if let Body::Question { number, letter, .. } = &graph.graph[edge.source()].body {
            let question = (letter.as_str(), *number);
            for node in [edge.source(), edge.target()] {
                first.entry(node).or_default().insert(question);
            }
        }
    }
    let title = |(letter, number): &(&str, u32)| {
        if graph.letters.len() > 1 {
            format!("{letter}, question {number}")
        } else {
            format!("Question {number}")
        }
    };
    first
        .into_iter()
        .filter(|(index, _)| graph.graph[*index].body == Body::Entity)
        .filter_map(|(index, of)| Some((graph.graph[index].iri.clone(), title(of.first()?))))
        .collect()
}
