//! Where the nodes of a large graph stand: springs, by Graphviz's `sfdp`, hardly overlapping.
//!
//! The page arranges few nodes by itself, in layers; many it draws where this says.

use super::ExportError;
use crate::export::dot::Layout;
use crate::export::svg;
use crate::graph::Graph;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Points in an inch, in which Graphviz tells sizes.
const INCH: f64 = 72.0;
/// About how wide and high a character of a label is drawn, in points, and the space round it.
const CHARACTER: f64 = 6.0;
const LINE: f64 = 14.0;
const ROUND: f64 = 20.0;
/// Characters of a label's line.
const WIDTH: usize = 24;

/// The middle of each node in points, by its id; y grows downwards.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails.
pub fn places(graph: &Graph) -> Result<BTreeMap<&str, [i32; 2]>, ExportError> {
    let ids: Vec<&str> = graph.nodes().map(|(_, node)| node.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let plain = svg::draw_as(&springs(graph), Layout::Sfdp, "plain")?;
    Ok(plain
        .lines()
        .filter_map(node)
        .filter_map(|(n, at)| Some((*ids.get(n)?, at)))
        .collect())
}

/// The graph as DOT with the sizes of its nodes and nothing else; a node's name is its index.
///
/// Ten rounds of moving nodes apart leave few overlaps and take a second for 2,000 nodes; the
/// thousand that are Graphviz's default take eight, for little more.
fn springs(graph: &Graph) -> String {
    let mut out = String::from(
        "graph { graph [overlap=prism10, quadtree=fast]; \
         node [shape=box, fixedsize=true, label=\"\"];\n",
    );
    for (index, node) in graph.nodes() {
        let long = node.label.chars().count();
        let width = columns(long.min(WIDTH)) * CHARACTER + ROUND;
        let height = columns(long.div_ceil(WIDTH)) * LINE + ROUND;
        let _ = writeln!(
            out,
            "{} [width={:.2}, height={:.2}];",
            index.index(),
            width / INCH,
            height / INCH
        );
    }
    let joined: BTreeSet<(usize, usize)> = graph
        .graph
        .edge_indices()
        .filter_map(|e| graph.graph.edge_endpoints(e))
        .map(|(a, b)| (a.index().min(b.index()), a.index().max(b.index())))
        .collect();
    for (a, b) in joined {
        let _ = writeln!(out, "{a} -- {b};");
    }
    out.push('}');
    out
}

fn columns(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

/// Index and middle of the node in a line of the form "plain": `node NAME X Y …`, in inches, y
/// upwards.
fn node(line: &str) -> Option<(usize, [i32; 2])> {
    let mut fields = line.split(' ');
    if fields.next() != Some("node") {
        return None;
    }
    let name = fields.next()?.parse().ok()?;
    let x: f64 = fields.next()?.parse().ok()?;
    let y: f64 = fields.next()?.parse().ok()?;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded; out of range becomes the limit"
    )]
    Some((
        name,
        [(x * INCH).round() as i32, (-y * INCH).round() as i32],
    ))
}
