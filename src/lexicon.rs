//! The names to look for, read from SKOS Turtle.
//!
//! The files under `ontology/lexicon/` are built into the program; where they come from stands in
//! `ontology/lexicon/SOURCES.md`. A user adds to them with files of her own, in any RDF syntax:
//!
//! ```turtle
//! id:ap a kg:Regulator ;                        # its class in the model
//!     skos:prefLabel "Autoriteit Persoonsgegevens"@nl , "Dutch Data Protection Authority"@en ;
//!     skos:altLabel "privacytoezichthouder"@nl ;
//!     kg:abbreviation "AP" ;                     # counts in exactly this case
//!     kg:ambiguousLabel "de Autoriteit" ;        # counts only next to a full name
//!     kg:alsoCountsAs kg:PublicBody ;
//!     kg:validFrom "2016-01-01"^^xsd:date ;
//!     skos:exactMatch <https://identifier.overheid.nl/tooi/id/zbo/zb000215> .
//! id:tenure-x a org:Membership ;                 # who held an office, and when
//!     org:member id:person-x ; org:role id:office-x ; kg:validFrom "2024-07-02"^^xsd:date .
//! ```
//!
//! - Several files may speak of one concept: their names add up, and where one name is given as
//!   several kinds the most careful one holds (ambiguous, abbreviation, preferred, alternative).
//! - A user's concept whose IRI is a `skos:exactMatch` of a built-in one is that built-in one. So
//!   lists of TOOI or Wikidata can be read as they are.
//! - A name in a user's file overrides the same name of another, built-in concept.
//! - The class is that of `rdf:type`. Where it is another vocabulary's, `rdfs:subClassOf` in any
//!   lexicon file says which of ours it is; `skos:broader`, `skos:topConceptOf` and
//!   `skos:inScheme` serve as well where no type does.
//!
//! ```
//! use kamergraph::{lexicon::Lexicon, model::Model};
//!
//! let model = Model::embedded()?;
//! let lexicon = Lexicon::load(&model, &[])?;
//! let ap = lexicon.concept("ap").ok_or("no such concept")?;
//! assert_eq!(ap.label, "Autoriteit Persoonsgegevens");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod classes;

mod embedded;
mod fault;
mod names;
mod read;
mod trie;

pub use fault::{Fault, LexiconError};
pub(crate) use trie::{Case, Ending, Node, Onward, Trie, Word};

use crate::fingerprint;
use crate::limits::{self, LEXICON_BYTES};
use crate::model::{ClassId, Model};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What a name is to its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// `skos:prefLabel`.
    Preferred,
    /// `skos:altLabel`, `skos:hiddenLabel`.
    Alternative,
    /// `kg:abbreviation`: matched in exactly this case.
    Abbreviation,
    /// `kg:ambiguousLabel`: an ordinary word or code as well; counts only where the letter
    /// names the concept in full, too.
    Ambiguous,
}

/// One name of a concept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub text: String,
    /// What it is.
    pub kind: NameKind,
    /// Language tag: `nl`, `en`. A name without one counts as Dutch.
    pub lang: String,
}

/// Someone who held an office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holder {
    /// Index of the person's concept.
    pub person: usize,
    /// First day.
    pub from: Date,
    /// Last day, if over. It may be the first day of the next holder.
    pub until: Option<Date>,
}

/// Something that has a name in the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its IRI.
    pub iri: String,
    /// Last segment of the IRI: `ap`, `min-bzk`.
    pub id: String,
    /// Its class; further classes it may count as after it. Never empty.
    pub classes: Vec<ClassId>,
    /// Its Dutch preferred label.
    pub label: String,
    /// All names, sorted, each once. The preferred label is among them, as the kind that is most
    /// careful, unless a user's file gave that name to another concept.
    pub names: Vec<Name>,
    /// `skos:exactMatch` and `owl:sameAs`, sorted.
    pub same_as: Vec<String>,
    /// First day on which it bore this name or existed.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// For an office: indices of the ministries it stands in (`kg:roleIn`).
    pub role_in: Vec<usize>,
    /// For an office: who held it, by first day.
    pub holders: Vec<Holder>,
    /// For a person: indices of parties (`kg:memberOf`), all that she was ever a member of.
    pub member_of: Vec<usize>,
    /// Concepts of which this one is a part (`kg:partOf`).
    pub part_of: Vec<usize>,
}

/// All concepts, sorted by IRI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
    /// The search for their names.
    pub(crate) trie: Trie,
    /// The user's files.
    extra: Vec<fingerprint::File>,
}

/// The files of the built-in lexicon: name and Turtle text.
pub(crate) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::FILES.iter().copied()
}

impl Lexicon {
    /// The lexicon that is built into the program, with the user's files added: a concept of the
    /// same IRI gains their names, a new one is added. The syntax of a file is told by its ending
    /// (`.nt`, `.rdf`, `.jsonld`, …); any other ending is read as Turtle.
    ///
    /// # Errors
    /// Every fault of every file at once, each with its line and how to mend it.
    pub fn load(model: &Model, extra: &[PathBuf]) -> Result<Self, LexiconError> {
        let built_in = embedded::FILES
            .iter()
            .map(|(name, text)| read::Source::built_in(name, text));
        let mut sources: Vec<read::Source<'_>> = built_in.collect();
        let mut faults = Vec::new();
        let mut prints = Vec::new();
        for path in extra {
            match limits::read(path, LEXICON_BYTES) {
                Ok(bytes) => {
                    prints.push(fingerprint::File::new(path, &bytes));
                    sources.push(read::Source::file(path, bytes));
                }
                Err(error) => faults.push(Fault {
                    file: path.display().to_string(),
                    line: 0,
                    message: crate::limits::unreadable(&error),
                }),
            }
        }
        let mut lexicon = build::lexicon(model, &sources, faults)?;
        lexicon.extra = prints;
        Ok(lexicon)
    }

    /// The concepts of one Turtle text alone, without those that are built in; `name` is what
    /// faults call the text.
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line and how to mend it.
    pub fn parse(model: &Model, name: &str, turtle: &[u8]) -> Result<Self, LexiconError> {
        let classes = embedded::FILES
            .iter()
            .filter(|(name, _)| *name == "classes.ttl");
        let mut sources: Vec<read::Source<'_>> = classes
            .map(|(name, text)| read::Source::built_in(name, text))
            .collect();
        sources.push(read::Source::file(name.as_ref(), turtle.to_vec()));
        build::lexicon(model, &sources, Vec::new())
    }

    /// The hash by which the built-in lexicon with the user's files is known: SHA-256 of what
    /// `sha256sum` prints for all of them, sorted by name.
    pub fn sha256(&self) -> String {
        fingerprint::of_files(embedded::FILES, &self.extra)
    }

    /// All concepts, sorted by IRI.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept of that id, where only one has it: `ap`.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        let mut found = self.concepts.iter().filter(|c| c.id == id);
        found.next().filter(|_| found.next().is_none())
    }
}
