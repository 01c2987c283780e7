//! Which candidates are the same entity.
//!
//! The key of an entity follows from its concept, from a canonical reference, or from class and
//! normalised name, never from order or place: so letters can be read anywhere and merged by union.
//! Within one letter, a short name ("de Monitor") is the entity whose longer name begins or ends so,
//! and a letter or motion named in the text is the Kamerstuk that its footnote gives.

mod same;

use super::{
    Candidate, Entity, Mention, Mentions, Parties, Scene, What,
    names::Names,
    normal::{normal, push_slug, tidy},
    normalise,
};
use crate::{
    letter::{Official, PartKind},
    model::{ClassId, Model},
    span::Span,
};
use foldhash::HashMap;
use std::{borrow::Cow, sync::Arc};

/// An entity while it is put together.
#[derive(Debug, Clone, Default)]
struct Draft<'c> {
    concept: Option<usize>,
    canonical: Option<&'c str>,
    classes: Cow<'c, [ClassId]>,
    label: &'c str,
    /// What the letter calls it, sorted; where no concept gives its label, that is among them.
    names: Vec<Name<'c>>,
    /// Further concepts, whose names it bears as well.
    borrowed: Vec<usize>,
    /// Its class is only what names of that look mostly are.
    guessed: bool,
    /// A noun says what it is: "programma Waterkracht".
    headed: bool,
    /// It bears a title in quotation marks.
    titled: bool,
    /// A noun and its maker describe it: "onderzoek van Waterlands".
    made: bool,
    /// A noun and its complement describe it: "onderzoek naar de beek".
    treats: bool,
}

/// What the letter calls an entity. To normalise a name takes longer than anything else that is done
/// with it, so that is done once.
#[derive(Debug, Clone)]
struct Name<'c> {
    text: Cow<'c, str>,
    /// The same, normalised; `None` where the lexicon calls the entity so, and knows that form.
    normal: Option<Cow<'c, str>>,
}

/// Turns chosen candidates into entities and their mentions.
pub(super) fn resolve(
    model: &Model,
    scene: &Scene<'_>,
    names: &Names<'_>,
    chosen: Vec<&Candidate<'_>>,
) -> Mentions {
    let chosen = without_pointers(scene, chosen);
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut index: HashMap<Handle<'_>, usize> = HashMap::default();
    let mut of: Vec<usize> = Vec::with_capacity(chosen.len());
    for candidate in chosen.iter().copied() {
        let of_concept = match candidate.what {
            What::Concept(concept) => index.get(&Handle::Concept(concept)).copied(),
            What::Open { .. } => None,
        };
        // of a concept all is known but what the letter calls it here
        if let Some(at) = of_concept {
            drafts[at].call(scene, candidate);
            of.push(at);
            continue;
        }
        let draft = draft(scene, candidate);
        let at = *index.entry(handle(&draft)).or_insert(drafts.len());
        if let Some(known) = drafts.get_mut(at) {
            absorb(known, draft);
        } else {
            drafts.push(draft);
        }
        of.push(at);
    }
    let same = same::find(scene, names, &chosen, &of, &drafts);
    for at in 0..drafts.len() {
        let to = same[at];
        if to != at {
            let from = std::mem::take(&mut drafts[at]);
            absorb(&mut drafts[to], from);
        }
    }
    finish(model, scene, names, &chosen, &of, &same, &mut drafts)
}

/// Leaves out a noun alone ("de handreiking") where some name of the letter bears it: it points back
/// to one of those, which the anaphors find.
fn without_pointers<'c>(
    scene: &Scene<'_>,
    chosen: Vec<&'c Candidate<'c>>,
) -> Vec<&'c Candidate<'c>> {
    let alone = |c: &Candidate| {
        matches!(c.rule, "head-bare" | "head-relative") && !scene.text(c.span).contains(' ')
    };
    let nouns = chosen.iter().filter(|c| alone(c));
    let mut nouns: HashMap<Cow<'_, str>, bool> =
        nouns.map(|c| (lower(scene.text(c.span)), false)).collect();
    if nouns.is_empty() {
        return chosen;
    }
    // one bit for each length that a noun has, which tells most other words
    let length = |word: &str| 1_u64 << (word.len() % 64);
    let lengths = nouns.keys().fold(0, |bits, noun| bits | length(noun));
    let is_longer = |c: &&&Candidate| !alone(c) && matches!(c.what, What::Open { .. });
    for name in chosen.iter().filter(is_longer) {
        for word in scene.text(name.span).split_whitespace().take(4) {
            if word.is_ascii() && lengths & length(word) == 0 {
                continue;
            }
            if let Some(borne) = nouns.get_mut(&*lower(word)) {
                *borne = true;
            }
        }
    }
    let points = |c: &Candidate| alone(c) && nouns.get(&*lower(scene.text(c.span))) == Some(&true);
    chosen.into_iter().filter(|c| !points(c)).collect()
}

/// A word in lower case, as most words are.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_lower) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

fn draft<'c>(scene: &Scene<'c>, candidate: &'c Candidate<'c>) -> Draft<'c> {
    let mut draft = match &candidate.what {
        What::Concept(index) => {
            let Some(concept) = scene.lexicon.concepts().get(*index) else {
                return Draft::default();
            };
            Draft {
                concept: Some(*index),
                classes: Cow::Borrowed(&concept.classes),
                label: &concept.label,
                ..Draft::default()
            }
        }
        What::Open {
            classes,
            label,
            canonical,
        } => {
            let guessed = matches!(
                candidate.rule,
                "capitals" | "capitals-in-compound" | "introduced-name"
            ) && classes.first() == Some(&scene.known.organisation);
            let headed = matches!(
                candidate.rule,
                "head-name" | "head-after-name" | "head-title"
            );
            Draft {
                canonical: canonical.as_deref(),
                classes: classes.clone(),
                label,
                guessed,
                headed,
                titled: candidate.rule == "head-title",
                made: candidate.rule == "head-of-agent",
                treats: matches!(candidate.rule, "head-complement" | "head-complement-apart"),
                ..Draft::default()
            }
        }
    };
    draft.call(scene, candidate);
    draft
}

impl<'c> Draft<'c> {
    /// Adds what the letter calls it at a place.
    fn call(&mut self, scene: &Scene<'c>, candidate: &'c Candidate<'c>) {
        let written = || scene.written(candidate.span);
        let counts = match &candidate.what {
            // the ministry's field of work is written where its office is meant; it is no name of it
            What::Concept(_) if candidate.rule == "office" => {
                let lower = candidate.span.of(&scene.prose.fold);
                lower.contains("minister") || lower.contains("secretaris")
            }
            What::Concept(_) => candidate.rule != "ministry",
            What::Open { label, .. } => {
                self.add_name(scene, Cow::Borrowed(label));
                candidate.rule != "office" || label.contains(' ') && written().contains(' ')
            }
        };
        // most names are met again and again
        if counts && self.place(scene.text(candidate.span)).is_err() {
            self.add_name(scene, written());
        }
        for alias in candidate.aliases.iter().filter(|a| !a.is_empty()) {
            self.add_name(scene, Cow::Borrowed(alias));
        }
    }

    fn add_name(&mut self, scene: &Scene<'_>, name: Cow<'c, str>) {
        let Err(place) = self.place(&name) else {
            return;
        };
        let concept = self.concept.and_then(|c| scene.lexicon.concepts().get(c));
        let known = concept.is_some_and(|c| c.names.iter().any(|n| n.text == name));
        let normal = || match &name {
            Cow::Borrowed(name) => normal(name),
            Cow::Owned(name) => Cow::Owned(normalise(name)),
        };
        let name = Name {
            normal: (!known).then(normal),
            text: name,
        };
        self.names.insert(place, name);
    }

    /// Where a name stands among the names, or would stand.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.names.binary_search_by(|known| (*known.text).cmp(name))
    }

    /// The label, normalised, where no concept gives it.
    fn normal_label(&self) -> &Cow<'c, str> {
        let name = self.place(self.label).ok();
        let name = name.and_then(|place| self.names.get(place));
        let normal = name.and_then(|name| name.normal.as_ref());
        normal.unwrap_or(&Cow::Borrowed(""))
    }

    /// What the letter calls it and the lexicon does not.
    fn own_names(&self) -> impl Iterator<Item = &str> {
        let own = self.names.iter().filter(|name| name.normal.is_some());
        own.map(|name| &*name.text)
    }

    /// What the letter calls it, normalised, in the order of the names; without what the lexicon calls
    /// it as well.
    fn normal_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().filter_map(|name| name.normal.as_deref())
    }
}

/// What two candidates of the same entity share.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Handle<'c> {
    Concept(usize),
    Canonical(&'c str),
    Named(Option<ClassId>, Cow<'c, str>),
}

fn handle<'c>(draft: &Draft<'c>) -> Handle<'c> {
    match (draft.concept, draft.canonical) {
        (Some(concept), _) => Handle::Concept(concept),
        (None, Some(canonical)) => Handle::Canonical(canonical),
        (None, None) => {
            let name = match draft.normal_label() {
                Cow::Borrowed(name) => Cow::Borrowed(stem(name)),
                Cow::Owned(name) => Cow::Owned(stem(name).to_owned()),
            };
            Handle::Named(draft.classes.first().copied(), name)
        }
    }
}

/// Takes what inflection adds at the end of the last word: "dreigingsanalyses" and "dreigingsanalyse".
fn stem(name: &str) -> &str {
    name.strip_suffix('s')
        .filter(|s| s.ends_with('e'))
        .unwrap_or(name)
}

fn absorb<'c>(known: &mut Draft<'c>, other: Draft<'c>) {
    if known.label.is_empty() || known.concept.is_none() && other.concept.is_some() {
        known.label = other.label;
        known.classes.clone_from(&other.classes);
    } else if known.concept.is_none()
        && known.canonical.is_none()
        && other.label.len() > known.label.len()
    {
        known.label = other.label;
    }
    if known.guessed && !other.guessed && !known.classes.is_empty() {
        known.classes.clone_from(&other.classes);
    }
    known.guessed = other.guessed && (known.names.is_empty() || known.guessed);
    known.headed |= other.headed;
    known.titled |= other.titled;
    known.made |= other.made;
    known.treats |= other.treats;
    for class in other
        .classes
        .iter()
        .filter(|_| !other.guessed || known.guessed)
    {
        if !known.classes.contains(class) {
            known.classes.to_mut().push(*class);
        }
    }
    known.canonical = known.canonical.or(other.canonical);
    for name in other.names {
        if let Err(place) = known.place(&name.text) {
            known.names.insert(place, name);
        }
    }
    for concept in other.concept.into_iter().chain(other.borrowed) {
        let own = *known.concept.get_or_insert(concept);
        if concept != own && !known.borrowed.contains(&concept) {
            known.borrowed.push(concept);
        }
    }
}

fn finish(
    model: &Model,
    scene: &Scene<'_>,
    names: &Names<'_>,
    chosen: &[&Candidate],
    of: &[usize],
    same: &[usize],
    drafts: &mut [Draft<'_>],
) -> Mentions {
    // an entity that two drafts give stands where the first of them does
    let mut keys: Vec<(Arc<str>, usize)> = Vec::with_capacity(drafts.len());
    let mut written = String::new();
    for (i, draft) in drafts.iter().enumerate() {
        if same.get(i) == Some(&i) && !draft.label.is_empty() {
            keys.push((key(scene, names, draft, &mut written), i));
        }
    }
    keys.sort();
    let mut out = Mentions::default();
    out.entities.reserve(keys.len());
    let mut place: Vec<Option<usize>> = vec![None; same.len()];
    for (key, i) in keys {
        let entity = entity(scene, names, key, &drafts[i]);
        match out
            .entities
            .last_mut()
            .filter(|known| known.key == entity.key)
        {
            Some(known) => {
                known
                    .alt_labels
                    .extend(entity.other_names().map(str::to_owned));
                known.alt_labels.sort_unstable();
                known.alt_labels.dedup();
            }
            None => out.entities.push(entity),
        }
        place[i] = Some(out.entities.len() - 1);
    }
    for (candidate, draft) in chosen.iter().zip(of) {
        let entity = same.get(*draft).and_then(|root| *place.get(*root)?);
        let Some(entity) = entity else {
            continue;
        };
        out.mentions.push(Mention {
            span: candidate.span,
            part: candidate.part,
            entity,
            rule: candidate.rule,
            anaphor: false,
        });
    }
    out.parties = parties(model, scene, &out);
    out
}

/// The key of the entity that a draft gives; one that is new is put together in `written`.
fn key(scene: &Scene<'_>, names: &Names<'_>, draft: &Draft<'_>, written: &mut String) -> Arc<str> {
    if let Some(concept) = draft.concept {
        return names.forms(scene.lexicon, concept).key.clone();
    }
    let class = names.class(draft.classes.first().copied());
    written.clear();
    written.extend(["id/", class, "/"]);
    match draft.canonical {
        Some(canonical) => written.push_str(canonical),
        None => push_slug(draft.normal_label(), written),
    }
    Arc::from(written.as_str())
}

/// The entity that a draft gives, with its key.
fn entity(scene: &Scene<'_>, names: &Names<'_>, key: Arc<str>, draft: &Draft<'_>) -> Entity {
    let forms = draft.concept.map(|c| names.forms(scene.lexicon, c));
    let label = match forms {
        Some(_) => Cow::Borrowed(draft.label),
        None => tidy(draft.label),
    };
    let listed = forms.map(|forms| &forms.listed);
    let is_listed = |name: &str| {
        let listed = listed.map_or(&[][..], |listed| &listed.alt_labels);
        listed.binary_search_by(|known| (**known).cmp(name)).is_ok()
    };
    // the names of other concepts that turned out to be the same
    let others = draft.borrowed.iter();
    let others = others.filter_map(|c| scene.lexicon.concepts().get(*c));
    let others = others.flat_map(|c| &c.names).map(|name| &*name.text);
    let mut alt_labels: Vec<String> = Vec::new();
    for name in draft.own_names().chain(others).map(tidy) {
        if name != label
            && !name.is_empty()
            && !is_listed(&name)
            && let Err(place) = alt_labels.binary_search_by(|known| (**known).cmp(&name))
        {
            alt_labels.insert(place, name.into_owned());
        }
    }
    Entity {
        key,
        concept: draft.concept,
        classes: shared(&draft.classes, forms.map(|forms| &forms.classes)),
        label: shared(&label, forms.map(|forms| &forms.name)),
        alt_labels,
        listed: listed.cloned(),
    }
}

/// What is to be kept; that of the concept, which all letters share, where it is the same.
fn shared<T: ?Sized + PartialEq>(own: &T, listed: Option<&Arc<T>>) -> Arc<T>
where
    Arc<T>: for<'t> From<&'t T>,
{
    let same = listed.filter(|listed| ***listed == *own);
    same.map_or_else(|| Arc::from(own), Arc::clone)
}

fn parties(model: &Model, scene: &Scene<'_>, mentions: &Mentions) -> Parties {
    let of = |span: Span, class: ClassId| {
        let fits = |m: &&Mention| {
            m.span.overlaps(span)
                && mentions
                    .entities
                    .get(m.entity)
                    .is_some_and(|e| e.classes.iter().any(|c| model.is_a(*c, class)))
        };
        mentions.mentions.iter().find(fits).map(|m| m.entity)
    };
    let mut out = Parties {
        askers: scene
            .letter
            .askers
            .iter()
            .filter_map(|a| of(a.name, scene.known.person))
            .collect(),
        answerers: Vec::new(),
    };
    let answers = |o: &Official| {
        let role = scene.known.role;
        // "Ministers van A en van B" is one title for two: the field of work tells them apart
        o.portfolio
            .and_then(|s| of(s, role))
            .or_else(|| o.office.and_then(|s| of(s, role)))
            .or_else(|| o.person.and_then(|s| of(s, scene.known.person)))
    };
    // who signs goes before those for whom he signs, whatever their order on the page
    let (signing, others): (Vec<&Official>, Vec<&Official>) =
        scene.letter.answerers.iter().partition(|o| !o.on_behalf);
    for entity in signing.into_iter().chain(others).filter_map(answers) {
        if !out.answerers.contains(&entity) {
            out.answerers.push(entity);
        }
    }
    out.askers.dedup();
    out
}
