//! What any number of runs wrote becomes one graph, whatever the order of files and lines.
//!
//! What comes in are N-Quads (N-Triples too) and NDJSON records; each line is a [`Piece`]. Merging is
//! union, with the few rules by which a graph of many letters differs from their quads behind one
//! another: an entity has one preferred name a language, and what one letter states does not only
//! follow ([`settle`]). So the pieces give what one run over all letters gives.
//!
//! RDF is merged on disk: its statements are sorted outside memory ([`Sorter`]), and memory does not
//! grow with them. Any other format needs the whole graph ([`Whole`]).
//!
//! [`Piece`]: crate::merge::Piece
//! [`settle`]: crate::merge::settle
//! [`Sorter`]: crate::merge::Sorter
//! [`Whole`]: crate::merge::Whole

mod input;
mod parts;
mod settle;
mod sorter;
mod whole;

pub use input::{Piece, Place, pieces};
pub use settle::{Settled, settle};
pub use sorter::{SortError, Sorter};
pub use whole::Whole;

use crate::export::rdf::{self, Options, Statements};
use crate::graph::Graph;
use crate::model::Model;
use oxrdf::QuadRef;
use oxrdfio::RdfFormat;
use std::io::{self, BufRead, Write};

/// The statements of a graph, one canonical N-Quads line each.
///
/// # Errors
///
/// None but what memory gives.
pub fn lines(graph: &Graph, model: &Model, options: &Options<'_>) -> io::Result<Vec<String>> {
    let quads = rdf::write(graph, model, RdfFormat::NQuads, options)?;
    let quads = String::from_utf8(quads).map_err(io::Error::other)?;
    Ok(quads.lines().map(str::to_owned).collect())
}

/// The canonical N-Quads line of a statement, without its line break.
pub fn line(quad: QuadRef<'_>) -> String {
    rdf::line(quad)
}

/// Writes settled N-Quads in another syntax of RDF, statement by statement. Where the syntax has no
/// named graphs, what several letters say is written once. For [`RdfFormat::TriG`], the lines of a
/// graph have to stand together, as [`by_graph`] makes them.
///
/// # Errors
///
/// What reading and writing give, and where the syntax cannot hold a statement.
pub fn convert(
    settled: impl BufRead,
    model: &Model,
    base_iri: &str,
    syntax: RdfFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let graphs = syntax.supports_datasets() && !matches!(syntax, RdfFormat::JsonLd { .. });
    if syntax == RdfFormat::NTriples {
        return triples(settled, out);
    }
    let mut statements = Statements::begin(syntax, model, base_iri, out)?;
    let mut before = String::new();
    for line in settled.lines() {
        let line = line?;
        let line = line
            .split_once('\t')
            .map_or(line.as_str(), |(_, line)| line);
        let quad = input::quad(line.as_bytes()).map_err(io::Error::other)?;
        if graphs {
            statements.put(quad.as_ref())?;
            continue;
        }
        let triple = parts::of(line).map_or(line, |parts| parts.triple);
        if triple != before {
            triple.clone_into(&mut before);
            statements.put(QuadRef {
                graph_name: oxrdf::GraphNameRef::DefaultGraph,
                ..quad.as_ref()
            })?;
        }
    }
    statements.finish()
}

fn triples(settled: impl BufRead, out: &mut dyn Write) -> io::Result<()> {
    let mut before = String::new();
    for line in settled.lines() {
        let line = line?;
        let triple = parts::of(&line).map_or(line.as_str(), |parts| parts.triple);
        if triple != before {
            triple.clone_into(&mut before);
            writeln!(out, "{triple} .")?;
        }
    }
    out.flush()
}

/// A settled line behind the name of its graph and a tab, by which it is to be sorted.
pub fn by_graph(line: &str) -> String {
    let graph = parts::of(line).and_then(|parts| parts.graph);
    format!("{}\t{line}", graph.unwrap_or_default())
}
