//! What a right graph is, and what is wrong with one: the shapes of `ontology/shapes.ttl` (SHACL),
//! run by the embedded SPARQL engine.
//!
//! Each constraint of the file becomes one SELECT that finds what breaks it. So a graph is checked
//! offline, with the same file that any SHACL processor takes.
//!
//! ```
//! use kamergraph::{model::Model, shape::{Checker, Shapes}};
//! use oxrdfio::RdfFormat;
//!
//! let shapes = Shapes::embedded(&Model::embedded()?)?;
//! let mut checker = Checker::new()?;
//! checker.add(RdfFormat::Turtle, b"
//!     @prefix kg: <https://w3id.org/kamergraph/def#> .
//!     <https://example.org/x> a kg:Ministry .")?;
//! let faults = checker.check(&shapes)?;
//! assert_eq!(faults[0].shape, "entity-has-name");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;
mod select;

use crate::model::{MODEL_TTL, Model};
use crate::vocab::{kg, rdf};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::{StorageError, Store};
use oxrdf::{GraphNameRef, NamedNodeRef, QuadRef, Term, Triple};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use std::fmt;

/// The Turtle text of the shapes that are built into the program.
pub const SHAPES_TTL: &str = include_str!("../ontology/shapes.ttl");

/// The namespace of the shapes' names.
pub const NAMESPACE: &str = "https://w3id.org/kamergraph/shapes#";

/// One constraint, ready to be run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Constraint {
    /// Name of the shape that holds it: `claim-has-evidence`.
    shape: String,
    /// What a right graph is like.
    message: String,
    /// Finds `?this` that breaks it, with `?path` and `?value` where these say more.
    select: String,
}

/// All constraints of a file.
#[derive(Debug, Clone)]
pub struct Shapes {
    constraints: Vec<Constraint>,
}

/// Why a file of shapes cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the shapes cannot be used:\n{}", faults.join("\n"))]
pub struct ShapesError {
    /// Every fault, with the name of the file.
    pub faults: Vec<String>,
}

/// Why a graph cannot be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// It is not what its syntax asks for.
    #[error("it cannot be read as {syntax}: {cause}")]
    Syntax {
        /// The syntax that was tried.
        syntax: RdfFormat,
        /// What is wrong, with line and column.
        cause: RdfParseError,
    },
    /// The engine has no place for it.
    #[error("the graph cannot be held: {0}")]
    Storage(#[from] StorageError),
    /// The engine gave up.
    #[error("the shape {shape} cannot be run: {cause}")]
    Query {
        /// Its name.
        shape: String,
        /// What the engine says.
        cause: Box<QueryEvaluationError>,
    },
}

/// What is wrong with a graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Name of the shape that does not hold: `claim-has-evidence`.
    pub shape: String,
    /// IRI of what breaks it.
    pub focus: String,
    /// The property by which it does, if one is to be named.
    pub path: Option<String>,
    /// The value, if one is to be named: an IRI, or the text of a literal.
    pub value: Option<String>,
    /// What a right graph is like.
    pub message: String,
}

/// How many characters of a value are shown.
const SHOWN: usize = 80;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.shape, self.focus, self.message)?;
        let path = self
            .path
            .as_deref()
            .map(|p| p.replace(kg::NAMESPACE, "kg:"));
        let value = self.value.as_deref().map(|value| {
            let mut text: String = value.chars().take(SHOWN).collect();
            if text.len() < value.len() {
                text.push('…');
            }
            text.replace('\n', " ")
        });
        match (path, value) {
            (Some(path), Some(value)) => write!(f, " It has {path} {value}"),
            (None, Some(value)) => write!(f, " It has {value}"),
            (Some(path), None) => write!(f, " It has {path}"),
            (None, None) => Ok(()),
        }
    }
}

impl Shapes {
    /// The shapes that are built into the program.
    ///
    /// # Errors
    /// Never with the file as kept; a change that breaks it is told.
    pub fn embedded(model: &Model) -> Result<Self, ShapesError> {
        Self::parse(model, "ontology/shapes.ttl", SHAPES_TTL)
    }

    /// Reads shapes from Turtle; `name` is what faults call the file. Of SHACL it takes what stands
    /// at the head of `ontology/shapes.ttl`.
    ///
    /// # Errors
    /// Every fault at once: what is no Turtle, and what is not understood.
    pub fn parse(model: &Model, name: &str, turtle: &str) -> Result<Self, ShapesError> {
        read::constraints(model, name, turtle).map(|constraints| Self { constraints })
    }

    /// The names of the shapes with a constraint, sorted, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.constraints.iter().map(|c| c.shape.as_str()).collect();
        names.dedup();
        names
    }
}

/// A graph that is to be checked, with the model beside it for the tree of classes.
pub struct Checker {
    store: Store,
}

impl Checker {
    /// A checker without a graph yet.
    ///
    /// # Errors
    /// [`CheckError::Storage`] when the engine cannot begin.
    pub fn new() -> Result<Self, CheckError> {
        let checker = Self {
            store: Store::new()?,
        };
        checker.load(RdfFormat::Turtle, MODEL_TTL.as_bytes())?;
        Ok(checker)
    }

    /// Adds RDF to the graph: named graphs are thrown together, and the reifiers of RDF 1.2 count as
    /// `rdf:Statement`. Gives the number of triples read.
    ///
    /// # Errors
    /// [`CheckError::Syntax`] with line and column; what was read before stays.
    pub fn add(&mut self, syntax: RdfFormat, bytes: &[u8]) -> Result<usize, CheckError> {
        self.load(syntax, bytes)
    }

    fn load(&self, syntax: RdfFormat, bytes: &[u8]) -> Result<usize, CheckError> {
        let mut count = 0;
        for quad in RdfParser::from_format(syntax).for_slice(bytes) {
            let quad = quad.map_err(|error| CheckError::Syntax {
                syntax,
                cause: error.into(),
            })?;
            count += 1;
            let put = |predicate: NamedNodeRef<'_>, object: &Term| {
                let graph = GraphNameRef::DefaultGraph;
                self.store
                    .insert(QuadRef::new(&quad.subject, predicate, object, graph))
            };
            match &quad.object {
                Term::Triple(triple) if quad.predicate == rdf::REIFIES => {
                    let Triple {
                        subject,
                        predicate,
                        object,
                    } = triple.as_ref();
                    put(rdf::TYPE, &rdf::STATEMENT.into_owned().into())?;
                    put(rdf::SUBJECT, &subject.clone().into())?;
                    put(rdf::PREDICATE, &predicate.clone().into())?;
                    put(rdf::OBJECT, object)?;
                }
                object => put(quad.predicate.as_ref(), object)?,
            }
        }
        Ok(count)
    }

    /// Everything that is wrong, sorted by shape; nothing where the graph is right.
    ///
    /// # Errors
    /// [`CheckError::Query`] when the engine gives up.
    pub fn check(&self, shapes: &Shapes) -> Result<Vec<Fault>, CheckError> {
        let mut faults = Vec::new();
        for constraint in &shapes.constraints {
            let told = |cause| CheckError::Query {
                shape: constraint.shape.clone(),
                cause: Box::new(cause),
            };
            let parsed = SparqlEvaluator::new()
                .parse_query(&constraint.select)
                .map_err(|error| told(QueryEvaluationError::Unexpected(error.into())))?;
            let QueryResults::Solutions(solutions) =
                parsed.on_store(&self.store).execute().map_err(told)?
            else {
                continue;
            };
            for solution in solutions {
                let solution = solution.map_err(told)?;
                let text = |name: &str| solution.get(name).map(plain);
                faults.push(Fault {
                    shape: constraint.shape.clone(),
                    focus: text("this").unwrap_or_default(),
                    path: text("path"),
                    value: text("value"),
                    message: constraint.message.clone(),
                });
            }
        }
        faults.sort();
        faults.dedup();
        Ok(faults)
    }
}

/// An IRI or the text of a literal.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
