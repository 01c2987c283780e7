//! Descriptions become concepts: what several files say is put together, references are resolved,
//! and every fault is noted.

use super::classes::{Classes, Entries};
use super::names::{self, Bearer};
use super::read::{self, Description, Property, Source};
use super::{Concept, Fault, Holder, Lexicon, LexiconError, Trie};
use crate::limits::{FAULTS, SAME_NAME};
use crate::model::{ClassId, Model};
use crate::prose::token::{fold, words_of};
use crate::vocab::kg;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// Reads all files and makes the lexicon of them, unless there are faults.
pub(super) fn lexicon(
    model: &Model,
    sources: &[Source<'_>],
    mut faults: Vec<Fault>,
) -> Result<Lexicon, LexiconError> {
    let descriptions = read_all(sources, &mut faults);
    let classes = Classes::new(model, &descriptions);
    let entries = entries(sources, &classes, &descriptions);
    let mut builder = Builder {
        sources,
        index: index(&entries),
        entries,
        classes,
        faults,
        untold: 0,
    };
    let mut concepts = builder.concepts();
    for tenure in descriptions.iter().filter(|d| d.is_tenure()) {
        builder.tenure(tenure, &mut concepts);
    }
    let untold = builder.untold;
    let mut faults = builder.faults;
    if faults.is_empty() {
        for concept in &mut concepts {
            concept.holders.sort_by_key(|h| (h.from, h.until, h.person));
            concept.holders.dedup();
        }
        let trie = Trie::new(model, &concepts);
        return Ok(Lexicon {
            concepts,
            trie,
            extra: Vec::new(),
        });
    }
    faults.sort();
    faults.dedup();
    if let (1.., Some(last)) = (untold, faults.last()) {
        faults.push(Fault {
            file: last.file.clone(),
            line: 0,
            message: format!("and {untold} faults more; mend those above first"),
        });
    }
    Err(LexiconError { faults })
}

/// Descriptions of all files, in the order of the files. Two halves are read side by side: reading
/// is most of what loading costs.
fn read_all(sources: &[Source<'_>], faults: &mut Vec<Fault>) -> Vec<Description> {
    let total: usize = sources.iter().map(|s| s.bytes.len()).sum();
    let mut sum = 0;
    let first_half = sources.iter().take_while(|s| {
        sum += s.bytes.len();
        sum * 2 <= total
    });
    let half = first_half.count();
    let read = |from: usize, to: usize| {
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        for (at, source) in sources.iter().enumerate().take(to).skip(from) {
            found.extend(read::descriptions(at, source, &mut faults));
        }
        (found, faults)
    };
    let (mut first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| read(half, sources.len()));
        let first = read(0, half);
        // A half that could not be read to its end is read again here.
        (
            first,
            second.join().unwrap_or_else(|_| read(half, sources.len())),
        )
    });
    first.0.extend(second.0);
    faults.extend(first.1);
    faults.extend(second.1);
    first.0
}

/// All that is said of each concept, sorted by IRI. A user's file may speak of a built-in concept
/// by any IRI that the concept has elsewhere.
fn entries<'a>(
    sources: &[Source<'_>],
    classes: &Classes<'a>,
    descriptions: &'a [Description],
) -> Entries<'a> {
    let mut own: HashMap<&str, &'a str> = HashMap::new();
    if sources.iter().any(|s| s.is_extra) {
        for d in descriptions.iter().filter(|d| !sources[d.source].is_extra) {
            for elsewhere in d.all(Property::SameAs) {
                own.entry(elsewhere).or_insert(&d.iri);
            }
        }
    }
    let mut entries = Entries::new();
    for d in descriptions {
        // Without a name of SKOS, but with one of RDFS and a class that is one of ours.
        let is_labelled =
            || d.has(Property::Label) && d.all(Property::Type).any(|t| classes.of(t).is_some());
        if !d.is_tenure() && (d.is_concept() || is_labelled()) {
            let iri = own.get(d.iri.as_str()).copied().unwrap_or(&d.iri);
            entries.entry(iri).or_default().push(d);
        }
    }
    entries
}

/// The place of each concept, by its IRI and by those under which a file speaks of it.
fn index<'a>(entries: &Entries<'a>) -> HashMap<&'a str, usize> {
    let mut index = HashMap::with_capacity(entries.len());
    for (place, (iri, said)) in entries.iter().enumerate() {
        index.insert(*iri, place);
        index.extend(said.iter().map(|d| (d.iri.as_str(), place)));
    }
    index
}

/// The fault has been noted.
struct Told;

struct Builder<'a> {
    sources: &'a [Source<'a>],
    classes: Classes<'a>,
    entries: Entries<'a>,
    index: HashMap<&'a str, usize>,
    faults: Vec<Fault>,
    /// Faults beyond those that are told.
    untold: usize,
}

impl<'a> Builder<'a> {
    fn concepts(&mut self) -> Vec<Concept> {
        let entries = std::mem::take(&mut self.entries);
        let mut concepts = Vec::with_capacity(entries.len());
        let mut bearers = Vec::with_capacity(entries.len());
        for (iri, said) in &entries {
            let classes = self.classes(iri, said, &entries);
            let (label, names) = self.names(said);
            let (from, until) = self.days(said);
            let elsewhere = said
                .iter()
                .flat_map(|d| d.all(Property::SameAs).chain([d.iri.as_str()]));
            let mut same_as: Vec<String> =
                elsewhere.filter(|i| i != iri).map(str::to_owned).collect();
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
                role_in: self.references(said, Property::RoleIn, "Ministry", &entries),
                holders: Vec::new(),
                member_of: self.references(said, Property::MemberOf, "Party", &entries),
                part_of: self.references(said, Property::PartOf, "Entity", &entries),
            });
            bearers.push(Bearer { names, from, until });
        }
        if self.crowded(&bearers) {
            return concepts;
        }
        let clashes = names::clashes(&mut bearers);
        for clash in clashes {
            let other = concepts
                .get(clash.first)
                .map(|c| c.iri.as_str())
                .unwrap_or_default();
            let message = format!(
                "{:?} is a name of <{other}> as well; make it a kg:ambiguousLabel of one, or give both days \
                 that do not meet (kg:validFrom, kg:validUntil)",
                clash.name
            );
            self.fault(clash.second, None, message);
        }
        for (concept, bearer) in concepts.iter_mut().zip(bearers) {
            concept.names = bearer.into_names();
        }
        self.entries = entries;
        concepts
    }

    /// The classes of a concept, the best first.
    fn classes(
        &mut self,
        iri: &str,
        said: &[&'a Description],
        entries: &Entries<'a>,
    ) -> Vec<ClassId> {
        let mut classes: Vec<ClassId> = Vec::new();
        let mut is_told = false;
        for d in said {
            for class in d.all(Property::Type) {
                match self.class(class, d, Property::Type) {
                    Ok(class) => classes.extend(class),
                    Err(Told) => is_told = true,
                }
            }
        }
        if classes.is_empty() {
            classes.extend(self.classes.by_place(said, entries));
        }
        if let ([], false, Some(d)) = (classes.as_slice(), is_told, said.first()) {
            let message = format!(
                "<{iri}> has no class of the model; add `<{iri}> a kg:PublicBody .`, or whichever class it has; \
                 for a whole list, put its type, its skos:broader or its skos:inScheme below a class with \
                 `rdfs:subClassOf kg:PublicBody`"
            );
            self.fault(d, None, message);
        }
        for d in said {
            for class in d.all(Property::AlsoCountsAs) {
                classes.extend(self.class(class, d, Property::AlsoCountsAs).ok().flatten());
            }
        }
        let mut seen = HashSet::new();
        classes.retain(|class| seen.insert(*class));
        classes
    }

    /// The class of the model that a class IRI stands for. A class of ours that is not one of
    /// things to look for is a fault; one of another vocabulary is none of our concern.
    fn class(
        &mut self,
        iri: &str,
        d: &Description,
        property: Property,
    ) -> Result<Option<ClassId>, Told> {
        let class = self
            .classes
            .of(iri)
            .filter(|class| self.classes.is_of_entities(*class));
        if let (None, Some(name)) = (class, iri.strip_prefix(kg::NAMESPACE)) {
            let message = format!(
                "kg:{name} is no class of what letters name; use one of {}",
                self.classes.of_entities()
            );
            self.fault(d, Some(property), message);
            return Err(Told);
        }
        Ok(class)
    }

    /// The Dutch preferred label, and all names with the layer they come from.
    fn names(&mut self, said: &[&'a Description]) -> (String, Vec<names::Given<'a>>) {
        let (label, given, faults) = names::collect(said, |d| self.sources[d.source].is_extra);
        for (d, property, message) in faults {
            self.fault(d, Some(property), message);
        }
        (label, given)
    }

    /// First and last day.
    fn days(&mut self, said: &[&'a Description]) -> (Option<Date>, Option<Date>) {
        let (from, until) = (
            self.day(said, Property::From),
            self.day(said, Property::Until),
        );
        if let (Some(from), Some(until), Some(d)) = (from, until, said.first())
            && until < from
        {
            let message =
                format!("kg:validUntil {until} is before kg:validFrom {from}; change one");
            self.fault(d, Some(Property::Until), message);
        }
        (from, until)
    }

    /// The one day that is said by a property.
    fn day(&mut self, said: &[&'a Description], property: Property) -> Option<Date> {
        let mut found: Option<Date> = None;
        for d in said {
            for text in d.all(property) {
                // Exactly a calendar day: xsd:date with no time zone.
                let day = text
                    .parse::<Date>()
                    .ok()
                    .filter(|day| day.to_string() == text);
                match (found, day) {
                    (_, None) => {
                        let message =
                            format!("{text:?} is no day; write it as \"2024-07-02\"^^xsd:date");
                        self.fault(d, Some(property), message);
                    }
                    // A user's file may correct what is built in.
                    (Some(one), Some(other))
                        if one != other && !self.sources[d.source].is_extra =>
                    {
                        self.fault(
                            d,
                            Some(property),
                            format!("two days, {one} and {other}; keep one"),
                        );
                    }
                    _ => found = day,
                }
            }
        }
        found
    }

    /// Places of the concepts that a property names, sorted.
    fn references(
        &mut self,
        said: &[&'a Description],
        property: Property,
        class: &str,
        entries: &Entries<'a>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for d in said {
            for target in d.all(property) {
                let Some(place) = self.index.get(target) else {
                    let message = format!(
                        "<{target}> is no concept of the lexicon; describe it, or take it out"
                    );
                    self.fault(d, Some(property), message);
                    continue;
                };
                places.push(*place);
                let wanted = self.classes.model.class(class);
                let is = |wanted| {
                    entries
                        .get(target)
                        .is_none_or(|said| said.iter().any(|d| self.classes.is_a(d, wanted)))
                };
                if class != "Entity" && wanted.is_some_and(|wanted| !is(wanted)) {
                    self.fault(
                        d,
                        Some(property),
                        format!("<{target}> is no kg:{class}; name one that is"),
                    );
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Puts a holder into an office.
    fn tenure(&mut self, d: &'a Description, concepts: &mut [Concept]) {
        for (what, property) in [
            ("person, org:member", Property::Member),
            ("office, org:role", Property::Role),
            ("first day, kg:validFrom", Property::From),
        ] {
            if d.all(property).count() != 1 {
                self.fault(d, None, format!("a tenure has one {what}"));
            }
        }
        let entries = std::mem::take(&mut self.entries);
        let persons = self.references(&[d], Property::Member, "Person", &entries);
        let offices = self.references(&[d], Property::Role, "Role", &entries);
        self.entries = entries;
        let (from, until) = self.days(&[d]);
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

    /// Whether more concepts than are looked at bear one name; that is a fault.
    fn crowded(&mut self, bearers: &[Bearer<'a>]) -> bool {
        let mut borne: HashMap<String, usize> = HashMap::new();
        let mut crowded = false;
        for given in bearers.iter().flat_map(|bearer| &bearer.names) {
            let words = fold(&given.name.text).replace('-', " ");
            let words: Vec<&str> = words_of(&words).collect();
            let count = borne.entry(words.join(" ")).or_default();
            *count += 1;
            if *count == SAME_NAME + 1 {
                crowded = true;
                let message = format!(
                    "more than {SAME_NAME} concepts are called {:?}; take the name from those that are hardly called so",
                    given.name.text
                );
                self.fault(given.by, None, message);
            }
        }
        crowded
    }

    fn fault(&mut self, d: &Description, property: Option<Property>, message: String) {
        if self.faults.len() >= FAULTS {
            self.untold += 1;
            return;
        }
        let source = &self.sources[d.source];
        let line = read::line(source, &d.iri, property);
        self.faults.push(Fault {
            file: source.name.clone(),
            line,
            message,
        });
    }
}

/// What stands after the last `/` or `#` of an IRI.
fn last_segment(iri: &str) -> &str {
    let trimmed = iri.trim_end_matches(['/', '#']);
    trimmed.rsplit(['/', '#']).next().unwrap_or(trimmed)
}
