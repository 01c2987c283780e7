//! Which class of the model a concept has, whatever vocabulary it is described in.

use super::read::{Description, Property};
use crate::model::{ClassId, Model};
use crate::vocab::kg;
use std::collections::{BTreeMap, HashMap, HashSet};

/// All that the files say of each concept, by IRI.
pub(super) type Entries<'a> = BTreeMap<&'a str, Vec<&'a Description>>;

/// The classes of the model, and what the files put below them.
pub(super) struct Classes<'a> {
    pub(super) model: &'a Model,
    /// What `rdfs:subClassOf` puts each term below.
    parents: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Classes<'a> {
    pub(super) fn new(model: &'a Model, descriptions: &'a [Description]) -> Self {
        let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
        for d in descriptions.iter().filter(|d| d.has(Property::Parent)) {
            parents
                .entry(&d.iri)
                .or_default()
                .extend(d.all(Property::Parent));
        }
        Self { model, parents }
    }

    /// The class of the model that an IRI stands for: one of ours, or one below ours by
    /// `rdfs:subClassOf` over any number of steps.
    pub(super) fn of(&self, iri: &str) -> Option<ClassId> {
        let own = |iri: &str| {
            iri.strip_prefix(kg::NAMESPACE)
                .and_then(|name| self.model.class(name))
        };
        let mut seen = HashSet::new();
        let mut level = vec![iri];
        while !level.is_empty() {
            let ours = level.iter().find_map(|iri| own(iri));
            if ours.is_some() {
                return ours;
            }
            let next = level
                .iter()
                .filter_map(|p| self.parents.get(p))
                .flatten()
                .copied();
            level = next.filter(|p| seen.insert(*p)).collect();
        }
        None
    }

    /// The class of what a concept is narrower than, at the top of, or in the list of.
    pub(super) fn by_place(
        &self,
        said: &[&'a Description],
        entries: &Entries<'a>,
    ) -> Option<ClassId> {
        let mut seen = HashSet::new();
        let mut level: Vec<&str> = said.iter().flat_map(|d| d.all(Property::Broader)).collect();
        while !level.is_empty() {
            let typed = |iri: &&str| {
                let said = entries.get(*iri)?;
                said.iter()
                    .flat_map(|d| d.all(Property::Type))
                    .find_map(|t| self.of(t))
            };
            let found = level
                .iter()
                .find_map(|iri| self.of(iri).or_else(|| typed(iri)));
            if found.is_some() {
                return found;
            }
            let wider = level.iter().filter_map(|iri| entries.get(iri)).flatten();
            let next = wider.flat_map(|d| d.all(Property::Broader));
            level = next.filter(|iri| seen.insert(*iri)).collect();
        }
        None
    }

    /// Whether a class is one that a concept may have: of things that letters name, and not too
    /// general.
    pub(super) fn is_of_entities(&self, class: ClassId) -> bool {
        let entity = self.model.class("Entity");
        entity.is_some_and(|entity| self.model.is_a(class, entity))
            && !self.model.class_info(class).is_abstract
    }

    /// The names of these classes, with commas between.
    pub(super) fn of_entities(&self) -> String {
        let classes = self
            .model
            .classes()
            .filter(|(class, _)| self.is_of_entities(*class));
        let names: Vec<&str> = classes.map(|(_, info)| info.name.as_str()).collect();
        names.join(", ")
    }

    /// Whether a description is of some class of ours.
    pub(super) fn is_a(&self, d: &Description, wanted: ClassId) -> bool {
        d.all(Property::Type)
            .chain(d.all(Property::AlsoCountsAs))
            .filter_map(|class| self.of(class))
            .any(|class| self.model.is_a(class, wanted))
    }
}
