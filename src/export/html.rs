//! The explorer: one page that holds the graph, its letters and a script to look through them. It
//! opens from disk and asks nothing of any network.
//!
//! The page carries the node-link document of [`json`](crate::export::json) as it is, beside how classes
//! and predicates look and are called, and where each node stands. Nothing of a letter is ever
//! markup or script: the data stand in blocks that a browser does not run, the script makes
//! elements and text of them, and the policy in the page's head names the one script and the one
//! style sheet by their SHA-256.
//!
//! Policy: <https://www.w3.org/TR/CSP3/>. Data blocks:
//! <https://html.spec.whatwg.org/multipage/scripting.html#data-block>.

mod layout;

use super::style::{self, Family};
use super::{ExportError, json};
use crate::graph::Graph;
use crate::model::Model;
use crate::relation::Status;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/explorer.css");
/// What is one script in the page, in an order in which nothing is used before it is there.
const SCRIPT: &str = concat!(
    include_str!("html/words.js"),
    include_str!("html/dom.js"),
    include_str!("html/data.js"),
    include_str!("html/state.js"),
    include_str!("html/filter.js"),
    include_str!("html/shapes.js"),
    include_str!("html/arrange.js"),
    include_str!("html/picture.js"),
    include_str!("html/search.js"),
    include_str!("html/facets.js"),
    include_str!("html/panel.js"),
    include_str!("html/letter.js"),
    include_str!("html/table.js"),
    include_str!("html/main.js"),
);

/// What the script is told besides the graph.
#[derive(Serialize)]
struct Look<'a> {
    classes: Vec<ClassLook<'a>>,
    predicates: Vec<PredicateLook<'a>>,
    statuses: Vec<StatusLook>,
    /// Middle of each node in points, by its id; y grows downwards.
    places: BTreeMap<&'a str, [i32; 2]>,
    /// Before the id of a letter, the address of a page of it, where there is one.
    letters: Option<&'a str>,
}

#[derive(Serialize)]
struct ClassLook<'a> {
    name: &'a str,
    nl: &'a str,
    en: &'a str,
    shape: &'static str,
    style: &'static str,
    fill: &'static str,
    line: &'static str,
    borders: u8,
}

#[derive(Serialize)]
struct PredicateLook<'a> {
    name: &'a str,
    nl: &'a str,
    en: &'a str,
    family: &'static str,
    colour: &'static str,
    head: &'static str,
    width: &'static str,
    symmetric: bool,
    structural: bool,
}

#[derive(Serialize)]
struct StatusLook {
    name: &'static str,
    line: &'static str,
    colour: Option<&'static str>,
    head: Option<&'static str>,
}

/// The page. Same graph, same bytes.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails.
pub fn write(graph: &Graph, model: &Model) -> Result<String, ExportError> {
    write_beside(graph, model, None)
}

/// What a browser may do on the page: run its script, apply its style sheet, and nothing else.
pub fn policy() -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        fingerprint(SCRIPT),
        fingerprint(STYLE)
    )
}

/// The page on a server that also has a page for each letter, at `letters` and the letter's id.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails.
pub fn write_beside(
    graph: &Graph,
    model: &Model,
    letters: Option<&str>,
) -> Result<String, ExportError> {
    let mut document = Vec::new();
    json::write(graph, &mut document).map_err(told)?;
    let document = String::from_utf8_lossy(&document);
    let look = serde_json::to_string(&look(graph, model, letters)?).map_err(told)?;
    // In one pass: what is put in is not looked through again.
    let mut out = String::with_capacity(PAGE.len() + SCRIPT.len() + document.len() + look.len());
    for piece in PAGE.split("{{") {
        let Some((name, after)) = piece.split_once("}}") else {
            out.push_str(piece);
            continue;
        };
        match name {
            "policy" => out.push_str(&policy()),
            "title" => out.push_str(&markup(&graph.name)),
            "style" => out.push_str(STYLE),
            "graph" => out.push_str(&data_block(&document)),
            "look" => out.push_str(&data_block(&look)),
            "script" => out.push_str(SCRIPT),
            _ => {}
        }
        out.push_str(after);
    }
    Ok(out)
}

#[allow(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn told(error: impl ToString) -> ExportError {
    ExportError::Drawing(error.to_string())
}

/// SHA-256 as policies write it.
pub(crate) fn fingerprint(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// JSON that cannot end the block in which it stands. These characters occur within strings only.
fn data_block(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

/// Text as HTML.
pub(crate) fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn look<'a>(
    graph: &'a Graph,
    model: &'a Model,
    letters: Option<&'a str>,
) -> Result<Look<'a>, ExportError> {
    let classes: BTreeSet<&str> = graph
        .nodes()
        .flat_map(|(_, node)| node.types.iter().map(String::as_str))
        .collect();
    let predicates: BTreeSet<&str> = graph
        .edges()
        .map(|(_, edge, _)| edge.predicate.as_ref())
        .collect();
    let rank = |name: &str| style::NODES.iter().position(|s| s.class == name);
    let mut classes: Vec<&str> = classes.into_iter().collect();
    classes.sort_by_key(|name| (rank(name).unwrap_or(usize::MAX), *name));
    let mut predicates: Vec<&str> = predicates.into_iter().collect();
    predicates.sort_by_key(|name| (Family::of(name), *name));
    Ok(Look {
        classes: classes.iter().map(|name| class_look(model, name)).collect(),
        predicates: predicates
            .iter()
            .map(|name| predicate_look(model, name))
            .collect(),
        statuses: Status::ALL.iter().map(|s| status_look(*s)).collect(),
        places: layout::places(graph)?,
        letters,
    })
}

fn class_look<'a>(model: &'a Model, name: &'a str) -> ClassLook<'a> {
    let info = model.class(name).map(|id| model.class_info(id));
    let seen = style::of_types(&[name.to_owned()]);
    ClassLook {
        name,
        nl: info.map_or(name, |i| &i.label_nl),
        en: info.map_or(name, |i| &i.label_en),
        shape: seen.shape,
        style: seen.style,
        fill: seen.fill,
        line: seen.line,
        borders: seen.borders,
    }
}

fn predicate_look<'a>(model: &'a Model, name: &'a str) -> PredicateLook<'a> {
    let info = model.predicate(name).map(|id| model.predicate_info(id));
    let family = Family::of(name).style();
    PredicateLook {
        name,
        nl: info.map_or(name, |i| &i.label_nl),
        en: info.map_or(name, |i| &i.label_en),
        family: family.title,
        colour: family.colour,
        head: family.head,
        width: family.width,
        symmetric: info.is_some_and(|i| i.symmetric),
        structural: info.is_some_and(|i| i.structural),
    }
}

fn status_look(status: Status) -> StatusLook {
    let seen = style::of_status(status);
    StatusLook {
        name: status.name(),
        line: seen.line,
        colour: seen.colour,
        head: seen.head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_their_block() {
        let escaped = data_block("{\"a\":\"</script><!-- & \u{2028}\"}");
        assert!(!escaped.contains(['<', '>', '&', '\u{2028}']));
        let read: serde_json::Value = serde_json::from_str(&escaped).unwrap_or_default();
        assert_eq!(read["a"], "</script><!-- & \u{2028}");
    }

    #[test]
    fn no_file_ends_the_block_in_which_it_stands() {
        for file in [SCRIPT, STYLE] {
            let lower = file.to_lowercase();
            assert!(!lower.contains("</script") && !lower.contains("</style"));
            assert!(!lower.contains("<!--"));
        }
    }
}
