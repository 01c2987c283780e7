//! A triple store by HTTP: the SPARQL 1.1 Graph Store HTTP Protocol
//! (<https://www.w3.org/TR/sparql11-http-rdf-update/>), or SPARQL 1.1 Update where a store takes
//! nothing else.

use super::http::{Address, Answer, Ask, Client, HttpError};
use super::{NamedGraph, parse, value};
use oxrdfio::RdfFormat;
use sparesults::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use std::collections::BTreeSet;
use ureq::http::Method;

/// Triples of one SPARQL Update at most: some stores take no long ones.
const AT_ONCE: usize = 500;
/// The syntaxes in which a graph may come back.
const GRAPHS: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// How a store is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// Graphs are put and got at this address.
    GraphStore(Address),
    /// Updates go to one address, and queries to another, if there is one.
    Update {
        /// Where updates go.
        update: Address,
        /// Where queries go.
        query: Option<Address>,
    },
}

/// What a store holds of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Held {
    /// These triples, with literals by their values.
    Triples(BTreeSet<String>),
    /// So many.
    Count(usize),
    /// It cannot be asked.
    Unknown,
}

impl Held {
    /// How many triples, where that is known.
    pub fn count(&self) -> Option<usize> {
        match self {
            Self::Triples(triples) => Some(triples.len()),
            Self::Count(count) => Some(*count),
            Self::Unknown => None,
        }
    }

    /// Whether that is the graph, as far as one can see: triple by triple, or by their number.
    /// `None` where the store cannot be asked.
    pub fn is(&self, graph: &NamedGraph) -> Option<bool> {
        match self {
            Self::Triples(triples) => Some(*triples == graph.values()),
            Self::Count(count) => Some(*count == graph.triples.len()),
            Self::Unknown => None,
        }
    }
}

/// A triple store.
pub struct Remote {
    client: Client,
    protocol: Protocol,
}

impl Remote {
    /// A store that is reached by a client.
    pub const fn new(client: Client, protocol: Protocol) -> Self {
        Self { client, protocol }
    }

    /// What the store holds of the graph of that name.
    ///
    /// # Errors
    ///
    /// [`HttpError`]; a graph that is not there is no error.
    pub fn held(&mut self, iri: &str) -> Result<Held, HttpError> {
        match &self.protocol {
            Protocol::GraphStore(address) => {
                let got = self.client.send(&Ask {
                    method: &Method::GET,
                    address,
                    parameter: Some(("graph", iri)),
                    sends: "",
                    accepts: GRAPHS,
                    body: None,
                });
                match got {
                    Ok(answer) => triples(&answer).map(Held::Triples),
                    Err(HttpError::Refused { status: 404, .. }) => {
                        Ok(Held::Triples(BTreeSet::new()))
                    }
                    Err(error) => Err(error),
                }
            }
            Protocol::Update { query: None, .. } => Ok(Held::Unknown),
            Protocol::Update {
                query: Some(address),
                ..
            } => {
                let query =
                    format!("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}");
                let body = format!("query={}", crate::graph::iri::segment(&query));
                let answer = self.client.send(&Ask {
                    method: &Method::POST,
                    address,
                    parameter: None,
                    sends: "application/x-www-form-urlencoded",
                    accepts: "application/sparql-results+json",
                    body: Some(body.as_bytes()),
                })?;
                count(&answer).map(Held::Count)
            }
        }
    }

    /// Puts a graph in place of whatever the store holds under its name.
    ///
    /// # Errors
    ///
    /// [`HttpError`]. A store that is asked by updates may then hold a part of the graph; putting
    /// it again mends that.
    pub fn put(&mut self, graph: &NamedGraph) -> Result<(), HttpError> {
        match &self.protocol {
            Protocol::GraphStore(address) => {
                let text = graph.text();
                self.client.send(&Ask {
                    method: &Method::PUT,
                    address,
                    parameter: Some(("graph", &graph.iri)),
                    // Every store reads Turtle, and N-Triples are Turtle.
                    sends: "text/turtle",
                    accepts: "*/*",
                    body: Some(text.as_bytes()),
                })?;
            }
            Protocol::Update {
                update: address, ..
            } => {
                let triples: Vec<&str> = graph.triples.iter().map(String::as_str).collect();
                let drop = format!("DROP SILENT GRAPH <{}>", graph.iri);
                let inserts = triples.chunks(AT_ONCE).map(|some| {
                    format!(
                        "INSERT DATA {{ GRAPH <{}> {{\n{}\n}} }}",
                        graph.iri,
                        some.join("\n")
                    )
                });
                for text in std::iter::once(drop).chain(inserts) {
                    self.client.send(&Ask {
                        method: &Method::POST,
                        address,
                        parameter: None,
                        sends: "application/sparql-update",
                        accepts: "*/*",
                        body: Some(text.as_bytes()),
                    })?;
                }
            }
        }
        Ok(())
    }
}

fn triples(answer: &Answer) -> Result<BTreeSet<String>, HttpError> {
    if answer.body.is_empty() {
        return Ok(BTreeSet::new());
    }
    let Some(format) = RdfFormat::from_media_type(&answer.media) else {
        return Err(HttpError::Never(format!(
            "the store answers with {} where RDF was asked for: is that the address of its graph \
             store? \"kamergraph load --help\" lists those of common stores",
            if answer.media.is_empty() {
                "something"
            } else {
                &answer.media
            }
        )));
    };
    parse(&answer.body, format, value).map_err(|error| {
        HttpError::Away(format!(
            "the store's answer breaks off or is no RDF: {error}"
        ))
    })
}

fn count(answer: &Answer) -> Result<usize, HttpError> {
    let none = || {
        HttpError::Never(
            "the store's answer is no result of a query: is that the address of its SPARQL \
             queries?"
                .to_owned(),
        )
    };
    let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
    match parser.for_slice(&answer.body) {
        Ok(SliceQueryResultsParserOutput::Solutions(mut rows)) => match rows.next() {
            Some(Ok(row)) => match row.get(0) {
                Some(oxrdf::Term::Literal(number)) => number.value().parse().map_err(|_| none()),
                _ => Err(none()),
            },
            _ => Err(none()),
        },
        _ => Err(none()),
    }
}
