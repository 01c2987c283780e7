//! CONTRACT (to be filled in): the names to look for, read from SKOS Turtle.
use crate::model::ClassId;
use jiff::civil::Date;

/// What a name is to its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// `skos:prefLabel`.
    Preferred,
    /// `skos:altLabel`.
    Alternative,
    /// `kg:abbreviation`: matched in exactly this case.
    Abbreviation,
    /// `kg:ambiguousLabel`: an ordinary word or code as well; counts only where the letter
    /// names the concept in full, too.
    Ambiguous,
}

/// One name of a concept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The name.
    pub text: String,
    /// What it is.
    pub kind: NameKind,
    /// Language tag: `nl`, `en`.
    pub lang: String,
}

/// Someone who held an office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// Index of the person's concept.
    pub person: usize,
    /// First day.
    pub from: Date,
    /// Last day, if over.
    pub until: Option<Date>,
}

/// Something that has a name in the lexicon.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its IRI.
    pub iri: String,
    /// Last segment of the IRI: `ap`, `min-bzk`.
    pub id: String,
    /// Its class; further classes it may count as after it.
    pub classes: Vec<ClassId>,
    /// Its Dutch preferred label.
    pub label: String,
    /// All names, the preferred ones too.
    pub names: Vec<Name>,
    /// `skos:exactMatch` and `owl:sameAs`.
    pub same_as: Vec<String>,
    /// First and last day on which it bore this name or existed.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// For an office: indices of the ministries it stands in (`kg:roleIn`).
    pub role_in: Vec<usize>,
    /// For an office: who held it.
    pub holders: Vec<Holder>,
    /// For a person: indices of parties (`kg:memberOf`).
    pub member_of: Vec<usize>,
    /// Concepts of which this one is a part (`kg:partOf`).
    pub part_of: Vec<usize>,
}

/// All concepts, sorted by IRI.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
}

/// Why a lexicon cannot be used: every fault, with file and line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LexiconError(pub String);

impl Lexicon {
    /// The lexicon that is built into the program, with the user's files added: a concept of the
    /// same IRI gains their names, a new one is added.
    pub fn load(_model: &crate::model::Model, _extra: &[std::path::PathBuf]) -> Result<Self, LexiconError> {
        Err(LexiconError("not built yet".into()))
    }

    /// All concepts, sorted by IRI.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }
}
