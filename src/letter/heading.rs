//! Who asks, who answers, when, and about what: read from the title, the cover letter and the
//! signatures.

use super::{Asker, Official, dates};
use crate::pattern::pattern;
use people::{names, officials};

use crate::span::Span;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

mod people;

pattern!(Z_NUMBER, r"\b\d{4}Z\d{5}\b");
pattern!(
    ASKING,
    r"\b(?:het [Ll]id|de [Ll]eden|het Kamerlid|de Kamerleden)\s+"
);
pattern!(
    ANSWERING,
    r"(?m)(?:^|[.;] )(?:Antwoord(?:en)?|Mededeling|Beantwoording) van (?:de )?"
);
pattern!(LETTER_OF, r"uw brief van (\d{1,2} [A-Za-z]+ \d{4})");
pattern!(
    DATE_LINE,
    r"(?m)^(?:Datum:? ?\n?|Den Haag, (?:de )?)(\d{1,2} [A-Za-z]+ \d{4})"
);
pattern!(SUBJECT_LINE, r"(?m)^(?:Onderwerp|Betreft):? ?\n?(\S.*)$");
pattern!(ALSO_ON_BEHALF, r"(?i)\bmede namens\b");

/// What the front of a letter says.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub z_number: Option<String>,
    pub ah_number: Option<String>,
    pub subject: Option<Span>,
    pub asked_on: Option<Date>,
    pub answered_on: Option<Date>,
    pub askers: Vec<Asker>,
    pub addressees: Vec<Official>,
    pub answerers: Vec<Official>,
}

/// The first number of questions in a text: `2025Z08286`.
pub(super) fn z_number(text: &str) -> Option<String> {
    Z_NUMBER.find(text).map(|m| m.as_str().to_owned())
}

/// Reads the front of a letter: its first `end` bytes; `signatures` are the stretches of it under
/// the cover letter.
pub(super) fn read(text: &str, end: usize, signatures: &[Span]) -> Heading {
    let front = text.get(..end).unwrap_or_default();
    let mut out = Heading {
        z_number: z_number(front),
        ah_number: front.split('\n').find_map(ah_number).map(str::to_owned),
        asked_on: date_behind("ngezonden ", ['I', 'i'], front)
            .or_else(|| first_date(&LETTER_OF, front)),
        answered_on: date_behind("ntvangen ", ['O', 'o'], front)
            .or_else(|| first_date(&DATE_LINE, front)),
        ..Heading::default()
    };
    let mut about_from = 0;
    for found in ASKING.find_iter(front) {
        let (askers, after) = names(front, found.end());
        if askers.is_empty() {
            continue;
        }
        out.askers = askers;
        about_from = after;
        let rest = front.get(after..).unwrap_or_default();
        let trimmed = rest.trim_start();
        if let Some(list) = trimmed.strip_prefix("aan ") {
            let at = after + (rest.len() - trimmed.len()) + (trimmed.len() - list.len());
            let (officials, behind) = officials(front, at);
            out.addressees = officials
                .into_iter()
                .map(|o| Official {
                    on_behalf: false,
                    ..o
                })
                .collect();
            about_from = behind;
        }
        break;
    }
    let labelled = ["Onderwerp", "Betreft"].iter().any(|s| front.contains(s));
    out.subject = labelled
        .then(|| SUBJECT_LINE.captures(front))
        .flatten()
        .and_then(|c| c.get(1))
        .map(|m| Span::new(m.start(), m.end()))
        .or_else(|| {
            (!out.askers.is_empty())
                .then(|| subject(front, about_from))
                .flatten()
        });
    let mut answerers = signed(text, signatures);
    for found in ANSWERING.find_iter(front) {
        add(text, &mut answerers, officials(front, found.end()).0);
    }
    for found in ALSO_ON_BEHALF.find_iter(front) {
        let at = found.end();
        if !signatures.iter().any(|s| s.start <= at && at < s.end) {
            let list = officials(front, at).0;
            add(
                text,
                &mut answerers,
                list.into_iter()
                    .map(|o| Official {
                        on_behalf: true,
                        ..o
                    })
                    .collect(),
            );
        }
    }
    out.answerers = answerers;
    out
}

/// The number in a line `AH 2367`.
fn ah_number(line: &str) -> Option<&str> {
    line.strip_prefix("AH ")
        .filter(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The first date behind a word, which is given without its first letter: `(ingezonden 24 april 2031)`.
/// Most titles have such dates, which are found without what a pattern needs to be made ready.
fn date_behind(word: &str, initials: [char; 2], text: &str) -> Option<Date> {
    text.match_indices(word).find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let rest = rest.get(word.len()..)?;
        let mut parts = rest.strip_prefix("op ").unwrap_or(rest).splitn(3, ' ');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?.get(..4)?);
        let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let is_date = day.len() <= 2 && figures(day) && figures(year);
        (is_date && before.ends_with(initials)).then(|| dates::date(day, month, year))?
    })
}

fn first_date(pattern: &Regex, text: &str) -> Option<Date> {
    pattern.captures_iter(text).find_map(|c| dates::find(&c[1]))
}

/// The "over …" of a title: up to the bracket with the date, or the end of its sentence.
fn subject(front: &str, from: usize) -> Option<Span> {
    let rest = front.get(from..)?;
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?;
    let over = ["over ", "inzake ", "betreffende ", "naar aanleiding van "]
        .iter()
        .filter_map(|w| {
            let at = if line.trim_start().starts_with(w) {
                Some(line.len() - line.trim_start().len())
            } else {
                line.find(&format!(" {w}")).map(|i| i + 1)
            };
            at.map(|at| (at, at + w.len()))
        })
        .min()?;
    let body = line.get(over.1..)?;
    let end = [
        " (ingezonden",
        "(ingezonden",
        ". Deze vragen",
        ". Antwoord",
        " worden beantwoord",
        " beantwoord zoals",
    ]
    .iter()
    .filter_map(|w| body.find(w))
    .min()
    .unwrap_or(body.len());
    let body = body.get(..end)?.trim_end_matches([' ', ':', '.', ',']);
    let lead = body.len() - body.trim_start().len();
    (body.len() > lead).then(|| Span::new(from + over.1 + lead, from + over.1 + body.len()))
}

/// Offices and names in signatures.
fn signed(text: &str, signatures: &[Span]) -> Vec<Official> {
    let mut out: Vec<Official> = Vec::new();
    for part in signatures {
        let mut at = part.start;
        let mut open: Option<usize> = None;
        for line in part.of(text).split('\n') {
            let start = at;
            at += line.len() + 1;
            let lower = line.to_lowercase();
            let behalf = lower.starts_with("mede namens");
            let skip = if behalf { "mede namens".len() } else { 0 };
            let (officials, _) = officials(
                text.get(..start + line.len()).unwrap_or_default(),
                start + skip,
            );
            if !officials.is_empty() {
                for official in officials {
                    let on_behalf = behalf || official.on_behalf;
                    out.push(Official {
                        on_behalf,
                        ..official
                    });
                    open = (!on_behalf).then(|| out.len() - 1);
                }
                continue;
            }
            let Some(last) = open.and_then(|i| out.get_mut(i)) else {
                continue;
            };
            let name = line.trim_end_matches([',', '.', ' ']);
            let lead = name.len() - name.trim_start().len();
            let span = Span::new(start + lead, start + name.len());
            if span.is_empty() || z_number(name).is_some() {
                continue;
            }
            let words: Vec<&str> = name.split_whitespace().collect();
            let portfolio = words.contains(&"en") || name.contains(',') && !name.contains('.');
            if portfolio && last.portfolio.is_none() && last.person.is_none() {
                last.portfolio = Some(span);
            } else if last.person.is_none() && words.len() <= 7 && !name.contains(char::is_numeric)
            {
                last.person = Some(span);
                open = None;
            }
        }
    }
    out
}

/// Adds officials that are not yet among those found.
fn add(text: &str, known: &mut Vec<Official>, more: Vec<Official>) {
    for official in more {
        let key = key(text, &official);
        match known.iter_mut().find(|k| self::key(text, k) == key) {
            Some(same) => same.person = same.person.or(official.person),
            None => known.push(official),
        }
    }
}

/// What an office is known by, however it is written: `minister|justitie en veiligheid`.
fn key(text: &str, official: &Official) -> String {
    let office = official
        .office
        .map(|s| s.of(text).to_lowercase())
        .unwrap_or_default();
    let mut words = office.splitn(3, ' ');
    let word = words
        .next()
        .unwrap_or_default()
        .trim_end_matches('s')
        .to_owned();
    let named = words.nth(1).unwrap_or_default();
    let portfolio = official
        .portfolio
        .map(|s| s.of(text).to_lowercase())
        .unwrap_or_default();
    let of = if named.is_empty() {
        portfolio.as_str()
    } else {
        named
    };
    format!("{word}|{}", of.replace(',', ""))
}
