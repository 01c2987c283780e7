//! Descriptions become concepts: files are merged, classes found, references resolved, and every
//! fault is noted.

use super::names::{self, Bearer};
use super::read::{self, Description, Source};
use super::{Concept, Fault, Holder, Lexicon, LexiconError};
use crate::model::{ClassId, Model};
use crate::vocab::{kg, org, rdf, skos};
use jiff::civil::Date;
use oxrdf::NamedNodeRef;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Reads all files and makes the lexicon of them, unless there are faults.
pub(super) fn lexicon(
    model: &Model,
    sources: &[Source<'_>],
    mut faults: Vec<Fault>,
) -> Result<Lexicon, LexiconError> {
    let descriptions = read_all(sources, &mut faults);
    let mut builder = Builder {
        model,
        sources,
        parents: HashMap::new(),
        aliases: aliases(sources, &descriptions),
        index: HashMap::new(),
        faults,
    };
    let concepts = builder.concepts(&descriptions);
    let mut faults = builder.faults;
    if faults.is_empty() {
        return Ok(Lexicon { concepts });
    }
    faults.sort();
    faults.dedup();
    Err(LexiconError { faults })
}

/// Descriptions of all files, in the order of the files. Two halves are read side by side: reading
/// is most of what loading costs.
fn read_all(sources: &[Source<'_>], faults: &mut Vec<Fault>) -> Vec<Description> {
    let total: usize = sources.iter().map(|s| s.bytes.len()).sum();
    let mut sum = 0;
    let half = sources.iter().take_while(|s| {
        sum += s.bytes.len();
        sum * 2 <= total
    });
    let half = half.count();
    let read = |from: usize, to: usize| {
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for (at, source) in sources.iter().enumerate().take(to).skip(from) {
            found.extend(read::descriptions(at, source, &mut faults));
        }
        (found, faults)
    };
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| read(0, half));
        let second = read(half, sources.len());
        // A thread that could not finish is read again here, which says why.
        (first.join().unwrap_or_else(|_| read(0, half)), second)
    });
    let mut all = Vec::with_capacity(first.0.len() + second.0.len());
    for (found, new) in [first, second] {
        all.extend(found);
        faults.extend(new);
    }
    all
}

/// IRIs elsewhere, by which a user's file may speak of a built-in concept.
fn aliases(sources: &[Source<'_>], descriptions: &[Description]) -> HashMap<String, String> {
    let mut aliases = HashMap::new();
    if sources.iter().any(|s| s.is_extra) {
        for d in descriptions.iter().filter(|d| !sources[d.source].is_extra) {
            for elsewhere in &d.same_as {
                aliases
                    .entry(elsewhere.clone())
                    .or_insert_with(|| d.iri.clone());
            }
        }
    }
    aliases
}

struct Builder<'a> {
    model: &'a Model,
    sources: &'a [Source<'a>],
    /// What `rdfs:subClassOf` puts each term below.
    parents: HashMap<&'a str, Vec<&'a str>>,
    aliases: HashMap<String, String>,
    /// Place of each concept, by IRI.
    index: HashMap<&'a str, usize>,
    faults: Vec<Fault>,
}

impl<'a> Builder<'a> {
    fn concepts(&mut self, descriptions: &'a [Description]) -> Vec<Concept> {
        // One entry a concept, sorted by IRI; several files may speak of it.
        let mut entries: BTreeMap<&'a str, Vec<&'a Description>> = BTreeMap::new();
        let aliases = std::mem::take(&mut self.aliases);
        let of_iri: HashMap<&str, &'a Description> = match aliases.len() {
            0 => HashMap::new(),
            _ => descriptions.iter().map(|d| (d.iri.as_str(), d)).collect(),
        };
        let named = |iri: &str| -> Option<&'a str> {
            let own = of_iri.get(aliases.get(iri)?.as_str())?;
            Some(own.iri.as_str())
        };
        let mut tenures = Vec::new();
        for d in descriptions {
            if !d.parents.is_empty() {
                self.parents
                    .entry(&d.iri)
                    .or_default()
                    .extend(d.parents.iter().map(String::as_str));
            }
            if d.is_tenure() {
                tenures.push(d);
            } else if d.is_concept() || self.is_typed(d) {
                let iri = named(&d.iri).unwrap_or(&d.iri);
                entries.entry(iri).or_default().push(d);
            }
        }
        self.index = entries
            .keys()
            .enumerate()
            .map(|(at, iri)| (*iri, at))
            .collect();
        for (elsewhere, own) in &aliases {
            let place = self.index.get(own.as_str()).copied();
            if let (Some(place), Some(d)) = (place, of_iri.get(elsewhere.as_str())) {
                self.index.insert(&d.iri, place);
            }
        }

        let mut concepts = Vec::with_capacity(entries.len());
        let mut bearers = Vec::with_capacity(entries.len());
        for (iri, said) in &entries {
            let classes = self.classes(iri, said, &entries);
            let (label, names) = self.names(said);
            let (from, until) = (
                self.day(said, kg::VALID_FROM, |d| &d.from),
                self.day(said, kg::VALID_UNTIL, |d| &d.until),
            );
            if let (Some(from), Some(until)) = (from, until)
                && until < from
            {
                self.fault(
                    said[0],
                    Some(kg::VALID_UNTIL),
                    format!("kg:validUntil {until} is before kg:validFrom {from}"),
                );
            }
            let mut same_as: Vec<String> = said
                .iter()
                .flat_map(|d| {
                    d.same_as
                        .iter()
                        .cloned()
                        .chain(Some(d.iri.clone()).filter(|i| i != iri))
                })
                .collect();
            same_as.sort();
            same_as.dedup();
            concepts.push(Concept {
                iri: (*iri).to_owned(),
                id: last_segment(iri).to_owned(),
                classes,
                label,
                names: Vec::new(),
                same_as,
                from,
                until,
                role_in: self.references(said, kg::ROLE_IN, "Ministry", |d| &d.role_in, &entries),
                holders: Vec::new(),
                member_of: self.references(
                    said,
                    kg::MEMBER_OF,
                    "Party",
                    |d| &d.member_of,
                    &entries,
                ),
                part_of: self.references(said, kg::PART_OF, "", |d| &d.part_of, &entries),
            });
            bearers.push(Bearer { names, from, until });
        }
        for tenure in tenures {
            self.tenure(tenure, &mut concepts);
        }
        for concept in &mut concepts {
            concept.holders.sort_by_key(|h| (h.from, h.until, h.person));
            concept.holders.dedup();
        }
        self.clashes(&mut bearers, &entries);
        for (concept, bearer) in concepts.iter_mut().zip(bearers) {
            concept.names = bearer.into_names();
        }
        concepts
    }

    /// Whether a subject bears no name here but has a class of another vocabulary that is one of
    /// ours, so that what is missing should be told.
    fn is_typed(&self, d: &Description) -> bool {
        !d.labels.is_empty()
            && d.types
                .iter()
                .any(|t| self.parents.contains_key(t.as_str()))
    }

    /// The classes of a concept, the best first.
    fn classes(
        &mut self,
        iri: &str,
        said: &[&'a Description],
        entries: &BTreeMap<&'a str, Vec<&'a Description>>,
    ) -> Vec<ClassId> {
        let mut classes: Vec<ClassId> = Vec::new();
        for d in said {
            for class in &d.types {
                classes.extend(self.class(class, d, rdf::TYPE));
            }
        }
        if classes.is_empty() {
            let mut seen = HashSet::from([iri]);
            classes.extend(
                said.iter()
                    .find_map(|d| self.broader_class(d, entries, &mut seen)),
            );
        }
        if classes.is_empty() {
            let types: Vec<&str> = said
                .iter()
                .flat_map(|d| d.types.iter().map(String::as_str))
                .collect();
            let told = match types.as_slice() {
                [] => String::new(),
                types => format!(
                    " (it is a <{}>, which the model does not know)",
                    types.join(">, <")
                ),
            };
            self.fault(
                said[0],
                None,
                format!(
                    "<{iri}> has no class of the model{told}; add `<{iri}> a kg:PublicBody .`, or, for a whole \
                     list, put its type, its skos:broader or its skos:inScheme below a class with \
                     `rdfs:subClassOf kg:PublicBody`"
                ),
            );
        }
        for d in said {
            for class in &d.also_counts_as {
                classes.extend(self.class(class, d, kg::ALSO_COUNTS_AS));
            }
        }
        let mut seen = HashSet::new();
        classes.retain(|class| seen.insert(*class));
        classes
    }

    /// The class of the model that a class IRI stands for. A class of ours that the model does not
    /// have is a fault; one of another vocabulary is none.
    fn class(
        &mut self,
        iri: &str,
        d: &Description,
        predicate: NamedNodeRef<'_>,
    ) -> Option<ClassId> {
        if let Some(name) = iri.strip_prefix(kg::NAMESPACE) {
            let class = self.model.class(name);
            if class.is_none() {
                let known: Vec<&str> = self.model.classes().map(|(_, c)| c.name.as_str()).collect();
                let message = format!(
                    "kg:{name} is no class of the model; use one of {}",
                    known.join(", ")
                );
                self.fault(d, Some(predicate), message);
            }
            return class;
        }
        self.mapped(iri)
    }

    /// The class of ours that `rdfs:subClassOf` puts a term below, over any number of steps.
    fn mapped(&self, iri: &str) -> Option<ClassId> {
        let mut seen = HashSet::from([iri]);
        let mut level: Vec<&str> = self.parents.get(iri)?.clone();
        while !level.is_empty() {
            let ours = level.iter().find_map(|p| {
                p.strip_prefix(kg::NAMESPACE)
                    .and_then(|n| self.model.class(n))
            });
            if ours.is_some() {
                return ours;
            }
            let next = level
                .iter()
                .filter_map(|p| self.parents.get(p))
                .flatten()
                .copied();
            level = next.filter(|p| seen.insert(p)).collect();
        }
        None
    }

    /// The class of what a concept is narrower than, or in the list of.
    fn broader_class<'b>(
        &self,
        d: &'b Description,
        entries: &BTreeMap<&'a str, Vec<&'a Description>>,
        seen: &mut HashSet<&'b str>,
    ) -> Option<ClassId>
    where
        'a: 'b,
    {
        for broader in &d.broader {
            if !seen.insert(broader) {
                continue;
            }
            let own = broader
                .strip_prefix(kg::NAMESPACE)
                .and_then(|name| self.model.class(name));
            let found = own.or_else(|| self.mapped(broader)).or_else(|| {
                let said = entries.get(broader.as_str())?;
                let typed = said.iter().flat_map(|d| &d.types).find_map(|t| {
                    t.strip_prefix(kg::NAMESPACE)
                        .and_then(|n| self.model.class(n))
                        .or_else(|| self.mapped(t))
                });
                typed.or_else(|| {
                    said.iter()
                        .find_map(|d| self.broader_class(d, entries, seen))
                })
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The Dutch preferred label, and all names with the layer they come from.
    fn names(&mut self, said: &[&'a Description]) -> (String, Vec<names::Given<'a>>) {
        let (label, given, faults) = names::collect(said, |d| self.sources[d.source].is_extra);
        for (d, message) in faults {
            self.fault(d, Some(skos::PREF_LABEL), message);
        }
        (label, given)
    }

    /// The one day that is said of a concept.
    fn day(
        &mut self,
        said: &[&'a Description],
        predicate: NamedNodeRef<'_>,
        days: impl Fn(&'a Description) -> &'a Vec<String>,
    ) -> Option<Date> {
        let mut found: Option<Date> = None;
        for d in said {
            for text in days(d) {
                let day = self.date(d, predicate, text);
                match (found, day) {
                    // A user's file may correct what is built in.
                    (Some(one), Some(other))
                        if one != other && !self.sources[d.source].is_extra =>
                    {
                        self.fault(
                            d,
                            Some(predicate),
                            format!("two days, {one} and {other}; keep one"),
                        );
                    }
                    (_, Some(_)) => found = day,
                    _ => {}
                }
            }
        }
        found
    }

    fn date(&mut self, d: &Description, predicate: NamedNodeRef<'_>, text: &str) -> Option<Date> {
        // Exactly a calendar day: xsd:date with no time zone.
        let day = text
            .parse::<Date>()
            .ok()
            .filter(|day| day.to_string() == text);
        if day.is_none() {
            let message = format!("{text:?} is no day; write it as \"2024-07-02\"^^xsd:date");
            self.fault(d, Some(predicate), message);
        }
        day
    }

    /// Places of the concepts that a property names.
    fn references(
        &mut self,
        said: &[&'a Description],
        predicate: NamedNodeRef<'_>,
        class: &str,
        targets: impl Fn(&'a Description) -> &'a Vec<String>,
        entries: &BTreeMap<&'a str, Vec<&'a Description>>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for d in said {
            for target in targets(d) {
                places.extend(self.place(d, predicate, target, class, entries));
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn place(
        &mut self,
        d: &Description,
        predicate: NamedNodeRef<'_>,
        target: &str,
        class: &str,
        entries: &BTreeMap<&'a str, Vec<&'a Description>>,
    ) -> Option<usize> {
        let place = self.index.get(target).copied();
        if place.is_none() {
            let message = format!(
                "<{target}> is no concept of the lexicon; describe it, or take the line out"
            );
            self.fault(d, Some(predicate), message);
            return None;
        }
        let wanted = self.model.class(class);
        if let (Some(wanted), Some(said)) = (wanted, entries.get(target)) {
            let is = said
                .iter()
                .flat_map(|d| d.types.iter().chain(&d.also_counts_as))
                .any(|t| {
                    t.strip_prefix(kg::NAMESPACE)
                        .and_then(|n| self.model.class(n))
                        .or_else(|| self.mapped(t))
                        .is_some_and(|c| self.model.is_a(c, wanted))
                });
            if !is {
                self.fault(d, Some(predicate), format!("<{target}> is no kg:{class}"));
            }
        }
        place
    }

    /// Puts the holder of an office into it.
    fn tenure(&mut self, d: &'a Description, concepts: &mut [Concept]) {
        let none = BTreeMap::new();
        let persons = self.references(&[d], org::MEMBER, "", |d| &d.members, &none);
        let offices = self.references(&[d], org::ROLE, "", |d| &d.roles, &none);
        let from = self.day(&[d], kg::VALID_FROM, |d| &d.from);
        let until = self.day(&[d], kg::VALID_UNTIL, |d| &d.until);
        for (what, property, missing) in [
            ("person", org::MEMBER, d.members.len() != 1),
            ("office", org::ROLE, d.roles.len() != 1),
            ("first day", kg::VALID_FROM, d.from.len() != 1),
        ] {
            if missing {
                let name = last_segment(property.as_str());
                self.fault(d, None, format!("a tenure needs one {what} ({name})"));
            }
        }
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.fault(
                d,
                Some(kg::VALID_UNTIL),
                format!("kg:validUntil {until} is before kg:validFrom {from}"),
            );
        }
        for (places, class, property) in [
            (&persons, "Person", org::MEMBER),
            (&offices, "Role", org::ROLE),
        ] {
            for place in places {
                let wanted = self.model.class(class);
                let classes = concepts
                    .get(*place)
                    .map(|c| c.classes.as_slice())
                    .unwrap_or_default();
                if wanted.is_some_and(|w| !classes.iter().any(|c| self.model.is_a(*c, w))) {
                    self.fault(
                        d,
                        Some(property),
                        format!(
                            "{} of a tenure is no kg:{class}",
                            last_segment(property.as_str())
                        ),
                    );
                }
            }
        }
        if let ([person], [office], Some(from)) = (persons.as_slice(), offices.as_slice(), from)
            && let Some(office) = concepts.get_mut(*office)
        {
            office.holders.push(Holder {
                person: *person,
                from,
                until,
            });
        }
    }

    /// One unambiguous name, two concepts: a user's name wins over a built-in one; else a fault.
    fn clashes(
        &mut self,
        bearers: &mut [Bearer<'a>],
        entries: &BTreeMap<&'a str, Vec<&'a Description>>,
    ) {
        let iris: Vec<&str> = entries.keys().copied().collect();
        for clash in names::clashes(bearers) {
            let (d, name) = (clash.second, clash.name);
            let other = iris.get(clash.first).copied().unwrap_or_default();
            self.fault(
                d,
                None,
                format!(
                    "{name:?} is a name of <{other}> as well; make it a kg:ambiguousLabel of one, or give both \
                     days that do not meet (kg:validFrom, kg:validUntil)"
                ),
            );
        }
    }

    fn fault(&mut self, d: &Description, predicate: Option<NamedNodeRef<'_>>, message: String) {
        let source = &self.sources[d.source];
        self.faults.push(Fault {
            file: source.name.clone(),
            line: read::line(source, &d.iri, predicate),
            message,
        });
    }
}

/// What stands after the last `/` or `#` of an IRI.
fn last_segment(iri: &str) -> &str {
    let trimmed = iri.trim_end_matches(['/', '#']);
    trimmed.rsplit(['/', '#']).next().unwrap_or(trimmed)
}
