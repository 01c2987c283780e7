//! Where the bytes of a document are gathered.

use std::io::{self, Write};

/// So many bytes are handed on together: few enough to stay in the nearest cache until then.
const PIECE: usize = 1 << 14;

/// Bytes of a document, kept in memory, or handed on in pieces.
pub(super) struct Buffer<'a> {
    bytes: Vec<u8>,
    out: Option<&'a mut dyn Write>,
}

impl<'a> Buffer<'a> {
    /// Keeps about so many bytes, which [`Buffer::finish`] gives.
    pub(super) fn memory(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            out: None,
        }
    }

    /// Hands all bytes on to `out`.
    pub(super) fn onto(out: &'a mut dyn Write) -> Self {
        Self {
            bytes: Vec::with_capacity(PIECE),
            out: Some(out),
        }
    }

    /// Adds what `write` puts behind the bytes.
    pub(super) fn add(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> io::Result<()> {
        write(&mut self.bytes)?;
        match &mut self.out {
            Some(out) if self.bytes.len() >= PIECE => {
                out.write_all(&self.bytes)?;
                self.bytes.clear();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Hands on what is left; gives the bytes that were to be kept.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.flush()?;
        Ok(self.bytes)
    }
}

impl Write for Buffer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.add(|all| all.write_all(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(out) = &mut self.out {
            out.write_all(&self.bytes)?;
            self.bytes.clear();
            out.flush()?;
        }
        Ok(())
    }
}
