//! A process of its own that answers queries for the server, one after another. Only a process can be
//! ended in the middle of whatever it does, and given a bound to its memory.
//!
//! It takes frames from standard input: first the graph as node-link JSON, then for each query what the
//! client accepts and the query. It gives frames to standard output: an empty one when it is ready, then
//! for each query the status, the media type and the body of its answer. A frame is its length in bytes,
//! as four bytes in big-endian order, and its bytes.

use crate::cli::Exit;
use kamergraph::export::json;
use kamergraph::model::Model;
use kamergraph::serve::{InMemory, Queries as _};
use kamergraph::store::local::Limits;
use std::io::{self, Read, Write};
use std::sync::mpsc;

/// Answers until standard input ends.
///
/// # Errors
///
/// When the frames cannot be read or written.
pub fn run(limit: usize, memory: u64) -> anyhow::Result<Exit> {
    let (send, frames) = mpsc::channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(frame) = read(&mut input) {
            if send.send(frame).is_err() {
                break;
            }
        }
        // The server is gone, and nobody waits for what may be going on.
        std::process::exit(0);
    });
    let mut output = io::stdout().lock();
    let graph = json::read(&frames.recv()?)?;
    let limits = Limits {
        time: None,
        rows: Some(limit),
    };
    let queries = InMemory::new(&graph, &Model::embedded()?, limits)?;
    drop(graph);
    bound(memory);
    write(&mut output, &[])?;
    loop {
        let (accept, query) = (frames.recv()?, frames.recv()?);
        let answer = queries.answer(
            &String::from_utf8_lossy(&query),
            &String::from_utf8_lossy(&accept),
        );
        write(&mut output, answer.status.to_string().as_bytes())?;
        write(&mut output, answer.content_type.as_bytes())?;
        write(&mut output, &answer.body)?;
    }
}

/// Allows so much memory besides what is taken already. A program that wants more is ended.
#[cfg(target_os = "linux")]
fn bound(mib: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let taken = status
        .lines()
        .find_map(|line| line.strip_prefix("VmData:"))
        .and_then(|size| size.trim().trim_end_matches(" kB").parse::<u64>().ok());
    if let Some(taken) = taken {
        let most = (taken << 10).saturating_add(mib << 20);
        let maximum = getrlimit(Resource::Data).maximum;
        let limit = Rlimit {
            current: Some(maximum.map_or(most, |maximum| most.min(maximum))),
            maximum,
        };
        // Where the system does not allow it there is still the bound to the time.
        let _ = setrlimit(Resource::Data, limit);
    }
}

#[cfg(not(target_os = "linux"))]
fn bound(_: u64) {}

/// Reads a frame.
pub fn read(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    let mut frame = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut frame)?;
    if frame.len() < usize::try_from(length).unwrap_or(usize::MAX) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(frame)
}

/// Writes a frame.
pub fn write(output: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(frame)?;
    output.flush()
}
