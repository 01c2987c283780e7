//! What came and what went between two graphs in node-link JSON, one line each.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Lines shown before the rest is only counted.
const SHOWN: usize = 80;

/// The differences, for people; empty when both hold the same.
pub fn lines(kept: &Value, now: &Value) -> String {
    let mut out = Vec::new();
    about(kept, now, &mut out);
    compare("node", &nodes(kept), &nodes(now), &mut out);
    let moved = compare("edge", &edges(kept), &edges(now), &mut out);
    let rest = out.len().saturating_sub(SHOWN);
    out.truncate(SHOWN);
    if rest > 0 {
        out.push(format!("… and {rest} more"));
    }
    if moved > 0 {
        out.push(format!(
            "~ {moved} edges: only the positions of their evidence moved"
        ));
    }
    out.join("\n")
}

/// A node or an edge: how it is shown, what it holds that people care for, and the rest.
struct Item {
    title: String,
    fields: BTreeMap<String, String>,
    positions: String,
}

fn about(kept: &Value, now: &Value, out: &mut Vec<String>) {
    for field in ["name", "letters", "generator"] {
        let (a, b) = (&kept["graph"][field], &now["graph"][field]);
        if a != b {
            out.push(format!("~ {field}: {a} → {b}"));
        }
    }
}

fn nodes(graph: &Value) -> BTreeMap<String, Item> {
    let list = graph["nodes"].as_array().into_iter().flatten();
    list.map(|node| {
        let text = |field: &str| node[field].as_str().unwrap_or_default().to_owned();
        let fields = node.as_object().into_iter().flatten();
        let item = Item {
            title: format!("{} [{}] {}", text("id"), text("type"), text("label")),
            fields: fields
                .map(|(name, value)| (name.clone(), short(value)))
                .collect(),
            positions: String::new(),
        };
        (text("id"), item)
    })
    .collect()
}

fn edges(graph: &Value) -> BTreeMap<String, Item> {
    let list = graph["edges"].as_array().into_iter().flatten();
    list.map(|edge| {
        let text = |field: &str| edge[field].as_str().unwrap_or_default().to_owned();
        let name = format!("{} -{}-> {}", text("source"), text("key"), text("target"));
        let evidence = edge["evidence"].as_array().into_iter().flatten();
        let (mut said, mut positions) = (Vec::new(), Vec::new());
        for piece in evidence {
            said.push(format!(
                "({}) {} {}",
                piece["question"], piece["rule"], piece["quote"]
            ));
            positions.push(format!("{}–{}", piece["start"], piece["end"]));
        }
        let mut fields: BTreeMap<String, String> = ["status", "negated", "inferred"]
            .map(|field| (field.to_owned(), edge[field].to_string()))
            .into();
        let title = said
            .first()
            .map_or_else(|| name.clone(), |s| format!("{name}   {s}"));
        fields.insert("evidence".to_owned(), said.join("; "));
        (
            name,
            Item {
                title,
                fields,
                positions: positions.join(" "),
            },
        )
    })
    .collect()
}

/// Lists what came, went and changed; gives the number of items of which only positions changed.
fn compare(
    what: &str,
    kept: &BTreeMap<String, Item>,
    now: &BTreeMap<String, Item>,
    out: &mut Vec<String>,
) -> usize {
    let mut moved = 0;
    for name in kept.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        match (kept.get(name), now.get(name)) {
            (Some(old), None) => out.push(format!("- {what} {}", old.title)),
            (None, Some(new)) => out.push(format!("+ {what} {}", new.title)),
            (Some(old), Some(new)) if old.fields != new.fields => {
                for field in old
                    .fields
                    .keys()
                    .chain(new.fields.keys())
                    .collect::<BTreeSet<_>>()
                {
                    let value = |item: &Item| item.fields.get(field).cloned().unwrap_or_default();
                    if value(old) != value(new) {
                        out.push(format!(
                            "~ {what} {name}: {field} {} → {}",
                            value(old),
                            value(new)
                        ));
                    }
                }
            }
            (Some(old), Some(new)) if old.positions != new.positions => moved += 1,
            _ => {}
        }
    }
    moved
}

/// A value on one line, cut where it is long: the text of a letter is.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text,
    }
}
