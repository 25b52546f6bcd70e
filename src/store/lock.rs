//! One writer at a time: the lock on `store.lock`.
//!
//! The lock is the operating system's, advisory, on a file of its own, so that replacing a document never replaces what
//! is locked. It goes away with the process that holds it, however that ends. What stands in the file only names the
//! holder for those who wait.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::problem::{ApplyError, Holder, Problem};
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

impl Lock {
    /// Takes the lock of the organization in `directory` for `user` at `at` (real UTC).
    pub(super) fn take(directory: &Path, user: &str, at: Moment, wait: Wait<'_>) -> Result<Lock, ApplyError> {
        let path = directory.join(LOCK_FILE);
        let failed = |error: &io::Error| refused(&path, error);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| failed(&error))?;
        let file = match file.try_lock() {
            Ok(()) => file,
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
            Err(TryLockError::WouldBlock) => match wait {
                Wait::No => return Err(ApplyError::Locked { holder: holder(&path) }),
                Wait::AtMost(longest, hurry) => wait_for(file, longest, hurry, &path)?,
            },
        };
        let mut lock = Lock { file };
        // Who holds it is a courtesy: failing to say so (a full disk) is no reason not to try the change.
        let _ = lock.sign(user, at);
        Ok(lock)
    }

    /// Whether somebody stands in the file: who writes, or who was killed while writing.
    pub(super) fn is_signed(directory: &Path) -> bool {
        std::fs::metadata(directory.join(LOCK_FILE)).is_ok_and(|file| file.len() > 0)
    }

    fn sign(&mut self, user: &str, at: Moment) -> io::Result<()> {
        let user: String = user.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(format!("{}\n{}\n{user}\n", std::process::id(), rfc3339(at)).as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nobody holds it any more; the lock itself goes with the file handle.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// What an error means to somebody who wants to write.
pub(super) fn refused(path: &Path, error: &io::Error) -> ApplyError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ApplyError::ReadOnly,
        _ => ApplyError::Problem(Problem::io(path, error)),
    }
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
        Ok(Waited::Taken(taken)) => taken.map_err(|error| refused(path, &error)),
        Ok(Waited::Hurry) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            Err(ApplyError::Locked { holder: holder(path) })
        }
    }
}

/// Who says to hold the lock. Windows does not let others read a locked file, so there nobody is named.
fn holder(path: &Path) -> Option<Holder> {
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
