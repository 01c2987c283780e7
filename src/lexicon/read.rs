//! RDF text becomes descriptions: what a file says of each subject, in the file's own order.

use super::Fault;
use crate::vocab::{kg, org, owl, rdf, rdfs, skos, tooi};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

/// After so many syntax errors the rest of a file is not worth reading.
const MAX_SYNTAX_ERRORS: usize = 20;

/// A file to read.
pub(super) struct Source<'a> {
    /// What faults call it.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Cow<'a, [u8]>,
    /// Its syntax.
    pub(super) format: RdfFormat,
    /// Whether a user brought it.
    pub(super) is_extra: bool,
}

impl<'a> Source<'a> {
    /// A file of the program's own.
    pub(super) fn built_in(name: &str, text: &'a str) -> Self {
        Self {
            name: format!("ontology/lexicon/{name}"),
            bytes: Cow::Borrowed(text.as_bytes()),
            format: RdfFormat::Turtle,
            is_extra: false,
        }
    }

    /// A user's file.
    pub(super) fn file(path: &Path, bytes: Vec<u8>) -> Self {
        let ending = path.extension().and_then(|e| e.to_str());
        Self {
            name: path.display().to_string(),
            bytes: Cow::Owned(bytes),
            format: ending
                .and_then(RdfFormat::from_extension)
                .unwrap_or(RdfFormat::Turtle),
            is_extra: true,
        }
    }
}

/// What a triple says of its subject, as far as the lexicon asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Type,
    AlsoCountsAs,
    /// `rdfs:subClassOf`.
    Parent,
    /// `skos:broader`, `skos:topConceptOf`, `skos:inScheme`.
    Broader,
    Preferred,
    /// `rdfs:label`, which counts where there is no preferred label.
    Label,
    /// `skos:altLabel`, `skos:hiddenLabel`.
    Alternative,
    Abbreviation,
    Ambiguous,
    From,
    Until,
    RoleIn,
    MemberOf,
    PartOf,
    /// `skos:exactMatch`, `owl:sameAs`.
    SameAs,
    /// `org:member` of a tenure.
    Member,
    /// `org:role` of a tenure.
    Role,
}

/// Predicates by what they say. The first of a property is the one that faults point to.
const PREDICATES: &[(NamedNodeRef<'static>, Property)] = &[
    (rdf::TYPE, Property::Type),
    (skos::PREF_LABEL, Property::Preferred),
    (skos::ALT_LABEL, Property::Alternative),
    (kg::ABBREVIATION, Property::Abbreviation),
    (kg::AMBIGUOUS_LABEL, Property::Ambiguous),
    (skos::EXACT_MATCH, Property::SameAs),
    (kg::ALSO_COUNTS_AS, Property::AlsoCountsAs),
    (kg::VALID_FROM, Property::From),
    (kg::VALID_UNTIL, Property::Until),
    (kg::PART_OF, Property::PartOf),
    (kg::ROLE_IN, Property::RoleIn),
    (kg::MEMBER_OF, Property::MemberOf),
    (org::MEMBER, Property::Member),
    (org::ROLE, Property::Role),
    (rdfs::LABEL, Property::Label),
    (rdfs::SUB_CLASS_OF, Property::Parent),
    (skos::BROADER, Property::Broader),
    (skos::TOP_CONCEPT_OF, Property::Broader),
    (skos::IN_SCHEME, Property::Broader),
    (skos::HIDDEN_LABEL, Property::Alternative),
    (owl::SAME_AS, Property::SameAs),
    (tooi::OFFICIAL_NAME, Property::Alternative),
    (tooi::ABBREVIATION, Property::Abbreviation),
];

/// One thing that is said of a subject.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) property: Property,
    /// An IRI, or the text of a literal.
    pub(super) value: String,
    /// Language of a name: `nl` where none is given.
    pub(super) language: String,
}

/// What one file says of one subject.
#[derive(Debug)]
pub(super) struct Description {
    pub(super) iri: String,
    /// Index of the file.
    pub(super) source: usize,
    pub(super) said: Vec<Statement>,
}

/// All descriptions of one file, in the order in which its subjects come.
pub(super) fn descriptions(
    source: usize,
    file: &Source<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Description> {
    let mut parser = RdfParser::from_format(file.format);
    if !file.is_extra {
        // Tests read the program's own files with all checks.
        parser = parser.lenient();
    }
    let mut found: Vec<Description> = Vec::new();
    let mut by_iri: HashMap<String, usize> = HashMap::new();
    let mut errors = 0;
    let mut last = usize::MAX;
    for quad in parser.for_slice(&file.bytes) {
        let quad = match quad {
            Ok(quad) => quad,
            Err(error) => {
                let at = error.location().map(|at| at.start);
                faults.push(Fault {
                    file: file.name.clone(),
                    line: at.map_or(1, |at| {
                        usize::try_from(at.line)
                            .unwrap_or(usize::MAX)
                            .saturating_add(1)
                    }),
                    message: format!("not {}: {error}", file.format.name()),
                });
                errors += 1;
                if errors == MAX_SYNTAX_ERRORS {
                    break;
                }
                continue;
            }
        };
        let Quad {
            subject: NamedOrBlankNode::NamedNode(subject),
            predicate,
            object,
            ..
        } = quad
        else {
            continue;
        };
        if found.get(last).is_none_or(|d| d.iri != subject.as_str()) {
            let subject = subject.into_string();
            last = *by_iri.entry(subject.clone()).or_insert_with(|| {
                found.push(Description {
                    iri: subject,
                    source,
                    said: Vec::new(),
                });
                found.len() - 1
            });
        }
        if let Some(description) = found.get_mut(last) {
            description.take(predicate.as_ref(), object);
        }
    }
    found
}

impl Description {
    fn take(&mut self, predicate: NamedNodeRef<'_>, object: Term) {
        let Some((_, property)) = PREDICATES.iter().find(|(p, _)| *p == predicate) else {
            return;
        };
        let (value, language) = match object {
            Term::NamedNode(node) if !property.is_text() => (node.into_string(), String::new()),
            Term::Literal(literal) if property.is_text() => {
                let (text, _, language, _) = literal.destruct();
                let mut language = language.unwrap_or_else(|| "nl".to_owned());
                // "nl-NL" is Dutch.
                if let Some(cut) = language.find('-') {
                    language.truncate(cut);
                }
                (text, language)
            }
            _ => return,
        };
        self.said.push(Statement {
            property: *property,
            value,
            language,
        });
    }

    /// What is said by a property, in the file's order.
    pub(super) fn all(&self, property: Property) -> impl Iterator<Item = &str> {
        self.labels(property).map(|(value, _)| value)
    }

    /// Texts and languages of a property, in the file's order.
    pub(super) fn labels(&self, property: Property) -> impl Iterator<Item = (&str, &str)> {
        self.said
            .iter()
            .filter(move |s| s.property == property)
            .map(|s| (s.value.as_str(), s.language.as_str()))
    }

    /// Whether anything is said by a property.
    pub(super) fn has(&self, property: Property) -> bool {
        self.said.iter().any(|s| s.property == property)
    }

    /// Whether the subject is something to look for in letters, rather than a class, a list or a
    /// tenure.
    pub(super) fn is_concept(&self) -> bool {
        let of_lists = [
            skos::CONCEPT_SCHEME,
            skos::COLLECTION,
            owl::CLASS,
            owl::ONTOLOGY,
            org::MEMBERSHIP,
        ];
        if self
            .all(Property::Type)
            .any(|t| of_lists.iter().any(|c| c.as_str() == t))
        {
            return false;
        }
        let is_ours = |iri: &str| iri.starts_with(kg::NAMESPACE) || iri == skos::CONCEPT.as_str();
        let names = [
            Property::Preferred,
            Property::Alternative,
            Property::Abbreviation,
            Property::Ambiguous,
        ];
        self.all(Property::Type).any(is_ours) || names.iter().any(|name| self.has(*name))
    }

    /// Whether the subject is a tenure of an office.
    pub(super) fn is_tenure(&self) -> bool {
        self.all(Property::Type)
            .any(|t| t == org::MEMBERSHIP.as_str())
    }
}

impl Property {
    /// Whether it is said by literals, not by IRIs.
    fn is_text(self) -> bool {
        matches!(
            self,
            Self::Preferred
                | Self::Label
                | Self::Alternative
                | Self::Abbreviation
                | Self::Ambiguous
                | Self::From
                | Self::Until
        )
    }

    /// The predicate that says it.
    pub(super) fn predicate(self) -> Option<NamedNodeRef<'static>> {
        PREDICATES
            .iter()
            .find(|(_, property)| *property == self)
            .map(|(predicate, _)| *predicate)
    }
}

/// The line on which a file first speaks of a subject, or of a subject's property. The file is
/// read again, a line at a time, which only a faulty file is worth.
pub(super) fn line(file: &Source<'_>, subject: &str, property: Option<Property>) -> usize {
    let predicate = property.and_then(Property::predicate);
    let fed = Cell::new(0);
    let lines = Lines {
        rest: &file.bytes,
        fed: &fed,
    };
    let mut first = 0;
    for quad in RdfParser::from_format(file.format)
        .for_reader(lines)
        .flatten()
    {
        let NamedOrBlankNode::NamedNode(node) = quad.subject else {
            continue;
        };
        if node.as_str() == subject {
            if predicate.is_none_or(|p| quad.predicate.as_ref() == p) {
                return fed.get();
            }
            if first == 0 {
                first = fed.get();
            }
        }
    }
    first
}

/// Gives a parser one line a call and counts them: as a parser asks for more only when it needs
/// more, the count is the line that it stands on.
struct Lines<'a> {
    rest: &'a [u8],
    fed: &'a Cell<usize>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let end = self
            .rest
            .iter()
            .position(|b| *b == b'\n')
            .map_or(self.rest.len(), |at| at + 1);
        let count = end.min(buffer.len());
        let (now, rest) = self.rest.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.rest = rest;
        if count == end && count > 0 {
            self.fed.set(self.fed.get() + 1);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_and_its_properties_are_found_by_line() {
        let turtle = "@prefix kg: <https://w3id.org/kamergraph/def#> .\n\
                      \n\
                      <https://example.org/a>\n    a kg:Court ;\n    kg:validFrom \"x\" .\n\
                      <https://example.org/b> a kg:Court .\n";
        let source = Source::built_in("x.ttl", turtle);
        assert_eq!(line(&source, "https://example.org/a", None), 4);
        assert_eq!(
            line(&source, "https://example.org/a", Some(Property::From)),
            5
        );
        assert_eq!(
            line(&source, "https://example.org/b", Some(Property::From)),
            6
        );
        assert_eq!(line(&source, "https://example.org/c", None), 0);
    }

    #[test]
    fn the_ending_of_a_file_tells_its_syntax() {
        let triple = "<https://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"A\"@nl-NL .\n";
        let source = Source::file(Path::new("x.nt"), triple.into());
        assert_eq!(source.format, RdfFormat::NTriples);
        let mut faults = Vec::new();
        let found = descriptions(0, &source, &mut faults);
        assert_eq!(faults, []);
        assert_eq!(
            found[0].labels(Property::Preferred).collect::<Vec<_>>(),
            [("A", "nl")]
        );
    }
}
