//! The model as read from `ontology/model.ttl`: classes, predicates, and which fit together.
//!
//! The class tree, domains, ranges and labels come from the Turtle file, never from Rust; the file
//! is built into the program. What it must look like stands at its head.
//!
//! ```
//! use kamergraph::model::Model;
//!
//! let model = Model::embedded()?;
//! let regulator = model.class("Regulator").ok_or("no such class")?;
//! let agent = model.class("Agent").ok_or("no such class")?;
//! assert!(model.is_a(regulator, agent));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;

use serde::{Deserialize, Serialize};
use std::fmt;

/// The Turtle text of the model that is built into the program.
pub const MODEL_TTL: &str = include_str!("../ontology/model.ttl");

/// A class of the model: an index, in the order of the classes' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId(pub u16);

/// A predicate of the model: an index, in the order of the predicates' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PredicateId(pub u16);

/// A class with what the model says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Local name: `Regulator`.
    pub name: String,
    /// Dutch label: "toezichthouder".
    pub label_nl: String,
    /// English label: "regulator".
    pub label_en: String,
    /// Direct superclasses within the model.
    pub parents: Vec<ClassId>,
    /// All superclasses within the model, nearest first, itself not among them.
    pub ancestors: Vec<ClassId>,
    /// Sums up other classes (`kg:abstract true`) and is not shown as the class of a node.
    pub is_abstract: bool,
}

/// A predicate with what the model says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// Local name: `oversees`.
    pub name: String,
    /// Dutch label: "houdt toezicht op".
    pub label_nl: String,
    /// English label: "oversees".
    pub label_en: String,
    /// Classes of which the subject must be one; empty: any.
    pub domain: Vec<ClassId>,
    /// Classes of which the object must be one; empty: any.
    pub range: Vec<ClassId>,
    /// Whether it holds both ways (`owl:SymmetricProperty`).
    pub symmetric: bool,
    /// Whether it belongs to the letter's own structure (`mentions`, `askedBy`, …).
    pub structural: bool,
}

/// All classes and predicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    pub(crate) classes: Vec<Class>,
    pub(crate) predicates: Vec<Predicate>,
}

impl Model {
    /// The model that is built into the program.
    ///
    /// # Errors
    /// Never with the file as kept; a change of `ontology/model.ttl` that breaks it is told by
    /// line.
    pub fn embedded() -> Result<Self, ModelError> {
        read::model("ontology/model.ttl", MODEL_TTL)
    }

    /// Reads a model from Turtle text; `name` is what faults call the file.
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line.
    pub fn parse(name: &str, turtle: &str) -> Result<Self, ModelError> {
        read::model(name, turtle)
    }

    /// All classes with their ids, sorted by name.
    pub fn classes(&self) -> impl Iterator<Item = (ClassId, &Class)> {
        (0u16..).map(ClassId).zip(&self.classes)
    }

    /// All predicates with their ids, sorted by name.
    pub fn predicates(&self) -> impl Iterator<Item = (PredicateId, &Predicate)> {
        (0u16..).map(PredicateId).zip(&self.predicates)
    }

    /// The class of that local name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        let at = self
            .classes
            .binary_search_by(|c| c.name.as_str().cmp(name))
            .ok()?;
        u16::try_from(at).ok().map(ClassId)
    }

    /// The predicate of that local name.
    pub fn predicate(&self, name: &str) -> Option<PredicateId> {
        let at = self
            .predicates
            .binary_search_by(|p| p.name.as_str().cmp(name))
            .ok()?;
        u16::try_from(at).ok().map(PredicateId)
    }

    /// What the model says of a class of this model.
    pub fn class_info(&self, class: ClassId) -> &Class {
        &self.classes[usize::from(class.0)]
    }

    /// What the model says of a predicate of this model.
    pub fn predicate_info(&self, predicate: PredicateId) -> &Predicate {
        &self.predicates[usize::from(predicate.0)]
    }

    /// Whether `class` is `ancestor` or a subclass of it.
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        class == ancestor || self.class_info(class).ancestors.contains(&ancestor)
    }

    /// Whether something of these classes may be the subject of a predicate.
    pub fn fits_domain(&self, predicate: PredicateId, classes: &[ClassId]) -> bool {
        self.fits(&self.predicate_info(predicate).domain, classes)
    }

    /// Whether something of these classes may be the object of a predicate.
    pub fn fits_range(&self, predicate: PredicateId, classes: &[ClassId]) -> bool {
        self.fits(&self.predicate_info(predicate).range, classes)
    }

    fn fits(&self, allowed: &[ClassId], classes: &[ClassId]) -> bool {
        allowed.is_empty()
            || classes
                .iter()
                .any(|class| allowed.iter().any(|a| self.is_a(*class, *a)))
    }

    /// The names under which a node of these classes is known: the classes as given, then their
    /// superclasses, nearest first; none twice, and no abstract class unless it was given.
    pub fn type_names(&self, classes: &[ClassId]) -> Vec<String> {
        let mut ids = classes.to_vec();
        for class in classes {
            let shown = |c: &&ClassId| !self.class_info(**c).is_abstract;
            ids.extend(self.class_info(*class).ancestors.iter().filter(shown));
        }
        let mut names: Vec<String> = Vec::with_capacity(ids.len());
        for id in ids {
            let name = &self.class_info(id).name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// One thing that is wrong with a model file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Why a model cannot be used: every fault, one a line, as `file:line: fault`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ModelError {
    /// The file.
    pub file: String,
    /// What is wrong with it, by line.
    pub faults: Vec<Fault>,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.faults.iter().enumerate() {
            let gap = if n == 0 { "" } else { "\n" };
            write!(f, "{gap}{}:{}: {}", self.file, fault.line, fault.message)?;
        }
        Ok(())
    }
}
