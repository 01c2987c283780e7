//! What has to hold of every letter, whatever it says: golden letters, and real ones where they are
//! there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;
#[path = "support/oracle.rs"]
mod oracle;

use letters::{extract, golden, graph};
use std::path::PathBuf;

/// Golden letters, and the real ones where they are there.
fn all_letters() -> Vec<PathBuf> {
    let golden = golden().into_iter().map(|golden| golden.letter);
    golden.chain(letters::shared_letters()).collect()
}

#[test]
fn every_part_lies_in_the_letter_and_none_overlaps_another() {
    for path in all_letters() {
        let letter = extract(&path).letter;
        let at = path.display().to_string();
        oracle::letter(&at, &letter);
        for question in &letter.questions {
            let text = question.text.of(&letter.text);
            let number = question.number;
            assert!(!text.trim().is_empty(), "{at}: question {number} is empty");
        }
    }
}

#[test]
fn every_mention_is_words_of_its_part() {
    for path in all_letters() {
        oracle::mentions(&path.display().to_string(), &extract(&path));
    }
}

#[test]
fn every_claim_quotes_the_letter() {
    for path in all_letters() {
        oracle::claims(&path.display().to_string(), &extract(&path));
    }
}

#[test]
fn every_edge_quotes_the_letter_node() {
    for path in all_letters() {
        oracle::graph(&path.display().to_string(), &graph(&extract(&path)));
    }
}
