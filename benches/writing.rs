//! How fast RDF is written beside oxrdfio alone, which is given the same triples as they are.
//!
//! ```sh
//! cargo bench --bench writing               # letters of our own making
//! cargo bench --bench writing -- LETTER…    # other letters, or folders of them
//! ```
//! Both write one graph of all letters to memory, in turn. kamergraph has to walk its graph, to make
//! the IRIs of claims and evidence, and to sort; oxrdfio has quads in a list. Above 1, kamergraph is
//! the faster.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

#[path = "shared/letters.rs"]
mod support;

use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use oxrdf::Quad;
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use std::hint::black_box;
use std::time::{Duration, Instant};
use support::{on_processor, quartiles};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 9;
/// The formats and their syntaxes.
const FORMATS: [(Format, RdfFormat); 6] = [
    (Format::NQuads, RdfFormat::NQuads),
    (Format::NTriples, RdfFormat::NTriples),
    (Format::Turtle, RdfFormat::Turtle),
    (Format::TriG, RdfFormat::TriG),
    (Format::RdfXml, RdfFormat::RdfXml),
    (
        Format::JsonLd,
        RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
    ),
];
fn main() {
    let (given, []) = support::arguments([]);
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let pipeline = Pipeline::new(&knowledge);
    let letters = support::letters(given, &knowledge);
    let read: Vec<_> = letters
        .iter()
        .map(|(id, bytes)| Source::memory(id, bytes.clone()).expect("the letter holds something"))
        .map(|source| pipeline.extract(&source).expect("the letter holds text"))
        .collect();
    let graph = pipeline.graph(BASE_IRI, "all", &read);
    let options = Options::of(&knowledge);
    let turtle = render(&graph, &knowledge.model, &options, Format::Turtle);
    let prefixes = prefixes(&turtle.expect("it can be written"));
    println!("one graph of {} letters", letters.len());
    println!("          kamergraph      oxrdfio    ratio   quartiles");
    for (format, syntax) in FORMATS {
        let ours =
            || render(&graph, &knowledge.model, &options, format).expect("it can be written");
        let datasets = syntax.supports_datasets() && format != Format::JsonLd;
        let lines = if datasets {
            Format::NQuads
        } else {
            Format::NTriples
        };
        let lines = render(&graph, &knowledge.model, &options, lines).expect("it can be written");
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&lines)
            .collect::<Result<_, _>>()
            .expect("what is written can be read");
        let theirs = || serialized(syntax, &prefixes, &quads);
        let (mut times, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
        for _ in 0..RUNS {
            let (us, them) = (timed(ours), timed(theirs));
            times[0].push(us);
            times[1].push(them);
            ratios.push(them.as_secs_f64() / us.as_secs_f64());
        }
        ratios.sort_by(f64::total_cmp);
        let [us, them] = times.map(|times| quartiles(times)[1].as_secs_f64() * 1e3);
        println!(
            "{:<7} {us:>9.2} ms {them:>9.2} ms {:>8.2}   {:.2} – {:.2}",
            format.to_string(),
            ratios[RUNS / 2],
            ratios[RUNS / 4],
            ratios[RUNS * 3 / 4]
        );
    }
}

/// The prefixes that a Turtle file declares, so that both sides write the same bytes.
fn prefixes(file: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(file);
    let declared = text.lines().map_while(|line| {
        let (name, namespace) = line.strip_prefix("@prefix ")?.split_once(": <")?;
        let namespace = namespace.strip_suffix("> .")?;
        Some((name.to_owned(), namespace.to_owned()))
    });
    declared.collect()
}

fn serialized(syntax: RdfFormat, prefixes: &[(String, String)], quads: &[Quad]) -> Vec<u8> {
    let mut serializer = RdfSerializer::from_format(syntax);
    for (name, namespace) in prefixes {
        serializer = serializer.with_prefix(name, namespace).expect("a prefix");
    }
    let mut serializer = serializer.for_writer(Vec::new());
    for quad in quads {
        serializer.serialize_quad(quad).expect("memory takes it");
    }
    serializer.finish().expect("memory takes it")
}

/// How long this thread had a processor for it.
fn timed(run: impl FnOnce() -> Vec<u8>) -> Duration {
    let start = Instant::now();
    let before = on_processor();
    black_box(run());
    match (before, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}
