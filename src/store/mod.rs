//! The store: an organization as a directory of TOML documents that people can read, compare and edit.
//!
//! ```text
//!   organization.toml   servers/EX01.toml   certificates/*.pem   requests/*.csr   trust/*   journal/2026-11.jsonl
//!          |                   |                     |___________________|__________|              |
//!    organization()     list(), open()                        facts()                          journal()
//!                              |                                                                   |
//!                              +------ Part (of an engine Plan) --> apply(): lock, re-read, compare, journal, replace
//!                                       Intake (of an import) -----> take_in(): the same, of many documents at once
//! ```
//!
//! Everything is read when it is asked for: a list of names costs one directory listing, a server one document, a
//! certificate one file. A document that cannot be read is the problem of that server alone, with line and column.
//! Writing changes the bytes of the changed values and no others, and happens entirely or not at all; `docs/store.md`
//! says how.
//!
//! There are two roads to a change, [`Store::apply`] for a plan and [`Store::take_in`] for an import, and neither keeps a
//! private key or a password, ever.

mod access;
mod block;
mod certificates;
mod change;
mod create;
mod cut;
mod directory;
mod disk;
pub mod doctor;
mod entry;
mod fault;
mod file;
mod findings;
mod follow_ups;
mod harmless;
mod imported;
mod journal;
mod layout;
mod lines;
mod links;
mod listed;
mod lock;
#[doc(hidden)]
pub mod memory;
mod near;
mod organization;
mod organization_write;
#[doc(hidden)]
pub mod plain;
mod print;
mod problem;
mod put;
mod read;
mod recorded;
mod revision;
mod rights;
mod seal;
mod server;
mod sheet;
mod splice;
mod take_in;
mod taken;
mod time;
mod touched;
mod tree;
mod trusted;
mod write;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use crate::engine::{
    Certificate, FollowUp, Intake, Moment, OpenFollowUp, Part, Revision, Server, ServerName, Thumbprint,
};

pub use certificates::Judged;
pub use create::{create, create_from, create_with};
pub use directory::{Directory, Mode, Recovered};
pub(crate) use disk::sync_directory;
pub use entry::{Entry, EntryAnswer, EntryChange, EntryFact, EntryKind, EntryRepair, EntryStep};
pub use file::{Existing, read_file, read_file_up_to, write_file};
pub use findings::{Finding, findings};
pub use harmless::escaped;
pub use journal::{Entries, JOURNAL};
pub use lock::{Hurry, LOCK_FILE, LONGEST_WAIT};
pub use organization::{ORGANIZATION_FILE, OrganizationFile, TrustFiles};
pub use problem::{ApplyError, Holder, Position, Problem, ProblemKind};
pub use read::{LARGEST_CERTIFICATE, LARGEST_DOCUMENT};
pub use revision::{hexadecimal, revision};
pub(crate) use time::moment;
pub use touched::{Touched, directories, is_never_rewritten, touched};
pub use trusted::{ReadSystemRoots, SystemRoots};

/// Who makes a change, when, and how it was asked for: what the journal says beside the change itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The user.
    pub user: String,
    /// When: real UTC, also in a simulated organization.
    pub at: Moment,
    /// The clock of a simulated organization.
    pub clock: Option<Moment>,
    /// The cmdlet line or lines of the change, exactly.
    pub cmdlet: String,
    /// The questions that were asked, with their answers.
    pub answers: Vec<(String, String)>,
    /// The role groups of the user; none without an `[access]` table.
    pub roles: Vec<String>,
    /// The account that the program runs under, where the user is somebody else (`--as`).
    pub account: Option<String>,
}

/// A change that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The document's revision now.
    pub revision: Revision,
    /// The number of the journal line.
    pub seq: u64,
}

/// What an import wrote. What said the same already is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The organization's own document, if it changed.
    pub organization: Option<Applied>,
    /// The servers whose documents were made or changed, in their order.
    pub servers: Vec<(ServerName, Applied)>,
    /// How many certificate and trust files were made.
    pub files: usize,
}

impl Taken {
    /// How many documents were written.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.servers.len() + usize::from(self.organization.is_some())
    }
}

/// How far an import is, in files: certificates, trust files, documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many are safe on the disk. None is in its place before all of them are.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Asked between the files of an import: told how far it is, answers whether to go on. The last answer that counts is the
/// one to `done == of`; then everything is put into its place.
pub type Watch<'w> = dyn FnMut(Progress) -> ControlFlow<()> + 'w;

/// Where an organization is kept.
pub trait Store: Send {
    /// Reads what holds for every server.
    ///
    /// # Errors
    /// [`Problem`] when `organization.toml` cannot be read.
    fn organization(&mut self) -> Result<OrganizationFile, Problem>;

    /// The names of the servers, sorted without regard to case. Costs one directory listing and opens no document.
    ///
    /// # Errors
    /// [`Problem`] when the directory cannot be listed.
    fn list(&mut self) -> Result<Vec<ServerName>, Problem>;

    /// Reads one server's document. Facts and trust of its certificates are pending, but for what the document itself
    /// records; [`Store::facts`] brings the rest.
    ///
    /// # Errors
    /// [`Problem`], with line and column, when the document cannot be read.
    fn open(&mut self, name: &ServerName) -> Result<Server, Problem>;

    /// Facts and trust of a certificate as [`Store::open`] gave it, from its file and the trust files. A certificate
    /// whose facts are known is given back as it is: open the server again to have it judged again.
    fn facts(&mut self, certificate: &Certificate, now: Moment) -> Judged;

    /// Whether the certificate is kept, so that it need not come again. Costs a look at one file's name.
    fn has_certificate(&self, thumbprint: Thumbprint) -> bool;

    /// What is wrong with the trust files; known once a certificate has been judged.
    fn trust_problems(&mut self) -> Vec<Problem>;

    /// Whether any server's document has an Edge subscription. Reads every document, so ask only when it matters.
    ///
    /// # Errors
    /// [`Problem`] when no document says so but not all of them could be read: perhaps.
    fn edge_subscribed(&mut self) -> Result<bool, Problem>;

    /// Makes the change of one server, entirely or not at all.
    ///
    /// # Errors
    /// [`ApplyError`]; then no document is changed.
    fn apply(&mut self, part: &Part, context: &Context) -> Result<Applied, ApplyError>;

    /// Takes an import in: every document that it changes, the new ones, the certificates and trust files that come. Either
    /// everything is written or nothing, but for what [`ApplyError::Partly`] says. A document that says the same already
    /// is not written and has no line in the journal.
    ///
    /// # Errors
    /// [`ApplyError`]: [`Conflict`](ApplyError::Conflict) when a document is no longer what the import was merged into, or a
    /// new server's is there by now; [`Cancelled`](ApplyError::Cancelled) when `watch` broke it off;
    /// [`Partly`](ApplyError::Partly) when it came to a stop between two documents.
    fn take_in(&mut self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError>;

    /// The newest entries of the journal, newest first, at most `limit`.
    ///
    /// # Errors
    /// [`Problem`] when the journal cannot be read.
    fn journal(&mut self, limit: usize) -> Result<Entries, Problem>;

    /// The lines of the journal that are none, or that are not what the program wrote, each with its file and line. All of
    /// it is read, up to the first thousand such lines or one that is too long for any.
    ///
    /// # Errors
    /// [`Problem`] when the journal cannot be read.
    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem>;

    /// What changes left to be done by hand and nobody has ticked off, oldest first. What an abandoned change left is not
    /// among it, nor the removal of a certificate that a later change removed from that server. The whole journal is read.
    ///
    /// # Errors
    /// [`Problem`] when the journal cannot be read.
    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem>;

    /// Notes in the journal that somebody has done what the change `of` left to do; gives the number of the new line.
    ///
    /// # Errors
    /// [`ApplyError`]: [`ProblemKind::NotOpen`] when that is not open (any more), or what kept the line from being written.
    fn tick(&mut self, of: u64, follow_up: &FollowUp, context: &Context) -> Result<u64, ApplyError>;

    /// Checks every file of the organization and keeps at most `most` findings. `None` where there are no files.
    fn check_up(&mut self, _when: doctor::When, _most: usize) -> Option<doctor::Findings> {
        None
    }

    /// Whether changes can be made here at all. `false` when it was opened for reading only, or when the files cannot be
    /// written by this user.
    fn writable(&self) -> bool;
}
