//! `still-assigned`: what is removed is in use.

use crate::engine::certificate::Certificate;
use crate::engine::server::Server;
use crate::engine::warning::Warning;

/// Source: the topic: to take a service from a certificate, assign another one to it, then remove the first.
pub(super) const SOURCE: &str = "the topic: assign another certificate first, then remove the unwanted one";

pub(super) fn of(server: &Server, certificate: &Certificate) -> Option<Warning> {
    let services = server.assignments.services_of(certificate.thumbprint);
    (!services.is_empty()).then_some(Warning::StillAssigned { services })
}
