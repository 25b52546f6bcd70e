//! `key-not-exportable`: the certificate cannot be moved to another server.

use crate::engine::certificate::{Certificate, PrivateKey};
use crate::engine::warning::Warning;

pub(super) fn of(certificate: &Certificate) -> Option<Warning> {
    (certificate.private_key == PrivateKey::Present).then_some(Warning::KeyNotExportable)
}
