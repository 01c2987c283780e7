//! The names of concepts: collected from several files, and held against each other.

use super::read::{Description, Property};
use super::{Name, NameKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A name as one file gives it.
#[derive(Debug)]
pub(super) struct Given<'a> {
    pub(super) name: Name,
    /// Whether a user's file gives it.
    pub(super) is_extra: bool,
    /// Who says so.
    pub(super) by: &'a Description,
}

/// The names of one concept, with the days on which it bore them.
pub(super) struct Bearer<'a> {
    pub(super) names: Vec<Given<'a>>,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

impl Bearer<'_> {
    /// The names, sorted, each once.
    pub(super) fn into_names(self) -> Vec<Name> {
        let names: BTreeSet<Name> = self.names.into_iter().map(|given| given.name).collect();
        names.into_iter().collect()
    }

    /// Whether both were there on one day.
    fn meets(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| matches!((a.until, b.from), (Some(until), Some(from)) if until < from);
        !before(self, other) && !before(other, self)
    }
}

/// What is wrong with the names of a concept, who says it, and by which property.
type Faults<'a> = Vec<(&'a Description, Property, String)>;

/// The Dutch preferred label and all names of a concept, from all that is said of it. A name that
/// is given as several kinds counts as the most careful one.
pub(super) fn collect<'a>(
    said: &[&'a Description],
    is_extra: impl Fn(&Description) -> bool,
) -> (String, Vec<Given<'a>>, Faults<'a>) {
    let mut faults = Vec::new();
    let mut names: BTreeMap<&str, Given<'a>> = BTreeMap::new();
    let mut preferred: Option<(&str, bool)> = None;
    for d in said {
        let label = if d.has(Property::Preferred) {
            Property::Preferred
        } else {
            Property::Label
        };
        for (text, language) in d.labels(label) {
            if language != "nl" {
                continue;
            }
            match preferred {
                Some((one, false)) if one != text && !is_extra(d) => {
                    let message = format!(
                        "two Dutch preferred labels, {one:?} and {text:?}; make one a skos:altLabel"
                    );
                    faults.push((*d, label, message));
                }
                Some((one, true)) if one != text => {
                    let message = format!(
                        "another Dutch preferred label, {text:?}, after {one:?}; make one a skos:altLabel"
                    );
                    faults.push((*d, label, message));
                }
                // A user's label takes the place of the built-in one, which stays a name.
                _ => preferred = Some((text, is_extra(d))),
            }
        }
        let kinds = [
            (label, NameKind::Preferred),
            (Property::Alternative, NameKind::Alternative),
            (Property::Abbreviation, NameKind::Abbreviation),
            (Property::Ambiguous, NameKind::Ambiguous),
        ];
        for (property, kind) in kinds {
            for (text, language) in d.labels(property) {
                if text.trim().is_empty() {
                    faults.push((*d, property, "an empty name; take it out".to_owned()));
                    continue;
                }
                let given = || Given {
                    name: Name {
                        text: text.to_owned(),
                        kind,
                        lang: language.to_owned(),
                    },
                    is_extra: is_extra(d),
                    by: d,
                };
                let old = names.get(text).map(|old| old.name.kind);
                if old.is_none_or(|old| care(old) < care(kind)) {
                    names.insert(text, given());
                }
            }
        }
    }
    let label = preferred
        .map(|(label, _)| label.to_owned())
        .filter(|label| !label.trim().is_empty());
    if label.is_none()
        && let Some(d) = said.first()
    {
        faults.push((
            *d,
            Property::Preferred,
            format!(
                "<{}> has no Dutch preferred label; add skos:prefLabel \"…\"@nl",
                d.iri
            ),
        ));
    }
    (
        label.unwrap_or_default(),
        names.into_values().collect(),
        faults,
    )
}

/// How careful one must be with a name of this kind.
fn care(kind: NameKind) -> u8 {
    match kind {
        NameKind::Alternative => 0,
        NameKind::Preferred => 1,
        NameKind::Abbreviation => 2,
        NameKind::Ambiguous => 3,
    }
}

/// A name that two concepts of one time bear.
pub(super) struct Clash<'a> {
    /// Place of the first concept.
    pub(super) first: usize,
    /// Who gives the name to the second.
    pub(super) second: &'a Description,
    /// The name.
    pub(super) name: String,
}

/// All clashes of unambiguous names, after names that a user's file overrides were taken from the
/// built-in concepts.
pub(super) fn clashes<'a>(bearers: &mut [Bearer<'a>]) -> Vec<Clash<'a>> {
    // An abbreviation counts in exactly its case, all other names in any.
    let key = |name: &Name| match name.kind {
        NameKind::Ambiguous => None,
        NameKind::Abbreviation => Some((true, name.text.clone())),
        NameKind::Preferred | NameKind::Alternative => Some((false, name.text.to_lowercase())),
    };
    let mut borne: HashMap<(bool, String), Vec<(usize, bool)>> = HashMap::new();
    for (at, bearer) in bearers.iter().enumerate() {
        for given in &bearer.names {
            if let Some(key) = key(&given.name) {
                let places = borne.entry(key).or_default();
                if places.last() != Some(&(at, given.is_extra)) {
                    places.push((at, given.is_extra));
                }
            }
        }
    }
    borne.retain(|_, places| places.iter().any(|(at, _)| *at != places[0].0));

    let mut clashes = Vec::new();
    let mut shared: Vec<_> = borne.into_iter().collect();
    shared.sort();
    for (shared, places) in shared {
        let overridden = places.iter().any(|(_, is_extra)| *is_extra);
        for (n, &(at, is_extra)) in places.iter().enumerate() {
            let meets = |&&(other, extra): &&(usize, bool)| {
                other != at && extra == is_extra && bearers[other].meets(&bearers[at])
            };
            let first = places[..n].iter().find(meets).map(|(other, _)| *other);
            if overridden && !is_extra {
                let elsewhere = places.iter().any(|(other, extra)| *extra && *other != at);
                if elsewhere && !places.contains(&(at, true)) {
                    bearers[at]
                        .names
                        .retain(|given| key(&given.name).as_ref() != Some(&shared));
                }
            } else if let Some(first) = first {
                let given = bearers[at]
                    .names
                    .iter()
                    .find(|given| key(&given.name).as_ref() == Some(&shared));
                if let Some(given) = given {
                    clashes.push(Clash {
                        first,
                        second: given.by,
                        name: given.name.text.clone(),
                    });
                }
            }
        }
    }
    clashes
}
