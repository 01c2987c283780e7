//! The letter's running text as sentences and words, which the later stages walk over.
//!
//! Dutch letters defeat Unicode's sentence rule ("mr. dr. A. de Vries", "nr. 12", "jl."), so the
//! splitting is our own: see `sentence`. Every token keeps its bytes in `Letter::text`.

mod sentence;
pub(crate) mod token;

pub(crate) use token::{Kind, Token, fold, words_of};

use crate::{
    key::Key,
    letter::Letter,
    rule::{LexemeId, Role, Roles, Words},
    span::Span,
};
use hashbrown::HashTable;
use std::ops::Range;

/// A sentence: a range of tokens within one part of the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the letter's text.
    pub span: Span,
    /// Index of the part of the letter.
    pub part: usize,
    /// Index of its first token.
    pub first: usize,
    /// Index just past its last token.
    pub last: usize,
}

/// The words of a letter.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The letter's text in lower case, byte for byte as long as the original.
    pub fold: String,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// For each token which of the different words it is.
    forms: Vec<u32>,
    /// Where each of the different words stands first.
    different: Vec<Token>,
    /// What is known of each of them: close together, for it is asked for often.
    known: Vec<Known>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    roles: Roles,
    /// The word that the rules know it as.
    pub(crate) lexeme: LexemeId,
    /// Half of the hash of its key.
    pub(crate) hash: u32,
}

/// The different words met so far.
struct Met {
    /// Each with its index.
    forms: HashTable<(Key, u32)>,
    keys: Vec<Key>,
}

impl Met {
    /// Has room for so many different words.
    fn new(room: usize) -> Self {
        Self {
            forms: HashTable::with_capacity(room),
            keys: Vec::with_capacity(room),
        }
    }

    /// The index of a word; of a new one the next. `is_form` tells what a key does not: whether it is the
    /// word of an index.
    #[inline]
    fn form(&mut self, key: Key, is_form: impl Fn(u32) -> bool) -> u32 {
        let hash = key.hash();
        let is_word = |(met, form): &(Key, u32)| *met == key && (key.tells() || is_form(*form));
        if let Some((_, form)) = self.forms.find(hash, is_word) {
            return *form;
        }
        let form = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let hash_of = |(key, _): &(Key, u32)| key.hash();
        self.forms.insert_unique(hash, (key, form), hash_of);
        self.keys.push(key);
        form
    }
}

impl Prose {
    /// Splits all parts of a letter. Linear in the length of its text.
    pub fn read(letter: &Letter, words: &Words) -> Self {
        let parts = letter.parts.iter().map(|p| p.span);
        Self::of_parts(&letter.text, parts, words)
    }

    /// The sentences of a text that is no letter: one part, all of it.
    pub fn of_text(text: &str, words: &Words) -> Self {
        Self::of_parts(text, std::iter::once(Span::new(0, text.len())), words)
    }

    /// The sentences of those parts of a text.
    fn of_parts(text: &str, parts: impl Iterator<Item = Span>, words: &Words) -> Self {
        // a word and the space behind it have six letters or so
        let tokens = text.len() / 5;
        let mut prose = Self {
            tokens: Vec::with_capacity(tokens),
            forms: Vec::with_capacity(tokens),
            // every third word or so is a new one
            different: Vec::with_capacity(tokens / 3),
            ..Self::default()
        };
        prose.fold = fold(text);
        let mut met = Met::new(tokens / 3);
        let ends: Vec<usize> = parts.map(|part| prose.add(text, part, &mut met)).collect();
        prose.learn(&met.keys, words);
        let mut first = 0;
        for (part, end) in ends.into_iter().enumerate() {
            prose.sentences(text, part, first..end);
            first = end;
        }
        prose
    }

    /// Adds the tokens of a part; gives how many there are now.
    fn add(&mut self, text: &str, part: Span, met: &mut Met) -> usize {
        for token in token::split(text, part) {
            let word = token.span;
            let is_form = |form: u32| {
                let first = self.different.get(form as usize);
                first.is_some_and(|first| first.span.of(&self.fold) == word.of(&self.fold))
            };
            let form = met.form(Key::at(&self.fold, word), is_form);
            if form as usize == self.different.len() {
                self.different.push(token);
            }
            self.tokens.push(token);
            self.forms.push(form);
        }
        self.tokens.len()
    }

    /// Looks up all different words: with nothing else to do in between, many come from memory at a time.
    fn learn(&mut self, keys: &[Key], words: &Words) {
        let all = self.different.iter().zip(keys);
        let lexemes = all.map(|(token, key)| words.id_of(token.span.of(&self.fold), *key));
        let lexemes: Vec<LexemeId> = lexemes.collect();
        let known = lexemes.into_iter().zip(keys);
        let known = known.map(|(lexeme, key)| Known {
            roles: words.lexeme(lexeme).roles,
            lexeme,
            hash: (key.hash() >> 32) as u32,
        });
        self.known = known.collect();
    }

    /// Adds the sentences of a part, which is made of some of the tokens.
    fn sentences(&mut self, text: &str, part: usize, tokens: Range<usize>) {
        let first = tokens.start;
        let own = self.tokens.get(tokens).unwrap_or_default();
        let mut sentences = std::mem::take(&mut self.sentences);
        let is_abbreviation = |token: usize| self.roles(first + token).has(Role::Abbreviation);
        sentence::split(text, &is_abbreviation, own, first, part, &mut sentences);
        self.sentences = sentences;
    }

    /// Which of the letter's different words each token is.
    pub(crate) fn forms(&self) -> &[u32] {
        &self.forms
    }

    /// Which of the letter's different words a token is.
    pub fn form(&self, token: usize) -> Option<usize> {
        self.forms.get(token).map(|form| *form as usize)
    }

    /// The letter's different words in lower case, in the order in which they are met, each with what it is
    /// and with what is known of it.
    pub(crate) fn different(&self) -> impl ExactSizeIterator<Item = (&str, Kind, Known)> {
        let words = self.different.iter().zip(&self.known);
        words.map(|(token, known)| (token.span.of(&self.fold), token.kind, *known))
    }

    /// The word that the rules know a token as.
    pub fn lexeme(&self, token: usize) -> LexemeId {
        self.known(token).lexeme
    }

    /// The roles of a token's word.
    pub(crate) fn roles(&self, token: usize) -> Roles {
        self.known(token).roles
    }

    fn known(&self, token: usize) -> Known {
        let known = self.form(token).and_then(|form| self.known.get(form));
        known.copied().unwrap_or_default()
    }

    /// The lower-case text of a token.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(&self.fold))
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens
            .get(sentence.first..sentence.last)
            .unwrap_or_default()
    }

    /// Index of the first token that ends after byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// Index of the sentence that holds byte `at`, if any.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.span.end <= at);
        self.sentences
            .get(index)
            .filter(|s| s.span.start <= at)
            .map(|_| index)
    }
}
