//! Patterns: a line of words and entities.
//!
//! `{s:Document|Instrument} van {o:Agent}`: each pair of braces is one entity, or several that are
//! joined by commas and "en"; `s:` and `o:` mark subject and object. A word may have alternatives
//! (`over|inzake`) and may be missing (`zie?`). Articles and adjectives before an entity are skipped.

use super::{ClassSet, Example};
use crate::{
    limits::{LIST_WORDS, OPTIONAL_WORDS, PHRASE_WORDS},
    model::{Model, PredicateId},
    relation::Status,
};

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// One of these words, in lower case.
    Word {
        /// The alternatives.
        words: Vec<String>,
        /// May be missing.
        optional: bool,
    },
    /// An entity of one of these classes.
    Entity {
        /// The classes.
        classes: ClassSet,
        /// `Some(true)`: the claim's subject; `Some(false)`: its object.
        subject: Option<bool>,
    },
}

/// A line in which each entity is one symbol.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its unique name.
    pub name: String,
    /// What it states.
    pub predicate: PredicateId,
    /// A status that the words themselves give.
    pub status: Option<Status>,
    /// What must follow on what. The first is always an entity or a word that cannot be missing.
    pub elements: Vec<Element>,
    /// Sentences in which it must fire, and in which it must not.
    pub examples: Vec<Example>,
}

impl Pattern {
    /// The words of which one stands wherever the pattern fits.
    pub(crate) fn openers(&self) -> impl Iterator<Item = &str> {
        openers(&self.elements)
    }
}

/// The first word of a pattern, and those before it that may be missing. An entity may stand before
/// them.
pub(super) fn openers(elements: &[Element]) -> impl Iterator<Item = &str> {
    let after_entity = matches!(elements.first(), Some(Element::Entity { .. }));
    let words = elements.iter().skip(usize::from(after_entity));
    let words = words.map_while(|element| match element {
        Element::Word { words, optional } => Some((words, *optional)),
        Element::Entity { .. } => None,
    });
    let mut fixed = false;
    let words = words.take_while(move |(_, optional)| !std::mem::replace(&mut fixed, !optional));
    words.flat_map(|(words, _)| words.iter().map(String::as_str))
}

/// Reads a pattern; the error says what is wrong and how to mend it.
pub(super) fn parse(text: &str, model: &Model) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    for piece in text.split_whitespace() {
        if let Some(inner) = piece.strip_prefix('{') {
            let inner = inner.strip_suffix('}').ok_or_else(|| {
                format!("'{piece}' is not closed; write {{s:Class|Class}} without spaces")
            })?;
            let (subject, names) = match inner.split_once(':') {
                Some(("s", rest)) => (Some(true), rest),
                Some(("o", rest)) => (Some(false), rest),
                Some((other, _)) => return Err(format!("'{other}' marks no role; use s: or o:")),
                None => (None, inner),
            };
            let mut classes = Vec::new();
            for name in names.split('|') {
                classes.push(model.class(name).ok_or_else(|| {
                    format!("no class '{name}' in the model; take one of ontology/model.ttl")
                })?);
            }
            elements.push(Element::Entity {
                classes: ClassSet::of(model, &classes),
                subject,
            });
        } else {
            let (word, optional) = piece
                .strip_suffix('?')
                .map_or((piece, false), |w| (w, true));
            elements.push(Element::Word {
                words: word.split('|').map(str::to_owned).collect(),
                optional,
            });
        }
    }
    let optional = |e: &&Element| matches!(e, Element::Word { optional: true, .. });
    if elements.len() > PHRASE_WORDS {
        return Err(format!(
            "the pattern has more than {PHRASE_WORDS} words and entities; leave out what does not tell it from others"
        ));
    }
    if elements.iter().filter(optional).count() > OPTIONAL_WORDS {
        return Err(format!(
            "more than {OPTIONAL_WORDS} words of the pattern may be missing; make two patterns of it"
        ));
    }
    if elements
        .iter()
        .any(|e| matches!(e, Element::Word { words, .. } if words.len() > LIST_WORDS))
    {
        return Err(format!(
            "a word of the pattern has more than {LIST_WORDS} alternatives; make two patterns of it"
        ));
    }
    for (role, mark) in [(true, "s:"), (false, "o:")] {
        let count = elements
            .iter()
            .filter(|e| matches!(e, Element::Entity { subject: Some(s), .. } if *s == role))
            .count();
        if count != 1 {
            return Err(format!(
                "the pattern has {count} entities marked {mark}; it needs one"
            ));
        }
    }
    if matches!(elements.first(), Some(Element::Word { optional: true, .. })) {
        return Err(
            "the first word of a pattern cannot be one that may be missing; leave it out".into(),
        );
    }
    Ok(elements)
}
