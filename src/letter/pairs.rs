//! Tells of most lines, many bytes at a time, that they hold none of some texts.

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// Whether some pair of bytes stands anywhere in a text.
pub(super) fn holds_pair<const N: usize>(text: &str, pairs: [[u8; 2]; N]) -> bool {
    holds(text, |a, b| {
        let bits = pairs.iter().fold(0, |bits, pair| {
            bits | (u8::from(a == pair[0]) & u8::from(b == pair[1]))
        });
        bits != 0
    })
}

/// Whether two bytes of a kind stand next to each other anywhere in a text. `is_kind` should tell it by
/// comparing alone, and without a branch, so that the compiler can compare whole chunks.
#[inline]
pub(super) fn holds(text: &str, is_kind: impl Fn(u8, u8) -> bool + Copy) -> bool {
    let both = text.as_bytes();
    let second = both.get(1..).unwrap_or_default();
    let first = both.get(..second.len()).unwrap_or_default();
    let (firsts, _) = first.as_chunks::<CHUNK>();
    let (seconds, _) = second.as_chunks::<CHUNK>();
    let mut chunks = firsts.iter().zip(seconds);
    // the last chunk goes over some of the one before it again
    let last = first
        .last_chunk::<CHUNK>()
        .zip(second.last_chunk::<CHUNK>());
    chunks.any(|(first, second)| stand(first, second, is_kind))
        || last.map_or_else(
            || stand(first, second, is_kind),
            |(first, second)| stand(first, second, is_kind),
        )
}

/// The same of the bytes at the same place of two stretches.
#[inline]
fn stand(first: &[u8], second: &[u8], is_kind: impl Fn(u8, u8) -> bool) -> bool {
    let both = first.iter().zip(second);
    let bits = both.fold(0, |bits, (a, b)| bits | u8::from(is_kind(*a, *b)));
    bits != 0
}

/// Whether a line may hold an address on the web or of a mailbox, or the number of a verdict, as
/// `mend` and `seam` know them; `false` is sure.
pub(super) fn may_hold_address(line: &str) -> bool {
    holds_pair(line, [*b"ww", *b":/", *b"l/", *b"~:", *b"%2", *b"I:"]) || line.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        for at in 0..100 {
            let line = format!("{}tk{}", "a".repeat(at), "b".repeat(100 - at));
            assert!(holds_pair(&line, [*b"xx", *b"tk"]), "{at}");
            assert!(!holds_pair(&line, [*b"kt", *b"xx"]), "{at}");
            assert!(holds_pair(line.trim_end_matches('b'), [*b"tk"]), "{at}");
        }
        for line in ["", "t", "k"] {
            assert!(!holds_pair(line, [*b"tk"]));
        }
    }
}
