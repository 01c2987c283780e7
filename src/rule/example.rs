//! Examples and counter-examples of rules: sentences whose entities are marked.
//!
//! `De [Regulator s: Autoriteit Consument & Markt] ziet toe op de [Legislation o: Telecommunicatiewet].`
//! An example must give the claim from every `s` to every `o`; a counter-example must not give it.

use crate::{
    model::{ClassId, Model},
    span::Span,
};

/// An entity marked in an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Its bytes in [`Example::text`].
    pub span: Span,
    /// Its class.
    pub class: ClassId,
    /// Subject of the expected claim.
    pub subject: bool,
    /// Object of the expected claim.
    pub object: bool,
}

/// A sentence that shows a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence without its marks.
    pub text: String,
    /// Its entities, in order.
    pub marked: Vec<Marked>,
    /// The rule must fire; else it must not.
    pub fires: bool,
}

impl Example {
    /// Reads a marked sentence; the error says what is wrong and how to mend it.
    pub(super) fn parse(marked: &str, fires: bool, model: &Model) -> Result<Self, String> {
        let mut text = String::new();
        let mut entities = Vec::new();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (inner, tail) = after
                .split_once(']')
                .ok_or("an entity is not closed; write [Class s: the words]")?;
            let (head, words) = inner
                .split_once(':')
                .ok_or("an entity has no class; write [Class s: the words]")?;
            let mut parts = head.split_whitespace();
            let name = parts.next().unwrap_or_default();
            let class = model.class(name).ok_or_else(|| {
                format!("no class '{name}' in the model; take one of ontology/model.ttl")
            })?;
            let role = parts.next().unwrap_or_default();
            let start = text.len();
            text.push_str(words.trim());
            entities.push(Marked {
                span: Span::new(start, text.len()),
                class,
                subject: role == "s",
                object: role == "o",
            });
            rest = tail;
        }
        text.push_str(rest);
        if fires && !(entities.iter().any(|e| e.subject) && entities.iter().any(|e| e.object)) {
            return Err(
                "the example marks no subject or no object; write [Class s: …] and [Class o: …]"
                    .into(),
            );
        }
        Ok(Self {
            text,
            marked: entities,
            fires,
        })
    }
}
