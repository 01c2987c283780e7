//! Files that are written whole or not at all, alone or as a set.
//!
//! A file grows under a temporary name (`.kamergraph-…`) beside its place, and takes its own name when
//! it is whole. The files of a set do so together: all of them are whole before the first gets its
//! name, and where one cannot get it those before it are put back. Two programs that write into one
//! folder do so one after the other, so what stands there is of one run.
//!
//! What nothing can help: a program that is killed outright between two names, some microseconds,
//! leaves files of two runs, each of them whole.
//!
//! Temporary files of a program that was killed outright are taken away by the next one that writes
//! into the folder. Each is locked by its writer while that lives, by which they are told apart.

mod lock;
mod name;

pub use name::safe_name;

use super::ExportError;
use lock::{FolderLock, hold, is_held};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How the names of temporary files begin.
pub const TEMPORARY: &str = ".kamergraph-";

/// Temporary files and folders of this program that are there now. Names are given under its lock,
/// too, so that who holds it interrupts no set.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away all temporary files of this program, for one that ends before its work is done. A set
/// that is just getting its names gets them first; after it no file gets a name any more.
pub fn abandon() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        // There is nobody left to tell of a file that stays.
        let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir_all(path));
    }
    std::mem::forget(unfinished);
}

fn fault(path: &Path) -> impl FnOnce(io::Error) -> ExportError {
    let path = path.to_owned();
    move |cause| ExportError::Write { path, cause }
}

/// The folder in which a file stands.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes a file whole or not at all. Missing folders are made.
///
/// # Errors
///
/// [`ExportError::Write`] with the path that stands in the way.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    write_files(&[(path, bytes)])
}

/// Writes files, all of them whole or none. Missing folders are made.
///
/// # Errors
///
/// [`ExportError::Write`] with the path that stands in the way; then all is as it was before.
pub fn write_files(files: &[(&Path, &[u8])]) -> Result<(), ExportError> {
    let mut made = BTreeMap::new();
    let mut set = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let folder = folder_of(path);
        let first = !made.contains_key(folder);
        if first {
            made.insert(folder, MadeFolders::make(folder).map_err(fault(folder))?);
        }
        let mut file = Growing::begin_in(folder, first)?;
        file.write(bytes)?;
        set.push((file, path.to_path_buf()));
    }
    Growing::finish_all(set)?;
    made.into_values().for_each(MadeFolders::keep);
    Ok(())
}

/// A temporary file or folder, gone when it is dropped.
#[derive(Debug)]
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        unfinished().remove(&self.0);
    }
}

/// A file that grows under a temporary name and gets its own when it is whole. Dropped before that,
/// it is gone.
#[derive(Debug)]
pub struct Growing {
    folder: PathBuf,
    // Fields are dropped in this order: a file is listed for as long as it is there.
    file: BufWriter<tempfile::NamedTempFile>,
    listed: Listed,
    /// Folders that were made for it, the innermost first.
    made: MadeFolders,
    bytes: usize,
}

impl Growing {
    /// Begins a file in a folder, which is made where it is missing. What a program that was killed
    /// left behind in the folder is taken away.
    ///
    /// # Errors
    ///
    /// [`ExportError::Write`] when the folder cannot be made or written to.
    pub fn begin(folder: &Path) -> Result<Self, ExportError> {
        let made = MadeFolders::make(folder).map_err(fault(folder))?;
        let begun = Self::begin_in(folder, true)?;
        Ok(Self { made, ..begun })
    }

    /// Begins a file in a folder that is there, and clears it where that was not just done.
    fn begin_in(folder: &Path, clear: bool) -> Result<Self, ExportError> {
        let lock = FolderLock::of(folder).map_err(fault(folder))?;
        if clear && lock.is_sure() {
            sweep(folder);
        }
        let mut unfinished = unfinished();
        let file = temporary(folder).map_err(fault(folder))?;
        hold(file.as_file());
        unfinished.insert(file.path().to_owned());
        Ok(Self {
            folder: folder.to_owned(),
            listed: Listed(file.path().to_owned()),
            file: BufWriter::new(file),
            made: MadeFolders::default(),
            bytes: 0,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    ///
    /// [`ExportError::Write`] when they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.bytes += bytes.len();
        self.file.write_all(bytes).map_err(fault(&self.folder))
    }

    /// How many bytes it holds.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Gives the file its name, in the folder in which it was begun or another one of the same disk,
    /// in place of a file that bears it already. A missing folder is made.
    ///
    /// # Errors
    ///
    /// [`ExportError::Write`] with the path that stands in the way.
    pub fn finish(self, path: &Path) -> Result<(), ExportError> {
        Self::finish_all(vec![(self, path.to_owned())])
    }

    /// Gives files their names, all of them or none, as [`finish`](Self::finish) does for one.
    ///
    /// # Errors
    ///
    /// [`ExportError::Write`] with the path that stands in the way; then no name has changed.
    pub fn finish_all(set: Vec<(Self, PathBuf)>) -> Result<(), ExportError> {
        // What is declared first goes last, where a fault ends this: an entry of the list takes its
        // lock, and a folder goes when nothing is in it any more.
        let (mut entries, mut made) = (Vec::new(), Vec::new());
        let mut ready = Vec::with_capacity(set.len());
        for (growing, path) in set {
            entries.push(growing.listed);
            let folder = folder_of(&path);
            made.push(MadeFolders::make(folder).map_err(fault(folder))?);
            made.push(growing.made);
            let file = growing.file.into_inner();
            let file = file.map_err(|error| fault(&path)(error.into_error()))?;
            ready.push((file, path));
        }
        // In the order of their names, so that no two programs wait for each other.
        let folders: BTreeSet<PathBuf> = ready
            .iter()
            .map(|(_, path)| folder_of(path).to_owned())
            .collect();
        let locks = folders
            .iter()
            .map(|folder| FolderLock::of(folder).map_err(fault(folder)));
        let _locks = locks.collect::<Result<Vec<_>, _>>()?;
        let several = ready.len() > 1;
        let _unfinished = unfinished();
        let mut done = Done::default();
        for (file, path) in ready {
            let old = if several {
                Old::of(&path)
            } else {
                Old::Unknown
            };
            file.persist(&path)
                .map_err(|error| fault(&path)(error.error))?;
            done.0.push((path, old));
        }
        done.0.clear();
        made.into_iter().for_each(MadeFolders::keep);
        Ok(())
    }
}

/// What stood at a path before a file of a set took its place.
#[derive(Debug)]
enum Old {
    /// Nothing.
    Nothing,
    /// A file, which has this second name for the time being.
    File(tempfile::TempPath),
    /// It cannot be kept, or need not be.
    Unknown,
}

impl Old {
    fn of(path: &Path) -> Self {
        let name = format!("{TEMPORARY}old-{}", std::process::id());
        let name = path.file_name().map(|own| {
            let mut name = std::ffi::OsString::from(name);
            name.push("-");
            name.push(own);
            folder_of(path).join(name)
        });
        let Some(name) = name else {
            return Self::Unknown;
        };
        match std::fs::hard_link(path, &name) {
            Ok(()) => tempfile::TempPath::try_from_path(name).map_or(Self::Unknown, Self::File),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::Nothing,
            Err(_) => Self::Unknown,
        }
    }
}

/// Names that were given so far. Those that are left when it is dropped are taken back.
#[derive(Debug, Default)]
struct Done(Vec<(PathBuf, Old)>);

impl Drop for Done {
    fn drop(&mut self) {
        for (path, old) in self.0.drain(..) {
            // The fault that led here is told; this is as good as can be.
            let _ = match old {
                Old::Nothing => std::fs::remove_file(path),
                Old::File(old) => old.persist(path).map_err(|error| error.error),
                Old::Unknown => Ok(()),
            };
        }
    }
}

/// Folders that were missing, taken away again unless there is something in them to keep.
#[derive(Debug, Default)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn make(folder: &Path) -> io::Result<Self> {
        let missing = folder
            .ancestors()
            .filter(|path| !path.as_os_str().is_empty());
        let missing: Vec<PathBuf> = missing
            .take_while(|path| !path.exists())
            .map(Path::to_owned)
            .collect();
        std::fs::create_dir_all(folder)?;
        Ok(Self(missing))
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One that is not empty stays.
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// A folder for what a program needs on disk while it runs. Gone when it is dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: tempfile::TempDir,
    _listed: Listed,
}

impl Scratch {
    /// A new folder where the system keeps such.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn new() -> io::Result<Self> {
        let mut unfinished = unfinished();
        let folder = tempfile::Builder::new().prefix("kamergraph-").tempdir()?;
        unfinished.insert(folder.path().to_owned());
        Ok(Self {
            _listed: Listed(folder.path().to_owned()),
            folder,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Takes away temporary files whose writers are gone. The folder is locked meanwhile: nobody is just
/// beginning one.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(TEMPORARY) && !is_held(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A new file in `folder`, with the rights that any new file of the user has: temporary files are
/// private to their user otherwise.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
