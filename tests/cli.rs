//! The command line, case by case: each file under `tests/cli/` holds commands and all that they
//! print, on both streams, with their exit code.
//!
//! A case is run in a folder of its own, beside a copy of `tests/cli/files` called `files`. With
//! `KAMERGRAPH_BLESS=1` the cases are written anew instead of compared: read what changed.
//!
//! ```text
//! $ NO_COLOR=1 kamergraph ask "who oversees" x < files/letter.txt
//! exit 0
//! | a line of standard output
//! ! a line of standard error
//! ```

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use assert_cmd::Command;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// Words as a shell splits them; double quotes keep spaces.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (quoted, begun) = (!quoted, true),
            ' ' if !quoted => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// Runs one command line in a folder, and gives the case as it should stand in its file.
fn run(line: &str, dir: &Path) -> String {
    let mut words = split(line);
    let mut command = Command::cargo_bin("kamergraph").unwrap();
    command
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    if let Some(at) = words.iter().position(|w| w == "<") {
        command.write_stdin(std::fs::read(dir.join(&words[at + 1])).unwrap());
        words.truncate(at);
    }
    let mut words = words.into_iter().peekable();
    while let Some((name, value)) = words.peek().and_then(|w| w.split_once('=')) {
        command.env(name, value);
        words.next();
    }
    assert_eq!(words.next().as_deref(), Some("kamergraph"), "{line}");
    let output = command.args(words).output().unwrap();

    let mut out = format!("$ {line}\nexit {}\n", output.status.code().unwrap());
    for (mark, bytes) in [('|', output.stdout), ('!', output.stderr)] {
        let text = String::from_utf8(bytes).unwrap();
        for line in text.lines() {
            // Escape sequences show as such; sizes change with every new label of the model.
            let mut shown = format!("{mark} {}", line.replace('\u{1b}', "␛"));
            if let (true, Some(at)) = (line.starts_with("wrote "), shown.rfind("  ")) {
                shown.replace_range(at.., "  (size)");
            }
            let _ = writeln!(out, "{}", shown.trim_end());
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_case_prints_what_its_file_says() {
    let bless = std::env::var_os("KAMERGRAPH_BLESS").is_some();
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "case"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let mut wrong = String::new();
    for case in cases {
        let dir = tempfile::tempdir().unwrap();
        copy(&folder().join("files"), &dir.path().join("files"));
        let wanted = std::fs::read_to_string(&case).unwrap();
        let mut got = String::new();
        for line in wanted.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                if !got.is_empty() && !got.lines().last().is_some_and(|l| l.starts_with('#')) {
                    got.push('\n');
                }
                got.push_str(&run(command, dir.path()));
            } else if line.starts_with('#') {
                let gap = if got.is_empty() { "" } else { "\n" };
                let _ = writeln!(got, "{gap}{line}");
            }
        }
        if bless {
            std::fs::write(&case, got).unwrap();
        } else if got != wanted {
            let name = case.file_name().unwrap().to_string_lossy();
            let _ = writeln!(wrong, "\n== {name}\n{}", similar(&wanted, &got));
        }
    }
    assert!(
        wrong.is_empty(),
        "KAMERGRAPH_BLESS=1 cargo test writes the cases anew\n{wrong}"
    );
}

/// The lines that differ, marked.
fn similar(wanted: &str, got: &str) -> String {
    let (wanted, got): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), got.lines().collect());
    let mut out = String::new();
    for i in 0..wanted.len().max(got.len()) {
        let (a, b) = (wanted.get(i), got.get(i));
        if a != b {
            let _ = writeln!(
                out,
                "{i}: wanted {}\n{i}: got    {}",
                a.unwrap_or(&""),
                b.unwrap_or(&"")
            );
        }
    }
    out
}
