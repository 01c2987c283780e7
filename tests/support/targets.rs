//! What the fuzzer calls, one function a target: bytes in, and a panic where something does not hold.
//! The tests call them with the seeds and with every input that once broke one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a target fails by panicking"
)]

use crate::oracle;
use kamergraph::ask::ask as answer;
use kamergraph::export::json as node_link;
use kamergraph::graph::Graph;
use kamergraph::letter::Letter;
use kamergraph::lexicon::Lexicon;
use kamergraph::model::Model;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::rule::Rules;
use kamergraph::score::{Candidate, Gold, compare};
use kamergraph::source::{Media, Source};
use kamergraph::text::Text;
use kamergraph::vocab::BASE_IRI;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::OnceLock;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What a fuzzer calls with bytes of its own; it panics where something does not hold.
pub type Target = fn(&[u8]);

/// Every target under its name.
pub const ALL: [(&str, Target); 12] = [
    ("text", text),
    ("docx", docx),
    ("pdf", pdf),
    ("html", html),
    ("xml", xml),
    ("letter", letter),
    ("extract", extract),
    ("lexicon", lexicon),
    ("rules", rules),
    ("ndjson", ndjson),
    ("ask", ask),
    ("json", json),
];

/// A letter with something of everything, for targets whose input is no letter.
const LETTER: &str = include_str!("../letters/huurprijzen/letter.txt");

/// What is built in, loaded once a process.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&[], &[]).unwrap_or_else(|error| panic!("{error}")))
}

/// All stages, prepared once a process.
pub fn pipeline() -> &'static Pipeline<'static> {
    static PIPELINE: OnceLock<Pipeline<'static>> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(knowledge()))
}

/// The graph of [`LETTER`].
fn asked() -> &'static Graph {
    static GRAPH: OnceLock<Graph> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let source = Source::memory("brief", LETTER.as_bytes().to_vec()).unwrap();
        let letter = pipeline().extract(&source).unwrap();
        pipeline().graph(BASE_IRI, "brief", [&letter])
    })
}

/// Reads bytes as a form, whatever they look like.
fn read(bytes: &[u8], media: Media) -> Option<(Source, Text)> {
    let source = Source::memory("brief", bytes.to_vec()).ok()?;
    let source = Source { media, ..source };
    let text = match Text::read(&source) {
        Ok(text) => text,
        Err(error) => {
            let told = error.to_string();
            assert!(told.starts_with("brief: "), "{told}");
            return None;
        }
    };
    oracle::text(&text);
    let again = Text::read(&source).unwrap();
    assert_eq!(text.content, again.content, "read twice, and not the same");
    Some((source, text))
}

/// Plain text.
pub fn text(bytes: &[u8]) {
    read(bytes, Media::Text);
}

/// Web pages.
pub fn html(bytes: &[u8]) {
    read(bytes, Media::Html);
}

/// Official publications.
pub fn xml(bytes: &[u8]) {
    read(bytes, Media::Xml);
}

/// Word files: a zip as it is, or what stands in its parts.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        read(bytes, Media::Docx);
    } else {
        read(&word_file(bytes), Media::Docx);
    }
}

/// The parts of a Word file in the order in which [`word_file`] takes them.
const PARTS: [&str; 6] = [
    "document",
    "styles",
    "numbering",
    "footnotes",
    "endnotes",
    "header",
];

/// A Word file of parts that NUL bytes divide: the document, styles, numbering, notes, a page head.
/// A fuzzer that had to write the zip itself would break its check sums and see nothing else.
pub fn word_file(parts: &[u8]) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let entry = |kind: &str, target: String| {
        format!("<Relationship Type='{types}/{kind}' Target='{target}'/>")
    };
    let list = |entries: String| format!("<Relationships>{entries}</Relationships>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8]| {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(path, options).unwrap();
        zip.write_all(bytes).unwrap();
    };
    let root = list(entry("officeDocument", "word/document.xml".to_owned()));
    add("_rels/.rels", root.as_bytes());
    let mut entries = String::new();
    for (kind, part) in PARTS.iter().zip(parts.split(|byte| *byte == 0)) {
        add(&format!("word/{kind}.xml"), part);
        entries.push_str(&entry(kind, format!("{kind}.xml")));
    }
    add("word/_rels/document.xml.rels", list(entries).as_bytes());
    zip.finish().unwrap().into_inner()
}

/// PDF files: a file as it is, or what is drawn on its page.
pub fn pdf(bytes: &[u8]) {
    if bytes.windows(5).take(64).any(|word| word == b"%PDF-") {
        read(bytes, Media::Pdf);
    } else {
        read(&pdf_file(bytes), Media::Pdf);
    }
}

/// A PDF file of one page that draws what `content` says, with two fonts: F1 in Windows' encoding and
/// F2 whose characters a table tells. What stands behind a NUL byte is that table.
pub fn pdf_file(content: &[u8]) -> Vec<u8> {
    let mut pieces = content.splitn(2, |byte| *byte == 0);
    let drawn = pieces.next().unwrap_or_default().to_vec();
    let table = pieces.next().unwrap_or_default().to_vec();
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), drawn));
    let table = document.add_object(Stream::new(Dictionary::new(), table));
    let simple = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Kade", "FirstChar" => 0,
        "Encoding" => "WinAnsiEncoding", "Widths" => vec![Object::Integer(500); 256],
    });
    let descendant = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Kade", "DW" => 500,
    });
    let composite = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Kade", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => table,
    });
    let fonts = dictionary! { "F1" => simple, "F2" => composite };
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "Resources" => dictionary! { "Font" => fonts },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(tree, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// The structure of letters.
pub fn letter(bytes: &[u8]) {
    let Some((source, text)) = read(bytes, Media::Text) else {
        return;
    };
    let letter = Letter::read(&text, &source);
    oracle::letter("brief", &letter);
    let again = Letter::read(&text, &source);
    let shown = |letter| format!("{letter:?}");
    assert_eq!(
        shown(&letter),
        shown(&again),
        "read twice, and not the same"
    );
}

/// All stages, up to what is written of a letter.
pub fn extract(bytes: &[u8]) {
    let Some((source, _)) = read(bytes, Media::Text) else {
        return;
    };
    held(pipeline(), &source);
}

/// Runs a pipeline on a letter and holds all that it gives against the oracle.
fn held(pipeline: &Pipeline<'_>, source: &Source) {
    let extraction = pipeline.extract(source).unwrap();
    oracle::extraction("brief", &extraction);
    let again = pipeline.extract(source).unwrap();
    assert_eq!(extraction.mentions, again.mentions, "read twice");
    let shown = |claims| format!("{claims:?}");
    assert_eq!(
        shown(&extraction.claims),
        shown(&again.claims),
        "read twice"
    );
    let graph = pipeline.graph(BASE_IRI, "brief", [&extraction]);
    oracle::graph("brief", &graph);
    oracle::exports(&graph, model());
    oracle::record(&extraction, &graph, model());
}

fn model() -> &'static Model {
    &knowledge().model
}

/// Lexicons: Turtle, and what it makes of a letter.
pub fn lexicon(bytes: &[u8]) {
    let lexicon = match Lexicon::parse(model(), "lexicon.ttl", bytes) {
        Ok(lexicon) => lexicon,
        Err(error) => {
            assert!(!error.faults.is_empty(), "{error:?}");
            return;
        }
    };
    let knowledge = Knowledge {
        model: model().clone(),
        lexicon,
        rules: knowledge().rules.clone(),
    };
    held(&Pipeline::new(&knowledge), &sample());
}

/// Rules: TOML, and what it makes of a letter.
pub fn rules(bytes: &[u8]) {
    let Ok(toml) = std::str::from_utf8(bytes) else {
        return;
    };
    let rules = match Rules::parse(model(), "rules.toml", toml) {
        Ok(rules) => rules,
        Err(error) => {
            assert!(!error.faults.is_empty(), "{error:?}");
            return;
        }
    };
    let knowledge = Knowledge {
        model: model().clone(),
        lexicon: few_names().clone(),
        rules,
    };
    held(&Pipeline::new(&knowledge), &sample());
}

/// [`LETTER`] as a source.
fn sample() -> Source {
    Source::memory("brief", LETTER.as_bytes().to_vec()).unwrap()
}

/// A lexicon of the names in [`LETTER`], which is copied faster than the one that is built in.
fn few_names() -> &'static Lexicon {
    static NAMES: OnceLock<Lexicon> = OnceLock::new();
    NAMES.get_or_init(|| {
        let turtle = include_str!("../fuzz/names.ttl");
        Lexicon::parse(model(), "names.ttl", turtle.as_bytes()).unwrap()
    })
}

/// Records of letters: what is read of one is written the same.
pub fn ndjson(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        json(line);
    }
}

/// Questions, one word a line or a blank, put to the graph of a letter.
pub fn ask(bytes: &[u8]) {
    let Ok(question) = std::str::from_utf8(bytes) else {
        return;
    };
    let parted = |at: fn(char) -> bool| -> Vec<String> {
        let words = question.split(at).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    for words in [parted(|c| c == '\n'), parted(char::is_whitespace)] {
        let shown = || format!("{:?}", answer(asked(), model(), &words));
        assert_eq!(shown(), shown(), "asked twice, and not the same");
    }
}

/// Graphs in JSON, our own and those that they are held against.
pub fn json(bytes: &[u8]) {
    if let Ok(graph) = node_link::read(bytes) {
        oracle::exports(&graph, model());
    }
    let Ok(json) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return;
    };
    let path = Path::new("graph.json");
    let candidate = Candidate::from_json(&json, path);
    if let Ok(gold) = Gold::from_json(json, path) {
        let own = Candidate::from(asked());
        for candidate in [&own, &candidate.unwrap_or_default()] {
            for (name, count) in compare(&gold, candidate).figures {
                let share = 0.0..=1.0;
                assert!(share.contains(&count.f1()), "{name}: {count:?}");
            }
        }
    }
}
