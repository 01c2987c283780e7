//! Locks by which programs that write into one folder keep out of each other's way. They belong to
//! an open file, so that the system lets go of them when a program ends, however it ends.
//!
//! Only where the system has `flock`, and not on every file system that comes by network: elsewhere
//! programs do without, and temporary files are left alone.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

/// How long another program may write before it is told that it stands in the way. It takes
/// milliseconds, unless it was halted.
const PATIENCE: Duration = Duration::from_secs(30);
/// The time between two looks.
const PAUSE: Duration = Duration::from_millis(2);

/// A folder that no other program writes into meanwhile.
#[derive(Debug)]
pub struct FolderLock(Option<File>);

impl FolderLock {
    /// Waits until nobody else writes into a folder.
    ///
    /// # Errors
    ///
    /// When somebody does for longer than anyone should.
    pub fn of(folder: &Path) -> io::Result<Self> {
        // Windows opens no folder as a file.
        let Ok(file) = File::open(folder) else {
            return Ok(Self(None));
        };
        let begun = std::time::Instant::now();
        loop {
            match lock(&file) {
                Locked::Yes => return Ok(Self(Some(file))),
                Locked::Never => return Ok(Self(None)),
                Locked::Busy if begun.elapsed() > PATIENCE => {
                    let message = format!(
                        "another program has been writing into this folder for {} s",
                        PATIENCE.as_secs()
                    );
                    return Err(io::Error::new(io::ErrorKind::ResourceBusy, message));
                }
                Locked::Busy => std::thread::sleep(PAUSE),
            }
        }
    }

    /// Whether there is a lock at all.
    pub const fn is_sure(&self) -> bool {
        self.0.is_some()
    }
}

/// Marks a new file as one whose writer lives.
pub fn hold(file: &File) {
    let _ = lock(file);
}

/// Whether the writer of a file lives, as far as one can see.
pub fn is_held(path: &Path) -> bool {
    File::open(path).map_or(true, |file| !matches!(lock(&file), Locked::Yes))
}

enum Locked {
    Yes,
    Busy,
    Never,
}

#[cfg(unix)]
fn lock(file: &File) -> Locked {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    loop {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Locked::Yes,
            Err(Errno::WOULDBLOCK) => return Locked::Busy,
            Err(Errno::INTR) => {}
            Err(_) => return Locked::Never,
        }
    }
}

#[cfg(not(unix))]
fn lock(_: &File) -> Locked {
    Locked::Never
}
