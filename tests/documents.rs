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
    copy(
        "tests/letters/huurprijzen/letter.txt",
        "letters/huurprijzen.txt",
    );
    copy(
        "tests/letters/emancipatie-digitalisering/gold.json",
        "gold.json",
    );
    for query in children(&root().join("ontology/queries")) {
        let name = query.strip_prefix(root()).unwrap().to_str().unwrap();
        copy(name, name);
    }
    place
}

/// README and all pages under `docs/`, by their names in the project.
fn pages() -> Vec<String> {
    let docs = children(&root().join("docs")).into_iter();
    let pages = docs.filter(|path| path.extension().is_some_and(|end| end == "md"));
    std::iter::once("README.md".to_owned())
        .chain(pages.map(|path| path.strip_prefix(root()).unwrap().display().to_string()))
        .collect()
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
fn pages_show_what_is_printed_and_all_their_commands_work() {
    let pages = pages();
    assert!(pages.len() > 5, "{pages:?}");
    std::thread::scope(|scope| {
        let run = |name| scope.spawn(move || holds_what_is_printed(name));
        let running: Vec<_> = pages.iter().map(|name| (name, run(name))).collect();
        let failed: Vec<_> = running
            .into_iter()
            .filter_map(|(name, page)| page.join().is_err().then_some(name))
            .collect();
        assert!(failed.is_empty(), "{failed:?}: see above");
    });
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
fn every_link_leads_somewhere() {
    let others = ["CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned);
    for name in pages().into_iter().chain(others) {
        let page = root().join(&name);
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let target = page.parent().unwrap().join(link);
            assert!(target.exists(), "{name}: {link} is not there");
        }
    }
}
