//! With what names begin and end: tells of most names, at the cost of one look, that no other is a part of them.

/// With what some names begin and end, as far as 256 bits tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends([u64; 4]);

impl Ends {
    /// Of no name.
    pub(super) const NONE: Self = Self([0; 4]);

    /// The place of the bit of a name.
    fn place(name: &str) -> (usize, u64) {
        let bytes = name.as_bytes();
        let letter = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default());
        let sum = bytes.len() + 7 * letter(bytes.first()) + 31 * letter(bytes.last());
        (sum / 64 % 4, 1 << (sum % 64))
    }

    /// The set with a name added.
    pub(super) fn with(mut self, name: &str) -> Self {
        let (at, bit) = Self::place(name);
        self.0[at] |= bit;
        self
    }

    /// Whether a name was added; `false` is sure.
    pub(super) fn may_have(self, name: &str) -> bool {
        let (at, bit) = Self::place(name);
        self.0[at] & bit != 0
    }

    /// Whether the sets may share a name; `false` is sure.
    pub(super) fn may_meet(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(one, two)| one & two != 0)
    }

    /// The set with the whole name added, and with what stands before and after its first spaces.
    pub(super) fn with_all(self, name: &str) -> Self {
        let parts = cuts(name).flat_map(|(before, after)| [before, after]);
        parts.fold(self.with(name), Self::with)
    }
}

/// What stands before and after each of the first spaces of a name.
pub(super) fn cuts(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let spaces = name.bytes().enumerate().filter(|(_, byte)| *byte == b' ');
    let cut = |(at, _)| Some((name.get(..at)?, name.get(at + 1..)?));
    spaces.take(6).filter_map(cut)
}
