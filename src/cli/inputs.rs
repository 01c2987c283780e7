//! Files, folders and standard input become the sources to read.

use super::console::Console;
use kamergraph::source::Source;
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder; a file that is named outright may have any.
pub const ENDINGS: &[&str] = &["txt", "text", "md"];

/// What was found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What can be read, in the order in which it was named; a folder's files sorted by name.
    pub sources: Vec<Source>,
    /// Whether something could not be read; it has been reported.
    pub faults: bool,
}

/// Reads all that is named. What cannot be read is reported at once, and the rest goes on. Of
/// files with the same bytes, the first is kept.
pub fn read(paths: &[PathBuf], console: &Console) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        for file in files(path, ENDINGS, console, &mut inputs.faults) {
            let source = if file == Path::new("-") {
                Source::stdin()
            } else {
                Source::read(&file)
            };
            match source {
                Ok(source) => match inputs.sources.iter().find(|s| s.sha256 == source.sha256) {
                    Some(same) => console.note(&format!(
                        "{} holds the same bytes as {}: read once",
                        source.name, same.name
                    )),
                    None => inputs.sources.push(source),
                },
                Err(error) => {
                    console.error(&error.to_string());
                    inputs.faults = true;
                }
            }
        }
    }
    inputs
}

/// The files that a path stands for: itself, or those of a folder and its sub-folders that bear
/// one of the endings, sorted.
pub fn files(path: &Path, endings: &[&str], console: &Console, faults: &mut bool) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut found = Vec::new();
    if let Err((folder, error)) = walk(path, endings, &mut found) {
        console.error(&format!("{} cannot be read: {error}", folder.display()));
        *faults = true;
    } else if found.is_empty() {
        console.error(&format!(
            "{} holds no letter; from a folder, files ending in .{} are taken: name others outright",
            path.display(),
            endings.join(", .")
        ));
        *faults = true;
    }
    found.sort();
    found
}

fn walk(
    folder: &Path,
    endings: &[&str],
    found: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, std::io::Error)> {
    let fault = |error| (folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // Links to folders are not followed: they may lead back.
        if entry.file_type().map_err(fault)?.is_dir() {
            if !hidden {
                walk(&path, endings, found)?;
            }
        } else if !hidden && has_ending(&path, endings) {
            found.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    endings.contains(&ending.as_str())
}
