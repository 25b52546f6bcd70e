//! What deserves attention before something changes, one a file. Nothing here blocks.

mod expires_soon;
mod imported_without_key;
mod key_not_exportable;
mod loses_service;
mod name_not_covered;
mod newer_encryption;
mod pending_request;
mod self_signed_for_clients;
mod sha1_signature;
mod still_assigned;
mod weak_key;
mod wildcard_san;

use super::certificate::{Certificate, Facts};
use super::import::Arrival;
use super::moment::Moment;
use super::server::{Protocol, Server};
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

/// Every warning, in the order in which they are given: its written name, and where it comes from.
pub const WARNINGS: [(&str, &str); 12] = [
    ("loses-service", loses_service::SOURCE),
    ("expires-soon", expires_soon::SOURCE),
    ("name-not-covered", name_not_covered::SOURCE),
    ("self-signed-for-clients", self_signed_for_clients::SOURCE),
    ("wildcard-san", wildcard_san::SOURCE),
    ("weak-key", weak_key::SOURCE),
    ("sha1-signature", sha1_signature::SOURCE),
    ("key-not-exportable", key_not_exportable::SOURCE),
    ("still-assigned", still_assigned::SOURCE),
    ("pending-request", pending_request::SOURCE),
    ("imported-without-key", imported_without_key::SOURCE),
    ("newer-encryption", newer_encryption::SOURCE),
];

/// The written names alone, in the same order.
pub const IDS: [&str; 12] = {
    let mut ids = [""; 12];
    let mut at = 0;
    while at < ids.len() {
        ids[at] = WARNINGS[at].0;
        at += 1;
    }
    ids
};

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

/// The warnings about removing a certificate or a pending request.
#[must_use]
pub fn about_removal(server: &Server, certificate: &Certificate) -> Vec<Warning> {
    still_assigned::of(server, certificate).into_iter().chain(pending_request::of(certificate)).collect()
}

/// The warnings about a certificate that is imported, as the server will hold it.
#[must_use]
pub fn about_import(server: &Server, arrival: &Arrival, certificate: &Certificate, now: Moment) -> Vec<Warning> {
    let about_the_file = newer_encryption::of(server, arrival);
    let about_the_key = imported_without_key::of(certificate);
    about_the_key.into_iter().chain(about_the_file).chain(about_certificate(certificate, &arrival.facts, now)).collect()
}

/// The warnings about a name that a protocol is given.
#[must_use]
pub fn about_protocol_name(server: &Server, protocol: Protocol, name: &str, now: Moment) -> Vec<Warning> {
    name_not_covered::of_protocol(server, protocol, name, now).into_iter().collect()
}
