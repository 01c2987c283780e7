//! Manual pages and completion scripts cover every command that the help lists.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use assert_cmd::Command;

fn kamergraph() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kamergraph"))
}

fn printed(arguments: &[&str]) -> String {
    let done = kamergraph().args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// The commands as the program's help lists them.
fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let (_, after) = help.split_once("Commands:\n").unwrap();
    let found: Vec<String> = after
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    assert!(found.iter().any(|name| name == "export"), "{help}");
    found
}

#[test]
fn every_command_has_a_page_with_its_options_examples_and_exit_codes() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("share/man1");
    kamergraph().arg("manual").arg(&folder).assert().success();
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let program = read("kamergraph.1");
    for command in commands() {
        let page = read(&format!("kamergraph-{command}.1"));
        assert!(page.contains(".TH"), "{command}");
        assert!(page.contains(".SH \"EXIT CODES\""), "{command}: {page}");
        assert!(page.contains(&format!("kamergraph {command}")), "{command}");
        assert!(page.contains(r"\-\-base\-iri"), "{command}");
        assert!(
            program.contains(&format!(r"kamergraph\-{command}(1)")),
            "{command}"
        );
    }
    let pages = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(
        pages,
        commands().len() + 1,
        "no page of a command that is not there"
    );
    let export = read("kamergraph-export.1");
    assert!(export.contains(r"kamergraph export letters/ \-\-each \-f ttl,json"));
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("file"), "").unwrap();
    let done = kamergraph()
        .current_dir(dir.path())
        .args(["manual", "file/man1"])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("file/man1 cannot be made"), "{said}");
}
