//! What README and the pages under `docs/` show is what the program prints, and every command in them
//! works (`support/document.rs` says how). With `KAMERGRAPH_BLESS=1` the pages are written anew: read
//! what changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/document.rs"]
mod document;
#[path = "support/graph_store.rs"]
mod graph_store;
#[path = "support/letters.rs"]
mod letters;

use document::Document;
use graph_store::GraphStore;
use letters::{bless, children, root};
use std::path::Path;

const LETTER: &str = "tests/letters/emancipatie-digitalisering/letter.txt";

/// A folder with the letters that pages speak of, and what of the project they name. Commands write
/// into it, and not into the project.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str| {
        let to = place.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join(from), to).unwrap();
    };
    copy(LETTER, LETTER);
    copy(LETTER, "letters/emancipatie.txt");
    copy("tests/letters/huurprijzen/letter.txt", "letters/huurprijzen.txt");
    copy("tests/letters/emancipatie-digitalisering/gold.json", "gold.json");
    for query in children(&root().join("ontology/queries")) {
        let name = query.strip_prefix(root()).unwrap().to_str().unwrap();
        copy(name, name);
    }
    place
}

fn holds_what_is_printed(name: &str) {
    let path = root().join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let place = workplace();
    let store = GraphStore::start();
    let now = Document {
        name,
        text: &text,
        place: place.path(),
        store: &store.address,
    }
    .run();
    if bless() {
        std::fs::write(&path, &now).unwrap();
        return;
    }
    let differ = text
        .lines()
        .zip(now.lines())
        .find(|(shown, printed)| shown != printed);
    assert!(
        text == now,
        "{name} does not show what the program prints: {differ:?}\n\
         KAMERGRAPH_BLESS=1 cargo test --release --test documents"
    );
}

#[test]
fn readme() {
    holds_what_is_printed("README.md");
}

#[test]
fn architecture() {
    holds_what_is_printed("docs/architecture.md");
}

#[test]
fn model() {
    holds_what_is_printed("docs/model.md");
}

#[test]
fn rules_and_lexicon() {
    holds_what_is_printed("docs/rules.md");
}

#[test]
fn formats() {
    holds_what_is_printed("docs/formats.md");
}

#[test]
fn stores() {
    holds_what_is_printed("docs/stores.md");
}

/// Relative links of a page: what stands between `](` and `)`, without its fragment.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://") && !link.starts_with('#'))
        .filter_map(|link| link.split('#').next())
}

#[test]
fn every_page_is_run_and_every_link_leads_somewhere() {
    let mut pages = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    pages.push(root().join("SECURITY.md"));
    pages.extend(
        children(&root().join("docs"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == "md")),
    );
    let this = include_str!("documents.rs");
    for page in pages {
        let name = page.strip_prefix(root()).unwrap().to_str().unwrap();
        if name.starts_with("docs/") {
            assert!(this.contains(&format!("(\"{name}\")")), "{name} is not run");
        }
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let target: &Path = &page.parent().unwrap().join(link);
            assert!(target.exists(), "{name}: {link} is not there");
        }
    }
}
