//! `serve`: the explorer, the letters and SPARQL over them, for this machine.

mod worker;
mod workers;

use super::console::{Console, print};
use super::{Exit, Global, graphs, interrupt};
use anyhow::Context as _;
use clap::Args;
use kamergraph::model::Model;
use kamergraph::serve::Site;
use kamergraph::serve::front::{self, Bounds};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use workers::Workers;

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
    /// Memory that a query may take, in MiB, where the system can bound it
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub memory: u64,
    /// Answer queries of another process
    #[arg(long, hide = true)]
    pub worker: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to show, or the port is taken.
pub fn run(global: &Global, args: &ServeArgs, console: &Console) -> anyhow::Result<Exit> {
    if args.worker {
        return worker::run(args.limit, args.memory);
    }
    // A port that is taken is told before any letter is read.
    let address = SocketAddr::new(args.bind, args.port);
    let taken =
        || format!("{address} cannot be listened at; choose another with --port, or 0 for any");
    let listener = TcpListener::bind(address).with_context(taken)?;
    let bound = listener.local_addr()?;
    let ended = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ended);
    // The first time it ends in order, the second time at once.
    interrupt::watch(move |signal| {
        if told.swap(true, Ordering::SeqCst) || TcpStream::connect(bound).is_err() {
            interrupt::end(signal);
        }
    })?;
    let (mut graph, faults) = graphs::read(global, &args.letters, console)?;
    graph.name = match graph.letters.as_slice() {
        [letter] => letter.clone(),
        _ => "kamergraph".to_owned(),
    };
    let time = Some(args.timeout).filter(|time| !time.is_zero());
    let workers = Workers::new(&graph, args.limit, args.memory, time)?;
    let model = Model::embedded()?;
    let site = Site::with(&graph, &model, Box::new(workers), args.allow_host.clone())?;
    if !args.bind.is_loopback() {
        console.warning(
            "everyone who reaches this address can read these letters and ask queries; leave out --bind to keep them to this machine",
        );
    }
    print(format!("http://{bound}/\n").as_bytes())?;
    console.note("Ctrl-C ends it");
    front::run(&Arc::new(site), &listener, Bounds::default(), &ended);
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}
