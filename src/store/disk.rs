//! Replacing a file whole or not at all.
//!
//! The new bytes go into a file beside the old one, are forced to the disk, and take its place by a rename: whoever
//! reads, and whatever is killed, sees the old document or the new one.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::fault::{self, Point};
use super::lock::refused;
use super::problem::{ApplyError, Problem, ProblemKind};
use super::read::{self, LARGEST_DOCUMENT};
use super::revision::revision;
use super::rights;
use crate::engine::Revision;

/// What the names of unfinished files begin with.
pub(super) const TEMPORARY: &str = ".tmp";

/// New bytes for a file, not in its place yet. Dropped, they are removed again.
#[derive(Debug)]
pub(super) struct Prepared {
    temporary: PathBuf,
    target: PathBuf,
    /// There is no such file yet, and there must be none when it comes.
    new: bool,
    /// What the bytes are.
    revision: Revision,
}

/// A file that is in its place; its directory has to be forced to the disk for that to last.
#[derive(Debug)]
#[must_use]
pub(super) struct Placed(pub(super) PathBuf);

/// Why a file did not come into its place.
#[derive(Debug)]
pub(super) struct NotPlaced {
    pub(super) problem: Problem,
    /// What is in its place now could not be read: it may have come all the same.
    pub(super) perhaps: bool,
}

impl From<NotPlaced> for ApplyError {
    fn from(not_placed: NotPlaced) -> ApplyError {
        ApplyError::of_writing(not_placed.problem)
    }
}

impl Prepared {
    /// Writes the bytes beside `target` and forces them to the disk, with the rights of the file they will replace. A
    /// symbolic link is followed: it stays one.
    pub(super) fn write(target: &Path, bytes: &[u8]) -> Result<Prepared, ApplyError> {
        Prepared::replacing(target, bytes)?.forced()
    }

    /// Forces the bytes to the disk, once that was asked.
    pub(super) fn forced(self) -> Result<Prepared, ApplyError> {
        self.may_sync()?;
        self.sync()?;
        Ok(self)
    }

    /// Writes the bytes beside the file that they will replace; [`Prepared::sync`] has to follow.
    pub(super) fn replacing(target: &Path, bytes: &[u8]) -> Result<Prepared, ApplyError> {
        let target = fs::canonicalize(target).map_err(|error| Problem::io(target, &error))?;
        let old = fs::metadata(&target).map_err(|error| Problem::io(&target, &error))?;
        Prepared::filled(&target, Some(&old), bytes)
    }

    /// Writes the bytes beside the place of a file that is not there; [`Prepared::sync`] has to follow. Nothing is followed
    /// out of its directory.
    pub(super) fn making(target: &Path, bytes: &[u8]) -> Result<Prepared, ApplyError> {
        if fs::symlink_metadata(target).is_ok() {
            return Err(Problem::of(target, ProblemKind::Exists).into());
        }
        Prepared::filled(target, None, bytes)
    }

    fn filled(target: &Path, old: Option<&Metadata>, bytes: &[u8]) -> Result<Prepared, ApplyError> {
        let temporary = temporary_of(target);
        let failed = |error: &io::Error| refused(target, error);
        let file = create(&temporary, old).map_err(|error| failed(&error))?;
        let (target, new) = (target.to_path_buf(), old.is_none());
        // From here on dropping it removes the file.
        let prepared = Prepared { temporary, target, new, revision: revision(bytes) };
        fill(file, old, bytes).map_err(|error| failed(&error))?;
        Ok(prepared)
    }

    /// Asked before [`Prepared::sync`].
    pub(super) fn may_sync(&self) -> Result<(), ApplyError> {
        fault::at(Point::TemporarySync).map_err(|error| refused(&self.target, &error))
    }

    /// Forces the bytes to the disk.
    pub(super) fn sync(&self) -> Result<(), ApplyError> {
        // Opened for writing: Windows forces nothing else.
        let opened = OpenOptions::new().write(true).open(&self.temporary);
        let forced = opened.and_then(|file| file.sync_all());
        forced.map_err(|error| refused(&self.target, &error))
    }

    /// Puts the new bytes into their place, for good.
    pub(super) fn commit(self) -> Result<(), ApplyError> {
        Ok(self.place()?.force()?)
    }

    /// Puts the new bytes into their place, where whoever reads finds them. [`Placed::force`] has to follow.
    pub(super) fn place(mut self) -> Result<Placed, NotPlaced> {
        let renamed = if self.new {
            fault::at(Point::Place).and_then(|()| {
                let temporary = tempfile::TempPath::try_from_path(&self.temporary)?;
                temporary.persist_noclobber(&self.target).map_err(io::Error::from)
            })
        } else {
            fault::at(Point::Rename).and_then(|()| fs::rename(&self.temporary, &self.target))
        };
        if let Err(error) = renamed {
            // Over a network a rename may be reported to have failed that happened: what is there now counts.
            let happened = self.happened();
            if happened != Ok(true) {
                let problem = match error.kind() {
                    io::ErrorKind::AlreadyExists => Problem::of(&self.target, ProblemKind::Exists),
                    _ => Problem::io(&self.target, &error),
                };
                return Err(NotPlaced { problem, perhaps: happened.is_err() });
            }
        }
        self.temporary = PathBuf::new();
        Ok(Placed(std::mem::take(&mut self.target)))
    }

    /// Whether the new bytes are in their place; an error where that cannot be read.
    fn happened(&self) -> Result<bool, ()> {
        if fs::symlink_metadata(&self.temporary).is_ok() {
            return Ok(false);
        }
        match read::bytes(&self.target, LARGEST_DOCUMENT) {
            Ok(bytes) => Ok(revision(&bytes) == self.revision),
            Err(problem) if problem.kind == ProblemKind::NotFound => Ok(false),
            Err(_) => Err(()),
        }
    }
}

impl Placed {
    /// Forces the directory to the disk, so that the file stays in its place when the power goes.
    pub(super) fn force(self) -> Result<(), Problem> {
        self.0.parent().map_or(Ok(()), sync_directory)
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if !self.temporary.as_os_str().is_empty() {
            // What cannot be removed now is removed at the next start.
            let _ = fault::at(Point::TemporaryRemove).and_then(|()| fs::remove_file(&self.temporary));
        }
    }
}

/// The name is always the same, so that at most one is ever left behind; the lock keeps two writers from sharing it.
pub(super) fn temporary_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{TEMPORARY}-{name}"))
}

fn create(temporary: &Path, old: Option<&Metadata>) -> io::Result<File> {
    if fs::symlink_metadata(temporary).is_ok() {
        fault::at(Point::TemporaryStale)?;
        fs::remove_file(temporary)?;
    }
    fault::at(Point::TemporaryCreate)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if old.is_some() {
        rights::private(&mut options);
    }
    options.open(temporary)
}

fn fill(mut file: File, old: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    fault::write(&mut file, bytes, Point::TemporaryWrite, Point::TemporaryPart)?;
    old.map_or(Ok(()), |old| rights::keep(&file, old))
}

/// Makes a rename or a new file last. Some file systems cannot do that for a directory, and some directories can be written
/// but not read: the file itself is safe there, and that is all that can be had. What the disk says is an error.
pub(crate) fn sync_directory(directory: &Path) -> Result<(), Problem> {
    #[cfg(unix)]
    {
        let forced = fault::at(Point::DirectorySync).and_then(|()| File::open(directory)?.sync_all());
        match forced {
            Err(error) if cannot(&error) => {
                let directory = directory.to_string_lossy();
                tracing::warn!(directory = %directory.escape_debug(), %error, "this directory cannot be forced to the disk");
            }
            Err(error) => {
                return Err(Problem::of(directory, ProblemKind::NotForced { message: error.to_string() }));
            }
            Ok(()) => {}
        }
    }
    // Windows has no such call; renames are journaled there.
    #[cfg(not(unix))]
    let _ = directory;
    Ok(())
}

/// Whether the system says that there is no such thing as forcing this directory, rather than that it failed.
#[cfg(unix)]
fn cannot(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    /// "Bad file descriptor": what some network file systems answer for every directory.
    const EBADF: i32 = 9;
    matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) || error.raw_os_error() == Some(EBADF)
}

/// Whether that is the name of a file that a writer has not finished.
pub(super) fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(TEMPORARY)
}

/// The unfinished files in a directory.
pub(super) fn leftovers(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let unfinished = entries.flatten().filter(|entry| is_unfinished(&entry.file_name()));
    // An organization that is being made beside this one is a directory.
    let files = unfinished.filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
    files.map(|entry| entry.path()).collect()
}
