//! A plan in words: its steps, its warnings, and what is left to do.

use crate::engine::{Change, FollowUp, Service, ServiceSet, Step, Thumbprint, Warning};
use crate::locale::{Message, date, say};

/// A step of a plan, as sentences: what is gained, and what another certificate loses by it. `names` gives the name by
/// which the reader knows a certificate.
#[must_use]
pub fn step(step: &Step, names: &dyn Fn(Thumbprint) -> String) -> Vec<Message> {
    match step {
        Step::Assign { thumbprint, service, displaces } => {
            let gained = say::step_assign(names(*thumbprint), service.name());
            let lost = displaces.map(|other| say::step_displace(names(other), service.name()));
            std::iter::once(gained).chain(lost).collect()
        }
        Step::DefaultSmtp { thumbprint, before: None } => vec![say::step_default(names(*thumbprint))],
        Step::DefaultSmtp { thumbprint, before: Some(before) } => {
            vec![say::step_default_instead(names(*thumbprint), names(*before))]
        }
        Step::ProtocolName { protocol, before, after } => {
            let protocol = protocol.service().name();
            vec![match (before, after) {
                (_, None) => say::step_protocol_name_cleared(protocol),
                (None, Some(after)) => say::step_protocol_name(protocol, after),
                (Some(before), Some(after)) => say::step_protocol_name_instead(protocol, after, before),
            }]
        }
        Step::StartupMode { service, before, after } => {
            vec![say::step_startup_mode(service.name(), after.name(), before.name())]
        }
        Step::Remove { thumbprint } => vec![say::step_remove(names(*thumbprint))],
        Step::Import { thumbprint, completes: None } => vec![say::step_import(names(*thumbprint))],
        Step::Import { thumbprint, completes: Some(request) } => {
            vec![say::step_import_completes(names(*thumbprint), names(*request))]
        }
        Step::RequireSsl => vec![say::step_require_ssl()],
        Step::NetworkService { thumbprint } => vec![say::step_network_service(names(*thumbprint))],
    }
}

/// The services of one certificate before and after.
#[must_use]
pub fn change(change: &Change, names: &dyn Fn(Thumbprint) -> String) -> Message {
    say::change_services(names(change.thumbprint), services(change.before), services(change.after))
}

/// A set of services in the order of the page, Federation last, or *None*.
#[must_use]
pub fn services(set: ServiceSet) -> Message {
    let federation = set.contains(Service::Federation).then_some(Service::Federation);
    let names: Vec<&str> = set.offered().chain(federation).map(Service::name).collect();
    if names.is_empty() { say::value_none() } else { say::value_services(names.join(", ")) }
}

/// A warning as a sentence about the certificate in question.
#[must_use]
pub fn warning(warning: &Warning, names: &dyn Fn(Thumbprint) -> String) -> Message {
    match warning {
        Warning::ExpiresSoon { not_after, days } => {
            say::warning_expires_soon(date::day(*not_after), date::in_days(*days))
        }
        Warning::WeakKey { bits } => say::warning_weak_key(*bits),
        Warning::Sha1Signature => say::warning_sha1_signature(),
        Warning::KeyNotExportable => say::warning_key_not_exportable(),
        Warning::LosesService { thumbprint, service: Service::Iis, back_end_stays: true } => {
            say::warning_loses_site(names(*thumbprint))
        }
        Warning::LosesService { thumbprint, service, .. } => {
            say::warning_loses_service(names(*thumbprint), service.name())
        }
        Warning::SelfSignedForClients { service } => say::warning_self_signed(service.name()),
        Warning::WildcardSan { protocol } => say::warning_wildcard_san(protocol.service().name()),
        Warning::NameNotCovered { service, name, server } => {
            say::warning_name_not_covered(service.name(), name, server)
        }
        Warning::StillAssigned { services: held } => say::warning_still_assigned(services(*held)),
        Warning::PendingRequest => say::warning_pending_request(),
        Warning::ImportedWithoutKey { thumbprint } => say::warning_imported_without_key(thumbprint.to_string()),
        Warning::NewerEncryption => say::warning_newer_encryption(),
    }
}

/// What is left to do by hand, with its reason.
#[must_use]
pub fn follow_up(follow_up: &FollowUp, names: &dyn Fn(Thumbprint) -> String) -> Message {
    match follow_up {
        FollowUp::RestartIis => say::follow_up_restart_iis(),
        FollowUp::VerifyIisBindings => say::follow_up_verify_bindings(),
        FollowUp::RestartPop => say::follow_up_restart_pop(),
        FollowUp::RestartImap => say::follow_up_restart_imap(),
        FollowUp::RestartUm => say::follow_up_restart_um(),
        FollowUp::RestartUmCallRouter => say::follow_up_restart_um_call_router(),
        FollowUp::RemoveOldCertificate { thumbprint } => say::follow_up_remove_old(names(*thumbprint)),
        FollowUp::EdgeResubscribe { certain: true } => say::follow_up_edge_resubscribe(),
        FollowUp::EdgeResubscribe { certain: false } => say::follow_up_edge_resubscribe_perhaps(),
    }
}
