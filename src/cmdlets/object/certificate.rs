//! A certificate's properties by the names of `Get-ExchangeCertificate`.
//!
//! What is not known is [`Datum::Unknown`], never an empty value or a default.

use super::datum::Datum;
use super::property::Property;
use crate::cmdlets::shown::shown;
use crate::engine::{Certificate, Facts, Moment, PrivateKey, Server, Source, status};

/// A certificate and the server that holds it.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The server.
    pub server: &'a Server,
    /// The certificate on it.
    pub certificate: &'a Certificate,
    /// The time by which Status is judged.
    pub now: Moment,
}

impl Record<'_> {
    /// The value of a property; nothing where a certificate has no such property.
    #[must_use]
    pub fn get(&self, property: Property) -> Datum {
        let Record { server, certificate, now } = *self;
        let thumbprint = certificate.thumbprint;
        let services = || server.assignments.services_of(thumbprint);
        match property {
            Property::AccessRules => access_rules(certificate.private_key),
            Property::CertificateDomains => fact(certificate, |facts| Some(Datum::List(facts.domains.clone()))),
            Property::EnhancedKeyUsageList => fact(certificate, usages),
            Property::FriendlyName => Datum::Text(certificate.friendly_name.clone()),
            Property::HasPrivateKey => has_private_key(certificate.private_key),
            Property::Identity => {
                let host = if server.fqdn.is_empty() { server.name.as_str() } else { &server.fqdn };
                Datum::Text(format!("{host}\\{thumbprint}"))
            }
            Property::IISServices | Property::Services | Property::ServicesStringForm
                if certificate.services_unknown =>
            {
                Datum::Unknown
            }
            Property::IISServices => Datum::List(sites(server, certificate)),
            Property::IsSelfSigned => fact(certificate, |facts| Some(Datum::Bool(facts.self_signed))),
            Property::Issuer => fact(certificate, |facts| Some(Datum::Text(facts.issuer.clone()))),
            Property::NotAfter => fact(certificate, |facts| facts.not_after.map(Datum::Date)),
            Property::NotBefore => fact(certificate, |facts| facts.not_before.map(Datum::Date)),
            Property::PrivateKeyExportable => exportable(certificate.private_key),
            Property::PublicKeySize => fact(certificate, |facts| Some(Datum::Number(facts.key.as_ref()?.bits?.into()))),
            Property::RootCAType => Datum::Text(certificate.root_ca_type.name().into()),
            Property::SerialNumber => {
                fact(certificate, |facts| Some(&facts.serial).filter(|s| !s.is_empty()).cloned().map(Datum::Text))
            }
            Property::Services => Datum::Services(services()),
            Property::ServicesStringForm => Datum::Text(services().letters()),
            Property::SignatureAlgorithm => {
                fact(certificate, |facts| Some(Datum::Text(facts.signature.as_ref()?.name.clone())))
            }
            Property::Status => Datum::Text(status(certificate, now).name().into()),
            Property::Subject => fact(certificate, |facts| Some(Datum::Text(facts.subject.clone()))),
            Property::Thumbprint => Datum::Thumbprint(thumbprint),
            _ => Datum::Nothing,
        }
    }
}

fn fact(certificate: &Certificate, read: impl FnOnce(&Facts) -> Option<Datum>) -> Datum {
    certificate.known().and_then(read).unwrap_or(Datum::Unknown)
}

/// Who may read the key is not recorded; without a key there is no rule to show.
fn access_rules(key: PrivateKey) -> Datum {
    match key {
        PrivateKey::Missing => Datum::Nothing,
        PrivateKey::Exportable | PrivateKey::Present | PrivateKey::Unknown => Datum::Unknown,
    }
}

fn has_private_key(key: PrivateKey) -> Datum {
    match key {
        PrivateKey::Exportable | PrivateKey::Present => Datum::Bool(true),
        PrivateKey::Missing => Datum::Bool(false),
        PrivateKey::Unknown => Datum::Unknown,
    }
}

fn exportable(key: PrivateKey) -> Datum {
    match key {
        PrivateKey::Exportable => Datum::Bool(true),
        PrivateKey::Present | PrivateKey::Missing => Datum::Bool(false),
        PrivateKey::Unknown => Datum::Unknown,
    }
}

/// The IIS sites bound to the certificate: 1 is the Default Web Site, 2 the Exchange Back End.
fn sites(server: &Server, certificate: &Certificate) -> Vec<String> {
    let bound = Some(certificate.thumbprint);
    [(1, server.assignments.iis), (2, server.assignments.iis_back_end)]
        .into_iter()
        .filter(|(_, holder)| *holder == bound)
        .map(|(site, _)| format!("IIS://{}/W3SVC/{site}", server.name))
        .collect()
}

/// The purposes with the names Windows gives the usual ones.
fn usages(facts: &Facts) -> Option<Datum> {
    match &facts.enhanced_key_usage {
        Some(usages) => Some(Datum::List(usages.iter().map(|oid| usage(oid)).collect())),
        None if facts.source == Source::Recorded => None,
        None => Some(Datum::List(Vec::new())),
    }
}

/// A purpose with the name Windows gives it, if it is a usual one.
#[must_use]
pub fn usage(oid: &str) -> String {
    let name = match oid {
        "1.3.6.1.5.5.7.3.1" => "Server Authentication",
        "1.3.6.1.5.5.7.3.2" => "Client Authentication",
        "1.3.6.1.5.5.7.3.3" => "Code Signing",
        "1.3.6.1.5.5.7.3.4" => "Secure Email",
        "1.3.6.1.5.5.7.3.8" => "Time Stamping",
        "1.3.6.1.5.5.7.3.9" => "OCSP Signing",
        "2.5.29.37.0" => "Any Purpose",
        other => return shown(other),
    };
    format!("{name} ({oid})")
}
