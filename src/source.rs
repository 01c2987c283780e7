//! CONTRACT (to be filled in): a path or standard input becomes bytes with an identity.
use std::path::PathBuf;

/// What kind of file the bytes are, told by their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Media {
    /// Plain text, in UTF-8 or Windows-1252.
    Text,
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
#[error("{0}")]
pub struct SourceError(pub String);

impl Source {
    /// Reads a file.
    pub fn read(_path: &std::path::Path) -> Result<Self, SourceError> {
        Err(SourceError("not built yet".into()))
    }

    /// Reads standard input to its end.
    pub fn stdin() -> Result<Self, SourceError> {
        Err(SourceError("not built yet".into()))
    }
}
