//! The properties of a certificate that stand in the object itself, because it was projected (`Select-Object`) or made by
//! a shell that had them.

use super::certificate::{identity, root_ca_type, services, shortened, sites, status};
use super::gathered::Gathered;
use super::object::{Object, Said, Value};
use crate::engine::{Moment, PrivateKey};
use crate::import::properties::{self, NoMoment, Services};
use crate::import::source::{CertificateFacts, RecordedFacts};

/// Fills what `SerializationData` did not say. `self_signed` is what the certificate says of itself, where there is one.
pub(super) fn fill(
    facts: &mut CertificateFacts,
    object: &Object<'_>,
    self_signed: Option<bool>,
    gathered: &mut Gathered,
) {
    let before = facts.clone();
    if facts.der.is_none() {
        facts.recorded = recorded(object, gathered);
    }
    let self_signed = self_signed.or(facts.recorded.self_signed);
    if facts.server.is_none() {
        match object.said("Identity") {
            Said::Text(text) => identity(facts, text, gathered),
            _ => facts.server = object.text("Server").map(|server| properties::leaf(server).to_owned()),
        }
    }
    if facts.friendly_name.is_none() {
        facts.friendly_name = match object.said("FriendlyName") {
            Said::Text(text) => Some(text.to_owned()),
            Said::Null => Some(String::new()),
            Said::Nothing | Said::Unreadable => None,
        };
    }
    if facts.services.is_none() {
        fill_services(facts, object, gathered);
    }
    if facts.iis_sites.is_none()
        && let Some(items) = object.items("IISServices")
    {
        let names: Vec<&str> = items.iter().filter_map(site).collect();
        facts.iis_sites = (names.len() == items.len()).then(|| sites(names.into_iter(), gathered));
    }
    if facts.status.is_none()
        && !facts.pending
        && let Some(text) = object.number_or_text("Status")
    {
        status(facts, text, self_signed, gathered);
    }
    if facts.root_ca_type.is_none()
        && let Some(text) = object.number_or_text("RootCAType")
    {
        root_ca_type(facts, text, gathered);
    }
    if facts.private_key.is_none() {
        facts.private_key = private_key(object);
    }
    gathered.more_than_raw_data |= *facts != before;
}

/// A site of IIS: a text, or an object that has it as its own text or as a property.
fn site<'o>(value: &'o Value<'_>) -> Option<&'o str> {
    value.object().and_then(|object| object.text("ServiceName")).or_else(|| value.text())
}

fn fill_services(facts: &mut CertificateFacts, object: &Object<'_>, gathered: &mut Gathered) {
    if let Some(said) = object.number_or_text("Services").and_then(properties::services) {
        services(facts, &said, gathered);
    } else if let Some(letters) = object.text("ServicesStringForm") {
        match properties::service_letters(letters) {
            Some(set) => services(facts, &Services { set, unknown: Vec::new() }, gathered),
            None => gathered.remark(format!("ServicesStringForm {} is not known", shortened(letters))),
        }
    }
}

/// A key that is there, of which nobody says whether it can be exported, stays unknown.
fn private_key(object: &Object<'_>) -> Option<PrivateKey> {
    let boolean = |name| object.text(name).and_then(properties::boolean);
    match (boolean("HasPrivateKey"), boolean("PrivateKeyExportable")) {
        (Some(false), _) => Some(PrivateKey::Missing),
        (_, Some(true)) => Some(PrivateKey::Exportable),
        (Some(true), Some(false)) => Some(PrivateKey::Present),
        _ => None,
    }
}

/// What is printed of a certificate that is not there itself.
fn recorded(object: &Object<'_>, gathered: &mut Gathered) -> RecordedFacts {
    let text = |name| object.text(name).map(str::to_owned);
    RecordedFacts {
        subject: text("Subject"),
        issuer: text("Issuer"),
        not_before: date(object, "NotBefore", gathered),
        not_after: date(object, "NotAfter", gathered),
        domains: domains(object, gathered),
        serial: serial(object, gathered),
        key_size: object.text("PublicKeySize").and_then(|size| size.parse().ok()),
        self_signed: object.text("IsSelfSigned").and_then(properties::boolean),
    }
}

fn date(object: &Object<'_>, name: &str, gathered: &mut Gathered) -> Option<Moment> {
    let text = object.text(name)?;
    match properties::moment(text) {
        Ok(moment) => Some(moment),
        Err(NoMoment::Zone) => {
            gathered.remark(format!("{name} is the local time of an unknown zone: {}", shortened(text)));
            None
        }
        Err(NoMoment::Form) => {
            gathered.remark(format!("{name} is no date: {}", shortened(text)));
            None
        }
    }
}

/// `CertificateDomains`: texts, or objects that say a name. All of them, or `None`.
fn domains(object: &Object<'_>, gathered: &mut Gathered) -> Option<Vec<String>> {
    object.property("CertificateDomains")?;
    let name = |item: &Value<'_>| {
        let inner = item.object().and_then(|object| object.text("Address").or_else(|| object.text("Domain")));
        inner.or_else(|| item.text()).filter(|name| is_name(name)).map(str::to_owned)
    };
    let names = object.items("CertificateDomains").and_then(|items| items.iter().map(name).collect());
    if names.is_none() {
        gathered.remark("CertificateDomains is no list of names");
    }
    names
}

/// Whether it is one name: not several in one text, nor a type's name in the place of a list.
fn is_name(text: &str) -> bool {
    !text.contains([',', ';', '{', '}', '[', ']', '`'])
        && !text.contains(char::is_whitespace)
        && !text.starts_with("System.")
}

fn serial(object: &Object<'_>, gathered: &mut Gathered) -> Option<String> {
    let text = object.text("SerialNumber")?;
    if text.len() <= 128 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.to_ascii_uppercase());
    }
    gathered.remark(format!("SerialNumber {} is not hexadecimal", shortened(text)));
    None
}
