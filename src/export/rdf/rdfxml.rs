//! RDF/XML: one element a subject, with an element each for what is said of it, as
//! [RDF 1.1 XML Syntax](https://www.w3.org/TR/rdf-syntax-grammar/) has it.
//!
//! Byte for byte what oxrdfio writes, which a test holds but for classes without a name, of which
//! it makes elements that no reader takes. It makes a list of events for each triple, with a copy of
//! every name, and that took most of the time of an export.

use crate::vocab::{rdf, xsd};
use oxrdf::{NamedOrBlankNodeRef, TermRef};
use std::fmt;
use std::io::{self, Write};

/// Words of the syntax, which nothing can be named
/// (<https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace>).
const RESERVED: [&str; 12] = [
    "Description",
    "ID",
    "RDF",
    "about",
    "aboutEach",
    "aboutEachPrefix",
    "bagID",
    "datatype",
    "li",
    "nodeID",
    "parseType",
    "resource",
];

/// A document that is being written. IRIs must be valid, and texts such as XML can hold.
pub(super) struct RdfXml<W> {
    out: W,
    /// Names and their namespaces.
    prefixes: Vec<(&'static str, &'static str)>,
    /// The subject whose element is open.
    subject: String,
    /// The name of that element; empty as long as none is open.
    element: String,
}

/// An IRI as the name of an element.
struct Name<'a> {
    prefix: Option<&'static str>,
    namespace: &'a str,
    local: &'a str,
}

impl<W: Write> RdfXml<W> {
    /// Begins a document with these names of namespaces, of which `rdf` is one.
    pub(super) fn begin(
        prefixes: impl IntoIterator<Item = (&'static str, &'static str)>,
        mut out: W,
    ) -> io::Result<Self> {
        let mut prefixes: Vec<_> = prefixes.into_iter().collect();
        prefixes.sort_by_key(|(_, namespace)| *namespace);
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")?;
        for (name, namespace) in &prefixes {
            write!(out, " xmlns:{name}=\"{namespace}\"")?;
        }
        out.write_all(b">")?;
        Ok(Self {
            out,
            prefixes,
            subject: String::new(),
            element: String::new(),
        })
    }

    /// Adds a triple.
    ///
    /// # Errors
    /// What the output gives, and that the syntax has no words for the triple.
    pub(super) fn put(
        &mut self,
        subject: &str,
        predicate: &str,
        object: TermRef<'_>,
    ) -> io::Result<()> {
        if self.element.is_empty() || self.subject != subject {
            self.close()?;
            subject.clone_into(&mut self.subject);
            let class = match object {
                // the first class becomes the name of the element
                TermRef::NamedNode(class) if predicate == rdf::TYPE.as_str() => {
                    self.name(class.as_str())
                }
                _ => None,
            };
            let said = class.is_some();
            let name = class.unwrap_or(Name {
                prefix: Some("rdf"),
                namespace: rdf::NAMESPACE,
                local: "Description",
            });
            self.out.write_all(b"\n\t<")?;
            name.open(&mut self.out)?;
            self.element = name.to_string();
            attribute(&mut self.out, "rdf:about", subject)?;
            self.out.write_all(b">")?;
            if said {
                return Ok(());
            }
        }
        self.property(predicate, object, "\n\t\t")
    }

    /// Ends the document, and gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.close()?;
        self.out.write_all(b"\n</rdf:RDF>")?;
        Ok(self.out)
    }

    /// Ends the element of the subject, if one is open.
    fn close(&mut self) -> io::Result<()> {
        if self.element.is_empty() {
            return Ok(());
        }
        self.out.write_all(b"\n\t</")?;
        self.out.write_all(self.element.as_bytes())?;
        self.element.clear();
        self.out.write_all(b">")
    }

    /// What is said of a subject, on a line of its own that begins so.
    fn property(&mut self, predicate: &str, object: TermRef<'_>, line: &str) -> io::Result<()> {
        let Some(name) = self.name(predicate) else {
            let what = format!("RDF/XML has no way to write the predicate {predicate}");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        };
        let out = &mut self.out;
        out.write_all(line.as_bytes())?;
        out.write_all(b"<")?;
        name.open(out)?;
        match object {
            TermRef::NamedNode(node) => {
                attribute(out, "rdf:resource", node.as_str())?;
                return out.write_all(b"/>");
            }
            TermRef::BlankNode(node) => {
                attribute(out, "rdf:nodeID", node.as_str())?;
                return out.write_all(b"/>");
            }
            TermRef::Literal(literal) => {
                if let Some(language) = literal.language() {
                    attribute(out, "xml:lang", language)?;
                } else if literal.datatype() != xsd::STRING {
                    attribute(out, "rdf:datatype", literal.datatype().as_str())?;
                }
                out.write_all(b">")?;
                escaped(out, literal.value())?;
            }
            TermRef::Triple(triple) => {
                attribute(out, "rdf:version", "1.2")?;
                attribute(out, "rdf:parseType", "Triple")?;
                write!(out, ">{line}\t<rdf:Description")?;
                match triple.subject.as_ref() {
                    NamedOrBlankNodeRef::NamedNode(node) => {
                        attribute(out, "rdf:about", node.as_str())?;
                    }
                    NamedOrBlankNodeRef::BlankNode(node) => {
                        attribute(out, "rdf:nodeID", node.as_str())?;
                    }
                }
                out.write_all(b">")?;
                let (predicate, object) = (triple.predicate.as_str(), triple.object.as_ref());
                self.property(predicate, object, &format!("{line}\t\t"))?;
                write!(self.out, "{line}\t</rdf:Description>{line}")?;
            }
        }
        write!(self.out, "</{name}>")
    }

    /// An IRI as the name of an element, unless it can be none.
    fn name<'a>(&self, iri: &'a str) -> Option<Name<'a>> {
        let (namespace, local) = split(iri);
        let reserved = namespace == rdf::NAMESPACE && RESERVED.contains(&local);
        if local.is_empty() || reserved {
            return None;
        }
        let known = self.prefixes.iter().find(|known| known.1 == namespace);
        Some(Name {
            prefix: known.map(|(prefix, _)| *prefix),
            namespace,
            local,
        })
    }
}

impl Name<'_> {
    /// Writes the name at the beginning of a tag, and its namespace if that has no prefix.
    fn open(&self, out: &mut impl Write) -> io::Result<()> {
        write!(out, "{self}")?;
        match self.prefix {
            Some(_) => Ok(()),
            None => attribute(out, "xmlns", self.namespace),
        }
    }
}

impl fmt::Display for Name<'_> {
    /// As it stands at the end of an element.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(prefix) = self.prefix {
            write!(f, "{prefix}:")?;
        }
        f.write_str(self.local)
    }
}

/// The longest end of an IRI that may be a name in XML without a colon, and what stands before it.
fn split(iri: &str) -> (&str, &str) {
    let local = iri.len()
        - iri
            .chars()
            .rev()
            .take_while(|c| is_name(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    let (_, end) = iri.split_at(local);
    let begins = end.find(is_name_start).map_or(iri.len(), |at| local + at);
    iri.split_at(begins)
}

/// `NameStartChar` of <https://www.w3.org/TR/xml/#NT-NameStartChar>, but a colon.
fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || super::turtle::is_letter(c)
}

/// `NameChar` of <https://www.w3.org/TR/xml/#NT-NameChar>, but a colon.
fn is_name(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

fn attribute(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    write!(out, " {name}=\"")?;
    escaped(out, value)?;
    out.write_all(b"\"")
}

fn escaped(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: &[u8] = match byte {
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'&' => b"&amp;",
            b'\'' => b"&apos;",
            b'"' => b"&quot;",
            _ => continue,
        };
        out.write_all(text.get(from..at).unwrap_or_default().as_bytes())?;
        out.write_all(escape)?;
        from = at + 1;
    }
    out.write_all(text.get(from..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{LiteralRef, NamedNodeRef, Term, Triple, TripleRef};
    use oxrdfio::{RdfFormat, RdfParser, RdfSerializer};

    const PREFIXES: [(&str, &str); 3] = [
        ("ex", "https://example.org/def#"),
        ("rdf", rdf::NAMESPACE),
        // oxrdfio declares it always, for directions of text
        ("its", "http://www.w3.org/2005/11/its"),
    ];

    fn node(iri: &str) -> NamedNodeRef<'_> {
        NamedNodeRef::new(iri).unwrap()
    }

    fn ours(triples: &[TripleRef<'_>]) -> io::Result<String> {
        let mut document = RdfXml::begin(PREFIXES, Vec::new())?;
        for triple in triples {
            let NamedOrBlankNodeRef::NamedNode(subject) = triple.subject else {
                panic!("no subject is blank")
            };
            document.put(subject.as_str(), triple.predicate.as_str(), triple.object)?;
        }
        Ok(String::from_utf8(document.finish()?).unwrap())
    }

    fn theirs(triples: &[TripleRef<'_>]) -> io::Result<String> {
        let mut document = RdfSerializer::from_format(RdfFormat::RdfXml);
        for (name, namespace) in PREFIXES {
            document = document.with_prefix(name, namespace).unwrap();
        }
        let mut document = document.for_writer(Vec::new());
        for triple in triples {
            document.serialize_triple(*triple)?;
        }
        Ok(String::from_utf8(document.finish()?).unwrap())
    }

    #[test]
    fn a_document_is_what_oxrdfio_writes() {
        let a = node("https://example.org/a?x='1'&y=b");
        let class = node("https://example.org/def#Class");
        let spoken_of = Term::from(Triple::new(a, class, LiteralRef::new_simple_literal("<")));
        let objects: [TermRef<'_>; 8] = [
            a.into(),
            class.into(),
            node("https://example.org/other/Class").into(),
            node("http://www.w3.org/1999/02/22-rdf-syntax-ns#Description").into(),
            spoken_of.as_ref(),
            LiteralRef::new_simple_literal(" a <b> \"c\" 'd' & e\n\tf ").into(),
            LiteralRef::new_typed_literal("3", xsd::INTEGER).into(),
            LiteralRef::new_language_tagged_literal_unchecked("één", "nl").into(),
        ];
        let predicates = [
            rdf::TYPE,
            node("https://example.org/def#says"),
            node("https://example.org/3-élan.a·"),
            node("urn:x:y"),
        ];
        let mut triples = Vec::new();
        for object in objects {
            for predicate in predicates {
                triples.push(TripleRef::new(a, predicate, object));
            }
            // each object comes first of some subject
            triples.push(TripleRef::new(class, rdf::TYPE, object));
        }
        assert_eq!(ours(&triples).unwrap(), theirs(&triples).unwrap());
        assert_eq!(ours(&[]).unwrap(), theirs(&[]).unwrap());
    }

    #[test]
    fn a_class_without_a_name_is_a_property() {
        let (a, class) = (node("urn:a"), node("https://example.org/3"));
        let triple = TripleRef::new(a, rdf::TYPE, class);
        let document = ours(&[triple]).unwrap();
        let read = RdfParser::from_format(RdfFormat::RdfXml).for_slice(&document);
        let read: Vec<_> = read.map(|quad| Triple::from(quad.unwrap())).collect();
        assert_eq!(read, [triple.into_owned()]);
    }

    #[test]
    fn a_predicate_without_a_name_is_an_error() {
        let a = node("urn:a");
        let reserved = RESERVED.map(|word| format!("{}{word}", rdf::NAMESPACE));
        let nameless = ["urn:3".to_owned(), "https://example.org/".to_owned()];
        for predicate in reserved.iter().chain(&nameless) {
            let triple = TripleRef::new(a, node(predicate), a);
            let error = ours(&[triple]).unwrap_err();
            assert!(error.to_string().contains(predicate), "{error}");
        }
    }
}
