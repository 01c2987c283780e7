//! Official publications: the XML in which the Kamer's questions and papers are published.
//!
//! The form is that of the official publications of the Dutch state (`officiele-publicatie`): for
//! questions `kamervragen`, with a `vraag` and an `antwoord` for each head; for papers `kamerstuk`;
//! for debates `handelingen`. What is none of these is read paragraph by paragraph, so that words
//! are kept even where the structure is not known.

use super::{
    Text, TextError,
    blocks::{Blocks, Section, dutch_date},
    markup::{self, Fault, Markup, Node, Tag},
};

/// Elements within a paragraph; every other one stands apart.
const INLINE: [&str; 30] = [
    "nadruk",
    "extref",
    "intref",
    "dossierref",
    "naam",
    "achternaam",
    "voornaam",
    "voorvoegsels",
    "politiek",
    "organisatie",
    "datum",
    "sup",
    "inf",
    "sub",
    "kamervraagonderwerp",
    "fractie",
    "noot",
    "noot.nr",
    "noot.al",
    "functie",
    "nootref",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "a",
    "ref",
    "term",
];

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Inline,
    Block,
    Section,
    Note,
    Mark,
    Raised,
    /// A head in which a number and a title stand together.
    Head,
    /// The number of an item of a list.
    Label,
    Skipped,
}

/// Reads the bytes of an XML file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Text, TextError> {
    let text = markup::decode(bytes);
    let mut warnings = Vec::new();
    if text.contains('\u{fffd}') {
        warnings.push(format!(
            "{name}: some characters cannot be read, and are marked \u{fffd}"
        ));
    }
    markup::check(&text).map_err(|limit| TextError::over(name, limit))?;
    let mut markup = Markup::lenient(&text);
    let mut reader = Reader::default();
    let mut broken = None;
    loop {
        match markup.next() {
            Ok(Node::Open(tag)) => reader.enter(&tag, markup.line()),
            Ok(Node::Close) => reader.leave(),
            Ok(Node::Words(words)) => reader.words(&words, markup.line()),
            Ok(Node::End(whole)) => {
                if !whole {
                    warnings.push(format!(
                        "{name}: this breaks off; what comes before is read"
                    ));
                }
                break;
            }
            Err(Fault::Broken(cause)) => {
                broken = Some((cause, markup.line()));
                break;
            }
            Err(fault) => return Err(fault.told(name, "XML file")),
        }
    }
    if markup.mended() {
        warnings.push(format!(
            "{name}: some of its tags do not fit each other; its structure is read as well as can be"
        ));
    }
    let text = reader.blocks.finish();
    if let Some((cause, line)) = broken {
        if !text.has_words() {
            return Err(Fault::Broken(cause).told(name, "XML file"));
        }
        warnings.push(format!(
            "{name}: this XML is broken in line {line} ({cause}); only what comes before is read"
        ));
    }
    let text = text.finish(warnings);
    if text.content.chars().any(char::is_alphanumeric) {
        Ok(text)
    } else {
        Err(TextError::Blank {
            name: name.to_owned(),
        })
    }
}

#[derive(Debug, Default)]
struct Reader {
    blocks: Blocks,
    path: Vec<Step>,
    /// Words that are raised, so far.
    raised: String,
    /// The date that a tag gives, for want of words.
    date: Option<(usize, String)>,
}

impl Reader {
    fn enter(&mut self, tag: &Tag<'_>, line: u32) {
        if self.path.last() == Some(&Step::Skipped) {
            self.path.push(Step::Skipped);
            return;
        }
        let signed = self.path.last() == Some(&Step::Block)
            && matches!(tag.name(), "functie" | "naam")
            && self.blocks.pending().is_empty();
        if tag.name() == "meta" {
            let value = |name: &str| tag.attribute(name).unwrap_or_default();
            self.blocks.meta(&value("name"), &value("content"));
        }
        let step = match tag.name() {
            "meta" | "plaatje" | "illustratie" => Step::Skipped,
            "vraag" => self.section(Section::Question),
            "antwoord" => self.section(Section::Answer),
            "kamervraagopmerking" => self.section(Section::Remark),
            "noot" => {
                self.blocks.open_note(line);
                Step::Note
            }
            "noot.nr" => {
                self.blocks.open_mark();
                Step::Mark
            }
            "sup" => {
                self.raised.clear();
                Step::Raised
            }
            "kop" => {
                self.blocks.end();
                Step::Head
            }
            "li.nr" => {
                self.blocks.end();
                Step::Label
            }
            "nr" | "titel" | "label" if self.path.last() == Some(&Step::Head) => {
                self.blocks.words(" ", line);
                Step::Inline
            }
            "al" if self.blocks.labelled() => Step::Block,
            "functie" | "naam" if signed => {
                self.blocks.end();
                Step::Block
            }
            "entry" => {
                self.blocks.words(" ", line);
                Step::Inline
            }
            name if INLINE.contains(&name) => {
                if let Some(date) = tag.attribute("isodatum").filter(|_| name == "datum") {
                    self.date = Some((self.path.len(), date));
                }
                Step::Inline
            }
            _ => {
                self.blocks.end();
                Step::Block
            }
        };
        self.path.push(step);
    }

    fn section(&mut self, section: Section) -> Step {
        self.blocks.open(section);
        Step::Section
    }

    fn leave(&mut self) {
        match self.path.pop() {
            Some(Step::Block | Step::Head) => self.blocks.end(),
            Some(Step::Section) => self.blocks.close(),
            Some(Step::Label) => {
                let label = self.blocks.take();
                self.blocks.label(&format!("{} ", label.trim()));
            }
            Some(Step::Note) => self.blocks.close_note(true),
            Some(Step::Mark) => self.blocks.close_mark(),
            Some(Step::Raised) => {
                let words = std::mem::take(&mut self.raised);
                self.blocks.raised(&words, 0);
            }
            Some(Step::Inline) => {
                if let Some((_, date)) = self.date.take_if(|(depth, _)| *depth == self.path.len()) {
                    self.blocks.words(&dutch_date(&date).unwrap_or(date), 0);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str, line: u32) {
        if !words.trim().is_empty() {
            self.date = None;
        }
        match self.path.last() {
            Some(Step::Skipped) | None => {}
            Some(Step::Raised) => self.raised.push_str(words),
            _ => self.blocks.words(words, line),
        }
    }
}
