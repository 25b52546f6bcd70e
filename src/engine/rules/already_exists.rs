//! `already-exists`: a certificate is on a server once.

use super::Importing;
use crate::engine::refusal::Reason;

/// Source: public captures of `Import-ExchangeCertificate`.
pub(super) const SOURCE: &str = "public captures: a certificate with the thumbprint already exists";

pub(super) fn check_import(importing: &Importing) -> Option<Reason> {
    let thumbprint = importing.arrival.thumbprint();
    importing.server.certificate(thumbprint).map(|_| Reason::AlreadyExists(thumbprint))
}
