//! Where triples go: oxrdfio's serializer with the prefixes, the base and the graph at hand, or for
//! N-Triples and N-Quads just the lines.

use super::{dutch, graph_name, lines};
use crate::vocab::{dcterms, kg, oa, owl, prov, rdf, rdfs, skos, xsd};
use oxrdf::{LiteralRef, NamedNodeRef, QuadRef, TermRef};
use oxrdfio::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// The prefixes that every file declares.
pub(crate) const PREFIXES: [(&str, &str); 9] = [
    ("dcterms", dcterms::NAMESPACE),
    ("kg", kg::NAMESPACE),
    ("oa", oa::NAMESPACE),
    ("owl", owl::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

type Out<'a> = BufWriter<&'a mut dyn Write>;

enum Form<'a> {
    /// One statement a line.
    Lines(Out<'a>),
    /// Any other syntax.
    Other(Box<WriterQuadSerializer<Out<'a>>>),
}

pub(super) struct Sink<'a> {
    form: Form<'a>,
    graph: Option<String>,
    /// Whether texts must be fit for XML 1.0.
    xml: bool,
}

impl<'a> Sink<'a> {
    pub(super) fn new(syntax: RdfFormat, base: &str, out: &'a mut dyn Write) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 16, out);
        if matches!(syntax, RdfFormat::NTriples | RdfFormat::NQuads) {
            return Ok(Self {
                form: Form::Lines(out),
                graph: None,
                xml: false,
            });
        }
        let mut serializer = RdfSerializer::from_format(syntax);
        for (name, namespace) in PREFIXES {
            serializer = serializer
                .with_prefix(name, namespace)
                .map_err(io::Error::other)?;
        }
        // A base that is no IRI leaves all IRIs whole; each was made valid on its own.
        if let Ok(with_base) = serializer.clone().with_base_iri(base) {
            serializer = with_base;
        }
        Ok(Self {
            form: Form::Other(Box::new(serializer.for_writer(out))),
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
        match &mut self.form {
            Form::Lines(out) => lines::statement(out, subject, predicate.as_str(), object, graph),
            Form::Other(serializer) => {
                let subject = NamedNodeRef::new_unchecked(subject);
                let quad = QuadRef::new(subject, predicate, object, graph_name(graph));
                serializer.serialize_quad(quad)
            }
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
        let text = self.fit(text);
        self.put(subject, predicate, dutch(&text))
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

    pub(super) fn finish(self) -> io::Result<()> {
        match self.form {
            Form::Lines(mut out) => out.flush(),
            Form::Other(serializer) => serializer.finish()?.flush(),
        }
    }

    /// The text as the syntax can hold it: XML 1.0 knows no control characters besides tab and
    /// line break, and turns a carriage return into a line break.
    fn fit<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let stays =
            |c: char| matches!(c, '\t' | '\n') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
        if !self.xml || text.chars().all(stays) {
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
