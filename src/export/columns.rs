//! Nodes and edges as rows of a table, for the formats that know no lists or objects of their own:
//! GraphML, GEXF, the tables of Neo4j.
//!
//! The columns are those of node-link JSON, but for `claimKey`, its `key`: readers pass that name to
//! functions that know another one. What JSON nests in `evidence` are lists of one length
//! here: the n-th of `letters`, `questions`, `places`, `rules` and `quotes` belong together.

use crate::graph::{Body, Edge, Node};
use crate::relation::Status;
use crate::text::Place;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// Texts.
    List,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// True or false.
    Flag(bool),
    /// Texts.
    List(Vec<String>),
}

impl Value {
    /// The value as one text, the texts of a list with `separator` between them.
    pub fn joined(&self, separator: &str) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(list) => list.join(separator),
        }
    }
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

/// The columns of nodes, besides the id.
pub const NODES: [Column; 14] = [
    column("label", Kind::Text),
    column("type", Kind::Text),
    column("types", Kind::List),
    column("iri", Kind::Text),
    column("altLabels", Kind::List),
    column("sameAs", Kind::List),
    column("number", Kind::Number),
    column("letter", Kind::Text),
    column("subject", Kind::Text),
    column("askedOn", Kind::Text),
    column("answeredOn", Kind::Text),
    column("sha256", Kind::Text),
    column("text", Kind::Text),
    column("answer", Kind::Text),
];

/// The columns of edges, besides their two ends.
pub const EDGES: [Column; 10] = [
    column("predicate", Kind::Text),
    column("claimKey", Kind::Text),
    column("status", Kind::Text),
    column("negated", Kind::Flag),
    column("inferred", Kind::Flag),
    column("letters", Kind::List),
    column("questions", Kind::List),
    column("places", Kind::List),
    column("rules", Kind::List),
    column("quotes", Kind::List),
];

/// The cells of a node, in the order of [`NODES`]; nothing where it has no such thing.
pub fn of_node(node: &Node) -> [Option<Value>; 14] {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let list = |list: &[String]| (!list.is_empty()).then(|| Value::List(list.to_vec()));
    let mut out = [const { None }; 14];
    out[0] = text(&node.label);
    out[1] = text(node.types.first().map_or("", String::as_str));
    out[2] = list(&node.types);
    out[3] = text(&node.iri);
    out[4] = list(&node.alt_labels);
    out[5] = list(&node.same_as);
    match &node.body {
        Body::Entity | Body::Dossier => {}
        Body::Question {
            number,
            text: question,
            answer,
            letter,
        } => {
            out[6] = Some(Value::Number(*number));
            out[7] = text(letter);
            out[12] = text(question);
            out[13] = answer.as_deref().and_then(text);
        }
        Body::Letter {
            subject,
            text: whole,
            sha256,
            asked_on,
            answered_on,
        } => {
            out[8] = subject.as_deref().and_then(text);
            out[9] = asked_on.as_deref().and_then(text);
            out[10] = answered_on.as_deref().and_then(text);
            out[11] = text(sha256);
            out[12] = text(whole);
        }
    }
    out
}

/// The cells of an edge, in the order of [`EDGES`]; nothing where it has no such thing.
pub fn of_edge(edge: &Edge) -> [Option<Value>; 10] {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let each = |cell: fn(&crate::relation::Evidence) -> String| {
        let cells: Vec<String> = edge.evidence.iter().map(cell).collect();
        (!cells.is_empty()).then_some(Value::List(cells))
    };
    [
        text(&edge.predicate),
        text(&edge.key()),
        text(edge.status.name()),
        Some(Value::Flag(edge.status == Status::Denied)),
        Some(Value::Flag(edge.inferred)),
        each(|e| e.letter.to_string()),
        each(|e| e.question.to_string()),
        each(|e| e.place.map(place).unwrap_or_default()),
        each(|e| e.rule.to_string()),
        each(|e| e.quote.to_string()),
    ]
}

/// A place in words: "page 2, line 14".
pub fn place(place: Place) -> String {
    let parts = [
        ("page", place.page),
        ("paragraph", place.paragraph),
        ("line", place.line),
    ];
    let known = parts.iter().filter(|(_, n)| *n > 0);
    let known: Vec<String> = known.map(|(what, n)| format!("{what} {n}")).collect();
    known.join(", ")
}
