//! PKCS #7, CMS: the certificates of signed data, with or without anything that is signed.

use super::super::der::{self, Malformed, Reader};
use super::work::Budget;
use super::{BundleError, Form};

/// Signed data.
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";

/// The certificates in a `ContentInfo` (RFC 5652, 3 and 5.1), each as DER, in their order. Nothing is said of signatures.
pub(super) fn certificates(der: &[u8], budget: &mut Budget) -> Result<Vec<Vec<u8>>, BundleError> {
    let damaged = |Malformed| BundleError::Damaged { form: Form::Pkcs7, reason: "it is no signed data" };
    let (kind, content) = content_info(der).map_err(damaged)?;
    if kind != SIGNED_DATA {
        let what = match kind.as_str() {
            "1.2.840.113549.1.7.1" => "PKCS #7 with plain data and no certificates".to_owned(),
            "1.2.840.113549.1.7.3" => "PKCS #7 with encrypted data".to_owned(),
            _ => format!("PKCS #7 with {kind}"),
        };
        return Err(BundleError::Unsupported { what });
    }
    let set = set_of_certificates(content).map_err(damaged)?;
    let mut certificates = Vec::new();
    let mut elements = Reader(set.unwrap_or_default());
    while let Some(element) = elements.next().map_err(damaged)? {
        budget.bag()?;
        // Other choices are kinds of certificates that nobody issues any more.
        if element.tag == der::SEQUENCE {
            certificates.push(element.raw.to_vec());
        }
    }
    Ok(certificates)
}

/// The type of a `ContentInfo`, and its content.
pub(super) fn content_info(der: &[u8]) -> Result<(String, &[u8]), Malformed> {
    let mut parts = Reader(der::only(der, der::SEQUENCE)?);
    let kind = der::dotted(parts.expect(der::OID)?.content);
    let content = parts.optional(der::CONTEXT_0)?.map_or(&[][..], |content| content.content);
    parts.end()?;
    Ok((kind, content))
}

fn set_of_certificates(content: &[u8]) -> Result<Option<&[u8]>, Malformed> {
    let mut parts = Reader(der::only(content, der::SEQUENCE)?);
    parts.expect(der::INTEGER)?;
    parts.expect(der::SET)?;
    parts.expect(der::SEQUENCE)?;
    Ok(parts.optional(der::CONTEXT_0)?.map(|set| set.content))
}
