//! Questions that are numbered without the word `Vraag`: `1. Hoe …`, `1` on a line of its own, or
//! `Vraag` without a number.

use crate::letter::{
    flow,
    heads::{self, HeadKind},
    row::{Row, RowKind},
};

/// The most lines that one numbered question has.
const ITEM: usize = 30;

/// How far below a list of an answer the next question is looked for, in lines.
const ANSWER: usize = 300;

/// Finds the questions of a letter, one after another.
pub(super) struct Numbered {
    /// The number that the next question bears.
    pub expected: u32,
    /// The last number of a list since the last head.
    item: Option<u32>,
    answer_heads: bool,
    /// For each row, whether a question mark comes before the next item of a list.
    asks: Vec<bool>,
}

impl Numbered {
    pub(super) fn new(rows: &[Row]) -> Self {
        let answer_heads = rows
            .iter()
            .filter_map(|r| heads::read(&r.text))
            .any(|h| h.kind == HeadKind::Answer);
        // backwards: a question mark counts until the next numbered line or head above it
        let mut asks = vec![false; rows.len()];
        let mut seen = 0_u32;
        for (i, row) in rows.iter().enumerate().rev() {
            if heads::read(&row.text).is_some() {
                seen = 0;
            } else if row.text.contains('?') {
                seen = 12;
            } else if row.is_words() {
                seen = seen.saturating_sub(1);
            }
            if let Some(slot) = asks.get_mut(i) {
                *slot = seen > 0;
            }
            if number(&row.text).is_some() && !row.text.contains('?') && !answer_heads {
                seen = seen.saturating_sub(4);
            }
        }
        Self {
            expected: 1,
            item: None,
            answer_heads,
            asks,
        }
    }

    /// The number of the question that begins at row `i`, and where its text begins. Rows are asked for
    /// in their order.
    pub(super) fn at(&mut self, rows: &[Row], i: usize) -> Option<(u32, usize)> {
        let row = rows.get(i).filter(|r| r.is_words())?;
        if heads::read(&row.text).is_some() {
            self.item = None;
        }
        if row.text.trim_end_matches([':', ' ']) == "Vraag" {
            // over a list it is a title
            let below = rows.iter().skip(i + 1).find(|r| r.is_words());
            let listed = below.is_none_or(|r| number(&r.text).is_some());
            return (!listed).then_some((self.expected, row.text.len()));
        }
        let (value, end) = number(&row.text)?;
        let listed = self.item.is_some_and(|item| item + 1 == value) && again(rows, i, value);
        if listed || value != self.expected || !self.asks.get(i).copied().unwrap_or(false) {
            self.item = Some(value);
            return None;
        }
        let above = i.checked_sub(1).and_then(|p| rows.get(p));
        // A bare number is a head only where answers have heads as well.
        let bare = row.text.len() == end;
        // In text without blank lines only the sentence before it ends; before the first question
        // stands a title, which is none.
        let follows = |r: &Row| {
            let capital = || {
                row.text
                    .get(end..)
                    .is_some_and(|t| t.starts_with(char::is_uppercase))
            };
            bare || flow::ends_sentence(&r.text) || value == 1 && capital()
        };
        let free = row.kind == RowKind::Paragraph
            || above.is_none_or(|r| {
                !r.is_words() || r.kind == RowKind::Paragraph || heads::read(&r.text).is_some()
            })
            || above.is_some_and(follows) && asks_itself(rows, i);
        let dotted = row.text.contains(['.', ')']);
        (free && (!bare || dotted || self.answer_heads)).then_some((value, end))
    }
}

/// Whether the same number stands once more below, at a line that asks something, before the next head:
/// then it is that line that begins the question, and the one above belongs to a list.
fn again(rows: &[Row], i: usize, value: u32) -> bool {
    let below = rows.iter().enumerate().skip(i + 1).take(ANSWER);
    let below = below.take_while(|(_, row)| heads::read(&row.text).is_none());
    let mut same = below.filter(|(_, row)| {
        row.is_words() && number(&row.text).is_some_and(|(number, _)| number == value)
    });
    same.any(|(n, _)| asks_itself(rows, n))
}

/// Whether a numbered line itself asks something, or announces what it asks, before the next number,
/// head or gap.
fn asks_itself(rows: &[Row], from: usize) -> bool {
    let own = rows.iter().skip(from).take(ITEM);
    let own = own.enumerate().take_while(|(n, row)| {
        *n == 0 || row.is_words() && number(&row.text).is_none() && heads::read(&row.text).is_none()
    });
    let mut last = "";
    for (_, row) in own {
        if row.text.contains('?') {
            return true;
        }
        last = &row.text;
    }
    last.ends_with(':')
}

/// `12. `, `12) ` or a bare `12`: the number and where the text begins.
fn number(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let value = line
        .get(..digits)
        .filter(|d| (1..=3).contains(&d.len()) && !d.starts_with('0'))?
        .parse()
        .ok()?;
    let rest = line.get(digits..)?;
    if rest.is_empty() {
        return Some((value, digits));
    }
    let text = rest.strip_prefix(['.', ')'])?;
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((value, digits + 1 + text.len() - text.trim_start().len()))
}
