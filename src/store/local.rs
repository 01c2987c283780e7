//! A store in memory, asked with SPARQL 1.1: oxigraph without its disk and its server.
//!
//! What a query sees:
//! - its **default graph**: the letters' graphs as one, and the model;
//! - as **named graphs** (`GRAPH`, `FROM`): each letter's, the model's and the lexicon's.
//!
//! The lexicon is no part of the default graph, so that a query for regulators finds those that
//! the letters name and not all that there are.

use super::results::Results;
use super::{LEXICON_GRAPH, NamedGraph, model_graph};
use crate::export::rdf::PREFIXES;
use crate::lexicon;
use crate::model::MODEL_TTL;
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::{StorageError, Store};
use oxrdfio::{RdfFormat, RdfParser};
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};
use spargebra::{Query, SparqlParser};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

/// Brackets within each other, or signs before an expression, that a query has at most; more would
/// exhaust the parser's stack.
const DEEPEST: usize = 64;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// It is no SPARQL.
    #[error("this is no SPARQL 1.1 query: {0}")]
    Syntax(String),
    /// It is an update.
    #[error("this changes data, and a query only reads; \"kamergraph load\" writes into a store")]
    Update,
    /// It asks another store.
    #[error(
        "SERVICE asks a store elsewhere; this one works offline. Leave it out, or run the query in your own store"
    )]
    Service,
    /// It took too long.
    #[error("the query took more than {} s: narrow it down, or allow more with --timeout", .0.as_secs_f64())]
    Timeout(Duration),
    /// Something else went wrong while it ran.
    #[error("the query failed: {0}")]
    Failed(String),
}

/// Why something cannot be put into the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LocalError {
    /// It is no RDF.
    #[error("{name} is no RDF that can be read: {message}")]
    Syntax {
        /// The file or graph.
        name: String,
        /// What is wrong, and where.
        message: String,
    },
    /// The store itself failed.
    #[error("the store in memory failed: {0}")]
    Store(#[from] StorageError),
    /// A file cannot be read.
    #[error("{path}: {why}", path = .path.display(), why = crate::limits::unreadable(cause))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// How much a query may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time; none: as long as it takes.
    pub time: Option<Duration>,
    /// Rows or triples; more are left out.
    pub rows: Option<usize>,
}

/// A query that was read, and can be run.
#[derive(Debug, Clone)]
pub struct Prepared {
    query: Query,
    /// Whether it can see named graphs at all.
    named: bool,
    /// Whether it gives its rows an order.
    ordered: bool,
}

impl Prepared {
    /// Reads a query. The prefixes of the program's own RDF need no declaration.
    ///
    /// # Errors
    ///
    /// [`QueryError::Syntax`] with line and column; [`QueryError::Update`] where it is an update.
    pub fn read(text: &str) -> Result<Self, QueryError> {
        if deepest(text) > DEEPEST {
            return Err(QueryError::Syntax(format!(
                "more than {DEEPEST} brackets or signs stand within each other"
            )));
        }
        let parser = || {
            let mut parser = SparqlParser::new();
            for (name, namespace) in PREFIXES {
                if let Ok(with) = parser.clone().with_prefix(name, namespace) {
                    parser = with;
                }
            }
            parser
        };
        let mut query = parser().parse_query(text).map_err(|error| {
            if parser().parse_update(text).is_ok() && !text.trim().is_empty() {
                QueryError::Update
            } else {
                QueryError::Syntax(brief(&error.to_string()))
            }
        })?;
        let ordered = match &mut query {
            Query::Select { pattern, .. } => settle(pattern),
            _ => false,
        };
        // Too often true does no harm.
        let upper = text.to_ascii_uppercase();
        let named = upper.contains("GRAPH") || upper.contains("FROM");
        Ok(Self {
            query,
            named,
            ordered,
        })
    }

    /// Whether it can see named graphs, and so the lexicon.
    pub const fn sees_named_graphs(&self) -> bool {
        self.named
    }
}

/// A store in memory.
pub struct Local {
    store: Store,
}

impl Local {
    /// A store that holds the model.
    ///
    /// # Errors
    ///
    /// [`LocalError`]; never with the model as kept.
    pub fn new() -> Result<Self, LocalError> {
        let local = Self {
            store: Store::new()?,
        };
        local.put(
            "model.ttl",
            MODEL_TTL.as_bytes(),
            RdfFormat::Turtle,
            model_graph(),
            true,
        )?;
        Ok(local)
    }

    /// Puts a letter's graph.
    ///
    /// # Errors
    ///
    /// [`LocalError`] when a triple of it is none.
    pub fn add(&self, graph: &NamedGraph) -> Result<(), LocalError> {
        let text = graph.text();
        self.put(
            &graph.iri,
            text.as_bytes(),
            RdfFormat::NTriples,
            &graph.iri,
            true,
        )
    }

    /// Puts the lexicon that is built in, and the user's files.
    ///
    /// # Errors
    ///
    /// [`LocalError`] when a file cannot be read.
    pub fn add_lexicon(&self, extra: &[PathBuf]) -> Result<(), LocalError> {
        for (name, text) in lexicon::files() {
            self.put(
                name,
                text.as_bytes(),
                RdfFormat::Turtle,
                LEXICON_GRAPH,
                false,
            )?;
        }
        for path in extra {
            let bytes = std::fs::read(path).map_err(|cause| LocalError::Read {
                path: path.clone(),
                cause,
            })?;
            let ending = path.extension().and_then(|e| e.to_str());
            let format = ending.and_then(RdfFormat::from_extension);
            let format = format.unwrap_or(RdfFormat::Turtle);
            self.put(
                &path.display().to_string(),
                &bytes,
                format,
                LEXICON_GRAPH,
                false,
            )?;
        }
        Ok(())
    }

    /// Puts triples into a graph, and into the default graph too if wanted.
    fn put(
        &self,
        name: &str,
        bytes: &[u8],
        format: RdfFormat,
        graph: &str,
        default: bool,
    ) -> Result<(), LocalError> {
        let graph = GraphName::NamedNode(NamedNode::new_unchecked(graph));
        let parser = RdfParser::from_format(format)
            .without_named_graphs()
            .rename_blank_nodes();
        let mut quads = Vec::new();
        for quad in parser.for_slice(bytes) {
            let quad = quad.map_err(|error| LocalError::Syntax {
                name: name.to_owned(),
                message: error.to_string(),
            })?;
            if default {
                quads.push(quad.clone());
            }
            quads.push(Quad::new(
                quad.subject,
                quad.predicate,
                quad.object,
                graph.clone(),
            ));
        }
        Ok(self.store.extend(quads)?)
    }

    /// Runs a query. Same store and query, same answer: rows that the query itself leaves without
    /// an order are sorted.
    ///
    /// # Errors
    ///
    /// [`QueryError`].
    pub fn query(&self, prepared: &Prepared, limits: Limits) -> Result<Results, QueryError> {
        let (send, results) = mpsc::channel();
        let token = CancellationToken::new();
        let (store, query, of_thread) = (self.store.clone(), prepared.clone(), token.clone());
        // A thread of its own, because a query looks at the token only where it reads triples:
        // within a join of all with all it would be late.
        std::thread::spawn(move || {
            let _ = send.send(run(&store, query, limits.rows, &of_thread));
        });
        let failed = || QueryError::Failed("it ended without an answer".to_owned());
        let Some(time) = limits.time else {
            return results.recv().unwrap_or_else(|_| Err(failed()));
        };
        match results.recv_timeout(time) {
            Ok(results) => results,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                token.cancel();
                Err(QueryError::Timeout(time))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(failed()),
        }
    }
}

fn run(
    store: &Store,
    prepared: Prepared,
    limit: Option<usize>,
    token: &CancellationToken,
) -> Result<Results, QueryError> {
    let told = |error: QueryEvaluationError| match error {
        QueryEvaluationError::UnsupportedService(_) | QueryEvaluationError::Service(_) => {
            QueryError::Service
        }
        error => QueryError::Failed(error.to_string()),
    };
    let results = SparqlEvaluator::new()
        .with_cancellation_token(token.clone())
        .for_query(prepared.query)
        .on_store(store)
        .execute()
        .map_err(told)?;
    let most = limit.unwrap_or(usize::MAX);
    match results {
        QueryResults::Boolean(yes) => Ok(Results::Boolean(yes)),
        QueryResults::Solutions(mut solutions) => {
            let variables = solutions.variables().to_vec();
            let mut rows = Vec::new();
            for solution in solutions.by_ref().take(most) {
                rows.push(solution.map_err(told)?.values().to_vec());
                if token.is_cancelled() {
                    break;
                }
            }
            let more = rows.len() == most && solutions.next().is_some();
            if !prepared.ordered {
                rows.sort_by_cached_key(|row| format!("{row:?}"));
            }
            Ok(Results::Rows {
                variables,
                rows,
                more,
            })
        }
        QueryResults::Graph(triples) => {
            let mut found = BTreeMap::new();
            for triple in triples {
                let triple = triple.map_err(told)?;
                found.insert(triple.to_string(), triple);
                if found.len() > most || token.is_cancelled() {
                    break;
                }
            }
            let more = found.len() > most;
            let triples = found.into_values().take(most).collect();
            Ok(Results::Graph { triples, more })
        }
    }
}

/// Lets the columns, from left to right, decide between rows that the query's own order leaves
/// equal. Gives whether it has one.
fn settle(pattern: &mut GraphPattern) -> bool {
    match pattern {
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => settle(inner),
        GraphPattern::Project { inner, variables } => {
            let GraphPattern::OrderBy { expression, .. } = inner.as_mut() else {
                return false;
            };
            let columns = variables.iter().cloned().map(Expression::Variable);
            expression.extend(columns.map(OrderExpression::Asc));
            true
        }
        _ => false,
    }
}

/// Line and column of a syntax error, and the few things that might stand there; the parser also
/// lists every character that a name may go on with.
fn brief(message: &str) -> String {
    let Some((place, expected)) = message.split_once(": expected ") else {
        return message.to_owned();
    };
    let place = place.trim_start_matches("error at ");
    if !expected.starts_with("one of ") {
        return format!("line {}: {expected}", place.replacen(':', ", column ", 1));
    }
    let words = expected.trim_start_matches("one of ").split(", ");
    let words = words.filter(|word| {
        let bare = word.trim_matches('"');
        word.starts_with('"')
            && !bare.is_empty()
            && bare
                .chars()
                .all(|c| c.is_ascii_uppercase() || "{}().;?".contains(c))
    });
    let words: Vec<&str> = words.take(8).collect();
    match place.split_once(':') {
        Some((line, column)) if words.is_empty() => format!("line {line}, column {column}"),
        Some((line, column)) => {
            format!(
                "line {line}, column {column}: {} would fit",
                words.join(", ")
            )
        }
        None => message.to_owned(),
    }
}

/// How many brackets stand within each other at most, with the signs (`!!!x`) before what they hold.
fn deepest(text: &str) -> usize {
    let (mut depth, mut deepest, mut signs) = (0_usize, 0, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        signs = if matches!(c, '!' | '^') { signs + 1 } else { 0 };
        deepest = deepest.max(signs);
        match c {
            '(' | '{' | '[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
