//! Subject alternative names: every kind of RFC 5280's `GeneralName` as text.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::der::{self, Element, Malformed, Reader};
use super::name;
use crate::engine::certificate::is_fqdn;
use crate::engine::{AlternativeName, NameKind};

/// Reads the value of the subject alternative name extension (RFC 5280, 4.2.1.6), in its order.
pub(super) fn alternative_names(extension: &[u8]) -> Result<Vec<AlternativeName>, Malformed> {
    let mut sequence = Reader(der::only(extension, der::SEQUENCE)?);
    let mut names = Vec::new();
    while let Some(element) = sequence.next()? {
        names.push(general_name(&element)?);
    }
    Ok(names)
}

fn general_name(element: &Element<'_>) -> Result<AlternativeName, Malformed> {
    // Context class; the constructed bit follows from the kind.
    if element.tag & 0xC0 != 0x80 {
        return Err(Malformed);
    }
    let bytes = element.content;
    let (kind, value) = match element.tag & 0x1F {
        0 => (NameKind::OtherName, other_name(bytes).unwrap_or_else(|Malformed| hexadecimal(bytes))),
        1 => (NameKind::Email, name::ascii(bytes)),
        2 => (NameKind::Dns, name::ascii(bytes)),
        3 => (NameKind::X400Address, hexadecimal(bytes)),
        4 => (NameKind::DirectoryName, name::name(bytes).map_or_else(|Malformed| hexadecimal(bytes), |name| name.text)),
        5 => (NameKind::EdiPartyName, hexadecimal(bytes)),
        6 => (NameKind::Uri, name::ascii(bytes)),
        7 => (NameKind::IpAddress, address(bytes)),
        8 => (NameKind::RegisteredId, der::dotted(bytes)),
        _ => return Err(Malformed),
    };
    Ok(AlternativeName { kind, value })
}

/// `OID=value`: the value as text where it is a string, as in a user principal name (1.3.6.1.4.1.311.20.2.3), else `#`
/// and its DER in hexadecimal, as RFC 4514 writes an unknown attribute.
fn other_name(bytes: &[u8]) -> Result<String, Malformed> {
    let mut parts = Reader(bytes);
    let kind = der::dotted(parts.expect(der::OID)?.content);
    let explicit = parts.expect(der::CONTEXT_0)?;
    parts.end()?;
    let value = Reader(explicit.content).next()?.ok_or(Malformed)?;
    Ok(match name::string(&value) {
        Some(text) => format!("{kind}={text}"),
        None => format!("{kind}={}", hexadecimal(explicit.content)),
    })
}

/// An address in its usual notation; RFC 5952 for IPv6.
fn address(bytes: &[u8]) -> String {
    if let Ok(v4) = <[u8; 4]>::try_from(bytes) {
        Ipv4Addr::from(v4).to_string()
    } else if let Ok(v6) = <[u8; 16]>::try_from(bytes) {
        Ipv6Addr::from(v6).to_string()
    } else {
        hexadecimal(bytes)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    format!("#{}", der::hex(bytes))
}

/// EMS `CertificateDomains`: the CN first if it is a DNS name and not among them, then the DNS names as they stand.
pub(super) fn domains(common_name: Option<&str>, names: &[AlternativeName]) -> Vec<String> {
    let dns = || names.iter().filter(|name| name.kind == NameKind::Dns).map(|name| name.value.as_str());
    common_name
        .filter(|common| is_dns_name(common) && !dns().any(|name| name.eq_ignore_ascii_case(common)))
        .into_iter()
        .chain(dns())
        .map(str::to_owned)
        .collect()
}

/// A host name of one label or more, the first of which may be `*`. A server's own certificate carries its short name as
/// CN, so one label is enough.
fn is_dns_name(text: &str) -> bool {
    let host = text.strip_prefix("*.").unwrap_or(text);
    // An FQDN check on a name with a label added is a check of every label of the name itself.
    host.len() <= 253 && is_fqdn(&format!("x.{host}"))
}
