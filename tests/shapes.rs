//! Shapes: what the program writes is right, and each shape catches the fault that it is for.

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

use invented::{graph, model, pair};
use kamergraph::export::rdf::{Options, write};
use kamergraph::graph::Graph;
use kamergraph::shape::{Checker, Fault, Shapes};
use oxrdfio::RdfFormat;
use std::collections::BTreeSet;

fn shapes() -> Shapes {
    Shapes::embedded(&model()).unwrap_or_else(|error| panic!("{error}"))
}

fn text(graph: &Graph, syntax: RdfFormat, rdf12: bool) -> String {
    let options = Options {
        rdf12,
        ..Options::of(letters::knowledge())
    };
    let out = write(graph, &model(), syntax, &options).expect("memory takes it");
    String::from_utf8(out).expect("RDF is UTF-8")
}

fn faults(shapes: &Shapes, syntax: RdfFormat, text: &str) -> Vec<Fault> {
    let mut checker = Checker::new().unwrap();
    checker
        .add(syntax, text.as_bytes())
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    checker
        .check(shapes)
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn what_is_written_is_right() {
    let shapes = shapes();
    let model = model();
    let mut graphs = vec![graph(&model, &pair(&model))];
    let read: Vec<_> = letters::golden()
        .iter()
        .map(|golden| letters::extract(&golden.letter))
        .collect();
    graphs.extend(read.iter().map(letters::graph));
    graphs.push(letters::pipeline().graph("https://example.org/", "all", &read));
    for graph in &graphs {
        for (syntax, rdf12) in [
            (RdfFormat::NTriples, false),
            (RdfFormat::TriG, false),
            (RdfFormat::Turtle, true),
        ] {
            let found = faults(&shapes, syntax, &text(graph, syntax, rdf12));
            assert_eq!(found, [], "{} as {syntax}", graph.name);
        }
    }
}

/// How a right graph is spoiled. Lines of N-Triples are known by words in them, of which `KG` stands
/// for where everything of ours begins.
enum Spoil {
    /// The first such line is left out.
    Drop(&'static str),
    /// In the first such line, the last of the words becomes something else.
    Swap(&'static str, &'static str),
    /// The first thing that such a line speaks of gets another predicate and object.
    Add(&'static str, &'static str),
}

use Spoil::{Add, Drop, Swap};

const ENTITY: &str = "KG/id/legislation/ prefLabel";
const CLAIM: &str = "KG/claim/ def#Claim";
const STATED: &str = "KG/claim/ def#status def#stated";
const PLACE: &str = "KG/letter/ SpecificResource";
const SAME: &str = "<http://www.w3.org/2002/07/owl#sameAs>";

/// Each shape with a way to break it.
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn spoils() -> Vec<(&'static str, Vec<Spoil>)> {
    let same = |shape, address| (shape, vec![Add(ENTITY, address)]);
    let one = |shape, spoil| (shape, vec![spoil]);
    vec![
        one("entity-has-name", Drop(ENTITY)),
        one(
            "entity-one-name-a-language",
            Add(
                ENTITY,
                "<http://www.w3.org/2004/02/skos/core#prefLabel> \"Andere wet\"@nl",
            ),
        ),
        one(
            "entity-one-name-a-language",
            Add(
                ENTITY,
                "<http://www.w3.org/2004/02/skos/core#prefLabel> \"Wet\"",
            ),
        ),
        one("identifier-is-iri", Add(ENTITY, "SAME \"BWBR0001840\"")),
        same(
            "identifier-of-tooi",
            "SAME <https://identifier.overheid.nl/tooi/id/zbo>",
        ),
        same(
            "identifier-of-wikidata",
            "SAME <http://www.wikidata.org/wiki/Q55>",
        ),
        same(
            "identifier-of-wikidata",
            "SAME <http://www.wikidata.org/entity/55>",
        ),
        same(
            "identifier-of-eli",
            "SAME <http://data.europa.eu/eli/reg/679>",
        ),
        same(
            "identifier-of-celex",
            "SAME <http://publications.europa.eu/resource/celex/2016R0679>",
        ),
        same(
            "identifier-of-bwb",
            "SAME <https://wetten.overheid.nl/BWBR184>",
        ),
        same(
            "identifier-of-corporate-body",
            "SAME <http://publications.europa.eu/resource/authority/corporate-body/com>",
        ),
        one(
            "domain-holds",
            Add(
                "KG/id/document/ prefLabel",
                "<KG/def#oversees> <KG/id/dossier/99123>",
            ),
        ),
        one(
            "range-holds",
            Swap("def#askedBy KG/id/person/alberts", "KG/id/dossier/99123"),
        ),
        one(
            "value-has-datatype",
            Swap("def#askedOn XMLSchema#date", "XMLSchema#string"),
        ),
        one("claim", Swap("KG/claim/ def#Claim KG/claim/", "KG/claim/x")),
        one("claim-one-subject", Drop("KG/claim/ #subject")),
        one(
            "claim-one-predicate",
            Add(
                CLAIM,
                "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <KG/def#partOf>",
            ),
        ),
        one("claim-one-object", Swap("KG/claim/ #object", "#subject")),
        one("claim-one-status", Drop(STATED)),
        one(
            "claim-status-known",
            Swap("KG/claim/ def#status def#stated", "def#certain"),
        ),
        one("claim-has-evidence", Drop("KG/evidence/ hasBody KG/claim/")),
        one("claim-has-evidence", Drop("KG/evidence/ #Evidence")),
        one("claim-has-source", Drop("KG/claim/ wasDerivedFrom")),
        one(
            "claim-predicate-known",
            Swap("KG/claim/ def#oversees", "def#mentions"),
        ),
        one(
            "claim-domain-holds",
            Swap("KG/claim/ #subject KG/id/", "KG/id/dossier/99123> . #"),
        ),
        one(
            "claim-range-holds",
            Swap("KG/claim/ #object KG/id/", "KG/id/person/alberts> . #"),
        ),
        one(
            "claim-stated-is-triple",
            Drop("KG/id/regulator def#oversees"),
        ),
        one(
            "triple-has-claim",
            Swap("KG/claim/ def#status def#stated", "def#denied"),
        ),
        one(
            "evidence",
            Swap("KG/evidence/ #Evidence KG/evidence/", "KG/evidence/X"),
        ),
        one(
            "evidence-one-body",
            Add(
                "KG/evidence/ #Evidence",
                "<http://www.w3.org/ns/oa#hasBody> <KG/id/dossier/99123>",
            ),
        ),
        one("evidence-one-place", Drop("KG/evidence/ hasTarget")),
        one("evidence-has-rule", Drop("KG/evidence/ def#rule")),
        one(
            "evidence-in-letter-of-question",
            Swap(
                "KG/evidence/ def#question KG/letter/2099Z00001",
                "KG/letter/naam%20met%20spatie%20%231%3F",
            ),
        ),
        one("place-one-letter", Drop("oa#hasSource")),
        one("place-has-quote", Drop("oa#hasSelector #quote=")),
        one("place-has-position", Drop("oa#hasSelector #position=")),
        one(
            "place-iri-is-position",
            Add(PLACE, "<http://www.w3.org/ns/oa#hasSource> <KG/letter/x>"),
        ),
        one("quote-stands-at-position", Swap("oa#exact \"", "\"Of zo: ")),
        one("quote-stands-at-position", Swap("oa#exact Zo", "zo")),
        // A quote that is right and a position that is one off.
        one("quote-stands-at-position", Swap("oa#end \"219", "\"218")),
        one("quote-stands-between", Swap("oa#prefix \"", "\"Of zo: ")),
        one("quote-stands-between", Swap("oa#suffix \"", "\"Of zo: ")),
        one("quote-one-text", Drop("oa#exact")),
        one("position-one-start", Drop("oa#start")),
        one(
            "position-one-start",
            Swap("oa#start XMLSchema#nonNegativeInteger", "XMLSchema#string"),
        ),
        one(
            "position-one-end",
            Add(
                "oa#end",
                "<http://www.w3.org/ns/oa#end> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer>",
            ),
        ),
        one("position-start-before-end", Swap("oa#start \"", "\"99")),
        one(
            "letter",
            Swap("KG/letter/ #Letter KG/letter/", "KG/letters/"),
        ),
        one("letter-one-text", Drop("KG/letter/ def#text")),
        one("letter-one-hash", Drop("KG/letter/ def#sha256")),
        one("letter-was-read", Drop("KG/reading/ #used KG/letter/")),
        one("hash-has-form", Swap("KG/letter/ def#sha256 \"000", "\"00")),
        one(
            "hash-has-form",
            Swap("KG/letter/ def#sha256 \"000", "\"FFF"),
        ),
        one("question-one-number", Drop("def#number")),
        one("question-one-number", Swap("def#number \"1", "\"0")),
        one("question-one-letter", Drop("def#inLetter")),
        one("question-has-text", Drop("def#questionText")),
        one("question-iri-is-number", Swap("def#number \"1", "\"3")),
        one("activity-has-agent", Drop("wasAssociatedWith")),
    ]
}

fn ours(words: &str) -> String {
    words
        .replace("KG/", "https://w3id.org/kamergraph/")
        .replace("SAME", SAME)
}

fn spoil(right: &str, how: &[Spoil]) -> String {
    let mut lines: Vec<String> = right.lines().map(str::to_owned).collect();
    for spoil in how {
        let (Drop(words) | Swap(words, _) | Add(words, _)) = spoil;
        let words: Vec<String> = words.split(' ').map(ours).collect();
        let at = lines
            .iter()
            .position(|line| words.iter().all(|word| line.contains(word.as_str())))
            .unwrap_or_else(|| panic!("no line with {words:?}"));
        let last = words.last().expect("words are never none");
        match spoil {
            Drop(_) => lines[at].clear(),
            Swap(_, other) => lines[at] = lines[at].replacen(last, &ours(other), 1),
            Add(_, rest) => {
                let subject = lines[at].split(' ').next().expect("a subject").to_owned();
                lines.push(format!("{subject} {} .", ours(rest)));
            }
        }
    }
    lines.join("\n")
}

#[test]
fn each_fault_is_told_by_name() {
    let (shapes, model) = (shapes(), model());
    let right = text(&graph(&model, &pair(&model)), RdfFormat::NTriples, false);
    for (n, (shape, how)) in spoils().iter().enumerate() {
        let spoiled = spoil(&right, how);
        assert_ne!(spoiled, right, "{n}: {shape}");
        let found = faults(&shapes, RdfFormat::NTriples, &spoiled);
        assert!(
            found.iter().any(|fault| fault.shape == *shape),
            "{n}: {shape} is not among {found:#?}"
        );
        for fault in found {
            assert!(
                !fault.message.is_empty() && fault.focus.starts_with("https://"),
                "{fault}"
            );
        }
    }
}

#[test]
fn every_shape_catches_something() {
    let caught: BTreeSet<&str> = spoils().iter().map(|(shape, _)| *shape).collect();
    let shapes = shapes();
    assert_eq!(shapes.names().into_iter().collect::<BTreeSet<_>>(), caught);
}

#[test]
fn a_fault_names_shape_thing_and_value() {
    let (shapes, model) = (shapes(), model());
    let right = text(&graph(&model, &pair(&model)), RdfFormat::NTriples, false);
    let how = [Add(
        "KG/id/document/ prefLabel",
        "<KG/def#oversees> <KG/id/person/alberts>",
    )];
    let told: Vec<String> = faults(&shapes, RdfFormat::NTriples, &spoil(&right, &how))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "domain-holds: https://w3id.org/kamergraph/id/document/kamerstuk-99-123--nr--4: The \
             subject is of a class that the model gives the property as its domain. It has \
             kg:oversees https://w3id.org/kamergraph/id/person/alberts",
            "range-holds: https://w3id.org/kamergraph/id/document/kamerstuk-99-123--nr--4: The \
             object is of a class that the model gives the property as its range. It has \
             kg:oversees https://w3id.org/kamergraph/id/person/alberts",
            "triple-has-claim: https://w3id.org/kamergraph/id/document/kamerstuk-99-123--nr--4: A \
             relation between entities has a claim that states it. It has kg:oversees \
             https://w3id.org/kamergraph/id/person/alberts",
        ]
    );
}

#[test]
fn what_is_not_understood_in_shapes_is_told_at_once() {
    let broken = "@prefix ks: <https://w3id.org/kamergraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ks:a a sh:NodeShape ; sh:targetClass ks:X ; sh:property ks:b ; sh:sparql ks:c .
ks:b sh:path ks:p ; sh:xone 1 ; sh:minCount 1 .
ks:c sh:message \"m\" ; sh:select \"SELECT $this WHERE { oops }\" .
ks:d a sh:NodeShape .
";
    let error = Shapes::parse(&model(), "broken.ttl", broken).expect_err("it is broken");
    let told = error.to_string();
    for part in [
        "broken.ttl: b: <http://www.w3.org/ns/shacl#xone> \"1\"",
        "broken.ttl: b: give it a sh:message",
        "broken.ttl: c: its SELECT cannot be read",
        "broken.ttl: d: no target",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    let error = Shapes::parse(&model(), "torn.ttl", "@prefix").expect_err("it is torn");
    assert!(error.to_string().contains("torn.ttl"), "{error}");
    assert!(Shapes::parse(&model(), "empty.ttl", "").is_err());
}
