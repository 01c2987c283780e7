//! Who held an office on a day, by a name as letters write it: "Six Beek", "minister Beek".

use crate::lexicon::Lexicon;
use foldhash::HashMap;
use jiff::civil::Date;

/// Persons by their surnames, with the days on which they held an office.
#[derive(Debug)]
pub(super) struct Holders {
    surnames: HashMap<String, Vec<Term>>,
}

/// When a person held an office.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    person: usize,
    /// What the person's names have before the surname, in lower case.
    given: String,
    from: Date,
    until: Option<Date>,
}

impl Term {
    fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| until >= day)
    }

    /// Whether a given name, which may be missing, is no other one than the person's.
    fn is_called(&self, given: &str) -> bool {
        let mut own = self.given.split(' ');
        given.is_empty()
            || self.given.is_empty()
            || own.any(|own| given.split(' ').any(|g| g == own))
    }
}

impl Holders {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut surnames: HashMap<String, Vec<Term>> = HashMap::default();
        for holder in lexicon.concepts().iter().flat_map(|c| &c.holders) {
            let Some(person) = lexicon.concepts().get(holder.person) else {
                continue;
            };
            let all = person
                .names
                .iter()
                .map(|name| given_and_surname(&name.text));
            let (given, own): (Vec<_>, Vec<_>) = all.unzip();
            let given = given.join(" ");
            for surname in own {
                let terms = surnames.entry(surname).or_default();
                let term = Term {
                    person: holder.person,
                    given: given.trim().to_owned(),
                    from: holder.from,
                    until: holder.until,
                };
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
        Self { surnames }
    }

    /// The one person of that name, or surname, who held an office on that day (on any day, where it is
    /// unknown).
    pub(super) fn find(&self, name: &str, day: Option<Date>) -> Option<usize> {
        let (given, surname) = given_and_surname(name);
        let terms = self.surnames.get(&surname)?;
        let mut fits: Vec<usize> = terms
            .iter()
            .filter(|term| day.is_none_or(|day| term.covers(day)) && term.is_called(&given))
            .map(|term| term.person)
            .collect();
        fits.sort_unstable();
        fits.dedup();
        if let [one] = fits.as_slice() {
            Some(*one)
        } else {
            None
        }
    }
}

/// What stands before the surname, and the surname with its prefixes, in lower case: the words from the first
/// prefix on, or the last one.
fn given_and_surname(name: &str) -> (String, String) {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|w| !w.ends_with('.') && !w.starts_with('('))
        .collect();
    let prefixes = ["van", "de", "der", "den", "ten", "ter", "te", "el", "al"];
    let start = words
        .iter()
        .position(|w| prefixes.iter().any(|prefix| w.eq_ignore_ascii_case(prefix)))
        .unwrap_or(words.len().saturating_sub(1));
    let (given, surname) = words.split_at_checked(start).unwrap_or_default();
    (
        given.join(" ").to_lowercase(),
        surname.join(" ").to_lowercase(),
    )
}
