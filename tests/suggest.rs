//! Suggested names, given back as a lexicon, stand for the same entities.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::lexicon::Lexicon;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::source::Source;
use kamergraph::suggest::{Suggestion, suggest, turtle};
use letters::{extract, extract_with, golden, knowledge, pipeline, shared_letters};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Each entity by its key, and whether a lexicon holds it.
fn entities(letter: &Extraction) -> BTreeMap<&str, bool> {
    let entities = letter.mentions.entities.iter();
    entities
        .map(|entity| (&*entity.key, entity.concept.is_some()))
        .collect()
}

/// What is known with the suggested names, not edited.
fn with_suggestions(suggestions: &[Suggestion]) -> Knowledge {
    let file = tempfile::Builder::new().suffix(".ttl").tempfile().unwrap();
    std::fs::write(file.path(), turtle(&knowledge().model, suggestions)).unwrap();
    Knowledge::load(&[file.path().to_owned()], &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// A letter that is not on disk.
fn letter(id: &str, text: &str) -> Extraction {
    let source = Source::memory(id, text.as_bytes().to_vec()).unwrap();
    pipeline().extract(&source).unwrap()
}

fn labels(suggestions: &[Suggestion]) -> Vec<(&str, usize, usize)> {
    suggestions
        .iter()
        .map(|s| (s.label.as_str(), s.count, s.letters.len()))
        .collect()
}

#[test]
fn suggested_names_given_back_stand_for_the_same_entities() {
    let paths: Vec<PathBuf> = golden().into_iter().map(|golden| golden.letter).collect();
    for path in paths {
        let before = extract(&path);
        let suggestions = suggest(knowledge(), [&before]);
        let more = with_suggestions(&suggestions);
        let after = extract_with(&Pipeline::new(&more), &path);
        let (before, after) = (entities(&before), entities(&after));
        for Suggestion { key, .. } in &suggestions {
            assert_eq!(before.get(key.as_str()), Some(&false), "{key}");
            assert_eq!(after.get(key.as_str()), Some(&true), "{key}");
        }
        for key in before.keys() {
            assert!(after.contains_key(key), "{}: {key} is gone", path.display());
        }
    }
}

#[test]
fn suggestions_from_real_letters_load_and_are_found() {
    let letters: Vec<(PathBuf, Extraction)> = shared_letters()
        .into_iter()
        .map(|path| (path.clone(), extract(&path)))
        .collect();
    let suggestions = suggest(knowledge(), letters.iter().map(|(_, letter)| letter));
    let more = with_suggestions(&suggestions);
    let pipeline = Pipeline::new(&more);
    let found: BTreeSet<String> = letters
        .iter()
        .flat_map(|(path, _)| extract_with(&pipeline, path).mentions.entities)
        .filter(|entity| entity.concept.is_some())
        .map(|entity| entity.key.to_string())
        .collect();
    // Where one letter says in full what another cuts short, the longer name is found; and a name may
    // lose a place to another one that the suggestions make known. Both are rare.
    let hidden: Vec<&str> = suggestions
        .iter()
        .filter(|one| !found.contains(&one.key))
        .filter(|one| {
            let longer =
                |other: &Suggestion| other.label.contains(&one.label) && other.key != one.key;
            !suggestions.iter().any(longer)
        })
        .map(|one| one.key.as_str())
        .collect();
    assert!(
        hidden.len() * 20 <= suggestions.len(),
        "of {} suggestions these are not found: {hidden:?}",
        suggestions.len()
    );
}

#[test]
fn the_order_of_letters_plays_no_part() {
    let letters: Vec<Extraction> = golden().iter().map(|g| extract(&g.letter)).collect();
    let forth = suggest(knowledge(), &letters);
    assert!(!forth.is_empty());
    assert_eq!(suggest(knowledge(), letters.iter().rev()), forth);
}

#[test]
fn one_name_in_two_letters_is_one_suggestion() {
    let a = letter(
        "a",
        "Vraag 1\nKent u het programma Fluisterwijk?\nAntwoord 1\nJa, het programma Fluisterwijk loopt.\n",
    );
    let b = letter(
        "b",
        "Vraag 1\nWat kost dat Fluisterwijk?\nAntwoord 1\nDat weet ik van Fluisterwijk niet.\n",
    );
    let found = suggest(knowledge(), [&a, &b]);
    assert_eq!(labels(&found), [("programma Fluisterwijk", 4, 2)]);
    assert_eq!(found[0].alt_labels, ["Fluisterwijk"]);
    assert_eq!(found[0].letters, ["a", "b"]);
    assert_eq!(
        found[0].example.sentence,
        "Kent u het programma Fluisterwijk?"
    );
}

#[test]
fn what_needs_no_lexicon_is_not_suggested() {
    for text in [
        // known
        "Wat doet de Autoriteit Persoonsgegevens?",
        // a reference of a fixed form
        "Kent u Kamerstuk 29 383, nr. 406?",
        // a common noun
        "Wat vindt u van de nieuwe handreiking?",
        // a longer name would hide the known one
        "Kent u het programma Autoriteit Persoonsgegevens?",
    ] {
        let one = letter("a", &format!("Vraag 1\n{text}\nAntwoord 1\nJa.\n"));
        assert_eq!(labels(&suggest(knowledge(), [&one])), [], "{text}");
    }
}

#[test]
fn no_name_breaks_the_turtle() {
    let text = "Vraag 1\nKent u de Stichting \\Stille \"Straten\\ en de handreiking ‘Open \\u0041 \"deuren\\’?\n\
                Antwoord 1\nDe Stichting Zwa\u{0308}n & Meer <b> of «Groene Loper\u{2028}».\n";
    let found = suggest(knowledge(), [&letter("a\nb", text)]);
    assert!(!found.is_empty());
    let lexicon = turtle(&knowledge().model, &found);
    let read = Lexicon::parse(&knowledge().model, "x.ttl", lexicon.as_bytes());
    let read = read.unwrap_or_else(|error| panic!("{error}\n{lexicon}"));
    let mut labels: Vec<&str> = found.iter().map(|s| s.label.as_str()).collect();
    let mut kept: Vec<&str> = read.concepts().iter().map(|c| c.label.as_str()).collect();
    labels.sort_unstable();
    kept.sort_unstable();
    assert_eq!(labels, kept);
}
