//! Which drafts of entities are one: by a footnote, by the name that a noun adds to, by an abbreviation,
//! by a short form of a name.

use super::{Draft, Name, PartKind};
use crate::{
    mention::{
        Candidate, Scene, What,
        ends::{Ends, cuts, leads_complement},
        names::{Forms, Names},
    },
    rule::Role,
    span::Span,
};
use foldhash::HashMap;

/// For each draft the index of the one that it is the same as; its own, where it is the same as none.
pub(super) fn find(
    scene: &Scene<'_>,
    names: &Names<'_>,
    chosen: &[&Candidate],
    of: &[usize],
    drafts: &[Draft<'_>],
) -> Vec<usize> {
    let normal = Normal { scene, names };
    let mut same: Vec<usize> = (0..drafts.len()).collect();
    by_note(scene, chosen, of, drafts, &mut same);
    by_bracket(scene, chosen, of, drafts, &mut same);
    by_own_name(&normal, drafts, &mut same);
    by_abbreviation(drafts, &mut same);
    by_description(drafts, &mut same);
    by_short_name(&normal, drafts, &mut same);
    (0..same.len()).map(|i| root(&same, i)).collect()
}

/// Knows the normalised names of drafts.
struct Normal<'n> {
    scene: &'n Scene<'n>,
    names: &'n Names<'n>,
}

impl Normal<'_> {
    /// The label of a draft.
    fn label<'d>(&'d self, draft: &'d Draft<'d>) -> &'d str {
        draft.concept.map_or_else(
            || &**draft.normal_label(),
            |concept| &self.names.forms(self.scene.lexicon, concept).label,
        )
    }

    /// What the letter calls it, then what the lexicon does.
    fn names<'d>(&'d self, draft: &'d Draft<'d>) -> impl Iterator<Item = &'d str> {
        let borrowed = self.borrowed(draft).flat_map(|forms| &forms.normal);
        draft.normal_names().chain(borrowed.map(String::as_str))
    }

    /// What the lexicon calls it.
    fn borrowed<'d>(&'d self, draft: &'d Draft<'d>) -> impl Iterator<Item = &'d Forms> {
        let borrowed = draft.concept.iter().chain(&draft.borrowed);
        borrowed.map(|concept| self.names.forms(self.scene.lexicon, *concept))
    }
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

/// "In de Voortgangsbrief …29" and "29 Kamerstukken II …, nr. 751": one document. Holds where the
/// sentence that bears the mark names one letter or motion, and the footnote gives one reference; and
/// where it names one document without a title, and the footnote gives one title.
fn by_note(
    scene: &Scene<'_>,
    chosen: &[&Candidate],
    of: &[usize],
    drafts: &[Draft<'_>],
    same: &mut [usize],
) {
    for (note, info) in scene.letter.notes.iter().enumerate() {
        let (Some(cited_at), Some(body)) = (info.cited_at, info.body) else {
            continue;
        };
        // an annex is no other name of what it is annexed to
        let annex = || {
            let begin = scene.text(body).trim_start().get(.."bijlage".len());
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case("bijlage"))
        };
        let sentence = scene
            .prose
            .sentence_at(cited_at.saturating_sub(1))
            .and_then(|s| scene.prose.sentences.get(s));
        let Some(sentence) = sentence.filter(|_| !annex()) else {
            continue;
        };
        let part = scene.letter.parts.iter().position(|p| p.note == Some(note));
        // they are sorted by where they begin
        let within = |span: Span| {
            let first = chosen.partition_point(|c| c.span.start < span.start);
            let behind = chosen.iter().copied().zip(of.iter().copied()).skip(first);
            let begun = behind.take_while(move |(c, _)| c.span.start < span.end);
            begun.filter(move |(c, _)| c.span.end <= span.end)
        };
        let given = |rule: &str| -> Vec<usize> {
            let given = within(body).filter(|(c, _)| Some(c.part) == part && c.rule == rule);
            given.map(|(_, e)| e).collect()
        };
        let before = Span::new(sentence.span.start, sentence.span.end.min(cited_at));
        let before: Vec<(&Candidate<'_>, usize)> = within(before).collect();
        let (named, given) = match (
            given("fixed-reference").as_slice(),
            given("note-title").as_slice(),
        ) {
            ([reference], _) => (numbered(scene, &before), *reference),
            ([], [title]) => (untitled(scene, &before, sentence.part, part), *title),
            _ => continue,
        };
        if let Some(entity) = named
            && drafts
                .get(entity)
                .is_some_and(|d| d.canonical.is_none() && d.concept.is_none())
            && let Some(slot) = same.get_mut(entity)
        {
            *slot = given;
        }
    }
}

/// "motie-De Wit c.s. (Kamerstuk 12 345, nr. 6)", "uitspraak van 4 juni (ECLI:…)": one document.
fn by_bracket(
    scene: &Scene<'_>,
    chosen: &[&Candidate],
    of: &[usize],
    drafts: &[Draft<'_>],
    same: &mut [usize],
) {
    let open = |e: usize| {
        let draft = drafts.get(e);
        draft.is_some_and(|d| {
            d.canonical.is_none()
                && d.concept.is_none()
                && d.classes.first() == Some(&scene.known.document)
        })
    };
    for (at, reference) in chosen.iter().copied().enumerate() {
        if reference.rule != "fixed-reference" {
            continue;
        }
        let ends = |c: &Candidate| {
            let (end, start) = (c.span.end, reference.span.start);
            end <= start
                && matches!(
                    scene.text(Span::new(end, start)).trim(),
                    "(" | "c.s. (" | "c.s.(" | "["
                )
        };
        let before = chosen.get(at.saturating_sub(6)..at).unwrap_or_default();
        let named = before
            .iter()
            .zip(of.iter().skip(at.saturating_sub(6)))
            .filter(|(c, e)| c.part == reference.part && open(**e) && ends(c))
            .max_by_key(|(c, _)| c.span.len());
        if let Some((_, entity)) = named
            && same.get(*entity) == Some(entity)
            && let (Some(slot), Some(reference)) = (same.get_mut(*entity), of.get(at))
        {
            *slot = *reference;
        }
    }
}

/// The last document of those that is sent to parliament under a number; of "reactie op de
/// initiatiefnota" the first.
fn numbered(scene: &Scene<'_>, before: &[(&Candidate<'_>, usize)]) -> Option<usize> {
    let mut named: Option<(&Candidate<'_>, usize)> = None;
    for (candidate, entity) in before.iter().filter(|(c, _)| submitted(scene, c)) {
        let answered = named.is_some_and(|(before, _)| {
            let between = Span::new(before.span.end, candidate.span.start.max(before.span.end));
            matches!(scene.text(between).trim(), "op" | "op de" | "op het")
        });
        if !answered {
            named = Some((candidate, *entity));
        }
    }
    named.map(|(_, e)| e)
}

/// The one document of those, if it bears no title of its own: "het onderzoek van Waterlands". It must be
/// what a question asks after, or name the publisher that the footnote names.
fn untitled(
    scene: &Scene<'_>,
    before: &[(&Candidate<'_>, usize)],
    part: usize,
    note: Option<usize>,
) -> Option<usize> {
    let document = |c: &Candidate| matches!(&c.what, What::Open { classes, .. } if classes.first() == Some(&scene.known.document));
    let mut documents = before.iter().filter(|(c, _)| document(c));
    let (candidate, entity) = documents.next().filter(|_| documents.next().is_none())?;
    let bare = matches!(
        candidate.rule,
        "head-of-agent" | "head-relative" | "head-bare" | "head-compound" | "head-complement"
    );
    let asked = scene.letter.parts.get(part).map(|p| p.kind) == Some(PartKind::Question);
    let published = || {
        let note = note.and_then(|n| scene.letter.parts.get(n))?;
        let publisher = scene.text(note.span).split([',', '(']).next()?.trim();
        let publisher = publisher.trim_start_matches(|c: char| c.is_numeric() || c == ')');
        (publisher.len() > 2 && scene.text(candidate.span).contains(publisher.trim())).then_some(())
    };
    let maker = candidate.rule == "head-of-agent";
    (bare && (asked && !maker || published().is_some())).then_some(*entity)
}

/// Whether the candidate is something that is sent to parliament under a number.
fn submitted(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
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
fn by_own_name(normal: &Normal<'_>, drafts: &[Draft<'_>], same: &mut [usize]) {
    let known = normal.scene.known;
    let things = [known.instrument, known.programme, known.service];
    let thing = |d: &Draft<'_>| d.classes.first().is_some_and(|c| things.contains(c));
    let mut owners: HashMap<&str, usize> = HashMap::default();
    let mut things: HashMap<&str, usize> = HashMap::default();
    for (i, draft) in drafts.iter().enumerate() {
        if draft.concept.is_some() && thing(draft) {
            things.extend(normal.names(draft).map(|n| (n, i)));
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
        // a title in quotation marks is a name, whatever its first letter
        let own = |name: &&Name<'_>| {
            name.text.chars().next().is_some_and(char::is_uppercase)
                || draft.titled && words(&name.text) > 2
        };
        let own = draft.names.iter().filter(own);
        for name in own
            .filter_map(|name| name.normal.as_deref())
            .filter(|n| n.chars().count() > 2)
        {
            let one = things.get(name).filter(|_| thing(draft));
            match one.or(owners.get(name)) {
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
fn by_short_name(normal: &Normal<'_>, drafts: &[Draft<'_>], same: &mut [usize]) {
    // who bears a name that begins or ends so, for each name that may be a short one
    let may_be_short = |i: usize, draft: &Draft<'_>| {
        draft.concept.is_none() && draft.canonical.is_none() && same.get(i).is_none_or(|s| *s == i)
    };
    let mut ends: HashMap<&str, Vec<usize>> = drafts
        .iter()
        .enumerate()
        .filter(|(i, draft)| may_be_short(*i, draft))
        .map(|(_, draft)| (normal.label(draft), Vec::new()))
        .collect();
    let short = ends.keys().fold(Ends::NONE, |all, name| all.with(name));
    for (i, draft) in drafts.iter().enumerate() {
        let mut note = |end: &str| {
            if short.may_have(end)
                && let Some(bearers) = ends.get_mut(end)
                && bearers.last() != Some(&i)
            {
                bearers.push(i);
            }
        };
        for forms in normal.borrowed(draft) {
            let parts = forms.parts.among(short, &forms.normal);
            parts.for_each(&mut note);
        }
        for name in draft.normal_names() {
            for (before, after) in cuts(name) {
                note(before);
                if short.may_have(after) && !leads_complement(before) {
                    note(after);
                }
            }
            // a full name that another entity bears as one of its names
            note(name);
        }
    }
    for (i, draft) in drafts.iter().enumerate() {
        if draft.concept.is_some()
            || draft.canonical.is_some()
            || same.get(i).is_some_and(|s| *s != i)
        {
            continue;
        }
        let name = normal.label(draft);
        if name.chars().count() < 4 {
            continue;
        }
        let Some(longer) = ends.get(name) else {
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
            let whole = normal.label(&drafts[l]);
            fits.iter()
                .all(|f| *f == l || whole.contains(normal.label(&drafts[*f])))
        };
        // else the one that adds a word or two, where the others add more
        let added = |l: &usize| words(drafts[*l].label).saturating_sub(words(draft.label));
        let nearest = fits.iter().copied().min_by_key(|l| (added(l), *l));
        let nearest =
            nearest.filter(|n| added(n) < 3 && fits.iter().all(|f| f == n || added(f) > added(n)));
        if let Some(one) = longest.filter(|l| holds(*l)).or(nearest)
            && root(same, one) != i
        {
            same[i] = one;
        }
    }
}

/// Whether a short name may stand for a longer one. A guess fits any name that a noun or a guess made,
/// but not a document that only names its maker: "Waterlands" is no "analyse van Waterlands".
fn compatible(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let loose = b.guessed || b.headed || b.concept.is_some();
    a.classes.iter().any(|c| b.classes.contains(c)) || a.guessed && loose || a.headed && b.headed
}

/// Joins all drafts that share a key; a draft joins the first that has it.
fn join<'d>(
    keyed: impl Iterator<Item = (usize, &'d str)>,
    drafts: &'d [Draft<'d>],
    same: &mut [usize],
    fits: impl Fn(&'d Draft<'d>, &'d Draft<'d>) -> bool,
) {
    let mut owners: HashMap<&str, usize> = HashMap::default();
    for (i, key) in keyed {
        match owners.get(key) {
            Some(&one) if root(same, one) != root(same, i) => {
                if let (Some(a), Some(b)) = (drafts.get(one), drafts.get(i))
                    && fits(a, b)
                {
                    let (from, to) = (root(same, i), root(same, one));
                    if let Some(slot) = same.get_mut(from) {
                        *slot = to;
                    }
                }
            }
            Some(_) => {}
            None => {
                owners.insert(key, i);
            }
        }
    }
}

/// "Waterplan voor Steden (WPS)" and "water- en stedenplan (WPS)": one abbreviation, one thing.
fn by_abbreviation<'d>(drafts: &'d [Draft<'d>], same: &mut [usize]) {
    let short = |n: &&str| {
        n.len() < 10 && !n.contains(' ') && n.chars().filter(|c| c.is_uppercase()).count() > 2
    };
    let open = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.concept.is_none() && d.canonical.is_none());
    let texts = |d: &'d Draft<'d>| d.names.iter().map(|name| &*name.text);
    let keyed = open.flat_map(|(i, d)| texts(d).filter(short).map(move |n| (i, n)));
    join(keyed, drafts, same, compatible);
}

/// "strafrechtelijk onderzoek van de FIOD" and "strafrechtelijk onderzoek naar de beek": noun and adjective
/// are the same, and one says whose it is, the other what of.
fn by_description(drafts: &[Draft<'_>], same: &mut [usize]) {
    let described = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| (d.made || d.treats) && d.concept.is_none() && d.canonical.is_none());
    let keyed = described.flat_map(|(i, d)| {
        let two = d.names.iter().filter(|name| words(&name.text) == 2);
        two.filter_map(move |name| Some((i, name.normal.as_deref()?)))
    });
    join(keyed, drafts, same, |a, b| {
        a.made != b.made && a.treats != b.treats
    });
}

fn words(name: &str) -> usize {
    name.split_whitespace().count()
}
