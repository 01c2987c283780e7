//! DOT and SVG of any graph: accepted by Graphviz, whatever stands in a label; the same bytes for
//! the same graph.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kamergraph::export::dot::{Drawing, Layout, write};
use kamergraph::export::svg;
use kamergraph::graph::{Body, Edge, Graph, Node};
use kamergraph::model::Model;
use kamergraph::relation::{Evidence, Status};
use kamergraph::span::Span;
use petgraph::graph::NodeIndex;
use proptest::prelude::*;

fn node(id: &str, class: &str, label: &str, body: Body) -> Node {
    Node {
        id: id.to_owned(),
        iri: format!("https://example.org/{id}"),
        types: [class.to_owned()].into(),
        label: label.to_owned(),
        alt_labels: vec![format!("{label} (again)")],
        same_as: vec![format!("https://example.org/page?{label}")],
        body,
    }
}

fn edge(predicate: &str, status: Status, quote: &str) -> Edge {
    let span = Span::new(0, quote.len());
    let evidence = Evidence {
        letter: "2030Z00001".into(),
        question: 3,
        span,
        chars: span,
        quote: quote.into(),
        rule: "test".into(),
        place: None,
    };
    Edge {
        predicate: predicate.into(),
        status,
        inferred: false,
        evidence: vec![evidence],
    }
}

/// Two entities that are related in three ways, one that is not, and a question.
fn graph(label: &str) -> Graph {
    let mut graph = Graph::default();
    graph.name = String::from("2030Z00001");
    let add = |graph: &mut Graph, id: &str, class, label, body| -> NodeIndex {
        graph.graph.add_node(node(id, class, label, body))
    };
    let rog = add(&mut graph, "rog", "Regulator", label, Body::Entity);
    let wet = add(
        &mut graph,
        "wet-groen",
        "Legislation",
        "Wet openbaar groen",
        Body::Entity,
    );
    add(&mut graph, "alone", "Person", "Jansen", Body::Entity);
    let question = Body::Question {
        number: 3,
        text: label.to_owned(),
        answer: None,
        letter: "2030Z00001".to_owned(),
    };
    let question = add(&mut graph, "2030Z00001-q3", "Question", "Vraag 3", question);
    graph
        .graph
        .add_edge(rog, wet, edge("oversees", Status::Stated, label));
    graph
        .graph
        .add_edge(rog, wet, edge("designatedUnder", Status::Planned, label));
    graph
        .graph
        .add_edge(wet, rog, edge("describes", Status::Denied, label));
    graph
        .graph
        .add_edge(question, rog, edge("mentions", Status::Stated, label));
    graph
}

/// The nodes that Graphviz reads, as JSON objects, the legend's left out.
fn read_back(dot: &str) -> Vec<serde_json::Value> {
    let json = graphviz_pure::render_dot(dot, "dot", "json0")
        .unwrap()
        .into_output();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let legend = |name: &str| name.starts_with("legend ") || name.starts_with("cluster");
    let objects = json["objects"].as_array().unwrap().iter();
    objects
        .filter(|o| !legend(o["name"].as_str().unwrap()))
        .cloned()
        .collect()
}

const HOSTILE: &[&str] = &[
    "",
    "\"",
    "\\",
    "ends in a backslash\\",
    "\\N \\G \\E \\\"",
    "<b>bold</b> & <script>alert(1)</script>",
    "<<table>>",
    "&amp; &#38; &quot; &nbsp;",
    "two\nlines\r\nand\ttabs",
    "\u{0} \u{7} \u{1b}[31m \u{feff} \u{202e}",
    "名前 ëéï “‘’” \u{1f600} \u{10ffff}",
    "a -> b; } digraph { x",
    "// comment /* and */ another #",
    "woordzonderspatieswaaraanmaargeeneindekomtomdathetsteedsweerverdergaatendoorgaat",
];

#[test]
fn graphviz_reads_every_label() {
    let model = Model::embedded().unwrap();
    for label in HOSTILE {
        let dot = write(&graph(label), &model, &Drawing::default());
        let names: Vec<String> = read_back(&dot)
            .iter()
            .map(|o| o["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, ["rog", "wet-groen"], "{label:?}\n{dot}");
        let svg = svg::draw(&dot, Layout::Dot).unwrap();
        assert!(
            svg.contains("Wet openbaar groen") && svg.ends_with("</svg>\n"),
            "{label:?}"
        );
        assert!(!svg.contains("<script"), "{label:?}");
    }
}

#[test]
fn ids_with_quotes_and_backslashes_stay_apart() {
    let mut graph = graph("x");
    graph.graph[NodeIndex::new(0)].id = "a\"b\\".to_owned();
    graph.name = "\\\"} name".to_owned();
    let dot = write(&graph, &Model::embedded().unwrap(), &Drawing::default());
    assert_eq!(read_back(&dot).len(), 2, "{dot}");
}

#[test]
fn only_web_pages_become_links() {
    let mut graph = graph("x");
    graph.graph[NodeIndex::new(0)].same_as = vec!["javascript:alert(1)".to_owned()];
    let dot = write(&graph, &Model::embedded().unwrap(), &Drawing::default());
    assert!(!dot.contains("javascript"), "{dot}");
    assert!(
        dot.contains("URL=\"https://example.org/page?Wet openbaar groen\""),
        "{dot}"
    );
}

#[test]
fn questions_and_lone_entities_are_drawn_when_asked_for() {
    let model = Model::embedded().unwrap();
    let dot = |questions, isolated| {
        let drawing = Drawing {
            questions,
            isolated,
            legend: false,
            ..Drawing::default()
        };
        read_back(&write(&graph("x"), &model, &drawing)).len()
    };
    assert_eq!(dot(false, false), 2);
    assert_eq!(dot(false, true), 3);
    assert_eq!(dot(true, false), 3);
    assert_eq!(dot(true, true), 4);
}

#[test]
fn status_shows_in_line_and_label() {
    let dot = write(
        &graph("x"),
        &Model::embedded().unwrap(),
        &Drawing::default(),
    );
    assert!(dot.contains("is designated under (planned)\""), "{dot}");
    assert!(dot.contains("style=dashed"), "{dot}");
    assert!(dot.contains("not: describes\""), "{dot}");
    assert!(dot.contains("arrowhead=tee"), "{dot}");
}

#[test]
fn an_empty_graph_is_a_picture_too() {
    let model = Model::embedded().unwrap();
    let svg = svg::write(&Graph::default(), &model, &Drawing::default()).unwrap();
    assert!(svg.contains("</svg>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_picture_and_always_the_same(label in any::<String>()) {
        let model = Model::embedded().unwrap();
        let graph = graph(&label);
        let dot = write(&graph, &model, &Drawing::default());
        prop_assert_eq!(&dot, &write(&graph, &model, &Drawing::default()));
        prop_assert_eq!(read_back(&dot).len(), 2);
        prop_assert!(svg::draw(&dot, Layout::Dot).is_ok());
    }
}
