//! The hash by which a set of data files is known: SHA-256 of what `sha256sum` prints for them.
//! Anyone can make it again, for the built-in lexicon with
//!
//! ```sh
//! cd ontology/lexicon && LC_ALL=C sha256sum *.ttl | sha256sum
//! ```

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A data file that is not built in: its name without the folder, and its hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct File {
    name: String,
    sha256: String,
}

impl File {
    pub(crate) fn new(path: &Path, bytes: &[u8]) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self {
            name: name.to_string_lossy().into_owned(),
            sha256: of(bytes),
        }
    }
}

/// The hash of built-in files (path and text) and others together, whatever their order.
pub(crate) fn of_files(built_in: &[(&str, &str)], others: &[File]) -> String {
    let mut files: Vec<File> = built_in
        .iter()
        .map(|(path, text)| File::new(path.as_ref(), text.as_bytes()))
        .chain(others.iter().cloned())
        .collect();
    files.sort();
    let mut list = String::new();
    for File { name, sha256 } in &files {
        let _ = writeln!(list, "{sha256}  {name}");
    }
    of(list.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `printf x > a; printf y > b; sha256sum a b | sha256sum` prints.
    #[test]
    fn it_is_what_sha256sum_makes_of_its_own_list() {
        let wanted = "8d73e01349b30f78751f37931b0d2ae54f8dbd56a8fc69e01f2861cc466fadaa";
        let built_in = [("folder/b", "y")];
        let other = [File::new("elsewhere/a".as_ref(), b"x")];
        assert_eq!(of_files(&built_in, &other), wanted);
    }
}
