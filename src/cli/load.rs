//! `load`: letters into a triple store by HTTP.

use super::console::{Console, print, print_text, width};
use super::{Exit, Global, ReadingArgs, UsageError, graphs, summary};
use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use kamergraph::export::rdf::Options;
use kamergraph::export::whole::Scratch;
use kamergraph::pipeline::Knowledge;
use kamergraph::store::http::{Address, Client, Credentials};
use kamergraph::store::load::{Event, Graphs, Loaded, Outcome, Retry, load};
use kamergraph::store::remote::{Protocol, Remote};
use kamergraph::store::{NamedGraph, by_letter};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Time before a request is tried again; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// Examples, addresses and exit codes.
pub const HELP: &str = "\
Each letter becomes a named graph, <https://w3id.org/kamergraph/letter/ID>, in place of what the
store holds under that name. A letter that the store holds already is left alone, so loading again
after a fault goes on where it stopped, and loading twice changes nothing.

Examples:
  kamergraph load letters/ --endpoint http://127.0.0.1:7878/store
  kamergraph load letters/ --endpoint https://store.example.org/letters/data --cacert our-ca.pem
  kamergraph load letters/ --update --endpoint http://127.0.0.1:7878/update \\
                           --query-endpoint http://127.0.0.1:7878/query

Addresses of common stores (after http://host:port):
  Oxigraph   /store                                       Fuseki    /DATASET/data
  Virtuoso   /sparql-graph-crud-auth                      Stardog   /DATABASE
  GraphDB, RDF4J   /repositories/NAME/rdf-graphs/service  Blazegraph: use --update

Credentials come from the environment: KAMERGRAPH_STORE_USER and KAMERGRAPH_STORE_PASSWORD (basic or
digest, as the store asks for them), or KAMERGRAPH_STORE_TOKEN (bearer).

Exit codes:
  0  the store holds all that was sent
  1  something could not be read or loaded (the rest was, where the store was there)
  2  the command line or the environment is wrong";

/// Arguments of `load`.
#[derive(Debug, Args)]
pub struct LoadArgs {
    /// What to load: letters, graph.json files, or folders of either
    #[arg(value_name = "LETTER", required = true)]
    pub letters: Vec<PathBuf>,
    /// Address of the store's graphs (SPARQL 1.1 Graph Store HTTP Protocol), or of its updates
    #[arg(long, value_name = "URL")]
    pub endpoint: String,
    /// Speak SPARQL Update, for stores that take nothing else
    #[arg(long)]
    pub update: bool,
    /// With --update: address of the store's queries, to see at the end what it holds
    #[arg(long, value_name = "URL", requires = "update")]
    pub query_endpoint: Option<String>,
    /// Load the model and the lexicon, too, each as a named graph
    #[arg(long)]
    pub knowledge: bool,
    /// How many times more to try where the store is away or busy
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub retries: u32,
    /// Seconds to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = super::seconds)]
    pub timeout: Duration,
    /// Certificates (PEM) of the authorities to trust, in place of those that browsers trust
    #[arg(long, value_name = "FILE")]
    pub cacert: Option<PathBuf>,
    /// How to print what became of the graphs
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: LoadFormat,
    /// How letters are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to print what became of the graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LoadFormat {
    /// A table for people
    Table,
    /// One JSON document
    Json,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to load, or the command line or the environment is wrong.
pub fn run(global: &Global, args: &LoadArgs, console: &Console) -> anyhow::Result<Exit> {
    let credentials = Credentials::from_environment().map_err(UsageError)?;
    let endpoint = address("--endpoint", &args.endpoint)?;
    let query = args.query_endpoint.as_deref();
    let query = query
        .map(|text| address("--query-endpoint", text))
        .transpose()?;
    if credentials.is_some()
        && [Some(&endpoint), query.as_ref()]
            .into_iter()
            .flatten()
            .any(Address::is_open)
    {
        console.warning(
            "the credentials go over http, where others on the way can read them; prefer https",
        );
    }
    let here = endpoint.is_here();
    let client = Client::new(here, credentials, args.timeout, args.cacert.as_deref());
    let protocol = if args.update {
        Protocol::Update {
            update: endpoint,
            query,
        }
    } else {
        Protocol::GraphStore(endpoint)
    };
    let mut store = Remote::new(client.map_err(UsageError)?, protocol);

    let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
    let model = &knowledge.model;
    // a graph.json may have been made by other rules: their hashes are left untold
    let options = Options {
        names: Some(&knowledge.lexicon),
        ..Options::default()
    };
    let mut spool = Spool::new()?;
    let mut faults = graphs::each(global, &args.letters, &args.reading, console, |graph| {
        for graph in by_letter(&graph)
            .iter()
            .filter(|g| g.graph.node_count() > 0)
        {
            spool.keep(NamedGraph::of(graph, model, &options)?)?;
        }
        Ok(())
    })?;
    if spool.is_empty() {
        bail!("there is nothing to load");
    }
    if args.knowledge {
        for graph in NamedGraph::of_knowledge()? {
            spool.keep(graph)?;
        }
    }

    let retry = Retry {
        times: args.retries,
        wait: FIRST_WAIT,
    };
    let progress = console.progress(spool.len());
    let loaded = load(&mut store, &spool, retry, |event| match event {
        Event::Done => progress.inc(1),
        Event::Waiting(error, pause, tried, of) => progress.suspend(|| {
            let seconds = pause.as_secs_f64();
            console.note(&format!(
                "{error}; trying again in {seconds} s ({tried} of {of})"
            ));
        }),
    })?;
    progress.finish_and_clear();
    match args.format {
        // Where nothing was done there is nothing to show.
        LoadFormat::Table if loaded.iter().all(untouched) => {}
        LoadFormat::Table => print_text(&table(&loaded, args))?,
        LoadFormat::Json => print(json(&loaded, args)?.as_bytes())?,
    }
    faults |= tell(&loaded, console);
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// An address from the command line. Read here and not by clap, which would repeat it in its
/// message, with the password that may stand in it.
fn address(option: &str, text: &str) -> Result<Address, UsageError> {
    Address::read(text).map_err(|why| UsageError(format!("the address after {option}: {why}")))
}

/// Tells what went wrong, once for each graph; gives whether anything did.
fn tell(loaded: &[Loaded], console: &Console) -> bool {
    for graph in loaded {
        let name = &graph.iri;
        match (&graph.outcome, graph.same, graph.held) {
            (Outcome::Failed(why), _, _) => console.error(&format!("{name}: {why}")),
            (_, Some(false), Some(held)) => console.error(&format!(
                "{name}: {} triples were sent, and the store holds {held} that are not all the same",
                graph.triples
            )),
            _ => {}
        }
    }
    let left = loaded.iter().filter(|g| g.outcome == Outcome::Left).count();
    if left > 0 {
        console.error(&format!(
            "stopped there: {left} of {} graphs were not tried; load again, and it goes on with them",
            loaded.len()
        ));
    }
    if loaded.iter().all(|g| g.is_well() && g.same.is_none()) {
        console.note("what the store holds is not known: --query-endpoint lets it be asked");
    }
    loaded.iter().any(|graph| !graph.is_well())
}

/// Whether nothing of a graph came to the store, as far as one knows.
const fn untouched(graph: &Loaded) -> bool {
    matches!(graph.outcome, Outcome::Left | Outcome::Failed(_))
}

/// What became of a graph, in one word.
const fn word(loaded: &Loaded) -> &'static str {
    match (&loaded.outcome, loaded.same) {
        (Outcome::Failed(_), _) => "failed",
        (Outcome::Left, _) => "not tried",
        (_, Some(false)) => "differs",
        (Outcome::Unchanged, _) => "unchanged",
        (Outcome::New, Some(true)) => "new",
        (Outcome::New, None) => "sent",
        (Outcome::Replaced, _) => "replaced",
    }
}

fn table(loaded: &[Loaded], args: &LoadArgs) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(["Graph", "Triples sent", "In the store", ""]);
    let number = |n: Option<usize>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let sent = |graph: &Loaded| if untouched(graph) { 0 } else { graph.triples };
    for graph in loaded {
        let (sent, held) = (sent(graph).to_string(), number(graph.held));
        table.add_row([graph.iri.as_str(), &sent, &held, word(graph)]);
    }
    if loaded.len() > 1 {
        let held = loaded.iter().map(|graph| graph.held).sum::<Option<usize>>();
        let all = loaded.iter().map(sent).sum::<usize>().to_string();
        table.add_row(["all", &all, &number(held), ""]);
    }
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut out = format!("{}\n", args.endpoint);
    let _ = writeln!(out, "{}", summary::trimmed(&table));
    out
}

fn json(loaded: &[Loaded], args: &LoadArgs) -> anyhow::Result<String> {
    let graph = |graph: &Loaded| {
        let why = match &graph.outcome {
            Outcome::Failed(why) => Some(why),
            _ => None,
        };
        serde_json::json!({
            "graph": graph.iri, "outcome": word(graph), "why": why, "triples": graph.triples,
            "held": graph.held, "same": graph.same,
        })
    };
    let graphs: Vec<_> = loaded.iter().map(graph).collect();
    let document = serde_json::json!({"endpoint": args.endpoint, "graphs": graphs});
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

/// Graphs kept on disk until they are sent, so that there may be any number of them.
struct Spool {
    folder: Scratch,
    /// Names of the graphs, in their order, each with the number of its file.
    names: BTreeMap<String, usize>,
}

impl Spool {
    fn new() -> anyhow::Result<Self> {
        let folder = Scratch::new().context("there is no room for temporary files")?;
        Ok(Self {
            folder,
            names: BTreeMap::new(),
        })
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("{number}.nt"))
    }

    /// Adds a graph.
    fn keep(&mut self, graph: NamedGraph) -> anyhow::Result<()> {
        let folder = self.folder.path().display().to_string();
        self.add(graph).with_context(|| {
            format!("{folder} takes no more temporary files; TMPDIR names another place for them")
        })
    }

    /// Adds a graph. What two sources say of one letter is put together.
    fn add(&mut self, mut graph: NamedGraph) -> io::Result<()> {
        let next = self.names.len();
        let number = *self.names.entry(graph.iri.clone()).or_insert(next);
        if number < next {
            let before = std::fs::read_to_string(self.path(number))?;
            graph.triples.extend(before.lines().map(str::to_owned));
        }
        std::fs::write(self.path(number), graph.text())
    }
}

impl Graphs for Spool {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn get(&self, at: usize) -> io::Result<NamedGraph> {
        let (iri, number) = self.names.iter().nth(at).ok_or(io::ErrorKind::NotFound)?;
        let text = std::fs::read_to_string(self.path(*number))?;
        Ok(NamedGraph {
            iri: iri.clone(),
            triples: text.lines().map(str::to_owned).collect(),
        })
    }
}
