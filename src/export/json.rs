//! JSON, node-link form: what `networkx.node_link_graph(data, edges="edges")` reads as it is.
//!
//! ```json
//! {"directed": true, "multigraph": true,
//!  "graph": {"name": "…", "generator": "kamergraph 0.1.0", "baseIri": "https://…", "letters": ["…"]},
//!  "nodes": [{"id": "ap", "iri": "https://…", "type": "Regulator", "types": ["Regulator", "PublicBody"],
//!             "label": "…", "altLabels": ["AP"], "sameAs": ["https://…"]}],
//!  "edges": [{"source": "ap", "target": "avg", "key": "oversees", "predicate": "oversees", "status": "stated",
//!             "evidence": [{"letter": "…", "question": 3, "start": 0, "end": 9, "quote": "…", "rule": "…",
//!                           "place": {"page": 2, "line": 14}}]}]}
//! ```
//! Questions also have `number`, `text`, `answer` and `letter`; letters have `text`, `sha256` and, where
//! known, `subject`, `askedOn` and `answeredOn`. `start` and `end` count Unicode characters of the
//! letter's text, end-exclusive. `place` is where the quote begins in the source: `page` and `line` of
//! a PDF file, `paragraph` of a Word file, `line` of any other. Denied edges carry `"negated": true`, derived ones `"inferred": true`.

use crate::graph::{Body, Edge, Graph, Node};
use crate::relation::{Evidence, Status};
use crate::span::Span;
use crate::text::Place;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Why a text is no graph of ours.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// It is not JSON, or a field is missing or of the wrong kind; the message gives line and column.
    #[error("not a graph in node-link JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// Everything that does not fit together, one a line.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
}

#[derive(Serialize, Deserialize)]
struct Document<'a> {
    directed: bool,
    multigraph: bool,
    graph: About<'a>,
    nodes: Vec<NodeJson<'a>>,
    #[serde(alias = "links")]
    edges: Vec<EdgeJson<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct About<'a> {
    name: Cow<'a, str>,
    #[serde(default)]
    generator: Cow<'a, str>,
    #[serde(default = "default_base")]
    base_iri: Cow<'a, str>,
    letters: Cow<'a, [String]>,
}

fn default_base() -> Cow<'static, str> {
    Cow::Borrowed(crate::vocab::BASE_IRI)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NodeJson<'a> {
    id: Cow<'a, str>,
    iri: Cow<'a, str>,
    #[serde(rename = "type")]
    class: Cow<'a, str>,
    types: Cow<'a, [String]>,
    label: Cow<'a, str>,
    #[serde(default)]
    alt_labels: Cow<'a, [String]>,
    #[serde(default)]
    same_as: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked_on: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered_on: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EdgeJson<'a> {
    source: Cow<'a, str>,
    target: Cow<'a, str>,
    #[serde(default)]
    key: Cow<'a, str>,
    predicate: Cow<'a, str>,
    status: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    negated: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    inferred: bool,
    #[serde(default)]
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Serialize, Deserialize)]
struct EvidenceJson<'a> {
    letter: Cow<'a, str>,
    question: u32,
    start: usize,
    end: usize,
    quote: Cow<'a, str>,
    rule: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

/// Writes a graph as node-link JSON, indented, with a line break at the end. Same graph, same bytes.
///
/// # Errors
/// What `out` gives.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        directed: true,
        multigraph: true,
        graph: About {
            name: Cow::Borrowed(&graph.name),
            generator: Cow::Borrowed(concat!("kamergraph ", env!("CARGO_PKG_VERSION"))),
            base_iri: Cow::Borrowed(&graph.base_iri),
            letters: Cow::Borrowed(&graph.letters),
        },
        nodes: graph.nodes().map(|(_, node)| NodeJson::of(node)).collect(),
        edges: graph
            .edges()
            .map(|(subject, edge, object)| EdgeJson::of(subject, edge, object))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Reads a graph that [`write()`] wrote, or another program in the same form.
///
/// # Errors
/// [`JsonError::Syntax`] at the first place that is not this form; [`JsonError::Content`] with
/// everything that does not fit together: ids that stand twice, edges to nodes that are not there,
/// unknown statuses.
pub fn read(json: &[u8]) -> Result<Graph, JsonError> {
    let Document {
        graph: about,
        nodes,
        edges,
        ..
    } = serde_json::from_slice(json)?;
    let mut graph = assemble(&about.name, &about.base_iri, nodes, &edges)?;
    graph.letters = about.letters.into_owned();
    graph.letters.sort();
    graph.letters.dedup();
    Ok(graph)
}

/// A graph of nodes and edges as they stand in JSON.
pub(super) fn assemble(
    name: &str,
    base_iri: &str,
    nodes: Vec<NodeJson<'_>>,
    edges: &[EdgeJson<'_>],
) -> Result<Graph, JsonError> {
    let mut faults = Vec::new();
    let mut iris: BTreeMap<&str, &str> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let mut places: BTreeMap<&str, Places> = BTreeMap::new();
    for node in &nodes {
        if iris.insert(&node.id, &node.iri).is_some() {
            faults.push(format!("two nodes have the id {:?}", node.id));
        }
        if !known.insert(&node.iri) {
            faults.push(format!("two nodes have the IRI {:?}", node.iri));
        }
        if let (true, Some(text)) = (node.class == "Letter", &node.text) {
            places.insert(&node.label, Places::of(text));
        }
    }
    let mut made = Vec::with_capacity(edges.len());
    for edge in edges {
        let ends = iris
            .get(edge.source.as_ref())
            .zip(iris.get(edge.target.as_ref()));
        let Some((subject, object)) = ends else {
            faults.push(format!(
                "the edge {:?} from {:?} to {:?} has no node at an end",
                edge.predicate, edge.source, edge.target
            ));
            continue;
        };
        match edge.edge(&places) {
            Some(edge) => made.push(((*subject).to_owned(), edge, (*object).to_owned())),
            None => faults.push(format!(
                "{:?} is no status; use stated, planned, denied or asked ({:?} from {:?} to {:?})",
                edge.status, edge.predicate, edge.source, edge.target
            )),
        }
    }
    if !faults.is_empty() {
        return Err(JsonError::Content(faults));
    }
    let nodes = nodes.into_iter().map(NodeJson::node).collect();
    Ok(Graph::assemble(name, base_iri, nodes, made))
}

/// Where each character of a letter's text begins, in bytes.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Self {
        Self(
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect(),
        )
    }

    /// Bytes of a place in characters; what lies past the end stays as it is.
    fn bytes(&self, chars: Span) -> Span {
        let at = |n: usize| self.0.get(n).copied().unwrap_or(n);
        Span::new(at(chars.start), at(chars.end))
    }
}

impl<'a> NodeJson<'a> {
    pub(super) fn of(node: &'a Node) -> Self {
        let mut json = Self {
            id: Cow::Borrowed(&node.id),
            iri: Cow::Borrowed(&node.iri),
            class: Cow::Borrowed(node.types.first().map_or("", String::as_str)),
            types: Cow::Borrowed(&node.types),
            label: Cow::Borrowed(&node.label),
            alt_labels: Cow::Borrowed(&node.alt_labels),
            same_as: Cow::Borrowed(&node.same_as),
            number: None,
            subject: None,
            asked_on: None,
            answered_on: None,
            sha256: None,
            letter: None,
            text: None,
            answer: None,
        };
        let some = |text: &'a str| Some(Cow::Borrowed(text));
        match &node.body {
            Body::Entity | Body::Dossier => {}
            Body::Question {
                number,
                text,
                answer,
                letter,
            } => {
                json.number = Some(*number);
                json.text = some(text);
                json.answer = answer.as_deref().map(Cow::Borrowed);
                json.letter = some(letter);
            }
            Body::Letter {
                subject,
                text,
                sha256,
                asked_on,
                answered_on,
            } => {
                json.subject = subject.as_deref().map(Cow::Borrowed);
                json.text = some(text);
                json.sha256 = some(sha256);
                json.asked_on = asked_on.as_deref().map(Cow::Borrowed);
                json.answered_on = answered_on.as_deref().map(Cow::Borrowed);
            }
        }
        json
    }

    fn node(self) -> Node {
        let own = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let body = match (self.class.as_ref(), self.number) {
            ("Question", Some(number)) => Body::Question {
                number,
                text: own(self.text).unwrap_or_default(),
                answer: own(self.answer),
                letter: own(self.letter).unwrap_or_default(),
            },
            ("Letter", _) => Body::Letter {
                subject: own(self.subject),
                text: own(self.text).unwrap_or_default(),
                sha256: own(self.sha256).unwrap_or_default(),
                asked_on: own(self.asked_on),
                answered_on: own(self.answered_on),
            },
            ("Dossier", _) => Body::Dossier,
            _ => Body::Entity,
        };
        Node {
            id: self.id.into_owned(),
            iri: self.iri.into_owned(),
            types: self.types.into_owned().into(),
            label: self.label.into_owned(),
            alt_labels: self.alt_labels.into_owned(),
            same_as: self.same_as.into_owned(),
            body,
        }
    }
}

impl<'a> EdgeJson<'a> {
    pub(super) fn of(subject: &'a Node, edge: &'a Edge, object: &'a Node) -> Self {
        Self {
            source: Cow::Borrowed(&subject.id),
            target: Cow::Borrowed(&object.id),
            key: Cow::Owned(edge.key()),
            predicate: Cow::Borrowed(&edge.predicate),
            status: Cow::Borrowed(edge.status.name()),
            negated: edge.status == Status::Denied,
            inferred: edge.inferred,
            evidence: edge.evidence.iter().map(EvidenceJson::of).collect(),
        }
    }

    /// The edge itself; nothing when its status is unknown.
    fn edge(&self, places: &BTreeMap<&str, Places>) -> Option<Edge> {
        let mut evidence: Vec<Evidence> =
            self.evidence.iter().map(|e| e.evidence(places)).collect();
        evidence.sort();
        evidence.dedup();
        Some(Edge {
            predicate: self.predicate.as_ref().into(),
            status: Status::from_name(&self.status)?,
            inferred: self.inferred,
            evidence,
        })
    }
}

impl<'a> EvidenceJson<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        Self {
            letter: Cow::Borrowed(&evidence.letter),
            question: evidence.question,
            start: evidence.chars.start,
            end: evidence.chars.end,
            quote: Cow::Borrowed(&evidence.quote),
            rule: Cow::Borrowed(&evidence.rule),
            place: evidence.place,
        }
    }

    fn evidence(&self, places: &BTreeMap<&str, Places>) -> Evidence {
        let chars = Span::new(self.start, self.end);
        Evidence {
            letter: self.letter.as_ref().into(),
            question: self.question,
            span: places
                .get(self.letter.as_ref())
                .map_or(chars, |p| p.bytes(chars)),
            chars,
            quote: self.quote.as_ref().into(),
            rule: self.rule.as_ref().to_owned().into(),
            place: self.place,
        }
    }
}
