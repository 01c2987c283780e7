//! From the codes in a PDF's strings to characters and widths (ISO 32000-1, sections 9.6 to 9.10).
//!
//! A font's own table of characters (`ToUnicode`) counts first, then the names of its glyphs, then
//! its encoding.

use super::{guard::Budget, table};
use crate::limits::Limit;
use lopdf::{Dictionary, Document, Object, Stream};
use std::collections::HashMap;

/// How many characters a font's table may name.
const LARGEST: usize = 70_000;

/// A font as far as text goes.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Tells the fonts of a file apart.
    pub number: usize,
    /// Codes are two bytes long, not one.
    wide: bool,
    texts: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    /// The width of a code that has none of its own, in ems; `None` where it must be guessed.
    default: Option<f64>,
}

/// One glyph of a string.
#[derive(Debug)]
pub(super) struct Glyph<'a> {
    /// Its characters; `None` where the font does not say.
    pub text: Option<&'a str>,
    /// Its code in the font.
    pub code: u32,
    /// Its width in ems.
    pub width: f64,
    /// It is the space that word spacing applies to.
    pub space: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(
        font: &Dictionary,
        document: &Document,
        number: usize,
        budget: &mut Budget,
    ) -> Result<Self, Limit> {
        let name = |key: &[u8]| {
            font.get_deref(key, document)
                .and_then(Object::as_name)
                .unwrap_or_default()
        };
        let mut out = Self {
            number,
            wide: name(b"Subtype") == b"Type0",
            ..Self::default()
        };
        if out.wide {
            out.wide_widths(font, document, budget)?;
        } else {
            out.simple_widths(font, document, name(b"Subtype") == b"Type3");
            out.encoding(font, document);
        }
        if let Ok(Object::Stream(table)) = font.get_deref(b"ToUnicode", document) {
            table::read(&content(table, budget)?, |code, text| {
                budget.name()?;
                out.put(code, text);
                Ok(())
            })?;
        }
        Ok(out)
    }

    /// The glyphs of a string.
    pub(super) fn glyphs<'a>(&'a self, string: &'a [u8]) -> impl Iterator<Item = Glyph<'a>> {
        let size = if self.wide { 2 } else { 1 };
        string.chunks(size).map(move |bytes| {
            let code = bytes
                .iter()
                .fold(0_u32, |code, b| code << 8 | u32::from(*b));
            let text = self.texts.get(&code).map(String::as_str);
            let width = self.widths.get(&code).copied().or(self.default);
            Glyph {
                text,
                code,
                width: width.unwrap_or_else(|| guess(text)),
                space: !self.wide && code == 32,
            }
        })
    }

    fn simple_widths(&mut self, font: &Dictionary, document: &Document, drawn: bool) {
        let mut unit = 0.001;
        if drawn {
            let matrix = font
                .get_deref(b"FontMatrix", document)
                .and_then(Object::as_array);
            unit = matrix
                .ok()
                .and_then(|m| number(m.first()?))
                .unwrap_or(unit)
                .abs();
        }
        let first = font
            .get_deref(b"FirstChar", document)
            .and_then(Object::as_i64)
            .unwrap_or(0);
        let Ok(widths) = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
        else {
            return;
        };
        for (index, width) in widths.iter().take(256).enumerate() {
            let code = u32::try_from(first.saturating_add_unsigned(index as u64));
            let width = document
                .dereference(width)
                .ok()
                .and_then(|(_, w)| number(w));
            if let (Ok(code), Some(width)) = (code, width) {
                self.widths.insert(code, width * unit);
            }
        }
        let descriptor = font
            .get_deref(b"FontDescriptor", document)
            .and_then(Object::as_dict)
            .ok();
        let missing = descriptor
            .and_then(|d| d.get_deref(b"MissingWidth", document).ok())
            .and_then(number);
        self.default = missing.filter(|w| *w > 0.0).map(|w| w * unit);
    }

    /// Widths of a composite font: `W` holds `first [w w w]` and `first last w` in turn.
    fn wide_widths(
        &mut self,
        font: &Dictionary,
        document: &Document,
        budget: &mut Budget,
    ) -> Result<(), Limit> {
        let descendant = || {
            let list = font
                .get_deref(b"DescendantFonts", document)
                .and_then(Object::as_array)
                .ok()?;
            document.dereference(list.first()?).ok()?.1.as_dict().ok()
        };
        let Some(descendant) = descendant() else {
            return Ok(());
        };
        let default = descendant.get_deref(b"DW", document).ok().and_then(number);
        self.default = Some(default.unwrap_or(1000.0) / 1000.0);
        let Ok(list) = descendant
            .get_deref(b"W", document)
            .and_then(Object::as_array)
        else {
            return Ok(());
        };
        let mut items = list
            .iter()
            .filter_map(|o| document.dereference(o).ok().map(|(_, o)| o));
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Ok(first) = first.as_i64().map(|c| u32::try_from(c).unwrap_or(u32::MAX)) else {
                return Ok(());
            };
            if let Ok(widths) = second.as_array() {
                for (index, width) in (first..=u32::MAX).zip(widths) {
                    budget.name()?;
                    if let Some(width) = number(width).filter(|_| self.widths.len() < LARGEST) {
                        self.widths.insert(index, width / 1000.0);
                    }
                }
            } else if let (Ok(last), Some(width)) = (second.as_i64(), items.next().and_then(number))
            {
                let last = u32::try_from(last)
                    .unwrap_or(0)
                    .min(first.saturating_add(65_535));
                for code in first..=last {
                    budget.name()?;
                    if self.widths.len() < LARGEST {
                        self.widths.insert(code, width / 1000.0);
                    }
                }
            }
        }
        Ok(())
    }

    /// Characters of a simple font by its encoding and the names of its glyphs.
    fn encoding(&mut self, font: &Dictionary, document: &Document) {
        let encoding = font.get_deref(b"Encoding", document).ok();
        let given = encoding.and_then(|e| e.as_dict().ok());
        let base = encoding.and_then(|e| e.as_name().ok()).or_else(|| {
            given.and_then(|d| {
                d.get_deref(b"BaseEncoding", document)
                    .and_then(Object::as_name)
                    .ok()
            })
        });
        let base = base.filter(|b| {
            matches!(
                *b,
                b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding"
            )
        });
        let symbolic = font
            .get_deref(b"Subtype", document)
            .and_then(Object::as_name)
            .is_ok_and(|s| s == b"TrueType");
        let base = base.unwrap_or(if symbolic {
            b"WinAnsiEncoding"
        } else {
            b"StandardEncoding"
        });
        let table = named(Object::Name(base.to_vec()));
        for code in 0..=255_u8 {
            if let Some(text) = decode(&table, code) {
                self.texts.insert(u32::from(code), text);
            }
        }
        let Some(differences) = given.and_then(|d| {
            d.get_deref(b"Differences", document)
                .and_then(Object::as_array)
                .ok()
        }) else {
            return;
        };
        let mut code = 0_u32;
        for item in differences.iter().take(1024) {
            match item {
                Object::Integer(next) => code = u32::try_from(*next).unwrap_or(0),
                Object::Name(name) => {
                    match by_name(name) {
                        Some(text) => self.texts.insert(code, text),
                        None => self.texts.remove(&code),
                    };
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    fn put(&mut self, code: u32, utf16: &[u8]) {
        if self.texts.len() >= LARGEST {
            return;
        }
        let units = utf16
            .chunks(2)
            .map(|u| u.iter().fold(0_u16, |n, b| n << 8 | u16::from(*b)));
        let text: String = char::decode_utf16(units)
            .flatten()
            .filter(|c| *c != '\0')
            .collect();
        // A table that maps to nothing, or to a place for private use, says less than the encoding.
        if !text.is_empty()
            && !text
                .chars()
                .all(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}'))
        {
            self.texts.insert(code, text);
        }
    }
}

/// A font that has nothing but an encoding, by which the library's tables can be asked.
fn named(encoding: Object) -> Dictionary {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    font
}

fn decode(font: &Dictionary, code: u8) -> Option<String> {
    let nothing = Document::new();
    let encoding = font.get_font_encoding(&nothing).ok()?;
    let text = Document::decode_text(&encoding, &[code]).ok()?;
    (!text.is_empty() && !text.chars().all(char::is_control)).then_some(text)
}

/// The characters of a glyph by its name: `eacute`, `uni00E9`, `f_i`, `ij`.
fn by_name(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let bare = name.split('.').next().unwrap_or_default();
    match bare {
        "ij" => return Some("ij".to_owned()),
        "IJ" => return Some("IJ".to_owned()),
        "" | "notdef" => return None,
        _ => {}
    }
    let hex = bare
        .strip_prefix("uni")
        .or_else(|| bare.strip_prefix('u'))
        .filter(|h| (4..=6).contains(&h.len()));
    if let Some(c) = hex
        .and_then(|h| u32::from_str_radix(h, 16).ok())
        .and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set(
        "Differences",
        vec![Object::Integer(1), Object::Name(bare.as_bytes().to_vec())],
    );
    if let Some(text) = decode(&named(Object::Dictionary(encoding)), 1) {
        return Some(text);
    }
    // ligatures are named by their parts
    let parts: Option<String> = bare
        .contains('_')
        .then(|| bare.split('_').map(|p| by_name(p.as_bytes())).collect())
        .flatten();
    parts
}

/// A stream's bytes, unpacked.
pub(super) fn content(stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, Limit> {
    match stream.filters() {
        Ok(filters)
            if filters.as_slice() == [b"FlateDecode"] && !stream.dict.has(b"DecodeParms") =>
        {
            budget.inflate(&stream.content)
        }
        Ok(filters) if !filters.is_empty() => {
            // Rare ways to pack; the library knows them, and has no limit.
            budget.spend((stream.content.len() as u64).saturating_mul(64))?;
            let bytes = stream.decompressed_content().unwrap_or_default();
            budget.spend(bytes.len() as u64)?;
            Ok(bytes)
        }
        _ => {
            budget.spend(stream.content.len() as u64)?;
            Ok(stream.content.clone())
        }
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    object
        .as_float()
        .ok()
        .map(f64::from)
        .filter(|n| n.is_finite())
}

/// About how wide a character is in a common typeface, in ems.
fn guess(text: Option<&str>) -> f64 {
    match text.and_then(|t| t.chars().next()) {
        Some('i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '!' | '|' | '\'' | '’' | '‘' | ' ') => {
            0.26
        }
        Some('f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/') => 0.33,
        Some('m' | 'w' | 'M' | 'W' | '%' | '@') => 0.85,
        Some(c) if c.is_uppercase() => 0.68,
        _ => 0.55,
    }
}
