//! `sha1-signature`: current clients reject it.

use crate::engine::certificate::Facts;
use crate::engine::warning::Warning;

/// Source: Microsoft's Exchange health checker, which marks such signatures.
pub(super) const SOURCE: &str = "Microsoft's CSS-Exchange HealthChecker: SHA-1 signatures are marked";

pub(super) fn of(facts: &Facts) -> Option<Warning> {
    facts.signature.as_ref().is_some_and(|signature| signature.sha1).then_some(Warning::Sha1Signature)
}
