//! Letters of our own making, in every form: the program must read what is known to be in them.
#![allow(clippy::unwrap_used, clippy::panic)] // a failed set-up is a failed test

#[allow(dead_code, reason = "the program that makes letters uses the rest")]
#[path = "../examples/make_letters/maker.rs"]
mod maker;

use kamergraph::letter::LetterKind;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::score::{Candidate, Gold, compare};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use maker::Maker;
use maker::form::Form;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SEED: u64 = 7;
const LETTERS: u64 = 24;

struct Reading {
    maker: Maker,
    knowledge: Knowledge,
}

impl Reading {
    fn new() -> Self {
        let knowledge = Knowledge::load(&[], &[]).unwrap();
        let maker = Maker::new(&knowledge, SEED).unwrap();
        Self { maker, knowledge }
    }

    /// Some letters of a form as the program reads them, and as they are.
    fn of(&self, form: Form) -> Vec<(Extraction, Gold, serde_json::Value)> {
        let pipeline = Pipeline::new(&self.knowledge);
        let read = |index| {
            let letter = self.maker.letter(index, form);
            let bytes = letter.text.into_bytes();
            let source = Source::memory(&letter.id, bytes).unwrap();
            let read = pipeline.extract(&source).unwrap();
            let gold = Gold::from_json(letter.truth, "truth".as_ref()).unwrap();
            let graph = pipeline.graph(BASE_IRI, &letter.id, [&read]);
            let model = &self.knowledge.model;
            let options = kamergraph::export::rdf::Options::default();
            let json = kamergraph::export::Format::Json;
            let json = kamergraph::export::render(&graph, model, &options, json).unwrap();
            (read, gold, serde_json::from_slice(&json).unwrap())
        };
        (0..LETTERS).into_par_iter().map(read).collect()
    }
}

/// What share of some things is found, in hundredths.
fn share(found: usize, of: usize) -> usize {
    (found * 100).checked_div(of).unwrap_or(100)
}

#[test]
fn every_form_is_read_as_it_was_made() {
    let reading = Reading::new();
    let mut told = String::new();
    for (name, form) in Form::ALL {
        let (mut questions, mut refers, mut found, mut stated) = (0, 0, 0, 0);
        for (read, gold, graph) in reading.of(form) {
            assert_eq!(read.letter.id, gold.document, "{name}");
            questions += usize::from(read.letter.questions.len() == gold.questions);
            let candidate = Candidate::from_json(&graph, "graph".as_ref()).unwrap();
            let score = compare(&gold, &candidate);
            let relations = score.figure("relations");
            (found, stated) = (found + relations.hit, stated + relations.gold);
            let figure = score.figure("refers");
            refers += usize::from(figure.hit == figure.gold && figure.predicted == figure.gold);
        }
        let letters = usize::try_from(LETTERS).unwrap();
        let floors = match form {
            // Where a line ended nothing is left to tell it, and some names lose their first letter
            // to the word before.
            Form::RunTogether => [95, 95, 70],
            // Notes stand in the middle of the text.
            Form::OneLine => [90, 90, 95],
            _ => [100, 100, 99],
        };
        let shares = [
            share(questions, letters),
            share(refers, letters),
            share(found, stated),
        ];
        if shares
            .iter()
            .zip(floors)
            .any(|(share, floor)| *share < floor)
        {
            told += &format!(
                "{name}: questions, references, claims {shares:?} %, at least {floors:?}\n"
            );
        }
    }
    assert!(told.is_empty(), "{told}");
}

/// Sentences that only name something state nothing, in any form.
#[test]
fn nothing_is_claimed_that_no_sentence_states() {
    let structural = ["roleIn", "holdsOffice", "memberOf"];
    let reading = Reading::new();
    for (name, form) in Form::ALL
        .into_iter()
        .filter(|(_, form)| form.has_questions())
    {
        let mut wrong = Vec::new();
        for (_, gold, graph) in reading.of(form) {
            let stated: BTreeSet<String> = gold
                .relations
                .iter()
                .flat_map(|relation| [&relation.s, &relation.o])
                .map(|name| name.replace(['‘', '’'], ""))
                .collect();
            let edges = graph["edges"].as_array().unwrap();
            for edge in edges
                .iter()
                .filter(|e| e["key"].is_string() && !e["inferred"].is_boolean())
            {
                let predicate = edge["predicate"].as_str().unwrap();
                let quote = edge["evidence"][0]["quote"].as_str().unwrap_or_default();
                let model = &reading.knowledge.model;
                let content = model
                    .predicate(predicate)
                    .is_some_and(|p| !model.predicate_info(p).structural);
                if !content || structural.contains(&predicate) {
                    continue;
                }
                let quote = quote.replace(['‘', '’'], "");
                if !stated.iter().any(|name| quote.contains(name.as_str())) {
                    wrong.push(format!("{predicate}: {quote}"));
                }
            }
        }
        // Names that run into another word are other names.
        if form != Form::RunTogether {
            assert_eq!(wrong, Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn kinds_of_letters_are_told() {
    let reading = Reading::new();
    for (form, kind) in [
        (Form::House, LetterKind::Answers),
        (Form::Letter, LetterKind::Answers),
        (Form::Questions, LetterKind::Questions),
        (Form::Sent, LetterKind::Questions),
        (Form::Postponed, LetterKind::Postponed),
        (Form::HousePostponed, LetterKind::Postponed),
        (Form::Report, LetterKind::Other),
        (Form::Notice, LetterKind::Other),
    ] {
        for (read, _, _) in reading.of(form) {
            assert_eq!(read.letter.kind, kind, "{form:?} {}", read.letter.id);
        }
    }
}

#[test]
fn a_letter_follows_from_seed_and_place_alone() {
    let reading = Reading::new();
    let again = Maker::new(&reading.knowledge, SEED).unwrap();
    let other = Maker::new(&reading.knowledge, SEED + 1).unwrap();
    let mut ids: BTreeMap<String, u64> = BTreeMap::new();
    for index in (0..200).rev().chain([8_999, 9_000, 999_999]) {
        let (_, form) = Form::ALL[usize::try_from(index).unwrap() % Form::ALL.len()];
        let letter = reading.maker.letter(index, form);
        assert_eq!(letter.text, again.letter(index, form).text);
        assert_ne!(letter.text, other.letter(index, form).text);
        assert_eq!(ids.insert(letter.id, index), None);
    }
}

#[test]
fn letters_are_made_of_many_sentences_and_names() {
    let reading = Reading::new();
    let predicates: BTreeSet<String> = Form::ALL
        .iter()
        .flat_map(|(_, form)| reading.of(*form))
        .flat_map(|(_, gold, _)| gold.relations)
        .map(|relation| relation.p)
        .collect();
    assert!(predicates.len() > 15, "{predicates:?}");
}
