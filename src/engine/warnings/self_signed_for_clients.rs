//! `self-signed-for-clients`: clients do not trust a self-signed certificate.

use super::Assignment;
use crate::engine::service::Service;
use crate::engine::warning::Warning;

/// Source: Microsoft's page on digital certificates and encryption in Exchange.
pub(super) const SOURCE: &str =
    "digital certificates and encryption: clients do not trust a self-signed certificate by themselves";

pub(super) fn warn(assignment: &Assignment) -> Vec<Warning> {
    if !assignment.facts.self_signed {
        return Vec::new();
    }
    assignment
        .services
        .offered()
        .filter(|service| matches!(service, Service::Iis | Service::Imap | Service::Pop | Service::Smtp))
        .map(|service| Warning::SelfSignedForClients { service })
        .collect()
}
