//! Where triples go, with the graph at hand: a writer for each syntax.

use super::buffer::Buffer;
use super::jsonld::JsonLd;
use super::lines;
use super::rdfxml::RdfXml;
use super::turtle::Turtle;
use crate::vocab::{dcterms, kg, oa, owl, prov, rdf, rdfs, schema, skos, xsd};
use oxrdf::{LiteralRef, NamedNode, NamedNodeRef, Term, TermRef, Triple};
use oxrdfio::RdfFormat;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

/// The prefixes that every file declares.
pub(crate) const PREFIXES: [(&str, &str); 10] = [
    ("dcterms", dcterms::NAMESPACE),
    ("kg", kg::NAMESPACE),
    ("oa", oa::NAMESPACE),
    ("owl", owl::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

/// Folders below the base whose things have plain names, so that a prefix makes them shorter. What
/// hangs on a letter has a fragment, which a prefixed name could hold only with backslashes.
const FOLDERS: [&str; 4] = ["claim", "evidence", "id", "reading"];

pub(super) struct Sink<'a> {
    out: Out<'a>,
    graph: Option<String>,
    /// Whether texts must be fit for XML 1.0.
    xml: bool,
}

enum Out<'a> {
    /// One statement a line.
    Lines(Buffer<'a>),
    Turtle(Box<Turtle<Buffer<'a>>>),
    JsonLd(Box<JsonLd<Buffer<'a>>>),
    Xml(Box<RdfXml<Buffer<'a>>>),
}

impl<'a> Sink<'a> {
    /// A sink into `out` for things below `base`, of which `iris` are some.
    pub(super) fn new<'i>(
        syntax: RdfFormat,
        base: &str,
        iris: impl Iterator<Item = &'i str>,
        out: Buffer<'a>,
    ) -> io::Result<Self> {
        let out = match syntax {
            RdfFormat::NTriples | RdfFormat::NQuads => Out::Lines(out),
            RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::N3 => {
                let general = PREFIXES.map(|(name, namespace)| (name, namespace.to_owned()));
                let own = FOLDERS.map(|folder| (folder, format!("{base}{folder}/")));
                let found = folders(base, iris);
                let found = found.into_iter().map(|f| (f, format!("{base}id/{f}/")));
                let prefixes = general.into_iter().chain(own).chain(found);
                Out::Turtle(Box::new(Turtle::begin(prefixes, out)?))
            }
            RdfFormat::JsonLd { .. } => Out::JsonLd(Box::new(JsonLd::new(base, out)?)),
            // The prefixes of RDF/XML are for its elements alone, and those are ours.
            // Elements alone have prefixes, and their names are the model's.
            RdfFormat::RdfXml => Out::Xml(Box::new(RdfXml::begin(PREFIXES, out)?)),
            other => return Err(io::Error::other(format!("{other} is not written"))),
        };
        Ok(Self {
            out,
            graph: None,
            xml: syntax == RdfFormat::RdfXml,
        })
    }

    /// The graph in which the next triples stand.
    pub(super) fn graph(&mut self, name: Option<&str>) {
        self.graph = name.map(str::to_owned);
    }

    fn put<'t>(
        &mut self,
        subject: &'t str,
        predicate: NamedNodeRef<'t>,
        object: impl Into<TermRef<'t>>,
    ) -> io::Result<()> {
        let (object, graph) = (object.into(), self.graph.as_deref());
        match &mut self.out {
            Out::Lines(out) => {
                out.add(|line| lines::statement(line, subject, predicate.as_str(), object, graph))
            }
            Out::Turtle(document) => document.put(subject, predicate.as_str(), object, graph),
            Out::JsonLd(document) => document.put(subject, predicate.as_str(), object),
            Out::Xml(document) => document.put(subject, predicate.as_str(), object),
        }
    }

    pub(super) fn iri(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        object: &str,
    ) -> io::Result<()> {
        self.put(subject, predicate, NamedNodeRef::new_unchecked(object))
    }

    /// A triple that is spoken of, as the object of another one (RDF 1.2).
    pub(super) fn triple(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        [s, p, o]: [&str; 3],
    ) -> io::Result<()> {
        let [s, p, o] = [s, p, o].map(NamedNode::new_unchecked);
        let object = Term::from(Triple::new(s, p, o));
        self.put(subject, predicate, object.as_ref())
    }

    pub(super) fn text(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        text: &str,
    ) -> io::Result<()> {
        let text = self.fit(text);
        self.put(subject, predicate, LiteralRef::new_simple_literal(&text))
    }

    pub(super) fn dutch(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        text: &str,
    ) -> io::Result<()> {
        self.tagged(subject, predicate, text, "nl")
    }

    /// A text in a language, whose tag is a valid one.
    pub(super) fn tagged(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        text: &str,
        language: &str,
    ) -> io::Result<()> {
        let text = self.fit(text);
        let literal = LiteralRef::new_language_tagged_literal_unchecked(&text, language);
        self.put(subject, predicate, literal)
    }

    pub(super) fn typed(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        value: &str,
        datatype: NamedNodeRef<'_>,
    ) -> io::Result<()> {
        let value = self.fit(value);
        self.put(
            subject,
            predicate,
            LiteralRef::new_typed_literal(&value, datatype),
        )
    }

    /// A statement that is at hand as it is.
    pub(super) fn term(
        &mut self,
        subject: &str,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> io::Result<()> {
        match object {
            TermRef::Literal(literal) => match literal.language() {
                Some(language) => self.tagged(subject, predicate, literal.value(), language),
                None => self.typed(subject, predicate, literal.value(), literal.datatype()),
            },
            object => self.put(subject, predicate, object),
        }
    }

    /// Ends the document; gives its bytes if they were to be kept.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        let out = match self.out {
            Out::Lines(out) => out,
            Out::Turtle(document) => document.finish()?,
            Out::JsonLd(document) => document.finish()?,
            Out::Xml(document) => document.finish()?,
        };
        out.finish()
    }

    /// The text as the syntax can hold it: XML 1.0 knows no control characters besides tab and
    /// line break, and turns a carriage return into a line break.
    fn fit<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let stays =
            |c: char| matches!(c, '\t' | '\n') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
        // U+FFFE and U+FFFF begin with this byte, and little else does
        let plain = |b: u8| matches!(b, b'\t' | b'\n') || (b >= b' ' && b != 0xef);
        if !self.xml || text.bytes().all(plain) || text.chars().all(stays) {
            return Cow::Borrowed(text);
        }
        let fitted = text.replace("\r\n", "\n").replace('\r', "\n");
        Cow::Owned(
            fitted
                .chars()
                .map(|c| if stays(c) { c } else { '\u{fffd}' })
                .collect(),
        )
    }
}

/// The folders below `id/` in which some of the things stand: `document` of
/// `…/id/document/kamerstuk-30420-415`. Each becomes a prefix, unless another one bears its name.
fn folders<'i>(base: &str, iris: impl Iterator<Item = &'i str>) -> BTreeSet<&'i str> {
    let free = |name: &&str| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase())
            && !FOLDERS.contains(name)
            && !PREFIXES.iter().any(|(taken, _)| taken == name)
    };
    iris.filter_map(|iri| {
        Some(
            iri.strip_prefix(base)?
                .strip_prefix("id/")?
                .split_once('/')?
                .0,
        )
    })
    .filter(free)
    .collect()
}
