//! Many letters are read side by side, and handed on in the order in which they were named.

use super::ReadingArgs;
use super::console::Console;
use super::inputs;
use super::same::{Late, Seen, Verdict};
use anyhow::bail;
use indicatif::ProgressBar;
use kamergraph::pipeline::{Extraction, Pipeline, TOGETHER};
use kamergraph::source::Source;
use rayon::prelude::*;
use std::collections::HashSet;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender};

/// Letters of each stage that are in memory at the same time, for each core.
const AT_ONCE: usize = 8;
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
/// While some letters are taken, the next are made, those behind them read and those behind these
/// fetched from disk, [`AT_ONCE`] of each, so that hardly a core waits for another; besides them only
/// letters without answers are in memory that wait for the end. The order in which letters are taken
/// follows from their files alone.
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
    mut take: impl FnMut(usize, T) -> anyhow::Result<()> + Send,
) -> anyhow::Result<Vec<String>> {
    let (files, faults) = inputs::all(paths, inputs::ENDINGS);
    let mut notes = Vec::new();
    let files = once(files, &mut notes);
    let progress = console.progress(files.len());
    let reader = Reader {
        from: Extractor {
            pipeline,
            form: args.form,
        },
        files: &files,
        fail_fast: args.fail_fast,
        progress: &progress,
        seen: Seen::new(&files),
        faults,
        notes,
    };
    let (read, taken) = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Placed<T>>(0);
        let taker = scope.spawn(|| {
            let mut made = receive.into_iter().flatten();
            made.try_for_each(|(place, one)| progress.suspend(|| take(place, one)))
        });
        let read = reader.run(&make, &send);
        drop(send);
        let taken = taker.join();
        (read, taken.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    progress.finish_and_clear();
    taken?;
    let Read { faults, notes } = read?;
    if let (true, Some(fault)) = (args.fail_fast, faults.first()) {
        bail!("{fault}");
    }
    for note in &notes {
        console.note(note);
    }
    Ok(faults)
}

/// A letter and its place among the files.
type Placed<T> = Vec<(usize, T)>;

/// Letters out of files.
#[derive(Clone, Copy)]
struct Extractor<'a> {
    pipeline: &'a Pipeline<'a>,
    form: Option<inputs::Form>,
}

impl Extractor<'_> {
    fn source(self, file: &Path) -> Result<Source, String> {
        inputs::source(file, self.form).map_err(|error| error.to_string())
    }

    fn letter(self, source: &Source) -> Result<Extraction, String> {
        let letter = self.pipeline.extract(source);
        letter.map_err(|error| error.to_string())
    }

    /// The letters of some sources, each in its place.
    fn letters(
        self,
        sources: Placed<Result<Source, String>>,
    ) -> impl Iterator<Item = (usize, Result<Extraction, String>)> {
        let read = sources
            .iter()
            .filter_map(|(_, source)| source.as_ref().ok());
        let mut letters = self.pipeline.extract_all(read).into_iter();
        sources.into_iter().filter_map(move |(place, source)| {
            let letter = match source {
                Ok(_) => letters.next()?.map_err(|error| error.to_string()),
                Err(fault) => Err(fault),
            };
            Some((place, letter))
        })
    }
}

/// The letters of a run on their way.
struct Reader<'a> {
    from: Extractor<'a>,
    files: &'a [PathBuf],
    fail_fast: bool,
    progress: &'a ProgressBar,
    /// What was read already.
    seen: Seen<'a>,
    faults: Vec<String>,
    notes: Vec<String>,
}

/// What is to be told when all is read.
struct Read {
    faults: Vec<String>,
    notes: Vec<String>,
}

impl Reader<'_> {
    /// Reads all letters and hands on what is made of them, in their order. Ends early, without an
    /// error of its own, when nobody takes them any more.
    fn run<T: Send>(
        mut self,
        make: &(impl Fn(Extraction) -> anyhow::Result<T> + Sync),
        send: &SyncSender<Placed<T>>,
    ) -> anyhow::Result<Read> {
        let (mut fetched, mut letters) = (Vec::new(), Vec::new());
        let mut place = 0;
        let mut rest = self.files.chunks(at_once());
        loop {
            let some = rest.next().filter(|_| !self.stopped()).unwrap_or_default();
            if some.is_empty() && fetched.is_empty() && letters.is_empty() {
                break;
            }
            let (made, (read, sources)) = rayon::join(
                || all_made(std::mem::take(&mut letters), make),
                || {
                    rayon::join(
                        || self.all_read(std::mem::take(&mut fetched)),
                        || self.all_fetched(some),
                    )
                },
            );
            if send.send(made?).is_err() {
                break;
            }
            letters = self.fresh(read);
            fetched = self.unread(place, sources);
            place += some.len();
        }
        if self.stopped() {
            let Self { faults, notes, .. } = self;
            return Ok(Read { faults, notes });
        }
        self.waited(make, send)
    }

    /// Whether the user wants no more.
    fn stopped(&self) -> bool {
        self.fail_fast && !self.faults.is_empty()
    }

    fn all_fetched(&self, files: &[PathBuf]) -> Vec<Result<Source, String>> {
        files
            .par_iter()
            .map(|file| self.from.source(file))
            .collect()
    }

    /// The sources that are no other's double, byte for byte.
    fn unread(
        &mut self,
        place: usize,
        sources: Vec<Result<Source, String>>,
    ) -> Placed<Result<Source, String>> {
        let mut fresh = Vec::with_capacity(sources.len());
        for (place, source) in (place..).zip(sources) {
            match source
                .as_ref()
                .ok()
                .and_then(|source| self.seen.bytes(place, source))
            {
                Some(note) => self.notes.push(note),
                None => fresh.push((place, source)),
            }
        }
        fresh
    }

    fn all_read(
        &self,
        sources: Placed<Result<Source, String>>,
    ) -> Placed<Result<Extraction, String>> {
        let some = sources.into_par_iter().chunks(TOGETHER);
        let read = some.flat_map_iter(|some| {
            let count = some.len() as u64;
            let letters = self.from.letters(some);
            self.progress.inc(count);
            letters
        });
        read.collect()
    }

    /// The letters that are no other's double and wait for none.
    fn fresh(&mut self, read: Placed<Result<Extraction, String>>) -> Placed<Box<Extraction>> {
        let mut letters = Vec::new();
        for (place, letter) in read {
            if self.stopped() {
                break;
            }
            match letter {
                Ok(letter) => match self.seen.letter(place, letter) {
                    Verdict::New(letter) => letters.push((place, letter)),
                    Verdict::Double(note) => self.notes.push(note),
                    Verdict::Wait => {}
                },
                Err(fault) => self.faults.push(fault),
            }
        }
        letters
    }

    /// Questions whose answers did not come.
    fn waited<T: Send>(
        mut self,
        make: &(impl Fn(Extraction) -> anyhow::Result<T> + Sync),
        send: &SyncSender<Placed<T>>,
    ) -> anyhow::Result<Read> {
        let (from, files) = (self.from, self.files);
        let (waited, doubles) = self.seen.finish();
        self.notes.extend(doubles);
        let again = |(place, letter): Late| {
            let letter = match (letter, files.get(place)) {
                (Some(letter), _) => letter,
                (None, Some(file)) => Box::new(from.letter(&from.source(file)?)?),
                (None, None) => return Ok(None),
            };
            Ok::<_, String>(Some((place, letter)))
        };
        let mut waited = waited.into_iter().peekable();
        while waited.peek().is_some() {
            let some: Vec<Late> = waited.by_ref().take(at_once()).collect();
            let mut letters = Vec::new();
            for letter in some.into_par_iter().map(again).collect::<Vec<_>>() {
                match letter {
                    Ok(letter) => letters.extend(letter),
                    Err(fault) => self.faults.push(fault),
                }
            }
            if send.send(all_made(letters, make)?).is_err() {
                break;
            }
        }
        Ok(Read {
            faults: self.faults,
            notes: self.notes,
        })
    }
}

fn at_once() -> usize {
    AT_ONCE * rayon::current_num_threads()
}

fn all_made<T: Send>(
    letters: Placed<Box<Extraction>>,
    make: &(impl Fn(Extraction) -> anyhow::Result<T> + Sync),
) -> anyhow::Result<Placed<T>> {
    let letters = letters.into_par_iter();
    letters
        .map(|(place, letter)| Ok((place, make(*letter)?)))
        .collect()
}

/// The files without those that are named more than once, which `notes` tells.
fn once(mut files: Vec<PathBuf>, notes: &mut Vec<String>) -> Vec<PathBuf> {
    let mut known = HashSet::with_capacity(files.len());
    let is_new: Vec<bool> = files.iter().map(|file| known.insert(file)).collect();
    drop(known);
    let mut is_new = is_new.into_iter();
    files.retain(|file| {
        let keep = is_new.next().unwrap_or(true);
        if !keep {
            notes.push(format!("{} is named twice: read once", file.display()));
        }
        keep
    });
    files
}
