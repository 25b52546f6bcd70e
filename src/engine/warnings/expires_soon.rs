//! `expires-soon`: the last third of the lifetime, at most 30 days.

use super::Assignment;
use crate::engine::certificate::{Certificate, Facts};
use crate::engine::moment::Moment;
use crate::engine::status::expires_soon;
use crate::engine::warning::Warning;

/// Source: Microsoft's page on what is new in Exchange 2013: the admin center notifies of certificates that expire within
/// 30 days. The last third, for short lifetimes, is our own.
pub(super) const SOURCE: &str =
    "admin center notifications: 30 days before a certificate expires; the last third is our own";

pub(super) fn warn(assignment: &Assignment) -> Option<Warning> {
    of(assignment.certificate, assignment.facts, assignment.now)
}

pub(super) fn of(certificate: &Certificate, facts: &Facts, now: Moment) -> Option<Warning> {
    let not_after = facts.not_after?;
    expires_soon(certificate, now).then(|| Warning::ExpiresSoon { not_after, days: now.days_until(not_after) })
}
