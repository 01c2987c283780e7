//! Turtle becomes a model; every fault is found in one go.

use super::{Class, ClassId, Fault, Model, ModelError, Predicate};
use crate::vocab::{kg, owl, rdf, rdfs, schema, skos};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::BTreeMap;

/// What the file says of one of its own terms.
#[derive(Default)]
struct Description {
    types: Vec<String>,
    parents: Vec<String>,
    super_properties: Vec<String>,
    domain: Vec<String>,
    domain_includes: Vec<String>,
    range: Vec<String>,
    range_includes: Vec<String>,
    labels: BTreeMap<String, String>,
    definitions: BTreeMap<String, String>,
    is_abstract: bool,
}

impl Description {
    fn is(&self, class: NamedNodeRef<'_>) -> bool {
        self.types.iter().any(|t| t == class.as_str())
    }
}

/// All terms of the file by local name, and the faults met so far.
struct Reading<'a> {
    turtle: &'a str,
    terms: BTreeMap<String, Description>,
    faults: Vec<Fault>,
}

/// Reads a model from Turtle.
pub(super) fn model(file: &str, turtle: &str) -> Result<Model, ModelError> {
    let mut reading = Reading {
        turtle,
        terms: BTreeMap::new(),
        faults: Vec::new(),
    };
    reading.triples();
    reading.completeness();
    let classes = reading.classes();
    let predicates = reading.predicates(&classes);
    if reading.terms.is_empty() && reading.faults.is_empty() {
        let message = format!(
            "describes no term of {}; is this the right file?",
            kg::NAMESPACE
        );
        reading.faults.push(Fault { line: 1, message });
    }
    if reading.faults.is_empty() {
        return Ok(Model {
            classes,
            predicates,
        });
    }
    reading.faults.sort();
    reading.faults.dedup();
    Err(ModelError {
        file: file.to_owned(),
        faults: reading.faults,
    })
}

fn local(iri: &str) -> Option<&str> {
    iri.strip_prefix(kg::NAMESPACE)
        .filter(|name| !name.is_empty())
}

impl Reading<'_> {
    fn triples(&mut self) {
        let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(self.turtle.as_bytes());
        for quad in parser {
            match quad {
                Ok(quad) => self.triple(quad),
                Err(error) => {
                    let line = error
                        .location()
                        .and_then(|at| usize::try_from(at.start.line).ok())
                        .map_or(1, |line| line + 1);
                    self.faults.push(Fault {
                        line,
                        message: format!("not Turtle: {error}"),
                    });
                }
            }
        }
    }

    fn triple(&mut self, quad: Quad) {
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            return;
        };
        let Some(name) = local(subject.as_str()) else {
            return;
        };
        if !self.terms.contains_key(name) {
            self.terms.insert(name.to_owned(), Description::default());
        }
        let Some(term) = self.terms.get_mut(name) else {
            return;
        };
        let predicate = quad.predicate.as_ref();
        match quad.object {
            Term::NamedNode(object) => {
                let list = if predicate == rdf::TYPE {
                    &mut term.types
                } else if predicate == rdfs::SUB_CLASS_OF {
                    &mut term.parents
                } else if predicate == rdfs::SUB_PROPERTY_OF {
                    &mut term.super_properties
                } else if predicate == rdfs::DOMAIN {
                    &mut term.domain
                } else if predicate == rdfs::RANGE {
                    &mut term.range
                } else if predicate == schema::DOMAIN_INCLUDES {
                    &mut term.domain_includes
                } else if predicate == schema::RANGE_INCLUDES {
                    &mut term.range_includes
                } else {
                    return;
                };
                list.push(object.into_string());
            }
            Term::Literal(object) => {
                let (value, _, language, _) = object.destruct();
                if predicate == kg::ABSTRACT {
                    term.is_abstract = value == "true" || value == "1";
                } else if predicate == rdfs::LABEL {
                    term.labels.insert(language.unwrap_or_default(), value);
                } else if predicate == skos::DEFINITION {
                    term.definitions.insert(language.unwrap_or_default(), value);
                }
            }
            Term::BlankNode(_) | Term::Triple(_) => {}
        }
    }

    /// Labels and definitions in both languages; a domain and a range for each property.
    fn completeness(&mut self) {
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, term) in &self.terms {
            for language in ["nl", "en"] {
                for (what, property, texts) in [
                    ("label", "rdfs:label", &term.labels),
                    ("definition", "skos:definition", &term.definitions),
                ] {
                    if texts
                        .get(language)
                        .is_none_or(|text| text.trim().is_empty())
                    {
                        found.push((
                            name.clone(),
                            format!("kg:{name} has no {what} in {language:?}; add {property} \"…\"@{language}"),
                        ));
                    }
                }
            }
            if term.types.is_empty() {
                found.push((
                    name.clone(),
                    format!("kg:{name} has no class; say `a owl:Class` or what it is"),
                ));
            }
            let is_property = term.types.iter().any(|t| t.ends_with("Property"));
            if is_property && (term.domain.len() != 1 || term.range.len() != 1) {
                found.push((
                    name.clone(),
                    format!(
                        "kg:{name} needs one rdfs:domain and one rdfs:range, a common superclass where several \
                         will do; list the several with schema:domainIncludes and schema:rangeIncludes"
                    ),
                ));
            }
        }
        for (name, message) in found {
            self.fault(&name, message);
        }
    }

    fn classes(&mut self) -> Vec<Class> {
        let names: Vec<String> = self
            .terms
            .iter()
            .filter(|(_, t)| t.is(owl::CLASS))
            .map(|(name, _)| name.clone())
            .collect();
        let mut classes: Vec<Class> = Vec::with_capacity(names.len());
        for name in &names {
            let parents = self.class_ids(name, &names, |t| &t.parents);
            let Some(term) = self.terms.get(name) else {
                continue;
            };
            classes.push(Class {
                name: name.clone(),
                label_nl: term.labels.get("nl").cloned().unwrap_or_default(),
                label_en: term.labels.get("en").cloned().unwrap_or_default(),
                parents,
                ancestors: Vec::new(),
                is_abstract: term.is_abstract,
            });
        }
        for at in 0..classes.len() {
            let ancestors = ancestors(&classes, at);
            if ancestors.iter().any(|a| usize::from(a.0) == at) {
                let name = classes[at].name.clone();
                self.fault(
                    &name,
                    format!("kg:{name} is a superclass of itself; take out one rdfs:subClassOf"),
                );
            }
            classes[at].ancestors = ancestors;
        }
        classes
    }

    fn predicates(&mut self, classes: &[Class]) -> Vec<Predicate> {
        let names: Vec<String> = classes.iter().map(|c| c.name.clone()).collect();
        let of = |top: NamedNodeRef<'_>, terms: &BTreeMap<String, Description>| -> Vec<String> {
            let below = |t: &Description| t.super_properties.iter().any(|s| s == top.as_str());
            terms
                .iter()
                .filter(|(_, t)| below(t))
                .map(|(name, _)| name.clone())
                .collect()
        };
        let structural = of(kg::STRUCTURALLY_RELATED_TO, &self.terms);
        let mut all = of(kg::RELATED_TO, &self.terms);
        for name in &structural {
            if all.contains(name) {
                self.fault(
                    name,
                    format!(
                        "kg:{name} is below kg:relatedTo and kg:structurallyRelatedTo; keep one"
                    ),
                );
            }
        }
        all.extend(structural.iter().cloned());
        all.sort();
        all.dedup();
        let mut predicates = Vec::with_capacity(all.len());
        for name in all {
            let domain = self.class_ids(&name, &names, |t| {
                if t.domain_includes.is_empty() {
                    &t.domain
                } else {
                    &t.domain_includes
                }
            });
            let range = self.class_ids(&name, &names, |t| {
                if t.range_includes.is_empty() {
                    &t.range
                } else {
                    &t.range_includes
                }
            });
            self.narrower(&name, classes, &domain, &range);
            let Some(term) = self.terms.get(&name) else {
                continue;
            };
            predicates.push(Predicate {
                label_nl: term.labels.get("nl").cloned().unwrap_or_default(),
                label_en: term.labels.get("en").cloned().unwrap_or_default(),
                domain,
                range,
                symmetric: term.is(owl::SYMMETRIC_PROPERTY),
                structural: structural.contains(&name),
                name,
            });
        }
        if u16::try_from(predicates.len()).is_err() {
            self.faults.push(Fault {
                line: 1,
                message: "more predicates than 65,535".to_owned(),
            });
        }
        predicates
    }

    /// The classes of `schema:domainIncludes` and `rangeIncludes` must be within `rdfs:domain` and
    /// `rdfs:range`; else the file would contradict itself.
    fn narrower(&mut self, name: &str, classes: &[Class], domain: &[ClassId], range: &[ClassId]) {
        let Some(term) = self.terms.get(name) else {
            return;
        };
        let mut wrong = Vec::new();
        for (listed, bounds, property) in [
            (domain, &term.domain, "domain"),
            (range, &term.range, "range"),
        ] {
            for class in listed {
                let Some(info) = classes.get(usize::from(class.0)) else {
                    continue;
                };
                let within = |bound: &String| {
                    local(bound).is_none_or(|b| {
                        let known = |a: &ClassId| {
                            classes.get(usize::from(a.0)).is_some_and(|c| c.name == b)
                        };
                        info.name == b || info.ancestors.iter().any(known)
                    })
                };
                if !bounds.iter().all(within) {
                    wrong.push(format!(
                        "kg:{name}: kg:{} of schema:{property}Includes is no subclass of its rdfs:{property}",
                        info.name
                    ));
                }
            }
        }
        for message in wrong {
            self.fault(name, message);
        }
    }

    /// The ids of the classes of the model that `list` names, sorted as listed in the file; a class
    /// of ours that is not declared is a fault.
    fn class_ids(
        &mut self,
        name: &str,
        names: &[String],
        list: impl Fn(&Description) -> &Vec<String>,
    ) -> Vec<ClassId> {
        let Some(term) = self.terms.get(name) else {
            return Vec::new();
        };
        let mut ids = Vec::new();
        let mut unknown = Vec::new();
        for class in list(term).iter().filter_map(|iri| local(iri)) {
            match names
                .binary_search_by(|n| n.as_str().cmp(class))
                .ok()
                .and_then(|at| u16::try_from(at).ok())
            {
                Some(at) => ids.push(ClassId(at)),
                None => unknown.push(format!(
                    "kg:{name} speaks of kg:{class}, which is not declared as owl:Class"
                )),
            }
        }
        for message in unknown {
            self.fault(name, message);
        }
        ids
    }

    /// Notes a fault at the line where the term's description begins.
    fn fault(&mut self, name: &str, message: String) {
        let starts = |line: &str| {
            let after = line
                .strip_prefix("kg:")
                .and_then(|rest| rest.strip_prefix(name));
            let full = || {
                line.strip_prefix('<')?
                    .strip_prefix(kg::NAMESPACE)?
                    .strip_prefix(name)
            };
            after
                .or_else(full)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        let line = self.turtle.lines().position(starts).map_or(1, |at| at + 1);
        self.faults.push(Fault { line, message });
    }
}

/// All classes above one, nearest first.
fn ancestors(classes: &[Class], of: usize) -> Vec<ClassId> {
    let mut found: Vec<ClassId> = Vec::new();
    let mut level = classes[of].parents.clone();
    while !level.is_empty() {
        let mut next = Vec::new();
        for class in level {
            if !found.contains(&class) {
                found.push(class);
                next.extend(
                    classes
                        .get(usize::from(class.0))
                        .map(|c| c.parents.clone())
                        .unwrap_or_default(),
                );
            }
        }
        level = next;
    }
    found
}
