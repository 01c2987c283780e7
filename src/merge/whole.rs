//! The whole graph in memory, for formats that need it.

use crate::export::ndjson::{self, RecordError};
use crate::export::rdf::Reader;
use crate::graph::{Graph, GraphBuilder};
use crate::lexicon::Lexicon;
use crate::model::Model;
use oxrdf::Quad;

/// Pieces become one graph.
#[derive(Debug)]
pub struct Whole<'a> {
    builder: GraphBuilder<'a>,
    statements: Reader,
    lexicon: &'a Lexicon,
    base_iri: &'a str,
}

impl<'a> Whole<'a> {
    /// Nothing yet, of letters whose IRIs begin with `base_iri`.
    pub fn new(base_iri: &'a str, model: &'a Model, lexicon: &'a Lexicon) -> Self {
        Self {
            builder: GraphBuilder::new(base_iri, model),
            statements: Reader::default(),
            lexicon,
            base_iri,
        }
    }

    /// Adds a statement.
    pub fn quad(&mut self, quad: Quad) {
        self.statements.add(quad);
    }

    /// Adds the graph of a record.
    pub fn graph(&mut self, graph: &Graph) {
        self.builder.add_graph(graph);
    }

    /// The graph of a record.
    ///
    /// # Errors
    ///
    /// [`RecordError`] when it is no record, or its IRIs begin with something else.
    pub fn read(&self, record: &[u8]) -> Result<Graph, RecordError> {
        ndjson::read(record, self.base_iri)
    }

    /// The graph of all pieces.
    pub fn finish(mut self, name: &str) -> Graph {
        self.statements.finish(&mut self.builder, self.lexicon);
        self.builder.finish(name)
    }
}
