//! Where the time goes: each stage over some letters, again and again, on one core; and the whole way
//! on one core and on all.
//!
//! ```sh
//! cargo bench --bench stages                     # letters of our own making
//! cargo bench --bench stages -- LETTER…          # other letters, or folders of them, all together
//! cargo bench --bench stages -- --whole LETTER…  # only text to one graph as N-Triples
//! cargo bench --bench stages -- --quads LETTER…  # only text to N-Quads, letter by letter
//! ```
//! What is loaded once (model, lexicon, rules, and the search that is built from them) is shown
//! apart from what is done for every letter. `--whole` and `--quads` count the time that the process
//! had a processor: they are for `compare.py`.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

#[path = "shared/letters.rs"]
mod support;

use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::letter::Letter;
use kamergraph::lexicon::Lexicon;
use kamergraph::mention::Finder;
use kamergraph::model::Model;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::prose::Prose;
use kamergraph::relation::Reader;
use kamergraph::rule::Rules;
use kamergraph::source::Source;
use kamergraph::text::Text;
use kamergraph::vocab::BASE_IRI;
use rayon::prelude::*;
use std::hint::black_box;
use std::time::{Duration, Instant};
use support::{Bytes, on_processor, quads, quartiles, rate};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A stage is run until it has had this long, and at least this many times.
const TIME: Duration = Duration::from_millis(400);
const RUNS: usize = 5;
/// The system may count a processor's time in ticks of some milliseconds: so many runs are timed together.
const PASSES: u32 = 8;

/// Runs a stage many times and shows the median, and the megabytes of letter a second when the
/// stage is one that is run for every letter.
fn stage<T>(name: &str, bytes: Option<usize>, run: impl FnMut() -> T) {
    let start = Instant::now();
    show(name, bytes, 1, run, || start.elapsed());
}

/// The same by a clock of one's own, which is read once in so many runs.
fn show<T>(
    name: &str,
    bytes: Option<usize>,
    passes: u32,
    mut run: impl FnMut() -> T,
    clock: impl Fn() -> Duration,
) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS || began.elapsed() < TIME {
        let start = clock();
        for _ in 0..passes {
            black_box(run());
        }
        times.push(clock().saturating_sub(start) / passes);
    }
    let [low, median, high] = quartiles(times);
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    print!(
        "{name:<24} {:>9.3} ms   {:>8.3} – {:.3}",
        ms(median),
        ms(low),
        ms(high)
    );
    match bytes {
        Some(bytes) => println!("   {:>9.2} MB/s", rate(bytes, median)),
        None => println!(),
    }
}

/// One graph of all letters as N-Triples, from their bytes on.
fn whole(pipeline: &Pipeline<'_>, knowledge: &Knowledge, letters: &[Bytes]) -> Vec<u8> {
    let sources: Vec<Source> = letters
        .iter()
        .map(|(id, bytes)| Source::memory(id, bytes.clone()).expect("the letter holds something"))
        .collect();
    let all = pipeline.extract_all(&sources).into_iter();
    let all: Vec<_> = all.map(|one| one.expect("the letter holds text")).collect();
    let graph = pipeline.graph(BASE_IRI, "all", &all);
    render(
        &graph,
        &knowledge.model,
        &Options::default(),
        Format::NTriples,
    )
    .expect("a graph can be written")
}

fn main() {
    let (given, [only_whole, only_quads]) = support::arguments(["--whole", "--quads"]);
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let letters = support::letters(given, &knowledge);
    let size = support::size(&letters);
    let pipeline = Pipeline::new(&knowledge);
    let all_quads = || -> usize {
        let each = letters.iter().map(|one| quads(&pipeline, &knowledge, one));
        each.map(|quads| black_box(quads).len()).sum()
    };
    let name = format!("{} letters, {size} bytes", letters.len());
    if only_whole || only_quads {
        let start = Instant::now();
        let clock = || on_processor().unwrap_or_else(|| start.elapsed());
        let whole = || whole(&pipeline, &knowledge, &letters).len();
        let run: &dyn Fn() -> usize = if only_whole { &whole } else { &all_quads };
        return show(&name, Some(size), PASSES, run, clock);
    }
    once(&knowledge);
    println!("\n{name}");
    each(&pipeline, &knowledge, &letters, size);
    stage("text to N-Triples", Some(size), || {
        whole(&pipeline, &knowledge, &letters)
    });
    stage("text to N-Quads", Some(size), all_quads);
    let cores = rayon::current_num_threads();
    stage(&format!("the same on {cores} cores"), Some(size), || {
        let each = letters
            .par_iter()
            .map(|one| quads(&pipeline, &knowledge, one));
        each.map(|quads| black_box(quads).len()).sum::<usize>()
    });
}

/// What is done once, however many letters there are.
fn once(knowledge: &Knowledge) {
    println!("once");
    stage("model", None, || {
        Model::embedded().expect("the model is in order")
    });
    stage("lexicon", None, || {
        Lexicon::load(&knowledge.model, &[]).expect("the lexicon is in order")
    });
    stage("rules", None, || {
        Rules::load(&knowledge.model, &[]).expect("the rules are in order")
    });
    stage("search for names, rules", None, || Pipeline::new(knowledge));
}

/// Each stage over all letters.
fn each(pipeline: &Pipeline<'_>, knowledge: &Knowledge, letters: &[Bytes], size: usize) {
    let Knowledge {
        model,
        lexicon,
        rules,
        ..
    } = knowledge;
    let finder = Finder::new(model, lexicon, rules);
    let reader = Reader::new(model, rules);
    let size = Some(size);
    let source = || -> Vec<Source> {
        let read = |(id, bytes): &Bytes| {
            Source::memory(id, bytes.clone()).expect("the letter holds something")
        };
        letters.iter().map(read).collect()
    };
    stage("source", size, source);
    let sources = source();
    let text = || -> Vec<Text> {
        let read = |source| Text::read(source).expect("the letter holds text");
        sources.iter().map(read).collect()
    };
    stage("text", size, text);
    let texts = text();
    let letter = || -> Vec<Letter> {
        let both = texts.iter().zip(&sources);
        both.map(|(text, source)| Letter::read(text, source))
            .collect()
    };
    stage("letter", size, letter);
    let letters = letter();
    let prose = || -> Vec<Prose> {
        let read = |letter| Prose::read(letter, &rules.words);
        letters.iter().map(read).collect()
    };
    stage("prose", size, prose);
    let proses = prose();
    let mention = || -> Vec<_> {
        let both = letters.iter().zip(&proses);
        both.map(|(letter, prose)| finder.find(letter, prose))
            .collect()
    };
    stage("mentions", size, mention);
    let mentions = mention();
    stage("relations", size, || -> Vec<_> {
        let all = letters.iter().zip(&proses).zip(&mentions);
        all.map(|((letter, prose), mentions)| reader.read(letter, prose, mentions, || true))
            .collect()
    });
    let all: Vec<_> = sources
        .iter()
        .map(|source| pipeline.extract(source).expect("the letter holds text"))
        .collect();
    let graph = || -> Vec<_> {
        all.iter()
            .map(|one| pipeline.graph(BASE_IRI, &one.letter.id, [one]))
            .collect()
    };
    stage("graph", size, graph);
    let graphs = graph();
    for format in Format::ALL.into_iter().filter(|f| !f.by_letter()) {
        let options = Options::default();
        stage(&format!("export {format}"), size, || -> Vec<_> {
            graphs
                .iter()
                .map(|graph| render(graph, model, &options, format))
                .collect()
        });
    }
}
