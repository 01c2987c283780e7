//! Mermaid, for a README or a wiki that draws it: a flow chart, a line for each node and each edge.
//!
//! Nodes are called `n0`, `n1`, … in the order of the graph: Mermaid takes many words for its own.
//! Format: <https://mermaid.js.org/syntax/flowchart.html>.

use super::dot::Drawing;
use super::label;
use super::style::{self, NODES};
use crate::graph::{Body, Edge, Graph, Node};
use crate::model::Model;
use crate::relation::Status;
use petgraph::visit::EdgeRef as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The graph as a Mermaid flow chart. Same graph, same bytes.
///
/// Questions and lone entities are drawn where `drawing` says so, as in other pictures.
///
/// What is planned or only asked is dotted, what is denied ends in a cross. Mermaid draws no more
/// than 500 edges unless it is told so: choose a part of a larger graph.
pub fn write(graph: &Graph, model: &Model, drawing: &Drawing) -> String {
    let drawn = |node: &Node| drawing.questions || node.body == Body::Entity;
    let edges: Vec<_> = graph
        .graph
        .edge_references()
        .filter(|e| drawn(&graph.graph[e.source()]) && drawn(&graph.graph[e.target()]))
        .collect();
    let touched: BTreeSet<_> = edges
        .iter()
        .flat_map(|e| [e.source(), e.target()])
        .collect();
    let mut out = String::from("flowchart LR\n");
    let mut looks = BTreeSet::new();
    for (index, node) in graph
        .nodes()
        .filter(|(i, node)| touched.contains(i) || (drawing.isolated && drawn(node)))
    {
        let look = style::of_types(&node.types);
        let place = NODES.iter().position(|other| *other == look);
        looks.extend(place);
        let class = place.map(|n| format!(":::{}", NODES[n].class.to_lowercase()));
        let _ = writeln!(
            out,
            "  n{}[\"{}\"]{}",
            index.index(),
            text(&node.label),
            class.unwrap_or_default()
        );
    }
    for edge in edges {
        let (from, to) = (edge.source().index(), edge.target().index());
        let (line, name) = arrow(model, edge.weight());
        let _ = writeln!(out, "  n{from} {line}|\"{}\"| n{to}", text(&name));
    }
    for look in looks.iter().filter_map(|n| NODES.get(*n)) {
        let class = look.class.to_lowercase();
        let _ = writeln!(
            out,
            "  classDef {class} fill:{},stroke:{},color:#000000",
            look.fill, look.line
        );
    }
    out
}

fn arrow(model: &Model, edge: &Edge) -> (&'static str, String) {
    let state = style::of_status(edge.status);
    let line = match edge.status {
        Status::Stated => "-->",
        Status::Planned | Status::Asked => "-.->",
        Status::Denied => "--x",
    };
    let name = label::predicate(model, &edge.predicate);
    (line, format!("{}{name}{}", state.before, state.after))
}

/// A text in quotes as Mermaid wants it: what means something to it by its number, spaces for what
/// ends a line.
fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for c in raw.chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '[' | ']' | '(' | ')' | '{' | '}' | '|'
            | '*' | '_' | '~' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    // An empty label would end the chart.
    if out.trim().is_empty() {
        return "#32;".to_owned();
    }
    out
}
