//! `um-startup-mode` and `um-call-router-startup-mode`: with TCP there is no TLS, and so no certificate.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::server::StartupMode;
use crate::engine::service::Service;

/// Source: the topic's rows on Unified Messaging and its call router.
pub(super) const SOURCE: &str = "the topic: the UM startup mode has to be TLS or Dual";

pub(super) fn check(case: &Case) -> Option<Reason> {
    let mode = match case.service {
        Service::Um => case.server.um_startup_mode,
        Service::UmCallRouter => case.server.um_call_router_startup_mode,
        _ => return None,
    };
    (mode == StartupMode::Tcp).then_some(Reason::StartupMode { service: case.service, mode })
}
