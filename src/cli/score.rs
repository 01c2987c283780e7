//! `score`: graphs are held against gold graphs.

use super::console::{Console, print, print_text};
use super::{Exit, Global, ScoreArgs, ScoreFormat, inputs};
use anyhow::{Context as _, anyhow, bail};
use kamergraph::limits::unreadable;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::score::{Candidate, Count, Gold, Report, compare};
use kamergraph::source::Source;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Files taken from a folder: letters and graphs.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "docx", "pdf", "html", "htm", "xml", "json",
];

/// A letter or a graph, not yet read, and the gold graph that stood before it.
#[derive(Debug)]
struct Given {
    path: PathBuf,
    graph: Option<Value>,
    /// Index of the gold graph named last before it.
    after: Option<usize>,
}

/// Runs the command.
///
/// # Errors
///
/// When a gold graph or the rules are broken, or nothing fits.
pub fn run(global: &Global, args: &ScoreArgs, console: &Console) -> anyhow::Result<Exit> {
    let mut faults = false;
    let (golds, given) = sort_out(&args.files, console, &mut faults)?;
    if golds.is_empty() {
        bail!("none of the files is a gold graph: a JSON file with \"entities\" and \"relations\"");
    }
    let mut reports: Vec<Option<Report>> = vec![None; golds.len()];
    let mut spare = 0;
    // Graphs that are there already need no rules.
    let knowledge = if given.iter().any(|file| file.graph.is_none()) {
        Some(Knowledge::load(&global.lexicon, &global.rules)?)
    } else {
        None
    };
    let pipeline = knowledge.as_ref().map(Pipeline::new);
    for file in given {
        let stem = file
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (ids, candidate) = match read(&file, pipeline.as_ref(), global) {
            Ok((id, candidate)) => ([id, stem], candidate),
            Err(error) => {
                console.error(&super::console::told(&error));
                faults = true;
                continue;
            }
        };
        let named = golds
            .iter()
            .position(|gold| ids.iter().any(|id| same(id, &gold.document)));
        match named.or(file.after.filter(|at| reports[*at].is_none())) {
            Some(at) => reports[at] = Some(compare(&golds[at], &candidate)),
            None => spare += 1,
        }
    }
    if spare > 0 {
        console.note(&format!("{spare} letters have no gold graph: left out"));
    }
    for (gold, _) in golds
        .iter()
        .zip(&reports)
        .filter(|(_, report)| report.is_none())
    {
        console.error(&format!(
            "no letter fits the gold graph \"{}\"",
            gold.document
        ));
        faults = true;
    }
    let mut reports: Vec<Report> = reports.into_iter().flatten().collect();
    if reports.len() > 1 {
        reports.push(Report::total("all documents", &reports));
    }
    match args.format {
        ScoreFormat::Table => {
            let tables = reports.iter().map(|r| table(r, args.verbose));
            print_text(&tables.collect::<String>())?;
        }
        ScoreFormat::Json => print(in_json(&reports, args.verbose)?.as_bytes())?,
    }
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// Gold graphs apart from what is held against them.
fn sort_out(
    paths: &[PathBuf],
    console: &Console,
    faults: &mut bool,
) -> anyhow::Result<(Vec<Gold>, Vec<Given>)> {
    let (mut golds, mut given) = (Vec::new(), Vec::new());
    let (files, unread) = inputs::all(paths, ENDINGS);
    for fault in unread {
        console.error(&fault);
        *faults = true;
    }
    for path in files {
        let after = golds.len().checked_sub(1);
        if path
            .extension()
            .is_none_or(|e| !e.eq_ignore_ascii_case("json"))
        {
            given.push(Given {
                path,
                graph: None,
                after,
            });
            continue;
        }
        let json = read_json(&path)?;
        if Gold::recognise(&json) {
            golds.push(Gold::from_json(json, &path)?);
        } else {
            given.push(Given {
                path,
                graph: Some(json),
                after,
            });
        }
    }
    Ok((golds, given))
}

fn read_json(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path)
        .map_err(|cause| anyhow!("{}: {}", path.display(), unreadable(&cause)))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

/// Id and graph of a file.
fn read(
    file: &Given,
    pipeline: Option<&Pipeline>,
    global: &Global,
) -> anyhow::Result<(String, Candidate)> {
    if let Some(json) = &file.graph {
        let id = json["graph"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        return Ok((id, Candidate::from_json(json, &file.path)?));
    }
    let pipeline = pipeline.context("no rules are loaded")?;
    let source = Source::read(&file.path)?;
    let letter = pipeline.extract(&source).context(source.name)?;
    let id = letter.letter.id.clone();
    let graph = pipeline.graph(&global.base_iri, &id, [&letter]);
    Ok((id, Candidate::from(&graph)))
}

/// Whether two names of a letter are the same but for case and punctuation: `ah-tk-20232024-1`
/// and `ahtk-20232024-1`.
fn same(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    plain(a) == plain(b)
}

fn table(report: &Report, verbose: bool) -> String {
    let mut out = format!("{}\n", report.document);
    for (name, count) in &report.figures {
        figure(&mut out, name, *count);
    }
    if verbose {
        let _ = writeln!(out, "  relations by predicate");
        for (name, count) in &report.by_predicate {
            figure(&mut out, &format!("  {name}"), *count);
        }
        for fault in &report.faults {
            let _ = writeln!(out, "  {fault}");
        }
    }
    out
}

fn figure(out: &mut String, name: &str, count: Count) {
    let Count {
        hit,
        gold,
        predicted,
    } = count;
    let _ = writeln!(
        out,
        "  {name:<28} P {:.3}  R {:.3}  F1 {:.3}   ({hit} of {gold} gold, {predicted} predicted)",
        count.precision(),
        count.recall(),
        count.f1(),
    );
}

fn in_json(reports: &[Report], verbose: bool) -> anyhow::Result<String> {
    let number = |count: &Count| {
        json!({
            "precision": count.precision(), "recall": count.recall(), "f1": count.f1(),
            "hit": count.hit, "gold": count.gold, "predicted": count.predicted,
        })
    };
    let documents: Vec<Value> = reports
        .iter()
        .map(|report| {
            let figures: serde_json::Map<String, Value> = report
                .figures
                .iter()
                .map(|(name, c)| ((*name).to_owned(), number(c)))
                .collect();
            let predicates: serde_json::Map<String, Value> = report
                .by_predicate
                .iter()
                .map(|(name, c)| (name.clone(), number(c)))
                .collect();
            let mut out = json!({
                "document": report.document, "figures": figures, "predicates": predicates,
            });
            if verbose {
                let faults = report
                    .faults
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>();
                out["faults"] = json!(faults);
            }
            out
        })
        .collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&documents)?))
}
