//! Letters of our own making, as many as one likes, the same on every machine.
//!
//! A letter follows from the seed and its place in the row alone, so a row of a million begins like a
//! row of ten. Its names come from the lexicon, its claims from the examples of the rules; what it
//! states is known, so it shows as well whether the program reads it rightly.

pub mod content;
pub mod form;
pub mod house;
pub mod markup;
pub mod names;
pub mod other;
pub mod random;
pub mod sentence;
pub mod truth;
pub mod words;

use content::Content;
use form::Form;
use kamergraph::lexicon::NameKind;
use kamergraph::pipeline::Knowledge;
use names::Names;
use random::Random;
use sentence::Template;
use words::Words;

/// What letters are made of, prepared once.
#[derive(Debug)]
pub struct Maker {
    words: Words,
    names: Names,
    parties: Vec<String>,
    /// Sentences that state something.
    stating: Vec<Template>,
    /// Sentences that only name something.
    naming: Vec<Template>,
    /// Questions.
    asking: Vec<Template>,
    seed: u64,
}

/// A letter, and what is true of it.
#[derive(Debug)]
pub struct Letter {
    /// Its name: its own number, or that of the Aanhangsel.
    pub id: String,
    /// How its file ends.
    pub ending: &'static str,
    /// The letter.
    pub text: String,
    /// What it holds, as a gold graph.
    pub truth: serde_json::Value,
}

impl Maker {
    /// Prepares what letters of this seed are made of.
    ///
    /// # Errors
    ///
    /// When `words.toml` is not in order.
    pub fn new(knowledge: &Knowledge, seed: u64) -> anyhow::Result<Self> {
        let Knowledge {
            model,
            lexicon,
            rules,
            ..
        } = knowledge;
        let words = Words::built_in()?;
        let names = Names::new(lexicon, model);
        let party = model.class("Party");
        let parties = lexicon
            .concepts()
            .iter()
            .filter(|c| c.classes.first().copied() == party);
        let parties = parties.filter(|c| c.until.is_none()).filter_map(|c| {
            let short = c
                .names
                .iter()
                .find(|name| name.kind == NameKind::Abbreviation)?;
            Some(short.text.clone())
        });
        let parties = parties.collect();
        let of = |sentences: &[String]| sentences.iter().map(|s| Template::naming(s)).collect();
        Ok(Self {
            stating: sentence::of_rules(rules, model, &names, &words),
            naming: of(&words.answers.naming),
            asking: of(&words.questions.more),
            words,
            names,
            parties,
            seed,
        })
    }

    /// The letter at this place of the row, in this form.
    pub fn letter(&self, index: u64, form: Form) -> Letter {
        let mut random = Random::new(self.seed, index);
        let content = Content::new(index, form.wish(), self, &mut random);
        Letter {
            id: form.id(&content),
            ending: form.ending(),
            text: form.set(&content).replace('\u{ad}', ""),
            truth: truth::gold(form, &content),
        }
    }
}
