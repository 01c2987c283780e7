//! Lines that a tool ran together without a space: `brugwachter|die`, `brug-|wachter`.
//!
//! Printed lines are full: each holds as many words as its column is wide, so the word in which a
//! run of text crosses the column's edge is the one that holds a line's end. Letters differ in
//! width, so lines are measured, not counted. Where in that word the end is, the letter's other
//! words tell, or a stop, a capital, a hyphen. The cheapest way to cut the whole run into lines, by
//! dynamic programming, decides; a place that cannot be explained stays as it is.

use super::{
    mend::{self, Join},
    pairs::{holds, may_hold_address},
    row::{Row, RowKind},
    words::Words,
};
use lines::{Plan, cheapest};

mod cost;
mod lines;

/// Most characters that a line may hold.
const LONGEST_LINE: usize = 115;
/// Longer rows are no run of lines but hostile.
const LONGEST_ROW: usize = 200_000;
/// Width of the column in the Kamer's house style, in thousandths of the letters' size, by the
/// widths of [`measure`].
const HOUSE: u32 = 34_700;
/// The same of its footnotes, which are set smaller in a column as wide.
const HOUSE_NOTES: u32 = 42_700;
/// Where the places found cost more than this on average, in thousandths, the lines were not run
/// together.
const DEAR: usize = 1900;
/// Fewer places than this in a whole letter are lines that happen to be wide.
const FEWEST: usize = 4;

/// How wide a character is in a sans-serif face, in thousandths of its size: the widths of
/// Helvetica, by which the house style's own face can be measured well enough.
fn measure(c: char) -> u32 {
    let ascii = u8::try_from(c)
        .ok()
        .and_then(|byte| WIDTHS.get(usize::from(byte)));
    u32::from(ascii.map_or_else(|| width(c), |width| *width))
}

/// The same of a byte of ASCII; 0 for any other.
fn measure_ascii(byte: u8) -> i64 {
    WIDTHS
        .get(usize::from(byte))
        .map_or(0, |width| i64::from(*width))
}

/// The width of the narrowest characters.
const NARROWEST: u32 = 222;

/// The widths of ASCII, at hand.
static WIDTHS: [u16; 128] = {
    let mut widths = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        widths[byte as usize] = width(byte as char);
        byte += 1;
    }
    widths
};

const fn width(c: char) -> u16 {
    match c {
        'i' | 'j' | 'l' | '’' | '‘' | '\'' | 'ï' | 'í' => 222,
        'f' | 't' | ',' | '.' | ':' | ';' | ' ' | '/' | 'I' | '!' | '|' => 278,
        'r' | '(' | ')' | '-' | '[' | ']' | '“' | '”' | '"' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' | 'ç' => 500,
        'F' | 'T' | 'Z' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' => 778,
        'm' | 'M' => 833,
        '%' => 889,
        'W' => 944,
        _ => 556,
    }
}

fn width_of(text: &str) -> u32 {
    text.chars().map(measure).sum()
}

/// The widths of the letter's column and of its notes, where lines may have been run together;
/// `None` where they were not, or where too few whole lines are left to measure them by. `house`:
/// set by the Kamer.
fn columns(rows: &[Row], house: bool) -> Option<(u32, u32)> {
    if house {
        return Some((HOUSE, HOUSE_NOTES));
    }
    if !suspected(rows) {
        return None;
    }
    // A line that goes on in lower case on the next was full.
    let mut full: Vec<u32> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b]
                if a.kind == RowKind::Wrapped
                    && b.kind == RowKind::Wrapped
                    && b.text.starts_with(char::is_lowercase) =>
            {
                Some(&a.text)
            }
            _ => None,
        })
        .filter(|t| (50..LONGEST_LINE).contains(&t.chars().count()))
        .map(|t| width_of(t))
        .collect();
    full.sort_unstable();
    // the widest but one: a single line may itself be two
    let widest = (full.len() >= 6)
        .then(|| full.iter().rev().nth(1).copied())
        .flatten()?;
    Some((widest, widest))
}

/// Opens all rows in which lines were run together. Gives for each row, then for each row of the
/// notes, whether it did.
pub(super) fn open_all(
    rows: &mut [Row],
    notes: &mut [&mut Row],
    words: &Words,
    house: bool,
) -> (Vec<bool>, Vec<bool>) {
    let mut done = (vec![false; rows.len()], vec![false; notes.len()]);
    let Some((column, note_column)) = columns(rows, house) else {
        return done;
    };
    let plans: Vec<Option<Plan>> = rows.iter().map(|r| plan(r, words, column)).collect();
    let (count, cost) = plans
        .iter()
        .flatten()
        .fold((0, 0), |(n, c), p| (n + p.count, c + p.cost));
    if count < FEWEST || cost > DEAR * count {
        return done;
    }
    for ((row, plan), done) in rows.iter_mut().zip(plans).zip(&mut done.0) {
        if let Some(plan) = plan {
            open(row, &plan.breaks, words);
            *done = true;
        }
    }
    for (row, done) in notes.iter_mut().zip(&mut done.1) {
        if let Some(plan) = plan(row, words, note_column) {
            open(row, &plan.breaks, words);
            *done = true;
        }
    }
    done
}

fn plan(row: &Row, words: &Words, column: u32) -> Option<Plan> {
    let chars = row.text.chars().count();
    let long = row.kind == RowKind::Wrapped && is_wider(&row.text, chars, column + column / 50);
    let opens = long && chars <= LONGEST_ROW && !is_address_row(&row.text);
    opens.then(|| cheapest(&row.text, words, column))
}

/// Whether a text of so many characters is wider than a width. Few long ones need to be measured.
fn is_wider(text: &str, chars: usize, width: u32) -> bool {
    let least = u32::try_from(chars).map_or(u32::MAX, |n| n.saturating_mul(NARROWEST));
    least > width || width_of(text) > width
}

/// Whether the tool that made this text ran lines together: words and sentences touch too often.
fn suspected(rows: &[Row]) -> bool {
    let wrapped = || rows.iter().filter(|r| r.kind == RowKind::Wrapped);
    if !wrapped().any(|r| r.text.chars().count() > LONGEST_LINE) {
        return false;
    }
    let mut signs = 0_usize;
    for row in wrapped().filter(|r| may_touch(&r.text)) {
        let more = signs_of(&row.text);
        if more > 0 && !is_address_row(&row.text) {
            signs += more;
        }
        if signs >= 3 {
            return true;
        }
    }
    false
}

/// Whether words or sentences may touch in a row; `false` is sure.
fn may_touch(row: &str) -> bool {
    holds(row, |a, b| {
        let is_foreign = |c: u8| c > 127;
        let stop = matches!(a, b'.') | matches!(a, b'?') | matches!(a, b'!');
        let stop = stop | matches!(a, b',') | matches!(a, b')');
        let small = a.is_ascii_lowercase() | is_foreign(a);
        let capital = b.is_ascii_uppercase() | is_foreign(b);
        small & capital | stop & (capital | b.is_ascii_lowercase())
    })
}

/// How often words or sentences touch in a row.
fn signs_of(row: &str) -> usize {
    let mut signs = 0;
    let mut before = [' ', ' '];
    for c in row.chars() {
        let stop = matches!(before[1], '.' | '?' | '!' | ',' | ')')
            && before[0].is_lowercase()
            && c.is_alphabetic();
        let word = c.is_uppercase() && before[1].is_lowercase() && before[0].is_lowercase();
        signs += usize::from(stop || word);
        before = [before[1], c];
    }
    signs
}

fn is_address_row(text: &str) -> bool {
    may_hold_address(text)
        && ["://", "www.", "%20", "ECLI:"]
            .iter()
            .any(|sign| text.contains(sign))
}

/// Characters behind a hyphen that are enough to tell what becomes of it.
const BEHIND_HYPHEN: usize = 60;

/// Cuts a row at its lines' ends and mends what stood there.
fn open(row: &mut Row, breaks: &[usize], words: &Words) {
    let text = std::mem::take(&mut row.text);
    let mut out = String::with_capacity(text.len() + breaks.len());
    let mut from = 0;
    for &at in breaks {
        out.push_str(text.get(from..at).unwrap_or_default());
        from = at;
        let after = char_at(&text, at).unwrap_or(' ');
        if out.ends_with(' ') || after == ' ' {
            continue;
        }
        if out.ends_with('-') {
            let rest = text.get(at..).unwrap_or_default();
            let end = rest.char_indices().nth(BEHIND_HYPHEN);
            let rest = rest.get(..end.map_or(rest.len(), |(end, _)| end));
            match mend::hyphen(&out, rest.unwrap_or_default(), words, true) {
                Join::Drop => {
                    out.pop();
                }
                Join::Keep => {}
                Join::Space => out.push(' '),
            }
            continue;
        }
        out.push(' ');
        if after.is_uppercase() && out.trim_end().ends_with(['.', '?', '!']) {
            row.seams.push(out.len());
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    row.text = out;
}

/// Whether a sentence ends with a character and another begins with the next.
fn ends_paragraph(before: char, next: char) -> bool {
    matches!(before, '.' | '?' | '!' | ':' | ';' | '»' | '”' | '’' | ')')
        && (next.is_uppercase() || matches!(next, '–' | '«' | '“' | '‘' | '•'))
}

/// The character that begins at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The character that ends before a byte.
fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.checked_sub(1)?) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(..at)?.chars().next_back(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    /// Runs lines together and opens them again.
    fn opened(lines: &[&str], letter: &[&str]) -> String {
        let line = &lines.concat();
        let column = lines.iter().map(|l| width_of(l)).max().unwrap_or(0);
        let place = Place::line(1);
        let rows: Vec<Row> = letter
            .iter()
            .copied()
            .chain([line.as_str()])
            .map(|l| Row::new(l, place, RowKind::Wrapped))
            .collect();
        let words = Words::of(&rows);
        let mut row = Row::new(line, place, RowKind::Wrapped);
        let found = plan(&row, &words, column).map_or_else(Vec::new, |p| p.breaks);
        open(&mut row, &found, &words);
        row.text
    }

    #[test]
    fn lines_run_together_come_apart() {
        let glued = [
            "De brugwachters hebben gevraagd om een",
            "nieuw rooster, maar dat is nog nooit be-",
            "sproken met de gemeenten die de bruggen",
            "en de sluizen beheren. Zij willen dat de",
            "Bond van Brugwachters eerst meepraat.",
        ];
        assert_eq!(
            opened(&glued, &["de bruggen en de sluizen", "een nieuw plan"]),
            "De brugwachters hebben gevraagd om een nieuw rooster, maar dat is nog nooit besproken met de gemeenten die de \
             bruggen en de sluizen beheren. Zij willen dat de Bond van Brugwachters eerst meepraat."
        );
    }

    #[test]
    fn a_known_name_keeps_its_capital_in_mid_word() {
        let glued = [
            "Dat hebben de leden van de ChristenUnie",
            "gevraagd aan de bond, die het antwoord",
            "nog schuldig is gebleven tot vandaag.",
        ];
        let text = opened(&glued, &["de bond", "het antwoord"]);
        assert!(text.contains("de ChristenUnie gevraagd aan"), "{text}");
    }

    #[test]
    fn a_compound_keeps_its_hyphen_in_mid_line() {
        let glued = [
            "De sluis-en-brug-dagen trekken veel volk,",
            "want de data-analyses van de bond laten",
            "zien dat het drukker wordt.",
        ];
        assert!(
            opened(&glued, &[]).contains("volk, want de data-analyses van de bond laten zien"),
            "{}",
            opened(&glued, &[])
        );
    }
}
