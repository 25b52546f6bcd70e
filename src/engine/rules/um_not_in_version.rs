//! `um-not-in-version`: Unified Messaging ended with Exchange 2016.

use super::Case;
use crate::engine::refusal::Reason;

/// Source: the topic's note that UM is not available in Exchange 2019.
pub(super) const SOURCE: &str = "the topic: UM is not available in Exchange 2019";

pub(super) fn check(case: &Case) -> Option<Reason> {
    let build = case.server.build?;
    (case.is_um() && !build.has_unified_messaging()).then_some(Reason::NoUnifiedMessaging)
}
