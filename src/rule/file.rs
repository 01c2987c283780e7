//! Reading and checking rule files.

use super::raw::{RawFrame, RawHead, RawPattern, RuleFile};
use super::{ClassSet, Frame, Head, Role, Rules, Slot, Trigger, example, inflect, pattern};
use crate::{
    fingerprint,
    model::{ClassId, Model, PredicateId},
    relation::Status,
};
use std::{collections::BTreeMap, fmt, path::PathBuf};
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

/// One thing that is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleFault {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where the file could not be read.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All faults of all rule files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct RuleError {
    /// The faults, sorted by file and line.
    pub faults: Vec<RuleFault>,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the rules have {} fault(s):", self.faults.len())?;
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}  {fault}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// One file while it is read.
struct Reader<'a> {
    model: &'a Model,
    file: String,
    text: &'a str,
    faults: &'a mut Vec<RuleFault>,
}

pub(super) fn load(model: &Model, extra: &[PathBuf]) -> Result<Rules, RuleError> {
    let mut faults = Vec::new();
    let mut texts: Vec<(String, String)> = EMBEDDED
        .iter()
        .map(|(n, t)| ((*n).to_owned(), (*t).to_owned()))
        .collect();
    let mut prints = Vec::new();
    for path in extra {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                prints.push(fingerprint::File::new(path, text.as_bytes()));
                texts.push((path.display().to_string(), text));
            }
            Err(error) => faults.push(RuleFault {
                file: path.display().to_string(),
                line: 0,
                message: format!("cannot be read: {error}; give the path of a TOML file in UTF-8"),
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
    let mut verbs: Vec<(usize, String)> = Vec::new();
    let mut triggers = Vec::new();
    for (file, text) in texts {
        let mut reader = Reader {
            model,
            file: file.clone(),
            text,
            faults: &mut faults,
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
    }
    if !faults.is_empty() {
        faults.sort();
        return Err(RuleError { faults });
    }
    for (frame, verb) in verbs {
        for inflected in inflect::forms(&verb, &irregular) {
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
            triggers.push((inflected.word, trigger));
        }
    }
    for inflected in plain.iter().flat_map(|v| inflect::forms(v, &irregular)) {
        rules
            .words
            .entry(&inflected.word)
            .form
            .get_or_insert(inflected.form);
    }
    for (word, trigger) in triggers {
        let known = &mut rules.words.entry(&word).triggers;
        if !known.contains(&trigger) {
            known.push(trigger);
        }
    }
    for word in rules.patterns.iter().flat_map(super::Pattern::openers) {
        rules.words.entry(word).opens_pattern = true;
    }
    Ok(rules)
}

impl Reader<'_> {
    fn fault(&mut self, at: std::ops::Range<usize>, message: String) {
        let line = self
            .text
            .get(..at.start)
            .map_or(0, |t| t.matches('\n').count())
            + 1;
        self.faults.push(RuleFault {
            file: self.file.clone(),
            line,
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
                        "{}; see ontology/rules/README.md for the form of a rule",
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

    fn frame(
        &mut self,
        rules: &mut Rules,
        raw: RawFrame,
        verbs: &mut Vec<(usize, String)>,
        triggers: &mut Vec<(String, Trigger)>,
    ) {
        let Some(predicate) = self.predicate(&raw.predicate) else {
            return;
        };
        let examples = self.examples(&raw.example, &raw.counter, &raw.name);
        if raw.verbs.is_empty() && raw.nouns.is_empty() && raw.phrases.is_empty() {
            self.fault(
                raw.name.span(),
                format!(
                    "frame '{}' has no verbs, nouns or phrases; name at least one",
                    raw.name.get_ref()
                ),
            );
        }
        let info = self.model.predicate_info(predicate);
        let frame = Frame {
            name: raw.name.get_ref().clone(),
            predicate,
            subject: self.slots(&raw.subject),
            object: self.slots(&raw.object),
            subject_classes: self.narrowed(&info.domain, &raw.subject_classes),
            object_classes: self.narrowed(&info.range, &raw.object_classes),
            with: raw.with.clone(),
            without: raw.without.clone(),
            status: self.status(raw.status.as_ref()),
            symmetric: info.symmetric,
            examples,
        };
        if let Some(index) = rules.frames.iter().position(|f| f.name == frame.name) {
            if self.file.starts_with("ontology/rules/") {
                self.fault(
                    raw.name.span(),
                    format!(
                        "a rule '{}' stands already; give this one another name",
                        frame.name
                    ),
                );
            }
            // the user's rule takes the place of the built-in one
            verbs.retain(|(f, _)| *f != index);
            triggers.retain(|(_, t)| !matches!(t, Trigger::Noun { frame } | Trigger::Phrase { frame, .. } if *frame == index));
            rules.frames[index] = frame;
            self.triggers(index, &raw.verbs, raw.nouns, &raw.phrases, verbs, triggers);
        } else {
            rules.frames.push(frame);
            self.triggers(
                rules.frames.len() - 1,
                &raw.verbs,
                raw.nouns,
                &raw.phrases,
                verbs,
                triggers,
            );
        }
    }

    fn triggers(
        &mut self,
        frame: usize,
        verb: &[Spanned<String>],
        nouns: Vec<String>,
        phrases: &[String],
        verbs: &mut Vec<(usize, String)>,
        triggers: &mut Vec<(String, Trigger)>,
    ) {
        for verb in verb {
            if !verb.get_ref().ends_with('n') {
                self.fault(
                    verb.span(),
                    format!(
                        "'{}' is no infinitive; write it in full, a separable verb as op+stellen",
                        verb.get_ref()
                    ),
                );
            }
            verbs.push((frame, verb.get_ref().clone()));
        }
        triggers.extend(nouns.into_iter().map(|n| (n, Trigger::Noun { frame })));
        for phrase in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first().cloned() {
                triggers.push((first, Trigger::Phrase { frame, words }));
            }
        }
    }

    fn narrowed(&mut self, given: &[ClassId], names: &[Spanned<String>]) -> ClassSet {
        let whole = if given.is_empty() {
            ClassSet(u128::MAX)
        } else {
            ClassSet::of(self.model, given)
        };
        if names.is_empty() {
            return whole;
        }
        let own: Vec<ClassId> = names.iter().filter_map(|n| self.class(n)).collect();
        ClassSet::of(self.model, &own)
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
