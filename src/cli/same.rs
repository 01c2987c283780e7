//! Tells when two files are the same letter.
//!
//! The same letter comes as a Word file and as a PDF, and its questions were sent round on their
//! own before they were answered. Most of them bear the number of the questions or that in the
//! Aanhangsel; where one bears the former and one the latter, the questions' words tell.

use jiff::civil::Date;
use kamergraph::letter::{Letter, LetterKind};
use kamergraph::pipeline::Extraction;
use kamergraph::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// A question of fewer letters and digits may be anybody's: "Klopt het beeld dat hier ontstaat?"
const TELLING: usize = 40;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Seen {
    /// Names of files by the SHA-256 of their bytes.
    bytes: BTreeMap<String, String>,
    /// Letters with answers.
    answered: Shelf,
    /// Letters without answers, with their places.
    waiting: Vec<(usize, Extraction)>,
}

/// What becomes of a letter.
#[derive(Debug)]
pub enum Verdict {
    /// It was not seen before.
    New(Box<Extraction>),
    /// It was: why it is left out.
    Double(String),
    /// It is kept until all are read: its answers may follow.
    Wait,
}

impl Seen {
    /// Says so when a file with the same bytes was seen before.
    pub fn bytes(&mut self, source: &Source) -> Option<String> {
        if let Some(same) = self.bytes.get(&source.sha256) {
            return Some(format!(
                "{} holds the same bytes as {same}: read once",
                source.name
            ));
        }
        let (sha256, name) = (source.sha256.clone(), source.name.clone());
        self.bytes.insert(sha256, name);
        None
    }

    /// Holds a letter against those before it. Of the same letter twice the first is kept; two
    /// that bear one number with unlike numbers of questions are not the same.
    pub fn letter(&mut self, place: usize, extraction: Extraction) -> Verdict {
        let card = Card::of(&extraction);
        if extraction.letter.kind != LetterKind::Answers {
            if card.keys().is_empty() {
                return Verdict::New(Box::new(extraction));
            }
            self.waiting.push((place, extraction));
            return Verdict::Wait;
        }
        let same = self
            .answered
            .find(&card, |other| other.questions == card.questions);
        if let Some(other) = same {
            return Verdict::Double(format!(
                "{}: this is letter {} again, which {} gives with as many questions; left out",
                extraction.source, other.id, other.file
            ));
        }
        self.answered.put(card);
        Verdict::New(Box::new(extraction))
    }

    /// The letters without answers that nobody answered, in their order, and why the others are
    /// left out. Of two with one number the one with more questions is kept.
    pub fn finish(mut self) -> (Vec<(usize, Extraction)>, Vec<String>) {
        let (mut kept, mut notes) = (Vec::new(), Vec::new());
        let mut open = Shelf::default();
        self.waiting
            .sort_by_key(|(place, e)| (std::cmp::Reverse(e.letter.questions.len()), *place));
        for (place, extraction) in self.waiting {
            let card = Card::of(&extraction);
            let what = match extraction.letter.kind {
                LetterKind::Other => "it holds no questions, and letter",
                _ => "the questions of",
            };
            let left_out = if let Some(other) = self.answered.find(&card, |_| true) {
                let verb = match extraction.letter.kind {
                    LetterKind::Other => "stands",
                    _ => "are answered",
                };
                Some(format!("{what} {} {verb} in {}", other.id, other.file))
            } else {
                let other = open.find(&card, |_| true);
                other.map(|other| match extraction.letter.kind {
                    LetterKind::Other => format!("{what} {} stands in {}", other.id, other.file),
                    _ => format!("{what} {} stand in {} too", other.id, other.file),
                })
            };
            if let Some(why) = left_out {
                notes.push((place, format!("{}: {why}; left out", card.file)));
            } else {
                open.put(card);
                kept.push((place, extraction));
            }
        }
        kept.sort_by_key(|(place, _)| *place);
        notes.sort();
        (kept, notes.into_iter().map(|(_, note)| note).collect())
    }
}

/// What tells a letter from others.
#[derive(Debug)]
struct Card {
    file: String,
    id: String,
    /// Number of the questions.
    number: Option<String>,
    /// Year and number in the Aanhangsel.
    aanhangsel: Option<(String, String)>,
    asked_on: Option<Date>,
    /// How many questions it has.
    questions: usize,
    /// Hashes of the letters and digits of its questions.
    words: BTreeSet<u64>,
}

impl Card {
    fn of(extraction: &Extraction) -> Self {
        let letter = &extraction.letter;
        Self {
            file: extraction.source.clone(),
            id: letter.id.clone(),
            number: letter.z_number.clone(),
            aanhangsel: letter.aanhangsel.clone(),
            asked_on: letter.asked_on,
            questions: letter.questions.len(),
            words: words(letter),
        }
    }

    /// Whatever two cards of the same letter have in common at least one of.
    fn keys(&self) -> Vec<u64> {
        let number = self.number.iter().map(hash);
        let aanhangsel = self.aanhangsel.iter().map(hash);
        let words = self.words.iter().copied();
        number.chain(aanhangsel).chain(words).collect()
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
        let shared = self.words.intersection(&other.words).count();
        self.questions == other.questions && shared > 0 && shared * 2 > most
    }
}

/// Cards by their keys.
#[derive(Debug, Default)]
struct Shelf {
    cards: Vec<Card>,
    by_key: BTreeMap<u64, Vec<usize>>,
}

impl Shelf {
    fn put(&mut self, card: Card) {
        for key in card.keys() {
            self.by_key.entry(key).or_default().push(self.cards.len());
        }
        self.cards.push(card);
    }

    /// The first card of the same letter that is as wanted.
    fn find(&self, card: &Card, wanted: impl Fn(&Card) -> bool) -> Option<&Card> {
        let keys = card.keys();
        let found: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        let mut found = found.into_iter().filter_map(|i| self.cards.get(i));
        found.find(|other| card.fits(other) && wanted(other))
    }
}

/// Forms differ in blanks, dashes and quotation marks, so these do not count.
fn words(letter: &Letter) -> BTreeSet<u64> {
    let texts = letter.questions.iter().map(|q| q.text.of(&letter.text));
    let texts = texts.map(|text| {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect::<String>()
    });
    texts
        .filter(|text| text.chars().count() >= TELLING)
        .map(|text| hash(&text))
        .collect()
}

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
