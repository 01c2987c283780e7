//! Puts letters together into one graph, whatever their order.

use super::union::union;
use super::{Body, Edge, Graph, Node, iri};
use crate::letter::Letter;
use crate::lexicon::Lexicon;
use crate::mention::{Entity, Mentions};
use crate::model::Model;
use crate::relation::{Claim, Evidence, Status};
use crate::span::Span;
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Gathers what letters say and makes a [`Graph`] of it.
///
/// Everything in it is a union that does not ask who came first: names, classes, identifiers and
/// evidence are gathered as sets; where only one value can stay (a preferred name, the text of a
/// question that two sources give), the longer one does, and of two equally long ones the one
/// that sorts first.
#[derive(Debug)]
pub struct GraphBuilder<'a> {
    pub(super) base: String,
    pub(super) model: &'a Model,
    nodes: BTreeMap<String, Draft>,
    edges: BTreeMap<EdgeKey, EdgeDraft>,
    letters: BTreeSet<String>,
    /// Sources by letter, to tell when two call themselves the same.
    sources: BTreeMap<String, BTreeSet<String>>,
    /// What each letter knows of the lexicon's concepts.
    known: Vec<Known>,
}

/// The lexicon's concepts in one letter. What is inferred follows from one letter at a time, so
/// that it does not matter which letters are read together.
#[derive(Debug, Default)]
struct Known {
    /// IRIs of the concepts that it names.
    concepts: BTreeMap<usize, String>,
    /// Subject, predicate and object of what it says itself, whatever the status.
    said: BTreeSet<(String, String, String)>,
}

/// What letters have said of a node so far.
#[derive(Debug, Default)]
struct Draft {
    /// Names of classes, each with the best place that any letter gave it.
    types: BTreeMap<String, usize>,
    /// Preferred names.
    labels: BTreeSet<String>,
    alt_labels: BTreeSet<String>,
    same_as: BTreeSet<String>,
    body: Option<Body>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct EdgeKey {
    subject: String,
    predicate: String,
    object: String,
    status: Status,
}

#[derive(Debug)]
struct EdgeDraft {
    inferred: bool,
    evidence: BTreeSet<Evidence>,
}

impl<'a> GraphBuilder<'a> {
    /// A builder of an empty graph. `base_iri` is put before every key: an absolute IRI with
    /// a closing `/`. Its fragment is cut off; what is no IRI is put below
    /// [`BASE_IRI`](crate::vocab::BASE_IRI).
    pub fn new(base_iri: &str, model: &'a Model) -> Self {
        Self {
            base: iri::base(base_iri),
            model,
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
            letters: BTreeSet::new(),
            sources: BTreeMap::new(),
            known: Vec::new(),
        }
    }

    /// Adds a letter: its entities, its questions, how these hang together, and its claims.
    ///
    /// `sentences` are the letter's sentences in their order, as bytes of its text; they become the
    /// quotes of mentions. Claims between an entity and itself are left out. Indices that point
    /// outside their lists are passed over.
    pub fn add(
        &mut self,
        letter: &Letter,
        sentences: &[Span],
        mentions: &Mentions,
        claims: &[Claim],
    ) {
        self.letter(&letter.id, &letter.sha256);
        let iris: Vec<String> = mentions.entities.iter().map(|e| self.entity(e)).collect();
        let mut known = Known::default();
        for (entity, iri) in mentions.entities.iter().zip(&iris) {
            if let Some(concept) = entity.concept {
                known.concepts.insert(concept, iri.clone());
            }
        }
        self.structure(letter, sentences, mentions, &iris);
        for claim in claims {
            let (Some(subject), Some(object)) = (iris.get(claim.subject), iris.get(claim.object))
            else {
                continue;
            };
            if subject == object {
                continue;
            }
            let predicate = self.model.predicate_info(claim.predicate);
            let turned = predicate.symmetric && object < subject;
            let (subject, object) = if turned {
                (object, subject)
            } else {
                (subject, object)
            };
            let name = predicate.name.clone();
            known.said.insert((subject.clone(), name, object.clone()));
            let evidence = claim.evidence.iter().cloned();
            self.edge(
                subject,
                &predicate.name,
                object,
                claim.status,
                evidence.collect(),
                false,
            );
        }
        self.known.push(known);
    }

    /// Adds a graph that was made before, by this run or by another one: union again.
    pub fn add_graph(&mut self, graph: &Graph) {
        self.letters.extend(graph.letters.iter().cloned());
        for (_, node) in graph.nodes() {
            if let Body::Letter { sha256, .. } = &node.body {
                self.sources
                    .entry(node.id.clone())
                    .or_default()
                    .insert(sha256.clone());
            }
            self.node(&node.iri, &node.types, &node.label, node.body.clone());
            let draft = self.nodes.entry(node.iri.clone()).or_default();
            draft.alt_labels.extend(node.alt_labels.iter().cloned());
            draft.same_as.extend(node.same_as.iter().cloned());
        }
        for (subject, edge, object) in graph.edges() {
            let evidence = edge.evidence.clone();
            self.edge(
                &subject.iri,
                &edge.predicate,
                &object.iri,
                edge.status,
                evidence,
                edge.inferred,
            );
        }
    }

    /// Adds what the lexicon knows of the entities: of what they are a part, and in which ministry
    /// an office stands. Only where one letter names both and does not itself speak of it; such
    /// edges are marked as inferred. Call it after all letters were added.
    pub fn infer(&mut self, lexicon: &Lexicon) {
        let mut found = BTreeSet::new();
        for known in &self.known {
            for (concept, subject) in &known.concepts {
                let Some(entry) = lexicon.concepts().get(*concept) else {
                    continue;
                };
                for (predicate, objects) in [("partOf", &entry.part_of), ("roleIn", &entry.role_in)]
                {
                    for object in objects.iter().filter_map(|o| known.concepts.get(o)) {
                        let triple = (subject.clone(), predicate.to_owned(), object.clone());
                        if subject != object && !known.said.contains(&triple) {
                            found.insert(triple);
                        }
                    }
                }
            }
        }
        for (subject, predicate, object) in found {
            self.edge(
                &subject,
                &predicate,
                &object,
                Status::Stated,
                Vec::new(),
                true,
            );
        }
    }

    /// The graph of all letters that were added.
    pub fn finish(self, name: &str) -> Graph {
        let model = self.model;
        let base = self.base;
        let nodes = self
            .nodes
            .into_iter()
            .map(|(iri, draft)| draft.finish(iri, &base, model))
            .collect();
        let edges = self.edges.into_iter().map(|(key, draft)| {
            let edge = Edge {
                predicate: key.predicate,
                status: key.status,
                inferred: draft.inferred,
                evidence: draft.evidence.into_iter().collect(),
            };
            (key.subject, edge, key.object)
        });
        let mut graph = Graph::assemble(name, &base, nodes, edges.collect());
        graph.letters = self.letters.into_iter().collect();
        for (letter, sources) in self.sources {
            if sources.len() > 1 {
                graph.warnings.push(format!(
                    "{} sources call themselves letter {letter}; the longest text is kept, and evidence from the \
                     others may point beside it",
                    sources.len()
                ));
            }
        }
        graph
    }

    /// Adds an entity and gives its IRI.
    fn entity(&mut self, entity: &Entity) -> String {
        let iri = if entity.key.contains(':') && NamedNode::new(&entity.key).is_ok() {
            entity.key.clone()
        } else {
            format!("{}{}", self.base, iri::path(&entity.key))
        };
        let types: Vec<String> = entity
            .classes
            .iter()
            .map(|class| self.model.class_info(*class).name.clone())
            .collect();
        self.node(&iri, &types, &entity.label, Body::Entity);
        let draft = self.nodes.entry(iri.clone()).or_default();
        draft.alt_labels.extend(entity.alt_labels.iter().cloned());
        draft.same_as.extend(entity.same_as.iter().cloned());
        iri
    }

    /// The model that it keeps to.
    pub(crate) const fn model(&self) -> &'a Model {
        self.model
    }

    /// What IRIs of its own things begin with.
    pub(crate) fn base_iri(&self) -> &str {
        &self.base
    }

    /// Whether there is a node of that IRI.
    pub(crate) fn holds(&self, iri: &str) -> bool {
        self.nodes.contains_key(iri)
    }

    /// Adds a letter to those of the graph, by its id and the SHA-256 of its source.
    pub(crate) fn letter(&mut self, id: &str, sha256: &str) {
        self.letters.insert(id.to_owned());
        let sources = self.sources.entry(id.to_owned()).or_default();
        sources.insert(sha256.to_owned());
    }

    /// Adds a node, or what is new of it.
    pub(crate) fn node(&mut self, iri: &str, types: &[String], label: &str, body: Body) {
        let draft = self.nodes.entry(iri.to_owned()).or_default();
        for (place, name) in types.iter().enumerate() {
            let best = draft.types.entry(name.clone()).or_insert(place);
            *best = place.min(*best);
        }
        draft.labels.insert(label.to_owned());
        draft.body = Some(match draft.body.take() {
            Some(old) => union(old, body),
            None => body,
        });
    }

    /// Adds another name to a node.
    pub(crate) fn alt_label(&mut self, iri: &str, name: String) {
        self.nodes
            .entry(iri.to_owned())
            .or_default()
            .alt_labels
            .insert(name);
    }

    /// Adds the same thing elsewhere to a node.
    pub(crate) fn same_as(&mut self, iri: &str, other: String) {
        self.nodes
            .entry(iri.to_owned())
            .or_default()
            .same_as
            .insert(other);
    }

    /// Adds an edge, or evidence to it. An edge that any letter states is not inferred.
    pub(crate) fn edge(
        &mut self,
        subject: &str,
        predicate: &str,
        object: &str,
        status: Status,
        evidence: Vec<Evidence>,
        inferred: bool,
    ) {
        let key = EdgeKey {
            subject: subject.to_owned(),
            predicate: predicate.to_owned(),
            object: object.to_owned(),
            status,
        };
        let draft = self.edges.entry(key).or_insert(EdgeDraft {
            inferred: true,
            evidence: BTreeSet::new(),
        });
        draft.inferred &= inferred;
        draft.evidence.extend(evidence);
    }
}

impl Draft {
    fn finish(self, iri: String, base: &str, model: &Model) -> Node {
        let label = self
            .labels
            .iter()
            .min_by_key(|l| (std::cmp::Reverse(l.chars().count()), *l));
        let label = label.cloned().unwrap_or_default();
        let mut alt_labels = self.alt_labels;
        alt_labels.extend(self.labels);
        alt_labels.remove(&label);
        alt_labels.remove("");
        let mut given: Vec<(usize, String)> = self
            .types
            .into_iter()
            .map(|(name, place)| (place, name))
            .collect();
        given.sort();
        let classes: Vec<_> = given
            .iter()
            .filter_map(|(_, name)| model.class(name))
            .collect();
        let mut types = model.type_names(&classes);
        types.extend(
            given
                .into_iter()
                .map(|(_, name)| name)
                .filter(|name| model.class(name).is_none()),
        );
        Node {
            id: iri::short_id(&iri, base),
            iri,
            types,
            label,
            alt_labels: alt_labels.into_iter().collect(),
            same_as: self.same_as.into_iter().collect(),
            body: self.body.unwrap_or(Body::Entity),
        }
    }
}
