//! `facts-unknown`: what is not known is not guessed.

use super::Case;
use crate::engine::certificate::{Knowledge, PrivateKey};
use crate::engine::refusal::{Reason, UnknownFact};
use crate::engine::status::Status;

/// Source: exports without `SerializationData` carry neither services nor status (microsoft/CSS-Exchange test data).
pub(super) const SOURCE: &str = "degraded exports of Get-ExchangeCertificate; our own: nothing is guessed";

pub(super) fn check(case: &Case) -> Option<Reason> {
    missing(case).map(Reason::FactsUnknown)
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
        _ => (case.certificate.private_key == PrivateKey::Unknown).then_some(UnknownFact::PrivateKey),
    }
}
