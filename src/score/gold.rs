//! Gold graphs: what a careful reader would draw from a letter.

use super::ScoreError;
use serde::Deserialize;
use std::path::Path;

/// The gold graph of one letter.
///
/// Unknown fields are left alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// The letter's number, or its file's name.
    pub document: String,
    /// How many questions it has.
    pub questions: usize,
    /// Pairs of question numbers: the first refers the reader to the second.
    #[serde(default)]
    pub refers: Vec<(u32, u32)>,
    /// Ids of those who ask.
    #[serde(default, rename = "askedBy")]
    pub asked_by: Vec<String>,
    /// Ids of those who answer.
    #[serde(default, rename = "answeredBy")]
    pub answered_by: Vec<String>,
    /// What the letter names.
    pub entities: Vec<GoldEntity>,
    /// What it says of them.
    pub relations: Vec<GoldRelation>,
}

/// Something that the letter names.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEntity {
    /// Its id within the file.
    pub id: String,
    /// The classes accepted, the best first.
    pub types: Vec<String>,
    /// Its name.
    pub label: String,
    /// Its other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Numbers of the questions that name it, in question or answer; 0 is the cover letter.
    #[serde(default)]
    pub at: Vec<u32>,
    /// Counts neither as missed nor as wrong.
    #[serde(default)]
    pub optional: bool,
}

/// What the letter says of two entities.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldRelation {
    /// Id of the subject.
    pub s: String,
    /// Name of the predicate.
    pub p: String,
    /// Id of the object.
    pub o: String,
    /// Number of the question that says so; 0 is the cover letter.
    #[serde(default)]
    pub at: Option<u32>,
    /// The words that say so.
    #[serde(default)]
    pub cue: Option<String>,
    /// Counts neither as missed nor as wrong.
    #[serde(default)]
    pub optional: bool,
}

impl Gold {
    /// Whether some JSON is a gold graph rather than an exported one: it has `entities` and
    /// `relations`.
    pub fn recognise(json: &serde_json::Value) -> bool {
        json.get("entities").is_some() && json.get("relations").is_some()
    }

    /// The gold graph in some JSON; `path` is for messages.
    ///
    /// # Errors
    ///
    /// [`ScoreError::Gold`] when a field is missing or of the wrong kind, or a relation names an
    /// entity that the file does not list.
    pub fn from_json(json: serde_json::Value, path: &Path) -> Result<Self, ScoreError> {
        let fault = |message: String| ScoreError::Gold {
            path: path.to_owned(),
            message,
        };
        let gold: Self = serde_json::from_value(json).map_err(|error| fault(error.to_string()))?;
        let known = |id: &str| gold.entities.iter().any(|e| e.id == id);
        let ends = gold.relations.iter().flat_map(|r| [&r.s, &r.o]);
        let mut strays: Vec<&str> = ends
            .chain(&gold.asked_by)
            .chain(&gold.answered_by)
            .map(String::as_str)
            .filter(|id| !known(id))
            .collect();
        strays.sort_unstable();
        strays.dedup();
        if strays.is_empty() {
            Ok(gold)
        } else {
            Err(fault(format!(
                "no entity is listed for the ids {}",
                strays.join(", ")
            )))
        }
    }
}
