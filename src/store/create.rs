//! Making an organization: an empty one, or the built-in sample.
//!
//! It is built beside its place and then renamed into it: there is a whole organization or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::directory::{Directory, Mode};
use super::disk::{TEMPORARY, sync_directory};
use super::layout::quoted;
use super::organization::ORGANIZATION_FILE;
use super::problem::{Problem, ProblemKind};

/// Makes an empty organization of that name in `path`, which must not exist or be an empty directory.
///
/// # Errors
/// [`Problem`]: [`ProblemKind::NotEmpty`], or what the system said. Then nothing was made.
pub fn create(path: &Path, name: &str) -> Result<(), Problem> {
    create_from(path, &[(ORGANIZATION_FILE, empty(name).as_bytes())])
}

/// Makes an organization of that name in `path`, which must not exist or be an empty directory, with what `fill` puts into it
/// before it is in its place.
///
/// # Errors
/// That of `fill`, or a [`Problem`] as for [`create`]. Then nothing was made.
pub fn create_with<T, E: From<Problem>>(
    path: &Path,
    name: &str,
    fill: impl FnOnce(&mut Directory) -> Result<T, E>,
) -> Result<T, E> {
    build(path, &[(ORGANIZATION_FILE, empty(name).as_bytes())], |inside| {
        fill(&mut Directory::open(inside, Mode::ReadWrite)?)
    })
}

/// The document of an organization of which only the name is known.
fn empty(name: &str) -> String {
    format!(
        "# What holds for every server of the organization. See docs/store.md.\n\nschema = 1\nname = {}\n",
        quoted(name, '"')
    )
}

/// Makes an organization of these files, each with its path inside it (`/` between the parts), in `path`, which must not
/// exist or be an empty directory. The built-in sample comes this way.
///
/// # Errors
/// [`Problem`]: [`ProblemKind::NotEmpty`], or what the system said. Then nothing was made.
pub fn create_from(path: &Path, files: &[(&str, &[u8])]) -> Result<(), Problem> {
    build(path, files, |_| Ok(()))
}

/// Builds it beside its place, lets `fill` add to it, and gives it its name.
fn build<T, E: From<Problem>>(
    path: &Path,
    files: &[(&str, &[u8])],
    fill: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => Problem::of(path, ProblemKind::NotEmpty),
        _ => Problem::io(path, error),
    };
    let occupied = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(failed(&error).into()),
    };
    if occupied {
        return Err(Problem::of(path, ProblemKind::NotEmpty).into());
    }
    // Removed with all that is in it unless it gets its name.
    let building = begin(path, files).map_err(|error| failed(&error))?;
    let inside = inside(&building);
    let filled = fill(&inside)?;
    finish(&inside, path).map_err(|error| failed(&error))?;
    Ok(filled)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn inside(building: &TempDir) -> PathBuf {
    building.path().join("organization")
}

fn begin(path: &Path, files: &[(&str, &[u8])]) -> io::Result<TempDir> {
    fs::create_dir_all(parent(path))?;
    let building = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(parent(path))?;
    let inside = inside(&building);
    for part in ["servers", "certificates", "requests", "trust"] {
        fs::create_dir_all(inside.join(part))?;
    }
    for (name, bytes) in files {
        let file = inside.join(name);
        if let Some(directory) = file.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(&file, bytes)?;
        fs::File::open(&file)?.sync_all()?;
    }
    Ok(building)
}

fn finish(inside: &Path, path: &Path) -> io::Result<()> {
    // A rename takes an empty directory's place on Unix, and never a full one's; Windows wants the place free.
    #[cfg(windows)]
    if path.exists() {
        fs::remove_dir(path)?;
    }
    fs::rename(inside, path)?;
    sync_directory(parent(path));
    Ok(())
}
