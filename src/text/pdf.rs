//! PDF files: the words of the letter in reading order, page by page.
//!
//! A PDF says where each glyph stands, not what belongs together. Glyphs make up lines by their
//! baseline (`line`), and lines make up text, notes and what the printer put round them by place
//! and size (`layout`). That raised figures cite notes is seen here, where their size is known.

use super::{LineKind, Lines, Place, Text, TextError, plain};
use crate::limits::PDF_PAGES;
use layout::{Placed, Role, Sheet};
use lopdf::{Document, Error};

mod font;
mod guard;
mod layout;
mod ligature;
mod line;
mod matrix;
mod page;
mod salvage;
mod table;

/// Reads the bytes of a PDF file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Text, TextError> {
    let start = bytes
        .windows(5)
        .take(1024)
        .position(|w| w == b"%PDF-")
        .unwrap_or(0);
    let bytes = bytes.get(start..).unwrap_or_default();
    let over = |limit| TextError::over(name, limit);
    guard::measure(bytes).map_err(over)?;
    let mut warnings = Vec::new();
    let document = open(bytes, name, &mut warnings)?;
    let pages: Vec<_> = document.page_iter().take(PDF_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(broken(name, "it has no pages"));
    }
    if pages.len() > PDF_PAGES {
        warnings.push(format!("{name}: only the first {PDF_PAGES} pages are read"));
    }
    let mut reader = page::Pages::new(&document);
    let mut sheets = Vec::new();
    for (number, page) in (1..).zip(pages.iter().take(PDF_PAGES)) {
        let pieces = reader.read(*page).map_err(over)?;
        sheets.push(Sheet {
            number,
            lines: line::lines(pieces),
        });
    }
    let glyphs: usize = sheets
        .iter()
        .flat_map(|s| &s.lines)
        .map(line::Line::len)
        .sum();
    if glyphs == 0 {
        return Err(TextError::Scanned {
            name: name.to_owned(),
            pages: sheets.len(),
        });
    }
    let mut placed = layout::order(sheets);
    let told = ligature::tell(placed.iter().map(|p| p.text.as_str()));
    for line in &mut placed {
        if line.text.contains(ligature::is_shape) {
            line.text = ligature::spell(&line.text, &told);
        }
    }
    let lost: usize = placed
        .iter()
        .map(|p| p.text.matches('\u{fffd}').count())
        .sum();
    if lost * 5 > glyphs {
        return Err(TextError::Garbled {
            name: name.to_owned(),
        });
    }
    if lost > 0 {
        warnings.push(format!("{name}: {lost} of its {glyphs} characters cannot be told from their shapes, and are marked \u{fffd}"));
    }
    Ok(set(placed).finish(warnings))
}

/// Opens a file; where its table of objects is of no use, with a new one.
fn open(bytes: &[u8], name: &str, warnings: &mut Vec<String>) -> Result<Document, TextError> {
    let locked = || TextError::Locked {
        name: name.to_owned(),
        what: "PDF file",
    };
    match Document::load_mem(bytes) {
        Ok(document) if document.is_encrypted() => Err(locked()),
        Ok(document) if document.page_iter().next().is_some() => Ok(document),
        Err(Error::InvalidPassword | Error::Decryption(_)) => Err(locked()),
        opened => {
            let mended = salvage::mend(bytes).and_then(|file| Document::load_mem(&file).ok());
            match (mended.filter(|d| d.page_iter().next().is_some()), opened) {
                (Some(document), _) => {
                    warnings.push(format!(
                        "{name}: this PDF file is damaged; what can be found of it is read, and some of its pages may be missing"
                    ));
                    Ok(document)
                }
                (None, Ok(document)) => Ok(document),
                (None, Err(cause)) => Err(broken(name, &cause.to_string())),
            }
        }
    }
}

fn broken(name: &str, cause: &str) -> TextError {
    TextError::Broken {
        name: name.to_owned(),
        what: "PDF file",
        cause: cause.to_owned(),
    }
}

/// Sets the lines of all pages. Each page counts its lines from 1.
fn set(placed: Vec<Placed>) -> Lines {
    let mut lines = Lines::default();
    let mut place = Place::default();
    for Placed { page, role, text } in placed {
        place = Place {
            page,
            line: if place.page == page {
                place.line + 1
            } else {
                1
            },
            paragraph: 0,
        };
        let words = plain::clean(&text);
        let words = words.trim();
        match role {
            Role::Text { room, full } => {
                if room {
                    lines.push("", place, LineKind::Wrapped);
                }
                lines.push(words, place, LineKind::Wrapped);
                lines.full(full);
            }
            Role::Note(mark) => {
                let marked =
                    words.strip_prefix(&format!("{}{mark}{}", super::NOTE_OPEN, super::NOTE_CLOSE));
                let typed = words.strip_prefix(&format!("{mark} "));
                lines.push(
                    marked.or(typed).unwrap_or(words).trim(),
                    place,
                    LineKind::Note(mark),
                );
            }
            Role::Aside => lines.push(words, place, LineKind::Paragraph),
        }
    }
    lines
}
