//! Loading into stores that are away, busy, wrong, half there or not who they say: what is told, what
//! is tried again, and that a load goes on where it was broken off.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/program.rs"]
mod program;
#[path = "support/store.rs"]
mod store;

use program::{kamergraph, letter, said};
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};
use store::{Fake, Reply, Seen, held, tls};

const NONE: &[(&str, &str)] = &[];

/// Loads a small graph, and gives its exit code and what was said.
fn load(address: &str, options: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = kamergraph(&root.join("tests/cli"));
    command.args(["load", "files/groen.json", "--endpoint", address]);
    command.args(options);
    command.envs(environment.iter().copied());
    let done = command.output().unwrap();
    (done.status.code().unwrap(), both(&done))
}

fn both(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned() + &said(done)
}

/// What is said of a store that answers everything alike, and is asked once.
fn told(reply: &'static [u8]) -> (i32, String) {
    let store = Fake::new(move |_| Reply::Bytes(reply.to_vec()));
    load(&store.address(), &["--retries", "0"], NONE)
}

fn has(told: &str, words: &str) {
    assert!(told.contains(words), "{words}: {told}");
    let control = |c: char| c.is_control() && c != '\n';
    assert!(!told.contains(control), "{told:?}");
}

#[test]
fn a_busy_store_is_asked_again_when_it_wants() {
    let store = Fake::new(|seen: &Seen| {
        if seen.number == 0 {
            return Reply::Bytes(
                b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 4\r\n\r\nbusy".to_vec(),
            );
        }
        held(seen)
    });
    let begun = Instant::now();
    let (code, text) = load(&store.address(), &[], NONE);
    assert_eq!(code, 0, "{text}");
    has(
        &text,
        "503 Service Unavailable; it says: busy; trying again in 1 s (1 of 6)",
    );
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[test]
fn what_a_store_refuses_is_told_in_its_words_without_its_codes() {
    let (code, text) = told(
        b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 62\r\n\r\n<h1>No</h1>\x1b[31mline 3:\x07 no \xe2\x80\xaesuch <b>prefix</b></body></html>",
    );
    assert_eq!(code, 1);
    has(
        &text,
        "400 Bad Request; it says: No [31mline 3: no �such prefix",
    );
    for (reply, words) in [
        (
            &b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"[..],
            "you may not write there",
        ),
        (
            b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
            "it wants to know who you are; set KAMERGRAPH_STORE_USER",
        ),
        (
            b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n",
            "nothing of that kind at this address",
        ),
        (
            b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n",
            "more than it takes at once",
        ),
        (
            b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 9\r\n\r\ndisk full",
            "it says: disk full",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
            "answers with text/html where RDF was asked for",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 6\r\n\r\n<a> <b",
            "breaks off or is no RDF",
        ),
    ] {
        let (code, text) = told(reply);
        assert_eq!(code, 1);
        has(&text, words);
    }
}

#[test]
fn half_answers_and_what_is_no_http_are_told() {
    for reply in [
        &b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 1000\r\n\r\n<http://a> <ht"[..],
        b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n<http://a>",
        b"HTTP/1.1 200 O",
        b"",
    ] {
        let (code, text) = told(reply);
        assert_eq!(code, 1);
        assert!(
            text.contains("broke off") || text.contains("half an answer"),
            "{text}"
        );
    }
    let (code, text) = told(b"SSH-2.0-OpenSSH_9.6\r\n");
    assert_eq!(code, 1);
    has(&text, "no HTTP");
}

#[test]
fn a_silent_store_is_not_waited_for() {
    for drip in [false, true] {
        let store = Fake::new(move |_| if drip { Reply::Drip } else { Reply::Silence });
        let begun = Instant::now();
        let (code, text) = load(
            &store.address(),
            &["--retries", "0", "--timeout", "0.7"],
            NONE,
        );
        assert_eq!(code, 1);
        has(&text, "no answer within 0.7 s; allow more with --timeout");
        assert!(begun.elapsed() < Duration::from_secs(15));
    }
}

#[test]
fn a_store_that_moved_is_told_and_gets_no_password() {
    let elsewhere = Fake::new(held);
    let to = elsewhere.address();
    let reply =
        format!("HTTP/1.1 307 Temporary Redirect\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    let store = Fake::new(move |_| Reply::Bytes(reply.clone().into_bytes()));
    let (code, text) = load(
        &store.address(),
        &["--retries", "0"],
        &[("KAMERGRAPH_STORE_TOKEN", "geheim")],
    );
    assert_eq!(code, 1);
    has(&text, &format!("has moved to {to}: if you trust it"));
    assert!(elsewhere.seen().is_empty());
}

#[test]
fn basic_and_bearer_are_sent_as_the_store_asks() {
    let basic = |right: &'static str| {
        Fake::new(move |seen: &Seen| {
            match seen.header("authorization") {
            Some(sent) if sent == right => held(seen),
            _ => Reply::Bytes(
                b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"letters\"\r\nContent-Length: 0\r\n\r\n".to_vec(),
            ),
        }
        })
    };
    let password = [
        ("KAMERGRAPH_STORE_USER", "anna"),
        ("KAMERGRAPH_STORE_PASSWORD", "ge:heim é"),
    ];
    let store = basic("Basic YW5uYTpnZTpoZWltIMOp");
    let (code, text) = load(&store.address(), &[], &password);
    assert_eq!(code, 0, "{text}");
    let seen = store.seen();
    // The password goes out when it is asked for, and from then on at once.
    assert_eq!(seen[0].header("authorization"), None);
    assert!(
        seen[1..]
            .iter()
            .all(|seen| seen.header("authorization").is_some())
    );
    assert!(!text.contains("heim"), "{text}");

    let store = basic("Basic of somebody else");
    let (code, text) = load(&store.address(), &[], &password);
    assert_eq!(code, 1);
    has(
        &text,
        "it does not take the credentials in KAMERGRAPH_STORE_USER",
    );
    assert!(store.seen().len() < 5 && !text.contains("heim"), "{text}");

    let store = basic("Bearer abc.def");
    let token = [("KAMERGRAPH_STORE_TOKEN", "abc.def")];
    assert_eq!(load(&store.address(), &[], &token).0, 0);
    let split = [("KAMERGRAPH_STORE_TOKEN", "abc\r\nX-Evil: 1")];
    let (code, text) = load(&store.address(), &[], &split);
    assert_eq!(code, 2);
    has(&text, "holds characters that no token has");
}

#[test]
fn a_certificate_that_nobody_signed_is_told_and_one_may_trust_it() {
    let dir = tempfile::tempdir().unwrap();
    let (store, certificate) = tls(&["127.0.0.1"]);
    let address = store.address();
    let (code, text) = load(&address, &["--retries", "0"], NONE);
    assert_eq!(code, 1);
    has(&text, "is not to be trusted");
    has(&text, "--cacert FILE");
    assert!(store.seen().is_empty());
    let file = dir.path().join("own.pem");
    std::fs::write(&file, certificate).unwrap();
    let trusting = ["--cacert", file.to_str().unwrap(), "--retries", "0"];
    let (code, text) = load(&address, &trusting, NONE);
    assert_eq!(code, 0, "{text}");

    // Trusted, but for another name.
    let (store, certificate) = tls(&["store.example"]);
    std::fs::write(&file, certificate).unwrap();
    let (code, text) = load(&store.address(), &trusting, NONE);
    assert_eq!(code, 1);
    has(&text, "is not to be trusted");
    assert!(store.seen().is_empty());
}

#[test]
fn a_store_without_tls_is_told() {
    let store = Fake::new(held);
    let address = store.address().replace("http://", "https://");
    let (code, text) = load(&address, &["--retries", "0"], NONE);
    assert_eq!(code, 1);
    has(&text, "does it speak TLS?");
}

#[test]
fn a_load_goes_on_where_it_was_broken_off() {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=5 {
        std::fs::write(dir.path().join(format!("{number}.txt")), letter(number)).unwrap();
    }
    let run = |store: &Fake| {
        let mut command = kamergraph(dir.path());
        command.args(["load", ".", "--retries", "0", "--format", "json"]);
        let done = command
            .args(["--endpoint", &store.address()])
            .output()
            .unwrap();
        let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        let all = told["graphs"].as_array().unwrap().iter();
        let words: Vec<String> = all
            .map(|g| g["outcome"].as_str().unwrap().to_owned())
            .collect();
        (done.status.code(), words.join(" "), said(&done))
    };
    // Goes down with the third letter.
    let store = Fake::new(|seen: &Seen| match seen.puts {
        0..2 => held(seen),
        _ => {
            Reply::Bytes(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".to_vec())
        }
    });
    let (code, words, text) = run(&store);
    assert_eq!(
        (code, words.as_str()),
        (Some(1), "sent sent failed not tried not tried")
    );
    has(
        &text,
        "stopped there: 2 of 5 graphs were not tried; load again, and it goes on",
    );
    store.mend(held);
    let (code, words, text) = run(&store);
    assert_eq!(
        (code, words.as_str()),
        (Some(0), "unchanged unchanged new new new"),
        "{text}"
    );
    assert_eq!(
        store
            .seen()
            .iter()
            .filter(|seen| seen.method == "PUT")
            .count(),
        2 + 3
    );
    assert_eq!(
        run(&store).1,
        "unchanged unchanged unchanged unchanged unchanged"
    );
}

#[test]
fn a_store_that_loses_triples_is_told() {
    let store = Fake::new(|seen: &Seen| match held(seen) {
        Reply::Bytes(bytes) if seen.puts > 0 => {
            let text = String::from_utf8(bytes).unwrap();
            let kept: Vec<&str> = text.lines().filter(|l| !l.contains("Label")).collect();
            let body = kept.join("\n");
            let body = body.split_once("\n\n").map_or("", |(_, body)| body);
            Reply::of("200 OK", "application/n-triples", body)
        }
        reply => reply,
    });
    let (code, text) = load(&store.address(), &[], NONE);
    assert_eq!(code, 1);
    has(&text, "that are not all the same");
}

#[cfg(unix)]
#[test]
fn an_interrupted_load_leaves_nothing_on_disk() {
    if program::is_ignored(2) {
        println!("skipped: this process ignores Ctrl-C, and so do those that it begins");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let store = Fake::new(|_| Reply::Silence);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = kamergraph(&root.join("tests/cli"));
    command.args(["load", "files/groen.json", "--endpoint", &store.address()]);
    let running = program::Running::of(command.env("TMPDIR", dir.path()));
    program::until("it asks the store", || {
        (!store.seen().is_empty()).then_some(())
    });
    assert!(!program::files(dir.path()).is_empty());
    running.signal("INT");
    assert_eq!(running.output().0.code(), Some(130));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
