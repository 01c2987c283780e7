//! Turtle and `TriG`: statements of one subject under one name, with prefixes, as
//! [RDF 1.1 Turtle](https://www.w3.org/TR/turtle/) and [TriG](https://www.w3.org/TR/trig/) have it.
//!
//! Byte for byte what oxrdfio writes, which a test holds; but oxrdfio tries every prefix on every IRI
//! and copies every name that it shortens, and that took two thirds of the time of an export.

use super::lines::{iri, quoted};
use crate::vocab::{rdf, xsd};
use oxrdf::{LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use std::cmp::Reverse;
use std::io::{self, Write};

/// A document that is being written. IRIs must be valid.
pub(super) struct Turtle<W> {
    out: W,
    /// Longest namespace first, so that the shortest name is taken.
    prefixes: Vec<Prefix>,
    /// What the last statement was about, to which the next may add; kept to write no memory anew.
    subject: String,
    predicate: String,
    graph: Option<String>,
    /// Whether a statement waits for its full stop.
    open: bool,
}

struct Prefix {
    name: String,
    namespace: String,
}

impl<W: Write> Turtle<W> {
    /// Begins a document with these names of namespaces. One that is no IRI is left out: what is in
    /// it is written whole.
    pub(super) fn begin<'p>(
        prefixes: impl IntoIterator<Item = (&'p str, String)>,
        mut out: W,
    ) -> io::Result<Self> {
        let mut prefixes: Vec<Prefix> = prefixes
            .into_iter()
            .filter(|(_, namespace)| NamedNodeRef::new(namespace).is_ok())
            .map(|(name, namespace)| Prefix {
                name: name.to_owned(),
                namespace,
            })
            .collect();
        prefixes.sort_by(|a, b| a.name.cmp(&b.name));
        prefixes.sort_by_key(|prefix| Reverse(prefix.namespace.len()));
        for Prefix { name, namespace } in &prefixes {
            writeln!(out, "@prefix {name}: <{namespace}> .")?;
        }
        Ok(Self {
            out,
            prefixes,
            subject: String::new(),
            predicate: String::new(),
            graph: None,
            open: false,
        })
    }

    /// Adds a statement.
    pub(super) fn put(
        &mut self,
        subject: &str,
        predicate: &str,
        object: TermRef<'_>,
        graph: Option<&str>,
    ) -> io::Result<()> {
        if self.graph.as_deref() != graph {
            self.close()?;
            self.graph = graph.map(str::to_owned);
            if let Some(name) = graph {
                self.name(name)?;
                self.out.write_all(b" {\n")?;
            }
        }
        let further = self.open && self.subject == subject;
        if further && self.predicate == predicate {
            self.out.write_all(b" , ")?;
            return self.term(object);
        }
        if further {
            self.out.write_all(b" ;\n\t")?;
        } else if self.open {
            self.out.write_all(b" .\n")?;
        }
        if self.graph.is_some() {
            self.out.write_all(b"\t")?;
        }
        if !further {
            self.name(subject)?;
            self.out.write_all(b" ")?;
            subject.clone_into(&mut self.subject);
        }
        predicate.clone_into(&mut self.predicate);
        self.open = true;
        if predicate == rdf::TYPE.as_str() {
            self.out.write_all(b"a")?;
        } else {
            self.name(predicate)?;
        }
        self.out.write_all(b" ")?;
        self.term(object)
    }

    /// Ends the document, and gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.close()?;
        Ok(self.out)
    }

    /// Ends the statement and the graph that are being written, if any.
    fn close(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.open) {
            self.out.write_all(b" .\n")?;
        }
        if self.graph.take().is_some() {
            self.out.write_all(b"}\n")?;
        }
        Ok(())
    }

    fn term(&mut self, term: TermRef<'_>) -> io::Result<()> {
        match term {
            TermRef::NamedNode(node) => self.name(node.as_str()),
            TermRef::Literal(literal) => self.literal(literal),
            TermRef::BlankNode(node) => write!(self.out, "{node}"),
            TermRef::Triple(triple) => {
                self.out.write_all(b"<<( ")?;
                match triple.subject.as_ref() {
                    NamedOrBlankNodeRef::NamedNode(node) => self.name(node.as_str())?,
                    NamedOrBlankNodeRef::BlankNode(node) => write!(self.out, "{node}")?,
                }
                self.out.write_all(b" ")?;
                self.name(triple.predicate.as_str())?;
                self.out.write_all(b" ")?;
                self.term(triple.object.as_ref())?;
                self.out.write_all(b" )>>")
            }
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> io::Result<()> {
        let (value, datatype) = (literal.value(), literal.datatype());
        if let Some(language) = literal.language() {
            quoted(&mut self.out, value)?;
            self.out.write_all(b"@")?;
            return self.out.write_all(language.as_bytes());
        }
        let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
        let bare = (datatype == xsd::BOOLEAN && matches!(value, "true" | "false"))
            || (datatype == xsd::INTEGER
                && !digits.is_empty()
                && digits.bytes().all(|b| b.is_ascii_digit()));
        if bare {
            return self.out.write_all(value.as_bytes());
        }
        quoted(&mut self.out, value)?;
        if datatype != xsd::STRING {
            self.out.write_all(b"^^")?;
            self.name(datatype.as_str())?;
        }
        Ok(())
    }

    /// An IRI, with a prefix where one fits.
    fn name(&mut self, whole: &str) -> io::Result<()> {
        for Prefix { name, namespace } in &self.prefixes {
            // Most namespaces begin alike: their last characters tell them apart sooner.
            let ends = namespace.len().checked_sub(1);
            let may =
                ends.is_some_and(|at| whole.as_bytes().get(at) == namespace.as_bytes().get(at));
            let local = may.then(|| whole.strip_prefix(namespace.as_str()));
            if let Some(local) = local.flatten().filter(|local| is_local_name(local)) {
                self.out.write_all(name.as_bytes())?;
                self.out.write_all(b":")?;
                return local_name(&mut self.out, local);
            }
        }
        iri(&mut self.out, whole)
    }
}

/// Writes the second half of a prefixed name (`PN_LOCAL`), with its escapes.
fn local_name(out: &mut impl Write, local: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, c) in local.char_indices() {
        if !stays(c, at, local) {
            out.write_all(local.get(from..at).unwrap_or_default().as_bytes())?;
            out.write_all(b"\\")?;
            from = at;
        }
    }
    out.write_all(local.get(from..).unwrap_or_default().as_bytes())
}

fn is_local_name(local: &str) -> bool {
    local
        .char_indices()
        .all(|(at, c)| stays(c, at, local) || "_~.-!$&'()*+,;=/?#@%".contains(c))
}

/// Whether a character stands in a local name as it is.
fn stays(c: char, at: usize, local: &str) -> bool {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '_' | ':' => true,
        '-' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}' => at > 0,
        '.' => at > 0 && at + 1 < local.len(),
        c => is_letter(c),
    }
}

/// `PN_CHARS_BASE` beyond ASCII.
pub(super) const fn is_letter(c: char) -> bool {
    matches!(
        c,
        '\u{c0}'..='\u{d6}'
            | '\u{d8}'..='\u{f6}'
            | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}'
            | '\u{37f}'..='\u{1fff}'
            | '\u{200c}'..='\u{200d}'
            | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}'
            | '\u{3001}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{GraphNameRef, QuadRef, Term, Triple};
    use oxrdfio::{RdfFormat, RdfSerializer};

    const PREFIXES: [(&str, &str); 4] = [
        ("id", "https://example.org/id/"),
        ("document", "https://example.org/id/document/"),
        ("xsd", xsd::NAMESPACE),
        ("base", "https://example.org/"),
    ];

    fn ours(statements: &[QuadRef<'_>]) -> Vec<u8> {
        let prefixes = PREFIXES.map(|(name, namespace)| (name, namespace.to_owned()));
        let mut document = Turtle::begin(prefixes, Vec::new()).unwrap();
        for quad in statements {
            let (NamedOrBlankNodeRef::NamedNode(subject), graph) = (quad.subject, quad.graph_name)
            else {
                panic!("no subject is blank")
            };
            let graph = match &graph {
                GraphNameRef::NamedNode(name) => Some(name.as_str()),
                _ => None,
            };
            document
                .put(
                    subject.as_str(),
                    quad.predicate.as_str(),
                    quad.object,
                    graph,
                )
                .unwrap();
        }
        document.finish().unwrap()
    }

    fn theirs(statements: &[QuadRef<'_>]) -> Vec<u8> {
        let mut theirs = RdfSerializer::from_format(RdfFormat::TriG);
        for (name, namespace) in PREFIXES {
            theirs = theirs.with_prefix(name, namespace).unwrap();
        }
        let mut theirs = theirs.for_writer(Vec::new());
        for quad in statements {
            theirs.serialize_quad(*quad).unwrap();
        }
        theirs.finish().unwrap()
    }

    /// One IRI a character, where it comes first, in the middle and last of a name.
    fn names() -> Vec<String> {
        (0x21..=0x3ff)
            .chain(0x2000..=0x2070)
            .chain(0xfff0..=0x1_0010)
            .filter_map(char::from_u32)
            .map(|c| format!("https://example.org/id/{c}a{c}b{c}"))
            .chain([
                "https://example.org/id/document/kamerstuk-1".to_owned(),
                "https://example.org/id/document/".to_owned(),
                "https://example.org/id/document".to_owned(),
                "https://example.org/letter/1#char=2,3".to_owned(),
                "https://example.com/".to_owned(),
                "urn:x".to_owned(),
            ])
            .filter(|iri| NamedNodeRef::new(iri).is_ok())
            .collect()
    }

    #[test]
    fn a_document_is_what_oxrdfio_writes() {
        let names = names();
        let nodes: Vec<NamedNodeRef<'_>> = names
            .iter()
            .map(|name| NamedNodeRef::new_unchecked(name))
            .collect();
        let [first, second] = [nodes[0], nodes[1]];
        let spoken_of = Term::from(Triple::new(first, rdf::TYPE, second));
        let typed = |value, datatype| LiteralRef::new_typed_literal(value, datatype).into();
        let mut objects: Vec<TermRef<'_>> = vec![
            spoken_of.as_ref(),
            LiteralRef::new_simple_literal("a \"quoted\"\ttext\n").into(),
            LiteralRef::new_language_tagged_literal_unchecked("één", "nl").into(),
            typed("x", xsd::STRING),
            typed("2024-01-01", xsd::DATE),
        ];
        for value in ["3", "+3", "-3", "-", "", "3.0", "drie", "true", "waar"] {
            objects.push(typed(value, xsd::INTEGER));
            objects.push(typed(value, xsd::BOOLEAN));
        }
        objects.extend(nodes.iter().map(|node| TermRef::from(*node)));
        for graphs in [
            vec![GraphNameRef::DefaultGraph],
            vec![first.into()],
            vec![first.into(), GraphNameRef::DefaultGraph, second.into()],
        ] {
            let mut statements = Vec::new();
            for graph in &graphs {
                for subject in [first, second] {
                    for predicate in [rdf::TYPE, second, first] {
                        let quad = |object: &_| QuadRef::new(subject, predicate, *object, *graph);
                        statements.extend(objects.iter().map(quad));
                    }
                }
                statements.extend(
                    nodes
                        .iter()
                        .map(|node| QuadRef::new(*node, *node, *node, *graph)),
                );
            }
            let [ours, theirs] = [ours(&statements), theirs(&statements)]
                .map(|document| String::from_utf8(document).unwrap());
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn a_namespace_that_is_no_iri_is_left_out() {
        let mut document = Turtle::begin([("x", "no iri ".to_owned())], Vec::new()).unwrap();
        let node = NamedNodeRef::new_unchecked("urn:a");
        document.put("urn:a", "urn:b", node.into(), None).unwrap();
        let text = String::from_utf8(document.finish().unwrap()).unwrap();
        assert_eq!(text, "<urn:a> <urn:b> <urn:a> .\n");
    }
}
