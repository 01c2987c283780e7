//! GraphML, for Gephi, yEd, networkx and igraph: types and attributes of every node and edge.
//!
//! Lists are one text, with ` | ` between their members.
//! Format: <http://graphml.graphdrawing.org/specification.html>.

use super::columns::{self, Column, Kind, Value};
use super::xml::Xml;
use crate::graph::Graph;
use std::io::{self, Write};

/// Writes a graph as GraphML. Same graph, same bytes.
///
/// Characters that XML cannot hold become U+FFFD.
///
/// # Errors
///
/// What `out` gives.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ],
    )?;
    keys(&mut xml, "node", "n", &columns::NODES)?;
    keys(&mut xml, "edge", "e", &columns::EDGES)?;
    xml.open("graph", &[("id", &graph.name), ("edgedefault", "directed")])?;
    for (_, node) in graph.nodes() {
        xml.open("node", &[("id", &node.id)])?;
        data(&mut xml, "n", &columns::of_node(node))?;
        xml.close("node")?;
    }
    for (number, (subject, edge, object)) in graph.edges().enumerate() {
        let id = format!("edge {number}");
        let ends = [
            ("id", id.as_str()),
            ("source", &subject.id),
            ("target", &object.id),
        ];
        xml.open("edge", &ends)?;
        data(&mut xml, "e", &columns::of_edge(edge))?;
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.end()
}

fn keys(xml: &mut Xml<'_>, of: &str, prefix: &str, columns: &[Column]) -> io::Result<()> {
    for (number, column) in columns.iter().enumerate() {
        let kind = match column.kind {
            Kind::Text | Kind::List => "string",
            Kind::Number => "int",
            Kind::Flag => "boolean",
        };
        let id = format!("{prefix}{number}");
        let key = [
            ("id", id.as_str()),
            ("for", of),
            ("attr.name", column.name),
            ("attr.type", kind),
        ];
        xml.empty("key", &key)?;
    }
    Ok(())
}

fn data(xml: &mut Xml<'_>, prefix: &str, cells: &[Option<Value>]) -> io::Result<()> {
    for (number, cell) in cells.iter().enumerate() {
        if let Some(value) = cell {
            let key = format!("{prefix}{number}");
            xml.text("data", &[("key", key.as_str())], &value.joined(" | "))?;
        }
    }
    Ok(())
}
