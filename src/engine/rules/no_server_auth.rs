//! `no-server-auth`: a certificate that names its purposes has to name Server Authentication.

use super::Case;
use crate::engine::refusal::Reason;

/// Source: RFC 5280, 4.2.1.12: a certificate must only be used for a purpose its extended key usage names.
pub(super) const SOURCE: &str = "RFC 5280, 4.2.1.12";

pub(super) fn check(case: &Case) -> Option<Reason> {
    (!case.facts()?.allows_server_authentication()).then_some(Reason::NoServerAuthentication)
}
