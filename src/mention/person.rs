//! Persons: those of the heading, and members and ministers named with their title.

use super::{Candidate, Scene, Sign, What, names::Names, only};
use crate::{
    prose::{Kind, Token},
    rule::{Role, Roles},
    span::Span,
};
use std::borrow::Cow;

/// All persons in all parts of the letter.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    let day = scene.letter.answered_on.or(scene.letter.asked_on);
    for asker in &scene.letter.askers {
        out.push(person(scene, names, asker.name));
        if let Some(party) = asker.party {
            out.push(self::party(scene, names, party));
        }
    }
    for official in scene
        .letter
        .answerers
        .iter()
        .chain(&scene.letter.addressees)
    {
        out.extend(official.person.map(|p| person(scene, names, p)));
    }
    for i in scene.glances.with(Sign::Title) {
        let roles = scene.prose.roles(i);
        if roles.has(Role::PersonNoun) {
            // "prof. dr. Ada Beek"
            let dot = usize::from(scene.prose.word(i + 1) == ".");
            full_names(scene, names, i + 1 + dot, out);
        }
        if !roles.any(&[Role::Title, Role::OfficeTitle]) {
            continue;
        }
        let office = roles.has(Role::OfficeTitle);
        let mut at = i + 1;
        while let Some(last) = surname(scene, at) {
            // "lid van de Raad voor …" names no person
            let capital =
                (at..=last).find(|i| scene.prose.tokens.get(*i).is_some_and(|t| t.capital));
            let body = capital.is_some_and(|c| {
                c > at
                    && (scene.lexeme(c).head.is_some() || names.longest(scene, c, false).is_some())
            });
            if body {
                break;
            }
            let span = scene.tokens(at, last);
            let bracket = scene.prose.word(last + 1) == "(";
            let known = names.holders.find(scene.text(span), day).is_some();
            // "president Beek", but no "minister Financiën", "wethouder Wonen"
            let head_of = !roles.has(Role::FieldTitle);
            let stranger = head_of && last == at && foreign(scene, names, at);
            if office && !(bracket || known || stranger) {
                break;
            }
            out.push(person(scene, names, span));
            at = last + 1;
            if bracket {
                let close = (at..at + 6).find(|c| scene.prose.word(*c) == ")");
                if let Some(close) = close {
                    if close > at + 1 && !office {
                        let inner = scene.tokens(at + 1, close - 1);
                        if !scene.text(inner).contains(' ')
                            || scene
                                .text(inner)
                                .chars()
                                .next()
                                .is_some_and(char::is_uppercase)
                        {
                            out.push(party(scene, names, inner));
                        }
                    }
                    at = close + 1;
                }
            }
            if matches!(scene.prose.word(at), "," | "en") {
                at += 1;
            } else {
                break;
            }
        }
    }
}

/// Whether a word may be the surname of one whom no lexicon knows.
fn foreign(scene: &Scene<'_>, names: &Names, at: usize) -> bool {
    let word = scene.prose.word(at);
    let lexeme = scene.lexeme(at);
    let roles = lexeme.roles;
    (roles == Roles::default() || roles.has(Role::GivenName))
        && lexeme.head.is_none()
        && scene.rules.compound_head(word).is_none()
        && names.longest(scene, at, false).is_none()
        && !names.is_place(word)
}

/// First name and surname after a noun for persons, and after it others of the kind: "activisten Ada Beek en
/// Bo van Dam". What the lexicon knows, or what holds an adjective or a noun, is no such name.
fn full_names<'l>(scene: &Scene<'l>, names: &Names, first: usize, out: &mut Vec<Candidate<'l>>) {
    let capital = |i: usize| {
        let token = scene.prose.tokens.get(i);
        token.is_some_and(|t| t.kind == Kind::Word && t.capital && t.span.len() > 2)
    };
    let plain = |i: usize| {
        let word = scene.prose.word(i);
        capital(i)
            && foreign(scene, names, i)
            && !["se", "sche", "isch", "e"]
                .iter()
                .any(|e| word.len() > 5 && word.ends_with(e))
    };
    let mut at = first;
    while plain(at) {
        let Some(last) = surname(scene, at + 1).filter(|l| plain(*l)) else {
            return;
        };
        out.push(person(scene, names, scene.tokens(at, last)));
        if !matches!(scene.prose.word(last + 1), "," | "en") {
            return;
        }
        at = last + 2;
    }
}

/// The last token of a person's full name that begins with a given name at a token: "Ada van den Beek".
pub(super) fn full_name(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let capital = |i: usize| scene.signs(i).has(Sign::Capital);
    if !(capital(at) && scene.is(at, Role::GivenName)) {
        return None;
    }
    let last = surname(scene, at + 1)?;
    // "Ada Beek Stichting" is named after her
    let goes_on = capital(last + 1) && scene.prose.tokens.get(last + 1).is_some_and(|t| t.spaced);
    (!goes_on && scene.head_of(last).is_none()).then_some(last)
}

/// The last token of the surname that begins at a token: prefixes, then capitalised words. A given name may
/// go before it.
pub(super) fn surname(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let mut last = first;
    let prefix = |i: usize| scene.is(i, Role::SurnamePrefix);
    // "Ada de Beek"
    if scene.signs(first).has(Sign::Capital)
        && scene.is(first, Role::GivenName)
        && prefix(first + 1)
    {
        return surname(scene, first + 1);
    }
    while prefix(last) && last < first + 3 {
        last += 1;
    }
    let capital = |t: &Token| t.kind == Kind::Word && t.capital;
    scene
        .prose
        .tokens
        .get(last)
        .filter(|t| capital(t) && t.span.len() > 2)?;
    // "Faber-van de Klashorst", "Piri Kati": a second capitalised word belongs to the name
    if scene.prose.word(last).ends_with("-van") {
        while scene
            .prose
            .tokens
            .get(last + 1)
            .is_some_and(|t| capital(t) || prefix(last + 1))
            && last < first + 5
        {
            last += 1;
        }
    } else if scene
        .prose
        .tokens
        .get(last + 1)
        .is_some_and(|t| capital(t) && t.spaced)
        && scene.prose.roles(last + 1).is_empty()
        && !scene.prose.tokens.get(last + 1).is_some_and(|t| {
            t.span
                .of(&scene.letter.text)
                .chars()
                .nth(1)
                .is_some_and(char::is_uppercase)
        })
    {
        last += 1;
    }
    Some(last)
}

pub(super) fn person<'l>(scene: &Scene<'l>, names: &Names, span: Span) -> Candidate<'l> {
    let name = scene.written(span);
    let called = capitalised(name.clone());
    let what = names
        .holders
        .find(&name, scene.letter.answered_on.or(scene.letter.asked_on))
        .map_or_else(
            || What::Open {
                classes: only(&scene.known.person),
                label: called.clone(),
                canonical: None,
            },
            What::Concept,
        );
    Candidate {
        span,
        part: scene.part_at(span.start),
        what,
        aliases: vec![called],
        rule: "person",
        nested: false,
    }
}

/// The person of that name, and the party in brackets right behind it.
pub(super) fn with_party<'l>(scene: &Scene<'l>, names: &Names, span: Span) -> Vec<Candidate<'l>> {
    let mut out = vec![person(scene, names, span)];
    let open = scene.prose.token_at(span.end);
    if scene.prose.word(open) == "("
        && let Some(close) = (open + 2..open + 5).find(|c| scene.prose.word(*c) == ")")
        && names
            .party(scene.text(scene.tokens(open + 1, close - 1)))
            .is_some()
    {
        out.push(party(scene, names, scene.tokens(open + 1, close - 1)));
    }
    out
}

/// "van Dijk" after "lid" is "Van Dijk" by itself.
fn capitalised(name: Cow<'_, str>) -> Cow<'_, str> {
    let mut chars = name.chars();
    match chars.next().filter(|first| !first.is_uppercase()) {
        Some(first) => Cow::Owned(first.to_uppercase().chain(chars).collect()),
        None => name,
    }
}

fn party<'l>(scene: &Scene<'l>, names: &Names, span: Span) -> Candidate<'l> {
    let name = scene.written(span);
    let what = names.party(&name).map_or_else(
        || What::Open {
            classes: only(&scene.known.party),
            label: name,
            canonical: None,
        },
        What::Concept,
    );
    Candidate {
        span,
        part: scene.part_at(span.start),
        what,
        aliases: Vec::new(),
        rule: "party",
        nested: false,
    }
}
