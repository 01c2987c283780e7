//! Reading and checking rule files.

mod bounds;
mod frame;

use super::raw::{RawHead, RawPattern, RuleFile};
use super::{Head, Role, RuleError, RuleFault, Rules, Slot, Trigger, example, inflect, pattern};
use crate::{
    fingerprint,
    limits::{self, FAULTS, LIST_WORDS, RULES, RULES_A_WORD, RULES_BYTES},
    model::{ClassId, Model, PredicateId},
    relation::Status,
};
use foldhash::HashMap;
use std::{collections::BTreeMap, path::PathBuf};
use toml::Spanned;

/// The files that are built into the program.
pub(super) const EMBEDDED: &[(&str, &str)] = &[
    (
        "ontology/rules/words.toml",
        include_str!("../../ontology/rules/words.toml"),
    ),
    (
        "ontology/rules/irregular.toml",
        include_str!("../../ontology/rules/irregular.toml"),
    ),
    (
        "ontology/rules/verbs.toml",
        include_str!("../../ontology/rules/verbs.toml"),
    ),
    (
        "ontology/rules/heads.toml",
        include_str!("../../ontology/rules/heads.toml"),
    ),
    (
        "ontology/rules/oversight.toml",
        include_str!("../../ontology/rules/oversight.toml"),
    ),
    (
        "ontology/rules/making.toml",
        include_str!("../../ontology/rules/making.toml"),
    ),
    (
        "ontology/rules/money.toml",
        include_str!("../../ontology/rules/money.toml"),
    ),
    (
        "ontology/rules/together.toml",
        include_str!("../../ontology/rules/together.toml"),
    ),
    (
        "ontology/rules/structure.toml",
        include_str!("../../ontology/rules/structure.toml"),
    ),
    (
        "ontology/rules/patterns.toml",
        include_str!("../../ontology/rules/patterns.toml"),
    ),
];

/// One file while it is read.
struct Reader<'a> {
    model: &'a Model,
    file: String,
    text: &'a str,
    faults: &'a mut Vec<RuleFault>,
    /// Index of the file.
    index: usize,
    /// How many faults the file has.
    told: usize,
    /// How many patterns of all files each word begins.
    starts: &'a mut HashMap<String, usize>,
}

/// A verb of a frame.
struct Verb {
    /// Index of the frame.
    frame: usize,
    infinitive: String,
    at: Origin,
}

/// A trigger with its word.
struct Placed {
    word: String,
    trigger: Trigger,
    at: Origin,
}

/// Where a rule stands: the index of its file, and its first byte there.
#[derive(Debug, Clone, Copy)]
struct Origin {
    file: usize,
    byte: usize,
}

pub(super) fn load(model: &Model, extra: &[PathBuf]) -> Result<Rules, RuleError> {
    let mut faults = Vec::new();
    let mut texts: Vec<(String, String)> = EMBEDDED
        .iter()
        .map(|(n, t)| ((*n).to_owned(), (*t).to_owned()))
        .collect();
    let mut prints = Vec::new();
    for path in extra {
        let text = limits::read(path, RULES_BYTES).and_then(|bytes| {
            String::from_utf8(bytes)
                .map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))
        });
        match text {
            Ok(text) => {
                prints.push(fingerprint::File::new(path, text.as_bytes()));
                texts.push((path.display().to_string(), text));
            }
            Err(error) => faults.push(RuleFault {
                file: path.display().to_string(),
                line: 0,
                message: crate::limits::unreadable(&error),
            }),
        }
    }
    let rules = check(model, &texts, faults)?;
    Ok(Rules {
        extra: prints,
        ..rules
    })
}

/// The rules that some texts hold together, each under the name that faults call it by.
pub(super) fn check(
    model: &Model,
    texts: &[(String, String)],
    mut faults: Vec<RuleFault>,
) -> Result<Rules, RuleError> {
    let mut rules = Rules::default();
    let mut irregular = BTreeMap::new();
    let mut plain = Vec::new();
    let mut verbs: Vec<Verb> = Vec::new();
    let mut starts = HashMap::default();
    let mut triggers = Vec::new();
    for (index, (file, text)) in texts.iter().enumerate() {
        let mut reader = Reader {
            model,
            file: file.clone(),
            text,
            faults: &mut faults,
            index,
            told: 0,
            starts: &mut starts,
        };
        let Some(raw) = reader.parse() else { continue };
        reader.words(&mut rules, raw.words);
        irregular.extend(raw.irregular);
        plain.extend(raw.verbs);
        raw.head
            .into_iter()
            .for_each(|h| reader.head(&mut rules, h));
        raw.frame
            .into_iter()
            .for_each(|f| reader.frame(&mut rules, f, &mut verbs, &mut triggers));
        raw.pattern
            .into_iter()
            .for_each(|p| reader.pattern(&mut rules, p));
        reader.count(&rules, plain.len());
        reader.rest();
    }
    if !faults.is_empty() {
        faults.sort();
        return Err(RuleError { faults });
    }
    for Verb {
        frame,
        infinitive,
        at,
    } in verbs
    {
        for inflected in inflect::forms(&infinitive, &irregular) {
            if inflected.apart.is_none() {
                rules
                    .words
                    .entry(&inflected.word)
                    .form
                    .get_or_insert(inflected.form);
            }
            let trigger = Trigger::Verb {
                frame,
                form: inflected.form,
                apart: inflected.apart,
            };
            triggers.push(Placed {
                word: inflected.word,
                trigger,
                at,
            });
        }
    }
    for inflected in plain.iter().flat_map(|v| inflect::forms(v, &irregular)) {
        rules
            .words
            .entry(&inflected.word)
            .form
            .get_or_insert(inflected.form);
    }
    for Placed { word, trigger, at } in triggers {
        let known = &mut rules.words.entry(&word).triggers;
        if known.len() == RULES_A_WORD {
            let (file, text) = texts.get(at.file).cloned().unwrap_or_default();
            let line = line_of(&text, at.byte);
            let message = format!(
                "'{word}' sets off more than {RULES_A_WORD} frames; leave some out, or begin their phrases with another word"
            );
            faults.push(RuleFault {
                file,
                line,
                message,
            });
            return Err(RuleError { faults });
        }
        if !known.contains(&trigger) {
            known.push(trigger);
        }
    }
    for word in rules.patterns.iter().flat_map(super::Pattern::openers) {
        rules.words.entry(word).opens_pattern = true;
    }
    Ok(rules)
}

/// The line of a byte of a file, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |t| t.matches('\n').count()) + 1
}

impl Reader<'_> {
    fn fault(&mut self, at: std::ops::Range<usize>, message: String) {
        self.told += 1;
        if self.told > FAULTS {
            return;
        }
        self.faults.push(RuleFault {
            file: self.file.clone(),
            line: line_of(self.text, at.start),
            message,
        });
    }

    fn parse(&mut self) -> Option<RuleFile> {
        match toml::from_str(self.text) {
            Ok(raw) => Some(raw),
            Err(error) => {
                self.fault(
                    error.span().unwrap_or_default(),
                    format!(
                        "{}; see docs/rules.md for the form of a rule",
                        error.message()
                    ),
                );
                None
            }
        }
    }

    fn class(&mut self, name: &Spanned<String>) -> Option<ClassId> {
        let class = self.model.class(name.get_ref());
        if class.is_none() {
            self.fault(
                name.span(),
                format!(
                    "no class '{}' in the model; take one of ontology/model.ttl",
                    name.get_ref()
                ),
            );
        }
        class
    }

    fn predicate(&mut self, name: &Spanned<String>) -> Option<PredicateId> {
        let predicate = self.model.predicate(name.get_ref());
        if predicate.is_none() {
            self.fault(
                name.span(),
                format!(
                    "no predicate '{}' in the model; take one of ontology/model.ttl",
                    name.get_ref()
                ),
            );
        }
        predicate
    }

    fn slots(&mut self, names: &[Spanned<String>]) -> Vec<Slot> {
        let mut out = Vec::new();
        for name in names {
            out.push(match name.get_ref().as_str() {
                "agent" => Slot::Agent,
                "theme" => Slot::Theme,
                "complement" => Slot::Complement,
                "head" => Slot::Head,
                "that" => Slot::That,
                "topic" => Slot::Topic,
                word if word.chars().all(char::is_alphabetic) && !word.is_empty() => Slot::Preposition(word.to_owned()),
                other => {
                    self.fault(name.span(), format!("'{other}' is no part of a clause; use agent, theme, complement, head, that, topic or a preposition"));
                    continue;
                }
            });
        }
        out
    }

    fn status(&mut self, name: Option<&Spanned<String>>) -> Option<Status> {
        let name = name?;
        match name.get_ref().as_str() {
            "planned" => Some(Status::Planned),
            "denied" => Some(Status::Denied),
            other => {
                self.fault(
                    name.span(),
                    format!("'{other}' is no status; use planned or denied"),
                );
                None
            }
        }
    }

    fn examples(
        &mut self,
        good: &[Spanned<String>],
        bad: &[Spanned<String>],
        rule: &Spanned<String>,
    ) -> Vec<example::Example> {
        if good.is_empty() || bad.is_empty() {
            self.fault(
                rule.span(),
                format!(
                    "rule '{}' needs at least one example and one counter-example",
                    rule.get_ref()
                ),
            );
        }
        let mut out = Vec::new();
        for (text, fires) in good
            .iter()
            .map(|t| (t, true))
            .chain(bad.iter().map(|t| (t, false)))
        {
            match example::Example::parse(text.get_ref(), fires, self.model) {
                Ok(example) => out.push(example),
                Err(message) => self.fault(text.span(), message),
            }
        }
        out
    }

    fn words(&mut self, rules: &mut Rules, lists: BTreeMap<Spanned<String>, Vec<String>>) {
        for (list, words) in lists {
            let Some((role, _)) = Role::ALL.iter().find(|(_, n)| n == list.get_ref()) else {
                self.fault(
                    list.span(),
                    format!(
                        "no role '{}'; see ontology/rules/words.toml for those there are",
                        list.get_ref()
                    ),
                );
                continue;
            };
            for word in &words {
                rules.words.add(word, *role);
            }
            if *role == Role::Preposition {
                // "waarbij", "daarvoor", "hiermee", "erop"
                for (pronoun, preposition) in ["waar", "daar", "hier", "er"]
                    .iter()
                    .flat_map(|p| words.iter().map(move |w| (p, w)))
                {
                    rules
                        .words
                        .add(&format!("{pronoun}{preposition}"), Role::Adverb);
                }
            }
        }
    }

    fn head(&mut self, rules: &mut Rules, raw: RawHead) {
        let mut classes: Vec<ClassId> = self.class(&raw.class).into_iter().collect();
        let at = raw.class.span();
        self.lists(
            at.clone(),
            &[("except", raw.except.len()), ("also", raw.also.len())],
        );
        for phrase in raw.nouns.iter().chain(&raw.except) {
            self.phrase(at.clone(), phrase);
        }
        if raw.except.len().saturating_mul(raw.nouns.len()) > RULES * LIST_WORDS / 10 {
            self.fault(
                at,
                "too many exceptions for so many nouns; give them to those that they concern"
                    .to_owned(),
            );
            return;
        }
        for also in &raw.also {
            classes.extend(self.class(also));
        }
        for noun in raw.nouns {
            let (noun, listed) = noun
                .split_once('/')
                .map_or((noun.as_str(), None), |(s, p)| (s, Some(p.to_owned())));
            let index = rules.heads.len();
            rules.heads.push(Head {
                noun: noun.to_owned(),
                classes: classes.clone(),
                bare: raw.bare,
                located: raw.located,
                compound: raw.compound,
                described: raw.described,
                of: raw.of,
                alone: raw.alone,
                except: raw.except.clone(),
            });
            // a form that is a plural as well counts as one
            let form = &mut rules.words.entry(noun).head;
            *form = Some((index, form.is_some_and(|(_, plural)| plural)));
            rules.know_form(noun);
            for plural in listed.map_or_else(|| inflect::plurals(noun), |p| vec![p]) {
                let form = &mut rules.words.entry(&plural).head;
                *form = Some((form.map_or(index, |(known, _)| known), true));
                rules.know_form(&plural);
            }
        }
    }

    fn pattern(&mut self, rules: &mut Rules, raw: RawPattern) {
        let Some(predicate) = self.predicate(&raw.predicate) else {
            return;
        };
        let status = self.status(raw.status.as_ref());
        let examples = self.examples(&raw.example, &raw.counter, &raw.name);
        match pattern::parse(raw.pattern.get_ref(), self.model) {
            Err(message) => self.fault(raw.pattern.span(), message),
            Ok(elements) => {
                if let Some(word) = self.crowded(&elements) {
                    let told = format!(
                        "'{word}' begins more than {RULES_A_WORD} patterns; leave some out, or begin them with another word"
                    );
                    self.fault(raw.pattern.span(), told);
                    return;
                }
                let pattern = pattern::Pattern {
                    name: raw.name.into_inner(),
                    predicate,
                    status,
                    elements,
                    examples,
                };
                match rules.patterns.iter_mut().find(|p| p.name == pattern.name) {
                    Some(known) => *known = pattern,
                    None => rules.patterns.push(pattern),
                }
            }
        }
    }
}
