//! `facts-unknown`: what is not known is not guessed.

use super::{Case, Importing, Removal};
use crate::engine::certificate::{Certificate, Knowledge, PrivateKey, Source};
use crate::engine::origin::ServerFact;
use crate::engine::refusal::{Reason, UnknownFact};
use crate::engine::service::Service;
use crate::engine::status::Status;

/// Source: exports without `SerializationData` carry neither services nor status (microsoft/CSS-Exchange test data).
pub(super) const SOURCE: &str = "degraded exports of Get-ExchangeCertificate; our own: nothing is guessed";

pub(super) fn check(case: &Case) -> Option<Reason> {
    missing(case).map(Reason::FactsUnknown)
}

/// The same of a removal: which services the certificate has and, while a connector names any, which one it is. A pending
/// request can have neither.
pub(super) fn check_removal(removal: &Removal) -> Option<Reason> {
    let certificate = removal.certificate;
    if certificate.is_request() {
        return None;
    }
    if certificate.services_unknown {
        return Some(Reason::FactsUnknown(UnknownFact::Services));
    }
    if removal.server.assignments.iis_site_unknown.contains(&certificate.thumbprint) {
        return Some(Reason::FactsUnknown(UnknownFact::IisSite));
    }
    let smtp = removal.server.assignments.holds(Service::Smtp, certificate.thumbprint);
    if smtp && removal.server.is_unknown(ServerFact::SmtpDefault) {
        return Some(Reason::FactsUnknown(UnknownFact::DefaultSmtp));
    }
    removal.named_connectors().next()?;
    match &certificate.facts {
        Knowledge::Pending => Some(UnknownFact::StillChecking),
        Knowledge::Unreadable(_) => Some(UnknownFact::Unreadable),
        Knowledge::Known(facts) => {
            let nameless = facts.source == Source::Recorded && (facts.issuer.is_empty() || facts.subject.is_empty());
            nameless.then_some(UnknownFact::Names)
        }
    }
    .map(Reason::FactsUnknown)
}

/// Which request a certificate answers is not known while one of them is still being read.
pub(super) fn check_import(importing: &Importing) -> Option<Reason> {
    let reading = |found: &Certificate| found.is_request() && found.facts == Knowledge::Pending;
    let waits = importing.arrival.private_key == PrivateKey::Missing;
    let unread = waits && importing.server.certificates.iter().any(reading);
    unread.then_some(Reason::FactsUnknown(UnknownFact::StillChecking))
}

fn missing(case: &Case) -> Option<UnknownFact> {
    if case.is_um() && case.server.build.is_none() {
        return Some(UnknownFact::Build);
    }
    if case.certificate.is_request() {
        return None; // `status-not-valid` has the better reason
    }
    if case.certificate.services_unknown {
        return Some(UnknownFact::Services);
    }
    if matches!(case.certificate.facts, Knowledge::Unreadable(_)) {
        return Some(UnknownFact::Unreadable);
    }
    match case.status() {
        Status::Pending => Some(UnknownFact::StillChecking),
        Status::Unknown => Some(UnknownFact::Status),
        _ if case.certificate.private_key == PrivateKey::Unknown => Some(UnknownFact::PrivateKey),
        _ => missing_of_server(case),
    }
}

/// What the service needs to be known of the server: whom it would be taken from, or whether it can have a certificate.
fn missing_of_server(case: &Case) -> Option<UnknownFact> {
    let server = case.server;
    match case.service {
        Service::Iis => (!server.assignments.iis_site_unknown.is_empty()).then_some(UnknownFact::IisSite),
        Service::Smtp => server.is_unknown(ServerFact::SmtpDefault).then_some(UnknownFact::DefaultSmtp),
        Service::Um | Service::UmCallRouter => {
            server.startup_mode_unknown(case.service).then_some(UnknownFact::StartupMode)
        }
        Service::Imap | Service::Pop | Service::Federation => None,
    }
}
