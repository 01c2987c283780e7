//! Two tables for Neo4j's bulk import: nodes and relationships.
//!
//! The header names each column's type. A node's classes are its labels, and a relationship's type
//! is the predicate in Neo4j's spelling (`designatedUnder` → `DESIGNATED_UNDER`). The status stands in
//! a column of its own: what is denied or planned is a relationship, too, and a query that wants only
//! what is stated says so. Lists have `|` between their members; a `|` within one becomes `¦`.
//!
//! Format: <https://neo4j.com/docs/operations-manual/current/import/>.

use super::columns::{self, Column, Kind, Value};
use crate::graph::Graph;
use std::io::{self, Write};

/// Writes the table of nodes. Same graph, same bytes.
///
/// # Errors
///
/// What `out` gives.
pub fn nodes(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    let header = columns::NODES.iter().map(typed);
    let ends = [":LABEL".to_owned()];
    table.write_record(["id:ID".to_owned()].into_iter().chain(header).chain(ends))?;
    for (_, node) in graph.nodes() {
        let mut row = vec![node.id.clone()];
        row.extend(
            columns::of_node(node)
                .iter()
                .map(|value| cell(value.as_ref())),
        );
        row.push(cell(Some(&Value::List(node.types.to_vec()))));
        table.write_record(row)?;
    }
    table.flush()
}

/// Writes the table of relationships. Same graph, same bytes.
///
/// # Errors
///
/// What `out` gives.
pub fn relationships(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    let begin = [":START_ID", ":END_ID", ":TYPE"].map(str::to_owned);
    let header = columns::EDGES.iter().map(typed);
    table.write_record(begin.into_iter().chain(header))?;
    for (subject, edge, object) in graph.edges() {
        let kind = relationship_type(&edge.predicate);
        let mut row = vec![subject.id.clone(), object.id.clone(), kind];
        row.extend(
            columns::of_edge(edge)
                .iter()
                .map(|value| cell(value.as_ref())),
        );
        table.write_record(row)?;
    }
    table.flush()
}

/// Cells stand in quotes where they must; a quote within them is doubled, as the import wants it.
fn table(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::WriterBuilder::new().from_writer(out)
}

fn typed(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Number => "int",
        Kind::Flag => "boolean",
        Kind::List => "string[]",
    };
    format!("{}:{kind}", column.name)
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::List(list)) => {
            let list: Vec<String> = list.iter().map(|text| text.replace('|', "¦")).collect();
            list.join("|")
        }
        Some(value) => value.joined("|"),
    }
}

/// `designatedUnder` → `DESIGNATED_UNDER`.
fn relationship_type(predicate: &str) -> String {
    let mut out = String::with_capacity(predicate.len() + 4);
    for (at, c) in predicate.char_indices() {
        if c.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}
