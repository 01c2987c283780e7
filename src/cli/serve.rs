//! `serve`: the explorer, the letters and SPARQL over them, for this machine.

use super::console::{Console, print};
use super::{Exit, Global, graphs};
use anyhow::{Context as _, anyhow};
use clap::Args;
use kamergraph::model::Model;
use kamergraph::serve::{Answer, Asked, LONGEST, Site};
use kamergraph::store::local::Limits;
use std::io::{Cursor, Read as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

/// Requests that are answered at a time.
const WORKERS: usize = 4;

/// Examples, paths and exit codes.
pub const HELP: &str = "\
Examples:
  kamergraph serve letters/                         then open the address that it prints
  kamergraph serve --port 0 letter.docx             at any port that is free
  curl 'http://127.0.0.1:8765/sparql' --data-urlencode query@mine.rq -H 'Accept: text/csv'

What is there:
  /             the explorer, as \"export -f html\" writes it
  /graph.json   the graph in node-link JSON
  /letters/ID   a letter, with the sentences marked that state claims
  /sparql       SPARQL 1.1 Protocol: queries only, with the same graphs as \"kamergraph query\"

Nothing can be changed by it, and nobody but this machine is answered unless --bind says so. Ctrl-C
ends it.

Exit codes:
  0  ended by Ctrl-C
  1  something could not be read (the rest was shown), or the port is taken
  2  the command line is wrong";

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// What to show: letters, graph.json files, or folders of either
    #[arg(value_name = "LETTER", default_value = "output")]
    pub letters: Vec<PathBuf>,
    /// Port to listen at; 0: any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8765)]
    pub port: u16,
    /// Address to listen at
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub bind: IpAddr,
    /// A name by which others call this machine, with --bind. May be given more than once
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Give no more rows, or triples, than this
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub limit: usize,
    /// Seconds that a query may take
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = super::seconds)]
    pub timeout: Duration,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to show, or the port is taken.
pub fn run(global: &Global, args: &ServeArgs, console: &Console) -> anyhow::Result<Exit> {
    // A port that is taken is told before any letter is read.
    let address = SocketAddr::new(args.bind, args.port);
    let taken =
        || format!("{address} cannot be listened at; choose another with --port, or 0 for any");
    let listener = std::net::TcpListener::bind(address).with_context(taken)?;
    let (mut graph, faults) = graphs::read(global, &args.letters, console)?;
    graph.name = match graph.letters.as_slice() {
        [letter] => letter.clone(),
        _ => "kamergraph".to_owned(),
    };
    let limits = Limits {
        time: Some(args.timeout).filter(|time| !time.is_zero()),
        rows: Some(args.limit),
    };
    let site = Site::new(&graph, &Model::embedded()?, limits, args.allow_host.clone())?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!("{error}"))?;
    let server = Arc::new(server);
    let ended = Arc::new(AtomicBool::new(false));
    {
        let (server, ended) = (Arc::clone(&server), Arc::clone(&ended));
        ctrlc::set_handler(move || {
            ended.store(true, Ordering::SeqCst);
            for _ in 0..WORKERS {
                server.unblock();
            }
        })?;
    }
    if !args.bind.is_loopback() {
        console.warning(
            "everyone who reaches this address can read these letters and ask queries; leave out --bind to keep them to this machine",
        );
    }
    let bound = server.server_addr().to_ip().unwrap_or(address);
    print(format!("http://{bound}/\n").as_bytes())?;
    console.note("Ctrl-C ends it");
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while !ended.load(Ordering::SeqCst) {
                    if let Ok(request) = server.recv() {
                        respond(&site, request);
                    }
                }
            });
        }
    });
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// Reads a request, and answers it. That a client has gone is no fault of ours.
fn respond(site: &Site, mut request: Request) {
    let mut body = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let long = request.body_length().is_some_and(|n| n > LONGEST) || request.url().len() > LONGEST;
    if !long {
        let read = request.as_reader().take(most + 1).read_to_end(&mut body);
        if read.is_err() {
            return;
        }
    }
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|h| h.field.equiv(name));
        found.map(|h| h.value.as_str())
    };
    let method = request.method().to_string();
    let answer = if long || body.len() > LONGEST {
        Answer::refusal(413, "a request has at most 1 MiB")
    } else {
        site.answer(Asked {
            method: &method,
            target: request.url(),
            host: header("Host"),
            origin: header("Origin"),
            accept: header("Accept").unwrap_or_default(),
            content_type: header("Content-Type").unwrap_or_default(),
            body: &body,
        })
    };
    let headers = Answer::HEADERS
        .into_iter()
        .chain([("Content-Type", answer.content_type)])
        .chain([("Content-Security-Policy", answer.policy.as_ref())]);
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    let length = answer.body.len();
    let response = Response::new(
        answer.status.into(),
        headers.collect(),
        Cursor::new(&answer.body),
        Some(length),
        None,
    );
    let _ = request.respond(response);
}
