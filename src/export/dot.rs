//! The graph as Graphviz DOT, good to look at as it is.
//!
//! The picture shows the entities and the claims between them. The questions, whose `mentions`
//! edges would cover everything else, are left out unless a [`View`](crate::export::dot::View)
//! asks for them, and entities that take part in no claim are counted under the title instead of
//! drawn.
//!
//! Format: <https://graphviz.org/doc/info/lang.html>.

mod quote;
pub(super) mod style;

use crate::graph::{Body, Edge, Graph, Node};
use crate::model::Model;
use crate::relation::Status;
use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use style::Family;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The questions and the letter too, with the edges that start there.
    pub questions: bool,
    /// Also the entities that no drawn edge touches.
    pub isolated: bool,
    /// A legend of the classes and edges that occur.
    pub legend: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            questions: false,
            isolated: false,
            legend: true,
        }
    }
}

/// Graphviz measures text by the first font that it knows; the others stand in where it is missing.
const FONT: &str = "\"Helvetica,Arial,Liberation Sans,sans-serif\"";

/// Characters after which a label breaks, and lines after which it is cut.
const NODE_WIDTH: usize = 24;
const NODE_LINES: usize = 4;
/// The same for the sentence in a tooltip.
const TIP_WIDTH: usize = 80;
const TIP_LINES: usize = 8;

/// The claims of one family and one status between the same two nodes: one line in the picture.
type Line = (NodeIndex, NodeIndex, Family, Status);

/// The graph as DOT. Same graph, same bytes; whatever stands in a label, the result parses.
///
/// Claims between the same two entities, of one family of predicates and one status, share a
/// line. The comment at the head says how to draw the file.
pub fn write(graph: &Graph, model: &Model, view: View) -> String {
    let lines = lines(graph, view);
    let touched: BTreeSet<NodeIndex> = lines.keys().flat_map(|(s, o, ..)| [*s, *o]).collect();
    let shown: Vec<(NodeIndex, &Node)> = graph
        .graph
        .node_indices()
        .map(|i| (i, &graph.graph[i]))
        .filter(|(_, node)| view.questions || node.body == Body::Entity)
        .filter(|(i, _)| view.isolated || touched.contains(i))
        .collect();

    let mut out = String::new();
    head(&mut out, graph, &shown, &lines, view);
    for (_, node) in &shown {
        draw_node(&mut out, model, node);
    }
    out.push('\n');
    for (line, claims) in &lines {
        draw_line(&mut out, graph, model, *line, claims);
    }
    if view.legend {
        legend(&mut out, model, &shown, &lines);
    }
    out.push_str("}\n");
    out
}

/// The claims to draw, gathered by line, in the order of the graph.
fn lines(graph: &Graph, view: View) -> BTreeMap<Line, Vec<&Edge>> {
    let entity = |i: NodeIndex| graph.graph[i].body == Body::Entity;
    let drawn =
        |e: &EdgeReference<'_, Edge>| view.questions || (entity(e.source()) && entity(e.target()));
    let mut out: BTreeMap<Line, Vec<&Edge>> = BTreeMap::new();
    for edge in graph.graph.edge_references().filter(drawn) {
        let claim = edge.weight();
        let line = (
            edge.source(),
            edge.target(),
            Family::of(&claim.predicate),
            claim.status,
        );
        out.entry(line).or_default().push(claim);
    }
    out
}

fn head(
    out: &mut String,
    graph: &Graph,
    shown: &[(NodeIndex, &Node)],
    lines: &BTreeMap<Line, Vec<&Edge>>,
    view: View,
) {
    let claims: usize = lines.values().map(Vec::len).sum();
    let mut title = graph.name.clone();
    for node in graph.graph.node_weights() {
        if let Body::Letter {
            subject: Some(subject),
            ..
        } = &node.body
            && graph.letters.len() == 1
        {
            let _ = write!(title, ": {}", quote::wrap(subject, 90, 2));
        }
    }
    let _ = write!(
        title,
        "\n{} and {} between them",
        count(shown.len(), "entity", "entities"),
        count(claims, "claim", "claims")
    );
    let entities = graph
        .graph
        .node_weights()
        .filter(|n| n.body == Body::Entity)
        .count();
    let drawn = shown.iter().filter(|(_, n)| n.body == Body::Entity).count();
    if !view.isolated && entities > drawn {
        let _ = write!(title, "; {} more in no claim, not drawn", entities - drawn);
    }
    let _ = write!(
        out,
        "// Drawn with: dot -Tsvg, or kamergraph export -f svg\n\
         digraph {id} {{\n  \
         graph [rankdir=LR, nodesep=0.14, ranksep=0.8, pad=0.3, bgcolor=white, charset=\"UTF-8\",\n    \
         fontname={FONT}, fontsize=16, labelloc=t, labeljust=l,\n    label={title}];\n  \
         node [fontname={FONT}, fontsize=11, margin=\"0.15,0.06\", height=0.3];\n  \
         edge [fontname={FONT}, fontsize=10, arrowsize=0.7];\n\n",
        id = quote::id(&graph.name),
        // `\l` ends a line that stands at the left.
        title = quote::label(&format!("{title}\n\n")).replace("\\n", "\\l"),
    );
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn draw_node(out: &mut String, model: &Model, node: &Node) {
    let look = style::of_types(&node.types);
    let class = node.types.first().map_or("", String::as_str);
    let mut tip = format!("{} ({})", node.label, class_label(model, class));
    for name in &node.alt_labels {
        let _ = write!(tip, "\n{name}");
    }
    if let Body::Question { text, .. } = &node.body {
        let _ = write!(tip, "\n{}", quote::wrap(text, TIP_WIDTH, TIP_LINES));
    }
    let _ = write!(
        out,
        "  {id} [label={label}, {look}, tooltip={tip}",
        id = quote::id(&node.id),
        label = quote::label(&quote::wrap(&node.label, NODE_WIDTH, NODE_LINES)),
        look = look.attributes(),
        tip = quote::label(&tip),
    );
    // Only web pages: a label or a lexicon cannot put a script behind a node.
    let page = node
        .same_as
        .iter()
        .find(|u| u.starts_with("https://") || u.starts_with("http://"));
    if let Some(page) = page {
        let _ = write!(out, ", URL={}", quote::label(page));
    }
    out.push_str("];\n");
}

fn draw_line(out: &mut String, graph: &Graph, model: &Model, line: Line, claims: &[&Edge]) {
    let (source, target, family, status) = line;
    let look = family.style();
    let state = style::of_status(status);
    let names: Vec<String> = claims
        .iter()
        .map(|c| {
            format!(
                "{}{}{}",
                state.before,
                predicate_label(model, &c.predicate),
                state.after
            )
        })
        .collect();
    let mutual = claims.iter().all(|c| is_symmetric(model, &c.predicate));
    let inferred = claims.iter().all(|c| c.inferred);
    let colour = state.colour.unwrap_or(look.colour);
    let _ = write!(
        out,
        "  {s} -> {o} [label={label}, color={colour}, fontcolor={colour}, style={line}, penwidth={width}, arrowhead={head}",
        s = quote::id(&graph.graph[source].id),
        o = quote::id(&graph.graph[target].id),
        label = quote::label(&names.join("\n")),
        colour = quote::id(colour),
        line = state.line,
        width = if inferred { "0.6" } else { look.width },
        head = state.head.unwrap_or(look.head),
    );
    if mutual {
        let _ = write!(out, ", dir=both, arrowtail={}", look.head);
    }
    if family == Family::Structure {
        out.push_str(", constraint=false");
    }
    let tip = quote::label(&sentences(claims));
    let _ = writeln!(out, ", tooltip={tip}, labeltooltip={tip}];");
}

/// The sentences that state some claims, each once, with letter and question.
fn sentences(claims: &[&Edge]) -> String {
    let mut out: Vec<String> = Vec::new();
    for evidence in claims.iter().flat_map(|c| &c.evidence) {
        let place = match evidence.question {
            0 => evidence.letter.clone(),
            n => format!("{}, question {n}", evidence.letter),
        };
        let quote = quote::wrap(&evidence.quote, TIP_WIDTH, TIP_LINES);
        let sentence = format!("“{quote}”\n({place})");
        if !out.contains(&sentence) {
            out.push(sentence);
        }
    }
    if out.is_empty() {
        return "derived from other claims or from the lexicon".to_owned();
    }
    out.join("\n")
}

/// Columns of classes in the legend, to the left of the lines.
const LEGEND_COLUMNS: usize = 2;

/// One sample of each class and of each kind of line that occurs.
///
/// Each row is a chain of invisible edges, so that the layout `dot` keeps it straight.
fn legend(
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
            legend_id(look.class),
            quote::label(&class_label(model, look.class)),
            look.attributes(),
        );
    }
    let samples = line_samples(lines);
    let rows = classes.len().div_ceil(LEGEND_COLUMNS).max(samples.len());
    for row in (0..rows).rev() {
        let mut chain: Vec<String> = classes
            .iter()
            .skip(row)
            .step_by(rows)
            .map(|look| legend_id(look.class))
            .collect();
        if let Some((title, attributes)) = samples.get(row) {
            let (from, to) = (
                legend_id(&format!("from {row}")),
                legend_id(&format!("to {row}")),
            );
            while chain.len() < LEGEND_COLUMNS {
                let filler = legend_id(&format!("gap {row}"));
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
        let _ = writeln!(out, "    {} [style=invis];", chain.join(" -> "));
    }
    out.push_str("  }\n");
}

fn legend_id(name: &str) -> String {
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

/// What a picture calls a predicate: the model's English label, else its name in words.
fn predicate_label(model: &Model, name: &str) -> String {
    match model.predicate(name) {
        Some(id) if !model.predicate_info(id).label_en.is_empty() => {
            model.predicate_info(id).label_en.clone()
        }
        _ => words(name),
    }
}

/// What a picture calls a class.
fn class_label(model: &Model, name: &str) -> String {
    match model.class(name) {
        Some(id) if !model.class_info(id).label_en.is_empty() => {
            model.class_info(id).label_en.clone()
        }
        _ => words(name),
    }
}

fn is_symmetric(model: &Model, name: &str) -> bool {
    model
        .predicate(name)
        .is_some_and(|id| model.predicate_info(id).symmetric)
}

/// A local name in words: `designatedUnder` → "designated under".
fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (i, c) in name.char_indices() {
        if c.is_uppercase() && i > 0 {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
