//! What is ticked and not saved.

use crate::engine::{ServiceSet, Thumbprint};

/// A draft of the edit dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The services ticked beyond the locked ones.
    pub ticked: ServiceSet,
    /// Whether the certificate is to become the default SMTP certificate.
    pub default_smtp: NewDefault,
}

/// What the draft says of the default SMTP certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NewDefault {
    /// Nothing.
    #[default]
    No,
    /// This certificate takes the place of that one, which the question named. Only as long as that one still is the
    /// default: nobody has agreed to replace another.
    InsteadOf(Option<Thumbprint>),
}
