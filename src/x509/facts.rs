//! What a certificate, or a request for one, says of itself.

use x509_parser::certificate::X509CertificateParser;
use x509_parser::nom::Parser;

use super::alternative::{alternative_names, domains};
use super::der::{self, Malformed, Reader};
use super::error::{Document, OrReason, ReadError};
use super::key::{public_key, signature_algorithm};
use super::name::{Name, name};
use super::{MAX_CERTIFICATE, sha256, thumbprint, verify};
use crate::engine::{AlternativeName, Facts, Moment, Source, Thumbprint};

/// Reads a certificate. All of `der` must be one certificate.
///
/// - The subject and issuer are in RFC 4514 order and escapes, `, ` between parts, `+` within one; the types are written
///   CN, SN, SERIALNUMBER, C, L, S, STREET, O, OU, T, G, I, UID, DC and E, any other as its OID with a value in hexadecimal.
/// - The serial number keeps the leading `00` of a number whose first bit is set, as Windows shows it.
/// - Where an extension is there twice, which RFC 5280 forbids, the first counts.
/// - The dates are what the certificate says, in any order.
///
/// # Errors
/// [`ReadError`] when it is empty, larger than [`MAX_CERTIFICATE`], followed by more bytes, or no certificate; the
/// reason names the part that cannot be read.
pub fn facts(der: &[u8]) -> Result<Facts, ReadError> {
    const WHAT: Document = Document::Certificate;
    check_size(der, WHAT)?;
    let signed = der::signed(der, WHAT)?;
    // Extensions are read below, those that matter and no more.
    let (rest, certificate) = X509CertificateParser::new()
        .with_deep_parse_extensions(false)
        .parse(der)
        .map_err(|error| ReadError::malformed(WHAT, parser_reason(&error)))?;
    if !rest.is_empty() {
        return Err(ReadError::Trailing { document: WHAT, bytes: rest.len() });
    }
    let subject = name(certificate.subject.as_raw()).or_reason(WHAT, "its subject is no distinguished name")?;
    let issuer = name(certificate.issuer.as_raw()).or_reason(WHAT, "its issuer is no distinguished name")?;
    let extensions = extensions(certificate.iter_extensions().map(|e| (e.oid.as_bytes(), e.value)), WHAT)?;
    let key = certificate.subject_pki.raw;
    let validity = certificate.validity();
    Ok(Facts {
        not_before: Some(Moment(validity.not_before.timestamp())),
        not_after: Some(Moment(validity.not_after.timestamp())),
        serial: der::hex(certificate.raw_serial()),
        self_signed: certificate.subject.as_raw() == certificate.issuer.as_raw() && verify::verifies(key, &signed),
        issuer: issuer.text,
        ..common(thumbprint(der), subject, extensions, key, signed.algorithm, WHAT)?
    })
}

/// Reads a PKCS#10 certificate request (RFC 2986): who asks, for which names, with which key. `placeholder` is the
/// thumbprint that stands for it, since a request has none of its own. There is no issuer, no date and no serial number.
///
/// # Errors
/// [`ReadError`], as for [`facts`].
pub fn request_facts(der: &[u8], placeholder: Thumbprint) -> Result<Facts, ReadError> {
    const WHAT: Document = Document::Request;
    check_size(der, WHAT)?;
    let signed = der::signed(der, WHAT)?;
    let information = request_information(signed.data).or_reason(WHAT, "it is no PKCS#10 request")?;
    let subject = name(information.subject).or_reason(WHAT, "its subject is no distinguished name")?;
    let asked = requested_extensions(information.attributes).or_reason(WHAT, "its attributes are damaged")?;
    let extensions = extensions(asked.into_iter(), WHAT)?;
    common(placeholder, subject, extensions, information.key, signed.algorithm, WHAT)
}

/// What certificates and requests have in common; the rest is empty.
fn common(
    thumbprint: Thumbprint,
    subject: Name,
    extensions: Extensions,
    key: &[u8],
    algorithm: &[u8],
    document: Document,
) -> Result<Facts, ReadError> {
    Ok(Facts {
        thumbprint,
        subject: subject.text,
        issuer: String::new(),
        domains: domains(subject.common_name.as_deref(), &extensions.names),
        common_name: subject.common_name,
        alternative_names: extensions.names,
        not_before: None,
        not_after: None,
        serial: String::new(),
        key: Some(public_key(key).or_reason(document, "its public key is damaged")?),
        key_sha256: Some(sha256(key)),
        signature: Some(signature_algorithm(algorithm).or_reason(document, "its signature algorithm is damaged")?),
        enhanced_key_usage: extensions.usages,
        self_signed: false,
        authority: extensions.authority,
        source: Source::Der,
    })
}

pub(super) fn check_size(der: &[u8], document: Document) -> Result<(), ReadError> {
    if der.is_empty() {
        Err(ReadError::Empty)
    } else if der.len() > MAX_CERTIFICATE {
        Err(ReadError::TooLarge { document, limit: MAX_CERTIFICATE })
    } else {
        Ok(())
    }
}

/// What the parser calls the error, in words.
fn parser_reason(error: &x509_parser::nom::Err<x509_parser::error::X509Error>) -> String {
    use x509_parser::nom::Err;
    match error {
        Err::Incomplete(_) => "it is cut short".to_owned(),
        Err::Error(error) | Err::Failure(error) => error.to_string(),
    }
}

/// The extensions that facts are made of.
#[derive(Default)]
struct Extensions {
    names: Vec<AlternativeName>,
    usages: Option<Vec<String>>,
    authority: bool,
}

/// An extension's OID and value.
type Pair<'a> = (&'a [u8], &'a [u8]);

/// Reads the extensions that matter.
fn extensions<'a>(pairs: impl Iterator<Item = Pair<'a>>, document: Document) -> Result<Extensions, ReadError> {
    let (mut names, mut usages, mut authority) = (None, None, None);
    for (oid, value) in pairs {
        match oid {
            // subjectAltName
            [0x55, 0x1D, 0x11] if names.is_none() => {
                names = Some(alternative_names(value).or_reason(document, "its alternative names are damaged")?);
            }
            // basicConstraints
            [0x55, 0x1D, 0x13] if authority.is_none() => {
                authority = Some(is_authority(value).or_reason(document, "its basic constraints are damaged")?);
            }
            // extKeyUsage
            [0x55, 0x1D, 0x25] if usages.is_none() => {
                usages = Some(key_usages(value).or_reason(document, "its enhanced key usage is damaged")?);
            }
            _ => {}
        }
    }
    Ok(Extensions { names: names.unwrap_or_default(), usages, authority: authority.unwrap_or_default() })
}

fn is_authority(value: &[u8]) -> Result<bool, Malformed> {
    let mut constraints = Reader(der::only(value, der::SEQUENCE)?);
    Ok(constraints.optional(der::BOOLEAN)?.is_some_and(|flag| flag.content.iter().any(|byte| *byte != 0)))
}

pub(super) fn key_usages(value: &[u8]) -> Result<Vec<String>, Malformed> {
    let mut sequence = Reader(der::only(value, der::SEQUENCE)?);
    let mut usages = Vec::new();
    while !sequence.0.is_empty() {
        usages.push(der::dotted(sequence.expect(der::OID)?.content));
    }
    Ok(usages)
}

/// The parts of a `CertificationRequestInfo`.
struct Information<'a> {
    subject: &'a [u8],
    key: &'a [u8],
    /// The content of `[0] Attributes`.
    attributes: &'a [u8],
}

fn request_information(data: &[u8]) -> Result<Information<'_>, Malformed> {
    let mut parts = Reader(der::only(data, der::SEQUENCE)?);
    parts.expect(der::INTEGER)?;
    let subject = parts.expect(der::SEQUENCE)?.raw;
    let key = parts.expect(der::SEQUENCE)?.raw;
    // Some old programs leave an empty set of attributes out.
    let attributes = parts.optional(der::CONTEXT_0)?.map_or(&[][..], |element| element.content);
    parts.end()?;
    Ok(Information { subject, key, attributes })
}

/// The extensions a request asks for: RFC 2985's attribute, and the one that Windows wrote
/// before it.
fn requested_extensions(attributes: &[u8]) -> Result<Vec<Pair<'_>>, Malformed> {
    let mut attributes = Reader(attributes);
    let mut found = Vec::new();
    while !attributes.0.is_empty() {
        let mut attribute = Reader(attributes.expect(der::SEQUENCE)?.content);
        let kind = der::dotted(attribute.expect(der::OID)?.content);
        let values = attribute.expect(der::SET)?.content;
        if kind != "1.2.840.113549.1.9.14" && kind != "1.3.6.1.4.1.311.2.1.14" {
            continue;
        }
        let mut list = Reader(der::only(values, der::SEQUENCE)?);
        while !list.0.is_empty() {
            let mut extension = Reader(list.expect(der::SEQUENCE)?.content);
            let oid = extension.expect(der::OID)?.content;
            extension.optional(der::BOOLEAN)?;
            found.push((oid, extension.expect(der::OCTET_STRING)?.content));
        }
    }
    Ok(found)
}
