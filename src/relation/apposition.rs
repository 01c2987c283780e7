//! A person and an office side by side: "Ada Beek, burgemeester van Waterdam, zei …", "minister van
//! Financiën Ada Beek".

use super::{Finding, Status};
use crate::{
    mention::{Mention, Mentions},
    model::Model,
    prose::Prose,
};

/// Who holds an office, as mentions next to each other say.
pub(super) fn read(
    model: &Model,
    mentions: &Mentions,
    prose: &Prose,
    findings: &mut Vec<Finding<'_>>,
) {
    let (Some(person), Some(role), Some(predicate)) = (
        model.class("Person"),
        model.class("Role"),
        model.predicate("holdsOffice"),
    ) else {
        return;
    };
    let is = |mention: &Mention, class| {
        let entity = mentions.entities.get(mention.entity);
        entity.and_then(|e| e.classes.first()) == Some(&class)
    };
    let mut before: Option<&Mention> = None;
    for mention in &mentions.mentions {
        let Some(first) = before.filter(|b| b.span.end <= mention.span.start) else {
            // what stands within a name stands beside none
            before = before.or(Some(mention));
            continue;
        };
        before = Some(mention);
        let (holder, office) = if is(first, person) && is(mention, role) {
            (first, mention)
        } else if is(first, role) && is(mention, person) {
            (mention, first)
        } else {
            continue;
        };
        if first.part != mention.part || !beside(prose, first, mention) {
            continue;
        }
        let sentence = prose.sentence_at(mention.span.start);
        let Some(sentence) = sentence.and_then(|i| prose.sentences.get(i)) else {
            continue;
        };
        findings.push(Finding {
            subject: holder.entity,
            predicate,
            object: office.entity,
            status: Status::Stated,
            span: sentence.span,
            part: mention.part,
            rule: "office-beside-person",
        });
    }
}

/// Whether the second mention is another name of whom the first one names. A comma between them is that of
/// a list, too, unless another one, or the sentence's end, closes what it opens.
fn beside(prose: &Prose, first: &Mention, second: &Mention) -> bool {
    let (from, to) = (
        prose.token_at(first.span.end),
        prose.token_at(second.span.start),
    );
    if from == to {
        // "minister Beek van Financiën" is one name; two persons are never put side by side
        return true;
    }
    let article = |at: usize| matches!(prose.word(at), "de" | "het");
    let opened = prose.word(from) == "," && to - from <= 3 && (to == from + 1 || article(from + 1));
    let closed = matches!(
        prose.word(prose.token_at(second.span.end)),
        "," | "." | ")" | ";"
    );
    let listed = prose.token_at(first.span.start).checked_sub(1);
    opened && closed && !listed.is_some_and(|at| matches!(prose.word(at), "," | "en"))
}
