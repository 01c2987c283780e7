//! Open classes: a head noun with its name makes an entity of the noun's class.
//!
//! "handreiking ‘Open deuren’", "programma Waterkracht", "Agenda Schone Lucht", "richtlijn
//! milieucriminaliteit", "plan van aanpak tegen witwassen", "rapport van het RIVM", "signaalformulier",
//! "WODC-onderzoek", "motie-De Wit". The nouns stand in `ontology/rules/heads.toml`.

use super::{Candidate, Scene, What, names::Names, person};
use crate::{
    model::ClassId,
    prose::{Kind, Token},
    rule::{Head, Role},
    span::Span,
};

/// The most words that a complement in lower case may have.
const COMPLEMENT: usize = 9;
/// Prepositions that lead the complement of a noun.
const COMPLEMENTS: &[&str] = &[
    "richting", "over", "naar", "tegen", "voor", "inzake", "omtrent", "ter", "tot", "rond",
    "rondom",
];

/// All entities that head nouns make, in all parts of the letter. A noun that stands in a name of the
/// lexicon is left alone.
pub(super) fn find(scene: &Scene<'_>, names: &Names, out: &mut Vec<Candidate>) {
    let mut named: Vec<Span> = out
        .iter()
        .filter(|c| !c.nested && matches!(c.what, What::Concept(_)))
        .map(|c| c.span)
        .collect();
    named.sort_unstable();
    for sentence in &scene.prose.sentences {
        let mut at = sentence.first;
        let place = Place {
            scene,
            names,
            named: &named,
            first: sentence.first,
            last: sentence.last,
        };
        while at < sentence.last {
            let token = scene.tokens(at, at);
            if let Some(name) = named
                .get(named.partition_point(|n| n.end <= token.start))
                .filter(|n| n.contains(token))
            {
                at = scene.prose.token_at(name.end.saturating_sub(1)).max(at) + 1;
                continue;
            }
            if let Some((last, candidate)) = place.title(at) {
                out.push(candidate);
                at = last + 1;
                continue;
            }
            if let Some(last) = place.motion(at, out) {
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
    names: &'s Names,
    /// Names of the lexicon in the letter, sorted.
    named: &'s [Span],
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

impl Place<'_, '_> {
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

    fn is(&self, at: usize, role: Role) -> bool {
        self.scene.rules.words.is(self.word(at), role)
    }

    /// A word of content that is no form of a verb that the rules know.
    fn plain(&self, at: usize) -> bool {
        let word = self.word(at);
        // "identificeren", "organiseert": verbs by their ending
        let verbal = ["eren", "eert", "eerde", "eerden"]
            .iter()
            .any(|e| word.ends_with(e))
            && word.len() > 7;
        !verbal
            && self.token(at).is_some_and(|t| t.kind == Kind::Word)
            && (self.scene.rules.words.roles(word).is_empty()
                || self.is(at, Role::Transparent)
                || self.is(at, Role::Vague))
            && (self.scene.rules.verb_form(word).is_none() || self.scene.rules.head(word).is_some())
    }

    fn capital(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    fn text(&self, first: usize, last: usize) -> String {
        self.scene
            .text(self.scene.tokens(first, last))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// "motie-Van Baarle", "motie Hagen/Sneller", "motie van het lid De Wit c.s.": the last token.
    fn motion(&self, at: usize, out: &mut Vec<Candidate>) -> Option<usize> {
        let word = self.word(at);
        let hyphen = word.starts_with("motie-") || word.starts_with("amendement-");
        if !hyphen
            && !matches!(
                word,
                "motie" | "amendement" | "initiatiefnota" | "initiatiefwetsvoorstel"
            )
        {
            return None;
        }
        let mut last = at;
        let mut begin = at + 1;
        if hyphen {
            // the tokenizer keeps "motie-Van" together
            while self.capital(last + 1) && last < at + 3 {
                last += 1;
            }
        } else {
            while matches!(
                self.word(begin),
                "van" | "het" | "de" | "lid" | "leden" | "kamerlid" | "kamerleden"
            ) && !(self.word(begin) == "van" && self.capital(begin))
                && !(self.word(begin) == "de" && self.capital(begin))
            {
                begin += 1;
            }
            last = person::surname(self.scene, begin).filter(|l| *l < self.last)?;
            if begin == at + 1 && !self.capital(begin) {
                return None;
            }
        }
        while matches!(self.word(last + 1), "/" | "en")
            && person::surname(self.scene, last + 2)
                .is_some_and(|l| l < self.last && self.capital(last + 2))
        {
            last = person::surname(self.scene, last + 2)?;
        }
        let name = self.text(at, last);
        if matches!(self.word(last + 1), "c.s" | "cs") {
            last += 1;
            if self.word(last + 1) == "." {
                last += 1;
            }
        }
        let noun = if word.starts_with("motie") {
            "motie"
        } else if word.starts_with("initiatief") {
            word
        } else {
            "amendement"
        };
        let who = if hyphen {
            name.split_once('-').map_or("", |(_, w)| w).to_owned()
        } else {
            self.text(begin, last)
        };
        let label = if hyphen {
            name.clone()
        } else {
            self.text(at, last)
        };
        let aliases = vec![format!("{noun}-{who}"), format!("{noun} {who}"), name];
        out.push(self.candidate(
            at,
            last,
            vec![self.scene.known.document],
            label,
            aliases,
            "motion",
        ));
        Some(last)
    }

    fn candidate(
        &self,
        first: usize,
        last: usize,
        classes: Vec<ClassId>,
        label: String,
        aliases: Vec<String>,
        rule: &'static str,
    ) -> Candidate {
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

    /// The head noun at a token: a listed noun (of one or several words) or a compound that ends in one.
    fn noun_at(&self, at: usize) -> Option<Noun<'_>> {
        let word = self.word(at);
        // a piece of an address has many hyphens
        if self.token(at)?.kind != Kind::Word || word.matches('-').count() > 3 {
            return None;
        }
        let rules = self.scene.rules;
        // nouns of several words: "plan van aanpak"
        for words in [3, 2] {
            let last = at + words - 1;
            if last < self.last {
                let span = self.scene.tokens(at, last);
                if let Some((head, plural)) = rules.head(span.of(&self.scene.prose.fold)) {
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
        if let Some((head, plural)) = rules.head(word).filter(|(h, _)| h.alone) {
            return Some(Noun {
                head,
                first: at,
                last: at,
                plural,
                compound: false,
            });
        }
        let (head, _, plural) = rules.compound_head(word)?;
        Some(Noun {
            head,
            first: at,
            last: at,
            plural,
            compound: true,
        })
    }

    fn noun(&self, at: usize, out: &mut Vec<Candidate>) {
        let Some(noun) = self.noun_at(at) else { return };
        let known = self.scene.known;
        let body = noun
            .head
            .classes
            .first()
            .is_some_and(|c| *c == known.public_body || *c == known.organisation);
        let (start, definite) = self.start(&noun);
        let end = noun.last;
        if let Some((close, inner)) = self.quoted(end + 1) {
            return out.push(self.titled(&noun, start, close, &inner));
        }
        let law = noun.head.classes.first() == Some(&known.legislation);
        if law
            && self.capital(noun.first)
            && !noun.compound
            && let Some(last) = self.statute(end)
        {
            return out.push(self.candidate(
                start,
                last,
                noun.head.classes.clone(),
                self.text(start, last),
                Vec::new(),
                "head-statute",
            ));
        }
        let capital_start =
            start < noun.first || (self.capital(noun.first) && noun.first > self.first);
        if let Some(last) = self
            .run(end + 1, capital_start)
            .filter(|_| !(body && noun.plural))
        {
            return out.push(self.named(&noun, start, last));
        }
        let inner_capital = self.capital(noun.first)
            && noun.first > self.first
            && !self.word(noun.first).contains('-');
        if start < noun.first
            && (self.capital(noun.first) || body)
            && !self.nationality(start)
            && !(!self.capital(noun.first)
                && ["se", "sche"].iter().any(|e| self.word(start).ends_with(e)))
            || noun.compound && !noun.plural && inner_capital
        {
            let end = self.lower(&noun, definite).filter(|_| !body).unwrap_or(end);
            let aliases = if start < noun.first && end > noun.first {
                vec![self.text(noun.first, end)]
            } else {
                Vec::new()
            };
            return out.push(self.candidate(
                start,
                end,
                noun.head.classes.clone(),
                self.text(start, end),
                aliases,
                "head-capitals",
            ));
        }
        if body {
            return;
        }
        if let Some(last) = self
            .dated(end + 1)
            .filter(|_| noun.head.classes.first() == Some(&known.document))
        {
            let label = self.text(noun.first, last);
            return out.push(self.candidate(
                noun.first,
                last,
                noun.head.classes.clone(),
                label,
                Vec::new(),
                "head-date",
            ));
        }
        let prefix = self.word(noun.first).split('-').next().unwrap_or_default();
        if noun.compound
            && self.capital(noun.first)
            && self.word(noun.first).contains('-')
            && !noun.plural
            && !self.scene.rules.words.is(prefix, Role::Nameless)
        {
            if let Some(maker) = self.maker(noun.first) {
                out.push(maker);
            }
            return out.push(self.candidate(
                start,
                end,
                noun.head.classes.clone(),
                self.text(start, end),
                Vec::new(),
                "head-compound",
            ));
        }
        let definite = definite || start < noun.first && !self.nationality(start);
        if let Some(last) = self.lower(&noun, definite) {
            return out.push(self.named(&noun, start, last));
        }
        // "de ReDirect methode": the name stands before its noun
        if start < noun.first
            && definite
            && !self.word(noun.first - 1).ends_with("se")
            && !self.word(noun.first - 1).ends_with("sche")
            && !noun.plural
        {
            let name = self.text(start, noun.first - 1);
            return out.push(self.candidate(
                start,
                end,
                noun.head.classes.clone(),
                self.text(start, end),
                vec![name],
                "head-after-name",
            ));
        }
        let full = self.adjectives(start);
        let document = noun.head.classes.first() == Some(&known.document);
        if let Some(last) = self
            .of_agent(end + 1)
            .filter(|_| definite || document && !noun.plural)
        {
            let label = self.text(full, last);
            let aliases = vec![
                self.text(noun.first, end),
                self.text(full, end),
                self.text(noun.first, last),
            ];
            return out.push(self.candidate(
                noun.first,
                last,
                noun.head.classes.clone(),
                label,
                aliases,
                "head-of-agent",
            ));
        }
        if (noun.head.described || noun.head.classes.first() == Some(&known.document))
            && !noun.plural
            && let Some(last) = self.complement(end + 1, noun.head.of)
        {
            // "een wetsvoorstel ter implementatie van …": what it carries out is told by a rule
            if self.word(end + 1) == "ter" && self.is(end + 2, Role::Transparent) {
                return out.push(self.candidate(
                    noun.first,
                    end,
                    noun.head.classes.clone(),
                    self.text(full, last),
                    vec![self.text(noun.first, end)],
                    "head-bare",
                ));
            }
            let mut aliases = vec![
                self.text(noun.first, end),
                self.text(noun.first, last),
                self.text(full, end),
                self.text(start, last),
            ];
            for shorter in end + 1..last {
                if self.plain(shorter)
                    && (self.is(shorter + 1, Role::Preposition)
                        || self.is(shorter + 1, Role::Coordinator))
                {
                    aliases.push(self.text(noun.first, shorter));
                }
            }
            return out.push(self.candidate(
                start,
                last,
                noun.head.classes.clone(),
                self.text(full, last),
                aliases,
                "head-complement",
            ));
        }
        // "het manifest dat …": said once what it is
        if !noun.plural
            && definite
            && matches!(self.word(end + 1), "dat" | "die" | "waarin" | "waarover")
            && !noun.head.bare
            && !law
        {
            return out.push(self.candidate(
                noun.first,
                end,
                noun.head.classes.clone(),
                self.text(full, end),
                vec![self.text(noun.first, end)],
                "head-relative",
            ));
        }
        let bare = noun.head.bare && !noun.compound;
        let long = (noun.compound || noun.first == noun.last && definite)
            && self.word(noun.first).len() > 10;
        let described = full < noun.first
            && (noun.compound
                || noun.first == noun.last && self.word(noun.first).chars().count() >= 12);
        let listed = noun.plural
            && definite
            && self.word(noun.first).len() > 13
            && noun.head.classes.first() != Some(&known.document);
        if bare
            || long
                && (!noun.plural
                    && (definite && !(law && !noun.compound)
                        || noun.head.described && noun.compound
                        || described
                        || law && noun.compound)
                    || listed)
        {
            let label = if bare {
                self.text(noun.first, end)
            } else {
                self.text(full, end)
            };
            out.push(self.candidate(
                noun.first,
                end,
                noun.head.classes.clone(),
                label,
                vec![self.text(noun.first, end)],
                "head-bare",
            ));
        }
    }

    /// Where the name begins: capitalised words before the noun belong to it; and whether an article
    /// makes it definite.
    fn start(&self, noun: &Noun<'_>) -> (usize, bool) {
        let mut start = noun.first;
        let lower = !self.capital(noun.first);
        while start > self.first
            && !(lower && self.in_name(start - 1))
            && self.capital(start - 1)
            && !self.is(start - 1, Role::Determiner)
            && !self.is(start - 1, Role::Preposition)
            && (self
                .scene
                .rules
                .words
                .roles(self.word(start - 1))
                .is_empty())
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
                _ if self.plain(at) => before = at,
                _ => break,
            }
        }
        (start, false)
    }

    /// Whether a word looks like an adjective or a participle, which ends no name.
    fn adjective(&self, at: usize) -> bool {
        let word = self.word(at);
        let participle = ["ge", "be", "ver", "ont"]
            .iter()
            .any(|p| word.starts_with(p))
            && word.ends_with(['d', 't']);
        !self.capital(at)
            && (participle
                || ["e", "ief", "eel", "lijk", "isch"]
                    .iter()
                    .any(|e| word.ends_with(e)))
    }

    /// Whether the token stands in a name of the lexicon.
    fn in_name(&self, at: usize) -> bool {
        let token = self.scene.tokens(at, at);
        self.named
            .get(self.named.partition_point(|n| n.end <= token.start))
            .is_some_and(|n| n.contains(token))
    }

    /// Where the adjectives begin that stand before a name: "strategisch plan", "generieke aanpak".
    /// Those that only place it among others ("nieuwe", "huidige") are no part of it.
    fn adjectives(&self, start: usize) -> usize {
        const ENDINGS: &[&str] = &[
            "e", "isch", "lijk", "eel", "aal", "ief", "iek", "baar", "zaam",
        ];
        let mut full = start;
        while full > self.first && full + 2 > start {
            let word = self.word(full - 1);
            let adjective = self.plain(full - 1)
                && !self.capital(full - 1)
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
    fn nationality(&self, at: usize) -> bool {
        ["nederlandse", "europese", "nederlands", "europees"].contains(&self.word(at))
            || self.word(at).ends_with("aanse")
    }

    /// The name before the hyphen of a compound, where it is no name of the lexicon: "Schuberg
    /// Phyllis-onderzoek" names Schuberg Phyllis.
    fn maker(&self, at: usize) -> Option<Candidate> {
        let token = self.token(at)?;
        let cut = token.span.of(&self.scene.prose.fold).rfind('-')?;
        let mut first = at;
        while first > self.first
            && self.capital(first - 1)
            && self
                .scene
                .rules
                .words
                .roles(self.word(first - 1))
                .is_empty()
            && first > at.saturating_sub(3)
        {
            first -= 1;
        }
        let span = Span::new(
            self.scene.tokens(first, first).start,
            token.span.start + cut,
        );
        let label = self
            .scene
            .text(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let known = self.names.longest(self.scene, at, false).is_some()
            || label.len() < 4
            || !label.chars().skip(1).any(char::is_lowercase);
        (!known).then(|| Candidate {
            span,
            part: self.scene.part_at(span.start),
            what: What::Open {
                classes: vec![self.scene.known.organisation],
                label,
                canonical: None,
            },
            aliases: Vec::new(),
            rule: "capitals-in-compound",
            nested: true,
        })
    }

    /// A title in quotation marks that names its kind itself: "‘Handreiking Open deuren’". The last
    /// token within the marks, and the candidate.
    fn title(&self, at: usize) -> Option<(usize, Candidate)> {
        let (close, inner) = if self.word(at) == ":" {
            return None;
        } else {
            self.quoted(at)?
        };
        let noun = (at + 1..close.min(at + 7)).find_map(|i| self.noun_at(i))?;
        let known = self.scene.known;
        let capital = self.capital(at + 1);
        if noun
            .head
            .classes
            .first()
            .is_some_and(|c| *c == known.public_body || *c == known.organisation)
        {
            return None;
        }
        if !capital && noun.first != at + 1
            || close > at + 30
            || noun.head.classes.first() == Some(&self.scene.known.legislation)
        {
            return None;
        }
        let mut aliases: Vec<String> = Vec::new();
        aliases.extend(
            inner
                .split_once([':', '?', '–'])
                .map(|(main, _)| main.trim().to_owned())
                .filter(|m| m.len() > 8),
        );
        if !capital && close > noun.last + 1 {
            aliases.push(self.text(noun.last + 1, close - 1));
        }
        Some((
            close,
            self.candidate(
                at + 1,
                close - 1,
                noun.head.classes.clone(),
                inner,
                aliases,
                "quoted-head",
            ),
        ))
    }

    /// A title in quotation marks that begins at a token: its closing mark, and what stands within.
    fn quoted(&self, at: usize) -> Option<(usize, String)> {
        let at = if self.word(at) == ":" { at + 1 } else { at };
        let close = match self.word(at) {
            "‘" => "’",
            "“" | "„" => "”",
            "«" => "»",
            "\"" => "\"",
            "'" => "'",
            _ => return None,
        };
        let open = self.word(at).to_owned();
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

    fn titled(&self, noun: &Noun<'_>, start: usize, close: usize, inner: &str) -> Candidate {
        let head = self.text(start, noun.last);
        let label = if noun.head.classes.first() == Some(&self.scene.known.document) {
            inner.to_owned()
        } else {
            format!("{head} {inner}")
        };
        let mut aliases = vec![inner.to_owned(), format!("{head} {inner}")];
        // "Rechtsextremisme op sociale media? Een verkenning": the main title alone
        aliases.extend(
            inner
                .split_once(['?', ':'])
                .map(|(main, _)| main.trim().to_owned())
                .filter(|m| m.len() > 8),
        );
        self.candidate(
            start,
            close,
            noun.head.classes.clone(),
            label,
            aliases,
            "head-title",
        )
    }

    fn named(&self, noun: &Noun<'_>, start: usize, last: usize) -> Candidate {
        let label = self.text(start, last);
        let mut aliases = Vec::new();
        if last > noun.last {
            let name = self.text(noun.last + 1, last);
            // "programma Cyclotron" is "Cyclotron", but "Agenda Schone Lucht" is not "Schone Lucht"
            if !self.capital(noun.first) && name.chars().next().is_some_and(char::is_uppercase) {
                aliases.push(name);
            }
        }
        if noun.first > start {
            aliases.push(self.text(noun.first, last));
        }
        self.candidate(
            start,
            last,
            noun.head.classes.clone(),
            label,
            aliases,
            "head-name",
        )
    }

    /// The last token of a run of capitalised words, with years after it.
    fn run(&self, first: usize, after_capital: bool) -> Option<usize> {
        let dated = |at: usize| {
            self.is(at, Role::Month)
                && self
                    .token(at + 1)
                    .is_some_and(|t| t.kind == Kind::Number && t.span.len() == 4)
        };
        let year = |at: usize| {
            self.token(at).is_some_and(|t| {
                t.kind == Kind::Number && t.span.len() >= 4 && self.word(at).starts_with("20")
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
            if self.capital(at) || year(at) {
                last = at;
            } else if at - last > 2 || !(self.is(at, Role::Connective) && !self.is(at, Role::Have))
            {
                break;
            }
        }
        Some(last)
    }

    /// "Wet gegevensverwerking door samenwerkingsverbanden": the last word before a mark, a verb or a
    /// pronoun.
    fn statute(&self, noun: usize) -> Option<usize> {
        let mut last = None;
        for at in noun + 1..(noun + 12).min(self.last) {
            let linking = self.is(at, Role::Connective)
                || self.is(at, Role::Preposition)
                || self.is(at, Role::Determiner) && !self.is(at, Role::Demonstrative);
            if self.plain(at)
                || (linking
                    && self.scene.rules.verb_form(self.word(at)).is_none()
                    && self.is(at + 1, Role::Transparent))
            {
                last = Some(at);
            } else if !linking || at == noun + 1 && self.is(at, Role::Coordinator) {
                break;
            }
        }
        last
    }

    /// A name in lower case right after the noun: "richtlijn milieucriminaliteit".
    fn lower(&self, noun: &Noun<'_>, definite: bool) -> Option<usize> {
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
                || self
                    .scene
                    .rules
                    .head(word)
                    .is_some_and(|(_, plural)| plural);
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

    /// "van het RIVM": the last token of the agent's name.
    fn of_agent(&self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), "van" | "door") {
            return None;
        }
        let mut next = at + 1;
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
    fn dated(&self, at: usize) -> Option<usize> {
        let number = |at: usize| self.token(at).is_some_and(|t| t.kind == Kind::Number);
        let date = matches!(self.word(at), "van" | "d.d" | "dd")
            && number(at + 1)
            && self.is(at + 2, Role::Month);
        date.then(|| if number(at + 3) { at + 3 } else { at + 2 })
    }

    /// "tegen online oplichting", "over de wolf", "naar de straftoemeting bij milieudelicten": the last
    /// token of the complement.
    fn complement(&self, at: usize, of: bool) -> Option<usize> {
        if !(COMPLEMENTS.contains(&self.word(at)) || of && self.word(at) == "van") {
            return None;
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
            if !link || (last.is_some() && matches!(word, "in" | "op" | "bij") && next > at + 4) {
                break;
            }
        }
        let bare = self.word(at) == "van"
            && !(at..=last?).any(|i| {
                self.capital(i) || self.in_name(i) || matches!(self.word(i), "‘" | "«" | "“")
            });
        last.filter(|_| !bare)
    }

    /// Whether "en" and a plain word follow the plain words from `at` on: "discriminatie, racisme en haat".
    fn list_ahead(&self, at: usize) -> bool {
        (at..at + 3)
            .find(|i| !self.plain(*i))
            .is_some_and(|i| self.word(i) == "en" && self.plain(i + 1))
    }
}
