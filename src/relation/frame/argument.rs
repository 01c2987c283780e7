//! Arguments: which mentions of a clause are a frame's subject and object.

use super::{Site, Voice};
use crate::{
    mention::Mentions,
    relation::syntax::{Group, Layout},
    rule::{ClassSet, Form, Slot},
};

mod subject;

/// Looks for the arguments of one trigger.
pub(super) struct Arguments<'l, 'a> {
    pub(super) laid: &'l Layout<'a>,
    pub(super) mentions: &'l Mentions,
    pub(super) site: Site,
}

impl<'l, 'a> Arguments<'l, 'a> {
    /// The members of the first slot that holds fitting entities; those in `taken` are somebody else.
    pub(super) fn fill(&self, slots: &[Slot], classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        for slot in slots {
            let found = self.slot(slot, classes, taken);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn slot(&self, slot: &Slot, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let site = self.site;
        match slot {
            Slot::Agent => match site.voice {
                Voice::Passive if site.verb => self.doer(classes, taken),
                Voice::Attributive | Voice::Nominal | Voice::Causative => {
                    self.governed("door", classes, taken)
                }
                // "de provincie heeft het RIVM opdracht gegeven": who is named is not who does it
                Voice::Active if !site.verb && self.laid.has_common_subject(site.clause) => {
                    Vec::new()
                }
                // "is door de provincie beschikbaar gesteld"
                Voice::Passive => {
                    let doer = self.doer(classes, taken);
                    if doer.is_empty() {
                        self.subject(classes, taken, false)
                    } else {
                        doer
                    }
                }
                Voice::Active => self.subject(classes, taken, false),
            },
            Slot::Theme => match site.voice {
                Voice::Passive => {
                    let found = self.subject(classes, taken, true);
                    if found.is_empty() {
                        self.examples(classes, taken)
                    } else {
                        found
                    }
                }
                Voice::Attributive => self.following(site.last, classes, taken),
                Voice::Nominal => self.governed_after("van", classes, taken),
                Voice::Active | Voice::Causative => self.theme(classes, taken),
            },
            // "het toezicht van A op B": right after the noun, else "van" belongs to something else
            Slot::Preposition(word)
                if word == "van"
                    && !site.verb
                    && !self
                        .laid
                        .items
                        .iter()
                        .skip(site.last + 1)
                        .take(2)
                        .any(|t| t.word == "van") =>
            {
                Vec::new()
            }
            Slot::Preposition(word) if word == "van" || !site.verb => {
                let after = self.governed_after(word, classes, taken);
                if after.is_empty() && word != "van" {
                    self.governed(word, classes, taken)
                } else {
                    after
                }
            }
            Slot::Preposition(word) => self.governed(word, classes, taken),
            Slot::Complement => self.following(site.last, classes, taken),
            Slot::Head => self.preceding(site.first, classes, taken),
            Slot::That => self.that(classes, taken),
            Slot::Topic => self
                .laid
                .topic
                .iter()
                .copied()
                .filter(|e| self.fits(*e, classes, taken))
                .collect(),
        }
    }

    fn fits(&self, entity: usize, classes: ClassSet, taken: &[usize]) -> bool {
        !taken.contains(&entity)
            && self
                .mentions
                .entities
                .get(entity)
                .is_some_and(|e| classes.admits(&e.classes))
    }

    fn fitting(&self, group: &Group<'_>, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        group
            .members
            .iter()
            .copied()
            .filter(|e| self.fits(*e, classes, taken))
            .collect()
    }

    /// Groups of the clause; those of the clause around it, too, where it has none of its own subject.
    fn groups(&self) -> impl Iterator<Item = &'l Group<'a>> + '_ {
        let clause = self.site.clause;
        self.laid.groups.iter().filter(move |g| g.clause == clause)
    }

    /// The object: the last fitting group before a verb at the end of its clause, or the first after
    /// a finite verb; then any; then the examples of a noun ("instrumenten, zoals A en B").
    fn theme(&self, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let site = self.site;
        let bare: Vec<&Group<'_>> = self
            .groups()
            .filter(|g| g.prepositions.is_empty() && !g.exemplifies)
            .collect();
        let final_verb = !matches!(site.form, Some(Form::Finite));
        let mut order: Vec<&Group<'_>> = Vec::new();
        let before = bare.iter().rev().filter(|g| g.last < site.first);
        let after = bare.iter().filter(|g| g.first > site.last);
        if final_verb {
            order.extend(before.copied());
            order.extend(after.copied());
        } else {
            order.extend(after.copied());
            order.extend(before.copied());
        }
        for group in order {
            let found = self.fitting(group, classes, taken);
            if !found.is_empty() {
                return found;
            }
        }
        let found = self.examples(classes, taken);
        if found.is_empty() {
            self.shared_theme(classes, taken)
        } else {
            found
        }
    }

    /// "financiert en ondersteunt het programma": the object behind the second verb.
    fn shared_theme(&self, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let laid = self.laid;
        let next = laid.clause_of(self.site.last + 1);
        let shares = laid.clauses.get(next).is_some_and(|c| {
            next != self.site.clause && c.shares && c.parent == Some(self.site.clause)
        });
        if !(self.site.verb && shares) {
            return Vec::new();
        }
        let mut groups = laid.groups.iter().filter(|g| g.clause == next);
        let theme = groups.find(|g| g.prepositions.is_empty() && !g.exemplifies);
        theme
            .map(|g| self.fitting(g, classes, taken))
            .unwrap_or_default()
    }

    /// The examples of a noun that follow: "instrumenten, zoals A en B", "zes autoriteiten: A, B en C".
    fn examples(&self, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let groups = self
            .laid
            .groups
            .iter()
            .filter(|g| g.exemplifies && g.first > self.site.last);
        groups
            .map(|g| self.fitting(g, classes, taken))
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }

    /// What "door" governs, if it belongs to this participle and not to another: in "ontwikkeld met A en
    /// betaald door B" B only pays, and in "betaald door A en gemaakt door scholen" A does.
    fn doer(&self, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let last = self.site.last;
        let items = &self.laid.items;
        let other = items
            .iter()
            .enumerate()
            .skip(last + 1)
            .find(|(_, t)| t.clause == self.site.clause && t.form == Some(Form::Participle));
        let own = |g: &&Group<'_>| {
            other.is_none_or(|(at, _)| {
                let complement = || self.groups().any(|c| c.first > last && c.last < at);
                g.first < at || !complement()
            })
        };
        let behind = items.get(last + 1).is_some_and(|t| t.word == "door");
        let mut groups: Vec<&Group<'_>> = self
            .groups()
            .filter(|g| g.governed_by("door") && (!behind || g.first > last))
            .filter(own)
            .collect();
        groups.sort_by_key(|g| g.first.abs_diff(last));
        let found = groups.iter().map(|g| self.fitting(g, classes, taken));
        found
            .into_iter()
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }

    /// Groups of the clause that `word` governs, the nearest to the trigger first.
    fn governed(&self, word: &str, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let mut groups: Vec<&Group<'_>> = self.groups().filter(|g| g.governed_by(word)).collect();
        groups.sort_by_key(|g| {
            if g.first > self.site.last {
                g.first - self.site.last
            } else {
                self.site.first - g.first.min(self.site.first) + 1
            }
        });
        groups
            .iter()
            .map(|g| self.fitting(g, classes, taken))
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }

    /// The same, after the trigger only.
    fn governed_after(&self, word: &str, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let last = self.site.last;
        let mut groups: Vec<&Group<'_>> = self
            .groups()
            .filter(|g| g.first > last && g.governed_by(word))
            .collect();
        groups.sort_by_key(|g| g.first);
        groups
            .iter()
            .map(|g| self.fitting(g, classes, taken))
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }

    /// The group whose noun phrase begins right after item `at`.
    fn following(&self, at: usize, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let group = self
            .laid
            .groups
            .iter()
            .filter(|g| g.first > at && !g.members.is_empty())
            .min_by_key(|g| g.first);
        group
            .filter(|g| self.laid.one_phrase(at, g.first))
            .map(|g| self.fitting(g, classes, taken))
            .unwrap_or_default()
    }

    /// The group that ends right before item `at`.
    fn preceding(&self, at: usize, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let group = self
            .laid
            .groups
            .iter()
            .filter(|g| g.last < at && !g.members.is_empty())
            .max_by_key(|g| g.last);
        group
            .filter(|g| {
                at - g.last <= 5
                    && self
                        .laid
                        .items
                        .iter()
                        .take(at)
                        .skip(g.last + 1)
                        .all(|t| (!t.mark || t.word == ",") && t.form != Some(Form::Finite))
            })
            .map(|g| self.fitting(g, classes, taken))
            .unwrap_or_default()
    }

    /// All fitting entities of the clause with "dat" or "om" after the trigger.
    fn that(&self, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let after = |g: &&Group<'_>| {
            g.first > self.site.last && {
                let opener = self.laid.clauses.get(g.clause).and_then(|c| c.opener);
                opener
                    .and_then(|o| self.laid.items.get(o))
                    .is_some_and(|t| t.word == "dat" || t.word == "om")
                    && opener.is_some_and(|o| o > self.site.last)
            }
        };
        let mut out: Vec<usize> = self
            .laid
            .groups
            .iter()
            .filter(after)
            .flat_map(|g| self.fitting(g, classes, taken))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
