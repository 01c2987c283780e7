//! Letters of our own making, in every form: the program must read what is known to be in them.
#![allow(clippy::unwrap_used, clippy::panic)] // a failed set-up is a failed test

#[allow(dead_code, reason = "the program that makes letters uses the rest")]
#[path = "../examples/make_letters/maker.rs"]
mod maker;

use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::letter::{Letter, LetterKind};
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::score::{Candidate, Gold, compare};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use maker::Maker;
use maker::form::Form;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

const SEED: u64 = 7;
const LETTERS: u64 = 24;
/// The same of forms in which something is lost: what share is found, few letters do not tell.
const MANY: u64 = 240;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&[], &[]).unwrap());
static MAKER: LazyLock<Maker> = LazyLock::new(|| Maker::new(&KNOWLEDGE, SEED).unwrap());
/// Some letters of each form, read once for all tests.
static READ: LazyLock<Vec<(&str, Form, Vec<Read>)>> = LazyLock::new(|| {
    let pipeline = Pipeline::new(&KNOWLEDGE);
    let forms = Form::ALL.into_par_iter();
    forms
        .map(|(name, form)| {
            let lossy = matches!(form, Form::RunTogether | Form::OneLine);
            let count = if lossy { MANY } else { LETTERS };
            let letters = (0..count).map(|index| Read::new(&pipeline, index, form));
            (name, form, letters.collect())
        })
        .collect()
});

/// A letter as the program reads it, and as it is.
struct Read {
    letter: Letter,
    graph: Value,
    gold: Gold,
}

impl Read {
    fn new(pipeline: &Pipeline<'_>, index: u64, form: Form) -> Self {
        let made = MAKER.letter(index, form);
        let source = Source::memory(&made.id, made.text.into_bytes()).unwrap();
        let read = pipeline.extract(&source).unwrap();
        let graph = pipeline.graph(BASE_IRI, &made.id, [&read]);
        let json = render(&graph, &KNOWLEDGE.model, &Options::default(), Format::Json).unwrap();
        Self {
            letter: read.letter,
            graph: serde_json::from_slice(&json).unwrap(),
            gold: Gold::from_json(made.truth, "truth".as_ref()).unwrap(),
        }
    }
}

/// What share of some things is found, in hundredths.
fn share(found: usize, of: usize) -> usize {
    (found * 100).checked_div(of).unwrap_or(100)
}

#[test]
fn every_form_is_read_as_it_was_made() {
    let mut told = String::new();
    for (name, form, letters) in READ.iter() {
        let (mut questions, mut refers, mut found, mut stated) = (0, 0, 0, 0);
        for Read {
            letter,
            graph,
            gold,
        } in letters
        {
            assert_eq!(letter.id, gold.document, "{name}");
            questions += usize::from(letter.questions.len() == gold.questions);
            let candidate = Candidate::from_json(graph, "graph".as_ref()).unwrap();
            let score = compare(gold, &candidate);
            let relations = score.figure("relations");
            (found, stated) = (found + relations.hit, stated + relations.gold);
            let figure = score.figure("refers");
            refers += usize::from(figure.hit == figure.gold && figure.predicted == figure.gold);
        }
        let letters = letters.len();
        let floors = match form {
            // Where a line ended nothing is left to tell it, and some names lose their first letter
            // to the word before.
            Form::RunTogether => [95, 95, 70],
            // Notes stand in the middle of the text.
            Form::OneLine => [90, 90, 95],
            // A name made up is sometimes the beginning of another.
            _ => [100, 100, 98],
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
            let _ = writeln!(
                told,
                "{name}: questions, references, claims {shares:?} %, at least {floors:?}"
            );
        }
    }
    assert!(told.is_empty(), "{told}");
}

/// Sentences that only name something state nothing, in any form.
#[test]
fn nothing_is_claimed_that_no_sentence_states() {
    let structural = ["roleIn", "holdsOffice", "memberOf"];
    for (name, form, letters) in READ.iter().filter(|(_, form, _)| form.has_questions()) {
        let mut wrong = Vec::new();
        for Read { gold, graph, .. } in letters {
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
                let model = &KNOWLEDGE.model;
                let content = model
                    .predicate(predicate)
                    .is_some_and(|p| !model.predicate_info(p).structural);
                // "Dienst van de Huurcommissie" says by itself of what it is a part.
                let named = edge["evidence"][0]["rule"] == "body-in-name";
                if !content || named || structural.contains(&predicate) {
                    continue;
                }
                let quote = quote.replace(['‘', '’'], "");
                if !stated.iter().any(|name| quote.contains(name.as_str())) {
                    wrong.push(format!("{predicate}: {quote}"));
                }
            }
        }
        // Names that run into another word are other names.
        if *form != Form::RunTogether {
            assert_eq!(wrong, Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn kinds_of_letters_are_told() {
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
        let (_, _, letters) = READ.iter().find(|(_, other, _)| *other == form).unwrap();
        for Read { letter, .. } in letters {
            assert_eq!(letter.kind, kind, "{form:?} {}", letter.id);
        }
    }
}

#[test]
fn a_letter_follows_from_seed_and_place_alone() {
    let again = Maker::new(&KNOWLEDGE, SEED).unwrap();
    let other = Maker::new(&KNOWLEDGE, SEED + 1).unwrap();
    let mut ids: BTreeMap<String, u64> = BTreeMap::new();
    for index in (0..200).rev().chain([8_999, 9_000, 999_999]) {
        let (_, form) = Form::ALL[usize::try_from(index).unwrap() % Form::ALL.len()];
        let letter = MAKER.letter(index, form);
        assert_eq!(letter.text, again.letter(index, form).text);
        assert_ne!(letter.text, other.letter(index, form).text);
        assert_eq!(ids.insert(letter.id, index), None);
    }
}

#[test]
fn letters_are_made_of_many_sentences_and_names() {
    let letters = READ.iter().flat_map(|(_, _, letters)| letters);
    let relations = letters.flat_map(|read| &read.gold.relations);
    let predicates: BTreeSet<&str> = relations.map(|relation| relation.p.as_str()).collect();
    assert!(predicates.len() > 15, "{predicates:?}");
}
