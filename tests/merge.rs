//! What runs over some letters each wrote, merged, is what one run over all of them writes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;

use oxrdfio::{RdfFormat, RdfParser};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

fn kamergraph(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kamergraph"))
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap()
}

/// Standard output of a command that must do well.
fn run(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = kamergraph(folder, args);
    let says = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {says}");
    output.stdout
}

fn sorted(bytes: &[u8]) -> Vec<&str> {
    let mut lines: Vec<&str> = std::str::from_utf8(bytes).unwrap().lines().collect();
    lines.sort_unstable();
    lines
}

/// More letters, which call things otherwise than the golden ones; and one that states what follows
/// in another one.
const MORE: [(&str, &str); 4] = [
    (
        "kort.txt",
        "2031Z00001\nVraag 1\nKent u het actieplan Wachttijden?\nAntwoord 1\nJa. De Autoriteit Persoonsgegevens ziet \
         toe op de Algemene verordening gegevensbescherming.\n",
    ),
    (
        "lang.txt",
        "2031Z00002\nVraag 1\nWie houdt toezicht?\nAntwoord 1\nDe AP houdt toezicht op de AVG. Het Ministerie van \
         Justitie en Veiligheid (JenV) financiert het Actieplan wachttijden.\n",
    ),
    (
        "deel.txt",
        "2031Z00003\nVraag 1\nKlopt dit?\nAntwoord 1\nDe Landelijke Eenheid is onderdeel van de politie.\n",
    ),
    (
        "overleg.txt",
        "2031Z00004\nVraag 1\nKlopt dit?\nAntwoord 1\nDe Landelijke Eenheid sprak met de politie.\n",
    ),
];

/// A folder with a file for each letter, and the pieces made of them: a run for each letter, in N-Quads
/// and in records.
fn pieces(folder: &Path) -> (Vec<String>, Vec<String>) {
    let mut files: Vec<String> = Vec::new();
    for golden in letters::golden() {
        let name = format!("{}.txt", golden.name);
        std::fs::copy(&golden.letter, folder.join(&name)).unwrap();
        files.push(name);
    }
    for (name, text) in MORE {
        std::fs::write(folder.join(name), text).unwrap();
        files.push(name.to_owned());
    }
    let (mut quads, mut records) = (Vec::new(), Vec::new());
    for file in files {
        for (form, made) in [("nq", &mut quads), ("ndjson", &mut records)] {
            let name = format!("{file}.{form}");
            run(folder, &["extract", &file, "-f", form, "-o", &name, "-q"]);
            made.push(name);
        }
    }
    (quads, records)
}

fn merged(folder: &Path, files: &[String], format: &str, more: &[&str]) -> Vec<u8> {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let args = ["merge", "-q", "-f", format, "-o", "-"];
    run(folder, &[&args[..], more, &files].concat())
}

/// The graph of all letters in one run.
fn whole(folder: &Path, format: &str) -> Vec<u8> {
    // By itself, -f nq writes letter behind letter.
    let formats = format!("{format},dot");
    run(
        folder,
        &["export", "*.txt", "-q", "-f", &formats, "-o", "whole"],
    );
    std::fs::read(folder.join(format!("whole/merged/graph.{format}"))).unwrap()
}

#[test]
fn the_pieces_give_the_graph_of_the_whole() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let (quads, records) = pieces(folder);
    // It takes more than to put quads behind one another.
    let mut thrown = BTreeSet::new();
    for file in &quads {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        thrown.extend(
            text.lines()
                .filter(|line| !line.starts_with('#'))
                .map(str::to_owned),
        );
    }
    let of_all = whole(folder, "nq");
    let of_all: BTreeSet<String> = sorted(&of_all).into_iter().map(str::to_owned).collect();
    let odd = |word: &str| thrown.difference(&of_all).any(|line| line.contains(word));
    assert!(odd("#prefLabel>") && odd("#inferred>") && odd("#partOf>"));
    let mixed: Vec<String> = quads
        .iter()
        .step_by(2)
        .chain(records.iter().skip(1).step_by(2))
        .cloned()
        .collect();
    for format in ["nq", "nt"] {
        let whole = whole(folder, format);
        for files in [&quads, &records, &mixed] {
            let merged = merged(folder, files, format, &[]);
            let (merged, whole) = (std::str::from_utf8(&merged).unwrap(), sorted(&whole));
            let lines: Vec<&str> = merged.lines().collect();
            let odd = lines.iter().zip(&whole).find(|(a, b)| a != b);
            assert!(odd.is_none(), "{format}: {odd:?}");
            assert_eq!(lines.len(), whole.len());
        }
    }
    for (format, syntax) in [
        ("ttl", RdfFormat::Turtle),
        ("trig", RdfFormat::TriG),
        ("rdf", RdfFormat::RdfXml),
    ] {
        let read = |bytes: &[u8]| -> BTreeSet<String> {
            let parser = RdfParser::from_format(syntax).for_slice(bytes);
            parser.map(|quad| quad.unwrap().to_string()).collect()
        };
        let whole = read(&whole(folder, format));
        for files in [&quads, &records] {
            assert!(
                read(&merged(folder, files, format, &[])) == whole,
                "{format}"
            );
        }
    }
    // From records any format has the very bytes.
    for format in ["json", "csv", "dot", "graphml", "mermaid"] {
        let whole = whole(folder, format);
        assert!(merged(folder, &records, format, &[]) == whole, "{format}");
    }
    let parts = ["--view", "oversight"];
    run(
        folder,
        &[
            "export", "*.txt", "-q", "-f", "ttl", "-o", "part", parts[0], parts[1],
        ],
    );
    let part = std::fs::read(folder.join("part/merged/graph.ttl")).unwrap();
    assert!(merged(folder, &records, "ttl", &parts) == part);
}

/// JSON that quads give holds all that quads hold.
#[test]
fn quads_give_back_nodes_claims_and_their_sentences() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let (quads, _) = pieces(folder);
    let mut whole: Value = serde_json::from_slice(&whole(folder, "json")).unwrap();
    let ours: Value = serde_json::from_slice(&merged(folder, &quads, "json", &[])).unwrap();
    assert_eq!(ours["graph"], whole["graph"]);
    for (ours, whole) in ours["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .zip(whole["nodes"].as_array().unwrap())
    {
        assert_eq!(ours, whole);
    }
    for edge in whole["edges"].as_array_mut().unwrap() {
        if ["askedBy", "answeredBy", "refersTo"].contains(&edge["predicate"].as_str().unwrap()) {
            edge["evidence"] = json!([]);
            edge["inferred"] = json!(true);
        }
        for evidence in edge["evidence"].as_array_mut().unwrap() {
            evidence.as_object_mut().unwrap().remove("place");
        }
    }
    for (ours, whole) in ours["edges"]
        .as_array()
        .unwrap()
        .iter()
        .zip(whole["edges"].as_array().unwrap())
    {
        assert_eq!(ours, whole);
    }
    // RDF 1.2 as well.
    for file in &quads {
        let letter = file.strip_suffix(".nq").unwrap();
        let name = format!("{file}12.nq");
        run(
            folder,
            &["extract", letter, "-f", "nq", "--rdf12", "-o", &name, "-q"],
        );
    }
    let quads: Vec<String> = quads.iter().map(|file| format!("{file}12.nq")).collect();
    let again: Value = serde_json::from_slice(&merged(folder, &quads, "json", &[])).unwrap();
    assert!(again == ours);
}

#[test]
fn the_order_of_files_and_lines_plays_no_part() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let (quads, records) = pieces(folder);
    for (files, formats) in [
        (quads, &["nq", "ttl", "trig", "json"][..]),
        (records, &["nq", "trig", "json", "ndjson"]),
    ] {
        // All lines thrown together backwards, some of them twice, half of them packed.
        let mut lines = Vec::new();
        for file in files.iter().chain(files.iter().take(2)) {
            let text = std::fs::read_to_string(folder.join(file)).unwrap();
            lines.extend(text.lines().map(str::to_owned));
        }
        lines.reverse();
        let (one, other) = lines.split_at(lines.len() / 2);
        std::fs::write(folder.join("one"), one.join("\n")).unwrap();
        let packed = std::fs::File::create(folder.join("other.gz")).unwrap();
        let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
        packed.write_all(other.join("\n").as_bytes()).unwrap();
        packed.finish().unwrap();
        let turned = ["other.gz".to_owned(), "one".to_owned()];
        for format in formats {
            let wanted = merged(folder, &files, format, &[]);
            assert!(merged(folder, &turned, format, &[]) == wanted, "{format}");
            // What does not fit in memory goes to disk.
            let little = ["--memory", "1", "--temp", "temp"];
            assert!(
                merged(folder, &turned, format, &little) == wanted,
                "{format}"
            );
        }
        // Merging again changes nothing.
        let once = merged(folder, &files, "nq", &[]);
        std::fs::write(folder.join("once.nq"), &once).unwrap();
        assert!(merged(folder, &["once.nq".to_owned()], "nq", &[]) == once);
        assert_eq!(std::fs::read_dir(folder.join("temp")).unwrap().count(), 0);
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_merged() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let (quads, records) = pieces(folder);
    let wanted = merged(folder, &quads[..1], "nq", &[]);
    let text = std::fs::read_to_string(folder.join(&quads[0])).unwrap();
    // A last line that was cut, a word, a blank node, bytes that are no text.
    let mut bytes = text.into_bytes();
    bytes.extend(b"hello\n_:b <https://e.org/p> <https://e.org/o> .\n\xff\xfe\n<https://e.org/s> <https://e.org/p> \"cut");
    std::fs::write(folder.join("odd.nq"), bytes).unwrap();
    let output = kamergraph(
        folder,
        &["merge", "odd.nq", "nowhere.nq", "-f", "nq", "-o", "-"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout == wanted);
    let says = String::from_utf8(output.stderr).unwrap();
    for part in ["nowhere.nq", "hello", "blank nodes"] {
        assert!(says.contains(part) || part == "hello", "{part}: {says}");
    }
    assert_eq!(says.matches("error: odd.nq: line ").count(), 4, "{says}");

    let mut text = std::fs::read_to_string(folder.join(&records[0])).unwrap();
    text.push_str(
        "{\"error\":\"there is nothing in it\",\"line\":7}\n{\"id\":\"cut\n{\"id\":\"x\"}\n",
    );
    std::fs::write(folder.join("odd.ndjson"), text).unwrap();
    let output = kamergraph(folder, &["merge", "odd.ndjson", "-f", "nq", "-o", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout == wanted);
    let says = String::from_utf8(output.stderr).unwrap();
    assert_eq!(says.matches("error: ").count(), 2, "{says}");
    assert!(says.contains("1 record tells of a fault"), "{says}");

    // Another base is no part of this graph.
    run(
        folder,
        &[
            "extract",
            "kort.txt",
            "--base-iri",
            "https://example.org/",
            "-o",
            "base.ndjson",
            "-q",
        ],
    );
    let output = kamergraph(folder, &["merge", "base.ndjson", "-o", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--base-iri")
    );
    let given = merged(
        folder,
        &["base.ndjson".to_owned()],
        "nt",
        &["--base-iri", "https://example.org/"],
    );
    assert!(
        String::from_utf8(given)
            .unwrap()
            .contains("<https://example.org/letter/2031Z00001>")
    );
}
