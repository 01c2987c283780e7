//! Which lines of a page are the letter's text, which are notes, and which the printer put round it.
//!
//! Letters are set in one column; what stands beside it, or at head or foot of every page, is no
//! part of the running text. Notes stand below the text, smaller, and begin with their figure.

use super::line::{Line, by_place};
use std::collections::{BTreeMap, BTreeSet};

/// A page as it is drawn.
pub(super) struct Sheet {
    /// Its number, from 1.
    pub number: u32,
    /// Its lines in the order in which they are drawn.
    pub lines: Vec<Line>,
}

/// What a line is on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    Text {
        /// There is room above it.
        room: bool,
        /// The next line's first word had no room on it.
        full: Option<bool>,
    },
    /// A line of the note with this mark.
    Note(String),
    /// It stands beside, above or below the text.
    Aside,
}

/// A line in reading order.
pub(super) struct Placed {
    pub page: u32,
    pub role: Role,
    pub text: String,
}

/// What the text of a letter looks like, told by most of it.
struct Measures {
    /// Size of the type, in points.
    size: f64,
    /// Left and right of the column.
    left: f64,
    right: f64,
    /// How far lines reach at most.
    edge: f64,
    /// From baseline to baseline.
    leading: f64,
    /// Spaces are drawn as glyphs.
    typed: bool,
    /// The lowest and the highest baseline of all pages.
    lowest: f64,
    highest: f64,
}

/// Lengths are compared in tenths of a point.
fn tenths(length: f64) -> i64 {
    // a page is some thousand points wide; what is not, does not matter
    #[allow(clippy::cast_possible_truncation)]
    let whole = (length * 10.0).round().clamp(-1e9, 1e9) as i64;
    whole
}

fn points(tenths: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // at most 1e9
    let tenths = tenths as f64;
    tenths / 10.0
}

/// The value that most speaks for, the smallest of those that tie.
fn most(weighed: impl Iterator<Item = (i64, usize)>) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (value, weight) in weighed {
        *counts.entry(value).or_default() += weight;
    }
    counts
        .into_iter()
        .max_by_key(|(value, weight)| (*weight, -*value))
        .map(|(value, _)| value)
}

impl Measures {
    fn of(sheets: &[Sheet]) -> Self {
        let lines = || sheets.iter().flat_map(|s| &s.lines);
        let size = points(most(lines().map(|l| (tenths(l.size), l.len()))).unwrap_or(100)).max(1.0);
        let body = || lines().filter(|l| (l.size - size).abs() < 0.06 * size);
        let left = points(most(body().map(|l| (tenths(l.x), l.len()))).unwrap_or(0));
        // A few lines may run into the margin: addresses that cannot be broken.
        let mut ends: Vec<f64> = body()
            .filter(|l| (left - 1.0..left + 5.0 * size).contains(&l.x))
            .map(|l| l.end)
            .collect();
        ends.sort_by(f64::total_cmp);
        let edge = ends.get(ends.len() * 19 / 20).copied().unwrap_or(left);
        let right = edge + size;
        let leading = sheets
            .iter()
            .flat_map(|s| s.lines.windows(2))
            .filter_map(|w| match w {
                [above, below] if (above.size - size).abs() < 0.06 * size && above.y > below.y => {
                    Some((tenths(above.y - below.y), 1))
                }
                _ => None,
            });
        let leading = points(most(leading).unwrap_or(0)).max(size);
        let (spaces, words) = lines().map(|l| l.text(true)).fold((0, 0), |(s, w), t| {
            (s + t.matches(' ').count(), w + t.len())
        });
        Self {
            size,
            left,
            right,
            edge,
            leading,
            typed: spaces * 25 > words,
            lowest: lines().map(|l| l.y).fold(f64::MAX, f64::min),
            highest: lines().map(|l| l.y).fold(f64::MIN, f64::max),
        }
    }

    /// How high a line stands: 0 is the lowest line of all pages, 1 the highest.
    fn height(&self, line: &Line) -> f64 {
        (line.y - self.lowest) / (self.highest - self.lowest).max(1.0)
    }

    fn in_column(&self, line: &Line) -> bool {
        line.x > self.left - 0.8 * self.size && line.x < self.right
    }
}

/// Puts the lines of all pages into reading order.
pub(super) fn order(sheets: Vec<Sheet>) -> Vec<Placed> {
    let measures = Measures::of(&sheets);
    let repeated = repeated(&sheets, &measures);
    let mut last_note = 0_u32;
    let mut out = Vec::new();
    for sheet in sheets {
        page(sheet, &measures, &repeated, &mut last_note, &mut out);
    }
    out
}

/// A line's words with every figure alike, and its height on the page.
fn blurred(line: &Line, measures: &Measures) -> (String, i64) {
    let text = line.text(measures.typed);
    let text = text
        .trim()
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    (text, tenths(line.y) / 40)
}

/// Heads of questions and answers differ by their figure only, and may come on the same height.
fn heads_answer(line: &str) -> bool {
    ["Vraag", "Vragen", "Antwoord"]
        .iter()
        .any(|w| line.starts_with(w))
}

/// What stands on the same height on several pages.
fn repeated(sheets: &[Sheet], measures: &Measures) -> BTreeSet<(String, i64)> {
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for sheet in sheets {
        let once: BTreeSet<(String, i64)> = sheet
            .lines
            .iter()
            .filter(|l| !(0.08..0.85).contains(&measures.height(l)) && l.leading_mark().is_none())
            .map(|l| blurred(l, measures))
            .filter(|(t, _)| !heads_answer(t))
            .collect();
        for key in once {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, n)| *n > 1)
        .map(|(key, _)| key)
        .collect()
}

fn page(
    sheet: Sheet,
    measures: &Measures,
    repeated: &BTreeSet<(String, i64)>,
    last_note: &mut u32,
    out: &mut Vec<Placed>,
) {
    let Sheet { number, lines } = sheet;
    let (mut column, aside): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|l| measures.in_column(l));
    if !beside(&column) {
        column.sort_by(by_place);
    }
    if number > 1 {
        let heads = column
            .iter()
            .take_while(|l| repeated.contains(&blurred(l, measures)))
            .count();
        column.drain(..heads);
    }
    let (feet, column) = feet(column, measures, repeated, *last_note);
    let (above, below) = blocks(aside, measures);
    let placed = |role: Role, line: &Line| Placed {
        page: number,
        role,
        text: line.text(measures.typed),
    };
    // Only the first page's head and margin say anything of the letter that is not said before. A
    // page's own number says nothing.
    let own = |l: &&Line| {
        let counted = l.text(measures.typed).trim() == number.to_string();
        !counted && (number == 1 || !repeated.contains(&blurred(l, measures)))
    };
    if number == 1 {
        out.extend(above.iter().filter(own).map(|l| placed(Role::Aside, l)));
    }
    let foot = column
        .iter()
        .rposition(|l| l.size > 0.95 * measures.size)
        .map_or(0, |i| i + 1);
    let (text, notes) = column.split_at(notes(&column, foot, *last_note, measures));
    let mut before: Option<f64> = None;
    for (index, line) in text.iter().enumerate() {
        if index > 0 && before.is_some_and(|y| (y - line.y).abs() < 0.3 * line.size) {
            // cells of a row
            if let Some(row) = out.last_mut() {
                row.text.push(' ');
                row.text.push_str(&line.text(measures.typed));
            }
            continue;
        }
        let room = before.is_some_and(|y| y - line.y > 1.35 * measures.leading);
        before = Some(line.y);
        let full = text.get(index + 1).map(|next| {
            line.end + 0.25 * line.size + 1.1 * next.first_word(measures.typed) > measures.edge
        });
        out.push(placed(Role::Text { room, full }, line));
    }
    let mut mark = last_note.to_string();
    for line in notes {
        if let Some(next) = mark_of(line, *last_note, measures) {
            *last_note = next;
            mark = next.to_string();
        }
        out.push(placed(Role::Note(mark.clone()), line));
    }
    out.extend(feet.iter().filter(own).map(|l| placed(Role::Aside, l)));
    if number == 1 {
        out.extend(below.iter().filter(own).map(|l| placed(Role::Aside, l)));
    }
}

/// Whether lines of a page stand beside each other, as in a table or in two columns.
fn beside(lines: &[Line]) -> bool {
    let mut heights: Vec<i64> = lines.iter().map(|l| tenths(l.y) / 10).collect();
    heights.sort_unstable();
    let pairs = heights
        .windows(2)
        .filter(|w| matches!(w, [a, b] if a == b))
        .count();
    pairs * 4 > lines.len()
}

/// Takes the foot of the page off: what stands well below all else, or where other pages have the
/// same.
fn feet(
    mut column: Vec<Line>,
    measures: &Measures,
    repeated: &BTreeSet<(String, i64)>,
    last_note: u32,
) -> (Vec<Line>, Vec<Line>) {
    let mut feet = Vec::new();
    while let Some(last) = column.last() {
        let above = column
            .iter()
            .rev()
            .find(|l| l.y > last.y + 0.5 * last.size)
            .map(|l| l.y - last.y);
        let apart = above.is_some_and(|gap| gap > 3.0 * measures.leading)
            && last.text(true).chars().count() < 80
            && measures.height(last) < 0.08;
        let note = mark_of(last, last_note, measures).is_some();
        if note || !apart && !repeated.contains(&blurred(last, measures)) {
            break;
        }
        feet.extend(column.pop());
    }
    feet.reverse();
    (feet, column)
}

/// Parts what stands outside the column into that which begins in the upper half of the page and
/// the rest.
fn blocks(mut aside: Vec<Line>, measures: &Measures) -> (Vec<Line>, Vec<Line>) {
    aside.sort_by(|a, b| tenths(a.x).cmp(&tenths(b.x)).then(by_place(a, b)));
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in aside {
        let goes_on = blocks
            .last()
            .and_then(|b| b.last())
            .is_some_and(|l| (l.x - line.x).abs() < 1.0 && l.y - line.y < 4.0 * measures.leading);
        match blocks.last_mut() {
            Some(block) if goes_on => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    let top = |b: &[Line]| b.first().map_or(0.0, |l| l.y);
    blocks.sort_by(|a, b| top(b).total_cmp(&top(a)));
    let (above, below): (Vec<_>, Vec<_>) = blocks
        .into_iter()
        .partition(|b| b.first().is_some_and(|l| measures.height(l) > 0.35));
    (above.concat(), below.concat())
}

/// Where the notes begin among the lines of a page; `foot` is the first line that is smaller than
/// the text and has none of it below.
fn notes(column: &[Line], foot: usize, last: u32, measures: &Measures) -> usize {
    let tail = column.get(foot..).unwrap_or_default();
    let marked = tail
        .iter()
        .position(|l| mark_of(l, last, measures).is_some());
    if last > 0 && (marked.is_some() || !beside(tail)) && !tail.is_empty() {
        // the note of an earlier page goes on right above; what stands apart is a table
        let first = marked.unwrap_or(tail.len() - 1);
        return foot + goes_on(tail, first);
    }
    if let Some(first) = marked {
        return foot + first;
    }
    // Notes may be as large as the text; then only a raised figure at their start tells them.
    let raised = |l: &Line| l.leading_mark().is_some_and(|m| m.parse() == Ok(last + 1));
    let half = column.len() / 3;
    column
        .iter()
        .enumerate()
        .skip(half)
        .find(|(_, l)| raised(l))
        .map_or(column.len(), |(i, _)| i)
}

/// Where the run of lines begins that stand right above one another and end in this one.
fn goes_on(lines: &[Line], last: usize) -> usize {
    let own = lines.get(..=last).unwrap_or_default();
    let apart = |pair: &[Line]| match pair {
        [above, line] => above.y - line.y > 1.8 * line.size || above.y <= line.y,
        _ => false,
    };
    own.windows(2).rposition(apart).map_or(0, |n| n + 1)
}

/// The number of the note that a line begins, where the numbering asks for it.
fn mark_of(line: &Line, last: u32, measures: &Measures) -> Option<u32> {
    let asked = |n: &u32| *n == last + 1 || (*n == 1 && last > 0);
    if let Some(mark) = line.leading_mark() {
        return mark.parse().ok().filter(asked);
    }
    let text = line.text(measures.typed);
    let (figures, body) = text.trim_start().split_once(' ')?;
    (!body.is_empty())
        .then(|| figures.parse().ok().filter(asked))
        .flatten()
}
