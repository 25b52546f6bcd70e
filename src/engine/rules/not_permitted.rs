//! `not-permitted`: whoever may only look changes nothing.

use super::{Case, Importing, Removal};
use crate::engine::access::Access;
use crate::engine::refusal::Reason;

/// Source: Microsoft's page on server permissions: Organization Management and Server Management.
pub(super) const SOURCE: &str = "server permissions: the Exchange Server Certificates role";

pub(super) fn check(case: &Case) -> Option<Reason> {
    reason(case.access)
}

pub(super) fn check_removal(removal: &Removal) -> Option<Reason> {
    reason(removal.access)
}

pub(super) fn check_import(importing: &Importing) -> Option<Reason> {
    reason(importing.access)
}

/// The reason somebody may not change anything.
#[must_use]
pub fn reason(access: Access) -> Option<Reason> {
    match access {
        Access::Full => None,
        Access::ViewOnly(why) => Some(Reason::NotPermitted(why)),
    }
}
