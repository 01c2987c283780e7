//! CONTRACT (being filled in): mentions and rules give claims with evidence.
use crate::{model::PredicateId, span::Span};

/// What the letter says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is so.
    Stated,
    /// It is to be so.
    Planned,
    /// It is not so.
    Denied,
    /// Only a question says so.
    Asked,
}

/// Where a letter states a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Id of the letter.
    pub letter: String,
    /// Number of the question in whose question or answer it stands; 0: the cover letter.
    pub question: u32,
    /// Where it stands: bytes of the letter's text.
    pub span: Span,
    /// The same in Unicode characters of the letter's text.
    pub chars: Span,
    /// The sentence, as it stands there.
    pub quote: String,
    /// The rule that read it so.
    pub rule: String,
}

/// Subject, predicate, object, and who says so.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Index of the entity that is the subject.
    pub subject: usize,
    /// The predicate.
    pub predicate: PredicateId,
    /// Index of the entity that is the object.
    pub object: usize,
    /// What the letter says of it.
    pub status: Status,
    /// Where it says so, sorted.
    pub evidence: Vec<Evidence>,
}

/// What reads relations; built once for all letters.
#[derive(Debug)]
pub struct Reader<'a> {
    model: &'a crate::model::Model,
}

impl<'a> Reader<'a> {
    /// Prepares all rules.
    pub fn new(model: &'a crate::model::Model, _lexicon: &'a crate::lexicon::Lexicon, _rules: &'a crate::rule::Rules) -> Self {
        Self { model }
    }

    /// All claims that a letter makes between its entities. Structural ones (mentions, askedBy,
    /// refersTo, …) are among them where both ends are entities; those that start at a question
    /// are made by the graph from the letter and its mentions.
    pub fn read(&self, _letter: &crate::letter::Letter, _mentions: &crate::mention::Mentions) -> Vec<Claim> {
        let _ = self.model;
        Vec::new()
    }
}
