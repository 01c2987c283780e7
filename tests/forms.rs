//! Real letters as Word and PDF files, where they are at hand: what a reader counts in each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::letter::{Letter, PartKind};
use kamergraph::pipeline::Extraction;
use kamergraph::score::{Candidate, Gold, compare};
use kamergraph::source::Source;
use regex::Regex;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

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

/// Letters and digits of a text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
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
    let questions = |e: &Extraction| -> Vec<(u32, String)> {
        let questions = e.letter.questions.iter();
        questions
            .map(|q| (q.number, bare(q.text.of(&e.letter.text))))
            .collect()
    };
    assert_eq!(questions(&printed), questions(&line));
}

/// How far the graph of a form may be from that of well-made text, in F1.
const SLACK: f64 = 0.02;

/// Holds the figures of two forms of a letter against each other.
fn alike(gold: &Path, one: &Extraction, other: &Extraction) {
    let json = serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
    let gold = Gold::from_json(json, gold).unwrap();
    let figures = |e| compare(&gold, &Candidate::from(&letters::graph(e))).figures;
    for ((figure, one), (_, other)) in figures(one).into_iter().zip(figures(other)) {
        let (one, other) = (one.f1(), other.f1());
        assert!(
            (one - other).abs() <= SLACK,
            "{figure}: {one:.3} as a file, {other:.3} as text"
        );
    }
}

/// What poppler makes of a PDF file; `None`, with a word, where it is not installed.
fn poppler(path: &Path, options: &[&str]) -> Option<String> {
    let run = Command::new("pdftotext")
        .args(options)
        .arg(path)
        .arg("-")
        .output();
    let Ok(output) = run else {
        eprintln!("skipped: there is no pdftotext (Debian: poppler-utils)");
        return None;
    };
    assert!(output.status.success(), "{}", path.display());
    Some(String::from_utf8(output.stdout).unwrap())
}

fn text_letter(name: &str, text: String) -> Extraction {
    let source = Source::memory(name, text.into_bytes()).unwrap();
    letters::pipeline().extract(&source).unwrap()
}

#[test]
fn a_pdf_gives_the_graph_of_its_text() {
    let Some(shared) = letters::shared() else {
        return;
    };
    let path = shared.join("letters/pdf/ahtk-20232024-2367.pdf");
    let gold = shared.join("gold/ahtk-20232024-2367.json");
    let printed = letters::extract(&path);
    for options in [&["-layout"][..], &["-raw"], &[]] {
        let Some(text) = poppler(&path, options) else {
            return;
        };
        alike(&gold, &printed, &text_letter("ahtk-20232024-2367", text));
    }
}

#[test]
fn a_word_file_gives_the_graph_of_its_text() {
    let Some(shared) = letters::shared() else {
        return;
    };
    let path = shared.join("letters/docx/beckerman-ienw.docx");
    let gold = shared.join("gold/beckerman-ienw.json");
    let text = paragraphs(&std::fs::read(&path).unwrap());
    alike(
        &gold,
        &letters::extract(&path),
        &text_letter("beckerman-ienw", text),
    );
}

/// The paragraphs of a Word file by a few lines of their own, with notes as Markdown has them.
fn paragraphs(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = zip.by_name(name).unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    };
    let paragraph = Regex::new(r"(?s)<w:p[ >].*?</w:p>").unwrap();
    let piece = Regex::new(
        r#"(?s)<w:t(?: [^>]*)?>(.*?)</w:t>|<w:footnoteReference[^>]* w:id="(\d+)"|<w:(?:tab|br)/>"#,
    )
    .unwrap();
    let words = |xml: &str| -> String {
        let pieces = piece
            .captures_iter(xml)
            .map(|found| match (found.get(1), found.get(2)) {
                (Some(words), _) => words.as_str().to_owned(),
                (None, Some(id)) => format!("[^{}]", id.as_str()),
                _ => " ".to_owned(),
            });
        let words = pieces.collect::<String>();
        let words = words.replace("&quot;", "\"").replace("&lt;", "<");
        words.replace("&gt;", ">").replace("&amp;", "&")
    };
    let mut out = String::new();
    for found in paragraph.find_iter(&part("word/document.xml")) {
        let _ = writeln!(out, "{}\n", words(found.as_str()));
    }
    let note = Regex::new(r#"(?s)<w:footnote [^>]*w:id="(\d+)".*?</w:footnote>"#).unwrap();
    for found in note.captures_iter(&part("word/footnotes.xml")) {
        let body = words(&found[0]);
        if !body.trim().is_empty() {
            let _ = writeln!(out, "[^{}]: {}", &found[1], body.trim());
        }
    }
    out
}

/// Words of a letter's questions and answers, in their order.
fn running(letter: &Letter) -> Vec<String> {
    let parts = letter.parts.iter();
    let parts = parts.filter(|p| matches!(p.kind, PartKind::Question | PartKind::Answer));
    parts
        .flat_map(|p| {
            p.span
                .of(&letter.text)
                .split(|c: char| !c.is_alphanumeric())
        })
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How alike two rows of words are: twice what they have in common, in order, by all words.
fn likeness(one: &[String], other: &[String]) -> f64 {
    let mut common = vec![0_u32; other.len() + 1];
    for word in one {
        let mut corner = 0;
        for (n, same) in other.iter().enumerate() {
            let above = common[n + 1];
            common[n + 1] = if word == same {
                corner + 1
            } else {
                above.max(common[n])
            };
            corner = above;
        }
    }
    let words = u32::try_from(one.len() + other.len()).unwrap();
    f64::from(2 * common[other.len()]) / f64::from(words)
}

/// The same without regard to their order: cells of a table may be read row by row or column by column.
fn shared_words(one: &[String], other: &[String]) -> f64 {
    let (mut one, mut other) = (one.to_vec(), other.to_vec());
    one.sort();
    other.sort();
    likeness(&one, &other)
}

/// Run with `--nocapture` to see the figures.
#[test]
fn the_words_of_a_pdf_are_those_that_poppler_reads() {
    let Some(shared) = letters::shared() else {
        return;
    };
    for path in letters::children(&shared.join("letters/pdf")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let own = letters::extract(&path);
        for options in [&["-layout"][..], &["-raw"], &[]] {
            let Some(text) = poppler(&path, options) else {
                return;
            };
            let pages: Vec<String> = text.split('\u{c}').map(bare).collect();
            let theirs = text_letter(&name, text);
            let (one, other) = (running(&own.letter), running(&theirs.letter));
            let (alike, words) = (likeness(&one, &other), shared_words(&one, &other));
            let found = own.claims.iter().flat_map(|claim| &claim.evidence);
            let (mut right, mut places) = (0, 0);
            for evidence in found {
                let start: String = bare(&evidence.quote).chars().take(12).collect();
                let page = evidence.place.map_or(0, |place| place.page) as usize;
                places += 1;
                right += usize::from(page > 0 && pages[page - 1].contains(&start));
            }
            println!(
                "{name:<22} pdftotext {:<8} {words:.4} of words, {alike:.4} in order, {right} of {places} quotes on the page told",
                options.concat(),
            );
            assert!(
                words > 0.97 && alike > 0.96,
                "{name}: {words:.4}, {alike:.4}"
            );
            assert_eq!(right, places, "{name}");
        }
    }
}
