//! The words of one letter, counted: what stands elsewhere in it is a word.

use super::{common, row::Row};
use crate::key::Key;
use crate::prose::token::{fold, fold_into};
use hashbrown::HashTable;
pub(super) use lengths::Lengths;
use pieces::{Piece, pieces};
use std::borrow::Cow;
use std::cell::OnceCell;
pub(super) use stems::STEM;
use stems::Stems;
use table::{Cut, Entry};

mod lengths;
mod pieces;
mod stems;
mod table;

/// Bytes of a letter that bring a new word, or fewer: so the table hardly ever has to grow.
const BYTES_A_WORD: usize = 16;

/// How often each word stands in a letter.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All rows in lower case, from which the words are cut.
    text: String,
    found: HashTable<Entry<Seen>>,
    /// How they begin and end. Not every letter is asked.
    looks: OnceCell<Looks>,
}

/// How the words of a letter begin and end.
#[derive(Debug)]
struct Looks {
    stems: Stems,
    lengths: lengths::Table,
}

/// How often a word was met.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// As a word.
    count: u32,
    /// As the beginning of a word.
    begins: u32,
}

impl Seen {
    const WORD: Self = Self::of(1, 0);
    const BEGINNING: Self = Self::of(0, 1);
    const BOTH: Self = Self::of(1, 1);

    const fn of(count: u32, begins: u32) -> Self {
        Self { count, begins }
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
        let length = rows.iter().map(|r| r.text.len()).sum();
        let mut text = String::with_capacity(length);
        for row in rows {
            fold_into(&row.text, &mut text);
        }
        let mut words = Self {
            found: HashTable::with_capacity(text.len() / BYTES_A_WORD),
            text,
            looks: OnceCell::new(),
        };
        let mut base = 0;
        for row in rows {
            let cut = row.text.ends_with('-').then_some(row.text.len());
            for piece in pieces(&row.text) {
                if cut == Some(piece.end) {
                    break;
                }
                words.piece(&row.text, &piece, base);
            }
            base += row.text.len();
        }
        words
    }

    /// Adds a piece of a row that begins, in lower case, at `base`.
    fn piece(&mut self, row: &str, piece: &Piece, base: usize) {
        let (start, end) = (base + piece.start, base + piece.end);
        if piece.has_hyphen {
            let token = row.get(piece.start..piece.end);
            self.add(token.unwrap_or_default(), start);
        } else {
            self.see(start, end, Seen::BOTH);
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
                self.see(from, to, Seen::WORD);
            }
            // behind a printer's hyphen stands no beginning of a word
            let begins = whole;
            whole = part.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if begins {
                self.see(from, to, Seen::BEGINNING);
            }
            from = to + 1;
        }
        self.see(start, start + token.len(), Seen::WORD);
    }

    #[inline]
    fn see(&mut self, start: usize, end: usize, more: Seen) {
        let Some(cut) = Cut::new(start, end) else {
            return;
        };
        let text = self.text.as_str();
        let key = Key::at(text, cut.span());
        let is_word = |e: &Entry<Seen>| e.is(text, cut.of(text), key);
        if let Some(entry) = self.found.find_mut(key.hash(), is_word) {
            entry.value.count += more.count;
            entry.value.begins += more.begins;
        } else {
            let entry = Entry::new(key, cut, more);
            self.found
                .insert_unique(key.hash(), entry, |e| e.key.hash());
        }
    }

    /// How long the two longest words of the letter are that begin like this one, which is in lower
    /// case; 0 where there is none, and for words of fewer than [`STEM`] letters.
    pub(super) fn alike(&self, word: &str) -> [usize; 2] {
        let stems = &self.looks().stems;
        stems.longest(&self.text, word).unwrap_or_default()
    }

    /// How long the known words may be, common ones and the letter's own, that begin like this one,
    /// which is in lower case.
    pub(super) fn lengths_of_beginning(&self, word: &str) -> Lengths {
        self.looks().lengths.of_beginning(word)
    }

    /// The same of those that end like it.
    pub(super) fn lengths_of_end(&self, word: &str) -> Lengths {
        self.looks().lengths.of_end(word)
    }

    fn looks(&self) -> &Looks {
        self.looks.get_or_init(|| {
            let mut looks = Looks {
                // many words are shorter, or begin like another
                stems: Stems::with_room(self.found.len() / 2),
                lengths: lengths::Table::common(),
            };
            for Entry { cut, value, .. } in &self.found {
                looks.stems.add(&self.text, *cut, value.begins);
                looks.lengths.add(cut.of(&self.text));
            }
            looks
        })
    }

    /// How often a word stands in the letter, in any case.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.count_lower(&lower(word))
    }

    /// How often a word stands in the letter, in any case; the word itself is in lower case.
    pub(super) fn count_lower(&self, word: &str) -> u32 {
        self.count_of(word, Key::of(word))
    }

    fn count_of(&self, word: &str, key: Key) -> u32 {
        let entry = self.found.find(key.hash(), |e| e.is(&self.text, word, key));
        entry.map_or(0, |e| e.value.count)
    }

    /// What is known of a word in lower case.
    pub(super) fn known(&self, word: &str) -> Known {
        let key = Key::of(word);
        Known {
            common: common::has(word, key),
            count: self.count_of(word, key),
        }
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
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
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
