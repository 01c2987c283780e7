//! Mentions and rules give claims, each with the sentence that states it.
//!
//! A sentence is first laid out (`syntax`): its items, the clauses they stand in, and its groups of
//! mentions ("A, B en C") with the preposition that governs them. Then every word that is a trigger
//! of a frame fires it (`frame`), every pattern is tried where its first word stands (`pattern`),
//! the heading gives offices and parties (`heading`), and so do a person and an office side by side
//! (`apposition`) and names within names (`nested`). One claim is kept for each subject,
//! predicate, object and status, with all its evidence.

mod apposition;
mod characters;
mod frame;
mod heading;
mod nested;
mod note;
mod pattern;
mod status;
mod syntax;

pub(crate) use characters::Characters;

use crate::{
    letter::{Letter, PartKind},
    mention::Mentions,
    model::{Model, PredicateId},
    prose::Prose,
    rule::{ClassSet, Rules},
    span::Span,
    text::Place,
};
use std::borrow::Cow;
use std::sync::Arc;

/// What the letter says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is so.
    Stated,
    /// It is to be so.
    Planned,
    /// It is not so.
    Denied,
    /// Only a question says so.
    Asked,
}

/// Where a letter states a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Id of the letter; shared with what else it states.
    pub letter: Arc<str>,
    /// Number of the question in whose question or answer it stands; 0: the cover letter.
    pub question: u32,
    /// Where it stands: bytes of the letter's text.
    pub span: Span,
    /// The same in Unicode characters of the letter's text.
    pub chars: Span,
    /// The sentence, as it stands there.
    pub quote: Arc<str>,
    /// The rule that read it so. Those of the program itself have fixed names.
    pub rule: Cow<'static, str>,
    /// Where it begins in the source, where that is known.
    pub place: Option<Place>,
}

/// Subject, predicate, object, and who says so.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Index of the entity that is the subject.
    pub subject: usize,
    /// The predicate.
    pub predicate: PredicateId,
    /// Index of the entity that is the object.
    pub object: usize,
    /// What the letter says of it.
    pub status: Status,
    /// Where it says so, sorted.
    pub evidence: Vec<Evidence>,
}

/// A claim as one rule finds it at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finding<'a> {
    pub(crate) subject: usize,
    pub(crate) predicate: PredicateId,
    pub(crate) object: usize,
    pub(crate) status: Status,
    /// The sentence or line that states it.
    pub(crate) span: Span,
    /// Index of the part in which it stands.
    pub(crate) part: usize,
    pub(crate) rule: &'a str,
}

/// What reads relations; built once for all letters.
#[derive(Debug)]
pub struct Reader<'a> {
    model: &'a Model,
    rules: &'a Rules,
    patterns: pattern::Index,
    kinds: syntax::Kinds,
}

impl<'a> Reader<'a> {
    /// Prepares all rules.
    pub fn new(model: &'a Model, rules: &'a Rules) -> Self {
        Self {
            model,
            rules,
            patterns: pattern::Index::new(&rules.patterns),
            kinds: syntax::Kinds {
                agents: ClassSet::of(model, &model.class("Agent").into_iter().collect::<Vec<_>>()),
                documents: ClassSet::of(
                    model,
                    &model.class("Document").into_iter().collect::<Vec<_>>(),
                ),
            },
        }
    }

    /// All claims that a letter makes between its entities, sorted by subject, predicate, object and
    /// status. Those that start at a question (mentions, askedBy, refersTo, …) are made by the graph.
    /// Before each sentence `goes_on` is asked whether to read it.
    pub fn read(
        &self,
        letter: &Letter,
        prose: &Prose,
        mentions: &Mentions,
        goes_on: impl Fn() -> bool,
    ) -> Vec<Claim> {
        let mut findings = heading::read(self.model, letter, mentions);
        let own = mentions.parties.answerers.first().copied();
        let ground = syntax::Ground {
            rules: self.rules,
            prose,
            mentions,
            kinds: self.kinds,
        };
        let mut laid = syntax::Layout::default();
        let mut earlier = syntax::Earlier::default();
        for sentence in &prose.sentences {
            if !goes_on() {
                break;
            }
            let kind = letter.parts.get(sentence.part).map(|p| p.kind);
            if matches!(kind, Some(PartKind::Heading | PartKind::Signature) | None) {
                continue;
            }
            let asked = kind == Some(PartKind::Question);
            laid.lay(ground, sentence, own.filter(|_| !asked), &earlier);
            if !laid.groups.is_empty() && laid.relates() {
                frame::read(self.rules, mentions, &laid, &mut findings);
                self.patterns
                    .read(&self.rules.patterns, mentions, &laid, &mut findings);
            }
            if kind == Some(PartKind::Note)
                && let Some(develops) = self.model.predicate("develops")
            {
                note::read(
                    develops,
                    mentions,
                    &laid,
                    self.kinds.agents,
                    &letter.text,
                    &mut findings,
                );
            }
            if kind == Some(PartKind::Note) {
                note::annex(self.model, letter, prose, mentions, &laid, &mut findings);
            }
            earlier = laid.earlier(sentence.part, mentions, self.kinds.agents);
        }
        nested::read(self.model, mentions, prose, &mut findings);
        apposition::read(self.model, mentions, prose, &mut findings);
        self.claims(letter, findings)
    }

    /// Runs the examples of all rules; what is wrong is told by the rule's name and the sentence.
    pub fn check_examples(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let frames = self.rules.frames.iter().map(|f| (&f.name, &f.examples));
        let patterns = self.rules.patterns.iter().map(|p| (&p.name, &p.examples));
        for (name, examples) in frames.chain(patterns) {
            for example in examples {
                let (prose, mentions) = Mentions::of_example(example, &self.rules.words);
                let mut findings = Vec::new();
                let ground = syntax::Ground {
                    rules: self.rules,
                    prose: &prose,
                    mentions: &mentions,
                    kinds: self.kinds,
                };
                let mut laid = syntax::Layout::default();
                for sentence in &prose.sentences {
                    laid.lay(ground, sentence, None, &syntax::Earlier::default());
                    frame::read(self.rules, &mentions, &laid, &mut findings);
                    self.patterns
                        .read(&self.rules.patterns, &mentions, &laid, &mut findings);
                }
                findings.retain(|f| f.rule == name);
                let wanted = |subject: bool| {
                    example
                        .marked
                        .iter()
                        .enumerate()
                        .filter(move |(_, m)| if subject { m.subject } else { m.object })
                        .map(|(i, _)| i)
                };
                if !example.fires {
                    if !findings.is_empty() {
                        faults.push(format!(
                            "rule '{name}' fires in its counter-example: {}",
                            example.text
                        ));
                    }
                    continue;
                }
                for subject in wanted(true) {
                    for object in wanted(false) {
                        if !findings
                            .iter()
                            .any(|f| f.subject == subject && f.object == object)
                        {
                            faults.push(format!(
                                "rule '{name}' does not fire in its example: {}",
                                example.text
                            ));
                        }
                    }
                }
            }
        }
        faults.dedup();
        faults
    }

    fn claims(&self, letter: &Letter, findings: Vec<Finding<'_>>) -> Vec<Claim> {
        let mut found = Vec::with_capacity(findings.len());
        let id: Arc<str> = letter.id.as_str().into();
        let chars = Characters::new(&letter.text);
        for finding in findings {
            let symmetric = self.model.predicate_info(finding.predicate).symmetric;
            let (subject, object) = if symmetric && finding.subject > finding.object {
                (finding.object, finding.subject)
            } else {
                (finding.subject, finding.object)
            };
            if subject == object {
                continue;
            }
            let part = letter.parts.get(finding.part);
            let quote = finding.span.of(&letter.text);
            // what a minister asks back is not stated either
            let asked = part.is_some_and(|p| p.kind == PartKind::Question)
                || quote.trim_end().ends_with('?');
            let status = if asked { Status::Asked } else { finding.status };
            let question = part
                .and_then(|p| p.questions.first())
                .and_then(|q| letter.questions.get(*q))
                .map_or(0, |q| q.number);
            let evidence = Evidence {
                letter: Arc::clone(&id),
                question,
                span: finding.span,
                chars: chars.of(finding.span),
                quote: quote.into(),
                rule: Cow::Owned(finding.rule.to_owned()),
                place: letter.place(finding.span.start),
            };
            found.push(((subject, finding.predicate, object, status), evidence));
        }
        found.sort_unstable();
        found.dedup();
        let mut claims: Vec<Claim> = Vec::with_capacity(found.len());
        for (key, evidence) in found {
            let (subject, predicate, object, status) = key;
            match claims.last_mut() {
                Some(last) if (last.subject, last.predicate, last.object, last.status) == key => {
                    last.evidence.push(evidence);
                }
                _ => claims.push(Claim {
                    subject,
                    predicate,
                    object,
                    status,
                    evidence: vec![evidence],
                }),
            }
        }
        claims
    }
}
