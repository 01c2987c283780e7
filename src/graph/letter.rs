//! The structure of a letter as nodes and edges: questions, who asks and answers them, what they
//! mention and cite, where they refer to.

use super::build::{GraphBuilder, Place};
use super::quote::sentence;
use super::{Body, iri};
use crate::letter::{Letter, PartKind};
use crate::mention::{Entity, Mention, Mentions};
use crate::pattern::compile;
use crate::relation::{Characters, Evidence, Status};
use crate::span::Span;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// The rule that evidence of a referral names: no rule of the data files, but the letter's reader.
const REFERRAL: &str = "referral";
/// The rule that evidence from the heading names.
const HEADING: &str = "heading";

/// What the name of every document of a dossier holds.
const KAMERSTUK: &[u8] = b"kamerstuk";

/// Number of a dossier in a reference to a Kamerstuk: "29 383", "21 501-02", "36 410 XIV".
static DOSSIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let form = r"(?i)\bkamerstuk(?:ken)?\b.*?\b(\d{2})[ .\u{a0}]?(\d{3})(?:[ -]?([IVX]+|\d{2}))?\b";
    compile(form).ok()
});

/// What turns places of one letter into evidence.
struct Places<'a> {
    letter: &'a Letter,
    /// The letter's id.
    id: Arc<str>,
    sentences: &'a [Span],
    chars: Characters<'a>,
}

impl Places<'_> {
    /// Evidence whose quote is the sentence around `span`.
    fn evidence(&self, question: u32, span: Span, outer: Span, rule: &'static str) -> Evidence {
        let text = &self.letter.text;
        let span = sentence(text, self.sentences, outer, span);
        Evidence {
            letter: Arc::clone(&self.id),
            question,
            span,
            chars: self.chars.of(span),
            quote: span.of(text).into(),
            rule: rule.into(),
            place: self.letter.place(span.start),
        }
    }

    /// The part of the letter in which a place stands.
    fn around(&self, span: Span) -> Span {
        let parts = self.letter.parts.iter().map(|p| p.span);
        parts.into_iter().find(|p| p.contains(span)).unwrap_or(span)
    }
}

impl GraphBuilder<'_> {
    /// Adds the letter and its questions, and the edges between them and the entities, whose places
    /// are given in their order.
    pub(super) fn structure(
        &mut self,
        letter: &Letter,
        sentences: &[Span],
        mentions: &Mentions,
        entities: &[Place],
    ) {
        let places = Places {
            letter,
            id: letter.id.as_str().into(),
            sentences,
            chars: Characters::new(&letter.text),
        };
        let questions = self.questions(letter);
        let documents = self.documents(mentions);
        let [cites, mentioned] = ["cites", "mentions"].map(|name| self.predicate(name));
        for (question, entity, mention) in first_mentions(letter, mentions) {
            let (Some(subject), Some(object)) = (questions.get(question), entities.get(entity))
            else {
                continue;
            };
            let Some(part) = letter.parts.get(mention.part) else {
                continue;
            };
            let number = letter.questions.get(question).map_or(0, |q| q.number);
            let evidence = places.evidence(number, mention.span, part.span, mention.rule);
            let ends = [*subject, *object];
            if documents.get(entity).is_some_and(|document| *document) {
                let evidence = vec![evidence.clone()];
                self.link(ends, cites, Status::Stated, evidence, false);
            }
            self.link(ends, mentioned, Status::Stated, vec![evidence], false);
        }
        for (predicate, parties) in [
            ("askedBy", &mentions.parties.askers),
            ("answeredBy", &mentions.parties.answerers),
        ] {
            let predicate = self.predicate(predicate);
            for party in parties {
                let Some(object) = entities.get(*party) else {
                    continue;
                };
                let evidence = heading(&places, mentions, *party);
                for subject in &questions {
                    let inferred = evidence.is_none();
                    let evidence = evidence.iter().cloned().collect();
                    let ends = [*subject, *object];
                    self.link(ends, predicate, Status::Stated, evidence, inferred);
                }
            }
        }
        let refers = self.predicate("refersTo");
        for referral in &letter.referrals {
            let (Some(from), Some(to)) = (questions.get(referral.from), questions.get(referral.to))
            else {
                continue;
            };
            if from != to {
                let number = letter.questions.get(referral.from).map_or(0, |q| q.number);
                let outer = places.around(referral.span);
                let evidence = places.evidence(number, referral.span, outer, REFERRAL);
                let ends = [*from, *to];
                self.link(ends, refers, Status::Stated, vec![evidence], false);
            }
        }
        let entities = mentions.entities.iter().zip(entities);
        for ((entity, place), _) in entities.zip(documents).filter(|(_, document)| *document) {
            self.dossier(entity, *place);
        }
    }

    /// Adds the letter's node and those of its questions; gives the places of the questions.
    fn questions(&mut self, letter: &Letter) -> Vec<Place> {
        let letter_iri = iri::letter(&self.base, &letter.id);
        let body = Body::Letter {
            subject: letter.subject.map(|s| s.of(&letter.text).to_owned()),
            text: letter.text.clone(),
            sha256: letter.sha256.clone(),
            asked_on: letter.asked_on.map(|d| d.to_string()),
            answered_on: letter.answered_on.map(|d| d.to_string()),
        };
        let letter_place = self.node(&letter_iri, &["Letter"], &letter.id, body);
        let aanhangsel = letter.aanhangsel.as_ref();
        let aanhangsel = aanhangsel.map(|(years, number)| (years.as_str(), number.as_str()));
        for name in other_names(&letter.id, letter.z_number.as_deref(), aanhangsel) {
            self.alt_label(&letter_iri, &name);
        }
        let in_letter = self.predicate("inLetter");
        // A number that is printed twice still means two questions.
        let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
        let mut places = Vec::with_capacity(letter.questions.len());
        for question in &letter.questions {
            let times = seen.entry(question.number).or_default();
            *times += 1;
            let twin = if *times > 1 {
                format!("-{times}")
            } else {
                String::new()
            };
            let question_iri = iri::question(&letter_iri, question.number) + &twin;
            let body = Body::Question {
                number: question.number,
                text: question.text.of(&letter.text).to_owned(),
                answer: question.answer.map(|a| a.of(&letter.text).to_owned()),
                letter: letter.id.clone(),
            };
            let label = format!("Vraag {}", question.number);
            let place = self.node(&question_iri, &["Question"], &label, body);
            let ends = [place, letter_place];
            self.link(ends, in_letter, Status::Stated, Vec::new(), true);
            places.push(place);
        }
        places
    }

    /// Adds the dossier of a Kamerstuk, where a name of it gives the number.
    fn dossier(&mut self, entity: &Entity, document: Place) {
        let names = entity.other_names().chain([&*entity.label]);
        let numbers: BTreeSet<String> = names.filter_map(dossier_number).collect();
        for number in numbers {
            let iri = format!("{}id/dossier/{}", self.base, iri::segment(&number));
            let label = format!("Kamerstukdossier {number}");
            let dossier = self.node(&iri, &["Dossier"], &label, Body::Dossier);
            let ends = [document, dossier];
            let predicate = self.predicate("inDossier");
            self.link(ends, predicate, Status::Stated, Vec::new(), true);
        }
    }

    /// Of each entity, whether its best class is a document.
    fn documents(&self, mentions: &Mentions) -> Vec<bool> {
        let document = self.model.class("Document");
        let is_document = |entity: &Entity| {
            let best = entity.classes.first().zip(document);
            best.is_some_and(|(class, document)| self.model.is_a(*class, document))
        };
        mentions.entities.iter().map(is_document).collect()
    }
}

/// What a letter is called besides its id: its number, and its years and number in the Aanhangsel.
pub(crate) fn other_names(
    id: &str,
    z_number: Option<&str>,
    aanhangsel: Option<(&str, &str)>,
) -> impl Iterator<Item = String> {
    let number = z_number.filter(|number| *number != id).map(str::to_owned);
    let place = aanhangsel.map(|(years, number)| {
        format!("Aanhangsel Handelingen, vergaderjaar {years}, nr. {number}")
    });
    number.into_iter().chain(place)
}

/// For each question and entity, the first place where the question, its answer or a footnote that
/// they cite names the entity in words of its own.
fn first_mentions<'a>(letter: &Letter, mentions: &'a Mentions) -> Vec<(usize, usize, &'a Mention)> {
    let mut found = Vec::with_capacity(mentions.mentions.len());
    for mention in mentions.mentions.iter().filter(|m| !m.anaphor) {
        let part = letter.parts.get(mention.part);
        let questions = part.map_or(&[][..], |part| &part.questions);
        found.extend(questions.iter().map(|q| (*q, mention.entity, mention)));
    }
    // of several at one place the one that comes first stays
    found.sort_by_key(|(question, entity, mention)| (*question, *entity, mention.span));
    found.dedup_by_key(|(question, entity, _)| (*question, *entity));
    found
}

/// Where the heading, or else the letter, first names someone who asks or answers.
fn heading(places: &Places<'_>, mentions: &Mentions, party: usize) -> Option<Evidence> {
    let kind = |m: &Mention| places.letter.parts.get(m.part).map(|p| p.kind);
    let own = || {
        mentions
            .mentions
            .iter()
            .filter(|m| m.entity == party && !m.anaphor)
    };
    let head = own().find(|m| {
        matches!(
            kind(m),
            Some(PartKind::Heading | PartKind::Cover | PartKind::Signature)
        )
    });
    let mention = head.or_else(|| own().next())?;
    let part = places.letter.parts.get(mention.part)?;
    let number = part
        .questions
        .first()
        .and_then(|q| places.letter.questions.get(*q))
        .map_or(0, |q| q.number);
    Some(places.evidence(number, mention.span, part.span, HEADING))
}

/// The number of the dossier in a reference: `29383`, `21501-02`, `36410-XIV`.
fn dossier_number(name: &str) -> Option<String> {
    // what most documents are called is told sooner so
    let is_kamerstuk =
        |word: &[u8]| matches!(word, [b'k' | b'K', ..]) && word.eq_ignore_ascii_case(KAMERSTUK);
    let mut words = name.as_bytes().windows(KAMERSTUK.len());
    if name.is_ascii() && !words.any(is_kamerstuk) {
        return None;
    }
    let found = DOSSIER.as_ref()?.captures(name)?;
    let number = format!("{}{}", found.get(1)?.as_str(), found.get(2)?.as_str());
    Some(match found.get(3) {
        Some(chapter) => format!("{number}-{}", chapter.as_str().to_uppercase()),
        None => number,
    })
}

#[cfg(test)]
mod tests {
    use super::dossier_number;

    #[test]
    fn dossiers_are_read_from_every_spelling() {
        for (name, number) in [
            ("Kamerstuk 29 383, nr. 406", Some("29383")),
            ("Kamerstukken II 2022/23, 29628, nr. 1139", Some("29628")),
            (
                "Kamerstukken II, vergaderjaar 2022/2023 36 229, nr. 29",
                Some("36229"),
            ),
            ("Kamerstuk 21 501-02, nr. 2733", Some("21501-02")),
            ("kamerstuk 36 410 XIV, nr. 9", Some("36410-XIV")),
            ("Kamerstuk 35925-VI-56", Some("35925-VI")),
            ("Kamerstuk 26 643, nr. 10", Some("26643")),
            ("Kamerbrief over iets van 12 mei 2023", None),
            ("Kamerstuk", None),
        ] {
            assert_eq!(dossier_number(name).as_deref(), number, "{name}");
        }
    }
}
