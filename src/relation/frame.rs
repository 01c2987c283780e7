//! Frames: a trigger, and the parts of its clause that are subject and object.

use super::{
    Finding, Status, status,
    syntax::{Group, Layout},
};
use crate::{
    mention::Mentions,
    rule::{ClassSet, Form, Frame, Role, Rules, Slot, Trigger},
};

/// Where a trigger fires, and how.
#[derive(Debug, Clone, Copy)]
struct Site {
    /// First and last item of the trigger.
    first: usize,
    last: usize,
    /// Its clause.
    clause: usize,
    voice: Voice,
    /// It is a verb, whose subject and object the clause has.
    verb: bool,
    /// Form of the verb.
    form: Option<Form>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Active,
    Passive,
    /// A participle before its noun: "de door X ontwikkelde Y".
    Attributive,
    /// An infinitive used as a noun: "het opzetten van Y".
    Nominal,
}

/// All findings of all frames whose trigger stands in the sentence.
pub(super) fn read<'a>(
    rules: &'a Rules,
    mentions: &Mentions,
    laid: &Layout<'a>,
    findings: &mut Vec<Finding<'a>>,
) {
    for at in 0..laid.items.len() {
        for trigger in laid.items[at].triggers {
            if let Some((frame, site)) = site(rules, laid, at, trigger) {
                fire(frame, mentions, laid, site, findings);
            }
        }
    }
}

/// Whether the trigger at item `at` really stands there: its particle, the rest of its phrase.
fn site<'a>(
    rules: &'a Rules,
    laid: &Layout<'_>,
    at: usize,
    trigger: &Trigger,
) -> Option<(&'a Frame, Site)> {
    let clause = laid.clause_of(at);
    let place = |last, voice, verb, form| Site {
        first: at,
        last,
        clause,
        voice,
        verb,
        form,
    };
    match trigger {
        Trigger::Verb { frame, form, apart } => {
            if let Some(particle) = apart {
                // "stelt … op", "op te stellen", "ziet erop toe"
                let apart_later = laid.items.iter().enumerate().skip(at + 1).any(|(i, t)| {
                    t.word == particle && laid.clause_of(i) == clause && !laid.begins_phrase(i)
                });
                let before = *form == Form::Infinitive
                    && at > 1
                    && laid.items[at - 1].word == "te"
                    && laid.items[at - 2].word == particle;
                if !(apart_later || before) {
                    return None;
                }
            }
            // "stelt zich … voor": what is done to oneself is another verb
            if laid.items.get(at + 1).is_some_and(|t| t.word == "zich") {
                return None;
            }
            let voice = voice(laid, at, *form)?;
            Some((
                rules.frames.get(*frame)?,
                place(at, voice, true, Some(*form)),
            ))
        }
        // "onder leiding van" is a phrase of its own
        Trigger::Noun { .. } if at > 0 && laid.items[at - 1].word == "onder" => None,
        Trigger::Noun { frame } => Some((
            rules.frames.get(*frame)?,
            place(at, clause_voice(laid, clause), false, None),
        )),
        Trigger::Phrase { frame, words } => {
            let mut last = at;
            for (offset, word) in words.iter().enumerate() {
                last = at + offset;
                if laid.items.get(last).is_none_or(|t| t.word != word) {
                    return None;
                }
            }
            Some((
                rules.frames.get(*frame)?,
                place(last, clause_voice(laid, clause), false, None),
            ))
        }
    }
}

fn clause_has(laid: &Layout<'_>, clause: usize, role: Role) -> bool {
    laid.items
        .iter()
        .any(|t| t.clause == clause && t.roles.has(role))
}

fn voice(laid: &Layout<'_>, at: usize, form: Form) -> Option<Voice> {
    let clause = laid.clause_of(at);
    let next = laid.items.get(at + 1);
    match form {
        Form::Finite => Some(Voice::Active),
        Form::Present => None,
        Form::Participle => {
            let word = laid.items[at].word;
            let inflected = word.ends_with("de") || word.ends_with("te") || word.ends_with("en");
            let before_noun = next.is_some_and(|n| {
                n.mention.is_some() || (!n.mark && n.roles.is_empty() && n.form.is_none())
            });
            if inflected && before_noun && laid.noun_phrase_follows(at) {
                return Some(Voice::Attributive);
            }
            if clause_has(laid, clause, Role::Have) {
                Some(Voice::Active)
            } else {
                Some(Voice::Passive)
            }
        }
        Form::Infinitive => {
            let nominal =
                at > 0 && laid.items[at - 1].word == "het" && next.is_some_and(|n| n.word == "van");
            if nominal {
                return Some(Voice::Nominal);
            }
            // "laten uitvoeren": somebody else does it
            if clause_has(laid, clause, Role::Let) && laid.items[at].roles.is_empty() {
                return None;
            }
            Some(Voice::Active)
        }
    }
}

/// The voice of a clause whose verb is not known: passive where "worden" is in it.
fn clause_voice(laid: &Layout<'_>, clause: usize) -> Voice {
    let participle = || {
        laid.items
            .iter()
            .any(|t| t.clause == clause && t.form == Some(Form::Participle))
    };
    let passive = clause_has(laid, clause, Role::Become)
        || clause_has(laid, clause, Role::Be)
            && !clause_has(laid, clause, Role::Have)
            && participle();
    if passive {
        Voice::Passive
    } else {
        Voice::Active
    }
}

fn fire<'a>(
    frame: &'a Frame,
    mentions: &Mentions,
    laid: &Layout<'a>,
    site: Site,
    findings: &mut Vec<Finding<'a>>,
) {
    if !frame.with.is_empty()
        && !laid
            .items
            .iter()
            .any(|t| t.clause == site.clause && frame.with.iter().any(|w| w == t.word))
    {
        return;
    }
    let roles = Arguments {
        laid,
        mentions,
        site,
    };
    let subjects = roles.fill(&frame.subject, frame.subject_classes, &[]);
    if subjects.is_empty() {
        return;
    }
    let objects = roles.fill(&frame.object, frame.object_classes, &subjects);
    let objects = with_laws(frame, mentions, laid, objects);
    let clause_status = if frame.status.is_some() {
        Status::Stated
    } else {
        status::of(laid, site.first)
    };
    let status = frame.status.unwrap_or(clause_status);
    for &subject in &subjects {
        for &object in &objects {
            if subject != object {
                findings.push(Finding {
                    subject,
                    predicate: frame.predicate,
                    object,
                    status,
                    span: laid.span,
                    part: laid.part,
                    rule: &frame.name,
                });
            }
        }
    }
}

/// What holds of an article holds of the law in which it stands.
fn with_laws(
    frame: &Frame,
    mentions: &Mentions,
    laid: &Layout<'_>,
    mut objects: Vec<usize>,
) -> Vec<usize> {
    let stated = objects.clone();
    for group in laid
        .groups
        .iter()
        .filter(|g| g.members.iter().any(|m| stated.contains(m)))
    {
        let article = |e: &usize| {
            mentions
                .entities
                .get(*e)
                .is_some_and(|e| e.label.starts_with("artikel"))
        };
        if !group.members.iter().any(article) {
            continue;
        }
        for law in laid.inner(group) {
            if !objects.contains(&law)
                && mentions
                    .entities
                    .get(law)
                    .is_some_and(|e| frame.object_classes.admits(&e.classes))
            {
                objects.push(law);
            }
        }
    }
    objects
}

/// Looks for the arguments of one trigger.
struct Arguments<'l, 'a> {
    laid: &'l Layout<'a>,
    mentions: &'l Mentions,
    site: Site,
}

impl<'l, 'a> Arguments<'l, 'a> {
    /// The members of the first slot that holds fitting entities; those in `taken` are somebody else.
    fn fill(&self, slots: &[Slot], classes: ClassSet, taken: &[usize]) -> Vec<usize> {
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
                Voice::Passive if site.verb => self.governed("door", classes, taken),
                Voice::Attributive | Voice::Nominal => self.governed("door", classes, taken),
                Voice::Active | Voice::Passive => self.subject(classes, taken, false),
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
                Voice::Active => self.theme(classes, taken),
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

    /// The first group without a preposition that fits; that of the clause around it where this one,
    /// "om … te …", has no subject of its own.
    fn subject(&self, classes: ClassSet, taken: &[usize], undergoes: bool) -> Vec<usize> {
        let mut clause = Some(self.site.clause);
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
            clause = if infinitive {
                info.and_then(|c| c.parent)
            } else {
                None
            };
        }
        Vec::new()
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
        self.examples(classes, taken)
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
