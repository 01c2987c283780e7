//! `suggest`: names that letters use and that no lexicon holds.

use super::console::{Console, print, print_text, width};
use super::reading::{self, Reading};
use super::{Exit, Global, SuggestArgs, SuggestFormat};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use kamergraph::model::Model;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::suggest::{Suggestion, suggest, turtle};
use kamergraph::vocab::BASE_IRI;
use serde_json::{Value, json};

/// Runs the command.
///
/// # Errors
///
/// When the lexicon or the rules are broken.
pub fn run(global: &Global, args: &SuggestArgs, console: &Console) -> anyhow::Result<Exit> {
    let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
    let pipeline = Pipeline::new(&knowledge);
    let Reading { letters, faults } =
        reading::all(&pipeline, &args.letters, &args.reading, console)?;
    for fault in &faults {
        console.error(fault);
    }
    if letters.is_empty() {
        return Ok(Exit::Fault);
    }
    let mut found = suggest(&knowledge, &letters);
    found.retain(|suggestion| suggestion.count >= args.min);
    let all = found.len();
    found.truncate(args.limit.unwrap_or(usize::MAX));
    if found.len() < all {
        console.note(&format!(
            "{} of {all} names are shown: see --limit",
            found.len()
        ));
    }
    if found.is_empty() {
        console.note("no name is left to suggest");
    }
    let model = &knowledge.model;
    match args.format {
        SuggestFormat::Ttl => print(turtle(model, &found).as_bytes())?,
        SuggestFormat::Table => print_text(&table(model, &found))?,
        SuggestFormat::Json => print(in_json(model, &found)?.as_bytes())?,
    }
    Ok(if faults.is_empty() {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

fn class_names<'m>(model: &'m Model, suggestion: &Suggestion) -> Vec<&'m str> {
    suggestion
        .classes
        .iter()
        .map(|class| model.class_info(*class).name.as_str())
        .collect()
}

fn table(model: &Model, suggestions: &[Suggestion]) -> String {
    if suggestions.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(["Times", "Letters", "Class", "Name", "Other names"]);
    for suggestion in suggestions {
        let others = suggestion
            .abbreviations
            .iter()
            .chain(&suggestion.alt_labels);
        let others: Vec<&str> = others
            .filter(|name| **name != suggestion.label)
            .map(String::as_str)
            .collect();
        table.add_row([
            suggestion.count.to_string(),
            suggestion.letters.len().to_string(),
            class_names(model, suggestion)
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            suggestion.label.clone(),
            others.join("; "),
        ]);
    }
    for column in [0, 1] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{table}\n")
}

fn in_json(model: &Model, suggestions: &[Suggestion]) -> anyhow::Result<String> {
    let all: Vec<Value> = suggestions
        .iter()
        .map(|suggestion| {
            json!({
                "iri": format!("{BASE_IRI}{}", suggestion.key),
                "types": class_names(model, suggestion),
                "label": suggestion.label,
                "altLabels": suggestion.alt_labels,
                "abbreviations": suggestion.abbreviations,
                "count": suggestion.count,
                "letters": suggestion.letters,
                "example": {"letter": suggestion.example.letter, "quote": suggestion.example.sentence},
            })
        })
        .collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&all)?))
}
