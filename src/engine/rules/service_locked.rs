//! `service-locked`: an assignment is never taken away.

use super::Case;

/// Source: the topic: services can be added, not removed.
pub(super) const SOURCE: &str = "the topic: you can add services, but you can't remove them";

/// Whether the certificate holds the service already. For IIS that means the Default Web Site: a certificate that only
/// the Exchange Back End uses can still be assigned.
#[must_use]
pub fn is_locked(case: &Case) -> bool {
    !case.certificate.services_unknown && case.server.assignments.holds(case.service, case.certificate.thumbprint)
}
