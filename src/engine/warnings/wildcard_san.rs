//! `wildcard-san`: a plain CN with a wildcard among the names, on IMAP or POP.

use super::Assignment;
use crate::engine::certificate::is_wildcard;
use crate::engine::server::Protocol;
use crate::engine::warning::Warning;

/// Source: our own. The topic speaks of wildcard certificates; with a plain subject the assignment is allowed, and which of
/// its names clients meet is worth a look.
pub(super) const SOURCE: &str = "our own, beside the topic: don't assign a wildcard certificate to IMAP or POP";

pub(super) fn warn(assignment: &Assignment) -> Vec<Warning> {
    if !assignment.facts.domains.iter().any(|name| is_wildcard(name)) {
        return Vec::new();
    }
    [Protocol::Imap, Protocol::Pop]
        .into_iter()
        .filter(|protocol| assignment.services.contains(protocol.service()))
        .map(|protocol| Warning::WildcardSan { protocol })
        .collect()
}
