//! The tables of facts, column by column. Cells with several values hold them with `;` between.

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// A row of `organisations.csv` or `organisations_regional.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Organisation {
    /// Becomes the id of the concept.
    pub slug: String,
    /// `ministry`, `regulator`, `court`, `municipality`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Name in Dutch.
    pub name_nl: String,
    /// Name in English, or empty.
    pub name_en: String,
    /// Abbreviations, short names and aliases.
    pub abbreviations: String,
    /// `former name (ABBR) (until 2015-12-31)`, several.
    pub former_names: String,
    /// IRI in TOOI, the government's own register of organisations.
    pub tooi_uri: String,
    /// Wikidata id: `Q…`.
    pub wikidata: String,
    /// IRI in the EU's table of corporate bodies.
    pub eu_corporate_body_uri: String,
    /// First day or year.
    pub start_date: String,
    /// Last day.
    pub end_date: String,
}

/// A row of `legislation.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Law {
    /// Becomes the id of the concept.
    pub slug: String,
    /// Name in Dutch.
    pub name_nl: String,
    /// Short names.
    pub short_names: String,
    /// Abbreviations.
    pub abbreviations: String,
    /// Name in English, or empty.
    pub name_en: String,
    /// Number in EUR-Lex: `32016R0679`.
    pub celex: String,
    /// European Legislation Identifier.
    pub eli_uri: String,
    /// Number in the Dutch register of laws: `BWBR0005537`.
    pub bwb_id: String,
}

/// A row of `roles.csv`: one person in one office for a time.
#[derive(Debug, Clone, Deserialize)]
pub struct RoleRow {
    /// `Minister van Financiën`.
    pub title_nl: String,
    /// Slugs of the ministries in which the office stands.
    pub ministry_slug: String,
    /// First day.
    pub start: String,
    /// Last day, or empty.
    pub end: String,
    /// `D.M. (David) van Weel`.
    pub person: String,
    /// Party, as abbreviated or named among the parties.
    pub party: String,
    /// Wikidata id: `Q…`.
    pub person_wikidata: String,
}

/// All rows of a table.
pub fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let mut reader =
        csv::Reader::from_path(path).with_context(|| format!("cannot read {}", path.display()))?;
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("cannot understand {}", path.display()))
}

/// The values of a cell.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty())
}
