//! Organisations: ministries, regulators, courts, municipalities, parties, EU bodies and the rest.

use super::tables::{Organisation, values};
use super::turtle::Concept;
use std::collections::BTreeMap;

/// File and class by the type that the table gives.
const KINDS: &[(&str, &str, &str)] = &[
    ("ministry", "ministries.ttl", "Ministry"),
    ("regulator", "regulators.ttl", "Regulator"),
    ("court", "courts.ttl", "Court"),
    ("public_body", "public-bodies.ttl", "PublicBody"),
    ("advisory_body", "advisory-bodies.ttl", "PublicBody"),
    ("municipality", "municipalities.ttl", "PublicBody"),
    ("province", "provinces.ttl", "PublicBody"),
    ("water_authority", "water-authorities.ttl", "PublicBody"),
    ("eu_body", "eu-bodies.ttl", "InternationalBody"),
    (
        "international_body",
        "international-bodies.ttl",
        "InternationalBody",
    ),
    ("parliament", "parliament.ttl", "PublicBody"),
    ("political_party", "parties.ttl", "Party"),
];

/// Bodies that letters also name in a further part: courts and ombudsmen that guard rights or
/// supervise, EU bodies that supervise, the Council of State as a court.
const ALSO: &[(&str, &[&str])] = &[
    (
        "Regulator",
        &[
            "abrvs",
            "hoge-raad",
            "parket-hoge-raad",
            "crvb",
            "cbb",
            "nationale-ombudsman",
            "kinderombudsman",
            "veteranenombudsman",
            "algemene-rekenkamer",
            "waarderingskamer",
            "huis-voor-klokkenluiders",
            "edps",
            "edpb",
            "ecb",
            "eba",
            "esma",
            "eiopa",
            "amla",
            "srb",
            "acer",
            "ai-bureau",
            "europese-ombudsman",
            "skal-biocontrole",
            "college-financieel-toezicht-curacao-en-sint-maarten",
            "college-financieel-toezicht-bonaire-sint-eustatius-en-saba",
            "nova",
        ],
    ),
    (
        "Court",
        &[
            "raad-van-state",
            "hvjeu",
            "gerecht-eu",
            "hof-van-justitie",
            "ehrm",
            "igh",
            "internationaal-strafhof",
            "upc",
            "benelux-gerechtshof",
        ],
    ),
    (
        "Organisation",
        &[
            "vng",
            "ipo",
            "uvw",
            "nova",
            "knb",
            "kbvg",
            "nba",
            "koninklijke-nederlandse-toeristenbond-anwb",
            "nuffic",
            "npo",
            "prorail",
            "sbb",
            "nidos",
            "tno",
            "nipv",
            "skal-biocontrole",
            "icrc",
            "nederlandse-transplantatie-stichting",
            "mondriaan-fonds",
            "dopingautoriteit",
        ],
    ),
];

/// Codes of the EU's table of corporate bodies that the source of the facts says are unchecked.
const UNCHECKED_EU_CODES: &[&str] = &["ESC", "EMA", "EURATOM", "FRONTEX"];

/// Wikidata ids of which the facts do not say for certain what they stand for.
const UNCERTAIN_WIKIDATA: &[&str] = &["denk"];

/// Rows that the register gives twice under one name become one, with the later end.
pub fn merge_doubles(rows: Vec<Organisation>) -> Vec<Organisation> {
    let mut merged: Vec<Organisation> = Vec::with_capacity(rows.len());
    for row in rows {
        let original = row.slug.strip_suffix("-2").and_then(|slug| {
            merged
                .iter_mut()
                .find(|m| m.slug == slug && m.name_nl.to_lowercase() == row.name_nl.to_lowercase())
        });
        let Some(original) = original else {
            merged.push(row);
            continue;
        };
        if row.end_date.is_empty() || row.end_date > original.end_date {
            original.end_date.clone_from(&row.end_date);
        }
        if !row.tooi_uri.is_empty() {
            original.tooi_uri = format!("{};{}", original.tooi_uri, row.tooi_uri);
        }
    }
    merged
}

/// The concept of a row, then those of bodies that were merged into it.
pub fn concepts(row: &Organisation) -> Vec<Concept> {
    let Some((kind, file, class)) = KINDS.iter().find(|(kind, _, _)| *kind == row.kind) else {
        return Vec::new();
    };
    let mut concept = concept(row, file, class);
    // A body with an English name in the table is one that letters know by its abbreviation.
    let well_known =
        !row.name_en.is_empty() || matches!(*kind, "political_party" | "water_authority");
    for name in values(&row.abbreviations) {
        let wanted = match *kind {
            // Codes of provinces ("GR", "ZH") are those of other things, too.
            "province" => name.starts_with("provincie"),
            // The bare place is no name of the body that governs it.
            "municipality" => name.starts_with("gemeente"),
            "water_authority" => !name.starts_with("waterschap"),
            _ => true,
        };
        if wanted {
            concept.name(name, well_known);
        }
    }
    let mut found = Vec::new();
    if *kind != "ministry" {
        found = former(row, &mut concept, file, class);
    }
    match *kind {
        "ministry" => field_names(&mut concept),
        "court" => court_names(&mut concept),
        "political_party" if is_member(&concept.pref_nl) => {
            // A member of parliament on her own: the name is also just hers.
            concept.ambiguous.append(&mut concept.alt);
            concept.ambiguous.insert(concept.pref_nl.clone());
        }
        _ => {}
    }
    if matches!(*kind, "ministry" | "municipality" | "water_authority")
        && row.start_date.len() == 10
    {
        concept.from = Some(row.start_date.clone());
    }
    if *kind == "political_party" {
        concept.until = None; // The table gives the days of the faction, not those of the party.
    }
    concept.variants();
    found.push(concept);
    found
}

/// The concept of a row of the table of joint bodies.
pub fn regional_concepts(row: &Organisation) -> Vec<Concept> {
    let mut concept = concept(row, "regional-bodies.ttl", "PublicBody");
    for name in values(&row.abbreviations) {
        concept.name(name, false);
    }
    let mut found = former(row, &mut concept, "regional-bodies.ttl", "PublicBody");
    for name in [concept.pref_nl.clone()]
        .into_iter()
        .chain(concept.alt.clone())
    {
        for (long, short) in [
            ("Gemeentelijke Gezondheidsdienst", "GGD"),
            ("Gemeenschappelijke Gezondheidsdienst", "GGD"),
            ("Geneeskundige Gezondheidsdienst", "GGD"),
            ("Gemeentelijke gezondheidsdienst", "GGD"),
            ("Gemeenschappelijke Regeling ", ""),
            ("Gemeenschappelijke regeling ", ""),
        ] {
            if let Some(rest) = name.strip_prefix(long)
                && rest.trim().contains(' ')
            {
                concept.alt.insert(format!("{short}{rest}"));
            }
        }
    }
    concept.variants();
    found.push(concept);
    found
}

fn concept(row: &Organisation, file: &'static str, class: &'static str) -> Concept {
    let mut concept = Concept {
        file,
        id: row.slug.clone(),
        class,
        pref_nl: row.name_nl.clone(),
        pref_en: Some(row.name_en.clone()).filter(|name| !name.is_empty()),
        until: Some(row.end_date.clone()).filter(|day| !day.is_empty()),
        ..Concept::default()
    };
    for (further, ids) in ALSO {
        if ids.contains(&row.slug.as_str()) && *further != class {
            concept.also.insert(further);
        }
    }
    let private = ["Stichting ", " B.V.", " N.V."];
    if private.iter().any(|mark| row.name_nl.contains(mark)) {
        concept.also.insert("Organisation");
    }
    concept
        .matches
        .extend(values(&row.tooi_uri).map(str::to_owned));
    // Ids of bodies that are over were matched by label only.
    if !row.wikidata.is_empty()
        && (row.end_date.is_empty() || row.kind == "ministry")
        && !UNCERTAIN_WIKIDATA.contains(&row.slug.as_str())
    {
        concept
            .matches
            .insert(format!("http://www.wikidata.org/entity/{}", row.wikidata));
    }
    if let Some((_, code)) = row.eu_corporate_body_uri.rsplit_once('/')
        && !UNCHECKED_EU_CODES.contains(&code)
    {
        concept.matches.insert(row.eu_corporate_body_uri.clone());
    }
    concept
}

/// Former names: a single one is another name of the body; several that ended on one day are
/// bodies that were merged into it, each a concept of its own.
fn former(
    row: &Organisation,
    concept: &mut Concept,
    file: &'static str,
    class: &'static str,
) -> Vec<Concept> {
    let mut by_day: BTreeMap<Option<String>, Vec<(String, Option<String>)>> = BTreeMap::new();
    for value in values(&row.former_names) {
        let (rest, until) = match value.split_once(" (until ") {
            Some((rest, day)) => (rest, day.strip_suffix(')').map(str::to_owned)),
            None => (value, None),
        };
        let (name, code) = match rest.split_once(" (") {
            Some((name, code)) => (name, code.strip_suffix(')').map(str::to_owned)),
            None => (rest, None),
        };
        let mut name = name.trim_end_matches('+');
        for lead in [
            "samenwerkingsorganisatie ",
            "zbo ",
            "regionale politiekorpsen en ",
        ] {
            name = name.strip_prefix(lead).unwrap_or(name);
        }
        by_day
            .entry(until)
            .or_default()
            .push((name.to_owned(), code));
    }
    let mut merged = Vec::new();
    for (until, bodies) in by_day {
        let single = bodies.len() == 1;
        for (name, code) in bodies {
            let target = if single {
                concept.name(&name, true);
                &mut *concept
            } else {
                merged.push(Concept {
                    file,
                    id: slug(&name),
                    class,
                    pref_nl: name,
                    until: until.clone(),
                    ..Concept::default()
                });
                let Some(last) = merged.last_mut() else {
                    continue;
                };
                last
            };
            if let Some(code) = code {
                // Short codes of what is no more are mostly those of other things by now.
                target.name(&code, code.chars().count() > 2);
            }
        }
    }
    merged.iter_mut().for_each(Concept::variants);
    merged
}

/// "ministeries van Financiën" stands before several ministries in a row; the field of policy alone
/// names the ministry only next to its full name, and so does a code that merely shortens it.
fn field_names(concept: &mut Concept) {
    let Some(field) = concept.pref_nl.strip_prefix("ministerie van ") else {
        return;
    };
    concept.alt.insert(format!("ministeries van {field}"));
    concept.alt.insert(format!("departement van {field}"));
    concept.ambiguous.insert(field.to_owned());
    let codes: Vec<String> = concept
        .abbreviations
        .iter()
        .filter(|code| shortens(code, field))
        .cloned()
        .collect();
    concept.ambiguous.extend(codes);
}

/// Whether an abbreviation is no more than the first letters of a word: `Fin`, `DEF`.
pub fn shortens(code: &str, field: &str) -> bool {
    field.to_lowercase().starts_with(&code.to_lowercase())
}

fn court_names(concept: &mut Concept) {
    for kind in ["Rechtbank ", "Gerechtshof "] {
        if let Some(place) = concept.pref_nl.strip_prefix(kind) {
            for joint in ["te ", "in ", "van "] {
                concept.alt.insert(format!("{kind}{joint}{place}"));
            }
            if kind == "Gerechtshof " {
                concept.alt.insert(format!("Hof {place}"));
            }
        }
    }
}

/// Whether a faction is a member on her own, or a few.
fn is_member(name: &str) -> bool {
    name.starts_with("lid ") || name.starts_with("Fractie ") || name.starts_with("Verdonk")
}

/// A name as the last part of an IRI: small letters, figures and hyphens.
pub fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in name.to_lowercase().nfd() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty()
            && !slug.ends_with('-')
            && !unicode_normalization::char::is_combining_mark(c)
            && !matches!(c, '\'' | '’')
        {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
