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
        let mut has_hyphen = false;
        let end = piece_end(row, start, &mut has_hyphen);
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
    loop {
        at += run(row, at, Kind::Gap);
        match kind(row, at) {
            Some((Kind::Gap, length)) => at += length,
            _ => return at,
        }
    }
}

/// Where a piece ends; tells where it holds a hyphen.
fn piece_end(row: &str, mut at: usize, has_hyphen: &mut bool) -> usize {
    loop {
        at += run(row, at, Kind::Word);
        match kind(row, at) {
            Some((kind @ (Kind::Word | Kind::Hyphen), length)) => {
                *has_hyphen |= kind == Kind::Hyphen;
                at += length;
            }
            _ => return at,
        }
    }
}

/// How many bytes of a kind stand together from byte `at` on.
fn run(row: &str, at: usize, kind: Kind) -> usize {
    let rest = row.as_bytes().get(at..).unwrap_or_default();
    let end = rest.iter().position(|b| KINDS[usize::from(*b)] != kind);
    end.unwrap_or(rest.len())
}

/// What the character is that begins at a byte, and how many bytes it takes.
fn kind(row: &str, at: usize) -> Option<(Kind, usize)> {
    let kind = KINDS[usize::from(*row.as_bytes().get(at)?)];
    if kind != Kind::Open {
        return Some((kind, 1));
    }
    let c = row.get(at..)?.chars().next()?;
    let kind = if c.is_alphanumeric() {
        Kind::Word
    } else {
        Kind::Gap
    };
    Some((kind, c.len_utf8()))
}
