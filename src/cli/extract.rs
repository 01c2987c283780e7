//! `extract`: letters come in one a line, a record of each goes out.

use super::console::Console;
use super::rdf::RdfArgs;
use super::{Exit, Global, UsageError, inputs};
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::stream::{self, Entries, Entry, Extractor, Finished, Form, Kept, Record};
use std::fs::File;
use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Examples and forms, for the help.
pub const HELP: &str = "\
Examples:
  kamergraph extract --ndjson < letters.ndjson > records.ndjson
  kamergraph extract --ndjson letters.ndjson.gz -o records.ndjson     goes on with --resume, if killed
  kamergraph extract --ndjson letters.ndjson -f nq -o quads.nq
  kamergraph extract letters/ --jobs 1                                files, without a list of them

A line that comes in, with any other fields, which are passed over:
  {\"id\": \"brief-1\", \"text\": \"…\"}            the letter itself
  {\"id\": \"brief-2\", \"path\": \"letters/2.pdf\"}  or where it lies; then it needs no id

A record that goes out, one a line (docs/records.md has every field):
  id, iri        of the letter: its own number or, where it has none, the id that came in
  source         the id that came in, or the path
  sha256, kind, generator, zNumber, aanhangsel, subject, askedOn, answeredOn, askers, addressees, answerers
  text           as evidence counts its characters
  questions      id, iri, number, text, answer, …
  entities       id, iri, type, types, label, altLabels, sameAs
  claims         source, target, predicate, status, evidence: letter, question, start, end, quote, rule, place
  structure      the same for mentions, askedBy, answeredBy, …
  warnings       what is in doubt
  quads          with --quads: its N-Quads
or, for a line that gives no letter (the rest goes on):
  error          what is wrong
  file, line     where it stood; the file only where one was named
  id             the id that came in, where there is one
With -f nq the letter's quads go out, and behind them \"# {…}\" with source, letter and number of quads, or
with what is wrong: a comment to whoever reads N-Quads.

Letters are taken one by one: the same letter twice gives two records, which kamergraph merge unites.

Exit codes:
  0  all is well
  1  a line gave no letter, or something could not be read or written (the rest was)
  2  the command line is wrong";

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Files of lines with --ndjson, gzip too, - (the default) for standard input; without it letters:
    /// files, folders, quoted patterns
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Letters come one a line, as JSON
    #[arg(long)]
    pub ndjson: bool,
    /// What goes out
    #[arg(short, long, value_name = "FORMAT", default_value = "ndjson")]
    pub format: RecordFormat,
    /// Put each letter's N-Quads into its record, too
    #[arg(long)]
    pub quads: bool,
    /// Where to: a file, called FILE.part until it is whole; or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// Go on with FILE.part, or with FILE: what a killed run finished is not done again, its faults
    /// neither
    #[arg(long)]
    pub resume: bool,
    /// Letters that are read at the same time; as many as there are cores, if not given
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Write records as they are done, in place of the order in which letters came
    #[arg(long)]
    pub unordered: bool,
    /// Take every letter for one of this form, whatever it looks like
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<inputs::Form>,
    /// How RDF is written.
    #[command(flatten)]
    pub rdf: RdfArgs,
}

/// What goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// A JSON record a line
    Ndjson,
    #[value(help = "N-Quads, with a named graph for each letter")]
    Nq,
}

/// Why the work ends before all letters are read.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// Who read the records has what he wanted.
    #[error("the reader left")]
    ReaderLeft,
    #[error("a record cannot be written")]
    Write(#[from] io::Error),
}

/// Runs the command.
///
/// # Errors
///
/// When the lexicon or the rules are broken, or a record cannot be written.
pub fn run(global: &Global, args: &ExtractArgs, console: &Console) -> anyhow::Result<Exit> {
    let form = match args.format {
        RecordFormat::Ndjson => Form::Records { quads: args.quads },
        RecordFormat::Nq => Form::Quads,
    };
    check(args)?;
    let mut output = Output::open(args, form)?;
    // Both last as long as the program, which need not free them.
    let knowledge = Box::leak(Box::new(Knowledge::load(&global.lexicon, &global.rules)?));
    let pipeline = Pipeline::new(knowledge);
    let extractor = Extractor {
        pipeline: &pipeline,
        model: &knowledge.model,
        base_iri: &global.base_iri,
        rdf: args.rdf.options(knowledge),
        media: args.form.map(Into::into),
        form,
    };
    let (entries, faults) = entries(args);
    for fault in &faults {
        console.error(fault);
    }
    quiet_in_letters();
    let mut broken = None;
    let fresh = unfinished(entries, output.finished.take(), &mut broken);
    let jobs = args.jobs.map_or_else(cores, NonZeroUsize::get);
    let progress = console.counter("letters");
    let (mut records, mut failed) = (0_u64, 0_u64);
    let work = |entry| extractor.record(entry);
    let ended = stream::each(jobs, !args.unordered, fresh, work, |record: Record| {
        output.write(&record.bytes)?;
        records += 1;
        failed += u64::from(record.failed);
        progress.inc(1);
        Ok(())
    });
    progress.finish_and_clear();
    match ended {
        Ok(()) | Err(Stop::ReaderLeft) => {}
        Err(Stop::Write(cause)) => {
            let message = format!("{} cannot be written", output.name());
            return Err(anyhow::Error::new(cause).context(message));
        }
    }
    if let Some(error) = broken {
        return Err(error.into());
    }
    let kept = output.kept;
    output.finish()?;
    failed += kept.failed;
    if !console.quiet() {
        console.note(&told(records, failed, kept));
    }
    Ok(if failed == 0 && faults.is_empty() {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

/// What clap cannot tell.
fn check(args: &ExtractArgs) -> Result<(), UsageError> {
    let to_stdout = args.output == Path::new("-");
    let message = if args.resume && to_stdout {
        "--resume goes on with a file: name it with -o"
    } else if args.quads && args.format == RecordFormat::Nq {
        "--quads puts quads into records, and -f nq gives quads alone: leave out one of them"
    } else if args.output.is_dir() {
        "-o names a folder, and records go to one file: name a file in it"
    } else if args.output.exists() && !args.output.is_file() {
        "-o names a device or a pipe, whose place a file would take: send standard output there (-o -)"
    } else if !args.ndjson && args.files.is_empty() {
        "name letters, or give them as lines with --ndjson"
    } else if !args.ndjson && args.files.iter().any(|file| file == Path::new("-")) {
        "standard input holds lines, with --ndjson; for a single letter there is kamergraph export -"
    } else {
        return Ok(());
    };
    Err(UsageError(message.to_owned()))
}

/// The letters, and why some of what was named gives none.
fn entries(args: &ExtractArgs) -> (Box<dyn Iterator<Item = Entry> + Send>, Vec<String>) {
    if args.ndjson {
        let files = if args.files.is_empty() {
            vec![PathBuf::from("-")]
        } else {
            args.files.clone()
        };
        return (Box::new(Entries::new(files)), Vec::new());
    }
    let (files, faults) = inputs::all(&args.files, inputs::ENDINGS);
    let entries = files.into_iter().map(|file| Entry::file(&file));
    (Box::new(entries), faults)
}

/// The letters that are not finished. They end where what was finished cannot be read, and `broken`
/// says why.
fn unfinished<'a>(
    entries: impl Iterator<Item = Entry> + Send + 'a,
    mut finished: Option<Finished>,
    broken: &'a mut Option<stream::ResumeError>,
) -> impl Iterator<Item = Entry> + Send + 'a {
    let kept = entries.map(move |entry| {
        let done = match &mut finished {
            Some(finished) => finished.take(&entry.key()),
            None => Ok(false),
        };
        done.map(|done| (!done).then_some(entry))
    });
    let told = kept.map_while(|entry| entry.map_err(|error| *broken = Some(error)).ok());
    told.flatten()
}

/// A panic over a letter is told in its record, and not on standard error as well.
fn quiet_in_letters() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(stream::THREADS) {
            before(panic);
        }
    }));
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

fn told(records: u64, failed: u64, kept: Kept) -> String {
    let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut out = count(records, "record");
    if kept.records > 0 {
        out = format!("{out}, {} of an earlier run", kept.records);
    }
    if failed > 0 {
        out = format!("{out}; faults: {failed}");
    }
    out
}

/// Where records go.
struct Output {
    /// `None` for standard output.
    file: Option<(File, PathBuf, PathBuf)>,
    kept: Kept,
    finished: Option<Finished>,
}

impl Output {
    fn open(args: &ExtractArgs, form: Form) -> anyhow::Result<Self> {
        let mut output = Self {
            file: None,
            kept: Kept::default(),
            finished: None,
        };
        if args.output == Path::new("-") {
            return Ok(output);
        }
        let path = args.output.clone();
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        // A run that ended is gone on with as well: there may be more letters now.
        let left = if part.exists() { &part } else { &path };
        let file = if args.resume && left.exists() {
            let (finished, kept, file) = Finished::open(left, form)?;
            if left == &path {
                std::fs::rename(&path, &part)
                    .with_context(|| format!("{} cannot be renamed", path.display()))?;
            }
            output.finished = Some(finished);
            output.kept = kept;
            file
        } else {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("{} cannot be made", folder.display()))?;
            }
            File::create_new(&part).map_err(|cause| match cause.kind() {
                io::ErrorKind::AlreadyExists => anyhow::Error::new(UsageError(format!(
                    "{part} is left of a run that was broken off: --resume goes on with it; to begin anew, remove it",
                    part = part.display()
                ))),
                _ => anyhow::Error::new(cause)
                    .context(format!("{} cannot be written", part.display())),
            })?
        };
        output.file = Some((file, part, path));
        Ok(output)
    }

    fn name(&self) -> String {
        let file = self.file.as_ref();
        file.map_or("standard output".to_owned(), |(_, part, _)| {
            part.display().to_string()
        })
    }

    /// Adds a record, in one piece.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        if let Some((file, _, _)) = &mut self.file {
            file.write_all(bytes)?;
            return Ok(());
        }
        let mut out = io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::ReaderLeft,
            _ => Stop::Write(error),
        })
    }

    /// Gives the file its name.
    fn finish(self) -> anyhow::Result<()> {
        let Some((file, part, path)) = self.file else {
            return Ok(());
        };
        drop(file);
        std::fs::rename(&part, &path)
            .with_context(|| format!("{} cannot be written", path.display()))
    }
}
