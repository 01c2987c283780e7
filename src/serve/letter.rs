//! A letter as a page: its text, every sentence marked that states a claim, each with an address of
//! its own (`#c4393`: the character where it begins) and a way back to the claim in the graph.

use crate::export::html::{fingerprint, markup};
use crate::graph::{Body, Graph, Node};
use crate::model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const STYLE: &str = include_str!("letter.css");

/// What a browser may do on the page: apply its style sheet.
pub fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        fingerprint(STYLE)
    )
}

/// The page of a letter.
pub fn page(graph: &Graph, model: &Model, node: &Node) -> String {
    let Body::Letter { text, subject, .. } = &node.body else {
        return String::new();
    };
    let title = markup(&node.label);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <p><a href=\"/#node={}\">Graaf · Graph</a></p>\n<h1>{title}</h1>\n",
        address(&node.id)
    );
    if let Some(subject) = subject {
        let _ = writeln!(out, "<p>{}</p>", markup(subject));
    }
    out.push_str("<main>");
    let marks = marks(graph, model, &node.label);
    let mut ends: Vec<usize> = vec![0, text.len()];
    ends.extend(marks.keys().flat_map(|(start, end, _)| [*start, *end]));
    ends.sort_unstable();
    ends.dedup();
    let mut named = BTreeSet::new();
    for cut in ends.windows(2) {
        let &[start, end] = cut else { continue };
        // Places that a text of its own does not have are passed over.
        let Some(piece) = text.get(start..end) else {
            continue;
        };
        let over = marks
            .iter()
            .filter(|((from, to, _), _)| *from <= start && end <= *to);
        let over: Vec<_> = over.collect();
        if over.is_empty() {
            out.push_str(&markup(piece));
            continue;
        }
        let claims: BTreeSet<&(String, String)> =
            over.iter().flat_map(|(_, claims)| *claims).collect();
        let id = over
            .iter()
            .find(|((from, ..), _)| *from == start)
            .map(|((_, _, characters), _)| *characters)
            .filter(|characters| named.insert(*characters));
        let id = id.map_or_else(String::new, |n| format!(" id=\"c{n}\""));
        let _ = write!(out, "<mark{id}>{}</mark>", markup(piece));
        let last = over.iter().any(|((_, to, _), _)| *to == end);
        if last {
            for (label, link) in claims {
                let _ = write!(
                    out,
                    " <a class=\"claim\" href=\"/#{}\">{}</a>",
                    markup(link),
                    markup(label)
                );
            }
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// Where sentences stand (bytes from and to, character from), and the claims that each states, as
/// text and as the explorer's address.
type Marks = BTreeMap<(usize, usize, usize), BTreeSet<(String, String)>>;

fn marks(graph: &Graph, model: &Model, letter: &str) -> Marks {
    let mut marks = Marks::new();
    for (subject, edge, object) in graph.edges() {
        let structural = model
            .predicate(&edge.predicate)
            .is_some_and(|id| model.predicate_info(id).structural);
        if structural {
            continue;
        }
        let name = model
            .predicate(&edge.predicate)
            .map_or(edge.predicate.as_ref(), |id| {
                &model.predicate_info(id).label_nl
            });
        for evidence in edge.evidence.iter().filter(|e| e.letter.as_ref() == letter) {
            let label = format!("{} {name} {}", subject.label, object.label);
            let link = format!(
                "from={}&rel={}&to={}",
                address(&subject.id),
                address(&edge.key()),
                address(&object.id)
            );
            let place = (evidence.span.start, evidence.span.end, evidence.chars.start);
            marks.entry(place).or_default().insert((label, link));
        }
    }
    marks
}

/// A value of the explorer's address.
fn address(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}
