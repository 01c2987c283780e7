//! Two things that claim the same IRI become one, and nodes and edges become a graph; neither asks
//! for an order.

use super::{Body, Edge, Graph, Node, iri};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeSet;

/// One body out of two that claim the same IRI; the same whichever comes first.
pub(super) fn union(one: Body, other: Body) -> Body {
    match (one, other) {
        (
            Body::Question {
                number,
                text,
                answer,
                letter,
            },
            Body::Question {
                number: number_2,
                text: text_2,
                answer: answer_2,
                letter: letter_2,
            },
        ) => Body::Question {
            number: number.min(number_2),
            text: longer(text, text_2),
            answer: answer.into_iter().chain(answer_2).reduce(longer),
            letter: letter.min(letter_2),
        },
        (
            Body::Letter {
                subject,
                text,
                sha256,
                asked_on,
                answered_on,
            },
            Body::Letter {
                subject: subject_2,
                text: text_2,
                sha256: sha256_2,
                asked_on: asked_2,
                answered_on: answered_2,
            },
        ) => {
            let first = (std::cmp::Reverse(text.len()), &text, &sha256)
                <= (std::cmp::Reverse(text_2.len()), &text_2, &sha256_2);
            let (text, sha256) = if first {
                (text, sha256)
            } else {
                (text_2, sha256_2)
            };
            Body::Letter {
                subject: subject.into_iter().chain(subject_2).reduce(longer),
                text,
                sha256,
                asked_on: asked_on.max(asked_2),
                answered_on: answered_on.max(answered_2),
            }
        }
        (one, other) => {
            let place = |body: &Body| match body {
                Body::Letter { .. } => 0,
                Body::Question { .. } => 1,
                Body::Dossier => 2,
                Body::Entity => 3,
            };
            if place(&one) <= place(&other) {
                one
            } else {
                other
            }
        }
    }
}

/// The longer text; of two equally long ones, the one that sorts first.
fn longer(one: String, other: String) -> String {
    let first = (std::cmp::Reverse(one.len()), &one) <= (std::cmp::Reverse(other.len()), &other);
    if first { one } else { other }
}

impl Graph {
    /// Makes a graph of nodes and of edges between their IRIs. Sorts both, makes short ids unique,
    /// and passes over edges whose ends are not there.
    pub(crate) fn assemble(
        name: &str,
        base_iri: &str,
        mut nodes: Vec<Node>,
        mut edges: Vec<(String, Edge, String)>,
    ) -> Self {
        nodes.sort_by(|a, b| a.iri.cmp(&b.iri));
        nodes.dedup_by(|a, b| a.iri == b.iri);
        edges.sort_by(|a, b| {
            (&a.0, &a.1.predicate, &a.2, a.1.status).cmp(&(&b.0, &b.1.predicate, &b.2, b.1.status))
        });
        let place = |iri: &String| nodes.binary_search_by(|node| node.iri.cmp(iri)).ok();
        let edges = edges
            .into_iter()
            .filter_map(|(subject, edge, object)| Some((place(&subject)?, edge, place(&object)?)))
            .collect();
        Self::of_ordered(name, base_iri, nodes, edges)
    }

    /// The same of nodes that are sorted by their IRIs, and of edges in their order, whose ends are
    /// places in the list of nodes.
    pub(super) fn of_ordered(
        name: &str,
        base_iri: &str,
        mut nodes: Vec<Node>,
        edges: Vec<(usize, Edge, usize)>,
    ) -> Self {
        let by_id = distinct_ids(&mut nodes);
        let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
        for node in nodes {
            graph.add_node(node);
        }
        for (subject, edge, object) in edges {
            graph.add_edge(NodeIndex::new(subject), NodeIndex::new(object), edge);
        }
        Self {
            name: name.to_owned(),
            base_iri: iri::base(base_iri),
            letters: Vec::new(),
            graph,
            by_id,
            warnings: Vec::new(),
        }
    }
}

/// Makes the short ids of nodes distinct: the second of an id gets a number behind it. Gives the nodes
/// in the order of their ids.
fn distinct_ids(nodes: &mut [Node]) -> Vec<NodeIndex> {
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|a, b| nodes[*a].id.cmp(&nodes[*b].id));
    // nearly always they are distinct
    if order.windows(2).any(|w| nodes[w[0]].id == nodes[w[1]].id) {
        let mut taken = BTreeSet::new();
        for node in nodes.iter_mut() {
            let mut numbers = 2u32..;
            let id = node.id.clone();
            while taken.contains(&node.id) {
                node.id = format!("{id}-{}", numbers.next().unwrap_or_default());
            }
            taken.insert(node.id.clone());
        }
        order.sort_by(|a, b| nodes[*a].id.cmp(&nodes[*b].id));
    }
    order.into_iter().map(NodeIndex::new).collect()
}
