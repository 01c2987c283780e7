//! With what names begin and end: tells of most names, at the cost of one look, that no other is a part of them.

use crate::span::Span;

/// With what some names begin and end, as far as 256 bits tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends([u64; 4]);

impl Ends {
    /// Of no name.
    pub(super) const NONE: Self = Self([0; 4]);

    /// The set with a name added.
    pub(super) fn with(mut self, name: &str) -> Self {
        let bit = bit(name);
        self.0[usize::from(bit / 64)] |= 1 << (bit % 64);
        self
    }

    /// Whether a name was added; `false` is sure.
    pub(super) fn may_have(self, name: &str) -> bool {
        self.has_bit(bit(name))
    }

    const fn has_bit(self, bit: u8) -> bool {
        self.0[(bit / 64) as usize] >> (bit % 64) & 1 != 0
    }
}

/// Which bit a name has.
fn bit(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let letter = |byte: Option<&u8>| byte.copied().unwrap_or_default();
    let first = letter(bytes.first()).wrapping_mul(7);
    let last = letter(bytes.last()).wrapping_mul(31);
    let [length, ..] = bytes.len().to_le_bytes();
    length.wrapping_add(first).wrapping_add(last)
}

/// The parts of some names that may stand for the whole, and the names themselves.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The bit of each: close together, for nearly always that is all that is asked for.
    bits: Vec<u8>,
    /// The name of each, and where in that it stands.
    places: Vec<(usize, Span)>,
}

impl Parts {
    /// All of those names: the name, what stands before its first spaces, and what stands after one, unless it
    /// is a complement.
    pub(super) fn of(names: &[String]) -> Self {
        let mut parts = Self::default();
        for (index, name) in names.iter().enumerate() {
            let mut add = |part: &str, start: usize| {
                parts.bits.push(bit(part));
                let span = Span::new(start, start + part.len());
                parts.places.push((index, span));
            };
            add(name, 0);
            for (before, after) in cuts(name) {
                add(before, 0);
                if !leads_complement(before) {
                    add(after, before.len() + 1);
                }
            }
        }
        parts
    }

    /// Those that may be in a set; `names` are the names that they are parts of.
    pub(super) fn among<'n>(
        &'n self,
        set: Ends,
        names: &'n [String],
    ) -> impl Iterator<Item = &'n str> {
        let parts = self.bits.iter().zip(&self.places);
        let found = parts.filter(move |(bit, _)| set.has_bit(**bit));
        found.filter_map(|(_, (name, span))| Some(span.of(names.get(*name)?)))
    }
}

/// Whether the end of a name is what the rest of it is about: a "brief over het Actieplan Haven" is not
/// the plan.
pub(super) fn leads_complement(before: &str) -> bool {
    let bare = [" de", " het", " een"]
        .iter()
        .find_map(|article| before.strip_suffix(article));
    let words = bare.unwrap_or(before);
    let word = words.bytes().rposition(|byte| byte == b' ');
    let word = word.and_then(|blank| words.get(blank + 1..));
    matches!(
        word.unwrap_or(words),
        "over" | "naar" | "inzake" | "omtrent" | "op" | "van" | "voor" | "bij" | "tegen" | "tot"
    )
}

/// What stands before and after each of the first spaces of a name.
pub(super) fn cuts(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let spaces = name.bytes().enumerate().filter(|(_, byte)| *byte == b' ');
    let cut = |(at, _)| Some((name.get(..at)?, name.get(at + 1..)?));
    spaces.take(6).filter_map(cut)
}
