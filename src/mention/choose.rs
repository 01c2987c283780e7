//! The overlap policy: which candidates become mentions.
//!
//! The longest candidate wins. A shorter one within it stays where it names something in its own
//! right: a name of the lexicon within a name that the lexicon does not know ("rapport over het
//! Klimaatfonds"), or one that its finder marked as nested (the ministry within an office). Of two
//! candidates for the same span the lexicon's goes first, then fixed forms, then heads, then capitals.

use super::{Candidate, Scene, Sign, What};
use crate::prose::Token;
use std::{cmp::Reverse, ops::Range};

/// How far to trust a finder where spans are the same.
fn rank(candidate: &Candidate<'_>) -> u8 {
    match (&candidate.what, candidate.rule) {
        (_, "person" | "party") => 0,
        (_, "ministry" | "office" | "office-of-ministry") => 1,
        (What::Concept(_), _) => 2,
        (_, "fixed-reference" | "article-of-law") => 3,
        (_, "motion" | "note-title" | "note-publisher" | "head-title") => 4,
        (_, "introduced-name" | "introduced-abbreviation") => 5,
        (_, "capitals") => 9,
        _ => 6,
    }
}

/// The candidates that become mentions, sorted by start, the longer first. Those of the same name on the
/// same words become one.
pub(super) fn choose<'c, 'l>(
    scene: &Scene<'_>,
    candidates: &'c mut [Candidate<'l>],
) -> Vec<&'c Candidate<'l>> {
    // the field of work of an office names no bodies: "(Fiscaliteit, Belastingdienst en Douane)"
    let fields: Vec<_> = scene
        .letter
        .answerers
        .iter()
        .chain(&scene.letter.addressees)
        .filter_map(|o| o.portfolio)
        .collect();
    // where what begins with the noun of a debate begins, or what stands right behind it
    let debates = scene.glances.with(Sign::Debate).map(|at| {
        let end = |token: &Token| token.span.end;
        let before = at.checked_sub(1).and_then(|at| scene.prose.tokens.get(at));
        let after = scene.prose.tokens.get(at + 1);
        before.map_or(0, end)..after.map_or(usize::MAX, end)
    });
    let debates: Vec<Range<usize>> = debates.collect();
    let counts = |c: &Candidate<'_>| {
        // words on either side of a part's end are no one name
        let part = scene.letter.parts.get(c.part);
        let within_part = part.is_some_and(|part| part.span.contains(c.span));
        let within_field = || fields.iter().any(|f| f.contains(c.span));
        // "commissiedebat Politie", "Commissiedebat Politie"
        let of_debate = || {
            // where places overlap, the last to begin is the last to end
            let behind = debates.partition_point(|place| place.start <= c.span.start);
            let last = behind.checked_sub(1).and_then(|last| debates.get(last));
            last.is_some_and(|place| c.span.start < place.end)
        };
        let named = match c.rule {
            "lexicon-name" => !within_field() && !of_debate(),
            "capitals" => !of_debate(),
            _ => true,
        };
        !c.span.is_empty() && within_part && named
    };
    // to move a candidate costs more than to move its place; each finder gives them in their order
    let mut order: Vec<_> = candidates
        .iter()
        .enumerate()
        .filter(|(_, c)| counts(c))
        .map(|(at, c)| (c.span.start, Reverse(c.span.end), rank(c), c.nested, at))
        .collect();
    order.sort();
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
    // kept candidates that may still reach over the next one
    let mut open: Vec<usize> = Vec::new();
    for (start, .., at) in order {
        open.retain(|i| candidates.get(*i).is_some_and(|k| k.span.end > start));
        let mut stays = true;
        for &i in &open {
            let Ok([over, candidate]) = candidates.get_disjoint_mut([i, at]) else {
                continue;
            };
            if over.span == candidate.span {
                // a nested name of another entity shares the span: "(Justitie en Veiligheid)"
                if over.what == candidate.what {
                    over.aliases.append(&mut candidate.aliases);
                }
                stays = candidate.nested && over.what != candidate.what && !over.nested;
            } else if over.span.contains(candidate.span) {
                stays = may_nest(over, candidate);
            } else {
                stays = false;
                // the later one is the better known: it takes the place of a guess
                if rank(candidate) < rank(over) && rank(over) >= 6 {
                    over.span.end = over.span.start;
                    stays = true;
                }
            }
            if !stays {
                break;
            }
        }
        if stays {
            open.push(at);
            kept.push(at);
        }
    }
    let kept = kept.into_iter().filter_map(|at| candidates.get(at));
    kept.filter(|c| !c.span.is_empty()).collect()
}

/// Whether `inner` is a mention although it stands within `outer`.
fn may_nest(outer: &Candidate<'_>, inner: &Candidate<'_>) -> bool {
    if inner.nested {
        return true;
    }
    let named = matches!(
        outer.rule,
        "note-title" | "head-complement" | "head-of-agent"
    ) && matches!(
        inner.rule,
        "head-name"
            | "head-capitals"
            | "head-title"
            | "quoted-head"
            | "head-statute"
            | "introduced-name"
    );
    let known = named
        || matches!(inner.what, What::Concept(_))
        || matches!(
            inner.rule,
            "person" | "ministry" | "office" | "introduced-abbreviation" | "fixed-reference"
        );
    let free = !matches!(outer.what, What::Concept(_))
        && !matches!(
            outer.rule,
            "person"
                | "party"
                | "office"
                | "capitals"
                | "introduced-name"
                | "fixed-reference"
                | "motion"
        );
    let person = matches!(inner.rule, "person" | "party") && outer.rule == "motion";
    let within = outer.rule == "introduced-name" && matches!(inner.what, What::Concept(_));
    known && free || person || within
}
