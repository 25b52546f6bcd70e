//! `name-not-covered`: a name in use is not among the certificate's names.
//!
//! For SMTP and Unified Messaging the other side looks for the server's own name; for IMAP and POP clients use the name
//! that the protocol is set to now.

use super::Assignment;
use crate::engine::certificate::{Certificate, PrivateKey};
use crate::engine::moment::Moment;
use crate::engine::server::{Protocol, Server};
use crate::engine::service::Service;
use crate::engine::status::{Status, status};
use crate::engine::warning::Warning;

/// Source: RFC 6125, 6.4: which names match. Microsoft's page on the selection of STARTTLS certificates: SMTP goes by the
/// server's FQDN. The references of `Set-ImapSettings` and `Set-PopSettings`: IMAP and POP go by the name they are set to.
/// That UM is asked for the server's own name is our own reading.
pub(super) const SOURCE: &str = "RFC 6125, 6.4; selection of inbound STARTTLS certificates; Set-ImapSettings and Set-PopSettings references, -X509CertificateName; for UM our own reading";

pub(super) fn warn(assignment: &Assignment) -> Vec<Warning> {
    assignment
        .services
        .offered()
        .filter_map(|service| {
            let name = name_in_use(assignment, service)?;
            (!name.is_empty() && !assignment.facts.covers(name)).then(|| Warning::NameNotCovered {
                service,
                name: name.to_owned(),
                server: assignment.server.name.clone(),
            })
        })
        .collect()
}

fn name_in_use<'a>(assignment: &Assignment<'a>, service: Service) -> Option<&'a str> {
    match service {
        Service::Smtp | Service::Um | Service::UmCallRouter => Some(&assignment.server.fqdn),
        Service::Imap => assignment.server.assignments.protocol_name(Protocol::Imap),
        Service::Pop => assignment.server.assignments.protocol_name(Protocol::Pop),
        Service::Iis | Service::Federation => None,
    }
}

/// A protocol's new name that no certificate for it covers. Those are the Valid ones that are assigned to it, and the
/// wildcard certificates, which are never assigned: they serve by the name alone.
pub(super) fn of_protocol(server: &Server, protocol: Protocol, name: &str, now: Moment) -> Option<Warning> {
    let service = protocol.service();
    let reaches = |certificate: &Certificate| {
        let Some(facts) = certificate.known() else { return false };
        let assigned = server.assignments.holds(service, certificate.thumbprint);
        let by_name = facts.wildcard_subject() && certificate.private_key != PrivateKey::Missing;
        (assigned || by_name) && facts.covers(name) && status(certificate, now) == Status::Valid
    };
    let covered = server.certificates.iter().any(reaches);
    (!covered).then(|| Warning::NameNotCovered { service, name: name.to_owned(), server: server.name.clone() })
}
