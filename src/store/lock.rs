//! One writer at a time: the lock on `store.lock`.
//!
//! The lock is the operating system's, advisory, on a file of its own, so that replacing a document never replaces what
//! is locked. It goes away with the process that holds it, however that ends. What stands in the file only names the
//! holder for those who wait.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::fault::{self, Point};
use super::links::{is_only_name, is_still, own_file};
use super::problem::{ApplyError, Holder, Problem, ProblemKind};
use super::time::rfc3339;
use crate::engine::Moment;

/// The lock file's name.
pub const LOCK_FILE: &str = "store.lock";

/// How long a writer waits for another one.
pub const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The lock, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// Its holder stands in it.
    signed: bool,
}

/// How long to wait for the lock.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wait<'h> {
    /// Not at all.
    No,
    /// At most so long, and no longer than there is time.
    AtMost(Duration, &'h Hurry),
}

/// Asks whoever waits for the lock to give up at once, now and from now on: the program is ended. A change that has the
/// lock goes on.
#[derive(Clone, Debug, Default)]
pub struct Hurry(Arc<Mutex<Asked>>);

#[derive(Debug, Default)]
struct Asked {
    asked: bool,
    /// Wakes who waits.
    waiting: Option<mpsc::Sender<Waited>>,
}

/// What ends a wait.
#[derive(Debug)]
enum Waited {
    Taken(io::Result<File>),
    Hurry,
}

impl Hurry {
    /// There is no more time.
    pub fn ask(&self) {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.asked = true;
        if let Some(waiting) = asked.waiting.take() {
            // Whoever waited has stopped waiting.
            let _ = waiting.send(Waited::Hurry);
        }
    }

    /// From now on a wait can be ended; `false` where it need not begin.
    fn waits(&self, waiting: &mpsc::Sender<Waited>) -> bool {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.waiting = Some(waiting.clone());
        !asked.asked
    }
}

/// How often the lock is taken again when somebody took its file away meanwhile.
const TRIES: usize = 3;

impl Lock {
    /// Takes the lock of the organization in `directory` for `user` at `at` (real UTC).
    pub(super) fn take(directory: &Path, user: &str, at: Moment, wait: Wait<'_>) -> Result<Lock, ApplyError> {
        let path = directory.join(LOCK_FILE);
        for _ in 0..TRIES {
            let file = open(&path)?;
            let file = match try_lock(&file) {
                Ok(()) => file,
                Err(TryLockError::Error(error)) => return Err(unlockable(&path, &error)),
                Err(TryLockError::WouldBlock) => match wait {
                    Wait::No => return Err(ApplyError::Locked { holder: holder(&path) }),
                    Wait::AtMost(longest, hurry) => wait_for(file, longest, hurry, &path)?,
                },
            };
            // The lock of a file that was taken away keeps nobody out.
            if is_still(&file, &path) {
                let mut lock = Lock { file, signed: false };
                // Who holds it is a courtesy: failing to say so (a full disk) is no reason not to try the change.
                let _ = lock.sign(user, at);
                return Ok(lock);
            }
        }
        Err(ApplyError::Locked { holder: holder(&path) })
    }

    /// Takes the lock on a file of its own, without a word about who holds it; `None` while somebody else does.
    pub(super) fn take_unsigned(path: &Path) -> Result<Option<Lock>, ApplyError> {
        let file = open(path)?;
        match try_lock(&file) {
            Ok(()) => Ok(is_still(&file, path).then_some(Lock { file, signed: false })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(unlockable(path, &error)),
        }
    }

    /// Whether somebody stands in the file: who writes, or who was killed while writing.
    pub(super) fn is_signed(directory: &Path) -> bool {
        std::fs::symlink_metadata(directory.join(LOCK_FILE)).is_ok_and(|file| file.is_file() && file.len() > 0)
    }

    /// Leaves the signature where it is: the next start looks again for what its holder could not finish.
    pub(super) fn stay_signed(&mut self) {
        self.signed = false;
    }

    fn sign(&mut self, user: &str, at: Moment) -> io::Result<()> {
        // Under another name it may be anything.
        if !is_only_name(&self.file) {
            return Ok(());
        }
        let user: String = user.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let signature = format!("{}\n{}\n{user}\n", std::process::id(), rfc3339(at));
        self.signed = true;
        fault::at(Point::LockEmpty)?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        fault::write(&mut self.file, signature.as_bytes(), Point::LockSign, Point::LockSignPart)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nobody holds it any more; the lock itself goes with the file handle.
        if self.signed {
            let _ = fault::at(Point::LockClear).and_then(|()| self.file.set_len(0));
        }
        let _ = fault::at(Point::Unlock);
        let _ = self.file.unlock();
    }
}

/// Opens the lock's file, never through a link: it is emptied.
fn open(path: &Path) -> Result<File, ApplyError> {
    own_file(path)?;
    let opened = fault::at(Point::LockOpen)
        .and_then(|()| OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path));
    opened.map_err(|error| refused(path, &error))
}

fn try_lock(file: &File) -> Result<(), TryLockError> {
    fault::at(Point::LockTake).map_err(TryLockError::Error)?;
    file.try_lock()
}

/// What an error of locking means: some network file systems have no locks.
fn unlockable(path: &Path, error: &io::Error) -> ApplyError {
    let none = error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == NO_LOCKS;
    if none {
        return Problem::of(path, ProblemKind::NoLocks { message: error.to_string() }).into();
    }
    refused(path, error)
}

/// "No locks available", which has no kind: ENOLCK.
const NO_LOCKS: Option<i32> = if cfg!(any(target_os = "linux", target_os = "android")) {
    Some(37)
} else if cfg!(unix) {
    Some(77)
} else {
    None
};

/// What an error means to somebody who wants to write.
pub(super) fn refused(path: &Path, error: &io::Error) -> ApplyError {
    ApplyError::of_writing(Problem::io(path, error))
}

/// Waits in the operating system's queue, on a thread of its own since that wait has no end. If we give up first, the
/// thread gives the lock back as soon as it gets it: nobody is left to receive the file, and with it goes the lock.
fn wait_for(file: File, longest: Duration, hurry: &Hurry, path: &Path) -> Result<File, ApplyError> {
    let (sender, receiver) = mpsc::channel();
    if !hurry.waits(&sender) {
        return Err(ApplyError::Locked { holder: holder(path) });
    }
    let waiting = move || {
        let taken = file.lock().map(|()| file);
        let _ = sender.send(Waited::Taken(taken));
    };
    thread::Builder::new().name("store-lock".into()).spawn(waiting).map_err(|error| refused(path, &error))?;
    match receiver.recv_timeout(longest) {
        Ok(Waited::Taken(taken)) => taken.map_err(|error| unlockable(path, &error)),
        Ok(Waited::Hurry) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            Err(ApplyError::Locked { holder: holder(path) })
        }
    }
}

/// Who says to hold the lock. Windows does not let others read a locked file, so there nobody is named.
pub(super) fn holder(path: &Path) -> Option<Holder> {
    let mut text = String::new();
    File::open(path).ok()?.take(4096).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let process = lines.next()?.parse().ok()?;
    let since = lines.next()?.to_owned();
    Some(Holder { process, since, user: lines.next()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longer than any test may take: whoever waits that long has not been told.
    const FOR_EVER: Duration = Duration::from_secs(100_000);

    fn take(directory: &Path, hurry: &Hurry) -> Result<Lock, ApplyError> {
        Lock::take(directory, "bob", Moment(0), Wait::AtMost(FOR_EVER, hurry))
    }

    #[test]
    fn whoever_waits_for_another_writer_gives_up_when_there_is_no_more_time() {
        let directory = tempfile::tempdir().unwrap();
        let held = Lock::take(directory.path(), "alice", Moment(0), Wait::No).unwrap();
        let hurry = Hurry::default();
        let (asks, place) = (hurry.clone(), directory.path().to_owned());
        let waiting = thread::spawn(move || take(&place, &hurry).map(drop));
        asks.ask();
        assert!(matches!(waiting.join().unwrap(), Err(ApplyError::Locked { holder: Some(_) })));
        assert!(matches!(take(directory.path(), &asks), Err(ApplyError::Locked { .. })), "and does not begin again");
        drop(held);
        take(directory.path(), &asks).expect("who need not wait writes");
    }
}
