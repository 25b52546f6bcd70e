//! The engine's answers in words: every match here is exhaustive, so a new answer cannot go unsaid.

mod difference;
mod plan;
mod refusal;
mod rollback;
mod rules;
mod taken;

use super::{Message, say};
use crate::engine::{PrivateKey, Service, Status};

pub use difference::difference;
pub use plan::{change, follow_up, services, step, warning};
pub use refusal::{refusal, refusal_detail, remedy, unknown_fact, view_only, view_only_detail, view_only_remedy};
pub use rollback::{follow_up_short, stays};
pub use rules::{RULES, follow_up_kind, rule, warning_kind};
pub use taken::{TakenFact, taken_fact};

/// A Status as the page says it; `expiring` is the engine's `expires_soon` and matters to a Valid one only.
#[must_use]
pub fn status(status: &Status, expiring: bool) -> Message {
    match status {
        Status::Valid if expiring => say::status_expiring(),
        Status::Valid => say::status_valid(),
        Status::DateInvalid { not_yet: true } => say::status_not_yet_valid(),
        Status::DateInvalid { not_yet: false } => say::status_expired(),
        Status::Revoked => say::status_revoked(),
        Status::RevocationCheckFailure => say::status_revocation_not_checked(),
        Status::Untrusted => say::status_untrusted(),
        Status::Invalid(_) => say::status_invalid(),
        Status::PendingRequest => say::status_pending_request(),
        Status::Unknown => say::status_unknown(),
        Status::Pending => say::status_checking(),
    }
}

/// The label of a service's check box: Exchange's name, except for the call router, whose label has blanks.
#[must_use]
pub fn service_label(service: Service) -> Message {
    match service {
        Service::UmCallRouter => say::label_um_call_router(),
        other => say::label_service(other.name()),
    }
}

/// What a service covers, one line each; after the source's table of services.
#[must_use]
pub fn service_uses(service: Service) -> Vec<Message> {
    match service {
        Service::Iis => vec![
            say::uses_iis_autodiscover(),
            say::uses_iis_activesync(),
            say::uses_iis_admin_center(),
            say::uses_iis_web_services(),
            say::uses_iis_address_book(),
            say::uses_iis_outlook_anywhere(),
            say::uses_iis_mapi(),
            say::uses_iis_web(),
        ],
        Service::Imap => vec![say::uses_imap(), say::uses_imap_name()],
        Service::Pop => vec![say::uses_pop(), say::uses_pop_name()],
        Service::Smtp => vec![say::uses_smtp_external(), say::uses_smtp_mutual(), say::uses_smtp_default()],
        Service::Um => vec![say::uses_um(), say::uses_um_mode()],
        Service::UmCallRouter => vec![say::uses_um_call_router(), say::uses_um_call_router_mode()],
        Service::Federation => vec![say::uses_federation()],
    }
}

/// Whether there is a private key, as *Has private key* says it.
#[must_use]
pub fn private_key(key: PrivateKey) -> Message {
    match key {
        PrivateKey::Exportable => say::private_key_exportable(),
        PrivateKey::Present => say::private_key_present(),
        PrivateKey::Missing => say::private_key_missing(),
        PrivateKey::Unknown => say::private_key_unknown(),
    }
}
