//! What has to hold of all that the program makes of a letter, whatever the letter says. The golden
//! letters, the hostile files and the fuzzer are all held against it.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "each test program uses a part of this, and a test fails by panicking"
)]

use kamergraph::export::{Format, Options, json, render_files, render_letter};
use kamergraph::graph::{Body, Graph};
use kamergraph::letter::Letter;
use kamergraph::model::Model;
use kamergraph::pipeline::Extraction;
use kamergraph::span::Span;
use kamergraph::text::Text;
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::{BTreeMap, BTreeSet};

/// The lines of a text are its content, in order, without control characters.
pub fn text(text: &Text) {
    let mut at = 0;
    for line in &text.lines {
        assert_eq!(
            line.span.start, at,
            "{line:?} does not follow the line before"
        );
        let words = text.content.get(line.span.start..line.span.end);
        let words = words.unwrap_or_else(|| panic!("{line:?} is no text"));
        let control = words.chars().find(|c| c.is_control());
        assert_eq!(control, None, "a control character in “{words}”");
        at = line.span.end + 1;
    }
    assert_eq!(at, text.content.len(), "text behind the last line");
}

/// Every part lies in the letter, and none overlaps another.
pub fn letter(at: &str, letter: &Letter) {
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
        let known = |q: &usize| *q < letter.questions.len();
        assert!(part.questions.iter().all(known), "{at}: {part:?}");
        assert!(
            part.note.is_none_or(|n| n < letter.notes.len()),
            "{at}: {part:?}"
        );
    }
    let mut numbers = BTreeSet::new();
    for question in &letter.questions {
        inside(question.text, "question");
        assert!(question.number > 0, "{at}: {question:?}");
        assert!(
            numbers.insert(question.number),
            "{at}: two questions are numbered {}",
            question.number
        );
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
        let known = |q: &usize| *q < letter.questions.len();
        assert!(note.cited_by.iter().all(known), "{at}: {note:?}");
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
    letter.subject.iter().for_each(|s| inside(*s, "subject"));
    for asker in &letter.askers {
        inside(asker.name, "asker");
        asker.party.iter().for_each(|s| inside(*s, "party"));
    }
    for official in letter.addressees.iter().chain(&letter.answerers) {
        let spans = [official.person, official.office, official.portfolio];
        spans.iter().flatten().for_each(|s| inside(*s, "official"));
    }
}

/// Every mention is words of its part.
pub fn mentions(at: &str, extraction: &Extraction) {
    let Extraction {
        letter, mentions, ..
    } = extraction;
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

/// Every claim quotes the letter, and its quotes name one of its ends.
pub fn claims(at: &str, extraction: &Extraction) {
    let Extraction {
        letter,
        mentions,
        claims,
        ..
    } = extraction;
    let numbers = letter.questions.iter().map(|q| q.number);
    let numbers: BTreeSet<u32> = numbers.chain([0]).collect();
    let places = Places::of(&letter.text);
    for claim in claims {
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
            assert_eq!(places.text(evidence.chars), Some(&**quote), "{at}");
            assert_eq!(evidence.letter.as_ref(), letter.id, "{at}: “{quote}”");
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

/// Every edge quotes the text that its letter's node holds.
pub fn graph(at: &str, graph: &Graph) {
    let mut letters: BTreeMap<&str, Places<'_>> = BTreeMap::new();
    for (_, node) in graph.nodes() {
        if let Body::Letter { text, .. } = &node.body {
            letters.insert(&node.label, Places::of(text));
        }
    }
    for (subject, edge, object) in graph.edges() {
        let title = format!("{at}: {} {} {}", subject.id, edge.key(), object.id);
        assert!(
            edge.inferred || !edge.evidence.is_empty(),
            "{title}: no evidence"
        );
        for evidence in &edge.evidence {
            let places = letters.get(&*evidence.letter);
            let places = places.unwrap_or_else(|| panic!("{title}: no letter {}", evidence.letter));
            let quoted = places.text(evidence.chars);
            assert_eq!(quoted, Some(&*evidence.quote), "{title}");
        }
    }
}

/// All that a letter gave.
pub fn extraction(at: &str, extraction: &Extraction) {
    letter(at, &extraction.letter);
    mentions(at, extraction);
    claims(at, extraction);
}

/// Everything that is written of a graph is read by its readers, and written twice it is the same.
/// Pictures are left out: they take long.
pub fn exports(graph: &Graph, model: &Model) {
    let options = Options::default();
    for format in [
        Format::Turtle,
        Format::NTriples,
        Format::NQuads,
        Format::TriG,
        Format::RdfXml,
        Format::JsonLd,
        Format::Dot,
        Format::Json,
        Format::GraphMl,
        Format::Gexf,
        Format::Csv,
        Format::Mermaid,
        Format::Cytoscape,
        Format::Jgf,
        Format::Neo4j,
    ] {
        let written = || render_files(graph, model, &options, format);
        let files = written().unwrap_or_else(|error| panic!("{format}: {error}"));
        assert_eq!(
            files,
            written().unwrap(),
            "{format}: written twice, and not the same"
        );
        for file in &files {
            let shown = std::str::from_utf8(file);
            let shown = shown.unwrap_or_else(|error| panic!("{format}: {error}"));
            if let Err(error) = parsed(format, shown) {
                panic!("{format}: {error}\n{shown}");
            }
        }
        if format == Format::Json {
            let read = json::read(&files[0]).unwrap_or_else(|error| panic!("json: {error}"));
            let mut again = Vec::new();
            json::write(&read, &mut again).unwrap();
            assert_eq!(again, files[0], "json: read and written, and not the same");
        }
    }
}

/// The record of a letter is one line of JSON.
pub fn record(extraction: &Extraction, graph: &Graph, model: &Model) {
    let files = render_letter(
        extraction,
        graph,
        model,
        &Options::default(),
        Format::NdJson,
    );
    let line = String::from_utf8(files.unwrap().swap_remove(0)).unwrap();
    assert_eq!(line.find('\n'), Some(line.len() - 1), "{line}");
    let record: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(record["text"], *extraction.letter.text, "{line}");
}

/// Reads a file with another's reader of its form, where there is one.
fn parsed(format: Format, file: &str) -> Result<(), String> {
    let rdf = |syntax| {
        let mut quads = RdfParser::from_format(syntax).for_slice(file.as_bytes());
        quads.try_for_each(|quad| quad.map(drop).map_err(|error| error.to_string()))
    };
    match format {
        Format::Turtle => rdf(RdfFormat::Turtle),
        Format::NTriples => rdf(RdfFormat::NTriples),
        Format::NQuads => rdf(RdfFormat::NQuads),
        Format::TriG => rdf(RdfFormat::TriG),
        Format::RdfXml => rdf(RdfFormat::RdfXml),
        Format::Json | Format::JsonLd | Format::Cytoscape | Format::Jgf => {
            let json: Result<serde_json::Value, _> = serde_json::from_str(file);
            json.map(drop).map_err(|error| error.to_string())
        }
        Format::GraphMl | Format::Gexf => {
            let mut reader = quick_xml::Reader::from_str(file);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => return Ok(()),
                    Ok(_) => {}
                    Err(error) => return Err(error.to_string()),
                }
            }
        }
        Format::Csv | Format::Neo4j => {
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let mut rows = reader.records();
            rows.try_for_each(|row| row.map(drop).map_err(|error| error.to_string()))
        }
        Format::Dot | Format::Mermaid => {
            let control = file.chars().find(|c| c.is_control() && *c != '\n');
            control.map_or(Ok(()), |c| Err(format!("a control character {c:?}")))
        }
        _ => Ok(()),
    }
}

/// Where each character of a text begins, so that a place in characters is found at once.
struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        Self {
            text,
            starts: starts.chain([text.len()]).collect(),
        }
    }

    /// The text of a span that counts Unicode characters.
    fn text(&self, span: Span) -> Option<&'t str> {
        let start = self.starts.get(span.start)?;
        self.text.get(*start..*self.starts.get(span.end)?)
    }
}
