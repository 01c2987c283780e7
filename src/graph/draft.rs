//! What letters say of a node and of an edge, gathered until all of them were heard.

use super::union::union;
use super::{Body, Edge, Node, iri};
use crate::mention::Listed;
use crate::model::{ClassId, Model};
use crate::relation::{Evidence, Status};
use foldhash::fast::RandomState;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// What letters have said of a node so far.
#[derive(Debug, Default)]
pub(super) struct NodeDraft {
    /// Classes of the model, each with the best place that any letter gave it.
    classes: Vec<(usize, ClassId)>,
    /// The same for classes that the model does not know.
    others: Vec<(usize, String)>,
    /// Of the preferred names the one with most characters, of several such the first.
    label: Option<String>,
    pub(super) alt_labels: Texts,
    pub(super) same_as: Texts,
    /// What the lexicon told of it last, which most letters share.
    listed: Option<Arc<Listed>>,
    body: Option<Body>,
}

/// Texts in their order, each once. A thing has few names, and most letters give the same ones.
#[derive(Debug, Default)]
pub(super) struct Texts(Vec<String>);

impl Texts {
    /// Adds a text, which is copied only if it is new.
    pub(super) fn add(&mut self, text: &str) {
        if let Err(place) = self.0.binary_search_by(|known| known.as_str().cmp(text)) {
            self.0.insert(place, text.to_owned());
        }
    }

    /// Adds texts.
    pub(super) fn extend(&mut self, texts: &[String]) {
        // the first letter gives nearly all of them
        if self.0.is_empty() {
            self.0.reserve_exact(texts.len());
        }
        for text in texts {
            self.add(text);
        }
    }
}

impl NodeDraft {
    /// Adds classes of the model in the order in which a letter names them, the best first.
    pub(super) fn classes(&mut self, classes: &[ClassId]) {
        self.classes.reserve(classes.len());
        for (place, class) in classes.iter().enumerate() {
            best(&mut self.classes, *class, place);
        }
    }

    /// Adds a class by its name.
    pub(super) fn class_named(&mut self, name: &str, place: usize, model: &Model) {
        match model.class(name) {
            Some(class) => best(&mut self.classes, class, place),
            None => best(&mut self.others, name.to_owned(), place),
        }
    }

    /// Adds what the lexicon tells.
    pub(super) fn listed(&mut self, listed: &Arc<Listed>) {
        let is_known = |known: &Arc<Listed>| Arc::ptr_eq(known, listed);
        if self.listed.as_ref().is_some_and(is_known) {
            return;
        }
        self.alt_labels.extend(&listed.alt_labels);
        self.same_as.extend(&listed.same_as);
        self.listed = Some(Arc::clone(listed));
    }

    /// Adds a preferred name and what else the node holds.
    pub(super) fn add(&mut self, label: &str, body: Body) {
        match &mut self.label {
            // nearly always all letters give the same one
            Some(known) if known == label => {}
            Some(known) if comes_before(known, label) => self.alt_labels.add(label),
            Some(known) => {
                self.alt_labels.add(known);
                label.clone_into(known);
            }
            none => *none = Some(label.to_owned()),
        }
        self.body = Some(match self.body.take() {
            Some(old) => union(old, body),
            None => body,
        });
    }

    /// The node that was said to be there.
    pub(super) fn finish(mut self, iri: String, base: &str, names: &mut TypeNames<'_>) -> Node {
        self.classes.sort_unstable();
        self.others.sort_unstable();
        let classes = self.classes.iter().map(|(_, class)| *class);
        let mut types = names.of(classes);
        if !self.others.is_empty() {
            let others = self.others.into_iter().map(|(_, name)| name);
            types = types.iter().cloned().chain(others).collect();
        }
        let label = self.label.unwrap_or_default();
        let mut alt_labels = self.alt_labels.0;
        alt_labels.retain(|name| !name.is_empty() && *name != label);
        Node {
            id: iri::short_id(&iri, base),
            iri,
            types,
            label,
            alt_labels,
            same_as: self.same_as.0,
            body: self.body.unwrap_or(Body::Entity),
        }
    }
}

/// The names of nodes' classes. There are few lists of them, and most nodes share theirs with others.
pub(super) struct TypeNames<'m> {
    model: &'m Model,
    known: HashMap<Vec<ClassId>, Arc<[String]>, RandomState>,
    /// Those asked for last, in memory that is used again.
    classes: Vec<ClassId>,
}

impl<'m> TypeNames<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            known: HashMap::default(),
            classes: Vec::new(),
        }
    }

    /// Those of a node of these classes, as [`Model::type_names`] gives them.
    fn of(&mut self, classes: impl Iterator<Item = ClassId>) -> Arc<[String]> {
        self.classes.clear();
        self.classes.extend(classes);
        if let Some(names) = self.known.get(&self.classes) {
            return Arc::clone(names);
        }
        let names: Arc<[String]> = self.model.type_names(&self.classes).into();
        self.known.insert(self.classes.clone(), Arc::clone(&names));
        names
    }
}

/// Whether a node is rather called `one` than `other`.
fn comes_before(one: &str, other: &str) -> bool {
    let rank = |name: &str| Reverse(name.chars().count());
    (rank(one), one) < (rank(other), other)
}

/// Gives a class the better of its places.
fn best<C: PartialEq>(classes: &mut Vec<(usize, C)>, class: C, place: usize) {
    match classes.iter_mut().find(|(_, known)| *known == class) {
        Some((known, _)) => *known = place.min(*known),
        None => classes.push((place, class)),
    }
}

/// What a letter has said of an edge.
#[derive(Debug)]
pub(super) struct EdgeDraft {
    pub(super) key: EdgeKey,
    pub(super) inferred: bool,
    pub(super) evidence: Vec<Evidence>,
}

/// What tells edges apart, as numbers: of IRIs and of the predicate's name, or of their places in the
/// order of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EdgeKey {
    pub(super) subject: usize,
    pub(super) predicate: usize,
    pub(super) object: usize,
    pub(super) status: Status,
}

impl EdgeKey {
    /// All of it in one number, which is compared at once and in the same order: no graph has more nodes
    /// than 32 bits can count.
    pub(super) fn packed(self) -> u128 {
        let parts = [
            self.subject,
            self.predicate,
            self.object,
            self.status as usize,
        ];
        parts
            .into_iter()
            .fold(0, |packed, part| (packed << 32) | part as u128)
    }
}

impl EdgeDraft {
    /// Takes in what another letter says of the same edge. One that any letter states is not inferred.
    pub(super) fn join(&mut self, other: Self) {
        self.inferred &= other.inferred;
        self.evidence.extend(other.evidence);
    }

    /// The edge of that predicate.
    pub(super) fn finish(mut self, predicate: Arc<str>) -> Edge {
        if self.evidence.len() > 1 {
            self.evidence.sort_unstable();
            self.evidence.dedup();
        }
        Edge {
            predicate,
            status: self.key.status,
            inferred: self.inferred,
            evidence: self.evidence,
        }
    }
}
