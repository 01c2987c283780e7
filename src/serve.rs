//! What the server answers: the explorer, the graph, a page for each letter, and SPARQL. It only
//! reads, and knows nothing of sockets: a question goes in, an answer comes out. [`front`](crate::serve::front) has the
//! sockets.
//!
//! | path | what it is |
//! |---|---|
//! | `/` | the explorer, as `export -f html` writes it |
//! | `/graph.json` | the graph in node-link JSON |
//! | `/letters/ID` | a letter, with every sentence marked that states a claim |
//! | `/sparql` | SPARQL 1.1 Protocol, queries only |
//!
//! A page elsewhere that has a name of its own point at this server (DNS rebinding) is refused by
//! the `Host` that the browser sends, a page that sends it questions by its `Origin`, and one that
//! takes a query for a picture by `Sec-Fetch-Site` (<https://www.w3.org/TR/fetch-metadata/>).

/// The clients, and what each of them may take.
pub mod front;
mod letter;
mod sparql;

pub use sparql::{InMemory, media_type};

use crate::export::{ExportError, html, json};
use crate::graph::{Body, Graph};
use crate::model::Model;
use crate::store::local::{Limits, LocalError};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The page cannot be made.
    #[error(transparent)]
    Page(#[from] ExportError),
    /// The store cannot be filled.
    #[error(transparent)]
    Store(#[from] LocalError),
    /// Memory does not take it.
    #[error("the graph cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// A request, as far as it matters here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// `GET`, `POST`, …
    pub method: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The header `Host`.
    pub host: Option<&'a str>,
    /// The header `Origin`.
    pub origin: Option<&'a str>,
    /// The header `Sec-Fetch-Site`.
    pub fetch_site: Option<&'a str>,
    /// The header `Accept`.
    pub accept: &'a str,
    /// The header `Content-Type`.
    pub content_type: &'a str,
    /// What was sent.
    pub body: &'a [u8],
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// Status code.
    pub status: u16,
    /// Media type.
    pub content_type: &'static str,
    /// What a browser may do with it (`Content-Security-Policy`).
    pub policy: Cow<'a, str>,
    /// The bytes.
    pub body: Cow<'a, [u8]>,
}

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
/// For everything that is no page.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

impl Answer<'_> {
    /// Headers that go with every answer.
    pub const HEADERS: [(&'static str, &'static str); 5] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];

    fn of(content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status: 200,
            content_type,
            policy: Cow::Borrowed(NOTHING),
            body: Cow::Owned(body),
        }
    }

    /// A refusal, in a sentence.
    pub fn refusal(status: u16, message: &str) -> Self {
        let mut answer = Self::of(TEXT, format!("{message}\n").into_bytes());
        answer.status = status;
        answer
    }
}

/// Who answers queries in SPARQL.
pub trait Queries: Send + Sync {
    /// The answer to a query; `accept` is the header of that name.
    fn answer(&self, query: &str, accept: &str) -> Answer<'static>;
}

/// Everything that is served, made once.
pub struct Site {
    page: String,
    page_policy: String,
    graph: Vec<u8>,
    letters: BTreeMap<String, String>,
    letter_policy: String,
    queries: Box<dyn Queries>,
    hosts: Vec<String>,
}

impl Site {
    /// Makes all pages, and a store of this program's own for queries. `hosts` are the names by which
    /// the server may be called besides `localhost` and any address in numbers.
    ///
    /// # Errors
    ///
    /// [`ServeError`].
    pub fn new(
        graph: &Graph,
        model: &Model,
        limits: Limits,
        hosts: Vec<String>,
    ) -> Result<Self, ServeError> {
        let queries = InMemory::new(graph, model, limits)?;
        Self::with(graph, model, Box::new(queries), hosts)
    }

    /// Makes all pages, and leaves queries to `queries`.
    ///
    /// # Errors
    ///
    /// [`ServeError`].
    pub fn with(
        graph: &Graph,
        model: &Model,
        queries: Box<dyn Queries>,
        hosts: Vec<String>,
    ) -> Result<Self, ServeError> {
        let mut document = Vec::new();
        json::write(graph, &mut document)?;
        let nodes = graph.nodes().map(|(_, node)| node);
        let letters = nodes.filter(|node| matches!(node.body, Body::Letter { .. }));
        let fenced = |policy: String| format!("{policy}; frame-ancestors 'none'");
        Ok(Self {
            page: html::write_beside(graph, model, Some("/letters/"))?,
            page_policy: fenced(html::policy()),
            graph: document,
            letters: letters
                .map(|node| (node.label.clone(), letter::page(graph, model, node)))
                .collect(),
            letter_policy: fenced(letter::policy()),
            queries,
            hosts,
        })
    }

    /// The answer to a request.
    pub fn answer(&self, asked: Asked<'_>) -> Answer<'_> {
        if !asked.host.is_some_and(|host| self.knows(host)) {
            let message = "this server is not called by that name; use the address that it printed, or start it with --allow-host NAME";
            return Answer::refusal(421, message);
        }
        let own = |origin: &str| {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some_and(|host| Some(host) == asked.host)
        };
        let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
        // A page elsewhere may link to a page here, and no more.
        let elsewhere = |site: &str| !matches!(site, "same-origin" | "none");
        let data = matches!(path, "/sparql" | "/graph.json");
        if !asked.origin.is_none_or(own) || (data && asked.fetch_site.is_some_and(elsewhere)) {
            return Answer::refusal(403, "pages of other servers may not ask this one");
        }
        if path == "/sparql" {
            return sparql::answer(self.queries.as_ref(), asked, query);
        }
        if !matches!(asked.method, "GET" | "HEAD") {
            return Answer::refusal(
                405,
                "this server only reads: GET, and POST of a query to /sparql",
            );
        }
        match path {
            "/" => html_answer(&self.page, &self.page_policy),
            "/graph.json" => Answer {
                body: Cow::Borrowed(&self.graph),
                ..Answer::of("application/json", Vec::new())
            },
            _ => {
                let id = path.strip_prefix("/letters/").map(decoded);
                match id.and_then(|id| self.letters.get(&id)) {
                    Some(letter) => html_answer(letter, &self.letter_policy),
                    None => Answer::refusal(
                        404,
                        "there is nothing here; there are /, /graph.json, /letters/ID and /sparql",
                    ),
                }
            }
        }
    }

    /// Whether a `Host` calls this server by a name that only its user can have given it. A name of
    /// someone else's may be made to point here; an address in numbers cannot.
    fn knows(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok()
            || name.eq_ignore_ascii_case("localhost")
            || self
                .hosts
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
    }
}

fn html_answer<'s>(body: &'s str, policy: &'s str) -> Answer<'s> {
    Answer {
        status: 200,
        content_type: HTML,
        policy: Cow::Borrowed(policy),
        body: Cow::Borrowed(body.as_bytes()),
    }
}

/// A part of a path without percent signs.
fn decoded(part: &str) -> String {
    percent_encoding::percent_decode_str(part)
        .decode_utf8_lossy()
        .into_owned()
}
