//! How good a graph is: precision, recall and F1 against a gold graph that a careful reader drew
//! from the same letter.
//!
//! ```
//! use kamergraph::score::{Candidate, Gold, compare};
//! use serde_json::json;
//!
//! let gold = json!({"document": "2030Z00001", "questions": 0, "relations": [], "entities": [
//!     {"id": "rog", "types": ["PublicBody"], "label": "Raad voor het Openbaar Groen"}]});
//! let graph = json!({"edges": [], "nodes": [
//!     {"id": "x", "type": "PublicBody", "label": "de raad voor het openbaar groen"}]});
//! let gold = Gold::from_json(gold, "gold.json".as_ref())?;
//! let graph = Candidate::from_json(&graph, "graph.json".as_ref())?;
//! assert_eq!(compare(&gold, &graph).figure("entities (name+type)").f1(), 1.0);
//! # Ok::<(), kamergraph::score::ScoreError>(())
//! ```

mod candidate;
mod compare;
mod gold;
mod name;
mod relations;

pub use candidate::{Candidate, CandidateEdge, CandidateNode};
pub use compare::compare;
pub use gold::{Gold, GoldEntity, GoldRelation};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

/// What was found of what was to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Found and right.
    pub hit: usize,
    /// In the gold graph.
    pub gold: usize,
    /// Found, right or wrong.
    pub predicted: usize,
}

impl Count {
    fn of<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        Self {
            hit: gold.intersection(predicted).count(),
            gold: gold.len(),
            predicted: predicted.len(),
        }
    }

    /// Right among what was found; 1 when nothing was found and nothing was to be.
    pub fn precision(self) -> f64 {
        match (self.predicted, self.gold) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            _ => ratio(self.hit, self.predicted),
        }
    }

    /// Found among what was to be found; 1 when nothing was.
    pub fn recall(self) -> f64 {
        if self.gold == 0 {
            1.0
        } else {
            ratio(self.hit, self.gold)
        }
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }
}

/// Counts of entities and edges lie far below the 2^52 that a double holds exactly.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }
}

/// A relation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Name of the subject; its id where it is no gold entity.
    pub subject: String,
    /// Name of the predicate.
    pub predicate: String,
    /// Name of the object; its id where it is no gold entity.
    pub object: String,
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            subject,
            predicate,
            object,
        } = self;
        write!(f, "{subject} -{predicate}-> {object}")
    }
}

/// A miss or a false alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// In the gold graph, not in the other.
    MissedEntity {
        /// Its name.
        label: String,
        /// The classes accepted.
        types: Vec<String>,
        /// Numbers of the questions that name it.
        at: Vec<u32>,
    },
    /// In the graph, under a name that the gold graph does not have.
    NotInGold {
        /// Its name.
        label: String,
        /// Its class.
        class: String,
    },
    /// Found, in a class that is not accepted.
    WrongType {
        /// Its name.
        label: String,
        /// Its class.
        class: String,
        /// The classes accepted.
        gold: Vec<String>,
    },
    /// In the gold graph, not in the other.
    MissedRelation {
        /// The relation.
        gold: Relation,
        /// Number of the question and the words that say so.
        cues: Vec<(u32, String)>,
    },
    /// Between two gold entities that are not so related.
    WrongRelation {
        /// The relation.
        found: Relation,
        /// Number of the question and the rule that read it so.
        rules: Vec<(u32, String)>,
    },
    /// An end of it is no gold entity.
    OutsideRelation {
        /// The relation.
        found: Relation,
        /// Number of the question and the rule that read it so.
        rules: Vec<(u32, String)>,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissedEntity { label, types, at } => {
                write!(
                    f,
                    "missed entity    {label} [{}] at {at:?}",
                    types.join(", ")
                )
            }
            Self::NotInGold { label, class } => write!(f, "not in gold      {label} [{class}]"),
            Self::WrongType { label, class, gold } => {
                write!(
                    f,
                    "wrong type       {label}: {class}, gold [{}]",
                    gold.join(", ")
                )
            }
            Self::MissedRelation { gold, cues } => {
                write!(f, "missed relation  {gold}{}", places(cues))
            }
            Self::WrongRelation { found, rules } => {
                write!(f, "wrong relation   {found}{}", places(rules))
            }
            Self::OutsideRelation { found, rules } => {
                write!(f, "relation outside {found}{}", places(rules))
            }
        }
    }
}

/// Questions, and the cue or rule in each: "  (3: ziet toe op; 5: …)".
fn places(places: &[(u32, String)]) -> String {
    if places.is_empty() {
        return String::new();
    }
    let places: Vec<String> = places
        .iter()
        .map(|(n, what)| format!("{n}: {what}"))
        .collect();
    format!("   ({})", places.join("; "))
}

/// The figures of one letter, or of many.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The letter's number.
    pub document: String,
    /// Each figure under its name, in the order in which they are shown.
    pub figures: Vec<(&'static str, Count)>,
    /// The figure for relations, by predicate.
    pub by_predicate: BTreeMap<String, Count>,
    /// Every miss and every false alarm: entities, then relations.
    pub faults: Vec<Fault>,
}

impl Report {
    /// A figure by its name; nothing found of nothing when there is none of that name.
    pub fn figure(&self, name: &str) -> Count {
        self.figures
            .iter()
            .find(|(n, _)| *n == name)
            .map_or_else(Count::default, |(_, c)| *c)
    }

    /// The sums of several letters.
    pub fn total<'a>(title: &str, reports: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut total = Self {
            document: title.to_owned(),
            ..Self::default()
        };
        for report in reports {
            for (name, count) in &report.figures {
                match total.figures.iter_mut().find(|(n, _)| n == name) {
                    Some((_, sum)) => *sum += *count,
                    None => total.figures.push((name, *count)),
                }
            }
            for (name, count) in &report.by_predicate {
                *total.by_predicate.entry(name.clone()).or_default() += *count;
            }
        }
        total
    }
}

/// Why something cannot be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// A gold graph is not as it should be.
    #[error("{}: no right gold graph: {message}", path.display())]
    Gold {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// JSON that is neither gold nor a graph.
    #[error(
        "{}: neither a gold graph (\"entities\", \"relations\") nor a graph (\"nodes\", \"edges\")",
        path.display()
    )]
    Graph {
        /// The file.
        path: PathBuf,
    },
}
