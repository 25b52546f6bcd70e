//! Revisions: the SHA-256 of a document's bytes. Never stored, always compared.

use std::fmt::Write as _;

use crate::engine::Revision;
use crate::x509::sha256;

/// The revision of these bytes.
#[must_use]
pub fn revision(bytes: &[u8]) -> Revision {
    Revision(sha256(bytes))
}

/// 64 lower-case hexadecimal digits.
#[must_use]
pub fn hexadecimal(revision: Revision) -> String {
    revision.0.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
