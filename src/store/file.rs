//! A file outside the organization: what somebody imports or exports. Written whole or not at all, as everything that is
//! written here.

use std::fs;
use std::io;
use std::path::Path;

use super::disk::{TEMPORARY, sync_directory};
use super::fault::{self, Point};
use super::problem::{Problem, ProblemKind};
use super::read::{self, LARGEST_DOCUMENT};
use super::rights;

/// A whole file from outside the organization, if it is not larger than [`LARGEST_DOCUMENT`].
///
/// # Errors
/// [`Problem`] when it cannot be read, is no file, or is larger.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Problem> {
    read::bytes(path, LARGEST_DOCUMENT)
}

/// A whole file from outside the organization, if it is not larger than `limit` bytes.
///
/// # Errors
/// As [`read_file`].
pub fn read_file_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    read::bytes(path, limit)
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and nothing is written.
    Keep,
}

/// Writes a file. One that is replaced keeps its rights; where there is none, the process's own habits count.
///
/// # Errors
/// [`Problem`]: [`ProblemKind::Exists`] when there is such a file and it is to be kept, [`ProblemKind::NotForced`] when it
/// is written and may not last, else what the system said. But for the second, nothing was written.
pub fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Problem> {
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::of(path, ProblemKind::Exists),
        _ => Problem::io(path, error),
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    // A rename would put a file in the place of a device, a pipe or a link that leads nowhere.
    if fs::symlink_metadata(&target).is_ok_and(|there| !there.is_file()) {
        return Err(Problem::of(path, ProblemKind::NotAFile));
    }
    if existing == Existing::Keep && target.exists() {
        return Err(Problem::of(path, ProblemKind::Exists));
    }
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    replace(&target, parent, bytes, existing).map_err(|error| failed(&error))?;
    sync_directory(parent)
}

/// Here nobody holds a lock: the unfinished file has a name that no other process takes.
fn replace(target: &Path, parent: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let old = fs::metadata(target).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    if old.is_none() {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    fault::at(Point::TemporaryCreate)?;
    let mut file = builder.tempfile_in(parent)?;
    fault::write(file.as_file_mut(), bytes, Point::TemporaryWrite, Point::TemporaryPart)?;
    if let Some(old) = &old {
        rights::keep(file.as_file(), old)?;
    }
    fault::at(Point::TemporarySync)?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Replace => {
            fault::at(Point::Rename)?;
            file.persist(target)?;
        }
        Existing::Keep => {
            fault::at(Point::Place)?;
            file.persist_noclobber(target)?;
        }
    }
    Ok(())
}
