//! `remove-federation`: a certificate that a federation trust uses stays.

use super::Removal;
use crate::engine::refusal::Reason;

/// Source: Microsoft's reference for `Set-FederationTrust`: a trust's certificate is replaced there. That the trust comes
/// before the removal is our own.
pub(super) const SOURCE: &str = "Set-FederationTrust reference, -Thumbprint and -PublishFederationCertificate";

pub(super) fn check(removal: &Removal) -> Option<Reason> {
    removal.server.assignments.federation.contains(&removal.certificate.thumbprint).then_some(Reason::RemoveFederation)
}
