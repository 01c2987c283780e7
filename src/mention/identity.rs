//! Which candidates are the same entity.
//!
//! The key of an entity follows from its concept, from a canonical reference, or from class and
//! normalised name, never from order or place: so letters can be read anywhere and merged by union.
//! Within one letter, a short name ("de Monitor") is the entity whose longer name begins or ends so,
//! and a letter or motion named in the text is the Kamerstuk that its footnote gives.

use super::{Candidate, Entity, Mention, Mentions, Parties, Scene, What, normalise, slug};
use crate::{
    letter::Official,
    model::{ClassId, Model},
    rule::Role,
    span::Span,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An entity while it is put together.
#[derive(Debug, Clone, Default)]
struct Draft {
    concept: Option<usize>,
    canonical: Option<String>,
    classes: Vec<ClassId>,
    label: String,
    names: BTreeSet<String>,
    /// Its class is only what names of that look mostly are.
    guessed: bool,
    /// A noun says what it is: "programma Waterkracht".
    headed: bool,
}

/// Turns chosen candidates into entities and their mentions.
pub(super) fn resolve(model: &Model, scene: &Scene<'_>, chosen: Vec<Candidate>) -> Mentions {
    let chosen = without_pointers(scene, chosen);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut of: Vec<usize> = Vec::with_capacity(chosen.len());
    for candidate in &chosen {
        let draft = draft(scene, candidate);
        let key = handle(&draft);
        let at = *index.entry(key).or_insert_with(|| {
            drafts.push(Draft::default());
            drafts.len() - 1
        });
        if let Some(known) = drafts.get_mut(at) {
            absorb(known, draft);
        }
        of.push(at);
    }
    let mut same: Vec<usize> = (0..drafts.len()).collect();
    by_note(scene, &chosen, &of, &drafts, &mut same);
    by_own_name(scene, &drafts, &mut same);
    by_short_name(&drafts, &mut same);
    let same: Vec<usize> = (0..same.len()).map(|i| root(&same, i)).collect();
    for at in 0..drafts.len() {
        let to = same[at];
        if to != at {
            let from = drafts[at].clone();
            absorb(&mut drafts[to], from);
        }
    }
    finish(model, scene, &chosen, &of, &same, drafts)
}

/// Leaves out a noun alone ("de handreiking") where some name of the letter bears it: it points back
/// to one of those, which the anaphors find.
fn without_pointers(scene: &Scene<'_>, chosen: Vec<Candidate>) -> Vec<Candidate> {
    let alone = |c: &Candidate| {
        matches!(c.rule, "head-bare" | "head-relative") && !scene.text(c.span).contains(' ')
    };
    let longer: BTreeSet<String> = chosen
        .iter()
        .filter(|c| !alone(c) && matches!(c.what, What::Open { .. }))
        .flat_map(|c| {
            scene
                .text(c.span)
                .split_whitespace()
                .map(str::to_lowercase)
                .take(4)
                .collect::<Vec<_>>()
        })
        .collect();
    chosen
        .into_iter()
        .filter(|c| !(alone(c) && longer.contains(&scene.text(c.span).to_lowercase())))
        .collect()
}

fn root(same: &[usize], mut at: usize) -> usize {
    for _ in 0..same.len() {
        match same.get(at) {
            Some(next) if *next != at => at = *next,
            _ => break,
        }
    }
    at
}

fn draft(scene: &Scene<'_>, candidate: &Candidate) -> Draft {
    let written = scene
        .text(candidate.span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut names: BTreeSet<String> = candidate
        .aliases
        .iter()
        .filter(|a| !a.is_empty())
        .cloned()
        .collect();
    match &candidate.what {
        What::Concept(index) => {
            let Some(concept) = scene.lexicon.concepts().get(*index) else {
                return Draft::default();
            };
            names.extend(concept.names.iter().map(|n| n.text.clone()));
            // the ministry's field of work is written where its office is meant; it is no name of it
            if candidate.rule != "ministry"
                && (candidate.rule != "office"
                    || written.to_lowercase().contains("minister")
                    || written.to_lowercase().contains("secretaris"))
            {
                names.insert(written);
            }
            Draft {
                concept: Some(*index),
                classes: concept.classes.clone(),
                label: concept.label.clone(),
                names,
                ..Draft::default()
            }
        }
        What::Open {
            classes,
            label,
            canonical,
        } => {
            names.insert(label.clone());
            if candidate.rule != "office" || written.contains(' ') && label.contains(' ') {
                names.insert(written);
            }
            let guessed = matches!(
                candidate.rule,
                "capitals" | "capitals-in-compound" | "introduced-name"
            ) && classes.first() == Some(&scene.known.organisation);
            let headed = matches!(
                candidate.rule,
                "head-name" | "head-after-name" | "head-title"
            );
            Draft {
                concept: None,
                canonical: canonical.clone(),
                classes: classes.clone(),
                label: label.clone(),
                names,
                guessed,
                headed,
            }
        }
    }
}

/// What two candidates of the same entity share.
fn handle(draft: &Draft) -> String {
    match (&draft.concept, &draft.canonical) {
        (Some(concept), _) => format!("c{concept}"),
        (None, Some(canonical)) => format!("r{canonical}"),
        (None, None) => format!(
            "n{:?}/{}",
            draft.classes.first(),
            stem(&normalise(&draft.label))
        ),
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
}

/// "In de Voortgangsbrief …29" and "29 Kamerstukken II …, nr. 751": one document. Holds where the
/// sentence that bears the mark names one letter or motion, and the footnote gives one reference.
fn by_note(
    scene: &Scene<'_>,
    chosen: &[Candidate],
    of: &[usize],
    drafts: &[Draft],
    same: &mut [usize],
) {
    for (note, info) in scene.letter.notes.iter().enumerate() {
        let (Some(cited_at), Some(body)) = (info.cited_at, info.body) else {
            continue;
        };
        // an annex is no other name of what it is annexed to
        if scene
            .text(body)
            .trim_start()
            .to_lowercase()
            .starts_with("bijlage")
        {
            continue;
        }
        let part = scene.letter.parts.iter().position(|p| p.note == Some(note));
        let references: Vec<usize> = chosen
            .iter()
            .zip(of)
            .filter(|(c, _)| {
                Some(c.part) == part && body.contains(c.span) && c.rule == "fixed-reference"
            })
            .map(|(_, e)| *e)
            .collect();
        let [reference] = references.as_slice() else {
            continue;
        };
        let Some(sentence) = scene
            .prose
            .sentence_at(cited_at.saturating_sub(1))
            .and_then(|s| scene.prose.sentences.get(s))
        else {
            continue;
        };
        // the last one before the mark; of "reactie op de initiatiefnota" the first
        let mut named: Option<(&Candidate, &usize)> = None;
        for (candidate, entity) in chosen.iter().zip(of) {
            if !(sentence.span.contains(candidate.span)
                && candidate.span.end <= cited_at
                && submitted(scene, candidate))
            {
                continue;
            }
            let answered = named.is_some_and(|(before, _)| {
                let between = Span::new(before.span.end, candidate.span.start.max(before.span.end));
                matches!(scene.text(between).trim(), "op" | "op de" | "op het")
            });
            if !answered {
                named = Some((candidate, entity));
            }
        }
        if let Some((_, entity)) = named
            && drafts
                .get(*entity)
                .is_some_and(|d| d.canonical.is_none() && d.concept.is_none())
            && let Some(slot) = same.get_mut(*entity)
        {
            *slot = *reference;
        }
    }
}

/// Whether the candidate is something that is sent to parliament under a number.
fn submitted(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let What::Open { classes, .. } = &candidate.what else {
        return false;
    };
    let first = scene
        .text(candidate.span)
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let head = first.split('-').next().unwrap_or(&first);
    classes.first() == Some(&scene.known.document)
        && scene.rules.words.ends_in(head, Role::Submitted)
}

/// "programma Waterkracht" and "aanpak Waterkracht": one name with two nouns that say what it is; of a
/// thing that the lexicon knows as "Waterkracht" it is one more name.
fn by_own_name(scene: &Scene<'_>, drafts: &[Draft], same: &mut [usize]) {
    let known = scene.known;
    let things = [known.instrument, known.programme, known.service];
    let thing = |d: &Draft| d.classes.first().is_some_and(|c| things.contains(c));
    let mut owners: HashMap<String, usize> = HashMap::new();
    let mut things: HashMap<String, usize> = HashMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        if draft.concept.is_some() && thing(draft) {
            things.extend(draft.names.iter().map(|n| (normalise(n), i)));
        }
    }
    for (i, draft) in drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.concept.is_none() && d.canonical.is_none())
    {
        if !(draft.headed || draft.guessed) {
            continue;
        }
        for name in draft
            .names
            .iter()
            .filter(|n| n.chars().next().is_some_and(char::is_uppercase))
            .map(|n| normalise(n))
            .filter(|n| n.chars().count() > 2)
        {
            let one = things.get(&name).filter(|_| thing(draft));
            match one.or(owners.get(&name)) {
                Some(&one) if root(same, one) != root(same, i) => {
                    let (from, to) = (root(same, i), root(same, one));
                    if let Some(slot) = same.get_mut(from) {
                        *slot = to;
                    }
                }
                Some(_) => {}
                None => {
                    owners.insert(name, i);
                }
            }
        }
    }
}

/// A name that is the beginning or the end of exactly one longer name of the same class.
fn by_short_name(drafts: &[Draft], same: &mut [usize]) {
    let mut ends: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        for name in &draft.names {
            let name = normalise(name);
            let words: Vec<&str> = name.split(' ').collect();
            for cut in 1..words.len().min(7) {
                ends.entry(words.get(..cut).unwrap_or_default().join(" "))
                    .or_default()
                    .insert(i);
                ends.entry(words.get(cut..).unwrap_or_default().join(" "))
                    .or_default()
                    .insert(i);
            }
            // a full name that another entity bears as one of its names
            ends.entry(name).or_default().insert(i);
        }
    }
    for (i, draft) in drafts.iter().enumerate() {
        if draft.concept.is_some()
            || draft.canonical.is_some()
            || same.get(i).is_some_and(|s| *s != i)
        {
            continue;
        }
        let name = normalise(&draft.label);
        if name.chars().count() < 4 {
            continue;
        }
        let Some(longer) = ends.get(&name) else {
            continue;
        };
        let fits: Vec<usize> = longer
            .iter()
            .copied()
            .filter(|l| {
                *l != i
                    && compatible(draft, &drafts[*l])
                    && (drafts[*l].label.len() > draft.label.len()
                        || drafts[*l].concept.is_some()
                        || draft.guessed && !drafts[*l].guessed)
            })
            .collect();
        // of several, the one whose name holds all others: "Kader", "Landelijk Kader", "Landelijk Kader Water"
        let longest = fits
            .iter()
            .copied()
            .max_by_key(|l| (drafts[*l].label.len(), usize::MAX - l));
        let holds = |l: usize| {
            let whole = normalise(&drafts[l].label);
            fits.iter()
                .all(|f| *f == l || whole.contains(&normalise(&drafts[*f].label)))
        };
        if let Some(one) = longest.filter(|l| holds(*l))
            && root(same, one) != i
        {
            same[i] = one;
        }
    }
}

/// Whether a short name may stand for a longer one. A guess fits any name that a noun or a guess made,
/// but not a document that only names its maker: "Waterlands" is no "analyse van Waterlands".
fn compatible(a: &Draft, b: &Draft) -> bool {
    let loose = b.guessed || b.headed || b.concept.is_some();
    a.classes.iter().any(|c| b.classes.contains(c)) || a.guessed && loose || a.headed && b.headed
}

fn finish(
    model: &Model,
    scene: &Scene<'_>,
    chosen: &[Candidate],
    of: &[usize],
    same: &[usize],
    drafts: Vec<Draft>,
) -> Mentions {
    let mut by_key: BTreeMap<String, (usize, Entity)> = BTreeMap::new();
    let mut key_of: HashMap<usize, String> = HashMap::new();
    for (i, draft) in drafts.into_iter().enumerate() {
        if same.get(i) != Some(&i) || draft.label.is_empty() {
            continue;
        }
        let entity = entity(model, scene, draft);
        key_of.insert(i, entity.key.clone());
        match by_key.get_mut(&entity.key) {
            Some((_, known)) => {
                let mut names: BTreeSet<String> = known.alt_labels.drain(..).collect();
                names.extend(entity.alt_labels);
                known.alt_labels = names.into_iter().collect();
            }
            None => {
                by_key.insert(entity.key.clone(), (i, entity));
            }
        }
    }
    let order: HashMap<&String, usize> = by_key.keys().enumerate().map(|(n, k)| (k, n)).collect();
    let mut out = Mentions::default();
    for (candidate, draft) in chosen.iter().zip(of) {
        let Some(entity) = same
            .get(*draft)
            .and_then(|r| key_of.get(r))
            .and_then(|k| order.get(k))
        else {
            continue;
        };
        out.mentions.push(Mention {
            span: candidate.span,
            part: candidate.part,
            entity: *entity,
            rule: candidate.rule.to_owned(),
            anaphor: false,
        });
    }
    out.entities = by_key.into_values().map(|(_, e)| e).collect();
    out.parties = parties(model, scene, &out);
    out
}

fn entity(model: &Model, scene: &Scene<'_>, draft: Draft) -> Entity {
    let concept = draft.concept.and_then(|c| scene.lexicon.concepts().get(c));
    let class = draft
        .classes
        .first()
        .map(|c| slug(&model.class_info(*c).name))
        .unwrap_or_default();
    let key = match (&concept, &draft.canonical) {
        (Some(concept), _) => concept
            .iri
            .strip_prefix(crate::vocab::BASE_IRI)
            .unwrap_or(&concept.iri)
            .to_owned(),
        (None, Some(canonical)) => format!("id/{class}/{canonical}"),
        (None, None) => format!("id/{class}/{}", slug(&draft.label)),
    };
    let label = if concept.is_some() {
        draft.label
    } else {
        tidy(&draft.label)
    };
    let alt_labels = draft
        .names
        .into_iter()
        .map(|n| tidy(&n))
        .filter(|n| *n != label && !n.is_empty())
        .collect::<BTreeSet<_>>();
    Entity {
        key,
        concept: draft.concept,
        classes: draft.classes,
        label,
        alt_labels: alt_labels.into_iter().collect(),
        same_as: concept.map(|c| c.same_as.clone()).unwrap_or_default(),
    }
}

/// A name without the quotation marks around it, nor one that has lost its counterpart.
fn tidy(name: &str) -> String {
    const PAIRS: &[(char, char)] = &[('‘', '’'), ('“', '”'), ('„', '”'), ('«', '»')];
    let outer =
        |c: char| c.is_whitespace() || matches!(c, '‘' | '“' | '”' | '„' | '«' | '»' | '"' | ',');
    let mut tidy = name.trim_matches(outer).to_owned();
    for (open, close) in PAIRS {
        if let Some(at) = tidy.rfind(*open)
            && !tidy.get(at..).is_some_and(|rest| rest.contains(*close))
        {
            tidy.remove(at);
        }
    }
    tidy
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
        o.office
            .and_then(|s| of(s, role))
            .or_else(|| o.portfolio.and_then(|s| of(s, role)))
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
