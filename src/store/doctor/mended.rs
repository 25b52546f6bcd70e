//! Putting in order what needs no person: leftovers, the end of the journal, a name, rights that are too open.
//!
//! Under the store's lock everything is looked at again, then copied ([`backup`](super::backup)), then written in the
//! journal, and then done, one thing after the other. Each is one call that happens or does not; what a kill leaves undone
//! is found by the next check-up.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::super::disk::sync_directory;
use super::super::entry::{Entry, EntryKind, EntryRepair};
use super::super::journal::Journal;
use super::super::lock::{Hurry, LOCK_FILE, LONGEST_WAIT, Lock, Wait};
use super::super::problem::{ApplyError, Problem, ProblemKind};
use super::super::{Context, Directory, Mode, Store as _};
use super::backup::{self, Copy};
use super::{Finding, Id};

/// What a repair did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// The directory that keeps what the files were before, relative to the organization; `None` where nothing was done.
    pub backup: Option<PathBuf>,
    /// What is in order now.
    pub done: Vec<Finding>,
    /// What could not be put in order, and why.
    pub failed: Vec<(Id, Problem)>,
}

/// Why nothing was repaired.
#[derive(Debug, thiserror::Error)]
pub enum NotRepaired {
    /// The backup could not be written.
    #[error("no backup: {0}")]
    Backup(Problem),
    /// As for any other writer.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

/// One repair.
enum Repair {
    /// An unfinished file goes.
    Remove,
    /// The journal's end is put in order, which the journal itself does.
    Journal,
    /// Who stands in the lock goes with our own hold on it.
    Unsign,
    /// A certificate gets its name.
    Rename(PathBuf),
    /// Rights go.
    Tighten(u32),
}

/// Puts in order what of these findings can be put in order without a person. No document says anything else for it.
///
/// # Errors
/// [`NotRepaired`]; then nothing was changed.
pub fn repair(root: &Path, context: &Context, found: &[Finding]) -> Result<Repaired, NotRepaired> {
    let directory = Directory::open(root, Mode::ReadWrite).map_err(ApplyError::from)?;
    if !directory.writable() {
        return Err(ApplyError::ReadOnly.into());
    }
    let signed = signed(root);
    let _lock = Lock::take(root, &context.user, context.at, Wait::AtMost(LONGEST_WAIT, &Hurry::default()))?;
    let mut repaired = Repaired::default();
    let mut planned: Vec<(&Finding, Repair)> = Vec::new();
    for finding in found.iter().filter(|finding| finding.repairable) {
        match plan(root, finding) {
            Ok(Some(repair)) => planned.push((finding, repair)),
            // It is in order by now.
            Ok(None) => {}
            Err(problem) => repaired.failed.push((finding.id, problem)),
        }
    }
    if planned.is_empty() {
        return Ok(repaired);
    }
    let copies = copies(&planned, &signed);
    let kept = backup::write(root, context.at, &copies).map_err(NotRepaired::Backup)?;
    directory.recover_journal(&context.user, context.at)?;
    let entry = Entry {
        cmdlet: context.cmdlet.clone(),
        repairs: planned.iter().map(|(finding, repair)| noted(finding, repair)).collect(),
        backup: kept.to_string_lossy().replace('\\', "/"),
        ..Entry::by(context, EntryKind::Repair)
    };
    Journal::of(root).append(entry, context.at)?;
    repaired.backup = Some(kept);
    for (finding, repair) in planned {
        let path = root.join(&finding.path);
        match carry_out(root, &path, &repair) {
            Ok(()) => repaired.done.push(finding.clone()),
            Err(error) => repaired.failed.push((finding.id, Problem::io(&path, &error))),
        }
    }
    Ok(repaired)
}

/// What stands in the lock, before our own name does.
fn signed(root: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(root.join(LOCK_FILE)) {
        let _ = file.take(4096).read_to_end(&mut bytes);
    }
    bytes
}

/// What is to be done about a finding as things are now; `None` where that is nothing.
fn plan(root: &Path, finding: &Finding) -> Result<Option<Repair>, Problem> {
    let path = root.join(&finding.path);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    Ok(match finding.id {
        Id::Leftover => is_file.then_some(Repair::Remove),
        Id::JournalTorn | Id::ChangeUnfinished => Some(Repair::Journal),
        Id::LockSigned => Some(Repair::Unsign),
        Id::CertificateMisnamed => {
            let right = path.with_file_name(format!("{}.pem", finding.name));
            if is_file && !is_free(&right) {
                return Err(Problem::of(&right, ProblemKind::Exists));
            }
            is_file.then_some(Repair::Rename(right))
        }
        Id::WritableByAll | Id::Executable => tightening(&path, finding.id)?,
        _ => None,
    })
}

/// The rights that are to go, if they are there and this account may take them away: asked by setting those that are
/// there.
#[cfg(unix)]
fn tightening(path: &Path, id: Id) -> Result<Option<Repair>, Problem> {
    use std::os::unix::fs::MetadataExt as _;
    let bits = if id == Id::Executable { super::rights::RUN } else { super::rights::ALL_WRITE };
    let may = || -> io::Result<bool> {
        if fs::symlink_metadata(path)?.is_symlink() {
            return Ok(false);
        }
        let file = File::open(path)?;
        let found = file.metadata()?;
        file.set_permissions(found.permissions())?;
        Ok(found.mode() & bits != 0)
    };
    let there = may().map_err(|error| Problem::io(path, &error))?;
    Ok(there.then_some(Repair::Tighten(bits)))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the twin of the one with modes")]
fn tightening(_path: &Path, _id: Id) -> Result<Option<Repair>, Problem> {
    Ok(None)
}

/// The files that are touched, each once. Directories have nothing to copy: the journal says which right they lose.
fn copies(planned: &[(&Finding, Repair)], signed: &[u8]) -> Vec<Copy> {
    let mut copies: Vec<Copy> = Vec::new();
    let mut met = std::collections::HashSet::new();
    for (finding, repair) in planned {
        let unfinished = finding.id == Id::ChangeUnfinished;
        let directory = matches!(repair, Repair::Tighten(_)) && finding.other == super::rights::DIRECTORY;
        if unfinished || directory || !met.insert(finding.path.clone()) {
            continue;
        }
        let bytes = matches!(repair, Repair::Unsign).then(|| signed.to_vec());
        copies.push(Copy { file: finding.path.clone(), bytes });
    }
    copies
}

fn noted(finding: &Finding, repair: &Repair) -> EntryRepair {
    let (before, after) = match repair {
        Repair::Rename(right) => {
            (None, right.file_name().map(|name| format!("certificates/{}", name.to_string_lossy())))
        }
        Repair::Tighten(bits) => {
            let before = u32::from_str_radix(&finding.name, 8).unwrap_or(0);
            (Some(finding.name.clone()), Some(format!("{:04o}", before & !bits)))
        }
        Repair::Remove | Repair::Journal | Repair::Unsign => (None, None),
    };
    EntryRepair { finding: finding.id.id().to_owned(), file: finding.file(), before, after }
}

fn carry_out(root: &Path, path: &Path, repair: &Repair) -> io::Result<()> {
    match repair {
        Repair::Remove => fs::remove_file(path)?,
        Repair::Rename(right) => fs::rename(path, right)?,
        Repair::Tighten(bits) => return tighten(path, *bits),
        // The journal is in order, and the lock's name goes as the lock is given back.
        Repair::Journal | Repair::Unsign => return Ok(()),
    }
    let forced = sync_directory(path.parent().unwrap_or(root));
    forced.map_err(|problem| io::Error::other(problem.kind.to_string()))?;
    Ok(())
}

/// Takes rights away from the very file that was opened, whatever stands at its place by then: nothing gets a right here.
#[cfg(unix)]
fn tighten(path: &Path, bits: u32) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let file = File::open(path)?;
    let mode = file.metadata()?.mode() & 0o7777 & !bits;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn tighten(_path: &Path, _bits: u32) -> io::Result<()> {
    Ok(())
}

/// Whether a file is a symbolic link.
pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Whether no file has that name, in these very letters: where case does not matter, a file is not in its own way.
pub(super) fn is_free(path: &Path) -> bool {
    if fs::symlink_metadata(path).is_err() {
        return true;
    }
    let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else { return false };
    fs::read_dir(directory).is_ok_and(|entries| !entries.flatten().any(|entry| entry.file_name() == name))
}
