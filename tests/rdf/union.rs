//! Letters that were read or drawn come out whole, and merging them is union.

use super::invented::{self, graph, letter, model};
use super::letters;
use super::{SYNTAXES, bytes, of, triples};
use kamergraph::export::json;
use kamergraph::graph::GraphBuilder;
use kamergraph::model::Model;
use kamergraph::relation::Status;
use kamergraph::vocab::BASE_IRI;
use oxrdfio::RdfFormat;
use proptest::prelude::*;

/// What holds of invented letters holds of those that were read from end to end.
#[test]
fn letters_that_were_read_come_out_whole_in_every_syntax() {
    let model = model();
    let read: Vec<_> = letters::golden()
        .iter()
        .map(|golden| letters::extract(&golden.letter))
        .collect();
    let mut union = GraphBuilder::new(BASE_IRI, &model);
    for letter in &read {
        let graph = letters::graph(letter);
        union.add_graph(&graph);
        let wanted = triples(&of(&graph, &model, RdfFormat::NTriples));
        for syntax in SYNTAXES {
            let found = triples(&of(&graph, &model, syntax));
            assert!(found == wanted, "{}: {syntax}", graph.name);
        }
        let mut text = Vec::new();
        json::write(&graph, &mut text).expect("memory takes it");
        let back = json::read(&text).expect("it is a graph");
        assert!(back == graph, "{}: JSON", graph.name);
    }
    let together = letters::pipeline().graph(BASE_IRI, "all", read.iter().rev());
    assert!(union.finish("all") == together, "merging is union");
}

/// A letter of a few entities and claims, all drawn from small sets so that letters overlap.
#[derive(Debug, Clone)]
struct Drawn {
    id: u8,
    /// Class and name.
    names: Vec<(usize, usize)>,
    /// Subject, predicate, object, status.
    said: Vec<[usize; 4]>,
}

fn any_letter() -> impl Strategy<Value = Drawn> {
    let names = prop::collection::vec((0usize..4, 0usize..4), 2..5);
    let said = prop::collection::vec([0usize..5, 0usize..4, 0usize..5, 0usize..4], 0..6);
    (0u8..4, names, said).prop_map(|(id, names, said)| Drawn { id, names, said })
}

fn build(model: &Model, drawn: &Drawn) -> invented::Invented {
    const CLASSES: [&str; 4] = ["Regulator", "Organisation", "Programme", "Document"];
    const NAMES: [&str; 4] = ["Raad", "raad", "RAAD", "Kamerstuk 99 001, nr. 2"];
    const PREDICATES: [&str; 4] = ["oversees", "cooperatesWith", "develops", "partOf"];
    let entities: Vec<(&str, &str)> = drawn
        .names
        .iter()
        .map(|(c, n)| (CLASSES[*c], NAMES[*n]))
        .collect();
    let count = entities.len();
    let claim = |[s, p, o, status]: &[usize; 4]| {
        (
            s % count,
            PREDICATES[*p],
            o % count,
            Status::ALL[*status],
            2,
        )
    };
    let said: Vec<invented::Said<'_>> = drawn.said.iter().map(claim).collect();
    letter(model, &format!("2099Z{}", drawn.id), &entities, &said)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// The same set of letters gives the same graph in any order, read at once or merged later.
    #[test]
    fn the_order_of_letters_plays_no_part(drawn in prop::collection::vec(any_letter(), 1..4), turn in 0usize..4) {
        let model = model();
        let letters: Vec<_> = drawn.iter().map(|d| build(&model, d)).collect();
        let straight = graph(&model, &letters);
        let mut turned: Vec<_> = letters.iter().rev().collect();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let other = graph(&model, turned.iter().copied());
        prop_assert_eq!(&straight, &other);
        prop_assert_eq!(&straight.warnings, &other.warnings);

        let mut merged = GraphBuilder::new(BASE_IRI, &model);
        for one in turned {
            merged.add_graph(&graph(&model, [one]));
        }
        let merged = merged.finish("merged");
        prop_assert_eq!(&straight, &merged);
        prop_assert_eq!(
            bytes(&straight, &model, RdfFormat::NQuads),
            bytes(&merged, &model, RdfFormat::NQuads)
        );
    }
}
