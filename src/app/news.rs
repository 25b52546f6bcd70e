//! What comes back from the store's thread, beside whole servers.

use std::sync::Arc;

use crate::engine::{Access, Evidence, Knowledge, Organization, RootCaType, Trust};
use crate::locale::Message;

/// What was learned of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Its facts.
    pub facts: Knowledge,
    /// Its trust.
    pub trust: Trust,
    /// What that rests on.
    pub evidence: Option<Arc<Evidence>>,
    /// Where its root stands.
    pub root_ca_type: RootCaType,
}

/// What changed of the organization's own document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationNews {
    /// The organization as the rules see it.
    pub organization: Organization,
    /// What the person may do.
    pub access: Access,
}

/// Why a save did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveFailure {
    /// Somebody changed the document meanwhile; nothing was written.
    Conflict,
    /// Anything else, in words; nothing was written.
    Failed(Message),
}
