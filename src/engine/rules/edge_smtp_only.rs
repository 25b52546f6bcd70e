//! `edge-smtp-only`: on an Edge Transport server only SMTP uses a certificate.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::server::Server;
use crate::engine::service::Service;

/// Source: the Edge Transport role has no client access services; there is no admin center there.
pub(super) const SOURCE: &str = "Edge Transport servers: role and its services";

pub(super) fn check(case: &Case) -> Option<Reason> {
    reason(case.server, case.service)
}

/// The reason why there is no such service on the server.
#[must_use]
pub fn reason(server: &Server, service: Service) -> Option<Reason> {
    (server.is_edge() && service != Service::Smtp).then_some(Reason::EdgeSmtpOnly)
}
