//! Replacing a file whole or not at all.
//!
//! The new bytes go into a file beside the old one, are forced to the disk, and take its place by a rename: whoever
//! reads, and whatever is killed, sees the old document or the new one.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::lock::refused;
use super::problem::{ApplyError, Problem, ProblemKind};

/// What the names of unfinished files begin with.
pub(super) const TEMPORARY: &str = ".tmp";

/// The places at which a test lets a write fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Writing the temporary file.
    Temporary,
    /// Forcing the temporary file to the disk.
    Sync,
    /// Putting a file into its place that was not there.
    Place,
    /// Writing the journal line.
    Journal,
    /// Renaming.
    Rename,
}

/// Asked at each [`Point`]; says what the system would say. Nothing but a test ever answers with an error.
pub(super) type Checkpoint = fn(Point) -> io::Result<()>;

/// New bytes for a file, not in its place yet.
#[derive(Debug)]
pub(super) struct Prepared {
    temporary: PathBuf,
    target: PathBuf,
    /// There is no such file yet, and there must be none when it comes.
    new: bool,
}

impl Prepared {
    /// Writes the bytes beside `target` and forces them to the disk, with the rights of the file they will replace. A
    /// symbolic link is followed: it stays one.
    pub(super) fn write(target: &Path, bytes: &[u8], checkpoint: Checkpoint) -> Result<Prepared, ApplyError> {
        let prepared = Prepared::replacing(target, bytes, checkpoint)?;
        prepared.may_sync(checkpoint)?;
        prepared.sync()?;
        Ok(prepared)
    }

    /// Writes the bytes beside the file that they will replace; [`Prepared::sync`] has to follow.
    pub(super) fn replacing(target: &Path, bytes: &[u8], checkpoint: Checkpoint) -> Result<Prepared, ApplyError> {
        let target = fs::canonicalize(target).map_err(|error| Problem::io(target, &error))?;
        let rights = fs::metadata(&target).map_err(|error| Problem::io(&target, &error))?.permissions();
        Prepared { temporary: temporary_of(&target), target, new: false }.filled(bytes, Some(rights), checkpoint)
    }

    /// Writes the bytes beside the place of a file that is not there; [`Prepared::sync`] has to follow. Nothing is followed
    /// out of its directory.
    pub(super) fn making(target: &Path, bytes: &[u8], checkpoint: Checkpoint) -> Result<Prepared, ApplyError> {
        if fs::symlink_metadata(target).is_ok() {
            return Err(Problem::of(target, ProblemKind::Exists).into());
        }
        let target = target.to_path_buf();
        Prepared { temporary: temporary_of(&target), target, new: true }.filled(bytes, None, checkpoint)
    }

    fn filled(
        self,
        bytes: &[u8],
        rights: Option<fs::Permissions>,
        checkpoint: Checkpoint,
    ) -> Result<Prepared, ApplyError> {
        // Dropping what is prepared removes it again.
        let written = write_new(&self.temporary, rights, bytes, checkpoint);
        written.map_err(|error| refused(&self.target, &error))?;
        Ok(self)
    }

    /// Asked before [`Prepared::sync`].
    pub(super) fn may_sync(&self, checkpoint: Checkpoint) -> Result<(), ApplyError> {
        checkpoint(Point::Sync).map_err(|error| refused(&self.target, &error))
    }

    /// Forces the bytes to the disk.
    pub(super) fn sync(&self) -> Result<(), ApplyError> {
        // Opened for writing: Windows forces nothing else.
        let opened = OpenOptions::new().write(true).open(&self.temporary);
        let forced = opened.and_then(|file| file.sync_all());
        forced.map_err(|error| refused(&self.target, &error))
    }

    /// Puts the new bytes into their place, for good.
    pub(super) fn commit(self, checkpoint: Checkpoint) -> Result<(), Problem> {
        let target = self.rename(Point::Rename, checkpoint)?;
        if let Some(directory) = target.parent() {
            sync_directory(directory);
        }
        Ok(())
    }

    /// Puts a file that is new into its place and says where that is; its directory has to be forced to the disk then.
    pub(super) fn place(self, checkpoint: Checkpoint) -> Result<PathBuf, Problem> {
        self.rename(Point::Place, checkpoint)
    }

    fn rename(mut self, point: Point, checkpoint: Checkpoint) -> Result<PathBuf, Problem> {
        let renamed = checkpoint(point).and_then(|()| {
            if self.new {
                let temporary = tempfile::TempPath::try_from_path(&self.temporary)?;
                return temporary.persist_noclobber(&self.target).map_err(io::Error::from);
            }
            fs::rename(&self.temporary, &self.target)
        });
        renamed.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::of(&self.target, ProblemKind::Exists),
            _ => Problem::io(&self.target, &error),
        })?;
        self.temporary = PathBuf::new();
        Ok(std::mem::take(&mut self.target))
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if !self.temporary.as_os_str().is_empty() {
            // What cannot be removed now is removed at the next start.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// The name is always the same, so that at most one is ever left behind; the lock keeps two writers from sharing it.
fn temporary_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{TEMPORARY}-{name}"))
}

fn write_new(
    temporary: &Path,
    rights: Option<fs::Permissions>,
    bytes: &[u8],
    checkpoint: Checkpoint,
) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    if let Some(rights) = rights {
        file.set_permissions(rights)?;
    }
    checkpoint(Point::Temporary)?;
    file.write_all(bytes)
}

/// Makes a rename or a new file last. Some file systems cannot do that for a directory; the file itself is safe then, so
/// a failure is only logged.
pub(crate) fn sync_directory(directory: &Path) {
    #[cfg(unix)]
    if let Err(error) = File::open(directory).and_then(|directory| directory.sync_all()) {
        let directory = directory.to_string_lossy();
        tracing::warn!(directory = %directory.escape_debug(), %error, "the directory could not be forced to the disk");
    }
    // Windows has no such call; renames are journaled there.
    #[cfg(not(unix))]
    let _ = (directory, File::open::<&Path>);
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
