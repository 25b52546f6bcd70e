//! `weak-key`: an RSA key below 2048 bits.

use crate::engine::certificate::{Facts, KeyAlgorithm};
use crate::engine::warning::Warning;

/// Source: Microsoft's Exchange health checker, which marks such keys; new keys have 2048 bits by default.
pub(super) const SOURCE: &str = "Microsoft's CSS-Exchange HealthChecker: keys below 2048 bits are marked; New-ExchangeCertificate reference, -KeySize";

/// Bits of an RSA key below which it counts as weak.
const ENOUGH: u32 = 2048;

pub(super) fn of(facts: &Facts) -> Option<Warning> {
    let key = facts.key.as_ref()?;
    let bits = key.bits?;
    (key.algorithm == KeyAlgorithm::Rsa && bits < ENOUGH).then_some(Warning::WeakKey { bits })
}
