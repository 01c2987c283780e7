//! Pronouns: "die", "waarvoor", "ik", "zij", "hierin", and what they stand for.

use super::{Earlier, Group, Item, Layout};
use crate::rule::{Form, Role};

impl<'a> Layout<'a> {
    /// Relative pronouns, "ik" and "zij" become groups of their own.
    pub(super) fn pronouns(&mut self, own: Option<usize>, earlier: &Earlier) {
        let mut extra = Vec::new();
        for i in 0..self.items.len() {
            let item = &self.items[i];
            // no other word is looked for, and most words are others
            let pronoun = i == 0
                || item.roles.any(&[Role::Relative, Role::Own])
                || matches!(item.word, "zij" | "ze" | "hij")
                || ["waar", "hier", "daar"]
                    .iter()
                    .any(|begin| item.word.starts_with(begin));
            if !pronoun {
                continue;
            }
            let item = *item;
            if item.mark || item.mention.is_some() {
                continue;
            }
            let opens = self
                .clauses
                .get(item.clause)
                .is_some_and(|c| c.opener == Some(i));
            let compound = item.word.strip_prefix("waar").filter(|p| p.len() > 1);
            // "waar het bureau op toeziet"
            let apart = || (item.word == "waar").then(|| self.stranded(i)).flatten();
            let compound = compound.or_else(apart);
            if opens && (item.roles.has(Role::Relative) || compound.is_some()) {
                let Some(members) = self.antecedent(i) else {
                    continue;
                };
                let prepositions = compound
                    .map(|p| if p == "mee" { "met" } else { p })
                    .into_iter()
                    .collect();
                extra.push(Group {
                    members,
                    first: i,
                    last: i,
                    clause: item.clause,
                    prepositions,
                    exemplifies: false,
                });
            } else if item.roles.has(Role::Own) {
                extra.push(Group {
                    members: own.into_iter().collect(),
                    first: i,
                    last: i,
                    clause: item.clause,
                    prepositions: Vec::new(),
                    exemplifies: false,
                });
            } else if matches!(item.word, "zij" | "ze" | "hij")
                && !earlier.subject.is_empty()
                && self.groups.iter().all(|g| g.first > i)
            {
                extra.push(Group {
                    members: earlier.subject.clone(),
                    first: i,
                    last: i,
                    clause: item.clause,
                    prepositions: Vec::new(),
                    exemplifies: false,
                });
            } else if i == 0 && self.stands_for_thing(&item) && !earlier.own_thing.is_empty() {
                extra.push(Group {
                    members: earlier.own_thing.clone(),
                    first: i,
                    last: i,
                    clause: item.clause,
                    prepositions: Vec::new(),
                    exemplifies: false,
                });
            } else if let Some(preposition) = ["hier", "daar"]
                .iter()
                .find_map(|p| item.word.strip_prefix(p))
                .filter(|p| matches!(*p, "in" | "mee" | "aan" | "van" | "uit" | "op" | "door"))
                && !earlier.thing.is_empty()
            {
                let preposition = if preposition == "mee" {
                    "met"
                } else {
                    preposition
                };
                extra.push(Group {
                    members: earlier.thing.clone(),
                    first: i,
                    last: i,
                    clause: item.clause,
                    prepositions: vec![preposition],
                    exemplifies: false,
                });
            }
        }
        for group in extra {
            let index = self.groups.len();
            if let Some(item) = self.items.get_mut(group.first) {
                item.group = Some(index);
            }
            self.groups.push(group);
        }
    }

    /// The preposition that stands right before a verb in the clause that item `i` opens.
    fn stranded(&self, i: usize) -> Option<&'a str> {
        let clause = self.items.get(i)?.clause;
        let pairs = self.items.iter().zip(self.items.iter().skip(1)).skip(i + 1);
        let mut pairs = pairs.filter(|(one, next)| {
            one.clause == clause
                && one.roles.has(Role::Preposition)
                && (next.form.is_some() || next.roles.auxiliary())
                && next.mention.is_none()
        });
        pairs.next().map(|(one, _)| one.word)
    }

    /// "Het is ontwikkeld door …", "Deze wordt gefinancierd uit …": a passive clause tells what was done to
    /// the thing that the sentence before spoke of.
    fn stands_for_thing(&self, item: &Item<'_>) -> bool {
        let next = self.items.get(1);
        matches!(item.word, "het" | "deze" | "dit")
            && next.is_some_and(|n| n.roles.any(&[Role::Be, Role::Become]))
            && self
                .items
                .iter()
                .any(|t| t.clause == item.clause && t.form == Some(Form::Participle))
    }

    /// What a relative pronoun at item `i` stands for: the mention right before it. `None` where "dat"
    /// opens no relative clause.
    fn antecedent(&self, i: usize) -> Option<Vec<usize>> {
        let mut at = i.checked_sub(1)?;
        // over marks, and over the verbs at the end of the clause before: "… het plan opstellen, dat"
        let verbal = |t: &Item<'_>| {
            t.mention.is_none()
                && (t.form.is_some()
                    || t.roles.auxiliary()
                    || matches!(t.word, "te" | "op" | "aan" | "uit" | "af"))
        };
        let comma = self.items.get(at).is_some_and(|t| t.word == ",");
        while self.items.get(at).is_some_and(|t| {
            matches!(t.word, "," | ")" | "’" | "”" | "»" | "'") || comma && verbal(t)
        }) {
            at = at.checked_sub(1)?;
        }
        let item = self.items.get(at)?;
        if let Some(group) = item.group.and_then(|g| self.groups.get(g)) {
            return Some(group.members.clone());
        }
        let noun = item.roles.is_empty() && item.form.is_none() && !item.mark;
        if !noun {
            return None;
        }
        // "het protocol voor scholen en ouders dat …": the noun belongs to the name, whose article fits
        let named = self
            .groups
            .iter()
            .filter(|g| g.last < at && at - g.last <= 6)
            .max_by_key(|g| g.last);
        if let Some(group) = named
            .filter(|g| self.agrees(g.first, self.items[i].word) && self.one_complement(g.last, at))
        {
            return Some(group.members.clone());
        }
        // "X is een instelling die …": the noun says what the subject is
        let copula = self
            .items
            .iter()
            .take(at)
            .any(|t| t.clause == item.clause && t.roles.has(Role::Be));
        let subject = self.groups.iter().find(|g| {
            g.clause == item.clause && g.first < at && self.governor(g.first).0.is_none()
        });
        let between = |g: &&Group<'_>| {
            self.groups
                .iter()
                .all(|o| o.first <= g.last || o.first > at)
        };
        Some(
            subject
                .filter(|_| copula)
                .filter(between)
                .map(|g| g.members.clone())
                .unwrap_or_default(),
        )
    }

    /// Whether a relative pronoun fits the article before item `first`: "het … dat", "de … die".
    fn agrees(&self, first: usize, pronoun: &str) -> bool {
        let article = (first.saturating_sub(4)..first).rev().find_map(|i| {
            self.items
                .get(i)
                .filter(|t| matches!(t.word, "de" | "het" | "een" | "dit" | "deze"))
        });
        article.is_some_and(|t| match t.word {
            "het" | "dit" => pronoun == "dat",
            "de" | "deze" => pronoun == "die",
            _ => false,
        })
    }

    /// Whether the items after `last` up to `end` are a complement of the name: a preposition and nouns.
    fn one_complement(&self, last: usize, end: usize) -> bool {
        self.items
            .get(last + 1)
            .is_some_and(|t| t.roles.has(Role::Preposition))
            && self
                .items
                .iter()
                .take(end + 1)
                .skip(last + 1)
                .all(|t| !t.mark && t.form != Some(Form::Finite) && !t.roles.auxiliary())
    }
}
