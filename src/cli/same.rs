//! Tells when two files are the same letter.
//!
//! The same letter comes as a Word file and as a PDF, and its questions were sent round on their
//! own before they were answered. Most of them bear the number of the questions or that in the
//! Aanhangsel; where one bears the former and one the latter, the questions' words tell.

use jiff::civil::Date;
use kamergraph::letter::{Letter, LetterKind};
use kamergraph::pipeline::Extraction;
use kamergraph::source::Source;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::PathBuf;

/// A question of fewer letters and digits may be anybody's: "Klopt het beeld dat hier ontstaat?"
const TELLING: usize = 40;
/// Letters without answers that are kept until all are read. Of more, only the cards are kept, and
/// they are read again.
const HELD: usize = 64;
/// Letters that have the same words are counted up to this.
const COMMON: usize = 256;

/// What was read so far. Of each letter it keeps numbers and hashes, a few hundred bytes, so that any
/// number of letters will do.
#[derive(Debug)]
pub struct Seen<'a> {
    /// All files; a letter's place is that of its file.
    files: &'a [PathBuf],
    /// Places of files by half of the SHA-256 of their bytes.
    bytes: BTreeMap<u128, usize>,
    /// Letters with answers.
    answered: Shelf,
    /// Letters without answers.
    waiting: Vec<Waiting>,
    /// How many of them are kept.
    held: usize,
}

/// What becomes of a letter.
#[derive(Debug)]
pub enum Verdict {
    /// It was not seen before.
    New(Box<Extraction>),
    /// It was: why it is left out.
    Double(String),
    /// It has to wait until all are read: its answers may follow.
    Wait,
}

/// The place of a letter that waited, and the letter, unless it is to be read again.
pub type Late = (usize, Option<Box<Extraction>>);

/// A letter without answers.
#[derive(Debug)]
struct Waiting {
    card: Card,
    kind: LetterKind,
    /// `None` where it has to be read again.
    letter: Option<Box<Extraction>>,
}

impl<'a> Seen<'a> {
    /// Nothing is seen yet of these files.
    pub fn new(files: &'a [PathBuf]) -> Self {
        Self {
            files,
            bytes: BTreeMap::new(),
            answered: Shelf::default(),
            waiting: Vec::new(),
            held: 0,
        }
    }

    fn file(&self, place: usize) -> String {
        let file = self.files.get(place);
        file.map_or_else(String::new, |file| file.display().to_string())
    }

    /// Says so when a file with the same bytes was seen before.
    pub fn bytes(&mut self, place: usize, source: &Source) -> Option<String> {
        let half = source.sha256.get(..32);
        let half = half.and_then(|digits| u128::from_str_radix(digits, 16).ok())?;
        match self.bytes.entry(half) {
            Entry::Vacant(entry) => {
                entry.insert(place);
                None
            }
            Entry::Occupied(same) => {
                let same = *same.get();
                Some(format!(
                    "{} holds the same bytes as {}: read once",
                    source.name,
                    self.file(same)
                ))
            }
        }
    }

    /// Holds a letter against those before it. Of the same letter twice the first is kept; two
    /// that bear one number with unlike numbers of questions are not the same.
    pub fn letter(&mut self, place: usize, extraction: Extraction) -> Verdict {
        let letter = &extraction.letter;
        let card = Card::of(place, letter);
        if letter.kind != LetterKind::Answers {
            if card.keys().next().is_none() {
                return Verdict::New(Box::new(extraction));
            }
            // standard input cannot be read again
            let keep = self.held < HELD || extraction.source == "-";
            self.held += usize::from(keep);
            self.waiting.push(Waiting {
                card,
                kind: letter.kind,
                letter: keep.then(|| Box::new(extraction)),
            });
            return Verdict::Wait;
        }
        let same = self
            .answered
            .find(&card, |other| other.questions == card.questions);
        if let Some(other) = same {
            return Verdict::Double(format!(
                "{}: this is letter {} again, which {} gives with as many questions; left out",
                extraction.source,
                other.id,
                self.file(other.place)
            ));
        }
        self.answered.put(card);
        Verdict::New(Box::new(extraction))
    }

    /// The letters without answers that nobody answered, in their order, each with its place, and why
    /// the others are left out. Of two with one number the one with more questions is kept.
    pub fn finish(mut self) -> (Vec<Late>, Vec<String>) {
        let (mut kept, mut notes) = (Vec::new(), Vec::new());
        let mut open = Shelf::default();
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by_key(|w| (std::cmp::Reverse(w.card.questions), w.card.place));
        for Waiting { card, kind, letter } in waiting {
            let what = match kind {
                LetterKind::Other => "it holds no questions, and letter",
                _ => "the questions of",
            };
            let left_out = if let Some(other) = self.answered.find(&card, |_| true) {
                let verb = match kind {
                    LetterKind::Other => "stands",
                    _ => "are answered",
                };
                let file = self.file(other.place);
                Some(format!("{what} {} {verb} in {file}", other.id))
            } else {
                let other = open.find(&card, |_| true);
                other.map(|other| {
                    let file = self.file(other.place);
                    match kind {
                        LetterKind::Other => format!("{what} {} stands in {file}", other.id),
                        _ => format!("{what} {} stand in {file} too", other.id),
                    }
                })
            };
            if let Some(why) = left_out {
                let note = format!("{}: {why}; left out", self.file(card.place));
                notes.push((card.place, note));
            } else {
                kept.push((card.place, letter));
                open.put(card);
            }
        }
        kept.sort_by_key(|(place, _)| *place);
        notes.sort();
        (kept, notes.into_iter().map(|(_, note)| note).collect())
    }
}

/// What tells a letter from others. There may be millions, so numbers and questions are kept as
/// hashes.
#[derive(Debug)]
struct Card {
    /// Place of its file.
    place: usize,
    id: Box<str>,
    /// Number of the questions.
    number: Option<u64>,
    /// Year and number in the Aanhangsel.
    aanhangsel: Option<u64>,
    asked_on: Option<Date>,
    /// How many questions it has.
    questions: usize,
    /// The letters and digits of its questions, sorted.
    words: Box<[u32]>,
}

impl Card {
    fn of(place: usize, letter: &Letter) -> Self {
        Self {
            place,
            id: letter.id.as_str().into(),
            number: letter.z_number.as_ref().map(hash),
            aanhangsel: letter.aanhangsel.as_ref().map(hash),
            asked_on: letter.asked_on,
            questions: letter.questions.len(),
            words: words(letter),
        }
    }

    /// Whatever two cards of the same letter have in common at least one of: first numbers, then
    /// words.
    fn keys(&self) -> impl Iterator<Item = u32> {
        self.numbers().chain(self.words.iter().copied())
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        self.number.into_iter().chain(self.aanhangsel).map(short)
    }

    /// Whether both are of one letter: by a number; or by most of the questions, unless they bear
    /// unlike numbers, as questions do that were put to several ministers.
    fn fits(&self, other: &Self) -> bool {
        fn both<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> Option<bool> {
            a.zip(b).map(|(a, b)| a == b)
        }
        let told = [
            both(self.number.as_ref(), other.number.as_ref()),
            both(self.aanhangsel.as_ref(), other.aanhangsel.as_ref()),
        ];
        if told.contains(&Some(true)) {
            return true;
        }
        let days = both(self.asked_on.as_ref(), other.asked_on.as_ref());
        if told.contains(&Some(false)) || days == Some(false) {
            return false;
        }
        let most = self.words.len().max(other.words.len());
        let known = |word: &&u32| other.words.binary_search(word).is_ok();
        let shared = self.words.iter().filter(known).count();
        self.questions == other.questions && shared > 0 && shared * 2 > most
    }
}

/// Cards by their keys.
#[derive(Debug, Default)]
struct Shelf {
    cards: Vec<Card>,
    /// Keys, each with the index of a card that has it.
    by_key: BTreeSet<(u32, u32)>,
}

impl Shelf {
    fn put(&mut self, card: Card) {
        // Of more letters than that, those that came last are not known again.
        if let Ok(index) = u32::try_from(self.cards.len()) {
            self.by_key.extend(card.keys().map(|key| (key, index)));
            self.cards.push(card);
        }
    }

    /// The first card of the same letter that is as wanted.
    ///
    /// Two cards that are not told by a number share more than half of the words of either, so at
    /// least one of any half of them. The rarest half is looked up: some questions, as that after an
    /// early answer, stand in thousands of letters.
    fn find(&self, card: &Card, wanted: impl Fn(&Card) -> bool) -> Option<&Card> {
        let having = |key: u32| self.by_key.range((key, 0)..=(key, u32::MAX));
        let mut words: Vec<(usize, u32)> = card
            .words
            .iter()
            .map(|word| (having(*word).take(COMMON).count(), *word))
            .collect();
        words.sort_unstable();
        words.truncate(card.words.len().div_ceil(2));
        let found: BTreeSet<u32> = card
            .numbers()
            .chain(words.into_iter().map(|(_, word)| word))
            .flat_map(having)
            .map(|(_, index)| *index)
            .collect();
        let mut found = found
            .into_iter()
            .filter_map(|i| self.cards.get(usize::try_from(i).ok()?));
        found.find(|other| card.fits(other) && wanted(other))
    }
}

/// Forms differ in blanks, dashes and quotation marks, so these do not count.
fn words(letter: &Letter) -> Box<[u32]> {
    let texts = letter.questions.iter().map(|q| q.text.of(&letter.text));
    let texts = texts.map(|text| {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect::<String>()
    });
    texts
        .filter(|text| text.chars().count() >= TELLING)
        .map(|text| short(hash(&text)))
        .collect::<BTreeSet<u32>>()
        .into_iter()
        .collect()
}

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Half of a hash.
const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}
