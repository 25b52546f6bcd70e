//! A certificate on a server.

use std::borrow::Cow;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Reading;
use super::date::utc;
use super::raw::{Fields, Place, Raw, not_a};
use crate::engine::{PrivateKey, RootCaType, Service, ServiceSet, Thumbprint, Trust};
use crate::import::source::{CertificateFacts, IisSites, RecordedFacts};
use crate::x509;

/// `servers[].certificates[]`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Certificate<'a> {
    #[serde(borrow)]
    thumbprint: Raw<'a>,
    #[serde(borrow)]
    friendly_name: Raw<'a>,
    #[serde(borrow)]
    services: Raw<'a>,
    #[serde(borrow)]
    status: Raw<'a>,
    #[serde(borrow, rename = "rootCAType")]
    root_ca_type: Raw<'a>,
    #[serde(borrow)]
    is_self_signed: Raw<'a>,
    #[serde(borrow)]
    has_private_key: Raw<'a>,
    #[serde(borrow)]
    private_key_exportable: Raw<'a>,
    #[serde(borrow)]
    iis_services: Raw<'a>,
    #[serde(borrow)]
    subject: Raw<'a>,
    #[serde(borrow)]
    issuer: Raw<'a>,
    #[serde(borrow)]
    not_before: Raw<'a>,
    #[serde(borrow)]
    not_after: Raw<'a>,
    #[serde(borrow, rename = "certificateDomains")]
    domains: Raw<'a>,
    #[serde(borrow)]
    serial_number: Raw<'a>,
    #[serde(borrow)]
    public_key_size: Raw<'a>,
    #[serde(borrow)]
    raw_data: Raw<'a>,
}

/// Reads a certificate. Without a thumbprint or the certificate itself, with both that do not belong together, or there
/// already on the server, it is skipped as a whole.
pub(super) fn read(place: Place, server: &str, raw: &RawValue, reading: &mut Reading) {
    let Some(certificate) = reading.findings.object::<Certificate<'_>>(place, raw) else { return };
    let mut fields = Fields { place, findings: &mut reading.findings };
    let (thumbprint, der) = match identity(&certificate, &mut fields) {
        Ok(identity) => identity,
        Err(reason) => return reading.findings.add(place, reason),
    };
    if !reading.held.insert(thumbprint) {
        return reading.findings.add(place, format!("{thumbprint} is there already on this server"));
    }
    let mut facts = facts(&certificate, thumbprint, der.as_deref(), &mut fields);
    facts.server = Some(server.to_owned());
    facts.der = der.map(|der| Arc::clone(reading.ders.entry(thumbprint).or_insert_with(|| Arc::new(der))));
    reading.source.certificates.push(facts);
}

/// The thumbprint, and the certificate where it came along: each vouches for the other.
fn identity(certificate: &Certificate<'_>, fields: &mut Fields<'_>) -> Result<(Thumbprint, Option<Vec<u8>>), String> {
    let said = fields.read("thumbprint", certificate.thumbprint, "thumbprint", |text| text.parse().ok());
    let der = der(certificate.raw_data, fields);
    match (said, der) {
        (Some(thumbprint), None) => Ok((thumbprint, None)),
        (None, None) => Err("it has neither a thumbprint nor the certificate itself".to_owned()),
        (Some(said), Some(der)) => {
            let own = x509::thumbprint(&der);
            let mismatch = || format!("its thumbprint is {said}, but that of rawData is {own}");
            if own == said { Ok((own, Some(der))) } else { Err(mismatch()) }
        }
        // Nobody vouches for the bytes but they themselves.
        (None, Some(der)) => match x509::facts(&der) {
            Ok(facts) => Ok((facts.thumbprint, Some(der))),
            Err(error) => Err(format!("rawData: {error}")),
        },
    }
}

fn der(raw: Raw<'_>, fields: &mut Fields<'_>) -> Option<Vec<u8>> {
    const FIELD: &str = "rawData";
    let text = fields.filled(FIELD, raw)?;
    // Four characters are three bytes.
    if text.len() / 4 * 3 > x509::MAX_CERTIFICATE {
        fields.skip(FIELD, format!("longer than the {} bytes that a certificate may have", x509::MAX_CERTIFICATE));
        return None;
    }
    STANDARD.decode(text.trim()).map_err(|error| fields.skip(FIELD, format!("no Base64: {error}"))).ok()
}

fn facts(
    certificate: &Certificate<'_>,
    thumbprint: Thumbprint,
    der: Option<&[u8]>,
    fields: &mut Fields<'_>,
) -> CertificateFacts {
    let mut facts = CertificateFacts::new(thumbprint);
    facts.friendly_name = fields.text("friendlyName", certificate.friendly_name).map(Cow::into_owned);
    facts.services = fields.read("services", certificate.services, "list of services", services);
    facts.iis_sites = iis_sites(certificate.iis_services, facts.services, fields);
    facts.root_ca_type = fields.read("rootCAType", certificate.root_ca_type, "RootCAType", root_ca_type);
    facts.private_key = private_key(certificate, fields);
    let self_signed = fields.value("isSelfSigned", certificate.is_self_signed);
    if der.is_none() {
        facts.recorded = recorded(certificate, self_signed, fields);
    }
    let judged = fields.read("status", certificate.status, "Status", Judged::named);
    facts.pending = judged == Some(Judged::Pending);
    facts.status = judged.and_then(|judged| {
        judged.trust(|| {
            let own = || der.and_then(|der| x509::facts(der).ok()).map(|facts| facts.self_signed);
            let same_names = facts.recorded.subject.is_some() && facts.recorded.subject == facts.recorded.issuer;
            self_signed.or_else(own).unwrap_or(same_names)
        })
    });
    facts
}

/// `IMAP, POP, IIS, SMTP`, `None`, or Exchange's own number for them. `None` when a name is not known.
fn services(text: &str) -> Option<ServiceSet> {
    if let Ok(bits) = text.parse::<u8>() {
        let set: ServiceSet = Service::PRINTED.into_iter().filter(|service| bits & *service as u8 != 0).collect();
        return Some(set).filter(|set| set.bits() == bits);
    }
    let names = text.split(',').map(str::trim).filter(|name| !name.eq_ignore_ascii_case("None"));
    names.map(Service::named).collect()
}

/// The sites of `IIS://EX01/W3SVC/1`. What is not known where: no site for a certificate that serves IIS, or a text that
/// names none.
fn iis_sites(raw: Raw<'_>, services: Option<ServiceSet>, fields: &mut Fields<'_>) -> Option<IisSites> {
    let bindings = fields.texts("iisServices", raw)?;
    let mut sites = IisSites::default();
    for binding in &bindings {
        let number = binding.rsplit_once("/W3SVC/").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
        match number.and_then(|number| number.parse::<u32>().ok()) {
            Some(1) => sites.default_web_site = true,
            Some(2) => sites.back_end = true,
            Some(_) => {}
            None => {
                fields.skip("iisServices", not_a(binding, "site of IIS"));
                return None;
            }
        }
    }
    let serves = services.is_some_and(|services| services.contains(Service::Iis));
    (!bindings.is_empty() || !serves).then_some(sites)
}

fn root_ca_type(text: &str) -> Option<RootCaType> {
    RootCaType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text))
}

/// The private key. Whether it can be exported is half of the answer: without it nothing is known.
fn private_key(certificate: &Certificate<'_>, fields: &mut Fields<'_>) -> Option<PrivateKey> {
    let there = fields.value("hasPrivateKey", certificate.has_private_key);
    let exportable = fields.value("privateKeyExportable", certificate.private_key_exportable);
    match (there, exportable) {
        (Some(false), _) => Some(PrivateKey::Missing),
        (Some(true), Some(true)) => Some(PrivateKey::Exportable),
        (Some(true), Some(false)) => Some(PrivateKey::Present),
        (Some(true), None) | (None, _) => None,
    }
}

/// What is printed of the certificate, read where it did not come along itself.
fn recorded(certificate: &Certificate<'_>, self_signed: Option<bool>, fields: &mut Fields<'_>) -> RecordedFacts {
    RecordedFacts {
        subject: fields.text("subject", certificate.subject).map(Cow::into_owned),
        issuer: fields.text("issuer", certificate.issuer).map(Cow::into_owned),
        not_before: fields.read("notBefore", certificate.not_before, "moment in UTC", utc),
        not_after: fields.read("notAfter", certificate.not_after, "moment in UTC", utc),
        domains: fields.texts("certificateDomains", certificate.domains),
        serial: fields.filled("serialNumber", certificate.serial_number).map(Cow::into_owned),
        key_size: fields.value("publicKeySize", certificate.public_key_size),
        self_signed,
    }
}

/// The Status as the server gave it. Source of the names: the Get-ExchangeCertificate reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judged {
    /// `Valid`, or only the dates are against it: these are counted here, and the chain was good.
    Good,
    Revoked,
    Untrusted,
    Invalid,
    RevocationCheckFailure,
    Pending,
    /// The server could not say.
    Unknown,
}

impl Judged {
    fn named(text: &str) -> Option<Judged> {
        const NAMES: [(&str, Judged); 8] = [
            ("Valid", Judged::Good),
            ("DateInvalid", Judged::Good),
            ("Revoked", Judged::Revoked),
            ("Untrusted", Judged::Untrusted),
            ("Invalid", Judged::Invalid),
            ("RevocationCheckFailure", Judged::RevocationCheckFailure),
            ("PendingRequest", Judged::Pending),
            ("Unknown", Judged::Unknown),
        ];
        NAMES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, judged)| judged)
    }

    fn trust(self, self_signed: impl FnOnce() -> bool) -> Option<Trust> {
        match self {
            Judged::Good if self_signed() => Some(Trust::SelfSigned),
            Judged::Good => Some(Trust::Trusted),
            Judged::Revoked => Some(Trust::Revoked),
            Judged::Untrusted => Some(Trust::Untrusted),
            Judged::Invalid => Some(Trust::Invalid("Invalid".into())),
            Judged::RevocationCheckFailure => Some(Trust::RevocationCheckFailure),
            Judged::Pending | Judged::Unknown => None,
        }
    }
}
