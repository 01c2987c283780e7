//! Words that many letters of the Dutch government share. They help to see where two words were
//! run together; a letter's own words do the rest.

use foldhash::HashSet;
use std::sync::LazyLock;

/// One word a line, in lower case and in order.
const LIST: &str = include_str!("common.txt");

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| LIST.lines().collect());

/// Whether a word, in lower case, is a common one.
pub(super) fn is_common(word: &str) -> bool {
    WORDS.contains(word)
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
    }
}
