//! What files are before a repair: copies of them in `backup/<TIME>/`, under the same names, safe on the disk before
//! anything is touched.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::super::disk::{TEMPORARY, sync_directory};
use super::super::problem::{Problem, ProblemKind};
use super::super::time::rfc3339;
use crate::engine::Moment;

/// The directory of the backups inside an organization.
pub(super) const BACKUP: &str = "backup";

/// How many backups may have the same second.
const MOST_AT_ONCE: usize = 100;

/// A copy to be made: the file relative to the organization, and its bytes where they are known already.
pub(super) struct Copy {
    pub(super) file: PathBuf,
    pub(super) bytes: Option<Vec<u8>>,
}

/// Copies the files and gives the directory, relative to the organization. There is a whole backup or none.
pub(super) fn write(root: &Path, at: Moment, copies: &[Copy]) -> Result<PathBuf, Problem> {
    let backups = root.join(BACKUP);
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error: io::Error| Problem::io(&path, &error)
    };
    if fs::symlink_metadata(&backups).is_ok_and(|found| found.is_symlink()) {
        return Err(Problem::of(&backups, ProblemKind::LeadsOut));
    }
    match shared(root).create(&backups) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(&backups)(error)),
        _ => {}
    }
    let stamp = rfc3339(at).replace(':', "");
    let names = (1..=MOST_AT_ONCE).map(|n| if n == 1 { stamp.clone() } else { format!("{stamp}-{n}") });
    let name = names.into_iter().find(|name| fs::symlink_metadata(backups.join(name)).is_err());
    let name = name.ok_or_else(|| Problem::of(&backups, ProblemKind::Exists))?;
    let building = building(&backups).map_err(failed(&backups))?;
    for copy in copies {
        let directory = one(root, building.path(), copy).map_err(failed(&root.join(&copy.file)))?;
        sync_directory(&directory)?;
    }
    sync_directory(building.path())?;
    fs::rename(building.path(), backups.join(&name)).map_err(failed(&backups))?;
    // It has its name: nothing is left that would have to be removed.
    let _ = building.keep();
    sync_directory(&backups)?;
    sync_directory(root)?;
    Ok(Path::new(BACKUP).join(name))
}

/// A backup that has no name yet, removed unless it gets one.
fn building(backups: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o700));
    builder.tempdir_in(backups)
}

/// Copies one file, and says which directory has it now.
fn one(root: &Path, backup: &Path, copy: &Copy) -> io::Result<PathBuf> {
    let target = backup.join(&copy.file);
    let directory = target.parent().unwrap_or(backup);
    own().recursive(true).create(directory)?;
    let mut to = private().write(true).create_new(true).open(&target)?;
    match &copy.bytes {
        Some(bytes) => io::Write::write_all(&mut to, bytes)?,
        None => drop(io::copy(&mut File::open(root.join(&copy.file))?, &mut to)?),
    }
    to.sync_all()?;
    Ok(directory.to_owned())
}

/// A directory for everybody who shares the organization, and nobody else.
#[cfg(unix)]
fn shared(root: &Path) -> DirBuilder {
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
    let mode = fs::metadata(root).map_or(0o700, |root| root.mode() & 0o770);
    let mut builder = DirBuilder::new();
    builder.mode(mode);
    builder
}

#[cfg(not(unix))]
fn shared(_root: &Path) -> DirBuilder {
    DirBuilder::new()
}

/// A directory that is its owner's alone: no copy is open to more than its file was.
#[cfg(unix)]
fn own() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn own() -> DirBuilder {
    DirBuilder::new()
}

/// A file that is its owner's alone.
#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}
