//! `weak-key`: an RSA key below 2048 bits.

use crate::engine::certificate::{Facts, KeyAlgorithm};
use crate::engine::warning::Warning;

/// Bits of an RSA key below which it counts as weak.
const ENOUGH: u32 = 2048;

pub(super) fn of(facts: &Facts) -> Option<Warning> {
    let key = facts.key.as_ref()?;
    let bits = key.bits?;
    (key.algorithm == KeyAlgorithm::Rsa && bits < ENOUGH).then_some(Warning::WeakKey { bits })
}
