//! `export`: letters become graphs on disk.

use super::console::{Console, print};
use super::reading::{self, Reading};
use super::{Exit, ExportArgs, Global, UsageError, summary};
use kamergraph::export::rdf::Options;
use kamergraph::export::{ExportError, Format, render, write_file};
use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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
    let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
    let export = Export {
        global,
        args,
        console,
        knowledge: &knowledge,
        pipeline: Pipeline::new(&knowledge),
    };
    let faults = if to_stdout && formats == [Format::NQuads] {
        export.stream()?
    } else {
        let Reading { letters, faults } =
            reading::all(&export.pipeline, &args.letters, &args.reading, console)?;
        export.write(&letters, &formats, faults)?
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
    global: &'a Global,
    args: &'a ExportArgs,
    console: &'a Console,
    knowledge: &'a Knowledge,
    pipeline: Pipeline<'a>,
}

impl Export<'_> {
    /// The graph of some letters, its warnings told.
    fn graph(&self, name: &str, letters: &[&Extraction]) -> Graph {
        let letters = letters.iter().copied();
        let graph = self.pipeline.graph(&self.global.base_iri, name, letters);
        for warning in &graph.warnings {
            self.console.warning(warning);
        }
        graph
    }

    /// What goes into RDF besides the graph.
    fn options(&self) -> Options<'_> {
        self.args.rdf.options(self.knowledge)
    }

    fn warn(&self, letter: &Extraction) {
        for warning in &letter.letter.warnings {
            self.console.warning(&of_source(warning, &letter.source));
        }
    }

    /// Writes the quads of each letter as soon as it is read: quads of letters that were read
    /// apart can be thrown together. What is known of an entity is said again with every letter
    /// that names it.
    fn stream(&self) -> anyhow::Result<Vec<String>> {
        let mut letters = 0_usize;
        let mut only = String::new();
        let args = &self.args;
        let options = self.options();
        let take = |_, letter: Extraction| {
            self.warn(&letter);
            let graph = self.graph(&letter.letter.id, &[&letter]);
            print(&render(
                &graph,
                &self.knowledge.model,
                &options,
                Format::NQuads,
            )?)?;
            letters += 1;
            if letters == 1 {
                only = summary::of_graph(&graph, &[&letter], &[]);
            }
            Ok(())
        };
        let faults = reading::each(
            &self.pipeline,
            &args.letters,
            &args.reading,
            self.console,
            take,
        )?;
        match letters {
            0 => {}
            1 => self.console.aside(&only),
            n => self.console.note(&format!(
                "wrote the quads of {n} letters, one after another"
            )),
        }
        Ok(faults)
    }

    /// Writes one graph of all letters, or one each. Gives the faults of the reading with those of
    /// the writing.
    fn write(
        &self,
        letters: &[Extraction],
        formats: &[Format],
        mut faults: Vec<String>,
    ) -> anyhow::Result<Vec<String>> {
        let Self { args, console, .. } = self;
        let to_stdout = args.output == Path::new("-");
        if to_stdout && letters.len() > 1 && args.each {
            let message = "standard output takes one graph: leave out --each, or name one letter";
            return Err(UsageError(message.to_owned()).into());
        }
        for letter in letters {
            self.warn(letter);
        }
        let merge = args.merge || args.name.is_some() || letters.len() > 1 && !args.each;
        let groups: Vec<(&str, Vec<&Extraction>)> = if merge && !letters.is_empty() {
            let name = args.name.as_deref().unwrap_or("merged");
            vec![(name, letters.iter().collect())]
        } else {
            let alone = letters.iter().map(|l| (l.letter.id.as_str(), vec![l]));
            alone.collect()
        };
        let options = self.options();
        let mut folders = BTreeSet::new();
        for (name, letters) in groups {
            let graph = self.graph(name, &letters);
            let render = |format: &Format| {
                let bytes = render(&graph, &self.knowledge.model, &options, *format)?;
                Ok((*format, bytes))
            };
            let files: Vec<(Format, Vec<u8>)> = formats
                .par_iter()
                .map(render)
                .collect::<Result<_, ExportError>>()?;
            if to_stdout {
                for (_, bytes) in &files {
                    print(bytes)?;
                }
                console.aside(&summary::of_graph(&graph, &letters, &[]));
                continue;
            }
            let Some(folder) = folder(&graph, &mut folders) else {
                faults.push(format!(
                    "{name}: another letter of this run bears the same number, and its files would \
                     be overwritten; export it to a folder of its own with -o, or leave out --each"
                ));
                continue;
            };
            let mut written = Vec::new();
            for (format, bytes) in files {
                let path = args.output.join(&folder).join(format!("graph.{format}"));
                write_file(&path, &bytes)?;
                written.push(Written {
                    path,
                    bytes: bytes.len(),
                });
            }
            if !console.quiet() {
                print(summary::of_graph(&graph, &letters, &written).as_bytes())?;
            }
        }
        Ok(faults)
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

/// The folder of a graph, named after it and safe on every file system; `None` when it is taken.
fn folder(graph: &Graph, taken: &mut BTreeSet<String>) -> Option<String> {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let name: String = graph
        .name
        .chars()
        .map(|c| if safe(c) { c } else { '-' })
        .take(120)
        .collect();
    let name = name.trim_matches(['.', '-']);
    let name = if name.is_empty() { "letter" } else { name };
    taken.insert(name.to_lowercase()).then(|| name.to_owned())
}
