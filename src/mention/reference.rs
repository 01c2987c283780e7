//! References with a fixed form: Kamerstukken, the Aanhangsel, numbers of questions, ECLI, articles.
//!
//! Forms are those that letters really use, misprints included ("2022/-23", "nr.502",
//! "36200-XII-60"). Each gives one canonical form, by which the same document is known everywhere.

use super::{Candidate, Scene, Sign, What, only};
use crate::{pattern, prose::Kind, span::Span};
use regex::{Regex, RegexBuilder};
use std::{borrow::Cow, sync::LazyLock};

const KAMERSTUK: &str = r"^(?i:kamerstuk(?:ken)?)(?:\s+(?:II|I|TK|EK|Tweede Kamer))?[\s,]*(?:vergaderjaar\s+)?(?P<jaar>\d{4}\s?[/–-]\s?-?\d{2,4})?[\s,]*(?P<dossier>\d{2}\s?\d{3})?(?P<suffix>(?:[\s-]+(?:[IVX]+[A-E]?|\(R\d{4}\)|\d{2}\b))?)[\s,]*(?P<label>-|n[ro]s?\.?)?\s*(?P<nr>\d{1,4}|[A-Z]{1,2})\b";
const DOSSIER: &str = r"^(?P<dossier>\d{2}\s?\d{3})(?P<suffix>(?:[\s-]+(?:[IVX]+[A-E]?|\(R\d{4}\)|\d{2}\b))?)(?:\s*,\s*n[ro]\.?\s*|-)(?P<nr>\d{1,4})\b";
const AANHANGSEL: &str = r"^(?:(?i:aanhangsel)(?:\s+(?:van\s+de|der|bij\s+de))?(?:\s+Handelingen)?(?:\s+II)?(?:\s+Tweede Kamer)?[\s,]*(?:vergaderjaar\s+)?|(?i:ah-tk-))(?P<jaar>\d{4}\s?[/–-]*\s?-?\d{2,4})?[\s,-]*(?:n[ro]\.?\s*)?(?P<nr>\d{1,5})\b";

struct Forms {
    kamerstuk: Regex,
    dossier: Regex,
    aanhangsel: Regex,
}

/// The compiled forms; `None` only if a pattern above is broken, which a test would show.
static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    Some(Forms {
        kamerstuk: compile(KAMERSTUK)?,
        dossier: compile(DOSSIER)?,
        aanhangsel: compile(AANHANGSEL)?,
    })
});

/// Compiles a form. A letter has a few references: to try a form at each takes less time than to make
/// an automaton of it on the way.
fn compile(form: &str) -> Option<Regex> {
    let mut form = RegexBuilder::new(&pattern::ascii(form));
    form.dfa_size_limit(0).build().ok()
}

/// How far, in bytes, a reference may reach.
const REACH: usize = 120;

/// Whether a reference may begin with a word.
pub(super) fn begins(word: &str, kind: Kind) -> bool {
    kind == Kind::Number
        || ["kamerstuk", "aanhangsel", "ah-tk", "ecli:"]
            .iter()
            .any(|begin| word.starts_with(begin))
        || word.starts_with(|c: char| c.is_ascii_digit())
}

/// All references in all parts of the letter.
pub(super) fn find<'l>(scene: &Scene<'l>, out: &mut Vec<Candidate<'l>>) {
    let Some(forms) = FORMS.as_ref() else { return };
    let mut done = 0;
    for at in scene.glances.with(Sign::Reference) {
        let Some(token) = scene.prose.tokens.get(at) else {
            break;
        };
        if token.span.start < done {
            continue;
        }
        let word = token.span.of(&scene.prose.fold);
        let rest = || {
            let mut end = (token.span.start + REACH).min(scene.letter.text.len());
            while !scene.letter.text.is_char_boundary(end) {
                end -= 1;
            }
            let rest = scene
                .letter
                .text
                .get(token.span.start..end)
                .unwrap_or_default();
            rest.split('\n').next().unwrap_or_default()
        };
        let found = if word.starts_with("kamerstuk") {
            kamerstuk(&forms.kamerstuk, rest())
        } else if word.starts_with("aanhangsel") || word.starts_with("ah-tk") {
            aanhangsel(&forms.aanhangsel, rest())
        } else if token.kind == Kind::Number || word.starts_with(|c: char| c.is_ascii_digit()) {
            let rest = rest();
            let dossier = is_dossier(rest).then(|| kamerstuk(&forms.dossier, rest));
            dossier
                .flatten()
                .or_else(|| number(token.span.of(&scene.letter.text)))
        } else if word.starts_with("ecli:") {
            Some(Reference {
                length: token.span.len(),
                canonical: word.replace(':', "-"),
                aliases: Vec::new(),
            })
        } else {
            None
        };
        let Some(reference) = found else { continue };
        let span = Span::new(token.span.start, token.span.start + reference.length);
        done = span.end;
        out.push(Candidate {
            span,
            part: scene.part_at(span.start),
            what: What::Open {
                classes: only(&scene.known.document),
                label: scene.written(span),
                canonical: Some(reference.canonical),
            },
            aliases: reference.aliases.into_iter().map(Cow::Owned).collect(),
            rule: "fixed-reference",
            nested: false,
        });
    }
}

/// Whether a text begins with the five figures of a dossier: "36 200", "36200".
fn is_dossier(text: &str) -> bool {
    let (two, rest) = text.split_at_checked(2).unwrap_or_default();
    let rest = rest.trim_start();
    let figures = |text: &str, count| {
        let bytes = text.as_bytes().get(..count);
        bytes.is_some_and(|bytes| bytes.iter().all(u8::is_ascii_digit))
    };
    figures(two, 2) && figures(rest, 3)
}

struct Reference {
    length: usize,
    canonical: String,
    aliases: Vec<String>,
}

fn kamerstuk(form: &Regex, text: &str) -> Option<Reference> {
    let found = form.captures(text)?;
    let part = |name| {
        found
            .name(name)
            .map(|m| m.as_str())
            .filter(|s| !s.is_empty())
    };
    let nr = part("nr")?;
    let label = part("label");
    let length = found.get(0)?.len();
    let Some(dossier) = part("dossier") else {
        // "Kamerstukken II 2024/2025, nr. 1950": without its dossier the year must do
        let year = year(part("jaar")?);
        label.filter(|l| l.starts_with('n'))?;
        return Some(Reference {
            length,
            canonical: format!("kst-{year}-{nr}"),
            aliases: vec![format!("nr. {nr}")],
        });
    };
    let dossier: String = dossier.chars().filter(char::is_ascii_digit).collect();
    let suffix = part("suffix")
        .map(|s| s.trim_matches([' ', '-', '(', ')']))
        .unwrap_or_default();
    let whole = if suffix.is_empty() {
        dossier
    } else {
        format!("{dossier}-{suffix}")
    };
    Some(Reference {
        length,
        canonical: format!("kst-{whole}-{nr}"),
        aliases: vec![
            format!("{}, nr. {nr}", whole.replace('-', " ")),
            format!("Kamerstuk {}, nr. {nr}", whole.replace('-', " ")),
        ],
    })
}

fn aanhangsel(form: &Regex, text: &str) -> Option<Reference> {
    let found = form.captures(text)?;
    let nr = found.name("nr")?.as_str();
    let year = found.name("jaar").map(|m| year(m.as_str()));
    let canonical = year.as_ref().map_or_else(
        || format!("ah-tk-{nr}"),
        |y| format!("ah-tk-{}-{nr}", y.replace('-', "")),
    );
    let mut aliases = vec![
        format!("Aanhangsel Handelingen, nr. {nr}"),
        format!("nr. {nr}"),
    ];
    aliases.extend(year.map(|y| format!("Aanhangsel Handelingen, vergaderjaar {y}, nr. {nr}")));
    Some(Reference {
        length: found.get(0)?.len(),
        canonical,
        aliases,
    })
}

/// "2022/23", "2022/-23", "2022–2023", "20222023" → "2022-2023".
fn year(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (first, second) = digits.split_at_checked(4).unwrap_or((&digits, ""));
    match second.len() {
        2 => format!("{first}-{}{second}", first.get(..2).unwrap_or_default()),
        0 => first.to_owned(),
        _ => format!("{first}-{second}"),
    }
}

/// "2024Z14250", "2022D22285".
fn number(text: &str) -> Option<Reference> {
    let (year, rest) = text.split_at_checked(4)?;
    let kind = rest.chars().next().filter(|c| matches!(c, 'Z' | 'D'))?;
    let digits = rest.get(1..)?;
    let valid = year.chars().all(|c| c.is_ascii_digit())
        && digits.len() == 5
        && digits.chars().all(|c| c.is_ascii_digit());
    let name = if kind == 'Z' {
        "schriftelijke vragen"
    } else {
        "document"
    };
    valid.then(|| Reference {
        length: text.len(),
        canonical: text.to_lowercase(),
        aliases: vec![format!("{name} {text}"), format!("vraagnummer {text}")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_gives_one_canonical_form() {
        let forms = FORMS.as_ref().expect("the patterns compile");
        for (text, canonical) in [
            ("Kamerstuk 29 383, nr. 406.", "kst-29383-406"),
            ("Kamerstukken II 2022/23, 29628, nr. 1139", "kst-29628-1139"),
            (
                "Kamerstukken II, vergaderjaar 2022/2023 36 229, nr. 29",
                "kst-36229-29",
            ),
            ("Kamerstuk 21 501-02, nr. 2733", "kst-21501-02-2733"),
            ("Kamerstuk 35925-VI-56", "kst-35925-VI-56"),
            ("Kamerstuk 23 432, nr.502", "kst-23432-502"),
            ("Kamerstukken II 2024/2025, nr. 1950", "kst-2024-2025-1950"),
        ] {
            assert_eq!(
                kamerstuk(&forms.kamerstuk, text)
                    .map(|r| r.canonical)
                    .as_deref(),
                Some(canonical),
                "{text}"
            );
        }
        for (text, canonical) in [
            ("36 410 XIV, nr. 9", "kst-36410-XIV-9"),
            ("36200-XII-60", "kst-36200-XII-60"),
            ("36 471-64", "kst-36471-64"),
        ] {
            assert_eq!(
                kamerstuk(&forms.dossier, text)
                    .map(|r| r.canonical)
                    .as_deref(),
                Some(canonical),
                "{text}"
            );
        }
        for (text, canonical) in [
            (
                "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1045",
                "ah-tk-20232024-1045",
            ),
            (
                "Aanhangsel van de Handelingen II, 2022/-23, nr. 1823",
                "ah-tk-20222023-1823",
            ),
            ("ah-tk-2017–2018, nr.2509", "ah-tk-20172018-2509"),
        ] {
            assert_eq!(
                aanhangsel(&forms.aanhangsel, text)
                    .map(|r| r.canonical)
                    .as_deref(),
                Some(canonical),
                "{text}"
            );
        }
        assert!(kamerstuk(&forms.dossier, "12 000 mensen, 5 van hen").is_none());
        assert!(number("2024").is_none());
    }
}
