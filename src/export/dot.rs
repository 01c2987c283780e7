//! The graph as Graphviz DOT, good to look at as it is.
//!
//! The picture shows the entities and the claims between them. The questions, whose `mentions`
//! edges would cover everything else, are left out unless a [`Drawing`](crate::export::dot::Drawing)
//! asks for them, and entities that take part in no claim are counted under the title instead of
//! drawn.
//!
//! Format: <https://graphviz.org/doc/info/lang.html>.

mod cluster;
mod legend;
mod quote;

pub use cluster::{Cluster, Groups};

use super::label;
use super::style::{self, Family};
use crate::graph::{Body, Edge, Graph, Node};
use crate::model::Model;
use crate::relation::Status;
use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How a graph is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The questions and the letter too, with the edges that start there.
    pub questions: bool,
    /// Also the entities that no drawn edge touches.
    pub isolated: bool,
    /// A legend of the classes and edges that occur.
    pub legend: bool,
    /// What stands above the picture; else the graph's name, and what its one letter is about.
    pub title: Option<String>,
    /// Where Graphviz puts things.
    pub layout: Layout,
    /// Which way the edges run, in the layout `dot`.
    pub rankdir: Rankdir,
    /// Frames around nodes that belong together.
    pub groups: Option<Groups>,
    /// No more nodes than these, the ones with most claims.
    pub limit: Option<usize>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            questions: false,
            isolated: false,
            legend: true,
            title: None,
            layout: Layout::Dot,
            rankdir: Rankdir::LeftRight,
            groups: None,
            limit: None,
        }
    }
}

/// One of Graphviz's ways to lay a graph out (<https://graphviz.org/docs/layouts/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// In layers, the edges in one direction.
    Dot,
    /// By springs.
    Neato,
    /// By springs, in another way.
    Fdp,
    /// By springs, fast for large graphs.
    Sfdp,
    /// On circles around one node.
    Twopi,
    /// On circles.
    Circo,
}

impl Layout {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Dot,
        Self::Neato,
        Self::Fdp,
        Self::Sfdp,
        Self::Twopi,
        Self::Circo,
    ];

    /// Its name in Graphviz.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Fdp => "fdp",
            Self::Sfdp => "sfdp",
            Self::Twopi => "twopi",
            Self::Circo => "circo",
        }
    }
}

/// Which way the edges run in the layout `dot`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rankdir {
    /// From left to right.
    LeftRight,
    /// From top to bottom.
    TopBottom,
    /// From right to left.
    RightLeft,
    /// From bottom to top.
    BottomTop,
}

impl Rankdir {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::LeftRight,
        Self::TopBottom,
        Self::RightLeft,
        Self::BottomTop,
    ];

    /// Its name in Graphviz.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftRight => "LR",
            Self::TopBottom => "TB",
            Self::RightLeft => "RL",
            Self::BottomTop => "BT",
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
pub fn write(graph: &Graph, model: &Model, drawing: &Drawing) -> String {
    let mut lines = lines(graph, drawing);
    if let Some(limit) = drawing.limit {
        keep_busiest(&mut lines, limit);
    }
    let touched: BTreeSet<NodeIndex> = lines.keys().flat_map(|(s, o, ..)| [*s, *o]).collect();
    let room = drawing
        .limit
        .map_or(usize::MAX, |n| n.saturating_sub(touched.len()));
    let lone: BTreeSet<NodeIndex> = graph
        .graph
        .node_indices()
        .filter(|i| drawing.isolated && !touched.contains(i))
        .filter(|i| drawing.questions || graph.graph[*i].body == Body::Entity)
        .take(room)
        .collect();
    let shown: Vec<(NodeIndex, &Node)> = touched
        .union(&lone)
        .map(|i| (*i, &graph.graph[*i]))
        .collect();

    let mut out = String::new();
    head(&mut out, graph, &shown, &lines, drawing);
    draw_nodes(&mut out, model, &shown, drawing.groups.as_ref());
    out.push('\n');
    for (line, claims) in &lines {
        draw_line(&mut out, graph, model, *line, claims);
    }
    // The other layouts know no frames, and would throw the legend's parts among the nodes.
    if drawing.legend && drawing.layout == Layout::Dot {
        legend::write(&mut out, model, &shown, &lines);
    }
    out.push_str("}\n");
    out
}

/// Leaves the lines between the nodes that most claims touch.
fn keep_busiest(lines: &mut BTreeMap<Line, Vec<&Edge>>, limit: usize) {
    let mut claims: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for ((subject, object, ..), of_line) in lines.iter() {
        for node in [subject, object] {
            *claims.entry(*node).or_default() += of_line.len();
        }
    }
    let mut busiest: Vec<(NodeIndex, usize)> = claims.into_iter().collect();
    busiest.sort_by_key(|(index, n)| (std::cmp::Reverse(*n), *index));
    let kept: BTreeSet<NodeIndex> = busiest
        .iter()
        .take(limit)
        .map(|(index, _)| *index)
        .collect();
    lines.retain(|(subject, object, ..), _| kept.contains(subject) && kept.contains(object));
}

/// All nodes, those of a group in a frame with its title.
fn draw_nodes(
    out: &mut String,
    model: &Model,
    shown: &[(NodeIndex, &Node)],
    groups: Option<&Groups>,
) {
    let mut framed: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    for (_, node) in shown {
        match groups.and_then(|g| g.get(&node.iri)) {
            Some(title) => framed.entry(title).or_default().push(node),
            None => draw_node(out, model, node, "  "),
        }
    }
    for (number, (title, nodes)) in framed.iter().enumerate() {
        let _ = writeln!(
            out,
            "  subgraph cluster_{number} {{\n    label={title}; labeljust=l; style=rounded; color=\"#9a9a9a\"; fontsize=12; margin=10;",
            title = quote::label(&format!("{}\n", quote::wrap(title, 40, 2))).replace("\\n", "\\l"),
        );
        for node in nodes {
            draw_node(out, model, node, "    ");
        }
        out.push_str("  }\n");
    }
}

/// The claims to draw, gathered by line, in the order of the graph.
fn lines<'g>(graph: &'g Graph, drawing: &Drawing) -> BTreeMap<Line, Vec<&'g Edge>> {
    let entity = |i: NodeIndex| graph.graph[i].body == Body::Entity;
    let drawn = |e: &EdgeReference<'_, Edge>| {
        drawing.questions || (entity(e.source()) && entity(e.target()))
    };
    let mut out: BTreeMap<Line, Vec<&'g Edge>> = BTreeMap::new();
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
    drawing: &Drawing,
) {
    let claims: usize = lines.values().map(Vec::len).sum();
    let own = || heading(graph);
    let mut title = drawing.title.clone().unwrap_or_else(own);
    let _ = write!(
        title,
        "\n{} and {} between them",
        count(shown.len(), "entity", "entities"),
        count(claims, "claim", "claims")
    );
    let left = left_out(graph, shown, drawing);
    if !left.is_empty() {
        let _ = write!(title, "\n{left}");
    }
    let _ = write!(
        out,
        "// Drawn with: {layout} -Tsvg, or kamergraph export -f svg\n\
         digraph {id} {{\n  \
         graph [layout={layout}, rankdir={rankdir}, {spread} pad=0.3, bgcolor=white, charset=\"UTF-8\",\n    \
         fontname={FONT}, fontsize=16, labelloc=t, labeljust=l,\n    label={title}];\n  \
         node [fontname={FONT}, fontsize=11, margin=\"0.15,0.06\", height=0.3];\n  \
         edge [fontname={FONT}, fontsize=10, arrowsize=0.7];\n\n",
        id = quote::id(&graph.name),
        layout = drawing.layout.name(),
        rankdir = drawing.rankdir.name(),
        spread = spread(drawing.layout),
        // `\l` ends a line that stands at the left.
        title = quote::label(&format!("{title}\n\n")).replace("\\n", "\\l"),
    );
}

/// The name of a graph, and what its letter is about where it has only one.
pub fn heading(graph: &Graph) -> String {
    let subject = graph
        .graph
        .node_weights()
        .find_map(|node| match &node.body {
            Body::Letter { subject, .. } if graph.letters.len() == 1 => subject.as_deref(),
            _ => None,
        });
    match subject {
        Some(subject) => format!("{}: {}", graph.name, quote::wrap(subject, 90, 2)),
        None => graph.name.clone(),
    }
}

/// Room between nodes, in the words of each layout.
const fn spread(layout: Layout) -> &'static str {
    match layout {
        Layout::Dot => "nodesep=0.14, ranksep=0.8,",
        _ => "overlap=prism, overlap_scaling=-4, splines=true, ranksep=2.5,",
    }
}

/// What is not drawn, and how to see it.
fn left_out(graph: &Graph, shown: &[(NodeIndex, &Node)], drawing: &Drawing) -> String {
    let all = graph.graph.node_weights();
    let drawable = all
        .filter(|n| drawing.questions || n.body == Body::Entity)
        .count();
    let left = drawable.saturating_sub(shown.len());
    match drawing.limit {
        _ if left == 0 => String::new(),
        Some(limit) if shown.len() >= limit => format!(
            "{left} more not drawn; see a part with --view oversight, --focus NAME or --only PREDICATE"
        ),
        _ => format!("{left} more in no claim, not drawn"),
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn draw_node(out: &mut String, model: &Model, node: &Node, indent: &str) {
    let look = style::of_types(&node.types);
    let class = node.types.first().map_or("", String::as_str);
    let mut tip = format!("{} ({})", node.label, label::class(model, class));
    for name in &node.alt_labels {
        let _ = write!(tip, "\n{name}");
    }
    if let Body::Question { text, .. } = &node.body {
        let _ = write!(tip, "\n{}", quote::wrap(text, TIP_WIDTH, TIP_LINES));
    }
    let _ = write!(
        out,
        "{indent}{id} [label={label}, {look}, tooltip={tip}",
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
                label::predicate(model, &c.predicate),
                state.after
            )
        })
        .collect();
    let mutual = claims
        .iter()
        .all(|c| label::is_symmetric(model, &c.predicate));
    let inferred = claims.iter().all(|c| c.inferred);
    let colour = state.colour.unwrap_or(look.colour);
    // Hundreds of edges are of the letter's structure: the legend says it once.
    let shown_names = if family == Family::Structure {
        String::new()
    } else {
        names.join("\n")
    };
    let _ = write!(
        out,
        "  {s} -> {o} [label={label}, color={colour}, fontcolor={colour}, style={line}, penwidth={width}, arrowhead={head}",
        s = quote::id(&graph.graph[source].id),
        o = quote::id(&graph.graph[target].id),
        label = quote::label(&shown_names),
        colour = quote::id(colour),
        line = state.line,
        width = if inferred { "0.6" } else { look.width },
        head = state.head.unwrap_or(look.head),
    );
    // The keys of the claims, for style sheets and for programs that read the file.
    let keys: Vec<String> = claims.iter().map(|c| c.key()).collect();
    let _ = write!(out, ", class={}", quote::id(&keys.join(" ")));
    if mutual {
        let _ = write!(out, ", dir=both, arrowtail={}", look.head);
    }
    let sideways = |c: &&Edge| matches!(c.predicate.as_ref(), "inLetter" | "refersTo");
    if claims.iter().all(sideways) {
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
            0 => evidence.letter.to_string(),
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
