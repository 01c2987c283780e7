//! A path or standard input becomes bytes with an identity.
//!
//! A letter is known by what it says, not by where it lies: the SHA-256 of its bytes goes with it
//! through every stage, and its id comes from the file's name alone, so that the same file gives
//! the same graph in every folder.

use crate::fingerprint;
use crate::limits::{SOURCE_BYTES, unreadable};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// What kind of file the bytes are, told by their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Media {
    /// Plain text, in UTF-8, UTF-16 with a byte order mark, or Windows-1252.
    Text,
    /// A Word file: a zip, or the container of locked files and of those before 2007.
    Docx,
    /// A PDF file.
    Pdf,
    /// A web page, or a piece of one.
    Html,
    /// An official publication, or other XML.
    Xml,
}

impl Media {
    /// What the first bytes say. Names of files play no part: people rename them.
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                Self::Docx
            }
            // some programs put a few bytes of their own before the file's head
            _ if bytes.windows(5).take(1024).any(|w| w == b"%PDF-") => Self::Pdf,
            _ => Self::of_text(bytes),
        }
    }

    /// Tells marked-up text from plain text by the first tag.
    fn of_text(bytes: &[u8]) -> Self {
        // In UTF-16 every other byte of a tag is NUL; without those, and without byte order marks,
        // tags look the same in every encoding.
        let signs = || bytes.iter().take(4096).filter(|b| b.is_ascii() && **b != 0);
        // most letters begin with no tag
        if signs().find(|b| !b.is_ascii_whitespace()) != Some(&b'<') {
            return Self::Text;
        }
        let head: Vec<u8> = signs().map(u8::to_ascii_lowercase).collect();
        let head = head.trim_ascii_start();
        let word = head.strip_prefix(b"<").unwrap_or_default();
        let name: Vec<u8> = word
            .iter()
            .copied()
            .take_while(|b| b.is_ascii_alphanumeric() || b"!?-_.:".contains(b))
            .collect();
        let html: [&[u8]; 14] = [
            b"html", b"head", b"body", b"div", b"p", b"h1", b"h2", b"h3", b"table", b"section",
            b"article", b"main", b"span", b"meta",
        ];
        let is_page = || {
            head.windows(5).any(|w| w == b"<html")
                || head.windows(13).any(|w| w == b"!doctype html")
        };
        match name.as_slice() {
            b"" => Self::Text,
            name if html.contains(&name) || is_page() => Self::Html,
            b"!--" => Self::Html,
            [b'a'..=b'z' | b'?' | b'!', ..] => Self::Xml,
            _ => Self::Text,
        }
    }
}

/// The bytes of one letter, and where they came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, or `None` for standard input.
    pub path: Option<PathBuf>,
    /// What messages call it: the path, or `-`.
    pub name: String,
    /// File name without folder and extension; `stdin` for standard input.
    pub id: String,
    /// What the bytes are.
    pub media: Media,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a letter cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no such file.
    #[error("{0}: {why}", why = unreadable(&io::ErrorKind::NotFound.into()))]
    Missing(String),
    /// It is a folder.
    #[error("{0}: this is a folder; name the letters in it, for instance {0}/*.txt")]
    Folder(String),
    /// It holds nothing.
    #[error(
        "{0}: there is nothing in it; check that the letter was saved, or that the command before the pipe wrote something"
    )]
    Empty(String),
    /// It holds more than any letter.
    #[error(
        "{0}: this is larger than {limit} MiB, more than any letter; give one letter at a time",
        limit = SOURCE_BYTES / 1024 / 1024
    )]
    TooLarge(String),
    /// The system does not let it be read.
    #[error("{name}: {why}", why = unreadable(cause))]
    Unreadable {
        /// The file, or `-`.
        name: String,
        /// What the system says.
        cause: io::Error,
    },
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// [`SourceError`] when there is no such file, when it is a folder, empty, larger than a
    /// letter can be, or closed to the reader. Each message says how to mend it.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(SourceError::Folder(
                name.trim_end_matches(['/', '\\']).to_owned(),
            ));
        }
        let file = File::open(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => SourceError::Missing(name.clone()),
            _ => SourceError::Unreadable {
                name: name.clone(),
                cause,
            },
        })?;
        let bytes = limited(file, &name)?;
        let id = path.file_stem().map_or_else(
            || "letter".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        Self::from_bytes(bytes, id, name, Some(path.to_path_buf()))
    }

    /// Reads standard input to its end.
    ///
    /// # Errors
    /// [`SourceError`] when nothing comes, when it is larger than a letter can be, or when it
    /// breaks off.
    pub fn stdin() -> Result<Self, SourceError> {
        let bytes = limited(io::stdin().lock(), "-")?;
        Self::from_bytes(bytes, "stdin".to_owned(), "-".to_owned(), None)
    }

    /// Takes bytes that are already at hand, under an id of the caller's choice.
    ///
    /// # Errors
    /// [`SourceError::Empty`] when there are none.
    ///
    /// # Examples
    /// ```
    /// let source = kamergraph::source::Source::memory("brief", "Vraag 1\nWaarom?\n".as_bytes().to_vec())?;
    /// assert_eq!(source.id, "brief");
    /// assert_eq!(source.sha256.len(), 64);
    /// # Ok::<(), kamergraph::source::SourceError>(())
    /// ```
    pub fn memory(id: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        Self::from_bytes(bytes, id.to_owned(), id.to_owned(), None)
    }

    fn from_bytes(
        bytes: Vec<u8>,
        id: String,
        name: String,
        path: Option<PathBuf>,
    ) -> Result<Self, SourceError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(SourceError::Empty(name));
        }
        let sha256 = fingerprint::of(&bytes);
        Ok(Self {
            path,
            name,
            id,
            media: Media::of(&bytes),
            sha256,
            bytes,
        })
    }
}

fn limited(reader: impl Read, name: &str) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    reader
        .take(SOURCE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| SourceError::Unreadable {
            name: name.to_owned(),
            cause,
        })?;
    if bytes.len() as u64 > SOURCE_BYTES {
        Err(SourceError::TooLarge(name.to_owned()))
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_stem_and_its_digest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("2031Z00001.txt");
        std::fs::write(&path, "abc").unwrap();
        let source = Source::read(&path).unwrap();
        assert_eq!(source.id, "2031Z00001");
        assert_eq!(
            source.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn each_error_says_how_to_mend_it() {
        let dir = tempfile::tempdir().unwrap();
        let empty = dir.path().join("leeg.txt");
        std::fs::write(&empty, " \n").unwrap();
        for (path, says) in [
            (dir.path().join("nergens.txt"), "check the name"),
            (dir.path().to_path_buf(), "/*.txt"),
            (empty, "check that the letter was saved"),
        ] {
            let message = Source::read(&path).unwrap_err().to_string();
            assert!(message.contains(says), "{message}");
        }
    }
}
