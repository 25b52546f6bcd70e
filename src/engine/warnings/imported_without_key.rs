//! `imported-without-key`: a certificate alone serves nothing until its private key is there.

use crate::engine::certificate::{Certificate, PrivateKey};
use crate::engine::warning::Warning;

/// Source: the rule `private-key-missing`; that `certutil -repairstore` brings a key of the same machine back is
/// Microsoft's support article on assigning a private key to a new certificate.
pub(super) const SOURCE: &str = "public captures: reason PrivateKeyMissing; support article: certutil -repairstore";

pub(super) fn of(certificate: &Certificate) -> Option<Warning> {
    let missing = certificate.private_key == PrivateKey::Missing;
    missing.then_some(Warning::ImportedWithoutKey { thumbprint: certificate.thumbprint })
}
