//! Patterns: a line of words and entities, tried only where its first word or entity stands.

use super::{Finding, Status, status, syntax::Layout};
use crate::{
    mention::Mentions,
    rule::{ClassSet, Element, Pattern, Role},
};
use foldhash::HashMap;

/// Which patterns can begin at a word.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By their first fixed word, with the number of entities before it (0 or 1).
    by_word: HashMap<Box<str>, Vec<(usize, bool)>>,
}

impl Index {
    pub(super) fn new(patterns: &[Pattern]) -> Self {
        let mut index = Self::default();
        for (p, pattern) in patterns.iter().enumerate() {
            let after_entity = matches!(pattern.elements.first(), Some(Element::Entity { .. }));
            for word in pattern.openers() {
                let known = index.by_word.entry(word.into()).or_default();
                known.push((p, after_entity));
            }
        }
        index
    }

    /// All findings of all patterns in the sentence.
    pub(super) fn read<'a>(
        &self,
        patterns: &'a [Pattern],
        mentions: &Mentions,
        laid: &Layout<'a>,
        findings: &mut Vec<Finding<'a>>,
    ) {
        for at in 0..laid.items.len() {
            let item = &laid.items[at];
            if !item.opens_pattern || item.mark && item.word != "(" || item.mention.is_some() {
                continue;
            }
            for &(p, after_entity) in self.by_word.get(item.word).map_or(&[][..], Vec::as_slice) {
                let Some(pattern) = patterns.get(p) else {
                    continue;
                };
                let start = if after_entity {
                    entity_before(laid, at)
                } else {
                    Some(at)
                };
                let Some(start) = start else { continue };
                let mut taken = Captured::default();
                if matches(&pattern.elements, mentions, laid, start, &mut taken) {
                    let status = pattern.status.unwrap_or_else(|| status::of(laid, at));
                    let status = if status == Status::Denied {
                        Status::Stated
                    } else {
                        status
                    };
                    push(pattern, &taken, status, laid, findings);
                }
            }
        }
    }
}

/// The entities that a pattern has taken as subject and object.
#[derive(Debug, Default)]
struct Captured {
    subjects: Vec<usize>,
    objects: Vec<usize>,
}

fn push<'a>(
    pattern: &'a Pattern,
    taken: &Captured,
    status: Status,
    laid: &Layout<'_>,
    findings: &mut Vec<Finding<'a>>,
) {
    for &subject in &taken.subjects {
        for &object in &taken.objects {
            if subject != object {
                findings.push(Finding {
                    subject,
                    predicate: pattern.predicate,
                    object,
                    status,
                    span: laid.span,
                    part: laid.part,
                    rule: &pattern.name,
                });
            }
        }
    }
}

/// The first item of the group that ends right before item `at`, a closing mark aside.
fn entity_before(laid: &Layout<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while matches!(
        laid.items.get(before)?.word,
        "’" | "”" | "»" | "'" | "\"" | "," | ")"
    ) {
        before = before.checked_sub(1)?;
    }
    let group = laid
        .items
        .get(before)?
        .group
        .and_then(|g| laid.groups.get(g))?;
    Some(group.first)
}

/// Whether the elements fit the items from `at` on; one pass, no going back but over missing words.
fn matches(
    elements: &[Element],
    mentions: &Mentions,
    laid: &Layout<'_>,
    at: usize,
    taken: &mut Captured,
) -> bool {
    let Some((element, rest)) = elements.split_first() else {
        return true;
    };
    match element {
        Element::Word { words, optional } => {
            let here = laid
                .items
                .get(at)
                .is_some_and(|t| t.mention.is_none() && words.iter().any(|w| w == t.word));
            if here && matches(rest, mentions, laid, at + 1, taken) {
                return true;
            }
            *optional && matches(rest, mentions, laid, at, taken)
        }
        Element::Entity { classes, subject } => {
            let Some(group) = next_group(laid, at) else {
                return false;
            };
            let mut members = fitting(mentions, &laid.groups[group].members, *classes);
            if members.is_empty() {
                return false;
            }
            if rest.is_empty() {
                members.extend(behind_asides(mentions, laid, group, *classes));
            }
            let mut after = laid.groups[group].last + 1;
            while laid
                .items
                .get(after)
                .is_some_and(|t| matches!(t.word, "’" | "”" | "»" | "'" | "\""))
            {
                after += 1;
            }
            if !matches(rest, mentions, laid, after, taken) {
                return false;
            }
            match subject {
                Some(true) => taken.subjects = members,
                Some(false) => taken.objects = members,
                None => {}
            }
            true
        }
    }
}

/// The others of a list at the end of a pattern whose members each have an aside of their own: "van de
/// leden A (X), B (Y) en C (Z)".
fn behind_asides(
    mentions: &Mentions,
    laid: &Layout<'_>,
    group: usize,
    classes: ClassSet,
) -> Vec<usize> {
    let mut others = Vec::new();
    let word = |at: usize| laid.items.get(at).map_or("", |t| t.word);
    let mut last = laid.groups[group].last;
    while word(last + 1) == "(" && word(last + 3) == ")" && matches!(word(last + 4), "," | "en") {
        let next = next_group(laid, last + 5);
        let Some(next) = next.and_then(|next| laid.groups.get(next)) else {
            break;
        };
        let members = fitting(mentions, &next.members, classes);
        if members.is_empty() {
            break;
        }
        others.extend(members);
        last = next.last;
    }
    others
}

fn fitting(mentions: &Mentions, members: &[usize], classes: ClassSet) -> Vec<usize> {
    members
        .iter()
        .copied()
        .filter(|e| {
            mentions
                .entities
                .get(*e)
                .is_some_and(|e| classes.admits(&e.classes))
        })
        .collect()
}

/// The group whose noun phrase begins at item `at`: after articles, adjectives and opening marks.
fn next_group(laid: &Layout<'_>, at: usize) -> Option<usize> {
    for i in at..at + 5 {
        let item = laid.items.get(i)?;
        if let Some(group) = item.group {
            return (laid.groups.get(group)?.first == i).then_some(group);
        }
        let skipped = item.roles.has(Role::Determiner)
            || matches!(item.word, "‘" | "“" | "«" | "„" | "onder" | "andere")
            || item.adjectival();
        if !skipped {
            return None;
        }
    }
    None
}
