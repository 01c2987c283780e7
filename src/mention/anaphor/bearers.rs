//! Which entities bear a noun: a word of one of their names is the noun or ends in it.

use crate::mention::Entity;
use std::cell::{Cell, OnceCell};

/// Which entities bear a noun. However often the letter names an entity and uses the noun, the names
/// are looked at once.
pub(super) struct Bearers<'w> {
    pub(super) noun: &'w str,
    /// Its [`end`].
    end: Option<u64>,
    entities: &'w [Entity],
    /// The [`ends`] of each entity.
    ends: &'w [OnceCell<u64>],
    /// What is known so far of each entity.
    known: Vec<Cell<Option<bool>>>,
}

impl<'w> Bearers<'w> {
    pub(super) fn of(noun: &'w str, entities: &'w [Entity], ends: &'w [OnceCell<u64>]) -> Self {
        Self {
            noun,
            end: end(noun),
            entities,
            ends,
            known: vec![Cell::new(None); entities.len()],
        }
    }

    /// Whether a name of an entity bears the noun.
    pub(super) fn has(&self, entity: usize) -> bool {
        let Some(known) = self.known.get(entity) else {
            return false;
        };
        known.get().unwrap_or_else(|| {
            let has = self.look(entity);
            known.set(Some(has));
            has
        })
    }

    fn look(&self, entity: usize) -> bool {
        let entity = self.entities.get(entity).zip(self.ends.get(entity));
        entity.is_some_and(|(entity, known)| {
            let ends = || known.get_or_init(|| ends(entity));
            let mut names = entity.other_names().chain([&*entity.label]);
            self.end.is_none_or(|end| ends() & end != 0) && names.any(|name| bears(name, self.noun))
        })
    }
}

/// A bit for the last letters of a noun: no name bears it without that bit in its [`word_ends`]. A short noun
/// has none.
fn end(noun: &str) -> Option<u64> {
    let last = noun.as_bytes().last_chunk();
    last.filter(|_| noun.is_ascii())
        .map(|last| bit(u32::from_be_bytes(*last)))
}

/// The bits for what the words of an entity's names end in.
fn ends(entity: &Entity) -> u64 {
    let listed = entity.listed.as_ref();
    let listed = listed.map_or_else(|| word_ends(&entity.label), |listed| listed.word_ends);
    let others = entity.alt_labels.iter();
    others.fold(listed, |ends, name| ends | word_ends(name))
}

/// The bits for what the words of a name end in.
pub(in crate::mention) fn word_ends(name: &str) -> u64 {
    let mut bits = 0;
    if name.is_ascii() {
        let (mut last, mut length) = (0_u32, 0);
        // what is shorter ends in no noun that has a bit of its own
        let of = |last, length| if length < 4 { 0 } else { bit(last) };
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() {
                last = last << 8 | u32::from(byte);
                length += 1;
            } else {
                bits |= of(last, length);
                length = 0;
            }
        }
        return bits | of(last, length);
    }
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        bits |= match word.as_bytes().last_chunk() {
            Some(last) if last.is_ascii() => bit(u32::from_be_bytes(*last)),
            None if word.is_ascii() => 0,
            _ => u64::MAX,
        };
    }
    bits
}

/// One of 64 bits, by four letters in any case.
const fn bit(last: u32) -> u64 {
    let letters = last & 0x1f1f_1f1f;
    1 << (letters.wrapping_mul(0x9e37_79b1) >> 26)
}

/// Whether a word of the name is the noun or ends in it.
fn bears(name: &str, noun: &str) -> bool {
    if name.is_ascii() && noun.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let (name, noun) = (name.as_bytes(), noun.as_bytes());
        let goes_on = |at: usize| name.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let is_noun = |at: usize, end: usize| {
            let word = name.get(at..end);
            word.is_some_and(|word| word.eq_ignore_ascii_case(noun))
        };
        // that its last letter is another one is easier to foresee than where a word ends
        let last = noun.last().map(u8::to_ascii_lowercase);
        let is_last = |end: usize| {
            let letter = end.checked_sub(1).and_then(|at| name.get(at));
            letter.map(u8::to_ascii_lowercase) == last
        };
        return (noun.len()..=name.len())
            .any(|end| is_last(end) && !goes_on(end) && is_noun(end - noun.len(), end));
    }
    let ends = |word: &str| match word.len().checked_sub(noun.len()) {
        None => false,
        Some(at) if word.is_ascii() => word
            .get(at..)
            .is_some_and(|end| end.eq_ignore_ascii_case(noun)),
        Some(_) => word.to_lowercase().ends_with(noun),
    };
    name.split(|c: char| !(c.is_alphanumeric())).any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_that_a_name_bears_is_found() {
        for (name, noun) in [
            ("Waterplan", "plan"),
            ("PLAN voor de Kust", "plan"),
            ("stille-straten-aanpak (SSA)", "aanpak"),
            ("Coördinatieplan", "plan"),
            ("nationale coördinatie", "coördinatie"),
            ("De app", "app"),
            ("De éigen app", "app"),
        ] {
            let entity = Entity {
                key: "id/0".into(),
                concept: None,
                classes: [].into(),
                label: name.into(),
                alt_labels: Vec::new(),
                listed: None,
            };
            assert!(bears(name, noun), "{name}");
            let entities = [entity];
            let ends = [OnceCell::new()];
            assert!(Bearers::of(noun, &entities, &ends).has(0), "{name}");
            assert!(!Bearers::of("kade", &entities, &ends).has(0), "{name}");
        }
    }
}
