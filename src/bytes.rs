//! Stretches of like bytes, found many at a time.

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

#[cfg(test)]
mod tests {
    use super::run;

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
