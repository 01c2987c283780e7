//! Graphs to ask: exported ones, or made of letters on the spot.

use super::console::Console;
use super::reading::{self, Reading};
use super::{Global, ReadingArgs, inputs};
use anyhow::{Context as _, bail};
use kamergraph::export::json;
use kamergraph::graph::{Graph, GraphBuilder};
use kamergraph::model::Model;
use kamergraph::pipeline::{Knowledge, Pipeline};
use std::path::{Path, PathBuf};

/// One graph of everything under some paths, and whether something could not be read.
///
/// A folder that holds exported graphs (`graph.json`) gives these; another one its letters.
///
/// # Errors
///
/// When there is nothing to ask, or the rules are broken.
pub fn read(
    global: &Global,
    paths: &[PathBuf],
    console: &Console,
) -> anyhow::Result<(Graph, bool)> {
    let (mut exported, mut letters, mut faults) = (Vec::new(), Vec::new(), false);
    let mut expanded = Vec::new();
    for path in paths {
        if path.is_dir() {
            expanded.push(path.clone());
            continue;
        }
        match inputs::files(path, inputs::ENDINGS) {
            Ok(files) => expanded.extend(files),
            Err(fault) => {
                console.error(&fault);
                faults = true;
            }
        }
    }
    for path in &expanded {
        if !path.exists() && path != Path::new("-") {
            if path == Path::new("output") {
                bail!(
                    "there is no folder output/ to look in: make graphs with \
                     \"kamergraph export LETTER\", or name letters or graphs with --in"
                );
            }
            console.error(&format!("{}: no such file or folder", path.display()));
            faults = true;
            continue;
        }
        if path.is_dir() {
            let found = |endings| inputs::files(path, endings).unwrap_or_default();
            let graphs = found(&["json"]);
            let graphs: Vec<PathBuf> = graphs
                .into_iter()
                .filter(|p| p.ends_with("graph.json"))
                .collect();
            if graphs.is_empty() && found(inputs::ENDINGS).is_empty() {
                console.error(&format!(
                    "{} holds neither graphs nor letters; kamergraph export makes graphs (graph.json)",
                    path.display()
                ));
                faults = true;
            } else if graphs.is_empty() {
                letters.push(path.clone());
            } else {
                exported.extend(graphs);
            }
        } else if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"))
        {
            exported.push(path.clone());
        } else {
            letters.push(path.clone());
        }
    }

    let mut graphs = Vec::new();
    for path in exported {
        match graph(&path) {
            Ok(graph) => graphs.push(graph),
            Err(error) => {
                console.error(&super::console::told(&error));
                faults = true;
            }
        }
    }
    // What was exported under a base of its own keeps it.
    let base = graphs
        .first()
        .map_or(global.base_iri.as_str(), |graph| graph.base_iri.as_str());
    let model = Model::embedded()?;
    let mut builder = GraphBuilder::new(base, &model);
    for graph in &graphs {
        builder.add_graph(graph);
    }
    if !letters.is_empty() {
        let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
        let pipeline = Pipeline::new(&knowledge);
        let Reading {
            letters,
            faults: unread,
        } = reading::all(&pipeline, &letters, &ReadingArgs::default(), console)?;
        for fault in &unread {
            console.error(fault);
        }
        faults |= !unread.is_empty();
        builder.add_graph(&pipeline.graph(base, "letters", &letters));
    }
    let graph = builder.finish("asked");
    if graph.graph.node_count() == 0 {
        bail!("there is no graph to ask; make one with \"kamergraph export LETTER\"");
    }
    Ok((graph, faults))
}

fn graph(path: &Path) -> anyhow::Result<Graph> {
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    json::read(&bytes).with_context(|| path.display().to_string())
}
