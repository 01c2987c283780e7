//! What a terminal gets to see of a hostile letter, lexicon or file name.

use super::case::{Case, FILE, LETTER};
use super::program::{kamergraph, said};
use super::strings_of;
use std::process::Command;

/// What no terminal should get: control characters but ends of lines and tabs, marks of direction.
fn obeyed(text: &str) -> Option<char> {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars()
        .find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(*c))
}

#[test]
fn no_terminal_obeys_a_letter_a_lexicon_or_a_file_name() {
    let case = Case::new();
    let broken = "broken\u{1b}[31m\u{9b}.ttl";
    std::fs::write(
        case.dir.path().join(broken),
        "<a> <b> \u{1b}[2J\u{202e} oops",
    )
    .unwrap();
    let select = "SELECT ?label { ?x a kg:Regulator ; skos:prefLabel ?label }";
    let missing = "no\u{1b}[31m\u{202e}where.txt";
    for words in [
        &["export", FILE][..],
        &["export", FILE, "-f", "nt", "-o", "-"],
        &["export", missing],
        &["export", FILE, FILE],
        &["ask", "who", "oversees", "Omgevingswet"],
        &["ask", "about", "Stichting Kwaad"],
        &["ask", "about", "Stichting \u{1b}[31mNergens"],
        &["ask", "about", "x", "--in", missing],
        &["query", select, FILE],
        &["query", "planned", missing],
        &["suggest", FILE, "--format", "table"],
        &["check", "--lexicon", broken],
        &["check", "--shapes"],
        &[
            "load",
            FILE,
            "--endpoint",
            "http://127.0.0.1:1/",
            "--retries",
            "0",
        ],
    ] {
        for colour in ["never", "always"] {
            let done = case
                .command(words)
                .args(["--color", colour])
                .output()
                .unwrap();
            let out = String::from_utf8(done.stdout.clone()).unwrap();
            // Styles of the program's own begin and end a word of its own.
            let own = [
                "\u{1b}[0m",
                "\u{1b}[1m",
                "\u{1b}[31m",
                "\u{1b}[33m",
                "\u{1b}[36m",
            ];
            let said = said(&done);
            let told = said.lines().map(|line| {
                let style = own
                    .iter()
                    .fold(line.to_owned(), |line, code| line.replacen(code, "", 1));
                style.replacen("\u{1b}[0m", "", 1) + "\n"
            });
            let told: String = told.collect();
            let data = words.contains(&"-");
            assert!(data || obeyed(&out).is_none(), "{words:?}: {out:?}");
            assert_eq!(obeyed(&told), None, "{words:?}: {told:?}");
        }
    }
}

/// On a terminal of its own, made by `script`.
#[test]
fn data_on_a_terminal_is_harmless_too() {
    let case = Case::new();
    std::fs::write(case.dir.path().join("brief.txt"), LETTER).unwrap();
    let on_terminal = |words: &str| {
        let program = kamergraph(case.dir.path())
            .get_program()
            .to_string_lossy()
            .into_owned();
        let line = format!("{program} {words} --lexicon names.ttl brief.txt");
        let mut command = Command::new("script");
        command
            .args(["-qec", &line, "/dev/null"])
            .current_dir(case.dir.path());
        command.stdin(std::process::Stdio::null()).output()
    };
    let Ok(shown) = on_terminal("export -q -f jsonld -o -") else {
        println!("skipped: there is no script to make a terminal");
        return;
    };
    let shown = String::from_utf8_lossy(&shown.stdout).replace('\r', "");
    assert!(shown.contains("alert('n')"), "{shown}");
    assert_eq!(obeyed(&shown), None);
    // Into a file the same data go as they are.
    let done = case
        .command(&["export", FILE, "-q", "-f", "jsonld", "-o", "-"])
        .output()
        .unwrap();
    assert!(
        strings_of(std::str::from_utf8(&done.stdout).unwrap())
            .iter()
            .any(|s| s.contains('\u{9b}'))
    );
}
