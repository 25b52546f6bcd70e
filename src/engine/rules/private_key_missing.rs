//! `private-key-missing`: without its private key on the server a certificate can serve nothing.

use super::Case;
use crate::engine::certificate::PrivateKey;
use crate::engine::refusal::Reason;

/// Source: the error `... is not valid for use with Exchange Server (reason: PrivateKeyMissing)` in public captures.
pub(super) const SOURCE: &str = "public captures: reason PrivateKeyMissing";

pub(super) fn check(case: &Case) -> Option<Reason> {
    (case.certificate.private_key == PrivateKey::Missing).then_some(Reason::PrivateKeyMissing)
}
