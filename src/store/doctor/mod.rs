//! The check-up: everything that can be wrong with the files of an organization, without changing any of them.
//!
//! ```text
//!   organization.toml   servers/   certificates/ requests/ trust/   journal/   leftovers, lock   rights
//!          |               |                 |                         |              |            |
//!          +---------------+--------> one Finding after the other <----+--------------+------------+
//!                                                 |
//!                                     repair(): what is safe, behind a backup
//! ```
//!
//! Findings are told as they are met; what is kept in memory are the names of servers and certificates. Nothing is opened
//! for writing. What `--fix` may do is a list of its own ([`Id::is_repairable`]): it never changes what a document says and
//! never deletes one.

mod backup;
mod documents;
mod files;
mod id;
mod journal;
mod keys;
mod leftovers;
mod mended;
mod organization;
mod rights;
mod servers;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::problem::{Position, Problem, ProblemKind};
use crate::engine::{Moment, Thumbprint, TlsCertificateName};

pub use id::{Id, Severity};
pub use mended::{NotRepaired, Repaired, repair};

/// Something that a check-up found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub id: Id,
    /// The file or directory, relative to the organization; empty for the organization's own.
    pub path: PathBuf,
    /// Where in the file.
    pub position: Option<Position>,
    /// What it is about: a name, a key, a number. Foreign text.
    pub name: String,
    /// What else it is about. Foreign text.
    pub other: String,
    /// Why a file cannot be read; then there is no `name`.
    pub kind: Option<ProblemKind>,
    /// Whether [`repair`] can put this one in order.
    pub repairable: bool,
}

impl Finding {
    fn new(id: Id, path: impl Into<PathBuf>) -> Finding {
        let (name, other) = (String::new(), String::new());
        Finding { id, path: path.into(), position: None, name, other, kind: None, repairable: id.is_repairable() }
    }

    fn about(id: Id, path: impl Into<PathBuf>, name: impl Into<String>) -> Finding {
        Finding { name: name.into(), ..Finding::new(id, path) }
    }

    fn and(self, other: impl Into<String>) -> Finding {
        Finding { other: other.into(), ..self }
    }

    /// The server whose document it is in; `None` for another file.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        let document = self.path.parent() == Some(Path::new(super::directory::SERVERS))
            && self.path.extension().is_some_and(|ending| ending == "toml");
        document.then(|| self.path.file_stem()?.to_str().map(str::to_owned)).flatten()
    }

    /// The file as it is written, with `/` between its parts; `.` is the organization's own directory.
    #[must_use]
    pub fn file(&self) -> String {
        let parts: Vec<_> = self.path.iter().map(|part| part.to_string_lossy()).collect();
        if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
    }
}

/// When a check-up is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// What the organization's clock is said to show; without it, its own, else real time.
    pub clock: Option<Moment>,
    /// Real time.
    pub real: Moment,
}

/// Checks every file of the organization in `root` and tells what it finds, in the order of the files. Whatever is
/// there, nothing is written.
pub fn check_up(root: &Path, when: When, tell: &mut dyn FnMut(Finding)) {
    let mut check_up = CheckUp { root, when, tell, known: Known::default(), held: false };
    check_up.lock();
    let organization = check_up.organization();
    check_up.servers();
    check_up.certificates(organization.as_ref());
    check_up.requests();
    check_up.trust(organization.as_ref());
    check_up.references(organization.as_ref());
    check_up.journal();
    check_up.leftovers();
    check_up.rights();
}

/// The findings of a check-up as a person reads them: the gravest first, and no more than can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings, by how much they matter.
    pub shown: Vec<Finding>,
    /// How many problems there are.
    pub problems: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// How many of all of them [`repair`] can put in order.
    pub repairable: usize,
}

impl Findings {
    /// Makes a check-up and keeps at most `most` findings of each severity, and of all together.
    #[must_use]
    pub fn of(root: &Path, when: When, most: usize) -> Findings {
        let mut found = Findings::default();
        let (mut problems, mut warnings, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        check_up(root, when, &mut |finding| {
            let (count, list) = match finding.id.severity() {
                Severity::Problem => (&mut found.problems, &mut problems),
                Severity::Warning => (&mut found.warnings, &mut warnings),
                Severity::Note => (&mut found.notes, &mut notes),
            };
            *count += 1;
            found.repairable += usize::from(finding.repairable);
            if list.len() < most {
                list.push(finding);
            }
        });
        found.shown = problems;
        found.shown.append(&mut warnings);
        found.shown.append(&mut notes);
        found.shown.truncate(most);
        found
    }

    /// How many are not among those shown.
    #[must_use]
    pub fn more(&self) -> usize {
        (self.problems + self.warnings + self.notes).saturating_sub(self.shown.len())
    }

    /// Whether the organization is in order. Notes do not count.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.problems + self.warnings == 0
    }
}

/// A check-up under way.
struct CheckUp<'a> {
    root: &'a Path,
    when: When,
    tell: &'a mut dyn FnMut(Finding),
    known: Known,
    /// Another process is writing.
    held: bool,
}

/// What the files so far have told about each other.
#[derive(Default)]
struct Known {
    /// The servers that have documents, in lower case.
    servers: HashSet<String>,
    /// A document could not be read: what it lists is not known.
    incomplete: bool,
    /// The certificates that documents list.
    listed: HashSet<Thumbprint>,
    /// The requests that documents list, in lower case.
    requests: HashSet<String>,
    /// The certificates that Send connectors name and that were not met yet.
    wanted: Vec<TlsCertificateName>,
    /// The revisions of the documents that could be read, by the server in lower case; the organization's own has no name.
    revisions: HashMap<String, String>,
}

impl CheckUp<'_> {
    fn found(&mut self, finding: Finding) {
        (self.tell)(finding);
    }

    /// A problem with a file as the store says it.
    fn problem(&mut self, id: Id, problem: Problem) {
        let path = self.relative(&problem.path);
        let position = problem.position;
        self.found(Finding { position, kind: Some(problem.kind), ..Finding::new(id, path) });
    }

    fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root).unwrap_or(path).to_path_buf()
    }

    /// The regular files of a directory in the order of their names; what is none is found on the way, and so is a link
    /// that leads out. Unfinished files are left to [`CheckUp::leftovers`].
    fn files_of(&mut self, directory: &str) -> BTreeMap<OsString, PathBuf> {
        let mut files = BTreeMap::new();
        for (name, path) in self.entries_of(directory) {
            let inside = self.relative(&path);
            if fs::symlink_metadata(&path).is_ok_and(|file| file.is_symlink()) && self.leads_out(&path) {
                self.found(Finding::new(Id::LeadsOut, &inside));
            }
            match fs::metadata(&path) {
                Ok(file) if file.is_file() => drop(files.insert(name, path)),
                Ok(file) if file.is_dir() => self.found(Finding::new(Id::OddFile, &inside)),
                Ok(_) => self.found(Finding::new(Id::NotAFile, &inside)),
                Err(error) => self.problem(Id::NotReadable, Problem::io(&path, &error)),
            }
        }
        files
    }

    /// What a directory holds, in the order of the names, but for unfinished files.
    fn entries_of(&mut self, directory: &str) -> BTreeMap<OsString, PathBuf> {
        let path = self.root.join(directory);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return BTreeMap::new(),
            Err(error) => {
                self.problem(Id::NotReadable, Problem::io(&path, &error));
                return BTreeMap::new();
            }
        };
        let finished = entries.flatten().filter(|entry| !super::disk::is_unfinished(&entry.file_name()));
        finished.map(|entry| (entry.file_name(), entry.path())).collect()
    }

    /// Whether what is there in the end lies outside the organization.
    fn leads_out(&self, path: &Path) -> bool {
        let (Ok(root), Ok(target)) = (fs::canonicalize(self.root), fs::canonicalize(path)) else { return false };
        !target.starts_with(root)
    }
}
