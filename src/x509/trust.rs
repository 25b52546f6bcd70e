//! Whether a chain leads from a certificate to one of the organization's roots, and whether a revocation list names it.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    Cert, CertRevocationList, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    OwnedCertRevocationList, RevocationCheckDepth, RevocationOptions, RevocationOptionsBuilder, UnknownStatusPolicy,
    anchor_from_trusted_cert,
};
use x509_parser::prelude::{ASN1Time, FromDer};

use super::der::{self, Malformed, Reader};
use super::error::{Document, ReadError};
use super::pem::{certificates, revocation_lists};
use super::verify;
use crate::engine::{Facts, Moment, Trust};

/// Whom the organization trusts: roots, the authorities between them and the certificates, and revocation lists.
///
/// The default trusts nobody. Each list of revocations speaks for the authority that issued it; of several by one
/// authority the newest speaks. A list past its next update still speaks.
#[derive(Debug, Default)]
pub struct Authorities {
    roots: Vec<TrustAnchor<'static>>,
    intermediates: Vec<CertificateDer<'static>>,
    /// The newest first.
    lists: Vec<List>,
}

/// A revocation list.
#[derive(Debug)]
struct List {
    /// When it was issued, in seconds since 1970.
    issued: i64,
    der: Vec<u8>,
    entries: CertRevocationList<'static>,
}

impl List {
    /// Whether one of the keys, each the content of a `SubjectPublicKeyInfo`, signed it.
    fn signed_by(&self, keys: &[Vec<u8>]) -> bool {
        der::signed(&self.der, Document::RevocationList)
            .is_ok_and(|signed| keys.iter().any(|key| verify::content_verifies(key, &signed)))
    }
}

impl Authorities {
    /// Adds the certificates in `bytes` (PEM or DER) as roots and says how many. Nothing is added after an error.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot serve as a root.
    pub fn add_roots(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        let read = |der: Vec<u8>| {
            let der = CertificateDer::from(der);
            anchor_from_trusted_cert(&der)
                .map(|anchor| anchor.to_owned())
                .map_err(|e| refused(Document::Certificate, &e))
        };
        add(&mut self.roots, certificates(bytes)?, read)
    }

    /// Adds the certificates in `bytes` (PEM or DER) as authorities between root and certificate and says how many.
    /// Nothing is added after an error.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot serve in a chain.
    pub fn add_intermediates(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        let read = |der: Vec<u8>| {
            let der = CertificateDer::from(der);
            // One that webpki cannot read would give every chain its error.
            EndEntityCert::try_from(&der).map_err(|e| refused(Document::Certificate, &e))?;
            Ok(der)
        };
        add(&mut self.intermediates, certificates(bytes)?, read)
    }

    /// Adds the revocation lists in `bytes` (PEM or DER) and says how many. Nothing is added after an error. Delta lists
    /// and indirect lists cannot be used.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot be used.
    pub fn add_revocation_lists(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        const WHAT: Document = Document::RevocationList;
        let read = |der: Vec<u8>| {
            let list = OwnedCertRevocationList::from_der(&der).map_err(|e| refused(WHAT, &e))?;
            let issued = this_update(&der).map_err(|Malformed| ReadError::malformed(WHAT, "its date is damaged"))?;
            Ok(List { issued, der, entries: CertRevocationList::from(list) })
        };
        let count = add(&mut self.lists, revocation_lists(bytes)?, read)?;
        self.lists.sort_by_key(|list| std::cmp::Reverse(list.issued));
        Ok(count)
    }

    /// Judges the chain of the certificate `der`, whose facts are `facts`.
    ///
    /// A self-signed certificate has no chain and is in no list: it is [`Trust::SelfSigned`] at once. The certificate's
    /// own dates and purposes are the engine's to judge, so the chain is verified at `now` moved into its validity, and
    /// for any purpose; the authorities' dates and constraints count. The root's dates do not: it is trusted because the
    /// organization says so. Revocation is checked for the whole chain, as far as there are lists.
    ///
    /// [`Trust::Invalid`] carries webpki's name for the error, `CertExpired` for an expired authority, say.
    #[must_use]
    pub fn judge(&self, der: &[u8], facts: &Facts, now: Moment) -> Trust {
        if facts.self_signed {
            return Trust::SelfSigned;
        }
        match self.verify(der, moved_into_validity(now, facts)) {
            Ok(()) => Trust::Trusted,
            Err(Error::UnknownIssuer) => Trust::Untrusted,
            Err(Error::CertRevoked) => Trust::Revoked,
            Err(error) => Trust::Invalid(error_name(&error).into()),
        }
    }

    /// Does `work` with these certificates, each DER, among those between root and certificate: what came along in the
    /// same file. Those that cannot serve in a chain are left out; afterwards all are gone again.
    pub fn lend<T>(&mut self, ders: &[&[u8]], work: impl FnOnce(&Authorities) -> T) -> T {
        let own = self.intermediates.len();
        let lent = ders.iter().map(|der| CertificateDer::from(*der));
        self.intermediates
            .extend(lent.filter(|der| EndEntityCert::try_from(der).is_ok()).map(CertificateDer::into_owned));
        let done = work(self);
        self.intermediates.truncate(own);
        done
    }

    /// Verifies the chain with the lists that can speak for it.
    ///
    /// An authority that was renewed with a new key signs lists with both keys under one name, and webpki takes the first
    /// list of that name. So when the chain is good but for a list, those that another known key signed are left out; a
    /// list that no known key signed stays, and stays an error.
    fn verify(&self, der: &[u8], time: UnixTime) -> Result<(), Error> {
        let lists: Vec<_> = self.lists.iter().map(|list| &list.entries).collect();
        let error = match self.chain(der, time, &lists) {
            Ok(_) => return Ok(()),
            Err(error @ (Error::CertRevoked | Error::UnknownIssuer)) => return Err(error),
            Err(error) => error,
        };
        if lists.is_empty() {
            return Err(error);
        }
        let chain = self.chain(der, time, &[])?;
        let known = self.keys();
        let own = self.lists.iter().filter(|list| list.signed_by(&chain) || !list.signed_by(&known));
        let own: Vec<_> = own.map(|list| &list.entries).collect();
        self.chain(der, time, &own).map(|_| ())
    }

    /// Verifies the chain and gives the keys of its authorities.
    fn chain(&self, der: &[u8], time: UnixTime, lists: &[&CertRevocationList<'_>]) -> Result<Vec<Vec<u8>>, Error> {
        let der = CertificateDer::from(der);
        let certificate = EndEntityCert::try_from(&der)?;
        let path = certificate.verify_for_usage(
            &verify::ALGORITHMS,
            &self.roots,
            &self.intermediates,
            time,
            AnyPurpose,
            revocation(lists),
            None,
        )?;
        let root = path.anchor().subject_public_key_info.to_vec();
        Ok(path.intermediate_certificates().filter_map(key_of).chain([root]).collect())
    }

    /// The keys of all authorities.
    fn keys(&self) -> Vec<Vec<u8>> {
        let roots = self.roots.iter().map(|root| root.subject_public_key_info.to_vec());
        let intermediates = self.intermediates.iter().filter_map(|der| key_of(&*EndEntityCert::try_from(der).ok()?));
        roots.chain(intermediates).collect()
    }
}

/// The content of a certificate's `SubjectPublicKeyInfo`.
fn key_of(certificate: &Cert<'_>) -> Option<Vec<u8>> {
    der::only(&certificate.subject_public_key_info(), der::SEQUENCE).ok().map(<[u8]>::to_vec)
}

/// How revocation is checked; `None` without lists. Its other default fits too: a list's next update is ignored.
fn revocation<'a>(lists: &'a [&'a CertRevocationList<'a>]) -> Option<RevocationOptions<'a>> {
    let builder = RevocationOptionsBuilder::new(lists).ok()?;
    Some(builder.with_depth(RevocationCheckDepth::Chain).with_status_policy(UnknownStatusPolicy::Allow).build())
}

/// Adds all of `ders`, or none.
fn add<T>(
    to: &mut Vec<T>,
    ders: Vec<Vec<u8>>,
    read: impl Fn(Vec<u8>) -> Result<T, ReadError>,
) -> Result<usize, ReadError> {
    let read = ders.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let count = read.len();
    to.extend(read);
    Ok(count)
}

fn refused(document: Document, error: &Error) -> ReadError {
    ReadError::malformed(document, error_name(error))
}

/// webpki's name for an error: the variant, without what it carries.
fn error_name(error: &Error) -> String {
    format!("{error:?}").chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// `now`, or the end of the certificate's validity that is nearest to it.
fn moved_into_validity(now: Moment, facts: &Facts) -> UnixTime {
    let after_start = facts.not_before.map_or(now, |start| now.max(start));
    let moved = facts.not_after.map_or(after_start, |end| after_start.min(end));
    // Before 1970 there were no certificates; webpki knows no such time.
    UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(moved.0).unwrap_or(0)))
}

/// When a revocation list was issued, in seconds since 1970 (RFC 5280, 5.1.2.4).
fn this_update(der: &[u8]) -> Result<i64, Malformed> {
    let data = der::signed(der, Document::RevocationList).map_err(|_| Malformed)?.data;
    let mut parts = Reader(der::only(data, der::SEQUENCE)?);
    parts.optional(der::INTEGER)?;
    parts.expect(der::SEQUENCE)?;
    parts.expect(der::SEQUENCE)?;
    let time = parts.next()?.ok_or(Malformed)?;
    ASN1Time::from_der(time.raw).map(|(_, time)| time.timestamp()).map_err(|_| Malformed)
}

/// Accepts every purpose: the engine judges those.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}
