//! Pieces of text on one baseline make up a line.

use super::page::Piece;
use crate::text::{NOTE_CLOSE, NOTE_OPEN, cites};

/// Pieces in a row, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    /// Where it begins, in points from the left.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// Its baseline, in points from the foot.
    pub y: f64,
    /// The size that most of it is set in, in points.
    pub size: f64,
}

impl Line {
    fn new(piece: Piece) -> Self {
        Self {
            x: piece.x,
            end: piece.end,
            y: piece.y,
            size: piece.size,
            pieces: vec![piece],
        }
    }

    /// Whether a line stands beside this one on the same baseline, or raised as a note's mark is,
    /// and near enough to belong to it.
    fn meets(&self, other: &Self) -> bool {
        let (large, small) = if self.size >= other.size {
            (self, other)
        } else {
            (other, self)
        };
        let raise = small.y - large.y;
        let level = raise.abs() < 0.12 * large.size
            || (small.size < 0.85 * large.size
                && (-0.3 * large.size..0.7 * large.size).contains(&raise));
        let gap = (other.x - self.end).max(self.x - other.end);
        level && (-0.6 * large.size..1.8 * large.size).contains(&gap)
    }

    fn join(&mut self, other: Self) {
        let weigh = |l: &Self| {
            l.pieces
                .iter()
                .map(|p| p.text.trim().chars().count())
                .sum::<usize>()
        };
        if weigh(&other) > weigh(self) {
            (self.y, self.size) = (other.y, other.size);
        }
        self.x = self.x.min(other.x);
        self.end = self.end.max(other.end);
        self.pieces.extend(other.pieces);
    }

    /// How many characters it holds.
    pub(super) fn len(&self) -> usize {
        self.pieces
            .iter()
            .map(|p| p.text.chars().filter(|c| !c.is_whitespace()).count())
            .sum()
    }

    /// About how wide its first word is, in points.
    pub(super) fn first_word(&self, typed: bool) -> f64 {
        let text = self.text(typed);
        let word = text.trim_start().split(' ').next().unwrap_or_default();
        let share = |n: usize| u32::try_from(n).map_or(f64::MAX, f64::from);
        (self.end - self.x) * share(word.chars().count()) / share(text.chars().count().max(1))
    }

    /// The raised figures that it begins with, if it does.
    pub(super) fn leading_mark(&self) -> Option<String> {
        let first = self.pieces.iter().find(|p| !p.text.trim().is_empty())?;
        let figures = first.text.trim();
        let numbered = !figures.is_empty()
            && figures.len() <= 3
            && figures.bytes().all(|b| b.is_ascii_digit());
        (numbered && self.raised(first)).then(|| figures.to_owned())
    }

    fn raised(&self, piece: &Piece) -> bool {
        piece.size < 0.85 * self.size && piece.y > self.y + 0.08 * self.size
    }

    /// Its words. Marks of notes stand between [`NOTE_OPEN`] and [`NOTE_CLOSE`]. `typed` says that
    /// spaces are drawn as glyphs, so that only a wide gap is one.
    pub(super) fn text(&self, typed: bool) -> String {
        let least = if typed { 0.21 } else { 0.15 };
        let mut out = String::new();
        let mut end: Option<f64> = None;
        let mut pieces = self.pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            if end.is_some_and(|end| piece.x - end > least * piece.size.max(0.7 * self.size))
                && !out.ends_with(' ')
                && !piece.text.starts_with(' ')
            {
                out.push(' ');
            }
            end = Some(piece.end);
            if !self.raised(piece) {
                out.push_str(&piece.text);
                continue;
            }
            let mut words = piece.text.clone();
            while let Some(next) = pieces.next_if(|p| self.raised(p)) {
                words.push_str(&next.text);
                end = Some(next.end);
            }
            if cites(out.trim_end(), &words)
                || (out.trim().is_empty() && self.leading_mark().is_some())
            {
                out.truncate(out.trim_end().len());
                for number in words.split([',', ' ', ';']).filter(|n| !n.is_empty()) {
                    out.push(NOTE_OPEN);
                    out.push_str(number);
                    out.push(NOTE_CLOSE);
                }
                if words.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                out.push_str(&words);
            }
        }
        out
    }
}

/// The lines of a page, in the order in which they are drawn.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut drawn: Vec<Line> = Vec::new();
    for piece in pieces {
        let line = Line::new(piece);
        match drawn.last_mut() {
            Some(last) if last.meets(&line) => last.join(line),
            _ => drawn.push(line),
        }
    }
    // What was drawn apart may still stand on one baseline.
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by(|a, b| by_place(&drawn[*a], &drawn[*b]));
    let mut taken: Vec<Option<Line>> = drawn.into_iter().map(Some).collect();
    let mut out: Vec<(usize, Line)> = Vec::new();
    for index in order {
        let Some(line) = taken.get_mut(index).and_then(Option::take) else {
            continue;
        };
        // lines near the same height are the last few
        match out.iter_mut().rev().take(12).find(|(_, l)| l.meets(&line)) {
            Some((first, near)) => {
                *first = (*first).min(index);
                near.join(line);
            }
            None => out.push((index, line)),
        }
    }
    out.retain(|(_, l)| l.len() > 0);
    for (_, line) in &mut out {
        line.pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    out.sort_by_key(|(first, _)| *first);
    out.into_iter().map(|(_, line)| line).collect()
}

/// From the head of the page to its foot, and from left to right.
pub(super) fn by_place(a: &Line, b: &Line) -> std::cmp::Ordering {
    b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x))
}
