//! Looks the answer up in the graph.

use super::{Answer, Fact, Lang};
use crate::graph::{Body, Edge, Graph};
use crate::model::{Model, PredicateId};
use crate::relation::Status;
use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef as _;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A graph with the model that tells how to read it.
#[derive(Debug, Clone, Copy)]
pub struct View<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// The model.
    pub model: &'g Model,
    /// In which language predicates are named.
    pub lang: Lang,
}

impl<'g> View<'g> {
    /// Claims of one predicate in which a node takes part on one side; on both, where the
    /// predicate holds both ways.
    pub fn claims(self, node: NodeIndex, side: Direction, predicate: PredicateId) -> Vec<Fact<'g>> {
        let info = self.model.predicate_info(predicate);
        let sides: &[Direction] = if info.symmetric {
            &[Outgoing, Incoming]
        } else {
            &[side]
        };
        let edges = sides
            .iter()
            .flat_map(|s| self.graph.graph.edges_directed(node, *s));
        self.sorted(edges.filter(|e| e.weight().predicate == info.name))
    }

    /// All claims in which an entity takes part: as subject, then as object.
    pub fn all_claims(self, node: NodeIndex) -> Vec<Fact<'g>> {
        let edges = |side| {
            self.graph
                .graph
                .edges_directed(node, side)
                .filter(|e| self.is_claim(e))
        };
        let mut out = self.sorted(edges(Outgoing));
        out.extend(self.sorted(edges(Incoming)));
        out
    }

    /// All claims between two entities, either way.
    pub fn between(self, a: NodeIndex, b: NodeIndex) -> Vec<Fact<'g>> {
        let graph = &self.graph.graph;
        let there = graph
            .edges_connecting(a, b)
            .chain(graph.edges_connecting(b, a));
        self.sorted(there.filter(|e| self.is_claim(e)))
    }

    /// The shortest way from one entity to another over claims that hold or will hold; of several,
    /// that over the entities that sort first. Empty when there is none.
    pub fn path(self, from: NodeIndex, to: NodeIndex) -> Vec<Fact<'g>> {
        let mut before: BTreeMap<NodeIndex, Option<NodeIndex>> = BTreeMap::from([(from, None)]);
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            if node == to {
                break;
            }
            let next: BTreeSet<NodeIndex> = [Outgoing, Incoming]
                .into_iter()
                .flat_map(|side| self.graph.graph.edges_directed(node, side))
                .filter(|e| self.is_claim(e) && holds(e.weight()))
                .map(|e| {
                    if e.source() == node {
                        e.target()
                    } else {
                        e.source()
                    }
                })
                .collect();
            for neighbour in next {
                before.entry(neighbour).or_insert_with(|| {
                    queue.push_back(neighbour);
                    Some(node)
                });
            }
        }
        let mut steps = Vec::new();
        let mut at = to;
        while let Some(Some(previous)) = before.get(&at) {
            let facts = self.between(*previous, at);
            // One claim a step: stated before planned.
            steps.extend(facts.into_iter().find(|fact| holds(fact.edge)));
            at = *previous;
        }
        steps.reverse();
        steps
    }

    /// Letters and the numbers of the questions that name an entity; 0 is what comes before the
    /// questions.
    pub fn mentioned(self, node: NodeIndex) -> BTreeMap<&'g str, BTreeSet<u32>> {
        let mut out: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        let mut add = |letter: &'g str, number| {
            out.entry(letter).or_default().insert(number);
        };
        for edge in self.graph.graph.edges_directed(node, Incoming) {
            match self
                .graph
                .node(edge.source())
                .map(|n| (&n.body, n.id.as_str()))
            {
                Some((Body::Question { number, letter, .. }, _)) => add(letter, *number),
                Some((Body::Letter { .. }, id)) => add(id, 0),
                _ => {}
            }
        }
        out
    }

    /// Questions in which both are named.
    pub fn together(self, a: NodeIndex, b: NodeIndex) -> BTreeMap<&'g str, BTreeSet<u32>> {
        let other = self.mentioned(b);
        let mut out = self.mentioned(a);
        out.retain(|letter, numbers| {
            numbers.retain(|n| other.get(letter).is_some_and(|m| m.contains(n)));
            !numbers.is_empty()
        });
        out
    }

    /// What a predicate is called.
    pub fn label(self, predicate: &str) -> &'g str {
        let Some(info) = self
            .model
            .predicate(predicate)
            .map(|id| self.model.predicate_info(id))
        else {
            return "?";
        };
        match self.lang {
            Lang::En => &info.label_en,
            Lang::Nl => &info.label_nl,
        }
    }

    /// Between two entities, and so no part of the letter's own structure.
    fn is_claim(self, edge: &EdgeReference<'_, Edge>) -> bool {
        let entity = |i| self.graph.node(i).is_some_and(|n| n.body == Body::Entity);
        entity(edge.source()) && entity(edge.target())
    }

    fn sorted(self, edges: impl Iterator<Item = EdgeReference<'g, Edge>>) -> Vec<Fact<'g>> {
        let mut facts: Vec<Fact<'g>> = edges
            .filter_map(|edge| {
                Some(Fact {
                    subject: self.graph.node(edge.source())?,
                    object: self.graph.node(edge.target())?,
                    edge: edge.weight(),
                    label: self.label(&edge.weight().predicate),
                })
            })
            .collect();
        facts.sort_by_key(|f| {
            (
                f.edge.inferred,
                f.edge.status,
                f.label,
                &f.subject.label,
                &f.object.label,
                &f.object.iri,
            )
        });
        facts
    }
}

/// Whether a claim says that something is or will be so.
const fn holds(edge: &Edge) -> bool {
    matches!(edge.status, Status::Stated | Status::Planned)
}

impl Answer<'_> {
    /// Whether the graph says nothing of what was asked.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}
