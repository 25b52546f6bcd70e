//! An organization in a directory.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::certificates::{Judged, Library};
use super::disk::{self, Prepared};
use super::doctor;
use super::entry::Entry;
use super::fault::{self, Point};
use super::journal::{Entries, JOURNAL, Journal, Tail};
use super::links::stays_inside;
use super::lock::{Hurry, LONGEST_WAIT, Lock, Wait};
use super::organization::{self, ORGANIZATION_FILE, OrganizationFile, TrustFiles};
use super::problem::{ApplyError, Problem};
use super::put::put;
use super::read::{self, LARGEST_DOCUMENT};
use super::revision::{hexadecimal, revision};
use super::take_in::{self, Import};
use super::trusted::ReadSystemRoots;
use super::write::splice;
use super::{Applied, Context, Store, Taken, Watch, create, imported, server};
use crate::engine::{Certificate, FollowUp, Intake, Kind, Moment, OpenFollowUp, Part, Server, ServerName, Thumbprint};

/// The directory of the servers' documents inside an organization.
pub(super) const SERVERS: &str = "servers";
/// The ending of a document's name.
pub(super) const DOCUMENT: &str = "toml";
/// What says that an Edge Transport server is subscribed.
const EDGE_SUBSCRIPTION: &str = "edge-subscription";

/// How an organization is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Changes can be made, if the files can be written.
    ReadWrite,
    /// Nothing is ever written, not even a lock.
    ReadOnly,
}

/// What an earlier writer had left undone, and what was done about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Unfinished files that were removed.
    pub leftovers: usize,
    /// Bytes of a torn journal line that were cut.
    pub torn: u64,
    /// The number of the change that turned out not to have happened.
    pub abandoned: Option<u64>,
}

/// An organization in a directory on disk.
#[derive(Debug)]
pub struct Directory {
    root: PathBuf,
    writable: bool,
    library: Library,
    journal: Journal,
    /// The trust files to read before the next certificate is judged.
    trust: Option<TrustFiles>,
    trust_known: bool,
    /// Whether the last listing met unfinished files; `None` before the first.
    unfinished_files: Option<bool>,
    wait: Duration,
    hurry: Hurry,
}

impl Directory {
    /// Opens the organization in `root`. Nothing in it is read or changed yet; call [`Directory::recover`] before the
    /// first change is shown or made, where a start is the moment to tidy up.
    ///
    /// # Errors
    /// [`Problem`] when there is no `organization.toml` in it.
    pub fn open(root: impl Into<PathBuf>, mode: Mode) -> Result<Directory, Problem> {
        let root = root.into();
        let file = root.join(ORGANIZATION_FILE);
        fs::metadata(&file).map_err(|error| Problem::io(&file, &error))?;
        Ok(Directory {
            writable: mode == Mode::ReadWrite && can_write(&root) && Journal::of(&root).can_append(),
            library: Library::new(root.clone()),
            journal: Journal::of(&root),
            root,
            trust: None,
            trust_known: false,
            unfinished_files: None,
            wait: LONGEST_WAIT,
            hurry: Hurry::default(),
        })
    }

    /// Says how the roots of this machine are read, should the organization want them (`system-roots`). Without it they
    /// are not trusted.
    #[must_use]
    pub fn with_system_roots(mut self, read: ReadSystemRoots) -> Directory {
        self.library.system(read);
        self
    }

    /// Where the organization is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Finishes what an interrupted writer left: removes its unfinished files, cuts a torn journal line, and says in the
    /// journal that a change did not happen. Touches nothing when there is nothing to do, when the organization cannot be
    /// written, or while another process writes: that one does it.
    ///
    /// # Errors
    /// [`ApplyError`] when the journal cannot be read or written.
    pub fn recover(&mut self, user: &str, at: Moment) -> Result<Recovered, ApplyError> {
        if !self.writable {
            return Ok(Recovered::default());
        }
        create::tidy(&self.root);
        let tail = self.journal.tail()?;
        // A listing has looked already. What came after it is another writer's, and under way.
        let servers = || !disk::leftovers(&self.root.join(SERVERS)).is_empty();
        let interrupted = self.unfinished_files.unwrap_or_else(servers)
            || !disk::leftovers(&self.root).is_empty()
            || Lock::is_signed(&self.root);
        if !interrupted && tail.torn == 0 && unfinished(&self.root, &tail).is_none() {
            return Ok(Recovered::default());
        }
        let mut lock = match Lock::take(&self.root, user, at, Wait::No) {
            Err(ApplyError::Locked { .. } | ApplyError::NotPermitted(_)) => return Ok(Recovered::default()),
            taken => taken?,
        };
        // The journal first: what is left tells which change did not happen.
        let recovered = self.recover_journal(user, at)?;
        let places = [take_in::CERTIFICATES, take_in::TRUST, SERVERS, ""].map(|place| self.root.join(place));
        let leftovers = places.iter().filter(|place| stays_inside(&self.root, place).is_ok());
        let leftovers: Vec<PathBuf> = leftovers.flat_map(|place| disk::leftovers(place)).collect();
        let removed = leftovers.iter().filter(|path| remove(path)).count();
        if removed < leftovers.len() {
            lock.stay_signed();
        }
        Ok(Recovered { leftovers: removed, ..recovered })
    }

    /// Under the lock: leaves the journal whole, and true about its last change.
    pub(super) fn recover_journal(&self, user: &str, at: Moment) -> Result<Recovered, ApplyError> {
        let tail = self.journal.tail()?;
        self.journal.cut(&tail, user, at)?;
        let unfinished = unfinished(&self.root, &tail);
        if let Some(change) = unfinished {
            self.journal.append(Entry::abandoned(change, user, at), at)?;
        }
        Ok(Recovered { leftovers: 0, torn: tail.torn, abandoned: unfinished.map(|change| change.seq) })
    }

    /// Ends the wait for another writer, for whoever ends the program.
    #[must_use]
    pub fn hurry(&self) -> Hurry {
        self.hurry.clone()
    }

    /// For tests: how long to wait for the lock.
    #[cfg(test)]
    pub(super) fn waiting(mut self, wait: Duration) -> Directory {
        self.wait = wait;
        self
    }

    fn apply_locked(&self, part: &Part, context: &Context) -> Result<Applied, ApplyError> {
        self.recover_journal(&context.user, context.at)?;
        let path = document_path(&self.root, &part.server)?;
        stays_inside(&self.root, &path)?;
        let bytes = read::bytes(&path, LARGEST_DOCUMENT)?;
        let found = revision(&bytes);
        if found != part.base {
            return Err(ApplyError::Conflict { server: part.server.clone(), expected: part.base, found });
        }
        if fs::metadata(&path).is_ok_and(|metadata| metadata.permissions().readonly()) {
            return Err(ApplyError::ReadOnly);
        }
        let text = read::text(&path, &bytes)?;
        let changed = match part.arrivals.as_slice() {
            [] => splice(&path, text, part)?,
            _ => imported::splice(&path, text, part, &self.library)?,
        };
        let after = revision(changed.as_bytes());
        let entry = Entry::change(part, context, after);
        if after == found {
            // Steps that are stated and not stored: the record is all there is to write.
            let seq = self.journal.append(entry, context.at)?;
            return Ok(Applied { revision: after, seq });
        }
        // A certificate's file that no document lists yet harms nothing.
        part.arrivals.iter().try_for_each(|arrival| imported::keep(arrival, &self.root, &self.library))?;
        // The new bytes are safe beside the document before the journal speaks of them: a full disk ends here.
        let prepared = Prepared::write(&path, changed.as_bytes())?;
        let put = put(&self.journal, entry, prepared, context)?;
        put.unforced.map_or(Ok(Applied { revision: after, seq: put.seq }), |problem| Err(problem.into()))
    }
}

impl Store for Directory {
    fn organization(&mut self) -> Result<OrganizationFile, Problem> {
        let path = self.root.join(ORGANIZATION_FILE);
        let read = organization::read(&path, &read::bytes(&path, LARGEST_DOCUMENT)?)?;
        self.trust = Some(read.trust.clone());
        self.trust_known = true;
        Ok(read)
    }

    fn list(&mut self) -> Result<Vec<ServerName>, Problem> {
        let (names, unfinished) = listing(&self.root)?;
        self.unfinished_files = Some(unfinished);
        Ok(names)
    }

    fn open(&mut self, name: &ServerName) -> Result<Server, Problem> {
        let path = document_path(&self.root, name)?;
        let bytes = read::bytes(&path, LARGEST_DOCUMENT)?;
        server::read(&path, name, &bytes, &|kind, thumbprint| self.library.has(kind, thumbprint))
    }

    fn facts(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        if !self.trust_known {
            // Nobody asked for the organization yet; without it trust stays unknown.
            let _ = self.organization();
            self.trust_known = true;
        }
        if let Some(files) = self.trust.take() {
            self.library.trust(&files);
        }
        self.library.judge(certificate, now)
    }

    fn has_certificate(&self, thumbprint: Thumbprint) -> bool {
        self.library.has(&Kind::Issued, thumbprint)
    }

    fn trust_problems(&mut self) -> Vec<Problem> {
        self.library.problems()
    }

    fn edge_subscribed(&mut self) -> Result<bool, Problem> {
        let mut unread = None;
        for name in self.list()? {
            let path = document_path(&self.root, &name)?;
            let mentions = read::bytes(&path, LARGEST_DOCUMENT).map(|bytes| {
                let key = EDGE_SUBSCRIPTION.as_bytes();
                bytes.windows(key.len()).any(|window| window == key)
            });
            // Most documents do not even mention it, and need no parsing.
            match mentions.and_then(|mentions| if mentions { self.open(&name).map(Some) } else { Ok(None) }) {
                Ok(Some(server)) if server.edge_subscription.is_some() => return Ok(true),
                Ok(_) => {}
                Err(problem) => unread = Some(problem),
            }
        }
        unread.map_or(Ok(false), Err)
    }

    fn apply(&mut self, part: &Part, context: &Context) -> Result<Applied, ApplyError> {
        if !self.writable {
            return Err(ApplyError::ReadOnly);
        }
        document_path(&self.root, &part.server)?;
        let _lock = Lock::take(&self.root, &context.user, context.at, Wait::AtMost(self.wait, &self.hurry))?;
        self.apply_locked(part, context)
    }

    fn take_in(&mut self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        if !self.writable {
            return Err(ApplyError::ReadOnly);
        }
        for server in &intake.servers {
            document_path(&self.root, server.name())?;
        }
        let _lock = Lock::take(&self.root, &context.user, context.at, Wait::AtMost(self.wait, &self.hurry))?;
        self.recover_journal(&context.user, context.at)?;
        let Directory { root, library, journal, .. } = &*self;
        let import = Import { root, library, journal };
        let taken = import.run(intake, context, watch);
        if intake.organization.is_some() {
            // Whom the organization trusts is read again before the next certificate is judged.
            self.trust_known = false;
        }
        taken
    }

    fn journal(&mut self, limit: usize) -> Result<Entries, Problem> {
        self.journal.read(limit)
    }

    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem> {
        self.journal.verify()
    }

    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem> {
        self.journal.open_follow_ups()
    }

    fn tick(&mut self, of: u64, follow_up: &FollowUp, context: &Context) -> Result<u64, ApplyError> {
        if !self.writable {
            return Err(ApplyError::ReadOnly);
        }
        let _lock = Lock::take(&self.root, &context.user, context.at, Wait::AtMost(self.wait, &self.hurry))?;
        self.recover_journal(&context.user, context.at)?;
        let open = self.journal.open_follow_ups()?;
        let found = open.iter().find(|open| open.seq == of && open.follow_up == *follow_up);
        let left = found.ok_or_else(|| self.journal.not_open(of))?;
        self.journal.append(Entry::ticked(left, context), context.at)
    }

    fn check_up(&mut self, when: doctor::When, most: usize) -> Option<doctor::Findings> {
        Some(doctor::Findings::of(&self.root, when, most))
    }

    fn writable(&self) -> bool {
        self.writable
    }
}

/// The last change, if it did not happen: its new document still is beside the place that it never took, or the document
/// is what it was before. One that says something else by now, with nothing beside it, was edited after the change.
pub(super) fn unfinished<'t>(root: &Path, tail: &'t Tail) -> Option<&'t Entry> {
    let change = tail.last_change.as_ref().filter(|change| change.before != change.after)?;
    let path = match change.server.as_str() {
        "" => root.join(ORGANIZATION_FILE),
        server => document_path(root, &ServerName::new(server)).ok()?,
    };
    let is = |path: &Path, wanted: &str| {
        read::bytes(path, LARGEST_DOCUMENT).is_ok_and(|bytes| hexadecimal(revision(&bytes)) == wanted)
    };
    let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    if is(&disk::temporary_of(&real), &change.after) {
        return (!is(&path, &change.after)).then_some(change);
    }
    if change.before.is_empty() {
        // An import was to make it.
        return fs::symlink_metadata(&path).is_err().then_some(change);
    }
    is(&path, &change.before).then_some(change)
}

/// The path of a server's document.
pub(super) fn document_path(root: &Path, name: &ServerName) -> Result<PathBuf, Problem> {
    let path = root.join(SERVERS).join(format!("{name}.{DOCUMENT}"));
    organization::check_name(&path, name)?;
    Ok(path)
}

/// The servers by their documents, sorted without regard to case, and whether there are unfinished files among those.
pub(super) fn listing(root: &Path) -> Result<(Vec<ServerName>, bool), Problem> {
    let path = root.join(SERVERS);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        // An organization without servers yet.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), false)),
        Err(error) => return Err(Problem::io(&path, &error)),
    };
    let mut names = Vec::new();
    let mut unfinished = false;
    for entry in entries {
        let name = entry.map_err(|error| Problem::io(&path, &error))?.file_name();
        unfinished |= disk::is_unfinished(&name);
        let name = Path::new(&name);
        let stem = name.file_stem().and_then(|stem| stem.to_str()).filter(|stem| !stem.starts_with('.'));
        if let Some(stem) = stem.filter(|_| name.extension().is_some_and(|extension| extension == DOCUMENT)) {
            names.push((stem.to_lowercase(), ServerName::new(stem)));
        }
    }
    names.sort();
    Ok((names.into_iter().map(|(_, name)| name).collect(), unfinished))
}

/// Removes an unfinished file; what cannot be removed now is tried again at the next start.
fn remove(path: &Path) -> bool {
    let removed = fault::at(Point::Leftover).and_then(|()| fs::remove_file(path));
    if let Err(error) = &removed {
        tracing::warn!(path = %path.to_string_lossy().escape_debug(), %error, "an unfinished file could not be removed");
    }
    removed.is_ok()
}

/// Whether this user can make files in the organization. Tried with a file that has no name where the system allows
/// that, and that is gone at once everywhere.
fn can_write(root: &Path) -> bool {
    let directory = |path: &Path| tempfile::tempfile_in(path).is_ok();
    let below = [SERVERS, JOURNAL].map(|name| root.join(name));
    directory(root) && below.iter().all(|path| !path.exists() || directory(path))
}
