//! Statements that come one after another, in any syntax.

use super::buffer::Buffer;
use super::lines;
use super::sink::Sink;
use crate::graph::iri;
use crate::model::Model;
use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use oxrdfio::RdfFormat;
use std::io::{self, Write};

/// A writer of statements, of which those of one thing should come together, and those of one graph.
pub struct Statements<'a> {
    sink: Sink<'a>,
    graph: Option<String>,
}

impl std::fmt::Debug for Statements<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Statements")
            .field("graph", &self.graph)
            .finish_non_exhaustive()
    }
}

impl<'a> Statements<'a> {
    /// Begins a document about things below `base_iri`.
    ///
    /// # Errors
    /// What `out` gives.
    pub fn begin(
        syntax: RdfFormat,
        model: &Model,
        base_iri: &str,
        out: &'a mut dyn Write,
    ) -> io::Result<Self> {
        let base = iri::base(base_iri);
        // Folders of things that are found by pattern bear the names of their classes.
        let folders: Vec<String> = model
            .classes()
            .map(|(_, class)| format!("{base}id/{}/", class.name.to_lowercase()))
            .collect();
        let folders = folders.iter().map(String::as_str);
        let sink = Sink::new(syntax, &base, folders, Buffer::onto(out))?;
        Ok(Self { sink, graph: None })
    }

    /// Adds a statement without blank nodes.
    ///
    /// # Errors
    /// What `out` gives, or that the syntax cannot hold it.
    pub fn put(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(name) => Some(name.as_str()),
            GraphNameRef::DefaultGraph => None,
            GraphNameRef::BlankNode(_) => return Err(blank()),
        };
        if self.graph.as_deref() != graph {
            self.graph = graph.map(str::to_owned);
            self.sink.graph(graph);
        }
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
            return Err(blank());
        };
        self.sink
            .term(subject.as_str(), quad.predicate, quad.object)
    }

    /// Ends the document.
    ///
    /// # Errors
    /// What `out` gives.
    pub fn finish(self) -> io::Result<()> {
        self.sink.finish().map(|_| ())
    }
}

fn blank() -> io::Error {
    io::Error::other("blank nodes are not written")
}

/// The canonical N-Quads line of a statement, without its line break.
pub(crate) fn line(quad: QuadRef<'_>) -> String {
    let graph = match quad.graph_name {
        GraphNameRef::NamedNode(name) => Some(name.as_str()),
        _ => None,
    };
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(subject) => {
            text_line(subject.as_str(), quad.predicate, quad.object, graph)
        }
        NamedOrBlankNodeRef::BlankNode(_) => quad.to_string(),
    }
}

/// The canonical N-Quads line of one value of a thing, without its line break.
pub(crate) fn text_line<'t>(
    subject: &str,
    predicate: NamedNodeRef<'_>,
    object: impl Into<TermRef<'t>>,
    graph: Option<&str>,
) -> String {
    let mut out = Vec::with_capacity(256);
    // Memory takes every byte, and all parts are UTF-8.
    let _ = lines::statement(&mut out, subject, predicate.as_str(), object.into(), graph);
    out.truncate(out.trim_ascii_end().len());
    String::from_utf8(out).unwrap_or_default()
}
