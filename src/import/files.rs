//! Certificate files: PEM, DER, PKCS #7, PKCS #12.

use super::read::Options;
use super::source::{ReadError, Source};

/// Whether the bytes are a certificate file rather than an export.
pub(super) fn is_certificate_file(_bytes: &[u8]) -> bool {
    false
}

/// Reads a certificate file.
pub(super) fn read(_bytes: &[u8], _options: &Options<'_>) -> Result<Source, ReadError> {
    Err(ReadError::Unrecognised)
}
