//! A file outside the organization: what somebody imports or exports. Written whole or not at all, as everything that is
//! written here.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::disk::{TEMPORARY, sync_directory};
use super::problem::{Problem, ProblemKind};
use super::read::{self, LARGEST_DOCUMENT};

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

/// Writes a file.
///
/// # Errors
/// [`Problem`]: [`ProblemKind::Exists`] when there is such a file and it is to be kept, else what the system said. Then
/// nothing was written.
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
    replace(&target, bytes, existing).map_err(|error| failed(&error))
}

fn replace(target: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(parent)?;
    if let Ok(metadata) = fs::metadata(target) {
        if metadata.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Replace => file.persist(target)?,
        Existing::Keep => file.persist_noclobber(target)?,
    };
    sync_directory(parent);
    Ok(())
}
