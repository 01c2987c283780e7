//! Motions, amendments and bills of members, by who made them, "motie-De Wit c.s.", and committees
//! by who leads them, "commissie-De Wit".

use super::Place;
use crate::{
    mention::{Candidate, only, person},
    rule::Role,
    span::Span,
};
use std::borrow::Cow;

impl<'l> Place<'_, 'l> {
    /// "motie-Van Baarle", "motie Hagen/Sneller", "motie van het lid De Wit c.s.": the last token.
    pub(super) fn motion(&self, at: usize, out: &mut Vec<Candidate<'l>>) -> Option<usize> {
        let word = self.word(at);
        if !word.starts_with(['m', 'a', 'i']) {
            return None;
        }
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
        let mut makers = Vec::new();
        if hyphen {
            // the tokenizer keeps "motie-Van" together, of which "der Berg" is the rest
            let (_, opens) = word.split_once('-').unwrap_or_default();
            while self.scene.rules.words.is(opens, Role::SurnamePrefix)
                && self.is(last + 1, Role::SurnamePrefix)
                && last < at + 3
            {
                last += 1;
            }
            let prefixes = last;
            while self.capital(last + 1) && last < prefixes + 3 {
                last += 1;
            }
            let whole = self.scene.tokens(at, last);
            let cut = word.find('-').map_or(0, |c| c + 1);
            makers.push(Span::new(whole.start + cut, whole.end));
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
            makers.push(self.scene.tokens(begin, last));
        }
        let mut named = last;
        loop {
            let link = self.after_party(last);
            if !matches!(self.word(link), "/" | "en" | ",") || !self.capital(link + 1) {
                break;
            }
            let Some(next) = person::surname(self.scene, link + 1).filter(|l| *l < self.last)
            else {
                break;
            };
            makers.push(self.scene.tokens(link + 1, next));
            if link == last + 1 {
                named = next;
            }
            last = next;
        }
        let whole = self.after_party(last) - 1;
        last = named;
        let name = self.text(at, last);
        if matches!(self.word(last + 1), "c.s" | "cs") {
            last += 1;
            if self.word(last + 1) == "." {
                last += 1;
            }
        }
        last = last.max(whole);
        for maker in makers {
            out.extend(person::with_party(self.scene, self.names, maker));
        }
        let noun = if word.starts_with("motie") {
            "motie"
        } else if word.starts_with("initiatief") {
            word
        } else {
            "amendement"
        };
        let who = if hyphen {
            name.split_once('-').map_or("", |(_, w)| w)
        } else {
            &self.text(begin, named)
        };
        let label = name.clone();
        let links = ["-", " "];
        let mut aliases = Vec::from(links.map(|link| [noun, link, who].concat().into()));
        aliases.push(name);
        out.push(self.candidate(
            at,
            last,
            only(&self.scene.known.document),
            label,
            aliases,
            "motion",
        ));
        Some(last)
    }

    /// "commissie-Bosman", "Staatscommissie-Van der Beek": the last token.
    pub(super) fn committee(&self, at: usize, out: &mut Vec<Candidate<'l>>) -> Option<usize> {
        let word = self.word(at);
        let (noun, chair) = word.split_once('-')?;
        let written = self.text(at, at);
        let is_named = written
            .get(noun.len() + 1..)?
            .starts_with(char::is_uppercase);
        if !is_named || !matches!(noun, "commissie" | "staatscommissie") {
            return None;
        }
        let mut last = at;
        if self.scene.rules.words.is(chair, Role::SurnamePrefix) {
            while self.is(last + 1, Role::SurnamePrefix) && last < at + 3 {
                last += 1;
            }
            last += usize::from(self.capital(last + 1));
        }
        let known = self.scene.known;
        let classes = Cow::Owned(vec![known.public_body, known.organisation]);
        let label = self.text(at, last);
        out.push(self.candidate(at, last, classes, label, Vec::new(), "committee"));
        Some(last)
    }

    /// The token after a name and the party in brackets behind it.
    fn after_party(&self, last: usize) -> usize {
        if self.word(last + 1) != "(" {
            return last + 1;
        }
        (last + 3..last + 6)
            .find(|c| self.word(*c) == ")")
            .map_or(last + 1, |close| close + 1)
    }
}
