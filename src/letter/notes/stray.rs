//! Numbers of notes that a tool tore off their notes, at the foot of a page that the Kamer set.
//!
//! The number of a note is set smaller and higher than its text, and some tools print it on a line of
//! its own, before its note, behind the imprint, or below all notes:
//!
//! ```text
//! waarover u de Kamer heeft geïnformeerd?4
//!
//! 3
//!
//! Kamerstuk 99 123, nr. 4.
//! Kamerstuk 99 123, nr. 5.
//! 4
//! ```
//! Here each number is put before its note again, so that they read as notes do elsewhere.

use crate::letter::{
    heads,
    row::{Row, RowKind},
};

/// The most characters that the notes of one page have.
const LONGEST: usize = 4000;

/// A note whose number stood apart.
struct Stray {
    number: u32,
    /// The line of the number.
    row: Row,
    lines: Vec<Row>,
}

/// Puts numbers that stand alone at the end of a page before their notes, where they go on from
/// `expected`.
pub(super) fn settle(page: &mut Vec<Row>, expected: u32) {
    let Some(from) = begin(page, expected) else {
        return;
    };
    let mut notes: Vec<Stray> = Vec::new();
    for row in page.split_off(from) {
        match number(&row) {
            Some(number) => notes.push(Stray {
                number,
                row,
                lines: Vec::new(),
            }),
            None if row.is_words() => {
                if let Some(note) = notes.last_mut() {
                    note.lines.push(row);
                }
            }
            None => {}
        }
    }
    notes.sort_by_key(|note| note.number);
    for at in 1..notes.len() {
        let (before, rest) = notes.split_at_mut(at);
        if let (Some(before), Some(note)) = (before.last_mut(), rest.first_mut())
            && note.lines.is_empty() != before.lines.is_empty()
        {
            let mut lines = std::mem::take(&mut before.lines);
            lines.append(&mut note.lines);
            note.lines = halve(&mut lines);
            before.lines = lines;
        }
    }
    let place = notes.first().map(|note| note.row.place);
    page.extend(place.map(|place| Row::new("", place, RowKind::Blank)));
    for Stray { number, row, lines } in notes {
        let mut lines = lines.into_iter();
        if let Some(first) = lines.next() {
            page.push(row.with(&format!("{number} {}", first.text)));
            page.extend(lines);
        }
    }
}

/// The row of the first number, where all numbers that stand alone from there on are `expected` and
/// those after it, in any order, and what follows reads as notes.
fn begin(page: &[Row], expected: u32) -> Option<usize> {
    let start = page
        .iter()
        .rposition(|row| heads::read(&row.text).is_some())
        .map_or(0, |at| at + 1);
    let alone: Vec<(usize, u32)> = page
        .iter()
        .enumerate()
        .skip(start)
        .filter_map(|(at, row)| Some((at, number(row)?)))
        .collect();
    let first = alone.iter().rposition(|(_, n)| *n == expected)?;
    let own = alone.get(first..)?;
    let mut numbers: Vec<u32> = own.iter().map(|(_, n)| *n).collect();
    numbers.sort_unstable();
    let (at, _) = *own.first()?;
    let blank = |at: Option<usize>| {
        at.and_then(|at| page.get(at))
            .is_some_and(|row| row.kind == RowKind::Blank)
    };
    let cited = || page.iter().take(at).any(|row| cites(&row.text, expected));
    let apart = blank(at.checked_sub(1)) || blank(Some(at + 1)) || cited();
    let words = page.get(at + 1..)?.iter().filter(|row| row.is_words());
    let mut words = words.filter(|row| number(row).is_none()).peekable();
    let noted = words.peek().is_some_and(|row| opens(&row.text));
    let short = words.map(|row| row.text.len()).sum::<usize>() <= LONGEST;
    (apart && noted && short && numbers.into_iter().eq((expected..).take(own.len()))).then_some(at)
}

/// The number that is all of a line.
fn number(row: &Row) -> Option<u32> {
    let text = row.text.trim();
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Whether a note may begin with this line.
fn opens(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || "«“‘\"'(".contains(c))
        || line.starts_with("http")
        || line.starts_with("www.")
}

/// Whether a word of this line bears the number as a mark: `geïnformeerd?4`, `november 20234`.
fn cites(line: &str, number: u32) -> bool {
    let mark = number.to_string();
    line.match_indices(&mark).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + mark.len()..).unwrap_or_default();
        let years = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let glued = before.ends_with(|c: char| !c.is_whitespace() && !c.is_ascii_digit());
        (glued || years == 4) && !after.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Takes the second of two notes off the lines of both: from the last line that begins one behind a
/// line that ends one.
fn halve(lines: &mut Vec<Row>) -> Vec<Row> {
    let widest = lines.iter().map(|row| row.text.chars().count()).max();
    let ends = |line: &str| {
        line.ends_with(['.', ')', ';'])
            || !line.contains(' ')
            || widest.is_some_and(|widest| line.chars().count() * 3 < widest * 2)
    };
    let at = (1..lines.len()).rev().find(|at| {
        let pair = lines.get(at - 1).zip(lines.get(*at));
        pair.is_some_and(|(before, line)| {
            opens(&line.text) && (ends(&before.text) || lines.len() == 2)
        })
    });
    at.map_or_else(Vec::new, |at| lines.split_off(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    fn settled(lines: &[&str], expected: u32) -> Vec<String> {
        let row = |line: &&str| {
            let kind = if line.is_empty() {
                RowKind::Blank
            } else {
                RowKind::Wrapped
            };
            Row::new(line, Place::line(1), kind)
        };
        let mut page = lines.iter().map(row).collect();
        settle(&mut page, expected);
        page.into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn numbers_go_back_before_their_notes() {
        assert_eq!(
            settled(
                &[
                    "Klopt dit?1, 2",
                    "",
                    "1",
                    "",
                    "",
                    "De Kadekrant, 2 mei 2031,",
                    "«Kades».",
                    "2",
                    "Kamerstuk 99 123.",
                    ""
                ],
                1
            ),
            [
                "Klopt dit?1, 2",
                "",
                "",
                "1 De Kadekrant, 2 mei 2031,",
                "«Kades».",
                "2 Kamerstuk 99 123."
            ]
        );
        assert_eq!(
            settled(
                &[
                    "Klopt dit?",
                    "5",
                    "",
                    "Kamerstuk 99 123.",
                    "www.kade.example/a",
                    "7",
                    "www.kade.example/b",
                    "6",
                    ""
                ],
                5
            ),
            [
                "Klopt dit?",
                "",
                "5 Kamerstuk 99 123.",
                "6 www.kade.example/a",
                "7 www.kade.example/b"
            ]
        );
    }

    #[test]
    fn other_numbers_stay() {
        for lines in [
            &["Klopt dit?", "1", "Antwoord 1", "Ja."][..],
            &["Vraag 1", "Klopt dit?", "1", "en waarom?"],
            &["Klopt dit?", "", "2", "", "De Kadekrant."],
            &[
                "Klopt dit?",
                "",
                "1",
                "",
                "De Kadekrant.",
                "5",
                "Kamerstuk.",
            ],
        ] {
            assert_eq!(settled(lines, 1), lines);
        }
    }
}
