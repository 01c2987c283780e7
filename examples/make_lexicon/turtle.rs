//! A concept and its Turtle: SKOS labels, no blank nodes, everything sorted.

use anyhow::Context;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfSerializer};
use std::collections::BTreeSet;

const KG: &str = "https://w3id.org/kamergraph/def#";
const ID: &str = "https://w3id.org/kamergraph/id/";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const ORG: &str = "http://www.w3.org/ns/org#";
const HEAD: &str = "# Made by `cargo run --example make_lexicon`: do not edit. Names by hand go into the\n\
                    # files listed in SOURCES.md, where the sources stand as well.\n\n";

/// A concept as it goes into a file.
#[derive(Debug, Clone, Default)]
pub struct Concept {
    /// The file it stands in.
    pub file: &'static str,
    /// Last part of its IRI.
    pub id: String,
    /// Its class in the model.
    pub class: &'static str,
    /// Further classes it counts as.
    pub also: BTreeSet<&'static str>,
    /// Preferred name in Dutch.
    pub pref_nl: String,
    /// Preferred name in English.
    pub pref_en: Option<String>,
    /// Other names.
    pub alt: BTreeSet<String>,
    /// Abbreviations, which count in exactly this case.
    pub abbreviations: BTreeSet<String>,
    /// Names that are ordinary words or other things' names as well.
    pub ambiguous: BTreeSet<String>,
    /// First day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Ids of the ministries in which an office stands.
    pub role_in: BTreeSet<String>,
    /// Ids of a person's parties.
    pub member_of: BTreeSet<String>,
    /// IRIs of the same thing elsewhere.
    pub matches: BTreeSet<String>,
}

/// One person in one office for a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenure {
    /// Last part of its IRI.
    pub id: String,
    /// Id of the office.
    pub office: String,
    /// Id of the person.
    pub person: String,
    /// First day.
    pub from: String,
    /// Last day, if over.
    pub until: Option<String>,
}

/// Turtle text of concepts, then of tenures, in the order given.
pub fn write<'a>(
    concepts: impl Iterator<Item = &'a Concept>,
    tenures: &[Tenure],
) -> anyhow::Result<String> {
    let mut writer = RdfSerializer::from_format(RdfFormat::Turtle)
        .with_prefix("id", ID)?
        .with_prefix("kg", KG)?
        .with_prefix("org", ORG)?
        .with_prefix("skos", SKOS)?
        .with_prefix("xsd", "http://www.w3.org/2001/XMLSchema#")?
        .for_writer(HEAD.as_bytes().to_vec());
    for concept in concepts {
        for triple in concept_triples(concept).with_context(|| format!("concept {}", concept.id))? {
            writer.serialize_triple(&triple)?;
        }
    }
    for tenure in tenures {
        for triple in tenure_triples(tenure).with_context(|| format!("tenure {}", tenure.id))? {
            writer.serialize_triple(&triple)?;
        }
    }
    // An empty line before each concept.
    Ok(String::from_utf8(writer.finish()?)?.replace("\nid:", "\n\nid:"))
}

fn concept_triples(concept: &Concept) -> anyhow::Result<Vec<Triple>> {
    let subject = iri(ID, &concept.id)?;
    let mut triples = Vec::new();
    let mut add = |predicate: NamedNode, object: Term| {
        triples.push(Triple::new(subject.clone(), predicate, object));
    };
    add(rdf::TYPE.into_owned(), iri(KG, concept.class)?.into());
    add(iri(SKOS, "prefLabel")?, text(&concept.pref_nl, "nl")?);
    if let Some(english) = &concept.pref_en {
        add(iri(SKOS, "prefLabel")?, text(english, "en")?);
    }
    for name in &concept.alt {
        add(iri(SKOS, "altLabel")?, text(name, "nl")?);
    }
    for name in &concept.abbreviations {
        add(
            iri(KG, "abbreviation")?,
            Literal::from(name.as_str()).into(),
        );
    }
    for name in &concept.ambiguous {
        add(
            iri(KG, "ambiguousLabel")?,
            Literal::from(name.as_str()).into(),
        );
    }
    for class in &concept.also {
        add(iri(KG, "alsoCountsAs")?, iri(KG, class)?.into());
    }
    for id in &concept.role_in {
        add(iri(KG, "roleIn")?, iri(ID, id)?.into());
    }
    for id in &concept.member_of {
        add(iri(KG, "memberOf")?, iri(ID, id)?.into());
    }
    if let Some(day) = &concept.from {
        add(iri(KG, "validFrom")?, date(day));
    }
    if let Some(day) = &concept.until {
        add(iri(KG, "validUntil")?, date(day));
    }
    for address in &concept.matches {
        add(iri(SKOS, "exactMatch")?, iri(address, "")?.into());
    }
    Ok(triples)
}

fn tenure_triples(tenure: &Tenure) -> anyhow::Result<Vec<Triple>> {
    let subject = iri(ID, &tenure.id)?;
    let mut triples = vec![
        Triple::new(subject.clone(), rdf::TYPE, iri(ORG, "Membership")?),
        Triple::new(
            subject.clone(),
            iri(ORG, "member")?,
            iri(ID, &tenure.person)?,
        ),
        Triple::new(subject.clone(), iri(ORG, "role")?, iri(ID, &tenure.office)?),
        Triple::new(subject.clone(), iri(KG, "validFrom")?, date(&tenure.from)),
    ];
    if let Some(day) = &tenure.until {
        triples.push(Triple::new(subject, iri(KG, "validUntil")?, date(day)));
    }
    Ok(triples)
}

fn iri(namespace: &str, local: &str) -> anyhow::Result<NamedNode> {
    let iri = format!("{namespace}{local}");
    NamedNode::new(&iri).with_context(|| format!("not an IRI: {iri}"))
}

fn text(value: &str, language: &str) -> anyhow::Result<Term> {
    Ok(Literal::new_language_tagged_literal(value, language)?.into())
}

fn date(day: &str) -> Term {
    Literal::new_typed_literal(day, xsd::DATE).into()
}
