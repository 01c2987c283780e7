//! XML as a row of tags and words, shared by the readers of Word files and official publications.
//!
//! Nothing is built in memory: a reader sees one tag or one stretch of words at a time, so a file of
//! a million elements costs no more than its own bytes.

use super::TextError;
use crate::limits::{ATTRIBUTES, Limit, XML_DEPTH};
use quick_xml::{
    NsReader,
    escape::resolve_predefined_entity,
    events::{BytesStart, BytesText, Event},
    name::ResolveResult,
};
use std::borrow::Cow;

/// The vocabularies that the program tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// `WordprocessingML`, transitional or strict (ECMA-376 part 1, chapter 17).
    Word,
    /// Alternative content (ECMA-376 part 3).
    Compatibility,
    /// Formulas (ECMA-376 part 1, section 22.1).
    Math,
    /// Any other, or none.
    Other,
}

/// An opening tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Its vocabulary.
    pub space: Space,
    start: BytesStart<'a>,
}

/// One step through a document. An empty element gives an opening and a closing tag.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag.
    Close,
    /// Words, with references resolved.
    Words(Cow<'a, str>),
    /// The document ends here; true where all elements were closed.
    End(bool),
}

impl Tag<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        std::str::from_utf8(self.start.local_name().into_inner()).unwrap_or_default()
    }

    /// The value of an attribute, named without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
        found.unescape_value().ok().map(Cow::into_owned)
    }
}

/// Why a walk through a document ends early.
#[derive(Debug)]
pub(super) enum Fault {
    /// What is wrong with the document, and at which byte.
    Broken(String),
    /// There is more of something than any letter has.
    Over(Limit),
}

impl Fault {
    /// The error for a file; `what` is what it is.
    pub(super) fn told(self, name: &str, what: &'static str) -> TextError {
        match self {
            Self::Broken(cause) => TextError::Broken {
                name: name.to_owned(),
                what,
                cause,
            },
            Self::Over(limit) => TextError::over(name, limit),
        }
    }
}

/// How many open elements a closing tag may leave unclosed.
const NEAREST: usize = 64;

/// Walks through a document.
pub(super) struct Markup<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    /// Where tags that do not fit each other are put up with: the names of what is open.
    open: Option<Vec<Vec<u8>>>,
    /// Closing tags that are missing in the document, yet to be given.
    owed: usize,
    /// Whether any tag did not fit.
    mended: bool,
    text: &'a str,
    /// How far lines are counted, in bytes, and the line there.
    counted: (usize, u32),
}

impl<'a> Markup<'a> {
    /// Starts at the beginning of a document, already decoded.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            open: None,
            owed: 0,
            mended: false,
            text,
            counted: (0, 1),
        }
    }

    /// Starts at the beginning of a document whose tags may not fit each other: a closing tag closes the
    /// nearest element of its name, with all in it, and one that fits none is passed over.
    pub(super) fn lenient(text: &'a str) -> Self {
        let mut markup = Self::new(text);
        let config = markup.reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        markup.open = Some(Vec::new());
        markup
    }

    /// Whether tags that did not fit were met so far.
    pub(super) const fn mended(&self) -> bool {
        self.mended
    }

    /// The line that the walk has come to, from 1.
    pub(super) fn line(&mut self) -> u32 {
        let (from, mut line) = self.counted;
        let at = usize::try_from(self.reader.buffer_position())
            .unwrap_or(from)
            .max(from);
        let passed = self.text.get(from..at).unwrap_or_default();
        let breaks = passed.matches('\n').count();
        line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.counted = (at, line);
        line
    }

    /// The next step. After an end there is nothing more to ask.
    ///
    /// # Errors
    /// [`Fault`] where the document is broken, or nested too deeply.
    pub(super) fn next(&mut self) -> Result<Node<'a>, Fault> {
        loop {
            if let Some(owed) = self.owed.checked_sub(1) {
                self.owed = owed;
                self.depth = self.depth.saturating_sub(1);
                return Ok(Node::Close);
            }
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((found, event)) => (space(&found), event),
                Err(cause) => {
                    let cause = cause.to_string();
                    let at = self.reader.error_position();
                    return Err(Fault::Broken(format!("{cause}, at byte {at}")));
                }
            };
            if self.depth > XML_DEPTH {
                return Err(Fault::Over(Limit::Depth(self.line())));
            }
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if let Some(open) = &mut self.open {
                        open.push(start.name().as_ref().to_vec());
                    }
                    Node::Open(Tag { space, start })
                }
                Event::End(end) => {
                    if let Some(open) = &mut self.open {
                        let named = |name: &&Vec<u8>| name.as_slice() == end.name().as_ref();
                        let within = open.iter().rev().take(NEAREST).position(|n| named(&n));
                        self.mended |= within != Some(0);
                        let Some(within) = within else { continue };
                        open.truncate(open.len() - within - 1);
                        self.owed = within;
                    }
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Words(words(&text)),
                Event::CData(data) => {
                    Node::Words(Cow::Owned(String::from_utf8_lossy(&data).into_owned()))
                }
                Event::Eof => Node::End(self.depth == 0),
                _ => continue,
            });
        }
    }
}

/// Words with their references resolved; one that no standard knows stays as it is written.
fn words<'a>(text: &BytesText<'a>) -> Cow<'a, str> {
    let named = |name: &str| resolve_predefined_entity(name).or((name == "nbsp").then_some(" "));
    match text.unescape_with(named) {
        Ok(words) => Cow::Owned(words.into_owned()),
        Err(_) => Cow::Owned(String::from_utf8_lossy(text).into_owned()),
    }
}

fn space(found: &ResolveResult<'_>) -> Space {
    let ResolveResult::Bound(name) = found else {
        return Space::Other;
    };
    match std::str::from_utf8(name.as_ref()).unwrap_or_default() {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        _ => Space::Other,
    }
}

/// Looks through a document for an element with more attributes than any has. Readers compare each
/// attribute with all before it, and each name with all vocabularies that are declared.
///
/// # Errors
/// [`Limit::Attributes`] with the line of the element.
pub(super) fn check(text: &str) -> Result<(), Limit> {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += found + 1;
        let rest = text.get(at..).unwrap_or_default();
        let past = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let begins = |name: &str| {
            let head = rest.as_bytes().get(..name.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
        };
        if begins("!--") {
            at += past("-->");
        } else if begins("![CDATA[") {
            at += past("]]>");
        } else if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let (length, attributes) = measure(rest);
            if attributes > ATTRIBUTES {
                let lines = text.get(..at).map_or(0, |t| t.matches('\n').count());
                let line = u32::try_from(lines + 1).unwrap_or(u32::MAX);
                return Err(Limit::Attributes(line));
            }
            at += length;
            if begins("script") || begins("style") {
                let rest = text.get(at..).unwrap_or_default();
                at += rest.find("</").unwrap_or(rest.len());
            }
        }
    }
    Ok(())
}

/// The length of a tag, from its name to its end, and how many attributes it has.
fn measure(tag: &str) -> (usize, usize) {
    let mut attributes = 0;
    let mut bytes = tag.bytes().enumerate().peekable();
    // the name of the element is counted as an attribute, and taken off again
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'>' => return (at + 1, attributes.max(1) - 1),
            b'=' => {
                while bytes.next_if(|(_, b)| b.is_ascii_whitespace()).is_some() {}
                if let Some((_, quote)) = bytes.next_if(|(_, b)| matches!(b, b'"' | b'\'')) {
                    let _ = bytes.find(|(_, b)| *b == quote);
                } else {
                    while bytes.next_if(|(_, b)| !ends_value(*b)).is_some() {}
                }
            }
            b'/' => {}
            b if b.is_ascii_whitespace() => {}
            _ => {
                attributes += 1;
                while bytes.next_if(|(_, b)| !ends_name(*b)).is_some() {}
            }
        }
    }
    (tag.len(), attributes.max(1) - 1)
}

const fn ends_value(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'>'
}

const fn ends_name(byte: u8) -> bool {
    ends_value(byte) || matches!(byte, b'=' | b'/')
}

/// Bytes of a document to characters: by byte order mark, else by what its first line declares,
/// else UTF-8. What cannot be read becomes U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or_default())
            .0;
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let declared = ["encoding=", "charset="].iter().find_map(|key| {
        let rest = head
            .get(head.find(key)? + key.len()..)?
            .trim_start_matches(['"', '\'']);
        encoding_rs::Encoding::for_label(
            rest.split(['"', '\'', ' ', '>', ';', '/', '?'])
                .next()?
                .as_bytes(),
        )
    });
    match declared {
        // A document that says UTF-16 in single bytes is mistaken about itself.
        Some(encoding) if encoding.is_ascii_compatible() => {
            encoding.decode_without_bom_handling(bytes).0
        }
        _ => String::from_utf8_lossy(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<String> {
        walk(Markup::new(text))
    }

    fn walk(mut markup: Markup<'_>) -> Vec<String> {
        let mut out = Vec::new();
        loop {
            match markup.next() {
                Ok(Node::Open(tag)) => out.push(format!("<{}>", tag.name())),
                Ok(Node::Close) => out.push("/".to_owned()),
                Ok(Node::Words(words)) => out.push(words.into_owned()),
                Ok(Node::End(whole)) => {
                    out.push(if whole { "end" } else { "broken off" }.to_owned());
                    return out;
                }
                Err(fault) => {
                    out.push(fault.told("-", "XML file").to_string());
                    return out;
                }
            }
        }
    }

    #[test]
    fn tags_and_words_in_order() {
        assert_eq!(
            steps("<a><b c='1'/>x &amp; y&nbsp;z &euml;</a>"),
            ["<a>", "<b>", "/", "x &amp; y&nbsp;z &euml;", "/", "end"]
        );
        assert_eq!(
            steps("<a>x &amp; y&nbsp;&#233;<![CDATA[<z>]]></a>"),
            ["<a>", "x & y é", "<z>", "/", "end"]
        );
        assert_eq!(steps("<a>x"), ["<a>", "x", "broken off"]);
        assert_eq!(
            walk(Markup::lenient("<a><b>x<c>y</b></d>z</a>")),
            ["<a>", "<b>", "x", "<c>", "y", "/", "/", "z", "/", "end"]
        );
        assert!(
            steps("<a></b>")
                .last()
                .is_some_and(|e| e.contains("at byte"))
        );
    }

    #[test]
    fn encodings() {
        assert_eq!(
            decode("<?xml version='1.0'?><a>é</a>".as_bytes()),
            "<?xml version='1.0'?><a>é</a>"
        );
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9"),
            "<?xml version='1.0' encoding='iso-8859-1'?>é"
        );
        let utf16: Vec<u8> = "\u{feff}<a>é</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&utf16), "<a>é</a>");
    }
}
