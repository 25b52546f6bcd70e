//! `remove-back-end`: what the Exchange Back End is bound to stays until another certificate is bound there.

use super::Removal;
use crate::engine::refusal::Reason;

/// Source: KB2779694: without that binding Outlook on the web and the admin center stay blank; Microsoft's page on
/// assigning certificates, 2025 edition, warns of removing it.
pub(super) const SOURCE: &str = "the topic, 2025 edition: the binding of the Exchange Back End; KB2779694";

pub(super) fn check(removal: &Removal) -> Option<Reason> {
    let bound = removal.server.assignments.iis_back_end;
    (bound == Some(removal.certificate.thumbprint)).then_some(Reason::RemoveBackEnd)
}
