//! Letters that a tool poured onto one line: broken up at their heads again.

use super::{
    heads::{self, HeadKind},
    row::{Row, RowKind},
};

/// No line of print is as long as this, in bytes.
const LONG: usize = 400;

/// Breaks lines in front of and behind the heads in them, in letters of which a long line holds
/// several.
pub(super) fn unfold(rows: Vec<Row>) -> Vec<Row> {
    let poured = rows
        .iter()
        .any(|r| r.kind == RowKind::Wrapped && r.text.len() >= LONG && find(&r.text).len() > 1);
    if !poured {
        return rows;
    }
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let heads = if row.kind == RowKind::Wrapped {
            find(&row.text)
        } else {
            Vec::new()
        };
        let mut from = 0;
        for (start, end) in heads {
            for (a, b) in [(from, start), (start, end)] {
                let piece = row.text.get(a..b).unwrap_or_default();
                if !piece.trim().is_empty() {
                    out.push(row.with(piece));
                }
            }
            from = end;
        }
        if from == 0 {
            out.push(row);
        } else {
            out.push(row.with(row.text.get(from..).unwrap_or_default()));
        }
    }
    notes(out)
}

/// Heads in mid-line: behind a sentence's end or a mark, before a capital.
fn find(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut done = 0;
    for word in ["Vraag ", "Antwoord ", "Antwoorden "] {
        for (at, _) in line.match_indices(word) {
            let before = line.get(..at).unwrap_or_default().trim_end();
            let opens = before.is_empty()
                || before.ends_with(['.', '?', '!', ':', ';', '»', '”', '’', '"', ')', '\''])
                || before.ends_with(|c: char| c.is_ascii_digit());
            let Some(head) = line.get(at..).filter(|_| opens).and_then(heads::prefix) else {
                continue;
            };
            let rest = line.get(at + head.end..).unwrap_or_default();
            let starts = rest.is_empty()
                || rest.starts_with(|c: char| {
                    c.is_uppercase() || c.is_ascii_digit() || "«“‘\"'(".contains(c)
                });
            if !head.numbers.is_empty()
                && starts
                && matches!(head.kind, HeadKind::Question | HeadKind::Answer)
            {
                out.push((at, at + head.end));
            }
        }
    }
    out.sort_unstable();
    out.retain(|(start, end)| {
        let keep = *start >= done;
        if keep {
            done = *end;
        }
        keep
    });
    out
}

/// Breaks the notes off a line that ends its page: ` 1 Krant, … 2 Kamerstuk …`.
fn notes(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut expected = 1_u32;
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let ends_page = rows.peek().is_some_and(|r| r.kind == RowKind::Break);
        if !ends_page {
            out.push(row);
            continue;
        }
        let mut starts = chain(&row.text, expected);
        expected += u32::try_from(starts.len()).unwrap_or(0);
        starts.push(row.text.len());
        let mut from = 0;
        for at in starts {
            let piece = row.text.get(from..at).unwrap_or_default().trim();
            if !piece.is_empty() {
                if from > 0 && out.last().is_some_and(|r| r.kind != RowKind::Blank) {
                    // notes apart from the text above them
                    let blank = Row::new("", row.place, RowKind::Blank);
                    out.push(blank);
                }
                out.push(row.with(piece));
            }
            from = at;
        }
    }
    out
}

/// Where the last run `expected`, `expected` + 1, … of figures apart stands in a line, each before a
/// capital or an address.
fn chain(line: &str, expected: u32) -> Vec<usize> {
    let mut figures: Vec<(usize, u32)> = Vec::new();
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if c.is_ascii_digit() && before == ' ' {
            let rest = line.get(at..).unwrap_or_default();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let after = rest.get(digits..).unwrap_or_default();
            let opens = after.strip_prefix(' ').is_some_and(|a| {
                a.starts_with(|c: char| c.is_uppercase() || "«“‘'\"(".contains(c))
                    || a.starts_with("http")
                    || a.starts_with("www")
            });
            if opens
                && digits <= 3
                && let Some(number) = rest.get(..digits).and_then(|d| d.parse().ok())
            {
                figures.push((at, number));
            }
        }
        before = c;
    }
    let Some(start) = figures.iter().rposition(|(_, n)| *n == expected) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut next = expected;
    for (at, number) in figures.into_iter().skip(start) {
        if number == next {
            out.push(at);
            next += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    #[test]
    fn a_letter_on_one_line() {
        let filler = "Dat is een lange zin over bruggen en sluizen. ".repeat(10);
        let line = format!(
            "Titel over bruggen. Vraag 1 Kent u dit?1 Antwoord 1 Ja. {filler}Vraag 2 en 3 Zie antwoord 1 Waarom? Wat nu? Antwoord 2 en 3 Zo."
        );
        let rows = unfold(vec![Row::new(&line, Place::line(1), RowKind::Wrapped)]);
        let heads: Vec<&str> = rows
            .iter()
            .map(|r| r.text.as_str())
            .filter(|t| heads::read(t).is_some())
            .collect();
        assert_eq!(
            heads,
            ["Vraag 1", "Antwoord 1", "Vraag 2 en 3", "Antwoord 2 en 3"]
        );
    }
}
