//! What deserves attention before an assignment, one a file. Nothing here blocks.

mod expires_soon;
mod key_not_exportable;
mod loses_service;
mod name_not_covered;
mod self_signed_for_clients;
mod sha1_signature;
mod weak_key;
mod wildcard_san;

use super::certificate::{Certificate, Facts};
use super::moment::Moment;
use super::server::Server;
use super::service::ServiceSet;
use super::warning::Warning;

/// What the warnings look at: a certificate about to get services on a server.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'a> {
    /// The server.
    pub server: &'a Server,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// Its facts.
    pub facts: &'a Facts,
    /// The services it would get.
    pub services: ServiceSet,
    /// The clock.
    pub now: Moment,
}

/// The written names, in the order in which the warnings are given.
pub const IDS: [&str; 8] = [
    "loses-service",
    "expires-soon",
    "name-not-covered",
    "self-signed-for-clients",
    "wildcard-san",
    "weak-key",
    "sha1-signature",
    "key-not-exportable",
];

/// Every warning about an assignment: first what it takes away, then what clients will meet, then the certificate itself.
#[must_use]
pub fn about(assignment: &Assignment) -> Vec<Warning> {
    let mut warnings = loses_service::warn(assignment);
    warnings.extend(expires_soon::warn(assignment));
    warnings.extend(name_not_covered::warn(assignment));
    warnings.extend(self_signed_for_clients::warn(assignment));
    warnings.extend(wildcard_san::warn(assignment));
    warnings.extend(
        about_certificate(assignment.certificate, assignment.facts, assignment.now)
            .into_iter()
            .skip_while(|warning| matches!(warning, Warning::ExpiresSoon { .. })),
    );
    warnings
}

/// The warnings about a certificate as such, whatever it is used for: the details pane shows them.
#[must_use]
pub fn about_certificate(certificate: &Certificate, facts: &Facts, now: Moment) -> Vec<Warning> {
    let mut warnings = Vec::new();
    warnings.extend(expires_soon::of(certificate, facts, now));
    warnings.extend(weak_key::of(facts));
    warnings.extend(sha1_signature::of(facts));
    warnings.extend(key_not_exportable::of(certificate));
    warnings
}
