//! Who may read and write the files, as far as their modes and owners tell. Windows has no such modes: there it is only
//! whether a document is marked read-only.

use std::fs::{self, Metadata};
use std::path::Path;

use super::super::directory::SERVERS;
use super::super::journal::JOURNAL;
use super::super::lock::LOCK_FILE;
use super::super::take_in::{CERTIFICATES, TRUST};
use super::super::{ORGANIZATION_FILE, disk};
use super::{CheckUp, Finding, Id};

/// The directories whose files are looked at.
const DIRECTORIES: [&str; 5] = [SERVERS, CERTIFICATES, "requests", TRUST, JOURNAL];

/// What a finding about a directory's rights is about, beside its mode.
pub(super) const DIRECTORY: &str = "directory";

/// The right of everybody to write.
#[cfg(unix)]
pub(super) const ALL_WRITE: u32 = 0o002;
/// The rights to run a file.
#[cfg(unix)]
pub(super) const RUN: u32 = 0o111;

impl CheckUp<'_> {
    /// The organization, its directories, and the files in them.
    pub(super) fn rights(&mut self) {
        let Ok(root) = fs::metadata(self.root) else { return };
        self.directory(Path::new(""), &root, &root);
        for file in [ORGANIZATION_FILE, LOCK_FILE] {
            self.file(Path::new(file), &root);
        }
        for directory in DIRECTORIES {
            let path = self.root.join(directory);
            let Ok(found) = fs::metadata(&path) else { continue };
            if self.leads_out(&path) {
                self.found(Finding::new(Id::LeadsOut, directory));
                continue;
            }
            self.directory(Path::new(directory), &found, &root);
            let Ok(entries) = fs::read_dir(&path) else { continue };
            let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
            names.retain(|name| !disk::is_unfinished(name));
            names.sort();
            for name in names {
                self.file(&Path::new(directory).join(name), &root);
            }
        }
    }

    fn file(&mut self, inside: &Path, root: &Metadata) {
        let path = self.root.join(inside);
        // A link has no rights of its own, and what it leads to may be somebody else's.
        let Ok(found) = fs::symlink_metadata(&path) else { return };
        if !found.is_file() {
            return;
        }
        let document = inside == Path::new(ORGANIZATION_FILE) || inside.starts_with(SERVERS);
        if document && found.permissions().readonly() {
            self.found(Finding::new(Id::ReadOnly, inside));
        }
        self.modes(inside, &found, root);
    }

    fn directory(&mut self, inside: &Path, found: &Metadata, root: &Metadata) {
        self.modes(inside, found, root);
    }

    #[cfg(unix)]
    fn modes(&mut self, inside: &Path, found: &Metadata, root: &Metadata) {
        use std::os::unix::fs::MetadataExt as _;
        let what = if found.is_dir() { DIRECTORY } else { "" };
        let about = |id| Finding::about(id, inside, octal(found.mode())).and(what);
        if found.mode() & ALL_WRITE != 0 {
            self.found(about(Id::WritableByAll));
        }
        if found.is_file() && found.mode() & RUN != 0 {
            self.found(about(Id::Executable));
        }
        if found.uid() != root.uid() {
            let owner = Finding::about(Id::OwnerDiffers, inside, found.uid().to_string());
            self.found(owner.and(root.uid().to_string()));
        }
    }

    #[cfg(not(unix))]
    #[allow(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "the twin of the one with modes")]
    fn modes(&mut self, _inside: &Path, _found: &Metadata, _root: &Metadata) {}
}

/// The rights in octal digits, as `chmod` takes them.
#[cfg(unix)]
pub(super) fn octal(mode: u32) -> String {
    format!("{:04o}", mode & 0o7777)
}
