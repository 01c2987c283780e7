//! Names as people type them: case, accents, articles and endings play no part, and a slip of the
//! hand is forgiven.

use super::AskError;
use crate::graph::{Body, Graph, Node};
use foldhash::HashMap;
use petgraph::graph::NodeIndex;
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How many names a message offers at most.
const OFFERED: usize = 6;

/// What a name was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The entity.
    pub node: NodeIndex,
    /// Whether the name is the entity's own, but for case and such.
    pub exact: bool,
}

/// How near a name comes: less is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// The entity's name begins with it.
    Beginning,
    /// Each of its words begins a word of the entity's name.
    Words,
    /// So many letters differ.
    Letters(usize),
}

/// The names of all entities of a graph in their plain form, found once for all questions.
#[derive(Debug)]
pub struct Names<'g> {
    graph: &'g Graph,
    /// Each entity with its names.
    entities: Vec<(NodeIndex, Vec<String>)>,
    /// The entities of each name, in their order.
    same: HashMap<String, Vec<NodeIndex>>,
}

impl<'g> Names<'g> {
    /// Gathers them.
    pub fn new(graph: &'g Graph) -> Self {
        let entities = graph.nodes().filter(|(_, node)| node.body == Body::Entity);
        let plain = |node| names(node).map(|name| plain(name)).collect::<Vec<_>>();
        let entities: Vec<_> = entities.map(|(index, node)| (index, plain(node))).collect();
        let mut same: HashMap<String, Vec<NodeIndex>> = HashMap::default();
        for (index, names) in &entities {
            for name in names {
                let bearers = same.entry(name.clone()).or_default();
                if bearers.last() != Some(index) {
                    bearers.push(*index);
                }
            }
        }
        Self {
            graph,
            entities,
            same,
        }
    }

    /// The entity that a name stands for.
    ///
    /// # Errors
    ///
    /// [`AskError::NoSuchName`] with the nearest names when none fits, [`AskError::Ambiguous`] when
    /// several fit equally well.
    pub fn find(&self, name: &str) -> Result<Taken, AskError> {
        let wanted = plain(name);
        if let Some(equal) = self.same.get(&wanted).filter(|_| !wanted.is_empty()) {
            // Two entities of the same name: the one of which more is said.
            let degree = |i: &NodeIndex| self.graph.graph.neighbors_undirected(*i).count();
            let known = equal
                .iter()
                .copied()
                .max_by_key(|i| (if equal.len() > 1 { degree(i) } else { 0 }, Reverse(*i)));
            if let Some(node) = known {
                return Ok(Taken { node, exact: true });
            }
        }
        let mut found: Vec<(Nearness, NodeIndex)> = self
            .entities
            .iter()
            .filter_map(|(index, names)| Some((nearness(&wanted, names)?, *index)))
            .collect();
        found.sort();
        let Some((best, node)) = found.first().copied() else {
            return Err(AskError::NoSuchName {
                name: name.to_owned(),
                suggestions: self.suggestions(&wanted),
            });
        };
        let equal = || found.iter().take_while(|(n, _)| *n == best);
        if equal().count() > 1 {
            let names = equal().filter_map(|(_, i)| Some(self.graph.node(*i)?.label.clone()));
            return Err(AskError::Ambiguous {
                name: name.to_owned(),
                candidates: names.take(OFFERED).collect(),
            });
        }
        Ok(Taken { node, exact: false })
    }

    /// The names that look most like one that fits nothing.
    fn suggestions(&self, wanted: &str) -> Vec<String> {
        let mut near: Vec<(i64, &String)> = self
            .entities
            .iter()
            .filter_map(|(index, names)| {
                let alike = names.iter().map(|n| strsim::jaro_winkler(wanted, n));
                let best = alike.fold(0.0_f64, f64::max);
                // Thousandths, because numbers with a point have no order of their own.
                #[allow(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
                let thousandths = (best * 1000.0) as i64;
                let label = &self.graph.node(*index)?.label;
                (thousandths >= 780).then_some((-thousandths, label))
            })
            .collect();
        near.sort();
        near.dedup_by(|a, b| a.1 == b.1);
        near.into_iter()
            .take(OFFERED)
            .map(|(_, label)| label.clone())
            .collect()
    }
}

fn names(node: &Node) -> impl Iterator<Item = &String> {
    [&node.label, &node.id].into_iter().chain(&node.alt_labels)
}

/// How near a name comes to those of an entity, none of which is the same.
fn nearness(wanted: &str, names: &[String]) -> Option<Nearness> {
    if wanted.is_empty() {
        return None;
    }
    names.iter().filter_map(|name| one(wanted, name)).min()
}

fn one(wanted: &str, name: &str) -> Option<Nearness> {
    let length = wanted.chars().count();
    if length >= 3 && name.strip_prefix(wanted).is_some() {
        return Some(Nearness::Beginning);
    }
    let begins = |word: &str| name.split(' ').any(|w| w.starts_with(word));
    if length >= 3 && wanted.split(' ').all(begins) {
        return Some(Nearness::Words);
    }
    // One slip in a short name, two in a long one; abbreviations must be right.
    let allowed = match length {
        0..5 => return None,
        5..10 => 1,
        _ => 2,
    };
    let distance = strsim::osa_distance(wanted, name);
    (distance <= allowed).then_some(Nearness::Letters(distance))
}

/// A name without case, accents, quotation marks, punctuation and the article before it.
pub fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() || c == '+' {
            out.push(c);
        } else if !matches!(c, '‘' | '’' | '\'' | '"' | '“' | '”' | '„') && !out.ends_with(' ')
        {
            out.push(' ');
        }
    }
    let mut rest = out.trim();
    for article in ["de ", "het ", "een ", "the ", "an ", "t "] {
        rest = rest.strip_prefix(article).unwrap_or(rest);
    }
    rest.to_owned()
}
