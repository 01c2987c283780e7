//! Offices, the persons who held them, and when.
//!
//! One office is one title in one ministry. Where a title stood in several ministries over time
//! ("minister van Economische Zaken"), each is a concept of its own with its days, as the
//! ministries are.

use super::bodies::{shortens, slug};
use super::tables::{Organisation, RoleRow, values};
use super::turtle::{Concept, Tenure};
use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one office.
type Rows<'a> = Vec<&'a RoleRow>;

/// Offices, persons and tenures.
pub fn concepts(
    rows: &[RoleRow],
    ministries: &[&Organisation],
    bodies: &[Concept],
) -> anyhow::Result<(Vec<Concept>, Vec<Concept>, Vec<Tenure>)> {
    let mut offices: BTreeMap<(String, String), Rows<'_>> = BTreeMap::new();
    for row in rows {
        offices
            .entry((title(&row.title_nl), row.ministry_slug.clone()))
            .or_default()
            .push(row);
    }
    // Every ministry has a minister, and may have a state secretary, whether or not the table
    // gives one.
    for ministry in ministries {
        let Some(field) = ministry.name_nl.strip_prefix("ministerie van ") else {
            continue;
        };
        // The prime minister is the minister of general affairs; that ministry has no other.
        if field == "Algemene Zaken" {
            continue;
        }
        for kind in ["minister", "staatssecretaris"] {
            let title = title(&format!("{kind} van {field}"));
            if !offices.contains_key(&(title.clone(), ministry.slug.clone())) {
                offices.insert((title, ministry.slug.clone()), Vec::new());
            }
        }
    }
    let mut persons = BTreeMap::new();
    let mut tenures = BTreeSet::new();
    let mut concepts = Vec::new();
    for ((title, slugs), rows) in &offices {
        let alike: Vec<(&str, &Rows<'_>)> = offices
            .iter()
            .filter(|((other, _), _)| other == title)
            .map(|((_, slugs), rows)| (slugs.as_str(), rows))
            .collect();
        let concept = office(title, slugs, &alike, ministries)?;
        for row in rows {
            let person = person(row, &mut persons, bodies)?;
            tenures.insert(Tenure {
                id: format!(
                    "tenure-{}-{}-{}",
                    concept.id.trim_start_matches("office-"),
                    person.trim_start_matches("person-"),
                    row.start
                ),
                office: concept.id.clone(),
                person,
                from: row.start.clone(),
                until: Some(row.end.clone()).filter(|day| !day.is_empty()),
            });
        }
        concepts.push(concept);
    }
    field_names(&mut concepts);
    concepts.iter_mut().for_each(Concept::variants);
    let mut persons: Vec<Concept> = persons.into_values().collect();
    persons.iter_mut().for_each(Concept::variants);
    Ok((concepts, persons, tenures.into_iter().collect()))
}

/// A title as letters write it within a sentence.
fn title(title: &str) -> String {
    if title.to_lowercase().starts_with("minister-president") {
        return "minister-president".to_owned();
    }
    let mut chars = title.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

fn office(
    title: &str,
    slugs: &str,
    alike: &[(&str, &Rows<'_>)],
    ministries: &[&Organisation],
) -> anyhow::Result<Concept> {
    let mut concept = Concept {
        file: "offices.ttl",
        id: format!("office-{}", slug(title)),
        class: "Role",
        pref_nl: title.to_owned(),
        role_in: values(slugs).map(str::to_owned).collect(),
        ..Concept::default()
    };
    let own: Vec<&&Organisation> = ministries
        .iter()
        .filter(|m| concept.role_in.contains(&m.slug))
        .collect();
    if own.len() != concept.role_in.len() {
        bail!("{title}: no such ministry among {slugs}");
    }
    if alike.len() > 1 {
        concept.id = format!("{}-{}", concept.id, slugs.trim_start_matches("min-"));
        let spans: Vec<(&str, Span)> = alike
            .iter()
            .map(|(slugs, rows)| (*slugs, span(slugs, rows, ministries)))
            .collect();
        let (from, mut until) = spans
            .iter()
            .find(|(other, _)| *other == slugs)
            .map(|(_, span)| span.clone())
            .context("no days")?;
        // Where the next ministry's minister came on the day this one left, that day is hers.
        for (other, (next, _)) in &spans {
            if *other != slugs
                && next > &from
                && until.as_ref().is_none_or(|day| next.as_ref() <= Some(day))
            {
                until = next.as_deref().map(day_before).transpose()?;
            }
        }
        (concept.from, concept.until) = (from, until);
    }
    names(&mut concept, &own);
    Ok(concept)
}

/// First and last day.
type Span = (Option<String>, Option<String>);

/// The days of an office: from the first to the last holder, or those of the ministry.
fn span(slugs: &str, rows: &Rows<'_>, ministries: &[&Organisation]) -> Span {
    let day = |day: &str| Some(day.to_owned()).filter(|day| day.len() == 10);
    let from = rows
        .iter()
        .map(|row| row.start.as_str())
        .min()
        .unwrap_or_default();
    let open = rows.iter().any(|row| row.end.is_empty());
    let until = rows
        .iter()
        .map(|row| row.end.as_str())
        .max()
        .unwrap_or_default();
    let (mut from, mut until) = (day(from), if open { None } else { day(until) });
    let own = values(slugs)
        .next()
        .and_then(|first| ministries.iter().find(|m| m.slug == first));
    if let (true, Some(ministry)) = (rows.is_empty(), own) {
        from = day(&ministry.start_date);
        until = day(&ministry.end_date);
    }
    (from, until)
}

fn day_before(day: &str) -> anyhow::Result<String> {
    let day: jiff::civil::Date = day.parse().with_context(|| format!("not a date: {day}"))?;
    Ok(day.yesterday()?.to_string())
}

/// Other names: by the ministry's abbreviation, in English, with and without "van".
fn names(concept: &mut Concept, ministries: &[&&Organisation]) {
    let title = concept.pref_nl.clone();
    match title.as_str() {
        "minister-president" => {
            concept.pref_en = Some("prime minister".to_owned());
            concept.alt.extend(
                [
                    "minister-president, minister van Algemene Zaken",
                    "minister van Algemene Zaken",
                    "minister van AZ",
                ]
                .map(str::to_owned),
            );
            // Other countries have one as well.
            concept.ambiguous.insert("premier".to_owned());
            return;
        }
        "viceminister-president" => {
            concept.alt.extend(
                [
                    "vicepremier",
                    "vice-minister-president",
                    "vicepresident van de ministerraad",
                ]
                .map(str::to_owned),
            );
            return;
        }
        _ => {}
    }
    let Some((kind, rest)) = title.split_once(' ') else {
        return;
    };
    let field = rest
        .strip_prefix("van ")
        .or_else(|| rest.strip_prefix("voor "))
        .unwrap_or(rest);
    for ministry in ministries {
        if ministry.name_nl.strip_prefix("ministerie van ") == Some(field) {
            if !rest.starts_with("van ") {
                continue;
            }
            for code in values(&ministry.abbreviations).filter(|code| !shortens(code, field)) {
                concept.alt.insert(format!("{kind} van {code}"));
            }
            if let Some(english) = ministry.name_en.strip_prefix("Ministry of ") {
                let office = if kind == "minister" {
                    "Minister of"
                } else {
                    "State Secretary for"
                };
                concept.pref_en = Some(format!("{office} {english}"));
            }
        } else if kind == "staatssecretaris" {
            // A state secretary bears the ministry's name in law and her field in print.
            if let Some(whole) = ministry.name_nl.strip_prefix("ministerie van ") {
                for joint in [" - ", ", "] {
                    concept
                        .alt
                        .insert(format!("staatssecretaris van {whole}{joint}{field}"));
                }
                concept
                    .alt
                    .insert(format!("staatssecretaris van {whole} ({field})"));
            }
        }
    }
}

/// "minister voor X", "staatssecretaris X" and "staatssecretaris van X" are one office, unless
/// two offices would share the name.
fn field_names(offices: &mut [Concept]) {
    let titles: BTreeSet<String> = offices.iter().map(|o| o.pref_nl.clone()).collect();
    for office in offices {
        let Some((kind @ ("minister" | "staatssecretaris"), rest)) = office.pref_nl.split_once(' ')
        else {
            continue;
        };
        let field = rest
            .strip_prefix("van ")
            .or_else(|| rest.strip_prefix("voor "))
            .unwrap_or(rest);
        let others = [
            format!("{kind} van {field}"),
            format!("{kind} voor {field}"),
            format!("{kind} {field}"),
        ];
        let bearers = |name: &String| usize::from(titles.contains(name));
        let rivals: usize = others.iter().map(bearers).sum();
        for name in others {
            if !titles.contains(&name) && rivals == 1 {
                office.alt.insert(name);
            }
        }
    }
}

/// Takes in the person of a row and gives her id.
fn person(
    row: &RoleRow,
    persons: &mut BTreeMap<String, Concept>,
    bodies: &[Concept],
) -> anyhow::Result<String> {
    let (initials, first, last) = row
        .person
        .split_once(" (")
        .and_then(|(initials, rest)| Some((initials, rest.split_once(") ")?)))
        .map(|(initials, (first, last))| (initials, first, last))
        .with_context(|| format!("not a name with initials and first name: {}", row.person))?;
    let id = format!("person-{}", slug(&format!("{first} {last}")));
    let party = bodies
        .iter()
        .filter(|b| b.class == "Party")
        .find(|b| b.pref_nl == row.party || b.abbreviations.contains(&row.party));
    if party.is_none() && !row.party.starts_with("partijloos") {
        bail!("{}: no such party: {}", row.person, row.party);
    }
    let person = persons.entry(id.clone()).or_insert_with(|| Concept {
        file: "persons.ttl",
        id: id.clone(),
        class: "Person",
        pref_nl: format!("{first} {last}"),
        ..Concept::default()
    });
    person.member_of.extend(party.map(|p| p.id.clone()));
    if !row.person_wikidata.is_empty() {
        person.matches.insert(format!(
            "http://www.wikidata.org/entity/{}",
            row.person_wikidata
        ));
        if person.matches.len() > 1 {
            bail!("two persons are called {first} {last}");
        }
    }
    let mut letters = last.chars();
    let surname: String = letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect());
    let kind = title(&row.title_nl);
    let kind = if kind.starts_with("staatssecretaris") {
        "staatssecretaris"
    } else {
        "minister"
    };
    // "Yeşilgöz-Zegerius" is "Yeşilgöz" for short.
    let short = last
        .rsplit_once('-')
        .map(|(short, _)| short)
        .filter(|short| short.chars().count() > 3);
    for last in [Some(last), short].into_iter().flatten() {
        person.alt.insert(format!("{initials} {last}"));
        if last.len() < surname.len() {
            person.alt.insert(format!("{first} {last}"));
        }
        let surname = &surname[..last.len()];
        person.alt.insert(format!("{kind} {surname}"));
        if row.title_nl.starts_with("Minister-president") {
            person.alt.insert(format!("minister-president {surname}"));
            person.alt.insert(format!("premier {surname}"));
        }
        person.ambiguous.insert(surname.to_owned());
    }
    Ok(id)
}
