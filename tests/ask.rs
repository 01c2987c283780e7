//! Questions put to a graph that is kept under `tests/cli/files`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kamergraph::ask::{AskError, Asked, Lang, ask};
use kamergraph::export::json;
use kamergraph::graph::Graph;
use kamergraph::model::Model;
use proptest::prelude::*;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::embedded().unwrap());
static GRAPH: LazyLock<Graph> =
    LazyLock::new(|| json::read(include_bytes!("cli/files/groen.json")).unwrap());

fn words(question: &str) -> Vec<String> {
    question.split(' ').map(str::to_owned).collect()
}

/// Subjects and objects of the claims that answer.
fn answers(question: &str) -> Vec<(String, String)> {
    let answer = ask(&GRAPH, &MODEL, &words(question)).unwrap();
    let ends = |f: &kamergraph::ask::Fact| (f.subject.label.clone(), f.object.label.clone());
    answer.facts.iter().map(ends).collect()
}

#[test]
fn names_are_matched_loosely() {
    let wog = "Wet openbaar groen";
    for name in [
        wog,
        "wog",
        "de Wog",
        "WET OPENBAAR GROEN",
        "wet-openbaar-groen",
        "wet open",
        "Wet opnbaar groen",
        "groen wet",
    ] {
        let answer = ask(&GRAPH, &MODEL, &words(&format!("who oversees {name}"))).unwrap();
        assert_eq!(answer.entities[0].label, wog, "{name}");
    }
    let cafe = ask(&GRAPH, &MODEL, &words("about Cafe De Linde")).unwrap();
    assert_eq!(cafe.entities[0].label, "Café de Linde");
    assert!(cafe.taken.is_empty());
}

#[test]
fn what_holds_both_ways_is_found_from_both_ends() {
    let pair = [(
        "Bomenraad".to_owned(),
        "Raad voor het Openbaar Groen".to_owned(),
    )];
    assert_eq!(answers("who cooperates with Bomenraad"), pair);
    assert_eq!(answers("who cooperates with ROG"), pair);
    assert_eq!(answers("met wie werkt de ROG samen"), pair);
}

#[test]
fn every_predicate_can_be_asked_for_by_name_and_by_label() {
    for (_, predicate) in MODEL.predicates() {
        for says in [&predicate.name, &predicate.label_en] {
            let question = words(&format!("who {says} ROG"));
            let answer = ask(&GRAPH, &MODEL, &question).unwrap();
            assert_eq!(answer.asked, Asked::Subject, "{says}");
            assert_eq!(answer.lang, Lang::En, "{says}");
        }
        let question = words(&format!("wie {} ROG", predicate.label_nl));
        let answer = ask(&GRAPH, &MODEL, &question).unwrap();
        assert_eq!(
            (answer.asked, answer.lang),
            (Asked::Subject, Lang::Nl),
            "{question:?}"
        );
    }
}

#[test]
fn a_way_leads_over_what_holds_and_not_over_what_is_denied_or_asked() {
    // Denied: Bomenraad oversees Wog. Asked: ROG develops Bomenkaart.
    assert_eq!(answers("path Wog Bomenraad").len(), 2);
    assert!(answers("path ROG Bomenkaart").is_empty());
}

#[test]
fn what_fits_nothing_is_told_apart_from_what_is_not_said() {
    let error = |question: &str| ask(&GRAPH, &MODEL, &words(question)).unwrap_err();
    assert!(matches!(error("sing a song"), AskError::NotUnderstood(_)));
    assert!(matches!(
        error("who oversees bomen"),
        AskError::Ambiguous { .. }
    ));
    assert!(matches!(error("about Zzz"), AskError::NoSuchName { .. }));
    assert!(answers("who funds Wog").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_question_is_too_strange(question in prop::collection::vec(any::<String>(), 0..6)) {
        let _ = ask(&GRAPH, &MODEL, &question);
    }

    #[test]
    fn nor_any_mixture_of_known_words(
        question in prop::collection::vec(
            prop::sample::select(vec!["who", "wie", "oversees", "path", "ROG", "Wog", "is", "van", "X", "waarom", "op", "?"]),
            0..70,
        )
    ) {
        let question: Vec<String> = question.into_iter().map(str::to_owned).collect();
        let _ = ask(&GRAPH, &MODEL, &question);
    }
}
