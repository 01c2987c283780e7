//! A line becomes a letter to read, or the reason why it is none.

use super::lines::{Line, Lines};
use crate::limits::unreadable;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The file; `None` for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1; 0 for the file as a whole.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u64,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands on references"
)]
const fn is_zero(line: &u64) -> bool {
    *line == 0
}

/// The letter itself, or where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Its text, of any form that is text.
    Text(String),
    /// A file of any form.
    Path(PathBuf),
}

/// A letter to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it was named; `None` where the letter itself was.
    pub origin: Option<Origin>,
    /// What it is called, where that is told.
    pub id: Option<String>,
    /// The letter, or why there is none.
    pub body: Result<Body, String>,
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
    /// Neither; it is passed over so that the line can be told by what else it holds.
    Other(serde::de::IgnoredAny),
}

impl Entry {
    /// A file to read, which is its own name.
    pub fn file(path: &Path) -> Self {
        Self {
            origin: None,
            id: None,
            body: Ok(Body::Path(path.to_owned())),
        }
    }

    /// Reads one line of NDJSON.
    ///
    /// # Examples
    /// ```
    /// use kamergraph::stream::{Body, Entry};
    ///
    /// let entry = Entry::read(br#"{"id": 7, "text": "Vraag 1"}"#, None);
    /// assert_eq!(entry.id.as_deref(), Some("7"));
    /// assert_eq!(entry.body, Ok(Body::Text("Vraag 1".to_owned())));
    /// assert!(Entry::read(b"{}", None).body.is_err());
    /// ```
    pub fn read(line: &[u8], origin: Option<Origin>) -> Self {
        let given = serde_json::from_slice(line);
        let given: Given = match given {
            // A list would do for the fields in their order.
            Ok(_) if !line.trim_ascii_start().starts_with(b"{") => {
                return Self {
                    origin,
                    id: None,
                    body: Err(format!("this is no letter; {OBJECT}")),
                };
            }
            Ok(given) => given,
            Err(error) => {
                return Self {
                    origin,
                    id: None,
                    body: Err(not_json(&error)),
                };
            }
        };
        let (id, odd) = match given.id {
            Some(Id::Text(id)) if !id.is_empty() => (Some(id), false),
            Some(Id::Number(id)) => (Some(id.to_string()), false),
            Some(Id::Other(_)) => (None, true),
            Some(Id::Text(_)) | None => (None, false),
        };
        let body = match (given.text, given.path) {
            _ if odd => Err("its id is neither a text nor a whole number"),
            (Some(_), Some(_)) => Err("it has both a text and a path; give one of them"),
            (None, None) => Err("it has neither a text nor a path; give one of them"),
            (Some(_), None) if id.is_none() => {
                Err("it has a text and no id; give it one, by which its record can be told")
            }
            (Some(text), None) => Ok(Body::Text(text)),
            (None, Some(path)) => Ok(Body::Path(path)),
        };
        Self {
            origin,
            id,
            body: body.map_err(str::to_owned),
        }
    }

    /// What it is called: by its id, or else by its path.
    pub fn name(&self) -> Option<Cow<'_, str>> {
        match (&self.id, &self.body) {
            (Some(id), _) => Some(id.into()),
            (None, Ok(Body::Path(path))) => Some(path.to_string_lossy()),
            (None, _) => None,
        }
    }

    /// What its record is told by: its name, or else where it stands. A record gives the same again,
    /// as [`Finished`](super::Finished) reads it.
    pub fn key(&self) -> Key<'_> {
        self.name().map_or_else(
            || {
                let origin = self.origin.as_ref();
                Key::Place(
                    origin.and_then(|at| at.file.as_deref()),
                    origin.map_or(0, |at| at.line),
                )
            },
            Key::Name,
        )
    }
}

/// What a record is told by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key<'a> {
    /// What the letter is called.
    Name(Cow<'a, str>),
    /// File and line of an entry without a name.
    Place(Option<&'a str>, u64),
}

const OBJECT: &str = "it must be an object with id and text or path";

fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(what, _)| what);
    match error.classify() {
        serde_json::error::Category::Data => {
            format!(
                "this is no letter: {what} (byte {}); {OBJECT}",
                error.column()
            )
        }
        _ => format!("this is no JSON: {what} (byte {})", error.column()),
    }
}

/// The entries of some files of NDJSON, one after another.
#[derive(Debug)]
pub struct Entries {
    files: std::vec::IntoIter<PathBuf>,
    open: Option<(Option<String>, Lines)>,
}

impl Entries {
    /// The entries of these files; `-` is standard input.
    pub fn new(files: Vec<PathBuf>) -> Self {
        Self {
            files: files.into_iter(),
            open: None,
        }
    }
}

fn of_line(file: Option<&str>, line: Line) -> Entry {
    let origin = Some(Origin {
        file: file.map(str::to_owned),
        line: line.number,
    });
    match line.bytes {
        Some(bytes) => Entry::read(&bytes, origin),
        None => Entry {
            origin,
            id: None,
            body: Err("this line is longer than any letter".to_owned()),
        },
    }
}

/// A file that cannot be read, from its beginning or from somewhere on, is an entry, too: one without
/// a letter.
impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let Some((file, lines)) = &mut self.open else {
                let path = self.files.next()?;
                let file = (path != Path::new("-")).then(|| path.display().to_string());
                match Lines::open(&path) {
                    Ok(lines) => self.open = Some((file, lines)),
                    Err(error) => return Some(broken(file, 0, &error)),
                }
                continue;
            };
            let before = lines.number();
            match lines.next() {
                Some(Ok(line)) => return Some(of_line(file.as_deref(), line)),
                Some(Err(error)) => return Some(broken(file.clone(), before + 1, &error)),
                None => self.open = None,
            }
        }
    }
}

fn broken(file: Option<String>, line: u64, error: &io::Error) -> Entry {
    Entry {
        origin: Some(Origin { file, line }),
        id: None,
        body: Err(if line == 0 {
            unreadable(error)
        } else {
            format!("this file cannot be read further: {error}")
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_gives_no_letter_says_why() {
        for (line, says) in [
            ("", "no JSON"),
            ("{\"id\": \"a\", \"text\": \"x", "no JSON: EOF while"),
            ("[1, 2]", "no letter"),
            (
                "[\"a\", \"Vraag 1\", null]",
                "no letter; it must be an object",
            ),
            ("7", "no letter"),
            ("{\"text\": \"Vraag 1\"}", "no id"),
            ("{\"id\": \"a\"}", "neither a text nor a path"),
            (
                "{\"id\": \"a\", \"text\": null}",
                "neither a text nor a path",
            ),
            ("{\"id\": \"a\", \"text\": 7}", "no letter: invalid type"),
            (
                "{\"id\": \"a\", \"text\": \"x\", \"path\": \"y\"}",
                "both a text and a path",
            ),
            (
                "{\"id\": [1], \"text\": \"x\"}",
                "neither a text nor a whole",
            ),
        ] {
            let why = Entry::read(line.as_bytes(), None).body.unwrap_err();
            assert!(why.contains(says), "{line}: {why}");
        }
        let why = Entry::read(b"{\"id\": \"a\", \"text\": \"\xff\"}", None).body;
        assert!(why.unwrap_err().contains("no JSON"));
    }

    #[test]
    fn a_path_may_go_without_a_name() {
        let entry = Entry::read(br#"{"path": "a.txt", "more": {"x": 1}}"#, None);
        assert_eq!(entry.body, Ok(Body::Path("a.txt".into())));
        assert_eq!(entry.key(), Key::Name("a.txt".into()));
    }
}
