//! The claims as a table for a spreadsheet: a row for each edge.
//!
//! Names first, sentences and where they stand next, identifiers last. Where several sentences state
//! a claim, ` | ` stands between them. Entities in no edge have no row.

use super::columns;
use crate::graph::{Graph, Node};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// By which a spreadsheet knows that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

const HEADER: [&str; 15] = [
    "subject",
    "subjectType",
    "predicate",
    "object",
    "objectType",
    "status",
    "inferred",
    "letters",
    "questions",
    "places",
    "quotes",
    "subjectId",
    "objectId",
    "subjectIri",
    "objectIri",
];

/// Writes the edges of a graph as comma-separated values (RFC 4180, but for lines that end in LF).
/// Same graph, same bytes.
///
/// # Errors
///
/// What `out` gives.
pub fn write(graph: &Graph, byte_order_mark: bool, out: &mut dyn Write) -> io::Result<()> {
    if byte_order_mark {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEADER)?;
    for (subject, edge, object) in graph.edges() {
        let evidence = &edge.evidence;
        let letters: BTreeSet<&str> = evidence.iter().map(|e| e.letter.as_ref()).collect();
        let questions: BTreeSet<u32> = evidence.iter().map(|e| e.question).collect();
        let places = evidence.iter().filter_map(|e| e.place.map(columns::place));
        let quotes = evidence.iter().map(|e| e.quote.as_ref());
        let row = [
            subject.label.clone(),
            class(subject),
            edge.predicate.to_string(),
            object.label.clone(),
            class(object),
            edge.status.name().to_owned(),
            edge.inferred.to_string(),
            joined(letters),
            joined(questions.iter().map(ToString::to_string)),
            joined(places),
            joined(quotes),
            subject.id.clone(),
            object.id.clone(),
            subject.iri.clone(),
            object.iri.clone(),
        ];
        table.write_record(row.iter().map(|cell| no_formula(cell).into_owned()))?;
    }
    table.flush()
}

fn class(node: &Node) -> String {
    node.types.first().cloned().unwrap_or_default()
}

fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for (number, text) in texts.into_iter().enumerate() {
        out.push_str(if number > 0 { " | " } else { "" });
        out.push_str(text.as_ref());
    }
    out
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before the characters that begin one,
/// in full width too (<https://owasp.org/www-community/attacks/CSV_Injection>).
pub fn no_formula(cell: &str) -> Cow<'_, str> {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    if cell.starts_with(begins) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
