//! Footnotes: who published the source that one names, and what it says the marked document is annexed to.

use super::{Finding, Status, syntax::Layout};
use crate::{
    letter::Letter,
    mention::Mentions,
    model::{Model, PredicateId},
    prose::Prose,
    rule::ClassSet,
};

/// The publisher at the beginning of a footnote, or behind the bar after its title, made what the title names.
pub(super) fn read<'a>(
    develops: PredicateId,
    mentions: &Mentions,
    laid: &Layout<'a>,
    agents: ClassSet,
    text: &str,
    findings: &mut Vec<Finding<'a>>,
) {
    let within: Vec<_> = mentions
        .mentions
        .iter()
        .filter(|m| m.part == laid.part)
        .collect();
    let title = within
        .iter()
        .find(|m| m.rule == "note-title" && laid.span.contains(m.span));
    let Some(title) = title else {
        return;
    };
    let agent = |entity: usize| {
        let entity = mentions.entities.get(entity);
        entity.is_some_and(|e| agents.admits(&e.classes))
    };
    // "Waterkrant, 3 mei 2024, De beek is vol", "De beek is vol | Waterkrant"
    let publisher = within
        .iter()
        .find(|m| m.span.end <= title.span.start && agent(m.entity))
        .or_else(|| {
            within.iter().find(|m| {
                let between = text.get(title.span.end..m.span.start).map(str::trim);
                agent(m.entity) && between == Some("|")
            })
        });
    if let Some(publisher) = publisher {
        findings.push(Finding {
            subject: publisher.entity,
            predicate: develops,
            object: title.entity,
            status: Status::Stated,
            span: laid.span,
            part: laid.part,
            rule: "publisher-in-footnote",
        });
    }
}

/// "Bijlage bij Kamerstuk …": the document before the mark in the text is part of the one in the footnote.
pub(super) fn annex<'a>(
    model: &Model,
    letter: &Letter,
    prose: &Prose,
    mentions: &Mentions,
    laid: &Layout<'a>,
    findings: &mut Vec<Finding<'a>>,
) {
    let opens = |word: &str| laid.items.first().is_some_and(|i| i.word == word);
    let note = letter.parts.get(laid.part).and_then(|p| p.note);
    let cited = note
        .and_then(|n| letter.notes.get(n))
        .and_then(|n| n.cited_at);
    let (Some(part_of), Some(cited)) = (model.predicate("partOf"), cited) else {
        return;
    };
    if !(opens("bijlage") || opens("bijlagen")) {
        return;
    }
    let is = |entity: usize, classes: &[&str]| {
        let class = mentions
            .entities
            .get(entity)
            .and_then(|e| e.classes.first());
        let wanted = classes.iter().filter_map(|c| model.class(c));
        class.is_some_and(|c| wanted.into_iter().any(|w| model.is_a(*c, w)))
    };
    let whole = mentions
        .mentions
        .iter()
        .find(|m| laid.span.contains(m.span) && is(m.entity, &["Document"]));
    let sentence = prose
        .sentence_at(cited.saturating_sub(1))
        .and_then(|s| prose.sentences.get(s));
    let (Some(whole), Some(sentence)) = (whole, sentence) else {
        return;
    };
    let annexed = mentions.mentions.iter().rev().find(|m| {
        m.span.end <= cited
            && sentence.span.contains(m.span)
            && is(m.entity, &["Document", "Instrument"])
    });
    if let Some(annexed) = annexed.filter(|a| a.entity != whole.entity) {
        findings.push(Finding {
            subject: annexed.entity,
            predicate: part_of,
            object: whole.entity,
            status: Status::Stated,
            span: laid.span,
            part: laid.part,
            rule: "annex-in-footnote",
        });
    }
}
