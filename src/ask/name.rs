//! Names as people type them: case, accents, articles and endings play no part, and a slip of the
//! hand is forgiven.

use super::AskError;
use crate::graph::{Body, Graph, Node};
use petgraph::graph::NodeIndex;
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
    /// The same as a name of the entity.
    Same,
    /// The entity's name begins with it.
    Beginning,
    /// Each of its words begins a word of the entity's name.
    Words,
    /// So many letters differ.
    Letters(usize),
}

/// The entity that a name stands for.
///
/// # Errors
///
/// [`AskError::NoSuchName`] with the nearest names when none fits, [`AskError::Ambiguous`] when
/// several fit equally well.
pub fn find(graph: &Graph, name: &str) -> Result<Taken, AskError> {
    let wanted = plain(name);
    let mut found: Vec<(Nearness, NodeIndex)> = graph
        .nodes()
        .filter(|(_, node)| node.body == Body::Entity)
        .filter_map(|(index, node)| Some((nearness(&wanted, node)?, index)))
        .collect();
    found.sort();
    let Some((best, first)) = found.first().copied() else {
        return Err(AskError::NoSuchName {
            name: name.to_owned(),
            suggestions: suggestions(graph, &wanted),
        });
    };
    let equal: Vec<NodeIndex> = found
        .iter()
        .take_while(|(n, _)| *n == best)
        .map(|(_, i)| *i)
        .collect();
    if equal.len() > 1 && best != Nearness::Same {
        let names = equal
            .iter()
            .filter_map(|i| Some(graph.node(*i)?.label.clone()));
        return Err(AskError::Ambiguous {
            name: name.to_owned(),
            candidates: names.take(OFFERED).collect(),
        });
    }
    // Two entities of the same name: the one of which more is said.
    let degree = |i: &NodeIndex| graph.graph.neighbors_undirected(*i).count();
    let node = equal
        .iter()
        .copied()
        .max_by_key(|i| (degree(i), std::cmp::Reverse(*i)));
    Ok(Taken {
        node: node.unwrap_or(first),
        exact: best == Nearness::Same,
    })
}

fn names(node: &Node) -> impl Iterator<Item = &String> {
    [&node.label, &node.id].into_iter().chain(&node.alt_labels)
}

fn nearness(wanted: &str, node: &Node) -> Option<Nearness> {
    if wanted.is_empty() {
        return None;
    }
    names(node)
        .filter_map(|name| one(wanted, &plain(name)))
        .min()
}

fn one(wanted: &str, name: &str) -> Option<Nearness> {
    if wanted == name {
        return Some(Nearness::Same);
    }
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

/// The names that look most like one that fits nothing.
fn suggestions(graph: &Graph, wanted: &str) -> Vec<String> {
    let entities = graph.nodes().filter(|(_, node)| node.body == Body::Entity);
    let mut near: Vec<(i64, &String)> = entities
        .filter_map(|(_, node)| {
            let alike = names(node).map(|n| strsim::jaro_winkler(wanted, &plain(n)));
            let best = alike.fold(0.0_f64, f64::max);
            // Thousandths, because numbers with a point have no order of their own.
            #[allow(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
            let thousandths = (best * 1000.0) as i64;
            (thousandths >= 780).then_some((-thousandths, &node.label))
        })
        .collect();
    near.sort();
    near.dedup_by(|a, b| a.1 == b.1);
    near.into_iter()
        .take(OFFERED)
        .map(|(_, label)| label.clone())
        .collect()
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
