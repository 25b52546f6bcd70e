//! What can be wrong with the organization's files, and what can keep a change from being made.
//!
//! Every problem says what, where (file, line, column) and why. The kinds are typed, so that the page can word them in
//! the reader's language; [`Display`](std::fmt::Display) is the wording of logs.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::Taken;
use crate::engine::{Revision, ServerName};

/// A place in a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The place of the byte `offset` in `text`; the end of the text if it lies behind it. A byte order mark counts as
    /// nothing.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Position {
        let before = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
        let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = before.split(|byte| *byte == b'\n').count();
        let tail = before.get(start..).unwrap_or_default();
        // Every byte that is not the continuation of a character begins one.
        let column = tail.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        Position { line, column }
    }
}

/// Something is wrong with one file of the organization.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// The file or directory.
    pub path: PathBuf,
    /// Where in it, if the problem has a place.
    pub position: Option<Position>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It does not exist.
    NotFound,
    /// It is something else than a regular file; reading it might never end.
    NotAFile,
    /// It cannot be read or written, for the system's reason.
    Io {
        /// The system's kind of error.
        error: io::ErrorKind,
        /// The system's words.
        message: String,
    },
    /// The disk is full, or the quota is used up.
    Full,
    /// It is larger than the program reads.
    TooLarge {
        /// The largest size read, in bytes.
        limit: u64,
    },
    /// It is not UTF-8.
    NotUtf8,
    /// It is not TOML.
    Syntax {
        /// The parser's words.
        message: String,
    },
    /// A required key is not there.
    Missing {
        /// The key, with its table: `services.iis`.
        key: String,
    },
    /// A value is of another type.
    WrongType {
        /// The key.
        key: String,
        /// The type it has to have.
        expected: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// A value is not one of those the key can have.
    BadValue {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What it has to be.
        expected: &'static str,
    },
    /// A key is nearly one that the program knows, and it matters too much to be left alone.
    Misspelt {
        /// The key.
        key: String,
        /// The one that is known.
        meant: String,
    },
    /// The document was written for another version of the program.
    UnknownSchema {
        /// The version it asks for.
        found: String,
    },
    /// The document names another server than its file does.
    OtherName {
        /// The name in the document.
        name: String,
    },
    /// A text cannot be the name of a server.
    NotAName,
    /// The change cannot be written into the document as it is laid out; nothing was written.
    CannotSplice {
        /// Why.
        reason: &'static str,
    },
    /// A certificate file cannot be read as a certificate, or is another one than its name says.
    Certificate {
        /// Why.
        reason: String,
    },
    /// A line of the journal is not one the program wrote.
    BrokenJournal {
        /// Why.
        reason: String,
    },
    /// What is to be ticked off is not open: it is done already, or the change never left it behind.
    NotOpen {
        /// The number of the change.
        of: u64,
    },
    /// The directory to be made is there already and not empty.
    NotEmpty,
    /// The file to be made is there already.
    Exists,
    /// A file or directory of the organization leads out of it, so that nothing is written there.
    LeadsOut,
    /// There is a symbolic link where the program writes only into a file of its own: the lock, the journal.
    Link,
    /// It is written and in its place, but the disk did not say that it will still be there when the power goes.
    NotForced {
        /// The system's words.
        message: String,
    },
    /// The file system has no locks, without which two writers could undo each other's changes.
    NoLocks {
        /// The system's words.
        message: String,
    },
    /// Another process is making this organization right now.
    BeingMade,
}

impl fmt::Display for Problem {
    /// `FILE:LINE:COLUMN: reason`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(Position { line, column }) = self.position {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.kind)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProblemKind::NotFound => f.write_str("not found"),
            ProblemKind::NotAFile => f.write_str("not a regular file"),
            ProblemKind::Io { message, .. } => f.write_str(message),
            ProblemKind::Full => f.write_str("the disk is full"),
            ProblemKind::TooLarge { limit } => write!(f, "larger than {limit} bytes"),
            ProblemKind::NotUtf8 => f.write_str("not UTF-8"),
            ProblemKind::Syntax { message } => write!(f, "not TOML: {message}"),
            ProblemKind::Missing { key } => write!(f, "the key {key} is missing"),
            ProblemKind::WrongType { key, expected, found } => write!(f, "{key} has to be {expected}, not {found}"),
            ProblemKind::BadValue { key, value, expected } => write!(f, "{key} has to be {expected}, not {value:?}"),
            ProblemKind::Misspelt { key, meant } => {
                write!(f, "{key} is not known; {meant} is, at the top of the document")
            }
            ProblemKind::UnknownSchema { found } => write!(f, "schema {found} is not known; this program knows 1"),
            ProblemKind::OtherName { name } => write!(f, "the document is about {name:?}, its file name is not"),
            ProblemKind::NotAName => f.write_str("not the name of a server"),
            ProblemKind::CannotSplice { reason } => write!(f, "the change cannot be written here: {reason}"),
            ProblemKind::Certificate { reason } => f.write_str(reason),
            ProblemKind::BrokenJournal { reason } => write!(f, "not a journal line: {reason}"),
            ProblemKind::NotOpen { of } => write!(f, "change {of} has no such follow-up open"),
            ProblemKind::NotEmpty => f.write_str("there already, and not empty"),
            ProblemKind::Exists => f.write_str("there already"),
            ProblemKind::LeadsOut => f.write_str("it leads out of the organization, and nothing is written there"),
            ProblemKind::Link => f.write_str("a symbolic link, through which nothing is written"),
            ProblemKind::NotForced { message } => write!(f, "written, but perhaps not for good: {message}"),
            ProblemKind::NoLocks { message } => write!(f, "the file system has no locks: {message}"),
            ProblemKind::BeingMade => f.write_str("another process is making it"),
        }
    }
}

impl Problem {
    /// A problem with a file as a whole.
    #[must_use]
    pub fn of(path: &Path, kind: ProblemKind) -> Problem {
        Problem { path: path.to_path_buf(), position: None, kind }
    }

    /// A problem at a byte of a file's text.
    #[must_use]
    pub fn at(path: &Path, text: &str, offset: usize, kind: ProblemKind) -> Problem {
        Problem { path: path.to_path_buf(), position: Some(Position::of(text, offset)), kind }
    }

    /// What the system said when a file was opened, read or written.
    #[must_use]
    pub fn io(path: &Path, error: &io::Error) -> Problem {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ProblemKind::NotFound,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ProblemKind::Full,
            kind => ProblemKind::Io { error: kind, message: error.to_string() },
        };
        Problem::of(path, kind)
    }

    /// Whether the system refused since this account may not, or since the disk is not to be written.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self.kind, ProblemKind::Io { error: PermissionDenied | ReadOnlyFilesystem, .. })
    }
}

/// Who holds the lock of an organization's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The user.
    pub user: String,
    /// The process.
    pub process: u32,
    /// Since when, RFC 3339 in UTC.
    pub since: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {}, since {})", self.user, self.process, self.since)
    }
}

/// Why a change was not made. Whatever it says but [`ApplyError::Partly`] and [`ProblemKind::NotForced`], no document was
/// changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// Somebody changed the document after the plan was made.
    #[error("{server} was changed meanwhile; nothing was written")]
    Conflict {
        /// The server; [`ORGANIZATION_FILE`](super::ORGANIZATION_FILE) where it is the organization's own document.
        server: ServerName,
        /// The revision the plan was made from.
        expected: Revision,
        /// The revision on disk.
        found: Revision,
    },
    /// Another process held the lock for as long as this one was willing to wait.
    #[error("another process is writing{}", holder.as_ref().map(|h| format!(": {h}")).unwrap_or_default())]
    Locked {
        /// Who, where the lock file can be read while it is locked (not on Windows).
        holder: Option<Holder>,
    },
    /// The organization was opened for reading only, or this account cannot write it at all.
    #[error("opened for reading only")]
    ReadOnly,
    /// This account may not write that file or directory.
    #[error("not permitted: {0}")]
    NotPermitted(Problem),
    /// Whoever watched an import broke it off before anything was in its place.
    #[error("broken off; nothing was written")]
    Cancelled,
    /// An import came to a stop between two documents. Each of them is whole: those that are taken in say what they were to
    /// say, the others what they said before. The same import again does the rest.
    #[error("{} of {of} documents were written, then: {cause}", taken.documents())]
    Partly {
        /// What was done.
        taken: Box<Taken>,
        /// How many documents were to be written.
        of: usize,
        /// The document at which it stopped: a server, or [`ORGANIZATION_FILE`](super::ORGANIZATION_FILE).
        at: ServerName,
        /// Why.
        cause: Box<ApplyError>,
    },
    /// Something is wrong with a file.
    #[error(transparent)]
    Problem(#[from] Problem),
}

impl ApplyError {
    /// What a problem means to somebody who wants to write.
    pub(super) fn of_writing(problem: Problem) -> ApplyError {
        if problem.is_denied() { ApplyError::NotPermitted(problem) } else { ApplyError::Problem(problem) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let text = "\u{FEFF}a = 1\r\nß日 = 2\n";
        assert_eq!(Position::of(text, 3), Position { line: 1, column: 1 });
        let equals = text.find("= 2").unwrap();
        assert_eq!(Position::of(text, equals), Position { line: 2, column: 4 });
        assert_eq!(Position::of(text, 1000), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_problem_reads_file_line_column_reason() {
        let kind = ProblemKind::Missing { key: "name".into() };
        let problem = Problem::at(Path::new("servers/EX01.toml"), "a\nbc", 3, kind);
        assert_eq!(problem.to_string(), "servers/EX01.toml:2:2: the key name is missing");
    }
}
