//! What a letter's structure comes to as a graph, and what is put together how.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/invented.rs"]
mod invented;

use invented::{Invented, graph, letter, model, pair};
use kamergraph::graph::{Body, Edge, Graph, GraphBuilder};
use kamergraph::letter::{Part, PartKind, Question};
use kamergraph::lexicon::Lexicon;
use kamergraph::mention::Mention;
use kamergraph::relation::Status;
use kamergraph::span::Span;
use kamergraph::vocab::BASE_IRI;

fn edges<'a>(graph: &'a Graph, predicate: &str) -> Vec<(&'a str, &'a Edge, &'a str)> {
    let of = graph
        .edges()
        .filter(|(_, e, _)| e.predicate.as_ref() == predicate);
    of.map(|(s, e, o)| (s.id.as_str(), e, o.id.as_str()))
        .collect()
}

fn ends<'a>(graph: &'a Graph, predicate: &str) -> Vec<(&'a str, &'a str)> {
    edges(graph, predicate)
        .into_iter()
        .map(|(s, _, o)| (s, o))
        .collect()
}

fn one() -> Invented {
    let said = [(0, "oversees", 1, Status::Stated, 2)];
    let names = [
        ("Regulator", "Inspectie Lucht"),
        ("Document", "Kamerstuk 99 123, nr. 4"),
    ];
    letter(&model(), "2099Z00001", &names, &said)
}

#[test]
fn nodes_are_found_by_iri_and_by_id_and_stand_in_order() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let iris: Vec<&str> = graph.nodes().map(|(_, n)| n.iri.as_str()).collect();
    assert!(iris.is_sorted());
    for (index, node) in graph.nodes() {
        assert_eq!(graph.by_iri(&node.iri), Some(index));
        assert_eq!(graph.by_id(&node.id), Some(index));
        assert_eq!(graph.node(index), Some(node));
    }
    let keys: Vec<_> = graph
        .edges()
        .map(|(s, e, o)| (&s.iri, &e.predicate, &o.iri, e.status))
        .collect();
    assert!(keys.is_sorted());
    assert_eq!(graph.edges().count(), graph.graph.edge_count());
    assert_eq!(graph.by_iri("nothing"), None);
    assert!(graph.warnings.is_empty(), "{:?}", graph.warnings);
}

#[test]
fn questions_mention_cite_and_refer() {
    let graph = graph(&model(), [&one()]);
    assert_eq!(
        ends(&graph, "mentions"),
        [
            ("2099Z00001-q1", "document-kamerstuk-99-123--nr--4"),
            ("2099Z00001-q1", "regulator-inspectie-lucht"),
        ]
    );
    assert_eq!(
        ends(&graph, "cites"),
        [("2099Z00001-q1", "document-kamerstuk-99-123--nr--4")]
    );
    assert_eq!(
        ends(&graph, "refersTo"),
        [("2099Z00001-q2", "2099Z00001-q1")]
    );
    let (_, mention, _) = edges(&graph, "mentions")[0];
    assert_eq!(
        mention.evidence[0].quote.as_ref(),
        "En wat is er waar van, Inspectie Lucht, Kamerstuk 99 123, nr. 4?"
    );
    assert_eq!(mention.evidence[0].question, 1);
    let (_, asked, _) = edges(&graph, "askedBy")[0];
    assert_eq!(asked.evidence[0].question, 0);
    assert!(asked.evidence[0].quote.starts_with("Vragen van het lid"));
}

#[test]
fn what_stands_for_a_name_is_no_mention_and_a_note_belongs_to_who_cites_it() {
    let model = model();
    let mut one = one();
    let again = |part: usize, span: Span, anaphor| Mention {
        span,
        part,
        entity: 0,
        rule: "x",
        anaphor,
    };
    let answer = one.letter.parts[3].span;
    one.mentions.mentions.push(again(3, answer, true));
    assert_eq!(
        edges(&graph(&model, [&one]), "mentions").len(),
        2,
        "“deze inspectie” names nothing"
    );
    let start = one.letter.text.len();
    one.letter.text.push_str("Noot over Inspectie Lucht\n");
    let span = Span::new(start, start + 25);
    one.letter.parts.push(Part {
        kind: PartKind::Note,
        span,
        questions: vec![1],
        note: None,
    });
    let place = Span::new(start + 10, start + 25);
    one.mentions.mentions.push(again(4, place, false));
    let graph = graph(&model, [&one]);
    assert!(
        ends(&graph, "mentions").contains(&("2099Z00001-q2", "regulator-inspectie-lucht")),
        "{:?}",
        ends(&graph, "mentions")
    );
}

#[test]
fn a_number_that_is_printed_twice_means_two_questions() {
    let mut one = one();
    let text = one.letter.questions[1].text;
    one.letter.questions.push(Question {
        number: 2,
        text,
        answer: None,
    });
    let graph = graph(&model(), [&one]);
    let questions = graph
        .nodes()
        .filter(|(_, n)| matches!(n.body, Body::Question { .. }));
    let ids: Vec<&str> = questions.map(|(_, n)| n.id.as_str()).collect();
    assert_eq!(ids, ["2099Z00001-q1", "2099Z00001-q2", "2099Z00001-q2-2"]);
}

#[test]
fn indices_that_point_nowhere_are_passed_over() {
    let mut one = one();
    one.claims[0].object = 99;
    one.mentions.parties.askers = vec![99];
    one.mentions.mentions[0].part = 99;
    one.mentions.mentions[1].entity = 99;
    one.letter.referrals[0].to = 99;
    one.letter.parts[2].questions = vec![99];
    let graph = graph(&model(), [&one]);
    assert_eq!(graph.edges().filter(|(_, e, _)| !e.inferred).count(), 0);
}

#[test]
fn two_sources_of_one_name_are_told() {
    let mut other = one();
    other.letter.sha256 = "0".repeat(64);
    let graph = graph(&model(), [&one(), &other]);
    assert_eq!(graph.warnings.len(), 1);
    assert!(graph.warnings[0].contains("letter 2099Z00001"));
}

#[test]
fn the_lexicon_adds_only_what_no_letter_says() {
    let model = model();
    let turtle = br#"
        @prefix kg: <https://w3id.org/kamergraph/def#> .
        @prefix id: <https://w3id.org/kamergraph/id/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        id:whole a kg:PublicBody ; skos:prefLabel "Dienst Geheel"@nl .
        id:piece a kg:PublicBody ; skos:prefLabel "Dienst Deel"@nl ; kg:partOf id:whole .
        id:absent a kg:PublicBody ; skos:prefLabel "Dienst Weg"@nl ; kg:partOf id:whole .
    "#;
    let lexicon = Lexicon::parse(&model, "test.ttl", turtle).expect("a lexicon");
    let place = |id: &str| lexicon.concepts().iter().position(|c| c.id == id);
    let build = |said: &[invented::Said<'_>]| {
        let names = [
            ("PublicBody", "Dienst Deel"),
            ("PublicBody", "Dienst Geheel"),
        ];
        let mut one = letter(&model, "2099Z00001", &names, said);
        for (entity, id) in one.mentions.entities.iter_mut().zip(["piece", "whole"]) {
            entity.key = format!("id/{id}").into();
            entity.concept = place(id);
        }
        let mut builder = GraphBuilder::new(BASE_IRI, &model);
        builder.add(&one.letter, &one.sentences, &one.mentions, &one.claims);
        builder.infer(&lexicon);
        builder.finish("x")
    };
    let inferred = build(&[]);
    let parts = edges(&inferred, "partOf");
    assert_eq!((parts[0].0, parts[0].2, parts.len()), ("piece", "whole", 1));
    assert!(parts[0].1.inferred && parts[0].1.evidence.is_empty());
    let denied = build(&[(0, "partOf", 1, Status::Denied, 2)]);
    let parts = edges(&denied, "partOf");
    assert_eq!(
        (parts.len(), parts[0].1.status, parts[0].1.inferred),
        (1, Status::Denied, false)
    );
}

/// What follows must not depend on which letters are read together: merging is union.
#[test]
fn the_lexicon_adds_nothing_across_letters() {
    let model = model();
    let turtle = br#"
        @prefix kg: <https://w3id.org/kamergraph/def#> .
        @prefix id: <https://w3id.org/kamergraph/id/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        id:whole a kg:PublicBody ; skos:prefLabel "Dienst Geheel"@nl .
        id:piece a kg:PublicBody ; skos:prefLabel "Dienst Deel"@nl ; kg:partOf id:whole .
    "#;
    let lexicon = Lexicon::parse(&model, "test.ttl", turtle).expect("a lexicon");
    let mut builder = GraphBuilder::new(BASE_IRI, &model);
    for (letter_id, id) in [("2099Z1", "piece"), ("2099Z2", "whole")] {
        let mut one = letter(&model, letter_id, &[("PublicBody", id)], &[]);
        one.mentions.entities[0].key = format!("id/{id}").into();
        one.mentions.entities[0].concept = lexicon.concepts().iter().position(|c| c.id == id);
        builder.add(&one.letter, &one.sentences, &one.mentions, &one.claims);
    }
    builder.infer(&lexicon);
    let graph = builder.finish("x");
    assert!(graph.by_id("piece").is_some() && graph.by_id("whole").is_some());
    assert!(edges(&graph, "partOf").is_empty());
}
