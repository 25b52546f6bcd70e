//! The way back in words: what it cannot take back.

use crate::engine::{FollowUp, Stays, Thumbprint};
use crate::locale::{Message, say};

/// Something that a rollback leaves as it is, with its reason. `names` gives the name by which the reader knows a
/// certificate.
#[must_use]
pub fn stays(stays: &Stays, names: &dyn Fn(Thumbprint) -> String) -> Message {
    match stays {
        Stays::Service { thumbprint, service } => say::stays_service(names(*thumbprint), service.name()),
        Stays::DefaultSmtp { thumbprint } => say::stays_default(names(*thumbprint)),
        Stays::ChangedSince { service } => say::stays_changed_since(service.name()),
        Stays::Removed { thumbprint } => say::stays_removed(names(*thumbprint)),
        Stays::Answered { thumbprint } => say::stays_answered(names(*thumbprint)),
        Stays::Imported { thumbprint } => say::stays_imported(names(*thumbprint)),
        Stays::RequireSsl => say::stays_require_ssl(),
        Stays::NetworkService => say::stays_network_service(),
    }
}

/// What is left to do by hand, in a few words for a list.
#[must_use]
pub fn follow_up_short(follow_up: &FollowUp, names: &dyn Fn(Thumbprint) -> String) -> Message {
    match follow_up {
        FollowUp::RestartIis => say::to_do_restart_iis(),
        FollowUp::VerifyIisBindings => say::to_do_verify_bindings(),
        FollowUp::RestartPop => say::to_do_restart_pop(),
        FollowUp::RestartImap => say::to_do_restart_imap(),
        FollowUp::RestartUm => say::to_do_restart_um(),
        FollowUp::RestartUmCallRouter => say::to_do_restart_um_call_router(),
        FollowUp::RemoveOldCertificate { thumbprint } => say::to_do_remove_old(names(*thumbprint)),
        FollowUp::EdgeResubscribe { certain: true } => say::to_do_edge_resubscribe(),
        FollowUp::EdgeResubscribe { certain: false } => say::to_do_edge_resubscribe_perhaps(),
    }
}
