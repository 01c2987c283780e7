//! What the letters tell of each unknown name, added up by key.

use super::Example;
use crate::mention::Entity;
use crate::model::{ClassId, Model};
use crate::pipeline::{Extraction, Knowledge};
use crate::prose::fold;
use crate::rule::Rules;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Rules of the mention stage that find a name of its own.
const NAMING: &[&str] = &[
    "capitals",
    "capitals-in-compound",
    "domain-name",
    "head-after-name",
    "head-capitals",
    "head-name",
    "head-statute",
    "head-title",
    "head-title-apart",
    "introduced-abbreviation",
    "introduced-name",
    "norm",
    "quoted-head",
];
/// Rules that tell no class: what they find is taken for an organisation.
const GUESSING: &[&str] = &["capitals", "capitals-in-compound"];
/// Rules that find a title within quotation marks, which needs no capital.
const QUOTING: &[&str] = &["head-title", "head-title-apart", "quoted-head"];
/// The rule that finds what a letter introduces as "Stichting Stille Straten (SSS)".
const ABBREVIATION: &str = "introduced-abbreviation";
/// The rule that finds references by which a thing is known without a lexicon.
const REFERENCE: &str = "fixed-reference";
/// The most characters of a sentence that are shown.
const SENTENCE: usize = 240;

/// An unknown name while letters are gone through.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// How many letters give it each class: as its first, and at all.
    pub(super) classes: BTreeMap<ClassId, (usize, usize)>,
    /// How many mentions are in letters that call it so.
    pub(super) labels: BTreeMap<String, usize>,
    /// Other names.
    pub(super) names: BTreeSet<String>,
    pub(super) abbreviations: BTreeSet<String>,
    pub(super) count: usize,
    /// Letters by id, each with the first sentence.
    pub(super) letters: BTreeMap<String, String>,
    /// Whether some mention tells its class.
    pub(super) is_sure: bool,
}

impl Draft {
    /// Takes over what is known of the same thing under another key.
    pub(super) fn absorb(&mut self, other: Self) {
        self.names.extend(other.labels.into_keys());
        self.names.extend(other.names);
        self.abbreviations.extend(other.abbreviations);
        self.count += other.count;
        for (letter, sentence) in other.letters {
            self.letters.entry(letter).or_insert(sentence);
        }
    }

    /// The name that is used most; of several, the first.
    pub(super) fn label(&self) -> &str {
        let most = self
            .labels
            .iter()
            .max_by_key(|(label, count)| (**count, std::cmp::Reverse(*label)));
        most.map_or("", |(label, _)| label)
    }

    /// The first sentence of the first letter.
    pub(super) fn example(&self) -> Example {
        let first = self.letters.first_key_value();
        let (letter, sentence) = first
            .map(|(l, s)| (l.clone(), s.clone()))
            .unwrap_or_default();
        Example { letter, sentence }
    }
}

/// All unknown names of some letters, by key.
pub(super) fn gather<'e>(
    knowledge: &Knowledge,
    letters: impl IntoIterator<Item = &'e Extraction>,
) -> BTreeMap<String, Draft> {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for letter in letters {
        for (entity, mentions) in named(letter) {
            if !is_unknown_name(&knowledge.model, entity, &mentions) {
                continue;
            }
            let draft = drafts.entry(entity.key.to_string()).or_default();
            add(draft, &knowledge.rules, letter, entity, &mentions);
        }
    }
    drafts.retain(|_, draft| !draft.classes.is_empty());
    drafts
}

/// A place that names an entity, and the rule that found it.
type Place<'e> = (Span, &'e str);

/// The entities of a letter, each with the places that name it. One within whose name another thing
/// is named has no places: in a lexicon, the longer name would hide the other.
fn named(letter: &Extraction) -> Vec<(&Entity, Vec<Place<'_>>)> {
    let entities = &letter.mentions.entities;
    let mut places: Vec<Vec<Place<'_>>> = vec![Vec::new(); entities.len()];
    let mut hiding = vec![false; entities.len()];
    // A mention within another follows it.
    let mut open: Vec<(Span, usize)> = Vec::new();
    for mention in letter.mentions.mentions.iter().filter(|m| !m.anaphor) {
        open.retain(|(span, _)| span.end > mention.span.start);
        for (span, entity) in &open {
            if *entity != mention.entity && span.contains(mention.span) {
                hiding[*entity] = true;
            }
        }
        open.push((mention.span, mention.entity));
        places[mention.entity].push((mention.span, mention.rule));
    }
    for (places, _) in places.iter_mut().zip(hiding).filter(|(_, hiding)| *hiding) {
        places.clear();
    }
    entities.iter().zip(places).collect()
}

/// Whether it is something that no lexicon holds and that bears a name of its own.
fn is_unknown_name(model: &Model, entity: &Entity, mentions: &[Place<'_>]) -> bool {
    let by = |rules: &[&str]| mentions.iter().any(|(_, rule)| rules.contains(rule));
    let is_person = model
        .class("Person")
        .is_some_and(|person| entity.classes.contains(&person));
    let has_capital = entity.label.chars().any(char::is_uppercase);
    let is_letter = entity.label.chars().filter(|c| c.is_alphanumeric()).count() < 2;
    // A key without a name behind its class stands for nothing that can be told apart.
    entity.concept.is_none()
        && !entity.key.ends_with('/')
        && !is_person
        && !is_letter
        && by(NAMING)
        && !by(&[REFERENCE])
        && (has_capital || by(QUOTING) || by(&["domain-name"]))
}

fn add(
    draft: &mut Draft,
    rules: &Rules,
    letter: &Extraction,
    entity: &Entity,
    mentions: &[Place<'_>],
) {
    let text = &letter.letter.text;
    for (n, class) in entity.classes.iter().enumerate() {
        let (first, any) = draft.classes.entry(*class).or_default();
        *first += usize::from(n == 0);
        *any += 1;
    }
    *draft.labels.entry(line(&entity.label)).or_default() += mentions.len();
    for name in entity.other_names() {
        if is_name(rules, name, &entity.label) {
            draft.names.insert(line(name));
        }
    }
    for (span, rule) in mentions {
        let written = line(span.of(text));
        if *rule == ABBREVIATION {
            draft.abbreviations.insert(written);
        } else if QUOTING.contains(rule) && !written.contains(&*entity.label) {
            // The marks stand within the name: "prioriteit ‘Open deuren’".
            draft.names.insert(written);
        }
        draft.is_sure |= !GUESSING.contains(rule);
    }
    draft.count += mentions.len();
    if let Some((first, _)) = mentions.first() {
        draft
            .letters
            .entry(letter.letter.id.clone())
            .or_insert_with(|| sentence(letter, *first));
    }
}

/// Whether a further name may stand alone beside the label: not "handreiking" for "handreiking Open
/// deuren", nor anything else whose one capital may come from its place; not "Nationale" for
/// "Nationale Aanpak Waterkracht", which tells it from nothing; and not "bericht «Groen»" for
/// "Groen", which is found by that.
fn is_name(rules: &Rules, name: &str, label: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let [first, others @ ..] = words.as_slice() else {
        return false;
    };
    let is_head = |word: &str| {
        let word = fold(word);
        rules.head(&word).is_some() || rules.compound_head(&word).is_some()
    };
    let has_capital = |word: &str| word.chars().any(char::is_uppercase);
    let has_own_capital =
        !is_head(first) && has_capital(first) || others.iter().any(|word| has_capital(word));
    let begins_label = label
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(' '));
    let is_whole = !begins_label || words.last().is_some_and(|last| is_head(last));
    let quotes = ['‘', '“', '”', '„', '«', '»', '"'];
    has_own_capital
        && is_whole
        && !name.ends_with(label)
        && !name.contains(quotes)
        && name.chars().filter(|c| c.is_alphanumeric()).count() > 2
}

/// The sentence around a mention, on one line; of a long one, the words around the mention.
fn sentence(letter: &Extraction, mention: Span) -> String {
    let text = &letter.letter.text;
    let at = letter.sentences.partition_point(|s| s.end <= mention.start);
    let around = letter
        .sentences
        .get(at)
        .filter(|s| s.start <= mention.start)
        .map_or(mention, |s| Span::new(s.start, s.end.max(mention.end)));
    let before = Span::new(around.start, mention.start).of(text);
    let behind = Span::new(mention.start, around.end).of(text);
    // Most room goes to the name and what follows it.
    let room = SENTENCE / 3;
    let (before, cut) = match before.char_indices().rev().nth(room) {
        Some((at, _)) => (
            before
                .get(at..)
                .and_then(|b| b.split_once(' '))
                .map_or("", |(_, b)| b),
            true,
        ),
        None => (before, false),
    };
    let (behind, cut_behind) = match behind.char_indices().nth(SENTENCE - room) {
        Some((at, _)) => (
            behind
                .get(..at)
                .and_then(|b| b.rsplit_once(' '))
                .map_or("", |(b, _)| b),
            true,
        ),
        None => (behind, false),
    };
    let mark = |cut: bool| if cut { "…" } else { "" };
    line(&format!(
        "{}{before}{behind}{}",
        mark(cut),
        mark(cut_behind)
    ))
}

/// One line, with single spaces and without control characters.
pub(super) fn line(text: &str) -> String {
    let spaced = text.replace(char::is_control, " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
