//! Tells when two files are the same letter.
//!
//! The same letter comes as a Word file and as a PDF, and its questions were sent round on their
//! own before they were answered. All of them bear the number of the questions, or that in the
//! Aanhangsel. A file without either number is only known by its bytes.

use kamergraph::letter::{Letter, LetterKind};
use kamergraph::pipeline::Extraction;
use kamergraph::source::Source;
use std::collections::BTreeMap;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Seen {
    /// Names of files by the SHA-256 of their bytes.
    bytes: BTreeMap<String, String>,
    /// Answered letters by their numbers: file, and how many questions.
    answered: BTreeMap<String, (String, usize)>,
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
        let numbers = numbers(&extraction.letter);
        let questions = extraction.letter.questions.len();
        match extraction.letter.kind {
            LetterKind::Answers => {}
            LetterKind::Other => return Verdict::New(Box::new(extraction)),
            LetterKind::Questions | LetterKind::Postponed => {
                if numbers.is_empty() {
                    return Verdict::New(Box::new(extraction));
                }
                self.waiting.push((place, extraction));
                return Verdict::Wait;
            }
        }
        let known = numbers.iter().filter_map(|n| self.answered.get(n));
        if let Some((file, _)) = known.into_iter().find(|(_, n)| *n == questions) {
            return Verdict::Double(format!(
                "{}: this is letter {} again, which {file} gives with as many questions; left out",
                extraction.source, extraction.letter.id
            ));
        }
        for number in numbers {
            let entry = self.answered.entry(number);
            entry.or_insert_with(|| (extraction.source.clone(), questions));
        }
        Verdict::New(Box::new(extraction))
    }

    /// The letters without answers that nobody answered, in their order, and why the others are
    /// left out. Of two with one number the one with more questions is kept.
    pub fn finish(mut self) -> (Vec<(usize, Extraction)>, Vec<String>) {
        let mut notes = Vec::new();
        let mut kept: Vec<(usize, Extraction)> = Vec::new();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        self.waiting
            .sort_by_key(|(place, e)| (std::cmp::Reverse(e.letter.questions.len()), *place));
        for (place, extraction) in self.waiting {
            let (file, id) = (&extraction.source, &extraction.letter.id);
            let numbers = numbers(&extraction.letter);
            if let Some((other, _)) = numbers.iter().find_map(|n| self.answered.get(n)) {
                notes.push((
                    place,
                    format!("{file}: the questions of {id} are answered in {other}; left out"),
                ));
                continue;
            }
            if let Some(other) = numbers.iter().find_map(|n| known.get(n)) {
                notes.push((
                    place,
                    format!("{file}: the questions of {id} stand in {other} too; left out"),
                ));
                continue;
            }
            for number in numbers {
                known.insert(number, file.clone());
            }
            kept.push((place, extraction));
        }
        kept.sort_by_key(|(place, _)| *place);
        notes.sort();
        (kept, notes.into_iter().map(|(_, note)| note).collect())
    }
}

/// The numbers by which a letter is known wherever it lies.
fn numbers(letter: &Letter) -> Vec<String> {
    let aanhangsel = letter.aanhangsel.as_ref();
    let aanhangsel = aanhangsel.map(|(year, number)| format!("{year}/{number}"));
    letter
        .z_number
        .clone()
        .into_iter()
        .chain(aanhangsel)
        .collect()
}
