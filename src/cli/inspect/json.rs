//! Certificates as JSON: the names of the cmdlets' properties, dates as RFC 3339, what is not known as `Unknown`.

use serde::Serialize;
use serde_json::{Value, json};

use super::{File, Judged};
use crate::cmdlets::object::UNKNOWN;
use crate::engine::{Moment, PrivateKey};
use crate::locale::date;
use crate::x509::{Encryption, Protection, Windows2016};

/// An array with one object a certificate.
pub(super) fn document(files: &[File]) -> String {
    let objects: Vec<_> = files
        .iter()
        .flat_map(|file| file.certificates.iter().filter_map(move |judged| Object::of(file, judged)))
        .collect();
    crate::cli::json::harmless(&serde_json::to_string_pretty(&objects).unwrap_or_else(|_| "[]".to_owned()))
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Object<'a> {
    file: &'a str,
    form: String,
    /// How the file is protected; null for what has no protection of its own.
    protection: Value,
    friendly_name: &'a str,
    thumbprint: String,
    status: &'static str,
    has_private_key: Value,
    subject: &'a str,
    issuer: &'a str,
    certificate_domains: &'a [String],
    not_before: Value,
    not_after: Value,
    serial_number: &'a str,
    public_key_size: Value,
    signature_algorithm: Value,
    enhanced_key_usage_list: &'a [String],
    is_self_signed: bool,
}

impl Object<'_> {
    fn of<'a>(file: &'a File, judged: &'a Judged) -> Option<Object<'a>> {
        let facts = judged.certificate.known()?;
        let or_unknown = |value: Option<Value>| value.unwrap_or_else(|| UNKNOWN.into());
        let moment = |at: Option<Moment>| or_unknown(at.map(|at| date::rfc3339(at).into()));
        Some(Object {
            file: file.path.as_str(),
            form: file.bundle.form.to_string(),
            protection: file.bundle.protection.as_ref().map_or(Value::Null, protection),
            friendly_name: &judged.certificate.friendly_name,
            thumbprint: facts.thumbprint.to_string(),
            status: judged.status.name(),
            has_private_key: match judged.certificate.private_key {
                PrivateKey::Exportable | PrivateKey::Present => true.into(),
                PrivateKey::Missing => false.into(),
                PrivateKey::Unknown => UNKNOWN.into(),
            },
            subject: &facts.subject,
            issuer: &facts.issuer,
            certificate_domains: &facts.domains,
            not_before: moment(facts.not_before),
            not_after: moment(facts.not_after),
            serial_number: &facts.serial,
            public_key_size: or_unknown(facts.key.as_ref().and_then(|key| key.bits).map(Value::from)),
            signature_algorithm: or_unknown(facts.signature.as_ref().map(|signature| signature.name.as_str().into())),
            enhanced_key_usage_list: facts.enhanced_key_usage.as_deref().unwrap_or_default(),
            is_self_signed: facts.self_signed,
        })
    }
}

fn protection(protection: &Protection) -> Value {
    let way = |name: &str, iterations: u32| json!({ "Algorithm": name, "Iterations": iterations });
    let ways = |ways: &[Option<Encryption>]| -> Value {
        ways.iter().map(|w| w.as_ref().map_or(Value::Null, |w| way(&w.name, w.iterations))).collect()
    };
    json!({
        "CertificateEncryption": ways(&protection.certificates),
        "KeyEncryption": ways(&protection.keys),
        "Mac": protection.mac.as_ref().map(|mac| way(&mac.name, mac.iterations)),
        "OpensOnWindowsServer2016": match protection.windows_2016() {
            Windows2016::Opens => Value::Bool(true),
            Windows2016::Refuses(_) => Value::Bool(false),
            Windows2016::NotKnown => UNKNOWN.into(),
        },
    })
}
