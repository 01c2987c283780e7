//! `export`: letters become graphs on disk.

use super::console::{Console, print, print_text};
use super::part::part;
use super::reading::{self, Reading};
use super::stream::Stream;
use super::{Exit, ExportArgs, Global, UsageError, summary};
use kamergraph::export::rdf;
use kamergraph::export::whole::{safe_name, write_files};
use kamergraph::export::{ExportError, Format, Options, render_files, render_letter};
use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::view::{Selection, ViewError};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Name of the graph of several letters, where the user gives none.
pub const MERGED: &str = "merged";

/// A file that was written.
#[derive(Debug)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: usize,
}

/// Runs the command.
///
/// # Errors
///
/// When the lexicon or the rules are broken, or a file cannot be written.
pub fn run(global: &Global, args: &ExportArgs, console: &Console) -> anyhow::Result<Exit> {
    let to_stdout = args.output == Path::new("-");
    let formats: Vec<Format> = args
        .formats
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    if to_stdout && formats.len() != 1 {
        let message = "standard output takes one format: add for example -f json";
        return Err(UsageError(message.to_owned()).into());
    }
    if let (true, [format]) = (to_stdout, formats.as_slice())
        && format.files().len() > 1
    {
        let files = format.files().join(" and ");
        let message = format!(
            "{format} is several files ({files}), and standard output takes one: name a folder with -o"
        );
        return Err(UsageError(message).into());
    }
    // Both last as long as the program: to free them name by name takes longer than to write files.
    let knowledge = Box::leak(Box::new(Knowledge::load(&global.lexicon, &global.rules)?));
    let selection = args.part.selection(&knowledge.model);
    let selection = selection.map_err(|error| UsageError(error.to_string()))?;
    let export = Export {
        selection,
        global,
        args,
        console,
        knowledge,
        pipeline: Box::leak(Box::new(Pipeline::new(knowledge))),
        rdf: args.rdf.options(knowledge),
    };
    let faults = if formats.iter().all(|format| format.streams()) && (to_stdout || !args.each) {
        export.stream(&formats)?
    } else if args.each && !to_stdout {
        export.each(&formats)?
    } else {
        let Reading { letters, faults } =
            reading::all(export.pipeline, &args.letters, &args.reading, console)?;
        export.write(&letters, &formats)?;
        faults
    };
    for fault in &faults {
        console.error(fault);
    }
    Ok(if faults.is_empty() {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

struct Export<'a> {
    selection: Selection,
    global: &'a Global,
    args: &'a ExportArgs,
    console: &'a Console,
    knowledge: &'a Knowledge,
    pipeline: &'a Pipeline<'a>,
    /// What goes into RDF besides the graph.
    rdf: rdf::Options<'a>,
}

/// A letter with all that is written of it.
struct Made {
    letter: Extraction,
    graph: Graph,
    /// The bytes of each file of each format, in their order.
    texts: Vec<Vec<Vec<u8>>>,
}

impl Export<'_> {
    /// What is to be written of one letter.
    fn make(&self, letter: Extraction, formats: &[Format]) -> anyhow::Result<Made> {
        let base = &self.global.base_iri;
        let whole = self.pipeline.graph(base, &letter.letter.id, [&letter]);
        let (graph, options) = self.part(&whole)?;
        let texts = formats
            .iter()
            .map(|format| render_letter(&letter, &graph, &self.knowledge.model, &options, *format))
            .collect::<Result<_, _>>()?;
        Ok(Made {
            letter,
            graph,
            texts,
        })
    }

    /// The part of a graph that is asked for, and how to write it.
    fn part(&self, whole: &Graph) -> Result<(Graph, Options<'_>), ViewError> {
        part(
            whole,
            &self.selection,
            &self.args.drawing,
            &self.knowledge.model,
            self.rdf.clone(),
        )
    }

    /// Tells what is in doubt about a letter.
    fn warn(&self, letter: &Extraction) {
        for warning in &letter.letter.warnings {
            self.console.warning(&of_source(warning, &letter.source));
        }
    }

    /// Writes each letter as soon as it is read, behind those before it: quads of letters that were
    /// read apart can be thrown together, and records stand for themselves. What is known of an
    /// entity is said again with every letter that names it.
    fn stream(&self, formats: &[Format]) -> anyhow::Result<Vec<String>> {
        let Self { args, console, .. } = self;
        let mut stream = Stream::new(&args.output, formats);
        let mut letters = 0_usize;
        let mut only = None;
        let mut ids = BTreeSet::new();
        let faults = reading::each(
            self.pipeline,
            &args.letters,
            &args.reading,
            console,
            |letter| self.make(letter, formats),
            |_, made: Made| {
                self.warn(&made.letter);
                let (id, source) = (&made.letter.letter.id, &made.letter.source);
                if !ids.insert(id.clone()) {
                    console.warning(&format!(
                        "{source}: another letter of this run calls itself {id}, too, and has another \
                         number of questions; both are written"
                    ));
                }
                stream.add(&made.texts)?;
                letters += 1;
                only = (letters == 1).then_some((made.letter, made.graph));
                Ok(())
            },
        )?;
        let name = match &only {
            Some((letter, _)) if !args.merge && args.name.is_none() => letter.letter.id.as_str(),
            _ => args.name.as_deref().unwrap_or(MERGED),
        };
        let to_stdout = matches!(stream, Stream::Stdout);
        let written = stream.finish(&safe_name(name))?;
        let summary = match &only {
            Some((letter, graph)) => summary::of_graph(graph, &[letter], &written),
            None if letters == 0 => return Ok(faults),
            None => summary::of_stream(name, letters, &written),
        };
        if to_stdout {
            console.aside(&summary);
        } else if !console.quiet() {
            print_text(&summary)?;
        }
        Ok(faults)
    }

    /// Writes the graph of each letter as soon as it is read. Gives the faults of the reading with
    /// those of the writing.
    fn each(&self, formats: &[Format]) -> anyhow::Result<Vec<String>> {
        let Self { args, console, .. } = self;
        let mut folders = BTreeSet::new();
        let mut taken = Vec::new();
        let mut faults = reading::each(
            self.pipeline,
            &args.letters,
            &args.reading,
            console,
            |letter| self.make(letter, formats),
            |_, made: Made| {
                self.warn(&made.letter);
                let folder = safe_name(&made.graph.name);
                if !folders.insert(folder.to_lowercase()) {
                    taken.push(format!(
                        "{}: another letter of this run bears the same number, and its files would be \
                         overwritten; export it to a folder of its own with -o, or leave out --each",
                        made.graph.name
                    ));
                    return Ok(());
                }
                let texts = formats.iter().copied().zip(&made.texts);
                let written = self.files(&folder, texts)?;
                if !console.quiet() {
                    let summary = summary::of_graph(&made.graph, &[&made.letter], &written);
                    print_text(&summary)?;
                }
                Ok(())
            },
        )?;
        faults.append(&mut taken);
        Ok(faults)
    }

    /// Writes one graph: of all letters under a name of the run, or of the only letter under its own.
    fn write(&self, letters: &[Extraction], formats: &[Format]) -> anyhow::Result<()> {
        let Self { args, console, .. } = self;
        let to_stdout = args.output == Path::new("-");
        if to_stdout && letters.len() > 1 && args.each {
            let message = "standard output takes one graph: leave out --each, or name one letter";
            return Err(UsageError(message.to_owned()).into());
        }
        for letter in letters {
            self.warn(letter);
        }
        let merge = args.merge || args.name.is_some() || letters.len() > 1;
        let name = match letters {
            [] => return Ok(()),
            [letter, ..] if !merge => letter.letter.id.as_str(),
            _ => args.name.as_deref().unwrap_or(MERGED),
        };
        let whole = self.pipeline.graph(&self.global.base_iri, name, letters);
        let (graph, options) = self.part(&whole)?;
        for warning in &graph.warnings {
            console.warning(warning);
        }
        let model = &self.knowledge.model;
        let text = |format: &Format| -> anyhow::Result<_> {
            let text = if format.by_letter() {
                let records = letters.par_iter().map(|letter| {
                    let base = &self.global.base_iri;
                    let whole = self.pipeline.graph(base, &letter.letter.id, [letter]);
                    let (graph, options) = self.part(&whole)?;
                    let files = render_letter(letter, &graph, model, &options, *format)?;
                    anyhow::Ok(files.concat())
                });
                vec![records.collect::<Result<Vec<_>, _>>()?.concat()]
            } else {
                render_files(&graph, model, &options, *format)?
            };
            Ok((*format, text))
        };
        let texts = formats.par_iter().map(text);
        let texts = texts.collect::<anyhow::Result<Vec<_>>>()?;
        let letters: Vec<&Extraction> = letters.iter().collect();
        if to_stdout {
            for (_, files) in &texts {
                print(&files.concat())?;
            }
            console.aside(&summary::of_graph(&graph, &letters, &[]));
            return Ok(());
        }
        let texts = texts.iter().map(|(format, files)| (*format, files));
        let written = self.files(&safe_name(name), texts)?;
        if !console.quiet() {
            print_text(&summary::of_graph(&graph, &letters, &written))?;
        }
        Ok(())
    }

    /// Writes the files of one graph, all of them or none.
    fn files<'t>(
        &self,
        folder: &str,
        texts: impl Iterator<Item = (Format, &'t Vec<Vec<u8>>)>,
    ) -> Result<Vec<Written>, ExportError> {
        let folder = self.args.output.join(folder);
        let files: Vec<(PathBuf, &[u8])> = texts
            .flat_map(|(format, files)| format.files().iter().zip(files))
            .map(|(name, bytes)| (folder.join(name), bytes.as_slice()))
            .collect();
        let set: Vec<(&Path, &[u8])> = files.iter().map(|(path, b)| (path.as_path(), *b)).collect();
        write_files(&set)?;
        let written = files.into_iter().map(|(path, bytes)| Written {
            path,
            bytes: bytes.len(),
        });
        Ok(written.collect())
    }
}

/// A warning under the name of its source, unless it bears it already.
fn of_source(warning: &str, source: &str) -> String {
    if warning.starts_with(source) {
        warning.to_owned()
    } else {
        format!("{source}: {warning}")
    }
}
