//! Sentences of our own, each the answer of a letter of its own, and what the program makes of them:
//! `tests/sentences/claims.txt` and `names.txt`. A line without blanks before it is a sentence; those
//! behind it are its claims, or the names found in it.
//!
//! `KAMERGRAPH_BLESS=1 cargo test --test sentences` writes what is found now.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::mention::Mentions;
use kamergraph::model::{Model, PredicateId};
use kamergraph::pipeline::Extraction;
use kamergraph::relation::Status;
use kamergraph::source::Source;
use std::collections::BTreeSet;

const HEADING: &str = "Vragen van het lid De Wit (D66) aan de minister van Infrastructuur en Waterstaat over sluizen (ingezonden 2 mei 2024).\n\
    Antwoord van minister De Groot (Infrastructuur en Waterstaat) (ontvangen 3 juni 2024).";

/// A letter of that heading, whose one answer is the sentence.
fn letter(heading: &str, sentence: &str) -> Extraction {
    let text = format!("{heading}\n\nVraag 1\nHoe zit dat?\n\nAntwoord 1\n{sentence}\n");
    let source = Source::memory("brief", text.into_bytes()).unwrap();
    letters::pipeline().extract(&source).unwrap()
}

fn name(mentions: &Mentions, entity: usize) -> &str {
    mentions.entities.get(entity).map_or("", |e| &*e.label)
}

fn predicate(model: &Model, id: PredicateId) -> &str {
    &model.predicate_info(id).name
}

/// What the answer claims: "NVWA oversees Warenwet", with the status where it is not stated.
fn claims(model: &Model, letter: &Extraction) -> BTreeSet<String> {
    let answered = letter
        .claims
        .iter()
        .filter(|c| c.evidence.iter().any(|e| e.question == 1));
    answered
        .map(|claim| {
            let [subject, object] =
                [claim.subject, claim.object].map(|e| name(&letter.mentions, e));
            let status = match claim.status {
                Status::Stated => String::new(),
                other => format!(" ({})", other.name()),
            };
            let predicate = predicate(model, claim.predicate);
            format!("{subject} — {predicate} — {object}{status}")
        })
        .collect()
}

/// The entities that the answer names, with their class.
fn names(model: &Model, letter: &Extraction) -> BTreeSet<String> {
    let parts = &letter.letter.parts;
    let answer = letter.mentions.mentions.iter().filter(|m| {
        let part = parts.get(m.part);
        part.is_some_and(|p| p.questions == [0])
    });
    answer
        .filter_map(|m| letter.mentions.entities.get(m.entity))
        .map(|e| {
            let class = e
                .classes
                .first()
                .map_or("", |c| model.class_info(*c).name.as_str());
            format!("{} ({class})", e.label)
        })
        .collect()
}

/// Holds a file against what is found in its sentences now.
fn check(file: &str, found: impl Fn(&Model, &Extraction) -> BTreeSet<String>) {
    let path = letters::root().join("tests/sentences").join(file);
    let kept = std::fs::read_to_string(&path).unwrap();
    let mut now = String::new();
    for line in kept.lines().filter(|line| !line.starts_with(' ')) {
        now.push_str(line);
        now.push('\n');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        for one in found(&letters::knowledge().model, &letter(HEADING, line)) {
            now.push_str("    ");
            now.push_str(&one);
            now.push('\n');
        }
    }
    if letters::bless() {
        return std::fs::write(&path, &now).unwrap();
    }
    let changed = kept
        .lines()
        .zip(now.lines())
        .find(|(kept, now)| kept != now);
    assert!(
        kept == now,
        "{file}: kept and found now: {changed:#?}\nKAMERGRAPH_BLESS=1 cargo test --test sentences writes it anew"
    );
}

#[test]
fn sentences_give_the_claims_that_they_state() {
    check("claims.txt", claims);
}

#[test]
fn sentences_give_the_entities_that_they_name() {
    check("names.txt", names);
}

/// Names of entities, sorted.
fn labels(letter: &Extraction, entities: &[usize]) -> Vec<String> {
    let labels = entities
        .iter()
        .map(|e| name(&letter.mentions, *e).to_owned());
    labels.collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn all_who_ask_and_answer_are_known() {
    // the party's letters begin "Vragen van de", too
    let asked = "Vragen van de leden Ellerbeek (VVD) en Poortman (D66) aan de minister van Financiën over bruggen (ingezonden 2 mei 2024).";
    let answered = "Antwoord van minister De Groot (Financiën), mede namens de staatssecretarissen van Volksgezondheid, Welzijn en Sport \
        en van Justitie en Veiligheid (ontvangen 3 juni 2024).";
    let letter = letter(&format!("{asked}\n{answered}"), "Goed.");
    let parties = &letter.mentions.parties;
    assert_eq!(labels(&letter, &parties.askers), ["Ellerbeek", "Poortman"]);
    assert_eq!(
        labels(&letter, &parties.answerers),
        [
            "minister van Financiën",
            "staatssecretaris van Justitie en Veiligheid",
            "staatssecretaris van Volksgezondheid, Welzijn en Sport"
        ]
    );
}
