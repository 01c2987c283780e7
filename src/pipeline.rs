//! The one place that calls every stage in order: source, text, letter, mentions, relations, graph.

mod clock;

use crate::graph::{Graph, GraphBuilder};
use crate::letter::Letter;
use crate::lexicon::{Lexicon, LexiconError};
use crate::limits::{LETTER_TIME, Limit, QUESTIONS};
use crate::mention::{Finder, Mentions};
use crate::model::{Model, ModelError};
use crate::prepared;
use crate::prose::Prose;
use crate::relation::{Claim, Reader};
use crate::rule::{RuleError, Rules};
use crate::source::Source;
use crate::span::Span;
use crate::text::{Text, TextError};
use clock::{Clock, OnTheWay};
use std::path::PathBuf;
use std::time::Duration;

/// What the program knows before it reads a letter: loaded once, the same for all letters.
#[derive(Debug)]
pub struct Knowledge {
    /// Classes and predicates.
    pub model: Model,
    /// The names to look for.
    pub lexicon: Lexicon,
    /// The frames and patterns.
    pub rules: Rules,
}

/// Why the program cannot begin: every fault of every data file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// The model that is built in.
    #[error("the model cannot be used: {0}")]
    Model(#[from] ModelError),
    /// A lexicon, the built-in one or the user's.
    #[error("the lexicon cannot be used:\n{0}")]
    Lexicon(LexiconError),
    /// Rules, the built-in ones or the user's.
    #[error("the rules cannot be used:\n{0}")]
    Rules(RuleError),
    /// Both.
    #[error("the lexicon cannot be used:\n{0}\nthe rules cannot be used:\n{1}")]
    Both(LexiconError, RuleError),
}

impl Knowledge {
    /// What is built in, with the user's lexicons (SKOS Turtle) and rules (TOML) added.
    ///
    /// # Errors
    ///
    /// [`KnowledgeError`] with all faults of all files at once.
    pub fn load(lexicons: &[PathBuf], rules: &[PathBuf]) -> Result<Self, KnowledgeError> {
        let model = prepared::model().map_or_else(Model::embedded, Ok)?;
        // A user's names are held against the built-in ones, for which the sources are needed.
        let built_in = || lexicons.is_empty().then(prepared::lexicon).flatten();
        Self::of(model, rules, |model| {
            built_in().map_or_else(|| Lexicon::load(model, lexicons), Ok)
        })
    }

    /// The same as [`Knowledge::load`], with every file read and checked anew, the built-in ones
    /// too: it takes a multiple of the time.
    ///
    /// # Errors
    ///
    /// [`KnowledgeError`] with all faults of all files at once.
    pub fn read(lexicons: &[PathBuf], rules: &[PathBuf]) -> Result<Self, KnowledgeError> {
        Self::of(Model::embedded()?, rules, |model| {
            Lexicon::load(model, lexicons)
        })
    }

    fn of(
        model: Model,
        rules: &[PathBuf],
        lexicon: impl FnOnce(&Model) -> Result<Lexicon, LexiconError>,
    ) -> Result<Self, KnowledgeError> {
        // No thread of the pool: what they allocate takes more of the system's time.
        let (lexicon, rules) = std::thread::scope(|scope| {
            let read = || Rules::load(&model, rules);
            let rules = scope.spawn(read);
            let lexicon = lexicon(&model);
            (lexicon, rules.join().unwrap_or_else(|_| read()))
        });
        match (lexicon, rules) {
            (Ok(lexicon), Ok(rules)) => Ok(Self {
                model,
                lexicon,
                rules,
            }),
            (Err(lexicon), Ok(_)) => Err(KnowledgeError::Lexicon(lexicon)),
            (Ok(_), Err(rules)) => Err(KnowledgeError::Rules(rules)),
            (Err(lexicon), Err(rules)) => Err(KnowledgeError::Both(lexicon, rules)),
        }
    }
}

/// So many letters [`Pipeline::extract_all`] takes through the stages together: more take more memory, and made
/// the program no faster.
pub const TOGETHER: usize = 4;

/// What one letter gives.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// What messages call its source: the path, or `-`.
    pub source: String,
    /// Its structure.
    pub letter: Letter,
    /// Its sentences, as bytes of its text, in their order.
    pub sentences: Vec<Span>,
    /// The entities that it names, and where.
    pub mentions: Mentions,
    /// What it says of them.
    pub claims: Vec<Claim>,
}

/// A letter whose names are known.
struct Named {
    letter: Letter,
    prose: Prose,
    mentions: Mentions,
}

/// All stages, prepared once and run for each letter.
///
/// ```
/// use kamergraph::{pipeline::{Knowledge, Pipeline}, source::Source};
///
/// let knowledge = Knowledge::load(&[], &[])?;
/// let pipeline = Pipeline::new(&knowledge);
/// let letter = pipeline.extract(&Source::memory("brief", "Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n".into())?)?;
/// let graph = pipeline.graph(kamergraph::vocab::BASE_IRI, "my letter", [&letter]);
/// assert_eq!(graph.letters, [letter.letter.id]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Pipeline<'a> {
    knowledge: &'a Knowledge,
    finder: Finder<'a>,
    reader: Reader<'a>,
    time: Duration,
}

impl<'a> Pipeline<'a> {
    /// Prepares the search for all names and rules.
    pub fn new(knowledge: &'a Knowledge) -> Self {
        let Knowledge {
            model,
            lexicon,
            rules,
        } = knowledge;
        Self {
            knowledge,
            finder: Finder::new(model, lexicon, rules),
            reader: Reader::new(model, rules),
            time: LETTER_TIME,
        }
    }

    /// Gives each letter another time than [`LETTER_TIME`].
    #[must_use]
    pub const fn within(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Source, text, letter, prose, mentions, relations.
    ///
    /// # Errors
    ///
    /// [`TextError`] when the source holds no text, or is over a [limit](crate::limits).
    pub fn extract(&self, source: &Source) -> Result<Extraction, TextError> {
        let letter = self.letter(source)?;
        let letter = self.mentions(letter)?;
        self.claims(letter)
    }

    /// The same of several letters, in their order, and a little faster: each stage is run for [`TOGETHER`]
    /// of them before the next, so that what it needs stays close to the processor meanwhile.
    pub fn extract_all<'s>(
        &self,
        sources: impl IntoIterator<Item = &'s Source>,
    ) -> Vec<Result<Extraction, TextError>> {
        let mut sources = sources.into_iter();
        let mut all = Vec::with_capacity(sources.size_hint().0);
        loop {
            let some = sources.by_ref().take(TOGETHER);
            let letters: Vec<_> = some.map(|source| self.letter(source)).collect();
            if letters.is_empty() {
                return all;
            }
            let letters = letters.into_iter().map(|letter| self.mentions(letter?));
            let letters: Vec<_> = letters.collect();
            all.extend(letters.into_iter().map(|letter| self.claims(letter?)));
        }
    }

    /// Source, text, letter.
    fn letter<'s>(&self, source: &'s Source) -> Result<OnTheWay<'s, Letter>, TextError> {
        let clock = Clock::new(source, self.time);
        let text = Text::read(source)?;
        clock.check("its text")?;
        let letter = Letter::read(&text, source);
        if letter.questions.len() > QUESTIONS {
            let limit = Limit::Questions(letter.questions.len());
            return Err(TextError::over(&source.name, limit));
        }
        clock.stop(letter, "its questions and answers")
    }

    /// Letter, prose, mentions.
    fn mentions<'s>(&self, letter: OnTheWay<'s, Letter>) -> Result<OnTheWay<'s, Named>, TextError> {
        let (clock, letter) = letter.go_on();
        let prose = Prose::read(&letter, &self.knowledge.rules.words);
        let mentions = self.finder.find(&letter, &prose);
        let named = Named {
            letter,
            prose,
            mentions,
        };
        clock.stop(named, "its names")
    }

    /// Letter, prose, mentions, relations.
    fn claims(&self, letter: OnTheWay<'_, Named>) -> Result<Extraction, TextError> {
        let (clock, named) = letter.go_on();
        let Named {
            letter,
            prose,
            mentions,
        } = named;
        let claims = self
            .reader
            .read(&letter, &prose, &mentions, || clock.is_in_time());
        let extraction = Extraction {
            source: clock.source.name.clone(),
            letter,
            sentences: prose.sentences.iter().map(|s| s.span).collect(),
            mentions,
            claims,
        };
        Ok(clock.stop(extraction, "its claims")?.made)
    }

    /// The graph of some letters, under a name of its own. IRIs begin with `base_iri`. The order
    /// of the letters plays no part.
    pub fn graph<'e>(
        &self,
        base_iri: &str,
        name: &str,
        letters: impl IntoIterator<Item = &'e Extraction>,
    ) -> Graph {
        let mut builder = GraphBuilder::new(base_iri, &self.knowledge.model);
        for Extraction {
            letter,
            sentences,
            mentions,
            claims,
            ..
        } in letters
        {
            builder.add(letter, sentences, mentions, claims);
        }
        builder.infer(&self.knowledge.lexicon);
        builder.finish(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_together_give_what_each_gives_alone() {
        let knowledge = Knowledge::load(&[], &[]).unwrap();
        let pipeline = Pipeline::new(&knowledge);
        let source = |at: usize| {
            let text = match at {
                3 => "Vraag 1\nKlopt dit?\n".repeat(QUESTIONS + 1),
                _ => format!("Vraag {at}\nHoudt de ACM toezicht op PostNL?\nAntwoord {at}\nJa.\n"),
            };
            Source::memory(&format!("brief-{at}"), text.into_bytes()).unwrap()
        };
        let sources: Vec<Source> = (1..=TOGETHER * 2 + 1).map(source).collect();
        let together = pipeline.extract_all(&sources);
        assert_eq!(together.len(), sources.len());
        for (source, together) in sources.iter().zip(together) {
            let alone = pipeline.extract(source);
            assert_eq!(alone.is_err(), source.name == "brief-3");
            assert_eq!(format!("{together:?}"), format!("{alone:?}"));
        }
    }
}
