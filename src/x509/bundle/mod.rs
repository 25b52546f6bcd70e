//! Certificate files, whatever their form: PEM, DER, PKCS #7, PKCS #12.
//!
//! ```text
//!   bytes --bundle()--> Bundle { form, certificates, protection, ... }
//!
//!   text (text)  -->  PEM blocks          \
//!   ber          -->  DER of any layer      >  found: which certificate has its key beside it
//!   pkcs7, pkcs12 (mac, kdf, cipher, keys) /
//! ```
//!
//! A private key is decrypted into memory that is wiped, to compare its public key with those of the certificates; what is
//! left of it is [`HasKey`]. Work is bounded before it is done: the size, the depth, the number of certificates and keys, and
//! how often a password is hashed.

mod ber;
mod cipher;
mod error;
mod found;
mod kdf;
mod keys;
mod mac;
mod pkcs12;
mod pkcs7;
mod protection;
mod text;
mod work;

#[cfg(test)]
mod tests;

use std::fmt;

use super::der::{self, Malformed};
use super::error::{Document, ReadError};
use super::{MAX_CERTIFICATE, Password, pem};
use crate::engine::{Facts, Thumbprint};

pub use error::BundleError;
pub use found::UnreadKey;
pub use protection::{Encryption, Mac, Protection, Windows2016};
pub use work::{MOST_BAGS, MOST_ITERATIONS};

use found::Found;
use work::Budget;

/// The largest certificate file that is read, in bytes.
pub const MAX_BUNDLE: usize = 16 << 20;

/// The form of a certificate file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text with certificates between markers.
    Pem,
    /// One certificate.
    Der,
    /// Signed data: a chain of certificates, as a rule with nothing signed.
    Pkcs7,
    /// Certificates and private keys, protected by a password.
    Pkcs12,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Pem => "PEM",
            Form::Der => "DER",
            Form::Pkcs7 => "PKCS #7",
            Form::Pkcs12 => "PKCS #12",
        })
    }
}

/// What a certificate file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Its form.
    pub form: Form,
    /// Its certificates, each once, in the order of the file; at least one.
    pub certificates: Vec<BundledCertificate>,
    /// Certificates that could not be read: which one of the file, counted from 1, and why.
    pub damaged: Vec<(usize, ReadError)>,
    /// How many certificate requests it holds.
    pub requests: usize,
    /// How many private keys it holds that belong to none of its certificates.
    pub foreign_keys: usize,
    /// Private keys of which nobody can say where they belong.
    pub unread_keys: Vec<UnreadKey>,
    /// How it is protected; for PKCS #12 only.
    pub protection: Option<Protection>,
}

/// A certificate of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledCertificate {
    /// The certificate itself.
    pub der: Vec<u8>,
    /// What it says.
    pub facts: Facts,
    /// The friendly name that the file gives it, or its private key where it has none itself. The name of a key that Windows
    /// exported is that of its container, and no friendly name.
    pub friendly_name: Option<String>,
    /// Whether its private key is in the file.
    pub has_key: HasKey,
}

/// Whether a certificate's private key is in the same file: the public key that belongs to it is the certificate's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HasKey {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// A private key is in the file, and nobody can say whose ([`Bundle::unread_keys`]).
    Unknown,
}

/// Whether the bytes look like a certificate file rather than an export: DER or BER, a PEM block near the beginning, or Base64
/// of DER and nothing else. Whether they can be read is for [`bundle`] to say.
#[must_use]
pub fn is_bundle(bytes: &[u8]) -> bool {
    /// How far a comment before the first block may reach.
    const NEAR: usize = 64 << 10;
    if is_binary(bytes) {
        return true;
    }
    let near = bytes.get(..NEAR).unwrap_or(bytes);
    let utf_16 = pem::from_utf_16(near);
    let text = utf_16.as_deref().map_or_else(|| pem::without_mark(near), Vec::as_slice).trim_ascii_start();
    // JSON, an inventory, CLIXML: a certificate may stand in them as text.
    if matches!(text.first(), Some(b'{' | b'[' | b'<' | b'"')) {
        return false;
    }
    has_marker(text) || is_base64(bytes)
}

/// DER or BER: a sequence of more than 127 bytes or without a definite length. No text begins so.
fn is_binary(bytes: &[u8]) -> bool {
    matches!(bytes, [der::SEQUENCE, 0x80..=0x84, ..])
}

fn has_marker(text: &[u8]) -> bool {
    text.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| line.trim_ascii().starts_with(b"-----BEGIN "))
}

/// Base64 of a sequence, and nothing else.
fn is_base64(bytes: &[u8]) -> bool {
    let text = pem::without_mark(bytes).trim_ascii();
    let alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\n' | b'\r');
    text.len() >= 64 && text.starts_with(b"MI") && text.iter().all(alphabet)
}

/// Reads a certificate file: PEM (RFC 7468) with certificates, PKCS #7 and private keys in it; one certificate in DER; PKCS #7
/// (RFC 5652); PKCS #12 (RFC 7292); the last two in BER too; each of the binary ones also as Base64 without markers.
///
/// Without a password a PKCS #12 file is tried with an empty one; in PEM only an encrypted private key needs it, and stays
/// unread ([`UnreadKey::Password`]) without.
///
/// Not supported, and refused by name: RC4, PBES1 with MD5 or DES, scrypt, files for accounts or keys in place of a password.
///
/// # Errors
/// [`BundleError`] when it holds no certificate that can be read, is larger than [`MAX_BUNDLE`], needs a password or another
/// one, or would take more work than [`MOST_ITERATIONS`].
pub fn bundle(bytes: &[u8], password: Option<&Password>) -> Result<Bundle, BundleError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty.into());
    }
    if bytes.len() > MAX_BUNDLE {
        return Err(BundleError::TooLarge { limit: MAX_BUNDLE });
    }
    if is_binary(bytes) {
        return binary(bytes, password);
    }
    let utf_16 = pem::from_utf_16(bytes);
    let text = utf_16.as_deref().map_or_else(|| pem::without_mark(bytes), Vec::as_slice);
    if has_marker(text) {
        return text::read(text, password);
    }
    match is_base64(text).then(|| pem::decoded(text)).flatten() {
        Some(decoded) if is_binary(&decoded) => binary(&decoded, password),
        _ => Err(ReadError::NotFound(Document::Certificate).into()),
    }
}

fn binary(bytes: &[u8], password: Option<&Password>) -> Result<Bundle, BundleError> {
    let form = form(bytes);
    let mut budget = Budget::default();
    let broken = |Malformed| BundleError::Damaged { form, reason: "its outer structure is damaged or cut short" };
    match form {
        Form::Pkcs12 => {
            let der = ber::to_der(bytes).map_err(broken)?;
            let (found, protection) = pkcs12::read(der.as_deref().map_or(bytes, Vec::as_slice), password, &mut budget)?;
            Ok(Bundle { protection: Some(protection), ..found.into_bundle(form)? })
        }
        Form::Pkcs7 => {
            let der = ber::to_der(bytes).map_err(broken)?;
            let der = der.as_deref().map_or(bytes, Vec::as_slice);
            let certificates = pkcs7::certificates(der, &mut budget)?.into_iter().map(|der| (der, None)).collect();
            Found { certificates, ..Found::default() }.into_bundle(form)
        }
        Form::Pem | Form::Der => other(bytes),
    }
}

/// The form of DER or BER, by how it begins: an object identifier, version 3, anything else.
fn form(bytes: &[u8]) -> Form {
    let header = match bytes {
        [_, first @ 0x81..=0x84, ..] => 2 + usize::from(first & 0x7F),
        _ => 2,
    };
    match bytes.get(header..).unwrap_or_default() {
        [der::OID, ..] => Form::Pkcs7,
        [der::INTEGER, 1, 3, ..] => Form::Pkcs12,
        _ => Form::Der,
    }
}

/// One certificate in DER; a request or a private key is called that.
fn other(bytes: &[u8]) -> Result<Bundle, BundleError> {
    if bytes.len() > MAX_CERTIFICATE {
        return Err(ReadError::TooLarge { document: Document::Certificate, limit: MAX_CERTIFICATE }.into());
    }
    let found = Found { certificates: vec![(bytes.to_vec(), None)], ..Found::default() };
    found.into_bundle(Form::Der).map_err(|error| {
        if super::request_facts(bytes, Thumbprint([0; 20])).is_ok() {
            BundleError::NoCertificate { requests: 1, keys: 0 }
        } else if keys::pkcs8(bytes).is_ok() || keys::rsa(bytes).is_ok() || pkcs12::encrypted_key(bytes).is_ok() {
            BundleError::NoCertificate { requests: 0, keys: 1 }
        } else {
            error
        }
    })
}
