//! The graph in a format each, and files that are written whole or not at all.
//!
//! Every format has a module of its own; [`render`](crate::export::render) is the one `match` that
//! dispatches.

mod columns;
mod cytoscape;
/// Graphviz DOT.
pub mod dot;
mod gexf;
mod graphml;
/// A page to look through.
pub mod html;
mod jgf;
/// JSON in node-link form.
pub mod json;
mod label;
mod mermaid;
/// A record of each letter.
pub mod ndjson;
mod neo4j;
mod png;
/// RDF in every syntax.
pub mod rdf;
mod spreadsheet;
pub(crate) mod style;
/// A picture.
pub mod svg;
/// Files that are written whole or not at all.
pub mod whole;
mod xml;

pub use spreadsheet::no_formula;
pub use whole::{Growing, write_file};

use crate::graph::Graph;
use crate::model::Model;
use crate::pipeline::Extraction;
use oxrdfio::{JsonLdProfileSet, RdfFormat};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A format in which a graph can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// N-Quads, one named graph a letter.
    NQuads,
    /// `TriG`, one named graph a letter.
    TriG,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD.
    JsonLd,
    /// Graphviz DOT.
    Dot,
    /// A picture.
    Svg,
    /// A picture, in pixels.
    Png,
    /// JSON in node-link form.
    Json,
    /// JSON, a record for each letter.
    NdJson,
    /// A page to look through.
    Html,
    /// `GraphML`.
    GraphMl,
    /// GEXF.
    Gexf,
    /// A table of claims.
    Csv,
    /// Mermaid.
    Mermaid,
    /// Cytoscape.js JSON.
    Cytoscape,
    /// JSON Graph Format.
    Jgf,
    /// Two tables for Neo4j's bulk import.
    Neo4j,
}

impl Format {
    /// All formats, in the order in which help and summaries list them.
    pub const ALL: [Self; 19] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::RdfXml,
        Self::JsonLd,
        Self::Dot,
        Self::Svg,
        Self::Png,
        Self::Json,
        Self::NdJson,
        Self::Html,
        Self::GraphMl,
        Self::Gexf,
        Self::Csv,
        Self::Mermaid,
        Self::Cytoscape,
        Self::Jgf,
        Self::Neo4j,
    ];

    /// What is written when nothing else is asked for.
    pub const DEFAULT: [Self; 5] = [
        Self::Turtle,
        Self::NTriples,
        Self::Dot,
        Self::Svg,
        Self::Json,
    ];

    /// Its name on the command line, which is the file's extension too but for a few.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Json => "json",
            Self::NdJson => "ndjson",
            Self::Html => "html",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Csv => "csv",
            Self::Mermaid => "mermaid",
            Self::Cytoscape => "cytoscape",
            Self::Jgf => "jgf",
            Self::Neo4j => "neo4j",
        }
    }

    /// What it is, in a few words, for the help.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle, for triple stores and for people",
            Self::NTriples => "N-Triples, one triple a line",
            Self::NQuads => "N-Quads, with a named graph for each letter",
            Self::TriG => "TriG: Turtle with a named graph for each letter",
            Self::RdfXml => "RDF/XML, for older programs",
            Self::JsonLd => "JSON-LD, compacted, with its context",
            Self::Dot => "Graphviz DOT, coloured and labelled",
            Self::Svg => "a picture",
            Self::Png => "a picture, in pixels",
            Self::Json => "JSON in node-link form, for networkx and other programs",
            Self::NdJson => "JSON, a record for each letter, one a line",
            Self::Html => "a page to look through: picture, search, filters, sentences, letters",
            Self::GraphMl => "GraphML, for Gephi, yEd and networkx",
            Self::Gexf => "GEXF, for Gephi, coloured by class",
            Self::Csv => "the claims as a table, for a spreadsheet",
            Self::Mermaid => "Mermaid, for a README or a wiki",
            Self::Cytoscape => "Cytoscape.js JSON, for Cytoscape too",
            Self::Jgf => "JSON Graph Format",
            Self::Neo4j => "two tables for Neo4j's bulk import",
        }
    }

    /// Whether letters can be written one after another as they are read, so that none of them need
    /// be kept.
    pub const fn streams(self) -> bool {
        matches!(self, Self::NQuads | Self::NdJson)
    }

    /// The names of its files: one, but for tables that belong together.
    pub const fn files(self) -> &'static [&'static str] {
        match self {
            Self::Turtle => &["graph.ttl"],
            Self::NTriples => &["graph.nt"],
            Self::NQuads => &["graph.nq"],
            Self::TriG => &["graph.trig"],
            Self::RdfXml => &["graph.rdf"],
            Self::JsonLd => &["graph.jsonld"],
            Self::Dot => &["graph.dot"],
            Self::Svg => &["graph.svg"],
            Self::Png => &["graph.png"],
            Self::Json => &["graph.json"],
            Self::NdJson => &["graph.ndjson"],
            Self::Html => &["graph.html"],
            Self::GraphMl => &["graph.graphml"],
            Self::Gexf => &["graph.gexf"],
            Self::Csv => &["graph.csv"],
            Self::Mermaid => &["graph.mermaid"],
            Self::Cytoscape => &["graph.cyjs"],
            Self::Jgf => &["graph.jgf.json"],
            Self::Neo4j => &["nodes.csv", "relationships.csv"],
        }
    }

    /// Whether it has a record for each letter, and no form for the graph of several.
    pub const fn by_letter(self) -> bool {
        matches!(self, Self::NdJson)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(name: &str) -> Result<Self, ExportError> {
        let wanted = name.trim().trim_start_matches('.').to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|f| f.name() == wanted)
            .ok_or_else(|| ExportError::UnknownFormat(name.trim().to_owned()))
    }
}

/// Why a graph cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// No format bears that name.
    #[error("no format is called \"{0}\"; the formats are {all}", all = Format::ALL.map(Format::name).join(", "))]
    UnknownFormat(String),
    /// A format of records was asked for a graph.
    #[error(
        "{0} holds a record for each letter, and none for a graph; write its letters with render_letter"
    )]
    ByLetter(Format),
    /// The picture cannot be laid out.
    #[error(
        "the picture cannot be drawn: {0}; the other formats (-f ttl,json) do without a layout"
    )]
    Drawing(String),
    /// A folder or file cannot be written.
    #[error("{path} cannot be written: {cause}; {mend}", path = path.display(), mend = mend(cause))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// What to do about a failed write.
fn mend(cause: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space, or choose another folder with -o"
        }
        ErrorKind::FileTooLarge => {
            "files may not grow that large here: raise the limit (ulimit -f), or write fewer letters or formats at a time"
        }
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written there: choose another folder with -o"
        }
        ErrorKind::ResourceBusy => "wait for it, or choose another folder with -o",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file stands where a folder should be: move it, or choose another folder with -o"
        }
        ErrorKind::IsADirectory => {
            "a folder stands where the file should be: move it, or choose another folder with -o"
        }
        _ => "choose a folder that you may write to with -o, or change the rights of this one",
    }
}

/// How a graph is written, where formats leave a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// What RDF says of the run, and how.
    pub rdf: rdf::Options<'a>,
    /// How pictures are drawn.
    pub drawing: dot::Drawing,
    /// A byte order mark before the table of claims, by which a spreadsheet knows that it is UTF-8.
    pub byte_order_mark: bool,
}

/// The whole text of a graph in a format of one file, with nothing but the RDF chosen.
///
/// # Errors
///
/// As [`render_files`]; the first file of a format that has several.
pub fn render(
    graph: &Graph,
    model: &Model,
    options: &rdf::Options<'_>,
    format: Format,
) -> Result<Vec<u8>, ExportError> {
    let options = Options {
        rdf: options.clone(),
        ..Options::default()
    };
    let mut files = render_files(graph, model, &options, format)?;
    Ok(files.swap_remove(0))
}

/// The bytes of each of a format's [files](Format::files), in their order. Same graph and options,
/// same bytes.
///
/// # Errors
///
/// [`ExportError::Drawing`] when a picture cannot be laid out, [`ExportError::ByLetter`] for a
/// format that has no form for a graph.
pub fn render_files(
    graph: &Graph,
    model: &Model,
    options: &Options<'_>,
    format: Format,
) -> Result<Vec<Vec<u8>>, ExportError> {
    let drawing = &options.drawing;
    // Memory takes every byte, so an error here is the format's own.
    let told = |cause| ExportError::Write {
        path: format.files()[0].into(),
        cause,
    };
    let mut out = Vec::new();
    let rdf = |syntax| rdf::write(graph, model, syntax, &options.rdf).map_err(told);
    match format {
        Format::Turtle => out = rdf(RdfFormat::Turtle)?,
        Format::NTriples => out = rdf(RdfFormat::NTriples)?,
        Format::NQuads => out = rdf(RdfFormat::NQuads)?,
        Format::TriG => out = rdf(RdfFormat::TriG)?,
        Format::RdfXml => out = rdf(RdfFormat::RdfXml)?,
        Format::JsonLd => {
            let profile = JsonLdProfileSet::empty();
            out = rdf(RdfFormat::JsonLd { profile })?;
        }
        Format::Dot => out = dot::write(graph, model, drawing).into_bytes(),
        Format::Svg => out = svg::write(graph, model, drawing)?.into_bytes(),
        Format::Png => out = png::write(graph, model, drawing)?,
        Format::Json => json::write(graph, &mut out).map_err(told)?,
        Format::NdJson => return Err(ExportError::ByLetter(format)),
        Format::Html => out = html::write(graph, model)?.into_bytes(),
        Format::GraphMl => graphml::write(graph, &mut out).map_err(told)?,
        Format::Gexf => gexf::write(graph, &mut out).map_err(told)?,
        Format::Csv => {
            spreadsheet::write(graph, options.byte_order_mark, &mut out).map_err(told)?;
        }
        Format::Mermaid => out = mermaid::write(graph, model, drawing).into_bytes(),
        Format::Cytoscape => cytoscape::write(graph, &mut out).map_err(told)?,
        Format::Jgf => jgf::write(graph, &mut out).map_err(told)?,
        Format::Neo4j => {
            let mut relationships = Vec::new();
            neo4j::nodes(graph, &mut out).map_err(told)?;
            neo4j::relationships(graph, &mut relationships).map_err(told)?;
            return Ok(vec![out, relationships]);
        }
    }
    Ok(vec![out])
}

/// The bytes of each file of one letter in one format. `graph` is the graph of that letter alone. In a format
/// that [streams](Format::streams) the texts of letters can be put behind one another.
///
/// # Errors
///
/// [`ExportError::Drawing`] when a picture cannot be laid out.
pub fn render_letter(
    letter: &Extraction,
    graph: &Graph,
    model: &Model,
    options: &Options<'_>,
    format: Format,
) -> Result<Vec<Vec<u8>>, ExportError> {
    if !format.by_letter() {
        return render_files(graph, model, options, format);
    }
    let mut out = Vec::new();
    ndjson::write(letter, graph, &mut out).map_err(|cause| ExportError::Write {
        path: format.files()[0].into(),
        cause,
    })?;
    Ok(vec![out])
}
