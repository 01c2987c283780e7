//! The program run beside a test, and ended whatever becomes of the test.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "each test file uses a part of it, and a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program, in a folder, without anything of this user's environment that it heeds.
pub fn kamergraph(dir: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("kamergraph"));
    command.current_dir(dir).stdin(Stdio::null());
    for name in ["USER", "PASSWORD", "TOKEN"] {
        command.env_remove(format!("KAMERGRAPH_STORE_{name}"));
    }
    command
}

/// A command that runs until it is dropped.
pub struct Running(pub Child);

impl Running {
    pub fn of(command: &mut Command) -> Self {
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(piped.spawn().expect("the program begins"))
    }

    /// Sends a signal, by name.
    pub fn signal(&self, name: &str) {
        let id = self.0.id().to_string();
        let done = Command::new("kill").args(["-s", name, &id]).status();
        assert!(done.unwrap().success());
    }

    /// Its end, which comes soon.
    pub fn end(&mut self) -> ExitStatus {
        until("the program ends", || self.0.try_wait().unwrap())
    }

    /// Its end, and what it said.
    pub fn output(mut self) -> (ExitStatus, String, String) {
        let status = self.end();
        let text = |stream: &mut dyn std::io::Read| {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let out = self.0.stdout.take().map(|mut s| text(&mut s));
        let err = self.0.stderr.take().map(|mut s| text(&mut s));
        (status, out.unwrap_or_default(), err.unwrap_or_default())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits for something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < PATIENCE, "too long until {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether this process was begun with a signal ignored, as those that it begins are then too: a shell
/// that begins it in the background does that.
pub fn is_ignored(signal: u32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Standard error as text.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file under a folder, with its bytes; nothing where there is no folder.
pub fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else {
            out.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    out
}

/// The temporary files among them.
pub fn temporary(dir: &Path) -> Vec<PathBuf> {
    let is = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(kamergraph::export::whole::TEMPORARY)
    };
    files(dir).into_keys().filter(is).collect()
}

/// A letter of its own number, about a law of its own.
pub fn letter(number: u32) -> String {
    let law = ["Omgevingswet", "Wet open overheid", "Archiefwet"][number as usize % 3];
    format!(
        "2030Z{number:05}\n\nVragen van het lid Ter Horst (D66) aan de minister van Infrastructuur en \
         Waterstaat over sluis {number} (ingezonden 10 januari 2030).\n\nAntwoord van minister De \
         Groot (Infrastructuur en Waterstaat) (ontvangen 1 februari 2030).\n\nVraag 1\nWie houdt \
         toezicht op de {law}?\n\nAntwoord 1\nDe Inspectie Leefomgeving en Transport houdt toezicht \
         op de {law}.\n"
    )
}
