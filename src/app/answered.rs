//! What goes along with a change: the answer before it, and the way of its steps into a script.

use crate::engine::{DefaultSmtp, ServerName, Step};

/// The changes of one server on their way into a script: the steps of a pending plan's part, or of a journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The server.
    pub server: ServerName,
    /// What is to be done there, in order.
    pub steps: Vec<Step>,
}

/// The answer to the question before a save, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Keep or replace the default SMTP certificate.
    DefaultSmtp(DefaultSmtp),
    /// Yes, remove the certificate; with the digits that had to be typed for it.
    Remove {
        /// The digits, where a mere yes was not enough.
        typed: Option<String>,
    },
}
