//! Groups: mentions that stand as one, and the prepositions that govern them.

use super::{Group, Item, Layout};
use crate::{
    mention::Mentions,
    rule::{Form, Role},
};

/// The next mention of a list.
struct Next {
    at: usize,
    /// So many words stand right before it.
    words: usize,
    /// "en" stands before them, though a comma before that.
    ends: bool,
}

impl<'a> Layout<'a> {
    /// Joins mentions that stand as one.
    pub(super) fn group(&mut self, mentions: &Mentions) {
        let mut i = 0;
        while i < self.items.len() {
            let Some(entity) = self.entity(i, mentions) else {
                i += 1;
                continue;
            };
            let mut group = Group {
                members: vec![entity],
                first: i,
                last: i,
                clause: self.items[i].clause,
                prepositions: Vec::new(),
                exemplifies: false,
            };
            while let Some(next) = self.joined(&group, mentions) {
                if let Some(entity) = self.entity(next, mentions)
                    && !group.members.contains(&entity)
                {
                    group.members.push(entity);
                }
                group.last = next;
            }
            let index = self.groups.len();
            for item in self.items.iter_mut().take(group.last + 1).skip(group.first) {
                item.group = Some(index);
            }
            i = group.last + 1;
            self.groups.push(group);
        }
    }

    fn entity(&self, item: usize, mentions: &Mentions) -> Option<usize> {
        self.items
            .get(item)
            .and_then(|i| i.mention)
            .and_then(|m| mentions.mentions.get(m))
            .map(|m| m.entity)
    }

    /// The mention that is joined to the one at item `last`: "A en B", "A, B", "A en (ook) het B",
    /// with articles and adjectives before it.
    fn joined(&self, group: &Group<'_>, mentions: &Mentions) -> Option<usize> {
        let (first, last) = (group.first, group.last);
        let mut at = last + 1;
        // brackets after a name belong to it
        if self.items.get(at).is_some_and(|i| i.word == "(") {
            let close = self
                .items
                .iter()
                .skip(at)
                .take(12)
                .position(|i| i.word == ")")?;
            let mut inner = self.items.iter().skip(at).take(close);
            if inner.any(|i| i.mention.is_some()) {
                return None;
            }
            at += close + 1;
        }
        let link = self.items.get(at)?;
        let comma = link.word == ",";
        // "zowel A als B", "A, maar ook B"
        let paired = link.word == "als" && self.after_both(first);
        let added = |at: usize| {
            let word = |at: usize| self.items.get(at).map_or("", |i| i.word);
            word(at) == "maar" && word(at + 1) == "ook"
        };
        let adds = added(at) || comma && added(at + 1);
        if !(comma || adds || paired || link.word == "/" || link.roles.has(Role::Coordinator)) {
            return None;
        }
        at += 1;
        if adds {
            at += if comma { 2 } else { 1 };
        }
        if comma
            && self
                .items
                .get(at)
                .is_some_and(|i| i.roles.has(Role::Coordinator))
        {
            at += 1;
        }
        // "A en, voor scholen, B"
        if !comma
            && self.items.get(at).is_some_and(|i| i.word == ",")
            && let Some(close) = self
                .items
                .iter()
                .skip(at + 1)
                .take(7)
                .position(|i| i.word == ",")
            && self
                .items
                .iter()
                .skip(at)
                .take(close + 1)
                .all(|i| i.mention.is_none())
        {
            at += close + 2;
        }
        // "op A en op B"
        let repeated = self
            .items
            .get(at)
            .filter(|i| !comma || adds && i.mention.is_none());
        if repeated.is_some_and(|i| {
            i.roles.has(Role::Preposition) && self.governor(first).0 == Some(i.word)
        }) {
            at += 1;
        }
        let Next { at, words, ends } = self.next_named(at, comma)?;
        // after a comma without "en" further on, only mentions of a kind are one list
        let same = {
            let (a, b) = (self.entity(last, mentions)?, self.entity(at, mentions)?);
            let class = |e: usize| {
                mentions
                    .entities
                    .get(e)
                    .and_then(|e| e.classes.first())
                    .copied()
            };
            class(a) == class(b)
        };
        (same || (!comma && words < 3) || ends || self.list_goes_on(at)).then_some(at)
    }

    /// The next mention of a list of which the item before `at` is a link, a comma where `comma`.
    fn next_named(&self, mut at: usize, comma: bool) -> Option<Next> {
        let mut words = 0;
        // "A, gemeenten en B": nouns that name nothing stand in the list, too
        let mut ends = false;
        loop {
            let item = self.items.get(at)?;
            if item.mention.is_some() {
                return Some(Next { at, words, ends });
            }
            let hedge = self.hedge(at + 2);
            if hedge == 2 {
                at += hedge;
                continue;
            }
            let links = item.word == "," || item.roles.has(Role::Coordinator);
            if links && comma && !ends && self.common_noun(at - 1) {
                ends = item.word != ",";
                words = 0;
                at += 1;
                continue;
            }
            let skippable = item.roles.has(Role::Determiner) || (item.adjectival() && words < 3);
            let link_word = matches!(item.word, "ook" | "het" | "de");
            if item.mark
                || !(skippable || link_word)
                || item.roles.any(&[Role::Preposition, Role::Relative])
                    && !item.roles.has(Role::Determiner)
            {
                return None;
            }
            words += 1;
            at += 1;
        }
    }

    /// Whether "zowel" opens the noun phrase that begins at item `first`.
    fn after_both(&self, first: usize) -> bool {
        let before = self.items.iter().take(first).rev().take(4);
        let mut before = before.take_while(|i| !i.mark && i.mention.is_none());
        before.any(|i| i.word == "zowel")
    }

    /// Whether an item may be a noun that names nothing: "gemeenten".
    fn common_noun(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| {
            let is_figure = i.word.starts_with(|c: char| c.is_ascii_digit());
            let bare = i.mention.is_none() && i.roles.is_empty() && i.form.is_none();
            bare && !i.mark && !is_figure
        })
    }

    /// How many words before item `at` only say how many of all are named: "door onder andere het
    /// bureau", "op zowel A als B", "door met name de bond".
    fn hedge(&self, at: usize) -> usize {
        let word = |back: usize| {
            let item = at.checked_sub(back).and_then(|i| self.items.get(i));
            item.filter(|i| i.mention.is_none()).map_or("", |i| i.word)
        };
        match (word(2), word(1)) {
            ("onder", "andere" | "meer") | ("met", "name") => 2,
            (
                _,
                "zowel" | "respectievelijk" | "bijvoorbeeld" | "vooral" | "ook" | "mede" | "o.a",
            ) => 1,
            _ => 0,
        }
    }

    fn list_goes_on(&self, at: usize) -> bool {
        self.items
            .get(at + 1)
            .is_some_and(|i| i.roles.has(Role::Coordinator) || i.word == ",")
    }

    /// Gives every group the prepositions that govern it.
    pub(super) fn govern(&mut self) {
        for index in 0..self.groups.len() {
            let group = &self.groups[index];
            if !group.prepositions.is_empty() {
                continue;
            }
            let mut found = Vec::new();
            let mut at = group.first;
            let exemplifies = loop {
                let (preposition, stop, example) = self.governor(at);
                let Some(word) = preposition else {
                    break example;
                };
                found.push(word);
                // "op de naleving van de wet": the law is governed by "op" as well
                let Some(noun) = stop.checked_sub(1).and_then(|n| self.items.get(n)) else {
                    break false;
                };
                if found.len() > 3 || !(noun.roles.has(Role::Transparent)) {
                    break false;
                }
                at = stop - 1;
            };
            let listed = self.colon;
            if let Some(group) = self.groups.get_mut(index) {
                let listed = listed.is_some_and(|c| group.first > c);
                group.prepositions = if listed { Vec::new() } else { found };
                group.exemplifies = exemplifies || listed;
            }
        }
    }

    /// Whether a second finite verb of the clause stands right behind the group that begins at item `first`:
    /// the group may be its subject, and no more of the list before it.
    fn verb_behind(&self, first: usize) -> bool {
        let is_verb = |i: &Item<'_>| i.form == Some(Form::Finite) || i.roles.auxiliary();
        let next = self.items.get(self.last_of_group(first) + 1);
        let clause = self.clause_of(first);
        let mut before = self.items.iter().take(first).filter(|i| i.clause == clause);
        next.is_some_and(is_verb) && before.any(is_verb)
    }

    /// The last item of the group that begins at item `first`; that item itself where none does.
    fn last_of_group(&self, first: usize) -> usize {
        let group = self.items.get(first).and_then(|i| i.group);
        let group = group.and_then(|g| self.groups.get(g));
        group.map_or(first, |g| g.last)
    }

    /// The preposition that governs a list of common nouns of which the last stands right before item `link`,
    /// a comma or "en", and where it stands: "door het Rijk, provincies en …".
    fn list_governor(&self, mut link: usize) -> Option<(&'a str, usize)> {
        for nouns in 0..4 {
            let mut at = link.checked_sub(1)?;
            let noun = self.items.get(at)?;
            // right before the link a name would stand in the group itself
            if noun.mention.is_some() && nouns > 0 {
                let group = noun.group.and_then(|g| self.groups.get(g))?;
                let (word, stop, _) = self.governor(group.first);
                return word.map(|word| (word, stop));
            }
            if !self.common_noun(at) {
                return None;
            }
            loop {
                at = at.checked_sub(1)?;
                let item = self.items.get(at)?;
                if item.roles.has(Role::Preposition) && item.word != "te" {
                    return Some((item.word, at));
                }
                if item.word == "," || item.roles.has(Role::Coordinator) {
                    break;
                }
                if !(item.roles.has(Role::Determiner) || item.adjectival()) {
                    return None;
                }
            }
            link = at;
        }
        None
    }

    /// Walks left from the noun phrase that begins at item `first` over articles and adjectives:
    /// the preposition met, where it stands, and whether "zoals" was met instead.
    pub(in crate::relation) fn governor(&self, first: usize) -> (Option<&'a str>, usize, bool) {
        let mut at = first;
        let mut determined = false;
        for _ in 0..8 {
            let Some(before) = at.checked_sub(1) else {
                return (None, at, false);
            };
            let hedge = self.hedge(at);
            if hedge > 0 {
                let earlier = (at - hedge).checked_sub(1).and_then(|b| self.items.get(b));
                // behind a comma it gives examples, as "waaronder" does
                let exemplifies = hedge == 2 && earlier.is_some_and(|b| b.word == ",");
                let governing = earlier.filter(|b| b.roles.has(Role::Preposition));
                return governing.map_or((None, at, exemplifies), |preposition| {
                    (Some(preposition.word), at - hedge - 1, false)
                });
            }
            let item = self.items[before];
            let last = self.last_of_group(first);
            if (item.roles.has(Role::Coordinator) || item.word == "," && self.list_goes_on(last))
                && !self.verb_behind(first)
                && let Some((word, stop)) = self.list_governor(before)
                && self.clause_of(stop) == self.clause_of(first)
            {
                return (Some(word), stop, false);
            }
            if item.mark {
                if matches!(item.word, "‘" | "“" | "«" | "'" | "\"" | "„") {
                    at = before;
                    continue;
                }
                return (None, at, false);
            }
            if item.mention.is_some() {
                return (None, at, false);
            }
            if item.roles.has(Role::Exemplifier) {
                return (None, at, true);
            }
            if item.word.starts_with(|c: char| c.is_ascii_digit()) {
                return (None, at, false);
            }
            // "om de wet te handhaven": what stands there is the verb's object
            let opener = self.clauses.get(item.clause).and_then(|c| c.opener);
            if item.word == "om" && opener == Some(before) {
                return (None, at, false);
            }
            // "anders dan de inspectie": what is compared does nothing
            if item.roles.has(Role::Preposition) && item.word != "te" || item.word == "dan" {
                return (Some(item.word), before, false);
            }
            // adjectives, and a noun in apposition: "bij de toezichthouder AFM"
            let passed = item.adjectival();
            let determines = item.roles.has(Role::Determiner);
            // what stands before an article is another noun phrase: "met de rederijen het plan"
            let is_past = determined && !determines;
            if is_past || !(determines || passed || item.roles.has(Role::Plan)) {
                return (None, at, false);
            }
            determined = determines;
            at = before;
        }
        (None, at, false)
    }
}
