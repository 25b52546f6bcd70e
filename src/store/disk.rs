//! Replacing a file whole or not at all.
//!
//! The new bytes go into a file beside the old one, are forced to the disk, and take its place by a rename: whoever
//! reads, and whatever is killed, sees the old document or the new one.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::lock::refused;
use super::problem::{ApplyError, Problem};

/// What the names of unfinished files begin with.
pub(super) const TEMPORARY: &str = ".tmp";

/// The places at which a test lets a write fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Writing the temporary file.
    Temporary,
    /// Writing the journal line.
    Journal,
    /// Renaming.
    Rename,
}

/// Asked at each [`Point`]; says what the system would say. Nothing but a test ever answers with an error.
pub(super) type Checkpoint = fn(Point) -> io::Result<()>;

/// New bytes for a file, safe on the disk, not in its place yet.
#[derive(Debug)]
pub(super) struct Prepared {
    temporary: PathBuf,
    target: PathBuf,
}

impl Prepared {
    /// Writes the bytes beside `target`, with the rights of the file they will replace. A symbolic link is followed: it
    /// stays one.
    pub(super) fn write(target: &Path, bytes: &[u8], checkpoint: Checkpoint) -> Result<Prepared, ApplyError> {
        let target = fs::canonicalize(target).map_err(|error| Problem::io(target, &error))?;
        let temporary = temporary_of(&target);
        let written = write_new(&temporary, &target, bytes, checkpoint);
        let prepared = Prepared { temporary, target };
        // Dropping what is prepared removes it again.
        written.map_err(|error| refused(&prepared.target, &error))?;
        Ok(prepared)
    }

    /// Puts the new bytes into their place.
    pub(super) fn commit(mut self, checkpoint: Checkpoint) -> Result<(), Problem> {
        checkpoint(Point::Rename)
            .and_then(|()| fs::rename(&self.temporary, &self.target))
            .map_err(|error| Problem::io(&self.target, &error))?;
        let directory = self.target.parent().map(Path::to_path_buf);
        self.temporary = PathBuf::new();
        if let Some(directory) = directory {
            sync_directory(&directory);
        }
        Ok(())
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

fn write_new(temporary: &Path, target: &Path, bytes: &[u8], checkpoint: Checkpoint) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.set_permissions(fs::metadata(target)?.permissions())?;
    checkpoint(Point::Temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename or a new file last. Some file systems cannot do that for a directory; the file itself is safe then, so
/// a failure is only logged.
pub(super) fn sync_directory(directory: &Path) {
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
    let paths = entries.flatten().filter(|entry| is_unfinished(&entry.file_name()));
    paths.map(|entry| entry.path()).collect()
}
