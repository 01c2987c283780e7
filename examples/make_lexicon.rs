//! Makes the lexicon's Turtle files out of tables of facts.
//!
//! ```sh
//! cargo run --example make_lexicon -- FACTS_DIR ontology/lexicon
//! ```
//!
//! `FACTS_DIR` holds `organisations.csv`, `organisations_regional.csv`, `legislation.csv` and
//! `roles.csv`; their columns are the fields of the structs in `make_lexicon/tables.rs`. The same
//! tables always give the same bytes. Files of the folder that are kept by hand are not touched.

#[path = "make_lexicon/make.rs"]
mod make;

use anyhow::{Context, bail};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let args: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [facts, out] = args.as_slice() else {
        bail!("usage: cargo run --example make_lexicon -- FACTS_DIR ontology/lexicon");
    };
    let files = make::files(facts)?;
    for (name, turtle) in &files {
        let path = out.join(name);
        std::fs::write(&path, turtle)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!(
            "{}: {} concepts",
            path.display(),
            turtle.matches("\tskos:prefLabel").count()
        );
    }
    Ok(())
}
