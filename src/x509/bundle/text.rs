//! PEM with everything that certificates come with: chains, PKCS #7, requests, private keys.

use super::super::der::Malformed;
use super::super::error::{Document, ReadError};
use super::super::pem::{self, Block};
use super::cipher::SchemeError;
use super::found::{Found, FoundKey, UnreadKey};
use super::kdf::Spelling;
use super::work::Budget;
use super::{Bundle, BundleError, Form, ber, keys, pkcs7, pkcs12};
use crate::x509::{MAX_CERTIFICATE, Password};

/// What a block holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Certificate,
    Request,
    Pkcs7,
    Key,
}

/// RFC 7468, 5 to 11, with the labels that other programs write.
fn kind(label: &[u8]) -> Option<Kind> {
    match label {
        _ if pem::labels(Document::Certificate).contains(&label) => Some(Kind::Certificate),
        _ if pem::labels(Document::Request).contains(&label) => Some(Kind::Request),
        b"PKCS7" | b"CMS" | b"PKCS #7 SIGNED DATA" => Some(Kind::Pkcs7),
        _ if label.ends_with(b"PRIVATE KEY") => Some(Kind::Key),
        _ => None,
    }
}

/// Reads a PEM file.
pub(super) fn read(text: &[u8], password: Option<&Password>) -> Result<Bundle, BundleError> {
    let mut budget = Budget::default();
    let mut found = Found::default();
    let blocks = pem::blocks(text, |label| kind(label).is_some())?;
    let mut form = Form::Pkcs7;
    for block in &blocks {
        budget.bag()?;
        let Some(kind) = kind(block.label) else { continue };
        if kind != Kind::Pkcs7 {
            form = Form::Pem;
        }
        match kind {
            Kind::Request => found.requests += 1,
            Kind::Key => {
                let key = key(block, password, &mut budget)?;
                found.keys.push(key);
            }
            Kind::Certificate => {
                let der = block.decoded()?;
                if der.len() > MAX_CERTIFICATE {
                    let too_large = ReadError::TooLarge { document: Document::Certificate, limit: MAX_CERTIFICATE };
                    return Err(too_large.into());
                }
                found.certificates.push((der.to_vec(), None));
            }
            Kind::Pkcs7 => {
                let bytes = block.decoded()?;
                let broken = |Malformed| BundleError::Damaged {
                    form: Form::Pkcs7,
                    reason: "its outer structure is damaged or cut short",
                };
                let der = ber::to_der(&bytes).map_err(broken)?;
                let der = der.as_deref().unwrap_or(&bytes);
                let certificates = pkcs7::certificates(der, &mut budget)?;
                found.certificates.extend(certificates.into_iter().map(|der| (der, None)));
            }
        }
    }
    found.into_bundle(form)
}

/// Reads a private key of any kind.
fn key(block: &Block<'_>, password: Option<&Password>, budget: &mut Budget) -> Result<FoundKey, BundleError> {
    let unread = |why| Ok(FoundKey { key: Err(why), friendly_name: None });
    // RFC 1421 headers: encrypted with a key that MD5 made of the password.
    if block.body.windows(9).any(|part| part == b"DEK-Info:") {
        return unread(UnreadKey::Kind("encrypted with OpenSSL's old DEK-Info".to_owned()));
    }
    let damaged =
        |Malformed| ReadError::Pem { line: block.line, reason: "the private key that begins here is damaged" };
    let key = match block.label {
        b"PRIVATE KEY" => keys::pkcs8(&block.decoded()?).map_err(damaged)?,
        b"RSA PRIVATE KEY" => keys::rsa(&block.decoded()?).map_err(damaged)?,
        b"EC PRIVATE KEY" => keys::ec(&block.decoded()?, None).map_err(damaged)?,
        b"ENCRYPTED PRIVATE KEY" => {
            let bytes = block.decoded()?;
            let (scheme, encrypted) = match pkcs12::encrypted_key(&bytes) {
                Ok(parts) => parts,
                Err(SchemeError::Unsupported(what)) => return unread(UnreadKey::Kind(what)),
                Err(SchemeError::Malformed) => return Err(damaged(Malformed).into()),
            };
            if password.is_none() {
                return unread(UnreadKey::Password);
            }
            for spelling in Spelling::all(password) {
                match scheme.decrypt(&spelling, encrypted, budget).map(|bytes| keys::pkcs8(&bytes)) {
                    Ok(Ok(key)) => return Ok(FoundKey::new(key, None)),
                    Ok(Err(Malformed)) | Err(BundleError::WrongPassword) => {}
                    Err(other) => return Err(other),
                }
            }
            return Err(BundleError::WrongPassword);
        }
        label => return unread(UnreadKey::Kind(String::from_utf8_lossy(label).into_owned())),
    };
    Ok(FoundKey::new(key, None))
}
