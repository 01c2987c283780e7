//! Makes the page of the model out of its Turtle.
//!
//! ```sh
//! cargo run --example make_model_page -- docs/model.html
//! ```
//!
//! The page has an anchor for each term, under the term's own name, so that the term's IRI leads to
//! it where the page is served at the namespace. The same Turtle always gives the same bytes.

#[path = "make_model_page/page.rs"]
mod page;

use anyhow::{Context, bail};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let args: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [path] = args.as_slice() else {
        bail!("usage: cargo run --example make_model_page -- docs/model.html");
    };
    let page = page::html(kamergraph::model::MODEL_TTL)?;
    std::fs::write(path, &page).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} bytes", path.display(), page.len());
    Ok(())
}
