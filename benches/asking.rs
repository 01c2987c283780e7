//! How long an answer takes on one graph of many letters, when the graph is loaded.
//!
//! ```sh
//! cargo bench --bench asking                        # on 1,000 letters of our own making
//! cargo bench --bench asking -- 100000 plain.nt     # on so many, and the graph for others to ask
//! ```
//! The question is `who oversees …` the law that most bodies oversee. With a file, the entities'
//! types and names and the plain triples of the claims are written there, without letters and
//! evidence, and for each line of standard input the question is answered once and its seconds are
//! printed: `compare.py` asks rdflib the same in turn.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

#[path = "shared/letters.rs"]
mod support;

use kamergraph::ask::Asker;
use kamergraph::graph::{Body, Graph, GraphBuilder, Node};
use kamergraph::letter::Letter;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::relation::Status;
use kamergraph::source::Source;
use kamergraph::vocab::{BASE_IRI, kg, rdf, skos};
use oxrdf::{LiteralRef, NamedNodeRef, TripleRef};
use oxrdfio::{RdfFormat, RdfSerializer};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{BufRead as _, BufWriter};
use std::path::Path;
use std::time::Instant;
use support::{Bytes, quartiles};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LETTERS: u64 = 1000;
const AT_ONCE: usize = 256;
const RUNS: usize = 99;

fn main() {
    let (given, []) = support::arguments([]);
    let mut given = given.into_iter();
    let count = given.next().map_or(LETTERS, |count| {
        let count = count.to_str().and_then(|count| count.parse().ok());
        count.expect("the first argument is a number of letters")
    });
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let start = Instant::now();
    let graph = merged(&knowledge, count);
    let asker = Asker::new(&graph, &knowledge.model).expect("the questions are in order");
    let law = most_overseen(&graph).expect("somebody oversees something");
    let question = ["who", "oversees", law.label.as_str()].map(str::to_owned);
    let answer = asker.ask(&question).expect("the question is understood");
    println!(
        "{count} letters: {} nodes, {} edges, made in {:.1} s; {} bodies oversee {}",
        graph.graph.node_count(),
        graph.graph.edge_count(),
        start.elapsed().as_secs_f64(),
        answer.facts.len(),
        law.label
    );
    let ask = || {
        let start = Instant::now();
        black_box(asker.ask(&question).expect("the question is understood"));
        start.elapsed()
    };
    if let Some(file) = given.next() {
        write(&graph, &file).expect("the file can be written");
        println!("{}", law.iri);
        for _ in std::io::stdin().lock().lines() {
            println!("{}", ask().as_secs_f64());
        }
    } else {
        let [low, median, high] = quartiles((0..RUNS).map(|_| ask()).collect());
        println!("an answer: {median:?}   {low:?} – {high:?}");
    }
}

/// One graph of so many letters.
fn merged(knowledge: &Knowledge, count: u64) -> Graph {
    let pipeline = Pipeline::new(knowledge);
    let mut builder = GraphBuilder::new(BASE_IRI, &knowledge.model);
    let mut letters = support::made(knowledge, count);
    loop {
        let some: Vec<Bytes> = letters.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let read = some.par_iter().map(|(id, bytes)| {
            let source = Source::memory(id, bytes.clone()).expect("the letter holds something");
            pipeline.extract(&source).expect("the letter holds text")
        });
        for Extraction {
            letter,
            sentences,
            mentions,
            claims,
            ..
        } in read.collect::<Vec<_>>()
        {
            let letter: &Letter = &letter;
            builder.add(letter, &sentences, &mentions, &claims);
        }
    }
    builder.infer(&knowledge.lexicon);
    builder.finish("all")
}

/// The node that most others oversee; of several the first by IRI.
fn most_overseen(graph: &Graph) -> Option<&Node> {
    let mut overseen: BTreeMap<&str, (usize, &Node)> = BTreeMap::new();
    for (_, edge, object) in graph.edges() {
        if edge.predicate.as_ref() == "oversees" && edge.status == Status::Stated {
            overseen.entry(&object.iri).or_insert((0, object)).0 += 1;
        }
    }
    let most = overseen.values().map(|(count, _)| *count).max()?;
    let mut found = overseen.values().filter(|(count, _)| *count == most);
    found.next().map(|(_, node)| *node)
}

/// Types and names of entities, and what is stated of them, as N-Triples.
fn write(graph: &Graph, file: &Path) -> std::io::Result<()> {
    let out = BufWriter::new(std::fs::File::create(file)?);
    let mut out = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(out);
    let term = |name: &str| format!("{}{name}", kg::NAMESPACE);
    for (_, node) in graph.nodes().filter(|(_, node)| node.body == Body::Entity) {
        let iri = NamedNodeRef::new_unchecked(&node.iri);
        for class in node.types.iter() {
            let class = term(class);
            let class = NamedNodeRef::new_unchecked(&class);
            out.serialize_triple(TripleRef::new(iri, rdf::TYPE, class))?;
        }
        let label = LiteralRef::new_language_tagged_literal_unchecked(&node.label, "nl");
        out.serialize_triple(TripleRef::new(iri, skos::PREF_LABEL, label))?;
    }
    for (subject, edge, object) in graph.edges() {
        let both = subject.body == Body::Entity && object.body == Body::Entity;
        if both && edge.status == Status::Stated {
            let predicate = term(&edge.predicate);
            let [subject, predicate, object] =
                [&subject.iri, &predicate, &object.iri].map(|iri| NamedNodeRef::new_unchecked(iri));
            out.serialize_triple(TripleRef::new(subject, predicate, object))?;
        }
    }
    out.finish()?;
    Ok(())
}
