//! Frames: a trigger, and the parts of its clause that are subject and object.

mod argument;

use argument::Arguments;

use super::{Finding, Status, status, syntax::Layout};
use crate::{
    mention::Mentions,
    rule::{ClassSet, Form, Frame, Role, Rules, Trigger},
};

/// Where a trigger fires, and how.
#[derive(Debug, Clone, Copy)]
struct Site {
    /// First and last item of the trigger.
    first: usize,
    last: usize,
    /// Its clause.
    clause: usize,
    voice: Voice,
    /// It is a verb, whose subject and object the clause has.
    verb: bool,
    /// Form of the verb.
    form: Option<Form>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Active,
    Passive,
    /// A participle before its noun: "de door X ontwikkelde Y".
    Attributive,
    /// An infinitive used as a noun: "het opzetten van Y".
    Nominal,
    /// An infinitive that somebody else is to do: "laat Y opzetten door X".
    Causative,
}

/// All findings of all frames whose trigger stands in the sentence.
pub(super) fn read<'a>(
    rules: &'a Rules,
    mentions: &Mentions,
    laid: &Layout<'a>,
    findings: &mut Vec<Finding<'a>>,
) {
    let present = present(mentions, laid);
    // up to where phrases reach that begin earlier
    let mut reached = 0;
    for (at, item) in laid.items.iter().enumerate() {
        for trigger in item.triggers {
            // "op basis van" is a phrase of its own, whose noun says nothing else
            if at < reached && matches!(trigger, Trigger::Noun { .. }) {
                continue;
            }
            let frame = rules.frames.get(trigger.frame());
            let Some(frame) = frame.filter(|frame| may_fire(frame, present)) else {
                continue;
            };
            if let Some(site) = site(rules, laid, at, trigger) {
                fire(frame, mentions, laid, site, findings);
            }
        }
        let phrases = item.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Phrase { words, .. } => phrase(laid, at, words),
            _ => None,
        });
        reached = phrases.fold(reached, |reached, last| reached.max(last + 1));
    }
}

/// The classes of all entities that may be an argument.
fn present(mentions: &Mentions, laid: &Layout<'_>) -> ClassSet {
    let entities = laid.entities();
    let entities = entities.filter_map(|entity| mentions.entities.get(entity));
    entities.fold(ClassSet::default(), |set, entity| set.with(&entity.classes))
}

/// Whether there are entities that fit a frame, wherever they stand; most sentences have none.
const fn may_fire(frame: &Frame, present: ClassSet) -> bool {
    frame.subject_classes.meets(present) && (frame.symmetric || frame.object_classes.meets(present))
}

/// Whether the trigger at item `at` really stands there: its particle, the rest of its phrase.
fn site(rules: &Rules, laid: &Layout<'_>, at: usize, trigger: &Trigger) -> Option<Site> {
    let clause = laid.clause_of(at);
    let place = |last, voice, verb, form| Site {
        first: at,
        last,
        clause,
        voice,
        verb,
        form,
    };
    match trigger {
        Trigger::Verb { form, apart, .. } => {
            // "te herzien": behind "te" stands the infinitive, whatever else looks like it
            if *form == Form::Participle && at > 0 && laid.items[at - 1].word == "te" {
                return None;
            }
            if let Some(particle) = apart {
                // "stelt … op", "op te stellen", "ziet erop toe"
                let apart_later = laid.items.iter().enumerate().skip(at + 1).any(|(i, t)| {
                    t.word == particle && laid.clause_of(i) == clause && !laid.begins_phrase(i)
                });
                let before = *form == Form::Infinitive
                    && at > 1
                    && laid.items[at - 1].word == "te"
                    && laid.items[at - 2].word == particle;
                if !(apart_later || before) {
                    return None;
                }
            }
            // "stelt zich … voor": what is done to oneself is another verb
            if laid.items.get(at + 1).is_some_and(|t| t.word == "zich") {
                return None;
            }
            // "een nader onderzoek", "mijn verzoek": a noun that looks like a verb
            let noun = || {
                let before = laid.items.iter().take(at).rev().find(|t| !t.adjectival());
                before.is_some_and(|t| {
                    let article = matches!(
                        t.word,
                        "een" | "geen" | "mijn" | "ons" | "onze" | "uw" | "hun"
                    );
                    let head = || rules.head(laid.items[at].word).is_some();
                    article || t.roles.has(Role::Determiner) && head()
                })
            };
            // "de vragen": an article in the plural makes the verb's form a noun as well
            let plural = *form == Form::Infinitive
                && at > 0
                && matches!(
                    laid.items[at - 1].word,
                    "de" | "deze" | "die" | "uw" | "mijn" | "onze" | "hun"
                );
            // "op verzoek van": no verb stands right behind a preposition, unless that belongs to "waar"
            let governed = || {
                let before = at.checked_sub(1).and_then(|b| laid.items.get(b));
                before.is_some_and(|t| t.roles.has(Role::Preposition)) && !laid.strands(at - 1)
            };
            if *form == Form::Finite && (noun() || governed()) || plural {
                return None;
            }
            let voice = voice(laid, at, *form)?;
            Some(place(at, voice, true, Some(*form)))
        }
        // "onder leiding van" is a phrase of its own; "als onderdeel van" says why, not what
        Trigger::Noun { .. } if at > 0 && laid.items[at - 1].word == "onder" => None,
        Trigger::Noun { .. }
            if at > 0
                && laid.items[at - 1].word == "als"
                && (at == 1 || laid.items[at - 2].word == ",") =>
        {
            None
        }
        Trigger::Noun { .. } => Some(place(at, clause_voice(laid, clause), false, None)),
        Trigger::Phrase { words, .. } => {
            let last = phrase(laid, at, words)?;
            Some(place(last, clause_voice(laid, clause), false, None))
        }
    }
}

/// The last item of a phrase that stands at item `at`.
fn phrase(laid: &Layout<'_>, at: usize, words: &[String]) -> Option<usize> {
    let items = laid.items.get(at..at + words.len())?;
    let same = items
        .iter()
        .zip(words)
        .all(|(item, word)| item.word == word);
    (same && !words.is_empty()).then(|| at + words.len() - 1)
}

fn clause_has(laid: &Layout<'_>, clause: usize, role: Role) -> bool {
    laid.items
        .iter()
        .any(|t| t.clause == clause && t.roles.has(role))
}

fn voice(laid: &Layout<'_>, at: usize, form: Form) -> Option<Voice> {
    let clause = laid.clause_of(at);
    let next = laid.items.get(at + 1);
    match form {
        Form::Finite => Some(Voice::Active),
        Form::Present => None,
        Form::Participle => {
            let word = laid.items[at].word;
            let inflected = word.ends_with("de") || word.ends_with("te") || word.ends_with("en");
            let before_noun = next.is_some_and(|n| {
                n.mention.is_some() || (!n.mark && n.roles.is_empty() && n.form.is_none())
            });
            if inflected && before_noun && laid.noun_phrase_follows(at) {
                return Some(Voice::Attributive);
            }
            let begun = laid.items[at].roles.has(Role::Begun)
                && clause_has(laid, clause, Role::Be)
                && !laid.governs("door", clause);
            if begun || clause_has(laid, clause, Role::Have) {
                Some(Voice::Active)
            } else {
                Some(Voice::Passive)
            }
        }
        Form::Infinitive => {
            let nominal =
                at > 0 && laid.items[at - 1].word == "het" && next.is_some_and(|n| n.word == "van");
            if nominal {
                return Some(Voice::Nominal);
            }
            // "laten uitvoeren": somebody else does it, who may be named
            if !laid.items[at].roles.has(Role::Let) && clause_has(laid, clause, Role::Let) {
                return laid.governs("door", clause).then_some(Voice::Causative);
            }
            Some(Voice::Active)
        }
    }
}

/// The voice of a clause whose verb is not known: passive where "worden" is in it.
fn clause_voice(laid: &Layout<'_>, clause: usize) -> Voice {
    let participle = || {
        laid.items
            .iter()
            .any(|t| t.clause == clause && t.form == Some(Form::Participle))
    };
    let passive = clause_has(laid, clause, Role::Become)
        || clause_has(laid, clause, Role::Be)
            && !clause_has(laid, clause, Role::Have)
            && participle();
    if passive {
        Voice::Passive
    } else {
        Voice::Active
    }
}

fn fire<'a>(
    frame: &'a Frame,
    mentions: &Mentions,
    laid: &Layout<'a>,
    site: Site,
    findings: &mut Vec<Finding<'a>>,
) {
    let holds = |words: &[String]| {
        let mut clause = laid.items.iter().filter(|t| t.clause == site.clause);
        clause.any(|t| words.iter().any(|w| w == t.word))
    };
    if !frame.with.is_empty() && !holds(&frame.with) || holds(&frame.without) {
        return;
    }
    let roles = Arguments {
        laid,
        mentions,
        site,
    };
    let subjects = roles.fill(&frame.subject, frame.subject_classes, &[]);
    if subjects.is_empty() {
        return;
    }
    let objects = roles.fill(&frame.object, frame.object_classes, &subjects);
    // "A en B werken samen": each with the other
    let objects = if objects.is_empty() && frame.symmetric {
        subjects.clone()
    } else {
        with_laws(frame, mentions, laid, objects)
    };
    let clause_status = if frame.status.is_some() {
        Status::Stated
    } else {
        status::of(laid, site.first)
    };
    let status = frame.status.unwrap_or(clause_status);
    for &subject in &subjects {
        for &object in &objects {
            if subject != object {
                findings.push(Finding {
                    subject,
                    predicate: frame.predicate,
                    object,
                    status,
                    span: laid.span,
                    part: laid.part,
                    rule: &frame.name,
                });
            }
        }
    }
}

/// What holds of an article holds of the law in which it stands.
fn with_laws(
    frame: &Frame,
    mentions: &Mentions,
    laid: &Layout<'_>,
    mut objects: Vec<usize>,
) -> Vec<usize> {
    let stated = objects.clone();
    for group in laid
        .groups
        .iter()
        .filter(|g| g.members.iter().any(|m| stated.contains(m)))
    {
        let article = |e: &usize| {
            mentions
                .entities
                .get(*e)
                .is_some_and(|e| e.label.starts_with("artikel"))
        };
        if !group.members.iter().any(article) {
            continue;
        }
        for law in laid.inner(group) {
            if !objects.contains(&law)
                && mentions
                    .entities
                    .get(law)
                    .is_some_and(|e| frame.object_classes.admits(&e.classes))
            {
                objects.push(law);
            }
        }
    }
    objects
}
