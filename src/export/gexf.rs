//! GEXF, Gephi's own format: attributes with their schema, and each class in its colour.
//!
//! Lists are one text, with ` | ` between their members.
//! Format: <https://gexf.net/schema.html>, version 1.3.

use super::columns::{self, Column, Kind, Value};
use super::style;
use super::xml::Xml;
use crate::graph::Graph;
use std::io::{self, Write};

/// Writes a graph as GEXF. Same graph, same bytes.
///
/// Characters that XML cannot hold become U+FFFD.
///
/// # Errors
///
/// What `out` gives.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
            ),
            ("version", "1.3"),
        ],
    )?;
    xml.open("meta", &[])?;
    let generator = concat!("kamergraph ", env!("CARGO_PKG_VERSION"));
    xml.text("creator", &[], generator)?;
    xml.text("description", &[], &graph.name)?;
    xml.close("meta")?;
    xml.open(
        "graph",
        &[("defaultedgetype", "directed"), ("mode", "static")],
    )?;
    schema(&mut xml, "node", &columns::NODES)?;
    schema(&mut xml, "edge", &columns::EDGES)?;
    xml.open("nodes", &[])?;
    for (_, node) in graph.nodes() {
        xml.open("node", &[("id", &node.id), ("label", &node.label)])?;
        values(&mut xml, &columns::of_node(node))?;
        let [r, g, b] = style::of_types(&node.types).rgb().map(|n| n.to_string());
        xml.empty("viz:color", &[("r", &r), ("g", &g), ("b", &b)])?;
        xml.close("node")?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for (number, (subject, edge, object)) in graph.edges().enumerate() {
        let id = number.to_string();
        let edge_attributes = [
            ("id", id.as_str()),
            ("source", &subject.id),
            ("target", &object.id),
            ("label", &edge.predicate),
            // What tells parallel edges apart.
            ("kind", &edge.key()),
        ];
        xml.open("edge", &edge_attributes)?;
        values(&mut xml, &columns::of_edge(edge))?;
        xml.close("edge")?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.end()
}

fn schema(xml: &mut Xml<'_>, class: &str, columns: &[Column]) -> io::Result<()> {
    xml.open("attributes", &[("class", class)])?;
    for (number, column) in columns.iter().enumerate() {
        let kind = match column.kind {
            Kind::Text | Kind::List => "string",
            Kind::Number => "integer",
            Kind::Flag => "boolean",
        };
        let id = number.to_string();
        let attribute = [("id", id.as_str()), ("title", column.name), ("type", kind)];
        xml.empty("attribute", &attribute)?;
    }
    xml.close("attributes")
}

fn values(xml: &mut Xml<'_>, cells: &[Option<Value>]) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for (number, cell) in cells.iter().enumerate() {
        if let Some(value) = cell {
            let (id, value) = (number.to_string(), value.joined(" | "));
            xml.empty("attvalue", &[("for", &id), ("value", &value)])?;
        }
    }
    xml.close("attvalues")
}
