//! All names, laid into a trie whose edges are words: whoever walks over the words of a letter
//! finds the longest name that begins at each, however many names there are.

use super::{Concept, NameKind};
use crate::model::Model;
use crate::prose::token::{fold, words_of};
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;

/// A map of the lexicon's own keys, which nobody can choose to make it slow.
type Map<K, V> = HashMap<K, V, FixedState>;

/// How a name may be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Case {
    /// In any case.
    Any,
    /// With a capital where the lexicon has one.
    Capital,
    /// Exactly so.
    Exact(Box<str>),
}

/// A name that ends at a node of the trie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ending {
    /// Index of the concept.
    pub(crate) concept: usize,
    pub(crate) case: Case,
    /// Counts only where the letter names the concept in full as well.
    pub(crate) ambiguous: bool,
    /// The name of a ministry's field of work, which names it only after "ministerie van".
    pub(crate) portfolio: bool,
}

/// A place in the trie: all words from its root to here have been met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Node(NonZeroU32);

impl Node {
    /// The node at a place among all.
    fn new(at: usize) -> Self {
        let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    /// Its place among all nodes.
    const fn at(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A word of some name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Word {
    id: NonZeroU32,
    /// Where it leads to from the root, if a name begins with it.
    first: Option<Node>,
}

impl Word {
    /// Where it leads to from the root, if a name begins with it.
    pub(crate) const fn first(self) -> Option<Node> {
        self.first
    }

    /// One of 64 bits.
    const fn bit(self) -> u64 {
        bit(self.id)
    }
}

/// One of 64 bits for a word.
const fn bit(id: NonZeroU32) -> u64 {
    1 << (id.get() % 64)
}

/// How names go on that begin with a word: the bits of the words that may follow, or all bits where it is a
/// name by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Onward(u64);

impl Onward {
    /// No name begins with the word.
    pub(crate) const NONE: Self = Self(0);

    /// Whether there may be a name that ends here or goes on with that word; `false` is sure.
    pub(crate) fn may_take(self, next: Option<Word>) -> bool {
        // without a branch, which nobody can foresee
        (self.0 == u64::MAX) | (self.0 & next.map_or(0, Word::bit) != 0)
    }
}

/// All names as a trie of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trie {
    words: Map<Box<str>, Word>,
    /// One for each node, and one behind the last.
    nodes: Vec<Place>,
    /// The words that lead on from each node, sorted, and where they lead to; those of one node together.
    edges: Vec<(NonZeroU32, Node)>,
    /// The names that end at each node; those of one together.
    endings: Vec<Ending>,
}

/// What is known of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    /// The bits of the words that lead on from it: most others are told by theirs.
    onward: u64,
    /// Where its edges begin; they end where those of the next begin.
    edges: u32,
    /// The same of its endings.
    endings: u32,
}

/// A trie while it is made.
#[derive(Default)]
struct Growing {
    words: Map<Box<str>, Word>,
    edges: BTreeMap<(Node, NonZeroU32), Node>,
    /// The names that end at each node.
    endings: Vec<Vec<Ending>>,
}

impl Trie {
    /// Where each walk begins.
    pub(crate) const ROOT: Node = Node(NonZeroU32::MIN);

    /// The trie of all names of these concepts.
    pub(super) fn new(model: &Model, concepts: &[Concept]) -> Self {
        let mut trie = Growing {
            endings: vec![Vec::new()],
            ..Growing::default()
        };
        let (ministry, person) = (model.class("Ministry"), model.class("Person"));
        for (index, concept) in concepts.iter().enumerate() {
            let class = concept.classes.first().copied();
            // "Wet X (Wx)" is two names, which the lexicon has apart as well; "Verordening (EU) 2030/1" is one
            for name in concept.names.iter().filter(|n| !n.text.ends_with(')')) {
                let single = !name.text.contains(' ');
                let capital = name.text.chars().next().is_some_and(char::is_uppercase);
                let case = match name.kind {
                    NameKind::Abbreviation | NameKind::Ambiguous => {
                        Case::Exact(name.text.as_str().into())
                    }
                    _ if capital && single => Case::Capital,
                    _ => Case::Any,
                };
                // an office or a person is found where the letter writes it as such
                let ambiguous = name.kind == NameKind::Ambiguous
                    || class.is_some() && class == person && single;
                trie.add(
                    &name.text,
                    &Ending {
                        concept: index,
                        case,
                        ambiguous,
                        portfolio: false,
                    },
                );
                if class.is_some() && class == ministry {
                    trie.portfolio(index, &name.text, name.kind);
                }
            }
        }
        trie.grown()
    }

    /// The word of some name that a word in lower case is.
    pub(crate) fn word(&self, word: &str) -> Option<Word> {
        self.words.get(word).copied()
    }

    /// How names go on that begin with a word.
    pub(crate) fn onward(&self, word: Word) -> Onward {
        let Some(node) = word.first else {
            return Onward::NONE;
        };
        if !self.endings(node).is_empty() {
            return Onward(u64::MAX);
        }
        Onward(self.nodes.get(node.at()).map_or(0, |place| place.onward))
    }

    /// Where a word leads to from a node, if a name goes on so.
    pub(crate) fn step(&self, from: Node, word: Word) -> Option<Node> {
        if from == Self::ROOT {
            return word.first;
        }
        let (place, next) = self.places(from)?;
        if place.onward & word.bit() == 0 {
            return None;
        }
        let edges = self.edges.get(place.edges as usize..next.edges as usize)?;
        let edge = edges.binary_search_by_key(&word.id, |(id, _)| *id).ok()?;
        edges.get(edge).map(|(_, to)| *to)
    }

    /// The names that end at a node.
    pub(crate) fn endings(&self, node: Node) -> &[Ending] {
        let of = |(place, next): (&Place, &Place)| {
            let endings = place.endings as usize..next.endings as usize;
            self.endings.get(endings)
        };
        self.places(node).and_then(of).unwrap_or_default()
    }

    /// What is known of a node, and of the one behind it.
    fn places(&self, node: Node) -> Option<(&Place, &Place)> {
        let [place, next] = self.nodes.get(node.at()..)?.first_chunk()?;
        Some((place, next))
    }
}

impl Growing {
    /// The trie, in which what belongs to a node stands together.
    fn grown(self) -> Trie {
        let mut trie = Trie {
            words: self.words,
            nodes: Vec::with_capacity(self.endings.len() + 1),
            edges: Vec::with_capacity(self.edges.len()),
            endings: Vec::new(),
        };
        // both are in the order of the nodes
        let mut edges = self.edges.into_iter().peekable();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for (at, endings) in self.endings.into_iter().enumerate() {
            let mut place = Place {
                onward: 0,
                edges: number(trie.edges.len()),
                endings: number(trie.endings.len()),
            };
            while let Some(((_, id), to)) = edges.next_if(|((from, _), _)| from.at() == at) {
                place.onward |= bit(id);
                trie.edges.push((id, to));
            }
            trie.nodes.push(place);
            trie.endings.extend(endings);
        }
        trie.nodes.push(Place {
            onward: 0,
            edges: number(trie.edges.len()),
            endings: number(trie.endings.len()),
        });
        trie
    }

    /// "Justitie en Veiligheid", "JenV": what a ministry is called after "ministerie van".
    fn portfolio(&mut self, concept: usize, name: &str, kind: NameKind) {
        let lower = fold(name);
        let cut = ["ministerie van ", "ministerie voor ", "het ministerie van "]
            .iter()
            .find_map(|p| lower.starts_with(p).then(|| name.get(p.len()..)).flatten());
        let field = if matches!(kind, NameKind::Abbreviation | NameKind::Ambiguous) {
            Some(name)
        } else {
            cut
        };
        if let Some(field) = field {
            self.add(
                field,
                &Ending {
                    concept,
                    case: Case::Any,
                    ambiguous: false,
                    portfolio: true,
                },
            );
            if let Some(unlinked) = field.contains(", ").then(|| field.replace(", ", " ")) {
                self.add(
                    &unlinked,
                    &Ending {
                        concept,
                        case: Case::Any,
                        ambiguous: false,
                        portfolio: true,
                    },
                );
            }
        }
    }

    fn add(&mut self, name: &str, ending: &Ending) {
        let mut forms = vec![fold(name)];
        if name.contains('’') || name.contains('\'') {
            forms = vec![
                fold(&name.replace('\'', "’")),
                fold(&name.replace('’', "'")),
            ];
        }
        if name.contains('-') && name.len() > 5 {
            forms.push(fold(&name.replace('-', " ")));
        }
        if ending.case == Case::Any && name.contains(' ') && name.len() < 40 {
            forms.push(fold(&name.replace(' ', "-")));
        }
        for form in forms {
            let mut node = Trie::ROOT;
            for word in words_of(&form) {
                node = self.grow(node, word);
            }
            if node != Trie::ROOT
                && let Some(endings) = self.endings.get_mut(node.at())
                && !endings.iter().any(|e| {
                    e.concept == ending.concept
                        && e.portfolio == ending.portfolio
                        && e.case == ending.case
                })
            {
                endings.push(ending.clone());
            }
        }
    }

    /// The node to which a word leads, made where it is not there yet.
    fn grow(&mut self, from: Node, word: &str) -> Node {
        let id =
            NonZeroU32::MIN.saturating_add(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let next = Node::new(self.endings.len());
        let word = self.words.entry(word.into());
        let word = word.or_insert(Word { id, first: None });
        let target = if from == Trie::ROOT {
            *word.first.get_or_insert(next)
        } else {
            *self.edges.entry((from, word.id)).or_insert(next)
        };
        if target == next {
            self.endings.push(Vec::new());
        }
        target
    }
}
