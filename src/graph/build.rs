//! Puts letters together into one graph, whatever their order.

use super::draft::{EdgeDraft, EdgeKey, NodeDraft, TypeNames};
use super::strings::Strings;
use super::{Body, Edge, Graph, iri};
use crate::letter::Letter;
use crate::lexicon::Lexicon;
use crate::mention::{Entity, Mentions};
use crate::model::Model;
use crate::relation::{Claim, Evidence, Status};
use crate::span::Span;
use oxrdf::NamedNode;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// The IRIs of nodes, and of ends of edges that may yet become nodes.
    iris: Strings,
    /// What is said of each of these IRIs, if it is a node; in boxes, for the list is moved as it grows.
    nodes: Vec<Option<Box<NodeDraft>>>,
    /// The names of predicates.
    predicates: Strings,
    /// Edges as they come; those that are the same are put together in the end.
    edges: Vec<EdgeDraft>,
    letters: BTreeSet<String>,
    /// Sources by letter, to tell when two call themselves the same.
    sources: BTreeMap<String, BTreeSet<String>>,
    /// What each letter knows of the lexicon's concepts.
    known: Vec<Known>,
}

/// A node of a graph that is being built, by the number of its IRI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(usize);

/// A predicate, by the number of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Predicate(usize);

/// The lexicon's concepts in one letter. What is inferred follows from one letter at a time, so
/// that it does not matter which letters are read together.
#[derive(Debug, Default)]
struct Known {
    /// The concepts that it names.
    concepts: BTreeMap<usize, Place>,
    /// Subject, predicate and object of what it says itself, whatever the status.
    said: BTreeSet<(Place, Predicate, Place)>,
}

impl<'a> GraphBuilder<'a> {
    /// A builder of an empty graph. `base_iri` is put before every key: an absolute IRI with
    /// a closing `/`. Its fragment is cut off; what is no IRI is put below
    /// [`BASE_IRI`](crate::vocab::BASE_IRI).
    pub fn new(base_iri: &str, model: &'a Model) -> Self {
        Self {
            base: iri::base(base_iri),
            model,
            iris: Strings::default(),
            nodes: Vec::new(),
            predicates: Strings::default(),
            edges: Vec::new(),
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
        self.expect(mentions.entities.len() + letter.questions.len());
        let entities: Vec<Place> = mentions.entities.iter().map(|e| self.entity(e)).collect();
        let mut known = Known::default();
        for (entity, place) in mentions.entities.iter().zip(&entities) {
            if let Some(concept) = entity.concept {
                known.concepts.insert(concept, *place);
            }
        }
        self.structure(letter, sentences, mentions, &entities);
        for claim in claims {
            let (Some(subject), Some(object)) =
                (entities.get(claim.subject), entities.get(claim.object))
            else {
                continue;
            };
            if subject == object {
                continue;
            }
            let predicate = self.model.predicate_info(claim.predicate);
            let turned = predicate.symmetric && self.iri(*object) < self.iri(*subject);
            let ends = if turned {
                [*object, *subject]
            } else {
                [*subject, *object]
            };
            let predicate = self.predicate(&predicate.name);
            known.said.insert((ends[0], predicate, ends[1]));
            let evidence = claim.evidence.clone();
            self.link(ends, predicate, claim.status, evidence, false);
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
            let place = self.node(&node.iri, &node.types, &node.label, node.body.clone());
            let draft = self.draft(place);
            draft.alt_labels.extend(&node.alt_labels);
            draft.same_as.extend(&node.same_as);
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
        let [part_of, role_in] = ["partOf", "roleIn"].map(|name| self.predicate(name));
        let mut found = BTreeSet::new();
        for known in &self.known {
            for (concept, subject) in &known.concepts {
                let Some(entry) = lexicon.concepts().get(*concept) else {
                    continue;
                };
                for (predicate, objects) in [(part_of, &entry.part_of), (role_in, &entry.role_in)] {
                    for object in objects.iter().filter_map(|o| known.concepts.get(o)) {
                        let triple = (*subject, predicate, *object);
                        if subject != object && !known.said.contains(&triple) {
                            found.insert(triple);
                        }
                    }
                }
            }
        }
        for (subject, predicate, object) in found {
            let ends = [subject, object];
            self.link(ends, predicate, Status::Stated, Vec::new(), true);
        }
    }

    /// The graph of all letters that were added.
    pub fn finish(self, name: &str) -> Graph {
        let (mut types, base) = (TypeNames::new(self.model), self.base);
        let mut drafts = self.nodes;
        let mut nodes = Vec::with_capacity(drafts.len());
        let mut places = vec![None; drafts.len()];
        for (iri, number) in self.iris.into_sorted() {
            if let Some(draft) = drafts.get_mut(number).and_then(Option::take) {
                places[number] = Some(nodes.len());
                nodes.push(draft.finish(iri, &base, &mut types));
            }
        }
        let edges = ordered(self.edges, &places, self.predicates);
        let mut graph = Graph::of_ordered(name, &base, nodes, edges);
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

    /// Adds an entity.
    fn entity(&mut self, entity: &Entity) -> Place {
        let place = if entity.key.contains(':') && NamedNode::new(&*entity.key).is_ok() {
            self.place(&*entity.key)
        } else {
            self.place([self.base.as_str(), &iri::path(&entity.key)].concat())
        };
        let draft = self.draft(place);
        draft.classes(&entity.classes);
        draft.add(&entity.label, Body::Entity);
        if let Some(listed) = &entity.listed {
            draft.listed(listed);
        }
        draft.alt_labels.extend(&entity.alt_labels);
        place
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
        let place = self.iris.find(iri);
        place.is_some_and(|place| matches!(self.nodes.get(place), Some(Some(_))))
    }

    /// Adds a letter to those of the graph, by its id and the SHA-256 of its source.
    pub(crate) fn letter(&mut self, id: &str, sha256: &str) {
        self.letters.insert(id.to_owned());
        let sources = self.sources.entry(id.to_owned()).or_default();
        sources.insert(sha256.to_owned());
    }

    /// Has room for so many nodes more.
    fn expect(&mut self, nodes: usize) {
        self.iris.reserve(nodes);
        self.nodes.reserve(nodes);
    }

    /// The place of an IRI, whether it is a node or not.
    fn place<'t>(&mut self, iri: impl Into<Cow<'t, str>>) -> Place {
        let number = self.iris.number(iri);
        if number == self.nodes.len() {
            self.nodes.push(None);
        }
        Place(number)
    }

    /// The IRI at a place.
    pub(super) fn iri(&self, place: Place) -> &str {
        self.iris.get(place.0)
    }

    /// What is said of a node, which is one from now on.
    fn draft(&mut self, place: Place) -> &mut NodeDraft {
        // each place has been given a slot
        self.nodes[place.0].get_or_insert_default()
    }

    /// Adds a node, or what is new of it; gives its place.
    pub(crate) fn node<T: AsRef<str>>(
        &mut self,
        iri: &str,
        types: &[T],
        label: &str,
        body: Body,
    ) -> Place {
        let model = self.model;
        let place = self.place(iri);
        let draft = self.draft(place);
        for (at, name) in types.iter().enumerate() {
            draft.class_named(name.as_ref(), at, model);
        }
        draft.add(label, body);
        place
    }

    /// Adds another name to a node.
    pub(crate) fn alt_label(&mut self, iri: &str, name: &str) {
        let place = self.place(iri);
        self.draft(place).alt_labels.add(name);
    }

    /// Adds the same thing elsewhere to a node.
    pub(crate) fn same_as(&mut self, iri: &str, other: &str) {
        let place = self.place(iri);
        self.draft(place).same_as.add(other);
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
        let ends = [subject, object].map(|iri| self.place(iri));
        let predicate = self.predicate(predicate);
        self.link(ends, predicate, status, evidence, inferred);
    }

    /// The predicate of that name.
    pub(super) fn predicate(&mut self, name: &str) -> Predicate {
        Predicate(self.predicates.number(name))
    }

    /// Adds an edge between two places: its subject and its object.
    pub(super) fn link(
        &mut self,
        [subject, object]: [Place; 2],
        predicate: Predicate,
        status: Status,
        evidence: Vec<Evidence>,
        inferred: bool,
    ) {
        let key = EdgeKey {
            subject: subject.0,
            predicate: predicate.0,
            object: object.0,
            status,
        };
        self.edges.push(EdgeDraft {
            key,
            inferred,
            evidence,
        });
    }
}

/// The edges in their order, each once, with the places of their ends in the order of the nodes; those
/// without a node at an end are left out.
fn ordered(
    mut drafts: Vec<EdgeDraft>,
    places: &[Option<usize>],
    predicates: Strings,
) -> Vec<(usize, Edge, usize)> {
    let predicates = predicates.into_sorted();
    let mut ranks = vec![0; predicates.len()];
    let mut names: Vec<Arc<str>> = Vec::with_capacity(predicates.len());
    for (name, number) in predicates {
        ranks[number] = names.len();
        names.push(name.into());
    }
    let place = |number: usize| places.get(number).copied().flatten();
    drafts.retain_mut(|EdgeDraft { key, .. }| {
        let (Some(subject), Some(object)) = (place(key.subject), place(key.object)) else {
            return false;
        };
        key.subject = subject;
        key.object = object;
        key.predicate = ranks[key.predicate];
        true
    });
    drafts.sort_by_cached_key(|draft| draft.key.packed());
    let mut edges = Vec::with_capacity(drafts.len());
    let mut drafts = drafts.into_iter().peekable();
    while let Some(mut draft) = drafts.next() {
        while let Some(same) = drafts.next_if(|next| next.key == draft.key) {
            draft.join(same);
        }
        let EdgeKey {
            subject,
            predicate,
            object,
            ..
        } = draft.key;
        let predicate = Arc::clone(&names[predicate]);
        edges.push((subject, draft.finish(predicate), object));
    }
    edges
}
