//! Graphs put into a store. What the store holds already is left alone, so that a load that was
//! broken off goes on where it stopped, and one that is done twice changes nothing. Faults that may
//! pass are tried again, each time after a longer wait; at the end the store is asked what it holds.

use super::NamedGraph;
use super::http::HttpError;
use super::remote::{Held, Remote};
use std::io;
use std::time::Duration;

/// The longest wait before another try.
const LONGEST: Duration = Duration::from_secs(30);
/// The longest wait that a store may ask for.
const PATIENCE: Duration = Duration::from_secs(120);

/// How faults that may pass are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How many times more a request is tried.
    pub times: u32,
    /// How long to wait before the first of them; twice as long before each other.
    pub wait: Duration,
}

/// What became of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The store held it already.
    Unchanged,
    /// The store did not hold it, or nobody can say.
    New,
    /// The store held another graph under that name.
    Replaced,
    /// Why it could not be put.
    Failed(String),
    /// Not tried, because the store was gone.
    Left,
}

/// What was done with a graph, and what the store then held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its name.
    pub iri: String,
    /// How many triples it has.
    pub triples: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// How many triples the store holds of it at the end, where that is known.
    pub held: Option<usize>,
    /// Whether these are the ones that were sent; `None` where the store cannot be asked.
    pub same: Option<bool>,
}

impl Loaded {
    /// Whether the store has it, as far as one can see.
    pub const fn is_well(&self) -> bool {
        !matches!(self.outcome, Outcome::Failed(_) | Outcome::Left)
            && !matches!(self.same, Some(false))
    }
}

/// What goes on while graphs are put.
#[derive(Debug)]
pub enum Event<'a> {
    /// A fault that may pass; how long is waited; which try it was, of how many.
    Waiting(&'a HttpError, Duration, u32, u32),
    /// Another graph is done.
    Done,
}

/// Graphs that can be read again: once to put them, once to hold them against the store.
pub trait Graphs {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// One of them.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn get(&self, at: usize) -> io::Result<NamedGraph>;
}

/// Puts graphs into a store, one after another, and gives what became of each.
///
/// # Errors
///
/// When a graph cannot be read; what goes wrong with the store stands in the outcomes.
pub fn load(
    store: &mut Remote,
    graphs: &impl Graphs,
    retry: Retry,
    mut told: impl FnMut(Event<'_>),
) -> io::Result<Vec<Loaded>> {
    let mut out = Vec::with_capacity(graphs.len());
    let mut gone = false;
    for at in 0..graphs.len() {
        let graph = graphs.get(at)?;
        let outcome = if gone {
            Outcome::Left
        } else {
            let done = patiently(retry, &mut told, || put(store, &graph));
            done.unwrap_or_else(|error| {
                gone = !error.of_content();
                Outcome::Failed(error.to_string())
            })
        };
        out.push(Loaded {
            triples: graph.triples.len(),
            iri: graph.iri,
            outcome,
            held: None,
            same: None,
        });
        told(Event::Done);
    }
    for (at, loaded) in out.iter_mut().enumerate() {
        if gone {
            break;
        }
        let graph = graphs.get(at)?;
        match patiently(retry, &mut told, || kept(store, &graph, &loaded.outcome)) {
            Ok(held) => (loaded.held, loaded.same) = (held.count(), held.is(&graph)),
            Err(error) => {
                gone = !error.of_content();
                loaded.outcome = Outcome::Failed(format!("it cannot be read back: {error}"));
            }
        }
    }
    Ok(out)
}

/// Puts a graph unless the store holds it.
fn put(store: &mut Remote, graph: &NamedGraph) -> Result<Outcome, HttpError> {
    let held = store.held(&graph.iri)?;
    // A number alone does not tell that nothing changed.
    if matches!(held, Held::Triples(_)) && held.is(graph) == Some(true) {
        return Ok(Outcome::Unchanged);
    }
    store.put(graph)?;
    Ok(if held.count().is_some_and(|n| n > 0) {
        Outcome::Replaced
    } else {
        Outcome::New
    })
}

/// What the store holds of a graph at the end. A store that went down after it took the graph may
/// have lost it: then it is put once more.
fn kept(store: &mut Remote, graph: &NamedGraph, outcome: &Outcome) -> Result<Held, HttpError> {
    let held = store.held(&graph.iri)?;
    if held.is(graph) == Some(false) && !matches!(outcome, Outcome::Failed(_)) {
        store.put(graph)?;
        return store.held(&graph.iri);
    }
    Ok(held)
}

/// Tries until it works, or there is no point in trying any more.
fn patiently<T>(
    retry: Retry,
    told: &mut impl FnMut(Event<'_>),
    mut task: impl FnMut() -> Result<T, HttpError>,
) -> Result<T, HttpError> {
    let mut wait = retry.wait;
    for tried in 0..retry.times {
        let error = match task() {
            Err(error) if error.passes() => error,
            done => return done,
        };
        let pause = error.after().map_or(wait, |after| after.min(PATIENCE));
        told(Event::Waiting(&error, pause, tried + 1, retry.times + 1));
        std::thread::sleep(pause);
        wait = (wait * 2).min(LONGEST);
    }
    task()
}
