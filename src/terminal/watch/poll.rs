//! The files as they are at one moment, to be compared with another.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::note;
use crate::app::vocabulary::Changes;
use crate::store::{Touched, directories, is_never_rewritten, touched};

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    written: Option<SystemTime>,
    /// Which file it is: one that took another's place is another one.
    number: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Stamp {
        Stamp { length: metadata.len(), written: metadata.modified().ok(), number: number(metadata) }
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

/// Every file that means something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshot(BTreeMap<PathBuf, (Touched, Stamp)>);

impl Snapshot {
    /// What is there now. What cannot be looked at is not there.
    pub(super) fn of(root: &Path) -> Snapshot {
        let mut files = BTreeMap::new();
        for directory in directories(root) {
            if is_never_rewritten(&directory) {
                // There may be tens of thousands: their directory changes when one comes or goes.
                if let Ok(metadata) = fs::metadata(&directory) {
                    files.insert(directory, (Touched::Certificates, Stamp::of(&metadata)));
                }
                continue;
            }
            let paths = fs::read_dir(&directory).into_iter().flatten().flatten().map(|entry| entry.path());
            for path in paths {
                let Some(what) = touched(root, &path).filter(|what| *what != Touched::Directory) else { continue };
                // Through a link: what counts is the file it leads to.
                if let Ok(metadata) = fs::metadata(&path) {
                    files.insert(path, (what, Stamp::of(&metadata)));
                }
            }
        }
        Snapshot(files)
    }

    /// What is different from an earlier one.
    pub(super) fn since(&self, before: &Snapshot) -> Changes {
        let mut changes = Changes::default();
        for (path, (what, stamp)) in &self.0 {
            match before.0.get(path) {
                Some((_, earlier)) if earlier == stamp => {}
                earlier => note(&mut changes, what.clone(), earlier.is_none()),
            }
        }
        for (path, (what, _)) in &before.0 {
            if !self.0.contains_key(path) {
                note(&mut changes, what.clone(), true);
            }
        }
        changes
    }
}
