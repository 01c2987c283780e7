//! Which candidates are the same entity.
//!
//! The key of an entity follows from its concept, from a canonical reference, or from class and
//! normalised name, never from order or place: so letters can be read anywhere and merged by union.
//! Within one letter, a short name ("de Monitor") is the entity whose longer name begins or ends so,
//! and a letter or motion named in the text is the Kamerstuk that its footnote gives.

mod same;

use super::{
    Candidate, Entity, Mention, Mentions, Parties, Scene, What, names::Names, normal::tidy,
    normalise, slug,
};
use crate::{
    letter::{Official, PartKind},
    model::{ClassId, Model},
    span::Span,
};
use foldhash::{HashMap, HashSet};
use std::{borrow::Cow, collections::BTreeSet};

/// An entity while it is put together.
#[derive(Debug, Clone, Default)]
struct Draft {
    concept: Option<usize>,
    canonical: Option<String>,
    classes: Vec<ClassId>,
    label: String,
    /// What the letter calls it.
    names: BTreeSet<String>,
    /// The concepts whose names it bears as well.
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

/// Turns chosen candidates into entities and their mentions.
pub(super) fn resolve(
    model: &Model,
    scene: &Scene<'_>,
    names: &Names<'_>,
    chosen: Vec<Candidate>,
) -> Mentions {
    let chosen = without_pointers(scene, chosen);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: HashMap<Handle, usize> = HashMap::default();
    let mut of: Vec<usize> = Vec::with_capacity(chosen.len());
    for candidate in &chosen {
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
        let mut draft = draft(scene, candidate);
        let at = *index.entry(handle(&draft)).or_insert(drafts.len());
        if let Some(known) = drafts.get_mut(at) {
            absorb(known, draft);
        } else {
            draft.borrowed.extend(draft.concept);
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
    finish(model, scene, names, &chosen, &of, &same, drafts)
}

/// Leaves out a noun alone ("de handreiking") where some name of the letter bears it: it points back
/// to one of those, which the anaphors find.
fn without_pointers(scene: &Scene<'_>, chosen: Vec<Candidate>) -> Vec<Candidate> {
    let alone = |c: &Candidate| {
        matches!(c.rule, "head-bare" | "head-relative") && !scene.text(c.span).contains(' ')
    };
    if !chosen.iter().any(alone) {
        return chosen;
    }
    let longer: HashSet<Cow<'_, str>> = chosen
        .iter()
        .filter(|c| !alone(c) && matches!(c.what, What::Open { .. }))
        .flat_map(|c| scene.text(c.span).split_whitespace().map(lower).take(4))
        .collect();
    chosen
        .into_iter()
        .filter(|c| !(alone(c) && longer.contains(&lower(scene.text(c.span)))))
        .collect()
}

/// A word in lower case, as most words are.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_lower) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

fn draft(scene: &Scene<'_>, candidate: &Candidate) -> Draft {
    let mut draft = match &candidate.what {
        What::Concept(index) => {
            let Some(concept) = scene.lexicon.concepts().get(*index) else {
                return Draft::default();
            };
            Draft {
                concept: Some(*index),
                classes: concept.classes.clone(),
                label: concept.label.clone(),
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
                canonical: canonical.clone(),
                classes: classes.clone(),
                label: label.clone(),
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

impl Draft {
    /// Adds what the letter calls it at a place.
    fn call(&mut self, scene: &Scene<'_>, candidate: &Candidate) {
        let written = scene.written(candidate.span);
        let counts = match &candidate.what {
            // the ministry's field of work is written where its office is meant; it is no name of it
            What::Concept(_) if candidate.rule == "office" => {
                let lower = written.to_lowercase();
                lower.contains("minister") || lower.contains("secretaris")
            }
            What::Concept(_) => candidate.rule != "ministry",
            What::Open { label, .. } => {
                self.add_name(label);
                candidate.rule != "office" || written.contains(' ') && label.contains(' ')
            }
        };
        if counts {
            self.add_name(&written);
        }
        for alias in candidate.aliases.iter().filter(|a| !a.is_empty()) {
            self.add_name(alias);
        }
    }

    fn add_name(&mut self, name: &str) {
        // most names are met again and again
        if !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
    }
}

/// What two candidates of the same entity share.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Handle {
    Concept(usize),
    Canonical(String),
    Named(Option<ClassId>, String),
}

fn handle(draft: &Draft) -> Handle {
    match (draft.concept, &draft.canonical) {
        (Some(concept), _) => Handle::Concept(concept),
        (None, Some(canonical)) => Handle::Canonical(canonical.clone()),
        (None, None) => {
            let name = normalise(&draft.label);
            Handle::Named(draft.classes.first().copied(), stem(&name).to_owned())
        }
    }
}

/// Takes what inflection adds at the end of the last word: "dreigingsanalyses" and "dreigingsanalyse".
fn stem(name: &str) -> &str {
    name.strip_suffix('s')
        .filter(|s| s.ends_with('e'))
        .unwrap_or(name)
}

fn absorb(known: &mut Draft, other: Draft) {
    if known.label.is_empty() || known.concept.is_none() && other.concept.is_some() {
        known.label.clone_from(&other.label);
        known.classes.clone_from(&other.classes);
    } else if known.concept.is_none()
        && known.canonical.is_none()
        && other.label.len() > known.label.len()
    {
        known.label.clone_from(&other.label);
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
        .into_iter()
        .filter(|_| !other.guessed || known.guessed)
    {
        if !known.classes.contains(&class) {
            known.classes.push(class);
        }
    }
    known.concept = known.concept.or(other.concept);
    known.canonical = known.canonical.take().or(other.canonical);
    known.names.extend(other.names);
    for concept in other.borrowed {
        if !known.borrowed.contains(&concept) {
            known.borrowed.push(concept);
        }
    }
}

fn finish(
    model: &Model,
    scene: &Scene<'_>,
    names: &Names<'_>,
    chosen: &[Candidate],
    of: &[usize],
    same: &[usize],
    drafts: Vec<Draft>,
) -> Mentions {
    // an entity that two drafts give stands where the first of them does
    let mut entities: Vec<(usize, Entity)> = Vec::with_capacity(drafts.len());
    for (i, draft) in drafts.into_iter().enumerate() {
        if same.get(i) == Some(&i) && !draft.label.is_empty() {
            entities.push((i, entity(scene, names, draft)));
        }
    }
    entities.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
    let mut out = Mentions::default();
    out.entities.reserve(entities.len());
    let mut place: Vec<Option<usize>> = vec![None; same.len()];
    for (i, entity) in entities {
        match out
            .entities
            .last_mut()
            .filter(|known| known.key == entity.key)
        {
            Some(known) => {
                known.alt_labels.extend(entity.alt_labels);
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
            rule: candidate.rule.to_owned(),
            anaphor: false,
        });
    }
    out.parties = parties(model, scene, &out);
    out
}

fn entity(scene: &Scene<'_>, names: &Names<'_>, draft: Draft) -> Entity {
    let concept = draft.concept.and_then(|c| scene.lexicon.concepts().get(c));
    let class = || names.class(draft.classes.first().copied());
    let key = match (&concept, &draft.canonical) {
        (Some(concept), _) => concept
            .iri
            .strip_prefix(crate::vocab::BASE_IRI)
            .unwrap_or(&concept.iri)
            .to_owned(),
        (None, Some(canonical)) => format!("id/{}/{canonical}", class()),
        (None, None) => format!("id/{}/{}", class(), slug(&draft.label)),
    };
    let label = if concept.is_some() {
        draft.label
    } else {
        tidy(&draft.label).into_owned()
    };
    let borrowed = draft.borrowed.iter();
    let borrowed = borrowed.flat_map(|concept| &names.forms(scene.lexicon, *concept).tidy);
    let written = draft.names.iter().map(|name| tidy(name));
    let mut alt_labels: Vec<Cow<'_, str>> = written
        .chain(borrowed.map(|name| Cow::Borrowed(name.as_str())))
        .filter(|name| *name != label && !name.is_empty())
        .collect();
    alt_labels.sort_unstable();
    alt_labels.dedup();
    let alt_labels = alt_labels.into_iter().map(Cow::into_owned).collect();
    Entity {
        key,
        concept: draft.concept,
        classes: draft.classes,
        label,
        alt_labels,
        same_as: concept.map(|c| c.same_as.clone()).unwrap_or_default(),
    }
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
