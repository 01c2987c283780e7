//! The legend of a picture: what shapes, colours and lines in it mean.

use super::{Line, label, quote};
use crate::export::style::{self, Family};
use crate::graph::{Edge, Node};
use crate::model::Model;
use crate::relation::Status;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Columns of classes in the legend, to the left of the lines.
const COLUMNS: usize = 2;

/// One sample of each class and of each kind of line that occurs.
///
/// Each row is a chain of invisible edges, so that the layout `dot` keeps it straight.
pub(super) fn write(
    out: &mut String,
    model: &Model,
    shown: &[(NodeIndex, &Node)],
    lines: &BTreeMap<Line, Vec<&Edge>>,
) {
    let present: BTreeSet<&str> = shown
        .iter()
        .map(|(_, n)| style::of_types(&n.types).class)
        .collect();
    let classes: Vec<&style::NodeStyle> = style::NODES
        .iter()
        .filter(|s| present.contains(s.class))
        .collect();
    if classes.is_empty() {
        return;
    }
    out.push_str(
        "\n  subgraph cluster_legend {\n    \
         label=\"Legend\"; labeljust=l; color=\"#9a9a9a\"; fontsize=12; margin=12;\n    \
         node [fontsize=10, margin=\"0.12,0.04\", height=0.2, tooltip=\"\"];\n    \
         edge [tooltip=\"\"];\n",
    );
    // `dot` stacks from the bottom what stands first, when the drawing runs from left to right.
    for look in classes.iter().rev() {
        let _ = writeln!(
            out,
            "    {} [label={}, {}];",
            sample_id(look.class),
            quote::label(&label::class(model, look.class)),
            look.attributes(),
        );
    }
    let samples = line_samples(lines);
    let rows = classes.len().div_ceil(COLUMNS).max(samples.len());
    for row in (0..rows).rev() {
        let mut chain: Vec<String> = classes
            .iter()
            .skip(row)
            .step_by(rows)
            .map(|look| sample_id(look.class))
            .collect();
        if let Some((title, attributes)) = samples.get(row) {
            let (from, to) = (
                sample_id(&format!("from {row}")),
                sample_id(&format!("to {row}")),
            );
            while chain.len() < COLUMNS {
                let filler = sample_id(&format!("gap {row}"));
                let _ = writeln!(out, "    {filler} [style=invis, label=\"\"];");
                chain.push(filler);
            }
            let title = quote::label(title);
            let _ = writeln!(
                out,
                "    {from} [shape=point, width=0.05]; {to} [shape=plaintext, label={title}];\n    \
                 {from} -> {to} [{attributes}];"
            );
            chain.push(from);
        }
        // Alone it would be no edge, and hide the sample itself.
        if chain.len() > 1 {
            let _ = writeln!(out, "    {} [style=invis];", chain.join(" -> "));
        }
    }
    out.push_str("  }\n");
}

fn sample_id(name: &str) -> String {
    quote::id(&format!("legend {name}"))
}

/// Title and attributes of a sample of each family, then of each status, that occurs.
fn line_samples(lines: &BTreeMap<Line, Vec<&Edge>>) -> Vec<(&'static str, String)> {
    let families: BTreeSet<Family> = lines.keys().map(|line| line.2).collect();
    let states: BTreeSet<Status> = lines.keys().map(|line| line.3).collect();
    let families = families.into_iter().map(|family| {
        let look = family.style();
        (
            look.title,
            format!(
                "color=\"{}\", penwidth={}, arrowhead={}",
                look.colour, look.width, look.head
            ),
        )
    });
    let states = states
        .into_iter()
        .filter(|s| *s != Status::Stated)
        .map(|status| {
            let state = style::of_status(status);
            let (colour, head) = (
                state.colour.unwrap_or("#000000"),
                state.head.unwrap_or("normal"),
            );
            (
                state.title,
                format!("color=\"{colour}\", style={}, arrowhead={head}", state.line),
            )
        });
    families.chain(states).collect()
}
