//! A web page as a browser takes it apart.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
};
use std::cell::RefCell;

pub type Attributes = Vec<(String, String)>;

/// The tags of a page, and its text outside scripts and styles.
#[derive(Default)]
pub struct Page {
    pub tags: RefCell<Vec<(String, Attributes)>>,
    pub text: RefCell<String>,
    raw: RefCell<bool>,
}

impl Page {
    pub fn read(document: &str) -> Self {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(document));
        let tokenizer = Tokenizer::new(Self::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink
    }

    /// How often each tag begins.
    pub fn count(&self, name: &str) -> usize {
        self.tags
            .borrow()
            .iter()
            .filter(|(tag, _)| tag == name)
            .count()
    }
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == html5ever::tokenizer::TagKind::StartTag => {
                let name = tag.name.to_string();
                let attributes = tag
                    .attrs
                    .iter()
                    .map(|a| (a.name.local.to_string(), a.value.to_string()));
                self.tags
                    .borrow_mut()
                    .push((name.clone(), attributes.collect()));
                let raw = match name.as_str() {
                    "script" => RawKind::ScriptData,
                    "style" => RawKind::Rawtext,
                    "title" | "textarea" => RawKind::Rcdata,
                    _ => return TokenSinkResult::Continue,
                };
                *self.raw.borrow_mut() = true;
                return TokenSinkResult::RawData(raw);
            }
            Token::TagToken(_) => *self.raw.borrow_mut() = false,
            Token::CharacterTokens(text) if !*self.raw.borrow() => {
                self.text.borrow_mut().push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
