//! NDJSON: a record for each letter, a line each, with the names that node-link JSON has.
//!
//! ```json
//! {"id": "2025Z08286", "iri": "https://…", "source": "letters/a.pdf", "sha256": "…", "kind": "answers",
//!  "generator": "kamergraph 0.1.0", "zNumber": "2025Z08286", "aanhangsel": {"years": "2024-2025", "number": "570"},
//!  "subject": "…", "askedOn": "2025-04-24", "answeredOn": "2025-05-19",
//!  "askers": [{"name": "…", "party": "…"}],
//!  "addressees": [{"office": "…", "portfolio": "…"}],
//!  "answerers": [{"person": "…", "office": "…", "portfolio": "…", "onBehalf": true}],
//!  "text": "…", "questions": […], "entities": […], "claims": […], "structure": […], "warnings": ["…"]}
//! ```
//! `questions` and `entities` hold nodes, `claims` and `structure` (mentions, askedBy, …) edges, each as in
//! [`json`](crate::export::json); `source` is what the letter was called on the command line. `kind` is `answers`,
//! `questions`, `postponed` or `other`. `askers`, `addressees` and `answerers` are as the heading has them;
//! who they are, `structure` says. What is not known is left out, lists apart.
//!
//! A record is of one letter alone, whatever it is read with: records made on different machines can be
//! put behind one another.

use super::json::{EdgeJson, JsonError, NodeJson, assemble};
use crate::graph::{Body, Graph, Node, iri, other_names};
use crate::letter::{Letter, LetterKind, Official};
use crate::pipeline::Extraction;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    id: &'a str,
    iri: String,
    source: &'a str,
    sha256: &'a str,
    kind: &'static str,
    generator: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    z_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aanhangsel: Option<Aanhangsel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_on: Option<String>,
    askers: Vec<AskerJson<'a>>,
    addressees: Vec<OfficialJson<'a>>,
    answerers: Vec<OfficialJson<'a>>,
    text: &'a str,
    questions: Vec<NodeJson<'a>>,
    entities: Vec<NodeJson<'a>>,
    claims: Vec<EdgeJson<'a>>,
    structure: Vec<EdgeJson<'a>>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    quads: Option<&'a str>,
}

/// What of a record makes its graph.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    iri: Cow<'a, str>,
    sha256: String,
    #[serde(default)]
    z_number: Option<Cow<'a, str>>,
    #[serde(default)]
    aanhangsel: Option<Aanhangsel<'a>>,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    asked_on: Option<String>,
    #[serde(default)]
    answered_on: Option<String>,
    text: String,
    questions: Vec<NodeJson<'a>>,
    entities: Vec<NodeJson<'a>>,
    claims: Vec<EdgeJson<'a>>,
    structure: Vec<EdgeJson<'a>>,
}

/// Why a line is no record of a letter.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// It is not JSON, or a field is missing or of the wrong kind.
    #[error("this is no record of a letter: {0}")]
    Syntax(#[from] serde_json::Error),
    /// Its nodes and edges do not fit together.
    #[error("this record does not hold together: {0}")]
    Content(#[from] JsonError),
    /// Its IRIs begin with something else.
    #[error("the IRI {0} does not begin with {1}: give the --base-iri of the run that made it")]
    Base(String, String),
}

/// Reads a record that [`write()`] wrote: the graph of that letter, below `base_iri`.
///
/// # Errors
/// [`RecordError`].
pub fn read(record: &[u8], base_iri: &str) -> Result<Graph, RecordError> {
    let given: Given<'_> = serde_json::from_slice(record)?;
    let base = iri::base(base_iri);
    let own = iri::letter(&base, &given.id);
    if own != given.iri {
        return Err(RecordError::Base(given.iri.into_owned(), base));
    }
    let id = given.id.into_owned();
    let place = given.aanhangsel.as_ref();
    let place = place.map(|at| (at.years.as_ref(), at.number.as_ref()));
    let mut alt_labels: Vec<String> = other_names(&id, given.z_number.as_deref(), place).collect();
    alt_labels.sort();
    let letter = Node {
        id: iri::short_id(&own, &base),
        iri: own,
        types: ["Letter".to_owned()].into(),
        label: id.clone(),
        alt_labels,
        same_as: Vec::new(),
        body: Body::Letter {
            subject: given.subject,
            text: given.text,
            sha256: given.sha256,
            asked_on: given.asked_on,
            answered_on: given.answered_on,
        },
    };
    let mut nodes = vec![NodeJson::of(&letter)];
    nodes.extend(given.questions);
    nodes.extend(given.entities);
    let mut edges = given.claims;
    edges.extend(given.structure);
    let mut graph = assemble(&id, &base, nodes, &edges)?;
    graph.letters = vec![id];
    Ok(graph)
}

/// A number in the Aanhangsel van de Handelingen, with the years of the sitting.
#[derive(Serialize, Deserialize)]
struct Aanhangsel<'a> {
    years: Cow<'a, str>,
    number: Cow<'a, str>,
}

#[derive(Serialize)]
struct AskerJson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfficialJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    portfolio: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    on_behalf: bool,
}

/// Writes the record of one letter, and a line break behind it. `graph` is the graph of that letter
/// alone. Same letter, same bytes.
///
/// # Errors
/// What `out` gives.
pub fn write(extraction: &Extraction, graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    write_with(extraction, graph, None, out)
}

/// The same, with the letter's N-Quads in the record, under `quads`.
///
/// # Errors
/// What `out` gives.
pub fn write_with(
    extraction: &Extraction,
    graph: &Graph,
    quads: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let letter = &extraction.letter;
    let of = |span: Span| span.of(&letter.text);
    let nodes = |wanted: fn(&Body) -> bool| {
        let nodes = graph.nodes().map(|(_, node)| node);
        let wanted = nodes.filter(|node| wanted(&node.body));
        wanted.map(NodeJson::of).collect()
    };
    let (claims, structure) = graph
        .edges()
        .partition::<Vec<_>, _>(|(subject, _, object)| {
            subject.body == Body::Entity && object.body == Body::Entity
        });
    let edges = |edges: Vec<_>| {
        let edges = edges.into_iter();
        edges.map(|(s, edge, o)| EdgeJson::of(s, edge, o)).collect()
    };
    let record = Record {
        id: &letter.id,
        iri: iri::letter(&graph.base_iri, &letter.id),
        source: &extraction.source,
        sha256: &letter.sha256,
        kind: kind(letter.kind),
        generator: concat!("kamergraph ", env!("CARGO_PKG_VERSION")),
        z_number: letter.z_number.as_deref(),
        aanhangsel: letter
            .aanhangsel
            .as_ref()
            .map(|(years, number)| Aanhangsel {
                years: years.into(),
                number: number.into(),
            }),
        subject: letter.subject.map(of),
        asked_on: letter.asked_on.map(|day| day.to_string()),
        answered_on: letter.answered_on.map(|day| day.to_string()),
        askers: letter
            .askers
            .iter()
            .map(|asker| AskerJson {
                name: of(asker.name),
                party: asker.party.map(of),
            })
            .collect(),
        addressees: officials(letter, &letter.addressees),
        answerers: officials(letter, &letter.answerers),
        text: &letter.text,
        questions: nodes(|body| matches!(body, Body::Question { .. })),
        entities: nodes(|body| matches!(body, Body::Entity | Body::Dossier)),
        claims: edges(claims),
        structure: edges(structure),
        warnings: &letter.warnings,
        quads,
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}

const fn kind(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Answers => "answers",
        LetterKind::Questions => "questions",
        LetterKind::Postponed => "postponed",
        LetterKind::Other => "other",
    }
}

fn officials<'a>(letter: &'a Letter, officials: &[Official]) -> Vec<OfficialJson<'a>> {
    let of = |span: Span| span.of(&letter.text);
    officials
        .iter()
        .map(|official| OfficialJson {
            person: official.person.map(of),
            office: official.office.map(of),
            portfolio: official.portfolio.map(of),
            on_behalf: official.on_behalf,
        })
        .collect()
}
