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
fn word_run(row: &str, at: usize) -> usize {
    let rest = row.as_bytes().get(at..).unwrap_or_default();
    let end = rest
        .iter()
        .position(|b| KINDS[usize::from(*b)] != Kind::Word);
    end.unwrap_or(rest.len())
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
