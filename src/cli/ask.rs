//! `ask`: questions put to a graph, and answers as people or programs read them.

use super::console::{Console, print, print_text, width};
use super::{AnswerFormat, AskArgs, Exit, Global, UsageError, graphs, summary};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use kamergraph::ask::{Answer, AskError, Asked, Fact, Lang, ask};
use kamergraph::export::no_formula;
use kamergraph::graph::Node;
use kamergraph::model::Model;
use kamergraph::relation::{Evidence, Status};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Sentences that a table shows of one claim before it counts the rest.
const SENTENCES: usize = 3;

/// Runs the command.
///
/// # Errors
///
/// When there is no graph, the question is not understood, or a name fits nothing.
pub fn run(global: &Global, args: &AskArgs, console: &Console) -> anyhow::Result<Exit> {
    let model = Model::embedded()?;
    let (graph, faults) = graphs::read(global, &args.within, console)?;
    let answer = ask(&graph, &model, &args.question).map_err(|error| match error {
        AskError::NotUnderstood(_) => UsageError(error.to_string()).into(),
        error => anyhow::Error::new(error),
    })?;
    for (name, taken) in &answer.taken {
        console.note(&format!("\"{name}\" is taken for {taken}"));
    }
    match args.format {
        AnswerFormat::Table => print_text(&table(&answer))?,
        AnswerFormat::Json => print(in_json(&args.question.join(" "), &answer)?.as_bytes())?,
        AnswerFormat::Csv => print(in_csv(&answer)?.as_bytes())?,
    }
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// The few words that an answer itself needs, in the language of the question.
struct Words {
    also: &'static str,
    nothing: &'static str,
    no_way: &'static str,
    no_claim: &'static str,
    named: &'static str,
    together: &'static str,
    question: &'static str,
    questions: &'static str,
    cover: &'static str,
    page: &'static str,
    line: &'static str,
    paragraph: &'static str,
    derived: &'static str,
    more: &'static str,
    head: [&'static str; 3],
    states: [&'static str; 3],
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::En => Words {
            also: "See also",
            nothing: "Nothing in these letters says so.",
            no_way: "No chain of claims in these letters leads from one to the other.",
            no_claim: "No claim in these letters is about it.",
            named: "Named in",
            together: "Named together in",
            question: "question",
            questions: "questions",
            cover: "before the questions",
            page: "page",
            line: "line",
            paragraph: "paragraph",
            derived: "derived: no letter says it in so many words",
            more: "more",
            head: ["Answer", "Sentence", "Where"],
            states: ["planned", "denied", "only asked"],
        },
        Lang::Nl => Words {
            also: "Zie ook",
            nothing: "Niets in deze brieven zegt dat.",
            no_way: "Geen reeks uitspraken in deze brieven leidt van de een naar de ander.",
            no_claim: "Geen uitspraak in deze brieven gaat erover.",
            named: "Genoemd in",
            together: "Samen genoemd in",
            question: "vraag",
            questions: "vragen",
            cover: "vóór de vragen",
            page: "bladzijde",
            line: "regel",
            paragraph: "alinea",
            derived: "afgeleid: geen brief zegt het met zoveel woorden",
            more: "meer",
            head: ["Antwoord", "Zin", "Waar"],
            states: ["voorgenomen", "ontkend", "alleen gevraagd"],
        },
    }
}

fn table(answer: &Answer) -> String {
    let words = words(answer.lang);
    let mut out = format!("{}\n", answer.title);
    if answer.asked == Asked::About {
        for node in &answer.entities {
            describe(&mut out, node);
        }
    }
    if answer.is_empty() {
        let nothing = match answer.asked {
            Asked::Path => words.no_way,
            Asked::About => words.no_claim,
            _ => words.nothing,
        };
        let _ = writeln!(out, "{nothing}");
    } else {
        let cell = |fact: &Fact| match answer.asked {
            Asked::Subject | Asked::Object => other(fact, answer),
            _ => claim(fact),
        };
        let _ = writeln!(out, "{}", rows(&answer.facts, cell, &words));
    }
    if !answer.also.is_empty() {
        let _ = writeln!(out, "\n{}", words.also);
        let _ = writeln!(out, "{}", rows(&answer.also, claim, &words));
    }
    let shown = matches!(answer.asked, Asked::About) || answer.is_empty();
    let mentioned = if shown {
        answer.mentioned()
    } else {
        BTreeMap::new()
    };
    if !mentioned.is_empty() {
        let how = if answer.entities.len() > 1 {
            words.together
        } else {
            words.named
        };
        let _ = writeln!(out, "{how} {}.", places(&mentioned, &words));
    }
    out
}

/// Class, other names and addresses of an entity.
fn describe(out: &mut String, node: &Node) {
    let _ = writeln!(out, "  {}", node.types.join(", "));
    if !node.alt_labels.is_empty() {
        let _ = writeln!(out, "  {}", node.alt_labels.join(" · "));
    }
    for address in &node.same_as {
        let _ = writeln!(out, "  {address}");
    }
}

/// The end of a claim that was not asked about.
fn other(fact: &Fact, answer: &Answer) -> String {
    let asked = answer.entities.first().map(|n| &n.iri);
    let node = if Some(&fact.subject.iri) == asked {
        fact.object
    } else {
        fact.subject
    };
    format!(
        "{}\n{}",
        node.label,
        node.types.first().map_or("", String::as_str)
    )
}

fn claim(fact: &Fact) -> String {
    format!(
        "{} {} {}",
        fact.subject.label, fact.label, fact.object.label
    )
}

fn rows(facts: &[Fact], cell: impl Fn(&Fact) -> String, words: &Words) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(words.head);
    for fact in facts {
        let mut first = cell(fact);
        if let Some(state) = state(fact, words) {
            let _ = write!(first, "\n({state})");
        }
        let evidence = &fact.edge.evidence;
        if evidence.is_empty() {
            table.add_row([first.as_str(), words.derived, ""]);
        }
        for (n, evidence) in evidence.iter().take(SENTENCES).enumerate() {
            let first = if n == 0 { first.as_str() } else { "" };
            table.add_row([
                first,
                &format!("“{}”", one_line(&evidence.quote)),
                &place(evidence, words),
            ]);
        }
        if evidence.len() > SENTENCES {
            let rest = evidence.len() - SENTENCES;
            table.add_row(["", &format!("… {rest} {}", words.more), ""]);
        }
    }
    shape(&mut table);
    summary::trimmed(&table)
}

/// A third for the answer, half for the sentence, the rest for its place.
fn shape(table: &mut Table) {
    let widths = [30, 48, 22].map(|p| ColumnConstraint::UpperBoundary(Width::Percentage(p)));
    table.set_constraints(widths);
}

fn state(fact: &Fact, words: &Words) -> Option<&'static str> {
    let [planned, denied, asked] = words.states;
    match fact.edge.status {
        Status::Stated => None,
        Status::Planned => Some(planned),
        Status::Denied => Some(denied),
        Status::Asked => Some(asked),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place(evidence: &Evidence, words: &Words) -> String {
    let mut out = match evidence.question {
        0 => format!("{}, {}", evidence.letter, words.cover),
        n => format!("{}, {} {n}", evidence.letter, words.question),
    };
    let place = evidence.place.unwrap_or_default();
    for (word, n) in [
        (words.page, place.page),
        (words.line, place.line),
        (words.paragraph, place.paragraph),
    ] {
        if n > 0 {
            let _ = write!(out, ", {word} {n}");
        }
    }
    out
}

fn places(mentioned: &BTreeMap<&str, BTreeSet<u32>>, words: &Words) -> String {
    let letters = mentioned.iter().map(|(letter, numbers)| {
        let listed: Vec<String> = numbers
            .iter()
            .filter(|n| **n > 0)
            .map(ToString::to_string)
            .collect();
        match listed.len() {
            0 => format!("{letter} ({})", words.cover),
            1 => format!("{letter} ({} {})", words.question, listed.join(", ")),
            _ => format!("{letter} ({} {})", words.questions, listed.join(", ")),
        }
    });
    letters.collect::<Vec<_>>().join("; ")
}

fn in_json(question: &str, answer: &Answer) -> anyhow::Result<String> {
    let asked = match answer.asked {
        Asked::Subject => "subject",
        Asked::Object => "object",
        Asked::About => "about",
        Asked::Path => "path",
        Asked::Why => "why",
    };
    let facts = |facts: &[Fact]| facts.iter().map(fact_json).collect::<Vec<_>>();
    let entities: Vec<Value> = answer.entities.iter().map(|n| node_json(n)).collect();
    let taken: Vec<Value> = answer
        .taken
        .iter()
        .map(|(name, label)| json!({"name": name, "takenFor": label}))
        .collect();
    let mentioned: Vec<Value> = answer
        .mentioned()
        .into_iter()
        .map(|(letter, questions)| json!({"letter": letter, "questions": questions}))
        .collect();
    let document = json!({
        "question": question,
        "asked": asked,
        "predicate": answer.predicate,
        "entities": entities,
        "taken": taken,
        "answers": facts(&answer.facts),
        "also": facts(&answer.also),
        "mentioned": mentioned,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

fn node_json(node: &Node) -> Value {
    json!({
        "id": node.id, "iri": node.iri, "types": node.types[..], "label": node.label,
        "altLabels": node.alt_labels, "sameAs": node.same_as,
    })
}

fn fact_json(fact: &Fact) -> Value {
    let end = |node: &Node| json!({"id": node.id, "iri": node.iri, "label": node.label});
    let evidence: Vec<Value> = fact
        .edge
        .evidence
        .iter()
        .map(|e| {
            json!({
                "letter": *e.letter, "question": e.question, "start": e.chars.start,
                "end": e.chars.end, "quote": *e.quote, "rule": e.rule, "place": e.place,
            })
        })
        .collect();
    json!({
        "subject": end(fact.subject), "predicate": *fact.edge.predicate, "object": end(fact.object),
        "status": fact.edge.status.name(), "inferred": fact.edge.inferred, "evidence": evidence,
    })
}

/// One row for each piece of evidence; a claim without any has one row, too.
fn in_csv(answer: &Answer) -> anyhow::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
        "subject",
        "predicate",
        "object",
        "status",
        "inferred",
        "letter",
        "question",
        "quote",
        "rule",
        "page",
        "line",
        "paragraph",
    ])?;
    for fact in &answer.facts {
        let edge = fact.edge;
        let claim = [
            fact.subject.label.as_str(),
            edge.predicate.as_ref(),
            fact.object.label.as_str(),
            edge.status.name(),
            if edge.inferred { "true" } else { "false" },
        ];
        for evidence in &edge.evidence {
            let number = evidence.question.to_string();
            let found = evidence.place.unwrap_or_default();
            let [page, line, paragraph] = [found.page, found.line, found.paragraph]
                .map(|n| if n > 0 { n.to_string() } else { String::new() });
            let place = [
                evidence.letter.as_ref(),
                &number,
                &evidence.quote,
                &evidence.rule,
                &page,
                &line,
                &paragraph,
            ];
            let row = claim.iter().chain(&place);
            out.write_record(row.map(|cell| no_formula(cell).into_owned()))?;
        }
        if edge.evidence.is_empty() {
            let row = claim.iter().chain(&[""; 7]);
            out.write_record(row.map(|cell| no_formula(cell).into_owned()))?;
        }
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}
