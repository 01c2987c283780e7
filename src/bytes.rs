//! Bytes looked at many at a time.

/// So many bytes the narrowest of today's processors compare in one go.
const LANES: usize = 16;

/// How many bytes at the beginning of some bytes are such. `is_such` should tell it by comparing alone, and
/// without a branch (`|` for `||`; ranges are compared best), so that the compiler can compare many
/// bytes in one go.
#[inline]
pub(crate) fn run(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    // no `all`, which would stop at the first byte and so has to look at one after the other
    let whole = |chunk: &[u8; LANES]| chunk.iter().fold(true, |all, b| all & is_such(*b));
    let (chunks, rest) = bytes.as_chunks::<LANES>();
    let known = chunks.iter().take_while(|chunk| whole(chunk)).count();
    // the last bytes are looked at together, too, with some before them once more
    let (from, chunk) = if let Some(chunk) = chunks.get(known) {
        (known * LANES, *chunk)
    } else if let Some(last) = bytes.last_chunk() {
        (bytes.len() - LANES, *last)
    } else {
        return rest.iter().take_while(|b| is_such(**b)).count();
    };
    let others = chunk.map(|b| if is_such(b) { 0 } else { u8::MAX });
    from + u128::from_le_bytes(others).trailing_zeros() as usize / 8
}

/// So many bytes at most are a [`number`].
pub(crate) const NUMBER: usize = 16;

/// So many bytes of a text from `at` on as a number, the first of them lowest, 0 for those behind the end;
/// `None` for more than [`NUMBER`].
#[inline]
pub(crate) fn number(bytes: &[u8], at: usize, length: usize) -> Option<u128> {
    let mask = MASKS.get(length)?;
    let rest = bytes.get(at..).unwrap_or_default();
    let all = rest.first_chunk().map(|chunk| u128::from_le_bytes(*chunk));
    Some(all.unwrap_or_else(|| few(rest)) & mask)
}

/// The masks of so many first bytes.
static MASKS: [u128; NUMBER + 1] = {
    let mut masks = [0; NUMBER + 1];
    let mut length = 1;
    while length <= NUMBER {
        masks[length] = masks[length - 1] << 8 | 0xff;
        length += 1;
    }
    masks
};

/// Fewer bytes than [`NUMBER`]. Two looks at them overlap, which does no harm: the same byte comes to the
/// same place.
fn few(bytes: &[u8]) -> u128 {
    let length = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [first, last].map(|chunk| u128::from(u64::from_le_bytes(*chunk)));
        return first | last << (8 * (length - 8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [first, last].map(|chunk| u128::from(u32::from_le_bytes(*chunk)));
        return first | last << (8 * (length - 4));
    }
    let byte = |number, byte: &u8| number << 8 | u128::from(*byte);
    bytes.iter().rev().fold(0, byte)
}

#[cfg(test)]
mod tests {
    use super::{number, run};

    #[test]
    fn bytes_become_a_number_wherever_they_stand() {
        let text: Vec<u8> = (0..=255).collect();
        for at in 0..=text.len() {
            for length in 0..=20 {
                let bytes = &text[at..(at + length).min(text.len())];
                let mut padded = [0; 16];
                for (to, from) in padded.iter_mut().zip(bytes) {
                    *to = *from;
                }
                let whole = (length <= 16).then_some(u128::from_le_bytes(padded));
                assert_eq!(number(&text, at, length), whole, "{bytes:?}");
                assert_eq!(number(bytes, 0, length), whole, "{bytes:?}");
            }
        }
    }

    #[test]
    fn a_run_ends_before_the_first_other_byte() {
        for length in 0..70 {
            for other in 0..=length {
                let mut bytes = vec![b'a'; length];
                if let Some(byte) = bytes.get_mut(other) {
                    *byte = b'-';
                }
                assert_eq!(run(&bytes, |b| b == b'a'), other, "of {length}");
            }
        }
    }
}
