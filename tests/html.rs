//! The explorer's page: what it carries, what its policy allows, and that names stay text. What it
//! does in a browser is tested under `tests/browser`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/invented.rs"]
mod invented;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use invented::{graph, model, pair};
use kamergraph::export::{html, json};
use kamergraph::graph::Graph;
use sha2::{Digest as _, Sha256};

fn page() -> (Graph, String) {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let page = html::write(&graph, &model).expect("it can be laid out");
    (graph, page)
}

/// What stands between the first `start` and the next `end`.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).expect("it begins") + start.len();
    &page[from..][..page[from..].find(end).expect("it ends")]
}

#[test]
fn carries_the_graph_as_it_is() {
    let (graph, page) = page();
    let data = between(&page, "id=\"graph\">", "</script>");
    assert_eq!(json::read(data.as_bytes()).expect("a graph"), graph);
}

#[test]
fn places_every_node() {
    let (graph, page) = page();
    let look: serde_json::Value =
        serde_json::from_str(between(&page, "id=\"look\">", "</script>")).expect("JSON");
    let places = look["places"].as_object().expect("places");
    assert_eq!(places.len(), graph.nodes().count());
    for (_, node) in graph.nodes() {
        assert!(places[&node.id].is_array(), "{}", node.id);
    }
    for predicate in look["predicates"].as_array().expect("predicates") {
        assert!(predicate["nl"].as_str().is_some_and(|l| !l.is_empty()));
    }
}

#[test]
fn the_policy_names_the_one_script_and_the_one_style_sheet() {
    let (_, page) = page();
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    for (kind, start, end) in [
        ("script-src", "\n<script>", "</script>"),
        ("style-src", "<style>", "</style>"),
    ] {
        let print = STANDARD.encode(Sha256::digest(between(&page, start, end)));
        assert!(
            policy.contains(&format!("{kind} 'sha256-{print}'")),
            "{kind}"
        );
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http"));
}

#[test]
fn names_are_never_markup() {
    let (_, page) = page();
    // A name of the graph holds "<script>alert('x')</script>".
    assert!(!page.contains("<script>alert"));
    assert_eq!(page.matches("</script>").count(), 3);
    for hole in ["policy", "title", "style", "graph", "look", "script"] {
        assert!(!page.contains(&format!("{{{{{hole}}}}}")), "{hole}");
    }
}

#[test]
fn same_graph_same_bytes() {
    assert_eq!(page().1, page().1);
}
