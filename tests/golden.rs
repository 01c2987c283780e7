//! Golden letters: folders under `tests/letters`, each with the graph that the program makes of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/diff.rs"]
mod diff;
#[path = "support/letters.rs"]
mod letters;

use kamergraph::export::rdf::Options;
use kamergraph::export::{Format, render};
use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::vocab::BASE_IRI;
use letters::{
    Golden, bless, children, extract, extract_with, golden, graph, knowledge, pipeline, root,
};
use std::path::{Path, PathBuf};

/// Folder of the letter whose graph is kept in `output/`, to look at.
const SAMPLE: &str = "emancipatie-digitalisering";

const HOW_TO_ACCEPT: &str = "if this is better than before: \
    KAMERGRAPH_BLESS=1 cargo test --release --test golden";

fn bytes(graph: &Graph, format: Format) -> Vec<u8> {
    let options = Options::of(knowledge());
    render(graph, &knowledge().model, &options, format).unwrap_or_else(|error| panic!("{error}"))
}

/// What came and what went between two graphs in JSON.
fn changes(kept: &[u8], now: &[u8]) -> String {
    let json = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_default();
    let changes = diff::lines(&json(kept), &json(now));
    if changes.is_empty() {
        "only its layout".to_owned()
    } else {
        changes
    }
}

#[test]
fn golden_letters_give_the_graphs_kept_beside_them() {
    let mut faults = Vec::new();
    for Golden {
        name,
        folder,
        letter,
    } in golden()
    {
        if name == SAMPLE {
            continue; // kept in output/
        }
        let path = folder.join("graph.json");
        let now = bytes(&graph(&extract(&letter)), Format::Json);
        if bless() {
            std::fs::write(&path, &now).unwrap();
            continue;
        }
        let kept = std::fs::read(&path).unwrap_or_default();
        if kept != now {
            faults.push(format!(
                "{name}: another graph than the one kept\n{}",
                changes(&kept, &now)
            ));
        }
    }
    assert!(
        faults.is_empty(),
        "{}\n\n{HOW_TO_ACCEPT}",
        faults.join("\n\n")
    );
}

#[test]
fn the_files_kept_in_output_are_what_the_program_writes() {
    let golden = golden();
    let sample = golden
        .iter()
        .find(|g| g.name == SAMPLE)
        .expect("the sample is a golden letter");
    let fresh = tempfile::tempdir().unwrap();
    let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kamergraph"));
    program
        .args(["--quiet", "export"])
        .arg(&sample.letter)
        .arg("-o")
        .arg(fresh.path());
    program.assert().success();

    let name = extract(&sample.letter).letter.id;
    let (kept, fresh) = (root().join("output").join(&name), fresh.path().join(&name));
    if bless() {
        std::fs::create_dir_all(&kept).unwrap();
        for file in children(&fresh) {
            std::fs::copy(&file, kept.join(file.file_name().unwrap())).unwrap();
        }
    }
    let names = |folder: &Path| -> Vec<PathBuf> {
        children(folder)
            .iter()
            .map(|path| path.file_name().unwrap().into())
            .collect()
    };
    assert_eq!(
        names(&kept),
        names(&fresh),
        "other files are kept than are written\n{HOW_TO_ACCEPT}"
    );
    let read = |folder: &Path, file: &Path| std::fs::read(folder.join(file)).unwrap();
    let json = Path::new("graph.json");
    let (old, new) = (read(&kept, json), read(&fresh, json));
    assert!(
        old == new,
        "output/{name}: another graph than the one kept\n{}\n\n{HOW_TO_ACCEPT}",
        changes(&old, &new)
    );
    for file in names(&fresh) {
        let same = read(&kept, &file) == read(&fresh, &file);
        assert!(
            same,
            "output/{name}/{} is not what is written now\n{HOW_TO_ACCEPT}",
            file.display()
        );
    }
}

#[test]
fn same_letters_same_bytes() {
    let fresh = Knowledge::load(&[], &[]).unwrap_or_else(|error| panic!("{error}"));
    let fresh = Pipeline::new(&fresh);
    let paths: Vec<PathBuf> = golden().into_iter().map(|golden| golden.letter).collect();
    let once: Vec<Extraction> = paths.iter().map(|path| extract(path)).collect();
    // Another run, and the letters the other way round.
    let again: Vec<Extraction> = paths
        .iter()
        .rev()
        .map(|path| extract_with(&fresh, path))
        .collect();
    let once = pipeline().graph(BASE_IRI, "all", &once);
    let again = fresh.graph(BASE_IRI, "all", &again);
    for format in Format::ALL.into_iter().filter(|f| !f.by_letter()) {
        assert!(
            bytes(&once, format) == bytes(&again, format),
            "two runs over the same letters write different {format}"
        );
    }
}

#[test]
fn the_sample_says_that_it_is_none_and_the_others_that_they_are_made_up() {
    for Golden { name, letter, .. } in golden() {
        let text = std::fs::read_to_string(&letter).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let word = if name == SAMPLE {
            "Samenvatting in eigen woorden"
        } else {
            "Verzonnen testbrief"
        };
        assert!(
            first.starts_with(word),
            "{}: its first line is “{first}”",
            show(&letter)
        );
    }
}

fn show(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// README shows who oversees what in the sample.
#[test]
fn the_picture_of_readme_is_what_the_program_draws() {
    let golden = root().join("tests/letters").join(SAMPLE).join("letter.txt");
    let run = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kamergraph"))
        .args([
            "--quiet",
            "export",
            "--view",
            "oversight",
            "-f",
            "svg",
            "-o",
            "-",
        ])
        .arg(golden)
        .assert()
        .success();
    let (kept, drawn) = (
        root().join("output/oversight.svg"),
        &run.get_output().stdout,
    );
    if bless() {
        std::fs::write(&kept, drawn).unwrap();
    }
    let same = std::fs::read(&kept).unwrap() == *drawn;
    assert!(
        same,
        "output/oversight.svg is not what is drawn now\n{HOW_TO_ACCEPT}"
    );
}
