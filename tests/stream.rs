//! Letters one a line in, a record each out: in order, whatever comes between, killed and gone on with.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Lines of many letters: the golden ones under numbers of their own, and some that are none.
fn lines(times: u32) -> String {
    let mut out = String::new();
    for n in 0..times {
        for golden in letters::golden() {
            // The sample is long, and what is shown does not hang on length.
            if golden.name.starts_with("emancipatie") && n % 8 != 0 {
                continue;
            }
            let text = std::fs::read_to_string(&golden.letter).unwrap();
            let text = text.replace("2025Z", &format!("2{n:03}Z"));
            let id = format!("{}-{n}", golden.name);
            let _ = writeln!(out, "{}", json!({"id": id, "text": text}));
        }
        out.push_str("{\"id\": \"broken\", \"text\": \"\n");
        out.push_str("{\"id\": \"empty\", \"text\": \" \"}\n");
        out.push_str("{\"path\": \"nowhere.txt\"}\n");
    }
    out
}

fn extract(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kamergraph"));
    command
        .current_dir(folder)
        .args(["extract", "--quiet", "--ndjson"])
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// What a run over some lines prints.
fn printed(input: &[u8], args: &[&str]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let mut child = extract(dir.path(), args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(
        output.stderr.is_empty(),
        "{:?}",
        String::from_utf8(output.stderr)
    );
    output.stdout
}

fn sorted(bytes: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
    lines.sort_unstable();
    lines
}

#[test]
fn each_line_gives_one_record_in_order_on_any_number_of_threads() {
    let input = lines(2);
    let one = printed(input.as_bytes(), &["--jobs", "1"]);
    let four = printed(input.as_bytes(), &["--jobs", "4"]);
    assert!(one == four, "the number of threads changes the records");
    let any = printed(input.as_bytes(), &["--jobs", "4", "--unordered"]);
    assert_eq!(sorted(&any), sorted(&one));

    let records = String::from_utf8(one).unwrap();
    assert_eq!(records.lines().count(), input.lines().count());
    for (number, (line, record)) in (1..).zip(input.lines().zip(records.lines())) {
        let record: Value = serde_json::from_str(record).unwrap();
        if let Some(error) = record.get("error") {
            assert!(!error.as_str().unwrap().is_empty());
            assert_eq!(record["line"], number);
            continue;
        }
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["source"], line["id"]);
    }
}

#[test]
fn a_record_is_the_one_that_export_writes() {
    let dir = tempfile::tempdir().unwrap();
    for golden in letters::golden() {
        let path = golden.letter.to_str().unwrap();
        let line = json!({"path": path}).to_string();
        let ours = printed(line.as_bytes(), &[]);
        let export = Command::new(env!("CARGO_BIN_EXE_kamergraph"))
            .current_dir(dir.path())
            .args(["export", path, "-f", "ndjson", "-o", "-", "--quiet"])
            .output()
            .unwrap();
        assert!(ours == export.stdout, "{path}");
        let with: Value = serde_json::from_slice(&printed(line.as_bytes(), &["--quads"])).unwrap();
        let quads = printed(line.as_bytes(), &["-f", "nq"]);
        let quads = String::from_utf8(quads).unwrap();
        let (quads, comment) = quads.rsplit_once("# ").unwrap();
        assert_eq!(with["quads"], quads);
        let told: Value = serde_json::from_str(comment).unwrap();
        assert_eq!(told["quads"], quads.lines().count());
        assert_eq!(told["letter"], with["iri"]);
        assert_eq!(told["source"], path);
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    std::fs::write(folder.join("in.ndjson"), lines(3)).unwrap();
    for (form, unordered) in [("ndjson", false), ("nq", false), ("ndjson", true)] {
        let mut args = vec!["in.ndjson", "-f", form, "-o", "out"];
        if unordered {
            args.push("--unordered");
        }
        let begun = Instant::now();
        assert_eq!(extract(folder, &args).status().unwrap().code(), Some(1));
        let whole = begun.elapsed();
        let wanted = std::fs::read(folder.join("out")).unwrap();
        std::fs::remove_file(folder.join("out")).unwrap();

        args.push("--resume");
        let mut kills = 0;
        for moment in 1..8 {
            let mut child = extract(folder, &args).spawn().unwrap();
            std::thread::sleep(whole * moment / 8 / 2);
            // by its process id
            child.kill().unwrap();
            kills += u32::from(!child.wait().unwrap().success());
            if folder.join("out").exists() {
                break;
            }
        }
        assert!(kills > 0, "the runs were over before they were killed");
        assert_eq!(extract(folder, &args).status().unwrap().code(), Some(1));
        let got = std::fs::read(folder.join("out")).unwrap();
        if unordered {
            assert_eq!(sorted(&got), sorted(&wanted));
        } else {
            assert!(got == wanted, "{form}: not the same after {kills} kills");
        }
        assert!(!folder.join("out.part").exists());
        // Nothing is left to do, and nothing changes.
        assert_eq!(extract(folder, &args).status().unwrap().code(), Some(1));
        assert!(std::fs::read(folder.join("out")).unwrap() == got);
        std::fs::remove_file(folder.join("out")).unwrap();
    }
}

#[test]
fn a_record_that_is_cut_anywhere_is_done_again() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    std::fs::write(folder.join("in.ndjson"), lines(1)).unwrap();
    for form in ["ndjson", "nq"] {
        let args = ["in.ndjson", "-f", form, "-o", "out", "--resume"];
        extract(folder, &args).status().unwrap();
        let wanted = std::fs::read(folder.join("out")).unwrap();
        let ends: Vec<usize> = (0..wanted.len())
            .filter(|at| wanted[*at] == b'\n')
            .collect();
        let cuts: BTreeSet<usize> = [0, 1, wanted.len() / 2, wanted.len() - 1, wanted.len()]
            .into_iter()
            .chain(
                ends.iter()
                    .rev()
                    .take(3)
                    .flat_map(|at| [*at, at + 1, at + 2]),
            )
            .filter(|cut| *cut <= wanted.len())
            .collect();
        for cut in cuts {
            std::fs::remove_file(folder.join("out")).unwrap();
            std::fs::write(folder.join("out.part"), &wanted[..cut]).unwrap();
            extract(folder, &args).status().unwrap();
            let got = std::fs::read(folder.join("out")).unwrap();
            assert!(got == wanted, "{form}, cut at {cut} of {}", wanted.len());
        }
        std::fs::remove_file(folder.join("out")).unwrap();
    }
}

#[test]
fn lines_that_come_in_another_order_are_told_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    // A name that comes twice is two letters.
    let letter = |id: &str| json!({"id": id, "text": "Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n"});
    let some: Vec<String> = ["a", "b", "a", "c", "d"]
        .into_iter()
        .map(|id| format!("{}\n", letter(id)))
        .collect();
    std::fs::write(folder.join("in.ndjson"), some[..3].concat()).unwrap();
    let args = ["in.ndjson", "-o", "out", "--resume"];
    assert!(extract(folder, &args).status().unwrap().success());
    let mut turned = some.clone();
    turned.reverse();
    std::fs::write(folder.join("in.ndjson"), turned.concat()).unwrap();
    assert!(extract(folder, &args).status().unwrap().success());
    let records = std::fs::read_to_string(folder.join("out")).unwrap();
    let sources: Vec<String> = records
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["source"].to_string())
        .collect();
    assert_eq!(sources, ["\"a\"", "\"b\"", "\"a\"", "\"d\"", "\"c\""]);
}

#[test]
fn a_record_comes_before_the_next_line_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = extract(dir.path(), &["--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    for n in 0..3 {
        let line = json!({"id": n, "text": "Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n"});
        writeln!(stdin, "{line}").unwrap();
        let mut record = Vec::new();
        let mut byte = [0];
        while byte != *b"\n" {
            stdout.read_exact(&mut byte).unwrap();
            record.push(byte[0]);
        }
        let record: Value = serde_json::from_slice(&record).unwrap();
        assert_eq!(record["source"], n.to_string());
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn any_bytes_give_a_record_a_line() {
    let mut input = Vec::new();
    for n in 0..300_u32 {
        let noise =
            (0..n % 60).map(|i| (n.wrapping_mul(2_654_435_761).rotate_left(i) & 0xff) as u8);
        input.extend(noise.filter(|byte| *byte != b'\n'));
        input.extend(b"x\n");
    }
    input.extend("{\"id\": \"a\", \"text\": \"\\u0000\\ud83e\\udd80 Vraag 1\"}\n".as_bytes());
    input.extend(b"{\"id\": \"b\", \"text\": \"%PDF-1.4 no such thing\"}\n");
    input.extend(b"{\"id\": \"c\", \"text\": \"<html><p>Vraag 1</p></html>\"}");
    let count = input.split(|b| *b == b'\n').count();
    let records = printed(&input, &["--jobs", "3"]);
    let records = String::from_utf8(records).unwrap();
    assert_eq!(records.lines().count(), count);
    assert!(
        records
            .lines()
            .all(|line| serde_json::from_str::<Value>(line).is_ok())
    );
}

#[test]
fn a_slow_reader_slows_the_one_who_writes() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = extract(dir.path(), &["--jobs", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = "Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n".repeat(200);
    let line = format!("{}\n", json!({"id": "a", "text": text}));
    let (sent, told) = std::sync::mpsc::channel();
    let writer = std::thread::spawn(move || {
        for n in 0..200 {
            if stdin.write_all(line.as_bytes()).is_err() {
                break;
            }
            sent.send(n).unwrap();
        }
    });
    // Nobody reads; after a while no more is taken.
    let mut last = 0;
    while let Ok(n) = told.recv_timeout(Duration::from_secs(5)) {
        last = n;
    }
    assert!(
        last < 150,
        "{last} lines were taken of 200 that nobody waits for"
    );
    let mut records = Vec::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut records)
        .unwrap();
    writer.join().unwrap();
    assert_eq!(records.split(|b| *b == b'\n').count(), 201);
    assert!(child.wait().unwrap().success());
}
