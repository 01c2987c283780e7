//! Words, numbers and marks.

use crate::span::Span;

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
}

/// The tokens of the stretch `within` of `text`.
pub(crate) fn split(text: &str, within: Span) -> impl Iterator<Item = Token> {
    let part = text.get(within.start..within.end).unwrap_or_default();
    let rest = move |at: usize| part.get(at..).unwrap_or_default();
    let mut at = 0;
    std::iter::from_fn(move || {
        let before = at;
        let gap = rest(at).find(|c: char| !c.is_whitespace())?;
        let start = before + gap;
        let c = rest(start).chars().next()?;
        at = start + c.len_utf8();
        let kind = if c.is_alphanumeric() {
            let mut letters = c.is_alphabetic();
            loop {
                let plain = rest(at).bytes().take_while(u8::is_ascii_alphanumeric);
                for byte in plain {
                    letters |= byte > b'9';
                    at += 1;
                }
                let mut chars = rest(at).chars();
                let Some(next) = chars.next().filter(|c| *c != ' ') else {
                    break;
                };
                if !goes_on(next, chars.as_str()) {
                    break;
                }
                letters |= next.is_alphabetic();
                at += next.len_utf8();
            }
            if letters { Kind::Word } else { Kind::Number }
        } else {
            Kind::Mark
        };
        Some(Token {
            span: Span::new(within.start + start, within.start + at),
            kind,
            capital: c.is_uppercase(),
            spaced: gap > 0 || before == 0,
        })
    })
}

/// Whether `c` belongs to the word before it, given what stands after it.
fn goes_on(c: char, rest: &str) -> bool {
    if c.is_alphanumeric() || is_combining(c) {
        return true;
    }
    let after = rest.chars().next();
    let solid = after.is_some_and(char::is_alphanumeric);
    match c {
        '+' | '-' | '‐' | '‑' => solid || after == Some('-'),
        '\'' | '’' | '&' | '_' => solid,
        // "data.overheid.nl", "3.500", but not the end of a sentence whose space was lost
        '.' | ':' | '/' | ',' => {
            after.is_some_and(|a| a.is_ascii_digit() && c != '/' || (c == '.' && a.is_lowercase()))
                || (c == '/' && after.is_some_and(|a| a.is_ascii_digit()))
        }
        _ => false,
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
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let (ascii, other) = rest.split_at_checked(plain).unwrap_or((rest, ""));
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
