//! The model file, what the program reads from it, and the IRIs that the program speaks of.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;
#[path = "../examples/make_model_page/page.rs"]
mod page;

use kamergraph::model::{MODEL_TTL, Model};
use kamergraph::vocab::{kg, rdfs, skos};
use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::{BTreeMap, BTreeSet};

fn model() -> Model {
    Model::embedded().expect("the model file is in order")
}

fn quads() -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(MODEL_TTL.as_bytes())
        .collect::<Result<_, _>>()
        .expect("the model file is Turtle")
}

fn ids(model: &Model, names: &[&str]) -> Vec<kamergraph::model::ClassId> {
    names
        .iter()
        .map(|n| model.class(n).unwrap_or_else(|| panic!("no class {n}")))
        .collect()
}

#[test]
fn vocabulary_and_model_hold_the_same_terms() {
    let declared: BTreeSet<String> = quads()
        .iter()
        .filter_map(|q| match &q.subject {
            NamedOrBlankNode::NamedNode(n) if n.as_str().starts_with(kg::NAMESPACE) => {
                Some(n.as_str().to_owned())
            }
            _ => None,
        })
        .collect();
    let spoken: BTreeSet<String> = kg::ALL.iter().map(|n| n.as_str().to_owned()).collect();
    assert_eq!(
        declared.difference(&spoken).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not in vocab.rs"
    );
    assert_eq!(
        spoken.difference(&declared).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not in model.ttl"
    );
    assert_eq!(
        kg::ALL.len(),
        spoken.len(),
        "a term stands in vocab.rs twice"
    );
}

#[test]
fn every_term_that_is_used_is_declared() {
    let all = quads();
    let declared: BTreeSet<String> = all.iter().map(|q| q.subject.to_string()).collect();
    for quad in &all {
        for iri in [quad.predicate.to_string(), quad.object.to_string()] {
            if iri.starts_with(&format!("<{}", kg::NAMESPACE)) {
                assert!(declared.contains(&iri), "{iri} is used and not declared");
            }
        }
    }
}

#[test]
fn the_model_has_no_blank_nodes() {
    for quad in quads() {
        assert!(
            !matches!(quad.subject, NamedOrBlankNode::BlankNode(_)),
            "{quad}"
        );
        assert!(!matches!(quad.object, Term::BlankNode(_)), "{quad}");
    }
}

#[test]
fn labels_and_definitions_stand_once_in_both_languages() {
    let mut texts: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for quad in quads() {
        let predicate = quad.predicate.as_ref();
        if let (true, Term::Literal(l)) = (
            predicate == rdfs::LABEL || predicate == skos::DEFINITION,
            &quad.object,
        ) {
            let language = l.language().unwrap_or_default().to_owned();
            *texts
                .entry((quad.subject.to_string(), predicate.to_string(), language))
                .or_default() += 1;
        }
    }
    for term in kg::ALL {
        for predicate in [rdfs::LABEL, skos::DEFINITION] {
            for language in ["nl", "en"] {
                let key = (term.to_string(), predicate.to_string(), language.to_owned());
                assert_eq!(texts.get(&key), Some(&1), "{key:?}");
            }
        }
    }
}

#[test]
fn the_guide_s_predicates_are_there_in_their_direction() {
    let model = model();
    let cases = [
        ("oversees", "Regulator", "Legislation"),
        ("oversees", "Regulator", "Organisation"),
        ("designatedUnder", "Regulator", "Legislation"),
        ("responsibleFor", "Ministry", "Programme"),
        ("coordinates", "Ministry", "Instrument"),
        ("develops", "State", "Document"),
        ("funds", "Programme", "Programme"),
        ("commissions", "Ministry", "Document"),
        ("evaluates", "Document", "Programme"),
        ("establishes", "Legislation", "Service"),
        ("provides", "Service", "Document"),
        ("participatesIn", "Ministry", "Programme"),
        ("cooperatesWith", "Role", "Regulator"),
        ("supports", "Instrument", "Programme"),
        ("partOf", "Service", "Programme"),
        ("implements", "Legislation", "Legislation"),
        ("basedOn", "PublicBody", "Legislation"),
        ("announcedIn", "Programme", "Instrument"),
        ("describes", "Document", "State"),
        ("addressedTo", "Legislation", "PublicBody"),
        ("holdsOffice", "Person", "Role"),
        ("roleIn", "Role", "Ministry"),
        ("memberOf", "Person", "Party"),
        ("mentions", "Question", "Legislation"),
        ("askedBy", "Question", "Person"),
        ("answeredBy", "Question", "Role"),
        ("refersTo", "Question", "Question"),
        ("cites", "Question", "Document"),
        ("inLetter", "Question", "Letter"),
        ("inDossier", "Document", "Dossier"),
    ];
    for (name, subject, object) in cases {
        let predicate = model
            .predicate(name)
            .unwrap_or_else(|| panic!("no predicate {name}"));
        assert!(
            model.fits_domain(predicate, &ids(&model, &[subject])),
            "{subject} {name}"
        );
        assert!(
            model.fits_range(predicate, &ids(&model, &[object])),
            "{name} {object}"
        );
    }
    assert_eq!(
        model.predicates().count(),
        cases.len() - 1,
        "a predicate without a case here"
    );
    let structural: Vec<&str> = model
        .predicates()
        .filter(|(_, p)| p.structural)
        .map(|(_, p)| p.name.as_str())
        .collect();
    assert_eq!(
        structural,
        [
            "answeredBy",
            "askedBy",
            "cites",
            "inDossier",
            "inLetter",
            "mentions",
            "refersTo"
        ]
    );
    let symmetric: Vec<&str> = model
        .predicates()
        .filter(|(_, p)| p.symmetric)
        .map(|(_, p)| p.name.as_str())
        .collect();
    assert_eq!(symmetric, ["cooperatesWith"]);
}

#[test]
fn domains_and_ranges_tell_arguments_apart() {
    let model = model();
    for (name, subject, object) in [
        ("oversees", "Legislation", "Person"),
        ("holdsOffice", "Role", "Person"),
        ("funds", "Document", "Legislation"),
        ("designatedUnder", "Legislation", "Regulator"),
        ("memberOf", "Party", "Person"),
    ] {
        let predicate = model.predicate(name).expect(name);
        assert!(
            !model.fits_domain(predicate, &ids(&model, &[subject])),
            "{subject} {name}"
        );
        assert!(
            !model.fits_range(predicate, &ids(&model, &[object])),
            "{name} {object}"
        );
    }
}

#[test]
fn a_node_shows_its_classes_best_first_and_no_abstract_one() {
    let model = model();
    assert_eq!(
        model.type_names(&ids(&model, &["Regulator"])),
        ["Regulator", "PublicBody"]
    );
    assert_eq!(
        model.type_names(&ids(&model, &["Regulator", "Court"])),
        ["Regulator", "Court", "PublicBody"]
    );
    assert_eq!(model.type_names(&ids(&model, &["Question"])), ["Question"]);
    assert_eq!(model.type_names(&ids(&model, &["Agent"])), ["Agent"]);
}

#[test]
fn every_fault_is_told_at_once_with_its_line() {
    let broken = r#"@prefix kg: <https://w3id.org/kamergraph/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:A a owl:Class ; rdfs:subClassOf kg:B ;
    rdfs:label "a"@nl , "a"@en ; skos:definition "a"@nl , "a"@en .
kg:B a owl:Class ; rdfs:subClassOf kg:A ;
    rdfs:label "b"@nl ; skos:definition "b"@nl , "b"@en .
kg:p a owl:ObjectProperty ; rdfs:subPropertyOf kg:relatedTo ;
    rdfs:label "p"@nl , "p"@en ; skos:definition "p"@nl , "p"@en ;
    rdfs:domain kg:C ; rdfs:range kg:A , kg:B .
"#;
    let error = Model::parse("broken.ttl", broken).expect_err("it is broken");
    assert_eq!(
        error.to_string(),
        "broken.ttl:5: kg:A is a superclass of itself; take out one rdfs:subClassOf\n\
         broken.ttl:7: kg:B has no label in \"en\"; add rdfs:label \"…\"@en\n\
         broken.ttl:7: kg:B is a superclass of itself; take out one rdfs:subClassOf\n\
         broken.ttl:9: kg:p needs one rdfs:domain and one rdfs:range, a common superclass where several will do; \
         list the several with schema:domainIncludes and schema:rangeIncludes\n\
         broken.ttl:9: kg:p speaks of kg:C, which is not declared as owl:Class"
    );
    let error = Model::parse(
        "torn.ttl",
        "@prefix kg: <https://w3id.org/kamergraph/def#> .\nkg:A a \n",
    )
    .expect_err("torn");
    assert!(error.to_string().starts_with("torn.ttl:"), "{error}");
    assert!(
        Model::parse("empty.ttl", "")
            .expect_err("empty")
            .to_string()
            .contains("is this the right file?")
    );
}

/// `cargo run --example make_model_page -- docs/model.html` makes it anew.
#[test]
fn the_page_of_the_model_is_as_kept() {
    let made = page::html(MODEL_TTL).expect("the model file is Turtle");
    let kept = std::fs::read_to_string(letters::root().join("docs/model.html")).unwrap_or_default();
    assert!(
        made == kept,
        "docs/model.html is not what examples/make_model_page.rs makes of ontology/model.ttl"
    );
    for term in kg::ALL {
        let name = term.as_str().trim_start_matches(kg::NAMESPACE);
        assert!(kept.contains(&format!("<section id=\"{name}\">")), "{name}");
    }
}

/// The predicates' domains and ranges leave room for what readers of real letters drew.
#[test]
fn relations_of_the_gold_graphs_fit_domain_and_range() {
    let Some(shared) = letters::shared() else {
        return;
    };
    let model = model();
    let mut misfits = Vec::new();
    for path in letters::children(&shared.join("gold")) {
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a gold graph can be read");
        let gold: serde_json::Value = serde_json::from_str(&text).expect("a gold graph is JSON");
        let types = |id: &serde_json::Value| -> Vec<_> {
            let all = gold["entities"].as_array().expect("entities");
            let entity = all.iter().find(|e| e["id"] == *id).expect("an entity");
            let names = entity["types"].as_array().expect("types");
            names
                .iter()
                .filter_map(|t| model.class(t.as_str()?))
                .collect()
        };
        for relation in gold["relations"].as_array().expect("relations") {
            let name = relation["p"].as_str().expect("a predicate");
            let predicate = model
                .predicate(name)
                .unwrap_or_else(|| panic!("no predicate {name}"));
            let fits = model.fits_domain(predicate, &types(&relation["s"]))
                && model.fits_range(predicate, &types(&relation["o"]));
            if !fits {
                misfits.push(format!("{name}: {} -> {}", relation["s"], relation["o"]));
            }
        }
    }
    assert!(misfits.is_empty(), "{misfits:#?}");
}
