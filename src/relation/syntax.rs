//! A sentence laid out: items, clauses, groups of mentions.
//!
//! Dutch clauses are told apart by the words that open them (a subordinator, a relative pronoun
//! after a comma, "om … te") and by the comma after a clause whose verbs stand at its end. Within a
//! clause the engine needs no word order: it asks which mentions no preposition governs (subject and
//! object) and which ones a certain preposition does.

use crate::{
    mention::Mentions,
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
    /// The last group that is no agent: what "hierin" stands for.
    thing: Vec<usize>,
    /// The first group, where "in" or "binnen" governs it.
    topic: Vec<usize>,
}

/// A sentence laid out.
#[derive(Debug)]
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
    inner: Vec<(usize, usize)>,
    /// The colon after which the sentence only lists.
    colon: Option<usize>,
    /// Entities of the sentence that are agents.
    agents: Vec<usize>,
    /// Entities of the sentence that are documents.
    documents: Vec<usize>,
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
    pub(super) fn new(
        rules: &'a Rules,
        prose: &'a Prose,
        mentions: &Mentions,
        sentence: &Sentence,
        kinds: Kinds,
        own: Option<usize>,
        earlier: &Earlier,
    ) -> Self {
        let mut laid = Self {
            span: sentence.span,
            part: sentence.part,
            items: Vec::new(),
            groups: Vec::new(),
            clauses: vec![Clause::default()],
            topic: Vec::new(),
            inner: Vec::new(),
            colon: None,
            agents: Vec::new(),
            documents: Vec::new(),
        };
        if earlier.part == Some(sentence.part) {
            laid.topic.clone_from(&earlier.topic);
        }
        laid.items(rules, prose, mentions, sentence);
        if laid.items.iter().all(|i| i.mention.is_none()) {
            return laid;
        }
        let of_kind = |kind: ClassSet| -> Vec<usize> {
            let named = laid
                .items
                .iter()
                .filter_map(|i| i.mention)
                .filter_map(|m| mentions.mentions.get(m));
            named
                .map(|m| m.entity)
                .filter(|e| {
                    mentions
                        .entities
                        .get(*e)
                        .is_some_and(|e| kind.admits(&e.classes))
                })
                .collect()
        };
        (laid.agents, laid.documents) = (of_kind(kinds.agents), of_kind(kinds.documents));
        laid.split();
        laid.group(mentions);
        let none = Earlier::default();
        laid.pronouns(
            own,
            if earlier.part == Some(sentence.part) {
                earlier
            } else {
                &none
            },
        );
        laid.govern();
        laid
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
            .filter(real)
            .min_by_key(|g| g.first)
            .filter(|g| matches!(g.prepositions.as_slice(), ["in" | "binnen"]));
        Earlier {
            part: Some(part),
            subject: members(subject),
            thing: members(self.groups.iter().filter(thing).max_by_key(|g| g.first)),
            topic: members(topic),
        }
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
        // "geen" before a mention or the trigger's own noun denies; before another noun it does not
        // reach a verb that stands before it
        item.word == "geen" && trigger < at
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

    /// Whether the group belongs to a common noun that no preposition governs: "de doelen uit X".
    pub(super) fn of_subject(&self, group: &Group<'_>) -> bool {
        let (Some(_), at, _) = self.governor(group.first) else {
            return false;
        };
        let noun = at.checked_sub(1).and_then(|n| self.items.get(n));
        noun.is_some_and(|n| {
            !n.mark
                && n.mention.is_none()
                && (n.roles.is_empty() || n.roles.has(Role::Transparent))
                && n.form.is_none()
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

    fn items(
        &mut self,
        rules: &'a Rules,
        prose: &'a Prose,
        mentions: &Mentions,
        sentence: &Sentence,
    ) {
        let mut next = mentions
            .mentions
            .partition_point(|m| m.span.start < sentence.span.start);
        let mut token = sentence.first;
        while token < sentence.last {
            let Some(t) = prose.tokens.get(token) else {
                break;
            };
            while mentions
                .mentions
                .get(next)
                .is_some_and(|m| m.span.start < t.span.start)
            {
                next += 1;
            }
            // "PmG-gemeenten" names the PmG, but is not the PmG
            let part_of_word = |m: &&crate::mention::Mention| {
                let last = prose
                    .tokens
                    .get(prose.token_at(m.span.end.saturating_sub(1)));
                last.is_some_and(|l| l.span.end > m.span.end && l.span.start < m.span.end)
            };
            if let Some(mention) = mentions
                .mentions
                .get(next)
                .filter(|m| m.span.start == t.span.start && !part_of_word(m))
            {
                let mut end = token;
                while end < sentence.last
                    && prose
                        .tokens
                        .get(end)
                        .is_some_and(|t| t.span.start < mention.span.end)
                {
                    end += 1;
                }
                let word = mention.span.of(&prose.fold);
                let at = self.items.len();
                let within = mentions
                    .mentions
                    .iter()
                    .skip(next + 1)
                    .take_while(|m| m.span.start < mention.span.end)
                    .filter(|m| mention.span.contains(m.span) && m.entity != mention.entity);
                self.inner.extend(within.map(|m| (at, m.entity)));
                self.push(
                    Item {
                        word,
                        roles: Roles::default(),
                        triggers: &[],
                        form: None,
                        mention: Some(next),
                        mark: false,
                        clause: 0,
                        group: None,
                    },
                    mentions,
                );
                token = end.max(token + 1);
                continue;
            }
            let word = t.span.of(&prose.fold);
            let mark = t.kind == Kind::Mark;
            let (roles, triggers, form) = if mark {
                (Roles::default(), &[][..], None)
            } else {
                (
                    rules.words.roles(word),
                    rules.triggers(word),
                    rules.verb_form(word),
                )
            };
            self.push(
                Item {
                    word,
                    roles,
                    triggers,
                    form,
                    mention: None,
                    mark,
                    clause: 0,
                    group: None,
                },
                mentions,
            );
            token += 1;
        }
    }

    /// Adds an item; "(AP)" right after the name that it abbreviates is left out.
    fn push(&mut self, item: Item<'a>, mentions: &Mentions) {
        let entity = |i: &Item<'_>| {
            i.mention
                .and_then(|m| mentions.mentions.get(m))
                .map(|m| m.entity)
        };
        if item.mark
            && item.word == ")"
            && let [.., name, open, short] = self.items.as_slice()
            && open.word == "("
            && entity(short).is_some()
            && entity(short) == entity(name)
        {
            self.items.truncate(self.items.len() - 2);
            return;
        }
        self.items.push(item);
    }

    /// Gives every item its clause.
    fn split(&mut self) {
        let mut current = 0;
        let mut brackets = Vec::new();
        for i in 0..self.items.len() {
            let item = self.items[i];
            let before = i.checked_sub(1).and_then(|b| self.items.get(b)).copied();
            let after_comma = before.is_some_and(|b| b.word == ",");
            let after_noun = before.is_some_and(|b| {
                b.mention.is_some() || (!b.mark && b.roles.is_empty() && b.form.is_none())
            });
            if item.mark {
                match item.word {
                    "(" => {
                        brackets.push(current);
                        current = self.open(Some(current), None, false);
                    }
                    ")" => current = brackets.pop().unwrap_or(current),
                    ":" if self.lists(i) => self.colon = Some(i),
                    ";" if self.colon.is_some() => {}
                    ";" | ":" => current = self.open(None, None, false),
                    "," if self.closes(i, current) => {
                        current = self
                            .clauses
                            .get(current)
                            .and_then(|c| c.parent)
                            .unwrap_or(0);
                    }
                    _ => {}
                }
            } else if item.roles.has(Role::Subordinator) || self.conditional_opener(i) {
                let conditional = matches!(
                    item.word,
                    "indien" | "mits" | "tenzij" | "wanneer" | "als" | "mocht" | "mochten"
                );
                let parent = if after_comma
                    && self
                        .clauses
                        .get(current)
                        .is_some_and(|c| c.opener.is_some())
                {
                    self.clauses[current].parent
                } else {
                    Some(current)
                };
                current = self.open(parent, Some(i), conditional);
            } else if self.relative(i, after_comma, after_noun)
                || self.infinitive_opener(i)
                || (item.word == "dat"
                    && before.is_some_and(|b| {
                        b.form.is_some() || !b.roles.is_empty() || b.mark || b.mention.is_none()
                    }))
                    && self.finite_later(i)
            {
                current = self.open(Some(current), Some(i), false);
            } else if item.word == "en" && self.clause_follows(i) {
                // "… en heeft", "… en wordt": a clause that may share its subject
                current = self.open(Some(current), None, false);
                if let Some(clause) = self.clauses.last_mut() {
                    clause.shares = true;
                }
            } else if item.roles.has(Role::Adversative) && after_comma {
                current = self.open(None, None, false);
            }
            self.items[i].clause = current;
        }
    }

    /// Whether a finite verb follows "en", at once or after an adverb: "en wordt", "en daarna zal ik",
    /// "en beschikken de …".
    fn clause_follows(&self, en: usize) -> bool {
        let mut at = en + 1;
        while self
            .items
            .get(at)
            .is_some_and(|n| n.roles.has(Role::Adverb))
            && at < en + 3
        {
            at += 1;
        }
        let Some(next) = self
            .items
            .get(at)
            .filter(|n| n.mention.is_none() && !n.mark)
        else {
            return false;
        };
        let plural = next.form == Some(Form::Infinitive)
            && self.items.get(at + 1).is_some_and(|n| {
                n.mention.is_some() || n.roles.any(&[Role::Determiner, Role::Own])
            });
        next.roles.auxiliary() || next.form == Some(Form::Finite) || plural
    }

    /// Whether what follows the colon at item `i` is a list of names, without a verb of its own.
    fn lists(&self, i: usize) -> bool {
        let rest = || self.items.iter().skip(i + 1);
        rest().any(|t| t.mention.is_some())
            && !rest().any(|t| t.roles.auxiliary() || t.form == Some(Form::Finite))
    }

    fn open(&mut self, parent: Option<usize>, opener: Option<usize>, conditional: bool) -> usize {
        self.clauses.push(Clause {
            parent,
            opener,
            conditional,
            shares: false,
        });
        self.clauses.len() - 1
    }

    /// "Als X …" at the start of a clause, "Mocht X …".
    fn conditional_opener(&self, i: usize) -> bool {
        let word = self.items.get(i).map_or("", |t| t.word);
        if i == 0 && word == "zoals" {
            let comma = self
                .items
                .iter()
                .take(25)
                .position(|t| t.word == ",")
                .unwrap_or(0);
            return self
                .items
                .iter()
                .take(comma)
                .skip(1)
                .any(|t| t.roles.auxiliary() || t.form.is_some());
        }
        let first = i == 0 || self.items.get(i - 1).is_some_and(|b| b.word == ",");
        let phrase = word != "als"
            || self.items.get(i + 1).is_some_and(|n| {
                n.mention.is_some()
                    || n.roles.any(&[Role::Determiner, Role::Personal, Role::Own])
                    || matches!(n.word, "er" | "u")
            });
        first && phrase && matches!(word, "als" | "mocht" | "mochten") && self.finite_later(i)
    }

    /// Whether a form of a verb follows in what is left of the sentence.
    fn finite_later(&self, i: usize) -> bool {
        self.items
            .iter()
            .skip(i + 1)
            .take(40)
            .any(|t| t.roles.auxiliary() || t.form.is_some())
    }

    /// A relative pronoun, or "waar" with a preposition, that opens a clause.
    fn relative(&self, i: usize, after_comma: bool, after_noun: bool) -> bool {
        let Some(item) = self.items.get(i) else {
            return false;
        };
        if !(after_comma
            || after_noun
            || self
                .items
                .get(i.wrapping_sub(1))
                .is_some_and(|b| b.word == ")"))
        {
            return false;
        }
        let pronoun = item.roles.has(Role::Relative)
            && !self.items.get(i + 1).is_some_and(|n| {
                n.mention.is_some() && item.word == "die" && !after_comma && !self.finite_later(i)
            });
        pronoun
            || (item.word.starts_with("waar")
                && item.word.len() > 5
                && item.word != "waarschijnlijk")
    }

    /// "om" that is followed by "te" and an infinitive.
    fn infinitive_opener(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|t| t.word == "om")
            && self
                .items
                .iter()
                .skip(i + 1)
                .take(25)
                .take_while(|t| !t.mark || t.word == ",")
                .any(|t| t.word == "te")
    }

    /// Whether the comma at `i` closes the subordinate clause before it: a verb stands right before it,
    /// or a finite verb right after.
    fn closes(&self, i: usize, current: usize) -> bool {
        let Some(clause) = self.clauses.get(current) else {
            return false;
        };
        if clause.opener.is_none() || clause.parent.is_none() {
            return false;
        }
        let verb = |t: &Item<'_>| t.roles.auxiliary() || t.form.is_some();
        let before = i.checked_sub(1).and_then(|b| self.items.get(b));
        let after = self.items.get(i + 1);
        before.is_some_and(verb)
            || after.is_some_and(|t| t.roles.auxiliary() || t.form == Some(Form::Finite))
    }

    /// Joins mentions that stand as one.
    fn group(&mut self, mentions: &Mentions) {
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
            while let Some(next) = self.joined(group.last, mentions) {
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
    fn joined(&self, last: usize, mentions: &Mentions) -> Option<usize> {
        let mut at = last + 1;
        // brackets after a name belong to it
        if self.items.get(at).is_some_and(|i| i.word == "(") {
            let close = self
                .items
                .iter()
                .skip(at)
                .take(12)
                .position(|i| i.word == ")")?;
            if self
                .items
                .iter()
                .skip(at)
                .take(close)
                .any(|i| i.mention.is_some())
            {
                return None;
            }
            at += close + 1;
        }
        let link = self.items.get(at)?;
        let comma = link.word == ",";
        if !(comma || link.word == "/" || link.roles.has(Role::Coordinator)) {
            return None;
        }
        at += 1;
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
        let mut words = 0;
        loop {
            let item = self.items.get(at)?;
            if item.mention.is_some() {
                break;
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
        (same || (!comma && words < 3) || self.list_goes_on(at)).then_some(at)
    }

    fn list_goes_on(&self, at: usize) -> bool {
        self.items
            .get(at + 1)
            .is_some_and(|i| i.roles.has(Role::Coordinator) || i.word == ",")
    }

    /// Relative pronouns, "ik" and "zij" become groups of their own.
    fn pronouns(&mut self, own: Option<usize>, earlier: &Earlier) {
        let mut extra = Vec::new();
        for i in 0..self.items.len() {
            let item = self.items[i];
            if item.mark || item.mention.is_some() {
                continue;
            }
            let opens = self
                .clauses
                .get(item.clause)
                .is_some_and(|c| c.opener == Some(i));
            let compound = item.word.strip_prefix("waar").filter(|p| p.len() > 1);
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

    /// Gives every group the prepositions that govern it.
    fn govern(&mut self) {
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

    /// Walks left from the noun phrase that begins at item `first` over articles and adjectives:
    /// the preposition met, where it stands, and whether "zoals" was met instead.
    fn governor(&self, first: usize) -> (Option<&'a str>, usize, bool) {
        let mut at = first;
        for _ in 0..8 {
            let Some(before) = at.checked_sub(1) else {
                return (None, at, false);
            };
            let item = self.items[before];
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
            if item.roles.has(Role::Preposition) && !(item.word == "te") {
                return (Some(item.word), before, false);
            }
            // adjectives, and a noun in apposition: "bij de toezichthouder AFM"
            let passed = item.adjectival();
            if !(item.roles.has(Role::Determiner) || passed || item.roles.has(Role::Plan)) {
                return (None, at, false);
            }
            at = before;
        }
        (None, at, false)
    }
}
