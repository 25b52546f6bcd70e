//! What interrupted writers left behind, and who writes now.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::super::directory::SERVERS;
use super::super::disk;
use super::super::journal::JOURNAL;
use super::super::lock::{LOCK_FILE, holder};
use super::super::take_in::{CERTIFICATES, TRUST};
use super::{CheckUp, Finding, Id};

/// Where unfinished files are looked for.
const PLACES: [&str; 7] = ["", SERVERS, CERTIFICATES, TRUST, "requests", JOURNAL, super::backup::BACKUP];

impl CheckUp<'_> {
    /// Who holds the lock, and who only stands in it.
    pub(super) fn lock(&mut self) {
        let path = self.root.join(LOCK_FILE);
        if fs::metadata(&path).is_ok_and(|file| !file.is_file()) {
            return self.found(Finding::new(Id::NotAFile, LOCK_FILE));
        }
        // For reading, and given back at once.
        let Ok(file) = File::open(&path) else { return };
        let held = match file.try_lock_shared() {
            Ok(()) => {
                let _ = file.unlock();
                false
            }
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(_)) => return,
        };
        self.held = held;
        let somebody = || holder(&path).map_or_else(|| "?".to_owned(), |holder| holder.to_string());
        if held {
            self.found(Finding::about(Id::LockHeld, LOCK_FILE, somebody()));
        } else if file.metadata().is_ok_and(|file| file.len() > 0) {
            self.found(Finding::about(Id::LockSigned, LOCK_FILE, somebody()));
        }
    }

    /// Unfinished files and directories. While somebody writes they are under way.
    pub(super) fn leftovers(&mut self) {
        if self.held {
            return;
        }
        for place in PLACES {
            let directory = self.root.join(place);
            for (name, is_file) in unfinished(&directory) {
                let id = if is_file { Id::Leftover } else { Id::LeftoverDirectory };
                self.found(Finding::new(id, Path::new(place).join(name)));
            }
        }
        // An organization that was being made stands beside its place, under a name of its own. It is asked by that name: what
        // else lies there is none of ours.
        let Ok(root) = fs::canonicalize(self.root) else { return };
        let beside = disk::temporary_of(&root);
        if let Some(name) = beside.file_name().filter(|_| beside.is_dir()) {
            self.found(Finding::new(Id::LeftoverDirectory, Path::new("..").join(name)));
        }
    }
}

/// The unfinished entries of a directory, in order, and which of them are regular files.
fn unfinished(directory: &Path) -> Vec<(std::ffi::OsString, bool)> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let unfinished = entries.flatten().filter(|entry| disk::is_unfinished(&entry.file_name()));
    let mut found: Vec<_> =
        unfinished.map(|entry| (entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_file()))).collect();
    found.sort();
    found
}
