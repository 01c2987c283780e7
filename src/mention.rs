//! CONTRACT (being filled in): a letter and a lexicon give the mentions of entities.
use crate::{model::ClassId, span::Span};

/// Something that the letter names. Indices of entities are [`Mention::entity`].
#[derive(Debug, Clone)]
pub struct Entity {
    /// Path of the IRI below the base: `id/ap`, `id/instrument/handreiking-x`; the same wherever it is met.
    pub key: String,
    /// Index of its concept in the lexicon, where it has one.
    pub concept: Option<usize>,
    /// Its class, then further classes it counts as.
    pub classes: Vec<ClassId>,
    /// Its preferred name.
    pub label: String,
    /// Other names, sorted.
    pub alt_labels: Vec<String>,
    /// The same thing elsewhere: TOOI, Wikidata, ELI, BWB.
    pub same_as: Vec<String>,
}

/// A place where the letter names an entity.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its bytes in the letter's text.
    pub span: Span,
    /// Index of the part of the letter in which it stands.
    pub part: usize,
    /// Index into [`Mentions::entities`].
    pub entity: usize,
    /// The rule that found it.
    pub rule: String,
    /// Stands for an entity named before ("deze aanpak").
    pub anaphor: bool,
}

/// All mentions of one letter, in the order of the text, and the entities they name.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// The entities, sorted by key.
    pub entities: Vec<Entity>,
    /// The mentions, sorted by span.
    pub mentions: Vec<Mention>,
    /// Who asks and who answers.
    pub parties: Parties,
}

/// What finds mentions; built once for all letters.
#[derive(Debug)]
pub struct Finder<'a> {
    model: &'a crate::model::Model,
}

impl<'a> Finder<'a> {
    /// Prepares the search for all names.
    pub fn new(model: &'a crate::model::Model, _lexicon: &'a crate::lexicon::Lexicon, _rules: &'a crate::rule::Rules) -> Self {
        Self { model }
    }

    /// All mentions in a letter.
    pub fn find(&self, _letter: &crate::letter::Letter) -> Mentions {
        let _ = self.model;
        Mentions::default()
    }
}

/// Who asks and who answers, as entities: what the graph's `askedBy` and `answeredBy` point to.
#[derive(Debug, Clone, Default)]
pub struct Parties {
    /// Entities (persons) that ask.
    pub askers: Vec<usize>,
    /// Entities (offices; persons where no office is given) that answer.
    pub answerers: Vec<usize>,
}
