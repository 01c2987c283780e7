//! Reading `ontology/shapes.ttl`.

use super::select::{self, Path};
use super::{Constraint, NAMESPACE, ShapesError};
use crate::model::Model;
use crate::vocab::{rdf, sh};
use oxigraph::sparql::SparqlEvaluator;
use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef};
use oxrdfio::{RdfFormat, RdfParser};
use std::fmt::Write as _;

pub(super) fn constraints(
    model: &Model,
    file: &str,
    turtle: &str,
) -> Result<Vec<Constraint>, ShapesError> {
    let mut graph = Graph::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
        match quad {
            Ok(quad) => graph.insert(&oxrdf::Triple::from(quad)),
            Err(error) => {
                let faults = vec![format!("{file}: {error}")];
                return Err(ShapesError { faults });
            }
        };
    }
    let mut reader = Reader {
        model,
        file,
        prefixes: prefixes(&graph),
        graph: &graph,
        found: Vec::new(),
        faults: Vec::new(),
    };
    let shapes: Vec<NamedOrBlankNodeRef<'_>> = graph
        .subjects_for_predicate_object(rdf::TYPE, sh::NODE_SHAPE)
        .collect();
    for shape in shapes {
        reader.node_shape(shape);
    }
    let Reader {
        mut found,
        mut faults,
        ..
    } = reader;
    if found.is_empty() && faults.is_empty() {
        faults.push(format!(
            "{file}: no shapes stand in it; is this the right file?"
        ));
    }
    if faults.is_empty() {
        found.sort();
        found.dedup();
        return Ok(found);
    }
    faults.sort();
    faults.dedup();
    Err(ShapesError { faults })
}

/// What the file declares for its SELECTs.
fn prefixes(graph: &Graph) -> String {
    let mut lines: Vec<String> = graph
        .triples_for_predicate(sh::PREFIX)
        .filter_map(|triple| {
            let namespace =
                graph.object_for_subject_predicate(triple.subject, sh::NAMESPACE_IRI)?;
            Some(format!(
                "PREFIX {}: <{}>\n",
                text(triple.object)?,
                text(namespace)?
            ))
        })
        .collect();
    lines.sort();
    lines.concat()
}

fn text(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// What may stand on a shape besides its constraints.
const KNOWN: [NamedNodeRef<'static>; 8] = [
    sh::TARGET_CLASS,
    sh::TARGET_SUBJECTS_OF,
    sh::TARGET_OBJECTS_OF,
    sh::PROPERTY,
    sh::SPARQL,
    sh::PATH,
    sh::MESSAGE,
    sh::PREFIXES,
];

struct Reader<'a> {
    model: &'a Model,
    file: &'a str,
    prefixes: String,
    graph: &'a Graph,
    found: Vec<Constraint>,
    faults: Vec<String>,
}

impl<'a> Reader<'a> {
    fn fault(&mut self, shape: NamedOrBlankNodeRef<'_>, message: &str) {
        self.faults
            .push(format!("{}: {}: {message}", self.file, name(shape)));
    }

    /// All objects of a property of a shape that are IRIs.
    fn iris(
        &self,
        shape: NamedOrBlankNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Vec<NamedNodeRef<'a>> {
        self.graph
            .objects_for_subject_predicate(shape, property)
            .filter_map(|object| match object {
                TermRef::NamedNode(iri) => Some(iri),
                _ => None,
            })
            .collect()
    }

    fn node_shape(&mut self, shape: NamedOrBlankNodeRef<'_>) {
        let mut targets = Vec::new();
        for kind in KNOWN {
            for iri in self.iris(shape, kind) {
                targets.extend(select::target(self.model, kind, iri.as_str()));
            }
        }
        if targets.is_empty() {
            self.fault(shape, "no target says which nodes it is for");
        }
        for target in &targets {
            self.core(shape, target, &Path::Here);
            for property in self.iris(shape, sh::PROPERTY) {
                match self.path(property.into()) {
                    Some(path) => self.core(property.into(), target, &path),
                    None => self.fault(
                        property.into(),
                        "its sh:path is neither a property nor the inverse of one",
                    ),
                }
            }
            for sparql in self.iris(shape, sh::SPARQL) {
                self.sparql(sparql.into(), target);
            }
        }
    }

    fn path(&self, shape: NamedOrBlankNodeRef<'_>) -> Option<Path> {
        match self.graph.object_for_subject_predicate(shape, sh::PATH)? {
            TermRef::NamedNode(iri) => Some(Path::Property(iri.as_str().to_owned())),
            TermRef::BlankNode(node) => {
                let inverse = self.iris(node.into(), sh::INVERSE_PATH);
                Some(Path::Inverse(inverse.first()?.as_str().to_owned()))
            }
            _ => None,
        }
    }

    /// What is to be said of a shape that does not hold.
    fn message(&mut self, shape: NamedOrBlankNodeRef<'_>) -> String {
        let message = self.graph.object_for_subject_predicate(shape, sh::MESSAGE);
        if let Some(message) = message.and_then(text) {
            return message.to_owned();
        }
        self.fault(shape, "give it a sh:message");
        String::new()
    }

    /// The constraints of SHACL's core on a shape, each a SELECT of its own.
    fn core(&mut self, shape: NamedOrBlankNodeRef<'_>, target: &str, path: &Path) {
        let graph = self.graph;
        for triple in graph.triples_for_subject(shape) {
            let parameter = triple.predicate;
            let ours = parameter.as_str().starts_with(sh::NAMESPACE);
            if !ours || KNOWN.contains(&parameter) {
                continue;
            }
            let wanted: Term = triple.object.into_owned();
            match select::core(target, path, parameter, &wanted) {
                Some(select) => self.keep(shape, select),
                None => self.fault(shape, &format!("{parameter} {wanted} is not understood")),
            }
        }
    }

    fn sparql(&mut self, constraint: NamedOrBlankNodeRef<'_>, target: &str) {
        let written = self
            .graph
            .object_for_subject_predicate(constraint, sh::SELECT)
            .and_then(text)
            .and_then(|select| select::sparql(&self.prefixes, target, select));
        match written {
            Some(select) => self.keep(constraint, select),
            None => self.fault(constraint, "give it a sh:select with a SELECT"),
        }
    }

    /// Keeps a SELECT that can be run.
    fn keep(&mut self, shape: NamedOrBlankNodeRef<'_>, select: String) {
        if let Err(error) = SparqlEvaluator::new().parse_query(&select) {
            self.fault(shape, &format!("its SELECT cannot be read: {error}"));
            return;
        }
        let message = self.message(shape);
        self.found.push(Constraint {
            shape: name(shape),
            message,
            select,
        });
    }
}

/// The local name of a shape.
fn name(shape: NamedOrBlankNodeRef<'_>) -> String {
    match shape {
        NamedOrBlankNodeRef::NamedNode(iri) => {
            let iri = iri.as_str();
            iri.strip_prefix(NAMESPACE).unwrap_or(iri).to_owned()
        }
        NamedOrBlankNodeRef::BlankNode(node) => {
            let mut name = String::new();
            // Writing to a string cannot fail.
            let _ = write!(name, "{node}");
            name
        }
    }
}
