//! How far a name reaches: what stands before and after its noun.

use super::{COMPLEMENT, COMPLEMENTS, Noun, Place};
use crate::{
    mention::Sign,
    prose::Kind,
    rule::{Form, Lexeme, Role},
};
use std::borrow::Cow;

/// What stands apart from its verb, and before the "ge" of its participle.
pub(super) const PARTICLES: &[&str] = &[
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "samen", "terug", "toe",
    "uit", "vast", "voor", "vrij", "weg",
];

/// The mark that closes a quotation which `open` opens.
pub(super) fn closing(open: &str) -> Option<&'static str> {
    Some(match open {
        "‘" => "’",
        "“" | "„" => "”",
        "«" => "»",
        "\"" => "\"",
        "'" => "'",
        _ => return None,
    })
}

/// What adjectives end with.
const ADJECTIVES: &[&str] = &["e", "ig", "isch", "lijk", "ief", "eel", "aal"];

impl<'l> Place<'_, 'l> {
    /// Where the name begins: capitalised words before the noun belong to it; and whether an article
    /// makes it definite.
    pub(super) fn start(&self, noun: &Noun<'_>) -> (usize, bool) {
        let mut start = noun.first;
        let lower = !self.capital(noun.first);
        while start > self.first
            && !(lower && self.in_name(start - 1))
            && self.capital(start - 1)
            && !self.is(start - 1, Role::Determiner)
            && !self.is(start - 1, Role::Preposition)
            && self.scene.prose.roles(start - 1).is_empty()
            // "Voortgangsbrief Brede strategie": a noun of its own
            && !(lower && self.heads_thing(start - 1))
        {
            start -= 1;
        }
        // the first word of a sentence has its capital from its place
        if start == self.first && start < noun.first && !self.capital(start + 1) {
            start += 1;
        }
        let mut before = start;
        for _ in 0..4 {
            let Some(at) = before.checked_sub(1).filter(|b| *b >= self.first) else {
                break;
            };
            match self.word(at) {
                "de" | "het" | "deze" | "dit" | "mijn" | "onze" | "uw" => return (start, true),
                "ministerie" | "departement" => break,
                _ if self.plain(at) && !self.in_name(at) => before = at,
                _ => break,
            }
        }
        (start, false)
    }

    /// Whether a word is itself a noun that heads a thing, not a body.
    fn heads_thing(&self, at: usize) -> bool {
        let bodies = [self.scene.known.public_body, self.scene.known.organisation];
        self.noun_at(at)
            .and_then(|n| n.head.classes.first().copied())
            .is_some_and(|c| !bodies.contains(&c))
    }

    /// A title in quotation marks that follows the noun over names, dates and the prepositions before
    /// them: "artikel in de Waterkrant van 3 mei ‘De beek is vol’". Its closing mark and the title.
    pub(super) fn quoted_later(&self, noun: usize) -> Option<(usize, Cow<'l, str>)> {
        let mut named = false;
        for at in noun + 1..(noun + 13).min(self.last) {
            if let Some((close, title)) = self.quoted(at) {
                let title_like = title.chars().next().is_some_and(char::is_uppercase)
                    && title.split_whitespace().count() > 2;
                return (named && title_like).then_some((close, title));
            }
            let name = self.capital(at)
                || self.in_name(at)
                || self.is(at, Role::Month)
                || self.token(at).is_some_and(|t| t.kind == Kind::Number);
            named |= name;
            let link = self.is(at, Role::Preposition) && !self.is(at, Role::Coordinator)
                || self.is(at, Role::Determiner) && !self.is(at, Role::Relative)
                || matches!(
                    self.word(at),
                    "," | ":" | "." | "(" | ")" | "tv-programma" | "programma" | "krant"
                );
            if !(name || link) {
                return None;
            }
        }
        None
    }

    /// Whether a word looks like an adjective or a participle, which ends no name.
    pub(super) fn adjective(&self, at: usize) -> bool {
        let word = self.word(at);
        // "doorgerekend", "uitgevoerd"
        let separable = PARTICLES.iter().any(|particle| {
            let rest = word.strip_prefix(particle);
            rest.is_some_and(|rest| rest.starts_with("ge"))
        });
        let participle = (separable
            || ["ge", "be", "ver", "ont"]
                .iter()
                .any(|p| word.starts_with(p)))
            && word.ends_with(['d', 't']);
        !self.capital(at)
            && (participle
                || ["e", "ief", "eel", "lijk", "isch"]
                    .iter()
                    .any(|e| word.ends_with(e)))
    }

    /// Whether the token stands in a name of the lexicon.
    pub(super) fn in_name(&self, at: usize) -> bool {
        self.named.over(self.scene.tokens(at, at)).is_some()
    }

    /// Where the adjectives begin that stand before a name: "strategisch plan", "generieke aanpak".
    /// Those that only place it among others ("nieuwe", "huidige") are no part of it.
    pub(super) fn adjectives(&self, start: usize) -> usize {
        const ENDINGS: &[&str] = &[
            "e", "isch", "lijk", "eel", "aal", "ief", "iek", "baar", "zaam",
        ];
        let mut full = start;
        while full > self.first && full + 2 > start {
            let word = self.word(full - 1);
            let adjective = self.plain(full - 1)
                && !self.capital(full - 1)
                && self.lexeme(full - 1).head.is_none()
                && !matches!(word, "ministerie" | "departement")
                && word.len() > 4
                && ENDINGS.iter().any(|e| word.ends_with(e));
            if !adjective
                || self.is(full - 1, Role::Vague)
                || word.ends_with("de") && word.len() > 7
            {
                break;
            }
            full -= 1;
        }
        full
    }

    /// "Nederlandse", "Europese": says whose it is, and is no part of a name by itself.
    pub(super) fn nationality(&self, at: usize) -> bool {
        ["nederlandse", "europese", "nederlands", "europees"].contains(&self.word(at))
            || self.word(at).ends_with("aanse")
    }

    /// A title in quotation marks that begins at a token: its closing mark, and what stands within.
    pub(super) fn quoted(&self, at: usize) -> Option<(usize, Cow<'l, str>)> {
        let at = if self.word(at) == ":" { at + 1 } else { at };
        if !self.scene.signs(at).has(Sign::Quote) {
            return None;
        }
        let close = closing(self.word(at))?;
        let open = self.word(at);
        let mut depth = 1;
        for end in at + 1..(at + 40).min(self.last) {
            let word = self.word(end);
            if word == close {
                depth -= 1;
                if depth == 0 {
                    return (end > at + 1).then(|| (end, self.text(at + 1, end - 1)));
                }
            } else if word == open {
                depth += 1;
            }
        }
        None
    }

    /// The last token of a run of capitalised words, with years after it.
    pub(super) fn run(&self, first: usize, after_capital: bool) -> Option<usize> {
        let dated = |at: usize| {
            self.is(at, Role::Month)
                && self
                    .token(at + 1)
                    .is_some_and(|t| t.kind == Kind::Number && t.span.len() == 4)
        };
        let year = |at: usize| {
            let norm = at > first && self.is(at - 1, Role::Norm);
            self.token(at).is_some_and(|t| {
                let is_year = t.span.len() >= 4 && self.word(at).starts_with("20");
                t.kind == Kind::Number && (is_year || norm)
            })
        };
        if !self.capital(first) {
            return (after_capital && year(first)).then_some(first);
        }
        let mut last = first;
        for at in first + 1..(first + 12).min(self.last) {
            if dated(at) {
                return Some(at + 1);
            }
            // "rapport Zicht van Waterlands het plan": an article stands behind a preposition within a name
            // and behind "en" it opens another name
            let article = |at: usize| matches!(self.word(at), "de" | "het");
            let apart = at == last + 1 && (article(at) || self.word(at) == "en" && article(at + 1));
            if self.capital(at) || year(at) {
                last = at;
            } else if apart
                || at - last > 2
                || !self.is(at, Role::Connective)
                || self.is(at, Role::Have)
            {
                break;
            }
        }
        // "rapport Een beek vol leven": behind a capital article the title reads on as a sentence would
        if last == first && self.is(first, Role::Determiner) {
            return self.statute(first);
        }
        // "rapport Stille waters", "rapport Veilig navigeren": an adjective alone is no title
        let adjective = || ADJECTIVES.iter().any(|e| self.word(first).ends_with(e));
        let noun_follows = |at: usize| {
            let noun = self.plain(at) || self.word(at).ends_with("eren");
            noun && !self.capital(at) && at < self.last
        };
        if last == first
            && adjective()
            && self.lexeme(first).roles.is_empty()
            && noun_follows(last + 1)
        {
            last += 1;
        }
        Some(last)
    }

    /// "Wet gegevensverwerking door samenwerkingsverbanden": the last word before a mark, a verb or a
    /// pronoun.
    pub(super) fn statute(&self, noun: usize) -> Option<usize> {
        let mut last = None;
        for at in noun + 1..(noun + 12).min(self.last) {
            let article = self.is(at, Role::Determiner) && !self.is(at, Role::Demonstrative);
            // "stelt volgens de Wet havens de tarieven vast": an article within a name stands behind a preposition
            if article && at > noun + 1 && !self.is(at - 1, Role::Preposition) {
                break;
            }
            let linking =
                self.is(at, Role::Connective) || self.is(at, Role::Preposition) || article;
            // "langdurige zorg": behind an adjective a noun, though it looks like a verb
            let behind_adjective = at > noun + 1 && self.word(at - 1).ends_with('e');
            let noun_like = self.lexeme(at).form == Some(Form::Finite) && behind_adjective;
            // "verplichte hulp", "goed bestuur"
            let Lexeme { roles, form, .. } = self.lexeme(at);
            let verbal = matches!(form, Some(Form::Participle | Form::Present));
            let describes = self.word(at) == "goed" || verbal && !roles.has(Role::Vague);
            let linking = linking || describes && self.plain(at + 1);
            // "Regeling eisen zwemwater", "De staat van de beek": right behind the first word no verb stands
            let behind_article = self.is(noun, Role::Determiner)
                && self.token(at).is_some_and(|t| t.kind == Kind::Word);
            let opens = at == noun + 1 && (roles.has(Role::Transparent) || behind_article);
            if self.plain(at)
                || opens
                || noun_like
                || (linking && self.lexeme(at).form.is_none() && self.is(at + 1, Role::Transparent))
            {
                last = Some(at);
            } else if !linking
                || self.is(at, Role::Coordinator)
                    && (at == noun + 1 || matches!(self.word(at + 1), "de" | "het"))
            {
                break;
            }
        }
        // "Regeling zwemwater 2030"
        let year = last.map(|last| last + 1).filter(|at| {
            let number = self.token(*at).filter(|t| t.kind == Kind::Number);
            *at < self.last && number.is_some_and(|t| t.span.len() == 4)
        });
        year.or(last)
    }

    /// A name in lower case right after the noun: "richtlijn milieucriminaliteit".
    pub(super) fn lower(&self, noun: &Noun<'_>, definite: bool) -> Option<usize> {
        let known = self.scene.known;
        let class = *noun.head.classes.first()?;
        if class == known.document || !definite || noun.plural {
            return None;
        }
        let mut last = None;
        for at in noun.last + 1..(noun.last + 4).min(self.last) {
            let word = self.word(at);
            let verbal = word.ends_with('t') && word.len() < 9;
            // plurals and infinitives are what the sentence goes on with
            let proper = self.capital(noun.first) && noun.first > self.first
                || self.start(noun).0 < noun.first;
            let other = !proper && word.ends_with("en")
                || word.ends_with("’s")
                || word.ends_with("er")
                || self.lexeme(at).head.is_some_and(|(_, plural)| plural);
            if self.plain(at) && !verbal && !other || (last.is_some() && word == "by") {
                last = Some(at);
            } else {
                break;
            }
        }
        last.filter(|l| {
            class != known.organisation
                && !self.adjective(*l)
                && (self.word(*l).len() > 5 || self.capital(*l))
        })
    }

    /// "van het RIVM", "van Waterlands en Stichting Kade": the last token of the agents' names.
    pub(super) fn of_agent(&self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), "van" | "door" | "vanuit") {
            return None;
        }
        let mut last = self.agent(at + 1)?;
        while self.word(last + 1) == "en"
            && let Some(next) = self.agent(last + 2)
        {
            // "het advies van A, en B heeft …": a verb after it makes it the subject of a clause
            let Lexeme { roles, form, .. } = self.lexeme(next + 1);
            let verb = roles.auxiliary() || *form == Some(Form::Finite);
            if verb {
                break;
            }
            last = next;
        }
        Some(last)
    }

    /// The last token of the name of an agent that begins at a token, after its article.
    fn agent(&self, first: usize) -> Option<usize> {
        let mut next = first;
        while self.is(next, Role::Determiner) {
            next += 1;
        }
        if matches!(self.word(next), "ministerie" | "ministeries") {
            let found = self.names.longest(self.scene, next + 2, true)?;
            return Some(found.end - 1).filter(|l| *l < self.last);
        }
        let Some(found) = self.names.longest(self.scene, next, false) else {
            let common = self
                .scene
                .text(self.scene.tokens(next, next))
                .split_once('-')
                .is_some_and(|(_, s)| s.starts_with(char::is_lowercase));
            return (self.capital(next)
                && !common
                && !self.is(next, Role::Nameless)
                && !self.word(next).ends_with("se"))
            .then(|| self.run(next, false))
            .flatten();
        };
        let concept = self.scene.lexicon.concepts().get(found.concept)?;
        let agent = !concept
            .classes
            .iter()
            .any(|c| [self.scene.known.legislation, self.scene.known.document].contains(c));
        (agent && !found.ambiguous && found.end <= self.last).then_some(found.end - 1)
    }

    /// "van 4 juli 2023": the last token of the date.
    pub(super) fn dated(&self, at: usize) -> Option<usize> {
        let number = |at: usize| self.token(at).is_some_and(|t| t.kind == Kind::Number);
        let date = matches!(self.word(at), "van" | "d.d" | "dd")
            && number(at + 1)
            && self.is(at + 2, Role::Month);
        date.then(|| if number(at + 3) { at + 3 } else { at + 2 })
    }

    /// "tegen online oplichting", "over de wolf", "naar de straftoemeting bij milieudelicten": the last
    /// token of the complement.
    pub(super) fn complement(&self, at: usize, of: bool) -> Option<usize> {
        if !(COMPLEMENTS.contains(&self.word(at)) || of && self.word(at) == "van") {
            return None;
        }
        // "over deze kwestie" points back and tells no more than the noun
        if self.is(at + 1, Role::Demonstrative) {
            return None;
        }
        if let Some(last) = self.work_named(at + 1) {
            return Some(last);
        }
        let mut last = None;
        for next in at + 1..(at + 1 + COMPLEMENT).min(self.last) {
            let word = self.word(next);
            let number = self.token(next).is_some_and(|t| t.kind == Kind::Number);
            if number && self.is(next + 1, Role::Month) {
                last = Some(next + 1);
                continue;
            }
            if self.plain(next)
                || number && self.token(next).is_some_and(|t| t.span.len() == 4)
                || self.is(next, Role::Month)
            {
                last = Some(next);
                continue;
            }
            let link = self.is(next, Role::Determiner) && !self.is(next, Role::Relative)
                || matches!(
                    word,
                    "de" | "het" | "van" | "en" | "ter" | "bij" | "in" | "op"
                )
                || word == "," && self.plain(next + 1) && self.list_ahead(next + 1);
            let joins_clause = word == "en" && !self.plain(next + 1) && !self.capital(next + 1);
            if !link
                || joins_clause
                || (last.is_some() && matches!(word, "in" | "op" | "bij") && next > at + 4)
            {
                break;
            }
        }
        let bare = self.word(at) == "van"
            && !(at..=last?).any(|i| {
                self.capital(i) || self.in_name(i) || matches!(self.word(i), "‘" | "«" | "“")
            });
        last.filter(|_| !bare)
    }

    /// "de Wet langdurige zorg": the last token of the name of something made that begins here, after
    /// its article.
    fn work_named(&self, at: usize) -> Option<usize> {
        let first = at + usize::from(self.is(at, Role::Determiner));
        let found = self.names.longest(self.scene, first, false)?;
        let concept = self.scene.lexicon.concepts().get(found.concept)?;
        let known = self.scene.known;
        let made = [known.legislation, known.instrument, known.programme];
        let is_made = concept.classes.iter().any(|c| made.contains(c));
        (is_made && !found.ambiguous && found.end <= self.last).then_some(found.end - 1)
    }

    /// Whether "en" and a plain word follow the plain words from `at` on: "discriminatie, racisme en haat".
    pub(super) fn list_ahead(&self, at: usize) -> bool {
        (at..at + 3)
            .find(|i| !self.plain(*i))
            .is_some_and(|i| self.word(i) == "en" && self.plain(i + 1))
    }
}
