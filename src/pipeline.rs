//! The one function that calls every stage in order: source, text, letter, mentions, relations,
//! graph.

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
use std::path::PathBuf;
use std::time::{Duration, Instant};

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
        let begun = Instant::now();
        let in_time = || begun.elapsed() < self.time;
        let over = |limit| TextError::over(&source.name, limit);
        let check = |stage| {
            let late = (!in_time()).then_some(Limit::Time(self.time, stage));
            late.map_or(Ok(()), |limit| Err(over(limit)))
        };
        let text = Text::read(source)?;
        check("its text")?;
        let letter = Letter::read(&text, source);
        check("its questions and answers")?;
        if letter.questions.len() > QUESTIONS {
            return Err(over(Limit::Questions(letter.questions.len())));
        }
        let prose = Prose::read(&letter, &self.knowledge.rules.words);
        let mentions = self.finder.find(&letter, &prose);
        check("its names")?;
        let claims = self.reader.read(&letter, &prose, &mentions, in_time);
        check("its claims")?;
        Ok(Extraction {
            source: source.name.clone(),
            letter,
            sentences: prose.sentences.iter().map(|s| s.span).collect(),
            mentions,
            claims,
        })
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
