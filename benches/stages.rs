//! Where the time goes: each stage over some letters, again and again, on one core.
//!
//! ```sh
//! cargo bench                         # the sample letter
//! cargo bench -- LETTER…              # other letters, or folders of them, all together
//! cargo bench -- --whole LETTER…      # only text to N-Triples, in processor time: for compare.py
//! ```
//! What is loaded once (model, lexicon, rules, and the search that is built from them) is shown
//! apart from what is done for every letter.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

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
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SAMPLE: &str = "tests/letters/emancipatie-digitalisering/letter.txt";
/// A stage is run until it has had this long, and at least this many times.
const TIME: Duration = Duration::from_millis(400);
const RUNS: usize = 5;

/// Runs a stage many times and shows the median, and the megabytes of letter a second when the
/// stage is one that is run for every letter.
fn stage<T>(name: &str, bytes: Option<usize>, run: impl FnMut() -> T) {
    let start = Instant::now();
    show(name, bytes, run, || start.elapsed());
}

/// The same by a clock of one's own.
fn show<T>(
    name: &str,
    bytes: Option<usize>,
    mut run: impl FnMut() -> T,
    clock: impl Fn() -> Duration,
) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS || began.elapsed() < TIME {
        let start = clock();
        black_box(run());
        times.push(clock().saturating_sub(start));
    }
    times.sort_unstable();
    let (low, median, high) = (
        times[times.len() / 4],
        times[times.len() / 2],
        times[times.len() * 3 / 4],
    );
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    print!(
        "{name:<24} {:>9.3} ms   {:>8.3} – {:.3}",
        ms(median),
        ms(low),
        ms(high)
    );
    match bytes.and_then(|n| u32::try_from(n).ok()) {
        Some(bytes) => println!(
            "   {:>9.2} MB/s",
            f64::from(bytes) / 1e6 / median.as_secs_f64()
        ),
        None => println!(),
    }
}

/// For how long this thread has had a processor, where the system tells (Linux): what else runs on
/// the machine does not count then.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ')
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}

/// Files are taken as they are; a folder stands for the files in it, sorted.
fn files(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    let entries = std::fs::read_dir(&path).expect("the folder can be read");
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    found.sort();
    found
}

/// One graph of all letters as N-Triples, from their bytes on.
fn whole(pipeline: &Pipeline<'_>, knowledge: &Knowledge, letters: &[(String, Vec<u8>)]) -> Vec<u8> {
    let all: Vec<_> = letters
        .iter()
        .map(|(id, bytes)| {
            let source = Source::memory(id, bytes.clone()).expect("the letter holds something");
            pipeline.extract(&source).expect("the letter holds text")
        })
        .collect();
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
    // cargo itself adds "--bench".
    let mut given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|a| a != "--bench")
        .map(PathBuf::from)
        .collect();
    let only_whole = given.iter().any(|a| a.as_os_str() == "--whole");
    given.retain(|a| a.as_os_str() != "--whole");
    if given.is_empty() {
        given.push(PathBuf::from(SAMPLE));
    }
    let paths: Vec<PathBuf> = given.into_iter().flat_map(files).collect();
    let letters: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| Source::read(path).expect("the letter can be read"))
        .map(|source| (source.id, source.bytes))
        .collect();
    let size: usize = letters.iter().map(|(_, bytes)| bytes.len()).sum();
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    let pipeline = Pipeline::new(&knowledge);
    if only_whole {
        let count = letters.len();
        let name = format!("{count} letters, {size} bytes");
        let start = Instant::now();
        let run = || whole(&pipeline, &knowledge, &letters);
        let clock = || on_processor().unwrap_or_else(|| start.elapsed());
        return show(&name, Some(size), run, clock);
    }
    once(&knowledge);
    println!("\n{} letters, {size} bytes", letters.len());
    each(&pipeline, &knowledge, &paths, size);
    stage("text to N-Triples", Some(size), || {
        whole(&pipeline, &knowledge, &letters)
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
fn each(pipeline: &Pipeline<'_>, knowledge: &Knowledge, paths: &[PathBuf], size: usize) {
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
        let read = |path: &PathBuf| Source::read(path).expect("the letter can be read");
        paths.iter().map(read).collect()
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
