//! What a run had written before it was killed.
//!
//! A run adds each record to its file in one piece, behind the others, so that a kill can leave
//! only the last one broken. That one is cut off and done again.

use super::entry::Key;
use super::lines::Lines;
use super::{COMMENT, Form};
use crate::fingerprint;
use foldhash::HashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// Why a run cannot go on with a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResumeError {
    /// It cannot be read or cut.
    #[error("{path} cannot be gone on with: {cause}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It is not what such a run writes.
    #[error(
        "{path}: line {line} is no record of a run with the same -f; give the -f of that run, or remove the file to begin anew",
        path = path.display()
    )]
    NoRecord {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
}

/// How much of a file is whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Bytes of whole records.
    pub bytes: u64,
    /// Records, faults among them.
    pub records: u64,
    /// Records that tell of a fault.
    pub failed: u64,
}

/// The letters that a run finished, in the order in which it wrote them.
///
/// They are read as they are asked for: where letters come in the order in which they came to that
/// run, no more than a few are kept in memory; in any other order, 20 bytes or so for each.
#[derive(Debug)]
pub struct Finished {
    path: PathBuf,
    form: Form,
    lines: Lines,
    /// Keys, hashed, of letters that were finished and not yet asked for, and how often each.
    ahead: HashMap<u128, u32>,
}

/// What tells a record from others.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    error: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    file: Option<Cow<'a, str>>,
    #[serde(default)]
    line: u64,
}

impl Finished {
    /// Cuts a file behind its last whole record, and gives what is kept, the letters in it, and the
    /// file, ready to be added to.
    ///
    /// # Errors
    ///
    /// [`ResumeError`] when the file cannot be read or cut, or is of another form.
    pub fn open(path: &Path, form: Form) -> Result<(Self, Kept, File), ResumeError> {
        let fault = |cause| ResumeError::Io {
            path: path.to_owned(),
            cause,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(fault)?;
        let kept = whole(path, &file, form)?;
        file.set_len(kept.bytes).map_err(fault)?;
        file.seek(SeekFrom::End(0)).map_err(fault)?;
        let before = File::open(path).map_err(fault)?.take(kept.bytes);
        let finished = Self {
            path: path.to_owned(),
            form,
            lines: Lines::of(before).map_err(fault)?,
            ahead: HashMap::default(),
        };
        Ok((finished, kept, file))
    }

    /// Whether a letter was finished. A letter that was finished once is so the first time it is
    /// asked for: of two with one name, each has its own record.
    ///
    /// # Errors
    ///
    /// [`ResumeError`] when the file cannot be read, or holds something else.
    pub fn take(&mut self, key: &Key<'_>) -> Result<bool, ResumeError> {
        let wanted = hash(key);
        if let Some(times) = self.ahead.get_mut(&wanted) {
            *times -= 1;
            if *times == 0 {
                self.ahead.remove(&wanted);
            }
            return Ok(true);
        }
        while let Some(next) = self.next()? {
            if next == wanted {
                return Ok(true);
            }
            *self.ahead.entry(next).or_default() += 1;
        }
        Ok(false)
    }

    fn next(&mut self) -> Result<Option<u128>, ResumeError> {
        for line in self.lines.by_ref() {
            let line = line.map_err(|cause| ResumeError::Io {
                path: self.path.clone(),
                cause,
            })?;
            let bytes = line.bytes.unwrap_or_default();
            let told = match self.form {
                Form::Records { .. } => bytes.as_slice(),
                Form::Quads if bytes.starts_with(COMMENT) => &bytes[2..],
                Form::Quads => continue,
            };
            let head: Result<Head<'_>, _> = serde_json::from_slice(told);
            let Some(key) = head.ok().and_then(Head::key) else {
                return Err(ResumeError::NoRecord {
                    path: self.path.clone(),
                    line: line.number,
                });
            };
            return Ok(Some(key));
        }
        Ok(None)
    }
}

impl Head<'_> {
    /// The hash of the [`Key`] of the entry that this is the record of.
    fn key(self) -> Option<u128> {
        let name = match self.error {
            None => Some(self.source?),
            Some(_) => self.id,
        };
        Some(hash(&match name {
            Some(name) => Key::Name(name),
            None => Key::Place(self.file.as_deref(), self.line),
        }))
    }
}

/// The first 128 bits of a SHA-256: enough to tell any two apart.
fn hash(key: &Key<'_>) -> u128 {
    let text = match key {
        Key::Name(name) => format!("name\0{name}"),
        Key::Place(file, line) => format!("place\0{}\0{line}", file.unwrap_or("-")),
    };
    let digest = fingerprint::of(text.as_bytes());
    let half = digest.get(..32).unwrap_or_default();
    u128::from_str_radix(half, 16).unwrap_or_default()
}

/// How far the records of a file are whole.
fn whole(path: &Path, file: &File, form: Form) -> Result<Kept, ResumeError> {
    let fault = |cause| ResumeError::Io {
        path: path.to_owned(),
        cause,
    };
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let mut kept = Kept::default();
    let (mut at, mut number) = (0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(fault)?;
        if !line.ends_with(b"\n") {
            return Ok(kept);
        }
        number += 1;
        at += read as u64;
        let (expected, record): (&[u8], _) = match form {
            Form::Records { .. } => (b"{", true),
            Form::Quads if line.starts_with(b"#") => (COMMENT, true),
            Form::Quads => (b"<", false),
        };
        if !line.starts_with(expected) {
            return Err(ResumeError::NoRecord {
                path: path.to_owned(),
                line: number,
            });
        }
        if record {
            kept.bytes = at;
            kept.records += 1;
            let told = match form {
                Form::Records { .. } => line.as_slice(),
                Form::Quads => line.get(2..).unwrap_or_default(),
            };
            kept.failed += u64::from(told.starts_with(b"{\"error\":"));
        }
    }
}
