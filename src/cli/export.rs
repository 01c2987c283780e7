//! `export`: letters become graphs on disk.

use super::console::{Console, print};
use super::{Exit, ExportArgs, Global, UsageError, inputs, summary};
use kamergraph::export::rdf::Provenance;
use kamergraph::export::{Format, render, write_file};
use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
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
    let provenance = Provenance::default();
    let pipeline = Pipeline::new(&knowledge);
    let (letters, mut faults) = extract(&pipeline, &args.letters, console);
    if to_stdout && letters.len() > 1 && !args.merge {
        let message = "standard output takes one graph: add --merge, or name one letter";
        return Err(UsageError(message.to_owned()).into());
    }

    let groups: Vec<(String, Vec<&Extraction>)> = if args.merge && !letters.is_empty() {
        vec![(args.name.clone(), letters.iter().collect())]
    } else {
        letters
            .iter()
            .map(|letter| (letter.letter.id.clone(), vec![letter]))
            .collect()
    };
    for letter in &letters {
        for warning in &letter.letter.warnings {
            console.warning(&of_source(warning, &letter.source));
        }
    }
    let mut folders = BTreeSet::new();
    for (name, letters) in groups {
        let graph = pipeline.graph(&global.base_iri, &name, letters.iter().copied());
        for warning in &graph.warnings {
            console.warning(warning);
        }
        let files: Vec<(Format, Vec<u8>)> = formats
            .iter()
            .map(|format| {
                Ok((
                    *format,
                    render(&graph, &knowledge.model, &provenance, *format)?,
                ))
            })
            .collect::<Result<_, kamergraph::export::ExportError>>()?;
        if to_stdout {
            for (_, bytes) in &files {
                print(bytes)?;
            }
            console.aside(&summary::of_graph(&graph, &letters, &[]));
            continue;
        }
        let Some(folder) = folder(&graph, &mut folders) else {
            console.error(&format!(
                "{name}: another letter of this run bears the same number, and its files would be \
                 overwritten; export it to a folder of its own with -o, or use --merge"
            ));
            faults = true;
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
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// Reads all letters; what cannot be read is reported, and the rest goes on.
pub fn extract(
    pipeline: &Pipeline,
    paths: &[PathBuf],
    console: &Console,
) -> (Vec<Extraction>, bool) {
    let inputs = inputs::read(paths, console);
    let mut faults = inputs.faults;
    let mut letters = Vec::new();
    for source in &inputs.sources {
        match pipeline.extract(source) {
            Ok(letter) => letters.push(letter),
            Err(error) => {
                console.error(&error.to_string());
                faults = true;
            }
        }
    }
    (letters, faults)
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
