//! `edge-smtp-only`: on an Edge Transport server only SMTP uses a certificate.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::service::Service;

/// Source: the Edge Transport role has no client access services; there is no admin center there.
pub(super) const SOURCE: &str = "Edge Transport servers: role and its services";

pub(super) fn check(case: &Case) -> Option<Reason> {
    (case.server.is_edge() && case.service != Service::Smtp).then_some(Reason::EdgeSmtpOnly)
}
