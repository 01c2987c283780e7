//! `query`: SPARQL over letters, in memory.

use super::console::{Console, harmless, print, width};
use super::{Exit, Global, ReadingArgs, UsageError, graphs, summary};
use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use kamergraph::export::no_formula;
use kamergraph::export::rdf::Options;
use kamergraph::limits::unreadable;
use kamergraph::pipeline::Knowledge;
use kamergraph::store::kept::{self, Kept};
use kamergraph::store::local::{Limits, Local, Prepared, QueryError};
use kamergraph::store::results::{self, Results};
use kamergraph::store::{NamedGraph, by_letter};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use oxrdfio::RdfFormat;
use sparesults::QueryResultsFormat;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How narrow a column may become: characters, with a blank on either side.
const NARROWEST: u16 = 10;

/// Examples and exit codes.
pub const HELP: &str = "\
Examples:
  kamergraph query --list                           the questions that are built in
  kamergraph query who-oversees-what letter.docx    one of them, put to a letter
  kamergraph query money-flows letters/ --format csv > money.csv
  kamergraph query mine.rq letters/                 a query of your own
  kamergraph query 'SELECT ?law { ?law a kg:Legislation }' letters/
  kamergraph query --show planned > planned.rq      as a file, to change or to run in any store

The default graph is all letters together and the model; named graphs are each letter
(<https://w3id.org/kamergraph/letter/ID>), the model (<https://w3id.org/kamergraph/def>) and the
lexicon (<https://w3id.org/kamergraph/lexicon>). The prefixes dcterms, kg, oa, owl, prov, rdf, rdfs,
skos and xsd need no declaration.

Exit codes:
  0  answered, also where the answer is empty
  1  something could not be read, or the query failed
  2  the command line or the query is wrong";

/// Arguments of `query`.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The query: a name from --list, a file, the query itself, or - for standard input
    #[arg(value_name = "QUERY", required_unless_present_any = ["list", "show"])]
    pub query: Option<String>,
    /// Where to look: letters, graph.json files, or folders of either
    #[arg(value_name = "LETTER", default_value = "output")]
    pub within: Vec<PathBuf>,
    /// List the questions that are built in
    #[arg(long, conflicts_with_all = ["query", "show"])]
    pub list: bool,
    /// Print a question that is built in, as a file
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    pub show: Option<String>,
    /// How to print the answer
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub format: QueryFormat,
    /// Print no more rows, or triples, than this
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub limit: usize,
    /// Stop after so many seconds; 0: never
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = super::seconds)]
    pub timeout: Duration,
    /// How letters are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to print what a query gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// A table for people; Turtle where the query gives triples
    Table,
    /// SPARQL 1.1 Query Results JSON
    Json,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values, each term as in Turtle
    Tsv,
    /// SPARQL Query Results XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to ask, or the query is wrong or takes too long.
pub fn run(global: &Global, args: &QueryArgs, console: &Console) -> anyhow::Result<Exit> {
    if args.list {
        print(list(args.format)?.as_bytes())?;
        return Ok(Exit::Ok);
    }
    if let Some(name) = &args.show {
        print(kept(name)?.text.as_bytes())?;
        return Ok(Exit::Ok);
    }
    let (name, text) = text(args.query.as_deref().unwrap_or_default())?;
    // A query that is wrong is told before any letter is read.
    let prepared = Prepared::read(&text).map_err(|error| match name {
        Some(name) => UsageError(format!("{name}: {error}")),
        None => UsageError(error.to_string()),
    })?;
    let (store, faults) = store(global, args, &prepared, console)?;
    let limits = Limits {
        time: Some(args.timeout).filter(|time| !time.is_zero()),
        rows: Some(args.limit),
    };
    let results = store
        .query(&prepared, limits)
        .map_err(|error| match error {
            QueryError::Service => UsageError(error.to_string()).into(),
            error => anyhow::Error::new(error),
        })?;
    print(&rendered(&results, args.format)?)?;
    if results.more() {
        console.note("there is more: allow it with a higher --limit");
    }
    if matches!(&results, Results::Rows { rows, .. } if rows.is_empty()) {
        console.note("no rows: nothing in these letters fits the query");
    }
    Ok(if faults { Exit::Fault } else { Exit::Ok })
}

/// The text of a query, and what messages call it.
fn text(query: &str) -> anyhow::Result<(Option<String>, String)> {
    if let Some(kept) = Kept::named(query) {
        return Ok((Some(kept.name.to_owned()), kept.text.to_owned()));
    }
    if query == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.context("the query on standard input cannot be read")?;
        return Ok((Some("standard input".to_owned()), text));
    }
    let path = Path::new(query);
    if query.contains(|c: char| c == '{' || c.is_whitespace()) && !path.exists() {
        return Ok((None, query.to_owned()));
    }
    let is_file = path.exists() || path.extension().is_some() || query.contains(['/', '\\']);
    if !is_file {
        kept(query)?;
    }
    let text = std::fs::read_to_string(path)
        .map_err(|cause| anyhow!("the query {query}: {}", unreadable(&cause)))?;
    Ok((Some(query.to_owned()), text))
}

/// A question that is built in.
fn kept(name: &str) -> Result<&'static Kept, UsageError> {
    Kept::named(name).ok_or_else(|| {
        let offer = kept::nearest(name)
            .map_or_else(|| ": ".to_owned(), |near| format!("; do you mean {near}? "));
        UsageError(format!(
            "no query is called \"{name}\"{offer}\"kamergraph query --list\" lists them; a file \
             and a query in quotation marks will do as well"
        ))
    })
}

/// A store of all that is to be looked at, and whether something could not be read.
fn store(
    global: &Global,
    args: &QueryArgs,
    prepared: &Prepared,
    console: &Console,
) -> anyhow::Result<(Local, bool)> {
    let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
    let model = &knowledge.model;
    // a graph.json may have been made by other rules: their hashes are left untold
    let options = Options {
        names: Some(&knowledge.lexicon),
        ..Options::default()
    };
    let store = Local::new()?;
    let mut empty = true;
    let faults = graphs::each(global, &args.within, &args.reading, console, |graph| {
        for graph in by_letter(&graph) {
            empty &= graph.graph.node_count() == 0;
            store.add(&NamedGraph::of(&graph, model, &options)?)?;
        }
        Ok(())
    })?;
    if empty {
        bail!("{}", graphs::NOTHING);
    }
    if prepared.sees_named_graphs() {
        store.add_lexicon(&global.lexicon)?;
    }
    Ok((store, faults))
}

fn rendered(results: &Results, format: QueryFormat) -> anyhow::Result<Vec<u8>> {
    let table = |form| results.table(form);
    let done = match format {
        QueryFormat::Table => return in_table(results),
        QueryFormat::Json => table(QueryResultsFormat::Json),
        QueryFormat::Csv => without_formulas(results).table(QueryResultsFormat::Csv),
        QueryFormat::Tsv => table(QueryResultsFormat::Tsv),
        QueryFormat::Xml => table(QueryResultsFormat::Xml),
        QueryFormat::Ttl => results.graph(RdfFormat::Turtle),
        QueryFormat::Nt => results.graph(RdfFormat::NTriples),
    }?;
    let Some(mut bytes) = done else {
        let message = match results {
            Results::Graph { .. } => "the query gives triples: print them with --format ttl or nt",
            _ => "the query gives a table: print it with --format table, json, csv, tsv or xml",
        };
        return Err(UsageError(message.to_owned()).into());
    };
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Rows for a spreadsheet: what a letter says is no formula. Numbers and dates stay as they are.
fn without_formulas(results: &Results) -> Results {
    let mut results = results.clone();
    if let Results::Rows { rows, .. } = &mut results {
        for term in rows.iter_mut().flatten().flatten() {
            if let Term::Literal(literal) = term
                && (literal.datatype() == xsd::STRING || literal.language().is_some())
            {
                *term = Literal::new_simple_literal(no_formula(literal.value())).into();
            }
        }
    }
    results
}

fn in_table(results: &Results) -> anyhow::Result<Vec<u8>> {
    match results {
        Results::Boolean(yes) => Ok(if *yes { "yes\n" } else { "no\n" }.into()),
        Results::Graph { .. } => Ok(results.graph(RdfFormat::Turtle)?.unwrap_or_default()),
        Results::Rows {
            variables, rows, ..
        } => {
            let mut table = Table::new();
            table
                .load_preset(presets::UTF8_HORIZONTAL_ONLY)
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width())
                .set_header(variables.iter().map(|v| v.as_str().to_owned()));
            for row in rows {
                table.add_row(
                    row.iter()
                        .map(|term| term.as_ref().map_or_else(String::new, cell)),
                );
            }
            shape(&mut table);
            let text = format!("{}\n", summary::trimmed(&table));
            Ok(harmless(&text).into_owned().into_bytes())
        }
    }
}

/// Where the table is too wide, narrow columns stay as they are, and wide ones share the rest:
/// a sentence gets more of it than a name, but not all.
fn shape(table: &mut Table) {
    let wanted: Vec<u16> = table.column_max_content_widths();
    let padded = |content: u16| content.saturating_add(2);
    let gaps = u16::try_from(wanted.len())
        .unwrap_or(u16::MAX)
        .saturating_sub(1);
    let mut left = width().saturating_sub(gaps);
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| wanted[*i]);
    let mut widths = vec![0; wanted.len()];
    while let Some((&first, rest)) = order.split_first() {
        let share = left / u16::try_from(order.len()).unwrap_or(u16::MAX);
        if padded(wanted[first]) > share {
            break;
        }
        widths[first] = padded(wanted[first]);
        left -= widths[first];
        order = rest.to_vec();
    }
    let weight = |i: usize| u32::from(wanted[i]).isqrt();
    let all = order.iter().map(|i| weight(*i)).sum::<u32>().max(1);
    for i in order {
        let part = u32::from(left) * weight(i) / all;
        widths[i] = u16::try_from(part).unwrap_or(u16::MAX).max(NARROWEST);
    }
    let fixed = widths
        .into_iter()
        .map(|w| ColumnConstraint::Absolute(Width::Fixed(w)));
    table.set_constraints(fixed);
}

/// A term for people: a literal's text without its type and language, an IRI with its prefix.
fn cell(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal
            .value()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        Term::NamedNode(node) => results::shortened(node.as_str()),
        Term::BlankNode(_) | Term::Triple(_) => term.to_string(),
    }
}

fn list(format: QueryFormat) -> anyhow::Result<String> {
    let head = |kept: &Kept| (kept.name, kept.head("Question"), kept.head("Vraag"));
    if format == QueryFormat::Json {
        let all = kept::ALL
            .iter()
            .map(head)
            .map(|(name, en, nl)| serde_json::json!({"name": name, "question": en, "vraag": nl}));
        let all: Vec<_> = all.collect();
        return Ok(format!("{}\n", serde_json::to_string_pretty(&all)?));
    }
    let mut out = String::new();
    for (name, en, nl) in kept::ALL.iter().map(head) {
        let _ = writeln!(out, "{name}\n    {en}\n    {nl}");
    }
    Ok(out)
}
