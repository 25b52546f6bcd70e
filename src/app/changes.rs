//! What others did to the organization's files.

use std::collections::BTreeSet;

use crate::engine::ServerName;

/// Files that changed, whoever changed them: a burst of them is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each says of one kind of files whether any of them changed")]
pub struct Changes {
    /// The servers whose documents were written.
    pub servers: BTreeSet<ServerName>,
    /// A server's document came or went.
    pub list: bool,
    /// The organization's own document.
    pub organization: bool,
    /// The journal.
    pub journal: bool,
    /// Certificates, requests or trust files.
    pub certificates: bool,
    /// Nobody can say what: all of it may have changed.
    pub everything: bool,
    /// The organization's directory went away, or is there again.
    pub directory: Option<Presence>,
}

/// Whether the organization's directory is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is gone.
    Gone,
    /// It is there again.
    Back,
}

impl Changes {
    /// Whether nothing changed that anybody reads.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}
