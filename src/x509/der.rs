//! Walking DER: one element after the other, borrowed from the input, without recursion.
//!
//! It serves what is rendered from raw bytes: names, alternative names, keys, requests. Lengths are definite and tag
//! numbers below 31, as in every certificate.

use std::fmt::Write;

use super::error::{Document, ReadError};

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// `[0]`, constructed.
pub(super) const CONTEXT_0: u8 = 0xA0;

/// The bytes are not DER, or not the DER expected here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// One tag, length and content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    /// Tag and length too.
    pub(super) raw: &'a [u8],
}

/// Reads elements from the front of a slice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// The next element; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Element<'a>>, Malformed> {
        let [tag, first, after @ ..] = self.0 else {
            return if self.0.is_empty() { Ok(None) } else { Err(Malformed) };
        };
        if tag & 0x1F == 0x1F {
            return Err(Malformed);
        }
        let (length, header) = match first {
            0x00..=0x7F => (usize::from(*first), 2),
            0x81..=0x84 => {
                let octets = usize::from(first & 0x7F);
                let bytes = after.get(..octets).ok_or(Malformed)?;
                let length = bytes.iter().try_fold(0usize, |sum, byte| {
                    sum.checked_mul(256).and_then(|sum| sum.checked_add(usize::from(*byte)))
                });
                (length.ok_or(Malformed)?, 2 + octets)
            }
            _ => return Err(Malformed),
        };
        let end = header.checked_add(length).ok_or(Malformed)?;
        let raw = self.0.get(..end).ok_or(Malformed)?;
        let content = raw.get(header..).ok_or(Malformed)?;
        self.0 = self.0.get(end..).ok_or(Malformed)?;
        Ok(Some(Element { tag: *tag, content, raw }))
    }

    /// The next element, which must have this tag.
    pub(super) fn expect(&mut self, tag: u8) -> Result<Element<'a>, Malformed> {
        match self.next()? {
            Some(element) if element.tag == tag => Ok(element),
            _ => Err(Malformed),
        }
    }

    /// The next element if it has this tag; otherwise nothing is read.
    pub(super) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, Malformed> {
        if self.0.first() == Some(&tag) { self.next() } else { Ok(None) }
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

/// The content of the one element that `bytes` are, which must have this tag.
pub(super) fn only(bytes: &[u8], tag: u8) -> Result<&[u8], Malformed> {
    let mut reader = Reader(bytes);
    let element = reader.expect(tag)?;
    reader.end()?;
    Ok(element.content)
}

/// The three parts of everything signed in X.509: certificate, revocation list and request alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signed<'a> {
    /// What is signed, with tag and length.
    pub(super) data: &'a [u8],
    /// The content of the signature's `AlgorithmIdentifier`.
    pub(super) algorithm: &'a [u8],
    /// The signature itself.
    pub(super) signature: &'a [u8],
}

/// Takes a signed document apart. All of `der` must be one such document.
pub(super) fn signed(der: &[u8], document: Document) -> Result<Signed<'_>, ReadError> {
    let broken = |Malformed| ReadError::malformed(document, "its outer structure is damaged or cut short");
    let mut outer = Reader(der);
    let whole = outer.expect(SEQUENCE).map_err(broken)?;
    if !outer.0.is_empty() {
        return Err(ReadError::Trailing { document, bytes: outer.0.len() });
    }
    let mut parts = Reader(whole.content);
    let mut take = || -> Result<Signed<'_>, Malformed> {
        let data = parts.expect(SEQUENCE)?.raw;
        let algorithm = parts.expect(SEQUENCE)?.content;
        let signature = bits(parts.expect(BIT_STRING)?.content)?;
        parts.end()?;
        Ok(Signed { data, algorithm, signature })
    };
    take().map_err(|Malformed| ReadError::malformed(document, "it is not signed data of X.509"))
}

/// The bytes of a BIT STRING of whole bytes.
pub(super) fn bits(content: &[u8]) -> Result<&[u8], Malformed> {
    match content {
        [0, bytes @ ..] => Ok(bytes),
        _ => Err(Malformed),
    }
}

/// An object identifier's content in dotted form; `#` and its bytes in hexadecimal where they are no identifier.
pub(super) fn dotted(content: &[u8]) -> String {
    arcs(content).unwrap_or_else(|| format!("#{}", hex(content)))
}

fn arcs(content: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut arc = 0u128;
    let mut open = true;
    for byte in content {
        arc = arc.checked_mul(128)?.checked_add(u128::from(byte & 0x7F))?;
        open = byte & 0x80 != 0;
        if open {
            continue;
        }
        // X.690, 8.19.4: the first two arcs share one number, 40 * first + second, and first is at most 2.
        if text.is_empty() {
            let first = (arc / 40).min(2);
            write!(text, "{first}.{}", arc - 40 * first).ok()?;
        } else {
            write!(text, ".{arc}").ok()?;
        }
        arc = 0;
    }
    if open { None } else { Some(text) }
}

/// Upper-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}
