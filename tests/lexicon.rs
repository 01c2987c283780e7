//! The lexicon: what is built in holds together, what a user adds is taken in or told by line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../examples/make_lexicon/make.rs"]
#[allow(unreachable_pub, reason = "it is a program of its own elsewhere")]
mod make;

use jiff::civil::{Date, date};
use kamergraph::lexicon::{Concept, Lexicon, Name, NameKind};
use kamergraph::model::Model;
use oxrdfio::{RdfFormat, RdfParser};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const PREFIXES: &str = "\
@prefix id: <https://w3id.org/kamergraph/id/> .
@prefix kg: <https://w3id.org/kamergraph/def#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tooi: <https://identifier.overheid.nl/tooi/def/ont/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model() -> Model {
    Model::embedded().unwrap()
}

fn built_in() -> Lexicon {
    Lexicon::load(&model(), &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// The built-in lexicon with a user's Turtle.
fn with(turtle: &str) -> Result<Lexicon, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ttl");
    std::fs::write(&file, format!("{PREFIXES}{turtle}")).unwrap();
    let told = |error: kamergraph::lexicon::LexiconError| {
        error
            .to_string()
            .replace(&format!("{}/", folder.path().display()), "")
    };
    Lexicon::load(&model(), &[file]).map_err(told)
}

fn concept<'a>(lexicon: &'a Lexicon, id: &str) -> &'a Concept {
    lexicon
        .concept(id)
        .unwrap_or_else(|| panic!("no concept {id}"))
}

fn kind(concept: &Concept, name: &str) -> Option<NameKind> {
    concept
        .names
        .iter()
        .find(|n| n.text == name)
        .map(|n| n.kind)
}

/// The files of the lexicon with their texts, by name.
fn files() -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(root().join("ontology/lexicon")).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "ttl"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn every_file_is_valid_turtle_without_blank_nodes() {
    for (name, text) in files() {
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
            let quad = quad.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(
                !quad.subject.is_blank_node() && !quad.object.is_blank_node(),
                "{name}: {quad}"
            );
        }
    }
}

#[test]
fn files_kept_by_hand_claim_no_identifiers() {
    for (name, text) in files() {
        let by_hand = text.starts_with("# Kept by hand");
        let made = text.starts_with("# Made by");
        assert!(
            by_hand != made,
            "{name} does not say whether it is kept by hand"
        );
        if by_hand {
            assert!(
                !text.contains("exactMatch") && !text.contains("sameAs"),
                "{name}"
            );
        }
    }
}

#[test]
fn generated_files_are_what_the_generator_writes() {
    let shared = std::env::var_os("KAMERGRAPH_SHARED")
        .map_or_else(|| root().join("../shared"), PathBuf::from);
    let facts = shared.join("facts");
    if !facts.is_dir() {
        assert!(
            std::env::var_os("KAMERGRAPH_NO_SKIP").is_none(),
            "{} is not there, and KAMERGRAPH_NO_SKIP forbids to skip",
            facts.display()
        );
        eprintln!(
            "skipped: {} is not there; KAMERGRAPH_SHARED may point elsewhere",
            facts.display()
        );
        return;
    }
    let made = make::files(&facts).unwrap();
    let kept = files();
    for (name, text) in &made {
        assert!(
            kept.get(name) == Some(text),
            "{name} is not what the generator writes; run \
             `cargo run --example make_lexicon -- {} ontology/lexicon`",
            facts.display()
        );
    }
    for (name, text) in &kept {
        assert!(
            made.contains_key(name) || text.starts_with("# Kept by hand"),
            "{name} is no longer made"
        );
    }
}

#[test]
fn concepts_are_sorted_and_complete() {
    let lexicon = built_in();
    let concepts = lexicon.concepts();
    assert!(concepts.is_sorted_by(|a, b| a.iri < b.iri));
    for c in concepts {
        assert!(
            !c.classes.is_empty() && !c.label.is_empty() && !c.names.is_empty(),
            "{}",
            c.iri
        );
        assert!(
            c.names.iter().any(|n| n.text == c.label),
            "{}: {}",
            c.iri,
            c.label
        );
        assert!(c.names.is_sorted() && c.same_as.is_sorted(), "{}", c.iri);
    }
    assert_eq!(lexicon, built_in());
}

#[test]
fn an_unambiguous_name_has_one_bearer_at_a_time() {
    let lexicon = built_in();
    let mut bearers: BTreeMap<(bool, String), Vec<&Concept>> = BTreeMap::new();
    for c in lexicon.concepts() {
        for Name { text, kind, .. } in &c.names {
            let key = match kind {
                NameKind::Ambiguous => continue,
                NameKind::Abbreviation => (true, text.clone()),
                NameKind::Preferred | NameKind::Alternative => (false, text.to_lowercase()),
            };
            let bearers = bearers.entry(key).or_default();
            if !bearers.iter().any(|b| b.iri == c.iri) {
                bearers.push(c);
            }
        }
    }
    for ((_, name), bearers) in bearers {
        for (at, a) in bearers.iter().enumerate() {
            for b in &bearers[at + 1..] {
                let before = |x: &Concept, y: &Concept| {
                    x.until
                        .zip(y.from)
                        .is_some_and(|(until, from)| until < from)
                };
                assert!(
                    before(a, b) || before(b, a),
                    "{name:?}: {} and {}",
                    a.iri,
                    b.iri
                );
            }
        }
    }
}

#[test]
fn names_are_of_the_kind_that_letters_need() {
    let lexicon = built_in();
    let is = |id: &str, name: &str, wanted: Option<NameKind>| {
        assert_eq!(kind(concept(&lexicon, id), name), wanted, "{id}: {name}");
    };
    is(
        "ap",
        "Autoriteit Persoonsgegevens",
        Some(NameKind::Preferred),
    );
    is("ap", "AP", Some(NameKind::Abbreviation));
    is("min-jenv", "JenV", Some(NameKind::Abbreviation));
    is(
        "min-jenv",
        "Justitie en Veiligheid",
        Some(NameKind::Ambiguous),
    );
    is(
        "gemeente-altena",
        "gemeente Altena",
        Some(NameKind::Preferred),
    );
    is("gemeente-altena", "Altena", None);
    is("provincie-groningen", "GR", None);
    is("denk", "DENK", Some(NameKind::Abbreviation));
    is("denk", "Denk", Some(NameKind::Ambiguous));
    is(
        "person-david-van-weel",
        "D.M. van Weel",
        Some(NameKind::Alternative),
    );
    is(
        "person-david-van-weel",
        "Van Weel",
        Some(NameKind::Ambiguous),
    );
    is(
        "ai-verordening",
        "AI verordening",
        Some(NameKind::Alternative),
    );
    is("eidas", "Verordening 910/2014", Some(NameKind::Alternative));
}

/// Who held an office on a day.
fn holder<'a>(lexicon: &'a Lexicon, office: &str, day: Date) -> Vec<&'a str> {
    let office = concept(lexicon, office);
    let held = office
        .holders
        .iter()
        .filter(|h| h.from <= day && h.until.is_none_or(|u| day <= u));
    held.map(|h| lexicon.concepts()[h.person].label.as_str())
        .collect()
}

#[test]
fn offices_know_their_holders_and_ministries() {
    let lexicon = built_in();
    let justice = "office-minister-van-justitie-en-veiligheid";
    assert_eq!(
        holder(&lexicon, justice, date(2023, 12, 4)),
        ["Dilan Yeşilgöz-Zegerius"]
    );
    assert_eq!(
        holder(&lexicon, justice, date(2025, 5, 1)),
        ["David van Weel"]
    );
    let ministries = |office: &str| -> Vec<&str> {
        let concept = concept(&lexicon, office);
        concept
            .role_in
            .iter()
            .map(|at| lexicon.concepts()[*at].id.as_str())
            .collect()
    };
    assert_eq!(ministries(justice), ["min-jenv"]);
    let economy = concept(&lexicon, "office-minister-van-economische-zaken-ez-2024");
    assert_eq!(
        (economy.from, economy.until),
        (Some(date(2024, 7, 2)), Some(date(2026, 2, 23)))
    );
    assert_eq!(
        ministries("office-minister-voor-milieu-en-wonen"),
        ["min-bzk", "min-ienw"]
    );
}

#[test]
fn a_broken_file_is_told_with_every_fault() {
    let error =
        Lexicon::parse(&model(), "broken.ttl", include_bytes!("lexicon/broken.ttl")).unwrap_err();
    let told = format!("{error}\n");
    let golden = root().join("tests/lexicon/broken.txt");
    if std::env::var_os("KAMERGRAPH_BLESS").is_some() {
        std::fs::write(&golden, &told).unwrap();
    }
    assert_eq!(told, std::fs::read_to_string(golden).unwrap());
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_the_rest() {
    let error = Lexicon::load(
        &model(),
        &["nowhere/one.ttl".into(), "nowhere/two.ttl".into()],
    )
    .unwrap_err();
    let files: Vec<&str> = error.faults.iter().map(|f| f.file.as_str()).collect();
    assert_eq!(files, ["nowhere/one.ttl", "nowhere/two.ttl"]);
    assert!(
        error
            .to_string()
            .starts_with("nowhere/one.ttl: there is no such file"),
        "{error}"
    );
}

#[test]
fn a_user_adds_names_to_what_is_built_in() {
    let lexicon = with("id:ap skos:altLabel \"waakhond AP\"@nl .").unwrap();
    assert_eq!(
        kind(concept(&lexicon, "ap"), "waakhond AP"),
        Some(NameKind::Alternative)
    );
    assert_eq!(
        kind(concept(&lexicon, "ap"), "AP"),
        Some(NameKind::Abbreviation)
    );
}

#[test]
fn a_users_name_overrides_the_same_name_elsewhere() {
    let lexicon = with("id:mine a kg:Organisation ; skos:prefLabel \"Assemblee Provinciaal\"@nl ; kg:abbreviation \"AP\" .").unwrap();
    assert_eq!(
        kind(concept(&lexicon, "mine"), "AP"),
        Some(NameKind::Abbreviation)
    );
    assert_eq!(kind(concept(&lexicon, "ap"), "AP"), None);
    assert_eq!(concept(&lexicon, "ap").label, "Autoriteit Persoonsgegevens");
}

#[test]
fn a_user_may_make_a_name_careful() {
    let lexicon = with("id:ap kg:ambiguousLabel \"AP\" .").unwrap();
    assert_eq!(
        kind(concept(&lexicon, "ap"), "AP"),
        Some(NameKind::Ambiguous)
    );
}

#[test]
fn a_user_may_rename_and_date() {
    let lexicon = with("id:min-jenv skos:prefLabel \"ministerie van Recht\"@nl ; kg:validFrom \"2017-10-26\"^^xsd:date .").unwrap();
    let ministry = concept(&lexicon, "min-jenv");
    assert_eq!(ministry.label, "ministerie van Recht");
    assert_eq!(ministry.from, Some(date(2017, 10, 26)));
    assert_eq!(
        kind(ministry, "ministerie van Justitie en Veiligheid"),
        Some(NameKind::Preferred)
    );
}

#[test]
fn lists_of_others_are_read_as_they_are() {
    let lexicon = with(
        "<https://identifier.overheid.nl/tooi/id/gemeente/gm1959> a tooi:Gemeente ;
             rdfs:label \"gemeente Altena\"@nl ; tooi:afkorting \"ALT\" .
         <https://identifier.overheid.nl/tooi/id/gemeente/gm9999> a tooi:Gemeente ;
             rdfs:label \"gemeente Verzonnen\"@nl .
         <https://example.org/list> a skos:ConceptScheme ; skos:prefLabel \"Lijst\"@nl ; rdfs:subClassOf kg:Instrument .
         <https://example.org/top> a skos:Concept ; skos:prefLabel \"Toetskaders\"@nl ; skos:inScheme <https://example.org/list> .
         <https://example.org/kader> a skos:Concept ; skos:prefLabel \"Toetskader Brood\"@nl ; skos:broader <https://example.org/top> .",
    )
    .unwrap();
    let altena = concept(&lexicon, "gemeente-altena");
    assert_eq!(kind(altena, "ALT"), Some(NameKind::Abbreviation));
    assert!(lexicon.concepts().iter().all(|c| c.id != "gm1959"));
    let model = model();
    let class = |id: &str| {
        model
            .class_info(concept(&lexicon, id).classes[0])
            .name
            .clone()
    };
    assert_eq!(class("gm9999"), "PublicBody");
    assert_eq!(
        (class("top"), class("kader")),
        ("Instrument".to_owned(), "Instrument".to_owned())
    );
    assert!(lexicon.concepts().iter().all(|c| c.label != "Lijst"));
}

#[test]
fn a_user_adds_a_tenure() {
    let lexicon = with(
        "id:person-x a kg:Person ; skos:prefLabel \"Xandra Xander\"@nl ; kg:memberOf id:d66 .
         id:tenure-x a org:Membership ; org:member id:person-x ;
             org:role id:office-minister-van-financien ; kg:validFrom \"2031-01-01\"^^xsd:date .",
    )
    .unwrap();
    let day = date(2031, 5, 1);
    assert!(holder(&lexicon, "office-minister-van-financien", day).contains(&"Xandra Xander"));
}

#[test]
fn two_users_concepts_may_not_share_a_name() {
    let told = with(
        "id:one a kg:Court ; skos:prefLabel \"Hof van Brood\"@nl .
         id:two a kg:Court ; skos:prefLabel \"hof van brood\"@nl .",
    )
    .unwrap_err();
    assert_eq!(
        told,
        "mine.ttl:9: \"hof van brood\" is a name of <https://w3id.org/kamergraph/id/one> as well; make it a \
         kg:ambiguousLabel of one, or give both days that do not meet (kg:validFrom, kg:validUntil)"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Lexicon::parse(&model(), "any.ttl", &bytes);
    }

    #[test]
    fn a_damaged_file_is_read_without_panic(at in 0usize..1400, byte in any::<u8>(), cut in 0usize..1400) {
        let mut bytes = include_bytes!("lexicon/broken.ttl").to_vec();
        let len = bytes.len();
        bytes[at % len] = byte;
        bytes.truncate(cut);
        if let Err(error) = Lexicon::parse(&model(), "damaged.ttl", &bytes) {
            prop_assert!(!error.faults.is_empty());
            prop_assert!(error.faults.is_sorted());
        }
    }
}
