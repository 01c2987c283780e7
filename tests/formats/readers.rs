//! Files of every format, read back to what they all hold.

use kamergraph::graph::Graph;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Ids of nodes with their labels, and edges as source, key, target.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub nodes: BTreeMap<String, String>,
    pub edges: BTreeSet<(String, String, String)>,
}

impl Content {
    pub fn of(graph: &Graph) -> Self {
        let nodes = graph.nodes().map(|(_, n)| (n.id.clone(), n.label.clone()));
        let edges = graph
            .edges()
            .map(|(s, e, o)| (s.id.clone(), e.key(), o.id.clone()));
        Self {
            nodes: nodes.collect(),
            edges: edges.collect(),
        }
    }

    /// Without what cannot stand in XML.
    pub fn in_xml(mut self) -> Self {
        for label in self.nodes.values_mut() {
            let unfit = |c: char| {
                (c < ' ' && !matches!(c, '\n' | '\r' | '\t'))
                    || matches!(c, '\u{fffe}' | '\u{ffff}')
            };
            *label = label.replace(unfit, "\u{fffd}");
        }
        self
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub fn json(bytes: &[u8]) -> Content {
    let json: Value = serde_json::from_slice(bytes).unwrap();
    let nodes = json["nodes"].as_array().unwrap().iter();
    let edges = json["edges"].as_array().unwrap().iter();
    Content {
        nodes: nodes.map(|n| (text(&n["id"]), text(&n["label"]))).collect(),
        edges: edges
            .map(|e| (text(&e["source"]), text(&e["key"]), text(&e["target"])))
            .collect(),
    }
}

pub fn cytoscape(bytes: &[u8]) -> Content {
    let json: Value = serde_json::from_slice(bytes).unwrap();
    let nodes = json["elements"]["nodes"].as_array().unwrap().iter();
    let edges = json["elements"]["edges"].as_array().unwrap().iter();
    let ids: BTreeSet<String> = edges.clone().map(|e| text(&e["data"]["id"])).collect();
    assert_eq!(ids.len(), edges.len(), "an id stands twice");
    Content {
        nodes: nodes
            .map(|n| (text(&n["data"]["id"]), text(&n["data"]["label"])))
            .collect(),
        edges: edges
            .map(|e| &e["data"])
            .map(|e| (text(&e["source"]), text(&e["key"]), text(&e["target"])))
            .collect(),
    }
}

pub fn jgf(bytes: &[u8]) -> Content {
    let json: Value = serde_json::from_slice(bytes).unwrap();
    let nodes = json["graph"]["nodes"].as_object().unwrap().iter();
    let edges = json["graph"]["edges"].as_array().unwrap().iter();
    Content {
        nodes: nodes
            .map(|(id, n)| (id.clone(), text(&n["label"])))
            .collect(),
        edges: edges
            .map(|e| {
                let key = text(&e["metadata"]["key"]);
                (text(&e["source"]), key, text(&e["target"]))
            })
            .collect(),
    }
}

/// GraphML and GEXF: nodes and edges, and the attributes that are called `label` and `key`.
pub fn xml(bytes: &[u8]) -> Content {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut content = Content::default();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut element: BTreeMap<String, String> = BTreeMap::new();
    let (mut kind, mut value, mut key, mut class) =
        (String::new(), String::new(), String::new(), String::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Eof => return content,
            Event::Start(tag) | Event::Empty(tag) => {
                let tag_name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|a| {
                        let a = a.unwrap();
                        let name = String::from_utf8(a.key.as_ref().to_vec()).unwrap();
                        (name, a.unescape_value().unwrap().into_owned())
                    })
                    .collect();
                match tag_name.as_str() {
                    "attributes" => class.clone_from(&attributes["class"]),
                    "key" => {
                        names.insert(attributes["id"].clone(), attributes["attr.name"].clone());
                    }
                    "attribute" => {
                        names.insert(
                            format!("{class}{}", attributes["id"]),
                            attributes["title"].clone(),
                        );
                    }
                    "node" | "edge" => {
                        kind.clone_from(&tag_name);
                        element = attributes;
                    }
                    "data" => {
                        key.clone_from(&names[&attributes["key"]]);
                        value.clear();
                    }
                    "attvalue" => {
                        let name = names[&format!("{kind}{}", attributes["for"])].clone();
                        element.insert(format!("the {name}"), attributes["value"].clone());
                    }
                    _ => {}
                }
            }
            Event::Text(part) => value.push_str(&part.unescape().unwrap()),
            Event::End(tag) => match tag.name().as_ref() {
                b"data" => {
                    element.insert(format!("the {key}"), value.clone());
                }
                b"node" => {
                    let label = element["the label"].clone();
                    content.nodes.insert(element["id"].clone(), label);
                }
                b"edge" => {
                    let (source, target) = (&element["source"], &element["target"]);
                    let key = element["the claimKey"].clone();
                    assert!(content.edges.insert((source.clone(), key, target.clone())));
                }
                _ => {}
            },
            _ => {}
        }
    }
}

pub fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

pub fn neo4j(nodes: &[u8], relationships: &[u8]) -> Content {
    Content {
        nodes: rows(nodes)
            .iter()
            .map(|n| (n["id:ID"].clone(), n["label:string"].clone()))
            .collect(),
        edges: rows(relationships)
            .iter()
            .map(|r| {
                let kind = r[":TYPE"].replace('_', "").to_lowercase();
                assert_eq!(kind, r["predicate:string"].to_lowercase());
                let key = r["claimKey:string"].clone();
                (r[":START_ID"].clone(), key, r[":END_ID"].clone())
            })
            .collect(),
    }
}

/// The nodes that the rows of the table name; lone ones have none.
pub fn spreadsheet(bytes: &[u8]) -> Content {
    let mut content = Content::default();
    let plain = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    for row in rows(bytes) {
        for (id, label) in [("subjectId", "subject"), ("objectId", "object")] {
            content.nodes.insert(plain(&row[id]), plain(&row[label]));
        }
        let key = match row["status"].as_str() {
            "stated" => row["predicate"].clone(),
            status => format!("{}:{status}", row["predicate"]),
        };
        let ends = (plain(&row["subjectId"]), plain(&row["objectId"]));
        content.edges.insert((ends.0, key, ends.1));
        for cell in row.values() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    content
}

/// What Graphviz reads; the labels are wrapped, and are left out.
pub fn dot(bytes: &[u8]) -> Content {
    let text_of = std::str::from_utf8(bytes).unwrap();
    let read = graphviz_pure::render_dot(text_of, "dot", "json0").unwrap();
    let json: Value = serde_json::from_str(&read.into_output()).unwrap();
    let objects = json["objects"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = objects.iter().map(|o| text(&o["name"])).collect();
    let mut content = Content::default();
    for name in &names {
        if !name.starts_with("legend ") && !name.starts_with("cluster") {
            content.nodes.insert(name.clone(), String::new());
        }
    }
    for edge in json["edges"].as_array().into_iter().flatten() {
        let end = |of: &str| names[usize::try_from(edge[of].as_u64().unwrap()).unwrap()].clone();
        for key in edge["class"]
            .as_str()
            .into_iter()
            .flat_map(|c| c.split(' '))
        {
            let new = (end("tail"), key.to_owned(), end("head"));
            assert!(content.edges.insert(new));
        }
    }
    content
}

/// Numbers of nodes and pairs of numbers, in their order, with what stands on the line.
pub fn mermaid(bytes: &[u8]) -> (BTreeSet<usize>, Vec<(usize, usize)>) {
    let (mut nodes, mut edges) = (BTreeSet::new(), Vec::new());
    for line in std::str::from_utf8(bytes).unwrap().lines().skip(1) {
        let line = line.strip_prefix("  ").unwrap();
        if line.starts_with("classDef ") {
            continue;
        }
        assert_eq!(line.matches('"').count(), 2, "{line}");
        let number = |text: &str| -> usize { text.strip_prefix('n').unwrap().parse().unwrap() };
        if let Some((from, rest)) = line.split_once(' ').filter(|(from, _)| !from.contains('[')) {
            let (_, to) = rest.rsplit_once("| ").unwrap();
            edges.push((number(from), number(to)));
        } else {
            nodes.insert(number(line.split_once('[').unwrap().0));
        }
    }
    (nodes, edges)
}

pub fn without_labels(mut content: Content) -> Content {
    content.nodes.values_mut().for_each(String::clear);
    content
}
