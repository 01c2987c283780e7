//! Web pages: official publications as HTML, and letters that were saved as a page.
//!
//! Tags are read the way browsers read them, however loosely they are written; what belongs to the
//! site and not to the letter (menus, scripts, feet of pages) is left out. Where a page marks its
//! main text, only that is read.

use super::{
    Lines, Text, TextError,
    blocks::{Blocks, Section},
    markup,
};
use crate::limits::HTML_DEPTH;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, states::RawKind,
};
use std::cell::RefCell;

/// Elements that end a paragraph where they begin and where they end.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
];

/// Elements whose words are not the letter's.
const SKIPPED: [&str; 13] = [
    "script", "style", "noscript", "template", "nav", "footer", "svg", "button", "select",
    "textarea", "iframe", "object", "title",
];

/// Elements without an end.
const VOID: [&str; 10] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
];

/// Reads the bytes of a web page.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Text, TextError> {
    let text = markup::decode(bytes);
    let mut warnings = Vec::new();
    if text.contains('\u{fffd}') {
        warnings.push(format!(
            "{name}: some characters cannot be read, and are marked \u{fffd}"
        ));
    }
    markup::check(&text).map_err(|limit| TextError::over(name, limit))?;
    let queue = BufferQueue::default();
    queue.push_back(text.as_ref().into());
    let tokenizer = Tokenizer::new(
        Page::default(),
        html5ever::tokenizer::TokenizerOpts::default(),
    );
    // It stops before the end only where a sink asks for a script to be run, and this one does not.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let reader = tokenizer.sink.0.into_inner();
    let lines = reader.finish();
    let text = lines.finish(warnings);
    if text.content.chars().any(char::is_alphanumeric) {
        Ok(text)
    } else {
        Err(TextError::Blank {
            name: name.to_owned(),
        })
    }
}

#[derive(Debug, Default)]
struct Page(RefCell<Reader>);

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        // the tokenizer never calls itself, so nobody else holds the reader
        let Ok(mut reader) = self.0.try_borrow_mut() else {
            return TokenSinkResult::Continue;
        };
        match token {
            Token::TagToken(tag) => {
                let starts = tag.kind == TagKind::StartTag;
                let open = starts && !tag.self_closing;
                if starts {
                    reader.enter(&tag, line);
                } else {
                    reader.leave(&tag.name);
                }
                match &*tag.name {
                    "script" if open => {
                        return TokenSinkResult::RawData(RawKind::ScriptData);
                    }
                    "style" | "noscript" | "iframe" if open => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "title" | "textarea" if open => {
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    _ => {}
                }
            }
            Token::CharacterTokens(words) => reader.words(&words, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What an open element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Inline,
    Block,
    Section,
    Note,
    Mark,
    Raised,
    /// A list; its items are counted where it is ordered.
    List(Option<u32>),
    Main,
    Skipped,
}

#[derive(Debug, Default)]
struct Reader {
    blocks: Blocks,
    /// The open elements by name.
    path: Vec<(String, Step)>,
    raised: String,
    /// The row of a table: its cells so far.
    cells: usize,
    /// What stood before the main text was met; kept in case there is none.
    outside: Option<Lines>,
}

impl Reader {
    fn enter(&mut self, tag: &Tag, line: u32) {
        let name = &*tag.name;
        let value = |key: &str| {
            tag.attrs
                .iter()
                .find(|a| &*a.name.local == key)
                .map(|a| a.value.to_string())
        };
        if name == "meta" {
            self.blocks.meta(
                &value("name").unwrap_or_default(),
                &value("content").unwrap_or_default(),
            );
        }
        if VOID.contains(&name) {
            match name {
                "br" => self.blocks.line_break(),
                "hr" => self.blocks.end(),
                _ => {}
            }
            return;
        }
        if self.path.len() >= HTML_DEPTH {
            return;
        }
        let class = value("class").unwrap_or_default();
        let id = value("id").unwrap_or_default();
        let step = self.step(name, &class, &id, line);
        if tag.self_closing {
            self.close(step);
        } else {
            self.path.push((name.to_owned(), step));
        }
    }

    fn step(&mut self, name: &str, class: &str, id: &str, line: u32) -> Step {
        let is = |names: &[&str]| class.split_whitespace().any(|c| names.contains(&c));
        if self.skips()
            || SKIPPED.contains(&name)
            || class.contains("breadcrumb")
            || class.contains("navigat")
        {
            return Step::Skipped;
        }
        let block = BLOCKS.contains(&name);
        if block && (is(&["vraag", "antwoord", "kamervraagopmerking"])) {
            self.blocks.open(match () {
                () if is(&["vraag"]) => Section::Question,
                () if is(&["antwoord"]) => Section::Answer,
                () => Section::Remark,
            });
            return Step::Section;
        }
        if block && is(&["noot", "voetnoot", "footnote"]) {
            self.blocks.end();
            self.blocks.open_note(line);
            return Step::Note;
        }
        if is(&["nootnum", "noot-nummer", "nootnummer"]) {
            self.blocks.open_mark();
            return Step::Mark;
        }
        match name {
            "sup" => {
                self.raised.clear();
                Step::Raised
            }
            "main" => self.main(),
            _ if id == "broodtekst" => self.main(),
            "ul" | "ol" => {
                self.blocks.end();
                Step::List((name == "ol").then_some(0))
            }
            "li" => {
                self.blocks.end();
                let list = self.path.iter_mut().rev().find_map(|(_, s)| match s {
                    Step::List(count) => Some(count),
                    _ => None,
                });
                let label = match list {
                    Some(Some(count)) => {
                        *count += 1;
                        format!("{count}. ")
                    }
                    _ => "• ".to_owned(),
                };
                self.blocks.label(&label);
                Step::Block
            }
            "td" | "th" => {
                // short cells of a row read as one line, long ones as paragraphs
                if self.cells > 0 && self.blocks.pending().chars().count() > 60 {
                    self.blocks.end();
                }
                self.cells += 1;
                self.blocks.words(" ", line);
                Step::Inline
            }
            "tr" => {
                self.cells = 0;
                self.blocks.end();
                Step::Block
            }
            _ if block => {
                if !self.blocks.labelled() {
                    self.blocks.end();
                }
                Step::Block
            }
            _ => Step::Inline,
        }
    }

    /// The main text begins: what came before belongs to the site.
    fn main(&mut self) -> Step {
        if self.outside.is_some() {
            self.blocks.end();
            return Step::Block;
        }
        self.outside = Some(self.blocks.restart());
        Step::Main
    }

    fn skips(&self) -> bool {
        self.path.last().is_some_and(|(_, s)| *s == Step::Skipped)
    }

    fn leave(&mut self, name: &str) {
        if VOID.contains(&name) {
            if name == "br" {
                self.blocks.line_break();
            }
            return;
        }
        // An end without its beginning closes nothing; one that others were left open for, closes
        // them too.
        let Some(from) = self.path.iter().rposition(|(n, _)| n == name) else {
            return;
        };
        for (_, step) in self.path.split_off(from).into_iter().rev() {
            self.close(step);
        }
    }

    fn close(&mut self, step: Step) {
        match step {
            Step::Inline | Step::Skipped => {}
            Step::Block | Step::List(_) => self.blocks.end(),
            Step::Section => self.blocks.close(),
            Step::Note => self.blocks.close_note(false),
            Step::Mark => self.blocks.close_mark(),
            Step::Raised => {
                let words = std::mem::take(&mut self.raised);
                self.blocks.raised(&words, 0);
            }
            Step::Main => {
                // what follows the main text belongs to the site as well
                self.blocks.end();
                self.path.push((String::new(), Step::Skipped));
            }
        }
    }

    fn words(&mut self, words: &str, line: u32) {
        if self.skips() {
            return;
        }
        if self
            .path
            .iter()
            .rev()
            .take(4)
            .any(|(_, s)| *s == Step::Raised)
        {
            self.raised.push_str(words);
        } else {
            self.blocks.words(words, line);
        }
    }

    fn finish(mut self) -> Lines {
        while let Some((_, step)) = self.path.pop() {
            if step != Step::Main {
                self.close(step);
            }
        }
        let outside = self.outside;
        let inside = self.blocks.finish();
        match outside {
            // a main part without words is no main part
            Some(mut outside) if !inside.has_words() => {
                outside.append(inside);
                outside
            }
            _ => inside,
        }
    }
}
