//! The letter's running text as sentences and words, which the later stages walk over.
//!
//! Dutch letters defeat Unicode's sentence rule ("mr. dr. A. de Vries", "nr. 12", "jl."), so the
//! splitting is our own: see `sentence`. Every token keeps its bytes in `Letter::text`.

mod sentence;
pub(crate) mod token;

pub(crate) use token::{Kind, Token, fold, words_of};

use crate::{
    letter::Letter,
    rule::{LexemeId, Role, Words},
    span::Span,
};

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
    /// For each token the word that the rules know it as.
    lexemes: Vec<LexemeId>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
}

impl Prose {
    /// Splits all parts of a letter. Linear in the length of its text.
    pub fn read(letter: &Letter, words: &Words) -> Self {
        let mut prose = Self {
            fold: fold(&letter.text),
            ..Self::default()
        };
        for (index, part) in letter.parts.iter().enumerate() {
            prose.add(&letter.text, part.span, index, words);
        }
        prose
    }

    /// The sentences of a text that is no letter: one part, all of it.
    pub fn of_text(text: &str, words: &Words) -> Self {
        let mut prose = Self {
            fold: fold(text),
            ..Self::default()
        };
        prose.add(text, Span::new(0, text.len()), 0, words);
        prose
    }

    /// Adds the sentences of a part.
    fn add(&mut self, text: &str, span: Span, part: usize, words: &Words) {
        let first = self.tokens.len();
        self.tokens.extend(token::split(text, span));
        let own = self.tokens.get(first..).unwrap_or_default();
        let fold = &self.fold;
        self.lexemes
            .extend(own.iter().map(|t| words.id(t.span.of(fold))));
        let known = self.lexemes.get(first..).unwrap_or_default();
        let is_abbreviation = |token: usize| {
            known
                .get(token)
                .is_some_and(|id| words.lexeme(*id).roles.has(Role::Abbreviation))
        };
        self.sentences
            .extend(sentence::split(text, &is_abbreviation, own, first, part));
    }

    /// The word that the rules know a token as.
    pub fn lexeme(&self, token: usize) -> LexemeId {
        self.lexemes.get(token).copied().unwrap_or_default()
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
