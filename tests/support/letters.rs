//! Where tests find letters: golden ones beside the tests, real ones outside the project.

#![allow(dead_code, reason = "each test program uses a part of this")]

use kamergraph::graph::Graph;
use kamergraph::pipeline::{Extraction, Knowledge, Pipeline};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A golden letter: a folder under `tests/letters`.
#[derive(Debug)]
pub struct Golden {
    /// Name of the folder.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The letter in it.
    pub letter: PathBuf,
}

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All golden letters, sorted by name. A folder without a file `letter.*` is a mistake.
pub fn golden() -> Vec<Golden> {
    let mut found: Vec<Golden> = children(&root().join("tests/letters"))
        .into_iter()
        .filter(|path| path.is_dir())
        .map(|folder| {
            let letter = children(&folder)
                .into_iter()
                .find(|path| path.file_stem().is_some_and(|stem| stem == "letter"))
                .unwrap_or_else(|| panic!("{} holds no file letter.*", folder.display()));
            let name = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            Golden {
                name,
                folder,
                letter,
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!found.is_empty(), "tests/letters holds no letters");
    found
}

/// What a folder holds, sorted.
pub fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The folder with real letters and their gold graphs. Where it is missing, tests that need it say
/// so and pass, unless `KAMERGRAPH_NO_SKIP` is set.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("KAMERGRAPH_SHARED")
        .map_or_else(|| root().join("../shared"), PathBuf::from);
    if folder.join("letters").is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("KAMERGRAPH_NO_SKIP").is_none(),
        "{} holds no letters, and KAMERGRAPH_NO_SKIP forbids to skip",
        folder.display()
    );
    eprintln!(
        "skipped: {} holds no letters; KAMERGRAPH_SHARED may point elsewhere",
        folder.display()
    );
    None
}

/// Folders of real letters in a form that the program reads.
const READ: [&str; 4] = ["txt", "docx", "pdf", "xml"];

/// The real letters that the program reads, sorted; none where they are skipped.
pub fn shared_letters() -> Vec<PathBuf> {
    let Some(shared) = shared() else {
        return Vec::new();
    };
    let letters = shared.join("letters");
    READ.iter()
        .flat_map(|form| children(&letters.join(form)))
        .collect()
}

/// What is built in, loaded once.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&[], &[]).unwrap_or_else(|error| panic!("{error}")))
}

/// All stages, prepared once.
pub fn pipeline() -> &'static Pipeline<'static> {
    static PIPELINE: OnceLock<Pipeline<'static>> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(knowledge()))
}

/// What a letter gives.
pub fn extract(path: &Path) -> Extraction {
    extract_with(pipeline(), path)
}

/// What a letter gives by a pipeline of one's own.
pub fn extract_with(pipeline: &Pipeline<'_>, path: &Path) -> Extraction {
    let source = Source::read(path).unwrap_or_else(|error| panic!("{error}"));
    pipeline
        .extract(&source)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The graph of one letter as `export` makes it: named after the letter.
pub fn graph(letter: &Extraction) -> Graph {
    pipeline().graph(BASE_IRI, &letter.letter.id, [letter])
}

/// Whether what the program gives now is to be kept as what it should give.
pub fn bless() -> bool {
    std::env::var_os("KAMERGRAPH_BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}
