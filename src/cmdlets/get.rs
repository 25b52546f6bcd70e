//! `Get-ExchangeCertificate`: which certificates, in which order.

use std::cmp::Reverse;

use crate::engine::{Certificate, PrivateKey, Server, Service, Status, status};

use super::call::Call;
use super::object::Record;
use super::run::{Done, World, not_found};
use super::table::Parameter;

/// The certificates and pending requests of a server that a call asks for.
pub(super) fn run<'a>(call: &Call, server: &'a Server, world: &World<'a>) -> Result<Vec<Record<'a>>, Box<Done>> {
    let wanted = call.thumbprint();
    let names = call.list(Parameter::DomainName);
    let mut found: Vec<&Certificate> = server
        .certificates
        .iter()
        .filter(|certificate| wanted.is_none_or(|wanted| certificate.thumbprint == wanted))
        .collect();
    if let Some(wanted) = wanted.filter(|_| found.is_empty()) {
        return Err(not_found(wanted));
    }
    if !names.is_empty() {
        found
            .retain(|certificate| certificate.known().is_some_and(|facts| names.iter().any(|name| facts.covers(name))));
        found.sort_by_key(|certificate| {
            let begins = certificate.known().and_then(|facts| facts.not_before);
            (preference(server, certificate, world), Reverse(begins))
        });
    }
    let now = world.now;
    Ok(found.into_iter().map(|certificate| Record { server, certificate, now }).collect())
}

/// How likely a connector of that name takes the certificate: the lower, the sooner. What can serve (it has its key and
/// SMTP) comes first: valid and issued by an authority, then valid and self-signed, then the rest; what cannot comes last.
/// Within each the newest comes first.
///
/// Source: Microsoft's page on the selection of inbound anonymous TLS certificates.
fn preference(server: &Server, certificate: &Certificate, world: &World<'_>) -> u8 {
    let has_key = matches!(certificate.private_key, PrivateKey::Exportable | PrivateKey::Present);
    let for_smtp = !certificate.services_unknown && server.assignments.holds(Service::Smtp, certificate.thumbprint);
    if !has_key || !for_smtp || certificate.is_request() {
        return 3;
    }
    let self_signed = certificate.known().is_some_and(|facts| facts.self_signed);
    match (status(certificate, world.now), self_signed) {
        (Status::Valid, false) => 0,
        (Status::Valid, true) => 1,
        _ => 2,
    }
}
