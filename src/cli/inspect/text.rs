//! Files and certificates as text: a label and a value a line, as Format-List has it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{File, Judged};
use crate::cli::session::Session;
use crate::cmdlets::object::{Property, Record};
use crate::engine::{Assignments, Moment, Origins, Revision, Server, ServerName, StartupMode, Status};
use crate::locale::say;
use crate::text::{self, Shown};
use crate::x509::{Encryption, Protection, Windows2016};

/// What is shown of a certificate, in this order.
const SHOWN: [Property; 14] = [
    Property::FriendlyName,
    Property::Thumbprint,
    Property::Status,
    Property::HasPrivateKey,
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

/// A label and its value.
type Row = (String, String);

/// A block for each file, and one for each of its certificates, with an empty line between two.
pub(super) fn lines(session: &Session, files: &[File], now: Moment) -> Vec<String> {
    let server = nowhere();
    let mut blocks = Vec::new();
    for file in files {
        blocks.push(of_file(session, file));
        blocks.extend(file.certificates.iter().map(|judged| of_certificate(session, file, judged, &server, now)));
    }
    let widest = blocks.iter().flatten().map(|(label, _)| text::width(label)).max().unwrap_or_default();
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block.into_iter().map(|(label, value)| format!("{} : {value}", text::pad(&label, widest))));
    }
    lines
}

fn of_file(session: &Session, file: &File) -> Vec<Row> {
    let mut rows = vec![
        (session.say(&say::inspect_file()), file.path.to_string()),
        (session.say(&say::inspect_form()), file.bundle.form.to_string()),
    ];
    if let Some(protection) = &file.bundle.protection {
        rows.extend(of_protection(session, protection));
    }
    rows
}

fn of_protection(session: &Session, protection: &Protection) -> Vec<Row> {
    let ways = |ways: &[Option<Encryption>]| {
        let way = |way: &Option<Encryption>| match way {
            Some(way) => session.say(&say::inspect_way(way.name.as_str(), way.iterations)),
            None => session.say(&say::inspect_not_encrypted()),
        };
        ways.iter().map(way).collect::<Vec<_>>().join("; ")
    };
    let mac = match &protection.mac {
        Some(mac) => say::inspect_way(mac.name.as_str(), mac.iterations),
        None => say::inspect_no_mac(),
    };
    let opens = match protection.windows_2016() {
        Windows2016::Opens => say::inspect_windows_opens(),
        Windows2016::Refuses(_) => say::inspect_windows_refuses(),
        Windows2016::NotKnown => say::inspect_windows_not_known(),
    };
    let mut rows = vec![(session.say(&say::inspect_certificates()), ways(&protection.certificates))];
    if !protection.keys.is_empty() {
        rows.push((session.say(&say::inspect_keys()), ways(&protection.keys)));
    }
    rows.push((session.say(&say::inspect_mac()), session.say(&mac)));
    rows.push((session.say(&say::inspect_windows()), session.say(&opens)));
    rows
}

fn of_certificate(session: &Session, file: &File, judged: &Judged, server: &Server, now: Moment) -> Vec<Row> {
    let record = Record { server, certificate: &judged.certificate, now };
    let value = |property: Property| match (property, &judged.status) {
        (Property::Status, Status::Invalid(error)) => format!("{} ({})", judged.status.name(), Shown::new(error)),
        (Property::Status, status) => status.name().to_owned(),
        _ => record.get(property).written(),
    };
    let file = (session.say(&say::inspect_file()), file.path.to_string());
    let properties = SHOWN.iter().map(|property| (property.name().to_owned(), value(*property)));
    std::iter::once(file).chain(properties).collect()
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
