//! What keeps a small PDF file from filling the memory.
//!
//! Streams in a PDF are packed, and a packed stream can grow a thousandfold. The library unpacks
//! object streams while it loads a file, without a limit; so they are measured before it does.

use crate::limits::{Limit, PDF_CHARACTERS, UNPACKED_BYTES};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// How much deflate can pack at most: one byte for so many.
const DENSEST: u64 = 1032;

/// What a file may still cost.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes that its streams may unpack to.
    bytes: u64,
    /// Characters that its fonts may name.
    characters: usize,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self {
            bytes: UNPACKED_BYTES,
            characters: PDF_CHARACTERS,
        }
    }

    /// Takes a number of bytes off.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), Limit> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Limit::Unpacked)?;
        Ok(())
    }

    /// Takes a character of a font off.
    pub(super) fn name(&mut self) -> Result<(), Limit> {
        self.characters = self.characters.checked_sub(1).ok_or(Limit::Characters)?;
        Ok(())
    }

    /// Unpacks a stream. One that breaks off gives what is whole.
    pub(super) fn inflate(&mut self, packed: &[u8]) -> Result<Vec<u8>, Limit> {
        let mut out = Vec::new();
        // what is broken shows in what is missing
        let _ = ZlibDecoder::new(packed)
            .take(self.bytes + 1)
            .read_to_end(&mut out);
        if out.is_empty() {
            let raw = packed.get(2..).unwrap_or_default();
            let _ = DeflateDecoder::new(raw)
                .take(self.bytes + 1)
                .read_to_end(&mut out);
        }
        self.spend(out.len() as u64)?;
        Ok(out)
    }
}

/// Measures the streams that the library unpacks while it loads a file.
pub(super) fn measure(file: &[u8]) -> Result<(), Limit> {
    let mut budget = Budget::new();
    let mut from = 0;
    for start in memchr_all(file, b"stream") {
        let head = file.get(from..start).unwrap_or_default();
        from = start + b"stream".len();
        if head.ends_with(b"end") {
            continue;
        }
        let has = |word: &[u8]| head.windows(word.len()).any(|w| w == word);
        // a name may be written with escapes: /Obj#53tm
        if !(has(b"ObjStm") || has(b"XRef") || has(b"#")) {
            continue;
        }
        let body = file.get(from..).unwrap_or_default();
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        let mut counted = Vec::new();
        let decoded = ZlibDecoder::new(body)
            .take(budget.bytes + 1)
            .read_to_end(&mut counted);
        let bytes = if decoded.is_err() && counted.is_empty() {
            // encrypted, or packed in another way: as large as it could be
            let end = body
                .windows(9)
                .position(|w| w == b"endstream")
                .unwrap_or(body.len());
            (end as u64).saturating_mul(DENSEST) / 16
        } else {
            counted.len() as u64
        };
        budget.spend(bytes)?;
    }
    Ok(())
}

/// Where a word stands in a file.
fn memchr_all<'a>(file: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = file
            .get(at..)?
            .windows(word.len())
            .position(|w| w == word)?
            + at;
        at = found + word.len();
        Some(found)
    })
}
