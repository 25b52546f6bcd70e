//! Refusals: beside a check box, as a sentence, and the way out.

use super::status;
use crate::engine::{ROLE_GROUPS, Reason, Refusal, Service, Status, UnknownFact, ViewOnly};
use crate::locale::{Message, Text, say};

/// The reason of a refusal, short enough to stand beside a check box (45 columns in English).
#[must_use]
pub fn refusal(refusal: &Refusal) -> Message {
    match &refusal.reason {
        Reason::Locked => say::refusal_locked(),
        Reason::StatusNotValid(found) => say::refusal_status(status(found, false)),
        Reason::PrivateKeyMissing => say::refusal_private_key_missing(),
        Reason::Wildcard(_) => say::refusal_wildcard(),
        Reason::StartupMode { service, mode } => say::refusal_startup_mode(service.name(), mode.name()),
        Reason::NoUnifiedMessaging => say::refusal_no_um(),
        Reason::NoServerAuthentication => say::refusal_no_server_auth(),
        Reason::Federation => say::refusal_federation(),
        Reason::EdgeSmtpOnly => say::refusal_edge(),
        Reason::AuthCertificate => say::refusal_auth(),
        Reason::NotPermitted(why) => view_only(*why),
        Reason::FactsUnknown(fact) => unknown_fact(*fact),
        Reason::RemoveDefaultSmtp => say::refusal_remove_default(),
        Reason::RemoveAuth => say::refusal_remove_auth(),
        Reason::RemoveFederation => say::refusal_remove_federation(),
        Reason::RemoveBackEnd => say::refusal_remove_back_end(),
        Reason::OnSendConnectors(_) => say::refusal_on_connectors(),
        Reason::AlreadyExists(_) => say::refusal_already_exists(),
    }
}

/// The reason of a refusal as a whole sentence.
#[must_use]
pub fn refusal_detail(refusal: &Refusal) -> Message {
    let server = &refusal.server;
    match &refusal.reason {
        Reason::Locked => say::detail_locked(named(refusal.service)),
        Reason::StatusNotValid(Status::Invalid(error)) => say::detail_status_invalid(&**error),
        Reason::StatusNotValid(found) => say::detail_status(status(found, false)),
        Reason::PrivateKeyMissing => say::detail_private_key_missing(server),
        Reason::Wildcard(protocol) => say::detail_wildcard(protocol.service().name()),
        Reason::StartupMode { service, mode } => say::detail_startup_mode(service.name(), mode.name(), server),
        Reason::NoUnifiedMessaging => say::detail_no_um(server),
        Reason::NoServerAuthentication => say::detail_no_server_auth(),
        Reason::Federation => say::detail_federation(),
        Reason::EdgeSmtpOnly => say::detail_edge(server),
        Reason::AuthCertificate => say::detail_auth(),
        Reason::NotPermitted(why) => view_only_detail(*why),
        Reason::FactsUnknown(fact) => say::detail_unknown(unknown_fact(*fact)),
        Reason::RemoveDefaultSmtp => say::detail_remove_default(server),
        Reason::RemoveAuth => say::detail_remove_auth(),
        Reason::RemoveFederation => say::detail_remove_federation(),
        Reason::RemoveBackEnd => say::detail_remove_back_end(server),
        Reason::OnSendConnectors(names) => say::detail_on_connectors(names.join(", ")),
        Reason::AlreadyExists(_) => say::detail_already_exists(server),
    }
}

/// What to do for somebody who may only look.
#[must_use]
pub fn view_only_remedy(why: ViewOnly) -> Message {
    match why {
        ViewOnly::Role => say::remedy_role(role_groups()),
        ViewOnly::Flag => say::remedy_flag(),
        ViewOnly::AccessTable => say::remedy_access_table(),
        ViewOnly::Files => say::remedy_files(),
    }
}

/// What to do about a refusal, in words. Where a cmdlet does it, [`Refusal::remedy`] names the cmdlet.
#[must_use]
pub fn remedy(refusal: &Refusal) -> Message {
    let server = &refusal.server;
    match &refusal.reason {
        Reason::Locked => say::remedy_locked(named(refusal.service)),
        Reason::StatusNotValid(found) => status_remedy(found, refusal),
        Reason::PrivateKeyMissing => say::remedy_private_key(server),
        Reason::Wildcard(protocol) => say::remedy_wildcard(protocol.service().name()),
        Reason::StartupMode { service, .. } => say::remedy_startup_mode(service.name()),
        Reason::NoUnifiedMessaging => say::remedy_no_um(),
        Reason::NoServerAuthentication => say::remedy_no_server_auth(),
        Reason::Federation => say::remedy_federation(),
        Reason::EdgeSmtpOnly => say::remedy_edge(),
        Reason::AuthCertificate => say::remedy_auth(),
        Reason::NotPermitted(why) => view_only_remedy(*why),
        Reason::RemoveDefaultSmtp => say::remedy_remove_default(server),
        Reason::RemoveAuth => say::remedy_remove_auth(),
        Reason::RemoveFederation => say::remedy_remove_federation(server),
        Reason::RemoveBackEnd => say::remedy_remove_back_end(server),
        Reason::OnSendConnectors(names) => say::remedy_on_connectors(names.join(", "), "$null"),
        Reason::AlreadyExists(thumbprint) => say::remedy_already_exists(thumbprint.to_string()),
        Reason::FactsUnknown(UnknownFact::Services | UnknownFact::Status | UnknownFact::Names) => {
            say::remedy_unknown(server)
        }
        Reason::FactsUnknown(UnknownFact::DefaultSmtp) => say::remedy_default_smtp_unknown(server),
        Reason::FactsUnknown(UnknownFact::StartupMode) => say::remedy_startup_mode_unknown(server),
        Reason::FactsUnknown(UnknownFact::IisSite) => say::remedy_iis_site_unknown(server),
        Reason::FactsUnknown(UnknownFact::PrivateKey) => say::remedy_private_key_unknown(server),
        Reason::FactsUnknown(UnknownFact::Build) => say::remedy_build(server),
        Reason::FactsUnknown(UnknownFact::StillChecking) => say::remedy_checking(),
        Reason::FactsUnknown(UnknownFact::Unreadable) => say::remedy_unreadable(),
    }
}

fn status_remedy(found: &Status, refusal: &Refusal) -> Message {
    match found {
        Status::DateInvalid { not_yet: true } => say::remedy_not_yet_valid(),
        Status::DateInvalid { not_yet: false } => say::remedy_expired(),
        Status::PendingRequest => say::remedy_pending_request(),
        Status::Revoked => say::remedy_revoked(),
        Status::RevocationCheckFailure => say::remedy_revocation(&refusal.server),
        Status::Untrusted => say::remedy_untrusted(),
        Status::Invalid(_) => say::remedy_invalid(),
        Status::Unknown => say::remedy_unknown(&refusal.server),
        // A Valid certificate is never refused for its Status: by the time it reads so, it has been checked.
        Status::Pending | Status::Valid => say::remedy_checking(),
    }
}

/// The fact that is not known, as a short clause.
#[must_use]
pub fn unknown_fact(fact: UnknownFact) -> Message {
    match fact {
        UnknownFact::Services => say::unknown_services(),
        UnknownFact::Status => say::unknown_status(),
        UnknownFact::PrivateKey => say::unknown_private_key(),
        UnknownFact::Names => say::unknown_names(),
        UnknownFact::Build => say::unknown_build(),
        UnknownFact::DefaultSmtp => say::unknown_default_smtp(),
        UnknownFact::StartupMode => say::unknown_startup_mode(),
        UnknownFact::IisSite => say::unknown_iis_site(),
        UnknownFact::StillChecking => say::unknown_checking(),
        UnknownFact::Unreadable => say::unknown_unreadable(),
    }
}

/// Why somebody may only look, short.
#[must_use]
pub fn view_only(why: ViewOnly) -> Message {
    match why {
        ViewOnly::Role => say::refusal_role(),
        ViewOnly::Flag => say::refusal_flag(),
        ViewOnly::AccessTable => say::refusal_access_table(),
        ViewOnly::Files => say::refusal_files(),
    }
}

/// Why somebody may only look, as a sentence that names the role groups needed.
#[must_use]
pub fn view_only_detail(why: ViewOnly) -> Message {
    match why {
        ViewOnly::Role => say::detail_role(role_groups()),
        ViewOnly::Flag => say::detail_flag(),
        ViewOnly::AccessTable => say::detail_access_table(),
        ViewOnly::Files => say::detail_files(),
    }
}

fn role_groups() -> Message {
    let [first, second] = ROLE_GROUPS;
    say::groups_or(first, second)
}

fn named(service: Option<Service>) -> Text {
    service.map_or_else(|| say::these_services().into(), |service| service.name().into())
}
