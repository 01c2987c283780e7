//! Files, folders, patterns and standard input become the list of files to read.

use clap::ValueEnum;
use kamergraph::source::{Media, Source, SourceError};
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder; a file that is named outright, or by a
/// pattern, may have any. What a file is, its content tells.
pub const ENDINGS: &[&str] = &["txt", "text", "md", "docx", "pdf", "html", "htm", "xml"];

/// A form that the user says a letter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Plain text
    Text,
    #[value(help = "A Word file")]
    Docx,
    /// A PDF file
    Pdf,
    /// A web page
    Html,
    /// An official publication as XML
    Xml,
}

impl From<Form> for Media {
    fn from(form: Form) -> Self {
        match form {
            Form::Text => Self::Text,
            Form::Docx => Self::Docx,
            Form::Pdf => Self::Pdf,
            Form::Html => Self::Html,
            Form::Xml => Self::Xml,
        }
    }
}

/// The bytes of a file, or of standard input for `-`, as what they look like or what the user says
/// they are.
///
/// # Errors
///
/// What keeps the file from being read.
pub fn source(file: &Path, form: Option<Form>) -> Result<Source, SourceError> {
    let mut source = if file == Path::new("-") {
        Source::stdin()?
    } else {
        Source::read(file)?
    };
    if let Some(form) = form {
        source.media = form.into();
    }
    Ok(source)
}

/// The files that some paths stand for, in the order of the paths, and what is wrong with the
/// others.
pub fn all(paths: &[PathBuf], endings: &[&str]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        match files(path, endings) {
            Ok(files) => found.extend(files),
            Err(fault) => faults.push(fault),
        }
    }
    (found, faults)
}

/// The files that a path stands for: itself; or those of a folder and its sub-folders that bear
/// one of the endings, sorted; or those that fit a pattern, sorted, with those of the folders
/// among them.
///
/// # Errors
///
/// A message for the user where a folder cannot be read, or nothing is found.
pub fn files(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    if path.is_dir() {
        return in_folder(path, endings);
    }
    match path.to_str() {
        // A file may bear signs of patterns in its name.
        Some(pattern) if pattern.contains(['*', '?', '[']) && !path.exists() => {
            fitting(pattern, endings)
        }
        _ => Ok(vec![path.to_owned()]),
    }
}

/// The files that fit a pattern; most shells expand it themselves, unless it is quoted.
fn fitting(pattern: &str, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let matches = glob::glob_with(pattern, options)
        .map_err(|fault| format!("{pattern}: this is no right pattern ({fault})"))?;
    let mut found = Vec::new();
    for path in matches {
        let path = path.map_err(|fault| {
            format!(
                "{} cannot be read: {}",
                fault.path().display(),
                fault.error()
            )
        })?;
        if path.is_dir() {
            walk(&path, endings, &mut found).map_err(told)?;
        } else {
            found.push(path);
        }
    }
    if found.is_empty() {
        return Err(format!(
            "{pattern}: no file fits this pattern; * stands for any characters of a name, ** for any folders"
        ));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn in_folder(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    walk(folder, endings, &mut found).map_err(told)?;
    if found.is_empty() {
        return Err(format!(
            "{} holds no letter; from a folder, files ending in .{} are taken: name others outright",
            folder.display(),
            endings.join(", .")
        ));
    }
    found.sort();
    Ok(found)
}

fn told((folder, error): (PathBuf, std::io::Error)) -> String {
    format!("{} cannot be read: {error}", folder.display())
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
