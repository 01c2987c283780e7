//! Names that letters use and that no lexicon holds, so that a user can add them.
//!
//! Letters name more than any lexicon: "programma Waterkracht", "Stichting Stille Straten (SSS)",
//! "handreiking ‘Open deuren’". The mention stage finds these by their form. [`suggest`] gathers
//! them over many letters, the most frequent first, and `turtle` writes them as a lexicon that a
//! user mends and gives back with `--lexicon`. Each keeps the IRI that it has in the graphs now, so
//! that graphs made before and after fit together.
//!
//! ```
//! use kamergraph::{pipeline::{Knowledge, Pipeline}, source::Source, suggest::suggest};
//!
//! let knowledge = Knowledge::load(&[], &[])?;
//! let text = "Vraag 1\nWat doet de Stichting Stille Straten?\nAntwoord 1\nDat weet ik niet.\n";
//! let source = Source::memory("brief", text.as_bytes().to_vec())?;
//! let letter = Pipeline::new(&knowledge).extract(&source)?;
//! assert_eq!(suggest(&knowledge, [&letter])[0].label, "Stichting Stille Straten");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod gather;
mod settle;
mod turtle;

pub use turtle::turtle;

use crate::model::ClassId;
use crate::pipeline::{Extraction, Knowledge};

/// A name that no lexicon holds, and what the letters tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Path of its IRI below [`BASE_IRI`](crate::vocab::BASE_IRI), as in the graphs:
    /// `id/programme/waterkracht`.
    pub key: String,
    /// Its class, then further classes that it counts as. Never empty, none of them abstract.
    pub classes: Vec<ClassId>,
    /// The name, as the letters write it most often.
    pub label: String,
    /// Other names that the letters use, sorted.
    pub alt_labels: Vec<String>,
    /// Abbreviations, sorted: those that a letter introduces, and the label where it is one.
    pub abbreviations: Vec<String>,
    /// How often the letters name it; "this programme" and the like are not counted.
    pub count: usize,
    /// Ids of the letters that name it, sorted.
    pub letters: Vec<String>,
    /// Where it is named first, in the first of these letters.
    pub example: Example,
}

/// A sentence that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Id of the letter.
    pub letter: String,
    /// The sentence, on one line.
    pub sentence: String,
}

/// All names in some letters that the lexicon does not hold: the most frequent first, then those in
/// most letters, then by key. The order of the letters plays no part. No name is given twice, and
/// none that the lexicon holds, so the suggestions load beside it.
///
/// Left out is what needs no lexicon or is no name: persons, references of a fixed form
/// ("Kamerstuk 29 383, nr. 406"), and what is told by a common noun alone ("de nieuwe aanpak").
pub fn suggest<'e>(
    knowledge: &Knowledge,
    letters: impl IntoIterator<Item = &'e Extraction>,
) -> Vec<Suggestion> {
    settle::settle(knowledge, gather::gather(knowledge, letters))
}
