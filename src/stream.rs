//! Letters come in one a line, and a record of each goes out, in memory that does not grow with them.
//!
//! What comes in is NDJSON, a letter a line; other fields are passed over:
//! ```json
//! {"id": "brief-1", "text": "2030Z00007\nVraag 1\n…"}
//! {"id": "brief-2", "path": "letters/2.pdf"}
//! ```
//! `id` is a text or a whole number. A letter that bears no number of its own is known by it, and the
//! record gives it back as `source`. With a `path` it may be left out.
//!
//! What goes out is a record a line, as [`ndjson`](crate::export::ndjson) has it, with the letter's
//! N-Quads as one text under `quads`, if asked for. A line that gives no letter gives a record of its
//! own, and the rest goes on:
//! ```json
//! {"error": "this is no JSON: …", "line": 3}
//! {"error": "there is no such file …", "file": "more.ndjson", "line": 4, "id": "brief-2"}
//! ```
//! Or N-Quads go out, and behind those of each letter a comment that tells of the letter, or of the
//! fault: `# {"source": "brief-1", "letter": "https://…", "quads": 312}`.
//!
//! [`Extractor`](crate::stream::Extractor) makes the records, [`each`](crate::stream::each) reads
//! letters side by side with a bound to how many are under way, and
//! [`Finished`](crate::stream::Finished) tells what a run had done before it was killed.

mod entry;
mod finished;
mod lines;
mod pool;

pub use entry::{Body, Entries, Entry, Origin};
pub use finished::{Finished, Kept, ResumeError};
pub use lines::{Line, Lines};
pub use pool::{THREADS, each};

use crate::export::rdf::{self, Options};
use crate::export::{Format, ndjson};
use crate::model::Model;
use crate::pipeline::{Extraction, Pipeline};
use crate::source::{Media, Source};
use oxrdfio::RdfFormat;
use serde::Serialize;
use std::any::Any;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The form of what goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A record a line.
    Records {
        /// Whether each holds the letter's N-Quads too.
        quads: bool,
    },
    /// N-Quads, with a comment behind those of each letter.
    Quads,
}

/// What goes out for one line that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The bytes, whole lines.
    pub bytes: Vec<u8>,
    /// Whether it tells of a fault.
    pub failed: bool,
}

/// Makes a record of each letter. Each is of one letter alone, whatever comes before or after it.
#[derive(Debug)]
pub struct Extractor<'a> {
    /// All stages up to the graph.
    pub pipeline: &'a Pipeline<'a>,
    /// The classes and predicates.
    pub model: &'a Model,
    /// What IRIs begin with.
    pub base_iri: &'a str,
    /// What RDF says of the run.
    pub rdf: Options<'a>,
    /// What every letter is taken for; `None`: what it looks like.
    pub media: Option<Media>,
    /// What goes out.
    pub form: Form,
}

/// A line that gave no letter.
#[derive(Serialize)]
struct Fault<'a> {
    error: &'a str,
    #[serde(flatten)]
    origin: Option<&'a Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

/// What the comment behind a letter's quads tells.
#[derive(Serialize)]
struct Told<'a> {
    source: &'a str,
    letter: &'a str,
    quads: usize,
}

impl Extractor<'_> {
    /// The record of one letter. Whatever is wrong with the letter, a fault of the program included,
    /// becomes a record that says so: a panic while it is read is caught here. What cannot be caught
    /// is the end of the stack or of the memory; readers of nested forms keep no stack of their own,
    /// and a source is at most 64 MiB.
    pub fn record(&self, entry: Entry) -> Record {
        let name = entry.name().map(std::borrow::Cow::into_owned);
        let Entry { origin, id, body } = entry;
        let made = body.and_then(|body| {
            catch_unwind(AssertUnwindSafe(|| self.read(id.as_deref(), body)))
                .unwrap_or_else(|panic| Err(of_panic(panic.as_ref())))
        });
        match made {
            Ok(bytes) => Record {
                bytes,
                failed: false,
            },
            Err(error) => Record {
                bytes: self.fault(&Fault {
                    error: &error,
                    origin: origin.as_ref(),
                    id: name.as_deref(),
                }),
                failed: true,
            },
        }
    }

    fn read(&self, id: Option<&str>, body: Body) -> Result<Vec<u8>, String> {
        let source = match body {
            Body::Text(text) => Source::memory(id.unwrap_or("letter"), text.into_bytes()),
            Body::Path(path) => Source::read(&path),
        };
        let mut source = source.map_err(|error| error.to_string())?;
        if let Some(id) = id {
            id.clone_into(&mut source.id);
            id.clone_into(&mut source.name);
        }
        if let Some(media) = self.media {
            source.media = media;
        }
        let letter = self.pipeline.extract(&source);
        let letter = letter.map_err(|error| error.to_string())?;
        // Memory takes every byte.
        self.write(&letter).map_err(|error| error.to_string())
    }

    fn write(&self, letter: &Extraction) -> io::Result<Vec<u8>> {
        let id = letter.letter.id.as_str();
        let graph = self.pipeline.graph(self.base_iri, id, [letter]);
        let quads = || rdf::write(&graph, self.model, RdfFormat::NQuads, &self.rdf);
        match self.form {
            Form::Quads => {
                let mut out = quads()?;
                let told = Told {
                    source: &letter.source,
                    letter: &crate::graph::iri::letter(&graph.base_iri, id),
                    quads: out.split(|byte| *byte == b'\n').count() - 1,
                };
                comment(&told, &mut out)?;
                Ok(out)
            }
            Form::Records { quads: with } => {
                let quads = if with { Some(quads()?) } else { None };
                let quads = quads.map(String::from_utf8).transpose();
                let quads = quads.map_err(io::Error::other)?;
                let mut out = Vec::new();
                ndjson::write_with(letter, &graph, quads.as_deref(), &mut out)?;
                Ok(out)
            }
        }
    }

    fn fault(&self, fault: &Fault<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        let written = match self.form {
            Form::Quads => comment(fault, &mut out),
            Form::Records { .. } => serde_json::to_writer(&mut out, fault)
                .map_err(io::Error::from)
                .and_then(|()| out.write_all(b"\n")),
        };
        // A text, a number and a text are always JSON, and memory takes every byte.
        debug_assert!(written.is_ok());
        out
    }
}

impl Form {
    /// The format that it is of.
    pub const fn format(self) -> Format {
        match self {
            Self::Records { .. } => Format::NdJson,
            Self::Quads => Format::NQuads,
        }
    }
}

/// What begins a comment that tells of a letter or of a fault.
const COMMENT: &[u8] = b"# {";

/// A line that N-Quads pass over. JSON has no line breaks within.
fn comment(told: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    out.write_all(b"# ")?;
    serde_json::to_writer(&mut *out, told)?;
    out.write_all(b"\n")
}

/// What a panic says.
fn of_panic(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!(
        "a fault of the program, not of the letter: {}; please report it, with the letter",
        text.unwrap_or("it broke off")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "it is what is tested")]
    fn a_panic_says_what_it_was() {
        let caught = |work: fn()| of_panic(catch_unwind(work).unwrap_err().as_ref());
        assert!(caught(|| panic!("out of range")).contains("out of range"));
        assert!(caught(|| panic!("at {}", 3)).contains("at 3"));
        assert!(caught(|| std::panic::panic_any(3)).contains("broke off"));
    }
}
