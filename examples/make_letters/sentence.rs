//! Sentences in which names are marked: the examples of the rules, which say what they state, and
//! sentences of our own that state nothing.

use super::names::{Article, Named, Names};
use super::random::Random;
use super::words::{Words, capitalise};
use kamergraph::model::{Model, PredicateId};
use kamergraph::rule::{Example, Rules};

/// A sentence with gaps for names.
#[derive(Debug, Clone)]
pub struct Template {
    pieces: Vec<Piece>,
    /// What it states of its subjects and objects.
    predicate: Option<String>,
}

#[derive(Debug, Clone)]
enum Piece {
    Words(String),
    Gap(Gap),
}

#[derive(Debug, Clone)]
struct Gap {
    class: String,
    article: Article,
    subject: bool,
    object: bool,
}

/// What a sentence states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Subject.
    pub subject: Named,
    /// Name of the predicate.
    pub predicate: String,
    /// Object.
    pub object: Named,
}

/// The examples of all frames of the rules whose names others can take the place of.
pub fn of_rules(rules: &Rules, model: &Model, names: &Names, words: &Words) -> Vec<Template> {
    let examples = |examples: &[Example], predicate: PredicateId| {
        let name = &model.predicate_info(predicate).name;
        let fires = examples.iter().filter(|example| example.fires);
        let made = fires.map(|example| Template::of_example(example, name, model));
        made.filter(|template| template.can_be_filled(names, words))
            .collect::<Vec<_>>()
    };
    let frames = rules.frames.iter().filter(|frame| frame.status.is_none());
    frames
        .flat_map(|frame| examples(&frame.examples, frame.predicate))
        .collect()
}

impl Template {
    fn of_example(example: &Example, predicate: &str, model: &Model) -> Self {
        let mut pieces = Vec::new();
        let mut at = 0;
        for marked in &example.marked {
            let before = &example.text[at..marked.span.start];
            pieces.push(Piece::Words(before.to_owned()));
            pieces.push(Piece::Gap(Gap {
                class: model.class_info(marked.class).name.clone(),
                article: article_before(before),
                subject: marked.subject,
                object: marked.object,
            }));
            at = marked.span.end;
        }
        pieces.push(Piece::Words(example.text[at..].to_owned()));
        Self {
            pieces,
            predicate: Some(predicate.to_owned()),
        }
    }

    /// A sentence of our own: "Met de [Regulator] is gesproken."
    pub fn naming(sentence: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('[') {
            let (class, tail) = after.split_once(']').unwrap_or((after, ""));
            pieces.push(Piece::Words(before.to_owned()));
            pieces.push(Piece::Gap(Gap {
                class: class.to_owned(),
                article: article_before(before),
                subject: false,
                object: false,
            }));
            rest = tail;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Self {
            pieces,
            predicate: None,
        }
    }

    fn can_be_filled(&self, names: &Names, words: &Words) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Words(_) => true,
            Piece::Gap(gap) => names.has(words, &gap.class, gap.article),
        })
    }

    /// The sentence with a name in every gap, no name twice, and what it states then.
    pub fn fill(&self, names: &Names, words: &Words, random: &mut Random) -> (String, Vec<Claim>) {
        let mut text = String::new();
        let mut named: Vec<(&Gap, Named)> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(piece) => text.push_str(piece),
                Piece::Gap(gap) => {
                    let mut name = names.pick(words, &gap.class, gap.article, random);
                    while named.iter().any(|(_, other)| other.name == name.name) {
                        name = names.pick(words, &gap.class, gap.article, random);
                    }
                    text.push_str(&name.name);
                    named.push((gap, name));
                }
            }
        }
        capitalise(&mut text);
        let mut claims = Vec::new();
        if let Some(predicate) = &self.predicate {
            for (_, subject) in named.iter().filter(|(gap, _)| gap.subject) {
                for (_, object) in named.iter().filter(|(gap, _)| gap.object) {
                    claims.push(Claim {
                        subject: subject.clone(),
                        predicate: predicate.clone(),
                        object: object.clone(),
                    });
                }
            }
        }
        (text, claims)
    }
}

fn article_before(words: &str) -> Article {
    match words
        .trim_end()
        .rsplit([' ', '“'])
        .next()
        .map(str::to_lowercase)
        .as_deref()
    {
        Some("de") => Article::De,
        Some("het") => Article::Het,
        Some("een") => Article::Indefinite,
        _ => Article::None,
    }
}
