//! The picture as PNG: the SVG, with letters drawn from fonts that come with the program, so that it
//! looks the same on every machine.

use super::ExportError;
use super::dot::Drawing;
use super::svg;
use crate::graph::Graph;
use crate::model::Model;
use graphviz_pure_raster::{RasterFormat, rasterize};

/// The PNG of a graph, at 96 dots per inch, of the same nodes as [`svg::write`].
///
/// # Errors
///
/// [`ExportError::Drawing`] when the layout fails, or the picture is too large for pixels.
pub fn write(graph: &Graph, model: &Model, drawing: &Drawing) -> Result<Vec<u8>, ExportError> {
    let svg = svg::write(graph, model, drawing)?;
    rasterize(&svg, RasterFormat::Png, false)
        .map(graphviz_pure::Rendered::into_output)
        .map_err(|error| ExportError::Drawing(error.to_string()))
}
