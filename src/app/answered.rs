//! The answer that goes along with a change.

use crate::engine::DefaultSmtp;

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
