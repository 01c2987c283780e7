//! Open classes: a head noun with its name makes an entity of the noun's class.
//!
//! "handreiking ‘Open deuren’", "programma Waterkracht", "Agenda Schone Lucht", "richtlijn
//! milieucriminaliteit", "plan van aanpak tegen witwassen", "rapport van het RIVM", "signaalformulier",
//! "WODC-onderzoek", "motie-De Wit". The nouns stand in `ontology/rules/heads.toml`.

mod extent;
mod motion;
mod reading;
mod title;

pub(crate) use reading::is_ruling;

use super::{Candidate, Covered, Scene, Sign, What, names::Names};
use crate::{
    model::ClassId,
    prose::{Kind, Token},
    rule::{Head, Lexeme, Role},
};
use std::borrow::Cow;

/// The most words that a complement in lower case may have.
const COMPLEMENT: usize = 9;
/// Prepositions that lead the complement of a noun.
const COMPLEMENTS: &[&str] = &[
    "richting", "over", "naar", "tegen", "voor", "inzake", "omtrent", "ter", "tot", "rond",
    "rondom",
];

/// Whether a mark may open a title.
pub(super) fn opens_quotation(mark: &str) -> bool {
    extent::closing(mark).is_some()
}

/// Whether a motion or the like may begin with a word in lower case.
pub(super) fn begins_motion(word: &str) -> bool {
    [
        "motie",
        "amendement",
        "initiatief",
        "commissie-",
        "staatscommissie-",
    ]
    .iter()
    .any(|begin| word.starts_with(begin))
}

/// All entities that head nouns make, in all parts of the letter. A noun that stands in a name of the
/// lexicon is left alone.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names<'l>, out: &mut Vec<Candidate<'l>>) {
    let named = Covered::by(out);
    let signs = [Sign::Head, Sign::Motion, Sign::Quote];
    let mut marked = scene.glances.with_any(&signs).peekable();
    let mut ahead = named.ahead();
    for sentence in &scene.prose.sentences {
        let mut at = sentence.first;
        let place = Place {
            scene,
            names,
            named: &named,
            first: sentence.first,
            last: sentence.last,
        };
        while let Some(next) = marked.next_if(|next| *next < sentence.last) {
            if next < at {
                continue;
            }
            at = next;
            let signs = scene.signs(at);
            let token = scene.tokens(at, at);
            if let Some(name) = ahead.next(token).filter(|name| name.contains(token)) {
                at = scene.behind(at, name);
                continue;
            }
            if signs.has(Sign::Quote)
                && let Some((last, candidate)) = place.title(at)
            {
                out.push(candidate);
                at = last + 1;
                continue;
            }
            if signs.has(Sign::Motion)
                && let Some(last) = place.motion(at, out).or_else(|| place.committee(at, out))
            {
                at = last + 1;
                continue;
            }
            place.noun(at, out);
            at += 1;
        }
    }
}

/// A sentence in which heads are looked for.
struct Place<'s, 'l> {
    scene: &'s Scene<'l>,
    names: &'s Names<'l>,
    /// Names of the lexicon in the letter.
    named: &'s Covered,
    first: usize,
    last: usize,
}

/// The noun that was met.
struct Noun<'h> {
    head: &'h Head,
    /// First and last token of the noun itself.
    first: usize,
    last: usize,
    plural: bool,
    /// The noun is the last part of a longer word.
    compound: bool,
}

impl<'l> Place<'_, 'l> {
    fn word(&self, at: usize) -> &str {
        if at < self.last {
            self.scene.prose.word(at)
        } else {
            ""
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.scene.prose.tokens.get(at).filter(|_| at < self.last)
    }

    fn lexeme(&self, at: usize) -> &Lexeme {
        // the word that nothing is known of stands behind the sentence
        let at = if at < self.last { at } else { usize::MAX };
        self.scene.lexeme(at)
    }

    fn is(&self, at: usize, role: Role) -> bool {
        at < self.last && self.scene.is(at, role)
    }

    /// A word of content that is no form of a verb that the rules know.
    fn plain(&self, at: usize) -> bool {
        let roles = self.scene.prose.roles(at);
        if !self.token(at).is_some_and(|t| t.kind == Kind::Word)
            || !(roles.is_empty() || roles.any(&[Role::Transparent, Role::Vague]))
        {
            return false;
        }
        let word = self.word(at);
        // "identificeren", "organiseert": verbs by their ending
        let verbal = ["eren", "eert", "eerde", "eerden"]
            .iter()
            .any(|e| word.ends_with(e))
            && word.len() > 7;
        let Lexeme { form, head, .. } = self.lexeme(at);
        !verbal && (form.is_none() || head.is_some())
    }

    fn capital(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    fn text(&self, first: usize, last: usize) -> Cow<'l, str> {
        self.scene.written(self.scene.tokens(first, last))
    }

    fn candidate(
        &self,
        first: usize,
        last: usize,
        classes: Cow<'l, [ClassId]>,
        label: Cow<'l, str>,
        aliases: Vec<Cow<'l, str>>,
        rule: &'static str,
    ) -> Candidate<'l> {
        let span = self.scene.tokens(first, last);
        Candidate {
            span,
            part: self.scene.part_at(span.start),
            what: What::Open {
                classes,
                label,
                canonical: None,
            },
            aliases,
            rule,
            nested: false,
        }
    }

    /// Whether the noun stands in a phrase in which it heads nothing: "in het kader van".
    fn idiom(&self, noun: &Noun<'_>) -> bool {
        let stands = |phrase: &String| {
            let words = || phrase.split(' ').enumerate();
            words().any(|(i, w)| {
                w == noun.head.noun
                    && noun.first.checked_sub(i).is_some_and(|first| {
                        first >= self.first && words().all(|(j, w)| self.word(first + j) == w)
                    })
            })
        };
        noun.head.except.iter().any(stands)
    }

    /// The head noun at a token: a listed noun (of one or several words) or a compound that ends in one.
    fn noun_at(&self, at: usize) -> Option<Noun<'l>> {
        let token = self.token(at)?;
        if !self.scene.signs(at).has(Sign::Head) {
            return None;
        }
        let word = self.word(at);
        // a piece of an address has many hyphens, or stands behind a slash
        let path = || {
            let slash = at > self.first && self.word(at - 1) == "/";
            slash && word.contains('-') && !token.spaced
        };
        let hyphens = word.bytes().filter(|b| *b == b'-').count();
        if hyphens > 3 || path() {
            return None;
        }
        // nouns of several words: "plan van aanpak"
        let opens = self.lexeme(at).opens_head;
        let several: &[usize] = if opens { &[3, 2] } else { &[] };
        for words in several.iter().copied() {
            let last = at + words - 1;
            if last < self.last {
                let span = self.scene.tokens(at, last);
                let words = span.of(&self.scene.prose.fold);
                if let Some((head, plural)) = self.scene.rules.head(words) {
                    return Some(Noun {
                        head,
                        first: at,
                        last,
                        plural,
                        compound: false,
                    });
                }
            }
        }
        let found = self.scene.glances.noun(self.scene.prose, at)?;
        Some(Noun {
            head: found.head,
            first: at,
            last: at,
            plural: found.plural,
            compound: found.compound,
        })
    }
}
