//! The commands and their options, as clap reads them; each command is run by a file of its own.

pub mod ask;
pub mod check;
pub mod console;
pub mod export;
pub mod extract;
pub mod graphs;
pub mod inputs;
pub mod interrupt;
pub mod load;
pub mod manual;
pub mod merge;
pub mod part;
pub mod query;
pub mod rdf;
pub mod reading;
pub mod same;
pub mod score;
pub mod serve;
pub mod shapes;
pub mod stream;
pub mod suggest;
pub mod summary;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use kamergraph::export::Format;
use std::path::PathBuf;
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Exit codes:
  0    all is well
  1    something could not be read or written (the rest was)
  2    the command line is wrong
  130  ended by Ctrl-C: files are as they were before";

/// Reads letters in which Dutch ministers answer written questions of parliament, and gives a
/// knowledge graph: who oversees, makes, funds, orders and runs what, each edge with the sentence
/// that states it.
#[derive(Debug, Parser)]
#[command(name = "kamergraph", version, propagate_version = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Names to look for besides the built-in ones: SKOS Turtle. May be given more than once
    #[arg(long, value_name = "FILE", global = true)]
    pub lexicon: Vec<PathBuf>,
    /// Rules besides the built-in ones, or in their place where the name is the same: TOML. May be
    /// given more than once
    #[arg(long, value_name = "FILE", global = true)]
    pub rules: Vec<PathBuf>,
    /// What the IRIs of individuals begin with
    #[arg(long, value_name = "IRI", global = true, default_value = kamergraph::vocab::BASE_IRI, value_parser = base_iri)]
    pub base_iri: String,
    /// Say nothing but errors; results that are asked for still come
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        help = "When to use colours; the environment variable NO_COLOR is honoured"
    )]
    pub color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[value(help = "On a terminal, unless NO_COLOR is set")]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read letters and write their graphs
    #[command(after_help = EXPORT_HELP)]
    Export(ExportArgs),
    /// Read letters one a line and write a record of each, however many
    #[command(after_help = extract::HELP)]
    Extract(extract::ExtractArgs),
    /// Unite what any number of runs wrote, N-Quads or records, into any format
    #[command(after_help = merge::HELP)]
    Merge(merge::MergeArgs),
    /// Ask a graph who oversees, makes, funds or runs what
    #[command(after_help = ASK_HELP)]
    Ask(AskArgs),
    /// Ask letters with SPARQL: questions that are built in, or your own
    #[command(after_help = query::HELP)]
    Query(query::QueryArgs),
    /// Put letters into a triple store, a named graph each
    #[command(after_help = load::HELP)]
    Load(load::LoadArgs),
    /// Show letters in a browser, with SPARQL over them, to this machine alone
    #[command(after_help = serve::HELP)]
    Serve(serve::ServeArgs),
    /// Check the model, the lexicon and the rules, yours too; or whether graphs are right
    #[command(after_help = CHECK_HELP)]
    Check(CheckArgs),
    /// Hold graphs against gold graphs: precision, recall and F1
    #[command(after_help = SCORE_HELP)]
    Score(ScoreArgs),
    /// List names in letters that no lexicon holds, as a lexicon to mend and use
    #[command(after_help = SUGGEST_HELP)]
    Suggest(SuggestArgs),
    /// Print the script that completes commands in your shell
    #[command(after_help = COMPLETIONS_HELP)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write the pages that man shows, one for each command
    #[command(after_help = manual::HELP)]
    Manual(manual::ManualArgs),
}

const EXPORT_HELP: &str = "\
Examples:
  kamergraph export letter.docx                     output/<letter>/graph.ttl, .nt, .dot, .svg, .json
  kamergraph export letters/                        one graph of all letters: output/merged/graph.ttl, …
  kamergraph export 'letters/*.pdf' --name 2030     under a name of your own: output/2030/graph.ttl, …
  kamergraph export letters/ --each -f ttl,json     a graph for each letter, in two formats
  kamergraph export letters/ -f nq -o - > all.nq    quads as the letters are read, however many
  kamergraph export letters/ -f ndjson              a JSON record for each letter, however many
  kamergraph export - -f json -o - < letter.txt     from standard input to standard output
  kamergraph export letters/ -f svg --view oversight              who oversees what, as a picture
  kamergraph export letters/ -f png --focus AP --depth 2          what is two steps from the AP
  kamergraph export letters/ -f csv --only funds,commissions      money, for a spreadsheet

The same letter twice, as a Word file and as a PDF, is read once; so are questions that were sent
round before they were answered, where both bear their number.

Exit codes:
  0  all is well
  1  a letter could not be read, or a file not written (the rest was)
  2  the command line is wrong";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Letters (text, Word, PDF, web pages, XML): files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "LETTER", required = true)]
    pub letters: Vec<PathBuf>,
    /// Where to: a folder, which gets a folder for each graph; or - for standard output
    #[arg(short, long, value_name = "FOLDER", default_value = "output")]
    pub output: PathBuf,
    /// Which formats to write, with commas between them
    #[arg(short, long = "formats", value_name = "FORMAT", value_delimiter = ',',
          default_values_t = Format::DEFAULT, value_parser = part::format_parser())]
    pub formats: Vec<Format>,
    /// A graph for each letter, in place of one of all
    #[arg(long, conflicts_with_all = ["merge", "name"])]
    pub each: bool,
    /// One graph of all letters under the name "merged", even of a single one; several letters are
    /// merged without it
    #[arg(long)]
    pub merge: bool,
    /// Name of the merged graph, and of its folder
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What part of the graph is written.
    #[command(flatten)]
    pub part: part::PartArgs,
    /// How pictures are drawn.
    #[command(flatten)]
    pub drawing: part::DrawingArgs,
    /// How letters are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// How RDF is written.
    #[command(flatten)]
    pub rdf: rdf::RdfArgs,
}

/// How letters are read.
#[derive(Debug, Default, Args)]
pub struct ReadingArgs {
    /// Take every file for one of this form, whatever it looks like
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<inputs::Form>,
    /// Stop at the first letter that cannot be read, in place of going on with the rest
    #[arg(long)]
    pub fail_fast: bool,
}

const ASK_HELP: &str = "\
Questions, in English or in Dutch; names as loosely as you like:
  kamergraph ask who oversees AI-verordening        wie houdt toezicht op de AI-verordening
  kamergraph ask what does AP oversee               waar ziet de AP op toe
  kamergraph ask who funds Techkwadraat             wie financiert Techkwadraat
  kamergraph ask about Algoritmekader               over Algoritmekader
  kamergraph ask path AP AI-verordening             pad AP AI-verordening
  kamergraph ask why AP oversees AVG                waarom AP ziet toe op AVG
In place of \"oversees\" stands any predicate of the model, by its name or label in either language.

Exit codes:
  0  answered, or nothing says so
  1  no graph could be read, or no name fits
  2  the question is not understood";

/// Arguments of `ask`.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// The question
    #[arg(value_name = "QUESTION", required = true)]
    pub question: Vec<String>,
    /// Where to look: letters, graph.json files, or folders of either
    #[arg(short, long = "in", value_name = "PATH", default_value = "output")]
    pub within: Vec<PathBuf>,
    /// How to print the answer
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AnswerFormat,
}

/// How to print an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Sentences and tables for people
    Table,
    /// One JSON document
    Json,
    /// Comma-separated values with a header
    Csv,
}

const CHECK_HELP: &str = "\
Examples:
  kamergraph check                                       what is built in
  kamergraph check --lexicon names.ttl --rules more.toml and your own files with it
  kamergraph check --shapes                              the graphs under output/
  kamergraph check --shapes graph.ttl letter.docx        graphs, and what letters give

Every rule's example must give its claim, and its counter-example must not.

A right graph is one in which all shapes of ontology/shapes.ttl (SHACL) hold: every claim has
evidence, every quote stands where it is said to stand in the letter, domains and ranges hold, every
entity has one name a language, identifiers have their form. RDF in any syntax is checked, and
graph.json; a fault is told with the shape's name.

Exit codes:
  0  all is well
  1  a file has faults; all of them are listed, with file and line or with the shape's name
  2  the command line is wrong";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Check whether graphs are right, in place of what is built in
    #[arg(long)]
    pub shapes: bool,
    /// Graphs (RDF or graph.json), letters, or folders of either
    #[arg(
        value_name = "GRAPH|LETTER",
        requires = "shapes",
        default_value = "output"
    )]
    pub graphs: Vec<PathBuf>,
}

const SCORE_HELP: &str = "\
A gold graph is told from a letter by its content. Each letter is held against the gold graph whose
\"document\" is its number or its file's name; failing that, against the gold graph before it.

Examples:
  kamergraph score gold/2025Z08286.json letter.txt             figures of one letter
  kamergraph score gold/2025Z08286.json graph.json --verbose   and every miss and false alarm
  kamergraph score gold/*.json letters/                        figures of each, and over all

Exit codes:
  0  all is well
  1  something could not be read, or no letter fits a gold graph
  2  the command line is wrong";

/// Arguments of `score`.
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Gold graphs, and the letters (or graph.json files, or folders) to hold against them
    #[arg(value_name = "GOLD|LETTER", required = true, num_args = 2..)]
    pub files: Vec<PathBuf>,
    /// List every miss and every false alarm, and the figures of each predicate
    #[arg(short, long)]
    pub verbose: bool,
    /// How to print the figures
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ScoreFormat,
}

/// How to print figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// Lines for people
    Table,
    /// One JSON document
    Json,
}

const SUGGEST_HELP: &str = "\
Examples:
  kamergraph suggest letters/ > names.ttl              every name, the most frequent first
  kamergraph suggest letters/ --min 3 --format table   at a glance, those named three times or more
  kamergraph export letters/ --lexicon names.ttl       with the names that you kept

Exit codes:
  0  all is well
  1  a letter, the lexicon or the rules could not be read (other letters were)
  2  the command line is wrong";

/// Arguments of `suggest`.
#[derive(Debug, Args)]
pub struct SuggestArgs {
    /// Letters (text, Word, PDF, web pages, XML): files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "LETTER", required = true)]
    pub letters: Vec<PathBuf>,
    /// Leave out what is named less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min: usize,
    /// Show no more names than this
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How to print the names
    #[arg(long, value_name = "FORMAT", default_value = "ttl")]
    pub format: SuggestFormat,
    /// How letters are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to print suggested names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SuggestFormat {
    /// SKOS Turtle, ready to edit and to give to --lexicon
    Ttl,
    /// A table for people
    Table,
    /// One JSON document
    Json,
}

const COMPLETIONS_HELP: &str = "\
Examples:
  kamergraph completions bash > ~/.local/share/bash-completion/completions/kamergraph
  kamergraph completions zsh > ~/.zfunc/_kamergraph
  kamergraph completions fish > ~/.config/fish/completions/kamergraph.fish

Exit codes:
  0  all is well
  1  the script could not be written
  2  the command line is wrong";

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// All is well.
    Ok = 0,
    /// Something could not be read or written; the rest was.
    Fault = 1,
    /// The command line is wrong.
    Usage = 2,
}

/// A command line that clap takes and that makes no sense all the same.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UsageError(pub String);

impl Exit {
    /// The code for an error that ends the program.
    pub fn of(error: &anyhow::Error) -> Self {
        if error.is::<UsageError>() {
            Self::Usage
        } else {
            Self::Fault
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs a command.
///
/// # Errors
///
/// Whatever ends the command before its work is done.
pub fn run(cli: &Cli, console: &console::Console) -> anyhow::Result<Exit> {
    if !matches!(cli.command, Command::Serve(_)) {
        // Where the system takes no handlers, it ends the program itself.
        let _ = interrupt::watch(interrupt::end);
    }
    match &cli.command {
        Command::Export(args) => export::run(&cli.global, args, console),
        Command::Extract(args) => extract::run(&cli.global, args, console),
        Command::Merge(args) => merge::run(&cli.global, args, console),
        Command::Ask(args) => ask::run(&cli.global, args, console),
        Command::Query(args) => query::run(&cli.global, args, console),
        Command::Load(args) => load::run(&cli.global, args, console),
        Command::Serve(args) => serve::run(&cli.global, args, console),
        Command::Check(args) if args.shapes => shapes::run(&cli.global, &args.graphs, console),
        Command::Check(_) => check::run(&cli.global, console),
        Command::Score(args) => score::run(&cli.global, args, console),
        Command::Suggest(args) => suggest::run(&cli.global, args, console),
        Command::Completions { shell } => completions(*shell),
        Command::Manual(args) => manual::run(args, console),
    }
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "kamergraph", &mut script);
    console::print(&script)?;
    Ok(Exit::Ok)
}

/// A time in seconds, fractions too.
fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "it must be a number of seconds, as 30 or 0.5 is".to_owned())?;
    std::time::Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

fn base_iri(text: &str) -> Result<String, String> {
    if !text.ends_with(['/', '#']) {
        return Err("it must end in / or #, as https://example.org/graph/ does".to_owned());
    }
    match oxrdf::NamedNode::new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("it is no absolute IRI: {error}")),
    }
}
