//! What pictures call classes and predicates.

use crate::model::Model;

/// What a picture calls a predicate: the model's English label, else its name in words.
pub fn predicate(model: &Model, name: &str) -> String {
    match model.predicate(name) {
        Some(id) if !model.predicate_info(id).label_en.is_empty() => {
            model.predicate_info(id).label_en.clone()
        }
        _ => words(name),
    }
}

/// What a picture calls a class.
pub fn class(model: &Model, name: &str) -> String {
    match model.class(name) {
        Some(id) if !model.class_info(id).label_en.is_empty() => {
            model.class_info(id).label_en.clone()
        }
        _ => words(name),
    }
}

/// Whether a predicate holds both ways.
pub fn is_symmetric(model: &Model, name: &str) -> bool {
    model
        .predicate(name)
        .is_some_and(|id| model.predicate_info(id).symmetric)
}

/// A local name in words: `designatedUnder` → "designated under".
pub fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (i, c) in name.char_indices() {
        if c.is_uppercase() && i > 0 {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
