//! Questions put to the graph, and their answers, each with the sentence that says so.
//!
//! `who oversees X`, `what does X oversee`, `about X`, `path X Y`, `why X oversees Y`, for every
//! predicate of the model, in English and in Dutch. How questions may be put is data:
//! `ontology/questions.toml`.

mod answer;
mod grammar;
pub(crate) mod name;

use crate::graph::{Edge, Graph, Node};
use crate::model::Model;
use answer::{Claims, View};
use grammar::{Grammar, Kind, Reading};
use petgraph::Direction::{Incoming, Outgoing};

/// A language in which one can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Dutch.
    Nl,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The subjects of claims.
    Subject,
    /// The objects of claims.
    Object,
    /// Everything about an entity.
    About,
    /// A chain of claims between two entities.
    Path,
    /// The sentences behind a claim.
    Why,
}

/// A claim that answers.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'g> {
    /// Its subject.
    pub subject: &'g Node,
    /// Its object.
    pub object: &'g Node,
    /// Predicate, status and evidence.
    pub edge: &'g Edge,
    /// What the predicate is called in the language of the question.
    pub label: &'g str,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer<'g> {
    /// What was asked for.
    pub asked: Asked,
    /// The language of the question.
    pub lang: Lang,
    /// The question as understood, with `…` for what is sought: "… oversees AVG".
    pub title: String,
    /// Name of the predicate, where one was asked for.
    pub predicate: Option<&'g str>,
    /// The entities that were asked about.
    pub entities: Vec<&'g Node>,
    /// Names that were not quite those of an entity, and for what they were taken.
    pub taken: Vec<(String, &'g str)>,
    /// The claims that answer. Empty: nothing says so.
    pub facts: Vec<Fact<'g>>,
    /// Claims close by: of a kindred predicate, or between the same two entities.
    pub also: Vec<Fact<'g>>,
    graph: &'g Graph,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// No pattern fits.
    #[error(
        "the question \"{0}\" is not understood; ask for example: who oversees NAME, \
         what does NAME oversee, about NAME, path NAME NAME, why NAME oversees NAME \
         (kamergraph ask --help lists more)"
    )]
    NotUnderstood(String),
    /// No entity of the graph has that name.
    #[error("nothing here is called \"{name}\"{}", offer(suggestions))]
    NoSuchName {
        /// The name.
        name: String,
        /// Names that look like it, the nearest first.
        suggestions: Vec<String>,
    },
    /// Several entities fit equally well.
    #[error("\"{name}\" may stand for {}: give more of the name", candidates.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// Their names.
        candidates: Vec<String>,
    },
    /// The patterns that are built in are at odds with the model.
    #[error("the questions that are built in cannot be used: {0}")]
    Grammar(String),
}

fn offer(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        ", nor anything like it".to_owned()
    } else {
        format!("; do you mean {}?", suggestions.join(", or "))
    }
}

/// A graph made ready for questions: what all of them need is gathered once.
///
/// ```
/// use kamergraph::{ask::Asker, graph::Graph, model::Model};
///
/// let (graph, model) = (Graph::default(), Model::embedded()?);
/// let asker = Asker::new(&graph, &model)?;
/// let words = ["who", "oversees", "AVG"].map(str::to_owned);
/// assert!(asker.ask(&words).is_err(), "nothing in an empty graph is called AVG");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Asker<'g> {
    graph: &'g Graph,
    model: &'g Model,
    grammar: Grammar,
    names: name::Names<'g>,
    claims: Claims,
}

impl<'g> Asker<'g> {
    /// Gathers the ways of asking and the names of all entities.
    ///
    /// # Errors
    ///
    /// [`AskError::Grammar`] when the patterns and the model do not fit.
    ///
    /// # Complexity
    ///
    /// Linear in the number of names and of edges.
    pub fn new(graph: &'g Graph, model: &'g Model) -> Result<Self, AskError> {
        Ok(Self {
            graph,
            model,
            grammar: Grammar::embedded(model)?,
            names: name::Names::new(graph),
            claims: Claims::new(graph),
        })
    }

    /// Answers a question. `words` are the arguments as given: one word each, or a name with spaces
    /// in one.
    ///
    /// # Errors
    ///
    /// [`AskError`] when the question is not understood, or a name in it fits nothing or too much.
    /// An answer that nothing is said is no error.
    ///
    /// # Complexity
    ///
    /// Where a name is an entity's own, linear in what is claimed of the entity, however large the
    /// graph is; where it is not, all names are gone through.
    pub fn ask(&self, words: &[String]) -> Result<Answer<'g>, AskError> {
        let readings = self.grammar.read(words);
        let Some(best) = readings.first() else {
            return Err(AskError::NotUnderstood(words.join(" ")));
        };
        let found = |reading: &Reading| {
            let names = reading.names.iter().map(|n| self.names.find(n));
            names.collect::<Result<Vec<_>, _>>()
        };
        // Where the words can be split in several ways, the names decide.
        let exact = readings.iter().find_map(|reading| {
            let names = found(reading).ok()?;
            names.iter().all(|n| n.exact).then_some((reading, names))
        });
        let near = || {
            let mut equal = readings
                .iter()
                .take_while(|r| r.literal_words() == best.literal_words());
            equal.find_map(|reading| Some((reading, found(reading).ok()?)))
        };
        let (reading, names) = match exact.or_else(near) {
            Some(found) => found,
            None => (best, found(best)?),
        };
        Ok(self.answer(reading, &names))
    }

    fn answer(&self, reading: &Reading, names: &[name::Taken]) -> Answer<'g> {
        let (graph, model) = (self.graph, self.model);
        let view = View {
            graph,
            claims: &self.claims,
            model,
            lang: reading.lang,
        };
        let entities: Vec<&Node> = names.iter().filter_map(|n| graph.node(n.node)).collect();
        let label = |i: usize| entities.get(i).map_or("…", |n| n.label.as_str());
        let taken = names
            .iter()
            .zip(&reading.names)
            .enumerate()
            .filter(|(_, (taken, _))| !taken.exact)
            .map(|(i, (_, name))| {
                (
                    name.clone(),
                    entities.get(i).map_or("", |n| n.label.as_str()),
                )
            })
            .collect();
        let mut out = Answer {
            asked: Asked::About,
            lang: reading.lang,
            title: label(0).to_owned(),
            predicate: None,
            taken,
            facts: Vec::new(),
            also: Vec::new(),
            entities: entities.clone(),
            graph,
        };
        let (Some(x), y) = (names.first().map(|n| n.node), names.get(1).map(|n| n.node)) else {
            return out;
        };
        let info = |id| model.predicate_info(id);
        let text = |id| view.label(&info(id).name);
        match (reading.kind, y) {
            (Kind::Subject(id) | Kind::Object(id), _) => {
                let seeks_subject = matches!(reading.kind, Kind::Subject(_));
                let side = if seeks_subject { Incoming } else { Outgoing };
                (out.asked, out.title) = if seeks_subject {
                    (Asked::Subject, format!("… {} {}", text(id), label(0)))
                } else {
                    (Asked::Object, format!("{} {} …", label(0), text(id)))
                };
                out.predicate = Some(&info(id).name);
                out.facts = view.claims(x, side, id);
                out.also = self
                    .grammar
                    .also(id)
                    .iter()
                    .flat_map(|p| view.claims(x, side, *p))
                    .collect();
            }
            (Kind::Why(id), Some(y)) => {
                out.asked = Asked::Why;
                out.title = format!("{} {} {}", label(0), text(id), label(1));
                out.predicate = Some(&info(id).name);
                let turned = |f: &Fact| info(id).symmetric || std::ptr::eq(f.subject, entities[0]);
                (out.facts, out.also) = view
                    .between(x, y)
                    .into_iter()
                    .partition(|f| *f.edge.predicate == *info(id).name && turned(f));
            }
            (Kind::Path, Some(y)) => {
                out.asked = Asked::Path;
                out.title = format!("{} → {}", label(0), label(1));
                out.facts = view.path(x, y);
            }
            _ => out.facts = view.all_claims(x),
        }
        out
    }
}

/// Answers a single question.
///
/// # Errors
///
/// As [`Asker::new`] and [`Asker::ask`].
pub fn ask<'g>(
    graph: &'g Graph,
    model: &'g Model,
    words: &[String],
) -> Result<Answer<'g>, AskError> {
    Asker::new(graph, model)?.ask(words)
}

/// How many ways there are to put a question; for `kamergraph check`.
///
/// # Errors
///
/// [`AskError::Grammar`] when the patterns and the model do not fit.
pub fn patterns(model: &Model) -> Result<usize, AskError> {
    Ok(Grammar::embedded(model)?.len())
}
