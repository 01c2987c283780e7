//! kamergraph reads letters in which Dutch ministers answer written questions of parliament, and
//! gives a knowledge graph in which every edge carries the sentence that states it.
//!
//! From a letter to its graph, a question and a file:
//!
//! ```
//! use kamergraph::ask::ask;
//! use kamergraph::export::{Format, rdf::Options, render};
//! use kamergraph::pipeline::{Knowledge, Pipeline};
//! use kamergraph::source::Source;
//!
//! let knowledge = Knowledge::load(&[], &[])?;
//! let pipeline = Pipeline::new(&knowledge);
//! let text = "Vraag 1\nWie houdt toezicht?\nAntwoord 1\nDe Autoriteit Persoonsgegevens houdt toezicht op de AVG.\n";
//! let letter = pipeline.extract(&Source::memory("brief", text.into())?)?;
//! let graph = pipeline.graph(kamergraph::vocab::BASE_IRI, "brief", [&letter]);
//!
//! let question = ["who", "oversees", "AVG"].map(str::to_owned);
//! let answer = ask(&graph, &knowledge.model, &question)?;
//! assert_eq!(answer.facts.len(), 1);
//!
//! let turtle = render(&graph, &knowledge.model, &Options::default(), Format::Turtle)?;
//! assert!(String::from_utf8(turtle)?.contains("kg:oversees id:avg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules stand in the order in which the data flows; [`pipeline`] calls them so. What a page of
//! this documentation shows changes only as semantic versioning allows: before 1.0, with the minor
//! version. What is public and not shown is for the program, its tests and benchmarks, and may change
//! at any time.

/// Questions put to the graph, and their answers.
pub mod ask;
mod bytes;
/// The graph in a format each.
pub mod export;
mod fingerprint;
/// Claims of one or many letters become one graph.
pub mod graph;
mod key;
/// Text becomes a letter: heading, askers, answerers, questions, answers, footnotes.
pub mod letter;
/// The names to look for (`ontology/lexicon/*.ttl`).
pub mod lexicon;
/// How much of anything is read.
pub mod limits;
/// A letter and a lexicon give the mentions of entities.
pub mod mention;
/// What any number of runs wrote becomes one graph.
pub mod merge;
/// The model (`ontology/model.ttl`): classes, predicates, domains and ranges.
pub mod model;
mod pattern;
/// The one place that calls every stage in order.
pub mod pipeline;
mod prepared;
/// A letter becomes sentences and words.
#[doc(hidden)]
pub mod prose;
/// Mentions and rules give claims, each with its evidence.
pub mod relation;
/// The frames and patterns by which relations are found (`ontology/rules/*.toml`), checked.
pub mod rule;
/// How good a graph is, held against one that a careful reader drew.
pub mod score;
/// What the server answers: the explorer, letters, SPARQL.
#[doc(hidden)]
pub mod serve;
/// What a right graph is (`ontology/shapes.ttl`), and what is wrong with one.
pub mod shape;
mod sieve;
/// A path or standard input becomes bytes with an identity.
pub mod source;
/// Positions in a text: bytes, end-exclusive.
pub mod span;
/// RDF put into a triple store, in memory or by HTTP, and asked there with SPARQL.
pub mod store;
/// Letters one a line in, a record each out.
pub mod stream;
/// Names in letters that no lexicon holds, as a lexicon to mend and use.
pub mod suggest;
/// Bytes become clean Unicode text, each line with its place in the source.
pub mod text;
/// A part of a graph: what a picture or a file is to show.
pub mod view;
/// The names of all classes, predicates and namespaces that the program itself speaks of.
pub mod vocab;
