//! Bytes become clean Unicode text, each line with its place.
//!
//! One reader a form lives under `text/`; all of them give the same `Text`, so that the letter
//! stage need not know where a letter came from. A reader whose form marks footnotes itself gives
//! their bodies as lines of kind `LineKind::Note`, and writes the mark where it is cited between
//! `NOTE_OPEN` and `NOTE_CLOSE`: `bruggen⟦4⟧`.

use crate::{
    limits::{LINE_BYTES, Limit, TEXT_BYTES, WORD_BYTES},
    source::{Media, Source},
    span::Span,
};
use std::borrow::Cow;

mod blocks;
mod docx;
mod html;
mod markdown;
mod markup;
mod pdf;
mod plain;
mod xml;

/// Opens a footnote's mark in running text, where the form itself tells marks from words.
pub const NOTE_OPEN: char = '⟦';
/// Closes a footnote's mark in running text.
pub const NOTE_CLOSE: char = '⟧';

/// Where in the source a line stands. What a form does not have is 0.
#[derive(
    Debug,
    Default,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(default)]
pub struct Place {
    /// Page, from 1, in PDF files and in text whose pages are parted by form feeds.
    #[serde(skip_serializing_if = "is_zero")]
    pub page: u32,
    /// Line, from 1: of the page in PDF files, in the order in which they are read; of the file in
    /// text, web pages and XML.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Paragraph of the running text, from 1, in Word files, which have no lines of their own. Those
    /// in tables and boxes and those without words count, too.
    #[serde(skip_serializing_if = "is_zero")]
    pub paragraph: u32,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands on references"
)]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Place {
    /// A line of a file.
    pub(crate) const fn line(line: u32) -> Self {
        Self {
            page: 0,
            line,
            paragraph: 0,
        }
    }

    /// A paragraph of a Word file.
    pub(crate) const fn paragraph(paragraph: u32) -> Self {
        Self {
            page: 0,
            line: 0,
            paragraph,
        }
    }
}

/// What a line is in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    /// The line's bytes in [`Text::content`], without the line break. Empty for a blank line.
    pub span: Span,
    /// Where it stands in the source.
    pub place: Place,
    /// What it is there.
    pub kind: LineKind,
    /// Whether the next line's first word had no room on it, where the form shows how wide its
    /// lines are. A sentence that ends with a line that had room ends its paragraph.
    pub full: Option<bool>,
}

/// The text of one source.
#[derive(Debug, Clone)]
pub struct Text {
    /// All lines, each closed by `\n`, in Unicode NFC, without control characters. Runs of blanks
    /// are one space; an indented line keeps one space before it, because some tools show by it
    /// where a page begins.
    pub content: String,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// What a reader should know: "read as Windows-1252".
    pub warnings: Vec<String>,
}

/// Why bytes give no text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// The bytes are no text at all.
    #[error(
        "{name}: this is {what}, not text; save the letter as plain text (UTF-8) and read that"
    )]
    Binary {
        /// The file, or `-`.
        name: String,
        /// What it looks like: "a PDF file".
        what: &'static str,
    },
    /// It is protected.
    #[error(
        "{name}: this {what} is protected with a password; open it with the password, save it without one, and read that"
    )]
    Locked {
        /// The file, or `-`.
        name: String,
        /// What it is: "Word file".
        what: &'static str,
    },
    /// A Word file of before 2007.
    #[error(
        "{name}: this is an old Word file (.doc); open it in Word or LibreOffice, save it as .docx, and read that"
    )]
    OldWord {
        /// The file, or `-`.
        name: String,
    },
    /// A zip file, but not of a letter.
    #[error(
        "{name}: there is no Word document in this zip file ({what}); save the letter as .docx, or unpack what is in it"
    )]
    NoDocument {
        /// The file, or `-`.
        name: String,
        /// What it may be instead: "it is a workbook".
        what: &'static str,
    },
    /// It is not whole, or not what it says it is.
    #[error(
        "{name}: this {what} cannot be read ({cause}); it may not be whole: fetch it again, or open it and save it anew"
    )]
    Broken {
        /// The file, or `-`.
        name: String,
        /// What it is: "Word file".
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// Its pages are pictures.
    #[error(
        "{name}: there is no text in its pages ({pages}), only pictures of it; have the text recognised (OCR), and read that"
    )]
    Scanned {
        /// The file, or `-`.
        name: String,
        /// How many pages it has.
        pages: usize,
    },
    /// Its fonts do not say which characters their shapes are.
    #[error(
        "{name}: its fonts do not say which characters they draw, so its text cannot be read; print it to a new PDF file, or have the text recognised (OCR)"
    )]
    Garbled {
        /// The file, or `-`.
        name: String,
    },
    /// There is more of something than any letter has.
    #[error("{name}: {limit}")]
    OverLimit {
        /// The file, or `-`.
        name: String,
        /// What there is too much of.
        limit: Limit,
    },
    /// Nothing but blanks and control characters.
    #[error("{name}: there is no text in it; if it is a scan, have its text recognised first")]
    Blank {
        /// The file, or `-`.
        name: String,
    },
}

impl TextError {
    /// The error for a letter that is over a limit.
    pub(crate) fn over(name: &str, limit: Limit) -> Self {
        Self::OverLimit {
            name: name.to_owned(),
            limit,
        }
    }
}

impl Text {
    /// The text of a source.
    ///
    /// # Errors
    /// [`TextError`] when the bytes are no text, or hold nothing to read.
    pub fn read(source: &Source) -> Result<Self, TextError> {
        let text = match source.media {
            Media::Text => plain::read(&source.bytes, &source.name),
            Media::Docx => docx::read(&source.bytes, &source.name),
            Media::Pdf => pdf::read(&source.bytes, &source.name),
            Media::Html => html::read(&source.bytes, &source.name),
            Media::Xml => xml::read(&source.bytes, &source.name),
        }?;
        match text.over_limit() {
            Some(limit) => Err(TextError::over(&source.name, limit)),
            None => Ok(text),
        }
    }

    /// The limit that the text is over, whatever form it came in.
    fn over_limit(&self) -> Option<Limit> {
        if self.content.len() > TEXT_BYTES {
            return Some(Limit::Text);
        }
        let long = self.lines.iter().position(|l| l.span.len() > LINE_BYTES)?;
        Some(Limit::Line(long + 1))
    }

    /// The words of a line.
    pub fn line(&self, line: &Line) -> &str {
        line.span.of(&self.content)
    }
}

/// Gathers lines into a [`Text`]; every reader under `text/` ends in it.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    content: String,
    lines: Vec<Line>,
}

impl Lines {
    /// Has room for so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self {
            content: String::with_capacity(bytes + 1),
            ..Self::default()
        }
    }

    /// Adds a line. `text` is cleaned already and holds no line break.
    pub(crate) fn push(&mut self, text: &str, place: Place, kind: LineKind) {
        let start = self.content.len();
        self.content.push_str(text);
        self.lines.push(Line {
            span: Span::new(start, self.content.len()),
            place,
            kind,
            full: None,
        });
        self.content.push('\n');
    }

    /// Says of the line added last whether the next line's first word had room on it.
    pub(crate) fn full(&mut self, full: Option<bool>) {
        if let Some(line) = self.lines.last_mut() {
            line.full = full;
        }
    }

    /// Adds a paragraph of lines that its writer broke by hand. They may make up sentences with each
    /// other, but not with other paragraphs. Cleans them.
    pub(crate) fn paragraph<'a>(&mut self, pieces: impl Iterator<Item = &'a str>, place: Place) {
        let words = pieces.map(plain::clean).filter(|l| !l.trim().is_empty());
        let words: Vec<Cow<'_, str>> = words.collect();
        let broken = words.len() > 1;
        if broken {
            self.push("", place, LineKind::Paragraph);
        }
        let kind = if broken {
            LineKind::Wrapped
        } else {
            LineKind::Paragraph
        };
        for line in words {
            self.push(line.trim(), place, kind.clone());
        }
    }

    /// Adds the lines of another text behind these.
    pub(crate) fn append(&mut self, other: Self) {
        let base = self.content.len();
        self.content.push_str(&other.content);
        self.lines.extend(other.lines.into_iter().map(|line| Line {
            span: Span::new(base + line.span.start, base + line.span.end),
            ..line
        }));
    }

    /// Whether there is anything to read.
    pub(crate) fn has_words(&self) -> bool {
        self.content.chars().any(char::is_alphanumeric)
    }

    /// The text of all lines.
    pub(crate) fn finish(self, warnings: Vec<String>) -> Text {
        Text {
            content: self.content,
            lines: self.lines,
            warnings,
        }
    }
}

/// Whether raised words behind these are numbers of notes: `bericht¹`, not `m²` or `11ᵉ`.
fn cites(before: &str, words: &str) -> bool {
    let numbers = words.split([',', ' ', ';']).filter(|n| !n.is_empty());
    let numbered = !words.trim().is_empty()
        && numbers
            .clone()
            .all(|n| n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()));
    if !numbered {
        return false;
    }
    let mut word: Vec<char> = before
        .chars()
        .rev()
        .take(WORD_BYTES)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    word.reverse();
    let word: String = word.into_iter().collect();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let worded =
        letters >= 2 && !["km", "hm", "dm", "cm", "mm", "CO", "NO"].contains(&word.as_str());
    // "10²" is a power, and "2031²" cites a note
    let year = letters == 0 && word.len() == 4;
    let stops = [
        '.', ',', ';', ':', '?', '!', '»', '”', '’', '"', '\'', ')', ']', '%', NOTE_CLOSE,
    ];
    worded || year || before.ends_with(stops)
}
