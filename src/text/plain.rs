//! Plain text: decoded, cleaned, cut into lines.
//!
//! Text of a letter comes out of many tools, and each leaves traces: byte order marks, form feeds
//! between pages, soft hyphens, accents that a PDF drew beside their letter. All of that ends
//! here; what is left is the letter's words in Unicode NFC, a line a line.

use super::{Lines, Place, Text, TextError, markdown::Marks};
use crate::bytes;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::compose};

/// Reads the bytes of a text file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Text, TextError> {
    let mut warnings = Vec::new();
    let decoded = decode(bytes, name, &mut warnings)?;
    if !decoded.chars().any(char::is_alphanumeric) {
        return Err(TextError::Blank {
            name: name.to_owned(),
        });
    }
    if decoded.contains('\u{fffd}') {
        warnings.push(format!(
            "{name}: some characters were lost before this file was made"
        ));
    }
    Ok(cut(&decoded).finish(warnings))
}

/// Bytes to characters: by byte order mark, else UTF-8, else Windows-1252.
fn decode<'a>(
    bytes: &'a [u8],
    name: &str,
    warnings: &mut Vec<String>,
) -> Result<Cow<'a, str>, TextError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) =
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        if broken {
            warnings.push(format!(
                "{name}: not all of it is {}; what cannot be read is marked \u{fffd}",
                encoding.name()
            ));
        }
        return Ok(text);
    }
    if let Some(what) = binary(bytes) {
        return Err(TextError::Binary {
            name: name.to_owned(),
            what,
        });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    warnings.push(format!("{name}: this is not UTF-8; read as Windows-1252"));
    Ok(encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0)
}

/// What bytes that are no text look like.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    for (magic, what) in [
        (&b"%PDF-"[..], "a PDF file"),
        (b"PK\x03\x04", "a Word or zip file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a compressed file"),
    ] {
        if bytes.starts_with(magic) {
            return Some(what);
        }
    }
    // A stray NUL is dropped like other control characters; a file full of them is no text. Text in
    // UTF-16 without its mark looks like this, too.
    if bytes::run(bytes, |b| b != 0) == bytes.len() {
        return None;
    }
    let nul = bytes.split(|b| *b == 0).count() - 1;
    (nul > 8 && nul * 50 > bytes.len())
        .then_some("a binary file, or UTF-16 without a byte order mark")
}

/// Cuts text into lines and cleans each. Pages are counted where form feeds part them.
fn cut(text: &str) -> Lines {
    let mut out = Lines::with_room(text.len());
    let marks = Marks::of(text);
    let printed = text.trim_end_matches(['\n', '\r', '\u{c}', ' ']);
    let paged = bytes::run(printed.as_bytes(), |b| b != b'\x0c') < printed.len();
    let mut place = Place {
        page: u32::from(paged),
        ..Place::line(1)
    };
    let mut rest = text;
    while let Some((line, end, behind)) = next_line(rest) {
        // A form feed right at a line's start closes no line of its own.
        if !line.is_empty() || end.is_some_and(|c| c != '\u{c}') {
            let (words, kind) = marks.strip(line);
            out.push(&clean(&words), place, kind);
        }
        if end == Some('\u{c}') {
            place.page = place.page.saturating_add(u32::from(paged));
        } else {
            place.line = place.line.saturating_add(1);
        }
        rest = behind;
    }
    out
}

/// The first line of a text, what ends it, and what follows; `None` where nothing is left.
fn next_line(text: &str) -> Option<(&str, Option<char>, &str)> {
    if text.is_empty() {
        return None;
    }
    let is_end = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let at = unprinted(text).find(|(_, c)| is_end(*c));
    let at = at.map_or(text.len(), |(at, _)| at);
    let (line, rest) = text.split_at_checked(at)?;
    let mut chars = rest.chars();
    let end = chars.next();
    let behind = chars.as_str();
    let behind = if end == Some('\r') {
        behind.strip_prefix('\n').unwrap_or(behind)
    } else {
        behind
    };
    Some((line, end, behind))
}

/// The characters of a text that are not ASCII's signs or its blank, of which nearly all of a letter is
/// made, each with its place in bytes.
fn unprinted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let at = from + bytes::run(rest.as_bytes(), |b| matches!(b, b' '..=b'~'));
        let c = text.get(at..)?.chars().next()?;
        from = at + c.len_utf8();
        Some((at, c))
    })
}

/// One line without the traces of the tool that made it.
pub(super) fn clean(line: &str) -> Cow<'_, str> {
    // most lines hold nothing that needs cleaning
    if unprinted(line).all(|(_, c)| is_clean(c)) {
        return squeeze(line);
    }
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => out.push(' '),
            // zero width, marks of direction, byte order marks in mid-text
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            // A soft hyphen shows only where a line ends; it is settled below.
            '\u{ad}' => out.push(c),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{132}' => out.push_str("IJ"),
            '\u{133}' => out.push_str("ij"),
            // the bullet of the Symbol font
            '\u{f0b7}' | '\u{f0a7}' => out.push('•'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    let soft = out.trim_end().ends_with('\u{ad}');
    out.retain(|c| c != '\u{ad}');
    if !is_nfc(&out) {
        out = out.nfc().collect();
    }
    if soft {
        out.truncate(out.trim_end().len());
        out.push('-');
    }
    let out = rejoin_accents(&out);
    Cow::Owned(squeeze(&out).into_owned())
}

/// Whether a character that is not ASCII's stays as it is, whatever stands beside it.
const fn is_clean(c: char) -> bool {
    matches!(c, 'À'..='ı' | 'Ĵ'..='ž' | '‘'..='”' | '–' | '•' | '«' | '»' | '€' | '…')
}

/// Whether the composed form of a text is the text itself; told without making it.
fn is_nfc(text: &str) -> bool {
    // no character up to here is ever composed or taken apart
    let is_plain = |c: char| c < '\u{300}';
    text.chars().all(is_plain) || unicode_normalization::is_nfc(text)
}

/// Blanks in a row become one; those at the end go.
fn squeeze(line: &str) -> Cow<'_, str> {
    let line = line.trim_end();
    if !line.contains("  ") {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Puts an accent that stands beside its letter back onto it: `Kostic ´`, `Yes¸il`.
fn rejoin_accents(line: &str) -> String {
    if !line.chars().any(|c| combining(c).is_some()) {
        return line.to_owned();
    }
    let chars: Vec<char> = line.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    for (i, &accent) in chars.iter().enumerate() {
        let joined = combining(accent).and_then(|mark| {
            let spaced = out.last() == Some(&' ');
            let base = *out.get(out.len().checked_sub(1 + usize::from(spaced))?)?;
            let next = chars.get(i + 1).copied();
            let letter = compose(base, mark)?;
            fits(base, accent, spaced, next).then_some((letter, spaced))
        });
        if let Some((letter, spaced)) = joined {
            out.truncate(out.len() - 1 - usize::from(spaced));
            out.push(letter);
        } else {
            out.push(accent);
        }
    }
    out.into_iter().collect()
}

/// Whether an accent was torn off its letter, and does not stand for an apostrophe (`foto´s`) or a
/// quotation mark.
fn fits(base: char, accent: char, spaced: bool, next: Option<char>) -> bool {
    let in_word = next.is_some_and(char::is_alphabetic);
    if accent == '´' && "aeiouAEIOU".contains(base) {
        return !spaced && in_word && !matches!(next, Some('s' | 'n' | 't'));
    }
    !spaced || !in_word
}

/// The combining mark of an accent that stands alone.
const fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '´' => '\u{301}',
        '¨' => '\u{308}',
        '¸' => '\u{327}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '˚' => '\u{30a}',
        '˛' => '\u{328}',
        '˝' => '\u{30b}',
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(String, u32, u32)> {
        let text = read(bytes, "-").unwrap();
        text.lines
            .iter()
            .map(|l| (text.line(l).to_owned(), l.place.page, l.place.line))
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_words() {
        let want = vec![("Hoe groot is het café?".to_owned(), 0, 1)];
        assert_eq!(lines("Hoe groot is het café?".as_bytes()), want);
        assert_eq!(lines("\u{feff}Hoe groot is het café?".as_bytes()), want);
        assert_eq!(lines("Hoe groot is het cafe\u{301}?".as_bytes()), want);
        assert_eq!(lines(b"Hoe groot is het caf\xe9?"), want);
        let utf16: Vec<u8> = "\u{feff}Hoe groot is het café?"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(lines(&utf16), want);
        let big: Vec<u8> = "\u{feff}Hoe groot is het café?"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(lines(&big), want);
    }

    #[test]
    fn windows_1252_is_read_with_a_warning() {
        let text = read(b"De \x93brug\x94 kost \x80 3.", "brief.txt").unwrap();
        assert_eq!(text.content, "De “brug” kost € 3.\n");
        assert_eq!(
            text.warnings,
            ["brief.txt: this is not UTF-8; read as Windows-1252"]
        );
    }

    #[test]
    fn line_ends_of_every_system_and_pages() {
        assert_eq!(
            lines(b"a\r\nb\rc\nd\x0ce\n\x0cf\n\x0c"),
            [
                ("a", 1, 1),
                ("b", 1, 2),
                ("c", 1, 3),
                ("d", 1, 4),
                ("e", 2, 4),
                ("f", 3, 5)
            ]
            .map(|(t, p, l)| (t.to_owned(), p, l))
        );
    }

    #[test]
    fn blanks_hyphens_and_ligatures() {
        assert_eq!(
            clean("nr.\u{a0}12 \u{200b}in\u{ad}druk\u{2011}wekkend"),
            "nr. 12 indruk-wekkend"
        );
        assert_eq!(clean("verte\u{ad} "), "verte-");
        assert_eq!(
            clean("de \u{fb01}ets van de R\u{133}n"),
            "de fiets van de Rijn"
        );
        assert_eq!(clean("\t  ingesprongen   regel  "), " ingesprongen regel");
    }

    #[test]
    fn accents_go_back_onto_their_letter() {
        for (torn, whole) in [
            ("het lid Kostic ´ (X)", "het lid Kostić (X)"),
            ("Yes¸ilgöz", "Yeşilgöz"),
            ("Marie¨lle", "Mariëlle"),
            ("S¸ahin", "Şahin"),
            ("foto´s", "foto´s"),
            ("een ´proef´ in", "een ´proef´ in"),
        ] {
            assert_eq!(clean(torn), whole);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, what) in [
            (&b"%PDF-1.7 ..."[..], "a PDF file"),
            (b"PK\x03\x04word", "a Word or zip file"),
            (&[0; 64][..], "binary"),
        ] {
            let message = read(bytes, "x").unwrap_err().to_string();
            assert!(
                message.contains(what) && message.contains("save the letter as plain text"),
                "{message}"
            );
        }
        assert!(
            read(b"-- \x0c ..", "x")
                .unwrap_err()
                .to_string()
                .contains("no text")
        );
    }
}
