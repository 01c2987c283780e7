//! What the benchmarks share: letters to read, and how time is taken.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

#[path = "../../examples/make_letters/maker.rs"]
mod maker;

use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use maker::Maker;
use maker::form::Form;
use std::path::PathBuf;
use std::time::Duration;

/// Letters of our own making that are read where none are named.
const MADE: u64 = 220;
const SEED: u64 = 1;

/// A letter: its name and its bytes.
pub type Bytes = (String, Vec<u8>);

/// The arguments after cargo's own "--bench", and whether each of some flags is among them.
pub fn arguments<const N: usize>(flags: [&str; N]) -> (Vec<PathBuf>, [bool; N]) {
    let mut given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .filter(|a| a.as_os_str() != "--bench")
        .collect();
    let found = flags.map(|flag| given.iter().any(|a| a.as_os_str() == flag));
    given.retain(|a| flags.iter().all(|flag| a.as_os_str() != *flag));
    (given, found)
}

/// The letters in these files and folders; where none are named, letters of our own making, as text.
pub fn letters(given: Vec<PathBuf>, knowledge: &Knowledge) -> Vec<Bytes> {
    if given.is_empty() {
        return made(knowledge, MADE).collect();
    }
    given
        .into_iter()
        .flat_map(files)
        .map(|path| Source::read(&path).expect("the letter can be read"))
        .map(|source| (source.id, source.bytes))
        .collect()
}

/// So many letters of our own making, as text, in all forms.
pub fn made(knowledge: &Knowledge, count: u64) -> impl Iterator<Item = Bytes> {
    let maker = Maker::new(knowledge, SEED).expect("the word lists are in order");
    let forms = Form::ALL.iter().map(|(_, form)| *form);
    let forms: Vec<Form> = forms.filter(|form| form.ending() == "txt").collect();
    let forms = (0..count).zip(forms.into_iter().cycle());
    forms.map(move |(index, form)| {
        let letter = maker.letter(index, form);
        (letter.id, letter.text.into_bytes())
    })
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

/// One letter from its bytes to its N-Quads, as `export -f nq` does it.
pub fn quads(pipeline: &Pipeline<'_>, knowledge: &Knowledge, (id, bytes): &Bytes) -> Vec<u8> {
    let source = Source::memory(id, bytes.clone()).expect("the letter holds something");
    let letter = pipeline.extract(&source).expect("the letter holds text");
    let graph = pipeline.graph(BASE_IRI, &letter.letter.id, [&letter]);
    let options = Options::default();
    render(&graph, &knowledge.model, &options, Format::NQuads).expect("a graph can be written")
}

/// Bytes of all letters.
pub fn size(letters: &[Bytes]) -> usize {
    letters.iter().map(|(_, bytes)| bytes.len()).sum()
}

/// Megabytes a second.
pub fn rate(bytes: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6 / time.as_secs_f64()
}

/// The quarters of some times: a quarter of them is below the first, half below the second.
pub fn quartiles(mut times: Vec<Duration>) -> [Duration; 3] {
    times.sort_unstable();
    [1, 2, 3].map(|quarter| times[(times.len() * quarter / 4).min(times.len() - 1)])
}

/// For how long this thread has had a processor, where the system tells (Linux): what else runs on
/// the machine does not count then.
pub fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ')
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}
