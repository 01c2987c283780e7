//! Who asks, who answers, when, and about what: read from the title, the cover letter and the
//! signatures.

use super::{Asker, Official, dates, furniture::pattern};
use crate::span::Span;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

pattern!(Z_NUMBER, r"\b\d{4}Z\d{5}\b");
pattern!(AH, r"(?m)^AH (\d{1,4})$");
pattern!(
    ASKING,
    r"\b(?:het [Ll]id|de [Ll]eden|het Kamerlid|de Kamerleden)\s+"
);
pattern!(
    ANSWERING,
    r"(?m)(?:^|[.;] )(?:Antwoord(?:en)?|Mededeling|Beantwoording) van (?:de )?"
);
pattern!(SENT, r"[Ii]ngezonden (?:op )?(\d{1,2} \p{L}+ \d{4})");
pattern!(LETTER_OF, r"uw brief van (\d{1,2} \p{L}+ \d{4})");
pattern!(RECEIVED, r"[Oo]ntvangen (?:op )?(\d{1,2} \p{L}+ \d{4})");
pattern!(
    DATE_LINE,
    r"(?m)^(?:Datum:? ?\n?|Den Haag, (?:de )?)(\d{1,2} \p{L}+ \d{4})"
);
pattern!(SUBJECT_LINE, r"(?m)^(?:Onderwerp|Betreft):? ?\n?(\S.*)$");
pattern!(ALSO_ON_BEHALF, r"(?i)\bmede namens\b");
pattern!(
    OFFICE_WORD,
    r"(?i)^(?:vice-?minister-president|minister-president|ministers?|staats?secretaris(?:sen)?|staatssecretaresse)\b"
);

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
        ah_number: AH.captures(front).map(|c| c[1].to_owned()),
        asked_on: first_date(&SENT, front).or_else(|| first_date(&LETTER_OF, front)),
        answered_on: first_date(&RECEIVED, front).or_else(|| first_date(&DATE_LINE, front)),
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
    out.subject = SUBJECT_LINE
        .captures(front)
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

/// Small words within a name.
const LINKS: [&str; 17] = [
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "'t", "’t", "el", "al", "von",
    "la", "–", "-",
];

/// Members with their parties from byte `at` on, and where the list ends.
fn names(text: &str, at: usize) -> (Vec<Asker>, usize) {
    let mut askers: Vec<Asker> = Vec::new();
    let mut named = 0;
    let mut pos = at;
    let mut end = at;
    while let Some(name) = name(text, pos) {
        askers.push(Asker { name, party: None });
        end = name.end;
        pos = name.end;
        let rest = text.get(pos..).unwrap_or_default();
        let open = rest.len() - rest.trim_start().len();
        if let Some(inner) = rest.trim_start().strip_prefix('(') {
            let close = inner.find([')', '\n']).unwrap_or(inner.len());
            let start = pos + open + 1;
            let party = party(text, start, start + close);
            for asker in askers.iter_mut().skip(named) {
                asker.party = party;
            }
            named = askers.len();
            end = (start + close + usize::from(close < inner.len())).min(text.len());
            pos = end;
        }
        let rest = text.get(pos..).unwrap_or_default();
        let next = rest.trim_start();
        let blanks = rest.len() - next.len();
        if let Some(more) = next.strip_prefix(',') {
            pos += blanks + 1 + more.len() - more.trim_start().len();
            pos += if more.trim_start().starts_with("en ") {
                3
            } else {
                0
            };
        } else if next.starts_with("en ") {
            pos += blanks + 3;
        } else {
            break;
        }
        if askers.len() > 200 {
            break;
        }
    }
    (askers, end)
}

/// One name from byte `at` on: capitalised words with small words between them.
fn name(text: &str, at: usize) -> Option<Span> {
    let mut end = at;
    let mut pos = at;
    let mut any = false;
    for _ in 0..8 {
        let rest = text.get(pos..)?;
        let word = rest.get(..rest.find([' ', '\n', '(', ',', ')']).unwrap_or(rest.len()))?;
        let bare = word.trim_start_matches(['\'', '’', '‘']);
        if word.is_empty() {
            break;
        }
        if bare.starts_with(char::is_uppercase) && word != "Kamer" {
            any = true;
            end = pos + word.trim_end_matches(['.', ':', ';']).len();
            if word.len() > 3 && word.ends_with('.') {
                break;
            }
        } else if !LINKS.contains(&word)
            || (word == "van"
                && any
                && rest
                    .get(word.len()..)
                    .is_some_and(|r| r.starts_with(" uw Kamer")))
        {
            break;
        }
        pos += word.len();
        let after = text.get(pos..)?;
        match after.chars().next() {
            Some(' ') => pos += 1,
            _ => break,
        }
    }
    (any && end > at).then(|| Span::new(at, end))
}

/// A party between brackets, without "beiden".
fn party(text: &str, start: usize, end: usize) -> Option<Span> {
    let inner = text.get(start..end)?;
    let mut lead = inner.len() - inner.trim_start().len();
    for word in ["beiden ", "beide ", "allen ", "alle ", "allemaal "] {
        if inner.get(lead..).is_some_and(|r| r.starts_with(word)) {
            lead += word.len();
        }
    }
    let span = Span::new(start + lead, start + inner.trim_end().len());
    (!span.is_empty()).then_some(span)
}

/// Officials from byte `at` on, and where the list ends.
fn officials(text: &str, at: usize) -> (Vec<Official>, usize) {
    let mut out: Vec<Official> = Vec::new();
    let mut pos = at;
    let mut end = at;
    let mut behalf = false;
    let mut waiting: Vec<Span> = Vec::new();
    while out.len() < 50 {
        pos = skip_links(text, pos, &mut behalf);
        let rest = text.get(pos..).unwrap_or_default();
        let Some(word) = OFFICE_WORD.find(rest) else {
            break;
        };
        let office = Span::new(pos, pos + word.end());
        let plural = word.as_str().to_lowercase().ends_with('s')
            && word.as_str().to_lowercase().starts_with("minister")
            || word.as_str().to_lowercase().ends_with("sen");
        pos = office.end;
        end = pos;
        let rest = text.get(pos..).unwrap_or_default();
        let trimmed = rest.trim_start();
        let lead = pos + rest.len() - trimmed.len();
        let linked = ["van ", "voor ", "VAN ", "VOOR "]
            .iter()
            .find(|w| trimmed.starts_with(**w));
        if let Some(link) = linked {
            let from = lead + link.len();
            let run = run(text, from);
            if run.is_empty() {
                break;
            }
            for first in waiting.drain(..) {
                out.push(Official {
                    person: None,
                    office: Some(first),
                    portfolio: Some(run),
                    on_behalf: behalf,
                });
            }
            let mut more = Vec::new();
            pos = run.end;
            if plural {
                while let Some((span, after)) = another(text, pos) {
                    more.push(span);
                    pos = after;
                }
            }
            if more.is_empty() {
                out.push(Official {
                    person: None,
                    office: Some(Span::new(office.start, run.end)),
                    portfolio: None,
                    on_behalf: behalf,
                });
            } else {
                for portfolio in std::iter::once(run).chain(more) {
                    out.push(Official {
                        person: None,
                        office: Some(office),
                        portfolio: Some(portfolio),
                        on_behalf: behalf,
                    });
                }
            }
            end = pos;
        } else if trimmed.starts_with(char::is_uppercase)
            || LINKS.iter().any(|l| trimmed.starts_with(&format!("{l} ")))
                && name_then_bracket(text, lead)
        {
            let Some(person) = name(text, lead) else {
                break;
            };
            pos = person.end;
            let rest = text.get(pos..).unwrap_or_default();
            let open = rest.len() - rest.trim_start().len();
            let mut portfolio = None;
            if let Some(inner) = rest.trim_start().strip_prefix('(') {
                let start = pos + open + 1;
                let close = inner.find([')', '(', '\n']).unwrap_or(inner.len());
                let body = inner.get(..close).unwrap_or_default();
                portfolio = (!body.trim().is_empty())
                    .then(|| Span::new(start, start + body.trim_end().len()));
                pos = start
                    + close
                    + usize::from(inner.get(close..).is_some_and(|r| r.starts_with(')')));
            }
            out.push(Official {
                person: Some(person),
                office: Some(office),
                portfolio,
                on_behalf: behalf,
            });
            end = pos;
        } else {
            waiting.push(office);
        }
    }
    for office in waiting {
        out.push(Official {
            person: None,
            office: Some(office),
            portfolio: None,
            on_behalf: behalf,
        });
    }
    (out, end)
}

fn name_then_bracket(text: &str, at: usize) -> bool {
    name(text, at).is_some_and(|n| {
        text.get(n.end..)
            .is_some_and(|r| r.trim_start().starts_with('('))
    })
}

/// Skips what may stand between two officials.
fn skip_links(text: &str, at: usize, behalf: &mut bool) -> usize {
    let mut pos = at;
    'again: loop {
        let rest = text.get(pos..).unwrap_or_default();
        for link in [
            " ",
            ",",
            "en ",
            "EN ",
            "de ",
            "De ",
            "DE ",
            "het ",
            "van ",
            "antwoord van ",
            "mede namens ",
            "Mede namens ",
            "bij afwezigheid van ",
        ] {
            if rest.starts_with(link)
                && !(link == "van "
                    && !rest
                        .get(4..)
                        .is_some_and(|r| OFFICE_WORD.is_match(r) || r.starts_with("de ")))
            {
                *behalf |= link.ends_with("namens ");
                pos += link.len();
                continue 'again;
            }
        }
        return pos;
    }
}

/// `, van B` or ` en voor B` behind the first portfolio of several ministers.
fn another(text: &str, at: usize) -> Option<(Span, usize)> {
    let rest = text.get(at..)?;
    for link in [
        ", van ",
        ", voor ",
        " en van ",
        " en voor ",
        ", en van ",
        ", en voor ",
    ] {
        if rest.starts_with(link) {
            let run = run(text, at + link.len());
            return (!run.is_empty()).then_some((run, run.end));
        }
    }
    None
}

/// The name of a ministry or portfolio from byte `at` on: capitalised words with "en", commas and
/// dashes between them.
fn run(text: &str, at: usize) -> Span {
    let mut end = at;
    let mut pos = at;
    while let Some(rest) = text.get(pos..) {
        let word = rest
            .get(..rest.find([' ', '\n']).unwrap_or(rest.len()))
            .unwrap_or_default();
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        if bare.starts_with(char::is_uppercase)
            && !bare.contains('(')
            && !OFFICE_WORD.is_match(bare)
            && bare != "EN"
        {
            end = pos + bare.len();
            if word.len() > bare.len() && !word.ends_with(',') {
                break;
            }
        } else if bare.starts_with(char::is_uppercase) && bare.contains('(') {
            end = pos + bare.find('(').unwrap_or(0);
            break;
        } else if !matches!(word, "en" | "EN" | "&" | "–" | "-") {
            break;
        }
        pos += word.len();
        if !text.get(pos..).is_some_and(|r| r.starts_with(' ')) {
            break;
        }
        pos += 1;
    }
    Span::new(at.min(end), end)
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
