//! Letters that a tool poured onto one line: broken up at their heads again.

use super::{
    heads::{self, Head, HeadKind},
    pairs::holds_pair,
    row::{Row, RowKind},
};

/// No line of print is as long as this, in bytes.
const LONG: usize = 400;

/// Breaks lines in front of and behind the heads in them, in letters of which a long line holds
/// several; puts heads together that run over two lines.
pub(super) fn unfold(rows: Vec<Row>) -> Vec<Row> {
    let rows = joined(rows);
    let poured = rows
        .iter()
        .any(|r| r.kind == RowKind::Wrapped && r.text.len() >= LONG && find(&r.text).len() > 1);
    if !poured {
        return led(rows);
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

/// Puts heads together whose numbers run over two lines: `Vraag 3, 4,` and `5 en 6`.
fn joined(mut rows: Vec<Row>) -> Vec<Row> {
    rows.dedup_by(|row, last| {
        let wrapped = row.kind == RowKind::Wrapped
            && last.kind == RowKind::Wrapped
            && row.text.starts_with(|c: char| c.is_ascii_digit())
            && last.text.trim_end().ends_with([',', '-', 'n', 'm', '&']);
        if !wrapped {
            return false;
        }
        let whole = format!("{} {}", last.text, row.text);
        let numbers = |line: &str| heads::prefix(line).map_or(0, |h| h.numbers.len());
        let joins = heads::read(&last.text).is_none()
            && heads::read(&whole).is_some()
            && numbers(&whole) > numbers(&last.text);
        if joins {
            last.text = whole;
        }
        joins
    });
    rows
}

/// Breaks lines behind the heads that they begin with: `Vraag 1: Hoe …`, `Antwoord: Ja.` Without a
/// colon, `Vraag 1 Hoe …`, only in letters in which no head stands alone.
fn led(rows: Vec<Row>) -> Vec<Row> {
    let heads: Vec<Option<Head>> = rows.iter().map(|r| heads::prefix(&r.text)).collect();
    let alone = |kind| {
        let mut heads = rows.iter().zip(&heads);
        let is_one = |row: &Row, head: &Head| head.kind == kind && head.is_whole(&row.text);
        heads.any(|(row, head)| head.as_ref().is_some_and(|head| is_one(row, head)))
    };
    let (questions, answers) = (alone(HeadKind::Question), alone(HeadKind::Answer));
    let leads = |row: &Row, head: &Option<Head>| {
        let head = head.as_ref().filter(|_| row.is_words())?;
        let alone = match head.kind {
            HeadKind::Question => questions,
            HeadKind::Answer => answers,
            HeadKind::Notice | HeadKind::Closing => return None,
        };
        let (printed, rest) = row.text.split_at_checked(head.end)?;
        let colon = printed.trim_end_matches([' ', '*']).ends_with(':');
        let opens = rest.starts_with(|c: char| c.is_uppercase() || "«“‘\"'(".contains(c));
        let leads = opens && (colon || !alone && !head.numbers.is_empty());
        leads.then(|| [row.with(printed), row.with(rest)])
    };
    // in most letters none does
    let mut all = rows.iter().zip(&heads);
    if !all.any(|(row, head)| leads(row, head).is_some()) {
        return rows;
    }
    let mut out = Vec::with_capacity(rows.len() * 2);
    for (row, head) in rows.into_iter().zip(&heads) {
        match leads(&row, head) {
            Some(pair) => out.extend(pair),
            None => out.push(row),
        }
    }
    out
}

/// Heads in mid-line: behind a sentence's end or a mark, before a capital.
fn find(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    // nearly no line holds one, which pairs of their letters tell
    if !holds_pair(line, [*b"Vr", *b"An"]) {
        return out;
    }
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
        let ends_page = rows.peek().is_none_or(|r| r.kind == RowKind::Break);
        if !ends_page {
            out.push(row);
            continue;
        }
        let mut starts = chain(&row.text, expected);
        if rows.peek().is_none() && !starts.first().is_some_and(|at| closes(&row.text, *at)) {
            // the last answer may name an article 1
            starts.clear();
        }
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

/// Whether the notes of a letter may begin here in its last line: behind a sentence, and with a source.
fn closes(line: &str, at: usize) -> bool {
    let (before, body) = line.split_at_checked(at).unwrap_or_default();
    before.trim_end().ends_with(['.', '?', '!', '»', '”', ')'])
        && (["http", "www.", "Kamerstuk", "Aanhangsel", "Handelingen"]
            .iter()
            .any(|word| body.contains(word))
            || super::dates::find(body).is_some())
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
