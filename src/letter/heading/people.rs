//! Lists of members and of officials, as titles and signatures print them.

use crate::{
    letter::{Asker, Official},
    pattern::pattern,
    span::Span,
};
use regex::Regex;
use std::sync::LazyLock;

pattern!(
    OFFICE_WORD,
    r"(?i)^(?:vice-?minister-president|minister-president|ministers?|staats?secretaris(?:sen)?|staatssecretaresse)\b"
);

/// Small words within a name.
const LINKS: [&str; 17] = [
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "'t", "’t", "el", "al", "von",
    "la", "–", "-",
];

/// Members with their parties from byte `at` on, and where the list ends.
pub(super) fn names(text: &str, at: usize) -> (Vec<Asker>, usize) {
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
        // "de leden van de X-fractie" are no names
        if word.contains("fractie") {
            return None;
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
pub(super) fn officials(text: &str, at: usize) -> (Vec<Official>, usize) {
    let mut list = List::default();
    let mut pos = at;
    let mut end = at;
    while list.found.len() < MOST {
        pos = skip_links(text, pos, &mut list.on_behalf);
        let rest = text.get(pos..).unwrap_or_default();
        let Some(word) = OFFICE_WORD.find(rest) else {
            break;
        };
        let office = Span::new(pos, pos + word.end());
        let rest = text.get(office.end..).unwrap_or_default();
        let lead = office.end + rest.len() - rest.trim_start().len();
        let read = list
            .of_a_ministry(text, office, lead)
            .or_else(|| list.of_a_name(text, office, lead));
        pos = read.unwrap_or(office.end);
        end = pos;
        if read.is_none() {
            // "de Minister en Staatssecretaris van …": the ministry comes with a later office
            list.waiting.push(office);
        }
    }
    let waiting = std::mem::take(&mut list.waiting);
    for office in waiting {
        list.add(None, Some(office), None);
    }
    (list.found, end)
}

/// The most officials that one list may hold.
const MOST: usize = 50;

/// Officials as they are read.
#[derive(Default)]
struct List {
    found: Vec<Official>,
    /// Offices whose ministry has not been named yet.
    waiting: Vec<Span>,
    /// "mede namens" has been read.
    on_behalf: bool,
}

impl List {
    fn add(&mut self, person: Option<Span>, office: Option<Span>, portfolio: Option<Span>) {
        self.found.push(Official {
            person,
            office,
            portfolio,
            on_behalf: self.on_behalf,
        });
    }

    /// `Ministers` + `van A en voor B`: where the list goes on behind it.
    fn of_a_ministry(&mut self, text: &str, office: Span, lead: usize) -> Option<usize> {
        let rest = text.get(lead..)?;
        let link = ["van ", "voor ", "VAN ", "VOOR "]
            .iter()
            .find(|w| rest.starts_with(**w))?;
        let first = run(text, lead + link.len());
        if first.is_empty() {
            return None;
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.add(None, Some(waiting), Some(first));
        }
        let word = office.of(text).to_lowercase();
        let plural = word == "ministers" || word.ends_with("sen");
        let mut pos = first.end;
        let mut more = Vec::new();
        while let Some((span, after)) = another(text, pos, plural).filter(|_| more.len() < MOST) {
            more.push(span);
            pos = after;
        }
        if more.is_empty() {
            self.add(None, Some(Span::new(office.start, first.end)), None);
        } else {
            for portfolio in std::iter::once(first).chain(more) {
                self.add(None, Some(office), Some(portfolio));
            }
        }
        Some(pos)
    }

    /// `Minister` + `De Boer (Bruggen)`: where the list goes on behind it.
    fn of_a_name(&mut self, text: &str, office: Span, lead: usize) -> Option<usize> {
        let rest = text.get(lead..)?;
        let small = LINKS
            .iter()
            .any(|l| rest.strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
        let named = rest.starts_with(char::is_uppercase) || small && name_then_bracket(text, lead);
        if !named {
            return None;
        }
        let person = name(text, lead)?;
        let mut pos = person.end;
        let rest = text.get(pos..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let mut portfolio = None;
        if let Some(inner) = rest.trim_start().strip_prefix('(') {
            let start = pos + blanks + 1;
            // a bracket that is never closed ends where the next opens
            let close = inner.find([')', '(', '\n']).unwrap_or(inner.len());
            let body = inner.get(..close).unwrap_or_default();
            let name = body.trim();
            let lead = start + body.len() - body.trim_start().len();
            portfolio = (!name.is_empty()).then(|| Span::new(lead, lead + name.len()));
            pos =
                start + close + usize::from(inner.get(close..).is_some_and(|r| r.starts_with(')')));
        }
        self.add(Some(person), Some(office), portfolio);
        Some(pos)
    }
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
            // "en van Staatssecretaris De Boer", but not "en van Bruggen"
            let before_office = |r: &str| OFFICE_WORD.is_match(r) || r.starts_with("de ");
            let skips = link != "van " || rest.get(4..).is_some_and(before_office);
            if skips && rest.starts_with(link) {
                *behalf |= link.ends_with("namens ");
                pos += link.len();
                continue 'again;
            }
        }
        return pos;
    }
}

/// `, van B` or ` en voor B` behind the first portfolio of several ministers.
fn another(text: &str, at: usize, plural: bool) -> Option<(Span, usize)> {
    let rest = text.get(at..)?;
    let links: &[&str] = if plural {
        &[
            ", van ",
            ", voor ",
            " en van ",
            " en voor ",
            ", en van ",
            ", en voor ",
        ]
    } else {
        // "de minister van A en van B" is meant for two
        &[" en van ", " en voor "]
    };
    for link in links {
        if rest.starts_with(*link) {
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
