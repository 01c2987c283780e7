//! Where nothing was lost: most of a row, told by two bytes next to each other.

/// What a byte is, as far as it matters here; each kind is a bit.
mod kind {
    pub(super) const LOWER: u16 = 1;
    pub(super) const UPPER: u16 = 1 << 1;
    pub(super) const DIGIT: u16 = 1 << 2;
    pub(super) const SPACE: u16 = 1 << 3;
    pub(super) const HYPHEN: u16 = 1 << 4;
    /// Ends a sentence, or a bracket.
    pub(super) const STOP: u16 = 1 << 5;
    pub(super) const COMMA: u16 = 1 << 6;
    /// Opens a bracket.
    pub(super) const OPEN: u16 = 1 << 7;
    pub(super) const OTHER: u16 = 1 << 8;
    /// A part of a character that is not ASCII.
    pub(super) const FOREIGN: u16 = 1 << 9;
    pub(super) const ASCII: u16 = FOREIGN - 1;
    pub(super) const LETTER: u16 = LOWER | UPPER;
}
use kind::{ASCII, COMMA, DIGIT, FOREIGN, HYPHEN, LETTER, LOWER, OPEN, OTHER, SPACE, STOP, UPPER};

const fn kind_of(byte: u8) -> u16 {
    match byte {
        b'a'..=b'z' => LOWER,
        b'A'..=b'Z' => UPPER,
        b'0'..=b'9' => DIGIT,
        b' ' => SPACE,
        b'-' => HYPHEN,
        b'.' | b'?' | b'!' | b':' | b')' => STOP,
        b',' | b';' => COMMA,
        b'(' => OPEN,
        _ if byte.is_ascii() => OTHER,
        _ => FOREIGN,
    }
}

/// What may stand behind a kind of byte without anything being lost between them.
const fn calm_behind(kind: u16) -> u16 {
    match kind {
        LOWER => ASCII & !(UPPER | DIGIT | OPEN),
        UPPER => ASCII & !LOWER,
        SPACE => (ASCII | FOREIGN) & !COMMA,
        STOP => ASCII & !UPPER,
        COMMA => ASCII & !LETTER,
        DIGIT | OPEN | OTHER => ASCII | FOREIGN,
        // a hyphen may be the printer's, and of other characters nothing is known here
        _ => 0,
    }
}

/// For each byte what it is.
static KINDS: [u16; 256] = {
    let mut kinds = [FOREIGN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = kind_of(byte);
        byte += 1;
    }
    kinds
};

/// For each byte what may stand behind it without anything being lost between them.
static BEHIND: [u16; 256] = {
    let mut behind = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        behind[byte] = calm_behind(KINDS[byte]);
        byte += 1;
    }
    behind
};

/// How many bytes a text begins with that stand as they are, whatever stands before it; `opens`: it is
/// a row's beginning, so nothing does.
pub(super) fn run(text: &str, opens: bool) -> usize {
    let bytes = text.as_bytes();
    let mut run = 0;
    while let Some((first, others)) = bytes.get(run..).and_then(<[u8]>::split_first) {
        let mut behind = BEHIND[usize::from(*first)];
        let is_lost = |byte: &u8| {
            let lost = behind & KINDS[usize::from(*byte)] == 0;
            behind = BEHIND[usize::from(*byte)];
            lost
        };
        let Some(calm) = others.iter().position(is_lost) else {
            return run + others.len();
        };
        run += calm;
        // a capital before small letters may be the end of an abbreviation, but for that of a word
        let before = run.checked_sub(1).and_then(|at| bytes.get(at));
        let opens_word = before.map_or(opens, |b| *b == b' ')
            && matches!(bytes.get(run..), Some([b'A'..=b'Z', b'a'..=b'z', ..]));
        if !opens_word {
            return run;
        }
        run += 1;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn up_to_where_something_may_be_lost() {
        for line in [
            "de brug is dicht. Zij blijft dich|t",
            "in 1999, en i|n2031",
            "door he|tNieuwe",
            "is gesloten|.De brug",
            "nu|,bijvoorbeeld",
            "een woord| , en",
            "AB|Csluizen",
            "sluis|-wachter",
            "lid De Boe|r(XYZ)",
            "een id|eë",
            "|ëen",
            "|De brug",
            "|",
        ] {
            let (calm, rest) = line.split_once('|').unwrap_or_default();
            assert_eq!(run(&format!("{calm}{rest}"), false), calm.len(), "{line}");
        }
        assert_eq!(run("De brug", false), 0);
        assert_eq!(run("De brug", true), 6);
    }
}
