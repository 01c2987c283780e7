//! Many letters are read side by side, and handed on in the order in which they were named.

use super::ReadingArgs;
use super::console::Console;
use super::inputs;
use super::same::{Seen, Verdict};
use anyhow::bail;
use kamergraph::pipeline::{Extraction, Pipeline};
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

/// Reads all that is named. What cannot be read is left for the caller to tell, and the rest goes
/// on.
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
    let faults = each(pipeline, paths, args, console, |place, letter| {
        letters.push((place, letter));
        Ok(())
    })?;
    letters.sort_by_key(|(place, _)| *place);
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    Ok(Reading { letters, faults })
}

/// Reads all that is named, and hands on each letter with its place among the files as soon as it
/// is known to be no other's double. Questions without answers come last: their answers may
/// follow. Memory does not grow with the number of answered letters.
///
/// # Errors
///
/// What `take` gives, or the first fault, where the user wants to stop there.
pub fn each(
    pipeline: &Pipeline<'_>,
    paths: &[PathBuf],
    args: &ReadingArgs,
    console: &Console,
    mut take: impl FnMut(usize, Extraction) -> anyhow::Result<()>,
) -> anyhow::Result<Vec<String>> {
    let (files, mut faults) = inputs::all(paths, inputs::ENDINGS);
    let mut notes = Vec::new();
    let files = once(files, &mut notes);
    let mut seen = Seen::default();
    let progress = console.progress(files.len());
    let mut place = 0;
    for some in files.chunks(AT_ONCE) {
        if args.fail_fast && !faults.is_empty() {
            break;
        }
        let sources = some.par_iter().map(|f| inputs::source(f, args.form));
        let sources: Vec<_> = sources.collect();
        let mut fresh = Vec::with_capacity(sources.len());
        for source in sources {
            match source {
                Ok(source) => match seen.bytes(&source) {
                    Some(note) => notes.push(note),
                    None => fresh.push(Ok(source)),
                },
                Err(error) => fresh.push(Err(error.to_string())),
            }
        }
        let read = fresh.into_par_iter().map(|source| {
            let read = source.and_then(|s| pipeline.extract(&s).map_err(|error| error.to_string()));
            progress.inc(1);
            read
        });
        for letter in read.collect::<Vec<_>>() {
            match letter {
                Ok(letter) => match seen.letter(place, letter) {
                    Verdict::New(letter) => progress.suspend(|| take(place, *letter))?,
                    Verdict::Double(note) => notes.push(note),
                    Verdict::Wait => {}
                },
                Err(fault) => faults.push(fault),
            }
            place += 1;
        }
    }
    progress.finish_and_clear();
    if let (true, Some(fault)) = (args.fail_fast, faults.first()) {
        bail!("{fault}");
    }
    let (waited, doubles) = seen.finish();
    notes.extend(doubles);
    for note in notes {
        console.note(&note);
    }
    for (place, letter) in waited {
        take(place, letter)?;
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
