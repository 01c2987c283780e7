//! Makes letters of our own, any number of them, to measure with and to test on.
//!
//! ```sh
//! cargo run --release --example make_letters -- 1000 --folder letters     # a file each
//! cargo run --release --example make_letters -- 1000000 > letters.ndjson  # {"id", "text"}, one a line
//! cargo run --release --example make_letters -- --help
//! ```
//!
//! The same seed gives the same bytes on every machine, and letters are written as they are made.

#[path = "make_letters/maker.rs"]
mod maker;

use anyhow::Context as _;
use clap::Parser;
use kamergraph::pipeline::Knowledge;
use maker::Maker;
use maker::form::Form;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Make letters in the forms in which ministers' answers to parliament come. Everything in them is
/// invented but the names of bodies and laws, which come from the lexicon.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many
    #[arg(value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    count: u64,
    /// Other letters with another seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only letters of these forms, with commas between them, in turn; without it all forms, in turn
    #[arg(long, value_name = "FORM", value_delimiter = ',', value_parser = form,
          long_help = forms_help())]
    form: Vec<Form>,
    /// A JSON object a line, {"id", "text"}, to standard output; this is what happens anyway without
    /// --folder
    #[arg(long, conflicts_with = "folder")]
    ndjson: bool,
    /// A file for each letter in this folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Also write what is true of each letter, one gold graph a line, as `kamergraph score` takes
    /// them one by one
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
}

fn form(name: &str) -> Result<Form, String> {
    Form::named(name).ok_or_else(|| format!("there is no such form; the forms are {}", names()))
}

fn names() -> String {
    Form::ALL.map(|(name, _)| name).join(", ")
}

fn forms_help() -> String {
    format!(
        "Only letters of these forms, with commas between them, in turn: {}",
        names()
    )
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    match write(&arguments) {
        // Whoever reads has had enough.
        Err(error)
            if error
                .downcast_ref::<std::io::Error>()
                .is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        other => other,
    }
}

fn write(arguments: &Arguments) -> anyhow::Result<()> {
    let knowledge = Knowledge::load(&[], &[])?;
    let maker = Maker::new(&knowledge, arguments.seed)?;
    let all: Vec<Form> = Form::ALL.iter().map(|(_, form)| *form).collect();
    let forms = if arguments.form.is_empty() {
        &all
    } else {
        &arguments.form
    };
    if let Some(folder) = &arguments.folder {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut truth = arguments.truth.as_deref().map(create).transpose()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (index, form) in (0..arguments.count).zip(forms.iter().cycle()) {
        let letter = maker.letter(index, *form);
        match &arguments.folder {
            Some(folder) => {
                let path = folder.join(format!("{}.{}", letter.id, letter.ending));
                std::fs::write(&path, &letter.text)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            None => writeln!(out, "{}", json!({"id": letter.id, "text": letter.text}))?,
        }
        if let Some(file) = &mut truth {
            writeln!(file, "{}", letter.truth)?;
        }
    }
    out.flush()?;
    truth.map_or(Ok(()), |mut file| file.flush())?;
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::new(file))
}
