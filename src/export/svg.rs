//! The picture as SVG, drawn by Graphviz's own layout in pure Rust: no installed Graphviz, and
//! the same bytes on every machine.

use super::ExportError;
use super::dot::{self, View};
use crate::graph::Graph;
use crate::model::Model;

/// The SVG of a graph.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails.
pub fn write(graph: &Graph, model: &Model, view: View) -> Result<String, ExportError> {
    draw(&dot::write(graph, model, view), "dot")
}

/// Draws any DOT text with one of Graphviz's layouts: `dot`, `neato`, `sfdp`, …
///
/// # Errors
///
/// [`ExportError::Drawing`] when the text is no DOT, or the layout fails.
pub fn draw(dot: &str, layout: &str) -> Result<String, ExportError> {
    draw_as(dot, layout, "svg")
}

/// The same in any of Graphviz's formats that is text: `svg`, `plain`, …
pub(super) fn draw_as(dot: &str, layout: &str, format: &str) -> Result<String, ExportError> {
    graphviz_pure::render_dot(dot, layout, format)
        .map(graphviz_pure::Rendered::into_output)
        .map_err(|error| ExportError::Drawing(error.to_string()))
}
