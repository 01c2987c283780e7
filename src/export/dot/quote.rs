//! Any text made fit for a DOT file: quoted, escaped, wrapped.
//!
//! The grammar is that of <https://graphviz.org/doc/info/lang.html>. Labels and tooltips are
//! "escape strings" (<https://graphviz.org/docs/attr-types/escString/>), in which a backslash
//! begins a sequence, and in which `&name;` stands for a character.

/// A node id or another attribute without escape sequences, in double quotes.
///
/// Control characters become spaces, and a backslash a slash: a quoted id knows no escape but
/// that of the quote itself, so a backslash at its end would swallow the closing quote.
pub fn id(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push('/'),
            c if is_unfit(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A label, a tooltip or a link in double quotes; its line breaks are kept.
pub fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            c if is_unfit(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that XML, and so SVG, cannot hold (<https://www.w3.org/TR/xml/#charsets>).
fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Text broken into lines of at most about `width` characters, at spaces and after hyphens, and
/// cut after `lines` lines with an ellipsis.
///
/// A word longer than a line stands alone on its line, and one longer than two lines is broken.
pub fn wrap(text: &str, width: usize, lines: usize) -> String {
    let mut rows: Vec<String> = Vec::new();
    let mut row = String::new();
    for piece in pieces(text, width * 2) {
        let length = row.chars().count();
        if length > 0 && length + piece.trim_end().chars().count() > width {
            rows.push(std::mem::take(&mut row));
        }
        row.push_str(&piece);
    }
    rows.push(row);
    let mut rows: Vec<&str> = rows
        .iter()
        .map(|r| r.trim())
        .filter(|r| !r.is_empty())
        .collect();
    let shortened = rows.len() > lines;
    rows.truncate(lines);
    let mut out = rows.join("\n");
    if shortened {
        out.push('…');
    }
    out
}

/// The pieces of a text between which a line may break, each with the space that follows it.
fn pieces(text: &str, longest: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut length = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            piece.push(' ');
        } else {
            piece.push(c);
        }
        length += 1;
        // A hyphen after one or two letters belongs to an abbreviation ("AI-…"): no break there.
        if c.is_whitespace() || (matches!(c, '-' | '–') && length > 4) || length >= longest {
            out.push(std::mem::take(&mut piece));
            length = 0;
        }
    }
    out.push(piece);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_cannot_end_a_string() {
        assert_eq!(id(r#"a"b\"#), r#""a\"b/""#);
        assert_eq!(
            label("a\"b\\N\n<c> &lt; \u{0}"),
            r#""a\"b\\N\n<c> &amp;lt;  ""#
        );
    }

    #[test]
    fn lines_break_at_spaces_and_after_hyphens() {
        assert_eq!(
            wrap("Raad voor het Openbaar Groen", 14, 4),
            "Raad voor het\nOpenbaar Groen"
        );
        assert_eq!(wrap("AI-toezichtkader", 6, 4), "AI-toezichtk\nader");
        assert_eq!(
            wrap("non-discriminatie-eis", 18, 4),
            "non-discriminatie-\neis"
        );
        assert_eq!(wrap("een twee drie vier", 5, 2), "een\ntwee…");
        assert_eq!(wrap("", 5, 2), "");
    }
}
