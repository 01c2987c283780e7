//! What the heading says: who holds which office, in which ministry, and who belongs to which party.

use super::{Finding, Status};
use crate::{
    letter::{Letter, Official},
    mention::Mentions,
    model::{ClassId, Model},
    span::Span,
};

/// Findings of the heading, the signatures, and every office that is named with its ministry.
pub(super) fn read<'a>(model: &Model, letter: &Letter, mentions: &Mentions) -> Vec<Finding<'a>> {
    let mut findings = Vec::new();
    let (Some(holds), Some(member)) = (model.predicate("holdsOffice"), model.predicate("memberOf"))
    else {
        return findings;
    };
    let (Some(person), Some(role), Some(party)) = (
        model.class("Person"),
        model.class("Role"),
        model.class("Party"),
    ) else {
        return findings;
    };
    let heading = Heading {
        model,
        letter,
        mentions,
    };
    let mut push = |subject, predicate, object, span: Span, rule| {
        if let (Some(subject), Some(object)) = (subject, object) {
            findings.push(Finding {
                subject,
                predicate,
                object,
                status: Status::Stated,
                span: heading.line(span),
                part: heading.part(span),
                rule,
            });
        }
    };
    for official in letter.answerers.iter().chain(&letter.addressees) {
        let Some(name) = official.person else {
            continue;
        };
        let office = official.office.or(official.portfolio);
        push(
            heading.entity(name, person),
            holds,
            office.and_then(|o| heading.office(official, o, role)),
            name,
            "office-in-heading",
        );
    }
    for asker in &letter.askers {
        if let Some(of) = asker.party {
            push(
                heading.entity(asker.name, person),
                member,
                heading.entity(of, party),
                of,
                "party-in-heading",
            );
        }
    }
    findings
}

struct Heading<'l> {
    model: &'l Model,
    letter: &'l Letter,
    mentions: &'l Mentions,
}

impl Heading<'_> {
    /// The entity of that class that is mentioned within `span`, or around it.
    fn entity(&self, span: Span, class: ClassId) -> Option<usize> {
        self.mentions
            .mentions
            .iter()
            .filter(|m| m.span.overlaps(span))
            .map(|m| m.entity)
            .find(|e| {
                self.mentions
                    .entities
                    .get(*e)
                    .is_some_and(|e| e.classes.iter().any(|c| self.model.is_a(*c, class)))
            })
    }

    fn office(&self, official: &Official, office: Span, role: ClassId) -> Option<usize> {
        let field = official.portfolio.and_then(|p| self.entity(p, role));
        field.or_else(|| self.entity(office, role))
    }

    /// The line of the letter's text in which `span` stands.
    fn line(&self, span: Span) -> Span {
        let text = &self.letter.text;
        let start = text
            .get(..span.start)
            .and_then(|t| t.rfind('\n'))
            .map_or(0, |i| i + 1);
        let end = text
            .get(span.end..)
            .and_then(|t| t.find('\n'))
            .map_or(text.len(), |i| span.end + i);
        Span::new(start, end)
    }

    fn part(&self, span: Span) -> usize {
        self.letter
            .parts
            .iter()
            .position(|p| p.span.contains(span))
            .unwrap_or(0)
    }
}
