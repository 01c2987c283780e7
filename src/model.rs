//! CONTRACT (to be filled in): the model as read from `ontology/model.ttl`.
//!
//! The class tree, domains, ranges and labels come from the Turtle file, never from Rust.

/// A class of the model: an index, in the order of the classes' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u16);

/// A predicate of the model: an index, in the order of the predicates' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PredicateId(pub u16);

/// A class with what the model says of it.
#[derive(Debug, Clone)]
pub struct Class {
    /// Local name: `Regulator`.
    pub name: String,
    /// Label in Dutch and in English.
    pub label_nl: String,
    /// English label.
    pub label_en: String,
    /// Direct superclasses within the model.
    pub parents: Vec<ClassId>,
}

/// A predicate with what the model says of it.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) classes: Vec<Class>,
    pub(crate) predicates: Vec<Predicate>,
}

impl Model {
    /// The model that is built into the program.
    pub fn embedded() -> Result<Self, ModelError> {
        Err(ModelError("not built yet".into()))
    }

    /// The class of that local name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|c| c.name == name).and_then(|i| u16::try_from(i).ok()).map(ClassId)
    }

    /// The predicate of that local name.
    pub fn predicate(&self, name: &str) -> Option<PredicateId> {
        self.predicates.iter().position(|p| p.name == name).and_then(|i| u16::try_from(i).ok()).map(PredicateId)
    }

    /// What the model says of a class.
    pub fn class_info(&self, class: ClassId) -> &Class {
        &self.classes[usize::from(class.0)]
    }

    /// What the model says of a predicate.
    pub fn predicate_info(&self, predicate: PredicateId) -> &Predicate {
        &self.predicates[usize::from(predicate.0)]
    }

    /// Whether `class` is `ancestor` or a subclass of it.
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        class == ancestor || self.class_info(class).parents.iter().any(|p| self.is_a(*p, ancestor))
    }
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ModelError(pub String);
