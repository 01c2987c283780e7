//! Node-link JSON: its form, and that reading it gives the same graph again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/invented.rs"]
mod invented;

use invented::{graph, model, pair};
use kamergraph::export::json;
use serde_json::Value;

fn text(graph: &kamergraph::graph::Graph) -> String {
    let mut out = Vec::new();
    json::write(graph, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn the_form_is_the_contract() {
    let model = model();
    let value: Value = serde_json::from_str(&text(&graph(&model, &pair(&model)))).expect("JSON");
    assert_eq!(value["directed"], true);
    assert_eq!(value["multigraph"], true);
    assert_eq!(
        value["graph"]["letters"],
        serde_json::json!(["2099Z00001", "naam met spatie #1?"])
    );
    let nodes = value["nodes"].as_array().expect("nodes");
    let of_type = |class: &str| {
        nodes
            .iter()
            .filter(|n| n["type"] == class)
            .collect::<Vec<_>>()
    };
    let regulator = of_type("Regulator")[0];
    assert_eq!(
        regulator["types"],
        serde_json::json!(["Regulator", "PublicBody"])
    );
    assert_eq!(
        regulator["label"],
        "Inspectie \"Recht\" & <script>alert('x')</script>"
    );
    let question = nodes
        .iter()
        .find(|n| n["id"] == "2099Z00001-q2")
        .expect("question 2");
    assert_eq!(question["number"], 2);
    assert_eq!(question["text"], "Is dat genoeg?");
    assert_eq!(question["label"], "Vraag 2");
    assert!(
        question["answer"]
            .as_str()
            .is_some_and(|a| a.starts_with("Zie het antwoord"))
    );
    assert_eq!(of_type("Letter")[0]["askedOn"], "2024-02-29");
    assert_eq!(of_type("Dossier")[0]["label"], "Kamerstukdossier 99123");

    let edges = value["edges"].as_array().expect("edges");
    let of = |predicate: &str| {
        edges
            .iter()
            .filter(|e| e["predicate"] == predicate)
            .collect::<Vec<_>>()
    };
    let stated: Vec<_> = of("oversees")
        .into_iter()
        .filter(|e| e["status"] == "stated")
        .collect();
    assert_eq!(
        stated.len(),
        1,
        "one edge for the claim that both letters make"
    );
    assert_eq!(stated[0]["evidence"].as_array().map(Vec::len), Some(2));
    assert_eq!(stated[0]["key"], "oversees");
    assert!(stated[0].get("negated").is_none() && stated[0].get("inferred").is_none());
    assert_eq!(of("implements")[0]["negated"], true);
    assert_eq!(of("inLetter")[0]["inferred"], true);
    assert_eq!(of("refersTo").len(), 2);
    assert_eq!(of("askedBy").len(), 4, "each question by each asker");
    assert_eq!(of("cites").len(), 1, "documents are cited");
    assert_eq!(
        of("funds").len(),
        1,
        "nothing stands in a relation to itself"
    );
    let turned: Vec<_> = of("cooperatesWith")
        .iter()
        .map(|e| (e["source"].clone(), e["target"].clone()))
        .collect();
    assert_eq!(
        turned[0], turned[1],
        "what holds both ways is written one way"
    );
}

#[test]
fn quotes_stand_where_their_characters_say() {
    let model = model();
    let value: Value = serde_json::from_str(&text(&graph(&model, &pair(&model)))).expect("JSON");
    let letter = |id: &Value| {
        let nodes = value["nodes"].as_array().expect("nodes");
        let node = nodes
            .iter()
            .find(|n| n["type"] == "Letter" && n["label"] == *id)
            .expect("letter");
        node["text"]
            .as_str()
            .expect("text")
            .chars()
            .collect::<Vec<char>>()
    };
    let mut seen = 0;
    for edge in value["edges"].as_array().expect("edges") {
        for piece in edge["evidence"].as_array().expect("evidence") {
            let place = |key: &str| usize::try_from(piece[key].as_u64().expect(key)).expect(key);
            let slice: String = letter(&piece["letter"])[place("start")..place("end")]
                .iter()
                .collect();
            assert_eq!(piece["quote"], slice.as_str());
            seen += 1;
        }
        let empty = edge["evidence"].as_array().is_none_or(Vec::is_empty);
        assert_eq!(empty, edge.get("inferred").is_some(), "{edge}");
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn reading_gives_the_same_graph() {
    let model = model();
    let graph = graph(&model, &pair(&model));
    let json = text(&graph);
    let back = json::read(json.as_bytes()).expect("it is a graph");
    assert_eq!(back, graph);
    assert_eq!(text(&back), json);
}

#[test]
fn everything_that_does_not_fit_is_told_at_once() {
    let broken = r#"{"directed": true, "multigraph": true, "graph": {"name": "x", "letters": []},
        "nodes": [{"id": "a", "iri": "http://a", "type": "State", "types": ["State"], "label": "A"},
                  {"id": "a", "iri": "http://a", "type": "State", "types": ["State"], "label": "A"}],
        "links": [{"source": "a", "target": "b", "predicate": "funds", "status": "stated"},
                  {"source": "a", "target": "a", "predicate": "funds", "status": "perhaps"}]}"#;
    let error = json::read(broken.as_bytes())
        .expect_err("broken")
        .to_string();
    assert_eq!(
        error,
        "two nodes have the id \"a\"\n\
         two nodes have the IRI \"http://a\"\n\
         the edge \"funds\" from \"a\" to \"b\" has no node at an end\n\
         \"perhaps\" is no status; use stated, planned, denied or asked (\"funds\" from \"a\" to \"a\")"
    );
    let error = json::read(b"{\n \"directed\": 3")
        .expect_err("broken")
        .to_string();
    assert!(error.contains("line 2 column"), "{error}");
}
