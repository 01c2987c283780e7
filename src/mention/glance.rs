//! What one look at each of a letter's different words tells, so that each finder looks only where
//! there may be something for it.

use super::{anaphor, head, names, office, proper, reference, seen::Seen};
use crate::{
    lexicon::{Node, Onward, Trie, Word},
    prose::{Kind, Prose},
    rule::{Head, Lexeme, Role, Rules},
};

/// Who has to look at a token.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub(super) enum Sign {
    /// It is a word with a capital.
    Capital,
    /// A name of the lexicon may begin with it, and go on with the next.
    Begins,
    /// A reference with a fixed form may.
    Reference,
    /// It names an office or a ministry.
    Office,
    /// A person's name may follow.
    Title,
    /// The number of an article may follow.
    Article,
    /// A head noun may begin with it.
    Head,
    /// A motion or the like may begin with it.
    Motion,
    /// It is a quotation mark that may open a title.
    Quote,
    /// It is an opening bracket.
    Bracket,
    /// It is the address of a site.
    Address,
    /// What points back may begin with it.
    Points,
    /// It is a noun that may point back.
    Noun,
    /// It is a long compound, which may as well.
    Telling,
    /// It is a mark, behind which a word may have a capital from its place.
    Opens,
    /// The name of a place may follow.
    Where,
    /// It has a hyphen.
    Hyphen,
    /// It names a debate, as what follows may.
    Debate,
}

/// Signs that few tokens have: finders that look for them go from one to the next.
const RARE: &[Sign] = &[
    Sign::Capital,
    Sign::Begins,
    Sign::Reference,
    Sign::Office,
    Sign::Title,
    Sign::Article,
    Sign::Head,
    Sign::Motion,
    Sign::Quote,
    Sign::Bracket,
    Sign::Address,
    Sign::Debate,
];

/// A set of signs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs(u32);

impl Signs {
    /// Whether the sign is in the set.
    pub(super) const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }

    /// Whether the sets share a sign.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set of those signs.
    pub(super) fn of(signs: &[Sign]) -> Self {
        let all = signs.iter();
        all.fold(Self::default(), |set, sign| set.with(*sign, true))
    }

    /// The set of what is in any of several.
    pub(super) fn any(sets: impl Iterator<Item = Self>) -> Self {
        sets.fold(Self::default(), |all, set| Self(all.0 | set.0))
    }

    /// The set without the sign unless that holds.
    const fn only(self, sign: Sign, holds: bool) -> Self {
        Self(self.0 & !((!holds as u32) << sign as u32))
    }

    /// The set with the sign added where that holds.
    const fn with(self, sign: Sign, holds: bool) -> Self {
        Self(self.0 | (holds as u32) << sign as u32)
    }
}

/// The head noun that a word is or in which it ends, by its index.
#[derive(Debug, Clone, Copy)]
struct Noun {
    head: u16,
    plural: bool,
    compound: bool,
}

/// The head noun that a word is or in which it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'l> {
    pub(super) head: &'l Head,
    pub(super) plural: bool,
    /// The noun is the last part of a longer word.
    pub(super) compound: bool,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance {
    onward: Onward,
    name: Option<Word>,
    /// Where the word's other form leads to, where it is an adjective with which a name begins.
    inflected: Option<Node>,
    noun: Option<Noun>,
    signs: Signs,
    pub(super) kind: Kind,
}

/// What is known behind the last word.
const NOTHING: Glance = Glance {
    onward: Onward::NONE,
    name: None,
    inflected: None,
    noun: None,
    signs: Signs(0),
    kind: Kind::Mark,
};

/// Some of a letter's tokens. Which, nobody can foresee: so they are picked without a branch.
struct Picked<T> {
    all: Vec<T>,
    /// How many there are so far.
    count: usize,
}

impl<T: Copy + Default> Picked<T> {
    /// Has room for so many.
    fn of(room: usize) -> Self {
        Self {
            all: vec![T::default(); room],
            count: 0,
        }
    }

    /// Adds one if it is wanted.
    fn add(&mut self, one: T, wanted: bool) {
        if let Some(place) = self.all.get_mut(self.count) {
            *place = one;
        }
        self.count += usize::from(wanted);
    }

    fn all(mut self) -> Vec<T> {
        self.all.truncate(self.count);
        self.all
    }
}

/// What is known of all words of a letter.
#[derive(Debug)]
pub(super) struct Glances<'l> {
    rules: &'l Rules,
    /// For each different word.
    words: Vec<Glance>,
    /// For each token.
    signs: Vec<Signs>,
    /// The tokens with a rare sign, each with its signs.
    marked: Vec<(u32, Signs)>,
    /// The tokens with which what points back may begin.
    pointing: Vec<u32>,
}

impl<'l> Glances<'l> {
    /// Looks at each word of a letter.
    pub(super) fn of(prose: &Prose, rules: &'l Rules, trie: &Trie, seen: &Seen) -> Self {
        let words = seen.of(prose, |word, kind, of| {
            let lexeme = rules.words.lexeme(of.lexeme);
            glance(word, kind, lexeme, rules, trie)
        });
        let tokens = prose.tokens.len();
        let rare = Signs::of(RARE);
        let mut signs = Vec::with_capacity(tokens);
        let (mut marked, mut pointing) = (Picked::of(tokens), Picked::of(tokens));
        let forms = prose.forms();
        let of = |form: Option<&u32>| {
            form.and_then(|form| words.get(*form as usize))
                .unwrap_or(&NOTHING)
        };
        let mut next = of(forms.first());
        for (at, token) in (0_u32..).zip(&prose.tokens) {
            let word = next;
            next = of(forms.get(at as usize + 1));
            // most words with which names begin go on otherwise
            let begins = word.onward.may_take(next.name);
            let found = word
                .signs
                .with(Sign::Capital, token.capital)
                .only(Sign::Capital, token.kind == Kind::Word)
                .only(Sign::Begins, begins);
            marked.add((at, found), found.meets(rare));
            pointing.add(at, found.has(Sign::Points));
            signs.push(found);
        }
        let (marked, pointing) = (marked.all(), pointing.all());
        Self {
            rules,
            words,
            signs,
            marked,
            pointing,
        }
    }

    /// Who has to look at a token.
    pub(super) fn signs(&self, token: usize) -> Signs {
        self.signs.get(token).copied().unwrap_or_default()
    }

    /// The tokens with a sign that is [`RARE`].
    pub(super) fn with(&self, sign: Sign) -> impl Iterator<Item = usize> {
        self.with_any(&[sign])
    }

    /// The tokens with one of several signs that are [`RARE`].
    pub(super) fn with_any(&self, signs: &[Sign]) -> impl Iterator<Item = usize> + use<'_> {
        let wanted = Signs::of(signs);
        let marked = self.marked.iter();
        let found = marked.filter(move |(_, signs)| signs.meets(wanted));
        found.map(|(at, _)| *at as usize)
    }

    /// The tokens with which what points back may begin.
    pub(super) fn pointing(&self) -> impl Iterator<Item = usize> {
        self.pointing.iter().map(|at| *at as usize)
    }

    /// The word of names of the lexicon that a token is.
    pub(super) fn name(&self, prose: &Prose, token: usize) -> Option<Word> {
        self.words.get(prose.form(token)?)?.name
    }

    /// Where the word leads to with which a name of the lexicon begins, and of which a token is another
    /// form.
    pub(super) fn inflected(&self, prose: &Prose, token: usize) -> Option<Node> {
        self.words.get(prose.form(token)?)?.inflected
    }

    /// The head noun that a token is or in which it ends.
    pub(super) fn noun(&self, prose: &Prose, token: usize) -> Option<Found<'l>> {
        let noun = self.words.get(prose.form(token)?)?.noun?;
        Some(Found {
            head: self.rules.heads.get(usize::from(noun.head))?,
            plural: noun.plural,
            compound: noun.compound,
        })
    }
}

/// What is known of a word in lower case.
fn glance(word: &str, kind: Kind, lexeme: &Lexeme, rules: &Rules, trie: &Trie) -> Glance {
    let name = trie.word(word);
    let onward = name.map_or(Onward::NONE, |name| trie.onward(name));
    let signs = Signs::default();
    if kind == Kind::Mark {
        return Glance {
            kind,
            name,
            inflected: None,
            onward,
            noun: None,
            signs: signs
                .with(Sign::Quote, head::opens_quotation(word))
                .with(Sign::Bracket, word == "(")
                .with(Sign::Office, lexeme.roles.has(Role::Post))
                .with(Sign::Article, lexeme.roles.has(Role::Article))
                .with(Sign::Points, anaphor::points(word, lexeme))
                .with(Sign::Opens, proper::opens(word)),
        };
    }
    let is_word = kind == Kind::Word;
    let noun = is_word.then(|| noun(word, lexeme, rules)).flatten();
    let roles = lexeme.roles;
    let titles = [Role::PersonNoun, Role::Title, Role::OfficeTitle];
    let signs = signs
        .with(Sign::Begins, name.and_then(Word::first).is_some())
        .with(Sign::Reference, reference::begins(word, kind))
        .with(
            Sign::Office,
            office::is_title(word) || roles.has(Role::Post),
        )
        .with(Sign::Title, is_word && roles.any(&titles))
        .with(Sign::Article, roles.has(Role::Article))
        .with(Sign::Head, noun.is_some() || is_word && lexeme.opens_head)
        .with(Sign::Motion, head::begins_motion(word))
        .with(Sign::Address, proper::is_address(word))
        .with(Sign::Points, anaphor::points(word, lexeme))
        .with(
            Sign::Noun,
            is_word && (lexeme.head.is_some() || anaphor::is_agent(word)),
        )
        .with(
            Sign::Telling,
            noun.is_some_and(|noun| anaphor::is_telling(word, noun.compound, noun.plural)),
        )
        .with(Sign::Where, proper::leads_place(word))
        .with(Sign::Hyphen, word.contains('-'))
        .with(Sign::Debate, roles.has(Role::Debate));
    let inflected = names::reinflected(word).and_then(|other| trie.word(&other)?.first());
    Glance {
        onward,
        name,
        inflected,
        noun,
        signs,
        kind,
    }
}

/// The head noun that a word is by itself, or in which it ends.
fn noun(word: &str, lexeme: &Lexeme, rules: &Rules) -> Option<Noun> {
    if !rules.may_head(word, lexeme) {
        return None;
    }
    let alone = |head: usize| rules.heads.get(head).is_some_and(|head| head.alone);
    let whole = lexeme.head.filter(|(head, _)| alone(*head));
    let compound = whole.is_none();
    let (head, plural) = match whole {
        Some(whole) => whole,
        None => rules
            .compound_head_at(word)
            .map(|(head, _, plural)| (head, plural))?,
    };
    Some(Noun {
        head: u16::try_from(head).ok()?,
        plural,
        compound,
    })
}
