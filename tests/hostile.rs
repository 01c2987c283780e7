//! A letter that means no good, and a lexicon that does not either: what they say goes through every
//! export and every command as data. Each format is read back by a reader of that format.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "hostile/case.rs"]
mod case;
#[path = "hostile/page.rs"]
mod page;
#[path = "support/program.rs"]
mod program;
#[path = "support/store.rs"]
mod store;
#[path = "hostile/terminal.rs"]
mod terminal;

use case::{Case, FILE, NAME};
use kamergraph::export::json;
use kamergraph::model::Model;
use kamergraph::serve::{Asked, Site};
use kamergraph::store::local::Limits;
use oxrdf::Term;
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use page::Page;
use program::{files, kamergraph, said};
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn text(path: &Path) -> String {
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

/// Every text in a JSON document.
fn strings(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => _ = out.insert(text.clone()),
        Value::Array(all) => all.iter().for_each(|value| strings(value, out)),
        Value::Object(all) => all.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

fn strings_of(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    strings(&serde_json::from_str(text).unwrap(), &mut out);
    out
}

/// What the letter says, as node-link JSON has it: the name, the question, the answer, a sentence.
fn wanted(folder: &Path) -> Vec<String> {
    let graph: Value = serde_json::from_str(&text(&folder.join("graph.json"))).unwrap();
    let nodes = graph["nodes"].as_array().unwrap();
    let question = nodes.iter().find(|n| n["type"] == "Question").unwrap();
    let regulator = nodes.iter().find(|n| n["type"] == "Regulator").unwrap();
    let edges = graph["edges"].as_array().unwrap();
    let claim = edges.iter().find(|e| e["predicate"] == "oversees").unwrap();
    let of = |value: &Value| value.as_str().unwrap().to_owned();
    vec![
        of(&regulator["label"]),
        of(&question["text"]),
        of(&question["answer"]),
        of(&claim["evidence"][0]["quote"]),
    ]
}

#[test]
fn what_is_said_is_in_the_graph_as_it_was_said() {
    let case = Case::new();
    let folder = case.exported();
    let [name, question, answer, quote] = wanted(&folder).try_into().unwrap();
    // Of a name, only the space in it may have been put in order.
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&name), squeezed(NAME));
    assert!(
        question.starts_with("=1+cmd|' /C calc'! A0 Kent u de Stichting Kwaad </script><script>")
    );
    assert!(answer.starts_with(
        "@SUM(1) De Stichting Kwaad houdt toezicht op de Omgevingswet > <http://evil"
    ));
    assert!(
        answer.contains("\\u0022 [31m1mom &amp; &lt; b&gt;"),
        "{answer}"
    );
    assert!(quote.contains("DROP ALL") || answer.contains(&quote));
}

#[test]
fn every_syntax_of_rdf_holds_the_same_words() {
    let case = Case::new();
    let folder = case.exported();
    let wanted = wanted(&folder);
    for (file, format) in [
        ("graph.ttl", RdfFormat::Turtle),
        ("graph.nt", RdfFormat::NTriples),
        ("graph.nq", RdfFormat::NQuads),
        ("graph.trig", RdfFormat::TriG),
        ("graph.rdf", RdfFormat::RdfXml),
        (
            "graph.jsonld",
            RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
        ),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let mut literals = BTreeSet::new();
        for quad in RdfParser::from_format(format).for_slice(&bytes) {
            let quad = quad.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(!quad.predicate.as_str().contains("evil"), "{quad}");
            assert!(!quad.subject.to_string().contains("evil"), "{quad}");
            if let Term::Literal(literal) = quad.object {
                literals.insert(literal.value().to_owned());
            }
        }
        for (n, words) in wanted.iter().enumerate() {
            // XML has no place for escape codes, and holds a sign of their loss.
            let words = if format == RdfFormat::RdfXml && n == 0 {
                continue;
            } else {
                words
            };
            assert!(literals.contains(words), "{file}: {words:?}");
        }
    }
}

#[test]
fn json_xml_and_tables_hold_the_same_words() {
    let case = Case::new();
    let folder = case.exported();
    let wanted = wanted(&folder);
    for file in ["graph.cyjs", "graph.jgf.json", "graph.ndjson"] {
        let found = strings_of(&text(&folder.join(file)));
        assert!(wanted.iter().all(|words| found.contains(words)), "{file}");
    }
    for file in ["graph.graphml", "graph.gexf"] {
        let found = xml(&text(&folder.join(file)), |_, _| {});
        for words in &wanted {
            let words: String = words
                .chars()
                .map(|c| if c == '\u{1b}' { '\u{fffd}' } else { c })
                .collect();
            assert!(found.iter().any(|f| f.contains(&words)), "{file}: {words}");
        }
    }
    let cells = |file: &str| -> BTreeSet<String> {
        let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
        let rows = reader.records().map(Result::unwrap);
        rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let nodes = cells("nodes.csv");
    assert!(wanted[..3].iter().all(|words| nodes.contains(words)));
    // A spreadsheet finds no formula: an apostrophe stands before what would be one.
    let spreadsheet = cells("graph.csv");
    let shown = |words: &String| {
        let apostrophe = if words.starts_with(['=', '@']) {
            "'"
        } else {
            ""
        };
        format!("{apostrophe}{words}")
    };
    assert!(spreadsheet.contains(&shown(&wanted[0])), "{spreadsheet:#?}");
    assert!(spreadsheet.contains(&shown(&wanted[3])), "{spreadsheet:#?}");
    assert!(
        !spreadsheet
            .iter()
            .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']))
    );
}

/// Every text and every value of an XML document, with `look` at each element and its attributes.
fn xml(document: &str, mut look: impl FnMut(&str, &[(String, String)])) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(document);
    reader.config_mut().check_comments = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                let attributes = tag.attributes().map(|a| {
                    let a = a.unwrap();
                    let key = String::from_utf8(a.key.as_ref().to_vec()).unwrap();
                    (key, a.unescape_value().unwrap().into_owned())
                });
                let attributes: Vec<(String, String)> = attributes.collect();
                look(&name, &attributes);
                found.extend(attributes.into_iter().map(|(_, value)| value));
            }
            Event::Text(text) => found.push(text.unescape().unwrap().into_owned()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_picture_holds_no_script_and_links_to_pages_alone() {
    let case = Case::new();
    let folder = case.exported();
    let mut elements = BTreeSet::new();
    let found = xml(&text(&folder.join("graph.svg")), |name, attributes| {
        elements.insert(name.to_owned());
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{key}");
            let link = key == "href" || key.ends_with(":href");
            assert!(
                !link || value.starts_with("http://") || value.starts_with("https://"),
                "{value}"
            );
        }
    });
    let known = [
        "svg", "g", "title", "text", "polygon", "path", "ellipse", "polyline", "a", "tspan", "rect",
    ];
    let strange: Vec<_> = elements
        .iter()
        .filter(|e| !known.contains(&e.as_str()))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(
        found
            .iter()
            .any(|text| text.contains("<script>alert('n')</script>"))
    );

    let dot = text(&folder.join("graph.dot"));
    let read = graphviz_pure::render_dot(&dot, "dot", "json0")
        .unwrap()
        .into_output();
    let read: Value = serde_json::from_str(&read).unwrap();
    let objects = read["objects"].as_array().unwrap();
    let named = objects.iter().filter(|o| {
        o["tooltip"]
            .as_str()
            .is_some_and(|t| t.contains("alert('n')"))
    });
    assert_eq!(named.count(), 1);
    for object in objects {
        let link = object["URL"].as_str().unwrap_or("https://");
        assert!(
            link.starts_with("https://") || link.starts_with("http://"),
            "{link}"
        );
    }
    let mermaid = text(&folder.join("graph.mermaid"));
    assert!(
        mermaid
            .lines()
            .all(|line| matches!(line.matches('"').count(), 0 | 2)),
        "{mermaid}"
    );
    assert!(
        !mermaid.contains(['<', '`']) && !mermaid.lines().any(|l| l.trim().starts_with("click"))
    );
}

#[test]
fn pages_hold_no_element_that_a_letter_made() {
    let case = Case::new();
    let folder = case.exported();
    let document = text(&folder.join("graph.html"));
    let page = Page::read(&document);
    assert_eq!(
        (page.count("script"), page.count("style"), page.count("img")),
        (3, 1, 0)
    );
    for (tag, attributes) in page.tags.borrow().iter() {
        assert!(
            !attributes.iter().any(|(name, _)| name.starts_with("on")),
            "{tag}: {attributes:?}"
        );
    }
    let graph = json::read(text(&folder.join("graph.json")).as_bytes()).unwrap();
    let block = document.split_once("id=\"graph\">").unwrap().1;
    let block = block.split_once("</script>").unwrap().0;
    assert_eq!(json::read(block.as_bytes()).unwrap(), graph);

    let limits = Limits {
        time: None,
        rows: None,
    };
    let site = Site::new(&graph, &Model::embedded().unwrap(), limits, Vec::new()).unwrap();
    let id = percent_encoding::utf8_percent_encode(
        &graph.letters[0],
        percent_encoding::NON_ALPHANUMERIC,
    );
    let answer = site.answer(Asked {
        method: "GET",
        target: &format!("/letters/{id}"),
        host: Some("127.0.0.1"),
        ..Asked::default()
    });
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .policy
            .starts_with("default-src 'none'; style-src 'sha256-")
    );
    let page = Page::read(std::str::from_utf8(&answer.body).unwrap());
    for tag in page.tags.borrow().iter() {
        let known = [
            "html", "head", "meta", "title", "style", "body", "p", "a", "h1", "main", "mark",
        ];
        assert!(known.contains(&tag.0.as_str()), "{tag:?}");
        for (name, value) in &tag.1 {
            assert!(name != "href" || value.starts_with('/'), "{value}");
        }
    }
    let shown = page.text.borrow();
    assert!(
        shown.contains("</script><script>alert(\"x\")</script> \\\" ]]> --> {{graph}}"),
        "{shown}"
    );
}

#[test]
fn the_folder_of_a_letter_is_where_it_should_be() {
    let case = Case::new();
    let folder = case.exported();
    let name = folder.file_name().unwrap().to_str().unwrap();
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    assert!(name.chars().all(safe) && !name.starts_with('.'), "{name}");
    for name in [
        "../../out",
        "/out",
        "..",
        "NUL",
        "a/../../b",
        &"x".repeat(3000),
    ] {
        let done = case
            .command(&["export", FILE, "-q", "-f", "nt", "--name", name])
            .output();
        assert!(done.unwrap().status.success(), "{name}");
    }
    let own = [FILE, "names.ttl", "output"].map(std::ffi::OsString::from);
    for entry in std::fs::read_dir(case.dir.path()).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(own.contains(&name), "{}", name.display());
    }
    let all = files(&case.dir.path().join("output"));
    assert!(
        all.keys()
            .all(|path| path.components().count() == folder.components().count() + 1)
    );
}

#[test]
fn tables_for_spreadsheets_hold_no_formula() {
    let case = Case::new();
    case.exported();
    let select = "SELECT ?label ?n { ?x a kg:Regulator ; skos:prefLabel ?label BIND(-1 AS ?n) }";
    for words in [
        &["ask", "who", "oversees", "Omgevingswet", "--format", "csv"][..],
        &["query", select, "--format", "csv"],
    ] {
        let done = case.command(words).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        let mut reader = csv::Reader::from_reader(done.stdout.as_slice());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(
            cells.iter().any(|cell| cell.starts_with("'=cmd|")),
            "{cells:?}"
        );
        for cell in &cells {
            let number = cell.parse::<f64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
}

/// A graph that another program wrote: names of classes, predicates and nodes that are more than names.
#[test]
fn a_hostile_graph_says_nothing_but_triples_to_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut graph: Value =
        serde_json::from_str(&text(&root.join("tests/cli/files/groen.json"))).unwrap();
    let evil = "> . } ; DROP ALL ; INSERT DATA { <x:evil> <x:p> \"";
    graph["graph"]["baseIri"] = format!("https://example.org/{evil}").into();
    graph["graph"]["letters"][0] = format!("x{evil}").into();
    for node in graph["nodes"].as_array_mut().unwrap() {
        for field in ["iri", "label"] {
            node[field] = format!("{}{evil}", node[field].as_str().unwrap()).into();
        }
        node["types"]
            .as_array_mut()
            .unwrap()
            .push(format!("Thing{evil}").into());
        node["sameAs"] = serde_json::json!([format!("https://example.org/{evil}")]);
    }
    for edge in graph["edges"].as_array_mut().unwrap() {
        edge["predicate"] = format!("oversees{evil}").into();
        for evidence in edge["evidence"].as_array_mut().unwrap() {
            evidence["quote"] = evil.into();
            evidence["rule"] = evil.into();
            evidence["letter"] = format!("x{evil}").into();
        }
    }
    std::fs::write(dir.path().join("graph.json"), graph.to_string()).unwrap();
    let store = store::Fake::new(|_: &store::Seen| store::Reply::of("200 OK", "text/plain", ""));
    let mut command = kamergraph(dir.path());
    command.args(["load", "graph.json", "--update", "--retries", "0"]);
    let done = command
        .args(["--endpoint", &store.address()])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", said(&done));
    let seen = store.seen();
    assert!(seen.len() >= 2, "{seen:?}");
    for update in seen {
        let read = spargebra::SparqlParser::new().parse_update(&update.body);
        let read = read.unwrap_or_else(|error| panic!("{error}: {}", update.body));
        assert_eq!(read.operations.len(), 1, "{}", update.body);
        assert!(!update.body.contains("<x:evil>") || update.body.contains("\\\""));
    }
}
