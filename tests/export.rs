//! What `export` leaves on disk: whole files or none, the same bytes each time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/program.rs"]
mod program;

use assert_cmd::Command;
use program::files;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn letter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/files/letter.txt")
}

fn kamergraph(dir: &Path) -> Command {
    let mut command = Command::cargo_bin("kamergraph").unwrap();
    command.current_dir(dir);
    command
}

#[test]
fn the_same_letter_gives_the_same_bytes_in_every_format() {
    let dir = tempfile::tempdir().unwrap();
    let all = "ttl,nt,nq,trig,rdf,jsonld,dot,svg,png,json,ndjson,graphml,gexf,csv,mermaid,cytoscape,jgf,neo4j";
    let run = || {
        kamergraph(dir.path())
            .args(["export", "-f", all])
            .arg(letter())
            .assert()
            .success();
        files(dir.path())
    };
    let first = run();
    let names: Vec<_> = first
        .keys()
        .map(|p| p.file_name().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "graph.csv",
            "graph.cyjs",
            "graph.dot",
            "graph.gexf",
            "graph.graphml",
            "graph.jgf.json",
            "graph.json",
            "graph.jsonld",
            "graph.mermaid",
            "graph.ndjson",
            "graph.nq",
            "graph.nt",
            "graph.png",
            "graph.rdf",
            "graph.svg",
            "graph.trig",
            "graph.ttl",
            "nodes.csv",
            "relationships.csv",
        ]
    );
    assert!(first.values().all(|bytes| !bytes.is_empty()));
    assert_eq!(first, run());
}

#[test]
fn standard_input_gives_the_same_graph_as_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let output = |command: &mut Command| command.assert().success().get_output().stdout.clone();
    let arguments = ["export", "-f", "json", "-o", "-", "-q"];
    let file = output(kamergraph(dir.path()).args(arguments).arg(letter()));
    let bytes = std::fs::read(letter()).unwrap();
    let input = output(
        kamergraph(dir.path())
            .args(arguments)
            .arg("-")
            .write_stdin(bytes),
    );
    assert_eq!(file, input);
    let json: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(json["graph"]["letters"], serde_json::json!(["2030Z00007"]));
    assert!(files(dir.path()).is_empty());
}

#[test]
fn the_order_of_the_letters_plays_no_part_in_a_merged_graph() {
    let dir = tempfile::tempdir().unwrap();
    let other = letter().with_file_name("no-questions.txt");
    let merged = |letters: [&Path; 2]| {
        let out = kamergraph(dir.path())
            .args(["export", "--merge", "-q", "-f", "json", "-o", "-"])
            .args(letters)
            .assert()
            .success();
        out.get_output().stdout.clone()
    };
    assert_eq!(merged([&letter(), &other]), merged([&other, &letter()]));
}

#[test]
fn a_base_of_ones_own_is_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let base = "https://example.org/groen/";
    let run = kamergraph(dir.path())
        .args(["export", "-q", "-f", "nt", "-o", "-", "--base-iri", base])
        .arg(letter())
        .assert()
        .success();
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(text.contains("<https://example.org/groen/letter/2030Z00007>"));
    assert!(!text.contains("<https://w3id.org/kamergraph/id/"));
}

#[test]
fn nothing_is_left_behind_where_a_file_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    // A folder of that name is in the way of the second file.
    std::fs::create_dir_all(dir.path().join("output/2030Z00007/graph.nt")).unwrap();
    let run = kamergraph(dir.path())
        .args(["export", "-f", "nt"])
        .arg(letter())
        .assert()
        .code(1);
    let message = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(message.contains("graph.nt cannot be written"), "{message}");
    assert!(
        files(dir.path()).is_empty(),
        "{:?}",
        files(dir.path()).keys()
    );
}

#[cfg(unix)]
#[test]
fn a_folder_without_the_right_to_write_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let locked = dir.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    let rights = |mode| {
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights(0o555);
    if std::fs::write(locked.join("probe"), "").is_ok() {
        println!("skipped: this user may write anywhere");
        return;
    }
    let run = kamergraph(dir.path())
        .args(["export", "-o", "locked"])
        .arg(letter())
        .assert()
        .code(1);
    let message = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    rights(0o755);
    assert!(
        message.contains("choose a folder that you may write to with -o"),
        "{message}"
    );
    assert!(files(&locked).is_empty());
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("kamergraph"))
        .current_dir(dir.path())
        .args(["completions", "zsh"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

/// A letter of its own number, about a law of its own.
fn invented(number: u32) -> String {
    let law = ["Omgevingswet", "Wet open overheid", "Archiefwet"][number as usize % 3];
    format!(
        "2030Z{number:05}\n\nVragen van het lid Ter Horst (D66) aan de minister van Infrastructuur en \
         Waterstaat over brug {number} (ingezonden 10 januari 2030).\n\nAntwoord van minister De \
         Groot (Infrastructuur en Waterstaat) (ontvangen 1 februari 2030).\n\nVraag 1\nWie houdt \
         toezicht op de {law}?\n\nAntwoord 1\nDe Inspectie Leefomgeving en Transport houdt toezicht \
         op de {law}.\n"
    )
}

/// More letters than are read at the same time, in folders and forms of all sorts.
fn many(dir: &Path) {
    for number in 1..=40 {
        let folder = dir.join(format!("letters/{}", number % 4));
        std::fs::create_dir_all(&folder).unwrap();
        let text = invented(number);
        let (name, text) = match number % 3 {
            0 => (
                "html",
                format!(
                    "<html><body><p>{}</p></body></html>",
                    text.replace("\n\n", "</p><p>").replace('\n', "<br>")
                ),
            ),
            1 => ("md", text),
            _ => ("txt", text),
        };
        std::fs::write(folder.join(format!("{number}.{name}")), text).unwrap();
    }
}

#[test]
fn many_letters_give_the_same_bytes_on_one_thread_and_on_four() {
    let dir = tempfile::tempdir().unwrap();
    many(dir.path());
    let merged = |threads: &str, format: &str| {
        let out = kamergraph(dir.path())
            .env("RAYON_NUM_THREADS", threads)
            .args(["export", "letters", "-q", "-f", format, "-o", "-"])
            .assert()
            .success();
        String::from_utf8(out.get_output().stdout.clone()).unwrap()
    };
    let json = merged("1", "json");
    assert_eq!(json, merged("4", "json"));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["graph"]["name"], "merged");
    assert_eq!(json["graph"]["letters"].as_array().unwrap().len(), 40);
    assert_eq!(merged("1", "nq"), merged("4", "nq"));
}

#[test]
fn quads_of_many_letters_are_those_of_each_in_turn() {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=3 {
        std::fs::write(dir.path().join(format!("{number}.txt")), invented(number)).unwrap();
    }
    let quads = |letters: &[&str]| {
        let out = kamergraph(dir.path())
            .args(["export", "-q", "-f", "nq", "-o", "-"])
            .args(letters)
            .assert()
            .success();
        String::from_utf8(out.get_output().stdout.clone()).unwrap()
    };
    let each = ["1.txt", "2.txt", "3.txt"].map(|letter| quads(&[letter]));
    assert_eq!(quads(&["*.txt"]), each.concat());
}

#[test]
fn each_letter_gets_a_graph_where_that_is_wanted() {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=2 {
        std::fs::write(dir.path().join(format!("{number}.txt")), invented(number)).unwrap();
    }
    kamergraph(dir.path())
        .args(["export", "*.txt", "-f", "nt", "--each"])
        .assert()
        .success();
    let folders = files(&dir.path().join("output"));
    let folders: Vec<_> = folders
        .keys()
        .map(|p| p.parent().unwrap().file_name().unwrap())
        .collect();
    assert_eq!(folders, ["2030Z00001", "2030Z00002"]);
}

#[test]
fn a_letter_that_fails_is_told_after_the_others_are_written() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("letters")).unwrap();
    std::fs::write(dir.path().join("letters/a.pdf"), "%PDF-1.7 and no more").unwrap();
    std::fs::write(dir.path().join("letters/b.txt"), invented(1)).unwrap();
    let run = |more: &[&str]| {
        let run = kamergraph(dir.path())
            .args(["export", "letters", "-q", "-f", "nt", "-o", "-"])
            .args(more)
            .assert()
            .code(1);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.starts_with("error: letters/a.pdf"), "{said}");
        assert_eq!(said.matches("error").count(), 1, "{said}");
        run.get_output().stdout.len()
    };
    assert!(run(&[]) > 0);
    assert_eq!(run(&["--fail-fast"]), 0);
}

/// Records of letters, one a line.
fn records(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines();
    lines.map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn a_record_holds_what_the_graph_of_its_letter_holds() {
    let dir = tempfile::tempdir().unwrap();
    kamergraph(dir.path())
        .args(["export", "-f", "json,ndjson"])
        .arg(letter())
        .assert()
        .success();
    let folder = dir.path().join("output/2030Z00007");
    let graph = std::fs::read_to_string(folder.join("graph.json")).unwrap();
    let graph: Value = serde_json::from_str(&graph).unwrap();
    let record = &records(&folder.join("graph.ndjson"))[0];
    let sorted = |lists: &[&Value]| -> BTreeSet<String> {
        let items = lists.iter().flat_map(|l| l.as_array().unwrap());
        items.map(ToString::to_string).collect()
    };
    assert_eq!(
        sorted(&[&record["claims"], &record["structure"]]),
        sorted(&[&graph["edges"]])
    );
    let mut nodes = sorted(&[&record["questions"], &record["entities"]]);
    let own = graph["nodes"].as_array().unwrap().iter();
    let own = own
        .filter(|node| node["type"] == "Letter")
        .collect::<Vec<_>>();
    nodes.extend(own.iter().map(ToString::to_string));
    assert_eq!(nodes, sorted(&[&graph["nodes"]]));
    for name in [
        "id",
        "iri",
        "text",
        "sha256",
        "subject",
        "askedOn",
        "answeredOn",
    ] {
        assert_eq!(record[name], own[0][name], "{name}");
    }
    assert_eq!(record["kind"], "answers");
    assert_eq!(record["askers"][0]["party"], "D66");
    let claims = record["claims"].as_array().unwrap();
    let oversees = claims
        .iter()
        .find(|c| c["predicate"] == "oversees")
        .unwrap();
    let place = &oversees["evidence"][0]["place"];
    assert_eq!(*place, serde_json::json!({"line": 12}));
}

/// Questions of their own number, with or without answers.
fn numbered(number: usize, answered: bool) -> String {
    let answer = if answered {
        "Antwoord 1\nDe Inspectie Leefomgeving en Transport houdt toezicht op de Omgevingswet.\n"
    } else {
        ""
    };
    format!(
        "2030Z{number:05}\nVragen van het lid Ter Horst (D66) aan de minister van Financiën over kade {number} \
         (ingezonden 10 januari 2030).\n\nVraag 1\nWie houdt toezicht op kade {number}?\n\n{answer}"
    )
}

#[test]
fn any_number_of_letters_is_told_apart_while_they_stream() {
    let dir = tempfile::tempdir().unwrap();
    let letters = dir.path().join("letters");
    std::fs::create_dir(&letters).unwrap();
    // more letters without answers than are kept, and the answers to some of them last
    for number in 0..150 {
        let name = letters.join(format!("a{number:03}.txt"));
        std::fs::write(name, numbered(number, false)).unwrap();
    }
    for number in (0..150).step_by(10) {
        let name = letters.join(format!("b{number:03}.txt"));
        std::fs::write(name, numbered(number, true)).unwrap();
    }
    let run = |output: &str, formats: &str, threads: &str| {
        kamergraph(dir.path())
            .args(["export", "letters", "-q", "-f", formats, "-o", output])
            .env("RAYON_NUM_THREADS", threads)
            .assert()
            .success();
        std::fs::read(dir.path().join(output).join("merged/graph.ndjson")).unwrap()
    };
    let first = run("one", "ndjson", "1");
    assert_eq!(
        first,
        run("two", "ndjson,nq", "4"),
        "same bytes on any number of threads"
    );

    let found = records(&dir.path().join("one/merged/graph.ndjson"));
    let ids: BTreeSet<&str> = found.iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!((found.len(), ids.len()), (150, 150));
    let answered = found.iter().filter(|r| r["kind"] == "answers").count();
    assert_eq!(answered, 15);
    // and with formats that need all letters, the same records in the order of the files
    let mut kept = run("all", "ndjson,nt", "2")
        .split(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>();
    let mut streamed = first
        .split(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>();
    kept.sort();
    streamed.sort();
    assert!(kept == streamed);
    // the quads are those of the merged graph
    let quads = |path: &str| -> BTreeSet<String> {
        let text = std::fs::read_to_string(dir.path().join(path)).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    kamergraph(dir.path())
        .args(["export", "letters", "-q", "-f", "nq,nt", "-o", "merged"])
        .assert()
        .success();
    assert!(quads("two/merged/graph.nq") == quads("merged/merged/graph.nq"));
}
