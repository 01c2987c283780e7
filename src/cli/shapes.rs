//! `check --shapes`: are graphs right?

use super::console::{Console, print_text};
use super::{Exit, Global, inputs, reading};
use anyhow::{anyhow, ensure};
use kamergraph::export::rdf::{Options, write};
use kamergraph::export::{Format, json};
use kamergraph::graph::Graph;
use kamergraph::limits::unreadable;
use kamergraph::model::Model;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::shape::{Checker, Fault, Shapes};
use oxrdfio::RdfFormat;
use std::path::{Path, PathBuf};

/// Endings of the graphs that are taken from a folder, best first: where a folder holds one graph in
/// several formats, one of them will do.
const GRAPHS: [&str; 7] = ["trig", "nq", "ttl", "nt", "rdf", "jsonld", "owl"];

/// Runs the shapes over each graph: RDF, graph.json, or made of letters on the spot.
///
/// # Errors
///
/// When the shapes, the lexicon or the rules are broken.
pub fn run(global: &Global, paths: &[PathBuf], console: &Console) -> anyhow::Result<Exit> {
    let model = Model::embedded()?;
    let check = Check {
        shapes: Shapes::embedded(&model)?,
        model,
        console,
    };
    let mut told = Told::default();
    let (mut files, faults) = files(paths);
    told.errors(console, &faults);
    let letters: Vec<PathBuf> = files.extract_if(.., |file| is_letter(file)).collect();
    for file in &files {
        match check.file(file) {
            Ok((triples, faults)) => told.graph(console, &file.display(), triples, &faults),
            Err(error) => told.errors(console, &[format!("{}: {error:#}", file.display())]),
        }
    }
    if !letters.is_empty() {
        let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
        let pipeline = Pipeline::new(&knowledge);
        let read = reading::all(&pipeline, &letters, &super::ReadingArgs::default(), console)?;
        told.errors(console, &read.faults);
        for letter in &read.letters {
            let graph = pipeline.graph(&global.base_iri, &letter.letter.id, [letter]);
            let (triples, faults) = check.graph(&graph, &Options::of(&knowledge))?;
            told.graph(console, &letter.source, triples, &faults);
        }
    }
    if !console.quiet() && told.graphs > 0 {
        let shapes = check.shapes.names().len();
        print_text(&told.summary(shapes))?;
    }
    Ok(if told.errors + told.faults == 0 {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

/// What was found so far.
#[derive(Default)]
struct Told {
    graphs: usize,
    triples: usize,
    faults: usize,
    errors: usize,
}

impl Told {
    fn errors(&mut self, console: &Console, errors: &[String]) {
        for error in errors {
            console.error(error);
        }
        self.errors += errors.len();
    }

    fn graph(
        &mut self,
        console: &Console,
        name: &dyn std::fmt::Display,
        triples: usize,
        faults: &[Fault],
    ) {
        for fault in faults {
            console.error(&format!("{name}: {fault}"));
        }
        self.graphs += 1;
        self.triples += triples;
        self.faults += faults.len();
    }

    fn summary(&self, shapes: usize) -> String {
        let graphs = match self.graphs {
            1 => "1 graph".to_owned(),
            n => format!("{n} graphs"),
        };
        let hold = match self.faults {
            0 => "all hold".to_owned(),
            1 => "1 fault".to_owned(),
            n => format!("{n} faults"),
        };
        let triples = self.triples;
        format!("shapes     {shapes} on {graphs} of {triples} triples: {hold}\n")
    }
}

struct Check<'a> {
    shapes: Shapes,
    model: Model,
    console: &'a Console,
}

impl Check<'_> {
    /// The number of triples of a file, and what is wrong with its graph.
    fn file(&self, file: &Path) -> anyhow::Result<(usize, Vec<Fault>)> {
        let bytes = std::fs::read(file).map_err(|cause| anyhow!(unreadable(&cause)))?;
        if ending(file) == "json" {
            let graph = json::read(&bytes)?;
            for warning in &graph.warnings {
                self.console.warning(warning);
            }
            return self.graph(&graph, &Options::default());
        }
        // Vocabularies under .owl are RDF/XML.
        let syntax = RdfFormat::from_extension(&ending(file)).unwrap_or(RdfFormat::RdfXml);
        self.run(syntax, &bytes)
    }

    fn graph(&self, graph: &Graph, options: &Options<'_>) -> anyhow::Result<(usize, Vec<Fault>)> {
        let bytes = write(graph, &self.model, RdfFormat::NTriples, options)?;
        self.run(RdfFormat::NTriples, &bytes)
    }

    fn run(&self, syntax: RdfFormat, bytes: &[u8]) -> anyhow::Result<(usize, Vec<Fault>)> {
        let mut checker = Checker::new()?;
        let triples = checker.add(syntax, bytes)?;
        ensure!(triples > 0, "there is no graph in it");
        Ok((triples, checker.check(&self.shapes)?))
    }
}

/// The files that some paths stand for. From a folder come its graphs, each in one format; where it
/// holds none, its letters.
fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        let mut graphs = inputs::files(path, &GRAPHS).unwrap_or_default();
        if path.is_dir() && !graphs.is_empty() {
            let rank = |file: &PathBuf| GRAPHS.iter().position(|e| *e == ending(file));
            graphs.sort_by_key(|file| (file.with_extension(""), rank(file)));
            graphs.dedup_by_key(|file| file.with_extension(""));
            found.extend(graphs);
            continue;
        }
        match inputs::files(path, inputs::ENDINGS) {
            Ok(files) => found.extend(files),
            Err(_) if path.is_dir() => faults.push(format!(
                "{} holds neither graphs nor letters; kamergraph export makes graphs",
                path.display()
            )),
            Err(fault) => faults.push(fault),
        }
    }
    (found, faults)
}

fn ending(file: &Path) -> String {
    file.extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

fn is_letter(file: &Path) -> bool {
    let ending = ending(file);
    ending != Format::Json.name() && !GRAPHS.contains(&ending.as_str())
}
