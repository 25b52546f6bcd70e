//! A certificate as a link of a chain: who signed it, whom it may vouch for, and until when.

use std::sync::Arc;

use rustls_pki_types::{CertificateDer, TrustAnchor};
use x509_parser::certificate::X509CertificateParser;
use x509_parser::nom::Parser;

use super::der::{self, Malformed, Reader, Signed};
use super::error::{Document, OrReason, ReadError};
use super::name::name;
use super::{thumbprint, verify};
use crate::engine::{self, Moment};

/// A certificate taken apart, as far as chains depend on it. Names and keys are the content of their outer SEQUENCE, as
/// webpki has them.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) der: CertificateDer<'static>,
    pub(super) subject: Vec<u8>,
    pub(super) issuer: Vec<u8>,
    pub(super) issuer_name: Arc<str>,
    pub(super) key: Vec<u8>,
    /// The content of its serial number.
    pub(super) serial: Vec<u8>,
    /// What is shown of it.
    pub(super) shown: Arc<engine::Authority>,
    subject_key_id: Option<Vec<u8>>,
    authority_key_id: Option<Vec<u8>>,
    version3: bool,
    constraints: Option<Constraints>,
    usage: Option<Usage>,
    purposes: Option<Vec<String>>,
    unknown_critical: bool,
}

/// Basic constraints.
#[derive(Clone, Copy, Debug, Default)]
struct Constraints {
    authority: bool,
    /// How many authorities may stand between it and a certificate.
    length: Option<usize>,
}

/// The key usages that an authority needs.
#[derive(Clone, Copy, Debug)]
struct Usage {
    certificates: bool,
    lists: bool,
}

/// The extensions (2.5.29.x) that are judged here or by webpki, or that change nothing of a chain when they are not: names,
/// constraints and purposes; certificate policies, which nobody asks for.
const KNOWN: [u8; 13] = [14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 54];

impl Link {
    /// Reads a certificate.
    pub(super) fn read(der: &[u8]) -> Result<Link, ReadError> {
        const WHAT: Document = Document::Certificate;
        let (_, certificate) = X509CertificateParser::new()
            .with_deep_parse_extensions(false)
            .parse(der)
            .map_err(|_| ReadError::malformed(WHAT, "it cannot be taken apart"))?;
        let content = |raw| der::only(raw, der::SEQUENCE).or_reason(WHAT, "its names or its key are damaged");
        let subject = name(certificate.subject.as_raw()).or_reason(WHAT, "its subject is no distinguished name")?;
        let issuer = name(certificate.issuer.as_raw()).or_reason(WHAT, "its issuer is no distinguished name")?;
        let validity = certificate.validity();
        let mut link = Link {
            subject: content(certificate.subject.as_raw())?.to_vec(),
            issuer: content(certificate.issuer.as_raw())?.to_vec(),
            issuer_name: issuer.text.into(),
            key: content(certificate.subject_pki.raw)?.to_vec(),
            serial: certificate.raw_serial().to_vec(),
            shown: Arc::new(engine::Authority {
                name: subject.text,
                thumbprint: thumbprint(der),
                not_before: Moment(validity.not_before.timestamp()),
                not_after: Moment(validity.not_after.timestamp()),
            }),
            der: CertificateDer::from(der.to_vec()),
            subject_key_id: None,
            authority_key_id: None,
            version3: certificate.version.0 == 2,
            constraints: None,
            usage: None,
            purposes: None,
            unknown_critical: false,
        };
        for extension in certificate.iter_extensions() {
            let known = link.take(extension.oid.as_bytes(), extension.value);
            let known = known.or_reason(WHAT, "an extension of it is damaged")?;
            link.unknown_critical |= extension.critical && !known;
        }
        Ok(link)
    }

    /// Takes an extension in and says whether it is a known one.
    fn take(&mut self, oid: &[u8], value: &[u8]) -> Result<bool, Malformed> {
        let [0x55, 0x1D, kind] = oid else { return Ok(false) };
        match kind {
            // The two identifiers help to find an issuer; a damaged one does not help, and that is all.
            14 => self.subject_key_id = der::only(value, der::OCTET_STRING).ok().map(<[u8]>::to_vec),
            15 => self.usage = Some(usage(value)?),
            19 => self.constraints = Some(constraints(value)?),
            35 => self.authority_key_id = key_identifier(value).ok().flatten(),
            37 => self.purposes = Some(super::facts::key_usages(value)?),
            _ => {}
        }
        Ok(KNOWN.contains(kind))
    }

    /// Whether it may have issued `other`, by names and key identifiers.
    pub(super) fn may_have_issued(&self, other: &Link) -> bool {
        let same_key = match (&other.authority_key_id, &self.subject_key_id) {
            (Some(named), Some(own)) => named == own,
            _ => true,
        };
        same_key && self.subject == other.issuer
    }

    /// Whether its key signed `other`.
    pub(super) fn signed(&self, other: &Link) -> bool {
        der::signed(&other.der, Document::Certificate).is_ok_and(|signed| self.verifies(&signed))
    }

    /// Whether its key verifies the signature.
    pub(super) fn verifies(&self, signed: &Signed<'_>) -> bool {
        verify::content_verifies(&self.key, signed)
    }

    /// Whether its issuer and its subject are one name.
    pub(super) fn self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// What of it webpki needs as a root. The limits it has as an authority are not among it.
    pub(super) fn anchor(&self) -> Result<TrustAnchor<'_>, webpki::Error> {
        webpki::anchor_from_trusted_cert(&self.der)
    }

    /// Whether it may sign certificates as far as its key usage says.
    pub(super) fn may_sign_certificates(&self) -> bool {
        self.usage.is_none_or(|usage| usage.certificates)
    }

    /// Whether it may sign revocation lists as far as its key usage says.
    pub(super) fn may_sign_lists(&self) -> bool {
        self.usage.is_none_or(|usage| usage.lists)
    }

    /// Whether it may vouch for servers: it names no purposes, or this one, or any.
    pub(super) fn may_vouch_for_servers(&self) -> bool {
        self.purposes.as_ref().is_none_or(|purposes| purposes.iter().any(|purpose| engine::serves(purpose)))
    }

    /// Whether it is an authority: basic constraints say so or, where there are none, its key usage does or its version
    /// is one that had none.
    pub(super) fn is_authority(&self) -> bool {
        match self.constraints {
            Some(constraints) => constraints.authority,
            None => !self.version3 || self.usage.is_some_and(|usage| usage.certificates),
        }
    }

    /// Whether so many authorities may stand between it and a certificate.
    pub(super) fn allows_below(&self, between: usize) -> bool {
        self.constraints.and_then(|constraints| constraints.length).is_none_or(|length| between <= length)
    }

    /// Whether it has a critical extension that nobody here knows.
    pub(super) fn has_unknown_critical(&self) -> bool {
        self.unknown_critical
    }
}

/// `[0] KeyIdentifier` of an authority key identifier (RFC 5280, 4.2.1.1).
fn key_identifier(value: &[u8]) -> Result<Option<Vec<u8>>, Malformed> {
    let mut identifier = Reader(der::only(value, der::SEQUENCE)?);
    Ok(identifier.optional(0x80)?.map(|element| element.content.to_vec()))
}

fn constraints(value: &[u8]) -> Result<Constraints, Malformed> {
    let mut parts = Reader(der::only(value, der::SEQUENCE)?);
    let authority = parts.optional(der::BOOLEAN)?.is_some_and(|flag| flag.content.iter().any(|byte| *byte != 0));
    let length = parts.optional(der::INTEGER)?.map(|length| match length.content {
        [length] if *length < 0x80 => usize::from(*length),
        // No chain is that long.
        _ => usize::MAX,
    });
    Ok(Constraints { authority, length })
}

/// keyCertSign is bit 5, cRLSign bit 6 (RFC 5280, 4.2.1.3); both are in the first byte.
fn usage(value: &[u8]) -> Result<Usage, Malformed> {
    let [_unused, bits @ ..] = der::only(value, der::BIT_STRING)? else { return Err(Malformed) };
    let first = bits.first().copied().unwrap_or_default();
    Ok(Usage { certificates: first & 0x04 != 0, lists: first & 0x02 != 0 })
}
