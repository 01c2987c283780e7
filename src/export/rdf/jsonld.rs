//! JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>) in its compacted form: short names in place of
//! IRIs, so that it reads well as plain JSON, too.
//!
//! The names are those of the context that is kept in `ontology/context.jsonld`; it stands in every
//! document, so that nothing has to be fetched. One thing a line.

use crate::vocab::{kg, rdf, xsd};
use oxrdf::{LiteralRef, TermRef};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

/// The context, without the base.
const CONTEXT: &str = include_str!("../../../ontology/context.jsonld");

/// What a name of the context says of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Coercion {
    /// Nothing.
    None,
    /// They are IRIs.
    Iri,
    /// They are IRIs of terms of a vocabulary.
    Vocab,
    /// They are texts by language.
    Language,
    /// They are of this datatype.
    Datatype(String),
}

/// A property that has a name in the context.
#[derive(Debug)]
struct Alias {
    name: String,
    coercion: Coercion,
    /// Whether its values stand in an array even where there is one.
    set: bool,
}

/// The names of the context.
#[derive(Debug, Default)]
struct Context {
    /// By IRI of the property.
    names: HashMap<String, Alias>,
    /// Prefix by namespace.
    prefixes: HashMap<String, String>,
    /// Everything as it stands in the document.
    whole: Map<String, Value>,
}

impl Context {
    fn read(base: &str) -> io::Result<Self> {
        let document: Value = serde_json::from_str(CONTEXT)?;
        let Some(Value::Object(whole)) = document.get("@context") else {
            return Err(io::Error::other(
                "ontology/context.jsonld holds no @context",
            ));
        };
        let mut context = Self::default();
        let terms = || whole.iter().filter(|(name, _)| !name.starts_with('@'));
        for (name, value) in terms() {
            if let Value::String(namespace) = value {
                context.prefixes.insert(namespace.clone(), name.clone());
            }
        }
        let full = |short: &str| {
            let (prefix, local) = short.split_once(':')?;
            Some(format!("{}{local}", whole.get(prefix)?.as_str()?))
        };
        for (name, value) in terms() {
            let text = |key| value.get(key).and_then(Value::as_str);
            let Some(iri) = text("@id").and_then(full) else {
                continue;
            };
            let coercion = match (text("@type"), text("@container")) {
                (_, Some("@language")) => Coercion::Language,
                (Some("@id"), _) => Coercion::Iri,
                (Some("@vocab"), _) => Coercion::Vocab,
                (Some(short), _) => full(short).map_or(Coercion::None, Coercion::Datatype),
                (None, _) => Coercion::None,
            };
            let (name, set) = (name.clone(), text("@container") == Some("@set"));
            context.names.insert(
                iri,
                Alias {
                    name,
                    coercion,
                    set,
                },
            );
        }
        context.whole.clone_from(whole);
        context.whole.insert("@base".to_owned(), base.into());
        Ok(context)
    }

    /// A class or property as it may stand where the context's vocabulary holds.
    fn term(&self, iri: &str) -> String {
        if let Some(local) = iri.strip_prefix(kg::NAMESPACE)
            && !self.whole.contains_key(local)
        {
            return local.to_owned();
        }
        if let Some(name) = self.names.get(iri) {
            return name.name.clone();
        }
        self.short(iri)
    }

    /// `prefix:local` where there is a prefix.
    fn short(&self, iri: &str) -> String {
        let cut = iri.rfind(['#', '/']).map_or(0, |at| at + 1);
        let (namespace, local) = iri.split_at(cut);
        match self.prefixes.get(namespace) {
            Some(prefix) if !local.is_empty() => format!("{prefix}:{local}"),
            _ => iri.to_owned(),
        }
    }
}

pub(super) struct JsonLd<W: Write> {
    out: W,
    context: Context,
    base: String,
    /// The thing that is being told of, and what was told.
    subject: String,
    node: Map<String, Value>,
    written: usize,
}

impl<W: Write> JsonLd<W> {
    pub(super) fn new(base: &str, out: W) -> io::Result<Self> {
        Ok(Self {
            out,
            context: Context::read(base)?,
            base: base.to_owned(),
            subject: String::new(),
            node: Map::new(),
            written: 0,
        })
    }

    /// Adds a triple. Those of one subject should come together.
    pub(super) fn put(
        &mut self,
        subject: &str,
        predicate: &str,
        object: TermRef<'_>,
    ) -> io::Result<()> {
        if self.subject != subject {
            self.flush()?;
            subject.clone_into(&mut self.subject);
            self.node.insert("@id".to_owned(), self.id(subject).into());
        }
        if let (true, TermRef::NamedNode(class)) = (predicate == rdf::TYPE.as_str(), object) {
            let class = self.context.term(class.as_str());
            add(&mut self.node, "@type", class.into(), true);
            return Ok(());
        }
        let name = self.context.names.get(predicate);
        let (coercion, set) = name.map_or((&Coercion::None, false), |n| (&n.coercion, n.set));
        if let (Coercion::Language, TermRef::Literal(text)) = (coercion, object)
            && let (Some(language), Some(name)) = (text.language(), name)
        {
            let languages = self.node.entry(name.name.clone());
            if let Value::Object(languages) = languages.or_insert_with(|| json!({})) {
                add(languages, language, text.value().into(), false);
            }
            return Ok(());
        }
        if let (Some(value), Some(name)) = (self.coerced(coercion, object), name) {
            add(&mut self.node, &name.name, value, set);
        } else {
            // A name that promises other values than this one will not do.
            let key = match name {
                Some(_) => self.context.short(predicate),
                None => self.context.term(predicate),
            };
            let value = self.whole(object)?;
            add(&mut self.node, &key, value, false);
        }
        Ok(())
    }

    /// The value as it stands under a name that says the rest; `None` where it says otherwise.
    fn coerced(&self, coercion: &Coercion, object: TermRef<'_>) -> Option<Value> {
        match (coercion, object) {
            (Coercion::Iri, TermRef::NamedNode(iri)) => Some(self.id(iri.as_str()).into()),
            (Coercion::Vocab, TermRef::NamedNode(iri)) => {
                Some(self.context.term(iri.as_str()).into())
            }
            (Coercion::Datatype(datatype), TermRef::Literal(value))
                if value.datatype().as_str() == datatype =>
            {
                Some(native(value))
            }
            (Coercion::None, object) => self.whole(object).ok(),
            _ => None,
        }
    }

    /// The value with everything that has to be said of it.
    fn whole(&self, object: TermRef<'_>) -> io::Result<Value> {
        match object {
            TermRef::NamedNode(iri) => Ok(json!({ "@id": self.id(iri.as_str()) })),
            TermRef::Literal(value) => Ok(if let Some(language) = value.language() {
                json!({ "@language": language, "@value": value.value() })
            } else if value.datatype() == xsd::STRING {
                value.value().into()
            } else {
                let datatype = self.context.short(value.datatype().as_str());
                json!({ "@type": datatype, "@value": value.value() })
            }),
            _ => Err(io::Error::other(
                "JSON-LD holds neither blank nodes of ours nor triples",
            )),
        }
    }

    /// An IRI, relative to the base where it cannot be taken for anything else.
    fn id(&self, iri: &str) -> String {
        let below = iri.strip_prefix(&self.base);
        let plain = |rest: &&str| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.contains(':')
        };
        below.filter(plain).unwrap_or(iri).to_owned()
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.node.is_empty() {
            return Ok(());
        }
        if self.written == 0 {
            let terms: Vec<String> = self
                .context
                .whole
                .iter()
                .map(|(name, value)| format!("    {}: {value}", json!(name)))
                .collect();
            let terms = terms.join(",\n");
            write!(
                self.out,
                "{{\n  \"@context\": {{\n{terms}\n  }},\n  \"@graph\": [\n"
            )?;
        } else {
            self.out.write_all(b",\n")?;
        }
        self.written += 1;
        serde_json::to_writer(&mut self.out, &std::mem::take(&mut self.node))?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.out.write_all(if self.written == 0 {
            b"{\"@graph\":[]}\n"
        } else {
            b"\n  ]\n}\n"
        })?;
        Ok(self.out)
    }
}

/// Adds a value to those under a key: alone, or in an array.
fn add(node: &mut Map<String, Value>, key: &str, value: Value, set: bool) {
    match node.get_mut(key) {
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
        None => {
            let value = if set {
                Value::Array(vec![value])
            } else {
                value
            };
            node.insert(key.to_owned(), value);
        }
    }
}

/// Whole numbers and truth values as JSON has them, where these come back as they were.
fn native(value: LiteralRef<'_>) -> Value {
    let text = value.value();
    let number = [xsd::INTEGER, xsd::NON_NEGATIVE_INTEGER].contains(&value.datatype());
    match (text.parse::<u32>(), text) {
        (Ok(n), _) if number && n.to_string() == text => n.into(),
        (_, "true") if value.datatype() == xsd::BOOLEAN => true.into(),
        (_, "false") if value.datatype() == xsd::BOOLEAN => false.into(),
        _ => text.into(),
    }
}
