//! One form for the spellings of a name.

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The name in lower case, without quotation marks and articles, hyphens and spaces made plain: two
/// spellings with the same result are the same name. Linear in the length of `name`.
pub fn normalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let composed = if is_composed(name) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfkc().collect::<String>())
    };
    if name.is_ascii() {
        for byte in name.bytes() {
            match byte {
                b'\'' | b'"' | b'`' => {}
                b'-' | b'+' | b'&' | b'.' | b'_' => out.push(char::from(byte)),
                b if b.is_ascii_alphanumeric() => out.push(char::from(b.to_ascii_lowercase())),
                _ if out.ends_with(' ') => {}
                _ => out.push(' '),
            }
        }
        return bare(out);
    }
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
    bare(out)
}

/// A name in lower case without the article before it and marks around it.
fn bare(out: String) -> String {
    let trimmed = out.trim_matches([' ', '.', '-']);
    let bare = ["de ", "het ", "een ", "the "]
        .iter()
        .find_map(|a| trimmed.strip_prefix(a))
        .unwrap_or(trimmed);
    if bare.len() == out.len() {
        return out;
    }
    bare.to_owned()
}

/// Whether a name is its own composed form; told without making it.
fn is_composed(name: &str) -> bool {
    name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes
}

/// The name as a path segment of an IRI: ASCII letters, digits and hyphens; other letters are taken
/// apart ("ë" gives "e") or, where that gives nothing, written as their number in hexadecimal.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let name = normalise(name);
    // nothing of ASCII is taken apart
    let parts: &mut dyn Iterator<Item = char> = if name.is_ascii() {
        &mut name.chars()
    } else {
        &mut name.nfkd()
    };
    for c in parts {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c.is_alphanumeric() {
            // writing to a String cannot fail
            let _ = write!(out, "u{:x}", u32::from(c));
        } else if !unicode_normalization::char::is_combining_mark(c) && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

/// A name without the quotation marks around it, nor one that has lost its counterpart.
pub(super) fn tidy(name: &str) -> String {
    const PAIRS: &[(char, char)] = &[('‘', '’'), ('“', '”'), ('„', '”'), ('«', '»')];
    let outer =
        |c: char| c.is_whitespace() || matches!(c, '‘' | '“' | '”' | '„' | '«' | '»' | '"' | ',');
    let mut tidy = name.trim_matches(outer).to_owned();
    for (open, close) in PAIRS {
        if let Some(at) = tidy.rfind(*open)
            && !tidy.get(at..).is_some_and(|rest| rest.contains(*close))
        {
            tidy.remove(at);
        }
    }
    tidy
}
