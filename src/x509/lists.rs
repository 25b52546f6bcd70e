//! Revocation lists: whose, from when until when, and whom they name.

use std::sync::Arc;

use webpki::{CertRevocationList, OwnedCertRevocationList};
use x509_parser::prelude::{ASN1Time, FromDer};

use super::authority::Link;
use super::der::{self, Malformed, Reader};
use super::error::{Document, OrReason, ReadError};
use super::name::name;
use super::trust::refused;
use crate::engine::{Moment, RevocationList, Revoked};

/// A revocation list.
#[derive(Debug)]
pub(super) struct List {
    /// What is shown of it.
    pub(super) shown: Arc<RevocationList>,
    pub(super) entries: CertRevocationList<'static>,
    der: Vec<u8>,
}

impl List {
    /// Reads a list.
    pub(super) fn read(der: Vec<u8>) -> Result<List, ReadError> {
        const WHAT: Document = Document::RevocationList;
        let entries = OwnedCertRevocationList::from_der(&der).map_err(|error| refused(WHAT, &error))?;
        let shown = shown(&der).or_reason(WHAT, "its name or its dates are damaged")?;
        Ok(List { shown: Arc::new(shown), entries: CertRevocationList::from(entries), der })
    }

    /// Whether one of the authorities signed it.
    pub(super) fn signed_by<'a>(&self, mut authorities: impl Iterator<Item = &'a Link>) -> bool {
        let signed = der::signed(&self.der, Document::RevocationList);
        signed.is_ok_and(|signed| authorities.any(|authority| authority.verifies(&signed)))
    }

    /// Whether it is of the issuer of this certificate, by name.
    pub(super) fn covers(&self, link: &Link) -> bool {
        self.entries.issuer() == link.issuer
    }

    /// Its entry for a certificate; `authority` is its name if it is one.
    pub(super) fn names(&self, link: &Link, authority: Option<String>) -> Option<Revoked> {
        let found = self.entries.find_serial(&link.serial).ok().flatten()?;
        Some(Revoked {
            authority,
            serial: der::hex(&link.serial),
            since: Moment(i64::try_from(found.revocation_date.as_secs()).unwrap_or(i64::MAX)),
            list: self.shown.clone(),
        })
    }
}

/// What is shown of a revocation list: PEM has to be taken apart before ([`revocation_lists`](super::revocation_lists)).
///
/// # Errors
/// [`ReadError`] when it is none, or one that cannot be used: delta lists and indirect lists.
pub fn revocation_list(der: &[u8]) -> Result<RevocationList, ReadError> {
    List::read(der.to_vec()).map(|list| (*list.shown).clone())
}

/// Issuer and dates (RFC 5280, 5.1).
fn shown(der: &[u8]) -> Result<RevocationList, Malformed> {
    let data = der::signed(der, Document::RevocationList).map_err(|_| Malformed)?.data;
    let mut parts = Reader(der::only(data, der::SEQUENCE)?);
    parts.optional(der::INTEGER)?;
    parts.expect(der::SEQUENCE)?;
    let whose = name(parts.expect(der::SEQUENCE)?.raw)?.text;
    let moment = |raw| ASN1Time::from_der(raw).map(|(_, time)| Moment(time.timestamp())).map_err(|_| Malformed);
    let issued = moment(parts.next()?.ok_or(Malformed)?.raw)?;
    // UTCTime or GeneralizedTime; a list of entries, or extensions, when it does not say.
    let next = parts.next()?.filter(|next| matches!(next.tag, 0x17 | 0x18));
    Ok(RevocationList { issuer: whose, issued, next_update: next.map(|next| moment(next.raw)).transpose()? })
}
