//! What a name within a name says: a "WODC-onderzoek" is made by the WODC, "artikel 5 AVG" is part of
//! the AVG, a "rapport over het Klimaatfonds" treats of it.

use super::{Finding, Status};
use crate::{
    mention::{Mention, Mentions, is_ruling},
    model::{ClassId, Model, PredicateId},
    prose::Prose,
    span::Span,
};

/// Findings of all mentions that stand within another.
pub(super) fn read(
    model: &Model,
    mentions: &Mentions,
    prose: &Prose,
    findings: &mut Vec<Finding<'_>>,
) {
    let Some(names) = Names::new(model, mentions, prose) else {
        return;
    };
    let mut outer: Option<&Mention> = None;
    // the mention before, within the same name
    let mut last: Option<&Mention> = None;
    for mention in &mentions.mentions {
        let Some(whole) =
            outer.filter(|o| o.span.contains(mention.span) && o.entity != mention.entity)
        else {
            outer = Some(mention);
            last = None;
            continue;
        };
        let said = names
            .says(whole, mention)
            .or_else(|| names.member(last?, mention));
        last = Some(mention);
        let Some((subject, predicate, object, rule)) = said else {
            continue;
        };
        let Some(sentence) = prose
            .sentence_at(mention.span.start)
            .and_then(|i| prose.sentences.get(i))
        else {
            continue;
        };
        findings.push(Finding {
            subject,
            predicate,
            object,
            status: Status::Stated,
            span: sentence.span,
            part: mention.part,
            rule,
        });
    }
}

/// The classes and predicates that names within names are read by.
struct Names<'m> {
    model: &'m Model,
    mentions: &'m Mentions,
    prose: &'m Prose,
    develops: PredicateId,
    describes: PredicateId,
    member_of: PredicateId,
    part_of: PredicateId,
    role_in: PredicateId,
    agent: ClassId,
    body: ClassId,
    document: ClassId,
    instrument: ClassId,
    law: ClassId,
    ministry: ClassId,
    role: ClassId,
    person: ClassId,
    party: ClassId,
}

impl<'m> Names<'m> {
    fn new(model: &'m Model, mentions: &'m Mentions, prose: &'m Prose) -> Option<Self> {
        Some(Self {
            model,
            mentions,
            prose,
            develops: model.predicate("develops")?,
            describes: model.predicate("describes")?,
            member_of: model.predicate("memberOf")?,
            part_of: model.predicate("partOf")?,
            role_in: model.predicate("roleIn")?,
            agent: model.class("Agent")?,
            body: model.class("Body")?,
            document: model.class("Document")?,
            instrument: model.class("Instrument")?,
            law: model.class("Legislation")?,
            ministry: model.class("Ministry")?,
            role: model.class("Role")?,
            person: model.class("Person")?,
            party: model.class("Party")?,
        })
    }

    /// Subject, predicate, object and rule of what `inner` within `whole` says.
    fn says(
        &self,
        whole: &Mention,
        inner: &Mention,
    ) -> Option<(usize, PredicateId, usize, &'static str)> {
        let (mut w, mut m) = (whole.entity, inner.entity);
        if whole.span == inner.span && self.is(w, self.ministry) {
            // "(Justitie en Veiligheid)" names the office and the ministry at once
            std::mem::swap(&mut w, &mut m);
        }
        if self.is(w, self.role) && self.is(m, self.ministry) {
            return Some((w, self.role_in, m, "office-of-ministry"));
        }
        if whole.rule == "article-of-law" && self.is(m, self.law) {
            return Some((w, self.part_of, m, "article-of-law"));
        }
        let at = inner.span.start;
        if whole.rule == "motion" && self.is(m, self.person) {
            return Some((m, self.develops, w, "mover-of-motion"));
        }
        let agent = self.is(m, self.agent);
        if agent && self.made(w, whole, inner) {
            return Some((m, self.develops, w, "maker-in-name"));
        }
        if self.is(w, self.body) && self.is(m, self.body) && self.led(at, &["van"]) {
            return Some((w, self.part_of, m, "body-in-name"));
        }
        let treats = self.led(at, &["over", "inzake", "naar", "voor", "op"])
            || !agent && (self.led(at, &["van"]) || self.treated(whole.span, inner.span));
        (self.counts(w, self.document) && treats).then_some((
            w,
            self.describes,
            m,
            "subject-in-name",
        ))
    }

    /// "De Wit (Partij voor de Beek)" within the name of a motion.
    fn member(
        &self,
        before: &Mention,
        inner: &Mention,
    ) -> Option<(usize, PredicateId, usize, &'static str)> {
        let (person, party) = (before.entity, inner.entity);
        let between = self.prose.fold.get(before.span.end..inner.span.start)?;
        (between.trim() == "(" && self.is(person, self.person) && self.is(party, self.party))
            .then_some((person, self.member_of, party, "member-in-brackets"))
    }

    /// Whether the agent within the name made what is named: "NRC-artikel", "DNB Leidraad", "rapport van
    /// het RIVM", "initiatiefnota van het Kamerlid De Wit".
    fn made(&self, entity: usize, whole: &Mention, inner: &Mention) -> bool {
        // what stands in a title is not what made it
        let title = match whole.rule {
            "note-title" | "quoted-head" => return false,
            "head-title" => whole.span.of(&self.prose.fold).find(['‘', '“', '«', '"']),
            _ => None,
        };
        if title.is_some_and(|at| inner.span.start >= whole.span.start + at) {
            return false;
        }
        let document = self.is(entity, self.document);
        let instrument = self.is(entity, self.instrument);
        let spaced = self.prose.fold.as_bytes().get(inner.span.end) == Some(&b' ');
        let first = whole.span.start == inner.span.start
            && (document || instrument && spaced)
            && !is_ruling(whole.span.of(&self.prose.fold));
        let by = (document || instrument)
            && (self.led(inner.span.start, &["van", "door", "vanuit"])
                || whole.rule == "head-of-agent" && self.led(inner.span.start, &["en", ","]));
        let before = self.prose.token_at(inner.span.start).saturating_sub(1);
        first || by || self.counts(entity, self.document) && self.prose.word(before) == "kamerlid"
    }

    /// Whether the entity's own class is `class`.
    fn is(&self, entity: usize, class: ClassId) -> bool {
        let first = self
            .mentions
            .entities
            .get(entity)
            .and_then(|e| e.classes.first());
        first.is_some_and(|c| self.model.is_a(*c, class))
    }

    /// Whether the entity counts as `class`, among others.
    fn counts(&self, entity: usize, class: ClassId) -> bool {
        self.mentions
            .entities
            .get(entity)
            .is_some_and(|e| e.classes.iter().any(|c| self.model.is_a(*c, class)))
    }

    /// Whether one of the prepositions stands before the name at byte `at`, its article aside.
    fn led(&self, at: usize, prepositions: &[&str]) -> bool {
        let token = self.prose.token_at(at);
        let before = |back: usize| token.checked_sub(back).map_or("", |t| self.prose.word(t));
        let skip = usize::from(matches!(before(1), "de" | "het" | "een"));
        prepositions.contains(&before(1 + skip))
    }

    /// Whether the name of a document says, before the name within it, that it is about what follows.
    fn treated(&self, whole: Span, inner: Span) -> bool {
        (self.prose.token_at(whole.start)..self.prose.token_at(inner.start))
            .any(|t| matches!(self.prose.word(t), "over" | "inzake" | "naar"))
    }
}
