//! Every call by which the store changes something on the disk, by name: there the system may refuse, and there the program
//! may be killed. The tests let both happen at each of them.

use std::fs::File;
use std::io::{self, Write as _};

/// A call that changes something, or a moment in the midst of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(not(unix), allow(dead_code, reason = "Windows has no owners and forces no directories"))]
pub(super) enum Point {
    /// Opening the lock's file, which makes it where there is none.
    LockOpen,
    /// Taking the lock.
    LockTake,
    /// Emptying the lock's file before its holder signs.
    LockEmpty,
    /// Signing it.
    LockSign,
    /// Half of the signature is written.
    LockSignPart,
    /// Taking the signature away.
    LockClear,
    /// Giving the lock back.
    Unlock,
    /// Removing an unfinished file that stands where a new one is to be written.
    TemporaryStale,
    /// Making the unfinished file.
    TemporaryCreate,
    /// Writing it.
    TemporaryWrite,
    /// Half of it is written.
    TemporaryPart,
    /// Giving it the owner of the file that it will replace.
    TemporaryOwner,
    /// Giving it the rights of the file that it will replace.
    TemporaryRights,
    /// Forcing it to the disk.
    TemporarySync,
    /// Removing it since nothing comes of it.
    TemporaryRemove,
    /// Putting it into a place where no file was.
    Place,
    /// Putting it into the place of another.
    Rename,
    /// Forcing a directory to the disk.
    DirectorySync,
    /// Making the journal's directory.
    JournalDirectory,
    /// Opening the journal's file, which makes it where there is none.
    JournalOpen,
    /// Adding a line.
    JournalWrite,
    /// Half of the line is written.
    JournalPart,
    /// Forcing the line to the disk.
    JournalSync,
    /// Taking back a line that could not be written whole.
    JournalBack,
    /// Cutting a torn line.
    JournalCut,
    /// Forcing the cut to the disk.
    JournalCutSync,
    /// Removing what a killed writer left.
    Leftover,
    /// Making a directory that files come into.
    Directory,
    /// Taking away what an import made and nobody will name.
    TakeBack,
    /// Making the directory that an organization is built in, or one inside it.
    BuildDirectory,
    /// Making a file of a new organization.
    BuildFile,
    /// Writing it.
    BuildWrite,
    /// Half of it is written.
    BuildPart,
    /// Forcing it to the disk.
    BuildSync,
    /// Giving the new organization its place.
    BuildPlace,
    /// Taking away what it was built in.
    BuildTidy,
}

/// Asked before each of these calls. Nothing but a test ever answers with an error, or ends the program there; in the
/// program itself nothing is asked.
#[cfg_attr(not(test), allow(clippy::unnecessary_wraps, reason = "a test answers with errors"))]
#[inline]
pub(super) fn at(point: Point) -> io::Result<()> {
    #[cfg(test)]
    return strike::ask(point);
    #[cfg(not(test))]
    {
        let _ = point;
        Ok(())
    }
}

/// Writes bytes to a file, in one call, so that no reader sees half of them while the writer lives. A test may strike
/// before it, and when half of it is done.
pub(super) fn write(file: &mut File, bytes: &[u8], before: Point, part: Point) -> io::Result<()> {
    at(before)?;
    #[cfg(test)]
    let bytes = {
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        file.write_all(half)?;
        at(part)?;
        rest
    };
    #[cfg(not(test))]
    let _ = part;
    file.write_all(bytes)
}

#[cfg(test)]
pub(super) mod strike {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use super::Point;

    /// Every point; the tests have to come past each of them.
    pub(in crate::store) const POINTS: [Point; 36] = [
        Point::LockOpen,
        Point::LockTake,
        Point::LockEmpty,
        Point::LockSign,
        Point::LockSignPart,
        Point::LockClear,
        Point::Unlock,
        Point::TemporaryStale,
        Point::TemporaryCreate,
        Point::TemporaryWrite,
        Point::TemporaryPart,
        Point::TemporaryOwner,
        Point::TemporaryRights,
        Point::TemporarySync,
        Point::TemporaryRemove,
        Point::Place,
        Point::Rename,
        Point::DirectorySync,
        Point::JournalDirectory,
        Point::JournalOpen,
        Point::JournalWrite,
        Point::JournalPart,
        Point::JournalSync,
        Point::JournalBack,
        Point::JournalCut,
        Point::JournalCutSync,
        Point::Leftover,
        Point::Directory,
        Point::TakeBack,
        Point::BuildDirectory,
        Point::BuildFile,
        Point::BuildWrite,
        Point::BuildPart,
        Point::BuildSync,
        Point::BuildPlace,
        Point::BuildTidy,
    ];

    type Ask = Rc<dyn Fn(Point) -> io::Result<()>>;

    thread_local! {
        /// What this thread's tests answer.
        static ASKED: RefCell<Option<Ask>> = const { RefCell::new(None) };
    }

    pub(super) fn ask(point: Point) -> io::Result<()> {
        let asked = ASKED.with_borrow(Clone::clone);
        asked.map_or(Ok(()), |asked| asked(point))
    }

    /// Takes the answer away again, also where a test panics.
    struct Quiet;

    impl Drop for Quiet {
        fn drop(&mut self) {
            ASKED.set(None);
        }
    }

    /// Does something while each point of this thread is answered so.
    pub(in crate::store) fn during<T>(
        answer: impl Fn(Point) -> io::Result<()> + 'static,
        body: impl FnOnce() -> T,
    ) -> T {
        ASKED.set(Some(Rc::new(answer)));
        let _quiet = Quiet;
        body()
    }
}
