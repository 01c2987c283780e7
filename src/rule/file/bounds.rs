//! Holds a rule file against what there may be of anything ([`crate::limits`]).

use super::{Reader, RuleFault};
use crate::{
    limits::{FAULTS, LIST_WORDS, PHRASE_WORDS, RULES, RULES_A_WORD},
    rule::{Element, Rules, pattern},
};

impl Reader<'_> {
    /// Says how many faults more there are.
    pub(super) fn rest(&mut self) {
        if let Some(more) = self.told.checked_sub(FAULTS + 1) {
            self.faults.push(RuleFault {
                file: self.file.clone(),
                line: usize::MAX,
                message: format!("and {} faults more; mend those above first", more + 1),
            });
        }
    }

    /// Holds the number of rules so far against what there may be.
    pub(super) fn count(&mut self, rules: &Rules, verbs: usize) {
        for (what, count) in [
            ("frames", rules.frames.len()),
            ("patterns", rules.patterns.len()),
            ("head nouns", rules.heads.len()),
            ("verbs", verbs),
        ] {
            if count > RULES {
                let told = format!(
                    "there are {count} {what} with those of this file, and {RULES} are read; leave some out"
                );
                self.fault(0..0, told);
            }
        }
    }

    /// Holds the words of a phrase against what there may be.
    pub(super) fn phrase(&mut self, at: std::ops::Range<usize>, phrase: &str) {
        if phrase.split_whitespace().nth(PHRASE_WORDS).is_some() {
            let told = format!(
                "a phrase has more than {PHRASE_WORDS} words; shorten it to those that tell it from others"
            );
            self.fault(at, told);
        }
    }

    /// Holds the lists of a rule against what there may be.
    pub(super) fn lists(&mut self, at: std::ops::Range<usize>, lists: &[(&str, usize)]) {
        for (name, length) in lists {
            if *length > LIST_WORDS {
                let told = format!(
                    "'{name}' has {length} entries, and {LIST_WORDS} are read; make two rules of this one"
                );
                self.fault(at.clone(), told);
            }
        }
    }

    /// Counts a pattern by the words that it may begin with; gives one that begins too many.
    pub(super) fn crowded(&mut self, elements: &[Element]) -> Option<String> {
        for word in pattern::openers(elements) {
            let count = self.starts.entry(word.to_owned()).or_default();
            *count += 1;
            if *count > RULES_A_WORD {
                return Some(word.to_owned());
            }
        }
        None
    }
}
