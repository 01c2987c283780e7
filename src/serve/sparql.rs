//! SPARQL 1.1 Protocol, its query operation: <https://www.w3.org/TR/sparql11-protocol/#query-operation>.

use super::{Answer, Asked, Queries, ServeError, TEXT};
use crate::export::rdf::Options;
use crate::graph::Graph;
use crate::model::Model;
use crate::store::local::{Limits, Local, Prepared, QueryError};
use crate::store::results::Results;
use crate::store::{NamedGraph, by_letter};
use oxrdfio::RdfFormat;
use sparesults::QueryResultsFormat;
use std::borrow::Cow;

/// Forms of rows, the one for want of a wish first.
const TABLES: [(&str, QueryResultsFormat); 6] = [
    ("application/sparql-results+json", QueryResultsFormat::Json),
    ("application/json", QueryResultsFormat::Json),
    ("text/csv", QueryResultsFormat::Csv),
    ("text/tab-separated-values", QueryResultsFormat::Tsv),
    ("application/sparql-results+xml", QueryResultsFormat::Xml),
    ("application/xml", QueryResultsFormat::Xml),
];

/// Forms of triples, the one for want of a wish first.
const GRAPHS: [(&str, RdfFormat); 3] = [
    ("text/turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/rdf+xml", RdfFormat::RdfXml),
];

/// Bytes of an answer at most: rows may be as long as a query likes.
const LARGEST: usize = 64 << 20;

/// The name of that media type, if it is one in which queries are answered.
pub fn media_type(name: &str) -> Option<&'static str> {
    let tables = TABLES.iter().map(|(name, _)| *name);
    let graphs = GRAPHS.iter().map(|(name, _)| *name);
    tables
        .chain(graphs)
        .chain([TEXT])
        .find(|known| *known == name)
}

/// The answer to a query, or why there is none.
pub fn answer(queries: &dyn Queries, asked: Asked<'_>, query: &str) -> Answer<'static> {
    match text(asked, query) {
        Ok(text) => queries.answer(&text, asked.accept),
        Err((status, message)) => Answer::refusal(status, message),
    }
}

/// The letters, the model and the lexicon in a store in memory.
pub struct InMemory {
    store: Local,
    limits: Limits,
}

impl InMemory {
    /// Fills the store.
    ///
    /// # Errors
    ///
    /// [`ServeError`].
    pub fn new(graph: &Graph, model: &Model, limits: Limits) -> Result<Self, ServeError> {
        let store = Local::new()?;
        for part in by_letter(graph) {
            store.add(&NamedGraph::of(&part, model, &Options::default())?)?;
        }
        store.add_lexicon(&[])?;
        Ok(Self { store, limits })
    }
}

impl Queries for InMemory {
    fn answer(&self, query: &str, accept: &str) -> Answer<'static> {
        let results = Prepared::read(query);
        match results.and_then(|prepared| self.store.query(&prepared, self.limits)) {
            Ok(results) => given(&results, accept),
            Err(error) => {
                let status = match error {
                    QueryError::Syntax(_) | QueryError::Update | QueryError::Service => 400,
                    QueryError::Timeout(_) => 503,
                    QueryError::Failed(_) => 500,
                };
                Answer::refusal(status, &error.to_string())
            }
        }
    }
}

/// Results in the form that the client likes best.
fn given(results: &Results, accept: &str) -> Answer<'static> {
    if results.more() {
        let message = "the answer is larger than this server gives at once: add LIMIT, or start the server with a higher --limit";
        return Answer::refusal(413, message);
    }
    let written = if matches!(results, Results::Graph { .. }) {
        wanted(accept, &GRAPHS).map(|(name, form)| (name, results.graph(form)))
    } else {
        wanted(accept, &TABLES).map(|(name, form)| (name, results.table(form)))
    };
    match written {
        Some((_, Ok(Some(bytes)))) if bytes.len() > LARGEST => {
            let most = LARGEST >> 20;
            Answer::refusal(
                413,
                &format!("the answer is larger than {most} MiB: ask for less at a time"),
            )
        }
        Some((name, Ok(Some(bytes)))) => Answer::of(name, bytes),
        Some(_) => Answer::refusal(500, "the answer cannot be written"),
        None => Answer::refusal(
            406,
            "rows are given as JSON, CSV, TSV or XML, and triples as Turtle, N-Triples or RDF/XML",
        ),
    }
}

/// The query that was sent, in any of the protocol's three ways.
fn text(asked: Asked<'_>, query: &str) -> Result<String, (u16, &'static str)> {
    const NOT_UTF8: (u16, &str) = (400, "a query is UTF-8");
    let body = || std::str::from_utf8(asked.body).map_err(|_| NOT_UTF8);
    let kind = asked.content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let parameters = match (asked.method, kind.as_str()) {
        ("GET" | "HEAD", _) => query,
        ("POST", "application/x-www-form-urlencoded") => body()?,
        ("POST", "application/sparql-query") => {
            dataset(form(query))?;
            return Ok(body()?.to_owned());
        }
        ("POST", "application/sparql-update") => return Err(READ_ONLY),
        ("POST", _) => {
            let message =
                "send a query as application/sparql-query or as application/x-www-form-urlencoded";
            return Err((415, message));
        }
        _ => return Err((405, "a query is sent with GET or POST")),
    };
    dataset(form(parameters))?;
    let mut queries = form(parameters).filter(|(name, _)| name == "query");
    match (queries.next(), queries.next()) {
        (Some((_, text)), None) => Ok(text.into_owned()),
        (Some(_), Some(_)) => Err((400, "one query at a time")),
        (None, _) => Err((
            400,
            "this is a SPARQL 1.1 endpoint: GET /sparql?query=…, or POST; it only reads",
        )),
    }
}

const READ_ONLY: (u16, &str) = (
    403,
    "this server only reads; \"kamergraph load\" writes into a store",
);

fn form(parameters: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(parameters.as_bytes())
}

/// Refuses what would be passed over in silence.
fn dataset<'a>(
    mut parameters: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> Result<(), (u16, &'static str)> {
    parameters.try_for_each(|(name, _)| match name.as_ref() {
        "update" => Err(READ_ONLY),
        "default-graph-uri" | "named-graph-uri" => {
            Err((400, "name graphs in the query: FROM <…>, FROM NAMED <…>"))
        }
        _ => Ok(()),
    })
}

/// The form that an `Accept` header likes best of those there are; nothing where it takes none.
fn wanted<F: Copy>(accept: &str, forms: &'static [(&'static str, F)]) -> Option<(&'static str, F)> {
    let mut best: Option<(f32, (&'static str, F))> = None;
    let accept = if accept.trim().is_empty() {
        "*/*"
    } else {
        accept
    };
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts
            .find_map(|p| p.strip_prefix("q="))
            .map_or(1.0, |q| q.parse().unwrap_or(0.0));
        let of_range = |name: &str| match kind.split_once('/') {
            Some(("*", "*")) => true,
            Some((group, "*")) => name.split('/').next() == Some(group),
            _ => name == kind,
        };
        let fit = forms.iter().find(|(name, _)| of_range(name));
        if let Some(fit) = fit.filter(|_| weight > 0.0)
            && best.is_none_or(|(most, _)| weight > most)
        {
            best = Some((weight, *fit));
        }
    }
    best.map(|(_, form)| form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_liked_best_is_given() {
        let of = |accept| wanted(accept, &TABLES).map(|(name, _)| name);
        assert_eq!(of(""), Some("application/sparql-results+json"));
        assert_eq!(
            of("text/csv;q=0.5, application/xml;q=0.9"),
            Some("application/xml")
        );
        assert_eq!(
            of("text/html, */*;q=0.1"),
            Some("application/sparql-results+json")
        );
        assert_eq!(of("text/*"), Some("text/csv"));
        assert_eq!(of("image/png"), None);
        assert_eq!(of("text/csv;q=0"), None);
    }
}
