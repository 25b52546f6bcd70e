//! `um-not-in-version`: Unified Messaging ended with Exchange 2016.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::server::Server;
use crate::engine::service::Service;

/// Source: the topic's note that UM is not available in Exchange 2019.
pub(super) const SOURCE: &str = "the topic: UM is not available in Exchange 2019";

pub(super) fn check(case: &Case) -> Option<Reason> {
    reason(case.server, case.service)
}

/// The reason why there is no such service on the server.
#[must_use]
pub fn reason(server: &Server, service: Service) -> Option<Reason> {
    let absent = service.is_unified_messaging() && !server.build?.has_unified_messaging();
    absent.then_some(Reason::NoUnifiedMessaging)
}
