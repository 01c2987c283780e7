//! How much of anything is read. No letter comes near any of these; a file that was made to fill the
//! memory or to take for ever does, and so does a disk image given by mistake.
//!
//! What stands within a letter has a [`Limit`](crate::limits::Limit) and its error names it, with what to do about it. All
//! work on a letter is linear in its length, so the limits on length are limits on time and memory, too.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

const MIB: u64 = 1024 * 1024;

/// Bytes of a file, or of standard input.
pub const SOURCE_BYTES: u64 = 64 * MIB;

/// Bytes that the parts of a Word file, or the streams of a PDF file, may unpack to together. Those of
/// a letter are under one megabyte; a file made to exhaust memory unpacks to thousands of times its size.
pub const UNPACKED_BYTES: u64 = 32 * MIB;

/// How many times its packed size a part of a Word file may unpack to; asked of parts beyond
/// [`UNPACKED_FREELY`]. The XML of letters unpacks to five to thirty times its size.
pub const UNPACKED_TIMES: u64 = 200;

/// Bytes that any part may unpack to, however small it was packed.
pub const UNPACKED_FREELY: u64 = MIB;

/// Bytes of the text of a letter, in whatever form it came. The longest have some 200,000.
pub const TEXT_BYTES: usize = 8 << 20;

/// Bytes of one line of text. Letters that lost their line breaks are one line of all they say.
pub const LINE_BYTES: usize = 1 << 20;

/// Questions of a letter. The longest have some two hundred.
pub const QUESTIONS: usize = 10_000;

/// How long one letter may take. No stage is cut off: the time is looked at between them, and between the
/// sentences of the last.
pub const LETTER_TIME: Duration = Duration::from_secs(120);

/// Elements that may stand within each other in XML: Word files and official publications.
pub const XML_DEPTH: usize = 1000;

/// Elements that may stand within each other in a web page. As in a browser, what lies deeper is read as
/// if it lay there.
pub const HTML_DEPTH: usize = 500;

/// Attributes of one element, of XML or of a web page.
pub const ATTRIBUTES: usize = 2000;

/// Pages of a PDF file that are read; what follows is left out, with a warning.
pub const PDF_PAGES: usize = 1000;

/// Steps that drawing a page of a PDF file may take, forms within forms included.
pub const PDF_STEPS: usize = 500_000;

/// How deep forms may stand within forms in a PDF file. What lies deeper is not drawn.
pub const PDF_FORMS: usize = 8;

/// Characters that all fonts of a PDF file may name. One of them may name 70,000.
pub const PDF_CHARACTERS: usize = 2_000_000;

/// Words of a sentence; a longer one is cut there.
pub const SENTENCE_WORDS: usize = 1000;

/// Bytes of a word that is joined to the one in the next line where a line ends in a hyphen.
pub const WORD_BYTES: usize = 200;

/// Bytes of an address that is joined to what goes on in the next line.
pub const ADDRESS_BYTES: usize = 4000;

/// Bytes of a file of rules.
pub const RULES_BYTES: u64 = 4 * MIB;

/// Frames, patterns, head nouns and verbs that rule files may hold, each.
pub const RULES: usize = 10_000;

/// Frames and patterns that one word may set off: all of them are tried wherever the word stands.
pub const RULES_A_WORD: usize = 500;

/// Words of a phrase or head noun, and words and entities of a pattern.
pub const PHRASE_WORDS: usize = 24;

/// Words of a pattern that may be missing: each doubles the ways in which it can fit.
pub const OPTIONAL_WORDS: usize = 6;

/// Entries of a list within one rule, and alternatives to one word of a pattern.
pub const LIST_WORDS: usize = 200;

/// Bytes of a lexicon.
pub const LEXICON_BYTES: u64 = 64 * MIB;

/// Concepts of a lexicon that may have the same name: all of them are looked at wherever it stands.
pub const SAME_NAME: usize = 200;

/// Bytes of a graph in JSON, of some hundred thousand letters.
pub const GRAPH_BYTES: u64 = 4096 * MIB;

/// Faults of a file of rules or a lexicon that are told.
pub const FAULTS: usize = 100;

/// The bytes of a file of the user's, up to a limit.
///
/// # Errors
/// What the system says, or that the file is larger.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let told = format!("it is larger than {} MiB", most / MIB);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, told));
    }
    Ok(bytes)
}

/// Why a file cannot be read, and how to mend it; to stand behind its name and a colon.
pub fn unreadable(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file; check the name, or put quotes round a name with spaces"
                .to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder; name the files in it".to_owned(),
        io::ErrorKind::InvalidData => {
            format!("this is no text in UTF-8 ({cause}); save it as such")
        }
        io::ErrorKind::FileTooLarge => cause.to_string(),
        _ => format!("this cannot be read ({cause}); check that you may open it"),
    }
}

/// A limit that a letter is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Limit {
    /// [`UNPACKED_BYTES`].
    #[error(
        "this unpacks to more than {} MiB, more than any letter; it is left unread",
        UNPACKED_BYTES / MIB
    )]
    Unpacked,
    /// [`UNPACKED_TIMES`].
    #[error(
        "a part of this unpacks to more than {UNPACKED_TIMES} times its size, as files do that are made to fill the memory; open it in Word or LibreOffice and save it anew"
    )]
    UnpackedTimes,
    /// [`TEXT_BYTES`].
    #[error(
        "this holds more than {} MiB of text, more than any letter; split it, and give one letter at a time",
        TEXT_BYTES as u64 / MIB
    )]
    Text,
    /// [`LINE_BYTES`].
    #[error(
        "line {0} of its text is longer than {mib} MiB; check that it is a letter, and break its lines",
        mib = LINE_BYTES as u64 / MIB
    )]
    Line(usize),
    /// [`QUESTIONS`].
    #[error(
        "this holds {0} questions, more than the {QUESTIONS} that a letter may have; split it, and give one letter at a time"
    )]
    Questions(usize),
    /// [`LETTER_TIME`], or the time that was set in its place.
    #[error(
        "reading this took longer than {seconds} seconds, so it was given up after {stage}; split it, and give one letter at a time",
        seconds = .0.as_secs(), stage = .1
    )]
    Time(Duration, &'static str),
    /// [`XML_DEPTH`].
    #[error(
        "more than {XML_DEPTH} elements stand within each other in this, in line {0}; open it where it was made and save it anew"
    )]
    Depth(u32),
    /// [`ATTRIBUTES`].
    #[error(
        "an element of this has more than {ATTRIBUTES} attributes, in line {0}; open it where it was made and save it anew"
    )]
    Attributes(u32),
    /// [`PDF_STEPS`].
    #[error(
        "a page of this takes more than {PDF_STEPS} steps to draw, more than any letter; print it to a new PDF file, and read that"
    )]
    Steps,
    /// [`PDF_CHARACTERS`].
    #[error(
        "the fonts of this name more than {PDF_CHARACTERS} characters; print it to a new PDF file, and read that"
    )]
    Characters,
}
