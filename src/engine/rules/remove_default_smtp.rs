//! `remove-default-smtp`: without its default SMTP certificate a server stops talking to the others.

use super::Removal;
use crate::engine::refusal::Reason;

/// Source: the error `The internal transport certificate cannot be removed ...` in public captures.
pub(super) const SOURCE: &str = "public captures: the internal transport certificate cannot be removed";

pub(super) fn check(removal: &Removal) -> Option<Reason> {
    removal.server.is_default_smtp(removal.certificate.thumbprint).then_some(Reason::RemoveDefaultSmtp)
}
