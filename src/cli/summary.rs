//! What `export` says about a graph that it wrote.

use super::export::Written;
use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent, presets};
use kamergraph::graph::{Body, Graph};
use kamergraph::letter::{Asker, Letter, LetterKind, Official};
use kamergraph::pipeline::Extraction;
use kamergraph::relation::Status;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names of people and offices that a line lists before it counts the rest.
const NAMES: usize = 6;
/// Letters of a merged graph that are each told in full; of more, each gets a line.
const WHOLE: usize = 3;
/// Classes that stand side by side: a letter has some fifteen.
const CLASSES: usize = 4;

/// The whole summary, ended by an empty line.
pub fn of_graph(graph: &Graph, letters: &[&Extraction], written: &[Written]) -> String {
    let mut out = String::new();
    if letters.len() > 1 {
        let _ = writeln!(
            out,
            "{}: one graph of {} letters",
            graph.name,
            letters.len()
        );
    }
    for letter in letters {
        if letters.len() > WHOLE {
            in_a_line(&mut out, letter);
        } else {
            of_letter(&mut out, letter);
        }
    }
    out.push('\n');
    nodes(&mut out, graph);
    out.push('\n');
    claims(&mut out, graph);
    out.push('\n');
    left_out(&mut out, graph);
    wrote(&mut out, written);
    out.push('\n');
    out
}

/// What is told of letters that were written one after another.
pub fn of_stream(name: &str, letters: usize, written: &[Written]) -> String {
    let mut out = format!("{name}: {letters} letters, one after another\n\n");
    wrote(&mut out, written);
    out.push('\n');
    out
}

/// What is told of files alone.
pub fn of_files(written: &[Written]) -> String {
    let mut out = String::new();
    wrote(&mut out, written);
    out
}

fn wrote(out: &mut String, written: &[Written]) {
    for file in written {
        let _ = writeln!(out, "wrote {}  {}", file.path.display(), size(file.bytes));
    }
}

const fn kind(letter: &Letter) -> &'static str {
    match letter.kind {
        LetterKind::Answers => "questions with answers",
        LetterKind::Questions => "questions only",
        LetterKind::Postponed => "questions, their answer put off",
        LetterKind::Other => "no questions",
    }
}

fn in_a_line(out: &mut String, extraction: &Extraction) {
    let letter = &extraction.letter;
    let (questions, source) = (letter.questions.len(), &extraction.source);
    let what = match letter.kind {
        LetterKind::Other => kind(letter).to_owned(),
        _ => format!("{questions} {}", kind(letter)),
    };
    let _ = writeln!(out, "  {}: {what}, from {source}", letter.id);
}

fn of_letter(out: &mut String, extraction: &Extraction) {
    let letter = &extraction.letter;
    let _ = writeln!(out, "{}: {}", letter.id, kind(letter));
    line(out, "read from", &extraction.source);
    let subject = letter
        .subject
        .map(|s| s.of(&letter.text))
        .unwrap_or_default();
    line(out, "about", subject);
    let dates = [("asked", letter.asked_on), ("answered", letter.answered_on)];
    let dates: Vec<String> = dates
        .iter()
        .filter_map(|(what, day)| day.map(|d| format!("{what} {d}")))
        .collect();
    line(out, "dates", &dates.join(", "));
    line(
        out,
        "asked by",
        &list(letter.askers.iter().map(|a| asker(a, letter))),
    );
    line(
        out,
        "answered by",
        &list(letter.answerers.iter().map(|o| official(o, letter))),
    );
    let answered = letter
        .questions
        .iter()
        .filter(|q| q.answer.is_some())
        .count();
    let mut questions = format!("{}, {answered} answered", letter.questions.len());
    if !letter.referrals.is_empty() {
        let _ = write!(
            questions,
            ", {} referring to another",
            letter.referrals.len()
        );
    }
    if !letter.questions.is_empty() {
        line(out, "questions", &questions);
    }
}

fn line(out: &mut String, title: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {title:<12} {value}");
    }
}

/// Names one a line, under one another.
fn list(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let rest = names.len().saturating_sub(NAMES);
    let mut lines: Vec<String> = names.into_iter().take(NAMES).collect();
    if rest > 0 {
        lines.push(format!("and {rest} more"));
    }
    lines.join(&format!("\n  {:<12} ", ""))
}

fn asker(asker: &Asker, letter: &Letter) -> String {
    let name = asker.name.of(&letter.text);
    asker.party.map_or_else(
        || name.to_owned(),
        |p| format!("{name} ({})", p.of(&letter.text)),
    )
}

fn official(official: &Official, letter: &Letter) -> String {
    let words = [official.office, official.person].into_iter().flatten();
    let mut out = words
        .map(|s| s.of(&letter.text))
        .collect::<Vec<_>>()
        .join(" ");
    if let Some(portfolio) = official.portfolio {
        let _ = write!(out, " ({})", portfolio.of(&letter.text));
    }
    if official.on_behalf {
        format!("also for {out}")
    } else {
        out
    }
}

/// A table whose only line is under its header.
fn table() -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_style(TableComponent::HeaderLines, '─')
        .set_style(TableComponent::MiddleHeaderIntersections, '─')
        .set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn align_right(table: &mut Table, from: usize) {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

fn nodes(out: &mut String, graph: &Graph) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for node in graph.graph.node_weights() {
        *counts
            .entry(node.types.first().map_or("?", String::as_str))
            .or_default() += 1;
    }
    let mut rows: Vec<(&str, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let mut table = table();
    let mut header = vec![format!("{:>4} nodes", graph.graph.node_count())];
    header.resize(CLASSES, String::new());
    table.set_header(header);
    for row in rows.chunks(CLASSES) {
        table.add_row(
            row.iter()
                .map(|(name, n)| format!("{n:>4} {name}"))
                .collect::<Vec<_>>(),
        );
    }
    let _ = writeln!(out, "{}", trimmed(&table));
}

/// The table without spaces at the ends of its lines.
pub fn trimmed(table: &Table) -> String {
    table
        .lines()
        .map(|l| l.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn claims(out: &mut String, graph: &Graph) {
    const STATES: [Status; 4] = [
        Status::Stated,
        Status::Planned,
        Status::Denied,
        Status::Asked,
    ];
    let entity = |i: NodeIndex| graph.graph[i].body == Body::Entity;
    let mut rows: BTreeMap<&str, ([usize; 4], usize)> = BTreeMap::new();
    let mut structural = 0;
    for edge in graph.graph.edge_indices() {
        let claim = &graph.graph[edge];
        if !graph
            .graph
            .edge_endpoints(edge)
            .is_some_and(|(s, o)| entity(s) && entity(o))
        {
            structural += 1;
            continue;
        }
        let row = rows.entry(&claim.predicate).or_default();
        if claim.inferred {
            row.1 += 1;
        } else if let Some(n) = STATES.iter().position(|s| *s == claim.status) {
            row.0[n] += 1;
        }
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(name, (n, derived))| {
        (std::cmp::Reverse(n.iter().sum::<usize>() + derived), *name)
    });
    let total: usize = rows
        .iter()
        .map(|(_, (n, d))| n.iter().sum::<usize>() + d)
        .sum();
    let plural = |n: usize, one: &str| format!("{n:>4} {one}{}", if n == 1 { "" } else { "s" });
    let structure =
        plural(structural, "edge") + " of the letter's structure (mentions, askedBy, …)";
    if total == 0 {
        let _ = writeln!(out, "   0 claims\n{structure}");
        return;
    }
    let mut table = table();
    table.set_header(vec![
        plural(total, "claim"),
        "stated".to_owned(),
        "planned".to_owned(),
        "denied".to_owned(),
        "only asked".to_owned(),
        "derived".to_owned(),
    ]);
    let cell = |n: usize| {
        if n == 0 {
            "·".to_owned()
        } else {
            n.to_string()
        }
    };
    for (name, (states, derived)) in rows {
        let mut row = vec![format!("    {name}")];
        row.extend(states.iter().map(|n| cell(*n)));
        row.push(cell(derived));
        table.add_row(row);
    }
    align_right(&mut table, 1);
    let _ = writeln!(out, "{}", trimmed(&table));
    let _ = writeln!(out, "{structure}");
}

fn left_out(out: &mut String, graph: &Graph) {
    let isolated = graph
        .nodes()
        .filter(|(_, node)| node.body == Body::Entity)
        .filter(|(i, _)| {
            graph
                .graph
                .neighbors_undirected(*i)
                .all(|j| graph.graph[j].body != Body::Entity)
        })
        .count();
    if isolated > 0 {
        let what = counted(isolated, "entity", "entities");
        let _ = writeln!(out, "not drawn in pictures: {what} in no claim");
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A size for people.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
