//! Where the files of an organization really are: a link may lead from one place of it to another, but nothing is written
//! through one that leads out of it.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::problem::{Problem, ProblemKind};

/// A file or directory must not lead out of the organization in `root`. One that is not there leads nowhere.
pub(super) fn stays_inside(root: &Path, path: &Path) -> Result<(), Problem> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| Problem::io(path, &error));
    if real(path)?.starts_with(real(root)?) {
        return Ok(());
    }
    Err(Problem::of(path, ProblemKind::LeadsOut))
}

/// The lock and the journal are written in their places, never through a link: what it leads to would be emptied, or get
/// lines. What is there has to be a file; `None` where nothing is.
pub(super) fn own_file(path: &Path) -> Result<Option<Metadata>, Problem> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_symlink() => Err(Problem::of(path, ProblemKind::Link)),
        Ok(there) if !there.is_file() => Err(Problem::of(path, ProblemKind::NotAFile)),
        Ok(there) => Ok(Some(there)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::io(path, &error)),
    }
}

/// Whether an open file still is the one of that name: somebody may have taken it away, or put another in its place.
#[cfg(unix)]
pub(super) fn is_still(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: &Metadata, b: &Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(open), Ok(there)) if same(&open, &there))
}

/// Windows lets nobody take away a file that is open.
#[cfg(not(unix))]
pub(super) fn is_still(_: &fs::File, _: &Path) -> bool {
    true
}

/// Whether the file has no other name.
#[cfg(unix)]
pub(super) fn is_only_name(file: &fs::File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().is_ok_and(|metadata| metadata.nlink() == 1)
}

/// Nothing tells here; hard links are rare on Windows.
#[cfg(not(unix))]
pub(super) fn is_only_name(_: &fs::File) -> bool {
    true
}
