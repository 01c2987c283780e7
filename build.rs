//! Reads and checks the model and the built-in lexicon once, while the program is built, and leaves
//! them in a form that loads in no time: `src/prepared.rs` takes it in. A fault of one of the files
//! ends the build, told by file and line.

use std::error::Error;
use std::path::Path;

// The program's own modules. As they name each other by `crate::`, they stand at the top here, too.
#[path = "src"]
#[allow(dead_code, reason = "the build needs only how they are read")]
mod program {
    pub mod lexicon;
    pub mod model;
    pub mod vocab;
}
use program::{lexicon, model, vocab};

fn main() -> Result<(), Box<dyn Error>> {
    for read in ["src/lexicon.rs", "src/lexicon", "src/model.rs", "src/model"] {
        println!("cargo::rerun-if-changed={read}");
    }
    for read in ["src/vocab.rs", "ontology/model.ttl", "ontology/lexicon"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = std::env::var("OUT_DIR")?;
    match prepared() {
        Ok(bytes) => std::fs::write(Path::new(&folder).join("knowledge.postcard"), bytes)?,
        Err(faults) => {
            for line in faults.to_string().lines() {
                println!("cargo::error={line}");
            }
        }
    }
    Ok(())
}

fn prepared() -> Result<Vec<u8>, Box<dyn Error>> {
    let model = model::Model::embedded()?;
    let lexicon = lexicon::Lexicon::load(&model, &[])?;
    Ok(postcard::to_stdvec(&(model, lexicon))?)
}
