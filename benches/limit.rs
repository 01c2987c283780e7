//! What cannot be done faster: a search for all names, the text cut into words, and as many bytes
//! written as kamergraph writes; nothing is understood.
//!
//! ```sh
//! cargo bench --bench limit               # letters of our own making
//! cargo bench --bench limit -- LETTER…    # other letters, or folders of them
//! ```
//! The names are those of the lexicon, found by Aho and Corasick's automaton, built beforehand; the
//! N-Quads are made beforehand, too, and are copied.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

#[path = "shared/letters.rs"]
mod support;

use aho_corasick::{AhoCorasick, MatchKind};
use kamergraph::pipeline::{Knowledge, Pipeline};
use std::hint::black_box;
use std::time::{Duration, Instant};
use support::{on_processor, quartiles, rate};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TIME: Duration = Duration::from_millis(400);
const RUNS: usize = 5;

fn main() {
    let (given, []) = support::arguments([]);
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let pipeline = Pipeline::new(&knowledge);
    let letters = support::letters(given, &knowledge);
    let size = support::size(&letters);
    let names = knowledge.lexicon.concepts().iter().flat_map(|c| &c.names);
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.map(|name| name.text.as_str()))
        .expect("the names make an automaton");
    let letters: Vec<(String, Vec<u8>)> = letters
        .into_iter()
        .map(|letter| {
            let quads = support::quads(&pipeline, &knowledge, &letter);
            (String::from_utf8_lossy(&letter.1).into_owned(), quads)
        })
        .collect();
    let start = Instant::now();
    let clock = || on_processor().unwrap_or_else(|| start.elapsed());
    let mut times = Vec::new();
    while times.len() < RUNS || start.elapsed() < TIME {
        let before = clock();
        for (text, quads) in &letters {
            black_box(search.find_iter(text).count());
            black_box(words(text));
            let mut out = Vec::new();
            out.extend_from_slice(quads);
            black_box(out);
        }
        times.push(clock().saturating_sub(before));
    }
    let [low, median, high] = quartiles(times);
    println!(
        "{} letters, {size} bytes: {:.2} MB/s   {:.2} – {:.2}",
        letters.len(),
        rate(size, median),
        rate(size, high),
        rate(size, low)
    );
}

/// How many words a text has.
fn words(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).count()
}
