//! What goes wrong on a machine while files are written: the program is killed, a disk is full, a
//! pipe is closed, two of them write at the same time. What was there before stays, or what is new is
//! whole, and the exit code says which.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/program.rs"]
mod program;

use kamergraph::export::whole::TEMPORARY;
use program::{Running, files, kamergraph, letter, said, temporary, until};
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A folder with two letters, and what each of them gives under one name.
struct Two {
    dir: tempfile::TempDir,
    of: [BTreeMap<PathBuf, Vec<u8>>; 2],
}

impl Two {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let of = [1, 2].map(|number| {
            std::fs::write(dir.path().join(format!("{number}.txt")), letter(number)).unwrap();
            let done = Self::export(dir.path(), number).output().unwrap();
            assert!(done.status.success(), "{}", said(&done));
            files(&dir.path().join("output"))
        });
        assert_eq!(of[0].len(), 3);
        assert_ne!(of[0], of[1]);
        Self { dir, of }
    }

    fn export(dir: &Path, number: u32) -> Command {
        let mut command = kamergraph(dir);
        command.args(["export", "-q", "--name", "one", "-f", "ttl,nt,json"]);
        command.arg(format!("{number}.txt"));
        command
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("output")
    }

    /// Back to what the first letter gives.
    fn reset(&self) {
        let _ = std::fs::remove_dir_all(self.output());
        for (path, bytes) in &self.of[0] {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// What stands there now but for temporary files, which is whole in any case; and how many
    /// files are those of the second letter.
    fn fresh(&self) -> usize {
        let left = temporary(&self.output());
        let mut fresh = 0;
        for (path, bytes) in files(&self.output()) {
            if left.contains(&path) {
                continue;
            }
            let old = self.of[0].get(&path) == Some(&bytes);
            let new = self.of[1].get(&path) == Some(&bytes);
            assert!(old || new, "{} is neither old nor new", path.display());
            fresh += usize::from(new);
        }
        fresh
    }

    /// That the next run does all its work, and leaves nothing else.
    fn mends(&self) {
        let done = Self::export(self.dir.path(), 2).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(files(&self.output()), self.of[1]);
    }
}

#[test]
fn a_kill_at_any_time_leaves_whole_files() {
    let two = Two::new();
    let begun = std::time::Instant::now();
    Two::export(two.dir.path(), 2).status().unwrap();
    let whole = begun.elapsed();
    for part in 0..24 {
        two.reset();
        let mut running = Running::of(&mut Two::export(two.dir.path(), 2));
        std::thread::sleep(whole * part / 20);
        let _ = running.0.kill();
        let status = running.end();
        let fresh = two.fresh();
        if status.success() {
            assert_eq!((fresh, temporary(&two.output()).len()), (3, 0));
        }
        two.mends();
    }
}

/// The program killed as it makes the call of that number to the file system, for every number there
/// is; `strace` does that where it may.
#[test]
fn a_kill_at_each_step_leaves_whole_files_and_the_old_set_until_the_last_steps() {
    let calls = "openat,write,linkat,renameat,renameat2,rename,unlink,unlinkat,flock,mkdir";
    let two = Two::new();
    let traced = |inject: &[String]| {
        let plain = Two::export(two.dir.path(), 2);
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "trace", "-e", &format!("trace={calls}")]);
        command
            .args(inject)
            .arg(plain.get_program())
            .args(plain.get_args());
        command.current_dir(two.dir.path()).stdin(Stdio::null());
        command
    };
    match traced(&[]).output() {
        Ok(done) if done.status.success() => {}
        _ => {
            println!("skipped: no strace, or it may trace nothing");
            return;
        }
    }
    let steps = |call: &str| {
        let trace = std::fs::read_to_string(two.dir.path().join("trace")).unwrap();
        let is = |line: &&str| line.contains(&format!(" {call}(")) || line.starts_with(call);
        trace.lines().filter(is).count()
    };
    two.reset();
    assert!(traced(&[]).status().unwrap().success());
    let counted: Vec<(&str, usize)> = calls.split(',').map(|call| (call, steps(call))).collect();
    let mut killed = 0;
    for (call, count) in counted {
        // Files that are read while the program starts are many, and the last are what matters.
        for step in (count.saturating_sub(4)..count).map(|n| n + 1) {
            two.reset();
            let inject = format!("inject={call}:signal=KILL:when={step}");
            let status = traced(&["-e".to_owned(), inject]).output().unwrap().status;
            killed += usize::from(status.signal() == Some(9) || status.code() == Some(137));
            let fresh = two.fresh();
            let naming =
                call.starts_with("rename") || matches!(call, "linkat" | "unlink" | "unlinkat");
            assert!(
                fresh == 0 || fresh == 3 || naming,
                "{fresh} new files: {call} {step}"
            );
            two.mends();
        }
    }
    assert!(killed > 10, "only {killed} kills");
}

/// Runs a line of bash; the program is `$0`.
fn bash(dir: &Path, line: &str) -> std::process::Output {
    let program = kamergraph(dir);
    let mut command = Command::new("bash");
    command.args(["-c", line]).arg(program.get_program());
    command.current_dir(dir).stdin(Stdio::null());
    command.output().unwrap()
}

#[test]
fn a_file_that_may_not_grow_is_told_and_the_old_set_stays() {
    let two = Two::new();
    two.reset();
    // The Turtle has more than a block of 1024 bytes, and so has no file a chance.
    let done = bash(
        two.dir.path(),
        "ulimit -c 0; ulimit -f 1; exec \"$0\" export -q --name one -f ttl,nt,json 2.txt",
    );
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("ulimit -f"), "{}", said(&done));
    assert_eq!(files(&two.output()), two.of[0]);
    let done = bash(
        two.dir.path(),
        "ulimit -c 0; ulimit -f 1; exec \"$0\" export -q -f nt -o - 2.txt > all.nt",
    );
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("standard output cannot be written"));
}

/// A small disk under a folder, where this user may have one.
struct Disk(PathBuf);

impl Disk {
    fn new(at: &Path, options: &str) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at);
        let done = mount.output().is_ok_and(|done| done.status.success());
        if !done {
            println!("skipped: this user may not mount a disk");
        }
        done.then(|| Self(at.to_owned()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_is_told_and_the_old_set_stays() {
    let two = Two::new();
    let small = two.dir.path().join("small");
    let Some(_disk) = Disk::new(&small, "size=128k") else {
        return;
    };
    let export = |number| {
        let mut command = Two::export(two.dir.path(), number);
        command.args(["-o", "small"]).output().unwrap()
    };
    assert!(export(1).status.success());
    let before = files(&small);
    std::fs::write(small.join("filler"), vec![b'x'; 1 << 20]).unwrap_err();
    let done = export(2);
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("free some space"), "{}", said(&done));
    std::fs::remove_file(small.join("filler")).unwrap();
    assert_eq!(files(&small), before);
    assert!(export(2).status.success());
}

#[test]
fn a_folder_that_takes_nothing_is_told() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("1.txt"), letter(1)).unwrap();
    let export = |to: &str| {
        let mut command = kamergraph(dir.path());
        let done = command
            .args(["export", "-q", "1.txt", "-o", to])
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(1), "{to}");
        said(&done)
    };
    if Path::new("/proc/self").exists() {
        let told = export("/proc/graphs");
        assert!(told.starts_with("error: /proc/graphs"), "{told}");
    }
    let locked = dir.path().join("locked");
    if let Some(_disk) = Disk::new(&locked, "ro") {
        let told = export("locked");
        assert!(told.contains("choose another folder with -o"), "{told}");
        assert!(files(&locked).is_empty());
    }
}

#[test]
fn a_name_that_is_taken_by_a_folder_leaves_the_set_as_it_was() {
    let two = Two::new();
    for taken in ["graph.nt", "graph.json", "graph.ttl"] {
        two.reset();
        let path = two.output().join("one").join(taken);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        let before = files(&two.output());
        let done = Two::export(two.dir.path(), 2).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert!(said(&done).contains(taken), "{}", said(&done));
        assert_eq!(files(&two.output()), before, "{taken}");
    }
    // And where nothing was before, nothing is left.
    std::fs::remove_dir_all(two.output()).unwrap();
    std::fs::create_dir_all(two.output().join("one/graph.nt")).unwrap();
    assert_eq!(
        Two::export(two.dir.path(), 2).status().unwrap().code(),
        Some(1)
    );
    assert!(files(&two.output()).is_empty());
}

#[test]
fn two_at_the_same_time_leave_the_files_of_one() {
    let two = Two::new();
    for _ in 0..12 {
        let both = [1, 2].map(|number| Running::of(&mut Two::export(two.dir.path(), number)));
        for running in both {
            let (status, _, told) = running.output();
            assert!(status.success(), "{told}");
        }
        let left = files(&two.output());
        assert!(left == two.of[0] || left == two.of[1], "a mix of two runs");
    }
}

#[test]
fn what_the_dead_left_is_cleared_away_and_what_the_living_hold_is_not() {
    use rustix::fs::{FlockOperation, flock};
    let two = Two::new();
    let folder = two.output().join("one");
    let named = |name: &str| folder.join(format!("{TEMPORARY}{name}"));
    std::fs::write(named("dead"), "half").unwrap();
    std::fs::write(named("living"), "half").unwrap();
    std::fs::write(folder.join(".own"), "of the user").unwrap();
    let living = std::fs::File::open(named("living")).unwrap();
    flock(&living, FlockOperation::LockExclusive).unwrap();
    assert!(Two::export(two.dir.path(), 2).status().unwrap().success());
    assert!(!named("dead").exists());
    assert!(named("living").exists() && folder.join(".own").exists());
}

/// Letters, the last of which nobody writes: the program waits for it with the others in a
/// temporary file.
fn endless(dir: &Path) -> PathBuf {
    let letters = dir.join("letters");
    std::fs::create_dir(&letters).unwrap();
    for number in 0..600 {
        std::fs::write(letters.join(format!("{number:03}.txt")), letter(number)).unwrap();
    }
    pipe(&letters.join("zz.txt"));
    letters
}

/// Makes a pipe with a name.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[test]
fn no_file_takes_the_place_of_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pipe");
    pipe(&path);
    std::fs::write(dir.path().join("one.txt"), letter(1)).unwrap();
    for more in [&[][..], &["--resume"]] {
        let mut command = kamergraph(dir.path());
        command.args(["extract", "one.txt", "-o", "pipe"]);
        let (status, out, told) = Running::of(command.args(more)).output();
        assert_eq!((status.code(), out.as_str()), (Some(2), ""));
        assert!(told.contains("a device or a pipe"), "{told}");
        assert!(path.metadata().unwrap().file_type().is_fifo());
    }
}

#[test]
fn an_interrupted_program_leaves_nothing() {
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        if program::is_ignored(u32::try_from(code - 128).unwrap()) {
            println!("skipped: this process ignores {signal}, and so do those that it begins");
            continue;
        }
        let dir = tempfile::tempdir().unwrap();
        endless(dir.path());
        let mut command = kamergraph(dir.path());
        let running = Running::of(command.args(["export", "letters", "-q", "-f", "nq,ndjson"]));
        let output = dir.path().join("output");
        until("it writes", || {
            (temporary(&output).len() == 2).then_some(())
        });
        running.signal(signal);
        let (status, out, told) = running.output();
        assert_eq!(status.code(), Some(code), "{signal}");
        assert_eq!((out, told), (String::new(), String::new()));
        assert!(files(&output).is_empty());
    }
}

#[test]
fn signals_that_are_to_be_ignored_are() {
    if !Path::new("/proc/self/status").exists() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    endless(dir.path());
    let program = kamergraph(dir.path());
    let mut command = Command::new("bash");
    command
        .args(["-c", "trap '' HUP INT; exec \"$0\" export letters -q -f nq"])
        .arg(program.get_program())
        .current_dir(dir.path());
    let running = Running::of(&mut command);
    let output = dir.path().join("output");
    until("it writes", || {
        (temporary(&output).len() == 1).then_some(())
    });
    running.signal("HUP");
    running.signal("INT");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(temporary(&output).len(), 1);
    running.signal("TERM");
    assert_eq!(running.output().0.code(), Some(143));
}

#[test]
fn a_pipe_that_is_closed_ends_a_long_result_quietly() {
    let dir = tempfile::tempdir().unwrap();
    // Reading on would wait for the last letter for ever.
    endless(dir.path());
    let done = bash(
        dir.path(),
        "\"$0\" export letters -f nq -o - 2>told | head -1; echo ${PIPESTATUS[0]}",
    );
    let out = String::from_utf8(done.stdout).unwrap();
    assert_eq!(
        (out.lines().count(), out.lines().last()),
        (2, Some("0")),
        "{out}"
    );
    assert_eq!(
        std::fs::read_to_string(dir.path().join("told")).unwrap(),
        ""
    );
}

#[test]
fn a_summary_that_nobody_reads_keeps_no_letter_from_being_written() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..40 {
        std::fs::write(dir.path().join(format!("{number}.txt")), letter(number)).unwrap();
    }
    let done = bash(
        dir.path(),
        "\"$0\" export --each -f nt [0-9]*.txt | true; echo ${PIPESTATUS[0]}",
    );
    assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "0");
    assert_eq!(files(&dir.path().join("output")).len(), 40);
}

#[test]
fn standard_output_that_is_full_is_told() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("1.txt"), letter(1)).unwrap();
    if !Path::new("/dev/full").exists() {
        return;
    }
    let done = bash(
        dir.path(),
        "exec \"$0\" export 1.txt -f nt -o - > /dev/full",
    );
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("standard output cannot be written"));
}

#[test]
fn a_full_disk_of_temporary_files_is_told() {
    let two = Two::new();
    let small = two.dir.path().join("small");
    let Some(_disk) = Disk::new(&small, "size=16k") else {
        return;
    };
    let mut command = kamergraph(two.dir.path());
    command.args([
        "load",
        "1.txt",
        "2.txt",
        "--endpoint",
        "http://127.0.0.1:1/",
    ]);
    let done = command.env("TMPDIR", &small).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("TMPDIR"), "{}", said(&done));
    assert_eq!(std::fs::read_dir(&small).unwrap().count(), 0);
}
