//! Many letters are read side by side, and handed on in the order in which they were named.

use super::ReadingArgs;
use super::console::Console;
use super::inputs;
use super::same::{Seen, Verdict};
use anyhow::bail;
use kamergraph::pipeline::{Extraction, Pipeline};
use kamergraph::source::Source;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Letters that are in memory at the same time before they are handed on.
const AT_ONCE: usize = 32;
/// Stack of each thread in bytes: as much as the main thread has, because web pages may be nested
/// deeply.
const STACK: usize = 8 * 1024 * 1024;

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The letters in the order in which they were named, each once.
    pub letters: Vec<Extraction>,
    /// Why others could not be read. They are yet to be told.
    pub faults: Vec<String>,
}

/// Sets up the threads that read, before anything else starts them with less of a stack.
pub fn threads() {
    // Done once; a second time is an error without meaning.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global();
}

/// Reads all that is named and keeps it. What cannot be read is left for the caller to tell, and the
/// rest goes on.
///
/// # Errors
///
/// The first fault, where the user wants to stop there.
pub fn all(
    pipeline: &Pipeline<'_>,
    paths: &[PathBuf],
    args: &ReadingArgs,
    console: &Console,
) -> anyhow::Result<Reading> {
    let mut letters = Vec::new();
    let take = |place, letter| {
        letters.push((place, letter));
        Ok(())
    };
    let faults = each(pipeline, paths, args, console, Ok, take)?;
    letters.sort_by_key(|(place, _)| *place);
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    Ok(Reading { letters, faults })
}

/// Reads all that is named. As soon as a letter is known to be no other's double, `make` makes
/// something of it, side by side with other letters, and `take` takes that, one after another, with
/// the letter's place among the files. Questions without answers come last: their answers may follow.
///
/// At most [`AT_ONCE`] letters are in memory at a time, and those without answers that wait for the
/// end. The order in which letters are taken follows from their files alone.
///
/// # Errors
///
/// What `make` and `take` give, or the first fault, where the user wants to stop there: then only
/// letters of files before it have been taken.
pub fn each<T: Send>(
    pipeline: &Pipeline<'_>,
    paths: &[PathBuf],
    args: &ReadingArgs,
    console: &Console,
    make: impl Fn(Extraction) -> anyhow::Result<T> + Sync,
    mut take: impl FnMut(usize, T) -> anyhow::Result<()>,
) -> anyhow::Result<Vec<String>> {
    let (files, mut faults) = inputs::all(paths, inputs::ENDINGS);
    let mut notes = Vec::new();
    let files = once(files, &mut notes);
    let mut seen = Seen::new(&files);
    let progress = console.progress(files.len());
    let source = |file: &PathBuf| inputs::source(file, args.form).map_err(|e| e.to_string());
    let extract = |source: Source| pipeline.extract(&source).map_err(|e| e.to_string());
    let mut hand_on = |letters: Vec<(usize, Box<Extraction>)>| -> anyhow::Result<()> {
        let made = letters
            .into_par_iter()
            .map(|(place, letter)| Ok((place, make(*letter)?)));
        let made = made.collect::<anyhow::Result<Vec<_>>>()?;
        progress.suspend(|| {
            made.into_iter()
                .try_for_each(|(place, one)| take(place, one))
        })
    };

    let stopped = |faults: &[String]| args.fail_fast && !faults.is_empty();
    let mut place = 0;
    for some in files.chunks(AT_ONCE) {
        if stopped(&faults) {
            break;
        }
        let sources: Vec<_> = some.par_iter().map(source).collect();
        let mut fresh = Vec::with_capacity(sources.len());
        for (place, source) in (place..).zip(sources) {
            match source {
                Ok(source) => match seen.bytes(place, &source) {
                    Some(note) => notes.push(note),
                    None => fresh.push((place, Ok(source))),
                },
                Err(fault) => fresh.push((place, Err(fault))),
            }
        }
        place += some.len();
        let read = fresh.into_par_iter().map(|(place, source)| {
            let letter = source.and_then(extract);
            progress.inc(1);
            (place, letter)
        });
        let mut letters = Vec::new();
        for (place, letter) in read.collect::<Vec<_>>() {
            match letter {
                Ok(letter) => match seen.letter(place, letter) {
                    Verdict::New(letter) => letters.push((place, letter)),
                    Verdict::Double(note) => notes.push(note),
                    Verdict::Wait => {}
                },
                Err(fault) => faults.push(fault),
            }
            if stopped(&faults) {
                break;
            }
        }
        hand_on(letters)?;
    }
    if let (true, Some(fault)) = (args.fail_fast, faults.first()) {
        progress.finish_and_clear();
        bail!("{fault}");
    }
    let (waited, doubles) = seen.finish();
    notes.extend(doubles);
    let mut waited = waited.into_iter().peekable();
    while waited.peek().is_some() {
        let some: Vec<_> = waited.by_ref().take(AT_ONCE).collect();
        let again = some.into_par_iter().map(|(place, letter)| {
            let letter = match (letter, files.get(place)) {
                (Some(letter), _) => letter,
                (None, Some(file)) => Box::new(extract(source(file)?)?),
                (None, None) => return Ok(None),
            };
            Ok::<_, String>(Some((place, letter)))
        });
        let mut letters = Vec::new();
        for letter in again.collect::<Vec<_>>() {
            match letter {
                Ok(letter) => letters.extend(letter),
                Err(fault) => faults.push(fault),
            }
        }
        hand_on(letters)?;
    }
    progress.finish_and_clear();
    for note in notes {
        console.note(&note);
    }
    Ok(faults)
}

/// The files without those that are named more than once, which `notes` tells.
fn once(files: Vec<PathBuf>, notes: &mut Vec<String>) -> Vec<PathBuf> {
    let mut known = BTreeSet::new();
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        if known.insert(file.clone()) {
            out.push(file);
        } else {
            notes.push(format!("{} is named twice: read once", file.display()));
        }
    }
    out
}
