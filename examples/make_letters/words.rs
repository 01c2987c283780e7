//! The word lists of `words.toml`, and titles and sentences made of them.

use super::names::Article;
use super::random::Random;
use anyhow::Context as _;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What stands in `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Words {
    things: Vec<String>,
    people: Vec<String>,
    places: Vec<String>,
    months: Vec<String>,
    adjectives: Vec<String>,
    title_adjectives: Vec<String>,
    title_nouns: Vec<String>,
    heads: BTreeMap<String, Heads>,
    /// Who asks and answers, and about what.
    pub heading: Heading,
    /// Questions.
    pub questions: Questions,
    /// Sentences of answers.
    pub answers: Answers,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Heads {
    de: Vec<String>,
    het: Vec<String>,
    none: Vec<String>,
}

/// Who asks and answers, and about what.
#[derive(Debug, Deserialize)]
pub struct Heading {
    /// Names of families.
    pub families: Vec<String>,
    /// What letters are about.
    pub subjects: Vec<String>,
    /// Portfolios.
    pub ministers: Vec<String>,
    /// Newspapers.
    pub papers: Vec<String>,
}

/// Questions.
#[derive(Debug, Deserialize)]
pub struct Questions {
    /// The first of a letter.
    pub first: Vec<String>,
    /// Those that follow.
    pub more: Vec<String>,
    /// The last of a letter.
    pub last: Vec<String>,
}

/// Sentences of answers.
#[derive(Debug, Deserialize)]
pub struct Answers {
    /// They name nothing.
    pub plain: Vec<String>,
    /// They name something, and state nothing of it.
    pub naming: Vec<String>,
    /// Short answers.
    pub yes: Vec<String>,
    /// What leads to a list.
    pub lists: Vec<String>,
    /// Items of a list.
    pub items: Vec<String>,
}

impl Words {
    /// The lists as they are built in.
    ///
    /// # Errors
    ///
    /// When `words.toml` is not in order.
    pub fn built_in() -> anyhow::Result<Self> {
        toml::from_str(include_str!("words.toml")).context("words.toml is not in order")
    }

    /// Head nouns of a class that take this article.
    pub fn heads(&self, class: &str, article: Article) -> &[String] {
        self.heads.get(class).map_or(&[], |heads| match article {
            Article::De => &heads.de,
            Article::Het => &heads.het,
            Article::None => &heads.none,
            Article::Indefinite => &[],
        })
    }

    /// A name of our own under a head noun: "handreiking ‘Stille Kade en Brug’".
    pub fn title(&self, head: &str, random: &mut Random) -> String {
        let adjective = random.pick(&self.title_adjectives);
        let noun = random.pick(&self.title_nouns);
        let title = if random.chance(50) {
            format!("{adjective} {noun}")
        } else {
            format!("{adjective} {noun} en {}", random.pick(&self.title_nouns))
        };
        // Names of foundations stand in capitals, titles between quotation marks.
        if head.starts_with(char::is_uppercase) {
            format!("{head} {title}")
        } else {
            format!("{head} ‘{title}’")
        }
    }

    /// A month.
    pub fn month(&self, number: usize) -> &str {
        &self.months[number % self.months.len()]
    }

    /// A sentence with its gaps filled; what is to be named in it is left as it is.
    pub fn fill(&self, sentence: &str, random: &mut Random) -> String {
        let mut out = String::with_capacity(sentence.len() + 32);
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, tail) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            let start = out.len();
            match gap {
                "things" => out.push_str(random.word(&self.things)),
                "people" => out.push_str(random.word(&self.people)),
                "place" => out.push_str(random.word(&self.places)),
                "month" => out.push_str(random.word(&self.months)),
                "adjective" => out.push_str(random.word(&self.adjectives)),
                _ => out.push_str(&random.between(3, 90).to_string()),
            }
            if before.is_empty() && start == 0 {
                capitalise(&mut out);
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// Makes the first letter a capital.
pub fn capitalise(text: &mut String) {
    if let Some(first) = text.chars().next() {
        let capital: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &capital);
    }
}
