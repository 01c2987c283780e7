//! Words that many letters of the Dutch government share. They help to see where two words were
//! run together; a letter's own words do the rest.

use super::words::hash;
use hashbrown::HashTable;
use std::sync::LazyLock;

/// One word a line, in lower case and in order.
const LIST: &str = include_str!("common.txt");

static WORDS: LazyLock<HashTable<&str>> = LazyLock::new(|| {
    let mut words = HashTable::new();
    for word in all() {
        words.insert_unique(hash(word), word, |w| hash(w));
    }
    words
});

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// Whether a word, in lower case, is a common one.
pub(super) fn is_common(word: &str) -> bool {
    is_common_hashed(word, hash(word))
}

/// The same, where the word's [`hash`] is at hand.
pub(super) fn is_common_hashed(word: &str, hash: u64) -> bool {
    WORDS.find(hash, |w| *w == word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_holds_words_only() {
        let words: Vec<&str> = LIST.lines().collect();
        let unordered: Vec<_> = words.windows(2).filter(|w| w[0] >= w[1]).collect();
        assert!(unordered.is_empty(), "{unordered:?}");
        assert!(words.iter().all(|w| w.chars().all(char::is_lowercase)));
        // `seam` knows no other word of one letter
        let lone: Vec<_> = words.iter().filter(|w| w.chars().count() == 1).collect();
        assert_eq!(lone, [&"u"]);
    }
}
