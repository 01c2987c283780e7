//! RDF 1.1 in every syntax: Turtle, N-Triples, RDF/XML, JSON-LD, and TriG and N-Quads, which hold
//! one named graph a letter. The writers are ours: oxrdfio's JSON-LD has whole IRIs only, and its
//! other syntaxes, which ours equal byte for byte, cost several times as much.
//!
//! What is written, without blank nodes and in a stable order:
//! - **nodes**: class, `skos:prefLabel`, `skos:altLabel` with their language where the lexicon tells
//!   it, `owl:sameAs`; questions and letters with their texts; a plain triple for each edge that is stated (or inferred);
//! - **claims**: each edge between entities as `rdf:Statement` and `kg:Claim` with its status, under
//!   an IRI that follows from subject, predicate, object and status; as an RDF 1.2 reifier instead,
//!   if asked for, in every syntax but JSON-LD, which has none;
//! - **evidence**: an `oa:Annotation` whose body is the claim, or the entity that a question
//!   mentions, and whose target is a place in the letter, `letter/ID#char=START,END` (the form of
//!   fragment of RFC 5147, in Unicode characters), with a quote selector and a position selector;
//! - **provenance**: the reading of each letter as a `prov:Activity` that used the letter, the rules
//!   and the lexicon, by the program in its version; with a time only if one is given.
//!
//! In the named graph of a letter stands what that letter says; the default graph holds what is
//! known of the entities and what follows from the lexicon. So the quads of letters that were read
//! apart can be thrown together.

mod buffer;
mod claims;
mod evidence;
mod jsonld;
mod lines;
mod names;
mod provenance;
mod rdfxml;
mod read;
mod sink;
mod statements;
mod terms;
mod turtle;

use crate::graph::{Body, Edge, Graph, Node, iri};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::pipeline::Knowledge;
use crate::relation::Status;
use crate::vocab::{dcterms, kg, owl, rdf, skos, xsd};
use buffer::Buffer;
use evidence::Places;
pub(crate) use names::Names;
use oxrdf::NamedNodeRef;
use oxrdfio::RdfFormat;
pub use read::Reader;
pub(crate) use sink::PREFIXES;
use sink::Sink;
pub use statements::Statements;
pub(crate) use statements::{line, text_line};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use terms::{Predicate, hashed, xml_name};

/// What goes into RDF besides the graph, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// Where the languages of names stand.
    pub names: Option<&'a Lexicon>,
    /// SHA-256 of the rules, in lower-case hexadecimal.
    pub rules: Option<String>,
    /// SHA-256 of the lexicon, in lower-case hexadecimal.
    pub lexicon: Option<String>,
    /// When the letters were read, as an `xsd:dateTime`.
    pub time: Option<String>,
    /// Claims are reifiers as in RDF 1.2, in place of `rdf:Statement`.
    pub rdf12: bool,
}

impl<'a> Options<'a> {
    /// RDF 1.1 that tells the rules and the lexicon by their hashes, and no time.
    pub fn of(knowledge: &'a Knowledge) -> Self {
        Self {
            names: Some(&knowledge.lexicon),
            rules: Some(knowledge.rules.sha256()),
            lexicon: Some(knowledge.lexicon.sha256()),
            ..Self::default()
        }
    }
}

/// The bytes of a graph in one of the syntaxes of RDF. Same graph and options, same bytes.
///
/// RDF/XML cannot hold control characters; there they become U+FFFD.
///
/// # Errors
/// Never in practice: memory takes every byte.
pub fn write(
    graph: &Graph,
    model: &Model,
    syntax: RdfFormat,
    options: &Options<'_>,
) -> io::Result<Vec<u8>> {
    let json = matches!(syntax, RdfFormat::JsonLd { .. });
    let mut writer = Writer::new(graph, model, options);
    writer.rdf12 &= !json;
    let iris = writer.iris.iter().map(AsRef::as_ref);
    let out = Buffer::memory(size(graph, syntax));
    let mut sink = Sink::new(syntax, &graph.base_iri, iris, out)?;
    if syntax.supports_datasets() && !json {
        writer.dataset(&mut sink)?;
    } else {
        writer.merged(&mut sink)?;
    }
    sink.finish()
}

/// About how many bytes the lines of a node take besides its texts, those of an edge, and those of a
/// piece of evidence.
const NODE: usize = 700;
const EDGE: usize = 250;
const EVIDENCE: usize = 1700;

/// About how many bytes a graph takes in one of the syntaxes, so that the memory for all of them can be
/// asked for at once: to move what is written again and again as it grows takes as long as writing it.
fn size(graph: &Graph, syntax: RdfFormat) -> usize {
    let text = |node: &Node| match &node.body {
        Body::Entity | Body::Dossier => 0,
        Body::Question { text, answer, .. } => text.len() + answer.as_ref().map_or(0, String::len),
        Body::Letter { text, .. } => text.len(),
    };
    let texts: usize = graph.nodes().map(|(_, node)| text(node)).sum();
    let edges = graph.graph.raw_edges().iter();
    let evidence: usize = edges.map(|edge| edge.weight.evidence.len()).sum();
    let (nodes, edges) = (graph.graph.node_count(), graph.graph.edge_count());
    let statements = nodes * NODE + edges * EDGE + evidence * EVIDENCE;
    let statements = match syntax {
        RdfFormat::NTriples => statements,
        // each line names its graph
        RdfFormat::NQuads => statements + statements / 4,
        // the others write what stands in several lines once
        _ => statements / 2,
    };
    texts + texts / 8 + statements
}

/// An edge with its ends as places in the list of nodes.
struct Line<'a> {
    subject: usize,
    edge: &'a Edge,
    object: usize,
    /// Index into [`Writer::predicates`].
    predicate: usize,
    /// IRI of the claim; empty for structural edges, which have none.
    claim: String,
}

struct Writer<'a> {
    base: &'a str,
    graph: &'a Graph,
    nodes: Vec<&'a Node>,
    /// IRIs of the nodes, made valid where they were not.
    iris: Vec<Cow<'a, str>>,
    predicates: Vec<Predicate<'a>>,
    /// Edges in the order of the graph, so that those of one subject stand together.
    lines: Vec<Line<'a>>,
    places: Places<'a>,
    /// IRIs of the readings of letters.
    readings: BTreeMap<&'a str, String>,
    software: String,
    /// IRI, label and SHA-256 of the data that the run used.
    data: Vec<(String, &'static str, &'a str)>,
    names: Option<&'a Lexicon>,
    time: Option<&'a str>,
    rdf12: bool,
}

impl<'a> Writer<'a> {
    fn new(graph: &'a Graph, model: &Model, options: &'a Options<'_>) -> Self {
        let base = graph.base_iri.as_str();
        let nodes: Vec<&Node> = graph.nodes().map(|(_, node)| node).collect();
        let iris: Vec<Cow<'_, str>> = nodes
            .iter()
            .map(|node| iri::valid(&node.iri, base))
            .collect();
        let mut predicates: Vec<Predicate<'_>> = Vec::new();
        let mut lines = Vec::with_capacity(graph.graph.edge_count());
        for edge in graph.graph.raw_edges() {
            let (subject, object) = (edge.source().index(), edge.target().index());
            let name = edge.weight.predicate.as_ref();
            // There are few, and those of one subject stand together.
            let is_it = |at: &usize| predicates.get(*at).is_some_and(|known| known.name == name);
            let before = lines.last().map(|line: &Line<'_>| line.predicate);
            let known = before.filter(is_it);
            let known = known.or_else(|| (0..predicates.len()).find(is_it));
            let predicate = known.unwrap_or_else(|| {
                predicates.push(Predicate::of(name, model));
                predicates.len() - 1
            });
            let Predicate {
                iri: by,
                structural,
                ..
            } = &predicates[predicate];
            let claim = if *structural {
                String::new()
            } else {
                let status = edge.weight.status.name();
                let parts = [&iris[subject], by.as_str(), &iris[object], status];
                hashed(base, "claim/", parts)
            };
            lines.push(Line {
                subject,
                edge: &edge.weight,
                object,
                predicate,
                claim,
            });
        }
        let data = [("rules", &options.rules), ("lexicon", &options.lexicon)]
            .into_iter()
            .filter_map(|(name, hash)| {
                let hash = hash.as_deref()?;
                let iri = format!("{base}data/{name}-{}", iri::segment(hash));
                Some((iri, name, hash))
            })
            .collect();
        let mut writer = Self {
            base,
            graph,
            places: Places::new(base, &nodes),
            nodes,
            iris,
            predicates,
            lines,
            readings: BTreeMap::new(),
            software: format!("{base}software/kamergraph-{}", env!("CARGO_PKG_VERSION")),
            data,
            names: options.names,
            time: options.time.as_deref(),
            rdf12: options.rdf12,
        };
        writer.readings = writer
            .places
            .letters()
            .map(|(letter, sha256)| (letter, writer.reading_iri(letter, sha256)))
            .collect();
        writer
    }

    /// Everything in one graph: nodes with their plain triples, claims, evidence, provenance.
    fn merged(&self, sink: &mut Sink<'_>) -> io::Result<()> {
        let mut next = 0;
        for at in 0..self.nodes.len() {
            self.node(sink, at)?;
            while let Some(line) = self.lines.get(next).filter(|line| line.subject == at) {
                self.plain(sink, line)?;
                next += 1;
            }
        }
        let all: Vec<&Line<'_>> = self.lines.iter().collect();
        self.statements(sink, &all, None)?;
        for (at, _) in self.letters() {
            self.reading(sink, at)?;
        }
        self.software(sink)
    }

    /// One named graph a letter, and a default graph of what is not any one letter's.
    fn dataset(&self, sink: &mut Sink<'_>) -> io::Result<()> {
        let letter_of = |at: usize| match &self.nodes.get(at)?.body {
            Body::Question { letter, .. } => Some(letter.as_str()),
            Body::Letter { .. } => Some(self.nodes.get(at)?.label.as_str()),
            Body::Entity | Body::Dossier => None,
        };
        let mut own: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for at in 0..self.nodes.len() {
            own.entry(letter_of(at)).or_default().push(at);
        }
        let mut said: BTreeMap<Option<&str>, Vec<&Line<'_>>> = BTreeMap::new();
        for line in &self.lines {
            let mut letters: BTreeSet<Option<&str>> =
                letter_of(line.subject).map(Some).into_iter().collect();
            if letters.is_empty() {
                letters.extend(line.edge.evidence.iter().map(|e| Some(e.letter.as_ref())));
            }
            if letters.is_empty() {
                letters.insert(None);
            }
            for letter in letters {
                said.entry(letter).or_default().push(line);
            }
        }
        let graphs: BTreeSet<Option<&str>> = own.keys().chain(said.keys()).copied().collect();
        for letter in graphs {
            let name = letter.map(|id| iri::letter(self.base, id));
            sink.graph(name.as_deref());
            let (nodes, lines) = (own.get(&letter), said.get(&letter));
            let mut lines_left = lines.into_iter().flatten().copied().peekable();
            for at in nodes.into_iter().flatten().copied() {
                // Entities come in the default graph; a letter's graph holds their edges only.
                while let Some(line) = lines_left.next_if(|line| line.subject < at) {
                    self.plain(sink, line)?;
                }
                self.node(sink, at)?;
                while let Some(line) = lines_left.next_if(|line| line.subject == at) {
                    self.plain(sink, line)?;
                }
            }
            for line in lines_left {
                self.plain(sink, line)?;
            }
            self.statements(sink, lines.map_or(&[], Vec::as_slice), letter)?;
            match letter {
                Some(letter) => {
                    for (at, _) in self.letters().filter(|(_, node)| node.label == letter) {
                        self.reading(sink, at)?;
                    }
                }
                None => self.software(sink)?,
            }
        }
        Ok(())
    }

    fn letters(&self) -> impl Iterator<Item = (usize, &Node)> {
        let letter = |(_, node): &(usize, &Node)| matches!(node.body, Body::Letter { .. });
        self.nodes.iter().copied().enumerate().filter(letter)
    }

    /// What a node is and is called.
    fn node(&self, sink: &mut Sink<'_>, at: usize) -> io::Result<()> {
        let (Some(node), Some(iri)) = (self.nodes.get(at), self.iris.get(at)) else {
            return Ok(());
        };
        let mut term = String::with_capacity(2 * kg::NAMESPACE.len());
        term.push_str(kg::NAMESPACE);
        for class in node.types.iter() {
            term.truncate(kg::NAMESPACE.len());
            term.push_str(&xml_name(class));
            sink.iri(iri, rdf::TYPE, &term)?;
        }
        let names = Names::of(node, self.base, self.names);
        for (name, language) in names.preferred() {
            sink.tagged(iri, skos::PREF_LABEL, name, language)?;
        }
        for (name, language) in names.alternative() {
            match language {
                Some(language) => sink.tagged(iri, skos::ALT_LABEL, name, language)?,
                None => sink.text(iri, skos::ALT_LABEL, name)?,
            }
        }
        for other in &node.same_as {
            sink.iri(iri, owl::SAME_AS, &iri::valid(other, self.base))?;
        }
        match &node.body {
            Body::Entity | Body::Dossier => {}
            Body::Question {
                number,
                text,
                answer,
                ..
            } => {
                let mut digits = itoa::Buffer::new();
                sink.typed(iri, kg::NUMBER, digits.format(*number), xsd::INTEGER)?;
                sink.dutch(iri, kg::QUESTION_TEXT, text)?;
                if let Some(answer) = answer {
                    sink.dutch(iri, kg::ANSWER_TEXT, answer)?;
                }
            }
            Body::Letter {
                subject,
                text,
                sha256,
                asked_on,
                answered_on,
            } => {
                if let Some(subject) = subject {
                    sink.dutch(iri, dcterms::TITLE, subject)?;
                }
                for (property, day) in [(kg::ASKED_ON, asked_on), (kg::ANSWERED_ON, answered_on)] {
                    if let Some(day) = day {
                        sink.typed(iri, property, day, xsd::DATE)?;
                    }
                }
                sink.text(iri, kg::SHA256, sha256)?;
                sink.dutch(iri, kg::TEXT, text)?;
            }
        }
        Ok(())
    }

    /// The triple that an edge comes to; only when it is stated.
    fn plain(&self, sink: &mut Sink<'_>, line: &Line<'_>) -> io::Result<()> {
        if line.edge.status != Status::Stated {
            return Ok(());
        }
        let predicate = NamedNodeRef::new_unchecked(&self.predicates[line.predicate].iri);
        sink.iri(&self.iris[line.subject], predicate, &self.iris[line.object])
    }
}
