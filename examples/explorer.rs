//! The explorer of any graph in node-link JSON, from kamergraph or from another program:
//! `cargo run --release --example explorer -- graph.json > graph.html`

use kamergraph::export::{html, json};
use kamergraph::model::Model;
use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os()
        .nth(1)
        .ok_or("name a graph: explorer graph.json > graph.html")?;
    let graph = json::read(&std::fs::read(path)?)?;
    let page = html::write(&graph, &Model::embedded()?)?;
    io::stdout().write_all(page.as_bytes())?;
    Ok(())
}
