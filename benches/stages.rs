//! Where the time goes: each stage over a letter, again and again, on one core.
//!
//! ```sh
//! cargo bench                    # the sample letter
//! cargo bench -- LETTER…         # other letters
//! ```
//! What is loaded once (model, lexicon, rules, and the search that is built from them) is shown
//! apart from what is done for every letter.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot go on has failed, and nobody calls it"
)]

use kamergraph::export::rdf::Provenance;
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

const SAMPLE: &str = "tests/letters/emancipatie-digitalisering/letter.txt";
/// A stage is run until it has had this long, and at least this many times.
const TIME: Duration = Duration::from_millis(400);
const RUNS: usize = 5;

/// Runs a stage many times and shows the median, and the megabytes of letter a second when the
/// stage is one that is run for every letter.
fn stage<T>(name: &str, bytes: Option<usize>, mut run: impl FnMut() -> T) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS || began.elapsed() < TIME {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
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

fn main() {
    // cargo itself adds "--bench".
    let given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|a| a != "--bench")
        .map(PathBuf::from)
        .collect();
    let letters = if given.is_empty() {
        vec![PathBuf::from(SAMPLE)]
    } else {
        given
    };

    println!("once");
    stage("model", None, || {
        Model::embedded().expect("the model is in order")
    });
    let model = Model::embedded().expect("the model is in order");
    stage("lexicon", None, || {
        Lexicon::load(&model, &[]).expect("the lexicon is in order")
    });
    stage("rules", None, || {
        Rules::load(&model, &[]).expect("the rules are in order")
    });
    let knowledge = Knowledge::load(&[], &[]).expect("what is built in is in order");
    stage("search for names, rules", None, || {
        Pipeline::new(&knowledge)
    });

    let Knowledge {
        model,
        lexicon,
        rules,
        ..
    } = &knowledge;
    let pipeline = Pipeline::new(&knowledge);
    let finder = Finder::new(model, lexicon, rules);
    let reader = Reader::new(model, rules);
    for path in letters {
        let source = Source::read(&path).expect("the letter can be read");
        let size = Some(source.bytes.len());
        println!("\n{}, {} bytes", path.display(), source.bytes.len());
        stage("source", size, || Source::read(&path));
        stage("text", size, || Text::read(&source));
        let text = Text::read(&source).expect("the letter holds text");
        stage("letter", size, || Letter::read(&text, &source));
        let letter = Letter::read(&text, &source);
        stage("prose", size, || Prose::read(&letter, &rules.words));
        let prose = Prose::read(&letter, &rules.words);
        stage("mentions", size, || finder.find(&letter, &prose));
        let mentions = finder.find(&letter, &prose);
        stage("relations", size, || {
            reader.read(&letter, &prose, &mentions)
        });
        let all = pipeline.extract(&source).expect("the letter holds text");
        stage("graph", size, || {
            pipeline.graph(BASE_IRI, &all.letter.id, [&all])
        });
        let graph = pipeline.graph(BASE_IRI, &all.letter.id, [&all]);
        for format in Format::DEFAULT {
            let provenance = Provenance::default();
            let name = format!("export {format}");
            stage(&name, size, || render(&graph, model, &provenance, format));
        }
    }
}
