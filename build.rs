//! Reads and checks the model and the built-in lexicon once, while the program is built, and leaves
//! them in a form that loads in no time: `src/prepared.rs` takes it in. A fault of one of the files
//! ends the build, told by file and line.

use lexicon::Lexicon;
use model::Model;
use program::{bytes, fingerprint, lexicon, limits, model, prose, span, vocab};
use serde::Serialize;
use std::error::Error;
use std::path::Path;

// The program's own modules. As they name each other by `crate::`, they stand at the top here, too.
#[path = "src"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the build needs only how they are read"
)]
mod program {
    pub mod bytes;
    pub mod fingerprint;
    pub mod lexicon;
    pub mod limits;
    pub mod model;
    pub mod prose {
        pub mod token;
    }
    pub mod span;
    pub mod vocab;
}

fn main() -> Result<(), Box<dyn Error>> {
    for read in [
        "ontology/lexicon",
        "ontology/model.ttl",
        "src/bytes.rs",
        "src/fingerprint.rs",
        "src/lexicon",
        "src/lexicon.rs",
        "src/limits.rs",
        "src/model",
        "src/model.rs",
        "src/prose/token.rs",
        "src/span.rs",
        "src/vocab.rs",
    ] {
        println!("cargo::rerun-if-changed={read}");
    }
    match knowledge() {
        Ok((model, lexicon)) => {
            write("model", &model)?;
            write("lexicon", &lexicon)?;
        }
        Err(faults) => {
            for line in faults.to_string().lines() {
                println!("cargo::error={line}");
            }
        }
    }
    Ok(())
}

fn knowledge() -> Result<(Model, Lexicon), Box<dyn Error>> {
    let model = Model::embedded()?;
    let lexicon = Lexicon::load(&model, &[])?;
    Ok((model, lexicon))
}

fn write(name: &str, value: &impl Serialize) -> Result<(), Box<dyn Error>> {
    let file = Path::new(&std::env::var("OUT_DIR")?).join(format!("{name}.postcard"));
    Ok(std::fs::write(file, postcard::to_stdvec(value)?)?)
}
