//! Acts, decrees, EU regulations and directives, treaties.

use super::tables::{Law, values};
use super::turtle::Concept;

/// The concept of a row.
pub fn concept(row: &Law) -> Concept {
    let mut concept = Concept {
        file: "legislation.ttl",
        id: row.slug.clone(),
        class: "Legislation",
        pref_nl: row.name_nl.clone(),
        pref_en: Some(row.name_en.clone()).filter(|name| !name.is_empty()),
        ..Concept::default()
    };
    for name in values(&row.short_names).chain(values(&row.abbreviations)) {
        // "WGBO (titel 7.7 afdeling 5)" names a part of a code, not the code.
        if name.contains(" (titel") {
            continue;
        }
        concept.name(name, true);
    }
    if !row.celex.is_empty() && !row.celex.contains('/') {
        concept.matches.insert(format!(
            "http://publications.europa.eu/resource/celex/{}",
            row.celex
        ));
    }
    if !row.eli_uri.is_empty() {
        concept.matches.insert(row.eli_uri.clone());
    }
    if !row.bwb_id.is_empty() {
        concept
            .matches
            .insert(format!("https://wetten.overheid.nl/{}", row.bwb_id));
    }
    concept.variants();
    concept
}
