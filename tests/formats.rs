//! All formats hold the same nodes and edges: whatever the graph, each file is read back and held
//! against the graph that it was made of.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "formats/readers.rs"]
mod readers;

use kamergraph::export::dot::Drawing;
use kamergraph::export::{Format, Options, render_files};
use kamergraph::graph::{Body, Edge, Graph, GraphBuilder, Node};
use kamergraph::model::Model;
use kamergraph::relation::{Evidence, Status};
use kamergraph::span::Span;
use kamergraph::view::{Preset, Selection, ViewError, select};
use proptest::prelude::*;
use readers::{
    Content, cytoscape, dot, jgf, json, mermaid, neo4j, spreadsheet, without_labels, xml,
};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::embedded().unwrap());

fn model() -> &'static Model {
    &MODEL
}
/// Holds every format of a graph against it.
fn holds_in_every_format(graph: &Graph) {
    let options = Options {
        drawing: Drawing {
            questions: true,
            isolated: true,
            ..Drawing::default()
        },
        ..Options::default()
    };
    let files = |format| render_files(graph, model(), &options, format).unwrap();
    let all = || Content::of(graph);
    for format in Format::ALL {
        let name = format.name();
        assert!(format.by_letter() || files(format).len() == format.files().len());
        match format {
            Format::Json => assert_eq!(json(&files(format)[0]), all(), "{name}"),
            Format::Cytoscape => assert_eq!(cytoscape(&files(format)[0]), all(), "{name}"),
            Format::Jgf => assert_eq!(jgf(&files(format)[0]), all(), "{name}"),
            Format::GraphMl | Format::Gexf => {
                assert_eq!(xml(&files(format)[0]), all().in_xml(), "{name}");
            }
            Format::Neo4j => {
                let files = files(format);
                assert_eq!(neo4j(&files[0], &files[1]), all(), "{name}");
            }
            Format::Csv => {
                let mut wanted = all();
                let touched = |id: &String| wanted.edges.iter().any(|(s, _, o)| s == id || o == id);
                let lone: Vec<String> = wanted
                    .nodes
                    .keys()
                    .filter(|i| !touched(i))
                    .cloned()
                    .collect();
                for id in &lone {
                    wanted.nodes.remove(id);
                }
                for label in wanted.nodes.values_mut() {
                    *label = label.strip_prefix('\'').unwrap_or(label).to_owned();
                }
                assert_eq!(spreadsheet(&files(format)[0]), wanted, "{name}");
            }
            Format::Dot => assert_eq!(
                without_labels(dot(&files(format)[0])),
                without_labels(all()),
                "{name}"
            ),
            Format::Mermaid => {
                let wanted = graph.graph.edge_indices().map(|e| {
                    let (s, o) = graph.graph.edge_endpoints(e).unwrap();
                    (s.index(), o.index())
                });
                let nodes = (0..graph.graph.node_count()).collect();
                assert_eq!(mermaid(&files(format)[0]), (nodes, wanted.collect()));
            }
            // Held against the graph by tests of their own: tests/rdf.rs, tests/dot.rs, tests/export.rs.
            _ => {}
        }
    }
}

fn node(number: usize, label: &str, class: &str) -> Node {
    Node {
        id: format!("node-{number}"),
        iri: format!("https://example.org/id/node-{number}"),
        types: [class.to_owned()].into(),
        label: label.to_owned(),
        alt_labels: vec![format!("{label}|{label}")],
        same_as: vec!["https://example.org/a?b=c&d".to_owned()],
        body: match class {
            "Question" => Body::Question {
                number: 3,
                text: label.to_owned(),
                answer: Some(label.to_owned()),
                letter: "2030Z00001".to_owned(),
            },
            _ => Body::Entity,
        },
    }
}

/// A graph of these nodes and edges, as any other one is put together.
fn graph(nodes: &[(String, usize)], edges: &[(usize, usize, usize, usize)]) -> Graph {
    const CLASSES: [&str; 5] = [
        "Regulator",
        "Legislation",
        "Question",
        "Ministry",
        "Unheard",
    ];
    const PREDICATES: [&str; 5] = ["oversees", "funds", "mentions", "partOf", "designatedUnder"];
    let mut draft = Graph::default();
    draft.letters = vec!["2030Z00001".to_owned()];
    let indices: Vec<_> = nodes
        .iter()
        .enumerate()
        .map(|(n, (label, class))| draft.graph.add_node(node(n, label, CLASSES[*class])))
        .collect();
    for (subject, predicate, object, status) in edges {
        let (Some(from), Some(to)) = (indices.get(*subject), indices.get(*object)) else {
            continue;
        };
        let quote = nodes[*subject].0.clone();
        let span = Span::new(0, quote.len());
        let evidence = Evidence {
            letter: "2030Z00001".into(),
            question: 3,
            span,
            chars: Span::new(0, quote.chars().count()),
            quote: quote.into(),
            rule: "test".into(),
            place: None,
        };
        let edge = Edge {
            predicate: PREDICATES[*predicate].into(),
            status: Status::ALL[*status],
            inferred: false,
            evidence: vec![evidence],
        };
        draft.graph.add_edge(*from, *to, edge);
    }
    let mut builder = GraphBuilder::new("https://example.org/id/", model());
    builder.add_graph(&draft);
    builder.finish("a \"graph\" of <all> & sundry")
}

const HOSTILE: [&str; 12] = [
    "",
    "=HYPERLINK(\"https://example.org\")",
    "+31 70 \"a\"; b, c",
    "-1",
    "@SUM(A1)",
    "<b>&amp;</b> ]]> --> <!-- ",
    "a\nb\r\nc\td",
    "\u{0}\u{7}\u{1b}\u{fffe}",
    "end",
    "a | b ¦ c; d \\",
    "'quoted'",
    "ë 名前 \u{1f600} “‘’”",
];

#[test]
fn every_format_holds_hostile_names() {
    let nodes: Vec<(String, usize)> = HOSTILE
        .iter()
        .enumerate()
        .map(|(n, label)| ((*label).to_owned(), n % 5))
        .collect();
    let edges: Vec<_> = (0..40)
        .map(|n| (n % 12, n % 5, (n * 5 + 1) % 12, n % 4))
        .collect();
    holds_in_every_format(&graph(&nodes, &edges));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_format_holds_the_same_nodes_and_edges(
        nodes in prop::collection::vec((any::<String>(), 0..5_usize), 0..7),
        edges in prop::collection::vec((0..7_usize, 0..5_usize, 0..7_usize, 0..4_usize), 0..16),
    ) {
        holds_in_every_format(&graph(&nodes, &edges));
    }
}

/// regulator –oversees→ law ←mentions– question –mentions→ ministry –funds→ programme (planned)
fn chain() -> Graph {
    let nodes = ["Toezichthouder", "Wet", "Vraag", "Ministerie", "Programma"];
    let nodes: Vec<_> = nodes
        .iter()
        .zip(0..)
        .map(|(n, class)| ((*n).to_owned(), class))
        .collect();
    graph(
        &nodes,
        &[(0, 0, 1, 0), (2, 2, 1, 0), (2, 2, 3, 0), (3, 1, 4, 1)],
    )
}

fn labels(selection: &Selection) -> Vec<String> {
    let part = select(&chain(), selection).unwrap();
    holds_in_every_format(&part);
    part.nodes().map(|(_, n)| n.label.clone()).collect()
}

#[test]
fn views_show_their_predicates_and_nothing_else() {
    let view = |preset| {
        labels(&Selection {
            preset: Some(preset),
            ..Selection::default()
        })
    };
    assert_eq!(view(Preset::All).len(), 5);
    assert_eq!(view(Preset::Oversight), ["Toezichthouder", "Wet"]);
    assert_eq!(view(Preset::Money), ["Ministerie", "Programma"]);
    assert_eq!(view(Preset::Letter), ["Wet", "Vraag", "Ministerie"]);
}

#[test]
fn a_focus_goes_so_many_edges_far_and_never_through_a_question() {
    let near = |name: &str, depth| {
        labels(&Selection {
            focus: vec![name.to_owned()],
            depth,
            ..Selection::default()
        })
    };
    assert_eq!(near("toezichthouder", 0), ["Toezichthouder"]);
    assert_eq!(near("toezichthouder", 1), ["Toezichthouder", "Wet"]);
    assert_eq!(
        near("toezichthouder", 9),
        ["Toezichthouder", "Wet", "Vraag"]
    );
}

#[test]
fn predicates_statuses_and_questions_are_chosen() {
    let only = |name: &str| {
        let selection = Selection {
            only: vec![name.to_owned()],
            ..Selection::default()
        };
        selection.check(model())
    };
    assert_eq!(labels(&only("funds").unwrap()), ["Ministerie", "Programma"]);
    let wrong = only("overses").unwrap_err();
    assert!(matches!(wrong, ViewError::UnknownPredicate { .. }));
    assert!(
        wrong.to_string().contains("did you mean oversees?"),
        "{wrong}"
    );
    let planned = Selection {
        status: vec![Status::Planned],
        ..Selection::default()
    };
    assert_eq!(labels(&planned), ["Ministerie", "Programma"]);
    let without = Selection {
        no_questions: true,
        ..Selection::default()
    };
    assert_eq!(
        labels(&without),
        ["Toezichthouder", "Wet", "Ministerie", "Programma"]
    );
}
