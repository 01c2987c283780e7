//! Lines become paragraphs again.

use super::{
    mend::{self, Join},
    row::{Para, Row, RowKind},
    words::Words,
};

/// How wide the letter's lines are, in characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width(usize);

impl Width {
    /// The width that nine of ten of the lines that may be wrapped keep within.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut lengths: Vec<usize> = rows
            .iter()
            .filter(|r| r.kind == RowKind::Wrapped)
            .map(|r| r.text.chars().count())
            .filter(|l| (30..=110).contains(l))
            .collect();
        if lengths.len() < 5 {
            return Self(80);
        }
        lengths.sort_unstable();
        Self(lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(80))
    }

    /// Whether the line `before` had room for the first word of `after`, so that its writer broke
    /// it on purpose.
    pub(super) fn had_room(self, before: &str, after: &str) -> bool {
        let word = after.split(' ').next().unwrap_or_default();
        before.chars().count() + 1 + word.chars().count() <= self.0
    }

    fn is_long(self, line: &str) -> bool {
        line.chars().count() > self.0 + self.0 / 4
    }
}

/// Joins rows into paragraphs.
pub(super) fn paragraphs(rows: Vec<Row>, words: &Words, width: Width) -> Vec<Para> {
    let mut out: Vec<Para> = Vec::new();
    let mut last: Option<Row> = None;
    let mut gap = Gap::None;
    for row in rows {
        match row.kind {
            RowKind::Blank => gap = gap.max(Gap::Blank),
            RowKind::Break => gap = Gap::Page,
            _ if row.text.is_empty() => {
                // nothing but marks: they belong to the words before
                if let Some(para) = out.last_mut() {
                    let end = para.text.len();
                    para.marks
                        .extend(row.marks.into_iter().map(|(_, m)| (end, m)));
                }
            }
            _ => {
                let joins = match (&last, out.last()) {
                    (Some(before), Some(para)) => continues(before, &para.text, &row, gap, width),
                    _ => false,
                };
                if !joins {
                    out.push(Para::default());
                }
                if let Some(para) = out.last_mut() {
                    append(para, &row, words);
                }
                last = Some(row);
                gap = Gap::None;
            }
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Page,
}

/// Whether `row` goes on where the paragraph so far stopped.
fn continues(before: &Row, so_far: &str, row: &Row, gap: Gap, width: Width) -> bool {
    if before.kind == RowKind::Apart || row.kind == RowKind::Apart {
        return false;
    }
    if row.marks.first().is_some_and(|(at, _)| *at == 0) {
        return true;
    }
    let ended = ends_sentence(so_far);
    let lower = row
        .text
        .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '?'));
    let item = is_item(&row.text);
    if item && so_far.ends_with([';', ':', '.', '?', '!']) {
        return false;
    }
    if so_far.ends_with('-')
        && !so_far.ends_with(" -")
        && row.text.starts_with(char::is_alphanumeric)
    {
        return true;
    }
    match gap {
        _ if before.kind == RowKind::Paragraph || row.kind == RowKind::Paragraph => {
            !ended && lower && !item && !so_far.ends_with([':', ','])
        }
        Gap::Blank => !ended && lower && !item,
        Gap::Page => !ended || lower,
        Gap::None if ended && !lower => {
            let guess =
                || !(width.is_long(&before.text) || width.had_room(&before.text, &row.text));
            before.full.unwrap_or_else(guess)
        }
        Gap::None => !item || !ended,
    }
}

/// Whether a text ends with its sentence; a mark behind the stop does not hide it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['»', '”', '’', '"', '\'', ')', ']', ' ']);
    bare.ends_with(['.', '?', '!', ':', ';']) || bare.is_empty()
}

/// Whether a line begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '▪' | '◦' | '●') => true,
        Some('–' | '-' | '*' | 'o') => chars.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some(c) if c.is_ascii_lowercase() => line
            .get(1..)
            .is_some_and(|r| r.starts_with(") ") || r.starts_with(". ")),
        _ => false,
    }
}

/// Adds a row to a paragraph.
fn append(para: &mut Para, row: &Row, words: &Words) {
    let text = row.text.trim_start();
    let skipped = row.text.len() - text.len();
    // marks at the very start belong to the words before
    let before = para.text.len();
    let glued = row.text.starts_with([',', '.', ';', ')', '?', '!', ':'])
        && row.marks.first().is_some_and(|(at, _)| *at == 0);
    if !para.text.is_empty() && !glued {
        if super::notes::glue_address(&para.text, text) {
            // an address keeps what stands at its line's end
        } else if para.text.ends_with('-') && !para.text.ends_with(" -") {
            match mend::hyphen(&para.text, text, words, false) {
                Join::Drop => {
                    para.text.pop();
                }
                Join::Keep => {}
                Join::Space => para.text.push(' '),
            }
        } else {
            para.text.push(' ');
            if text.starts_with(char::is_uppercase)
                && para.text.trim_end().ends_with(['.', '?', '!'])
            {
                para.seams.push(para.text.len());
            }
        }
    }
    let base = para.text.len();
    para.origins.push((base, row.place));
    para.marks.extend(row.marks.iter().map(|(at, mark)| {
        let at = if *at == 0 {
            before.min(base)
        } else {
            base + at.saturating_sub(skipped)
        };
        (at, mark.clone())
    }));
    para.seams
        .extend(row.seams.iter().map(|at| base + at.saturating_sub(skipped)));
    para.text.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    fn join(lines: &[&str]) -> Vec<String> {
        let rows: Vec<Row> = lines
            .iter()
            .enumerate()
            .map(|(i, l)| {
                let kind = match *l {
                    "" => RowKind::Blank,
                    "=" => RowKind::Break,
                    _ => RowKind::Wrapped,
                };
                Row::new(
                    if *l == "=" { "" } else { l },
                    Place::line(u32::try_from(i + 1).unwrap_or(0)),
                    kind,
                )
            })
            .collect();
        let words = Words::of(&rows);
        paragraphs(rows, &words, Width(40))
            .into_iter()
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn wrapped_lines_become_one_paragraph() {
        assert_eq!(
            join(&[
                "De gemeente heeft alle bruggen laten",
                "keuren. Dat was nodig, want de verte-",
                "genwoordigers vroegen erom."
            ]),
            [
                "De gemeente heeft alle bruggen laten keuren. Dat was nodig, want de vertegenwoordigers vroegen erom."
            ]
        );
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(
            join(&["Dat is zo.", "De volgende alinea begint hier."]),
            ["Dat is zo.", "De volgende alinea begint hier."]
        );
        assert_eq!(
            join(&["Dat is zo.", "", "De volgende."]),
            ["Dat is zo.", "De volgende."]
        );
        assert_eq!(
            join(&["Het gaat om:", "– bruggen;", "– sluizen."]),
            ["Het gaat om:", "– bruggen;", "– sluizen."]
        );
    }

    #[test]
    fn sentences_cross_blank_lines_and_pages() {
        assert_eq!(
            join(&["Wat vindt u van de bruggen", "", "die er liggen?"]),
            ["Wat vindt u van de bruggen die er liggen?"]
        );
        assert_eq!(
            join(&["Wat vindt u van de", "", "=", "Bond van Brugwachters?"]),
            ["Wat vindt u van de Bond van Brugwachters?"]
        );
    }
}
