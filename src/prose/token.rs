//! Words, numbers and marks.

use crate::{bytes, span::Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with digits, hyphens, apostrophes and inner dots: `AI-verordening`, `data.overheid.nl`.
    Word,
    /// Digits, with inner dots, commas and strokes: `2024/25`, `20.000`.
    Number,
    /// One mark.
    Mark,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the letter's text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Begins with a capital letter.
    pub capital: bool,
    /// White space stands before it.
    pub spaced: bool,
    /// A line break stands before it, within its part.
    pub broken: bool,
}

/// Which bytes are ASCII letters or figures, of which nearly all words are made.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// The tokens of the stretch `within` of `text`.
pub(crate) fn split(text: &str, within: Span) -> impl Iterator<Item = Token> {
    let part = text.get(within.start..within.end).unwrap_or_default();
    let mut at = 0;
    std::iter::from_fn(move || {
        let before = at;
        let (start, broken) = blank(part, before);
        let first = char_at(part, start)?;
        at = start + first.len_utf8();
        let kind = if first.is_alphanumeric() {
            let mut letters = first.is_alphabetic();
            at = word_end(part, at, &mut letters);
            if letters { Kind::Word } else { Kind::Number }
        } else {
            Kind::Mark
        };
        Some(Token {
            span: Span::new(within.start + start, within.start + at),
            kind,
            capital: first.is_uppercase(),
            spaced: start > before || before == 0,
            broken,
        })
    })
}

/// The character that begins at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    text.get(at..)?.chars().next()
}

/// Where the white space ends that begins at a byte, and whether it holds a line break.
#[inline]
fn blank(text: &str, mut at: usize) -> (usize, bool) {
    // nearly always one space
    if let Some([b' ', next]) = text.as_bytes().get(at..at + 2)
        && next.is_ascii_graphic()
    {
        return (at + 1, false);
    }
    let mut broken = false;
    while let Some(c) = char_at(text, at).filter(|c| c.is_whitespace()) {
        broken |= c == '\n';
        at += c.len_utf8();
    }
    (at, broken)
}

/// Where the word ends of which `text` holds the first character before byte `at`; sets `letters`
/// where a letter is met.
fn word_end(text: &str, mut at: usize, letters: &mut bool) -> usize {
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let plain = rest.iter().position(|b| !PLAIN[usize::from(*b)]);
        let plain = plain.unwrap_or(rest.len());
        *letters = *letters || rest.iter().take(plain).any(|b| *b > b'9');
        at += plain;
        let next = match rest.get(plain..) {
            // so nearly all words end
            None | Some([] | [b' ' | b'\n', ..] | [b'.' | b',', b' ' | b'\n', ..]) => return at,
            Some(_) => char_at(text, at),
        };
        let Some(next) = next.filter(|c| goes_on(*c, text, at)) else {
            return at;
        };
        *letters = *letters || next.is_alphabetic();
        at += next.len_utf8();
    }
}

/// Whether `c`, which stands at a byte of the text, belongs to the word before it.
fn goes_on(c: char, text: &str, at: usize) -> bool {
    let after = char_at(text, at + c.len_utf8());
    let solid = || after.is_some_and(char::is_alphanumeric);
    match c {
        '+' | '-' | '‐' | '‑' => solid() || after == Some('-'),
        '\'' | '’' | '&' | '_' => solid(),
        // "data.overheid.nl", "3.500", but not the end of a sentence whose space was lost
        '.' | ':' | '/' | ',' => {
            after.is_some_and(|a| a.is_ascii_digit() && c != '/' || (c == '.' && a.is_lowercase()))
                || (c == '/' && after.is_some_and(|a| a.is_ascii_digit()))
        }
        _ => c.is_alphanumeric() || is_combining(c),
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Lower case, keeping every byte offset: a character whose lower case has another length stays.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`], put behind what `out` holds.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        // nearly all of a letter is ASCII, which a machine turns many bytes at a time
        let ascii = bytes::run(rest.as_bytes(), |b| b.is_ascii());
        let (ascii, other) = rest.split_at_checked(ascii).unwrap_or((rest, ""));
        let from = out.len();
        out.push_str(ascii);
        if let Some(copied) = out.get_mut(from..) {
            copied.make_ascii_lowercase();
        }
        let mut chars = other.chars();
        let Some(c) = chars.next() else {
            return;
        };
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(l), None) if l.len_utf8() == c.len_utf8() => out.push(l),
            _ => out.push(c),
        }
        rest = chars.as_str();
    }
}

/// The words, numbers and marks of a short text.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    split(text, Span::new(0, text.len())).map(|token| token.span.of(text))
}
