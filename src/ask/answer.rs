//! Looks the answer up in the graph.

use super::{Answer, Fact, Lang};
use crate::graph::{Body, Edge, Graph, Node};
use crate::model::{Model, PredicateId};
use crate::relation::Status;
use foldhash::HashMap;
use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The claims in which each entity takes part, found once for all questions: of many letters, most
/// edges only say where an entity is named.
#[derive(Debug)]
pub struct Claims {
    /// As subject and as object, the last first.
    of: HashMap<NodeIndex, [Vec<EdgeIndex>; 2]>,
}

impl Claims {
    /// Gathers them.
    pub fn new(graph: &Graph) -> Self {
        let entity = |i| graph.node(i).is_some_and(|n| n.body == Body::Entity);
        let mut of: HashMap<NodeIndex, [Vec<EdgeIndex>; 2]> = HashMap::default();
        for edge in graph.graph.edge_references() {
            if entity(edge.source()) && entity(edge.target()) {
                for (node, side) in [(edge.source(), Outgoing), (edge.target(), Incoming)] {
                    let [out, into] = of.entry(node).or_default();
                    let edges = if side == Outgoing { out } else { into };
                    edges.push(edge.id());
                }
            }
        }
        Self { of }
    }

    fn directed(&self, node: NodeIndex, side: Direction) -> &[EdgeIndex] {
        let both = self.of.get(&node);
        both.map_or(&[], |[out, into]| if side == Outgoing { out } else { into })
    }
}

/// A graph with the model that tells how to read it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a, 'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// Its claims.
    pub claims: &'a Claims,
    /// The model.
    pub model: &'g Model,
    /// In which language predicates are named.
    pub lang: Lang,
}

impl<'g> View<'_, 'g> {
    /// Claims of one predicate in which a node takes part on one side; on both, where the
    /// predicate holds both ways.
    pub fn claims(self, node: NodeIndex, side: Direction, predicate: PredicateId) -> Vec<Fact<'g>> {
        let info = self.model.predicate_info(predicate);
        let sides: &[Direction] = if info.symmetric {
            &[Outgoing, Incoming]
        } else {
            &[side]
        };
        let is_wanted = |fact: &Fact| *fact.edge.predicate == *info.name;
        let sides = sides.iter();
        if info.structural {
            // what ties questions and letters to entities
            let edges = sides.flat_map(|s| self.graph.graph.edges_directed(node, *s));
            self.sorted(edges.map(|edge| edge.id()), is_wanted)
        } else {
            let edges = sides.flat_map(|s| self.claims.directed(node, *s));
            self.sorted(edges.copied(), is_wanted)
        }
    }

    /// All claims in which an entity takes part: as subject, then as object.
    pub fn all_claims(self, node: NodeIndex) -> Vec<Fact<'g>> {
        let all = |side| {
            let edges = self.claims.directed(node, side).iter().copied();
            self.sorted(edges, |_| true)
        };
        let mut out = all(Outgoing);
        out.extend(all(Incoming));
        out
    }

    /// All claims between two entities, either way.
    pub fn between(self, a: NodeIndex, b: NodeIndex) -> Vec<Fact<'g>> {
        let from = |a, b| {
            let edges = self.claims.directed(a, Outgoing).iter().copied();
            edges.filter(move |e| self.ends(*e).is_some_and(|(_, object)| object == b))
        };
        self.sorted(from(a, b).chain(from(b, a)), |_| true)
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
                .flat_map(|side| self.claims.directed(node, side))
                .filter(|e| self.graph.graph.edge_weight(**e).is_some_and(holds))
                .filter_map(|e| self.ends(*e))
                .map(|(subject, object)| if subject == node { object } else { subject })
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

    fn ends(self, edge: EdgeIndex) -> Option<(NodeIndex, NodeIndex)> {
        self.graph.graph.edge_endpoints(edge)
    }

    fn fact(self, edge: EdgeIndex) -> Option<Fact<'g>> {
        let (subject, object) = self.ends(edge)?;
        let edge = self.graph.graph.edge_weight(edge)?;
        Some(Fact {
            subject: self.graph.node(subject)?,
            object: self.graph.node(object)?,
            edge,
            label: self.label(&edge.predicate),
        })
    }

    fn sorted(
        self,
        edges: impl Iterator<Item = EdgeIndex>,
        is_wanted: impl Fn(&Fact<'g>) -> bool,
    ) -> Vec<Fact<'g>> {
        let facts = edges.filter_map(|edge| self.fact(edge));
        let mut facts: Vec<Fact<'g>> = facts.filter(is_wanted).collect();
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

impl<'g> Answer<'g> {
    /// Whether the graph says nothing of what was asked.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Letters and the numbers of the questions that name what was asked about, all of it at once; 0 is
    /// what comes before the questions.
    ///
    /// # Complexity
    ///
    /// Linear in the number of questions that name any of it: of a large graph, far more than the
    /// claims that answer.
    pub fn mentioned(&self) -> BTreeMap<&'g str, BTreeSet<u32>> {
        let mut entities = self.entities.iter().map(|entity| self.naming(entity));
        let mut out = entities.next().unwrap_or_default();
        for other in entities {
            out.retain(|letter, numbers| {
                numbers.retain(|n| other.get(letter).is_some_and(|m| m.contains(n)));
                !numbers.is_empty()
            });
        }
        out
    }

    /// Letters and the numbers of the questions that name an entity.
    fn naming(&self, entity: &Node) -> BTreeMap<&'g str, BTreeSet<u32>> {
        let mut out: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        let Some(entity) = self.graph.by_iri(&entity.iri) else {
            return out;
        };
        let sources = self.graph.graph.neighbors_directed(entity, Incoming);
        for source in sources.filter_map(|source| self.graph.node(source)) {
            let (letter, number) = match &source.body {
                Body::Question { number, letter, .. } => (letter.as_str(), *number),
                Body::Letter { .. } => (source.id.as_str(), 0),
                Body::Entity | Body::Dossier => continue,
            };
            out.entry(letter).or_default().insert(number);
        }
        out
    }
}
