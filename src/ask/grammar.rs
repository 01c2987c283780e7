//! Which question some words put: `ontology/questions.toml` as patterns.

use super::{AskError, Lang};
use crate::model::{Model, PredicateId};
use serde::Deserialize;
use std::collections::BTreeMap;

const QUESTIONS: &str = include_str!("../../ontology/questions.toml");

/// Words that a question has at most. Where two names stand side by side, every split is tried.
const LONGEST: usize = 60;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    templates: Templates,
    predicates: BTreeMap<String, Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    en: Template,
    nl: Template,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    about: Vec<String>,
    path: Vec<String>,
    subject: Vec<String>,
    object: Vec<String>,
    why: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    en: Forms,
    nl: Forms,
    subject: Vec<String>,
    object: Vec<String>,
    also: Vec<String>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Forms {
    says: Vec<String>,
    base: Vec<String>,
    by: Vec<String>,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Who does that to X?
    Subject(PredicateId),
    /// To what does X do that?
    Object(PredicateId),
    /// All about X.
    About,
    /// How X and Y hang together.
    Path,
    /// The sentences that say that X does that to Y.
    Why(PredicateId),
}

/// A question with the names that it holds, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is asked.
    pub kind: Kind,
    /// In which language.
    pub lang: Lang,
    /// X, then Y where there is one.
    pub names: Vec<String>,
    /// How many words of the question are accounted for by the pattern; more is better.
    words: usize,
}

impl Reading {
    /// How many words of the question the pattern itself accounts for.
    pub const fn literal_words(&self) -> usize {
        self.words
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Any,
    X,
    Y,
}

#[derive(Debug)]
struct Pattern {
    kind: Kind,
    lang: Lang,
    tokens: Vec<Token>,
}

/// All ways in which a question can be put.
#[derive(Debug)]
pub struct Grammar {
    patterns: Vec<Pattern>,
    also: BTreeMap<PredicateId, Vec<PredicateId>>,
}

impl Grammar {
    /// The patterns that are built into the program.
    ///
    /// # Errors
    ///
    /// [`AskError::Grammar`] when the file and the model do not fit; never with the files as kept.
    pub fn embedded(model: &Model) -> Result<Self, AskError> {
        let file: File =
            toml::from_str(QUESTIONS).map_err(|error| AskError::Grammar(error.to_string()))?;
        let known = |name: &str| {
            model.predicate(name).ok_or_else(|| {
                AskError::Grammar(format!(
                    "questions.toml: the model has no predicate \"{name}\""
                ))
            })
        };
        let mut grammar = Self {
            patterns: Vec::new(),
            also: BTreeMap::new(),
        };
        for (lang, template) in [
            (Lang::En, &file.templates.en),
            (Lang::Nl, &file.templates.nl),
        ] {
            grammar.add(Kind::About, lang, &template.about);
            grammar.add(Kind::Path, lang, &template.path);
        }
        for (name, words) in &file.predicates {
            let id = known(name)?;
            let also = words
                .also
                .iter()
                .map(|name| known(name))
                .collect::<Result<_, _>>()?;
            grammar.also.insert(id, also);
        }
        for (id, predicate) in model.predicates() {
            let default = Words::default();
            let words = file.predicates.get(&predicate.name).unwrap_or(&default);
            let (mut en, mut nl) = (words.en.clone(), words.nl.clone());
            nl.says.push(predicate.label_nl.clone());
            en.says
                .extend([predicate.label_en.clone(), predicate.name.clone()]);
            en.base.push(infinitive(&predicate.label_en));
            for (lang, template, forms) in [
                (Lang::En, &file.templates.en, &en),
                (Lang::Nl, &file.templates.nl, &nl),
            ] {
                grammar.add(Kind::Subject(id), lang, &forms.fill(&template.subject));
                grammar.add(Kind::Object(id), lang, &forms.fill(&template.object));
                grammar.add(Kind::Why(id), lang, &forms.fill(&template.why));
            }
            grammar.add_guessing(Kind::Subject(id), &words.subject);
            grammar.add_guessing(Kind::Object(id), &words.object);
        }
        Ok(grammar)
    }

    /// Predicates whose claims are shown beside the answer.
    pub fn also(&self, predicate: PredicateId) -> &[PredicateId] {
        self.also.get(&predicate).map_or(&[], Vec::as_slice)
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    fn add(&mut self, kind: Kind, lang: Lang, patterns: &[String]) {
        self.patterns.extend(patterns.iter().map(|p| Pattern {
            kind,
            lang,
            tokens: tokens(p),
        }));
    }

    /// The language of a predicate's own patterns shows in their first word.
    fn add_guessing(&mut self, kind: Kind, patterns: &[String]) {
        for pattern in patterns {
            let first = pattern.split(' ').next().unwrap_or_default();
            let english = [
                "who", "what", "which", "where", "with", "to", "under", "of", "by",
            ];
            let lang = if english.contains(&first) {
                Lang::En
            } else {
                Lang::Nl
            };
            self.add(kind, lang, std::slice::from_ref(pattern));
        }
    }

    /// All readings of a question, the most literal first. An argument that holds several words
    /// and stands alone for a name stays whole.
    pub fn read(&self, arguments: &[String]) -> Vec<Reading> {
        let words: Vec<&str> = arguments
            .iter()
            .flat_map(|a| a.split_whitespace())
            .collect();
        let mut out: Vec<Reading> = Vec::new();
        if words.len() > LONGEST {
            return out;
        }
        // Two names side by side have no word between them: the arguments say where one ends.
        if let [first, x, y] = arguments {
            let wanted = tokens(&format!("{first} X Y"));
            let two = |p: &&Pattern| p.tokens == wanted;
            out.extend(self.patterns.iter().filter(two).map(|p| Reading {
                kind: p.kind,
                lang: p.lang,
                names: vec![x.clone(), y.clone()],
                words: words.len(),
            }));
        }
        let said: Vec<String> = words.iter().map(|word| literal(word)).collect();
        let may_fit = |pattern: &&Pattern| {
            let mut tokens = pattern.tokens.iter();
            tokens.all(|token| !matches!(token, Token::Word(word) if !said.contains(word)))
        };
        for pattern in self.patterns.iter().filter(may_fit) {
            let (mut x, mut y) = (Vec::new(), Vec::new());
            fit(&pattern.tokens, &words, &mut x, &mut y, &mut |x, y| {
                let names = [x, y].into_iter().filter(|n| !n.is_empty());
                out.push(Reading {
                    kind: pattern.kind,
                    lang: pattern.lang,
                    names: names.map(|n| n.join(" ")).collect(),
                    words: pattern
                        .tokens
                        .iter()
                        .filter(|t| matches!(t, Token::Word(_)))
                        .count(),
                });
            });
        }
        // Stable: of equally literal readings, the one whose pattern stands first.
        out.sort_by_key(|r| std::cmp::Reverse(r.words));
        out.dedup();
        out
    }
}

impl Forms {
    /// The templates with all forms filled in; those that need a form that is not there are left
    /// out.
    fn fill(&self, templates: &[String]) -> Vec<String> {
        let mut out = Vec::new();
        for template in templates {
            if template.contains("{base}") {
                out.extend(
                    self.base
                        .iter()
                        .map(|form| template.replace("{base}", form)),
                );
            } else if template.contains("{by}") {
                out.extend(self.by.iter().map(|form| template.replace("{by}", form)));
            } else {
                for form in &self.says {
                    let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
                    let filled = template.replace("{says}", form).replace("{first}", first);
                    out.push(filled.replace("{rest}", rest));
                }
            }
        }
        out
    }
}

/// The infinitive to an English label: "participates in" → "participate in".
fn infinitive(label: &str) -> String {
    let (first, rest) = label.split_once(' ').unwrap_or((label, ""));
    let base = match first {
        "is" | "was" => "be",
        _ => first.strip_suffix('s').unwrap_or(first),
    };
    format!("{base} {rest}").trim().to_owned()
}

fn tokens(pattern: &str) -> Vec<Token> {
    let token = |word: &str| match word {
        "X" => Token::X,
        "Y" => Token::Y,
        "?" => Token::Any,
        word => Token::Word(literal(word)),
    };
    pattern.split_whitespace().map(token).collect()
}

/// A word of a question without case and without what stands around it.
fn literal(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.to_lowercase()
}

/// Finds all ways in which a pattern fits some words, and what X and Y are then.
fn fit<'w>(
    tokens: &[Token],
    words: &[&'w str],
    x: &mut Vec<&'w str>,
    y: &mut Vec<&'w str>,
    found: &mut impl FnMut(&[&str], &[&str]),
) {
    let Some((token, rest)) = tokens.split_first() else {
        if words.is_empty() {
            found(x, y);
        }
        return;
    };
    let is_x = *token == Token::X;
    match token {
        Token::Word(wanted) => {
            if let Some((first, words)) = words.split_first()
                && literal(first) == *wanted
            {
                fit(rest, words, x, y, found);
            }
        }
        Token::Any => {
            if let Some((_, words)) = words.split_first() {
                fit(rest, words, x, y, found);
            }
        }
        Token::X | Token::Y => {
            for n in 1..=words.len() {
                let (name, words) = words.split_at(n);
                *(if is_x { &mut *x } else { &mut *y }) = name.to_vec();
                fit(rest, words, x, y, found);
            }
            (if is_x { x } else { y }).clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> Option<(String, Vec<String>)> {
        let model = Model::embedded().unwrap();
        let grammar = Grammar::embedded(&model).unwrap();
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let reading = grammar.read(&words).into_iter().next()?;
        let name = |id: PredicateId| model.predicate_info(id).name.clone();
        let kind = match reading.kind {
            Kind::Subject(id) => format!("? {}", name(id)),
            Kind::Object(id) => format!("{} ?", name(id)),
            Kind::Why(id) => format!("why {}", name(id)),
            Kind::About => "about".to_owned(),
            Kind::Path => "path".to_owned(),
        };
        Some((kind, reading.names))
    }

    #[test]
    fn questions_are_understood_in_both_languages() {
        for (question, kind, names) in [
            ("who oversees Wet groen", "? oversees", &["Wet groen"][..]),
            (
                "Wie houdt toezicht op de Wet groen?",
                "? oversees",
                &["de Wet groen?"],
            ),
            ("waar ziet de ROG op toe", "oversees ?", &["de ROG"]),
            ("what does ROG oversee", "oversees ?", &["ROG"]),
            ("wie financiert Groenfonds", "? funds", &["Groenfonds"]),
            (
                "which ministry funds Groenfonds",
                "? funds",
                &["Groenfonds"],
            ),
            ("what is Groenfonds based on", "basedOn ?", &["Groenfonds"]),
            (
                "who designatedUnder Wet groen",
                "? designatedUnder",
                &["Wet groen"],
            ),
            ("what does ROG participate in", "participatesIn ?", &["ROG"]),
            ("over Groenfonds", "about", &["Groenfonds"]),
            ("path from ROG to Wet groen", "path", &["ROG", "Wet groen"]),
            ("pad ROG Groenfonds", "path", &["ROG", "Groenfonds"]),
            (
                "why ROG oversees Wet groen",
                "why oversees",
                &["ROG", "Wet groen"],
            ),
            (
                "waarom houdt ROG toezicht op Wet groen",
                "why oversees",
                &["ROG", "Wet groen"],
            ),
        ] {
            let (got, got_names) = first(question).unwrap();
            assert_eq!(
                (got.as_str(), got_names),
                (kind, names.iter().map(|n| (*n).to_owned()).collect()),
                "{question}"
            );
        }
        assert_eq!(first("make me a sandwich"), None);
    }
}
