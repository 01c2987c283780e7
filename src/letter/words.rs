//! The words of one letter, counted: what stands elsewhere in it is a word.

use super::{common, row::Row};
use crate::prose::token::{fold, fold_into};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// One hash of a word serves to look it up among the letter's words and among the common ones.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::default);

pub(super) fn hash(word: &str) -> u64 {
    HASHER.hash_one(word)
}

/// How often each word stands in a letter.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All rows in lower case, from which the words are cut.
    text: String,
    count: HashTable<Entry<u32>>,
    /// For each beginning of words, the two longest words that have it, in characters.
    stems: HashTable<Entry<[usize; 2]>>,
}

/// What is known of a stretch of [`Words::text`].
#[derive(Debug)]
struct Entry<T> {
    hash: u64,
    start: usize,
    end: usize,
    value: T,
}

impl<T> Entry<T> {
    fn is(&self, text: &str, word: &str) -> bool {
        text.get(self.start..self.end) == Some(word)
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Many letters have it.
    pub(super) common: bool,
    /// How often it stands in this letter, in any case.
    pub(super) count: u32,
}

impl Words {
    /// Counts the words of all rows. Words with hyphens count as a whole, their capitalised parts (`PvdA`) as well; a word
    /// cut by the end of its row does not count.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut words = Self {
            text: String::with_capacity(rows.iter().map(|r| r.text.len()).sum()),
            ..Self::default()
        };
        for row in rows {
            let base = words.text.len();
            fold_into(&row.text, &mut words.text);
            let cut = row.text.ends_with('-');
            let mut before: Option<Piece> = None;
            let mut from = 0;
            while let Some(piece) = Piece::at(&row.text, from) {
                from = piece.end;
                if let Some(piece) = before.replace(piece) {
                    words.piece(row, &piece, base);
                }
            }
            if let Some(piece) = before.filter(|_| !cut) {
                words.piece(row, &piece, base);
            }
        }
        words
    }

    /// Adds a piece of a row that begins, in lower case, at `base`.
    fn piece(&mut self, row: &Row, piece: &Piece, base: usize) {
        let (start, end) = (base + piece.start, base + piece.end);
        if piece.has_hyphen {
            let token = row.text.get(piece.start..piece.end);
            self.add(token.unwrap_or_default(), start);
        } else {
            self.begin(start, end);
            self.see(start, end);
        }
    }

    /// Adds a token with hyphens as it is written; in lower case it begins at `start`.
    fn add(&mut self, token: &str, start: usize) {
        let start = start + token.len() - token.trim_start_matches('-').len();
        let token = token.trim_matches('-');
        let mut from = start;
        let mut whole = true;
        for part in token.split('-') {
            let to = from + part.len();
            if part.len() < token.len() && part.chars().any(char::is_uppercase) {
                self.see(from, to);
            }
            // behind a printer's hyphen stands no beginning of a word
            let begins = whole;
            whole = part.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if begins {
                self.begin(from, to);
            }
            from = to + 1;
        }
        self.see(start, start + token.len());
    }

    /// Notes with what letters a word begins, and how long it is.
    fn begin(&mut self, start: usize, end: usize) {
        let word = self.text.get(start..end).unwrap_or_default();
        let Some(stem) = stem(word) else {
            return;
        };
        let length = length(word);
        let hash = hash(stem);
        let text = &self.text;
        let new = || Entry {
            hash,
            start,
            end: start + stem.len(),
            value: [0, 0],
        };
        let mut entry = self
            .stems
            .entry(hash, |e| e.is(text, stem), |e| e.hash)
            .or_insert_with(new);
        let [first, second] = &mut entry.get_mut().value;
        if length > *first {
            (*first, *second) = (length, *first);
        } else {
            *second = length.max(*second);
        }
    }

    fn see(&mut self, start: usize, end: usize) {
        let text = &self.text;
        let word = text.get(start..end).unwrap_or_default();
        let hash = hash(word);
        let new = || Entry {
            hash,
            start,
            end,
            value: 0,
        };
        let mut entry = self
            .count
            .entry(hash, |e| e.is(text, word), |e| e.hash)
            .or_insert_with(new);
        entry.get_mut().value += 1;
    }

    /// Whether another word of the letter begins like this one, which is in lower case, and is not
    /// much shorter: `sluitende` is like `sluiting`. `own`: the word begins a token of the
    /// letter, which does not count.
    pub(super) fn alike(&self, word: &str, own: bool) -> bool {
        let find = |stem: &str| self.stems.find(hash(stem), |e| e.is(&self.text, stem));
        let Some([first, second]) = stem(word).and_then(find).map(|e| e.value) else {
            return false;
        };
        let longest = if own { second } else { first };
        longest > 0 && length(word) <= longest + 3
    }

    /// How often a word stands in the letter, in any case.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.count_lower(&lower(word))
    }

    /// How often a word stands in the letter, in any case; the word itself is in lower case.
    pub(super) fn count_lower(&self, word: &str) -> u32 {
        self.count_hashed(word, hash(word))
    }

    fn count_hashed(&self, word: &str, hash: u64) -> u32 {
        let entry = self.count.find(hash, |e| e.is(&self.text, word));
        entry.map_or(0, |e| e.value)
    }

    /// What is known of a word in lower case.
    pub(super) fn known(&self, word: &str) -> Known {
        let hash = hash(word);
        Known {
            common: common::is_common_hashed(word, hash),
            count: self.count_hashed(word, hash),
        }
    }
}

/// Letters, figures and hyphens that stand together, in bytes of a row.
struct Piece {
    start: usize,
    end: usize,
    has_hyphen: bool,
}

impl Piece {
    /// The first from byte `from` on.
    fn at(text: &str, from: usize) -> Option<Self> {
        let start = from
            + text
                .get(from..)?
                .find(|c: char| c.is_alphanumeric() || c == '-')?;
        let mut has_hyphen = false;
        let mut end = start;
        loop {
            let rest = text.get(end..)?;
            end += rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            match text.get(end..)?.chars().next() {
                Some('-') => has_hyphen = true,
                Some(c) if !c.is_ascii() && c.is_alphanumeric() => {
                    end += c.len_utf8();
                    continue;
                }
                _ => break,
            }
            end += 1;
        }
        Some(Self {
            start,
            end,
            has_hyphen,
        })
    }
}

/// How many characters a word has.
pub(super) fn length(word: &str) -> usize {
    if word.is_ascii() {
        word.len()
    } else {
        word.chars().count()
    }
}

/// The word in lower case; most words are.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
}

/// The last bytes of a text, from a character on: at most so many.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// The first bytes of a text, up to a character: at most so many.
pub(super) fn front(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The beginning that related words share: their first six letters.
fn stem(word: &str) -> Option<&str> {
    if word.is_ascii() {
        return word.get(..6);
    }
    word.char_indices()
        .nth(5)
        .and_then(|(at, c)| word.get(..at + c.len_utf8()))
}
