//! Word files: the paragraphs of the letter, with its notes, and what its page heads say of it.
//!
//! A Word file is a zip of XML parts (ECMA-376). The letter is one part; notes, lists, styles and
//! page heads are others. What Word computes when it shows a file is computed here as well, where
//! it is words: numbers of lists and of notes. Page heads and feet are no part of the running text;
//! some ministries keep the date and the subject of the letter there, and nowhere else.

use super::{LineKind, Lines, Place, Text, TextError, plain};
use numbering::Numbering;
use package::Package;
use std::collections::BTreeMap;
use styles::Styles;
use walk::{Cited, Paragraph, Setting};

mod numbering;
mod package;
mod styles;
mod walk;

/// Labels whose value a page head may hold in place of the letter.
const FIELDS: [&[&str]; 2] = [&["Datum"], &["Onderwerp", "Betreft"]];

/// Reads the bytes of a Word file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Text, TextError> {
    let mut warnings = Vec::new();
    let mut package = Package::open(bytes, name)?;
    let document = package.document()?;
    let parts = package::by_kind(package.relations(&document));
    let part = |package: &mut Package<'_>, kind: &str| -> Result<Option<String>, TextError> {
        parts
            .get(kind)
            .and_then(|p| p.first())
            .map_or(Ok(None), |path| package.part(path))
    };
    let mut lost =
        |what: &str| warnings.push(format!("{name}: {what} could not be read and are left out"));

    let styles =
        part(&mut package, "styles")?.map_or(Ok(Styles::default()), |xml| Styles::read(&xml));
    let styles = styles.unwrap_or_else(|_| {
        lost("the styles");
        Styles::default()
    });
    let numbering = part(&mut package, "numbering")?
        .map_or(Ok(Numbering::default()), |xml| Numbering::read(&xml));
    let mut numbering = numbering.unwrap_or_else(|_| {
        lost("the numbers of lists");
        Numbering::default()
    });
    let mut setting = Setting {
        styles: &styles,
        numbering: &mut numbering,
    };

    let xml = package.part(&document)?.unwrap_or_default();
    let body =
        walk::paragraphs(&xml, &mut setting).map_err(|fault| fault.told(name, "Word file"))?;
    let mut notes = [BTreeMap::new(), BTreeMap::new()];
    for (list, kind) in notes.iter_mut().zip(["footnotes", "endnotes"]) {
        let Some(xml) = part(&mut package, kind)? else {
            continue;
        };
        match walk::paragraphs(&xml, &mut setting) {
            Ok(paragraphs) => *list = bodies(paragraphs),
            Err(_) => lost("the notes"),
        }
    }
    let mut heads = Vec::new();
    for path in parts.get("header").into_iter().flatten() {
        let Some(xml) = package.part(path)? else {
            continue;
        };
        match walk::paragraphs(&xml, &mut setting) {
            Ok(paragraphs) => heads.push(paragraphs),
            Err(_) => lost("page heads"),
        }
    }
    if parts.contains_key("aFChunk") {
        warnings.push(format!("{name}: another file is built into this one and is left out; open it in Word and save it again"));
    }

    let mut lines = Lines::default();
    fields(&heads, &body, &mut lines);
    for (index, paragraph) in body.into_iter().enumerate() {
        let place = Place::paragraph(u32::try_from(index + 1).unwrap_or(u32::MAX));
        set(paragraph, place, &mut notes, &mut lines);
    }
    let text = lines.finish(warnings);
    if text.content.chars().any(char::is_alphanumeric) {
        Ok(text)
    } else {
        Err(TextError::Blank {
            name: name.to_owned(),
        })
    }
}

/// The notes of a list by their keys, each on one line.
fn bodies(paragraphs: Vec<Paragraph>) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for paragraph in paragraphs {
        let Some(id) = paragraph.note else { continue };
        let body = out.entry(id).or_default();
        for line in paragraph.label.iter().chain(&paragraph.lines) {
            let line = plain::clean(line);
            if !line.trim().is_empty() {
                if !body.is_empty() {
                    body.push(' ');
                }
                body.push_str(line.trim());
            }
        }
    }
    out
}

/// Sets what only the page heads say: the date of the letter and its subject.
fn fields(heads: &[Vec<Paragraph>], body: &[Paragraph], lines: &mut Lines) {
    let label = |line: &str, names: &[&str]| {
        names
            .iter()
            .any(|n| line.trim().trim_end_matches(':') == *n)
    };
    for names in FIELDS {
        if body.iter().flat_map(|p| &p.lines).any(|l| label(l, names)) {
            continue;
        }
        let value = heads.iter().find_map(|head| {
            let mut words = head
                .iter()
                .flat_map(|p| &p.lines)
                .map(|l| plain::clean(l))
                .filter(|l| !l.trim().is_empty());
            let found = words.find(|l| label(l, names))?;
            Some((found, words.next()?))
        });
        if let Some((name, value)) = value {
            for line in [name, value] {
                lines.push(line.trim(), Place::paragraph(1), LineKind::Paragraph);
            }
        }
    }
}

/// Sets one paragraph, and behind it the notes that it cites.
fn set(
    paragraph: Paragraph,
    place: Place,
    notes: &mut [BTreeMap<String, String>; 2],
    lines: &mut Lines,
) {
    let Paragraph {
        lines: mut words,
        mut label,
        cited,
        ..
    } = paragraph;
    words.retain(|l| !l.trim().is_empty());
    if words.is_empty() {
        lines.push("", place, LineKind::Paragraph);
    }
    if let Some(head) = label.take_if(|l| is_head(l)) {
        lines.push(&head, place, LineKind::Paragraph);
    }
    if let (Some(label), Some(first)) = (label, words.first_mut()) {
        // a bare number reads as a part of the sentence
        let stop = if label.bytes().all(|b| b.is_ascii_digit()) {
            "."
        } else {
            ""
        };
        *first = format!("{label}{stop} {}", first.trim());
    }
    lines.paragraph(words.iter().map(String::as_str), place);
    for Cited { endnote, id, mark } in cited {
        let [feet, ends] = notes;
        // one that is cited again stands where it was cited first
        if let Some(body) = if endnote { &mut *ends } else { &mut *feet }.remove(&id) {
            lines.push(&body, place, LineKind::Note(mark));
        }
    }
}

/// Whether a list numbers its paragraphs with words: `Vraag 3`.
fn is_head(label: &str) -> bool {
    label.chars().take_while(|c| c.is_alphabetic()).count() > 3
}
