//! `sha1-signature`: current clients reject it.

use crate::engine::certificate::Facts;
use crate::engine::warning::Warning;

pub(super) fn of(facts: &Facts) -> Option<Warning> {
    facts.signature.as_ref().is_some_and(|signature| signature.sha1).then_some(Warning::Sha1Signature)
}
