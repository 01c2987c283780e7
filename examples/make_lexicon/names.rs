//! What kind of name a string is, how else letters write it, and which names two things share.

use super::turtle::Concept;
use std::collections::{BTreeMap, BTreeSet};

/// Abbreviations of bodies without an English name that are known well enough to stand alone in a
/// letter. Those of the other such bodies (a long tail of commissions and joint bodies) count only
/// where the letter names the body in full.
const WELL_KNOWN: &[&str] = &[
    "CAVV", "COKZ", "DCMR", "DICTU", "IBD", "JIO", "MRDH", "NAK", "NCad", "NIWO", "NJi", "NRGD",
    "NTS", "ODI", "OFL", "SSC-ICT", "SVDJ", "TloKB",
];

/// Shared names that nearly always mean one of their bearers: these keep them as they are.
const OWNERS: &[(&str, &str)] = &[("IEA", "iea"), ("CRD", "crd")];

/// Whether a string is an abbreviation, which counts only in exactly this case: one short word
/// with capitals or figures in it (`AP`, `NZa`, `Awb`, `NIS2`), unlike `Europol`.
pub fn is_code(name: &str) -> bool {
    let letters = name.chars().count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let figures = name.chars().any(|c| c.is_ascii_digit());
    !name.contains(char::is_whitespace)
        && letters <= 12
        && capitals > 0
        && (letters <= 3 || capitals >= 2 || figures)
        // A word and an abbreviation joined, such as `NIS2-richtlijn`, is no abbreviation.
        && name.split(['-', '/']).all(|part| part.chars().count() < 7 || !is_word(part))
}

fn is_word(part: &str) -> bool {
    part.chars().skip(1).all(char::is_lowercase)
}

impl Concept {
    /// Takes in a name from the tables as the kind that it is.
    pub fn name(&mut self, name: &str, well_known: bool) {
        // An article is no part of a name: "de Raad" would hide "de Raad Algemene Zaken".
        let name = name
            .strip_prefix("de ")
            .or_else(|| name.strip_prefix("het "))
            .unwrap_or(name);
        if name.is_empty() || name == self.pref_nl {
            return;
        }
        if !is_code(name) {
            self.alt.insert(name.to_owned());
        } else if well_known || WELL_KNOWN.contains(&name) {
            self.abbreviations.insert(name.to_owned());
        } else {
            self.ambiguous.insert(name.to_owned());
        }
    }

    /// Adds the ways in which letters write these names otherwise; to be called when all names
    /// are in.
    pub fn variants(&mut self) {
        let known: BTreeSet<String> = self.alt.iter().chain([&self.pref_nl]).cloned().collect();
        for name in &known {
            for variant in variants(name) {
                if !known.contains(&variant) {
                    self.alt.insert(variant);
                }
            }
        }
        if is_code(&self.pref_nl) {
            self.abbreviations.insert(self.pref_nl.clone());
        }
        for name in &self.ambiguous {
            self.alt.remove(name);
            self.abbreviations.remove(name);
        }
        // An English name that is the Dutch one adds nothing to look for.
        if self.pref_en.as_deref() == Some(self.pref_nl.as_str()) {
            self.pref_en = None;
        }
    }
}

fn variants(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    if name.contains(" & ") {
        found.push(name.replace(" & ", " en "));
    }
    for lead in ["De ", "de ", "Het ", "het ", "Stichting "] {
        if let Some(rest) = name.strip_prefix(lead)
            && rest.contains(' ')
        {
            found.push(rest.to_owned());
        }
    }
    for end in [" B.V.", " N.V."] {
        if let Some(rest) = name.strip_suffix(end) {
            found.push(rest.to_owned());
            found.push(format!("{rest}{}", end.replace('.', "")));
        }
    }
    // "AI-verordening" is also "AI verordening"; "Noord-Holland" stays what it is.
    for (at, _) in name.match_indices('-') {
        let (before, after) = (&name[..at], &name[at + 1..]);
        let start = before.rfind([' ', '(']).map_or(0, |i| i + 1);
        let word = &before[start..];
        if !word.is_empty()
            && is_code(word)
            && after.starts_with(char::is_lowercase)
            && after.chars().take_while(|c| c.is_alphabetic()).count() > 3
        {
            found.push(format!("{before} {after}"));
        }
    }
    // "Verordening (EU) nr. 910/2014" is also "Verordening (EU) 910/2014" and "Verordening 910/2014".
    for (long, short) in [(" (EU) nr. ", " (EU) "), (" (EG) nr. ", " (EG) ")] {
        if name.contains(long) {
            found.push(name.replace(long, short));
        }
    }
    for institution in [" (EU) nr. ", " (EG) nr. ", " (EU) ", " (EG) "] {
        if let Some((kind, number)) = name.split_once(institution)
            && number.contains('/')
        {
            found.push(format!("{kind} {number}"));
            break;
        }
    }
    found
}

/// A name that two concepts of the same time share counts, for both, only where the letter names
/// the concept otherwise as well.
pub fn demote_shared(concepts: &mut [Concept]) {
    let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, concept) in concepts.iter().enumerate() {
        let words = concept
            .alt
            .iter()
            .chain([&concept.pref_nl])
            .chain(&concept.pref_en);
        let keys: BTreeSet<String> = words
            .map(|name| name.to_lowercase())
            .chain(concept.abbreviations.iter().map(|name| format!("={name}")))
            .collect();
        for key in keys {
            bearers.entry(key).or_default().push(at);
        }
    }
    let mut shared: Vec<(usize, String)> = Vec::new();
    for (key, bearers) in bearers {
        for &one in &bearers {
            if bearers
                .iter()
                .any(|&other| other != one && meet(&concepts[one], &concepts[other]))
            {
                shared.push((one, key.clone()));
            }
        }
    }
    for (at, key) in shared {
        let concept = &mut concepts[at];
        let same = |name: &String| name.to_lowercase() == key || format!("={name}") == key;
        let names: Vec<String> = concept
            .alt
            .iter()
            .chain(&concept.abbreviations)
            .chain([&concept.pref_nl])
            .chain(&concept.pref_en)
            .filter(|name| same(name))
            .cloned()
            .collect();
        for name in names {
            if OWNERS.contains(&(name.as_str(), concept.id.as_str())) {
                continue;
            }
            concept.alt.remove(&name);
            concept.abbreviations.remove(&name);
            if concept.pref_en.as_ref() == Some(&name) {
                concept.pref_en = None;
            }
            concept.ambiguous.insert(name);
        }
    }
}

/// Whether two concepts existed on one day.
fn meet(a: &Concept, b: &Concept) -> bool {
    let before = |x: &Concept, y: &Concept| match (&x.until, &y.from) {
        (Some(until), Some(from)) => until < from,
        _ => false,
    };
    !before(a, b) && !before(b, a)
}
