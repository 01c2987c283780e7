//! Words, numbers and marks.
//!
//! Nearly all of a letter is words of ASCII with one space between them. What is needed for the rest
//! stands in functions of its own, so that the loop that finds those words stays small.

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

/// What is to be known of a character; each is a bit.
mod class {
    pub(super) const LETTER: u8 = 1;
    /// A figure, or another character that stands in numbers.
    pub(super) const FIGURE: u8 = 1 << 1;
    pub(super) const CAPITAL: u8 = 1 << 2;
    /// Stands in words.
    pub(super) const WORD: u8 = LETTER | FIGURE;
}

/// The classes of the characters of ASCII, of which nearly all words are made; 0 for other bytes.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => class::LETTER,
            b'A'..=b'Z' => class::LETTER | class::CAPITAL,
            b'0'..=b'9' => class::FIGURE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The class of the character that begins at a byte, and how many bytes it has.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(u8, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        Some((CLASSES[usize::from(byte)], 1))
    } else {
        foreign_class(text, at)
    }
}

/// The same of a character that is not ASCII.
#[inline(never)]
fn foreign_class(text: &str, at: usize) -> Option<(u8, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let classes = [
        (c.is_alphabetic(), class::LETTER),
        (c.is_numeric(), class::FIGURE),
        (c.is_uppercase(), class::CAPITAL),
    ];
    let class = classes.iter().filter(|(is, _)| *is).map(|(_, class)| class);
    Some((class.sum(), c.len_utf8()))
}

/// The tokens of the stretch `within` of `text`.
pub(crate) fn split(text: &str, within: Span) -> Tokens<'_> {
    Tokens {
        part: text.get(within.start..within.end).unwrap_or_default(),
        base: within.start,
        at: 0,
    }
}

/// The tokens of a part of a text.
pub(crate) struct Tokens<'t> {
    part: &'t str,
    /// Where the part begins in the text.
    base: usize,
    /// Where the last token ended in the part.
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[allow(
        clippy::inline_always,
        reason = "to hand a token on through memory costs as much as to find it"
    )]
    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        let before = self.at;
        let (start, broken) = blank(self.part, before);
        let (first, length) = class_at(self.part, start)?;
        let (mut end, mut kind) = (start + length, Kind::Mark);
        if first & class::WORD != 0 {
            let letters;
            (end, letters) = word_end(self.part, end, first & class::LETTER != 0);
            kind = if letters { Kind::Word } else { Kind::Number };
        }
        self.at = end;
        Some(Token {
            span: Span::new(self.base + start, self.base + end),
            kind,
            capital: first & class::CAPITAL != 0,
            spaced: start > before || before == 0,
            broken,
        })
    }
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
fn blank(text: &str, at: usize) -> (usize, bool) {
    // nearly always one space, or none
    match text.as_bytes().get(at..) {
        Some([b' ', next, ..]) if next.is_ascii_graphic() => (at + 1, false),
        Some([next, ..]) if next.is_ascii_graphic() => (at, false),
        _ => blanks(text, at),
    }
}

/// The same for white space of any kind.
#[inline(never)]
fn blanks(text: &str, mut at: usize) -> (usize, bool) {
    let mut broken = false;
    while let Some(c) = char_at(text, at).filter(|c| c.is_whitespace()) {
        broken |= c == '\n';
        at += c.len_utf8();
    }
    (at, broken)
}

/// Where the word ends of which `text` holds the first character before byte `at`, and whether it has
/// letters, as that character may be.
#[inline]
fn word_end(text: &str, mut at: usize, mut letters: bool) -> (usize, bool) {
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let is_plain = |b: &u8| CLASSES[usize::from(*b)] & class::WORD != 0;
        let plain = rest.iter().position(|b| !is_plain(b));
        let plain = plain.unwrap_or(rest.len());
        letters = letters || rest.iter().take(plain).any(|b| *b > b'9');
        at += plain;
        // so nearly all words end
        if let None | Some([] | [b' ' | b'\n', ..]) = rest.get(plain..) {
            return (at, letters);
        }
        let Some(next) = further(text, at) else {
            return (at, letters);
        };
        letters = letters || next.is_alphabetic();
        at += next.len_utf8();
    }
}

/// The character at a byte of the text if it belongs to the word before it.
#[inline(never)]
fn further(text: &str, at: usize) -> Option<char> {
    char_at(text, at).filter(|c| goes_on(*c, text, at))
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
