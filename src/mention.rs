//! A letter and a lexicon give the mentions of entities.
//!
//! Finding is separate from choosing. One look at each different word of the letter (`glance`) tells
//! the finders where to look; what it tells is kept for the letters after it (`seen`). They each propose `Candidate`s: names of the lexicon
//! (`names`), fixed references (`reference`), articles of laws (`article`), sources in footnotes (`source_note`), offices and ministries (`office`), persons
//! (`person`), what a head noun names (`head`), names by their capitals (`proper`) and
//! abbreviations that the letter itself introduces (`abbreviation`). One function
//! (`choose::choose`) holds the overlap policy, one (`identity::resolve`) says which candidates
//! are the same entity, and `anaphor` finds what points back to them.

mod abbreviation;
mod anaphor;
mod article;
mod choose;
mod ends;
mod glance;
mod head;
mod holders;
mod identity;
mod names;
mod normal;
mod office;
mod person;
mod proper;
mod reference;
mod seen;
mod source_note;

pub(crate) use head::is_ruling;
pub(crate) use normal::{normalise, slug};

use glance::{Glances, Sign, Signs};

use crate::{
    letter::Letter,
    lexicon::{Lexicon, Word},
    model::{ClassId, Model},
    prose::Prose,
    rule::{Example, Form, Head, Lexeme, Role, Rules, Words},
    span::Span,
};
use std::{borrow::Cow, sync::Arc};

/// Something that the letter names. Indices of entities are [`Mention::entity`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Path of the IRI below the base: `id/ap`, `id/instrument/handreiking-x`; the same wherever it is met.
    pub key: Arc<str>,
    /// Index of its concept in the lexicon, where it has one.
    pub concept: Option<usize>,
    /// Its class, then further classes it counts as.
    pub classes: Arc<[ClassId]>,
    /// Its preferred name.
    pub label: Arc<str>,
    /// Other names by which the letter calls it and the lexicon does not, sorted.
    pub alt_labels: Vec<String>,
    /// What the lexicon tells of it, where it has it.
    pub listed: Option<Arc<Listed>>,
}

/// What the lexicon tells of an entity: the same for all letters, which share it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its names but for the preferred one, sorted.
    pub alt_labels: Vec<String>,
    /// The same thing elsewhere: TOOI, Wikidata, ELI, BWB.
    pub same_as: Vec<String>,
    /// The [`anaphor::word_ends`] of all its names.
    word_ends: u64,
}

/// A place where the letter names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the letter's text.
    pub span: Span,
    /// Index of the part of the letter in which it stands.
    pub part: usize,
    /// Index into [`Mentions::entities`].
    pub entity: usize,
    /// The rule that found it.
    pub rule: &'static str,
    /// Stands for an entity named before ("deze aanpak").
    pub anaphor: bool,
}

/// Who asks and who answers, as entities: what the graph's `askedBy` and `answeredBy` point to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    /// Entities (persons) that ask.
    pub askers: Vec<usize>,
    /// Entities (offices; persons where no office is given) that answer.
    pub answerers: Vec<usize>,
}

/// All mentions of one letter, in the order of the text, and the entities they name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// The entities, sorted by key.
    pub entities: Vec<Entity>,
    /// The mentions, sorted by start, the longer first: a mention within another follows it.
    pub mentions: Vec<Mention>,
    /// Who asks and who answers.
    pub parties: Parties,
}

/// What a candidate names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What<'l> {
    /// A concept of the lexicon.
    Concept(usize),
    /// Something that the lexicon does not know.
    Open {
        /// Its class, then further ones.
        classes: Cow<'l, [ClassId]>,
        /// Its name.
        label: Cow<'l, str>,
        /// A form of its name by which it is known everywhere: `kst-22112-4023`.
        canonical: Option<String>,
    },
}

/// A place that may be a mention. Nearly all that it holds stands so in the letter, the rules or the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate<'l> {
    span: Span,
    part: usize,
    what: What<'l>,
    /// Further names that the letter uses for it here.
    aliases: Vec<Cow<'l, str>>,
    /// The rule that proposes it.
    rule: &'static str,
    /// May stand within a longer mention: the ministry within the name of an office.
    nested: bool,
}

/// Where names of the lexicon stand that are surely meant, sorted.
#[derive(Debug, Clone, Default)]
struct Covered {
    spans: Vec<Span>,
    /// How far the names reach up to each of them, for one may stand within another.
    reach: Vec<usize>,
}

impl Covered {
    /// Those among the candidates.
    fn by(candidates: &[Candidate<'_>]) -> Self {
        let sure = |c: &&Candidate<'_>| !c.nested && matches!(c.what, What::Concept(_));
        let mut spans: Vec<Span> = candidates.iter().filter(sure).map(|c| c.span).collect();
        // each finder gives them in their order, which this way of sorting makes use of
        spans.sort();
        let reach = spans.iter().scan(0, |reach, span| {
            *reach = span.end.max(*reach);
            Some(*reach)
        });
        let reach = reach.collect();
        Self { spans, reach }
    }

    /// Those from the letter's beginning on.
    const fn ahead(&self) -> Ahead<'_> {
        Ahead {
            covered: self,
            at: 0,
        }
    }

    /// The first that ends after the span begins.
    fn next(&self, span: Span) -> Option<Span> {
        let index = self.reach.partition_point(|reach| *reach <= span.start);
        self.spans.get(index).copied()
    }

    /// The one in which the span lies.
    fn over(&self, span: Span) -> Option<Span> {
        self.next(span).filter(|n| n.contains(span))
    }
}

/// Names met one after the other, where what is looked up never goes back.
struct Ahead<'c> {
    covered: &'c Covered,
    at: usize,
}

impl Ahead<'_> {
    /// The first that ends after the span begins.
    fn next(&mut self, span: Span) -> Option<Span> {
        let reach = &self.covered.reach;
        while reach.get(self.at).is_some_and(|end| *end <= span.start) {
            self.at += 1;
        }
        self.covered.spans.get(self.at).copied()
    }
}

/// What all finders look at.
#[derive(Debug, Clone, Copy)]
struct Scene<'l> {
    letter: &'l Letter,
    prose: &'l Prose,
    lexicon: &'l Lexicon,
    rules: &'l Rules,
    known: &'l Known,
    glances: &'l Glances<'l>,
}

/// The classes that the finders themselves give.
#[derive(Debug, Clone, Copy)]
struct Known {
    ministry: ClassId,
    court: ClassId,
    role: ClassId,
    person: ClassId,
    party: ClassId,
    document: ClassId,
    legislation: ClassId,
    instrument: ClassId,
    programme: ClassId,
    organisation: ClassId,
    service: ClassId,
    public_body: ClassId,
    international: ClassId,
}

impl Known {
    fn new(model: &Model) -> Self {
        // the names are in vocab.rs, which a test holds against the model
        let class = |name| model.class(name).unwrap_or(ClassId(0));
        Self {
            ministry: class("Ministry"),
            court: class("Court"),
            role: class("Role"),
            person: class("Person"),
            party: class("Party"),
            document: class("Document"),
            legislation: class("Legislation"),
            instrument: class("Instrument"),
            programme: class("Programme"),
            organisation: class("Organisation"),
            service: class("Service"),
            public_body: class("PublicBody"),
            international: class("InternationalBody"),
        }
    }
}

/// What finds mentions; built once for all letters.
#[derive(Debug)]
pub struct Finder<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
    rules: &'a Rules,
    known: Known,
    names: names::Names<'a>,
    seen: seen::Seen,
}

impl<'a> Finder<'a> {
    /// Prepares the search for all names.
    pub fn new(model: &'a Model, lexicon: &'a Lexicon, rules: &'a Rules) -> Self {
        let known = Known::new(model);
        Self {
            model,
            lexicon,
            rules,
            known,
            names: names::Names::new(model, lexicon, &known),
            seen: seen::Seen::default(),
        }
    }

    /// All mentions in a letter.
    pub fn find(&self, letter: &Letter, prose: &Prose) -> Mentions {
        let glances = Glances::of(prose, self.rules, &self.lexicon.trie, &self.seen);
        let scene = Scene {
            letter,
            prose,
            lexicon: self.lexicon,
            rules: self.rules,
            known: &self.known,
            glances: &glances,
        };
        let mut candidates = Vec::new();
        self.names.find(&scene, &mut candidates);
        reference::find(&scene, &mut candidates);
        office::find(&scene, &self.names, &mut candidates);
        person::find(&scene, &self.names, &mut candidates);
        article::find(&scene, &self.names, &mut candidates);
        source_note::find(&scene, &self.names, &mut candidates);
        head::find(&scene, &self.names, &mut candidates);
        proper::find(&scene, &self.names, &mut candidates);
        abbreviation::find(&scene, &self.names, &mut candidates);
        let chosen = choose::choose(&scene, &mut candidates);
        let mut mentions = identity::resolve(self.model, &scene, &self.names, chosen);
        anaphor::find(self.model, &scene, &mut mentions);
        mentions
    }
}

/// One class alone.
fn only(class: &ClassId) -> Cow<'_, [ClassId]> {
    Cow::Borrowed(std::slice::from_ref(class))
}

/// A text with one space between its words, and none around them.
fn spaced(text: &str) -> Cow<'_, str> {
    if is_spaced(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether a text surely has one space between its words, and none around them.
fn is_spaced(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        // a processor foresees that this holds, but not where a word ends
        let plain = (b' '..=b'~').contains(&byte) && [before, byte] != *b"  ";
        before = byte;
        plain
    });
    plain && before != b' '
}

impl<'l> Scene<'l> {
    fn text(&self, span: Span) -> &'l str {
        span.of(&self.letter.text)
    }

    /// The text of a span with one space between its words.
    fn written(&self, span: Span) -> Cow<'l, str> {
        spaced(self.text(span))
    }

    /// The part in which a byte stands.
    fn part_at(&self, at: usize) -> usize {
        let parts = &self.letter.parts;
        parts
            .partition_point(|p| p.span.end <= at)
            .min(parts.len().saturating_sub(1))
    }

    /// What the rules know of a token's word.
    fn lexeme(&self, token: usize) -> &'l Lexeme {
        self.rules.words.lexeme(self.prose.lexeme(token))
    }

    /// Which finders have to look at a token.
    fn signs(&self, token: usize) -> Signs {
        self.glances.signs(token)
    }

    /// The word of names of the lexicon that a token is.
    fn name_word(&self, token: usize) -> Option<Word> {
        self.glances.name(self.prose, token)
    }

    /// The head noun that a token is, or in which it ends.
    fn head_of(&self, token: usize) -> Option<&'l Head> {
        let whole = self.rules.head_at(self.lexeme(token)).map(|(head, _)| head);
        whole.or_else(|| Some(self.glances.noun(self.prose, token)?.head))
    }

    /// Whether a token's word has a role.
    fn is(&self, token: usize, role: Role) -> bool {
        self.prose.roles(token).has(role)
    }

    /// Whether a verb follows a pronoun or an article at once, as no title has it: "Het gaat …".
    fn speaks(&self, first: usize) -> bool {
        let next = self.lexeme(first + 1);
        let verb = next.roles.auxiliary() || next.form == Some(Form::Finite);
        verb && self.is(first, Role::Determiner)
    }

    /// The token behind a name in which a token stands.
    fn behind(&self, mut token: usize, name: Span) -> usize {
        let tokens = &self.prose.tokens;
        while tokens.get(token).is_some_and(|t| t.span.end < name.end) {
            token += 1;
        }
        token + 1
    }

    /// The span from one token to another, both included.
    fn tokens(&self, first: usize, last: usize) -> Span {
        let tokens = &self.prose.tokens;
        let start = tokens.get(first).map_or(0, |t| t.span.start);
        Span::new(start, tokens.get(last).map_or(start, |t| t.span.end))
    }
}

impl Entity {
    /// All its names but for the preferred one.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        let listed = self.listed.iter().flat_map(|listed| &listed.alt_labels);
        self.alt_labels.iter().chain(listed).map(String::as_str)
    }
}

impl Mentions {
    /// The sentence of an example with its marked entities as mentions, one entity each.
    pub fn of_example(example: &Example, words: &Words) -> (Prose, Self) {
        let prose = Prose::of_text(&example.text, words);
        let mut out = Self::default();
        for (i, marked) in example.marked.iter().enumerate() {
            let label = marked.span.of(&example.text).into();
            out.entities.push(Entity {
                key: format!("id/{i}").into(),
                concept: None,
                classes: [marked.class].into(),
                label,
                alt_labels: Vec::new(),
                listed: None,
            });
            out.mentions.push(Mention {
                span: marked.span,
                part: 0,
                entity: i,
                rule: "example",
                anaphor: false,
            });
        }
        (prose, out)
    }
}
