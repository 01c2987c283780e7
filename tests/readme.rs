//! What README shows is what the program prints: every `$ kamergraph …` line in a `console` block
//! is run, and what follows it is held against standard output. A block with a file's name after
//! its language is that file, and one of Turtle without is a part of the sample's graph.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use letters::{bless, root};
use std::fmt::Write as _;
use std::path::Path;

const LETTER: &str = "tests/letters/emancipatie-digitalisering/letter.txt";

/// A folder with the letter that README's commands read. They write into it, and not into the
/// project.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let letter = place.path().join(LETTER);
    std::fs::create_dir_all(letter.parent().unwrap()).unwrap();
    std::fs::copy(root().join(LETTER), letter).unwrap();
    place
}

/// Standard output of a command line that begins with `kamergraph`.
fn output(line: &str, place: &Path) -> String {
    let arguments = line.split_whitespace().skip(1);
    let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kamergraph"));
    let done = program.args(arguments).current_dir(place).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "README's `{line}` fails: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_commands_print_what_readme_shows() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let place = workplace();
    let (mut now, mut info, mut file) = (String::new(), None::<String>, String::new());
    for line in readme.lines() {
        match (line.strip_prefix("```"), &info) {
            (Some(opened), None) => {
                info = Some(opened.to_owned());
                file.clear();
            }
            (Some(_), Some(opened)) => {
                if let Some((_, name)) = opened.split_once(' ') {
                    std::fs::write(place.path().join(name), &file).unwrap();
                }
                info = None;
            }
            (None, Some(opened)) if opened == "console" => {
                let Some(command) = line.strip_prefix("$ kamergraph") else {
                    continue;
                };
                let printed = output(&format!("kamergraph{command}"), place.path());
                let _ = writeln!(now, "{line}\n{}", printed.trim_end());
                continue;
            }
            // What is shown of a graph stands in it.
            (None, Some(opened)) if opened == "turtle" => {
                let graph = place.path().join("output/2025Z08286/graph.ttl");
                let graph = std::fs::read_to_string(graph).unwrap();
                assert!(
                    graph.lines().any(|l| l == line) || line.is_empty(),
                    "{line}"
                );
            }
            _ => {
                let _ = writeln!(file, "{line}");
            }
        }
        let _ = writeln!(now, "{line}");
    }
    if bless() {
        std::fs::write(&path, &now).unwrap();
    } else {
        let differ = readme
            .lines()
            .zip(now.lines())
            .find(|(shown, printed)| shown != printed);
        assert!(
            readme == now,
            "README.md does not show what the program prints: {differ:?}\n\
             KAMERGRAPH_BLESS=1 cargo test --release --test readme"
        );
    }
}
