//! `inspect`: facts and would-be Status of certificate files, without an organization.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::failure::Failure;
use super::flags::Inspect;
use super::session::{Ended, Session, path, real_time};
use crate::cmdlets::Exit;
use crate::cmdlets::object::{Property, Record, UNKNOWN};
use crate::engine::{
    Assignments, Certificate, Facts, Kind, Knowledge, Moment, Origins, PrivateKey, Revision, RootCaType, Server,
    ServerName, StartupMode, Status, Trust, status,
};
use crate::locale::{date, say};
use crate::text::{self, Shown};
use crate::x509::{self, Authorities, ReadError};

/// The most bytes of a file that are read: room for the largest revocation list, in PEM.
const LARGEST_FILE: u64 = 128 << 20;

/// What is shown of a certificate, in this order.
const SHOWN: [Property; 12] = [
    Property::Thumbprint,
    Property::Status,
    Property::Subject,
    Property::Issuer,
    Property::CertificateDomains,
    Property::NotBefore,
    Property::NotAfter,
    Property::SerialNumber,
    Property::PublicKeySize,
    Property::SignatureAlgorithm,
    Property::EnhancedKeyUsageList,
    Property::IsSelfSigned,
];

/// A certificate of a file, judged.
struct Found {
    file: Shown,
    certificate: Certificate,
    status: Status,
}

pub(super) fn run(session: &Session, inspect: &Inspect) -> Ended {
    let authorities = authorities(inspect)?;
    let now = session.flags.now.unwrap_or_else(real_time);
    let judge = Judge { authorities: &authorities, anchored: !inspect.roots.is_empty(), now };
    let mut found = Vec::new();
    let mut failed = false;
    for file in &inspect.files {
        match certificates(file) {
            Ok(ders) => {
                for (facts, der) in ders {
                    found.push(judge.judge(path(file), facts, &der));
                }
            }
            Err(reason) => {
                failed = true;
                session.err(&[unreadable(file, &reason)]);
            }
        }
    }
    if inspect.json {
        session.out(&[as_json(&found)])?;
    } else {
        session.out(&as_list(session, &found, now))?;
        if found.iter().any(|found| found.certificate.trust == Trust::Unknown) {
            session.err(&[session.say(&say::inspect_no_roots())]);
        }
    }
    Ok(if failed { Exit::Failed } else { Exit::Done }.code())
}

fn unreadable(file: &Path, reason: &str) -> String {
    format!("{}: {}", path(file), Shown::new(reason))
}

type Add = fn(&mut Authorities, &[u8]) -> Result<usize, ReadError>;

fn authorities(inspect: &Inspect) -> Result<Authorities, Failure> {
    let mut authorities = Authorities::default();
    let kinds: [(&[PathBuf], Add); 3] = [
        (&inspect.intermediates, Authorities::add_intermediates),
        (&inspect.roots, Authorities::add_roots),
        (&inspect.revocation_lists, Authorities::add_revocation_lists),
    ];
    for (files, add) in kinds {
        for file in files {
            let added = bytes(file).and_then(|bytes| add(&mut authorities, &bytes).map_err(|error| error.to_string()));
            added.map_err(|reason| Failure::new(Exit::Failed, vec![unreadable(file, &reason)]))?;
        }
    }
    Ok(authorities)
}

/// The bytes of a file; `-` is standard input.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let limit = LARGEST_FILE.saturating_add(1);
    let read = if file == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    let read = read.map_err(|error| error.to_string())?;
    if u64::try_from(read).unwrap_or(u64::MAX) > LARGEST_FILE {
        return Err(format!("larger than {LARGEST_FILE} bytes"));
    }
    Ok(bytes)
}

/// Every certificate of a file with its DER, or why there is none.
fn certificates(file: &Path) -> Result<Vec<(Facts, Vec<u8>)>, String> {
    let ders = x509::certificates(&bytes(file)?).map_err(|error| error.to_string())?;
    let read = |der: Vec<u8>| x509::facts(&der).map(|facts| (facts, der)).map_err(|error| error.to_string());
    ders.into_iter().map(read).collect()
}

struct Judge<'a> {
    authorities: &'a Authorities,
    /// Somebody is trusted at all.
    anchored: bool,
    now: Moment,
}

impl Judge<'_> {
    fn judge(&self, file: Shown, facts: Facts, der: &[u8]) -> Found {
        let judged = self.authorities.judge(der, &facts, self.now);
        let trust = if judged == Trust::Untrusted && !self.anchored { Trust::Unknown } else { judged };
        let mut certificate = Certificate {
            thumbprint: facts.thumbprint,
            friendly_name: String::new(),
            private_key: PrivateKey::Unknown,
            kind: Kind::Issued,
            facts: Knowledge::Known(Arc::new(facts)),
            trust: Trust::SelfSigned,
            evidence: None,
            services_unknown: true,
            root_ca_type: RootCaType::Unknown,
            origins: Origins::new(),
        };
        // The dates count whether anybody is trusted or not.
        let dates = status(&certificate, self.now);
        certificate.trust = trust;
        let status = match status(&certificate, self.now) {
            Status::Unknown if dates != Status::Valid => dates,
            status => status,
        };
        Found { file, certificate, status }
    }
}

/// Properties are asked of a certificate on a server; here there is none.
fn nowhere() -> Server {
    Server {
        name: ServerName::new(""),
        fqdn: String::new(),
        build: None,
        roles: Vec::new(),
        dag: None,
        edge_subscription: None,
        um_startup_mode: StartupMode::default(),
        um_call_router_startup_mode: StartupMode::default(),
        assignments: Assignments::default(),
        certificates: Arc::default(),
        unknown: BTreeSet::new(),
        origins: Origins::new(),
        revision: Revision::default(),
    }
}

/// A label and a value a line, as Format-List has it.
fn as_list(session: &Session, found: &[Found], now: Moment) -> Vec<String> {
    let server = nowhere();
    let label = session.say(&say::inspect_file());
    let widest = SHOWN.iter().map(|property| property.name().len()).max().unwrap_or_default().max(text::width(&label));
    let mut lines = Vec::new();
    for found in found {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("{} : {}", text::pad(&label, widest), found.file));
        let record = Record { server: &server, certificate: &found.certificate, now };
        for property in SHOWN {
            let value = match (property, &found.status) {
                (Property::Status, Status::Invalid(error)) => {
                    format!("{} ({})", found.status.name(), Shown::new(error))
                }
                (Property::Status, status) => status.name().to_owned(),
                _ => record.get(property).written(),
            };
            lines.push(format!("{} : {value}", text::pad(property.name(), widest)));
        }
    }
    lines
}

fn as_json(found: &[Found]) -> String {
    let objects: Vec<_> = found.iter().filter_map(Object::of).collect();
    super::json::harmless(&serde_json::to_string_pretty(&objects).unwrap_or_else(|_| "[]".to_owned()))
}

/// A certificate in JSON: the names of the cmdlets' properties, dates as RFC 3339, what is not known as `Unknown`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Object<'a> {
    file: &'a str,
    thumbprint: String,
    status: &'static str,
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
    fn of(found: &Found) -> Option<Object<'_>> {
        let facts = found.certificate.known()?;
        let or_unknown = |value: Option<Value>| value.unwrap_or_else(|| UNKNOWN.into());
        let moment = |at: Option<Moment>| or_unknown(at.map(|at| date::rfc3339(at).into()));
        Some(Object {
            file: found.file.as_str(),
            thumbprint: facts.thumbprint.to_string(),
            status: found.status.name(),
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
