//! `merge`: what any number of runs wrote becomes one graph, in any format.

use super::console::Console;
use super::export::{MERGED, Written};
use super::part::{DrawingArgs, PartArgs, format_parser, part};
use super::rdf::RdfArgs;
use super::{Exit, Global, UsageError, inputs, summary};
use anyhow::{Context as _, bail};
use clap::Args;
use indicatif::ProgressBar;
use kamergraph::export::whole::{safe_name, write_files};
use kamergraph::export::{Format, Growing, rdf, render_files};
use kamergraph::merge::{self, Piece, Settled, Sorter, Whole};
use kamergraph::pipeline::Knowledge;
use kamergraph::view::Selection;
use oxrdfio::{JsonLdProfileSet, RdfFormat};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

/// Examples, for the help.
pub const HELP: &str = "\
Examples:
  kamergraph merge monday.nq tuesday.nq.gz                 output/merged/graph.nq
  kamergraph merge runs/ -f nt,ttl -o output --name all    output/all/graph.nt, graph.ttl
  kamergraph merge 'spark/quads/part-*' -o - > all.nq
  kamergraph merge records.ndjson -f json,svg              whatever export makes of letters
  kamergraph merge one.ndjson two.ndjson -f ndjson -o -    the records themselves, sorted, each once

The pieces give what one run over all letters gives, whatever the order of files and lines: sorted, each
statement once, of each thing one preferred name a language. Lines that tell of a fault are left out.

RDF (nq, nt, ttl, trig, rdf, jsonld) and records are sorted on disk, in --memory and no more. Any other
format, and a part of the graph, needs the graph in memory. Quads hold less than records: not the page
or line of evidence, nor the evidence of who asked, answered and refers.

Give the --base-iri of the runs, and their --lexicon and --rules, whose hashes stand in RDF.

Exit codes:
  0  all is well
  1  a line or a file could not be read or written (the rest was)
  2  the command line is wrong";

/// Files that are taken from a folder.
const ENDINGS: &[&str] = &["nq", "nt", "ndjson", "jsonl", "gz"];
/// Faults that are told one by one; of more, how many.
const TOLD: usize = 50;

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// N-Quads or NDJSON records, gzip too: files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Where to: a folder, which gets a folder for the graph; or - for standard output
    #[arg(short, long, value_name = "FOLDER", default_value = "output")]
    pub output: PathBuf,
    /// Which formats to write, with commas between them
    #[arg(short, long = "formats", value_name = "FORMAT", value_delimiter = ',',
          default_value = "nq", value_parser = format_parser())]
    pub formats: Vec<Format>,
    /// Name of the graph, and of its folder
    #[arg(long, value_name = "NAME", default_value = MERGED)]
    pub name: String,
    /// Megabytes of lines that are sorted in memory; what is more goes to disk
    #[arg(long, value_name = "MB", default_value_t = 256)]
    pub memory: usize,
    /// Folder for what is sorted on disk: as large as the statements, twice that for trig. That of
    /// the system, if not given
    #[arg(long, value_name = "FOLDER")]
    pub temp: Option<PathBuf>,
    /// What part of the graph is written.
    #[command(flatten)]
    pub part: PartArgs,
    /// How pictures are drawn.
    #[command(flatten)]
    pub drawing: DrawingArgs,
    /// How RDF is written.
    #[command(flatten)]
    pub rdf: RdfArgs,
}

/// Runs the command.
///
/// # Errors
///
/// When the lexicon or the rules are broken, or a file cannot be written.
pub fn run(global: &Global, args: &MergeArgs, console: &Console) -> anyhow::Result<Exit> {
    let formats: BTreeSet<Format> = args.formats.iter().copied().collect();
    check(args, &formats)?;
    let knowledge = Box::leak(Box::new(Knowledge::load(&global.lexicon, &global.rules)?));
    let selection = args.part.selection(&knowledge.model);
    let selection = selection.map_err(|error| UsageError(error.to_string()))?;
    let (files, mut faults) = inputs::all(&args.files, ENDINGS);
    for fault in &faults {
        console.error(fault);
    }
    let merge = Merge {
        args,
        console,
        knowledge,
        base_iri: &global.base_iri,
        rdf: args.rdf.options(knowledge),
        sorter: Sorter {
            memory: args.memory.saturating_mul(1_000_000),
            folder: args.temp.clone(),
        },
        whole_only: selection != Selection::default(),
        selection,
        seen: RefCell::default(),
        progress: console.counter("pieces"),
    };
    let written = if formats.contains(&Format::NdJson) {
        merge.records(files)?
    } else {
        merge.graph(files, &formats)?
    };
    merge.progress.finish_and_clear();
    let seen = merge.seen.into_inner();
    if seen.faults > TOLD {
        console.error(&format!("{} more lines cannot be read", seen.faults - TOLD));
    }
    if seen.untold > 0 {
        let records = match seen.untold {
            1 => "1 record tells".to_owned(),
            n => format!("{n} records tell"),
        };
        console.note(&format!(
            "{records} of a fault in place of a letter: left out"
        ));
    }
    if !written.is_empty() && !console.quiet() {
        super::console::print(summary::of_files(&written).as_bytes())?;
    }
    faults.truncate(1);
    Ok(if seen.faults == 0 && faults.is_empty() {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

/// What clap cannot tell.
fn check(args: &MergeArgs, formats: &BTreeSet<Format>) -> Result<(), UsageError> {
    let to_stdout = args.output == Path::new("-");
    let message = if formats.contains(&Format::NdJson) && formats.len() > 1 {
        "records are merged by themselves: give -f ndjson alone, and other formats apart".to_owned()
    } else if to_stdout && formats.len() != 1 {
        "standard output takes one format: add for example -f nq".to_owned()
    } else if let (true, Some(format)) = (to_stdout, formats.first())
        && format.files().len() > 1
    {
        let files = format.files().join(" and ");
        format!(
            "{format} is several files ({files}), and standard output takes one: name a folder with -o"
        )
    } else if args.memory == 0 {
        "--memory must be at least 1 megabyte".to_owned()
    } else {
        return Ok(());
    };
    Err(UsageError(message))
}

/// What was seen of the pieces besides what they hold.
#[derive(Debug, Default)]
struct Seen {
    pieces: usize,
    untold: usize,
    faults: usize,
}

struct Merge<'a> {
    args: &'a MergeArgs,
    console: &'a Console,
    knowledge: &'a Knowledge,
    base_iri: &'a str,
    rdf: rdf::Options<'a>,
    sorter: Sorter,
    /// A part of the graph is asked for, which has to be whole before.
    whole_only: bool,
    selection: Selection,
    seen: RefCell<Seen>,
    progress: ProgressBar,
}

impl Merge<'_> {
    /// The records themselves, sorted.
    fn records(&self, files: Vec<PathBuf>) -> anyhow::Result<Vec<Written>> {
        let mut quads = false;
        let records = merge::pieces(files).filter_map(|piece| {
            self.see();
            match piece {
                Piece::Record(bytes, _) => String::from_utf8(bytes).ok(),
                Piece::Quad(_) => {
                    quads = true;
                    None
                }
                other => self.tell(other),
            }
        });
        let sorted = self.sorter.sort(records.map(Ok))?;
        if quads {
            self.fault("quads hold no headings, of which records are made, and were left out; merge them to nq");
        }
        self.something()?;
        self.save(Format::NdJson, |out| {
            for record in sorted {
                writeln!(out, "{}", record?)?;
            }
            Ok(())
        })
    }

    /// The graph, in each format: RDF by sorting its statements, anything else from memory.
    fn graph(
        &self,
        files: Vec<PathBuf>,
        formats: &BTreeSet<Format>,
    ) -> anyhow::Result<Vec<Written>> {
        let sorts = |format: &&Format| !self.whole_only && syntax(**format).is_some();
        let (sorted, whole): (Vec<&Format>, Vec<&Format>) = formats.iter().partition(sorts);
        let model = &self.knowledge.model;
        let gathered = RefCell::new(Whole::new(self.base_iri, model, &self.knowledge.lexicon));
        let lines = merge::pieces(files).flat_map(|piece| {
            self.see();
            self.lines(piece, &gathered, !sorted.is_empty(), !whole.is_empty())
        });
        let mut written = Vec::new();
        if sorted.is_empty() {
            lines.for_each(drop);
        } else {
            written.extend(self.settled(lines, &sorted)?);
        }
        if whole.is_empty() {
            return Ok(written);
        }
        self.something()?;
        let graph = gathered.into_inner().finish(&self.args.name);
        for warning in &graph.warnings {
            self.console.warning(warning);
        }
        let (graph, options) = part(
            &graph,
            &self.selection,
            &self.args.drawing,
            model,
            self.rdf.clone(),
        )?;
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for format in whole {
            let texts = render_files(&graph, model, &options, *format)?;
            if self.args.output == Path::new("-") {
                super::console::print(&texts.concat())?;
                continue;
            }
            let names = format.files().iter();
            files.extend(names.map(|name| self.folder().join(name)).zip(texts));
        }
        let set: Vec<(&Path, &[u8])> = files
            .iter()
            .map(|(path, bytes)| (path.as_path(), bytes.as_slice()))
            .collect();
        write_files(&set)?;
        written.extend(files.into_iter().map(|(path, bytes)| Written {
            path,
            bytes: bytes.len(),
        }));
        Ok(written)
    }

    /// What a piece gives to be sorted; what the whole graph has of it, goes there.
    fn lines(
        &self,
        piece: Piece,
        whole: &RefCell<Whole<'_>>,
        sorted: bool,
        gathered: bool,
    ) -> Vec<String> {
        match piece {
            Piece::Quad(quad) => {
                let line = sorted.then(|| merge::line(quad.as_ref()));
                if gathered {
                    whole.borrow_mut().quad(quad);
                }
                line.into_iter().collect()
            }
            Piece::Record(bytes, place) => {
                let graph = match whole.borrow().read(&bytes) {
                    Ok(graph) => graph,
                    Err(error) => {
                        self.fault(&format!("{place}: {error}"));
                        return Vec::new();
                    }
                };
                if gathered {
                    whole.borrow_mut().graph(&graph);
                }
                if !sorted {
                    return Vec::new();
                }
                merge::lines(&graph, &self.knowledge.model, &self.rdf).unwrap_or_else(|error| {
                    self.fault(&format!("{place}: {error}"));
                    Vec::new()
                })
            }
            other => self.tell(other).into_iter().collect(),
        }
    }

    /// Sorts and settles statements, and writes them in each syntax.
    fn settled(
        &self,
        lines: impl Iterator<Item = String>,
        formats: &[&Format],
    ) -> anyhow::Result<Vec<Written>> {
        let sorted = self.sorter.sort(lines.map(Ok))?;
        self.something()?;
        let sorted = sorted.map(|line| line.map_err(anyhow::Error::from));
        let known = Settled {
            model: &self.knowledge.model,
            lexicon: &self.knowledge.lexicon,
            base_iri: self.base_iri,
        };
        let settle = |out: &mut dyn Write| {
            let put = |line: &str| Ok(writeln!(out, "{line}")?);
            merge::settle(&known, sorted, put, |doubt| self.console.warning(doubt))
        };
        if let [Format::NQuads] = formats {
            return self.save(Format::NQuads, settle);
        }
        let mut file = self.temporary()?;
        let mut out = BufWriter::new(&mut file);
        settle(&mut out)?;
        out.flush()?;
        drop(out);
        let mut written = Vec::new();
        for format in formats {
            file.rewind()?;
            let lines = BufReader::with_capacity(1 << 16, &mut file);
            let Some(syntax) = syntax(**format) else {
                continue;
            };
            let model = &self.knowledge.model;
            written.extend(self.save(**format, |out| {
                if syntax == RdfFormat::NQuads {
                    io::copy(&mut { lines }, out)?;
                } else if syntax == RdfFormat::TriG {
                    let by_graph = self.by_graph(lines)?;
                    merge::convert(by_graph, model, self.base_iri, syntax, out)?;
                } else {
                    merge::convert(lines, model, self.base_iri, syntax, out)?;
                }
                Ok(())
            })?);
        }
        Ok(written)
    }

    /// Settled lines, those of a graph together.
    fn by_graph(&self, lines: impl io::BufRead) -> anyhow::Result<BufReader<File>> {
        let lines = lines.lines().map(|line| Ok(merge::by_graph(&line?)));
        let sorted = self.sorter.sort(lines)?;
        let mut file = self.temporary()?;
        let mut out = BufWriter::new(&mut file);
        for line in sorted {
            writeln!(out, "{}", line?)?;
        }
        out.flush()?;
        drop(out);
        file.rewind()?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    /// A file without a name, which is gone when it is closed.
    fn temporary(&self) -> anyhow::Result<File> {
        let made = match &self.args.temp {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        };
        made.context("there is no room for what is sorted; --temp names another folder")
    }

    /// Writes a file whole or not at all, or to standard output.
    fn save(
        &self,
        format: Format,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<Vec<Written>> {
        if self.args.output == Path::new("-") {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            let done = write(&mut out).and_then(|()| Ok(out.flush()?));
            let left = |error: &anyhow::Error| {
                let cause = error.downcast_ref::<io::Error>();
                cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
            };
            return match done {
                Err(error) if !left(&error) => {
                    Err(error.context("standard output cannot be written"))
                }
                _ => Ok(Vec::new()),
            };
        }
        let mut file = Growing::begin(&self.args.output)?;
        write(&mut Into(&mut file))?;
        let path = self.folder().join(format!("graph.{format}"));
        let bytes = file.bytes();
        file.finish(&path)?;
        Ok(vec![Written { path, bytes }])
    }

    fn folder(&self) -> PathBuf {
        self.args.output.join(safe_name(&self.args.name))
    }

    /// Whether there is anything to merge.
    fn something(&self) -> anyhow::Result<()> {
        let seen = self.seen.borrow();
        if seen.pieces == seen.untold + seen.faults {
            bail!("there is nothing to merge in what was named");
        }
        Ok(())
    }

    fn see(&self) {
        let seen = &mut self.seen.borrow_mut().pieces;
        *seen += 1;
        if seen.is_multiple_of(1 << 10) {
            self.progress.set_position(*seen as u64);
        }
    }

    /// Tells of what holds no part of the graph.
    fn tell<T>(&self, piece: Piece) -> Option<T> {
        match piece {
            Piece::Untold => self.seen.borrow_mut().untold += 1,
            Piece::Fault(why) => self.fault(&why),
            Piece::Quad(_) | Piece::Record(..) => {}
        }
        None
    }

    fn fault(&self, why: &str) {
        let faults = &mut self.seen.borrow_mut().faults;
        *faults += 1;
        if *faults <= TOLD {
            self.progress.suspend(|| self.console.error(why));
        }
    }
}

/// A growing file as something to write to.
struct Into<'a>(&'a mut Growing);

impl Write for Into<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The syntax of RDF that a format is.
fn syntax(format: Format) -> Option<RdfFormat> {
    Some(match format {
        Format::NQuads => RdfFormat::NQuads,
        Format::NTriples => RdfFormat::NTriples,
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
        _ => return None,
    })
}
