//! Names to fill sentences with: of the lexicon, and titles of our own under a head noun.

use super::random::Random;
use super::words::Words;
use kamergraph::lexicon::{Lexicon, NameKind};
use kamergraph::model::Model;
use std::collections::BTreeMap;

/// The article that a name takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Article {
    /// "de".
    De,
    /// "het".
    Het,
    /// None.
    None,
    /// "een": what follows is no name.
    Indefinite,
}

/// A name, and what bears it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its class in the model.
    pub class: String,
    /// The name.
    pub name: String,
}

/// Longer names make no readable sentence.
const LONGEST: usize = 60;
/// First words of names, and how single words end, by article.
const DE: &[&str] = &[
    "autoriteit",
    "inspectie",
    "raad",
    "dienst",
    "wet",
    "gemeente",
    "provincie",
    "verordening",
    "regeling",
    "richtlijn",
    "rechtbank",
    "kamer",
];
const HET: &[&str] = &[
    "ministerie",
    "college",
    "commissariaat",
    "bureau",
    "agentschap",
    "waterschap",
    "hoogheemraadschap",
    "instituut",
    "besluit",
    "planbureau",
    "gerechtshof",
];

/// All names, by class and article.
#[derive(Debug)]
pub struct Names {
    known: BTreeMap<(String, Article), Vec<String>>,
}

impl Names {
    /// The names of the lexicon that are one concept's alone, at any time, and whose article is known.
    pub fn new(lexicon: &Lexicon, model: &Model) -> Self {
        let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
        for name in lexicon.concepts().iter().flat_map(|c| &c.names) {
            *bearers.entry(name.text.to_lowercase()).or_default() += 1;
        }
        let mut known: BTreeMap<(String, Article), Vec<String>> = BTreeMap::new();
        for concept in lexicon.concepts() {
            let name = &concept.label;
            let certain = concept.names.iter().any(|n| {
                n.text == *name && matches!(n.kind, NameKind::Preferred | NameKind::Alternative)
            });
            let always = concept.from.is_none() && concept.until.is_none();
            let alone = bearers.get(&name.to_lowercase()) == Some(&1);
            let plain = name.chars().count() <= LONGEST && !name.contains(['(', ',', '/', '&']);
            let Some(class) = concept
                .classes
                .first()
                .filter(|_| certain && always && alone && plain)
            else {
                continue;
            };
            let class = model.class_info(*class).name.clone();
            let article = if class == "State" {
                Some(Article::None)
            } else {
                article(name)
            };
            if let Some(article) = article {
                known
                    .entry((class, article))
                    .or_default()
                    .push(name.clone());
            }
        }
        Self { known }
    }

    /// Whether there is a name of this class with this article.
    pub fn has(&self, words: &Words, class: &str, article: Article) -> bool {
        self.known.contains_key(&(class.to_owned(), article))
            || !words.heads(class, article).is_empty()
    }

    /// A name of this class with this article, of which there is one.
    pub fn pick(&self, words: &Words, class: &str, article: Article, random: &mut Random) -> Named {
        let heads = words.heads(class, article);
        let known = self.known.get(&(class.to_owned(), article));
        let name = match known {
            Some(names) if heads.is_empty() || random.chance(50) => random.pick(names).clone(),
            _ => words.title(random.word(heads), random),
        };
        Named {
            class: class.to_owned(),
            name,
        }
    }
}

/// The article of a name, where its first word or its end tells it.
fn article(name: &str) -> Option<Article> {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let one_word = !name.contains(' ');
    let told = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            first == *noun || (one_word && first.len() > noun.len() + 2 && first.ends_with(noun))
        })
    };
    if told(DE) {
        Some(Article::De)
    } else if told(HET) {
        Some(Article::Het)
    } else {
        None
    }
}
