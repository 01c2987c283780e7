//! A graph as the score sees it: from the program's own graph, or from any node-link JSON.

use super::ScoreError;
use crate::graph::{Body, Graph};
use crate::relation::Status;
use petgraph::visit::EdgeRef as _;
use serde_json::Value;
use std::path::Path;

/// A node.
#[derive(Debug, Clone)]
pub struct CandidateNode {
    /// Its id.
    pub id: String,
    /// Its classes.
    pub types: Vec<String>,
    /// Its names, the preferred one first.
    pub names: Vec<String>,
    /// For a question, its number.
    pub number: Option<u32>,
}

/// An edge; its ends are ids.
#[derive(Debug, Clone)]
pub struct CandidateEdge {
    /// Id of the subject.
    pub source: String,
    /// Id of the object.
    pub target: String,
    /// Name of the predicate.
    pub predicate: String,
    /// Denied or derived: no claim that the letter makes.
    pub unsaid: bool,
    /// Number of the question and rule of each piece of evidence.
    pub evidence: Vec<(u32, String)>,
}

/// A graph that is held against a gold graph.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    /// Its nodes.
    pub nodes: Vec<CandidateNode>,
    /// Its edges.
    pub edges: Vec<CandidateEdge>,
}

impl From<&Graph> for Candidate {
    fn from(graph: &Graph) -> Self {
        let nodes = graph.graph.node_weights().map(|node| CandidateNode {
            id: node.id.clone(),
            types: node.types.to_vec(),
            names: std::iter::once(&node.label)
                .chain(&node.alt_labels)
                .cloned()
                .collect(),
            number: match node.body {
                Body::Question { number, .. } => Some(number),
                _ => None,
            },
        });
        let edges = graph.graph.edge_references().map(|edge| CandidateEdge {
            source: graph.graph[edge.source()].id.clone(),
            target: graph.graph[edge.target()].id.clone(),
            predicate: edge.weight().predicate.to_string(),
            unsaid: edge.weight().status == Status::Denied || edge.weight().inferred,
            evidence: edge
                .weight()
                .evidence
                .iter()
                .map(|e| (e.question, e.rule.to_string()))
                .collect(),
        });
        Self {
            nodes: nodes.collect(),
            edges: edges.collect(),
        }
    }
}

impl Candidate {
    /// A graph in node-link JSON, written by this program or another; edges may be called `links`.
    ///
    /// # Errors
    ///
    /// [`ScoreError::Graph`] when there are no `nodes` or `edges`.
    pub fn from_json(json: &Value, path: &Path) -> Result<Self, ScoreError> {
        let list = |names: &[&str]| names.iter().find_map(|name| json.get(name)?.as_array());
        let (Some(nodes), Some(edges)) = (list(&["nodes"]), list(&["edges", "links"])) else {
            return Err(ScoreError::Graph {
                path: path.to_owned(),
            });
        };
        Ok(Self {
            nodes: nodes.iter().map(node).collect(),
            edges: edges.iter().filter_map(edge).collect(),
        })
    }
}

fn node(json: &Value) -> CandidateNode {
    let types = strings(&json["type"]).chain(strings(&json["types"]));
    let names = strings(&json["label"]).chain(strings(&json["altLabels"]));
    CandidateNode {
        id: id(&json["id"]),
        types: types.collect(),
        names: names.collect(),
        number: json["number"].as_u64().and_then(|n| u32::try_from(n).ok()),
    }
}

fn edge(json: &Value) -> Option<CandidateEdge> {
    Some(CandidateEdge {
        source: id(&json["source"]),
        target: id(&json["target"]),
        predicate: json["predicate"].as_str()?.to_owned(),
        unsaid: [&json["negated"], &json["inferred"]]
            .iter()
            .any(|v| v.as_bool() == Some(true)),
        evidence: json["evidence"]
            .as_array()
            .into_iter()
            .flatten()
            .map(evidence)
            .collect(),
    })
}

fn evidence(json: &Value) -> (u32, String) {
    let question = json["question"]
        .as_u64()
        .and_then(|n| u32::try_from(n).ok());
    (
        question.unwrap_or(0),
        json["rule"].as_str().unwrap_or_default().to_owned(),
    )
}

/// An id as text; some programs write numbers.
fn id(json: &Value) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

/// A string, or the strings of a list.
fn strings(json: &Value) -> impl Iterator<Item = String> {
    let one = json.as_str().into_iter();
    let many = json
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    one.chain(many).map(str::to_owned)
}
