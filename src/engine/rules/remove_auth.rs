//! `remove-auth`: the organization's Auth certificate is in use on every server, whatever its services say.

use super::Removal;
use crate::engine::refusal::Reason;

/// Source: Microsoft's pages on the Auth certificate: it is replaced by `Set-AuthConfig`; without it Outlook on the web and
/// the admin center fail.
pub(super) const SOURCE: &str = "Set-AuthConfig reference; maintenance of the Auth certificate";

pub(super) fn check(removal: &Removal) -> Option<Reason> {
    let auth = removal.organization.auth_certificate;
    (auth == Some(removal.certificate.thumbprint)).then_some(Reason::RemoveAuth)
}
