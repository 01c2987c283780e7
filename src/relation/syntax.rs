//! A sentence laid out: items, clauses, groups of mentions.
//!
//! Dutch clauses are told apart by the words that open them (a subordinator, a relative pronoun
//! after a comma, "om … te") and by the comma after a clause whose verbs stand at its end. Within a
//! clause the engine needs no word order: it asks which mentions no preposition governs (subject and
//! object) and which ones a certain preposition does.

mod clause;
mod group;
mod pronoun;

use crate::{
    mention::{Mention, Mentions},
    prose::{Kind, Prose, Sentence},
    rule::{ClassSet, Form, Role, Roles, Rules, Trigger},
    span::Span,
};

/// A mention, a word or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// The word in lower case; for a mention all of its words.
    pub(super) word: &'a str,
    /// Its grammatical roles; none for a mention.
    pub(super) roles: Roles,
    /// What it triggers.
    pub(super) triggers: &'a [Trigger],
    /// Which form of a known verb it is.
    pub(super) form: Option<Form>,
    /// A pattern may begin with it.
    pub(super) opens_pattern: bool,
    /// Index of the mention.
    pub(super) mention: Option<usize>,
    /// It is a mark.
    pub(super) mark: bool,
    /// Index of the clause.
    pub(super) clause: usize,
    /// Index of the group that it begins or belongs to.
    pub(super) group: Option<usize>,
}

/// Mentions that stand as one: "A, B en het C".
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// The entities.
    pub(super) members: Vec<usize>,
    /// First and last item.
    pub(super) first: usize,
    /// Last item.
    pub(super) last: usize,
    /// Index of the clause.
    pub(super) clause: usize,
    /// The preposition that governs it, and those that govern the noun it belongs to.
    pub(super) prepositions: Vec<&'a str>,
    /// It gives examples of the noun before it: "zoals …".
    pub(super) exemplifies: bool,
}

impl Item<'_> {
    /// Whether it may stand between an article and a noun: an adjective, or a noun in apposition.
    pub(super) fn adjectival(&self) -> bool {
        let free = self.roles.is_empty() || self.roles.has(Role::Vague);
        free && !self.mark
            && self.mention.is_none()
            && matches!(self.form, None | Some(Form::Participle | Form::Present))
    }
}

impl Group<'_> {
    /// Whether a preposition governs the group, or the noun that passes on what is said of it. "van"
    /// within such a noun phrase only ties the two.
    pub(super) fn governed_by(&self, word: &str) -> bool {
        if word == "van" {
            self.prepositions.as_slice() == ["van"]
        } else {
            self.prepositions.contains(&word)
        }
    }
}

/// A clause.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clause {
    /// The clause within which it stands.
    pub(super) parent: Option<usize>,
    /// It opens with "dat", "die", …: its first item.
    pub(super) opener: Option<usize>,
    /// It says what would be.
    pub(super) conditional: bool,
    /// It shares the subject of the clause around it.
    pub(super) shares: bool,
}

/// What a pronoun in the next sentence may stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Earlier {
    part: Option<usize>,
    /// The first group of the sentence that no preposition governs.
    subject: Vec<usize>,
    /// The same, where it is no agent: what "het" stands for.
    own_thing: Vec<usize>,
    /// The last group that is no agent: what "hierin" stands for.
    thing: Vec<usize>,
    /// The first group, where "in" or "binnen" governs it.
    topic: Vec<usize>,
}

/// A sentence laid out. The next sentence is laid into the same lists.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    /// The sentence's bytes.
    pub(super) span: Span,
    /// Index of the part of the letter.
    pub(super) part: usize,
    pub(super) items: Vec<Item<'a>>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) clauses: Vec<Clause>,
    /// What the sentence before was set in.
    pub(super) topic: Vec<usize>,
    /// Entities named within the name of a mention, by the mention's item.
    pub(super) inner: Vec<(usize, usize)>,
    /// The colon after which the sentence only lists.
    colon: Option<usize>,
    /// Entities of the sentence that are agents.
    agents: Vec<usize>,
    /// Entities of the sentence that are documents.
    documents: Vec<usize>,
}

/// What all sentences of a letter are laid out by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) rules: &'a Rules,
    pub(super) prose: &'a Prose,
    pub(super) mentions: &'a Mentions,
    pub(super) kinds: Kinds,
}

/// Classes that the grammar itself asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    /// Those that act.
    pub(super) agents: ClassSet,
    /// Documents.
    pub(super) documents: ClassSet,
}

impl<'a> Layout<'a> {
    /// Lays out a sentence. `own` is the entity for which "ik" stands.
    pub(super) fn lay(
        &mut self,
        ground: Ground<'a>,
        sentence: &Sentence,
        own: Option<usize>,
        earlier: &Earlier,
    ) {
        let Ground {
            mentions, kinds, ..
        } = ground;
        self.clear(sentence);
        let none = Earlier::default();
        let same_part = earlier.part == Some(sentence.part);
        let earlier = if same_part { earlier } else { &none };
        self.topic.extend(&earlier.topic);
        let first = mentions
            .mentions
            .partition_point(|m| m.span.start < sentence.span.start);
        let named = mentions.mentions.get(first);
        if named.is_none_or(|m| m.span.start >= sentence.span.end) {
            return;
        }
        self.items(ground, sentence, first);
        let named = self.items.iter().filter_map(|i| i.mention);
        let named = named.filter_map(|m| mentions.mentions.get(m));
        let mut any = false;
        for entity in named.map(|m| m.entity) {
            any = true;
            let classes = mentions.entities.get(entity).map(|e| &e.classes);
            let is = |kind: ClassSet| classes.is_some_and(|classes| kind.admits(classes));
            self.agents.extend(is(kinds.agents).then_some(entity));
            self.documents.extend(is(kinds.documents).then_some(entity));
        }
        if !any {
            return;
        }
        self.split();
        self.group(mentions);
        self.pronouns(own, earlier);
        self.govern();
    }

    /// Empties the lists for another sentence.
    fn clear(&mut self, sentence: &Sentence) {
        self.span = sentence.span;
        self.part = sentence.part;
        self.items.clear();
        self.groups.clear();
        self.clauses.clear();
        self.clauses.push(Clause::default());
        self.topic.clear();
        self.inner.clear();
        self.colon = None;
        self.agents.clear();
        self.documents.clear();
    }

    /// What a pronoun in the next sentence may stand for.
    pub(super) fn earlier(&self, part: usize, mentions: &Mentions, agents: ClassSet) -> Earlier {
        let members = |g: Option<&Group<'_>>| g.map(|g| g.members.clone()).unwrap_or_default();
        let real = |g: &&Group<'_>| {
            !g.members.is_empty() && self.items.get(g.first).is_some_and(|i| i.mention.is_some())
        };
        let thing = |g: &&Group<'_>| {
            real(g)
                && !g.members.iter().any(|e| {
                    mentions
                        .entities
                        .get(*e)
                        .is_some_and(|e| agents.admits(&e.classes))
                })
        };
        let subject = self
            .groups
            .iter()
            .find(|g| g.prepositions.is_empty() && !g.members.is_empty());
        let topic = self
            .groups
            .iter()
            // "hierin" opens a sentence as "in het plan" does
            .filter(|g| real(g) || g.first == 0 && !g.members.is_empty())
            .min_by_key(|g| g.first)
            .filter(|g| matches!(g.prepositions.as_slice(), ["in" | "binnen"]));
        Earlier {
            part: Some(part),
            own_thing: members(subject.filter(|g| thing(g))),
            subject: members(subject),
            thing: members(self.groups.iter().filter(thing).max_by_key(|g| g.first)),
            topic: members(topic),
        }
    }

    /// The entities of which the sentence may say something, some of them several times.
    pub(super) fn entities(&self) -> impl Iterator<Item = usize> {
        let members = self.groups.iter().flat_map(|group| &group.members);
        let inner = self.inner.iter().map(|(_, entity)| entity);
        members.chain(inner).chain(&self.topic).copied()
    }

    /// Whether there are two of them: one alone stands in no relation.
    pub(super) fn relates(&self) -> bool {
        let mut entities = self.entities();
        let first = entities.next();
        entities.any(|entity| Some(entity) != first)
    }

    /// Whether an entity of the sentence is a document.
    pub(super) fn is_document(&self, entity: usize) -> bool {
        self.documents.contains(&entity)
    }

    /// Whether an entity of the sentence is an agent.
    pub(super) fn is_agent(&self, entity: usize) -> bool {
        self.agents.contains(&entity)
    }

    /// The clause of an item.
    pub(super) fn clause_of(&self, item: usize) -> usize {
        self.items.get(item).map_or(0, |i| i.clause)
    }

    /// Whether the negation at item `at` denies a noun phrase of its own ("geen belemmering") that
    /// has nothing to do with the trigger at item `trigger`.
    pub(super) fn governs_other(&self, at: usize, trigger: usize) -> bool {
        let Some(item) = self.items.get(at) else {
            return false;
        };
        if item.word != "geen" || at < trigger {
            return false;
        }
        // behind the trigger it denies the verb's own object ("ontvangt geen subsidie"), and nothing
        // where it stands in a phrase apart ("met geen woord", "en geen ander")
        let is_verb = self.items.get(trigger).is_some_and(|t| t.form.is_some());
        let before = at.checked_sub(1).and_then(|b| self.items.get(b));
        let apart =
            before.is_some_and(|b| b.mark || b.roles.any(&[Role::Preposition, Role::Coordinator]));
        apart || !is_verb
    }

    /// Whether the item opens a noun phrase of its own ("op de markt"), so that it is no particle.
    pub(super) fn begins_phrase(&self, at: usize) -> bool {
        self.items.get(at + 1).is_some_and(|n| {
            n.mention.is_some() || n.roles.has(Role::Determiner) && !n.roles.has(Role::Relative)
        })
    }

    /// Entities that are named within the names of a group.
    pub(super) fn inner(&self, group: &Group<'_>) -> Vec<usize> {
        self.inner
            .iter()
            .filter(|(i, _)| (group.first..=group.last).contains(i))
            .map(|(_, e)| *e)
            .collect()
    }

    /// Whether a preposition governs some group of a clause.
    pub(super) fn governs(&self, word: &str, clause: usize) -> bool {
        let mut groups = self.groups.iter();
        groups.any(|g| g.clause == clause && g.governed_by(word))
    }

    /// Whether the preposition at item `at` belongs to a pronoun before it: "waar het bureau op toeziet".
    pub(super) fn strands(&self, at: usize) -> bool {
        let clause = self.clause_of(at);
        let before = self.items.iter().take(at).filter(|t| t.clause == clause);
        let mut pronouns = before.filter(|t| matches!(t.word, "waar" | "er" | "hier" | "daar"));
        pronouns.next().is_some()
    }

    /// Whether a main clause begins with a common noun that is its subject, right before its verb: "de
    /// provincie heeft …", but not "dit jaar heeft …", nor "de leiding is …", which names it behind.
    pub(super) fn has_common_subject(&self, clause: usize) -> bool {
        if self.clauses.get(clause).is_none_or(|c| c.opener.is_some()) {
            return false;
        }
        let mut own = self.items.iter().filter(|t| t.clause == clause);
        let Some(article) = own.next().filter(|t| t.roles.has(Role::Determiner)) else {
            return false;
        };
        let mut noun = article;
        for item in own {
            let verb = item.form == Some(Form::Finite) || item.roles.auxiliary();
            if verb && item.mention.is_none() {
                return noun.roles.is_empty()
                    && !noun.roles.has(Role::Time)
                    && !item.roles.any(&[Role::Be, Role::Become]);
            }
            if !item.adjectival() {
                return false;
            }
            noun = item;
        }
        false
    }

    /// Whether the group belongs to a common noun that no preposition governs: "de doelen uit X".
    pub(super) fn of_subject(&self, group: &Group<'_>) -> bool {
        let (Some(_), at, _) = self.governor(group.first) else {
            return false;
        };
        let back = |by: usize| at.checked_sub(by).and_then(|n| self.items.get(n));
        // "de kosten" is no verb
        let has_article = back(2).is_some_and(|t| t.roles.has(Role::Determiner));
        back(1).is_some_and(|n| {
            !n.mark
                && n.mention.is_none()
                && (n.roles.is_empty() || n.roles.has(Role::Transparent))
                && (n.form.is_none() || has_article)
        }) && self.governor(at - 1).0.is_none()
    }

    /// Whether what follows item `at` is a noun phrase with a mention at its end: adjectives, then it.
    pub(super) fn noun_phrase_follows(&self, at: usize) -> bool {
        self.items
            .iter()
            .skip(at + 1)
            .take(4)
            .find(|t| t.mention.is_some() || !t.adjectival())
            .is_some_and(|t| t.mention.is_some())
    }

    /// Whether only articles, adjectives and nouns in apposition stand between two items.
    pub(super) fn one_phrase(&self, from: usize, to: usize) -> bool {
        to > from
            && to - from <= 6
            && self.items.iter().take(to).skip(from + 1).all(|t| {
                t.roles.has(Role::Determiner)
                    || t.adjectival()
                    || (t.roles.is_empty() && !t.mark && t.form == Some(Form::Infinitive))
                    || matches!(t.word, "‘" | "“" | "«" | "onder" | "andere" | "meer")
            })
    }

    /// Makes the items, beginning with the first mention that does not begin before the sentence.
    fn items(&mut self, ground: Ground<'a>, sentence: &Sentence, mut next: usize) {
        let Ground { rules, prose, .. } = ground;
        let mentions = &ground.mentions.mentions;
        let tokens = prose.tokens.get(..sentence.last).unwrap_or_default();
        let mut at = sentence.first;
        while let Some(token) = tokens.get(at) {
            while mentions
                .get(next)
                .is_some_and(|m| m.span.start < token.span.start)
            {
                next += 1;
            }
            let mention = mentions.get(next);
            if let Some(mention) = mention.filter(|m| m.span.start == token.span.start)
                && let Some(last) = last_of(prose, at, mention)
            {
                let item = self.items.len();
                let within = mentions
                    .iter()
                    .skip(next + 1)
                    .take_while(|m| m.span.start < mention.span.end)
                    .filter(|m| mention.span.contains(m.span) && m.entity != mention.entity);
                self.inner.extend(within.map(|m| (item, m.entity)));
                self.items.push(Item {
                    word: mention.span.of(&prose.fold),
                    roles: Roles::default(),
                    triggers: &[],
                    form: None,
                    opens_pattern: false,
                    mention: Some(next),
                    mark: false,
                    clause: 0,
                    group: None,
                });
                at = last + 1;
                continue;
            }
            let word = token.span.of(&prose.fold);
            let mark = token.kind == Kind::Mark;
            if mark && word == ")" && self.abbreviates(mentions) {
                self.items.truncate(self.items.len() - 2);
                at += 1;
                continue;
            }
            let lexeme = rules.words.lexeme(prose.lexeme(at));
            // a mark has no role, but a pattern may begin with a bracket
            let (roles, triggers, form) = if mark {
                (Roles::default(), &[][..], None)
            } else if word == "zijn" && self.expects_noun() {
                // "in zijn advies"
                (Roles::default().with(Role::Determiner), &[][..], None)
            } else {
                (lexeme.roles, lexeme.triggers.as_slice(), lexeme.form)
            };
            self.items.push(Item {
                word,
                roles,
                triggers,
                form,
                opens_pattern: lexeme.opens_pattern,
                mention: None,
                mark,
                clause: 0,
                group: None,
            });
            at += 1;
        }
    }

    /// Whether the items so far end in a preposition, so that a noun phrase follows.
    fn expects_noun(&self) -> bool {
        let last = self.items.last();
        last.is_some_and(|t| t.roles.has(Role::Preposition) && t.word != "te")
    }

    /// Whether the items so far end in a bracket with another name of what stands before it, "(AP)"; both
    /// are left out.
    fn abbreviates(&self, mentions: &[Mention]) -> bool {
        let [.., name, open, short] = self.items.as_slice() else {
            return false;
        };
        let entity = |item: &Item<'_>| Some(mentions.get(item.mention?)?.entity);
        open.word == "(" && entity(short).is_some() && entity(short) == entity(name)
    }
}

/// The last token of a mention that begins with token `first`; `None` where it ends within a word:
/// "ABS-gemeenten" names the ABS, but is not the ABS.
fn last_of(prose: &Prose, first: usize, mention: &Mention) -> Option<usize> {
    let behind = prose.tokens.iter().skip(first + 1);
    let within = behind.take_while(|t| t.span.start < mention.span.end);
    let last = first + within.count();
    let whole = prose.tokens.get(last)?.span.end <= mention.span.end;
    whole.then_some(last)
}
