//! What words were found to be, kept from letter to letter: most words of a letter stand in others, too.

use super::glance::Glance;
use crate::{
    prose::{Prose, Token},
    rule::LexemeId,
};
use foldhash::HashMap;
use std::sync::{PoisonError, RwLock};

/// How many words are kept; those that most letters have are met early.
const MOST: usize = 1 << 14;
/// How many bytes a word may have that is kept.
const LONGEST: usize = 48;

/// The words of all letters so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    words: RwLock<HashMap<Box<str>, Glance>>,
}

impl Seen {
    /// What is known of each of a letter's different words; `look` finds it out of those that are new.
    pub(super) fn of(
        &self,
        prose: &Prose,
        look: impl Fn(&str, Token, LexemeId) -> Glance,
    ) -> Vec<Glance> {
        let known = self.words.read().unwrap_or_else(PoisonError::into_inner);
        let mut new = Vec::new();
        let all = prose.different().map(|(word, token, id)| {
            let seen = known.get(word).filter(|seen| seen.kind == token.kind);
            seen.copied().unwrap_or_else(|| {
                let glance = look(word, token, id);
                new.push((word, glance));
                glance
            })
        });
        let all = all.collect();
        let room = MOST.saturating_sub(known.len());
        drop(known);
        new.retain(|(word, _)| word.len() <= LONGEST);
        new.truncate(room);
        if !new.is_empty() {
            let mut known = self.words.write().unwrap_or_else(PoisonError::into_inner);
            known.extend(new.into_iter().map(|(word, glance)| (word.into(), glance)));
        }
        all
    }
}
