//! What points back: "deze aanpak", "het genoemde rapport", "de toezichthouders", "mijn ministerie".
//!
//! A noun with "deze", "dit", "die", "dat" stands for the last entity before it whose name bears the
//! noun, or whose class the noun gives; with "de" or "het" only for one whose name bears it. It must
//! have been named in the same answer or in its question; anywhere before for a long noun that only one
//! thing of the letter bears, "het handelingskader".

mod bearers;

use super::{Mention, Mentions, Scene, Sign, Signs};
use crate::{
    letter::PartKind,
    model::{ClassId, Model},
    rule::{Head, Lexeme, Role},
};
use bearers::Bearers;
pub(super) use bearers::word_ends;
use foldhash::HashMap;
use std::cell::OnceCell;

/// How many bytes back "deze methode" looks first: two sentences or so.
const NEAR: usize = 350;

/// How many mentions back anything points, in one part of the letter.
const LOOK_BACK: usize = 300;

/// The same all over the letter, for a noun that tells much.
const FAR: usize = 1500;

/// Nouns that stand for an agent of a class.
const AGENTS: &[(&str, &str, bool)] = &[
    ("ministerie", "Ministry", false),
    ("departement", "Ministry", false),
    ("toezichthouder", "Regulator", false),
    ("toezichthouders", "Regulator", true),
    ("inspectie", "Regulator", false),
    ("autoriteit", "Regulator", false),
    ("wet", "Legislation", false),
    ("richtlijn", "Legislation", false),
    ("verordening", "Legislation", false),
    ("wetsvoorstel", "Legislation", false),
];

/// Whether what points back may begin with a word in lower case.
pub(super) fn points(word: &str, lexeme: &Lexeme) -> bool {
    lexeme.roles.has(Role::Demonstrative) || matches!(word, "mijn" | "ons" | "onze" | "de" | "het")
}

/// Whether a noun stands for an agent of a class.
pub(super) fn is_agent(noun: &str) -> bool {
    AGENTS.iter().any(|(agent, _, _)| *agent == noun)
}

/// Adds the anaphors of a letter to its mentions.
pub(super) fn find(model: &Model, scene: &Scene<'_>, mentions: &mut Mentions) {
    let mut found = Vec::new();
    // how far the mentions reach up to each of them
    let reach: Vec<usize> = mentions
        .mentions
        .iter()
        .scan(0, |end, m| {
            *end = m.span.end.max(*end);
            Some(*end)
        })
        .collect();
    let asked = asked(scene);
    // in what the words of each entity's names end
    let ends = vec![OnceCell::new(); mentions.entities.len()];
    // a noun that points is met again and again
    let mut bearers: HashMap<&str, Bearers<'_>> = HashMap::default();
    let mut own_ministry = None;
    let mut pointing = scene.glances.pointing().peekable();
    for sentence in &scene.prose.sentences {
        let kind = scene.letter.parts.get(sentence.part).map(|p| p.kind);
        if !matches!(
            kind,
            Some(PartKind::Answer | PartKind::Question | PartKind::Cover | PartKind::Note)
        ) {
            continue;
        }
        while let Some(at) = pointing.next_if(|at| *at < sentence.last) {
            if at < sentence.first {
                continue;
            }
            let Some(noun) = noun(scene, at, sentence.last) else {
                continue;
            };
            let word = scene.prose.word(at);
            let own = matches!(word, "mijn" | "ons" | "onze");
            let pointing = scene.is(at, Role::Demonstrative);
            // "… is de toezichthouder op …" says what somebody is, and points to nobody
            let said = at > sentence.first
                && (scene.is(at - 1, Role::Be) || scene.prose.word(at - 1) == "als")
                || matches!(scene.prose.word(noun + 1), "op" | "voor");
            if said && is_agent(scene.prose.word(noun)) {
                continue;
            }
            let span = scene.tokens(at, noun);
            let token = scene.tokens(noun, noun);
            let begun = mentions
                .mentions
                .partition_point(|m| m.span.start < token.end);
            let covered = begun.checked_sub(1).and_then(|last| reach.get(last));
            if covered.is_some_and(|end| *end > token.start) {
                continue;
            }
            let lexeme = scene.lexeme(noun);
            let noun = scene.prose.word(noun);
            let place = Where {
                model,
                scene,
                mentions,
                asked: &asked,
                part: sentence.part,
                before: span.start,
            };
            for entity in if own {
                let ministry = matches!(noun, "ministerie" | "departement");
                let found = ministry.then(|| *own_ministry.get_or_insert_with(|| place.own()));
                found.flatten().into_iter().collect()
            } else {
                let head = scene.rules.head_at(lexeme);
                let borne = head.map_or(noun, |(head, _)| &head.noun);
                let bearers = bearers.entry(borne);
                let bearers =
                    bearers.or_insert_with(|| Bearers::of(borne, &mentions.entities, &ends));
                place.earlier(noun, head, bearers, pointing)
            } {
                found.push(Mention {
                    span,
                    part: sentence.part,
                    entity,
                    rule: if own { "own-ministry" } else { "anaphor" },
                    anaphor: !own && pointing,
                });
            }
        }
    }
    mentions.mentions.extend(found);
    // of two on the same words the first stays the first: an office, then its ministry
    mentions
        .mentions
        .sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

/// The noun of the phrase that begins at a token, over at most two adjectives.
fn noun(scene: &Scene<'_>, first: usize, end: usize) -> Option<usize> {
    let near = first + 1..(first + 4).min(end);
    // most articles stand before none, which one look at all three words tells
    let all = near.clone().map(|at| scene.signs(at));
    if !Signs::any(all).meets(Signs::of(&[Sign::Noun, Sign::Telling])) {
        return None;
    }
    for at in near {
        let signs = scene.signs(at);
        if signs.has(Sign::Noun) {
            return Some(at);
        }
        if scene.is(at, Role::Preposition) {
            return None;
        }
        if signs.has(Sign::Telling) {
            return Some(at);
        }
    }
    None
}

/// Each question with each part in which it stands, sorted.
fn asked(scene: &Scene<'_>) -> Vec<(usize, usize)> {
    let parts = scene.letter.parts.iter().enumerate();
    let parts = parts.filter(|(_, part)| part.kind == PartKind::Question);
    let asked = parts.flat_map(|(at, part)| part.questions.iter().map(move |q| (*q, at)));
    let mut asked: Vec<(usize, usize)> = asked.collect();
    asked.sort_unstable();
    asked
}

struct Where<'w, 'l> {
    model: &'w Model,
    scene: &'w Scene<'l>,
    mentions: &'w Mentions,
    /// Each question with each part in which it stands, sorted.
    asked: &'w [(usize, usize)],
    part: usize,
    before: usize,
}

impl Where<'_, '_> {
    /// "mijn ministerie": that of the first office that answers.
    fn own(&self) -> Option<usize> {
        let office = self.mentions.parties.answerers.first()?;
        let mentions = &self.mentions.mentions;
        // the ministry that stands within a mention of the office
        let mut places = mentions.iter().filter(|m| m.entity == *office);
        places.find_map(|m| {
            let first = mentions.partition_point(|n| n.span.start < m.span.start);
            let behind = mentions.get(first..).unwrap_or_default().iter();
            let mut within = behind.take_while(|n| n.span.start < m.span.end);
            let found = within
                .find(|n| m.span.contains(n.span) && self.is(n.entity, self.scene.known.ministry));
            found.map(|n| n.entity)
        })
    }

    fn is(&self, entity: usize, class: ClassId) -> bool {
        self.mentions
            .entities
            .get(entity)
            .is_some_and(|e| e.classes.iter().any(|c| self.model.is_a(*c, class)))
    }

    /// The mentions that begin from one byte up to another.
    fn between(&self, from: usize, to: usize) -> &[Mention] {
        let mentions = &self.mentions.mentions;
        let at = |byte: usize| mentions.partition_point(|m| m.span.start < byte);
        mentions.get(at(from)..at(to)).unwrap_or_default()
    }

    /// The mentions in a part.
    fn within(&self, part: usize) -> &[Mention] {
        let span = self.scene.letter.parts.get(part).map(|p| p.span);
        span.map_or(&[], |span| self.between(span.start, span.end))
    }

    /// The entities of this part before this place, then those of its question, the nearest first.
    fn candidates(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let part = self.scene.letter.parts.get(self.part);
        let here = self.between(part.map_or(0, |p| p.span.start), self.before);
        let here = here
            .iter()
            .filter(|m| !m.anaphor && m.span.end <= self.before)
            .rev()
            .take(LOOK_BACK);
        // a footnote points to what was named before its mark
        let cited = part
            .and_then(|p| p.note)
            .and_then(|n| self.scene.letter.notes.get(n))
            .and_then(|n| n.cited_at);
        let marked = cited.map_or(&[][..], |at| self.between(at.saturating_sub(2999), at));
        let marked = marked
            .iter()
            .filter(move |m| !m.anaphor && cited.is_some_and(|at| m.span.end <= at))
            .rev();
        let questions = part.map_or(&[][..], |p| &p.questions);
        let of = |question: usize| {
            let first = self.asked.partition_point(|(q, _)| *q < question);
            let behind = self.asked.get(first..).unwrap_or_default().iter();
            let own = behind.take_while(move |(q, _)| *q == question);
            own.map(|(_, part)| *part).filter(|part| *part != self.part)
        };
        let mut asked: Vec<usize> = questions.iter().flat_map(|q| of(*q)).collect();
        asked.sort_unstable();
        asked.dedup();
        let asked = asked
            .into_iter()
            .rev()
            .flat_map(|part| self.within(part).iter().rev())
            .take(LOOK_BACK);
        here.chain(marked)
            .chain(asked)
            .map(|m| (m.entity, self.before.saturating_sub(m.span.end)))
    }

    /// Whether a class is one of instruments or programmes, which letters do not keep apart.
    fn is_plan(&self, class: ClassId) -> bool {
        class == self.scene.known.instrument || class == self.scene.known.programme
    }

    /// The entities that a noun stands for, whose head and bearers are given.
    fn earlier(
        &self,
        noun: &str,
        head: Option<(&Head, bool)>,
        bearers: &Bearers<'_>,
        pointing: bool,
    ) -> Vec<usize> {
        if let Some((_, class, several)) = AGENTS.iter().find(|(n, _, _)| *n == noun) {
            let Some(class) = self.model.class(class) else {
                return Vec::new();
            };
            let exact = |e: &usize| {
                self.mentions
                    .entities
                    .get(*e)
                    .and_then(|e| e.classes.first())
                    .is_some_and(|c| self.model.is_a(*c, class))
            };
            let mut fits: Vec<usize> = Vec::new();
            for (entity, _) in self.candidates().filter(|(e, _)| exact(e)) {
                if !fits.contains(&entity) {
                    fits.push(entity);
                }
            }
            fits.truncate(if *several { 2 } else { 1 });
            return if *several && fits.len() < 2 {
                Vec::new()
            } else {
                fits
            };
        }
        let Some((head, plural)) = head else {
            return self.only(bearers).into_iter().collect();
        };
        let bearing = self.candidates().find(|(e, _)| bearers.has(*e));
        if let Some((entity, distance)) = bearing
            && (!pointing || distance < NEAR)
        {
            return vec![entity];
        }
        if plural {
            return Vec::new();
        }
        if !pointing {
            // "de routekaart" for the one roadmap that is spoken of
            let mut same: Vec<usize> = self
                .candidates()
                .map(|(e, _)| e)
                .filter(|e| {
                    self.mentions
                        .entities
                        .get(*e)
                        .and_then(|e| e.classes.first())
                        == head.classes.first()
                })
                .collect();
            same.sort_unstable();
            same.dedup();
            return if head.described && same.len() == 1 {
                same
            } else {
                let fits = |e: usize| head.classes.iter().any(|class| self.is(e, *class));
                let only = self.only(bearers).filter(|e| fits(*e));
                only.into_iter().collect()
            };
        }
        // "deze methode" for a programme: the nearest thing of a kindred class
        let kindred = |c: &ClassId| {
            head.classes.contains(c)
                || self.is_plan(*c) && head.classes.first().is_some_and(|h| self.is_plan(*h))
        };
        let class = |e: &usize| {
            self.mentions
                .entities
                .get(*e)
                .and_then(|e| e.classes.first())
                .is_some_and(kindred)
        };
        let near = self.candidates().find(|(e, _)| class(e));
        near.filter(|(_, distance)| *distance < NEAR || bearing.is_none())
            .or(bearing)
            .map(|(e, _)| e)
            .into_iter()
            .collect()
    }

    /// The one entity of those that the letter has named so far whose name bears a noun.
    fn only(&self, bearers: &Bearers<'_>) -> Option<usize> {
        if bearers.noun.len() < TELLING {
            return None;
        }
        let earlier = self.between(0, self.before).iter().rev().take(FAR);
        let mut bearing = earlier.filter(|m| !m.anaphor && bearers.has(m.entity));
        let one = bearing.next()?.entity;
        bearing.all(|m| m.entity == one).then_some(one)
    }
}

/// Whether a word is a long compound that a head noun ends: "handelingskader" tells more than "kader".
pub(super) const fn is_telling(word: &str, compound: bool, plural: bool) -> bool {
    compound && !plural && word.len() >= TELLING
}

/// So long, in bytes, is a noun that stands for one thing all over a letter: there may be many a "bericht".
const TELLING: usize = 9;
