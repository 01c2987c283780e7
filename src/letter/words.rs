//! The words of one letter, counted: what stands elsewhere in it is a word.

use super::row::Row;
use foldhash::HashMap;
use std::borrow::Cow;

/// How often each word stands in a letter.
#[derive(Debug, Default)]
pub(super) struct Words {
    count: HashMap<String, u32>,
    /// For each beginning of words, the two longest words that have it, in characters.
    stems: HashMap<String, [usize; 2]>,
}

impl Words {
    /// Counts the words of all rows. Words with hyphens count as a whole, their capitalised parts (`PvdA`) as well; a word
    /// cut by the end of its row does not count.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut words = Self::default();
        for row in rows {
            let cut = row.text.ends_with('-');
            let mut tokens = row
                .text
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .filter(|t| !t.is_empty())
                .peekable();
            while let Some(token) = tokens.next() {
                if cut && tokens.peek().is_none() {
                    break;
                }
                words.add(token);
            }
        }
        words
    }

    fn add(&mut self, token: &str) {
        let token = token.trim_matches('-');
        let mut whole = true;
        for part in token.split('-') {
            if part.len() < token.len() && part.chars().any(char::is_uppercase) {
                self.see(part);
            }
            // behind a printer's hyphen stands no beginning of a word
            let begins = whole;
            whole = part.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if begins {
                self.begin(&lower(part));
            }
        }
        self.see(token);
    }

    /// Notes with what letters a word, in lower case, begins, and how long it is.
    fn begin(&mut self, word: &str) {
        let Some(stem) = stem(word) else {
            return;
        };
        let length = word.chars().count();
        match self.stems.get_mut(stem) {
            Some([first, second]) if length > *first => (*first, *second) = (length, *first),
            Some([_, second]) => *second = length.max(*second),
            None => {
                self.stems.insert(stem.to_owned(), [length, 0]);
            }
        }
    }

    fn see(&mut self, word: &str) {
        let word = lower(word);
        match self.count.get_mut(&*word) {
            Some(count) => *count += 1,
            None => {
                self.count.insert(word.into_owned(), 1);
            }
        }
    }

    /// Whether another word of the letter begins like this one, which is in lower case, and is not
    /// much shorter: `sluitende` is like `sluiting`. `own`: the word begins a token of the
    /// letter, which does not count.
    pub(super) fn alike(&self, word: &str, own: bool) -> bool {
        let Some([first, second]) = stem(word).and_then(|s| self.stems.get(s)) else {
            return false;
        };
        let longest = if own { *second } else { *first };
        longest > 0 && word.chars().count() <= longest + 3
    }

    /// How often a word stands in the letter, in any case.
    pub(super) fn count(&self, word: &str) -> u32 {
        self.count_lower(&lower(word))
    }

    /// How often a word stands in the letter, in any case; the word itself is in lower case.
    pub(super) fn count_lower(&self, word: &str) -> u32 {
        self.count.get(word).copied().unwrap_or(0)
    }
}

/// The word in lower case; most words are.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
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
