//! Files become pieces: statements and records, and what is neither.

use crate::limits::unreadable;
use crate::stream::Lines;
use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What a line holds.
#[derive(Debug)]
pub enum Piece {
    /// A statement.
    Quad(Quad),
    /// A record of a letter, as it stands, and where.
    Record(Vec<u8>, Place),
    /// A record that tells of a fault, in place of a letter.
    Untold,
    /// Why a line or the rest of a file is none of these, with file and line.
    Fault(String),
}

/// A line of a file.
#[derive(Debug, Clone)]
pub struct Place {
    file: Rc<str>,
    line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: line {}", self.file, self.line)
    }
}

/// The pieces of some files, one after another. What a file is, its first character tells: `{` begins
/// records, anything else N-Quads. Gzip is unpacked; `-` is standard input.
pub fn pieces(files: Vec<PathBuf>) -> impl Iterator<Item = Piece> {
    files.into_iter().flat_map(|path| of_file(&path))
}

fn of_file(path: &Path) -> Box<dyn Iterator<Item = Piece>> {
    let name: Rc<str> = path.display().to_string().into();
    let opened = Lines::open(path).and_then(|mut lines| {
        let first = lines.peek()?.trim_ascii_start();
        let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
        Ok((first.first() == Some(&b'{'), lines))
    });
    let (records, lines) = match opened {
        Ok(opened) => opened,
        Err(cause) => {
            let fault = format!("{name}: {}", unreadable(&cause));
            return Box::new(std::iter::once(Piece::Fault(fault)));
        }
    };
    Box::new(lines.filter_map(move |line| {
        let line = match line {
            Ok(line) => line,
            Err(cause) => {
                let fault = format!("{name}: this cannot be read further ({cause})");
                return Some(Piece::Fault(fault));
            }
        };
        let place = Place {
            file: Rc::clone(&name),
            line: line.number,
        };
        let Some(bytes) = line.bytes else {
            return Some(Piece::Fault(format!("{place} is too long")));
        };
        let piece = if records {
            record(bytes, &place)
        } else if bytes.starts_with(b"#") {
            return None;
        } else {
            quad(&bytes).map(Piece::Quad)
        };
        let told = |why| Piece::Fault(format!("{place}: {why}"));
        Some(piece.unwrap_or_else(told))
    }))
}

/// What tells a record of a letter from one of a fault.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    error: Option<serde::de::IgnoredAny>,
}

fn record(bytes: Vec<u8>, place: &Place) -> Result<Piece, String> {
    match serde_json::from_slice::<Head>(&bytes) {
        Ok(Head { error: Some(_) }) => Ok(Piece::Untold),
        Ok(Head { error: None }) => Ok(Piece::Record(bytes, place.clone())),
        Err(error) => Err(format!(
            "this is no record ({error}); a record is one line of JSON, as extract writes it"
        )),
    }
}

/// Reads one line of N-Quads.
pub(super) fn quad(line: &[u8]) -> Result<Quad, String> {
    let mut parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(line);
    let quad = match parser.next() {
        Some(Ok(quad)) => quad,
        Some(Err(error)) => {
            let error = RdfParseError::Syntax(error).to_string();
            let what = error
                .split_once(": ")
                .map_or(error.as_str(), |(_, what)| what);
            return Err(format!("this is no statement of N-Quads ({what})"));
        }
        None => return Err("there is no statement in it".to_owned()),
    };
    let blank = matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
        || matches!(quad.object, Term::BlankNode(_))
        || quad.graph_name.is_blank_node();
    if blank {
        return Err(
            "blank nodes of several files cannot be told apart, and kamergraph makes none"
                .to_owned(),
        );
    }
    Ok(quad)
}
