//! A constraint of SHACL's core becomes a SELECT that finds what breaks it
//! (<https://www.w3.org/TR/shacl/#core-components>).

use crate::model::Model;
use crate::vocab::{kg, rdf, rdfs, sh, xsd};
use oxrdf::{NamedNodeRef, Term};
use std::fmt::Write as _;

/// The nodes that a shape is for, as a pattern for `?this`.
pub(super) fn target(model: &Model, kind: NamedNodeRef<'_>, iri: &str) -> Option<String> {
    if kind == sh::TARGET_CLASS {
        // The classes below are listed, so that no path through the class tree has to be walked for
        // every node.
        let mut classes = format!("<{iri}>");
        if let Some(class) = iri.strip_prefix(kg::NAMESPACE).and_then(|c| model.class(c)) {
            for (id, below) in model.classes() {
                if id != class && model.is_a(id, class) {
                    let _ = write!(classes, " <{}{}>", kg::NAMESPACE, below.name);
                }
            }
        }
        Some(format!(
            "VALUES ?class_of_this {{ {classes} }} ?this a ?class_of_this ."
        ))
    } else if kind == sh::TARGET_SUBJECTS_OF {
        Some(format!("?this <{iri}> ?any_of_this ."))
    } else if kind == sh::TARGET_OBJECTS_OF {
        Some(format!("?any_of_this <{iri}> ?this ."))
    } else {
        None
    }
}

/// From a node to the values that a constraint is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Path {
    /// The node itself.
    Here,
    /// Its values of a property.
    Property(String),
    /// What has it as a value of a property.
    Inverse(String),
}

impl Path {
    /// The pattern that binds a variable to a value.
    fn to(&self, variable: &str) -> String {
        match self {
            Self::Here => format!("BIND(?this AS ?{variable})"),
            Self::Property(iri) => format!("?this <{iri}> ?{variable} ."),
            Self::Inverse(iri) => format!("?{variable} <{iri}> ?this ."),
        }
    }
}

/// The SELECT that finds what breaks one constraint; `None` for a parameter that is not understood.
pub(super) fn core(
    target: &str,
    path: &Path,
    parameter: NamedNodeRef<'_>,
    wanted: &Term,
) -> Option<String> {
    let value = path.to("value");
    let number = || match wanted {
        Term::Literal(n) => n.value().parse::<u32>().ok(),
        _ => None,
    };
    let found = |filter: &str| {
        Some(format!(
            "SELECT DISTINCT ?this ?value WHERE {{ {target} {value} {filter} }}"
        ))
    };
    let counted = |sign: &str| {
        let number = number()?;
        Some(format!(
            "SELECT ?this WHERE {{ {target} OPTIONAL {{ {value} }} }} GROUP BY ?this \
             HAVING (COUNT(DISTINCT ?value) {sign} {number})"
        ))
    };
    if parameter == sh::MIN_COUNT {
        counted("<")
    } else if parameter == sh::MAX_COUNT {
        counted(">")
    } else if parameter == sh::CLASS {
        found(&format!(
            "FILTER NOT EXISTS {{ ?value {}/{}* {wanted} }}",
            rdf::TYPE,
            rdfs::SUB_CLASS_OF
        ))
    } else if parameter == sh::DATATYPE {
        // The engine keeps every kind of whole number as xsd:integer; a sh:minInclusive beside it
        // says the rest.
        let whole = *wanted == xsd::NON_NEGATIVE_INTEGER.into_owned().into();
        let kept = if whole {
            xsd::INTEGER.into_owned().into()
        } else {
            wanted.clone()
        };
        found(&format!(
            "FILTER(!isLiteral(?value) || DATATYPE(?value) NOT IN ({wanted}, {kept}))"
        ))
    } else if parameter == sh::NODE_KIND && *wanted == sh::IRI.into_owned().into() {
        found("FILTER(!isIRI(?value))")
    } else if parameter == sh::PATTERN {
        found(&format!(
            "FILTER(isBlank(?value) || !REGEX(STR(?value), {wanted}))"
        ))
    } else if parameter == sh::MIN_INCLUSIVE {
        found(&format!("FILTER(!COALESCE(?value >= {wanted}, false))"))
    } else if parameter == sh::LESS_THAN {
        let other = match wanted {
            Term::NamedNode(iri) => Path::Property(iri.as_str().to_owned()).to("other"),
            _ => return None,
        };
        found(&format!(
            "{other} FILTER(!COALESCE(?value < ?other, false))"
        ))
    } else if parameter == sh::UNIQUE_LANG {
        let other = path.to("other");
        found(&format!(
            "{other} FILTER(?value != ?other && LANG(?value) != \"\" && LANG(?value) = LANG(?other))"
        ))
    } else {
        None
    }
}

/// The SELECT of a SPARQL constraint, with its prefixes, for the nodes of a target: the target's
/// pattern comes first in it.
pub(super) fn sparql(prefixes: &str, target: &str, select: &str) -> Option<String> {
    let (head, body) = select.split_once('{')?;
    Some(format!("{prefixes}{head}{{ {target} {body}"))
}
