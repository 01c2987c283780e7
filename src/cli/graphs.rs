//! Graphs to ask: exported ones, or made of letters on the spot.

use super::console::Console;
use super::reading;
use super::{Global, ReadingArgs, inputs};
use anyhow::{Context as _, anyhow, bail};
use kamergraph::export::json;
use kamergraph::graph::{Graph, GraphBuilder};
use kamergraph::limits::{self, unreadable};
use kamergraph::model::Model;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use std::path::{Path, PathBuf};

/// What to say where there is no graph at all.
pub const NOTHING: &str = "there is no graph to ask; make one with \"kamergraph export LETTER\"";

/// One graph of everything under some paths, and whether something could not be read.
///
/// # Errors
///
/// When there is nothing to ask, or the rules are broken.
pub fn read(
    global: &Global,
    paths: &[PathBuf],
    console: &Console,
) -> anyhow::Result<(Graph, bool)> {
    let model = Model::embedded()?;
    let mut builder: Option<GraphBuilder> = None;
    let faults = each(global, paths, &ReadingArgs::default(), console, |graph| {
        // What was exported under a base of its own keeps it.
        builder
            .get_or_insert_with(|| GraphBuilder::new(&graph.base_iri, &model))
            .add_graph(&graph);
        Ok(())
    })?;
    let graph = builder.map(|builder| builder.finish("asked"));
    match graph.filter(|graph| graph.graph.node_count() > 0) {
        Some(graph) => Ok((graph, faults)),
        None => bail!("{NOTHING}"),
    }
}

/// Hands on everything under some paths, graph by graph: exported ones first, then one for each
/// letter. Gives whether something could not be read; that is told.
///
/// A folder that holds exported graphs (`graph.json`) gives these; another one its letters.
///
/// # Errors
///
/// What `take` gives; when there is no folder to look in by default, or the rules are broken.
pub fn each(
    global: &Global,
    paths: &[PathBuf],
    args: &ReadingArgs,
    console: &Console,
    mut take: impl FnMut(Graph) -> anyhow::Result<()> + Send,
) -> anyhow::Result<bool> {
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
                     \"kamergraph export LETTER\", or name letters or graphs"
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

    let mut base: Option<String> = None;
    for path in exported {
        match graph(&path) {
            Ok(graph) => {
                base.get_or_insert_with(|| graph.base_iri.clone());
                take(graph)?;
            }
            Err(error) => {
                console.error(&super::console::told(&error));
                faults = true;
            }
        }
    }
    if !letters.is_empty() {
        let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
        let pipeline = Pipeline::new(&knowledge);
        let base = base.as_deref().unwrap_or(&global.base_iri);
        let make = |letter: Extraction| Ok(pipeline.graph(base, &letter.letter.id, [&letter]));
        let unread = reading::each(&pipeline, &letters, args, console, make, |_, graph| {
            take(graph)
        })?;
        for fault in &unread {
            console.error(fault);
        }
        faults |= !unread.is_empty();
    }
    Ok(faults)
}

fn graph(path: &Path) -> anyhow::Result<Graph> {
    let bytes = limits::read(path, limits::GRAPH_BYTES)
        .map_err(|cause| anyhow!("{}: {}", path.display(), unreadable(&cause)))?;
    json::read(&bytes).with_context(|| path.display().to_string())
}
