//! Lines are sorted outside memory.

use ext_sort::{
    BinaryHeapMerger, ChunkBuffer, ChunkBufferBuilder, ExternalChunk, ExternalSorterBuilder,
};
use rayon::slice::ParallelSliceMut;
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Take, Write as _};
use std::path::PathBuf;

/// What a line takes in memory besides its bytes: what holds it, and its share in sorting.
const OVERHEAD: usize = 64;
/// Bytes of each sorted file that are read at a time.
const BUFFER: usize = 1 << 16;

/// Sorts lines by their bytes, and leaves out those that come twice.
#[derive(Debug, Clone)]
pub struct Sorter {
    /// Bytes of lines that are in memory at a time; what is more goes to files, one for each lot.
    pub memory: usize,
    /// The folder for these files, which are gone when the program ends, however it ends. `None`:
    /// that of the system, which `TMPDIR` names.
    pub folder: Option<PathBuf>,
}

/// Why lines cannot be sorted.
#[derive(Debug, thiserror::Error)]
#[error(
    "lines cannot be sorted on disk: {0}; --temp names another folder, --memory makes fewer files"
)]
pub struct SortError(io::Error);

type External = ExternalSorterBuilder<String, io::Error, Builder, Chunk>;

impl Sorter {
    /// The lines, sorted, each once.
    ///
    /// # Errors
    ///
    /// [`SortError`] when a line is an error, or the folder cannot be written to.
    pub fn sort(
        &self,
        lines: impl Iterator<Item = io::Result<String>>,
    ) -> Result<Sorted, SortError> {
        let mut builder = External::new()
            .with_buffer(Builder {
                memory: self.memory,
            })
            .with_rw_buf_size(BUFFER);
        if let Some(folder) = &self.folder {
            std::fs::create_dir_all(folder).map_err(SortError)?;
            builder = builder.with_tmp_dir(folder);
        }
        let sorter = builder.build().map_err(of_crate)?;
        let compare: Compare = String::cmp;
        let lines = sorter.sort_by(lines, compare).map_err(of_crate)?;
        Ok(Sorted {
            lines,
            before: None,
        })
    }
}

type Compare = fn(&String, &String) -> Ordering;

/// Sorted lines, each once.
pub struct Sorted {
    lines: BinaryHeapMerger<String, io::Error, Compare, Chunk>,
    before: Option<String>,
}

impl std::fmt::Debug for Sorted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sorted").finish_non_exhaustive()
    }
}

impl Iterator for Sorted {
    type Item = Result<String, SortError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.lines.next()? {
                Ok(line) if self.before.as_ref() == Some(&line) => {}
                Ok(line) => {
                    self.before = Some(line.clone());
                    return Some(Ok(line));
                }
                Err(cause) => return Some(Err(SortError(cause))),
            }
        }
    }
}

fn of_crate(error: ext_sort::SortError<io::Error, io::Error, io::Error>) -> SortError {
    use ext_sort::SortError as E;
    SortError(match error {
        E::TempDir(cause)
        | E::IO(cause)
        | E::SerializationError(cause)
        | E::DeserializationError(cause)
        | E::InputError(cause) => cause,
        E::ThreadPoolBuildError(cause) => io::Error::other(cause),
    })
}

#[derive(Debug, Clone, Default)]
struct Builder {
    memory: usize,
}

impl ChunkBufferBuilder<String> for Builder {
    type Buffer = Lot;

    fn build(&self) -> Lot {
        Lot {
            room: self.memory,
            lines: Vec::new(),
        }
    }
}

/// Lines in memory, bounded by their bytes.
struct Lot {
    room: usize,
    lines: Vec<String>,
}

impl ChunkBuffer<String> for Lot {
    fn push(&mut self, line: String) {
        self.room = self.room.saturating_sub(line.len() + OVERHEAD);
        self.lines.push(line);
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn is_full(&self) -> bool {
        self.room == 0
    }
}

impl ParallelSliceMut<String> for Lot {
    fn as_parallel_slice_mut(&mut self) -> &mut [String] {
        &mut self.lines
    }
}

/// Taken when they are sorted: what is known of an entity comes with every letter that names it, and
/// is left out here already.
impl IntoIterator for Lot {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.lines.dedup();
        self.lines.into_iter()
    }
}

/// A file of sorted lines.
struct Chunk(Take<BufReader<File>>);

impl ExternalChunk<String> for Chunk {
    type SerializationError = io::Error;
    type DeserializationError = io::Error;

    fn new(reader: Take<BufReader<File>>) -> Self {
        Self(reader)
    }

    fn dump(
        out: &mut BufWriter<File>,
        lines: impl IntoIterator<Item = String>,
    ) -> Result<(), io::Error> {
        for line in lines {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl Iterator for Chunk {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<io::Result<String>> {
        let mut line = String::new();
        match self.0.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => {
                line.truncate(line.trim_end_matches('\n').len());
                Some(Ok(line))
            }
            Err(cause) => Some(Err(cause)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_whatever_fits_in_memory() {
        let lines: Vec<String> = (0..5000_u32)
            .map(|n| format!("<{}> é", n.wrapping_mul(2_654_435_761) % 900))
            .collect();
        let mut wanted = lines.clone();
        wanted.sort();
        wanted.dedup();
        let folder = tempfile::tempdir().unwrap();
        for memory in [0, 100, 10_000, 1 << 30] {
            let lines = lines.iter().take(if memory == 0 { 300 } else { 5000 });
            let sorter = Sorter {
                memory,
                folder: Some(folder.path().to_owned()),
            };
            let sorted = sorter.sort(lines.cloned().map(Ok)).unwrap();
            let sorted: Vec<String> = sorted.map(Result::unwrap).collect();
            if memory == 0 {
                assert!(sorted.is_sorted() && sorted.len() == 300);
            } else {
                assert_eq!(sorted, wanted, "{memory}");
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_none_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let sorter = Sorter {
            memory: 1,
            folder: Some(file.path().join("below")),
        };
        let error = sorter.sort(std::iter::empty()).err().unwrap();
        assert!(error.to_string().contains("--temp"), "{error}");
    }
}
