//! `um-startup-mode` and `um-call-router-startup-mode`: with TCP there is no TLS, and so no certificate.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::server::StartupMode;

/// Source: the topic's rows on Unified Messaging and its call router.
pub(super) const SOURCE: &str = "the topic: the UM startup mode has to be TLS or Dual";

pub(super) fn check(case: &Case) -> Option<Reason> {
    let mode = case.server.startup_mode(case.service)?;
    (mode == StartupMode::Tcp).then_some(Reason::StartupMode { service: case.service, mode })
}
