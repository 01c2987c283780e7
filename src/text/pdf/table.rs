//! A font's own table of characters (ISO 32000-1, section 9.10.3): sections of `<code> <text>` and
//! `<first> <last> <text>`.

/// Reads a table, and hands over each code with its characters in UTF-16.
///
/// # Errors
/// What `put` gives.
pub(super) fn read<E>(
    bytes: &[u8],
    mut put: impl FnMut(u32, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut words = Words { bytes, at: 0 };
    let mut section = Section::None;
    let mut held: Vec<Word> = Vec::new();
    while let Some(word) = words.next() {
        if let Word::Plain(word) = word {
            section = match word {
                b"beginbfchar" => Section::Single,
                b"beginbfrange" => Section::Range,
                _ => Section::None,
            };
            held.clear();
            continue;
        }
        held.push(word);
        match (section, held.as_slice()) {
            (Section::Single, [Word::Code(code), Word::Code(text)]) => {
                put(code_of(code), text)?;
                held.clear();
            }
            (Section::Range, [Word::Code(first), Word::Code(last), Word::Code(text)]) => {
                let first = code_of(first);
                let mut text = text.clone();
                for code in first..=code_of(last).min(first.saturating_add(65_535)) {
                    put(code, &text)?;
                    if let Some(low) = text.last_mut() {
                        *low = low.wrapping_add(1);
                    }
                }
                held.clear();
            }
            (Section::Range, [Word::Code(first), Word::Code(_), Word::List(texts)]) => {
                for (code, text) in (code_of(first)..=u32::MAX).zip(texts) {
                    put(code, text)?;
                }
                held.clear();
            }
            (Section::None, _) | (_, [_, _, _, ..]) => held.clear(),
            _ => {}
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Section {
    None,
    Single,
    Range,
}

/// A word of a table of characters.
#[derive(Debug)]
enum Word<'a> {
    Code(Vec<u8>),
    List(Vec<Vec<u8>>),
    Plain(&'a [u8]),
}

struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        let rest = self.bytes.get(self.at..)?;
        self.at += rest.iter().position(|b| !b.is_ascii_whitespace())?;
        let rest = self.bytes.get(self.at..)?;
        let until = |stop: &dyn Fn(u8) -> bool| {
            rest.iter()
                .skip(1)
                .position(|b| stop(*b))
                .map_or(rest.len(), |p| p + 1)
        };
        match rest.first()? {
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = until(&|b| b == b'>');
                self.at += end + 1;
                Some(Word::Code(hexadecimal(rest.get(1..end)?)))
            }
            b'[' => {
                let end = until(&|b| b == b']');
                self.at += end + 1;
                let inner = rest.get(1..end)?;
                Some(Word::List(
                    inner
                        .split(|b| *b == b'<')
                        .skip(1)
                        .map(hexadecimal)
                        .collect(),
                ))
            }
            b'%' => {
                self.at += until(&|b| b == b'\n' || b == b'\r');
                Some(Word::Plain(b"%"))
            }
            _ => {
                let end =
                    until(&|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'[' | b'>' | b']'));
                self.at += end;
                Some(Word::Plain(rest.get(..end)?))
            }
        }
    }
}

/// The bytes that hexadecimal digits stand for; what is no digit is passed over.
fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .iter()
        .filter_map(|b| {
            char::from(*b)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        })
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |n, d| n << 4 | d))
        .collect()
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |code, b| code << 8 | u32::from(*b))
}
