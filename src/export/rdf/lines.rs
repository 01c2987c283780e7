//! N-Triples and N-Quads: one statement a line, as
//! [RDF 1.1 N-Quads](https://www.w3.org/TR/n-quads/) has it in its canonical form.
//!
//! Byte for byte what oxrdfio writes, which a test holds; but oxrdfio hands on every character by
//! itself, and that took a tenth of the whole way from the letter to its quads.

use crate::bytes;
use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, TermRef};
use std::io::{self, Write};

/// Writes one statement; IRIs must be valid.
pub(super) fn statement(
    out: &mut impl Write,
    subject: &str,
    predicate: &str,
    object: TermRef<'_>,
    graph: Option<&str>,
) -> io::Result<()> {
    out.write_all(b"<")?;
    out.write_all(subject.as_bytes())?;
    out.write_all(b"> <")?;
    out.write_all(predicate.as_bytes())?;
    match object {
        TermRef::NamedNode(node) => {
            out.write_all(b"> <")?;
            out.write_all(node.as_str().as_bytes())?;
            out.write_all(b">")?;
        }
        TermRef::Literal(value) => {
            out.write_all(b"> ")?;
            literal(out, value)?;
        }
        // neither is frequent: no blank nodes are made, and a triple only for RDF 1.2
        TermRef::BlankNode(_) | TermRef::Triple(_) => write!(out, "> {object}")?,
    }
    if let Some(graph) = graph {
        out.write_all(b" <")?;
        out.write_all(graph.as_bytes())?;
        out.write_all(b">")?;
    }
    out.write_all(b" .\n")
}

pub(super) fn iri(out: &mut impl Write, iri: &str) -> io::Result<()> {
    out.write_all(b"<")?;
    out.write_all(iri.as_bytes())?;
    out.write_all(b">")
}

fn literal(out: &mut impl Write, literal: LiteralRef<'_>) -> io::Result<()> {
    quoted(out, literal.value())?;
    if let Some(language) = literal.language() {
        out.write_all(b"@")?;
        out.write_all(language.as_bytes())?;
    } else if literal.datatype() != xsd::STRING {
        out.write_all(b"^^")?;
        iri(out, literal.datatype().as_str())?;
    }
    Ok(())
}

/// A text between quotation marks, with escapes: the same in Turtle.
pub(super) fn quoted(out: &mut impl Write, value: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = value;
    while let Some((plain, c, after)) = split_at_escaped(rest) {
        out.write_all(plain.as_bytes())?;
        rest = after;
        match c {
            '\u{8}' => out.write_all(b"\\b")?,
            '\t' => out.write_all(b"\\t")?,
            '\n' => out.write_all(b"\\n")?,
            '\u{c}' => out.write_all(b"\\f")?,
            '\r' => out.write_all(b"\\r")?,
            '"' => out.write_all(b"\\\"")?,
            '\\' => out.write_all(b"\\\\")?,
            c => write!(out, "\\u{:04X}", u32::from(c))?,
        }
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

/// The first character that is escaped, with what stands before and after it.
fn split_at_escaped(text: &str) -> Option<(&str, char, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes::run(bytes.get(at..)?, is_plain);
        let (before, after) = text.split_at_checked(at)?;
        let mut chars = after.chars();
        let c = chars.next()?;
        if is_escaped(c) {
            return Some((before, c, chars.as_str()));
        }
        at += c.len_utf8();
    }
}

const fn is_escaped(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}' | '"' | '\\' | '\u{7f}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Whether a byte is a sign of ASCII that is not escaped: nearly all are. Ranges are what a compiler compares
/// with the fewest instructions.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'!') | matches!(byte, b'#'..=b'[') | matches!(byte, b']'..=b'~')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::rdf;
    use oxrdf::{NamedNodeRef, QuadRef, Term, Triple};
    use oxrdfio::{RdfFormat, RdfSerializer};

    #[test]
    fn a_line_is_what_oxrdfio_writes() {
        let every: String = (0..=0x2ff)
            .chain(0xfff0..=0x1_000f)
            .filter_map(char::from_u32)
            .collect();
        let node = NamedNodeRef::new("https://example.org/a").unwrap();
        let spoken_of = Term::from(Triple::new(node, rdf::TYPE, node));
        let objects: [TermRef<'_>; 6] = [
            node.into(),
            spoken_of.as_ref(),
            LiteralRef::new_simple_literal(&every).into(),
            LiteralRef::new_typed_literal("x", xsd::STRING).into(),
            LiteralRef::new_typed_literal("3", xsd::DATE).into(),
            LiteralRef::new_language_tagged_literal_unchecked(&every, "nl").into(),
        ];
        for object in objects {
            for graph in [None, Some(node)] {
                let mut ours = Vec::new();
                let name = graph.map(NamedNodeRef::as_str);
                statement(&mut ours, node.as_str(), rdf::TYPE.as_str(), object, name).unwrap();
                let mut theirs =
                    RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
                let in_graph = graph.map_or(oxrdf::GraphNameRef::DefaultGraph, Into::into);
                theirs
                    .serialize_quad(QuadRef::new(node, rdf::TYPE, object, in_graph))
                    .unwrap();
                assert_eq!(ours, theirs.finish().unwrap());
            }
        }
    }
}
