//! How often each stage asks for memory, and how much the whole way holds at once.
//!
//! ```sh
//! cargo bench --bench memory               # letters of our own making
//! cargo bench --bench memory -- LETTER…    # other letters, or folders of them
//! ```

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

#[path = "shared/letters.rs"]
mod support;

use allocation_counter::{AllocationInfo, measure};
use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::letter::Letter;
use kamergraph::mention::Finder;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::prose::Prose;
use kamergraph::relation::Reader;
use kamergraph::source::Source;
use kamergraph::text::Text;
use kamergraph::vocab::BASE_IRI;
use std::hint::black_box;
use support::{Bytes, quads};

/// What one stage asks for, summed over all letters.
#[derive(Default)]
struct Sum {
    name: &'static str,
    allocations: u64,
    bytes: u64,
    /// The most that one letter held at once.
    peak: u64,
}

impl Sum {
    fn add(&mut self, info: AllocationInfo) {
        self.allocations += info.count_total;
        self.bytes += info.bytes_total;
        self.peak = self.peak.max(info.bytes_max);
    }
}

/// Runs a stage and adds what it asks for.
fn counted<T>(sums: &mut Vec<Sum>, name: &'static str, run: impl FnOnce() -> T) -> T {
    let mut out = None;
    let info = measure(|| out = Some(run()));
    if sums.iter().all(|sum| sum.name != name) {
        sums.push(Sum {
            name,
            ..Sum::default()
        });
    }
    if let Some(sum) = sums.iter_mut().find(|sum| sum.name == name) {
        sum.add(info);
    }
    out.expect("the stage was run")
}

/// All stages of one letter.
fn stages(pipeline: &Pipeline<'_>, knowledge: &Knowledge, letter: &Bytes, sums: &mut Vec<Sum>) {
    let Knowledge {
        model,
        lexicon,
        rules,
        ..
    } = knowledge;
    let finder = Finder::new(model, lexicon, rules);
    let reader = Reader::new(model, rules);
    let (id, bytes) = letter;
    let source = counted(sums, "source", || {
        Source::memory(id, bytes.clone()).expect("the letter holds something")
    });
    let text = counted(sums, "text", || {
        Text::read(&source).expect("the letter holds text")
    });
    let letter = counted(sums, "letter", || Letter::read(&text, &source));
    let prose = counted(sums, "prose", || Prose::read(&letter, &rules.words));
    let mentions = counted(sums, "mentions", || finder.find(&letter, &prose));
    let claims = counted(sums, "relations", || {
        reader.read(&letter, &prose, &mentions, || true)
    });
    black_box(claims);
    let read = pipeline.extract(&source).expect("the letter holds text");
    let graph = counted(sums, "graph", || {
        pipeline.graph(BASE_IRI, &read.letter.id, [&read])
    });
    let written = counted(sums, "export nq", || {
        render(&graph, model, &Options::default(), Format::NQuads).expect("it can be written")
    });
    black_box(written);
}

/// The most memory that this process has had, in kB (Linux).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn main() {
    let (given, []) = support::arguments([]);
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let pipeline = Pipeline::new(&knowledge);
    let letters = support::letters(given, &knowledge);
    println!(
        "{} letters, {} bytes",
        letters.len(),
        support::size(&letters)
    );
    println!("                    allocations    kB a letter   most kB at once");
    let mut sums = Vec::new();
    for letter in letters.iter().take(22) {
        stages(&pipeline, &knowledge, letter, &mut sums);
    }
    let count = letters.len().min(22) as u64;
    let line = |sum: &Sum, count: u64| {
        println!(
            "{:<18} {:>12} {:>14.1} {:>17.1}",
            sum.name,
            sum.allocations / count,
            kilobytes(sum.bytes / count),
            kilobytes(sum.peak)
        );
    };
    for sum in &sums {
        line(sum, count);
    }
    let mut whole = Vec::new();
    for letter in &letters {
        counted(&mut whole, "text to N-Quads", || {
            black_box(quads(&pipeline, &knowledge, letter));
        });
    }
    for sum in &whole {
        line(sum, letters.len() as u64);
    }
    if let Some(peak) = peak() {
        println!(
            "the whole process, letters and all: {} MB at most",
            peak / 1000
        );
    }
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e3
}
