//! One walk through a part of a Word file: its paragraphs in order, with what a reader would see of
//! them (ECMA-376 part 1, chapter 17).
//!
//! Tracked changes are taken as accepted: what was deleted or moved away is gone. Hidden words,
//! placeholders and the instructions of fields are gone as well; of alternative content, the first
//! choice counts.

use super::{
    numbering::{Numbering, figure},
    styles::{Styles, is_on},
};
use crate::text::{
    NOTE_CLOSE, NOTE_OPEN, cites,
    markup::{Fault, Markup, Node, Space, Tag},
};

/// A footnote or endnote that a paragraph cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    /// Stands in the list of endnotes.
    pub endnote: bool,
    /// Its key in that list.
    pub id: String,
    /// The mark as printed.
    pub mark: String,
}

/// A paragraph as a reader sees it.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Its lines: more than one where the writer broke them by hand. Notes are cited in them
    /// between [`NOTE_OPEN`] and [`NOTE_CLOSE`].
    pub lines: Vec<String>,
    /// What Word prints before it and keeps apart from its text: `3.`, `•`.
    pub label: Option<String>,
    /// The notes cited in it.
    pub cited: Vec<Cited>,
    /// For a paragraph of a list of notes, the key of its note.
    pub note: Option<String>,
}

/// What is known from other parts of the file, and counted across this one.
pub(super) struct Setting<'s> {
    /// The styles.
    pub styles: &'s Styles,
    /// The lists.
    pub numbering: &'s mut Numbering,
}

/// Walks through a part.
///
/// # Errors
/// What is wrong with the XML.
pub(super) fn paragraphs(xml: &str, setting: &mut Setting<'_>) -> Result<Vec<Paragraph>, Fault> {
    let mut walker = Walker {
        setting,
        out: Vec::new(),
        path: Vec::new(),
        open: Vec::new(),
        fields: Vec::new(),
        instructions: 0,
        skipped: 0,
        notes: (0, 0),
        note: None,
        deleted_row: false,
        carried: None,
    };
    let mut markup = Markup::new(xml);
    loop {
        match markup.next()? {
            Node::Open(tag) => walker.enter(&tag),
            Node::Close => walker.leave(),
            Node::Words(words) => {
                if walker.skipped == 0 && walker.path.last() == Some(&Step::Text) {
                    walker.words(&words);
                }
            }
            Node::End(whole) => {
                return if whole {
                    Ok(walker.out)
                } else {
                    Err(Fault::Broken("it breaks off".to_owned()))
                };
            }
        }
    }
}

/// The elements that the walk remembers being in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Paragraph,
    ParagraphSetting,
    Run,
    RunSetting,
    Text,
    Row,
    RowSetting,
    Content,
    Placeholder,
    Alternatives,
    Chosen,
    Note,
    Other,
}

/// A paragraph on its way. Text boxes hold paragraphs within paragraphs.
#[derive(Debug, Default)]
struct Draft {
    paragraph: Paragraph,
    line: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// Its end was deleted: it goes on in the next paragraph.
    joined: bool,
    run: Run,
}

/// What the current run says of its words.
#[derive(Debug, Clone, Default)]
struct Run {
    hidden: Option<bool>,
    style: Option<String>,
    raised: bool,
    /// The next words are the mark of the note cited last.
    marks: bool,
}

struct Walker<'w, 's> {
    setting: &'w mut Setting<'s>,
    out: Vec<Paragraph>,
    path: Vec<Step>,
    open: Vec<Draft>,
    /// The fields that are open; true where their result has begun.
    fields: Vec<bool>,
    /// How many of them have no result yet.
    instructions: usize,
    /// How deep the walk is in something that does not show.
    skipped: usize,
    /// How many footnotes and endnotes were cited.
    notes: (u32, u32),
    note: Option<String>,
    deleted_row: bool,
    /// A draft that goes on in the next paragraph.
    carried: Option<Draft>,
}

impl Walker<'_, '_> {
    fn enter(&mut self, tag: &Tag<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match self.step(tag) {
            Some(step) => self.path.push(step),
            None => self.skipped = 1,
        }
    }

    /// What an element is to the walk; `None` where nothing in it shows.
    fn step(&mut self, tag: &Tag<'_>) -> Option<Step> {
        let here = self.path.last().copied();
        match tag.space {
            Space::Compatibility => return self.alternative(tag, here),
            Space::Math => {
                return Some(match tag.name() {
                    "t" => Step::Text,
                    "r" => Step::Run,
                    _ => Step::Other,
                });
            }
            Space::Other => return Some(Step::Other),
            Space::Word => {}
        }
        let value = || tag.attribute("val");
        let on = || value().is_none_or(|v| is_on(&v));
        let within = |steps: &[Step]| self.path.ends_with(steps);
        Some(match tag.name() {
            "del" if here == Some(Step::RowSetting) => {
                self.deleted_row = true;
                Step::Other
            }
            "del" | "moveFrom" if within(&[Step::ParagraphSetting, Step::RunSetting]) => {
                if let Some(draft) = self.open.last_mut() {
                    draft.joined = true;
                }
                Step::Other
            }
            "del" | "moveFrom" | "sectPr" | "sdtEndPr" | "rt" => return None,
            name if name.ends_with("Change") => return None,
            "tc" if self.deleted_row => return None,
            "tr" => {
                self.deleted_row = false;
                Step::Row
            }
            "trPr" => Step::RowSetting,
            "sdt" => Step::Content,
            "showingPlcHdr" if on() => {
                // its own container, above the properties that it stands in
                if let Some(content) = self.path.iter_mut().rev().find(|s| **s == Step::Content) {
                    *content = Step::Placeholder;
                }
                Step::Other
            }
            "sdtContent" if here == Some(Step::Placeholder) => return None,
            "footnote" | "endnote" => {
                self.note = tag
                    .attribute("id")
                    .filter(|_| tag.attribute("type").is_none_or(|t| t == "normal"));
                Step::Note
            }
            "p" => {
                self.begin();
                Step::Paragraph
            }
            "pPr" if here == Some(Step::Paragraph) => Step::ParagraphSetting,
            "rPr" => Step::RunSetting,
            "r" => {
                if let Some(draft) = self.open.last_mut() {
                    draft.run = Run::default();
                }
                Step::Run
            }
            "t" => Step::Text,
            name => {
                self.small(name, tag, here);
                Step::Other
            }
        })
    }

    /// Elements that hold no others.
    fn small(&mut self, name: &str, tag: &Tag<'_>, here: Option<Step>) {
        let value = || tag.attribute("val");
        let run =
            here == Some(Step::RunSetting) && self.path.iter().rev().nth(1) == Some(&Step::Run);
        let paragraph = self
            .path
            .iter()
            .rev()
            .take(2)
            .any(|s| *s == Step::ParagraphSetting);
        if let Some(draft) = self.open.last_mut() {
            match name {
                "vanish" if run => draft.run.hidden = Some(value().is_none_or(|v| is_on(&v))),
                "rStyle" if run => draft.run.style = value(),
                "vertAlign" if run => draft.run.raised = value().as_deref() == Some("superscript"),
                "pStyle" if paragraph => draft.style = value(),
                "numId" if paragraph => draft.list = value(),
                "ilvl" if paragraph => draft.level = value().and_then(|v| v.parse().ok()),
                _ => {}
            }
        }
        match name {
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(false);
                    self.instructions += 1;
                }
                Some("separate") => {
                    if let Some(last @ false) = self.fields.last_mut() {
                        *last = true;
                        self.instructions -= 1;
                    }
                }
                Some("end") => {
                    let unparted = self.fields.pop() == Some(false);
                    self.instructions -= usize::from(unparted);
                }
                _ => {}
            },
            "tab" | "ptab" if here == Some(Step::Run) => self.words(" "),
            "noBreakHyphen" => self.words("-"),
            "softHyphen" => self.words("\u{ad}"),
            "br" | "cr" => self.line_break(),
            "sym" => {
                let code = tag
                    .attribute("char")
                    .and_then(|c| u32::from_str_radix(&c, 16).ok())
                    .unwrap_or_default();
                self.words(symbol(
                    tag.attribute("font").as_deref().unwrap_or_default(),
                    code,
                ));
            }
            "footnoteReference" | "endnoteReference" => self.cite(tag, name == "endnoteReference"),
            _ => {}
        }
    }

    /// The first choice of alternative content shows; what others would show in its place does not.
    fn alternative(&mut self, tag: &Tag<'_>, here: Option<Step>) -> Option<Step> {
        match (tag.name(), here) {
            ("AlternateContent", _) => Some(Step::Alternatives),
            ("Choice" | "Fallback", Some(Step::Alternatives)) => {
                if let Some(last) = self.path.last_mut() {
                    *last = Step::Chosen;
                }
                Some(Step::Other)
            }
            ("Choice" | "Fallback", Some(Step::Chosen)) => None,
            _ => Some(Step::Other),
        }
    }

    fn leave(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.path.pop() {
            Some(Step::Paragraph) => self.end(),
            Some(Step::Row) => self.deleted_row = false,
            Some(Step::Note) => self.note = None,
            _ => {}
        }
    }

    fn begin(&mut self) {
        let mut draft = self.carried.take().unwrap_or_default();
        (
            draft.style,
            draft.list,
            draft.level,
            draft.joined,
            draft.run,
        ) = Default::default();
        self.open.push(draft);
    }

    fn end(&mut self) {
        let Some(mut draft) = self.open.pop() else {
            return;
        };
        let style = draft.style.as_deref();
        let by_style = self.setting.styles.list(style);
        let list = draft
            .list
            .clone()
            .or_else(|| by_style.map(|(list, _)| list.to_owned()));
        let level = draft
            .level
            .or_else(|| {
                by_style
                    .filter(|_| draft.list.is_none())
                    .and_then(|(_, level)| level)
            })
            .or(draft.list.as_ref().map(|_| 0));
        if draft.joined {
            self.carried = Some(draft);
            return;
        }
        draft.paragraph.lines.push(draft.line);
        let empty = draft.paragraph.lines.iter().all(|l| l.trim().is_empty());
        if let Some(list) = list.filter(|l| l != "0" && !empty) {
            draft.paragraph.label =
                self.setting
                    .numbering
                    .count(&list, level, style, self.setting.styles);
        }
        draft.paragraph.note.clone_from(&self.note);
        self.out.push(draft.paragraph);
    }

    /// Whether words show here: not within the instructions of a field.
    const fn shows(&self) -> bool {
        self.instructions == 0
    }

    fn words(&mut self, words: &str) {
        if !self.shows() {
            return;
        }
        let Some(draft) = self.open.last_mut() else {
            return;
        };
        let hidden = draft.run.hidden.or_else(|| {
            self.setting
                .styles
                .hides(draft.run.style.as_deref().filter(|s| !s.is_empty()))
                .filter(|_| draft.run.style.is_some())
        });
        if hidden
            .or_else(|| self.setting.styles.hides(draft.style.as_deref()))
            .unwrap_or(false)
        {
            return;
        }
        if std::mem::take(&mut draft.run.marks) {
            let mark: String = words.trim().chars().take(4).collect();
            draft.line.extend([NOTE_OPEN]);
            draft.line.push_str(&mark);
            draft.line.extend([NOTE_CLOSE]);
            if let Some(cited) = draft.paragraph.cited.last_mut() {
                cited.mark = mark;
            }
            return;
        }
        if draft.run.raised && cites(&draft.line, words) {
            for number in words.split([',', ' ', ';']).filter(|n| !n.is_empty()) {
                draft.line.extend([NOTE_OPEN]);
                draft.line.push_str(number);
                draft.line.extend([NOTE_CLOSE]);
            }
            return;
        }
        draft.line.push_str(words);
    }

    fn line_break(&mut self) {
        if !self.shows() {
            return;
        }
        if let Some(draft) = self.open.last_mut() {
            let line = std::mem::take(&mut draft.line);
            draft.paragraph.lines.push(line);
        }
    }

    fn cite(&mut self, tag: &Tag<'_>, endnote: bool) {
        if !self.shows() {
            return;
        }
        let (Some(draft), Some(id)) = (self.open.last_mut(), tag.attribute("id")) else {
            return;
        };
        let typed = tag
            .attribute("customMarkFollows")
            .is_some_and(|v| is_on(&v));
        let mut mark = String::new();
        if typed {
            draft.run.marks = true;
        } else {
            let count = if endnote {
                &mut self.notes.1
            } else {
                &mut self.notes.0
            };
            *count += 1;
            mark = figure(*count, if endnote { "lowerRoman" } else { "decimal" });
            draft.line.push(NOTE_OPEN);
            draft.line.push_str(&mark);
            draft.line.push(NOTE_CLOSE);
        }
        draft.paragraph.cited.push(Cited { endnote, id, mark });
    }
}

/// A character of a font of pictures; empty where it has no words to it.
fn symbol(font: &str, code: u32) -> &'static str {
    let letter = code & 0xff;
    match (font, letter) {
        ("Symbol", 0x2d) => "-",
        ("Symbol", 0xa3) => "≤",
        ("Symbol", 0xb3) => "≥",
        ("Symbol", 0xb1) => "±",
        ("Symbol", 0xae) | ("Wingdings", 0xe0 | 0xe8 | 0xf0) => "→",
        ("Symbol", 0xb7) | ("Wingdings", 0x6c | 0x9f | 0xa7 | 0xa8 | 0x76 | 0xd8) => "•",
        ("Wingdings", 0xfc | 0xfe) => "✓",
        _ => "",
    }
}
