//! RDF text becomes descriptions: what a file says of each subject, in the file's own order.

use super::Fault;
use crate::vocab::{kg, org, owl, rdf, rdfs, skos};
use oxrdf::{Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};
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

/// A label: text and language tag (`nl` where none is given).
pub(super) type Label = (String, String);

/// What one file says of one subject.
#[derive(Debug, Default)]
pub(super) struct Description {
    pub(super) iri: String,
    /// Index of the file.
    pub(super) source: usize,
    pub(super) types: Vec<String>,
    pub(super) also_counts_as: Vec<String>,
    /// Objects of `rdfs:subClassOf`.
    pub(super) parents: Vec<String>,
    /// Objects of `skos:broader`, `skos:topConceptOf`, `skos:inScheme`.
    pub(super) broader: Vec<String>,
    pub(super) preferred: Vec<Label>,
    /// `rdfs:label`, which counts where there is no preferred label.
    pub(super) labels: Vec<Label>,
    pub(super) alternative: Vec<Label>,
    pub(super) abbreviations: Vec<Label>,
    pub(super) ambiguous: Vec<Label>,
    pub(super) from: Vec<String>,
    pub(super) until: Vec<String>,
    pub(super) role_in: Vec<String>,
    pub(super) member_of: Vec<String>,
    pub(super) part_of: Vec<String>,
    pub(super) same_as: Vec<String>,
    /// `org:member` and `org:role` of a tenure.
    pub(super) members: Vec<String>,
    pub(super) roles: Vec<String>,
}

/// All descriptions of one file, in the order in which its subjects come.
pub(super) fn descriptions(
    source: usize,
    file: &Source<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Description> {
    let mut parser = RdfParser::from_format(file.format);
    if !file.is_extra {
        // A test reads the program's own files with all checks.
        parser = parser.unchecked();
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
                    ..Description::default()
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
        match object {
            Term::NamedNode(object) => {
                if let Some(list) = self.resources(predicate) {
                    list.push(object.into_string());
                }
            }
            Term::Literal(literal) => {
                if predicate == kg::VALID_FROM {
                    self.from.push(literal.destruct().0);
                } else if predicate == kg::VALID_UNTIL {
                    self.until.push(literal.destruct().0);
                } else if let Some(list) = self.literals(predicate) {
                    list.push(label(literal));
                }
            }
            Term::BlankNode(_) => {}
        }
    }

    fn resources(&mut self, predicate: NamedNodeRef<'_>) -> Option<&mut Vec<String>> {
        Some(match predicate {
            p if p == rdf::TYPE => &mut self.types,
            p if p == skos::EXACT_MATCH || p == owl::SAME_AS => &mut self.same_as,
            p if p == kg::ALSO_COUNTS_AS => &mut self.also_counts_as,
            p if p == kg::PART_OF => &mut self.part_of,
            p if p == kg::ROLE_IN => &mut self.role_in,
            p if p == kg::MEMBER_OF => &mut self.member_of,
            p if p == org::MEMBER => &mut self.members,
            p if p == org::ROLE => &mut self.roles,
            p if p == rdfs::SUB_CLASS_OF => &mut self.parents,
            p if p == skos::BROADER || p == skos::TOP_CONCEPT_OF || p == skos::IN_SCHEME => {
                &mut self.broader
            }
            _ => return None,
        })
    }

    fn literals(&mut self, predicate: NamedNodeRef<'_>) -> Option<&mut Vec<Label>> {
        Some(match predicate {
            p if p == skos::PREF_LABEL => &mut self.preferred,
            p if p == skos::ALT_LABEL || p == skos::HIDDEN_LABEL => &mut self.alternative,
            p if p == kg::ABBREVIATION => &mut self.abbreviations,
            p if p == kg::AMBIGUOUS_LABEL => &mut self.ambiguous,
            p if p == rdfs::LABEL => &mut self.labels,
            _ => return None,
        })
    }

    /// Whether the subject is something to look for in letters, rather than a class, a list or a
    /// tenure.
    pub(super) fn is_concept(&self) -> bool {
        let of_a_list = [
            skos::CONCEPT_SCHEME,
            skos::COLLECTION,
            owl::CLASS,
            owl::ONTOLOGY,
            org::MEMBERSHIP,
        ];
        if self
            .types
            .iter()
            .any(|t| of_a_list.iter().any(|c| c.as_str() == t))
        {
            return false;
        }
        let is_ours =
            |iri: &String| iri.starts_with(kg::NAMESPACE) || *iri == skos::CONCEPT.as_str();
        self.types.iter().any(is_ours)
            || !self.preferred.is_empty()
            || !self.alternative.is_empty()
            || !self.abbreviations.is_empty()
            || !self.ambiguous.is_empty()
    }

    /// Whether the subject is a tenure of an office.
    pub(super) fn is_tenure(&self) -> bool {
        self.types.iter().any(|t| t == org::MEMBERSHIP.as_str())
    }
}

fn label(literal: Literal) -> Label {
    let (text, _, language) = literal.destruct();
    let language = language.unwrap_or_else(|| "nl".to_owned());
    // "nl-NL" is Dutch.
    let language = match language.split_once('-') {
        Some((main, _)) => main.to_owned(),
        None => language,
    };
    (text, language)
}

/// The line on which a file first speaks of a subject, or of a subject's property. The file is
/// read again, a line at a time, which only a faulty file is worth.
pub(super) fn line(file: &Source<'_>, subject: &str, predicate: Option<NamedNodeRef<'_>>) -> usize {
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
