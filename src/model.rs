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
