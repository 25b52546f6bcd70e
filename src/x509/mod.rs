//! Certificates: from PEM or DER to the engine's [`Facts`](crate::engine::Facts), and from a chain and revocation lists
//! to its [`Trust`](crate::engine::Trust).
//!
//! ```text
//!   file  --certificates(), requests(), revocation_lists()-->  DER, one after the other
//!   file  --bundle()-------------------------------------->  Bundle: PKCS #7 and PKCS #12 too, and whose key is in it
//!   DER   --facts(), request_facts()------------------------>  Facts
//!   DER, Facts, now  --Authorities::judge()----------------->  Trust, and the Evidence for it
//! ```
//!
//! Whatever the bytes are, the answer is facts or a [`ReadError`], never a panic. Names keep every character they have,
//! control and bidirectional ones too: who shows them makes those visible. A private key that stands in the same file is
//! stepped over and not even decoded, but by [`bundle()`], which reads it in memory that is wiped and keeps nothing of it.

mod alternative;
mod authority;
mod bundle;
mod der;
mod error;
mod evidence;
mod facts;
mod key;
mod lists;
mod name;
mod password;
mod path;
mod pem;
mod trust;
mod verify;

#[cfg(test)]
mod tests;

use aws_lc_rs::digest;

use crate::engine::Thumbprint;

pub use bundle::{
    Bundle, BundleError, BundledCertificate, Encryption, Form, HasKey, MAX_BUNDLE, MOST_BAGS, MOST_ITERATIONS, Mac,
    Protection, UnreadKey, Windows2016, bundle, is_bundle,
};
pub use error::{Document, ReadError};
pub use facts::{facts, request_facts};
pub use lists::revocation_list;
pub use password::Password;
pub use pem::{MAX_CERTIFICATE, MAX_REVOCATION_LIST, certificates, requests, revocation_lists, to_pem};
pub use trust::{Authorities, Verdict};

/// The thumbprint of a certificate: SHA-1 of its DER, all of it.
///
/// It is a name, not a protection: Exchange and Windows name certificates so.
#[must_use]
pub fn thumbprint(der: &[u8]) -> Thumbprint {
    Thumbprint(digest_of(&digest::SHA1_FOR_LEGACY_USE_ONLY, der))
}

/// SHA-256 of anything.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest_of(&digest::SHA256, bytes)
}

/// The digest as an array; `N` is the algorithm's own length.
fn digest_of<const N: usize>(algorithm: &'static digest::Algorithm, bytes: &[u8]) -> [u8; N] {
    let digest = digest::digest(algorithm, bytes);
    let mut array = [0; N];
    for (to, from) in array.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    array
}
