//! Bodies of footnotes: taken from the feet of pages and from the end of the letter.
//!
//! A foot is a run of lines at the end of a page that begin with the next numbers in turn, each
//! glued to its text (`4Kamerstuk`) or apart (`4 Kamerstuk`). Some tools print the addresses in
//! the notes once more below them; those lists go.

use super::{
    heads,
    pairs::holds_pair,
    row::{Row, RowKind},
    words::tail,
};
use crate::limits::ADDRESS_BYTES;

mod stray;

/// The body of a footnote, still in lines.
#[derive(Debug)]
pub(super) struct Body {
    /// Its mark as printed: `4`, `1)`.
    pub mark: String,
    /// Its lines, without the mark.
    pub rows: Vec<Row>,
    /// Stands in a list at the end of the letter, not at the foot of a page.
    pub at_end: bool,
    /// A blank stood between the mark and the body.
    pub spaced: bool,
}

/// How a mark is set off from the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `4Kamerstuk`
    Glued,
    /// `4 Kamerstuk`
    Spaced,
    /// `1) Krant`
    Bracket,
    /// `[1] Krant`
    Square,
    /// `1. Krant`
    Dotted,
}

/// Parts rows into running text and footnote bodies. `house`: set by the Kamer, whose notes stand
/// right under the text.
pub(super) fn collect(rows: Vec<Row>, house: bool) -> (Vec<Row>, Vec<Body>) {
    // Where some notes are glued to their numbers all are, and a number apart is a mark in the text.
    let tight = house
        && !rows
            .iter()
            .any(|r| matches!(mark(&r.text), Some((_, Style::Glued, _))));
    let mut left: Vec<Row> = Vec::with_capacity(rows.len());
    let mut bodies = Vec::new();
    let mut page: Vec<Row> = Vec::new();
    let mut expected = 1;
    let formed = rows.iter().any(|r| matches!(r.kind, RowKind::Note(_)));
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let ends = row.kind == RowKind::Break;
        if let RowKind::Note(mark) = &row.kind {
            let line = Row::new(&row.text, row.place, RowKind::Wrapped);
            // each line of a note bears its mark
            let paged = row.place.page > 0;
            match bodies
                .last_mut()
                .filter(|b: &&mut Body| paged && b.mark == *mark)
            {
                Some(body) => body.rows.push(line),
                None => bodies.push(Body {
                    mark: mark.clone(),
                    rows: vec![line],
                    at_end: false,
                    spaced: false,
                }),
            }
        } else if !ends {
            page.push(row);
        }
        if ends || rows.peek().is_none() {
            let last = rows.peek().is_none();
            if house && !formed {
                stray::settle(&mut page, expected);
            }
            foot(
                &mut page,
                &mut left,
                &mut bodies,
                &mut expected,
                (last, tight, formed),
            );
            if ends {
                left.push(Row::new(
                    "",
                    left.last()
                        .map_or(crate::text::Place::default(), |r| r.place),
                    RowKind::Break,
                ));
            }
        }
    }
    (left, bodies)
}

/// Takes the notes at the foot of one page.
fn foot(
    page: &mut Vec<Row>,
    left: &mut Vec<Row>,
    bodies: &mut Vec<Body>,
    expected: &mut u32,
    (last, tight, formed): (bool, bool, bool),
) {
    let start = page
        .iter()
        .rposition(|r| heads::read(&r.text).is_some())
        .map_or(0, |i| i + 1);
    let starts: Vec<(usize, u32, Style)> = page
        .iter()
        .enumerate()
        .skip(start)
        .filter(|(_, r)| r.is_words())
        .filter_map(|(i, r)| mark(&r.text).map(|(n, style, _)| (i, n, style)))
        // a form that shows its notes has no others at the feet of its pages
        .filter(|(_, _, s)| !(formed && matches!(s, Style::Glued | Style::Spaced)))
        .collect();
    let chain = chain(page, &starts, *expected, last, tight);
    let cut = chain.first().map_or(page.len(), |(i, _, _)| *i);
    let tail = page.split_off(cut);
    // addresses repeated at the foot of a page that has no notes of its own are furniture as well
    if chain.is_empty() {
        drop_addresses(page);
        left.append(page);
        return;
    }
    while page
        .last()
        .is_some_and(|r| r.kind == RowKind::Blank || r.text.chars().all(|c| c == '_'))
    {
        page.pop();
    }
    left.append(page);
    let mut after_blank = false;
    for (offset, row) in tail.into_iter().enumerate() {
        let index = cut + offset;
        if let Some((_, number, style)) = chain.iter().find(|(i, _, _)| *i == index) {
            let from = mark(&row.text).map_or(0, |(_, _, end)| end);
            let printed = match style {
                Style::Bracket => format!("{number})"),
                Style::Square => format!("[{number}]"),
                _ => number.to_string(),
            };
            let body = row.with(row.text.get(from..).unwrap_or_default());
            let at_end = last && !matches!(style, Style::Glued | Style::Spaced);
            bodies.push(Body {
                mark: printed,
                rows: vec![body],
                at_end,
                spaced: *style == Style::Spaced,
            });
            if !at_end {
                *expected = number + 1;
            }
            after_blank = false;
        } else if row.kind == RowKind::Blank {
            after_blank = true;
        } else if !(is_address(&row.text) && after_blank)
            && let Some(body) = bodies.last_mut()
        {
            body.rows.push(row);
        }
    }
}

/// Lists of bare addresses at the end of a page repeat what its notes say.
fn drop_addresses(page: &mut Vec<Row>) {
    let words = page
        .iter()
        .rposition(|r| r.is_words() && !is_address(&r.text))
        .map_or(0, |i| i + 1);
    let mut tail = page.split_off(words);
    if tail.iter().filter(|r| r.is_words()).count() < 2 {
        page.append(&mut tail);
    }
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && !line.contains(' ')
}

/// The run of lines that carry the next numbers in turn; empty where the page has no notes.
///
/// Where several lines could begin it, the longest run wins, and of those the last: notes stand
/// at the very end.
fn chain(
    page: &[Row],
    starts: &[(usize, u32, Style)],
    expected: u32,
    last: bool,
    tight: bool,
) -> Vec<(usize, u32, Style)> {
    let mut best: Vec<(usize, u32, Style)> = Vec::new();
    for style in [
        Style::Glued,
        Style::Spaced,
        Style::Bracket,
        Style::Square,
        Style::Dotted,
    ] {
        let at_end = !matches!(style, Style::Glued | Style::Spaced);
        if at_end && !last {
            continue;
        }
        let first = if at_end { 1 } else { expected };
        let mut found: Vec<(usize, u32, Style)> = Vec::new();
        let mut candidates: Vec<Vec<(usize, u32, Style)>> = Vec::new();
        let mut open: Option<Vec<(usize, u32, Style)>> = None;
        for &(i, n, s) in starts {
            if s != style && (at_end || !matches!(s, Style::Glued | Style::Spaced)) {
                continue;
            }
            if n == first && begins(page, i, s, tight) {
                if let Some(run) = open.take() {
                    candidates.push(run);
                }
                open = Some(vec![(i, n, s)]);
            } else if let Some(run) = &mut open
                && run.last().is_some_and(|(_, m, _)| n == m + 1)
            {
                run.push((i, n, s));
            }
        }
        candidates.extend(open);
        for run in candidates {
            if run.len() >= found.len() {
                found = run;
            }
        }
        if at_end
            && found
                .first()
                .is_some_and(|(i, _, _)| !closes_letter(page, *i, style))
        {
            found.clear();
        }
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// Whether a line may be the first note of a page: a note apart from its number needs room above.
fn begins(page: &[Row], index: usize, style: Style, tight: bool) -> bool {
    match style {
        Style::Glued => true,
        Style::Spaced if tight => page.get(index).is_some_and(|r| {
            let body = r
                .text
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            body.starts_with(|c: char| c.is_uppercase() || "«“‘\"(".contains(c))
                || body.starts_with("http")
                || body.starts_with("www")
        }),
        _ => {
            index == 0
                || page
                    .get(index)
                    .is_some_and(|r| r.kind == RowKind::Paragraph && style != Style::Spaced)
                || page
                    .get(index - 1)
                    .is_some_and(|r| r.kind == RowKind::Blank || r.text.chars().all(|c| c == '_'))
        }
    }
}

/// Whether a list from `index` on can be the notes at the end of a letter, and not a list in its
/// last answer: sources have dates, addresses or numbers of documents in them.
fn closes_letter(page: &[Row], index: usize, style: Style) -> bool {
    let Some(first) = page.get(index) else {
        return false;
    };
    if style == Style::Square {
        return true;
    }
    let source = |r: &Row| {
        let t = r.text.as_str();
        t.contains("http")
            || t.contains("www.")
            || t.contains("Kamerstuk")
            || t.contains("Aanhangsel")
            || t.contains("Handelingen")
            || super::dates::find(t).is_some()
    };
    source(first) || page.get(index + 1).is_some_and(source)
}

/// The mark at the start of a line, how it is set off, and where the body begins.
fn mark(line: &str) -> Option<(u32, Style, usize)> {
    let (open, rest) = line.strip_prefix('[').map_or((0, line), |r| (1, r));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest
        .get(..digits)
        .filter(|d| (1..=3).contains(&d.len()) && !d.starts_with('0'))?
        .parse()
        .ok()?;
    let after = rest.get(digits..)?;
    let next = after.chars().next()?;
    let (style, skip) = match next {
        ']' if open == 1 => (Style::Square, 1),
        _ if open == 1 => return None,
        ')' => (Style::Bracket, 1),
        '.' if after.starts_with(". ") => (Style::Dotted, 1),
        ' ' => (Style::Spaced, 1),
        c if c.is_alphabetic() || matches!(c, '«' | '‘' | '“' | '"' | '\'' | '(' | '’') => {
            (Style::Glued, 0)
        }
        _ => return None,
    };
    let end = open + digits + skip;
    line.get(end..)
        .is_some_and(|body| body.chars().any(char::is_alphanumeric))
        .then_some((number, style, end))
}

/// Joins the lines of a body, putting addresses that were cut at a line's end together again.
pub(super) fn glue_address(before: &str, after: &str) -> bool {
    // an address that is longer still would grow with every line
    let last = tail(before, ADDRESS_BYTES).rsplit(' ').next();
    let last = last.unwrap_or_default();
    let first = after.split(' ').next().unwrap_or_default();
    let address =
        holds_pair(last, [*b":/", *b"ww"]) && (last.contains("://") || last.contains("www."));
    address
        && !first.starts_with(['[', '(', '«'])
        && !last.ends_with([';', ',', ')', '.'])
        && (last.ends_with(['-', '/', '=', '_', '%', '&', '?'])
            || first.contains(['/', '=', '_', '-', '%'])
            || first.contains(".html")
            || first.contains(".nl"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_bodies() {
        assert_eq!(mark("4Kamerstuk 12"), Some((4, Style::Glued, 1)));
        assert_eq!(mark("12 https://een.nl"), Some((12, Style::Spaced, 3)));
        assert_eq!(mark("1) De Krant"), Some((1, Style::Bracket, 2)));
        assert_eq!(mark("[2] De Krant"), Some((2, Style::Square, 3)));
        assert_eq!(mark("3. De Krant"), Some((3, Style::Dotted, 2)));
        for line in ["", "12", "2031", "9.5 miljoen", "1-2", "kop", "0 x"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn addresses_cut_in_two() {
        assert!(glue_address("zie https://voorbeeld.nl/een-", "twee-drie"));
        assert!(glue_address("https://voorbeeld.nl/een", "model-drie"));
        assert!(!glue_address("https://voorbeeld.nl/een", "en ook"));
        assert!(!glue_address("een woord", "twee-drie"));
    }
}
