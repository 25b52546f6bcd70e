//! A certificate of `Get-ExchangeCertificate`.
//!
//! | form of the object | what it says |
//! |---|---|
//! | with `SerializationData` | all that the server knows |
//! | without (type `Deserialized...`, or a shell without Exchange's types) | the certificate; services, Status, key and friendly name stay unknown |
//! | projected (`Select-Object`) | the properties that were asked for |
//!
//! `ToString` is never read: its dates are local to the machine that exported. Neither is `PSComputerName`: it is the
//! server that the session ran on, and the certificate may be that of another one (`-Server`).

use super::gathered::{Gathered, Known};
use super::object::{Object, Said};
use super::projected;
use super::serialized::{self, Serialized};
use crate::engine::{PrivateKey, Thumbprint};
use crate::import::properties::{self, Reported, Services};
use crate::import::source::{CertificateFacts, IisSites};

/// Reads a certificate into the facts.
pub(super) fn read(object: &Object<'_>, gathered: &mut Gathered) {
    let data = bytes(object, "SerializationData", gathered);
    let mut serialized = data.as_deref().and_then(|data| match serialized::read(data) {
        Ok(serialized) => Some(serialized),
        Err(reason) => {
            gathered.remark(format!("SerializationData: {reason}"));
            None
        }
    });
    let raw = bytes(object, "RawData", gathered);
    let inner = serialized.as_ref().and_then(|serialized| serialized.certificate.der);
    if let (Some(raw), Some(inner)) = (&raw, inner)
        && raw != inner
    {
        gathered.remark("SerializationData holds another certificate than RawData, so only RawData counts");
        serialized = None;
    }
    let der = raw.or_else(|| inner.map(<[u8]>::to_vec));
    let Some((thumbprint, known)) = named(object, der, gathered) else { return };
    let mut facts = CertificateFacts::new(thumbprint);
    if let Some(serialized) = &serialized {
        take(&mut facts, serialized, gathered);
        gathered.more_than_raw_data = true;
    }
    let self_signed = known.as_ref().map(|known| known.self_signed);
    facts.der = known.map(|known| known.der);
    projected::fill(&mut facts, object, self_signed, gathered);
    gathered.source.certificates.push(facts);
}

/// The bytes of a property, or nothing and a remark.
fn bytes(object: &Object<'_>, name: &str, gathered: &mut Gathered) -> Option<Vec<u8>> {
    object.bytes(name)?.map_err(|reason| gathered.remark(reason)).ok()
}

/// The certificate's thumbprint, by its DER where there is one.
fn named(object: &Object<'_>, der: Option<Vec<u8>>, gathered: &mut Gathered) -> Option<(Thumbprint, Option<Known>)> {
    let printed = match object.said("Thumbprint") {
        Said::Text(text) => {
            let printed = text.parse().ok();
            if printed.is_none() {
                gathered.remark("Thumbprint is no thumbprint");
            }
            printed
        }
        _ => None,
    };
    let Some(der) = der else {
        if printed.is_none() {
            gathered.remark("it has neither the certificate nor its thumbprint");
        }
        return printed.map(|printed| (printed, None));
    };
    match gathered.certificate(der) {
        Ok((thumbprint, known)) => {
            if printed.is_some_and(|printed| printed != thumbprint) {
                gathered.remark(format!("Thumbprint is another one than the certificate's, {thumbprint}"));
            }
            Some((thumbprint, Some(known)))
        }
        Err(reason) => {
            gathered.remark(format!("the certificate cannot be read: {reason}"));
            None
        }
    }
}

/// What `SerializationData` says.
fn take(facts: &mut CertificateFacts, said: &Serialized<'_>, gathered: &mut Gathered) {
    let thumbprint = facts.thumbprint;
    if said.certificate.sha1.is_some_and(|sha1| sha1 != thumbprint.0) {
        gathered
            .remark(format!("the thumbprint stored with the certificate is another one than its own, {thumbprint}"));
    }
    if let Some(text) = said.identity {
        identity(facts, text, gathered);
    }
    facts.friendly_name.clone_from(&said.certificate.friendly_name);
    if facts.friendly_name.is_none() {
        gathered.remark("its friendly name is no text");
    }
    if let Some(flags) = said.services {
        services(facts, &properties::service_flags(flags), gathered);
    }
    if let Some(names) = &said.sites {
        facts.iis_sites = Some(sites(names.iter().copied(), gathered));
    }
    if let Some(number) = said.status {
        status(facts, &number.to_string(), said.self_signed, gathered);
    }
    if let Some(number) = said.root_ca_type {
        root_ca_type(facts, &number.to_string(), gathered);
    }
    facts.private_key = match (said.certificate.has_key, said.exportable) {
        (false, _) => Some(PrivateKey::Missing),
        (true, Some(true)) => Some(PrivateKey::Exportable),
        (true, Some(false)) => Some(PrivateKey::Present),
        (true, None) => None,
    };
}

/// `Identity`, `SERVER\THUMBPRINT`: the server that holds it, unless it speaks of another certificate.
pub(super) fn identity(facts: &mut CertificateFacts, text: &str, gathered: &mut Gathered) {
    match properties::identity(text) {
        Some((server, thumbprint)) if thumbprint == facts.thumbprint => facts.server = Some(server.to_owned()),
        Some(_) => gathered.remark(format!("Identity names another certificate than its own, {}", facts.thumbprint)),
        // A thumbprint alone is an identity too, of the server that was asked.
        None if text.parse() == Ok(facts.thumbprint) => {}
        None => gathered.remark("Identity names no server and thumbprint"),
    }
}

/// `Services`.
pub(super) fn services(facts: &mut CertificateFacts, services: &Services, gathered: &mut Gathered) {
    if !services.unknown.is_empty() {
        gathered.remark(format!("Services has what is not known: {}", services.unknown.join(", ")));
    }
    facts.services = Some(services.set);
}

/// `IISServices`: the Default Web Site is site 1, the Exchange Back End site 2.
pub(super) fn sites<'t>(names: impl Iterator<Item = &'t str>, gathered: &mut Gathered) -> IisSites {
    let mut sites = IisSites::default();
    for name in names {
        match properties::iis_site(name) {
            Some(1) => sites.default_web_site = true,
            Some(2) => sites.back_end = true,
            Some(other) => gathered.remark(format!("it is bound to site {other} of IIS too, which is not Exchange's")),
            None => gathered.remark("IISServices has a site without a number"),
        }
    }
    sites
}

/// `Status`.
pub(super) fn status(facts: &mut CertificateFacts, text: &str, self_signed: Option<bool>, gathered: &mut Gathered) {
    match properties::status(text) {
        Some(Reported::PendingRequest) => facts.pending = true,
        Some(reported) => facts.status = reported.trust(self_signed),
        None => gathered.remark(format!("Status {} is not known", shortened(text))),
    }
}

/// `RootCAType`.
pub(super) fn root_ca_type(facts: &mut CertificateFacts, text: &str, gathered: &mut Gathered) {
    facts.root_ca_type = properties::root_ca_type(text);
    if facts.root_ca_type.is_none() {
        gathered.remark(format!("RootCAType {} is not known", shortened(text)));
    }
}

/// The beginning of a text, for a remark.
pub(super) fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    if text.chars().count() <= LENGTH { text.to_owned() } else { text.chars().take(LENGTH).chain(['…']).collect() }
}
