//! Where the words of a row stand.

/// Letters, figures and hyphens that stand together, in bytes of a row.
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) has_hyphen: bool,
}

/// What a byte tells of the character that it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or a figure.
    Word,
    Hyphen,
    /// Nothing that stands in a word.
    Gap,
    /// Nothing: it is not ASCII.
    Open,
}

/// The kinds of all bytes, at hand.
static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Open; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'-' => Kind::Hyphen,
            _ if byte.is_ascii_alphanumeric() => Kind::Word,
            _ => Kind::Gap,
        };
        byte += 1;
    }
    kinds
};

/// All pieces of a row.
pub(super) fn pieces(row: &str) -> impl Iterator<Item = Piece> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = gap_end(row, from);
        let (end, has_hyphen) = piece_end(row, start);
        from = end;
        (start < end).then_some(Piece {
            start,
            end,
            has_hyphen,
        })
    })
}

/// Where the next piece begins, or the row ends.
fn gap_end(row: &str, mut at: usize) -> usize {
    while let Some((Kind::Gap, length)) = kind(row, at) {
        at += length;
    }
    at
}

/// Where a piece ends, and whether it holds a hyphen.
#[inline]
fn piece_end(row: &str, mut at: usize) -> (usize, bool) {
    let mut has_hyphen = false;
    loop {
        at += word_run(row, at);
        match kind(row, at) {
            Some((kind @ (Kind::Word | Kind::Hyphen), length)) => {
                has_hyphen |= kind == Kind::Hyphen;
                at += length;
            }
            _ => return (at, has_hyphen),
        }
    }
}

/// How many letters and figures stand together from byte `at` on, as far as they are ASCII.
#[inline]
fn word_run(row: &str, at: usize) -> usize {
    let mut rest = row.as_bytes().get(at..).unwrap_or_default();
    let mut run = 0;
    // eight at a time: most words are shorter
    while let Some((eight, more)) = rest.split_first_chunk() {
        let others = others(u64::from_le_bytes(*eight));
        if others != 0 {
            return run + usize::try_from(others.trailing_zeros() / 8).unwrap_or(0);
        }
        (run, rest) = (run + 8, more);
    }
    let is_word = |b: &&u8| KINDS[usize::from(**b)] == Kind::Word;
    run + rest.iter().take_while(is_word).count()
}

/// The highest bit of each of eight bytes that is no letter or figure of ASCII.
const fn others(bytes: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = EACH << 7;
    /// The highest bit of each byte that is at least so large; none has that bit itself.
    const fn from(bytes: u64, least: u8) -> u64 {
        bytes + EACH * (0x80 - least as u64)
    }
    let low = bytes & !HIGHEST;
    // a capital differs from its small letter by this bit, which figures have as well
    let small = low | EACH << 5;
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let figures = from(low, b'0') & !from(low, b'9' + 1);
    (bytes | !(letters | figures)) & HIGHEST
}

/// What the character is that begins at a byte, and how many bytes it takes.
#[inline]
fn kind(row: &str, at: usize) -> Option<(Kind, usize)> {
    let kind = KINDS[usize::from(*row.as_bytes().get(at)?)];
    if kind == Kind::Open {
        foreign(row, at)
    } else {
        Some((kind, 1))
    }
}

/// The same of a character that is not ASCII.
#[inline(never)] // few are asked for, and without it what is asked of all is small
fn foreign(row: &str, at: usize) -> Option<(Kind, usize)> {
    let c = row.get(at..)?.chars().next()?;
    let kind = if c.is_alphanumeric() {
        Kind::Word
    } else {
        Kind::Gap
    };
    Some((kind, c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_no_letter_stands() {
        for byte in 0..=u8::MAX {
            let is_word = byte.is_ascii_alphanumeric();
            for at in 0..8 {
                let mut bytes = *b"aZ09zA5m";
                bytes[at] = byte;
                let bit = if is_word { 0 } else { 0x80 << (8 * at) };
                assert_eq!(others(u64::from_le_bytes(bytes)), bit, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn pieces_of_a_row() {
        let row = "De sluis-en-brugdagen, 3x per jaar: «één overeenkomst»-";
        let found: Vec<&str> = pieces(row).map(|p| &row[p.start..p.end]).collect();
        let all = [
            "De",
            "sluis-en-brugdagen",
            "3x",
            "per",
            "jaar",
            "één",
            "overeenkomst",
            "-",
        ];
        assert_eq!(found, all);
    }
}
