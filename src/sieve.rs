//! Tells of most words, at the cost of one look, that they are none of a list.

/// Bits of three letters of some words, as far as the five lowest bits tell letters apart.
#[derive(Debug, Clone)]
pub(crate) struct Sieve {
    bits: Vec<u64>,
    /// One of the words is shorter than three bytes: nothing is told of such.
    short: bool,
}

impl Default for Sieve {
    fn default() -> Self {
        Self {
            bits: vec![0; 512],
            short: false,
        }
    }
}

impl Sieve {
    fn place(letters: [u8; 3]) -> (usize, u64) {
        let at = letters
            .iter()
            .fold(0, |at, byte| at << 5 | usize::from(byte & 31));
        (at / 64, 1 << (at % 64))
    }

    /// Adds three letters of a word, or the word where it has fewer.
    pub(crate) fn add(&mut self, letters: Option<&[u8; 3]>) {
        let Some(letters) = letters else {
            self.short = true;
            return;
        };
        let (at, bit) = Self::place(*letters);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    /// Whether some word that was added may have these letters; `false` is sure.
    pub(crate) fn may_have(&self, letters: Option<&[u8; 3]>) -> bool {
        let Some(letters) = letters else {
            return self.short;
        };
        let (at, bit) = Self::place(*letters);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}
