//! Names of the lexicon: one walk over the words, however many names there are.
//!
//! All names are laid into a trie whose edges are words. At each word of the letter the walk goes
//! down as far as it can and takes the longest name that may stand there.

use super::{
    Candidate, Known, Listed, Scene, Sign, What, anaphor::word_ends, ends::Parts, holders::Holders,
    normal::tidy, normalise, only, slug,
};
use crate::{
    lexicon::{Case, Concept, Ending, Lexicon, Node, Trie},
    model::{ClassId, Model},
    prose::{Kind, Token, fold},
    span::Span,
};
use foldhash::{HashMap, HashSet};
use std::{
    borrow::Cow,
    cell::LazyCell,
    sync::{Arc, LazyLock, OnceLock},
};

/// What stands before the name of a place in that of its government.
const PLACES: &[&str] = &["gemeente ", "provincie ", "Gemeente ", "Provincie "];

/// The most words and marks that a name may have.
const LONGEST: usize = 16;

/// All names, and what is known of those of some classes.
#[derive(Debug)]
pub(super) struct Names<'a> {
    trie: &'a Trie,
    places: HashSet<Box<str>>,
    court: Option<ClassId>,
    /// Offices by their normalised names; several where the same title was held in several periods.
    offices: HashMap<String, Vec<usize>>,
    /// Parties by their names in lower case.
    parties: HashMap<String, usize>,
    pub(super) holders: Holders,
    /// The names of each concept, made when a letter first names it.
    forms: Vec<OnceLock<Forms>>,
    /// The name of each class as a segment of an IRI.
    classes: Vec<String>,
}

/// The names of a concept in the forms that identity asks for.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// [`Entity::key`](super::Entity::key).
    pub(super) key: Arc<str>,
    /// Its classes.
    pub(super) classes: Arc<[ClassId]>,
    /// Its preferred name.
    pub(super) name: Arc<str>,
    /// The same, normalised.
    pub(super) label: String,
    /// What entities of all letters share.
    pub(super) listed: Arc<Listed>,
    /// Normalised.
    pub(super) normal: Vec<String>,
    /// The parts of these by which a letter may call it.
    pub(super) parts: Parts,
}

impl Forms {
    fn of(concept: &Concept) -> Self {
        let texts = || concept.names.iter().map(|n| n.text.as_str());
        let normal: Vec<String> = texts().map(normalise).collect();
        let key = concept.iri.strip_prefix(crate::vocab::BASE_IRI);
        Self {
            key: key.unwrap_or(&concept.iri).into(),
            classes: concept.classes.as_slice().into(),
            name: concept.label.as_str().into(),
            label: normalise(&concept.label),
            listed: Arc::new(Listed::of(concept)),
            parts: Parts::of(&normal),
            normal,
        }
    }
}

impl Listed {
    fn of(concept: &Concept) -> Self {
        let names = concept.names.iter().map(|name| tidy(&name.text));
        let others = names.filter(|name| *name != concept.label && !name.is_empty());
        let mut alt_labels: Vec<String> = others.map(Cow::into_owned).collect();
        alt_labels.sort_unstable();
        alt_labels.dedup();
        let all = alt_labels.iter().chain([&concept.label]);
        Self {
            word_ends: all.fold(0, |ends, name| ends | word_ends(name)),
            alt_labels,
            same_as: concept.same_as.clone(),
        }
    }
}

/// A name found: the token after its last, and what it may name.
pub(super) struct Found {
    /// Index of the token after the last.
    pub(super) end: usize,
    /// Index of the concept.
    pub(super) concept: usize,
    /// Counts only with the full name elsewhere.
    pub(super) ambiguous: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(model: &Model, lexicon: &'a Lexicon, known: &Known) -> Self {
        let mut names = Self {
            trie: &lexicon.trie,
            court: Some(known.court),
            places: HashSet::default(),
            offices: HashMap::default(),
            parties: HashMap::default(),
            holders: Holders::new(lexicon),
            forms: lexicon.concepts().iter().map(|_| OnceLock::new()).collect(),
            classes: model.classes().map(|(_, info)| slug(&info.name)).collect(),
        };
        for (index, concept) in lexicon.concepts().iter().enumerate() {
            let class = concept.classes.first().copied();
            let (office, party) = (class == Some(known.role), class == Some(known.party));
            for name in &concept.names {
                let place = PLACES.iter().find_map(|kind| name.text.strip_prefix(kind));
                if !(office || party || place.is_some()) || name.text.contains('(') {
                    continue;
                }
                if office {
                    let held = names.offices.entry(normalise(&name.text)).or_default();
                    if !held.contains(&index) {
                        held.push(index);
                    }
                } else if party {
                    names.parties.entry(fold(&name.text)).or_insert(index);
                }
                names.places.extend(place.map(|place| fold(place).into()));
            }
        }
        names
    }

    /// The name of a class as a segment of an IRI.
    pub(super) fn class(&self, class: Option<ClassId>) -> &str {
        let class = class.and_then(|class| self.classes.get(usize::from(class.0)));
        class.map_or("", String::as_str)
    }

    /// The names of a concept, by its index.
    pub(super) fn forms(&self, lexicon: &Lexicon, concept: usize) -> &Forms {
        static NONE: LazyLock<Forms> = LazyLock::new(Forms::default);
        let (Some(forms), Some(concept)) =
            (self.forms.get(concept), lexicon.concepts().get(concept))
        else {
            return &NONE;
        };
        forms.get_or_init(|| Forms::of(concept))
    }

    /// The office of that name, the one in force on the letter's day first.
    pub(super) fn office(&self, scene: &Scene<'_>, name: &str) -> Option<usize> {
        let held = self.offices.get(&normalise(name))?;
        let now = |i: &&usize| in_force(scene, scene.lexicon.concepts().get(**i));
        held.iter().find(now).or(held.first()).copied()
    }

    /// The party of that name.
    pub(super) fn party(&self, name: &str) -> Option<usize> {
        self.parties.get(&fold(name)).copied()
    }

    /// Whether the word is the name of a municipality or a province.
    pub(super) fn is_place(&self, word: &str) -> bool {
        self.places.contains(word)
    }

    /// All names in all parts of the letter.
    pub(super) fn find<'l>(&self, scene: &Scene<'l>, out: &mut Vec<Candidate<'l>>) {
        let mut doubtful = Vec::new();
        let mut sure: HashSet<usize> = HashSet::default();
        let mut token = 0;
        // the name of a compound, and what an inflected name begins with, have a capital
        let mut marked = scene.glances.with_any(&[Sign::Begins, Sign::Capital]);
        while let Some(next) = marked.find(|at| *at >= token) {
            token = next;
            let Some(found) = self.longest(scene, token, false) else {
                self.within_compound(scene, token, out);
                token += 1;
                continue;
            };
            if let Some(branch) = branch(scene, token, &found) {
                out.push(branch);
                token = found.end + 1;
                continue;
            }
            let first = self.organ(scene, token, found.concept).unwrap_or(token);
            let candidate = Candidate {
                span: scene.tokens(first, found.end - 1),
                part: scene.part_at(scene.prose.tokens[token].span.start),
                what: What::Concept(found.concept),
                aliases: Vec::new(),
                rule: "lexicon-name",
                nested: false,
            };
            // "de dienst Opsporing van de NVWA" names the NVWA as well
            for inner in token + 2..found.end {
                let of = matches!(scene.prose.word(inner - 1), "van" | "de" | "het")
                    && (inner - 1..=inner)
                        .any(|i| scene.prose.word(i - 1) == "van" || scene.prose.word(i) == "van");
                if let Some(within) = of
                    .then(|| self.longest(scene, inner, false))
                    .flatten()
                    .filter(|w| w.end <= found.end && !w.ambiguous && w.concept != found.concept)
                {
                    let span = scene.tokens(inner, within.end - 1);
                    out.push(Candidate {
                        span,
                        part: candidate.part,
                        what: What::Concept(within.concept),
                        aliases: Vec::new(),
                        rule: "lexicon-name",
                        nested: true,
                    });
                    break;
                }
            }
            if found.ambiguous {
                doubtful.push((found.concept, candidate));
                // a sure name may begin within a doubtful one: "de Raad Algemene Zaken"
                token += 1;
                continue;
            }
            sure.insert(found.concept);
            out.push(candidate);
            token = found.end;
        }
        // a name that is an ordinary word, too, counts where the letter names the concept in full
        out.extend(
            doubtful
                .into_iter()
                .filter(|(c, _)| sure.contains(c))
                .map(|(_, candidate)| candidate),
        );
    }

    /// "het gerechtsbestuur van de Centrale Raad van Beroep": where the organ's name begins, if the
    /// name at `token` is that of a court.
    fn organ(&self, scene: &Scene<'_>, token: usize, concept: usize) -> Option<usize> {
        let article = token
            .checked_sub(1)
            .filter(|a| matches!(scene.prose.word(*a), "de" | "het"))
            .unwrap_or(token);
        let of = article
            .checked_sub(1)
            .filter(|o| scene.prose.word(*o) == "van")?;
        let organ = of
            .checked_sub(1)
            .filter(|o| scene.is(*o, crate::rule::Role::Organ))?;
        let concept = scene.lexicon.concepts().get(concept)?;
        concept.classes.contains(&self.court?).then_some(organ)
    }

    /// "NRC-artikel", "Wft-vereisten", "Stille Straten-projecten": a name before the hyphen of a
    /// compound.
    fn within_compound<'l>(&self, scene: &Scene<'l>, first: usize, out: &mut Vec<Candidate<'l>>) {
        let tokens = &scene.prose.tokens;
        let Some(start) = tokens
            .get(first)
            .filter(|t| t.kind == Kind::Word && t.capital)
            .map(|t| t.span.start)
        else {
            return;
        };
        let mut node = Trie::ROOT;
        for (at, t) in tokens.iter().enumerate().skip(first).take(LONGEST) {
            let word = t.span.of(&scene.prose.fold);
            let hyphen = scene.signs(at).has(Sign::Hyphen).then(|| word.find('-'));
            let cut = hyphen
                .flatten()
                .filter(|c| *c > 1 && word[c + 1..].starts_with(char::is_alphabetic));
            if let Some(cut) = cut
                && let Some(named) = word.get(..cut).and_then(|w| self.trie.word(w))
                && let Some(end) = self.trie.step(node, named)
            {
                let span = Span::new(start, t.span.start + cut);
                let endings = self.trie.endings(end);
                let ending = Self::pick(scene, endings, span, false);
                if let Some(ending) = ending.filter(|e| !e.ambiguous) {
                    out.push(Candidate {
                        span,
                        part: scene.part_at(start),
                        what: What::Concept(ending.concept),
                        aliases: Vec::new(),
                        rule: "name-in-compound",
                        nested: true,
                    });
                    return;
                }
            }
            let named = scene.name_word(at);
            match named.and_then(|named| self.trie.step(node, named)) {
                Some(next) => node = next,
                None => return,
            }
        }
    }

    /// The longest name that begins at a token. With `portfolio`, the names of ministries' fields.
    /// An adjective with which it begins may be inflected: "Nationale …" for "Nationaal …".
    pub(super) fn longest(
        &self,
        scene: &Scene<'_>,
        first: usize,
        portfolio: bool,
    ) -> Option<Found> {
        let start = scene.prose.tokens.get(first)?;
        if start.kind == Kind::Mark {
            return None;
        }
        let begins = scene.signs(first).has(Sign::Begins);
        let begun = begins.then(|| scene.name_word(first)?.first()).flatten();
        let found = begun.and_then(|begun| self.from(scene, first, begun, portfolio));
        found.or_else(|| {
            let glances = start.capital.then_some(scene.glances)?;
            let other = glances.inflected(scene.prose, first)?;
            self.from(scene, first, other, portfolio)
                .filter(|f| f.end > first + 1)
        })
    }

    /// The longest name that has `begun` with token `first`.
    fn from(&self, scene: &Scene<'_>, first: usize, begun: Node, portfolio: bool) -> Option<Found> {
        let start = scene.prose.tokens.get(first)?.span.start;
        // a name of several words stands in one part
        let part = LazyCell::new(|| scene.letter.parts.get(scene.part_at(start)));
        let in_part = |token: &Token| part.is_some_and(|part| token.span.start < part.span.end);
        let mut node = begun;
        let mut best = None;
        for end in first + 1..=first + LONGEST {
            let endings = self.trie.endings(node);
            if !endings.is_empty()
                && let span = scene.tokens(first, end - 1)
                && let Some(ending) = Self::pick(scene, endings, span, portfolio)
            {
                best = Some(Found {
                    end,
                    concept: ending.concept,
                    ambiguous: ending.ambiguous,
                });
            }
            let word = scene.name_word(end);
            let next = word.and_then(|word| self.trie.step(node, word));
            let token = scene.prose.tokens.get(end).filter(|t| !t.broken);
            let Some((_, next)) = token.zip(next).filter(|(token, _)| in_part(token)) else {
                break;
            };
            node = next;
        }
        best
    }

    /// Of names that end with the same word, the one that may be written so; of several, the one in force on
    /// the letter's day, then the first by IRI.
    fn pick<'e>(
        scene: &Scene<'_>,
        endings: &'e [Ending],
        span: Span,
        portfolio: bool,
    ) -> Option<&'e Ending> {
        let text = scene.text(span);
        let fits = |e: &&Ending| {
            e.portfolio == portfolio
                && match &e.case {
                    Case::Any => true,
                    Case::Capital => text.chars().next().is_some_and(char::is_uppercase),
                    Case::Exact(exact) => text == &**exact || plain(text).eq(plain(exact)),
                }
        };
        let rank = |e: &&Ending| {
            (
                e.ambiguous,
                !in_force(scene, scene.lexicon.concepts().get(e.concept)),
                e.concept,
            )
        };
        let mut endings = endings.iter().filter(fits);
        let first = endings.next()?;
        // nearly always the only one
        let Some(second) = endings.next() else {
            return Some(first);
        };
        endings.chain([first, second]).min_by_key(rank)
    }
}

/// "Doctors United Nederland": the Dutch branch of an organisation of the lexicon is one of its own.
fn branch<'l>(scene: &Scene<'l>, first: usize, found: &Found) -> Option<Candidate<'l>> {
    let next = scene.prose.tokens.get(found.end)?;
    let named = next.capital && next.spaced && scene.prose.word(found.end) == "nederland";
    if !named || found.ambiguous {
        return None;
    }
    let concept = scene.lexicon.concepts().get(found.concept)?;
    let class = concept.classes.first().copied();
    let known = scene.known;
    if class != Some(known.organisation) && class != Some(known.international) {
        return None;
    }
    let span = scene.tokens(first, found.end);
    Some(Candidate {
        span,
        part: scene.part_at(span.start),
        what: What::Open {
            classes: only(&known.organisation),
            label: scene.written(span),
            canonical: None,
        },
        aliases: Vec::new(),
        rule: "branch",
        nested: false,
    })
}

/// The other form of an adjective: "nationale" for "nationaal" and the other way round.
pub(super) fn reinflected(word: &str) -> Option<String> {
    const ENDINGS: &[(&str, &str)] = &[
        ("aal", "ale"),
        ("eel", "ele"),
        ("ees", "ese"),
        ("ief", "ieve"),
        ("lijk", "lijke"),
        ("isch", "ische"),
        ("ands", "andse"),
    ];
    ENDINGS.iter().find_map(|(bare, inflected)| {
        let last = |word: &str| word.bytes().last();
        let other = |from: &str, to: &str| {
            let stem = (last(word) == last(from)).then(|| word.strip_suffix(from));
            stem.flatten().map(|stem| format!("{stem}{to}"))
        };
        other(bare, inflected).or_else(|| other(inflected, bare))
    })
}

/// Straight apostrophes, and no difference between hyphen and space.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| match c {
        '’' => '\'',
        '-' => ' ',
        c => c,
    })
}

/// Whether a concept was in force when the letter was written; unknown dates do not rule it out.
pub(super) fn in_force(scene: &Scene<'_>, concept: Option<&Concept>) -> bool {
    let Some(concept) = concept else { return false };
    let Some(day) = scene.letter.answered_on.or(scene.letter.asked_on) else {
        return concept.until.is_none();
    };
    concept.from.is_none_or(|f| f <= day) && concept.until.is_none_or(|u| u >= day)
}
