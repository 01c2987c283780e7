//! The graph that statements of ours describe.
//!
//! RDF holds less than the graph: of the edges of a letter's structure only mentions have evidence,
//! and no evidence tells the page and line of the source. What RDF does not tell is left out.

use super::names::concept;
use crate::graph::{Body, GraphBuilder};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::relation::{Evidence, Status};
use crate::span::Span;
use crate::vocab::{dcterms, kg, oa, owl, prov, rdf, skos};
use foldhash::HashMap;
use oxrdf::{Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Gathers statements, in any order.
#[derive(Debug, Default)]
pub struct Reader {
    things: BTreeMap<String, Thing>,
}

/// What is said of one thing: predicates with their values, in no order, some of them twice.
#[derive(Debug, Default)]
struct Thing(Vec<(String, Term)>);

/// A claim, or a triple that stands for one.
type Edge<'a> = (&'a str, &'a str, &'a str, Status);

impl Thing {
    fn terms(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &Term> {
        let own = self.0.iter();
        own.filter(move |(name, _)| *name == predicate.as_str())
            .map(|(_, term)| term)
    }

    fn iris(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &str> {
        self.terms(predicate).filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    fn texts(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &Literal> {
        self.terms(predicate).filter_map(|term| match term {
            Term::Literal(text) => Some(text),
            _ => None,
        })
    }

    /// The longest text; of several, the one that sorts first.
    fn text(&self, predicate: NamedNodeRef<'_>) -> Option<&str> {
        let texts = self.texts(predicate).map(Literal::value);
        texts.min_by_key(|text| (Reverse(text.len()), *text))
    }

    fn number<T: std::str::FromStr + Ord>(&self, predicate: NamedNodeRef<'_>) -> Option<T> {
        let numbers = self.texts(predicate).filter_map(|n| n.value().parse().ok());
        numbers.min()
    }

    fn is(&self, class: NamedNodeRef<'_>) -> bool {
        self.iris(rdf::TYPE).any(|iri| iri == class.as_str())
    }
}

/// Names of the model's classes that a thing is of, the best first. RDF does not tell which is the
/// best: the lexicon does, or else the IRI of what was found by pattern; else it is the narrowest.
fn types(iri: &str, thing: &Thing, model: &Model, lexicon: &Lexicon, base: &str) -> Vec<String> {
    let names = thing.iris(rdf::TYPE);
    let names = names.filter_map(|iri| iri.strip_prefix(kg::NAMESPACE));
    let mut names: Vec<&str> = names.collect();
    let concept = concept(lexicon, iri, base);
    let folder = iri.strip_prefix(base).and_then(|path| {
        let (folder, _) = path.strip_prefix("id/")?.split_once('/')?;
        Some(folder)
    });
    let place = |name: &&str| {
        let class = model.class(name);
        let known = concept.zip(class).map(|(concept, class)| {
            let mut own = concept.classes.iter();
            own.position(|own| *own == class).unwrap_or(usize::MAX)
        });
        let width = class.map_or(0, |class| model.class_info(class).ancestors.len());
        let own = folder == Some(name.to_lowercase().as_str());
        (known, !own, Reverse(width))
    };
    names.sort_unstable();
    names.dedup();
    names.sort_by_cached_key(place);
    names.into_iter().map(str::to_owned).collect()
}

impl Reader {
    /// Adds a statement; in which graph it stands plays no part.
    pub fn add(&mut self, quad: Quad) {
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            return;
        };
        let thing = self.things.entry(subject.into_string()).or_default();
        thing.0.push((quad.predicate.into_string(), quad.object));
    }

    /// Adds the graph to a builder. `lexicon` tells which class of a thing is the best.
    pub fn finish(self, builder: &mut GraphBuilder<'_>, lexicon: &Lexicon) {
        let letters = self.nodes(builder, lexicon);
        let evidence = self.evidence(&letters);
        let mut edges: BTreeMap<Edge<'_>, (bool, Vec<Evidence>)> = BTreeMap::new();
        for (claim, thing) in self.things.iter().filter(|(_, t)| t.is(kg::CLAIM)) {
            let Some((subject, predicate, object)) = spoken_of(thing) else {
                continue;
            };
            let status = thing.iris(kg::HAS_STATUS);
            let status = status.filter_map(|iri| iri.strip_prefix(kg::NAMESPACE));
            let Some(status) = status.filter_map(Status::from_name).min() else {
                continue;
            };
            let derived = thing.iris(prov::WAS_DERIVED_FROM).next().is_some();
            let inferred = !derived && thing.texts(kg::INFERRED).any(|t| t.value() == "true");
            let told = evidence.get(claim.as_str()).into_iter().flatten();
            let told = told.map(|(_, evidence)| evidence.clone()).collect();
            edges.insert((subject, predicate, object, status), (inferred, told));
        }
        for (subject, thing) in &self.things {
            for (predicate, object) in &thing.0 {
                let (Some(name), Term::NamedNode(object)) =
                    (predicate.strip_prefix(kg::NAMESPACE), object)
                else {
                    continue;
                };
                let structural = builder
                    .model()
                    .predicate(name)
                    .is_some_and(|id| builder.model().predicate_info(id).structural);
                if !structural || !builder.holds(subject) || !builder.holds(object.as_str()) {
                    continue;
                }
                // What a question cites it mentions in the same sentence.
                let mentioned = matches!(name, "mentions" | "cites");
                let told = evidence.get(object.as_str()).into_iter().flatten();
                let told: Vec<Evidence> = told
                    .filter(|(at, _)| mentioned && *at == Some(subject))
                    .map(|(_, evidence)| evidence.clone())
                    .collect();
                let key = (subject.as_str(), name, object.as_str(), Status::Stated);
                edges.insert(key, (told.is_empty(), told));
            }
        }
        for ((subject, predicate, object, status), (inferred, evidence)) in edges {
            builder.edge(subject, predicate, object, status, evidence, inferred);
        }
    }

    /// Adds the nodes; gives the letters by their IRIs: id, and where each character of the text
    /// begins, in bytes.
    fn nodes(
        &self,
        builder: &mut GraphBuilder<'_>,
        lexicon: &Lexicon,
    ) -> HashMap<&str, (&str, Vec<usize>)> {
        let mut letters = HashMap::default();
        let base = builder.base_iri().to_owned();
        for (iri, thing) in &self.things {
            if thing.is(kg::CLAIM) || thing.is(kg::EVIDENCE) {
                continue;
            }
            let types = types(iri, thing, builder.model(), lexicon, &base);
            let names = || thing.texts(skos::PREF_LABEL);
            if types.is_empty() || names().next().is_none() {
                continue;
            }
            let text = |predicate| thing.text(predicate).map(str::to_owned);
            let body = if thing.is(kg::LETTER) {
                let label = thing.text(skos::PREF_LABEL).unwrap_or_default();
                let words = thing.text(kg::TEXT).unwrap_or_default();
                let at = words.char_indices().map(|(at, _)| at);
                letters.insert(iri.as_str(), (label, at.chain([words.len()]).collect()));
                let sha256 = text(kg::SHA256).unwrap_or_default();
                builder.letter(label, &sha256);
                Body::Letter {
                    subject: text(dcterms::TITLE),
                    text: words.to_owned(),
                    sha256,
                    asked_on: text(kg::ASKED_ON),
                    answered_on: text(kg::ANSWERED_ON),
                }
            } else if thing.is(kg::QUESTION) {
                let letter = thing.iris(kg::IN_LETTER).next();
                let letter = letter.and_then(|iri| self.things.get(iri));
                let letter = letter.and_then(|thing| thing.text(skos::PREF_LABEL));
                Body::Question {
                    number: thing.number(kg::NUMBER).unwrap_or_default(),
                    text: text(kg::QUESTION_TEXT).unwrap_or_default(),
                    answer: text(kg::ANSWER_TEXT),
                    letter: letter.unwrap_or_default().to_owned(),
                }
            } else if thing.is(kg::DOSSIER) {
                Body::Dossier
            } else {
                Body::Entity
            };
            for label in names() {
                // A name in another language is one of the others here.
                if label.language().is_none_or(|language| language == "nl") {
                    builder.node(iri, &types, label.value(), body.clone());
                } else {
                    builder.alt_label(iri, label.value());
                }
            }
            for name in thing.texts(skos::ALT_LABEL) {
                builder.alt_label(iri, name.value());
            }
            for other in thing.iris(owl::SAME_AS) {
                builder.same_as(iri, other);
            }
        }
        letters
    }

    /// Evidence by the claim or entity that it speaks for, each with the question that it stands at.
    fn evidence<'s>(
        &'s self,
        letters: &HashMap<&str, (&str, Vec<usize>)>,
    ) -> HashMap<&'s str, Vec<(Option<&'s String>, Evidence)>> {
        let mut out: HashMap<&str, Vec<_>> = HashMap::default();
        for thing in self.things.values().filter(|thing| thing.is(kg::EVIDENCE)) {
            let Some(body) = thing.iris(oa::HAS_BODY).next() else {
                continue;
            };
            let at = thing.iris(kg::AT_QUESTION).next();
            let at = at.and_then(|iri| self.things.get_key_value(iri));
            let target = thing.iris(oa::HAS_TARGET).next();
            let Some(target) = target.and_then(|iri| self.things.get(iri)) else {
                continue;
            };
            let letter = target.iris(oa::HAS_SOURCE).next();
            let Some((letter, starts)) = letter.and_then(|iri| letters.get(iri)) else {
                continue;
            };
            let selectors = || {
                let iris = target.iris(oa::HAS_SELECTOR);
                iris.filter_map(|iri| self.things.get(iri))
            };
            let quote = selectors().find_map(|s| s.text(oa::EXACT));
            let place = selectors().find_map(|s| s.number(oa::START).zip(s.number(oa::END)));
            let (Some(quote), Some((start, end))) = (quote, place) else {
                continue;
            };
            let chars = Span::new(start, end);
            let byte = |n: usize| starts.get(n).copied().unwrap_or(n);
            let evidence = Evidence {
                letter: (*letter).into(),
                question: at
                    .and_then(|(_, question)| question.number(kg::NUMBER))
                    .unwrap_or_default(),
                span: Span::new(byte(start), byte(end)),
                chars,
                quote: quote.into(),
                rule: thing.text(kg::RULE).unwrap_or_default().to_owned().into(),
                place: None,
            };
            out.entry(body)
                .or_default()
                .push((at.map(|(iri, _)| iri), evidence));
        }
        out
    }
}

/// Subject, name of the predicate and object of a claim, as `rdf:Statement` or as a reifier.
fn spoken_of(claim: &Thing) -> Option<(&str, &str, &str)> {
    let reified = claim.terms(rdf::REIFIES).find_map(|term| match term {
        Term::Triple(triple) => match (&triple.subject, &triple.object) {
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) => {
                Some((subject.as_str(), triple.predicate.as_str(), object.as_str()))
            }
            _ => None,
        },
        _ => None,
    });
    let one = |predicate| claim.iris(predicate).next();
    let (subject, predicate, object) = match reified {
        Some(parts) => parts,
        None => (one(rdf::SUBJECT)?, one(rdf::PREDICATE)?, one(rdf::OBJECT)?),
    };
    Some((subject, predicate.strip_prefix(kg::NAMESPACE)?, object))
}
