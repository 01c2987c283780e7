//! The lines of a file or of standard input, compressed or not, none of them longer than memory.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The longest line in bytes: a letter of the largest size, with room for the escapes of JSON.
const LONGEST: u64 = 128 * 1024 * 1024;
/// Bytes that are read at a time.
const BUFFER: usize = 1 << 18;

/// A line without its line break.
#[derive(Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes; `None` where it is longer than a line can be.
    pub bytes: Option<Vec<u8>>,
}

/// Lines with something in them, one after another.
pub struct Lines {
    reader: Box<dyn BufRead + Send>,
    number: u64,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Lines {
    /// The lines of a file, or of standard input for `-`. Gzip is told by its first bytes and
    /// unpacked.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            return Self::of(io::stdin());
        }
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Self::of(File::open(path)?)
    }

    /// The lines of anything that is read.
    ///
    /// # Errors
    ///
    /// When its first bytes cannot be read.
    pub fn of(reader: impl Read + Send + 'static) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(BUFFER, reader);
        let packed = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let reader: Box<dyn BufRead + Send> = if packed {
            let unpacked = MultiGzDecoder::new(reader);
            Box::new(BufReader::with_capacity(BUFFER, unpacked))
        } else {
            Box::new(reader)
        };
        Ok(Self { reader, number: 0 })
    }

    /// The number of the last line that was read; 0 before the first.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The first bytes of what comes next; nothing at the end.
    ///
    /// # Errors
    ///
    /// What reading gives.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            let limited = &mut self.reader.by_ref().take(LONGEST + 1);
            if limited.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let whole = bytes.ends_with(b"\n");
            if !whole && bytes.len() as u64 > LONGEST {
                drop(bytes);
                self.reader.skip_until(b'\n')?;
                let number = self.number;
                return Ok(Some(Line {
                    number,
                    bytes: None,
                }));
            }
            if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            bytes.truncate(bytes.trim_ascii_end().len());
            if !bytes.is_empty() {
                let number = self.number;
                return Ok(Some(Line {
                    number,
                    bytes: Some(bytes),
                }));
            }
        }
    }
}

/// Ends behind the first error: what follows it cannot be read.
impl Iterator for Lines {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        let line = self.line();
        if line.is_err() {
            self.reader = Box::new(io::empty());
        }
        line.transpose()
    }
}
