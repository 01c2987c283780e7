//! The page of the model as HTML.

use kamergraph::vocab::{dcterms, kg, owl, rdf, rdfs, schema, skos};
use oxrdf::{Graph, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple};
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = "
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --link: #1a5fb4; }
@media (prefers-color-scheme: dark) { :root { --link: #8ab4f8; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code { font: 0.9em ui-monospace, monospace; }
nav ul { columns: 3 14rem; padding-left: 1.2rem; } .tree ul { columns: 1; }
section { border: 1px solid var(--line); border-radius: 6px; padding: 0.2rem 1rem 0.7rem; margin: 1rem 0; }
section:target { outline: 2px solid var(--link); }
section h3 { margin: 0.6rem 0 0; } section h3 small { font-weight: normal; opacity: 0.75; }
section p { margin: 0.2rem 0; } [lang=nl] { opacity: 0.8; }
dl { display: grid; grid-template-columns: 10rem 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0 0; font-size: 0.93em; }
dt { opacity: 0.75; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.3rem; } }
";

/// The terms of the model, and the prefixes under which those of others are shown.
struct Model {
    graph: Graph,
    prefixes: BTreeMap<String, String>,
}

/// The whole page.
///
/// # Errors
/// When the text is no Turtle.
pub fn html(turtle: &str) -> anyhow::Result<String> {
    let mut graph = Graph::new();
    let mut parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes());
    for quad in parser.by_ref() {
        graph.insert(&Triple::from(quad?));
    }
    let prefixes = parser
        .prefixes()
        .map(|(name, iri)| (iri.to_owned(), name.to_owned()))
        .collect();
    Ok(Model { graph, prefixes }.page())
}

impl Model {
    fn page(&self) -> String {
        let about = NamedNodeRef::new_unchecked(kg::NAMESPACE.trim_end_matches('#'));
        let title = escaped(&self.text(about, dcterms::TITLE, "en"));
        let english = escaped(&self.text(about, dcterms::DESCRIPTION, "en"));
        let dutch = escaped(&self.text(about, dcterms::DESCRIPTION, "nl"));
        let version = escaped(&self.text(about, owl::VERSION_INFO, ""));
        let classes = self.of_type(owl::CLASS);
        let tree = self.tree(kg::NODE) + &self.tree(kg::STATUS);
        let below = |top: NamedNodeRef<'_>| self.subjects(rdfs::SUB_PROPERTY_OF, top);
        let relations = below(kg::RELATED_TO);
        let structure = below(kg::STRUCTURALLY_RELATED_TO);
        let tops = [kg::RELATED_TO, kg::STRUCTURALLY_RELATED_TO].map(NamedNodeRef::into_owned);
        let annotations = self.of_type(owl::ANNOTATION_PROPERTY);
        let mut values = self.of_type(owl::OBJECT_PROPERTY);
        values.extend(self.of_type(owl::DATATYPE_PROPERTY));
        values.retain(|p| !relations.contains(p) && !structure.contains(p) && !tops.contains(p));
        values.sort();
        let relations = [&tops[..1], &relations].concat();
        let structure = [&tops[1..], &structure].concat();
        let statuses = self.subjects(rdf::TYPE, kg::STATUS);
        let parts = [
            ("classes", "Classes", &classes),
            ("statuses", "Statuses of claims", &statuses),
            ("relations", "Relations between entities", &relations),
            ("structure", "Relations within the letter", &structure),
            ("values", "What claims, letters and questions hold", &values),
            (
                "notes",
                "Annotations: days, names, and what the program needs to know",
                &annotations,
            ),
        ];
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <!-- Made by `cargo run --example make_model_page` out of ontology/model.ttl: do not \
             edit. -->\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
             <p>{english}</p>\n<p lang=\"nl\">{dutch}</p>\n\
             <p>Version {version}, namespace <code>{}</code>, prefix <code>kg</code>. The shapes in <code>ontology/shapes.ttl</code> say what \
             a right graph is.</p>\n\
             <nav>\n<h2>Class tree</h2>\n<div class=\"tree\"><ul>{tree}</ul></div>\n",
            kg::NAMESPACE,
        );
        for (_, heading, terms) in &parts[1..] {
            let _ = write!(out, "<h2>{heading}</h2>\n<ul>");
            for term in *terms {
                let _ = write!(out, "<li>{}</li>", self.link(term.as_ref()));
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</nav>\n");
        for (id, heading, terms) in &parts {
            let _ = writeln!(out, "<h2 id=\"part-{id}\">{heading}</h2>");
            for term in *terms {
                self.term(term.as_ref(), &mut out);
            }
        }
        out.push_str("</body>\n</html>\n");
        out
    }

    /// What the model says of one term.
    fn term(&self, term: NamedNodeRef<'_>, out: &mut String) {
        let name = local(term);
        let [en, nl] = ["en", "nl"].map(|tag| escaped(&self.text(term, rdfs::LABEL, tag)));
        let defined = |tag| escaped(&self.text(term, skos::DEFINITION, tag));
        let _ = writeln!(
            out,
            "<section id=\"{name}\">\n<h3><a href=\"#{name}\">kg:{name}</a> <small>{en} · \
             <span lang=\"nl\">{nl}</span></small></h3>\n<p>{}</p>\n<p lang=\"nl\">{}</p>\n<dl>",
            defined("en"),
            defined("nl"),
        );
        let several = |many: NamedNodeRef<'_>, one: NamedNodeRef<'_>| {
            let list = self.objects(term, many);
            if list.is_empty() {
                self.objects(term, one)
            } else {
                list
            }
        };
        let mut kinds = Vec::new();
        for (kind, told) in [
            (owl::OBJECT_PROPERTY, "between things"),
            (owl::DATATYPE_PROPERTY, "with a text, number or truth value"),
            (owl::ANNOTATION_PROPERTY, "annotation"),
            (owl::SYMMETRIC_PROPERTY, "holds both ways"),
            (owl::FUNCTIONAL_PROPERTY, "one value at most"),
        ] {
            if self.objects(term, rdf::TYPE).contains(&kind.into_owned()) {
                kinds.push(told);
            }
        }
        let yes = Some("yes".to_owned()).filter(|_| self.text(term, kg::ABSTRACT, "") == "true");
        let links = |terms: Vec<NamedNode>| {
            let links: Vec<String> = terms.iter().map(|t| self.link(t.as_ref())).collect();
            Some(links.join(", ")).filter(|links| !links.is_empty())
        };
        let ends = |many, one| {
            let mut found = self.subjects(many, term);
            let alone = self.subjects(one, term);
            found.extend(
                alone
                    .into_iter()
                    .filter(|p| self.objects(p.as_ref(), many).is_empty()),
            );
            found.sort();
            links(found)
        };
        let rows = [
            ("property", Some(kinds.join(", ")).filter(|k| !k.is_empty())),
            (
                "sub-class of",
                links(self.objects(term, rdfs::SUB_CLASS_OF)),
            ),
            (
                "sub-property of",
                links(self.objects(term, rdfs::SUB_PROPERTY_OF)),
            ),
            (
                "subject",
                links(several(schema::DOMAIN_INCLUDES, rdfs::DOMAIN)),
            ),
            (
                "object",
                links(several(schema::RANGE_INCLUDES, rdfs::RANGE)),
            ),
            ("sums up others", yes),
            ("close to", links(self.objects(term, skos::CLOSE_MATCH))),
            ("wider than", links(self.objects(term, skos::NARROW_MATCH))),
            ("see also", links(self.objects(term, rdfs::SEE_ALSO))),
            ("subject of", ends(schema::DOMAIN_INCLUDES, rdfs::DOMAIN)),
            ("object of", ends(schema::RANGE_INCLUDES, rdfs::RANGE)),
        ];
        for (what, value) in rows {
            if let Some(value) = value {
                let _ = writeln!(out, "<dt>{what}</dt><dd>{value}</dd>");
            }
        }
        out.push_str("</dl>\n</section>\n");
    }

    /// A class with those below it, as items of a list.
    fn tree(&self, class: NamedNodeRef<'_>) -> String {
        let below: String = self
            .subjects(rdfs::SUB_CLASS_OF, class)
            .iter()
            .map(|class| self.tree(class.as_ref()))
            .collect();
        let label = escaped(&self.text(class, rdfs::LABEL, "en"));
        let list = if below.is_empty() {
            below
        } else {
            format!("<ul>{below}</ul>")
        };
        format!("<li>{} <small>{label}</small>{list}</li>", self.link(class))
    }

    /// A term with its prefix, as a link to where it is told of.
    fn link(&self, term: NamedNodeRef<'_>) -> String {
        let iri = term.as_str();
        let cut = iri.rfind(['#', '/']).map_or(0, |at| at + 1);
        let (namespace, name) = iri.split_at(cut);
        let shown = match self.prefixes.get(namespace) {
            Some(prefix) => format!("{prefix}:{name}"),
            None => iri.to_owned(),
        };
        let (shown, iri) = (escaped(&shown), escaped(iri));
        if namespace == kg::NAMESPACE {
            format!("<a href=\"#{name}\"><code>{shown}</code></a>")
        } else {
            format!("<a href=\"{iri}\"><code>{shown}</code></a>")
        }
    }

    /// The model's own terms that stand before a property and an object, sorted.
    fn subjects(&self, property: NamedNodeRef<'_>, object: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let found = self.graph.subjects_for_predicate_object(property, object);
        let mut found: Vec<NamedNode> = found
            .filter_map(|subject| match subject {
                NamedOrBlankNodeRef::NamedNode(iri) => Some(iri.into_owned()),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            })
            .filter(|subject| subject.as_str().starts_with(kg::NAMESPACE))
            .collect();
        found.sort();
        found
    }

    fn of_type(&self, class: NamedNodeRef<'_>) -> Vec<NamedNode> {
        self.subjects(rdf::TYPE, class)
    }

    /// The IRIs that stand after a term and a property, sorted.
    fn objects(&self, term: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let found = self.graph.objects_for_subject_predicate(term, property);
        let mut found: Vec<NamedNode> = found
            .filter_map(|object| match object {
                TermRef::NamedNode(iri) => Some(iri.into_owned()),
                _ => None,
            })
            .collect();
        found.sort();
        found
    }

    /// A text in a language; in none where the tag is empty.
    fn text(&self, term: NamedNodeRef<'_>, property: NamedNodeRef<'_>, tag: &str) -> String {
        let mut texts = self.graph.objects_for_subject_predicate(term, property);
        texts
            .find_map(|object| match object {
                TermRef::Literal(text) if text.language().unwrap_or_default() == tag => {
                    Some(text.value().to_owned())
                }
                _ => None,
            })
            .unwrap_or_default()
    }
}

fn local(term: NamedNodeRef<'_>) -> &str {
    term.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
