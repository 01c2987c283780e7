//! One form for the spellings of a name.

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The name in lower case, without quotation marks and articles, hyphens and spaces made plain: two
/// spellings with the same result are the same name. Linear in the length of `name`.
pub fn normalise(name: &str) -> String {
    normal(name).into_owned()
}

/// The same; borrowed, where the name has that form.
pub(super) fn normal(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return normal_ascii(name);
    }
    let mut out = String::with_capacity(name.len());
    let composed = if is_composed(name) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfkc().collect::<String>())
    };
    let mut push = |c: char| match c {
        '‘' | '’' | '‚' | '‛' | '\'' | '"' | '“' | '”' | '„' | '«' | '»' | '`' | '´' =>
            {}
        '‐' | '‑' | '‒' | '–' | '—' | '-' => out.push('-'),
        c if c.is_alphanumeric() || matches!(c, '+' | '&' | '.' | '_') => out.push(c),
        _ if out.ends_with(' ') => {}
        _ => out.push(' '),
    };
    for c in composed.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(&mut push);
        }
    }
    Cow::Owned(into_bare(out))
}

/// [`normal`] of a name in ASCII.
fn normal_ascii(name: &str) -> Cow<'_, str> {
    let (mut before, mut is_lower) = (0, true);
    let is_plain = name.bytes().all(|byte| {
        is_lower &= !byte.is_ascii_uppercase();
        // a processor foresees that this holds, but not where a word ends
        let kept = KEPT[usize::from(byte)] && [before, byte] != *b"  ";
        before = byte;
        kept
    });
    if is_plain && is_lower {
        return Cow::Borrowed(bare(name));
    }
    let lower = name.to_ascii_lowercase();
    if is_plain {
        return Cow::Owned(into_bare(lower));
    }
    let mut out = String::with_capacity(lower.len());
    for byte in lower.bytes() {
        match byte {
            b'\'' | b'"' | b'`' => {}
            b if b != b' ' && KEPT[usize::from(b)] => out.push(char::from(b)),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    Cow::Owned(into_bare(out))
}

/// Which bytes of ASCII stay in a name: letters, figures, spaces and some marks.
const KEPT: [bool; 256] = {
    let mut kept = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let mark = matches!(byte, b' ' | b'-' | b'+' | b'&' | b'.' | b'_');
        kept[byte as usize] = byte.is_ascii_alphanumeric() || mark;
        byte += 1;
    }
    kept
};

/// A name in lower case without the article before it and marks around it.
fn bare(name: &str) -> &str {
    let trimmed = name.trim_matches(MARKS);
    let articles = ["de ", "het ", "een ", "the "];
    let bare = articles.iter().find_map(|a| trimmed.strip_prefix(a));
    bare.unwrap_or(trimmed)
}

/// Leaves of a name in lower case what [`bare`] does.
fn into_bare(mut name: String) -> String {
    let length = bare(&name).len();
    name.truncate(name.trim_end_matches(MARKS).len());
    name.drain(..name.len() - length);
    name
}

/// Marks that are no part of a name around which they stand.
const MARKS: [char; 3] = [' ', '.', '-'];

/// Whether a name is its own composed form; told without making it.
fn is_composed(name: &str) -> bool {
    // ASCII is
    let other = name.chars().filter(|c| !c.is_ascii());
    is_nfkc_quick(other) == IsNormalized::Yes
}

/// The name as a path segment of an IRI: ASCII letters, digits and hyphens; other letters are taken
/// apart ("ë" gives "e") or, where that gives nothing, written as their number in hexadecimal.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    push_slug(&normalise(name), &mut out);
    out
}

/// Puts the [`slug`] of a name that is normalised behind what `out` holds.
pub(super) fn push_slug(normal: &str, out: &mut String) {
    let first = out.len();
    let hyphen = |out: &mut String| {
        if out.len() > first && !out.ends_with('-') {
            out.push('-');
        }
    };
    // nothing of ASCII is taken apart
    if normal.is_ascii() {
        for byte in normal.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                hyphen(out);
            }
        }
    } else {
        for c in normal.nfkd() {
            if c.is_ascii_alphanumeric() {
                out.push(c);
            } else if c.is_alphanumeric() {
                // writing to a String cannot fail
                let _ = write!(out, "u{:x}", u32::from(c));
            } else if !unicode_normalization::char::is_combining_mark(c) {
                hyphen(out);
            }
        }
    }
    if out.len() > first && out.ends_with('-') {
        out.pop();
    }
}

/// A name without the quotation marks around it, nor one that has lost its counterpart.
pub(super) fn tidy(name: &str) -> Cow<'_, str> {
    const PAIRS: &[(char, char)] = &[('‘', '’'), ('“', '”'), ('„', '”'), ('«', '»')];
    let outer =
        |c: char| c.is_whitespace() || matches!(c, '‘' | '“' | '”' | '„' | '«' | '»' | '"' | ',');
    let bare = name.trim_matches(outer);
    if bare.is_ascii() {
        return Cow::Borrowed(bare);
    }
    let mut tidy = bare.to_owned();
    for (open, close) in PAIRS {
        if let Some(at) = tidy.rfind(*open)
            && !tidy.get(at..).is_some_and(|rest| rest.contains(*close))
        {
            tidy.remove(at);
        }
    }
    Cow::Owned(tidy)
}
