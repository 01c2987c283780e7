//! Letters in a store in memory, and the questions that are built in.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::export::rdf::Options;
use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::source::Source;
use kamergraph::store::kept;
use kamergraph::store::local::{Limits, Local, Prepared, QueryError};
use kamergraph::store::results::Results;
use kamergraph::store::{LEXICON_GRAPH, NamedGraph, by_letter};
use sparesults::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits {
    time: Some(Duration::from_secs(60)),
    rows: None,
};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&[], &[]).unwrap());

/// The letters under `tests/letters`.
static LETTERS: LazyLock<Vec<Extraction>> = LazyLock::new(|| {
    let pipeline = Pipeline::new(&KNOWLEDGE);
    let mut folders: Vec<_> = std::fs::read_dir(letters::root().join("tests/letters"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("letter.txt"))
        .collect();
    folders.sort();
    let read = |path: &std::path::PathBuf| pipeline.extract(&Source::read(path).unwrap()).unwrap();
    folders.iter().map(read).collect()
});

fn graph<'e>(letters: impl IntoIterator<Item = &'e Extraction>) -> Graph {
    let pipeline = Pipeline::new(&KNOWLEDGE);
    pipeline.graph(kamergraph::vocab::BASE_IRI, "some", letters)
}

fn named(graph: &Graph) -> NamedGraph {
    NamedGraph::of(graph, &KNOWLEDGE.model, &Options::default()).unwrap()
}

/// A store of all letters.
static STORE: LazyLock<Local> = LazyLock::new(|| {
    let store = Local::new().unwrap();
    for letter in LETTERS.iter() {
        store.add(&named(&graph([letter]))).unwrap();
    }
    store.add_lexicon(&[]).unwrap();
    store
});

fn ask(text: &str, limits: Limits) -> Result<Results, QueryError> {
    STORE.query(&Prepared::read(text)?, limits)
}

/// Rows of a query as texts.
fn rows(text: &str) -> Vec<Vec<String>> {
    match ask(text, LIMITS).unwrap() {
        Results::Rows { rows, .. } => {
            let cell = |term: &Option<oxigraph::model::Term>| {
                term.as_ref().map_or_else(String::new, ToString::to_string)
            };
            rows.iter()
                .map(|row| row.iter().map(cell).collect())
                .collect()
        }
        other => panic!("no rows: {other:?}"),
    }
}

#[test]
fn every_question_that_is_built_in_has_an_answer() {
    for kept in kept::ALL {
        let found = rows(kept.text);
        assert!(!found.is_empty(), "{} gives nothing", kept.name);
        let distinct: BTreeSet<_> = found.iter().collect();
        assert_eq!(distinct.len(), found.len(), "{} repeats itself", kept.name);
    }
}

#[test]
fn what_is_not_stated_oversees_nothing() {
    let stated = rows(kept::Kept::named("who-oversees-what").unwrap().text);
    let pairs: BTreeSet<_> = stated.iter().map(|row| (&row[0], &row[1])).collect();
    let all = rows(
        "SELECT DISTINCT ?a ?b { ?x kg:oversees ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b }",
    );
    let plain: BTreeSet<_> = all.iter().map(|row| (&row[0], &row[1])).collect();
    assert_eq!(pairs, plain);
}

#[test]
fn the_parts_of_a_graph_are_the_whole() {
    let merged = graph(LETTERS.iter());
    let parts = by_letter(&merged);
    assert_eq!(parts.len(), LETTERS.len());
    let mut together = BTreeSet::new();
    for (part, id) in parts.iter().zip(&merged.letters) {
        let part = named(part);
        assert_eq!(part.iri, format!("https://w3id.org/kamergraph/letter/{id}"));
        together.extend(part.triples);
    }
    let whole = named(&merged).triples;
    let differ: Vec<_> = together.symmetric_difference(&whole).collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn a_part_holds_what_its_letter_alone_would() {
    let merged = graph(LETTERS.iter());
    for (part, letter) in by_letter(&merged).iter().map(|p| (p, alone(&p.letters[0]))) {
        let (part, letter) = (named(part), named(&letter));
        let lost = letter.triples.difference(&part.triples);
        // Of several names that letters give an entity, the merged graph prefers one; and an entity
        // that nothing hangs on does not tell of which letter it is.
        let hangs = |triple: &&String| {
            let subject = triple.split(' ').next().unwrap();
            letter
                .triples
                .iter()
                .any(|t| t.contains(&format!("> {subject} .")))
        };
        let lost: Vec<_> = lost
            .filter(|t| !t.contains("Label> "))
            .filter(hangs)
            .collect();
        assert!(lost.is_empty(), "{}: {lost:#?}", part.iri);
    }
}

fn alone(id: &str) -> Graph {
    graph(LETTERS.iter().filter(|letter| letter.letter.id == id))
}

#[test]
fn each_letter_is_a_named_graph_and_the_lexicon_stands_beside() {
    let graphs = rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }");
    assert_eq!(graphs.len(), LETTERS.len() + 2);
    let named_here = |query: &str| rows(query)[0][0].clone();
    let in_letters = named_here("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Regulator }");
    let in_lexicon = named_here(&format!(
        "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ GRAPH <{LEXICON_GRAPH}> {{ ?x a kg:Regulator }} }}"
    ));
    assert_ne!(in_letters, in_lexicon);
    // The model's tree of classes serves the letters.
    let agents = rows("SELECT ?x { ?x a/rdfs:subClassOf* kg:Agent } LIMIT 1");
    assert_eq!(agents.len(), 1);
}

#[test]
fn the_default_graph_says_nothing_twice() {
    let found = rows("SELECT ?s ?p ?o { ?s ?p ?o }");
    let distinct: BTreeSet<_> = found.iter().collect();
    assert_eq!(found.len(), distinct.len());
}

#[test]
fn answers_can_be_read_by_others() {
    let results = ask("SELECT ?a ?b { ?a kg:oversees ?b }", LIMITS).unwrap();
    let Results::Rows { rows, .. } = &results else {
        panic!("no rows")
    };
    for format in [
        QueryResultsFormat::Json,
        QueryResultsFormat::Xml,
        QueryResultsFormat::Tsv,
    ] {
        let bytes = results.table(format).unwrap().unwrap();
        match QueryResultsParser::from_format(format)
            .for_slice(&bytes)
            .unwrap()
        {
            SliceQueryResultsParserOutput::Solutions(read) => {
                let read: Vec<_> = read.map(|row| row.unwrap().values().to_vec()).collect();
                assert_eq!(&read, rows);
            }
            SliceQueryResultsParserOutput::Boolean(_) => panic!("no rows"),
        }
    }
}

#[test]
fn what_is_no_query_is_told_so() {
    let error = |text: &str| Prepared::read(text).unwrap_err().to_string();
    assert!(
        error("SELECT * {\n ?s ?p }").contains("line 2"),
        "{}",
        error("SELECT * {\n ?s ?p }")
    );
    assert!(matches!(
        Prepared::read("CLEAR ALL"),
        Err(QueryError::Update)
    ));
    assert!(matches!(
        ask(
            "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
            LIMITS
        ),
        Err(QueryError::Service)
    ));
    let deep = format!("SELECT * {}{}", "{".repeat(5000), "}".repeat(5000));
    assert!(matches!(Prepared::read(&deep), Err(QueryError::Syntax(_))));
}

#[test]
fn a_query_ends_in_time_and_stops_at_its_limit() {
    let limits = Limits {
        time: Some(Duration::from_millis(200)),
        rows: Some(1),
    };
    let begun = Instant::now();
    let all = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    assert!(matches!(ask(all, limits), Err(QueryError::Timeout(_))));
    assert!(begun.elapsed() < Duration::from_secs(20));
    let limits = Limits {
        rows: Some(3),
        ..LIMITS
    };
    assert!(ask("SELECT * { ?s ?p ?o }", limits).unwrap().more());
    assert!(
        ask("DESCRIBE ?s { ?s a kg:Letter }", limits)
            .unwrap()
            .more()
    );
    assert!(!ask("SELECT * { ?s ?p ?o } LIMIT 3", limits).unwrap().more());
}
