//! Sentences: where a full stop ends one, and where it does not.

use super::{Kind, Sentence, Token};
use crate::{limits::SENTENCE_WORDS, span::Span};

/// How far, in bytes, a quotation may run on over a mark that would end a sentence.
const QUOTATION: usize = 400;

/// Adds the sentences of one part, whose tokens are `tokens`; `base` is the index of the first of them.
/// `is_abbreviation`: whether one of them is such that a full stop behind it ends no sentence.
pub(super) fn split(
    text: &str,
    is_abbreviation: &impl Fn(usize) -> bool,
    tokens: &[Token],
    base: usize,
    part: usize,
    out: &mut Vec<Sentence>,
) {
    let mut first = 0;
    let mut closes_at = 0;
    for (i, token) in tokens.iter().enumerate() {
        if token.broken && i > first {
            push(out, tokens, first, i, base, part);
            first = i;
            closes_at = 0;
        }
        // what compares the words of a sentence with each other ends
        let endless = i - first + 1 >= SENTENCE_WORDS;
        let is_mark = token.kind == Kind::Mark;
        if !(is_mark || endless) {
            continue;
        }
        if is_mark
            && token.span.start >= closes_at
            && let Some(end) = quotation(text, *token)
        {
            closes_at = end;
        }
        let quoted = token.span.start < closes_at;
        if endless || !quoted && ends(text, is_abbreviation, tokens, i) {
            push(out, tokens, first, i + 1, base, part);
            first = i + 1;
            closes_at = 0;
        }
    }
    push(out, tokens, first, tokens.len(), base, part);
}

fn push(
    out: &mut Vec<Sentence>,
    tokens: &[Token],
    first: usize,
    last: usize,
    base: usize,
    part: usize,
) {
    let Some((head, tail)) = tokens
        .get(first..last)
        .and_then(|t| Some((t.first()?, t.last()?)))
    else {
        return;
    };
    let span = Span::new(head.span.start, tail.span.end);
    out.push(Sentence {
        span,
        part,
        first: base + first,
        last: base + last,
    });
}

/// Where the mark stands that closes the quotation which `token` opens, if soon enough.
fn quotation(text: &str, token: Token) -> Option<usize> {
    // none of them is ASCII
    if text.as_bytes().get(token.span.start)?.is_ascii() {
        return None;
    }
    let (open, close) = match token.span.of(text) {
        "‘" => ('‘', '’'),
        "“" | "„" => ('“', '”'),
        "«" => ('«', '»'),
        _ => return None,
    };
    let rest = text.get(token.span.end..)?;
    let mut depth = 1;
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at > QUOTATION || c == '\n' {
            return None;
        }
        let inner = close == '’'
            && before.is_alphanumeric()
            && chars.peek().is_some_and(|(_, n)| n.is_alphanumeric());
        if c == close && !inner {
            depth -= 1;
            if depth == 0 {
                return Some(token.span.end + at);
            }
        } else if c == open && open != close {
            depth += 1;
        }
        before = c;
    }
    None
}

/// Whether the token at `i` is the mark that ends a sentence, or the closing mark after it.
fn ends(text: &str, is_abbreviation: impl Fn(usize) -> bool, tokens: &[Token], i: usize) -> bool {
    let (token, Some(next)) = (tokens[i], tokens.get(i + 1)) else {
        return true;
    };
    let mark = token.span.of(text);
    let opens = matches!(
        next.span.of(text),
        "‘" | "“" | "„" | "«" | "(" | "–" | "-" | "•"
    ) && next.spaced;
    let starts = next.capital || opens || (next.kind == Kind::Number && next.spaced);
    if !starts {
        return false;
    }
    match mark {
        "?" | "!" => true,
        "." => {
            let Some(before) = i.checked_sub(1).and_then(|b| tokens.get(b)) else {
                return false;
            };
            if before.kind == Kind::Number {
                // "3. Een …" numbers a list; "in 2024. Daarna …" ends a sentence
                return i > 1 && (before.span.len() > 2 || next.capital);
            }
            let initial = before.capital && before.span.of(text).chars().count() == 1;
            !initial && !is_abbreviation(i - 1)
        }
        "”" | "’" | "»" | ")" | "\"" => {
            let closed = i
                .checked_sub(1)
                .and_then(|b| tokens.get(b))
                .map_or("", |b| b.span.of(text));
            next.spaced && next.capital && matches!(closed, "." | "?" | "!")
        }
        _ => false,
    }
}
