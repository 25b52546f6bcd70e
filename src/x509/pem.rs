//! From a file's bytes to DER: PEM with one document or many, or one document in DER. And from DER to PEM.
//!
//! PEM is taken as it comes from Windows and Unix: any line ends, text around the blocks, a byte order mark, UTF-16 as
//! PowerShell's `>` writes it. Blocks of another kind are stepped over, private keys first of all: only a block that is
//! asked for is decoded.

use std::borrow::Cow;

use base64::Engine as _;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use super::der;
use super::error::{Document, ReadError};

/// The largest certificate or request that is read, in bytes of DER.
pub const MAX_CERTIFICATE: usize = 1 << 20;
/// The largest revocation list that is read, in bytes of DER.
pub const MAX_REVOCATION_LIST: usize = 64 << 20;

/// The certificates in `bytes`, each as DER, in their order. PEM (RFC 7468) or one DER certificate.
///
/// # Errors
/// [`ReadError`] when there is none, a block cannot be decoded, one is larger than [`MAX_CERTIFICATE`], or DER is damaged
/// or followed by more bytes.
pub fn certificates(bytes: &[u8]) -> Result<Vec<Vec<u8>>, ReadError> {
    documents(bytes, Document::Certificate)
}

/// The revocation lists in `bytes`, each as DER, in their order. PEM (RFC 7468) or one DER list.
///
/// # Errors
/// [`ReadError`], as for [`certificates`]; the limit is [`MAX_REVOCATION_LIST`].
pub fn revocation_lists(bytes: &[u8]) -> Result<Vec<Vec<u8>>, ReadError> {
    documents(bytes, Document::RevocationList)
}

/// The certificate requests (PKCS#10) in `bytes`, each as DER, in their order. PEM with the label of RFC 7468 or the one
/// Exchange writes (`NEW CERTIFICATE REQUEST`), or one DER request.
///
/// # Errors
/// [`ReadError`], as for [`certificates`].
pub fn requests(bytes: &[u8]) -> Result<Vec<Vec<u8>>, ReadError> {
    documents(bytes, Document::Request)
}

/// The document as PEM: RFC 7468's strict form, 64 characters a line, each ended by `\n`.
#[must_use]
pub fn to_pem(der: &[u8], document: Document) -> String {
    let label = labels(document).first().map_or(Cow::Borrowed(""), |label| String::from_utf8_lossy(label));
    let base64 = base64::engine::general_purpose::STANDARD.encode(der);
    let mut pem = String::with_capacity(base64.len() + base64.len() / 64 + 2 * label.len() + 32);
    pem.push_str("-----BEGIN ");
    pem.push_str(&label);
    pem.push_str("-----\n");
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII: any place parts two characters.
        let (line, after) = rest.split_at_checked(64).unwrap_or((rest, ""));
        pem.push_str(line);
        pem.push('\n');
        rest = after;
    }
    pem.push_str("-----END ");
    pem.push_str(&label);
    pem.push_str("-----\n");
    pem
}

/// The labels of RFC 7468, 5.1, 6 and 7, those that a reader should accept included.
const fn labels(document: Document) -> &'static [&'static [u8]] {
    match document {
        Document::Certificate => &[b"CERTIFICATE", b"X509 CERTIFICATE", b"X.509 CERTIFICATE"],
        Document::RevocationList => &[b"X509 CRL", b"CRL"],
        Document::Request => &[b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"],
    }
}

const fn limit(document: Document) -> usize {
    match document {
        Document::Certificate | Document::Request => MAX_CERTIFICATE,
        Document::RevocationList => MAX_REVOCATION_LIST,
    }
}

fn documents(bytes: &[u8], document: Document) -> Result<Vec<Vec<u8>>, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    // A DER sequence of more than 127 bytes; no text begins so.
    if let [der::SEQUENCE, 0x81..=0x84, ..] = bytes {
        if bytes.len() > limit(document) {
            return Err(ReadError::TooLarge { document, limit: limit(document) });
        }
        der::signed(bytes, document)?;
        return Ok(vec![bytes.to_vec()]);
    }
    let found = blocks(&as_text(bytes), document)?;
    if found.is_empty() { Err(ReadError::NotFound(document)) } else { Ok(found) }
}

/// The bytes without byte order mark, from UTF-16 if they are that.
fn as_text(bytes: &[u8]) -> Cow<'_, [u8]> {
    let utf_16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, _) = rest.as_chunks::<2>();
        let text: String = char::decode_utf16(units.iter().map(|pair| unit(*pair)))
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        Cow::Owned(text.into_bytes())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(rest),
        _ => Cow::Borrowed(bytes),
    }
}

/// A block that is being read.
struct Block<'a> {
    label: &'a [u8],
    line: usize,
    /// The Base64 so far; `None` for a block that is stepped over.
    body: Option<Vec<u8>>,
}

fn blocks(text: &[u8], document: Document) -> Result<Vec<Vec<u8>>, ReadError> {
    let mut found = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for (line, number) in lines(text).zip(1..) {
        if let Some(label) = marker(line, b"-----BEGIN ") {
            not_left_open(open.as_ref())?;
            let body = labels(document).contains(&label).then(Vec::new);
            open = Some(Block { label, line: number, body });
            continue;
        }
        let Some(block) = &mut open else { continue };
        if let Some(label) = marker(line, b"-----END ") {
            if label != block.label {
                not_left_open(Some(block))?;
            }
            if let Some(body) = &block.body {
                found.push(decode(body, block.line, document)?);
            }
            open = None;
        } else if let Some(body) = &mut block.body {
            body.extend_from_slice(line);
            body.push(b'\n');
            // Four characters carry three bytes; half as much again leaves room for line ends.
            if body.len() > limit(document) * 2 {
                return Err(ReadError::TooLarge { document, limit: limit(document) });
            }
        }
    }
    not_left_open(open.as_ref())?;
    Ok(found)
}

/// Lines without their ends and the blanks around them. `\r\n` is one line end, `\r` alone too.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
        .flat_map(|line| line.strip_suffix(b"\r").unwrap_or(line).split(|byte| *byte == b'\r'))
        .map(<[u8]>::trim_ascii)
}

/// The label of a line that begins or ends a block.
fn marker<'a>(line: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(start)?.strip_suffix(b"-----")
}

/// A block that is asked for must have come to its end.
fn not_left_open(block: Option<&Block<'_>>) -> Result<(), ReadError> {
    match block {
        Some(Block { line, body: Some(_), .. }) => {
            Err(ReadError::Pem { line: *line, reason: "the block that begins here does not end" })
        }
        _ => Ok(()),
    }
}

fn decode(body: &[u8], line: usize, document: Document) -> Result<Vec<u8>, ReadError> {
    // The decoder knows one label for each kind; every block is handed to it under the same one.
    let block = [b"-----BEGIN CERTIFICATE-----\n", body, b"-----END CERTIFICATE-----\n"].concat();
    let der = CertificateDer::from_pem_slice(&block)
        .map_err(|_| ReadError::Pem { line, reason: "the block that begins here is not Base64" })?;
    if der.len() > limit(document) {
        return Err(ReadError::TooLarge { document, limit: limit(document) });
    }
    der::signed(&der, document)?;
    Ok(der.to_vec())
}
