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

use kamergraph::graph::{Body, Graph};
use kamergraph::pipeline::Extraction;
use kamergraph::span::Span;
use letters::{extract, golden, graph};
use std::collections::BTreeSet;
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
        let at = path.display();
        let inside = |span: Span, what: &str| {
            assert!(
                letter.text.get(span.start..span.end).is_some(),
                "{at}: {what} {span:?}"
            );
        };
        let mut before = 0;
        for part in &letter.parts {
            inside(part.span, "part");
            assert!(
                before <= part.span.start,
                "{at}: {part:?} begins before byte {before}"
            );
            before = part.span.end;
            assert!(
                part.questions.iter().all(|q| *q < letter.questions.len()),
                "{at}: {part:?}"
            );
            assert!(
                part.note.is_none_or(|n| n < letter.notes.len()),
                "{at}: {part:?}"
            );
        }
        for question in &letter.questions {
            inside(question.text, "question");
            let text = question.text.of(&letter.text);
            assert!(
                !text.trim().is_empty(),
                "{at}: question {} is empty",
                question.number
            );
            assert!(question.number > 0, "{at}: {question:?}");
            question
                .answer
                .iter()
                .for_each(|span| inside(*span, "answer"));
        }
        for note in &letter.notes {
            note.body.iter().for_each(|span| inside(*span, "footnote"));
            assert!(
                note.cited_at
                    .is_none_or(|b| letter.text.is_char_boundary(b)),
                "{at}: {note:?}"
            );
        }
        for referral in &letter.referrals {
            inside(referral.span, "referral");
            let known = letter.questions.len();
            assert!(
                referral.from < known && referral.to < known,
                "{at}: {referral:?}"
            );
        }
        assert!(
            letter.referrals.is_sorted(),
            "{at}: the referrals are out of order"
        );
        assert!(
            letter.origins.is_sorted_by_key(|(start, _)| *start),
            "{at}: origins out of order"
        );
    }
}

#[test]
fn every_mention_is_words_of_its_part() {
    for path in all_letters() {
        let Extraction {
            letter, mentions, ..
        } = extract(&path);
        let at = path.display();
        for mention in &mentions.mentions {
            let words = letter.text.get(mention.span.start..mention.span.end);
            let words = words.unwrap_or_else(|| panic!("{at}: {mention:?} is no text"));
            assert!(
                !words.is_empty() && words.trim() == words,
                "{at}: {mention:?} is “{words}”"
            );
            let part = letter.parts[mention.part].span;
            assert!(
                part.contains(mention.span),
                "{at}: “{words}” lies outside its part {part:?}"
            );
            assert!(
                mention.entity < mentions.entities.len(),
                "{at}: {mention:?}"
            );
            assert!(
                !mention.rule.is_empty(),
                "{at}: “{words}” was found by no rule"
            );
        }
        // Of mentions that begin together, the widest comes first.
        let place = |span: Span| (span.start, std::cmp::Reverse(span.end));
        let ordered = mentions.mentions.is_sorted_by_key(|m| place(m.span));
        assert!(ordered, "{at}: mentions out of order");
        assert!(
            mentions.entities.is_sorted_by_key(|e| &e.key),
            "{at}: entities out of order"
        );
    }
}

#[test]
fn every_claim_quotes_the_letter() {
    for path in all_letters() {
        let Extraction {
            letter,
            mentions,
            claims,
            ..
        } = extract(&path);
        let at = path.display();
        let numbers: BTreeSet<u32> = letter
            .questions
            .iter()
            .map(|q| q.number)
            .chain([0])
            .collect();
        for claim in &claims {
            assert!(
                !claim.evidence.is_empty(),
                "{at}: no evidence for {claim:?}"
            );
            assert!(
                claim.evidence.is_sorted(),
                "{at}: evidence out of order in {claim:?}"
            );
            for evidence in &claim.evidence {
                let quote = &evidence.quote;
                assert_eq!(
                    letter.text.get(evidence.span.start..evidence.span.end),
                    Some(&**quote),
                    "{at}"
                );
                assert_eq!(&by_characters(&letter.text, evidence.chars), quote, "{at}");
                assert_eq!(evidence.letter, letter.id, "{at}: “{quote}”");
                assert!(
                    !quote.trim().is_empty() && !evidence.rule.is_empty(),
                    "{at}: {evidence:?}"
                );
                assert!(
                    numbers.contains(&evidence.question),
                    "{at}: no question {}",
                    evidence.question
                );
                let named = mentions.mentions.iter().any(|mention| {
                    [claim.subject, claim.object].contains(&mention.entity)
                        && evidence.span.contains(mention.span)
                });
                assert!(named, "{at}: “{quote}” names neither end of {claim:?}");
            }
        }
    }
}

#[test]
fn every_edge_quotes_the_letter_node() {
    for path in all_letters() {
        let graph = graph(&extract(&path));
        let text = |id: &str| letter_text(&graph, id);
        for (subject, edge, object) in graph.edges() {
            let title = format!(
                "{}: {} {} {}",
                path.display(),
                subject.id,
                edge.key(),
                object.id
            );
            assert!(
                edge.inferred || !edge.evidence.is_empty(),
                "{title}: no evidence"
            );
            for evidence in &edge.evidence {
                let quoted = by_characters(text(&evidence.letter), evidence.chars);
                assert_eq!(quoted, evidence.quote, "{title}");
            }
        }
    }
}

/// The text that a letter's node holds.
fn letter_text<'g>(graph: &'g Graph, id: &str) -> &'g str {
    graph
        .nodes()
        .find_map(|(_, node)| match &node.body {
            Body::Letter { text, .. } if node.id == id || node.iri.ends_with(&format!("/{id}")) => {
                Some(text.as_str())
            }
            _ => None,
        })
        .unwrap_or_else(|| panic!("no letter {id} in the graph {}", graph.name))
}

/// A span that counts Unicode characters.
fn by_characters(text: &str, span: Span) -> String {
    text.chars()
        .skip(span.start)
        .take(span.end.saturating_sub(span.start))
        .collect()
}
