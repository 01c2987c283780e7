//! Cytoscape.js JSON, for Cytoscape.js and the desktop program alike: every field of node-link JSON
//! is in the `data` of its element.
//!
//! Edges have an `id` made of their ends and their key, which no node can have; `name` and
//! `interaction` are what the desktop program shows at once.
//! Format: <https://js.cytoscape.org/#notation/elements-json>.

use super::json::{EdgeJson, NodeJson};
use crate::graph::Graph;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    format_version: &'static str,
    generated_by: &'static str,
    data: About<'a>,
    elements: Elements<'a>,
}

#[derive(Serialize)]
struct About<'a> {
    name: &'a str,
    letters: &'a [String],
}

#[derive(Serialize)]
struct Elements<'a> {
    nodes: Vec<Element<NodeData<'a>>>,
    edges: Vec<Element<EdgeData<'a>>>,
}

#[derive(Serialize)]
struct Element<T> {
    data: T,
}

#[derive(Serialize)]
struct NodeData<'a> {
    name: &'a str,
    #[serde(flatten)]
    node: NodeJson<'a>,
}

#[derive(Serialize)]
struct EdgeData<'a> {
    id: String,
    interaction: &'a str,
    #[serde(flatten)]
    edge: EdgeJson<'a>,
}

/// Writes a graph as Cytoscape.js JSON. Same graph, same bytes.
///
/// # Errors
///
/// What `out` gives.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let nodes = graph.nodes().map(|(_, node)| NodeData {
        name: &node.label,
        node: NodeJson::of(node),
    });
    let edges = graph.edges().map(|(subject, edge, object)| EdgeData {
        id: format!("{} ({}) {}", subject.id, edge.key(), object.id),
        interaction: &edge.predicate,
        edge: EdgeJson::of(subject, edge, object),
    });
    let document = Document {
        format_version: "1.0",
        generated_by: concat!("kamergraph-", env!("CARGO_PKG_VERSION")),
        data: About {
            name: &graph.name,
            letters: &graph.letters,
        },
        elements: Elements {
            nodes: nodes.map(|data| Element { data }).collect(),
            edges: edges.map(|data| Element { data }).collect(),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}
