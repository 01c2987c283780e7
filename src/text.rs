//! CONTRACT (to be filled in): bytes become clean Unicode text, each line with its place.
use crate::span::Span;

/// Where in the source a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Page, from 1; 0 where the form has no pages.
    pub page: u32,
    /// Line within the source (or paragraph, in forms without lines), from 1.
    pub line: u32,
}

/// What a line is in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// A line of running text that may go on in the next line.
    Wrapped,
    /// A whole paragraph.
    Paragraph,
    /// The body of a footnote that the form itself marks as such, with its mark.
    Note(String),
}

/// One line of the text.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line's bytes in [`Text::content`], without the line break.
    pub span: Span,
    /// Where it stands in the source.
    pub place: Place,
    /// What it is there.
    pub kind: LineKind,
}

/// The text of one source.
#[derive(Debug, Clone)]
pub struct Text {
    /// All lines, each closed by `\n`, in Unicode NFC, without control characters.
    pub content: String,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// What a reader should know: "read as Windows-1252".
    pub warnings: Vec<String>,
}

/// Why bytes give no text.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TextError(pub String);

impl Text {
    /// The text of a source.
    pub fn read(_source: &crate::source::Source) -> Result<Self, TextError> {
        Err(TextError("not built yet".into()))
    }
}
