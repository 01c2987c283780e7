//! What stands before the first question: masthead, title, cover letter, signatures.

use super::{
    PartKind,
    flow::Width,
    row::{Para, Row, RowKind},
};
use crate::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pattern!(
    TITLE,
    r"^(?:(?:Schriftelijke |Mondelinge )?(?:[Kk]amer)?[Vv](?:ragen|raag) (?:van|gesteld door) (?:het|de) |Mondelinge vragen |(?:Antwoord|Antwoorden|Mededeling|Beantwoording) (?:van|op) )"
);
pattern!(
    OFFICE,
    r"(?i)^(?:mede namens )?(?:de )?(?:vice-?)?(?:minister|ministers|staatssecretaris|staatssecretarissen|minister-president)\b"
);
pattern!(
    NUMBER_LINE,
    r"^(?:AH \d{1,4}|\d{4}Z\d{5}|\(ingezonden .*|Zie ook Aanhangsel.*|Nr\. \d+)$"
);
pattern!(
    LABEL,
    r"^(?:Datum|Onderwerp|Betreft|Ons kenmerk|Uw kenmerk|Kenmerk|Contactpersoon|Projectnaam|Bijlage\(?n?\)?|Bijlagen|Aan de [Vv]oorzitter.*|Postbus \d+|> Retouradres.*|Bij beantwoording de datum.*|T +0\d.*|F +0\d.*|www\.\S+|\d{4} [A-Z]{2} .*|der Staten-Generaal.*)(?: .*)?$"
);
pattern!(
    COVER,
    r"^(?:Hierbij|Geachte|In (?:het )?antwoord op|Met deze brief|Bij brief|Bijgaand|Naar aanleiding van|Mede namens .* (?:bied|zend|stuur|deel)|Op \d|Ter uitvoering|Hiermee|Met verwijzing)"
);
pattern!(
    CLOSE,
    r"(?i)^(?:hoogachtend|met vriendelijke groet|namens deze),?$"
);

/// Whether a line opens the title of the questions or of the answers.
pub(super) fn is_title(line: &str) -> bool {
    TITLE.is_match(line)
}

/// Keeps lines apart that are no running text: numbers, labels, offices and names under a letter.
pub(super) fn prepare(rows: &mut Vec<Row>, width: Width) {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut signing = false;
    let mut worded = false;
    let mut gap = true;
    for mut row in std::mem::take(rows) {
        if !row.is_words() {
            gap = true;
            out.push(row);
            continue;
        }
        let text = row.text.as_str();
        let goes_on_title = text.starts_with("(ingezonden")
            && !gap
            && out.last().is_some_and(|r| r.kind == RowKind::Wrapped);
        // "der Staten-Generaal" under "Aan de Voorzitter van de Tweede Kamer"
        if let Some(last) = out.last_mut().filter(|r| {
            r.kind == RowKind::Apart
                && !gap
                && !signing
                && text.starts_with(char::is_lowercase)
                && !text.starts_with("www.")
        }) {
            last.text.push(' ');
            last.text.push_str(text);
            continue;
        }
        if is_title(text) {
            signing = false;
            // a title begins a paragraph of its own
            out.push(Row::new("", row.place, RowKind::Blank));
        } else if !goes_on_title && (NUMBER_LINE.is_match(text) || LABEL.is_match(text)) {
            row.kind = RowKind::Apart;
        } else if signing || (worded && gap && signs(text)) {
            let goes_on = signing
                && !gap
                && out.last().is_some_and(|r| {
                    r.is_words()
                        && OFFICE.is_match(&r.text)
                        && !width.had_room(&r.text, text)
                        && r.text.len() > 50
                });
            signing = true;
            if let (true, Some(last)) = (goes_on, out.last_mut()) {
                last.text.push(' ');
                last.text.push_str(text);
                gap = false;
                continue;
            }
            row.kind = RowKind::Apart;
        }
        worded = true;
        gap = row.text.ends_with(['.', ',']);
        out.push(row);
    }
    *rows = out;
}

/// Whether a line begins the signatures under a letter.
fn signs(text: &str) -> bool {
    CLOSE.is_match(text)
        || (OFFICE.is_match(text) && text.chars().count() <= 130 && !text.ends_with('.'))
}

/// What each paragraph before the first question is.
pub(super) fn kinds(paras: &[Para]) -> Vec<PartKind> {
    let mut out = Vec::with_capacity(paras.len());
    let mut cover = false;
    let mut signing = false;
    for para in paras {
        let text = para.text.as_str();
        let kind = if is_title(text) {
            (cover, signing) = (false, false);
            PartKind::Heading
        } else if NUMBER_LINE.is_match(text) {
            PartKind::Heading
        } else if cover && (signing || signs(text)) {
            signing = true;
            PartKind::Signature
        } else if cover || COVER.is_match(text) {
            cover = true;
            if LABEL.is_match(text) {
                PartKind::Heading
            } else {
                PartKind::Cover
            }
        } else {
            PartKind::Heading
        };
        out.push(kind);
    }
    out
}
