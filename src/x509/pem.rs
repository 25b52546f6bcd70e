//! From a file's bytes to DER: PEM with one document or many, or one document in DER. And from DER to PEM.
//!
//! PEM is taken as it comes from Windows and Unix: any line ends, text around the blocks, a byte order mark, UTF-16 as
//! PowerShell's `>` writes it. Blocks of another kind are stepped over, private keys first of all: only a block that is
//! asked for is decoded.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

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
pub(super) const fn labels(document: Document) -> &'static [&'static [u8]] {
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
    let utf_16 = from_utf_16(bytes);
    let text = utf_16.as_deref().map_or_else(|| without_mark(bytes), Vec::as_slice);
    let found = blocks(text, |label| labels(document).contains(&label))?;
    if found.is_empty() {
        return Err(ReadError::NotFound(document));
    }
    found.iter().map(|block| decode(block, document)).collect()
}

/// The text of bytes that are UTF-16 with a byte order mark, as UTF-8; `None` for any others. It is wiped, since a key may
/// stand in it.
pub(super) fn from_utf_16(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (rest, little) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        _ => return None,
    };
    let (units, _) = rest.as_chunks::<2>();
    let unit = |pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    // No unit becomes more than three bytes: nothing is left behind by a vector that had to grow.
    let mut text = Zeroizing::new(Vec::with_capacity(units.len() * 3));
    for c in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Some(text)
}

/// The bytes without the byte order mark of UTF-8.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// A block between its two markers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    pub(super) label: &'a [u8],
    /// The line on which it begins, counted from 1.
    pub(super) line: usize,
    /// What stands between the markers, as it stands there.
    pub(super) body: &'a [u8],
}

impl Block<'_> {
    /// What its Base64 says.
    pub(super) fn decoded(&self) -> Result<Zeroizing<Vec<u8>>, ReadError> {
        let reason = "the block that begins here is not Base64";
        decoded(self.body).ok_or(ReadError::Pem { line: self.line, reason })
    }
}

/// The blocks whose label is wanted, in their order. Others are stepped over.
pub(super) fn blocks(text: &[u8], wanted: impl Fn(&[u8]) -> bool) -> Result<Vec<Block<'_>>, ReadError> {
    let mut found = Vec::new();
    // The open block's label, its line, where its body begins.
    let mut open: Option<(&[u8], usize, usize)> = None;
    let not_left_open = |open: Option<(&[u8], usize, usize)>| match open {
        Some((label, line, _)) if wanted(label) => {
            Err(ReadError::Pem { line, reason: "the block that begins here does not end" })
        }
        _ => Ok(()),
    };
    for (line, number) in (Lines { text, at: 0 }).zip(1..) {
        let content = line.content.trim_ascii();
        if let Some(label) = marker(content, b"-----BEGIN ") {
            not_left_open(open)?;
            open = Some((label, number, line.next));
        } else if let (Some(label), Some((begun, at, body))) = (marker(content, b"-----END "), open) {
            if label != begun {
                not_left_open(open)?;
            } else if wanted(label) {
                found.push(Block { label, line: at, body: text.get(body..line.start).unwrap_or_default() });
            }
            open = None;
        }
    }
    not_left_open(open)?;
    Ok(found)
}

/// A line without its end, where it begins, and where the next one does.
struct Line<'a> {
    content: &'a [u8],
    start: usize,
    next: usize,
}

/// Lines of a text. `\r\n` is one line end, `\r` alone too.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..)?;
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let (content, after) = rest.split_at_checked(end)?;
        let line_end = if after.starts_with(b"\r\n") { 2 } else { 1 };
        let start = self.at;
        self.at += end + line_end;
        Some(Line { content, start, next: self.at })
    }
}

/// The label of a line that begins or ends a block.
pub(super) fn marker<'a>(line: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(start)?.strip_suffix(b"-----")
}

/// Base64 as it comes: with or without `=` at its end.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that Base64 with white space anywhere says; `None` where it is none.
pub(super) fn decoded(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut dense = Zeroizing::new(Vec::with_capacity(text.len()));
    dense.extend(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()));
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(dense.len())]);
    let length = FORGIVING.decode_slice(dense.as_slice(), &mut bytes).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

fn decode(block: &Block<'_>, document: Document) -> Result<Vec<u8>, ReadError> {
    let too_large = ReadError::TooLarge { document, limit: limit(document) };
    // Four characters carry three bytes; half as much again leaves room for line ends.
    if block.body.len() > limit(document) * 2 {
        return Err(too_large);
    }
    let der = block.decoded()?;
    if der.len() > limit(document) {
        return Err(too_large);
    }
    der::signed(&der, document)?;
    Ok(der.to_vec())
}
