//! What a query gives, in the forms that SPARQL 1.1 has for it: JSON, XML, CSV and TSV for rows and
//! for yes or no, Turtle and N-Triples for triples.

use crate::export::rdf::PREFIXES;
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::Variable;
use oxrdfio::{RdfFormat, RdfSerializer};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use std::io;

/// What a query gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Results {
    /// `ASK`: yes or no.
    Boolean(bool),
    /// `SELECT`: a table.
    Rows {
        /// The columns.
        variables: Vec<Variable>,
        /// A term for each column, where there is one.
        rows: Vec<Vec<Option<Term>>>,
        /// Whether there are more rows than were wanted.
        more: bool,
    },
    /// `CONSTRUCT`, `DESCRIBE`: triples, sorted.
    Graph {
        /// The triples.
        triples: Vec<Triple>,
        /// Whether there are more than were wanted.
        more: bool,
    },
}

impl Results {
    /// Whether there is more than was wanted.
    pub const fn more(&self) -> bool {
        matches!(
            self,
            Self::Rows { more: true, .. } | Self::Graph { more: true, .. }
        )
    }

    /// Rows, or yes or no, in one of the forms of SPARQL 1.1; nothing for triples.
    ///
    /// # Errors
    ///
    /// Never in practice: memory takes every byte.
    pub fn table(&self, format: QueryResultsFormat) -> io::Result<Option<Vec<u8>>> {
        let serializer = QueryResultsSerializer::from_format(format);
        match self {
            Self::Boolean(yes) => {
                let out = serializer.serialize_boolean_to_writer(Vec::new(), *yes)?;
                Ok(Some(out))
            }
            Self::Rows {
                variables, rows, ..
            } => {
                let mut writer =
                    serializer.serialize_solutions_to_writer(Vec::new(), variables.clone())?;
                for row in rows {
                    let bound = variables.iter().zip(row);
                    let bound = bound.filter_map(|(v, term)| Some((v.as_ref(), term.as_ref()?)));
                    writer.serialize(bound.map(|(v, term)| (v, term.as_ref())))?;
                }
                Ok(Some(writer.finish()?))
            }
            Self::Graph { .. } => Ok(None),
        }
    }

    /// Triples in a syntax of RDF; nothing for rows.
    ///
    /// # Errors
    ///
    /// Never in practice: memory takes every byte.
    pub fn graph(&self, format: RdfFormat) -> io::Result<Option<Vec<u8>>> {
        let Self::Graph { triples, .. } = self else {
            return Ok(None);
        };
        let mut serializer = RdfSerializer::from_format(format);
        for (name, namespace) in PREFIXES {
            serializer = serializer
                .with_prefix(name, namespace)
                .map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(Vec::new());
        for triple in triples {
            writer.serialize_triple(triple)?;
        }
        Ok(Some(writer.finish()?))
    }
}

/// An IRI with a prefix in place of its namespace, where that leaves a plain local name: `kg:oversees`;
/// other IRIs in angle brackets.
pub fn shortened(iri: &str) -> String {
    let plain = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let short = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace).filter(|local| plain(local))?;
        Some(format!("{prefix}:{local}"))
    });
    short.unwrap_or_else(|| format!("<{iri}>"))
}
