//! Files that mean harm, or that a fuzzer wrote: no target breaks on the seeds that the fuzzer starts
//! from, nor on anything that once broke one.
//!
//! `tests/fuzz/seeds/TARGET/` holds the seeds, which `KAMERGRAPH_BLESS=1` writes anew;
//! `tests/fuzz/found/TARGET/` holds what the fuzzer found, made as small as it gets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "fuzz/seeds.rs"]
mod seeds;
#[path = "support/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    letters::root().join("tests/fuzz").join(name)
}

/// The files of a target in one of the two folders; none where it has none.
fn inputs(kind: &str, target: &str) -> Vec<PathBuf> {
    let folder = folder(kind).join(target);
    if folder.is_dir() {
        letters::children(&folder)
    } else {
        Vec::new()
    }
}

#[test]
fn the_seeds_are_those_that_are_made() {
    let kept = folder("seeds");
    let made: Vec<(PathBuf, Vec<u8>)> = seeds::all()
        .into_iter()
        .map(|(target, name, bytes)| (kept.join(target).join(name), bytes))
        .collect();
    if letters::bless() {
        let _ = std::fs::remove_dir_all(&kept);
        for (path, bytes) in &made {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    let paths: Vec<&PathBuf> = made.iter().map(|(path, _)| path).collect();
    let mut found: Vec<PathBuf> = targets::ALL
        .iter()
        .flat_map(|(target, _)| inputs("seeds", target))
        .collect();
    found.sort();
    assert_eq!(
        found.iter().collect::<Vec<_>>(),
        paths,
        "KAMERGRAPH_BLESS=1 writes them anew"
    );
    for (path, bytes) in &made {
        let same = std::fs::read(path).unwrap() == *bytes;
        assert!(
            same,
            "{}: KAMERGRAPH_BLESS=1 writes it anew",
            path.display()
        );
    }
}

#[test]
fn every_target_has_a_seed_and_breaks_on_no_input() {
    for (name, target) in targets::ALL {
        let seeds = inputs("seeds", name);
        assert!(!seeds.is_empty(), "no seed for {name}");
        for path in seeds.into_iter().chain(inputs("found", name)) {
            eprintln!("{}", path.display());
            target(&std::fs::read(&path).unwrap());
        }
    }
}

/// The seeds are read, and not refused at the door.
#[test]
fn seeds_reach_what_they_are_for() {
    let read = |path: &Path| {
        let source = kamergraph::source::Source::memory("brief", std::fs::read(path).unwrap());
        kamergraph::text::Text::read(&source.unwrap())
    };
    for whole in [
        "docx/zip",
        "docx/packed",
        "pdf/file",
        "html/letter",
        "xml/questions",
    ] {
        let path = folder("seeds").join(whole);
        let text = read(&path).unwrap_or_else(|error| panic!("{whole}: {error}"));
        assert!(
            text.content.contains("Vraag 1"),
            "{whole}: {}",
            text.content
        );
    }
    let model = &targets::knowledge().model;
    for (target, name) in [("rules", "frame"), ("rules", "pattern"), ("rules", "head")] {
        let toml = std::fs::read_to_string(folder("seeds").join(target).join(name)).unwrap();
        kamergraph::rule::Rules::parse(model, name, &toml).unwrap_or_else(|e| panic!("{e}"));
    }
    for name in ["names", "all"] {
        let turtle = std::fs::read(folder("seeds/lexicon").join(name)).unwrap();
        kamergraph::lexicon::Lexicon::parse(model, name, &turtle).unwrap_or_else(|e| panic!("{e}"));
    }
}
