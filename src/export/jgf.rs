//! JSON Graph Format, version 2: nodes by their id, all else in `metadata`.
//!
//! Format: <https://jsongraphformat.info>.

use super::json::{EdgeJson, NodeJson};
use crate::graph::Graph;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    graph: GraphJgf<'a>,
}

#[derive(Serialize)]
struct GraphJgf<'a> {
    id: &'a str,
    label: &'a str,
    directed: bool,
    metadata: About<'a>,
    nodes: BTreeMap<&'a str, NodeJgf<'a>>,
    edges: Vec<EdgeJgf<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    generator: &'static str,
    letters: &'a [String],
}

#[derive(Serialize)]
struct NodeJgf<'a> {
    label: &'a str,
    metadata: NodeJson<'a>,
}

#[derive(Serialize)]
struct EdgeJgf<'a> {
    source: &'a str,
    target: &'a str,
    relation: &'a str,
    directed: bool,
    metadata: EdgeJson<'a>,
}

/// Writes a graph in JSON Graph Format. Same graph, same bytes.
///
/// # Errors
///
/// What `out` gives.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let nodes = graph.nodes().map(|(_, node)| {
        let metadata = NodeJson::of(node);
        let label = node.label.as_str();
        (node.id.as_str(), NodeJgf { label, metadata })
    });
    let edges = graph.edges().map(|(subject, edge, object)| EdgeJgf {
        source: &subject.id,
        target: &object.id,
        relation: &edge.predicate,
        directed: true,
        metadata: EdgeJson::of(subject, edge, object),
    });
    let document = Document {
        graph: GraphJgf {
            id: &graph.name,
            label: &graph.name,
            directed: true,
            metadata: About {
                generator: concat!("kamergraph ", env!("CARGO_PKG_VERSION")),
                letters: &graph.letters,
            },
            nodes: nodes.collect(),
            edges: edges.collect(),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}
