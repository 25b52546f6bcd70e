//! `auth-certificate`: the organization's Auth certificate is not for services.

use super::Case;
use crate::engine::refusal::Reason;

/// Source: Microsoft's pages on the Auth certificate (`Set-AuthConfig` manages it, not `-Services`); tools that gave it to
/// IIS broke server-to-server authentication.
pub(super) const SOURCE: &str = "Set-AuthConfig reference; maintenance of the Auth certificate";

pub(super) fn check(case: &Case) -> Option<Reason> {
    (case.organization.auth_certificate == Some(case.certificate.thumbprint)).then_some(Reason::AuthCertificate)
}
