//! `key-not-exportable`: the certificate cannot be moved to another server.

use crate::engine::certificate::{Certificate, PrivateKey};
use crate::engine::warning::Warning;

/// Source: Microsoft's references: `-PrivateKeyExportable` is `$false` unless told otherwise, and a key that is not
/// exportable cannot be exported.
pub(super) const SOURCE: &str = "New- and Import-ExchangeCertificate references, -PrivateKeyExportable";

pub(super) fn of(certificate: &Certificate) -> Option<Warning> {
    (certificate.private_key == PrivateKey::Present).then_some(Warning::KeyNotExportable)
}
