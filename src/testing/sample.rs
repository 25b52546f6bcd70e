//! The sample organization on a disk of its own, and the store that page and shell share in a story.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use crate::engine::{Certificate, FollowUp, Intake, Moment, OpenFollowUp, Part, Server, ServerName, Thumbprint};
use crate::store::memory::Memory;
use crate::store::{
    Applied, ApplyError, Context, Directory, Entries, Judged, Mode, OrganizationFile, Problem, Store, Taken, Watch,
    doctor,
};

/// A copy of the sample organization, gone with the last value that holds it.
#[derive(Clone, Debug)]
pub(crate) struct Sample(Arc<TempDir>);

impl Sample {
    pub(crate) fn new() -> Sample {
        let directory = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/organization"), directory.path());
        Sample(Arc::new(directory))
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn put(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(file), text).unwrap();
    }

    /// Somebody edits a document: `from`, which stands in it, becomes `to`.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file} does not say {from:?}");
        self.put(file, text.replacen(from, to, 1));
    }

    pub(crate) fn open(&self, mode: Mode) -> Directory {
        Directory::open(self.0.path(), mode).unwrap()
    }

    /// The same organization in memory, everything known.
    pub(crate) fn in_memory(&self) -> Memory {
        let mut store = self.open(Mode::ReadOnly);
        let organization = store.organization().unwrap();
        let mut servers = Vec::new();
        for name in store.list().unwrap() {
            let mut server = store.open(&name).unwrap();
            for certificate in Arc::make_mut(&mut server.certificates) {
                store.facts(certificate, super::NOW).fill(certificate);
            }
            servers.push(server);
        }
        Memory::new(organization, servers)
    }

    /// Every file with its bytes, and every directory.
    pub(crate) fn tree(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(self.0.path(), &mut files);
        files.sort();
        files
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::write(target, fs::read(path).unwrap()).unwrap();
        }
    }
}

fn collect(directory: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
            files.push((path, Vec::new()));
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

/// A store in two hands: the worker's and the shell's.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Box<dyn Store>>>);

impl Shared {
    pub(super) fn new(store: impl Store + 'static) -> Shared {
        Shared(Arc::new(Mutex::new(Box::new(store))))
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Store>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Shared {
    fn organization(&mut self) -> Result<OrganizationFile, Problem> {
        self.lock().organization()
    }

    fn list(&mut self) -> Result<Vec<ServerName>, Problem> {
        self.lock().list()
    }

    fn open(&mut self, name: &ServerName) -> Result<Server, Problem> {
        self.lock().open(name)
    }

    fn facts(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        self.lock().facts(certificate, now)
    }

    fn has_certificate(&self, thumbprint: Thumbprint) -> bool {
        self.lock().has_certificate(thumbprint)
    }

    fn trust_problems(&mut self) -> Vec<Problem> {
        self.lock().trust_problems()
    }

    fn edge_subscribed(&mut self) -> Result<bool, Problem> {
        self.lock().edge_subscribed()
    }

    fn apply(&mut self, part: &Part, context: &Context) -> Result<Applied, ApplyError> {
        self.lock().apply(part, context)
    }

    fn take_in(&mut self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        self.lock().take_in(intake, context, watch)
    }

    fn journal(&mut self, limit: usize) -> Result<Entries, Problem> {
        self.lock().journal(limit)
    }

    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem> {
        self.lock().verify_journal()
    }

    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem> {
        self.lock().open_follow_ups()
    }

    fn tick(&mut self, of: u64, follow_up: &FollowUp, context: &Context) -> Result<u64, ApplyError> {
        self.lock().tick(of, follow_up, context)
    }

    fn check_up(&mut self, when: doctor::When, most: usize) -> Option<doctor::Findings> {
        self.lock().check_up(when, most)
    }

    fn writable(&self) -> bool {
        self.lock().writable()
    }
}
