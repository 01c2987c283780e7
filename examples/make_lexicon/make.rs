//! The tables in, the files out: which rows become which concepts in which file.

mod bodies;
mod laws;
mod names;
mod offices;
mod tables;
mod turtle;

use anyhow::Context;
use std::collections::BTreeMap;
use std::path::Path;
use tables::{Law, Organisation, RoleRow};
use turtle::{Concept, Tenure};

/// All generated files: name and Turtle text.
///
/// # Errors
/// A table that is missing or has other columns; two rows that would become the same concept.
pub fn files(facts: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let organisations: Vec<Organisation> = tables::read(&facts.join("organisations.csv"))?;
    let regional: Vec<Organisation> = tables::read(&facts.join("organisations_regional.csv"))?;
    let laws: Vec<Law> = tables::read(&facts.join("legislation.csv"))?;
    let roles: Vec<RoleRow> = tables::read(&facts.join("roles.csv"))?;

    let mut concepts: Vec<Concept> = Vec::new();
    let organisations = bodies::merge_doubles(organisations);
    concepts.extend(organisations.iter().flat_map(bodies::concepts));
    concepts.extend(regional.iter().flat_map(bodies::regional_concepts));
    concepts.extend(laws.iter().map(laws::concept));
    let ministries: Vec<&Organisation> = organisations
        .iter()
        .filter(|row| row.kind == "ministry")
        .collect();
    let (offices, persons, tenures) = offices::concepts(&roles, &ministries, &concepts)?;
    concepts.extend(offices);
    concepts.extend(persons);

    names::demote_shared(&mut concepts);
    write(concepts, &tenures)
}

/// Sorts the concepts into files, each sorted by id.
fn write(concepts: Vec<Concept>, tenures: &[Tenure]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut by_file: BTreeMap<&'static str, BTreeMap<String, Concept>> = BTreeMap::new();
    for concept in concepts {
        let id = concept.id.clone();
        let file = by_file.entry(concept.file).or_default();
        if let Some(other) = file.insert(id.clone(), concept) {
            anyhow::bail!("two rows give the concept id:{id} ({:?})", other.pref_nl);
        }
    }
    by_file
        .into_iter()
        .map(|(file, concepts)| {
            let tenures = if file == "offices.ttl" { tenures } else { &[] };
            let text = turtle::write(concepts.values(), tenures)
                .with_context(|| format!("cannot write {file}"))?;
            Ok((file.to_owned(), text))
        })
        .collect()
}
