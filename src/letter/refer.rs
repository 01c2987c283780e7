//! Where a question or its answer sends the reader to another question of the same letter.

use super::{Referral, heads};
use crate::pattern::pattern;
use crate::span::Span;
use regex::Regex;
use std::{collections::BTreeMap, sync::LazyLock};

pattern!(
    REFERENCE,
    r"(?i)\b(?:beantwoording|antwoord(?:en)?)\s+(?:(?:op|van|bij)\s+)?(?:mijn\s+|de\s+|het\s+)?(?:deel\s?)?(?:(?:vraag|vragen)\s+)?|\b(?:vraag|vragen)\s+"
);
pattern!(
    PREVIOUS,
    r"(?i)\b(?:vorige|voorgaande|bovenstaande|voorafgaande) vraag\b"
);

// every PREVIOUS ends so, and begins as many words do
pattern!(QUESTION, r"(?i) vraag\b");

// every reference holds one of these
pattern!(SIGN, "raag|ragen|ntwoord|RAAG|RAGEN|NTWOORD");

const NUMERALS: [&str; 20] = [
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
];

/// Words right behind the numbers that show that the questions are those of another letter.
const ELSEWHERE: [&str; 14] = [
    "van de schriftelijke",
    "van de vragen",
    "van de leden",
    "van het lid",
    "van schriftelijke",
    "van eerdere",
    "van de eerdere",
    "uit de schriftelijke",
    "in de schriftelijke",
    "uit de vragen",
    "uit de eerdere",
    "van de set",
    "van de Kamervragen",
    "van Kamervragen",
];

/// All references in a stretch of text that belongs to the questions `owners` (indices).
pub(super) fn find(
    text: &str,
    part: Span,
    owners: &[usize],
    questions: &BTreeMap<u32, Vec<usize>>,
) -> Vec<Referral> {
    let body = part.of(text);
    // most answers refer to nothing, which is soon told
    if !SIGN.is_match(body) {
        return Vec::new();
    }
    // where each question is referred to first
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut refer = |to, start, end| {
        let first = found.entry(to).or_insert((start, end));
        *first = (*first).min((start, end));
    };
    for word in REFERENCE.find_iter(body) {
        let (numbers, end) = numbers(body, word.end());
        if numbers.is_empty() || elsewhere(body, end) || !refers(body, word.start(), word.as_str())
        {
            continue;
        }
        for number in numbers {
            for to in questions.get(&number).into_iter().flatten() {
                refer(*to, word.start(), end);
            }
        }
    }
    let previous = QUESTION.is_match(body).then(|| PREVIOUS.find_iter(body));
    for word in previous.into_iter().flatten() {
        if elsewhere(body, word.end()) {
            continue;
        }
        if let Some(before) = owners.first().and_then(|o| o.checked_sub(1)) {
            refer(before, word.start(), word.end());
        }
    }
    let mut out = Vec::new();
    for &from in owners {
        for (&to, &(start, end)) in &found {
            if to != from {
                out.push(Referral {
                    from,
                    to,
                    span: Span::new(part.start + start, part.start + end),
                });
            }
        }
    }
    out
}

/// Numbers in figures or in words from byte `at` on.
fn numbers(body: &str, at: usize) -> (Vec<u32>, usize) {
    let (figures, end) = heads::numbers(body, at);
    if !figures.is_empty() {
        // "vraag 3,5 miljoen" and "vraag 4e" are none
        let clean = !body
            .get(end..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '%'));
        return if clean {
            (figures, end)
        } else {
            (Vec::new(), at)
        };
    }
    let mut out = Vec::new();
    let mut pos = at;
    let mut end = at;
    loop {
        let rest = body.get(pos..).unwrap_or_default();
        let word = rest
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let Some(value) = NUMERALS.iter().position(|n| *n == word.to_lowercase()) else {
            break;
        };
        out.push(u32::try_from(value + 1).unwrap_or(0));
        end = pos + word.len();
        let Some(more) = body.get(end..).map(|r| {
            [" en ", ", "]
                .iter()
                .find(|s| r.starts_with(**s))
                .map_or(0, |s| s.len())
        }) else {
            break;
        };
        if more == 0 {
            break;
        }
        pos = end + more;
    }
    (out, end)
}

/// Whether the words behind a reference name another set of questions.
fn elsewhere(body: &str, end: usize) -> bool {
    let rest = body
        .get(end..)
        .unwrap_or_default()
        .trim_start_matches([' ', ',']);
    ELSEWHERE.iter().any(|w| rest.starts_with(w))
}

/// Whether these words send the reader on: "antwoord 3", "antwoord op vraag 6", "bij vraag 1",
/// but not "de vraag 3 keer".
fn refers(body: &str, start: usize, word: &str) -> bool {
    let lower = word.to_lowercase();
    if lower.starts_with("antwoord") || lower.starts_with("beantwoording") {
        return true;
    }
    let before = body.get(..start).unwrap_or_default().trim_end();
    let last = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    before.is_empty()
        || before.ends_with(['(', '.', ','])
        || [
            "bij", "op", "onder", "in", "zie", "van", "en", "aan", "de", "uit", "ook",
        ]
        .contains(&last.as_str())
}
