//! Real letters as Word and PDF files, where they are at hand: what a reader counts in each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use std::collections::BTreeSet;

/// Form and name of a letter, its questions, how many of them are answered, and its notes.
const KNOWN: [(&str, &str, usize, usize, usize); 12] = [
    ("docx", "beckerman-ienw", 12, 12, 5),
    ("docx", "politiebureau-wolvega", 8, 8, 0),
    ("docx", "sammy-baker", 6, 6, 4),
    ("docx", "teunissen-pvdd", 22, 22, 5),
    ("pdf", "ahtk-20142015-698", 6, 6, 4),
    ("pdf", "ahtk-20232024-1178", 9, 9, 15),
    ("pdf", "ahtk-20232024-1314", 6, 6, 2),
    ("pdf", "ahtk-20232024-1481", 6, 6, 3),
    ("pdf", "ahtk-20232024-1786", 15, 15, 16),
    ("pdf", "ahtk-20232024-1999", 3, 0, 1),
    ("pdf", "ahtk-20232024-2168", 10, 10, 1),
    ("pdf", "ahtk-20232024-2367", 12, 12, 4),
];

#[test]
fn every_real_letter_has_what_a_reader_counts() {
    let Some(shared) = letters::shared() else {
        return;
    };
    for (form, name, questions, answered, notes) in KNOWN {
        let path = shared
            .join("letters")
            .join(form)
            .join(format!("{name}.{form}"));
        let letter = letters::extract(&path).letter;
        let numbers: Vec<u32> = letter.questions.iter().map(|q| q.number).collect();
        let numbers: BTreeSet<u32> = numbers.into_iter().collect();
        assert!(
            numbers
                .iter()
                .copied()
                .eq(1..=u32::try_from(questions).unwrap()),
            "{name}: {numbers:?}"
        );
        let given = letter
            .questions
            .iter()
            .filter(|q| q.answer.is_some())
            .count();
        assert_eq!(
            (letter.questions.len(), given),
            (questions, answered),
            "{name}"
        );
        assert_eq!(letter.notes.len(), notes, "notes of {name}");
        for note in &letter.notes {
            assert!(
                note.body.is_some() && note.cited_at.is_some(),
                "{name}: note {}",
                note.mark
            );
        }
        assert!(
            !letter.askers.is_empty() && !letter.answerers.is_empty(),
            "{name}"
        );
        assert!(
            letter.subject.is_some() && letter.answered_on.is_some(),
            "{name}"
        );
        for left in [
            "Pagina ",
            "ISSN",
            "Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel",
            "\u{fffd}",
        ] {
            assert!(!letter.text.contains(left), "{name}: {left}");
        }
    }
    for form in ["docx", "pdf"] {
        let files = letters::children(&shared.join("letters").join(form)).len();
        let known = KNOWN.iter().filter(|k| k.0 == form).count();
        assert_eq!(files, known, "each {form} letter is in the table");
    }
}

#[test]
fn a_letter_is_the_same_as_pdf_and_on_one_line_of_text() {
    let Some(shared) = letters::shared() else {
        return;
    };
    let read = |path: &str| letters::extract(&shared.join("letters").join(path));
    let printed = read("pdf/ahtk-20142015-698.pdf");
    let line = read("txt/ahtk-20142015-698-eenregelig.txt");
    let nodes = |e| -> BTreeSet<String> {
        letters::graph(e)
            .nodes()
            .map(|(_, n)| n.iri.clone())
            .collect()
    };
    assert_eq!(nodes(&printed), nodes(&line));
    let numbers = |e: &kamergraph::pipeline::Extraction| -> Vec<u32> {
        e.letter.questions.iter().map(|q| q.number).collect()
    };
    assert_eq!(numbers(&printed), numbers(&line));
}
