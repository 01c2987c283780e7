//! Abbreviations that the letter itself introduces: "Autoriteit Stille Straten (ASS)", and the other
//! way round, "ASS (Autoriteit Stille Straten)".
//!
//! What stands in brackets after a name is its abbreviation if its capitals are initials of the
//! name's words, in order. From there on it names the same entity wherever it stands.

use super::{Candidate, Scene, Sign, What, names::Names, only};
use crate::{
    model::ClassId,
    prose::{Kind, Token},
    rule::Role,
    span::Span,
};
use foldhash::HashMap;
use std::borrow::Cow;
use std::cell::LazyCell;

/// What the letter's abbreviations name, and what the letter calls that, the abbreviation last.
type Introduced<'l> = HashMap<&'l str, (What<'l>, Vec<Cow<'l, str>>)>;

/// All introductions, and all places where an introduced abbreviation stands.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    let mut introduced: Introduced<'l> = HashMap::default();
    let mut added = Vec::new();
    // a letter may have as many brackets as names
    let by_end = LazyCell::new(|| {
        let ends = out.iter().enumerate().map(|(index, c)| (c.span.end, index));
        let mut ends: Vec<(usize, usize)> = ends.collect();
        ends.sort_unstable();
        ends
    });
    for at in scene.glances.with(Sign::Bracket).filter(|at| *at > 0) {
        // "(IBP VTH)": an abbreviation of up to three words
        let Some(close) = (at + 2..at + 5).find(|c| scene.prose.word(*c) == ")") else {
            continue;
        };
        if !(at + 1..close).all(|i| {
            scene
                .prose
                .tokens
                .get(i)
                .is_some_and(|t| is_short(t, scene))
        }) {
            continue;
        }
        let name = scene.text(scene.tokens(at + 1, close - 1));
        // a party's name stands behind its members'
        if names.party(name).is_some() {
            continue;
        }
        // the name before the bracket, as some finder has proposed it; years may stand between them
        let years = |i: &usize| {
            let token = scene.prose.tokens.get(*i);
            token.is_some_and(|t| t.kind == Kind::Number && t.span.len() >= 4)
                || matches!(scene.prose.word(*i), "–" | "-")
        };
        let end = (at.saturating_sub(3)..at)
            .rev()
            .find(|i| !years(i))
            .unwrap_or(at - 1);
        let before = scene.prose.tokens.get(end).map_or(0, |t| t.span.end);
        let ends = [before, scene.tokens(end, at - 1).end];
        let ending = |end: usize| {
            let first = by_end.partition_point(|(other, _)| *other < end);
            let behind = by_end.get(first..).unwrap_or_default().iter();
            behind.take_while(move |(other, _)| *other == end)
        };
        let near = ends.into_iter().flat_map(ending);
        let mut near: Vec<usize> = near.map(|(_, index)| *index).collect();
        near.sort_unstable();
        let proposed = near
            .iter()
            .filter_map(|index| out.get(*index))
            .filter(|c| {
                let fits = || initials(scene.text(c.span), name) || is_called(scene, &c.what, name);
                c.rule != "capitals" && fits()
            })
            .min_by_key(|c| (!matches!(c.what, What::Concept(_)), c.span.start));
        if let Some(candidate) = proposed {
            introduced.entry(name).or_insert_with(|| {
                let names = [scene.text(candidate.span), name];
                (candidate.what.clone(), names.map(Cow::Borrowed).into())
            });
        } else if let Some(first) = long_form(scene, at, name) {
            let span = scene.tokens(first, at - 1);
            let label = scene.written(span);
            let what = What::Open {
                classes: class_of(scene, first, at),
                label,
                canonical: None,
            };
            let aliases = vec![Cow::Borrowed(name)];
            added.push(Candidate {
                span,
                part: scene.part_at(span.start),
                what: what.clone(),
                aliases: aliases.clone(),
                rule: "introduced-name",
                nested: false,
            });
            introduced.entry(name).or_insert((what, aliases));
        }
    }
    if introduced.is_empty() {
        return;
    }
    let begun = introduced.keys().fold(0, |bits, name| bits | begins(name));
    // what the letter calls so goes before what others call so
    out.retain(|c| {
        let text = scene.text(c.span);
        let may_be = c.rule == "lexicon-name" && begun & begins(text) != 0;
        let here = may_be.then(|| introduced.get(text)).flatten();
        here.is_none_or(|(what, _)| *what == c.what)
    });
    spread(scene, &introduced, begun, out);
    out.extend(added);
}

/// Whether a concept of the lexicon bears a name.
fn is_called(scene: &Scene<'_>, what: &What<'_>, name: &str) -> bool {
    let What::Concept(index) = what else {
        return false;
    };
    let concept = scene.lexicon.concepts().get(*index);
    concept.is_some_and(|c| c.names.iter().any(|n| n.text == name))
}

fn is_short(token: &Token, scene: &Scene<'_>) -> bool {
    let text = token.span.of(&scene.letter.text);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    token.kind == Kind::Word
        && text.chars().count() <= 12
        && (capitals >= 2 || token.capital && capitals == 1 && (3..=5).contains(&text.len()))
}

/// Whether each letter of `short` begins a word of `long`, the article and the like aside: "Rsz" is "Regeling
/// stille zones". Asked of abbreviations with one capital, which look like words.
fn acronym(long: &str, short: &str) -> bool {
    let words = long.split(|c: char| !c.is_alphanumeric());
    let mut initials = words
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_lowercase);
    short
        .chars()
        .flat_map(char::to_lowercase)
        .all(|c| initials.any(|i| i == c))
}

/// Whether the capitals of `short` are letters of the words of `long`, in order, the first at a start.
fn initials(long: &str, short: &str) -> bool {
    let letters: Vec<char> = short
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let mut wanted = letters.iter().peekable();
    for word in long
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        let Some(&&next) = wanted.peek() else { break };
        if word
            .chars()
            .next()
            .is_some_and(|c| c.to_lowercase().eq(std::iter::once(next)))
        {
            wanted.next();
            // "RijksAcademie", "JenV", "Waterveiligheidsstrategie": further letters of the same word
            let long_word = word.chars().count() > 14;
            for c in word.chars().skip(1) {
                let lower = if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_lowercase().next().unwrap_or(c)
                };
                if wanted.peek() == Some(&&lower)
                    && (c.is_uppercase()
                        || (wanted.len() > 1 || long_word) && !"aeiou".contains(lower))
                {
                    wanted.next();
                }
            }
        }
    }
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    wanted.len() <= usize::from(letters.len() > 3)
        && !letters.is_empty()
        && (capitals > 1 || acronym(long, short))
}

/// The first token of the name that ends before the bracket at `open`: as few words as give all
/// initials, beginning with one that bears the first.
fn long_form(scene: &Scene<'_>, open: usize, short: &str) -> Option<usize> {
    let first_letter = short.chars().next()?.to_lowercase().next()?;
    let sentence = scene
        .prose
        .sentence_at(scene.prose.tokens.get(open)?.span.start)
        .and_then(|s| scene.prose.sentences.get(s))?;
    for first in (sentence.first.max(open.saturating_sub(12))..open).rev() {
        let token = scene.prose.tokens.get(first)?;
        let role = scene.prose.roles(first);
        if token.kind == Kind::Mark
            && !matches!(scene.prose.word(first), "-" | "," | "‘" | "’" | "&")
        {
            return None;
        }
        if token.kind != Kind::Word
            || role.any(&[Role::Preposition, Role::Determiner, Role::Coordinator])
        {
            continue;
        }
        let starts = scene.prose.word(first).starts_with(first_letter);
        let span = scene.tokens(first, open - 1);
        if starts
            && span.len() < 160
            && initials(scene.text(span), short)
            && scene.text(span).split_whitespace().count() + 1
                >= short.chars().filter(|c| c.is_uppercase()).count() / 2
        {
            return Some(first);
        }
    }
    None
}

/// The class of a name by its first or last head noun; an organisation where it has none.
fn class_of<'l>(scene: &Scene<'l>, first: usize, open: usize) -> Cow<'l, [ClassId]> {
    let head = |at: usize| Some(Cow::Borrowed(&*scene.head_of(at)?.classes));
    head(first)
        .or_else(|| head(open - 1))
        .or_else(|| (first..open).find_map(head))
        .unwrap_or_else(|| only(&scene.known.organisation))
}

/// One bit for the letter that an abbreviation begins with, which tells most other words.
fn begins(name: &str) -> u64 {
    1 << (name.bytes().next().unwrap_or(0) % 64)
}

/// The places of abbreviations of several words, alone or before the hyphen of a compound.
fn spread_long<'l>(scene: &Scene<'l>, introduced: &Introduced<'l>, out: &mut Vec<Candidate<'l>>) {
    let long = introduced.keys().filter(|name| name.contains(' '));
    let begun = long.fold(0, |bits, name| bits | begins(name));
    if begun == 0 {
        return;
    }
    for (first, token) in scene.prose.tokens.iter().enumerate() {
        if begun & begins(token.span.of(&scene.letter.text)) == 0 {
            continue;
        }
        for last in first + 1..first + 3 {
            let span = scene.tokens(first, last);
            let text = scene.text(span);
            let cut = text.rfind(' ').and_then(|blank| {
                let hyphen = text.get(blank..)?.find('-')?;
                text.get(..blank + hyphen)
            });
            let found = [Some(text), cut].into_iter().flatten();
            let mut found = found.filter(|name| name.contains(' '));
            let Some((name, (what, aliases))) =
                found.find_map(|name| introduced.get_key_value(name))
            else {
                continue;
            };
            out.push(Candidate {
                span: Span::new(span.start, span.start + name.len()),
                part: scene.part_at(span.start),
                what: what.clone(),
                aliases: aliases.clone(),
                rule: "introduced-abbreviation",
                nested: false,
            });
        }
    }
}

/// Every other place where an introduced abbreviation stands, alone or before the hyphen of a compound; `begun`
/// has the bits with which they begin.
fn spread<'l>(
    scene: &Scene<'l>,
    introduced: &Introduced<'l>,
    begun: u64,
    out: &mut Vec<Candidate<'l>>,
) {
    spread_long(scene, introduced, out);
    for at in scene.glances.with(Sign::Capital) {
        let span = scene.tokens(at, at);
        let text = scene.text(span);
        if begun & begins(text) == 0 {
            continue;
        }
        let (name, rest) = if introduced.contains_key(text) {
            (text, "")
        } else {
            text.split_once('-').unwrap_or((text, ""))
        };
        let Some((what, aliases)) = introduced.get(name) else {
            continue;
        };
        let span = Span::new(span.start, span.start + name.len());
        out.push(Candidate {
            span,
            part: scene.part_at(span.start),
            what: what.clone(),
            aliases: aliases.clone(),
            rule: "introduced-abbreviation",
            nested: !rest.is_empty(),
        });
    }
}
