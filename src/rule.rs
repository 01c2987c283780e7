//! What the program knows of Dutch, as data: frames, patterns, head nouns and words with a role.
//!
//! The files stand under `ontology/rules/`; a user adds to them with `--rules`. All are checked when
//! they are loaded, and every fault is told at once, with file and line.
//!
//! - A **frame** (`Frame`) names a predicate, the verbs, nouns or phrases that state it, and which
//!   part of the clause is subject and object. The engine knows the clause, so a verb is named once.
//! - A **pattern** (`Pattern`) is a line in which each entity is one symbol.
//! - A **head** (`Head`) is a noun that makes what it heads an entity of a class.

mod example;
mod fault;
mod file;
mod inflect;
mod pattern;
mod raw;
mod words;

pub use example::{Example, Marked};
pub use fault::{RuleError, RuleFault};
pub(crate) use inflect::{Form, Irregular};
pub(crate) use pattern::Element;
pub use pattern::Pattern;
pub use words::Words;
pub(crate) use words::{Lexeme, LexemeId, Role, Roles};

use crate::{
    fingerprint,
    model::{ClassId, Model, PredicateId},
    prose::words_of,
    relation::Status,
    sieve::Sieve,
};
use std::path::PathBuf;

/// A set of classes, their subclasses included: one bit a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(u128);

impl ClassSet {
    /// The set of those classes and all their subclasses.
    pub fn of(model: &Model, classes: &[ClassId]) -> Self {
        let mut bits = 0;
        for (id, _) in model.classes() {
            if classes.iter().any(|c| model.is_a(id, *c)) {
                bits |= 1u128.checked_shl(u32::from(id.0)).unwrap_or(0);
            }
        }
        Self(bits)
    }

    /// Whether one of `classes` is in the set.
    pub fn admits(self, classes: &[ClassId]) -> bool {
        classes.iter().any(|c| {
            1u128
                .checked_shl(u32::from(c.0))
                .is_some_and(|bit| self.0 & bit != 0)
        })
    }

    /// The set with `classes` added, without their subclasses.
    #[must_use]
    pub fn with(self, classes: &[ClassId]) -> Self {
        let bit = |class: &ClassId| 1u128.checked_shl(u32::from(class.0)).unwrap_or(0);
        Self(classes.iter().fold(self.0, |bits, class| bits | bit(class)))
    }

    /// Whether the sets share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What both sets hold.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// Where in a clause an argument of a frame stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Who does it: the subject of an active clause, the "door" of a passive one.
    Agent,
    /// What it is done to: the object of an active clause, the subject of a passive one.
    Theme,
    /// What follows this preposition.
    Preposition(String),
    /// What follows a phrase at once.
    Complement,
    /// What stands right before a phrase or noun.
    Head,
    /// What the clause with "dat" that follows speaks of.
    That,
    /// What the sentence before began with: "In het kader …".
    Topic,
}

/// A predicate and the words that state it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its unique name.
    pub name: String,
    /// What it states.
    pub predicate: PredicateId,
    /// Where the claim's subject stands; the first that is there counts.
    pub subject: Vec<Slot>,
    /// Where the claim's object stands.
    pub object: Vec<Slot>,
    /// Classes of the subject: the predicate's domain, or a part of it.
    pub subject_classes: ClassSet,
    /// Classes of the object.
    pub object_classes: ClassSet,
    /// Words of which the clause must hold one as well: "laten … uitvoeren".
    pub with: Vec<String>,
    /// Words of which the clause must hold none: with "gebruik", "maken" makes nothing.
    pub without: Vec<String>,
    /// A status that the words themselves give: "nog aan te wijzen".
    pub status: Option<Status>,
    /// What it states holds both ways.
    pub symmetric: bool,
    /// Sentences in which it must fire, and in which it must not.
    pub examples: Vec<Example>,
}

/// A noun that makes what it heads an entity.
#[derive(Debug, Clone)]
pub struct Head {
    /// The noun in the singular.
    pub noun: String,
    /// The class of what it heads, then further ones.
    pub classes: Vec<ClassId>,
    /// Names an entity without a proper name: "het regeerprogramma".
    pub bare: bool,
    /// Compounds with it name an entity: "signaal" + "formulier".
    pub compound: bool,
    /// It takes a complement without quotation marks or capitals: "plan van aanpak tegen …".
    pub described: bool,
    /// Its complement may begin with "van": "evaluatie van de pilot".
    pub of: bool,
    /// The place where it stands is its name: "ambassade in Havana".
    pub located: bool,
    /// It is a head by itself, too, and not only at the end of a compound.
    pub alone: bool,
    /// Phrases in which it heads nothing: "in het kader van".
    pub except: Vec<String>,
}

/// A word that may make a frame fire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A form of a verb.
    Verb {
        /// Index into [`Rules::frames`].
        frame: usize,
        /// Which form.
        form: Form,
        /// The particle that must stand elsewhere in the clause.
        apart: Option<String>,
    },
    /// A noun or adjective.
    Noun {
        /// Index into [`Rules::frames`].
        frame: usize,
    },
    /// The first word of a phrase.
    Phrase {
        /// Index into [`Rules::frames`].
        frame: usize,
        /// All words of it.
        words: Vec<String>,
    },
}

impl Trigger {
    /// Index into [`Rules::frames`].
    pub const fn frame(&self) -> usize {
        match self {
            Self::Verb { frame, .. } | Self::Noun { frame } | Self::Phrase { frame, .. } => *frame,
        }
    }
}

/// Everything that the rule files say.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The frames, in the order of their files.
    pub frames: Vec<Frame>,
    /// The patterns, in the order of their files.
    pub patterns: Vec<Pattern>,
    /// The head nouns.
    pub heads: Vec<Head>,
    /// All words that the rules know, with what each is.
    pub words: Words,
    /// How the forms of head nouns end, by which most words are told to end in none.
    head_ends: Sieve,
    /// How they begin.
    head_starts: Sieve,
    /// The user's files.
    pub(crate) extra: Vec<fingerprint::File>,
}

impl Rules {
    /// The rules that are built into the program, with the user's files added; a rule of the same
    /// name replaces the built-in one.
    ///
    /// # Errors
    /// Every fault of every file, with file and line.
    pub fn load(model: &Model, extra: &[PathBuf]) -> Result<Self, RuleError> {
        file::load(model, extra)
    }

    /// The rules of one TOML text alone, without those that are built in; `name` is what faults call
    /// the text.
    ///
    /// # Errors
    /// Every fault of the text, with its line.
    pub fn parse(model: &Model, name: &str, toml: &str) -> Result<Self, RuleError> {
        file::check(model, &[(name.to_owned(), toml.to_owned())], Vec::new())
    }

    /// The hash by which the built-in rules with the user's files are known: SHA-256 of what
    /// `sha256sum` prints for all of them, sorted by name.
    pub fn sha256(&self) -> String {
        fingerprint::of_files(file::EMBEDDED, &self.extra)
    }

    /// The head that a word in lower case is, and whether it is a plural.
    pub fn head(&self, word: &str) -> Option<(&Head, bool)> {
        self.head_at(self.words.of(word))
    }

    /// The head that a known word is, and whether it is a plural.
    pub fn head_at(&self, lexeme: &Lexeme) -> Option<(&Head, bool)> {
        let (head, plural) = lexeme.head?;
        Some((self.heads.get(head)?, plural))
    }

    /// Makes a form of a head noun known by its beginning and its end.
    fn know_form(&mut self, form: &str) {
        let mut words = words_of(form);
        if let (Some(first), Some(_)) = (words.next(), words.next()) {
            self.words.entry(first).opens_head = true;
        }
        self.head_ends.add(form.as_bytes().last_chunk());
        self.head_starts.add(form.as_bytes().first_chunk());
    }

    /// The head in which a compound in lower case ends ("signaalformulier"), and where it begins in
    /// the word, in bytes. The longest wins.
    pub fn compound_head(&self, word: &str) -> Option<(&Head, usize, bool)> {
        let (head, at, plural) = self.compound_head_at(word)?;
        Some((self.heads.get(head)?, at, plural))
    }

    /// The same, with the head's index.
    pub(crate) fn compound_head_at(&self, word: &str) -> Option<(usize, usize, bool)> {
        if !self.may_end_in_head(word) {
            return None;
        }
        let (first, _) = word.char_indices().nth(3)?;
        (first..word.len()).find_map(|at| {
            let begin = word.as_bytes().get(at..)?.first_chunk();
            if !self.head_starts.may_have(begin) {
                return None;
            }
            let (head, plural) = self.words.of(word.get(at..)?).head?;
            let compound = self.heads.get(head)?.compound;
            compound.then_some((head, at, plural))
        })
    }

    /// Whether a word may end in a head noun; `false` is sure.
    fn may_end_in_head(&self, word: &str) -> bool {
        let short = self.head_ends.may_have(None);
        short || self.head_ends.may_have(word.as_bytes().last_chunk())
    }

    /// Whether a word, which the rules know as `lexeme`, may be a head noun, end in one, or begin one
    /// of several words; `false` is sure, and soon told.
    pub(crate) fn may_head(&self, word: &str, lexeme: &Lexeme) -> bool {
        lexeme.head.is_some() || lexeme.opens_head || self.may_end_in_head(word)
    }

    /// Which form of a known verb a word in lower case is.
    pub fn verb_form(&self, word: &str) -> Option<Form> {
        self.words.of(word).form
    }
}
