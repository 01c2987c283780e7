//! How IRIs and short ids are made.
//!
//! An IRI is the base, then a path: `id/…` for entities, `letter/…` for letters, a fragment of the
//! letter's path for its questions. What may not stand in an IRI is percent-encoded, so that any
//! name gives a valid one (RFC 3987).

use crate::bytes;
use crate::vocab::BASE_IRI;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A base that paths can be put behind: an absolute IRI with a closing `/` and without a fragment.
/// A fragment is cut off; what is no IRI is put below [`BASE_IRI`].
pub fn base(iri: &str) -> String {
    let iri = iri.trim();
    let whole = iri.split_once('#').map_or(iri, |(path, _)| path);
    let mut base = valid(whole, BASE_IRI).into_owned();
    if !base.ends_with('/') {
        base.push('/');
    }
    base
}

/// The IRI of a letter.
pub fn letter(base: &str, id: &str) -> String {
    [base, "letter/", &segment(id)].concat()
}

/// What the IRI of a question has between its letter's and its number.
pub const QUESTION: &str = "#q";

/// The IRI of a question of a letter, by its number.
pub fn question(letter_iri: &str, number: u32) -> String {
    [letter_iri, QUESTION, itoa::Buffer::new().format(number)].concat()
}

/// Makes any text fit for one segment of an IRI's path: everything but ASCII letters, digits and
/// `-._~` is percent-encoded, the slash too.
pub fn segment(text: &str) -> Cow<'_, str> {
    encode(text, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
    })
}

/// Makes any text fit for a path of an IRI: as [`segment`], but slashes, non-ASCII letters and
/// escapes that are already there stay.
pub fn path(text: &str) -> Cow<'_, str> {
    let stays = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.' | '_' | '~' | '/')
            || (!c.is_ascii() && c.is_alphanumeric())
    };
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    if !text.contains('%') {
        return encode(text, stays);
    }
    let mut out = String::with_capacity(text.len());
    for (n, piece) in text.split('%').enumerate() {
        if n > 0 {
            let escaped = piece.len() >= 2 && piece.bytes().take(2).all(|b| b.is_ascii_hexdigit());
            out.push_str(if escaped { "%" } else { "%25" });
        }
        out.push_str(&encode(piece, stays));
    }
    Cow::Owned(out)
}

/// Whether an IRI is sure to be valid, as nearly all are: a plain path below a base that is valid itself,
/// or on the web, perhaps with a fragment. To look at its bytes takes a fraction of the time that
/// reading an IRI does.
fn is_sure(iri: &str, base: &str) -> bool {
    if let Some(path) = iri.strip_prefix(base).filter(|_| base.ends_with('/'))
        && is_plain(path)
    {
        return true;
    }
    let web = iri
        .strip_prefix("https://")
        .or_else(|| iri.strip_prefix("http://"));
    web.is_some_and(|web| {
        let (path, fragment) = web.split_once('#').unwrap_or((web, ""));
        is_plain(path) && is_plain(fragment)
    })
}

/// Whether all characters of a path are such that they stay, by a look at its bytes.
fn is_plain(path: &str) -> bool {
    let stays = |byte: u8| byte.is_ascii_alphabetic() | matches!(byte, b'-'..=b'9' | b'_' | b'~');
    bytes::run(path.as_bytes(), stays) == path.len()
}

/// Makes a whole IRI valid where it is not: characters that may not stand in one are
/// percent-encoded. What then has no scheme is put below `base`.
pub fn valid<'a>(iri: &'a str, base: &str) -> Cow<'a, str> {
    if is_sure(iri, base) || oxrdf::NamedNodeRef::new(iri).is_ok() {
        return Cow::Borrowed(iri);
    }
    let mended = encode(iri, |c| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '-' | '.'
                    | '_'
                    | '~'
                    | '/'
                    | ':'
                    | '?'
                    | '#'
                    | '@'
                    | '!'
                    | '$'
                    | '&'
                    | '\''
                    | '('
                    | ')'
                    | '*'
                    | '+'
                    | ','
                    | ';'
                    | '='
                    | '%'
            )
    });
    if oxrdf::NamedNode::new(mended.as_ref()).is_ok() {
        return Cow::Owned(mended.into_owned());
    }
    Cow::Owned(format!("{base}{}", segment(iri)))
}

/// The short id that follows from an IRI: its path below the base without `id/` or `letter/`, with
/// `-` between the segments: `…/id/ap` gives `ap`, `…/letter/2025Z1#q3` gives `2025Z1-q3`.
pub fn short_id(iri: &str, base: &str) -> String {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'.' | b'_');
    let path = iri.strip_prefix(base).unwrap_or(iri);
    let path = path
        .strip_prefix("id/")
        .or_else(|| path.strip_prefix("letter/"))
        .unwrap_or(path);
    let mut id = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        // nearly all of it is plain ASCII
        let plain = bytes::run(rest.as_bytes(), stays);
        let (piece, behind) = rest.split_at(plain.max(first.len_utf8()));
        if plain > 0 || first.is_alphanumeric() {
            id.push_str(piece);
        } else if !id.ends_with('-') {
            id.push('-');
        }
        rest = behind;
    }
    match id.trim_matches('-') {
        "" => "node".to_owned(),
        bare if bare.len() == id.len() => id,
        bare => bare.to_owned(),
    }
}

fn encode(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&stays) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if stays(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_gives_a_valid_iri() {
        for name in [
            "ap",
            "a b",
            "",
            "<x>",
            "é/ü",
            "100%",
            "50%25",
            "%zz",
            "\u{202e}x",
            "🦀",
            "a#b?c",
            "\n",
            "%é",
        ] {
            for made in [segment(name), path(name)] {
                let iri = format!("https://example.org/{made}");
                assert!(oxrdf::NamedNode::new(&iri).is_ok(), "{iri}");
            }
            let iri = valid(name, "https://example.org/");
            assert!(oxrdf::NamedNode::new(iri.as_ref()).is_ok(), "{iri}");
        }
    }

    #[test]
    fn what_is_sure_to_be_valid_is() {
        let base = "https://example.org/ë/";
        for (iri, sure) in [
            ("https://example.org/ë/id/ap", true),
            ("https://example.org/letter/2025Z1#q3", true),
            ("https://example.org", true),
            ("https://", true),
            ("http:///a//..", true),
            ("https://example.org/#/a", true),
            ("https://example.org/a b", false),
            ("https://example.org/a#b#c", false),
            ("mailto:a", false),
        ] {
            assert_eq!(is_sure(iri, base), sure, "{iri}");
            assert!(!sure || oxrdf::NamedNode::new(iri).is_ok(), "{iri}");
        }
    }

    #[test]
    fn short_ids_follow_from_the_iri() {
        let base = "https://example.org/";
        for (iri, id) in [
            ("https://example.org/id/ap", "ap"),
            ("https://example.org/letter/2025Z1#q3", "2025Z1-q3"),
            (
                "https://example.org/id/instrument/handreiking-x",
                "instrument-handreiking-x",
            ),
            ("https://elsewhere.nl/x", "https-elsewhere.nl-x"),
            ("https://example.org/id/%3C%3E", "3C-3E"),
            ("https://example.org/id/", "node"),
            ("https://example.org/id/-a-//b/", "a-b"),
            ("https://example.org/id/zoë/é“è", "zoë-é-è"),
        ] {
            assert_eq!(short_id(iri, base), id);
        }
    }
}
