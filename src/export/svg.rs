//! The picture as SVG, drawn by Graphviz's own layout in pure Rust: no installed Graphviz, and
//! the same bytes on every machine.

use super::ExportError;
use super::dot::{self, Drawing, Layout};
use crate::graph::Graph;
use crate::model::Model;

/// How many nodes a picture holds at most, where nothing else is asked for: more take long to lay
/// out, and nobody can read them.
pub const LIMIT: usize = 250;

/// The SVG of a graph, of no more than [`LIMIT`] nodes unless `drawing` has a limit of its own. What
/// is left out is told in the picture.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails.
pub fn write(graph: &Graph, model: &Model, drawing: &Drawing) -> Result<String, ExportError> {
    draw(&limited(graph, model, drawing), drawing.layout)
}

/// The DOT of which a picture is drawn.
pub(super) fn limited(graph: &Graph, model: &Model, drawing: &Drawing) -> String {
    let limit = drawing.limit.or(Some(LIMIT));
    let drawing = Drawing {
        limit,
        ..drawing.clone()
    };
    dot::write(graph, model, &drawing)
}

/// Draws any DOT text with one of Graphviz's layouts.
///
/// # Errors
///
/// [`ExportError::Drawing`] when the text is no DOT, or the layout fails.
pub fn draw(dot: &str, layout: Layout) -> Result<String, ExportError> {
    draw_as(dot, layout, "svg")
}

/// The same in any of Graphviz's formats that is text: `svg`, `plain`, …
pub(super) fn draw_as(dot: &str, layout: Layout, format: &str) -> Result<String, ExportError> {
    graphviz_pure::render_dot(dot, layout.name(), format)
        .map(graphviz_pure::Rendered::into_output)
        .map_err(|error| ExportError::Drawing(error.to_string()))
}
