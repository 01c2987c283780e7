//! RDF: every syntax holds the same triples, and these are the ones that the model promises.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/invented.rs"]
mod invented;
#[path = "support/letters.rs"]
mod letters;
#[path = "rdf/union.rs"]
mod union;

use invented::{graph, letter, model, pair};
use kamergraph::export::rdf::{Options, write};
use kamergraph::graph::{Graph, GraphBuilder};
use kamergraph::model::Model;
use kamergraph::relation::Status;
use kamergraph::vocab::{BASE_IRI, kg, oa, prov, rdf, rdfs};
use oxrdf::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use std::collections::{BTreeMap, BTreeSet};

const SYNTAXES: [RdfFormat; 6] = [
    RdfFormat::Turtle,
    RdfFormat::NTriples,
    RdfFormat::NQuads,
    RdfFormat::TriG,
    RdfFormat::RdfXml,
    RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    },
];

fn bytes(graph: &Graph, model: &Model, syntax: RdfFormat) -> Vec<u8> {
    let options = Options {
        rules: Some("abc".to_owned()),
        lexicon: Some("def".to_owned()),
        ..Options::default()
    };
    write(graph, model, syntax, &options).expect("memory takes it")
}

fn quads(bytes: &[u8], syntax: RdfFormat) -> Vec<Quad> {
    RdfParser::from_format(syntax)
        .for_slice(bytes)
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{syntax}: {e}\n{}", String::from_utf8_lossy(bytes)))
}

fn triples(quads: &[Quad]) -> BTreeSet<String> {
    quads
        .iter()
        .map(|q| format!("{} {} {}", q.subject, q.predicate, q.object))
        .collect()
}

fn of(graph: &Graph, model: &Model, syntax: RdfFormat) -> Vec<Quad> {
    quads(&bytes(graph, model, syntax), syntax)
}

#[test]
fn every_syntax_holds_the_same_triples() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let wanted = triples(&of(&graph, &model, RdfFormat::NTriples));
    assert!(wanted.len() > 200, "{}", wanted.len());
    for syntax in SYNTAXES {
        let found = triples(&of(&graph, &model, syntax));
        let lost: Vec<_> = wanted.difference(&found).collect();
        let new: Vec<_> = found.difference(&wanted).collect();
        assert_eq!((lost, new), (vec![], vec![]), "{syntax}");
    }
}

/// The lexicon tells the language of a name, whatever base the graph has.
#[test]
fn names_have_their_language() {
    let knowledge = letters::knowledge();
    let model = model();
    let read = letters::golden();
    let sample = read.iter().find(|g| g.name == "emancipatie-digitalisering");
    let letter = letters::extract(&sample.expect("the sample").letter);
    for base in [BASE_IRI, "https://example.org/"] {
        let graph = letters::pipeline().graph(base, "x", [&letter]);
        let options = Options::of(knowledge);
        let out = write(&graph, &model, RdfFormat::NTriples, &options).expect("memory takes it");
        let ap = format!("<{base}id/ap>");
        let found: BTreeSet<String> = quads(&out, RdfFormat::NTriples)
            .iter()
            .filter(|q| q.subject.to_string() == ap)
            .map(|q| format!("{} {}", q.predicate.as_str(), q.object))
            .collect();
        for (property, name) in [
            ("prefLabel", "\"Autoriteit Persoonsgegevens\"@nl"),
            ("prefLabel", "\"Dutch Data Protection Authority\"@en"),
            ("altLabel", "\"College bescherming persoonsgegevens\"@nl"),
            ("altLabel", "\"AP\""),
        ] {
            let wanted = format!("http://www.w3.org/2004/02/skos/core#{property} {name}");
            assert!(found.contains(&wanted), "{wanted} is not among {found:#?}");
        }
        let english = found.iter().filter(|n| n.contains("Dutch Data Protection"));
        assert_eq!(english.count(), 1, "a preferred name is no other name, too");
    }
}

/// What each claim is about, as `subject predicate object` by its IRI.
fn spoken_of(quads: &[Quad]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, [String; 3]> = BTreeMap::new();
    for quad in quads {
        let claim = found.entry(quad.subject.to_string()).or_default();
        let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT];
        if let Some(at) = parts.iter().position(|p| quad.predicate == *p) {
            claim[at] = quad.object.to_string();
        } else if let (true, Term::Triple(t)) = (quad.predicate == rdf::REIFIES, &quad.object) {
            *claim = [
                t.subject.to_string(),
                t.predicate.to_string(),
                t.object.to_string(),
            ];
        }
    }
    found.retain(|_, parts| !parts[0].is_empty());
    found
        .into_iter()
        .map(|(claim, parts)| (claim, parts.join(" ")))
        .collect()
}

#[test]
fn reifiers_of_rdf_1_2_say_what_statements_say() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let wanted = spoken_of(&of(&graph, &model, RdfFormat::NTriples));
    assert!(wanted.len() > 5, "{wanted:?}");
    for syntax in SYNTAXES {
        let options = Options {
            rdf12: true,
            ..Options::default()
        };
        let out = write(&graph, &model, syntax, &options).expect("memory takes it");
        let found = quads(&out, syntax);
        assert_eq!(spoken_of(&found), wanted, "{syntax}");
        let statements = found.iter().filter(|q| q.predicate == rdf::SUBJECT).count();
        let json = matches!(syntax, RdfFormat::JsonLd { .. });
        assert_eq!(
            statements > 0,
            json,
            "only JSON-LD has no reifiers: {syntax}"
        );
    }
}

#[test]
fn a_time_stands_there_only_when_it_is_given() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let times = |time: Option<&str>| -> Vec<String> {
        let options = Options {
            time: time.map(str::to_owned),
            ..Options::default()
        };
        let out = write(&graph, &model, RdfFormat::Turtle, &options).expect("memory takes it");
        let all = quads(&out, RdfFormat::Turtle);
        let ends = all.iter().filter(|q| q.predicate == prov::ENDED_AT_TIME);
        ends.map(|q| q.object.to_string()).collect()
    };
    assert_eq!(times(None), Vec::<String>::new());
    let wanted = "\"2026-01-31T12:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>";
    assert_eq!(
        times(Some("2026-01-31T12:00:00Z")),
        [wanted, wanted],
        "a reading of each letter"
    );
}

/// A reader need not know where the file lies, and finds every IRI by searching for it.
#[test]
fn iris_are_whole_or_behind_a_prefix() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    for syntax in [RdfFormat::Turtle, RdfFormat::TriG, RdfFormat::RdfXml] {
        let text = String::from_utf8(bytes(&graph, &model, syntax)).expect("UTF-8");
        assert!(
            !text.contains("@base") && !text.contains("xml:base"),
            "{syntax}"
        );
        assert!(text.contains(kg::NAMESPACE), "{syntax}");
    }
    let text = String::from_utf8(bytes(&graph, &model, RdfFormat::Turtle)).expect("UTF-8");
    for part in [
        "@prefix kg: <https://w3id.org/kamergraph/def#> .\n",
        "@prefix legislation: <https://w3id.org/kamergraph/id/legislation/> .\n",
        "\nlegislation:wet-op-de-de-dubbele-streep a kg:Legislation ;\n",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

/// The context speaks of every property that the model gives a domain in a graph, and promises of
/// its values what the model says of them.
#[test]
fn the_context_of_json_ld_follows_the_model() {
    let text = String::from_utf8(bytes(
        &Graph::default(),
        &model(),
        RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
    ));
    assert_eq!(text.expect("UTF-8"), "{\"@graph\":[]}\n");
    let kept = std::fs::read_to_string(letters::root().join("ontology/context.jsonld")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
    let context = kept["@context"].as_object().expect("a context");
    for (_, predicate) in model().predicates() {
        let term = &context[&predicate.name];
        assert_eq!(term["@id"], format!("kg:{}", predicate.name));
        assert_eq!(term["@type"], "@id", "{}", predicate.name);
    }
    let model = quads(kamergraph::model::MODEL_TTL.as_bytes(), RdfFormat::Turtle);
    for term in context.values() {
        let Some(local) = term["@id"].as_str().and_then(|id| id.strip_prefix("kg:")) else {
            continue;
        };
        let iri = format!("<{}{local}>", kg::NAMESPACE);
        let range = model
            .iter()
            .find(|q| q.subject.to_string() == iri && q.predicate == rdfs::RANGE)
            .unwrap_or_else(|| panic!("the model gives {local} no range"));
        let range = range.object.to_string();
        let promised = match (term["@type"].as_str(), term["@container"].as_str()) {
            (Some("@id" | "@vocab"), _) => kg::NAMESPACE.to_owned(),
            (Some(datatype), _) => datatype.replace("xsd:", "XMLSchema#"),
            (None, Some("@language")) => "rdf-schema#Literal".to_owned(),
            (None, _) => "XMLSchema#string".to_owned(),
        };
        assert!(
            range.contains(&promised),
            "{local}: {range} is not {promised}"
        );
    }
}

#[test]
fn no_triple_stands_twice_and_none_has_a_blank_node() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    for syntax in SYNTAXES {
        let all = of(&graph, &model, syntax);
        let set: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(all.len(), set.len(), "{syntax}");
        for quad in &all {
            assert!(
                !matches!(quad.subject, NamedOrBlankNode::BlankNode(_)),
                "{syntax}: {quad}"
            );
            assert!(
                !matches!(quad.object, Term::BlankNode(_)),
                "{syntax}: {quad}"
            );
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let model = model();
    let [one, other] = pair(&model);
    for syntax in SYNTAXES {
        let forth = bytes(&graph(&model, [&one, &other]), &model, syntax);
        assert_eq!(
            forth,
            bytes(&graph(&model, [&other, &one]), &model, syntax),
            "{syntax}"
        );
    }
}

#[test]
fn quads_of_letters_read_apart_can_be_thrown_together() {
    let model = model();
    let [one, other] = pair(&model);
    let set = |g: &Graph| {
        of(g, &model, RdfFormat::NQuads)
            .iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let mut apart = set(&graph(&model, [&one]));
    apart.extend(set(&graph(&model, [&other])));
    assert_eq!(apart, set(&graph(&model, [&one, &other])));
}

#[test]
fn only_what_is_stated_is_a_triple_of_its_own() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let all = of(&graph, &model, RdfFormat::Turtle);
    let has = |predicate: NamedNodeRef<'_>| all.iter().filter(|q| q.predicate == predicate).count();
    assert_eq!(has(kg::OVERSEES), 1);
    assert_eq!(has(kg::COOPERATES_WITH), 1, "the planned one is none");
    assert_eq!(has(kg::IMPLEMENTS), 0, "it is denied");
    let claims = graph.edges().filter(|(_, e, _)| {
        ![
            "mentions",
            "cites",
            "askedBy",
            "refersTo",
            "inLetter",
            "inDossier",
        ]
        .contains(&e.predicate.as_ref())
    });
    let statuses: BTreeMap<String, usize> = all
        .iter()
        .filter(|q| q.predicate == kg::HAS_STATUS)
        .fold(BTreeMap::new(), |mut m, q| {
            *m.entry(q.object.to_string()).or_default() += 1;
            m
        });
    assert_eq!(statuses.values().sum::<usize>(), claims.count());
    assert_eq!(statuses.get(&kg::DENIED.to_string()), Some(&1));
    assert_eq!(statuses.get(&kg::PLANNED.to_string()), Some(&1));
    assert_eq!(statuses.get(&kg::ASKED.to_string()), Some(&1));
}

#[test]
fn a_claim_leads_to_the_words_that_make_it() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let all = of(&graph, &model, RdfFormat::Turtle);
    let objects = |subject: &str, predicate: NamedNodeRef<'_>| -> Vec<String> {
        let found = all
            .iter()
            .filter(|q| q.subject.to_string() == subject && q.predicate == predicate);
        found.map(|q| q.object.to_string()).collect()
    };
    let subjects = |predicate: NamedNodeRef<'_>, object: &str| -> Vec<String> {
        let found = all
            .iter()
            .filter(|q| q.predicate == predicate && q.object.to_string() == object);
        found.map(|q| q.subject.to_string()).collect()
    };
    let claim = subjects(rdf::PREDICATE, &kg::OVERSEES.to_string())
        .into_iter()
        .find(|c| objects(c, kg::HAS_STATUS) == [kg::STATED.to_string()])
        .expect("the stated claim");
    assert_eq!(objects(&claim, prov::WAS_DERIVED_FROM).len(), 2);
    assert_eq!(objects(&claim, prov::WAS_GENERATED_BY).len(), 2);
    assert!(
        objects(&claim, kg::AT_QUESTION).contains(&format!("<{BASE_IRI}letter/2099Z00001#q2>"))
    );
    let annotations = subjects(oa::HAS_BODY, &claim);
    assert_eq!(annotations.len(), 2);
    for annotation in annotations {
        let target = &objects(&annotation, oa::HAS_TARGET)[0];
        let selectors = objects(target, oa::HAS_SELECTOR);
        assert_eq!(selectors.len(), 2);
        let exact = selectors
            .iter()
            .flat_map(|s| objects(s, oa::EXACT))
            .next()
            .expect("quote");
        assert!(exact.starts_with("\"Zo is Inspectie"), "{exact}");
        let prefix = selectors
            .iter()
            .flat_map(|s| objects(s, oa::PREFIX))
            .next()
            .expect("words before");
        assert!(prefix.ends_with("vraag 1. \""), "{prefix}");
        assert_eq!(objects(target, oa::HAS_SOURCE).len(), 1);
    }
}

#[test]
fn a_named_graph_holds_what_its_letter_says() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let all = of(&graph, &model, RdfFormat::TriG);
    let names: BTreeSet<String> = all.iter().map(|q| q.graph_name.to_string()).collect();
    assert_eq!(
        names,
        BTreeSet::from([
            "DEFAULT".to_owned(),
            format!("<{BASE_IRI}letter/2099Z00001>"),
            format!("<{BASE_IRI}letter/naam%20met%20spatie%20%231%3F>"),
        ])
    );
    let oversees: Vec<&Quad> = all.iter().filter(|q| q.predicate == kg::OVERSEES).collect();
    assert_eq!(
        oversees.len(),
        2,
        "once in the graph of each letter that says so"
    );
    assert!(
        oversees
            .iter()
            .all(|q| q.graph_name != GraphName::DefaultGraph)
    );
    let questions = || all.iter().filter(|q| q.predicate == kg::QUESTION_TEXT);
    assert!(questions().all(|q| q.graph_name != GraphName::DefaultGraph));
    assert_eq!(questions().count(), 4);
}

#[test]
fn names_survive_whatever_they_hold() {
    let model = model();
    let hostile = [
        "\"aanhaling\" en 'enkel'",
        "regel\neinde\r\nen\ttab",
        "<script>alert(1)</script>",
        "]]> &amp; &",
        "🦀 emoji \u{1F468}\u{200D}\u{1F469}",
        "שלום \u{202e}omgekeerd\u{202c}",
        "back\\slash \\n \\u0041",
        "  spaties  ",
        "%41 %zz #frag ?query",
        "e\u{301} en \u{feff}",
    ];
    for name in hostile {
        let one = letter(
            &model,
            name,
            &[("Document", name), ("State", "Verzinland")],
            &[(0, "addressedTo", 1, Status::Stated, 1)],
        );
        let graph = graph(&model, [&one]);
        for syntax in SYNTAXES {
            let found: Vec<String> = of(&graph, &model, syntax)
                .into_iter()
                .filter_map(|q| match q.object {
                    Term::Literal(l) if q.predicate.as_str().ends_with("#prefLabel") => {
                        Some(l.value().to_owned())
                    }
                    _ => None,
                })
                .collect();
            let wanted = if syntax == RdfFormat::RdfXml {
                name.replace("\r\n", "\n")
            } else {
                name.to_owned()
            };
            assert!(
                found.contains(&wanted),
                "{syntax}: {wanted:?} is not among {found:?}"
            );
        }
    }
}

#[test]
fn a_base_of_the_user_s_own_stands_in_every_iri_that_is_ours() {
    let model = model();
    for (base, iri) in [
        (
            "http://example.org/kamer",
            "<http://example.org/kamer/id/state/verzinland>",
        ),
        (
            "http://example.org/kamer#",
            "<http://example.org/kamer/id/state/verzinland>",
        ),
        (
            "geen iri",
            "<https://w3id.org/kamergraph/geen%20iri/id/state/verzinland>",
        ),
    ] {
        let one = letter(&model, "2099Z1", &[("State", "Verzinland")], &[]);
        let mut builder = GraphBuilder::new(base, &model);
        builder.add(&one.letter, &one.sentences, &one.mentions, &one.claims);
        let graph = builder.finish("x");
        let all = triples(&of(&graph, &model, RdfFormat::NTriples));
        assert!(all.iter().any(|t| t.starts_with(iri)), "{base}");
        for syntax in SYNTAXES {
            assert_eq!(triples(&of(&graph, &model, syntax)), all, "{base} {syntax}");
        }
    }
}
