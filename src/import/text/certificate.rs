//! An object of `Get-ExchangeCertificate` to facts.

use std::sync::Arc;

use super::property::Property;
use super::reading::Reading;
use super::record::{Record, Value};
use super::words::{self, Judged};
use crate::engine::{PrivateKey, ServiceSet, Thumbprint, Trust};
use crate::import::source::{CertificateFacts, IisSites, RecordedFacts};
use crate::x509;

/// What only a certificate has.
const OWN: [Property; 10] = [
    Property::Thumbprint,
    Property::CertificateDomains,
    Property::RawData,
    Property::NotBefore,
    Property::NotAfter,
    Property::Services,
    Property::Issuer,
    Property::RootCAType,
    Property::IISServices,
    Property::ServicesStringForm,
];

/// Whether the object is a certificate.
pub(super) fn is_one(record: &Record) -> bool {
    record.has_any(&OWN) || identity(record).1.is_some()
}

/// Reads a certificate. One without a thumbprint, an Identity that ends in it, or itself, is remarked and left out.
pub(super) fn read(record: &Record, reading: &mut Reading) {
    let der = reading.value(record, Property::RawData, words::bytes);
    let (server, named) = identity(record);
    let said = reading.value(record, Property::Thumbprint, words::thumbprint).or(named);
    let Some(thumbprint) = said.or_else(|| der.as_deref().map(x509::thumbprint)) else {
        return reading.skip(&record.place, "a certificate without its Thumbprint: nothing names it");
    };
    let mut facts = CertificateFacts::new(thumbprint);
    facts.server = server;
    facts.der = der.and_then(|der| checked(der, thumbprint, record, reading));
    facts.friendly_name = reading.value(record, Property::FriendlyName, words::text);
    facts.services = services(record, reading);
    facts.iis_sites = iis_sites(record, facts.services, reading);
    facts.root_ca_type = reading.value(record, Property::RootCAType, words::root_ca_type);
    facts.private_key = private_key(record, reading);
    let recorded = recorded(record, facts.services, reading);
    if let Some(judged) = reading.value(record, Property::Status, words::status) {
        facts.pending = judged == Judged::Pending;
        facts.status = trust(judged, &recorded);
    }
    // What a certificate says itself is better than what is printed of it.
    if facts.der.is_none() {
        facts.recorded = recorded;
    }
    reading.certificate(record, facts);
}

/// The server and the thumbprint of `Identity`: `ex01.contoso.com\434A…`. A `Server` that somebody added to a projection
/// says the server too; `PSComputerName` does not: it is the host of the session, which can ask for any server.
fn identity(record: &Record) -> (Option<String>, Option<Thumbprint>) {
    let parts = record.text(Property::Identity).and_then(|identity| identity.rsplit_once('\\'));
    let server = parts.map(|(server, _)| server).or_else(|| record.text(Property::Server));
    let server = server.map(str::trim).filter(|server| !server.is_empty()).map(str::to_owned);
    let thumbprint = match parts {
        Some((_, thumbprint)) => thumbprint.parse().ok(),
        None => record.text(Property::Identity).and_then(|identity| identity.parse().ok()),
    };
    (server, thumbprint)
}

/// The certificate itself, if it is one and has that thumbprint.
fn checked(der: Vec<u8>, thumbprint: Thumbprint, record: &Record, reading: &mut Reading) -> Option<Arc<Vec<u8>>> {
    let reason = if x509::thumbprint(&der) != thumbprint {
        "it is not the certificate of that Thumbprint".to_owned()
    } else if let Err(error) = x509::facts(&der) {
        error.to_string()
    } else {
        return Some(Arc::new(der));
    };
    reading.skip(&record.place, format!("RawData: {reason}"));
    None
}

/// `Services`, else the letters.
fn services(record: &Record, reading: &mut Reading) -> Option<ServiceSet> {
    let services = reading.value(record, Property::Services, words::services);
    services.or_else(|| reading.value(record, Property::ServicesStringForm, words::services))
}

/// A list where empty may stand for none: only where the services are known. A session that lost the services shows this
/// empty as well.
fn list(
    record: &Record,
    property: Property,
    services: Option<ServiceSet>,
    reading: &mut Reading,
) -> Option<Vec<String>> {
    match record.get(property) {
        Some(Value::Nothing) => services.map(|_| Vec::new()),
        _ => reading.value(record, property, words::list),
    }
}

/// `IISServices`: `IIS://SERVER/W3SVC/1` is the Default Web Site, 2 the Exchange Back End.
fn iis_sites(record: &Record, services: Option<ServiceSet>, reading: &mut Reading) -> Option<IisSites> {
    let mut sites = IisSites::default();
    for item in list(record, Property::IISServices, services, reading)? {
        let site = item.rsplit_once("/W3SVC/").and_then(|(_, site)| site.parse::<u32>().ok());
        match site {
            Some(1) => sites.default_web_site = true,
            Some(2) => sites.back_end = true,
            // A site that is not Exchange's.
            Some(_) => {}
            None => {
                reading.skip(&record.place, format!("IISServices: {item:?} is not understood"));
                return None;
            }
        }
    }
    Some(sites)
}

fn private_key(record: &Record, reading: &mut Reading) -> Option<PrivateKey> {
    let there = reading.value(record, Property::HasPrivateKey, words::boolean);
    let exportable = reading.value(record, Property::PrivateKeyExportable, words::boolean);
    match (there, exportable) {
        (Some(false), _) => Some(PrivateKey::Missing),
        (_, Some(true)) => Some(PrivateKey::Exportable),
        (Some(true), _) => Some(PrivateKey::Present),
        (None, _) => None,
    }
}

fn recorded(record: &Record, services: Option<ServiceSet>, reading: &mut Reading) -> RecordedFacts {
    RecordedFacts {
        subject: reading.value(record, Property::Subject, words::distinguished_name),
        issuer: reading.value(record, Property::Issuer, words::distinguished_name),
        domains: list(record, Property::CertificateDomains, services, reading),
        serial: reading.value(record, Property::SerialNumber, words::serial),
        key_size: reading.value(record, Property::PublicKeySize, words::number),
        self_signed: reading.value(record, Property::IsSelfSigned, words::boolean),
        // Dates are read once the whole text says how they are written.
        not_before: None,
        not_after: None,
    }
}

/// Status as the chain's verdict. Exchange calls a self-signed certificate Valid without any chain.
fn trust(judged: Judged, recorded: &RecordedFacts) -> Option<Trust> {
    let own_issuer = || recorded.subject.is_some() && recorded.subject == recorded.issuer;
    match judged {
        Judged::Good if recorded.self_signed.unwrap_or_else(own_issuer) => Some(Trust::SelfSigned),
        Judged::Good => Some(Trust::Trusted),
        Judged::Untrusted => Some(Trust::Untrusted),
        Judged::Revoked => Some(Trust::Revoked),
        Judged::Invalid => Some(Trust::Invalid("Recorded".into())),
        Judged::CheckFailed => Some(Trust::RevocationCheckFailure),
        Judged::Pending => None,
    }
}
