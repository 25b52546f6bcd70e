//! Distinguished names as text, in the order and with the escapes of RFC 4514.
//!
//! Rendered from the raw attribute values, so that one old-fashioned string does not spoil the whole name. `, ` stands
//! between the parts, as Exchange writes it; `+` between the attributes of one part.

use super::der::{self, Element, Malformed, Reader};

/// A distinguished name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The whole name.
    pub(super) text: String,
    /// The most specific CN that is text and not empty, unescaped.
    pub(super) common_name: Option<String>,
}

/// The OID of CN.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

/// Attribute types by their short names: those of RFC 4514, 3, and of Windows, which writes S and E. Every other type is
/// written as its OID with the value in hexadecimal (RFC 4514, 2.4).
const SHORT_NAMES: [(&[u8], &str); 15] = [
    (COMMON_NAME, "CN"),
    (&[0x55, 0x04, 0x04], "SN"),
    (&[0x55, 0x04, 0x05], "SERIALNUMBER"),
    (&[0x55, 0x04, 0x06], "C"),
    (&[0x55, 0x04, 0x07], "L"),
    (&[0x55, 0x04, 0x08], "S"),
    (&[0x55, 0x04, 0x09], "STREET"),
    (&[0x55, 0x04, 0x0A], "O"),
    (&[0x55, 0x04, 0x0B], "OU"),
    (&[0x55, 0x04, 0x0C], "T"),
    (&[0x55, 0x04, 0x2A], "G"),
    (&[0x55, 0x04, 0x2B], "I"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x01], "UID"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19], "DC"),
    (&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01], "E"),
];

/// Reads a DER `Name`: all of `der` must be one.
pub(super) fn name(der: &[u8]) -> Result<Name, Malformed> {
    let mut sequence = Reader(der::only(der, der::SEQUENCE)?);
    let mut parts = Vec::new();
    while let Some(part) = sequence.next()? {
        if part.tag != der::SET || part.content.is_empty() {
            return Err(Malformed);
        }
        parts.push(attributes(part.content)?);
    }
    // RFC 4514, 2.1: the last part is written first; it is the most specific one.
    parts.reverse();
    let common_name = parts
        .iter()
        .flatten()
        .filter(|(kind, _)| *kind == COMMON_NAME)
        .find_map(|(_, value)| string(value).filter(|text| !text.is_empty()));
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        for (attribute, (kind, value)) in part.iter().enumerate() {
            text.push_str(match (index, attribute) {
                (0, 0) => "",
                (_, 0) => ", ",
                _ => "+",
            });
            write_attribute(&mut text, kind, value);
        }
    }
    Ok(Name { text, common_name })
}

/// The types and values of one part.
fn attributes(set: &[u8]) -> Result<Vec<(&[u8], Element<'_>)>, Malformed> {
    let mut set = Reader(set);
    let mut found = Vec::new();
    while let Some(pair) = set.next()? {
        if pair.tag != der::SEQUENCE {
            return Err(Malformed);
        }
        let mut pair = Reader(pair.content);
        let kind = pair.expect(der::OID)?.content;
        let value = pair.next()?.ok_or(Malformed)?;
        pair.end()?;
        found.push((kind, value));
    }
    Ok(found)
}

fn write_attribute(text: &mut String, kind: &[u8], value: &Element<'_>) {
    let short = SHORT_NAMES.iter().find(|(oid, _)| *oid == kind).map(|(_, short)| *short);
    match (short, string(value)) {
        (Some(short), Some(value)) => {
            text.push_str(short);
            text.push('=');
            escape(text, &value);
        }
        (short, _) => {
            text.push_str(&short.map_or_else(|| der::dotted(kind), str::to_owned));
            text.push_str("=#");
            text.push_str(&der::hex(value.raw));
        }
    }
}

/// RFC 4514, 2.4. Control characters other than NUL stay as they are: RFC 4514 does not ask for more, and whoever shows
/// the name makes them visible.
fn escape(text: &mut String, value: &str) {
    let last = value.chars().count().saturating_sub(1);
    for (at, c) in value.chars().enumerate() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => text.push('\\'),
            '#' if at == 0 => text.push('\\'),
            ' ' if at == 0 || at == last => text.push('\\'),
            '\0' => {
                text.push_str("\\00");
                continue;
            }
            _ => {}
        }
        text.push(c);
    }
}

/// The text of an ASN.1 string; `None` for anything that is no string or does not hold what its type says.
///
/// `T61String` is read as Latin-1, as everybody who writes one means it. The ASCII types are forgiven UTF-8, and then
/// Latin-1, because authorities have put both in them.
pub(super) fn string(value: &Element<'_>) -> Option<String> {
    let bytes = value.content;
    match value.tag {
        // UTF8String
        0x0C => std::str::from_utf8(bytes).ok().map(str::to_owned),
        // NumericString, PrintableString, IA5String, VisibleString
        0x12 | 0x13 | 0x16 | 0x1A => Some(ascii(bytes)),
        // T61String
        0x14 => Some(latin_1(bytes)),
        // UniversalString
        0x1C => {
            let (chunks, []) = bytes.as_chunks::<4>() else { return None };
            chunks.iter().map(|chunk| char::from_u32(u32::from_be_bytes(*chunk))).collect()
        }
        // BMPString; pairs of surrogates are taken, as Windows writes them
        0x1E => {
            let (chunks, []) = bytes.as_chunks::<2>() else { return None };
            char::decode_utf16(chunks.iter().map(|chunk| u16::from_be_bytes(*chunk))).collect::<Result<_, _>>().ok()
        }
        _ => None,
    }
}

/// ASCII, or what stands in its place: UTF-8, else Latin-1.
pub(super) fn ascii(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| latin_1(bytes), str::to_owned)
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
