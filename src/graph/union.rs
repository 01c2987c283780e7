//! Two things that claim the same IRI become one, and nodes and edges become a graph; neither asks
//! for an order.

use super::{Body, Edge, Graph, Node, iri};
use petgraph::graph::DiGraph;
use std::collections::BTreeMap;

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
        let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
        let (mut by_iri, mut by_id) = (BTreeMap::new(), BTreeMap::new());
        for mut node in nodes {
            if by_id.contains_key(&node.id) {
                let id = std::mem::take(&mut node.id);
                let mut n = 2u32;
                node.id = format!("{id}-{n}");
                while by_id.contains_key(&node.id) {
                    n += 1;
                    node.id = format!("{id}-{n}");
                }
            }
            let (iri, id) = (node.iri.clone(), node.id.clone());
            let index = graph.add_node(node);
            by_iri.insert(iri, index);
            by_id.insert(id, index);
        }
        for (subject, edge, object) in edges {
            if let (Some(subject), Some(object)) = (by_iri.get(&subject), by_iri.get(&object)) {
                graph.add_edge(*subject, *object, edge);
            }
        }
        Self {
            name: name.to_owned(),
            base_iri: iri::base(base_iri),
            letters: Vec::new(),
            graph,
            by_iri,
            by_id,
            warnings: Vec::new(),
        }
    }
}
