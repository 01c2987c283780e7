//! Who does what a trigger says: the subject of its clause, or of the one around it, or who is asked to.

use super::Arguments;
use crate::{
    relation::syntax::{Group, Item},
    rule::{ClassSet, Form, Role},
};

impl Arguments<'_, '_> {
    /// Who is to do it, where somebody asks another to: "het ministerie vraagt het RIVM … op te stellen", "gaf aan
    /// Waterlands opdracht om …"; nobody, where others are called on to. `None` where nobody is asked.
    fn asked(&self, classes: ClassSet, taken: &[usize]) -> Option<Vec<usize>> {
        let site = self.site;
        let items = &self.laid.items;
        let te = site.first.checked_sub(1).and_then(|t| items.get(t));
        if site.form != Some(Form::Infinitive) || te.is_none_or(|t| t.word != "te") {
            return None;
        }
        let own = self.laid.clauses.get(site.clause)?;
        let matrix = match own.opener.and_then(|o| items.get(o)) {
            Some(opener) if opener.word == "om" => own.parent?,
            _ => site.clause,
        };
        let within = || {
            let before = items.iter().take(site.first);
            before.filter(move |t| t.clause == matrix)
        };
        if within().any(|t| t.roles.has(Role::Advice)) {
            return Some(Vec::new());
        }
        let asks = within().any(|t| t.roles.has(Role::Control));
        let passive = within().any(|t| t.roles.any(&[Role::Be, Role::Become]));
        if !asks || passive {
            return None;
        }
        let mut agents: Vec<&Group<'_>> = self
            .laid
            .groups
            .iter()
            .filter(|g| g.clause == matrix && g.first < site.first && !g.exemplifies)
            .filter(|g| g.prepositions.is_empty() || g.prepositions == ["aan"])
            .filter(|g| {
                let own = items.get(g.first).is_some_and(|t| t.roles.has(Role::Own));
                own || g.members.iter().any(|e| self.laid.is_agent(*e))
            })
            .collect();
        agents.sort_by_key(|g| (g.prepositions.is_empty(), g.first));
        let named = match agents.as_slice() {
            [first, ..] if !first.prepositions.is_empty() => Some(*first),
            [_, second, ..] => Some(*second),
            // "de provincie heeft het RIVM verzocht om …"
            [only] if self.laid.has_common_subject(matrix) => Some(*only),
            _ => None,
        };
        Some(
            named
                .map(|g| self.fitting(g, classes, taken))
                .unwrap_or_default(),
        )
    }

    /// The first group without a preposition that fits; that of the clause around it where this one,
    /// "om … te …", has no subject of its own.
    pub(super) fn subject(
        &self,
        classes: ClassSet,
        taken: &[usize],
        undergoes: bool,
    ) -> Vec<usize> {
        if let Some(asked) = self.asked(classes, taken) {
            return asked;
        }
        let mut clause = Some(self.site.clause);
        // "… en voert de wet uit": nothing that follows such a verb is its subject
        if self.shares_subject()
            && let Some(parent) = self
                .laid
                .clauses
                .get(self.site.clause)
                .and_then(|c| c.parent)
        {
            clause = Some(parent);
        }
        while let Some(index) = clause {
            let mut groups: Vec<&Group<'_>> = self
                .laid
                .groups
                .iter()
                .filter(|g| g.clause == index && g.prepositions.is_empty() && !g.exemplifies)
                .collect();
            groups.sort_by_key(|g| g.first);
            for group in &groups {
                let found = self.fitting(group, classes, taken);
                if !found.is_empty() {
                    return found;
                }
                // "het platform van de academie biedt …": who stands behind the subject
                let found = self.owner(group, classes, taken);
                if !found.is_empty() {
                    return found;
                }
            }
            let found = self.exemplary(index, classes, taken);
            if !found.is_empty() {
                return found;
            }
            let mut found = self.within_subject(index, classes, taken);
            if undergoes {
                // what happens to the values of a body does not happen to the body
                found.retain(|e| !self.laid.is_agent(*e));
            }
            if !found.is_empty() {
                return found;
            }
            let info = self.laid.clauses.get(index);
            let infinitive = info
                .and_then(|c| c.opener)
                .and_then(|o| self.laid.items.get(o))
                .is_some_and(|t| t.word == "om");
            let infinitive = infinitive || info.is_some_and(|c| c.shares);
            let Some(parent) = info.and_then(|c| c.parent).filter(|_| infinitive) else {
                break;
            };
            let found = self.charged(parent, classes, taken);
            if !found.is_empty() {
                return found;
            }
            clause = Some(parent);
        }
        Vec::new()
    }

    /// "partijen als A en B doen …": the examples of a common noun before the verb.
    fn exemplary(&self, clause: usize, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let items = &self.laid.items;
        let behind_noun = |group: &Group<'_>| {
            let (_, first, _) = self.laid.governor(group.first);
            let noun = first.checked_sub(2).and_then(|n| items.get(n));
            noun.is_some_and(|n| n.clause == clause && !n.mark && n.roles.is_empty())
        };
        let mut groups = self.laid.groups.iter().filter(|g| {
            g.clause == clause && g.exemplifies && g.last < self.site.first && behind_noun(g)
        });
        groups
            .next()
            .map_or_else(Vec::new, |g| self.fitting(g, classes, taken))
    }

    /// Whose it is to do what "om … te …" says: "het is aan de inspectie", "het is de taak van de
    /// inspectie".
    fn charged(&self, clause: usize, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let items = &self.laid.items;
        let mut within = items.iter().filter(|t| t.clause == clause);
        if !within.any(|t| t.roles.has(Role::Be)) {
            return Vec::new();
        }
        let duty = |group: &Group<'_>| {
            let before = items.get(..group.first).unwrap_or_default();
            let noun = before
                .iter()
                .rev()
                .find(|t| t.word != "van" && !t.roles.any(&[Role::Determiner, Role::Preposition]));
            noun.is_some_and(|t| t.roles.has(Role::Duty))
        };
        let mut groups = self.laid.groups.iter().filter(|g| g.clause == clause);
        let group = groups.find(|g| match g.prepositions.as_slice() {
            ["aan"] => true,
            ["van"] => duty(g),
            _ => false,
        });
        group.map_or_else(Vec::new, |g| self.fitting(g, classes, taken))
    }

    /// Whether the trigger's clause, which "en" opens, begins with its verb and follows one that begins with
    /// the subject of both.
    fn shares_subject(&self) -> bool {
        let laid = self.laid;
        let index = self.site.clause;
        let Some(clause) = laid.clauses.get(index).filter(|c| c.shares) else {
            return false;
        };
        let verb = |t: &Item<'_>| {
            t.mention.is_none() && (t.form == Some(Form::Finite) || t.roles.auxiliary())
        };
        let mut own = laid.items.iter().filter(|t| t.clause == index);
        let starts = own.next().is_some_and(|en| en.word == "en") && own.next().is_some_and(verb);
        let Some(parent) = clause.parent else {
            return false;
        };
        let first_verb = laid
            .items
            .iter()
            .position(|t| t.clause == parent && verb(t));
        let mut groups = laid.groups.iter().filter(|g| g.clause == parent);
        let subject = groups.find(|g| g.prepositions.is_empty() && !g.exemplifies);
        let opener = laid.clauses.get(parent).and_then(|c| c.opener);
        let leads =
            subject.is_some_and(|g| first_verb.is_some_and(|v| g.first < v) || opener.is_some());
        starts && leads
    }

    /// The group that "van" ties to the one before it, or that stands within its name.
    fn owner(&self, group: &Group<'_>, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let next = self.laid.groups.iter().find(|g| {
            g.clause == group.clause
                && g.first > group.last
                && g.first <= group.last + 4
                && g.prepositions == ["van"]
        });
        let found = next
            .map(|g| self.fitting(g, classes, taken))
            .unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
        if group.members.iter().any(|e| self.laid.is_document(*e)) {
            return Vec::new();
        }
        self.laid
            .inner(group)
            .into_iter()
            .filter(|e| self.fits(*e, classes, taken))
            .collect()
    }

    /// "de doelen uit de routekaart worden …": the subject is a common noun that the group belongs to.
    fn within_subject(&self, clause: usize, classes: ClassSet, taken: &[usize]) -> Vec<usize> {
        let belongs = |g: &&Group<'_>| {
            g.clause == clause
                && matches!(g.prepositions.as_slice(), ["van" | "uit"])
                && self.laid.of_subject(g)
        };
        self.laid
            .groups
            .iter()
            .filter(belongs)
            .map(|g| self.fitting(g, classes, taken))
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }
}
