//! Revisions: the SHA-256 of a document's bytes. Never stored, always compared.

use aws_lc_rs::digest::{SHA256, digest};

use crate::engine::Revision;

/// The revision of these bytes.
#[must_use]
pub fn revision(bytes: &[u8]) -> Revision {
    let mut revision = Revision::default();
    // SHA-256 is 32 bytes long; zip cannot run over either end.
    revision.0.iter_mut().zip(digest(&SHA256, bytes).as_ref()).for_each(|(to, from)| *to = *from);
    revision
}

/// 64 lower-case hexadecimal digits.
#[must_use]
pub fn hexadecimal(revision: Revision) -> String {
    use std::fmt::Write as _;
    revision.0.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
