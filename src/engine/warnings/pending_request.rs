//! `pending-request`: with a request goes the private key that its answer would need.

use crate::engine::certificate::Certificate;
use crate::engine::warning::Warning;

/// Source: Microsoft's reference for `Remove-ExchangeCertificate`, which removes requests too; that the answer is useless
/// then follows from the key being gone.
pub(super) const SOURCE: &str = "Remove-ExchangeCertificate reference; our own: the answer needs the private key";

pub(super) fn of(certificate: &Certificate) -> Option<Warning> {
    certificate.is_request().then_some(Warning::PendingRequest)
}
