//! `export` to formats that take letters one after another: nothing of earlier letters is kept.

use super::console::print_more;
use super::export::Written;
use kamergraph::export::{ExportError, Format, Growing};
use std::path::{Path, PathBuf};

/// Where the letters of a run go: standard output, or a file for each format that gets its name when
/// all letters are in it.
#[derive(Debug)]
pub enum Stream {
    /// To standard output, in one format.
    Stdout,
    /// To files under a folder, which are begun with the first letter.
    Files {
        /// The folder.
        output: PathBuf,
        /// The formats, and their files once they are begun.
        files: Vec<(Format, Option<Growing>)>,
    },
}

impl Stream {
    /// Nothing is written yet.
    pub fn new(output: &Path, formats: &[Format]) -> Self {
        if output == Path::new("-") {
            return Self::Stdout;
        }
        Self::Files {
            output: output.to_owned(),
            files: formats.iter().map(|format| (*format, None)).collect(),
        }
    }

    /// Adds a letter: its file in each format, in their order.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn add(&mut self, texts: &[Vec<Vec<u8>>]) -> anyhow::Result<()> {
        match self {
            Self::Stdout => texts
                .iter()
                .try_for_each(|files| print_more(&files.concat())),
            Self::Files { output, files } => {
                for ((_, file), text) in files.iter_mut().zip(texts) {
                    let file = match file {
                        Some(file) => file,
                        None => file.insert(Growing::begin(output)?),
                    };
                    text.iter().try_for_each(|bytes| file.write(bytes))?;
                }
                Ok(())
            }
        }
    }

    /// Gives the files their names, in a folder of this name; nothing where no letter was added.
    ///
    /// # Errors
    ///
    /// When something else stands in their place.
    pub fn finish(self, folder: &str) -> Result<Vec<Written>, ExportError> {
        let mut written = Vec::new();
        let Self::Files { output, files } = self else {
            return Ok(written);
        };
        let mut set = Vec::new();
        for (format, file) in files {
            let Some(file) = file else { continue };
            let path = output.join(folder).join(format!("graph.{format}"));
            let bytes = file.bytes();
            set.push((file, path.clone()));
            written.push(Written { path, bytes });
        }
        Growing::finish_all(set)?;
        Ok(written)
    }
}
