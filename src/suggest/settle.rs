//! Which of the gathered names are suggested, each under one key.
//!
//! A lexicon may give a name to one concept only, and letters may take one thing for several: a
//! name by its capitals in one letter, a programme in another. What is surest and most frequent
//! keeps the name.

use super::Suggestion;
use super::gather::Draft;
use crate::model::{ClassId, Model};
use crate::pipeline::Knowledge;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(super) fn settle(knowledge: &Knowledge, drafts: BTreeMap<String, Draft>) -> Vec<Suggestion> {
    let known: HashSet<String> = knowledge
        .lexicon
        .concepts()
        .iter()
        .flat_map(|c| &c.names)
        .map(|name| name.text.to_lowercase())
        .collect();
    let mut drafts: Vec<(String, Draft)> = drafts
        .into_iter()
        .filter(|(_, draft)| !known.contains(&draft.label().to_lowercase()))
        .collect();
    drafts.sort_by(|(a_key, a), (b_key, b)| {
        let order = |d: &Draft| Reverse((d.is_sure, d.count, d.letters.len()));
        order(a).cmp(&order(b)).then_with(|| a_key.cmp(b_key))
    });
    let mut merged = merge(drafts);
    // Preferred names go first: none is lost to a further name of another thing.
    let mut taken = known;
    taken.extend(merged.iter().map(|(_, d)| d.label().to_lowercase()));
    merged.sort_by(|(a_key, a), (b_key, b)| {
        let order = |d: &Draft| Reverse((d.count, d.letters.len()));
        order(a).cmp(&order(b)).then_with(|| a_key.cmp(b_key))
    });
    merged
        .into_iter()
        .filter_map(|(key, draft)| suggestion(&knowledge.model, key, draft, &mut taken))
        .collect()
}

/// Puts together what bears the same name. The surest come first; what bears the name of a surer
/// one is that, when only its capitals speak for it or its own name is the same.
fn merge(drafts: Vec<(String, Draft)>) -> Vec<(String, Draft)> {
    let mut kept: Vec<(String, Draft)> = Vec::with_capacity(drafts.len());
    let mut bearers: HashMap<String, Option<usize>> = HashMap::new();
    let mut labels: HashMap<String, usize> = HashMap::new();
    for (key, draft) in drafts {
        let label = draft.label().to_lowercase();
        let same = labels.get(&label).copied().or_else(|| {
            let one = bearers.get(&label).copied().flatten();
            one.filter(|_| !draft.is_sure)
        });
        if let Some((_, first)) = same.and_then(|at| kept.get_mut(at)) {
            first.absorb(draft);
            continue;
        }
        let at = kept.len();
        labels.insert(label, at);
        for name in draft.names.iter().chain(&draft.abbreviations) {
            // A name of two things is no sign of either.
            bearers
                .entry(name.to_lowercase())
                .and_modify(|bearer| *bearer = bearer.filter(|one| *one == at))
                .or_insert(Some(at));
        }
        kept.push((key, draft));
    }
    kept
}

/// A suggestion with those names that nothing else bears, if it has a class that may be given.
fn suggestion(
    model: &Model,
    key: String,
    draft: Draft,
    taken: &mut HashSet<String>,
) -> Option<Suggestion> {
    let label = draft.label().to_owned();
    let example = draft.example();
    let classes = classes(model, &draft.classes);
    if classes.is_empty() {
        return None;
    }
    let mut abbreviations: BTreeSet<String> = draft
        .abbreviations
        .into_iter()
        .filter(|name| *name != label && taken.insert(name.to_lowercase()))
        .collect();
    let alt_labels: BTreeSet<String> = draft
        .labels
        .into_keys()
        .chain(draft.names)
        .filter(|name| !abbreviations.contains(name) && taken.insert(name.to_lowercase()))
        .collect();
    let (short, alt_labels): (Vec<String>, Vec<String>) = alt_labels
        .into_iter()
        .partition(|name| is_abbreviation(name));
    abbreviations.extend(short);
    // As an abbreviation a name counts in exactly its case: "WHO", not "Who".
    if is_abbreviation(&label) {
        abbreviations.insert(label.clone());
    }
    Some(Suggestion {
        key,
        classes,
        label,
        alt_labels,
        abbreviations: abbreviations.into_iter().collect(),
        count: draft.count,
        letters: draft.letters.into_keys().collect(),
        example,
    })
}

/// One word of capitals.
fn is_abbreviation(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    !name.contains(' ')
        && name.chars().count() < 12
        && letters.clone().count() > 1
        && letters.all(char::is_uppercase)
}

/// The classes, the best first, without those that sum up others.
fn classes(model: &Model, counts: &BTreeMap<ClassId, (usize, usize)>) -> Vec<ClassId> {
    let is_abstract = |class: ClassId| model.class_info(class).is_abstract;
    let mut classes: Vec<_> = counts
        .iter()
        .filter(|(class, _)| !is_abstract(**class))
        .collect();
    classes.sort_by_key(|(class, counts)| (Reverse(**counts), **class));
    classes.into_iter().map(|(class, _)| *class).collect()
}
