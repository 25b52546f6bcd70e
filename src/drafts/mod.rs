//! Drafts on the disk: what was entered on a page and not saved, kept in case the page does not end as it should.
//!
//! ```text
//!   STATE/drafts/2f0c71b3a45d9e80-4711.toml    what the page of process 4711 has not saved, of one organization
//!   STATE/drafts/2f0c71b3a45d9e80-4711.lock    locked for as long as that page lives
//! ```
//!
//! The name begins with a hash of the organization's path, so that a start finds the drafts of its own organization by one
//! listing. A draft whose lock can be taken is an orphan: its page is gone, however it ended. Whoever offers an orphan
//! holds its lock meanwhile, so that nobody else does.
//!
//! A lock's file is only ever removed by who holds it, and only once there is no draft beside it. So as long as there is a
//! draft, everybody means the same lock.

mod file;
#[cfg(test)]
mod tests;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::app::vocabulary::{Kept, Unsaved};
use crate::engine::Moment;
use crate::locale::{Message, say};
use crate::store::{hexadecimal, revision, sync_directory};
use file::Unreadable;

/// The directory of drafts, within the one of the program's state.
pub const DIRECTORY: &str = "drafts";
/// The largest draft, in bytes.
pub const LARGEST: usize = 1024 * 1024;
/// How many drafts are offered at one start.
pub const MOST: usize = 16;

const DRAFT: &str = "toml";
const LOCK: &str = "lock";
/// What a draft that nobody understands is called afterwards.
const ASIDE: &str = "unreadable";
/// How many pages of one organization may have the same process number: on one machine one, in containers that share a
/// home a few.
const PAGES: usize = 100;

/// Where the drafts of an organization are.
#[derive(Clone, Debug)]
struct Place {
    directory: PathBuf,
    /// What their names begin with.
    key: String,
    organization: PathBuf,
}

/// A draft's name, locked.
#[derive(Debug)]
struct Held {
    name: String,
    /// Closing it gives the lock back.
    _lock: File,
}

/// Keeps the draft of one page, and finds those of pages that are gone.
#[derive(Debug)]
pub struct Keeper {
    place: Option<Place>,
    user: String,
    own: Option<Held>,
    /// The orphans that are offered.
    offered: Vec<Held>,
    /// Whether what the page has told last is not on the disk.
    behind: bool,
}

/// What earlier pages have kept.
#[derive(Debug, Default)]
pub struct Found {
    /// What can be offered, the newest first.
    pub kept: Vec<Kept>,
    /// What is wrong with the others.
    pub troubles: Vec<Message>,
}

impl Keeper {
    /// A keeper for the page of the organization in `organization`. `state` is the directory of the program's state; `None`
    /// where this account has none, and then nothing can be kept. Touches nothing yet.
    #[must_use]
    pub fn new(state: Option<&Path>, organization: &Path, user: String) -> Keeper {
        let organization = fs::canonicalize(organization).unwrap_or_else(|_| organization.to_path_buf());
        let digits = hexadecimal(revision(organization.as_os_str().as_encoded_bytes()));
        let key = digits.chars().take(16).collect();
        let place = state.map(|state| Place { directory: state.join(DIRECTORY), key, organization });
        Keeper { place, user, own: None, offered: Vec::new(), behind: false }
    }

    /// Everything that pages which are gone have kept. What nobody understands is put aside under another name; what a
    /// later version has kept stays as it is.
    pub fn find(&mut self) -> Found {
        let mut found = Found::default();
        let Some(place) = &self.place else { return found };
        let names = match place.names() {
            Ok(names) => names,
            Err(error) => {
                found.troubles.push(say::draft_no_place(shown(&place.directory), error.to_string()));
                return found;
            }
        };
        let mut held = Vec::new();
        for name in names {
            let lock = match place.lock(&name) {
                Ok(Some(lock)) => lock,
                Ok(None) => continue,
                Err(error) => {
                    found.troubles.push(say::draft_broken_stays(shown(&place.file(&name, DRAFT)), error.to_string()));
                    continue;
                }
            };
            // Left by who was ended while writing.
            let _ = fs::remove_file(place.unfinished(&name));
            match place.read(&name) {
                Ok(Some(kept)) => held.push((kept, Held { name, _lock: lock })),
                Ok(None) => place.forget(&name),
                Err(Unreadable::LaterVersion) => {
                    found.troubles.push(say::draft_later_version(shown(&place.file(&name, DRAFT))));
                }
                Err(Unreadable::Broken(reason)) => found.troubles.push(place.put_aside(&name, reason)),
            }
        }
        held.sort_by(|(one, _), (other, _)| (other.time, &other.name).cmp(&(one.time, &one.name)));
        if held.len() > MOST {
            let most = i64::try_from(MOST).unwrap_or(i64::MAX);
            found.troubles.push(say::draft_too_many(shown(&place.directory), most));
            held.truncate(MOST);
        }
        for (kept, held) in held {
            found.kept.push(kept);
            self.offered.push(held);
        }
        found
    }

    /// Keeps this in the place of what was kept before; nothing unsaved takes the draft away.
    ///
    /// # Errors
    /// Why it cannot be kept. What was kept before may still be there.
    pub fn keep(&mut self, unsaved: &Unsaved, at: Moment) -> Result<(), Message> {
        if unsaved.is_empty() && self.own.is_none() {
            self.behind = false;
            return Ok(());
        }
        let Some(place) = self.place.clone() else { return Err(say::draft_nowhere()) };
        let kept = self.write(&place, unsaved, at);
        self.behind = kept.is_err();
        kept.map_err(|error| say::draft_not_kept(shown(&place.directory), error.to_string()))
    }

    fn write(&mut self, place: &Place, unsaved: &Unsaved, at: Moment) -> io::Result<()> {
        let own = match self.own.take() {
            Some(own) => own,
            None => place.take_a_name()?,
        };
        let name = self.own.insert(own).name.clone();
        let path = place.file(&name, DRAFT);
        if unsaved.is_empty() {
            removed(fs::remove_file(&path))?;
        } else {
            let bytes = file::write(unsaved, &place.organization, &self.user, at)?;
            place.replace(&name, &bytes)?;
        }
        sync_directory(&place.directory).map_err(|problem| io::Error::other(problem.kind.to_string()))
    }

    /// What was kept under that name is on the page again: it goes, unless what is on the page now could not be kept.
    ///
    /// # Errors
    /// Why it cannot be removed; the next start offers it again.
    pub fn restored(&mut self, name: &str) -> Result<(), Message> {
        if self.behind {
            self.later(name);
            return Ok(());
        }
        self.discard(name)
    }

    /// Removes what was kept under that name.
    ///
    /// # Errors
    /// Why it cannot be removed; the next start offers it again.
    pub fn discard(&mut self, name: &str) -> Result<(), Message> {
        let Some(held) = self.let_go(name) else { return Ok(()) };
        let Some(place) = &self.place else { return Ok(()) };
        let path = place.file(&held.name, DRAFT);
        removed(fs::remove_file(&path)).map_err(|error| say::draft_not_removed(shown(&path), error.to_string()))?;
        place.forget(&held.name);
        let forced = sync_directory(&place.directory);
        forced.map_err(|problem| say::draft_not_removed(shown(&path), problem.kind.to_string()))
    }

    /// Leaves what was kept under that name to the next start.
    pub fn later(&mut self, name: &str) {
        drop(self.let_go(name));
    }

    fn let_go(&mut self, name: &str) -> Option<Held> {
        let at = self.offered.iter().position(|held| held.name == name)?;
        Some(self.offered.remove(at))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let (Some(place), Some(own)) = (&self.place, &self.own)
            && fs::symlink_metadata(place.file(&own.name, DRAFT)).is_err()
        {
            place.forget(&own.name);
        }
    }
}

impl Place {
    fn file(&self, name: &str, extension: &str) -> PathBuf {
        self.directory.join(format!("{name}.{extension}"))
    }

    fn unfinished(&self, name: &str) -> PathBuf {
        self.directory.join(format!(".tmp-{name}.{DRAFT}"))
    }

    /// The names of this organization's drafts and locks, each once.
    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let file = PathBuf::from(entry?.file_name());
            let known = file.extension().is_some_and(|extension| extension == DRAFT || extension == LOCK);
            let Some(name) = file.file_stem().and_then(|name| name.to_str()) else { continue };
            let ours = name.strip_prefix(&self.key).is_some_and(|rest| rest.starts_with('-'));
            if known && ours {
                names.push(name.to_owned());
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The lock of that name; `None` while its page lives, or while somebody else offers its draft.
    fn lock(&self, name: &str) -> io::Result<Option<File>> {
        let path = self.file(name, LOCK);
        loop {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            for_the_owner_alone(&mut options);
            let lock = options.open(&path)?;
            match lock.try_lock() {
                Ok(()) if is_at(&lock, &path) => return Ok(Some(lock)),
                // It was removed between the two: another file has its name, or none.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    /// A name of its own for this process, locked.
    fn take_a_name(&self) -> io::Result<Held> {
        make_directory(&self.directory)?;
        let first = format!("{}-{}", self.key, std::process::id());
        for number in 1..=PAGES {
            let name = if number == 1 { first.clone() } else { format!("{first}-{number}") };
            let Some(lock) = self.lock(&name)? else { continue };
            // What an earlier process with the same number has kept is not overwritten.
            if fs::symlink_metadata(self.file(&name, DRAFT)).is_err() {
                return Ok(Held { name, _lock: lock });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Reads a draft whose lock is held; `None` when there is none.
    fn read(&self, name: &str) -> Result<Option<Kept>, Unreadable> {
        let path = self.file(name, DRAFT);
        let broken = |error: io::Error| Unreadable::Broken(file::text_of(&error.to_string()));
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(broken(error)),
            Ok(there) if !there.is_file() => return Err(Unreadable::Broken(say::problem_not_a_file())),
            Ok(_) => {}
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
        File::open(&path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(broken)?;
        file::read(name, &bytes).map(Some)
    }

    /// Puts the bytes into the draft's place, whole, for the owner's eyes alone.
    fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let unfinished = self.unfinished(name);
        removed(fs::remove_file(&unfinished))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        for_the_owner_alone(&mut options);
        let written = options.open(&unfinished).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        let placed = written.and_then(|()| fs::rename(&unfinished, self.file(name, DRAFT)));
        if placed.is_err() {
            // A full disk: what was kept before is still there.
            let _ = fs::remove_file(&unfinished);
        }
        placed
    }

    fn put_aside(&self, name: &str, reason: Message) -> Message {
        let draft = self.file(name, DRAFT);
        let asides = (1..=PAGES).map(|number| match number {
            1 => self.file(name, ASIDE),
            _ => self.file(&format!("{name}-{number}"), ASIDE),
        });
        // Not over one that was put aside before.
        let mut free = asides.filter(|aside| fs::symlink_metadata(aside).is_err());
        let aside = free.next().unwrap_or_else(|| self.file(name, ASIDE));
        match fs::rename(&draft, &aside) {
            Ok(()) => {
                self.forget(name);
                say::draft_broken(shown(&aside), reason)
            }
            Err(_) => say::draft_broken_stays(shown(&draft), reason),
        }
    }

    /// Removes what is left beside a draft that is gone; whoever calls holds its lock.
    fn forget(&self, name: &str) {
        // What cannot be removed now is looked at again at the next start.
        let _ = fs::remove_file(self.unfinished(name));
        let _ = fs::remove_file(self.file(name, LOCK));
    }
}

/// That there is nothing to remove is as good as having removed it.
fn removed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(unix)]
fn for_the_owner_alone(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

/// The directory of somebody's own state is theirs alone on this system.
#[cfg(not(unix))]
fn for_the_owner_alone(_options: &mut OpenOptions) {}

fn make_directory(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

/// Whether the file still has that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    file.metadata().map(id).ok().is_some_and(|one| fs::symlink_metadata(path).map(id).ok() == Some(one))
}

/// An open file keeps its name on this system.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
