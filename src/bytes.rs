//! Stretches of like bytes, found many at a time.

/// So many bytes the narrowest of today's processors compare in one go.
const LANES: usize = 16;

/// How many bytes at the beginning of some bytes are such. `is_such` should tell it by comparing alone, and
/// without a branch (`|` for `||`; ranges are compared best), so that the compiler can compare many
/// bytes in one go.
#[inline]
pub(crate) fn run(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = bytes.as_chunks::<LANES>();
    // no `all`, which would stop at the first byte and so has to look at one after the other
    let whole = |chunk: &[u8; LANES]| chunk.iter().fold(true, |all, b| all & is_such(*b));
    let known = chunks.iter().take_while(|chunk| whole(chunk)).count() * LANES;
    let rest = bytes.get(known..).unwrap_or_default();
    // the last bytes are looked at together, too, with some before them once more
    if rest.len() < LANES && bytes.last_chunk().is_some_and(whole) {
        return bytes.len();
    }
    known + rest.iter().take_while(|b| is_such(**b)).count()
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
