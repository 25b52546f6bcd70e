//! Making an organization: an empty one, or the built-in sample.
//!
//! It is built beside its place and then renamed into it: there is a whole organization or none. Who is killed while building
//! leaves `.tmp-NAME` beside the place; whoever builds there next, or starts with the organization of that name, takes it
//! away, unless the lock in it says that somebody is still at it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::directory::{Directory, Mode};
use super::disk::{sync_directory, temporary_of};
use super::fault::{self, Point};
use super::layout::quoted;
use super::lock::{LOCK_FILE, Lock};
use super::organization::ORGANIZATION_FILE;
use super::problem::{ApplyError, Problem, ProblemKind};

/// The directories that every organization has from the start.
const PARTS: [&str; 4] = ["servers", "certificates", "requests", "trust"];

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
    // What is there already has a real name, also where it was called `.` or by a link.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    fs::create_dir_all(parent(&place)).map_err(|error| failed(&error))?;
    free(&place).map_err(|error| failed(&error))?;
    let site = Site::begin(&place)?.ok_or_else(|| Problem::of(path, ProblemKind::BeingMade))?;
    // Whoever was at it until now may have finished.
    free(&place).map_err(|error| failed(&error))?;
    site.build(files).map_err(|error| failed(&error))?;
    let filled = fill(&site.inside())?;
    site.finish(&place).map_err(|error| failed(&error))?;
    sync_directory(parent(&place))?;
    Ok(filled)
}

/// Takes away what somebody who was killed while making the organization in `root` has left beside it. What cannot be taken
/// away now is there at the next start.
pub(super) fn tidy(root: &Path) {
    let Ok(place) = fs::canonicalize(root) else { return };
    if fs::symlink_metadata(temporary_of(&place)).is_ok_and(|there| there.is_dir()) {
        // Begun and not finished, it is taken away.
        let _ = Site::begin(&place);
    }
}

/// Nothing may be there, or an empty directory.
fn free(place: &Path) -> io::Result<()> {
    match fs::read_dir(place) {
        Ok(mut entries) => entries.next().map_or(Ok(()), |_| Err(io::ErrorKind::DirectoryNotEmpty.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where an organization is built. Dropped, it goes with all that is in it.
#[derive(Debug)]
struct Site {
    directory: PathBuf,
    /// Says that somebody is at it; gone before its file is.
    lock: Option<Lock>,
}

impl Site {
    /// Makes the site for what will be at `place`, or takes over what a killed one left; `None` while somebody is at it.
    fn begin(place: &Path) -> Result<Option<Site>, Problem> {
        let directory = temporary_of(place);
        make_directory(&directory).map_err(|error| Problem::io(&directory, &error))?;
        let lock = match Lock::take_unsigned(&directory.join(LOCK_FILE)) {
            Ok(lock) => lock,
            Err(ApplyError::Problem(problem) | ApplyError::NotPermitted(problem)) => {
                let _ = fs::remove_dir(&directory);
                return Err(problem);
            }
            Err(_) => None,
        };
        let Some(lock) = lock else { return Ok(None) };
        let site = Site { directory, lock: Some(lock) };
        site.clear().map_err(|error| Problem::io(&site.inside(), &error))?;
        Ok(Some(site))
    }

    fn inside(&self) -> PathBuf {
        self.directory.join("organization")
    }

    fn clear(&self) -> io::Result<()> {
        let inside = self.inside();
        if fs::symlink_metadata(&inside).is_err() {
            return Ok(());
        }
        fault::at(Point::BuildTidy)?;
        fs::remove_dir_all(inside)
    }

    fn build(&self, files: &[(&str, &[u8])]) -> io::Result<()> {
        let inside = self.inside();
        let mut directories = vec![inside.clone()];
        directories.extend(PARTS.map(|part| inside.join(part)));
        for (name, _) in files {
            directories.extend(inside.join(name).parent().map(Path::to_path_buf));
        }
        directories.sort();
        directories.dedup();
        directories.iter().try_for_each(|directory| make_directory(directory))?;
        files.iter().try_for_each(|(name, bytes)| make_file(&inside.join(name), bytes))?;
        directories.iter().try_for_each(|directory| {
            sync_directory(directory).map_err(|problem| io::Error::other(problem.kind.to_string()))
        })
    }

    /// Gives it its place.
    fn finish(self, place: &Path) -> io::Result<()> {
        fault::at(Point::BuildPlace)?;
        // A rename takes an empty directory's place on Unix, and never a full one's; Windows wants the place free.
        #[cfg(windows)]
        if place.exists() {
            fs::remove_dir(place)?;
        }
        fs::rename(self.inside(), place)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What cannot be taken away now is taken away by whoever comes next.
        let mut tidy = || {
            self.clear()?;
            self.lock = None;
            fault::at(Point::BuildTidy)?;
            fs::remove_file(self.directory.join(LOCK_FILE))?;
            fault::at(Point::BuildTidy)?;
            fs::remove_dir(&self.directory)
        };
        if let Err(error) = tidy() {
            let directory = self.directory.to_string_lossy();
            tracing::warn!(directory = %directory.escape_debug(), %error, "what was built in could not be taken away");
        }
    }
}

fn make_directory(directory: &Path) -> io::Result<()> {
    if directory.is_dir() {
        return Ok(());
    }
    fault::at(Point::BuildDirectory)?;
    match fs::create_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn make_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fault::at(Point::BuildFile)?;
    let mut file = File::create_new(path)?;
    fault::write(&mut file, bytes, Point::BuildWrite, Point::BuildPart)?;
    fault::at(Point::BuildSync)?;
    file.sync_all()
}
