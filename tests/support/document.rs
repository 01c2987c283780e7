//! A page of documentation, run. Its blocks of code are told apart by what stands after the fence:
//!
//! - `console`: each line that begins with `$` is a command, and what follows it is what it prints;
//! - `sh`: commands that must succeed, but for those that need more than the program (`BY_HAND`);
//! - a language and a name: that file, which the commands after it read;
//! - `turtle` alone: a part of a graph that a command before has written.
//!
//! Anything else is only shown. Commands are run by a shell in a folder of the page's own.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What installs, builds or serves something, and what takes long: run by hand, and by `.ci`.
const BY_HAND: [&str; 10] = [
    "cargo ",
    "pip ",
    "oxigraph ",
    "git ",
    "fuzz/",
    "benches/",
    "tests/",
    ".ci/",
    "man ",
    "KAMERGRAPH_BLESS",
];

/// Programs that need not be there; a block that calls one is skipped with a word.
const FOREIGN: [&str; 3] = ["curl", "jq", "python3"];

/// Where pages say that a store listens: Oxigraph, Virtuoso.
const STORES: [&str; 2] = ["127.0.0.1:7878", "127.0.0.1:8890"];

/// Where pages say that `kamergraph serve` listens.
const SERVED: &str = "127.0.0.1:8765";

/// A page, and where its commands are run.
pub struct Document<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its Markdown.
    pub text: &'a str,
    /// A folder of its own.
    pub place: &'a Path,
    /// Where a triple store listens.
    pub store: &'a str,
}

/// The server that a page starts, ended by its handle.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Document<'_> {
    /// The page with what its commands print now.
    pub fn run(&self) -> String {
        let (mut now, mut block) = (String::new(), None::<(&str, Vec<&str>)>);
        for line in self.text.lines() {
            match (line.strip_prefix("```"), &mut block) {
                (Some(info), None) => block = Some((info, Vec::new())),
                (Some(_), Some((info, lines))) => {
                    let shown = self.block(info, lines);
                    for shown in shown {
                        let _ = writeln!(now, "{shown}");
                    }
                    block = None;
                }
                (None, Some((_, lines))) => {
                    lines.push(line);
                    continue;
                }
                (None, None) => {}
            }
            let _ = writeln!(now, "{line}");
        }
        assert!(block.is_none(), "{}: a block is not closed", self.name);
        now
    }

    /// Lines of a block as they should be.
    fn block(&self, info: &str, lines: &[&str]) -> Vec<String> {
        let as_they_are = || lines.iter().map(|&line| line.to_owned()).collect();
        match info.split_once(' ') {
            Some((_, file)) => {
                let path = self.place.join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, lines.join("\n") + "\n").unwrap();
                as_they_are()
            }
            None if info == "console" => lines
                .iter()
                .filter_map(|line| line.strip_prefix("$ "))
                .flat_map(|command| {
                    let printed = self.output(command);
                    let printed = printed.trim_end().lines().map(str::to_owned);
                    std::iter::once(format!("$ {command}")).chain(printed.collect::<Vec<_>>())
                })
                .collect(),
            None if info == "sh" => {
                self.script(lines);
                as_they_are()
            }
            None if info == "turtle" => {
                self.stands_in_a_graph(lines);
                as_they_are()
            }
            None => as_they_are(),
        }
    }

    fn shell(&self, script: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_kamergraph"));
        let mut path = program.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let script = STORES
            .iter()
            .fold(script.to_owned(), |s, store| s.replace(store, self.store));
        let mut shell = Command::new("sh");
        shell
            .args(["-euc", &script])
            .current_dir(self.place)
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        if script.contains("KAMERGRAPH_STORE_USER=") {
            shell.env("KAMERGRAPH_STORE_PASSWORD", "secret");
        }
        shell
    }

    /// Standard output of commands, which must succeed.
    fn output(&self, script: &str) -> String {
        let done = self.shell(script).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success(),
            "{}: `{script}` fails: {said}",
            self.name
        );
        String::from_utf8(done.stdout)
            .unwrap()
            .replace(self.store, STORES[0])
    }

    fn script(&self, lines: &[&str]) {
        let run: Vec<&str> = lines
            .iter()
            .copied()
            .filter(|line| !BY_HAND.iter().any(|program| line.starts_with(program)))
            .collect();
        let words = || run.iter().flat_map(|line| line.split_whitespace());
        for program in FOREIGN {
            let is_there = || Command::new(program).arg("--version").output().is_ok();
            if words().any(|word| word == program) && !is_there() {
                eprintln!("{}: skipped, for want of {program}: {run:?}", self.name);
                return;
            }
        }
        let mut served = None;
        let (serve, rest): (Vec<&str>, _) = run
            .iter()
            .partition(|line| line.starts_with("kamergraph serve"));
        for line in serve {
            served = Some(self.serve(line));
        }
        let mut script = rest.join("\n");
        if let Some(Served { address, .. }) = &served {
            script = script.replace(SERVED, address);
        }
        self.output(&script);
    }

    /// Starts the server as a page says, but at a port that is free.
    fn serve(&self, line: &str) -> Served {
        let command = format!("exec {} --port 0", line.trim_end_matches('&'));
        let mut shell = self.shell(&command);
        let mut child = shell.stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        let address = address.trim().trim_end_matches('/');
        let address = address.strip_prefix("http://").unwrap_or_default();
        assert!(
            !address.is_empty(),
            "{}: `{line}` serves nothing",
            self.name
        );
        Served {
            child,
            address: address.to_owned(),
        }
    }

    fn stands_in_a_graph(&self, lines: &[&str]) {
        let graphs: String = std::fs::read_dir(self.place.join("output"))
            .unwrap()
            .filter_map(|entry| {
                std::fs::read_to_string(entry.unwrap().path().join("graph.ttl")).ok()
            })
            .collect();
        for line in lines.iter().filter(|line| !line.is_empty()) {
            assert!(
                graphs.lines().any(|written| written == *line),
                "{}: no graph says: {line}",
                self.name
            );
        }
    }
}
