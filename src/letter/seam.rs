//! Lines that a tool ran together without a space: `conceptanalyse|die`, `bevolkingsgroe-|pen`.
//!
//! Printed lines are full: each holds as many words as its column is wide, so the word in which a
//! run of text crosses the column's edge is the one that holds a line's end. Letters differ in
//! width, so lines are measured, not counted. Where in that word the end is, the letter's other
//! words tell, or a stop, a capital, a hyphen. The cheapest way to cut the whole run into lines, by
//! dynamic programming, decides; a place that cannot be explained stays as it is.

use super::{
    common,
    mend::{self, Join, Words},
    row::{Row, RowKind},
};

/// Most characters that a line may hold.
const LONGEST_LINE: usize = 115;
/// Longer rows are no run of lines but hostile.
const LONGEST_ROW: usize = 200_000;
/// A break dearer than this is not believed.
const DOUBT: f32 = 3.6;
/// Width of the column in the Kamer's house style, in thousandths of the letters' size, by the
/// widths of [`measure`].
const HOUSE: u32 = 34_700;
/// The same of its footnotes, which are set smaller in a column as wide.
const HOUSE_NOTES: u32 = 42_700;
/// Where the places found cost more than this on average, the lines were not run together.
const DEAR: f32 = 1.9;
/// Fewer places than this in a whole letter are lines that happen to be wide.
const FEWEST: usize = 4;

/// How wide a character is in a sans-serif face, in thousandths of its size: the widths of
/// Helvetica, by which the house style's own face can be measured well enough.
fn measure(c: char) -> u32 {
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
        .fold((0_usize, 0.0), |(n, c), p| (n + p.count, c + p.cost));
    #[allow(clippy::cast_precision_loss)] // a mean of costs
    if count < FEWEST || cost / count as f32 > DEAR {
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

/// Where the lines of a row end.
struct Plan {
    /// Where each line but the first begins, in characters; only those that can be explained.
    breaks: Vec<usize>,
    /// How many lines end within the row, explained or not.
    count: usize,
    /// What it costs to believe so.
    cost: f32,
}

fn plan(row: &Row, words: &Words, column: u32) -> Option<Plan> {
    let chars: Vec<char> = row.text.chars().collect();
    let long = row.kind == RowKind::Wrapped && width_of(&row.text) > column + column / 50;
    (long && chars.len() <= LONGEST_ROW && !is_address_row(&row.text))
        .then(|| cheapest(&chars, words, column))
}

/// Whether the tool that made this text ran lines together: words and sentences touch too often.
fn suspected(rows: &[Row]) -> bool {
    let mut signs = 0_usize;
    for row in rows
        .iter()
        .filter(|r| r.kind == RowKind::Wrapped && !is_address_row(&r.text))
    {
        let mut before = [' ', ' '];
        for c in row.text.chars() {
            let stop = matches!(before[1], '.' | '?' | '!' | ',' | ')')
                && before[0].is_lowercase()
                && c.is_alphabetic();
            let word = before[1].is_lowercase() && before[0].is_lowercase() && c.is_uppercase();
            signs += usize::from(stop || word);
            before = [before[1], c];
        }
    }
    let long = rows
        .iter()
        .filter(|r| r.kind == RowKind::Wrapped && r.text.chars().count() > LONGEST_LINE)
        .count();
    signs >= 3 && long > 0
}

fn is_address_row(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains("%20") || text.contains("ECLI:")
}

/// Cuts a row at its lines' ends and mends what stood there.
fn open(row: &mut Row, breaks: &[usize], words: &Words) {
    let chars: Vec<char> = row.text.chars().collect();
    let mut out = String::with_capacity(row.text.len() + breaks.len());
    let mut from = 0;
    for &at in breaks {
        out.extend(chars.get(from..at).unwrap_or_default());
        from = at;
        let after = chars.get(at).copied().unwrap_or(' ');
        if out.ends_with(' ') || after == ' ' {
            continue;
        }
        if out.ends_with('-') {
            let rest: String = chars.iter().skip(at).take(60).collect();
            match mend::hyphen(&out, &rest, words, true) {
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
    out.extend(chars.get(from..).unwrap_or_default());
    row.text = out;
}

/// The cheapest way to cut a run of characters into lines.
fn cheapest(chars: &[char], words: &Words, column: u32) -> Plan {
    let count = chars.len();
    let mut edge = Vec::with_capacity(count + 1);
    let mut sum = 0_u32;
    edge.push(0);
    for c in chars {
        sum = sum.saturating_add(measure(*c));
        edge.push(sum);
    }
    let span = |from: usize, to: usize| {
        edge.get(to)
            .copied()
            .unwrap_or(sum)
            .saturating_sub(edge.get(from).copied().unwrap_or(sum))
    };
    let cost: Vec<f32> = (0..=count).map(|at| break_cost(chars, at, words)).collect();
    // where the piece that begins at each place ends: at a space or behind a hyphen
    let mut piece = vec![count; count + 1];
    for at in (0..count).rev() {
        let end = match chars.get(at) {
            Some(' ') => at,
            Some('-') => at + 1,
            _ => piece.get(at + 1).copied().unwrap_or(count),
        };
        if let Some(slot) = piece.get_mut(at) {
            *slot = end;
        }
    }
    let mut best = vec![f32::INFINITY; count + 1];
    let mut back = vec![0_usize; count + 1];
    if let Some(first) = best.first_mut() {
        *first = 0.0;
    }
    for at in 1..=count {
        let last = at == count;
        let here = if last {
            0.0
        } else {
            cost.get(at).copied().unwrap_or(f32::INFINITY)
        };
        if !here.is_finite() {
            continue;
        }
        let closes = ends_paragraph(chars, at);
        let end = piece.get(at).copied().unwrap_or(count).max(at);
        let next = span(at, end);
        // whether a printer would have broken the next word at its own hyphen cannot be told
        let hyphened = end > at && chars.get(end - 1) == Some(&'-');
        for from in (at.saturating_sub(LONGEST_LINE)..at).rev() {
            let width = span(from, at);
            if width > column + column / 25 {
                break;
            }
            let Some(before) = best.get(from).copied().filter(|b| b.is_finite()) else {
                continue;
            };
            let fit = if last {
                over(width, column)
            } else {
                length_cost(width, next, column, closes || hyphened)
            };
            let total = before + here + fit;
            if best.get(at).is_some_and(|b| total < *b) {
                if let (Some(b), Some(k)) = (best.get_mut(at), back.get_mut(at)) {
                    *b = total;
                    *k = from;
                }
            }
        }
    }
    let mut plan = Plan {
        breaks: Vec::new(),
        count: 0,
        cost: 0.0,
    };
    if !best.last().is_some_and(|b| b.is_finite()) {
        return plan;
    }
    let mut at = count;
    while at > 0 {
        let from = back.get(at).copied().unwrap_or(0);
        if from > 0 {
            let cost = cost.get(from).copied().unwrap_or(DOUBT);
            plan.count += 1;
            plan.cost += cost;
            if cost <= DOUBT {
                plan.breaks.push(from);
            }
        }
        at = from;
    }
    plan.breaks.reverse();
    plan
}

/// What it costs that a line is this wide and the next word did not go on it.
#[allow(clippy::cast_precision_loss)] // widths are far smaller than f32 can count
fn length_cost(width: u32, next: u32, column: u32, closes: bool) -> f32 {
    let over = over(width, column);
    // a line may be a little short of the column by what its face differs from Helvetica
    let room = (column - column / 50).saturating_sub(width + next + 278);
    match (room, closes) {
        (0, _) => over,
        (_, true) => over + 0.3,
        (room, false) => over + 0.5 + room as f32 / 1000.0,
    }
}

#[allow(clippy::cast_precision_loss)] // as above
fn over(width: u32, column: u32) -> f32 {
    width.saturating_sub(column) as f32 / 250.0
}

/// Whether a sentence ends before `at` and another begins there, with no space between.
fn ends_paragraph(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| chars.get(i));
    matches!(
        before,
        Some('.' | '?' | '!' | ':' | ';' | '»' | '”' | '’' | ')')
    ) && chars
        .get(at)
        .is_some_and(|c| c.is_uppercase() || matches!(c, '–' | '«' | '“' | '‘' | '•'))
}

/// What it costs to believe that a line ended before `at`; infinite where no line can end.
fn break_cost(chars: &[char], at: usize, words: &Words) -> f32 {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|i| chars.get(i)).copied(),
        chars.get(at).copied(),
    ) else {
        return f32::INFINITY;
    };
    let earlier = at
        .checked_sub(2)
        .and_then(|i| chars.get(i))
        .copied()
        .unwrap_or(' ');
    match (before, after) {
        (' ', _) => 5.0,
        (_, ' ') => f32::INFINITY,
        ('-', c) if c.is_alphabetic() && earlier.is_alphanumeric() => 0.6,
        ('–' | '/', c) if c.is_alphabetic() => 3.0,
        ('.' | ',' | ':', c) if c.is_ascii_digit() && earlier.is_ascii_digit() => f32::INFINITY,
        ('’' | '\'', c) if c.is_lowercase() => f32::INFINITY,
        // "c.s." and "z.o." are no ends of lines, "o.a.het" is
        ('.', c) if c.is_lowercase() && chars.get(at + 1) == Some(&'.') => f32::INFINITY,
        ('.', c) if c.is_lowercase() => 2.5,
        ('.', c) if c.is_uppercase() && chars.get(at + 1) == Some(&'.') => 3.0,
        ('.' | ',' | ';' | ':' | '?' | '!' | ')' | '»' | '”' | '’', c)
            if c.is_alphanumeric() || matches!(c, '(' | '«' | '“' | '‘' | '–' | '•') =>
        {
            0.0
        }
        (b, '–') if b.is_ascii_digit() => f32::INFINITY,
        (b, '(' | '«' | '“' | '‘' | '–' | '•') if b.is_alphanumeric() => 0.3,
        (b, c) if b.is_lowercase() && c.is_uppercase() => name_cost(chars, at, words),
        (b, c) if b.is_lowercase() && c.is_ascii_digit() => number_cost(chars, at),
        ('%', c) if c.is_lowercase() => 0.3,
        (b, c) if b.is_ascii_digit() && c.is_uppercase() => 0.5,
        (b, c) if b.is_ascii_digit() && c.is_lowercase() => 1.0,
        (b, c) if b.is_alphabetic() && c.is_alphabetic() => word_cost(chars, at, words),
        _ => f32::INFINITY,
    }
}

/// "in|2025", but not a footnote's mark "jaar|5".
fn number_cost(chars: &[char], at: usize) -> f32 {
    let digits = chars
        .iter()
        .skip(at)
        .take_while(|c| c.is_ascii_digit())
        .count();
    if digits >= 4 { 0.5 } else { 2.0 }
}

/// "door|Regionale", but not "Pvd|A" or a name that stands elsewhere as it is.
fn name_cost(chars: &[char], at: usize, words: &Words) -> f32 {
    let lower = chars.get(at + 1).is_some_and(|c| c.is_lowercase());
    let acronym = chars.get(at + 1).is_some_and(|c| c.is_uppercase());
    let [left, right] = token(chars, at);
    let apart = words.count(&left) > 0 && words.count(&right) > 0;
    let whole = words.count(&format!("{left}{right}")) > 1 && !apart;
    0.2 + if lower || acronym { 0.0 } else { 3.0 } + if whole { 3.0 } else { 0.0 }
}

/// The letters, figures and hyphens on both sides of a place.
fn token(chars: &[char], at: usize) -> [String; 2] {
    let part_of = |c: &&char| c.is_alphanumeric() || **c == '-';
    let left: Vec<char> = chars
        .iter()
        .take(at)
        .rev()
        .take(40)
        .take_while(part_of)
        .copied()
        .collect();
    [
        left.into_iter().rev().collect(),
        chars
            .iter()
            .skip(at)
            .take(40)
            .take_while(part_of)
            .copied()
            .collect(),
    ]
}

/// What it costs to cut a word in two.
fn word_cost(chars: &[char], at: usize, words: &Words) -> f32 {
    let left: Vec<char> = chars
        .iter()
        .take(at)
        .rev()
        .take(40)
        .take_while(|c| c.is_alphabetic())
        .copied()
        .collect();
    let left: String = left.into_iter().rev().collect();
    // a capital in mid-word is where another line may end
    let first = chars.get(at).copied().unwrap_or(' ');
    let right: String = std::iter::once(first)
        .chain(
            chars
                .iter()
                .skip(at + 1)
                .take(40)
                .take_while(|c| c.is_lowercase())
                .copied(),
        )
        .collect();
    let whole = format!("{left}{right}");
    // "risico’s|liggen": the plural's s ends a word
    let plural = left == "s" && at >= 2 && matches!(chars.get(at - 2), Some('’' | '\''));
    let a = if plural {
        0.3
    } else {
        strangeness(&left, words, true)
    };
    let b = strangeness(&right, words, false);
    let (long_left, long_right) = (left.chars().count(), right.chars().count());
    let mut cost = a + b + 0.2;
    // A short word is found at either end of many others; an article before a word hardly.
    if a > KNOWN && long_right <= 3 {
        cost += if AFTER.contains(&right.as_str()) {
            0.6
        } else {
            1.6
        };
    }
    if b > KNOWN && long_left <= 3 {
        cost += if BEFORE.contains(&left.as_str()) {
            0.6
        } else {
            1.6
        };
    }
    if a > KNOWN && long_left <= 3 || b > KNOWN && long_right <= 3 {
        cost += 1.5;
    }
    // "over|schot", "zichin|geschreven": the first half of a verb stands for a word of its own too often
    let verbal = PARTICLES.iter().find_map(|p| left.strip_suffix(p));
    match verbal {
        Some("") if !BEFORE.contains(&right.as_str()) && !AFTER.contains(&right.as_str()) => {
            cost += 0.6
        }
        Some(stem) if !stem.is_empty() && strangeness(stem, words, true) <= KNOWN => {
            cost += if b > KNOWN { 1.5 } else { 0.3 }
        }
        _ => {}
    }
    // "vooropge|staan": few words end so
    if left.ends_with("ge")
        && !left
            .trim_end_matches("ge")
            .ends_with(['i', 'n', 'o', 'a', 'r', 'l'])
    {
        cost += 2.0;
    }
    // "hetnota|overleg", "bijvoorjaars|nota": the article before is the likelier word
    if a > KNOWN
        && long_left > 5
        && ["het", "een", "van", "bij", "met"]
            .iter()
            .any(|w| left.starts_with(w))
    {
        cost += 1.3;
    }
    // "verwachting|engeschept"
    if a <= KNOWN && b > KNOWN && right.starts_with("en") {
        cost += 0.6;
    }
    // "Ambtsbericht|en" may be one word as well
    if ENDINGS.contains(&right.as_str()) && a < 1.0 {
        cost += 0.5;
    }
    // of two ways to find one known word, the one that finds more of it, and rather the second
    if b <= KNOWN {
        cost -= 0.06;
    }
    let found = if a < 1.0 { long_left } else { 0 } + if b < 1.0 { long_right } else { 0 };
    cost -= 0.02 * f32::from(u8::try_from(found).unwrap_or(40));
    if BEFORE.contains(&left.as_str()) {
        cost -= 0.05;
    }
    if long_left == 1 && left != "u" && !plural || long_right == 1 && right != "u" {
        cost += 4.0;
    }
    if impossible(&left, &right) {
        cost += 3.0;
    }
    // A word that stands elsewhere as it is needs no cut.
    let token = token(chars, at).concat();
    if words.count(&whole).max(words.count(&token)) > 1 {
        cost += if a <= KNOWN && b <= KNOWN && !token.contains('-') {
            0.6
        } else {
            3.0
        };
    }
    if common::is_common(&whole.to_lowercase()) {
        cost += 6.0;
    }
    cost.clamp(0.1, 5.2)
}

/// Strangeness up to which a word counts as known.
const KNOWN: f32 = 0.5;

/// Words that are endings of others, too.
const ENDINGS: [&str; 8] = ["en", "er", "te", "ten", "de", "den", "ze", "se"];

/// What verbs and the nouns made from them begin with.
const PARTICLES: [&str; 22] = [
    "aan", "achter", "af", "be", "bij", "door", "ge", "in", "mee", "na", "om", "onder", "ont",
    "op", "over", "tegen", "terug", "toe", "uit", "ver", "voor", "weg",
];

/// Words so common that they may well stand before a word that nothing is known of.
const BEFORE: [&str; 24] = [
    "de", "het", "een", "van", "te", "en", "dat", "die", "om", "tot", "uw", "is", "ter", "ten",
    "als", "met", "hun", "zo", "er", "of", "in", "op", "bij", "aan",
];
/// The same behind one.
const AFTER: [&str; 9] = ["van", "het", "een", "dat", "die", "aan", "om", "uit", "u"];

/// Strangeness of a word that nothing is known of.
const UNKNOWN: f32 = 2.2;

/// How strange a word is: a common one not at all, one that stands elsewhere in the letter little,
/// one that begins like another of the letter more. `opens`: the word begins its token, so the
/// token itself begins like it.
fn strangeness(word: &str, words: &Words, opens: bool) -> f32 {
    // an accent that stresses ("nóg") makes no other word
    let lower: String = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            c => c,
        })
        .collect();
    let abbreviation = opens && word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if abbreviation || common::is_common(&lower) {
        0.0
    } else if lower.chars().count() > 2 && words.count(&lower) > 0 {
        0.2
    } else if words.alike(&lower, opens) || opens && derived(&lower, words) {
        0.9
    } else if (mend::is_prefix(&lower) && !opens)
        || (opens
            && ["en", "ing", "heid", "tie", "lijke", "ende", "ische"]
                .iter()
                .any(|e| lower.ends_with(e)))
        || (!opens
            && lower.chars().count() > 5
            && ["ge", "be", "ver", "ont"]
                .iter()
                .any(|b| lower.starts_with(b)))
    {
        // it has the shape of a word
        UNKNOWN - 0.5
    } else {
        UNKNOWN
    }
}

/// Whether a word is a known one with an ending: `relatieve`, `verwachtingen`.
fn derived(lower: &str, words: &Words) -> bool {
    [
        "e", "en", "s", "ve", "es", "st", "de", "te", "er", "ere", "ing", "ingen", "heid", "lijke",
    ]
    .iter()
    .any(|ending| {
        lower.strip_suffix(ending).is_some_and(|stem| {
            stem.chars().count() > 3 && (common::is_common(stem) || words.count(stem) > 0)
        })
    })
}

/// Whether no Dutch word ends like `left` or begins like `right`.
fn impossible(left: &str, right: &str) -> bool {
    const ONSETS: [&str; 46] = [
        "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr",
        "kw", "pl", "pn", "pr", "ps", "sc", "sf", "sh", "sj", "sk", "sl", "sm", "sn", "sp", "st",
        "th", "tj", "tr", "ts", "tw", "vl", "vr", "wr", "zw", "ph", "rh", "wh", "fj", "tl", "dj",
        "sw",
    ];
    if ["ig", "heid", "lijk", "isch", "baar", "schap", "teit"]
        .iter()
        .any(|e| right.starts_with(e))
    {
        return true;
    }
    let is_consonant = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
    let mut onset = right.chars();
    if let (Some(a), Some(b)) = (onset.next(), onset.next()) {
        if is_consonant(a) && is_consonant(b) && !ONSETS.contains(&format!("{a}{b}").as_str()) {
            return true;
        }
    }
    let mut end = left.chars().rev();
    match (end.next(), end.next()) {
        (Some('v' | 'z' | 'q'), _) => true,
        (Some(a), Some(b)) => {
            a == b
                && (is_consonant(a) || matches!(a, 'a' | 'u'))
                && left.chars().all(char::is_lowercase)
        }
        _ => false,
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
        let place = Place { page: 0, line: 1 };
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
