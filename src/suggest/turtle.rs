//! Suggestions as a lexicon in Turtle, in the form of `ontology/lexicon/*.ttl`.

use super::Suggestion;
use super::gather::line;
use crate::model::{ClassId, Model};
use crate::vocab::{BASE_IRI, kg, skos, xsd};
use oxrdf::Literal;
use std::fmt::Write as _;

/// Letters that a comment names before it counts the rest.
const LETTERS: usize = 5;

/// A lexicon of these names that `--lexicon` reads as it is. Above each stands how often and in
/// which letters it is named, and one of the sentences. IRIs are written in full, so that an entry
/// can be moved to any file.
pub fn turtle(model: &Model, suggestions: &[Suggestion]) -> String {
    let mut out = format!(
        "# Names that letters use and that no lexicon holds, the most frequent first.\n\
         # Keep what is right, mend names and classes, take out the rest; then give this file to\n\
         # kamergraph with --lexicon.\n\n\
         @prefix skos: <{}> .\n\
         @prefix xsd: <{}> .\n\
         @prefix kg: <{}> .\n\
         @prefix id: <{BASE_IRI}id/> .\n",
        skos::NAMESPACE,
        xsd::NAMESPACE,
        kg::NAMESPACE
    );
    for suggestion in suggestions {
        let _ = write!(out, "\n{}", comment(suggestion));
        out.push_str(&entry(model, suggestion));
    }
    out
}

fn comment(suggestion: &Suggestion) -> String {
    let Suggestion {
        count,
        letters,
        example,
        ..
    } = suggestion;
    let times = if *count == 1 {
        "once".to_owned()
    } else {
        format!("{count} times")
    };
    let named: Vec<String> = letters.iter().take(LETTERS).map(|id| line(id)).collect();
    let named = named.join(", ");
    let more = match letters.len().saturating_sub(LETTERS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("# {times}, in {named}{more}\n# “{}”\n", example.sentence)
}

fn entry(model: &Model, suggestion: &Suggestion) -> String {
    let class = |class: &ClassId| format!("kg:{}", model.class_info(*class).name);
    let dutch = |name: &String| {
        let literal = Literal::new_language_tagged_literal_unchecked(name, "nl");
        literal.to_string()
    };
    let mut lines = Vec::new();
    let mut said = |predicate: &str, objects: Vec<String>| {
        if !objects.is_empty() {
            lines.push(format!("{predicate} {}", objects.join(" , ")));
        }
    };
    let (first, others) = match suggestion.classes.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, Default::default()),
    };
    said("skos:prefLabel", vec![dutch(&suggestion.label)]);
    said(
        "skos:altLabel",
        suggestion.alt_labels.iter().map(dutch).collect(),
    );
    let plain = |name: &String| Literal::new_simple_literal(name).to_string();
    said(
        "kg:abbreviation",
        suggestion.abbreviations.iter().map(plain).collect(),
    );
    said("kg:alsoCountsAs", others.iter().map(class).collect());
    let first = first.map(class).unwrap_or_default();
    format!(
        "<{BASE_IRI}{}> a {first} ;\n\t{} .\n",
        suggestion.key,
        lines.join(" ;\n\t")
    )
}
