//! What one look at each of a letter's different words tells, so that each finder looks only where
//! there may be something for it.

use super::{anaphor, head, names, office, proper, reference, seen::Seen};
use crate::{
    lexicon::{Onward, Trie, Word},
    prose::{Kind, Prose},
    rule::{Head, Lexeme, Role, Rules},
};
use std::ops::Range;

/// Who has to look at a token.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub(super) enum Sign {
    /// It is a word with a capital.
    Capital,
    /// A name of the lexicon may begin with it.
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
}

/// Signs that few tokens have: finders that look for them go from one to the next.
const RARE: &[Sign] = &[
    Sign::Capital,
    Sign::Reference,
    Sign::Office,
    Sign::Title,
    Sign::Article,
    Sign::Bracket,
];

/// A set of signs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs(u16);

impl Signs {
    /// Whether the sign is in the set.
    pub(super) const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u16) != 0
    }

    /// The set of those signs.
    pub(super) fn of(signs: &[Sign]) -> Self {
        let all = signs.iter();
        all.fold(Self::default(), |set, sign| set.with(*sign, true))
    }

    /// The set with the sign added where that holds.
    const fn with(self, sign: Sign, holds: bool) -> Self {
        Self(self.0 | (holds as u16) << sign as u16)
    }
}

/// The head noun that a word is or in which it ends, by its index.
#[derive(Debug, Clone, Copy)]
struct Noun {
    head: usize,
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
    pub(super) kind: Kind,
    name: Option<Word>,
    /// The same of the word's other form, where it is an adjective with which a name begins.
    inflected: Option<Word>,
    onward: Onward,
    noun: Option<Noun>,
    signs: Signs,
}

/// What is known of all words of a letter.
#[derive(Debug)]
pub(super) struct Glances<'l> {
    rules: &'l Rules,
    /// For each different word.
    words: Vec<Glance>,
    /// For each token.
    signs: Vec<Signs>,
    /// The tokens with a rare sign.
    marked: Vec<usize>,
}

impl<'l> Glances<'l> {
    /// Looks at each word of a letter.
    pub(super) fn of(prose: &Prose, rules: &'l Rules, trie: &Trie, seen: &Seen) -> Self {
        let words = seen.of(prose, |word, token, id| {
            glance(word, token.kind, rules.words.lexeme(id), rules, trie)
        });
        let mut signs = Vec::with_capacity(prose.tokens.len());
        let mut marked = Vec::new();
        let rare = Signs::of(RARE);
        for (at, (token, form)) in prose.tokens.iter().zip(prose.forms()).enumerate() {
            let word = words.get(*form as usize);
            let capital = token.capital && token.kind == Kind::Word;
            let found = word.map_or_else(Signs::default, |word| word.signs);
            let found = found.with(Sign::Capital, capital);
            if found.0 & rare.0 != 0 {
                marked.push(at);
            }
            signs.push(found);
        }
        Self {
            rules,
            words,
            signs,
            marked,
        }
    }

    /// Who has to look at a token.
    pub(super) fn signs(&self, token: usize) -> Signs {
        self.signs.get(token).copied().unwrap_or_default()
    }

    /// The first token of a range with one of the signs.
    pub(super) fn next(&self, signs: Signs, range: Range<usize>) -> Option<usize> {
        let start = range.start;
        let within = self.signs.get(range)?;
        let found = within.iter().position(|other| other.0 & signs.0 != 0)?;
        Some(start + found)
    }

    /// The tokens with one of the [`RARE`] signs.
    pub(super) fn with(&self, sign: Sign) -> impl Iterator<Item = usize> {
        let marked = self.marked.iter().copied();
        marked.filter(move |at| self.signs(*at).has(sign))
    }

    /// The word of names of the lexicon that a token is.
    pub(super) fn name(&self, prose: &Prose, token: usize) -> Option<Word> {
        self.words.get(prose.form(token)?)?.name
    }

    /// The word with which a name of the lexicon begins, and of which a token is another form.
    pub(super) fn inflected(&self, prose: &Prose, token: usize) -> Option<Word> {
        self.words.get(prose.form(token)?)?.inflected
    }

    /// Whether a name of the lexicon may begin with a token and go on with the next; `false` is sure.
    pub(super) fn may_name(&self, prose: &Prose, token: usize) -> bool {
        let glance = prose.form(token).and_then(|form| self.words.get(form));
        glance.is_some_and(|glance| glance.onward.may_take(self.name(prose, token + 1)))
    }

    /// The head noun that a token is or in which it ends.
    pub(super) fn noun(&self, prose: &Prose, token: usize) -> Option<Found<'l>> {
        let noun = self.words.get(prose.form(token)?)?.noun?;
        Some(Found {
            head: self.rules.heads.get(noun.head)?,
            plural: noun.plural,
            compound: noun.compound,
        })
    }
}

/// What is known of a word in lower case.
fn glance(word: &str, kind: Kind, lexeme: &Lexeme, rules: &Rules, trie: &Trie) -> Glance {
    let name = trie.word(word);
    let onward = name.map_or_else(Onward::default, |name| trie.onward(name));
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
                .with(Sign::Points, anaphor::points(word, lexeme)),
        };
    }
    let is_word = kind == Kind::Word;
    let noun = is_word.then(|| noun(word, lexeme, rules)).flatten();
    let roles = lexeme.roles;
    let titles = [Role::PersonNoun, Role::Title, Role::OfficeTitle];
    let signs = signs
        .with(Sign::Begins, name.is_some_and(Word::begins))
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
        );
    let inflected = names::reinflected(word).and_then(|other| trie.word(&other));
    Glance {
        kind,
        name,
        inflected: inflected.filter(|other| other.begins()),
        onward,
        noun,
        signs,
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
        head,
        plural,
        compound,
    })
}
