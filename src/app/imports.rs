//! The words for bringing certificates and facts in from files.

use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::vocabulary::Ticket;
use crate::engine::{Plan, ServerName};
use crate::locale::Message;
use crate::x509::Password;

/// A file as somebody names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedFile {
    /// What is typed or pasted.
    pub text: String,
    /// The beginning of that text which was taken from a listing, and what it stands for: the name of a file need not be
    /// text.
    pub exact: Option<(String, PathBuf)>,
    /// The directory it is relative to.
    pub directory: PathBuf,
}

impl NamedFile {
    /// The file that is meant; `None` while nothing is. `~` is the home directory, and quotes around the whole are those
    /// that a file manager's "Copy as path" puts there: a name that has some of its own can be taken from a listing.
    #[must_use]
    pub fn path(&self, home: Option<&Path>) -> Option<PathBuf> {
        if let Some((beginning, path)) = &self.exact
            && let Some(rest) = self.text.strip_prefix(beginning.as_str())
        {
            if rest.is_empty() {
                return Some(path.clone());
            }
            if beginning.ends_with(is_separator) {
                return Some(path.join(rest.trim_start_matches(is_separator)));
            }
        }
        let text = unquoted(self.text.trim());
        if text.is_empty() {
            return None;
        }
        let below_home = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(is_separator));
        Some(match (below_home, home) {
            (Some(rest), Some(home)) => home.join(rest.trim_start_matches(is_separator)),
            _ => self.directory.join(text),
        })
    }
}

/// A text without the quotes around it.
#[must_use]
pub fn unquoted(text: &str) -> &str {
    ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(text)
}

/// What is typed of a file's name, as far as it can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    /// The text now.
    pub text: String,
    /// See [`NamedFile::exact`].
    pub exact: Option<(String, PathBuf)>,
    /// What can follow; empty where only one thing could, which is in the text now.
    pub candidates: Arc<Vec<Candidate>>,
    /// How many more there are than those.
    pub more: usize,
}

/// A file or a folder that can be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its name, which is foreign text.
    pub name: String,
    /// The whole text once it is taken.
    pub text: String,
    /// Its path.
    pub path: PathBuf,
    /// What it is.
    pub kind: FileKind,
}

/// What a file is, by the ending of its name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A folder.
    Folder,
    /// A certificate.
    Certificate,
    /// PKCS #7: a chain.
    Chain,
    /// PKCS #12: a certificate with its key.
    WithKey,
    /// `Export-Clixml`.
    Clixml,
    /// An inventory, or `ConvertTo-Json`.
    Json,
    /// `Export-Csv`.
    Csv,
    /// What a shell printed.
    Text,
    /// Nobody knows.
    Other,
}

/// Asks a thread that works to stop. Whoever holds a copy can ask; the work looks at it now and then.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether anybody has asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl PartialEq for Stop {
    /// Two that stop the same work.
    fn eq(&self, other: &Stop) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stop {}

/// In which order a shell writes day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// Month first, as in the United States.
    MonthFirst,
    /// Day first.
    DayFirst,
}

/// A file to be read, with what cannot be found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The file.
    pub file: NamedFile,
    /// Its password, once somebody has typed one.
    pub password: Option<Password>,
    /// How its dates are meant, once somebody has said so.
    pub order: Option<DayOrder>,
    /// The server in view: a certificate file goes there.
    pub server: Option<ServerName>,
    /// Stops it.
    pub stop: Stop,
}

/// What the import needs of the store's thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportTask {
    /// Complete what is typed of a file's name.
    Complete(NamedFile),
    /// Read a file, keep what it says, and say what it would change.
    Read(Reading),
    /// Say what would change if what was read is of this server.
    Place {
        /// The answer that said what was read.
        read: Ticket,
        /// The server.
        server: ServerName,
    },
    /// Take in what was shown.
    TakeIn {
        /// The answer that showed it.
        shown: Ticket,
        /// Stops it, as long as nothing is written.
        stop: Stop,
    },
    /// Let go of what was read.
    Forget,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportNews {
    /// The name as far as it can be completed, or why it cannot.
    Completed(Result<Completed, Message>),
    /// So many bytes are read.
    Reading {
        /// Bytes read.
        done: u64,
        /// Bytes in all.
        of: u64,
    },
    /// The file was read, or not.
    Read(ReadOutcome),
    /// So much of what was shown is taken in.
    TakingIn {
        /// Steps done.
        done: usize,
        /// Steps in all.
        of: usize,
    },
    /// What was taken in; or why nothing was.
    TakenIn(Result<Arc<Vec<ImportLine>>, Message>),
}

/// What reading a file comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOutcome {
    /// It needs a password, or another one.
    Password {
        /// Whether there was one, and it does not open the file.
        wrong: bool,
    },
    /// A date in it can be read in two ways.
    Dates {
        /// The date.
        date: String,
        /// Where it stands.
        place: String,
    },
    /// It does not say which server it is from.
    Unnamed,
    /// Nothing can be taken from it, and why.
    Failed(Message),
    /// What would change.
    Shown(Proposal),
}

/// What an import would change. What is confirmed is what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What there is to read about it.
    pub lines: Arc<Vec<ImportLine>>,
    /// How it is done.
    pub way: Way,
}

/// How what was shown is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Not at all: nothing would change.
    Nothing,
    /// Facts, which the store's thread keeps: [`ImportTask::TakeIn`].
    Facts,
    /// A certificate goes to the server, as `Import-ExchangeCertificate` puts it there: a plan, saved like any other.
    Certificate(Arc<Plan>),
}

/// A line about an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Columns left free before it; none for a heading.
    pub indent: u16,
    /// What it says.
    pub message: Message,
    /// Whether it deserves attention.
    pub attention: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str, exact: Option<(&str, &str)>) -> Option<String> {
        let exact = exact.map(|(beginning, path)| (beginning.to_owned(), PathBuf::from(path)));
        let file = NamedFile { text: text.to_owned(), exact, directory: "/srv".into() };
        file.path(Some(Path::new("/people/ann"))).map(|path| path.to_string_lossy().replace('\\', "/"))
    }

    #[test]
    fn a_file_is_named_from_here_from_home_or_whole_and_with_quotes_around_it() {
        assert_eq!(path("a.pfx", None).as_deref(), Some("/srv/a.pfx"));
        assert_eq!(path("~/a.pfx", None).as_deref(), Some("/people/ann/a.pfx"));
        assert_eq!(path("~ann", None).as_deref(), Some("/srv/~ann"), "other people's homes are not looked for");
        assert_eq!(path(" \"/mnt/my exports/a.xml\" ", None).as_deref(), Some("/mnt/my exports/a.xml"));
        assert_eq!(path("'/mnt/a.xml'", None).as_deref(), Some("/mnt/a.xml"));
        assert_eq!(path(" ", None), None);
        assert_eq!(path("\"\"", None), None);
    }

    #[test]
    fn what_was_taken_from_a_listing_stands_for_its_path_exactly() {
        let folder = Some(("x\u{fffd}/", "/srv/x-bytes"));
        assert_eq!(path("x\u{fffd}/", folder).as_deref(), Some("/srv/x-bytes"));
        assert_eq!(path("x\u{fffd}/a b", folder).as_deref(), Some("/srv/x-bytes/a b"));
        assert_eq!(path("x\u{fffd}//etc", folder).as_deref(), Some("/srv/x-bytes/etc"), "never out of it");
        let file = Some(("\"a\".pfx ", "/srv/\"a\".pfx "));
        assert_eq!(path("\"a\".pfx ", file).as_deref(), Some("/srv/\"a\".pfx "));
        assert_eq!(path("\"a\".pfx x", file).as_deref(), Some("/srv/\"a\".pfx x"), "another file by now");
    }
}
