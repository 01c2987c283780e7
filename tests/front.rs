//! The server over its sockets, with clients that mean no good: slow ones, halves, garbage, queries
//! without end. All of it on 127.0.0.1, and bounded.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/program.rs"]
mod program;

use program::{PATIENCE, Running, kamergraph, letter, until};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A server over one letter.
struct Server {
    running: Running,
    address: SocketAddr,
    _dir: tempfile::TempDir,
}

impl Server {
    fn new(options: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("1.txt"), letter(1)).unwrap();
        let mut command = kamergraph(dir.path());
        command
            .args(["serve", "1.txt", "--port", "0"])
            .args(options);
        let mut running = Running::of(&mut command);
        let mut line = String::new();
        let out = running.0.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let address = address.parse().unwrap_or_else(|_| panic!("{line}"));
        Self {
            running,
            address,
            _dir: dir,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What comes back for some bytes; a connection that is reset gives what came before.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut out = Vec::new();
        let mut some = [0; 4096];
        while let Ok(n @ 1..) = stream.read(&mut some) {
            out.extend_from_slice(&some[..n]);
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    /// Status and body of an answer.
    fn get(&self, target: &str) -> (u16, String) {
        self.with(target, "")
    }

    fn with(&self, target: &str, lines: &str) -> (u16, String) {
        let host = self.address;
        parted(
            &self.raw(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{lines}\r\n").as_bytes()),
        )
    }

    fn query(&self, text: &str) -> (u16, String) {
        let query = percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
        self.get(&format!("/sparql?query={query}"))
    }

    /// The processes that answer queries.
    fn workers(&self) -> Vec<u32> {
        let id = self.running.0.id().to_string();
        let parent = |stat: &str| {
            stat.rsplit(") ")
                .next()?
                .split(' ')
                .nth(1)
                .map(str::to_owned)
        };
        let all = std::fs::read_dir("/proc").unwrap().flatten();
        let number = |entry: std::fs::DirEntry| entry.file_name().to_str()?.parse::<u32>().ok();
        let mut all: Vec<u32> = all.filter_map(number).collect();
        all.retain(|process| {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat"));
            stat.is_ok_and(|stat| parent(&stat).as_ref() == Some(&id))
        });
        all
    }
}

fn parted(answer: &str) -> (u16, String) {
    let status = answer.split(' ').nth(1).and_then(|s| s.parse().ok());
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status.unwrap_or(0), body.to_owned())
}

const WHO: &str = "SELECT ?who { ?c rdf:predicate kg:oversees ; rdf:subject/skos:prefLabel ?who }";
/// Joins everything with everything, and asks for no triple while it counts.
const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
/// Holds everything joined with everything in one text.
const LARGE: &str = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }";

#[test]
fn the_wire_says_what_the_site_answers() {
    let server = Server::new(&[]);
    let host = server.address;
    let page = server.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    let (head, body) = page.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    for line in [
        "Content-Security-Policy: default-src 'none'; script-src 'sha256-",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Connection: close",
        &format!("Content-Length: {}", body.len()),
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    for unsafe_word in ["unsafe-inline", "unsafe-eval", "*"] {
        assert!(!head.contains(unsafe_word), "{head}");
    }
    let head_alone = server.raw(format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    let undated = |head: &str| {
        head.lines()
            .filter(|l| !l.starts_with("Date"))
            .collect::<String>()
    };
    assert_eq!(undated(head_alone.trim_end()), undated(head));
    assert!(server.query(WHO).1.contains("Inspectie Leefomgeving"));
    let form = "query=ASK%7B%7D";
    let post = format!(
        "POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    assert_eq!(parted(&server.raw(post.as_bytes())).0, 200);
    // A client that asks first whether it may send.
    let mut stream = server.connect();
    let (head, body) = post.split_once("\r\n\r\n").unwrap();
    stream
        .write_all(format!("{head}\r\nExpect: 100-continue\r\n\r\n").as_bytes())
        .unwrap();
    let mut go = [0; 25];
    stream.read_exact(&mut go).unwrap();
    assert_eq!(&go, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(parted(&answer).0, 200);
}

#[test]
fn requests_out_of_bounds_are_refused() {
    let server = Server::new(&[]);
    let host = format!("Host: {}\r\n", server.address);
    let status = |bytes: &[u8]| parted(&server.raw(bytes)).0;
    let get = |target: &str, lines: &str| {
        status(format!("GET {target} HTTP/1.1\r\n{host}{lines}\r\n").as_bytes())
    };
    assert_eq!(get("/", ""), 200);
    assert_eq!(get(&format!("/{}", "x".repeat(100_000)), ""), 431);
    assert_eq!(get("/", &format!("X: {}\r\n", "y".repeat(100_000))), 431);
    assert_eq!(get("/", &"X: y\r\n".repeat(100)), 431);
    assert_eq!(get("/", "Host: second\r\n"), 400);
    assert_eq!(get("/", "Origin: http://evil.example\r\n"), 403);
    assert_eq!(get("/", "Origin: null\r\n"), 403);
    assert_eq!(get("http://evil.example/", ""), 404);
    assert_eq!(get("/letters/..%2f..%2fetc%2fpasswd", ""), 404);
    assert_eq!(get("/../../etc/passwd", ""), 404);
    for (wanted, request) in [
        (
            421,
            "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
        ),
        (421, "GET / HTTP/1.0\r\n\r\n".to_owned()),
        (405, format!("DELETE / HTTP/1.1\r\n{host}\r\n")),
        (405, format!("OPTIONS / HTTP/1.1\r\n{host}\r\n")),
        (
            413,
            format!("POST /sparql HTTP/1.1\r\n{host}Content-Length: 99999999999999999999\r\n\r\n"),
        ),
        (
            413,
            format!(
                "POST /sparql HTTP/1.1\r\n{host}Content-Length: 2000000\r\n\r\n{}",
                "x".repeat(300_000)
            ),
        ),
        (
            411,
            format!("POST /sparql HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            400,
            format!(
                "POST /sparql HTTP/1.1\r\n{host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"
            ),
        ),
        (400, "what is this\r\n\r\n".to_owned()),
        (400, format!("GET / HTTP/1.1\r\n{host}no colon\r\n\r\n")),
        (400, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n".to_owned()),
    ] {
        assert_eq!(status(request.as_bytes()), wanted, "{request:.60}");
    }
    // Nested too deeply for the parser's stack: told, or the process that reads it is lost, and no more.
    for text in [
        format!("ASK {{ FILTER({}1) }}", "!".repeat(20_000)),
        format!("ASK {{ FILTER({}1) }}", "1+".repeat(20_000)),
        format!("ASK {{ FILTER({}1{}) }}", "(".repeat(60), ")".repeat(60)),
        format!("ASK {{ {}{} }}", "{".repeat(5000), "}".repeat(5000)),
        format!("ASK {{ ?s {}rdf:type ?o }}", "^".repeat(20_000)),
        format!("ASK {{ ?s {}rdf:type ?o }}", "rdf:type/".repeat(5000)),
        format!("ASK {{ {} }}", "{ ?s ?p ?o } UNION ".repeat(2000) + "{}"),
    ] {
        let query = format!(
            "POST /sparql HTTP/1.1\r\n{host}Content-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{text}",
            text.len()
        );
        let answer = parted(&server.raw(query.as_bytes()));
        assert!(
            [200, 400, 503].contains(&answer.0),
            "{text:.60}: {answer:?}"
        );
        assert_eq!(server.query("ASK {}").0, 200, "{text:.60}");
    }
}

#[test]
fn slow_and_broken_clients_keep_nobody_out() {
    let server = Server::new(&[]);
    // More than there is room for: heads that do not end, bodies that do not come, silence.
    let mut slow = Vec::new();
    for n in 0..300 {
        let mut stream = server.connect();
        let piece: &[u8] = match n % 4 {
            0 => b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
            1 => b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nquery=",
            2 => b"",
            _ => b"G",
        };
        let _ = stream.write_all(piece);
        slow.push(stream);
    }
    // Clients that ask and do not take the answer, and such that go at once.
    for n in 0..60 {
        let mut stream = server.connect();
        let _ = stream.write_all(b"GET /graph.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        if n % 2 == 0 {
            slow.push(stream);
        }
    }
    let begun = Instant::now();
    let good = || {
        for _ in 0..10 {
            assert_eq!(server.get("/").0, 200);
            assert_eq!(server.query(WHO).0, 200);
        }
    };
    // A byte each now and then keeps the slow ones slow.
    let dripping = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while dripping.load(std::sync::atomic::Ordering::Relaxed) && begun.elapsed() < PATIENCE
            {
                for mut stream in &slow {
                    let _ = stream.write_all(b"x");
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(good)).collect();
        let done: Vec<bool> = clients.into_iter().map(|c| c.join().is_ok()).collect();
        dripping.store(false, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(done, [true; 8]);
    });
    drop(slow);
    assert_eq!(server.get("/").0, 200);
}

#[test]
fn a_client_that_stops_in_its_request_is_told_in_time() {
    let server = Server::new(&[]);
    let begun = Instant::now();
    assert_eq!(parted(&server.raw(b"GET / HTTP/1.1\r\n")).0, 408);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn queries_without_end_are_ended_and_leave_nothing_running() {
    let server = Server::new(&["--timeout", "1", "--memory", "64"]);
    assert_eq!(server.query(WHO).0, 200);
    for hard in [ENDLESS, LARGE] {
        let begun = Instant::now();
        std::thread::scope(|scope| {
            let asked: Vec<_> = (0..6).map(|_| scope.spawn(|| server.query(hard))).collect();
            for answer in asked {
                let (status, told) = answer.join().unwrap();
                assert_eq!(status, 503, "{told}");
            }
            // Pages do not wait for queries.
            assert_eq!(server.get("/").0, 200);
        });
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        assert_eq!(server.query(WHO).0, 200);
        if std::path::Path::new("/proc/self/stat").exists() {
            assert!(server.workers().len() <= 4, "{:?}", server.workers());
        }
    }
}

#[test]
fn a_query_that_takes_all_memory_is_ended() {
    if !std::path::Path::new("/proc/self/status").exists() {
        return;
    }
    let server = Server::new(&["--timeout", "50", "--memory", "32"]);
    let (status, told) = server.query(LARGE);
    assert!(status == 503 && told.contains("more than 32 MiB"), "{told}");
    assert_eq!(server.query(WHO).0, 200);
}

#[test]
fn it_ends_in_order_with_its_processes() {
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        if program::is_ignored(number) {
            println!("skipped: this process ignores {signal}, and so do those that it begins");
            continue;
        }
        let mut server = Server::new(&[]);
        assert_eq!(server.query(WHO).0, 200);
        let proc = std::path::Path::new("/proc/self/stat").exists();
        let workers = if proc { server.workers() } else { Vec::new() };
        assert_eq!(workers.is_empty(), !proc);
        // One that never ends keeps it from nothing.
        let mut stream = server.connect();
        stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
        server.running.signal(signal);
        assert_eq!(server.running.end().code(), Some(0), "{signal}");
        for worker in workers {
            let gone =
                || (!std::path::Path::new(&format!("/proc/{worker}/exe")).exists()).then_some(());
            until("the process that answers queries is gone", gone);
        }
    }
}

#[test]
fn a_server_that_is_killed_leaves_no_process_behind() {
    if !std::path::Path::new("/proc/self/stat").exists() {
        return;
    }
    let mut server = Server::new(&["--timeout", "0"]);
    let mut stream = server.connect();
    let query = percent_encoding::utf8_percent_encode(ENDLESS, percent_encoding::NON_ALPHANUMERIC);
    let asked = format!(
        "GET /sparql?query={query} HTTP/1.1\r\nHost: {}\r\n\r\n",
        server.address
    );
    stream.write_all(asked.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let workers = server.workers();
    assert!(!workers.is_empty());
    server.running.0.kill().unwrap();
    server.running.end();
    for worker in workers {
        let gone =
            || (!std::path::Path::new(&format!("/proc/{worker}/exe")).exists()).then_some(());
        until("the process that answers queries is gone", gone);
    }
}
