//! Words that many letters of the Dutch government share. They help to see where two words were
//! run together; a letter's own words do the rest.

use crate::key::Key;
use hashbrown::HashTable;
use std::sync::LazyLock;

/// One word a line, in lower case and in order.
const LIST: &str = include_str!("common.txt");

static WORDS: LazyLock<HashTable<(Key, &str)>> = LazyLock::new(|| {
    let mut words = HashTable::with_capacity(all().count());
    for word in all() {
        let key = Key::of(word);
        words.insert_unique(key.hash(), (key, word), |(key, _)| key.hash());
    }
    words
});

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// Whether a word, in lower case, is a common one.
pub(super) fn is_common(word: &str) -> bool {
    has(word, Key::of(word))
}

/// The same of a word whose key is at hand.
pub(super) fn has(word: &str, key: Key) -> bool {
    let is_word = |(known, common): &(Key, &str)| *known == key && (key.tells() || *common == word);
    WORDS.find(key.hash(), is_word).is_some()
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
