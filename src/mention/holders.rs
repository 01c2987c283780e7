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
            let names = || person.names.iter().map(|name| name.text.as_str());
            let given: Vec<String> = names().map(given).collect();
            let given = given.join(" ");
            for surname in names().map(surname) {
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
        let terms = self.surnames.get(&surname(name))?;
        let given = given(name);
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

/// The words of a name but for initials, titles and what stands in brackets.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split_whitespace();
    words.filter(|w| !w.ends_with('.') && !w.starts_with('('))
}

/// How many words stand before the surname: it begins with the first prefix, or is the last word.
fn before_surname(name: &str) -> usize {
    let prefixes = ["van", "de", "der", "den", "ten", "ter", "te", "el", "al"];
    let is_prefix = |w: &str| prefixes.iter().any(|prefix| w.eq_ignore_ascii_case(prefix));
    let prefix = words(name).position(is_prefix);
    prefix.unwrap_or_else(|| words(name).count().saturating_sub(1))
}

/// What stands before the surname, in lower case.
fn given(name: &str) -> String {
    lower(words(name).take(before_surname(name)))
}

/// The surname with its prefixes, in lower case.
fn surname(name: &str) -> String {
    lower(words(name).skip(before_surname(name)))
}

/// Words in lower case, with one space between them.
fn lower<'n>(words: impl Iterator<Item = &'n str>) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if !out.is_ascii() {
        return out.to_lowercase();
    }
    out.make_ascii_lowercase();
    out
}
