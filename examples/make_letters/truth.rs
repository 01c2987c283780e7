//! What a letter holds, in the form of gold graphs that `kamergraph score` takes.

use super::content::Content;
use super::form::Form;
use super::names::Named;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The gold graph: numbers of questions, references between them, and the claims that its sentences
/// state, with their entities. What else the letter names is not listed. A
/// report in running text holds no questions, and claims are read in questions and answers.
pub fn gold(form: Form, content: &Content) -> Value {
    let claims = if form.has_questions() {
        content.claims.as_slice()
    } else {
        &[]
    };
    let questions = if form.has_questions() {
        content.questions.len()
    } else {
        0
    };
    let refers: BTreeSet<_> = if form.has_questions() {
        content.refers.clone()
    } else {
        BTreeSet::new()
    };
    let mut entities: BTreeMap<&Named, BTreeSet<usize>> = BTreeMap::new();
    let mut relations = Vec::new();
    for (claim, group) in claims {
        let at = group.iter().map(|n| n + 1);
        for named in [&claim.subject, &claim.object] {
            entities.entry(named).or_default().extend(at.clone());
        }
        relations.push(json!({
            "s": claim.subject.name,
            "p": claim.predicate,
            "o": claim.object.name,
            "at": at.clone().next().unwrap_or_default(),
            "cue": "",
        }));
    }
    let entities: Vec<Value> = entities
        .into_iter()
        .map(|(named, at)| json!({"id": named.name, "types": [named.class], "label": named.name, "aliases": [], "at": at}))
        .collect();
    json!({
        "document": form.id(content),
        "questions": questions,
        "refers": refers,
        "entities": entities,
        "relations": relations,
    })
}
