//! Organizations of any size, made up.

#![allow(dead_code, reason = "each measurement uses its part")]

pub(crate) mod inventory;

use std::collections::BTreeSet;
use std::sync::Arc;

use exchcert::engine::{
    AlternativeName, Assignments, Certificate, DAY, Facts, KeyAlgorithm, Kind, Knowledge, Moment, NameKind, Origins,
    PrivateKey, PublicKey, Revision, Role, RootCaType, Server, ServerName, SignatureAlgorithm, Source, StartupMode,
    Thumbprint, Trust,
};

/// 2026-11-21T09:00:00Z.
pub(crate) const NOW: Moment = Moment(1_795_251_600);

/// The thumbprint of the certificate at that place.
pub(crate) fn thumbprint(index: usize) -> Thumbprint {
    let mut bytes = [0xA5; 20];
    for (to, from) in bytes.iter_mut().zip(index.to_be_bytes()) {
        *to = from;
    }
    Thumbprint(bytes)
}

/// A certificate that [`server`] assigns to nothing.
pub(crate) fn free_certificate() -> Thumbprint {
    thumbprint(1)
}

fn certificate(index: usize) -> Certificate {
    let name = format!("mail{index}.contoso.com");
    let domains = vec![name.clone(), format!("autodiscover{index}.contoso.com")];
    let facts = Facts {
        thumbprint: thumbprint(index),
        subject: format!("CN={name}, O=Contoso, C=US"),
        issuer: "CN=Contoso Issuing CA, DC=contoso, DC=com".to_owned(),
        common_name: Some(name),
        alternative_names: domains
            .iter()
            .map(|value| AlternativeName { kind: NameKind::Dns, value: value.clone() })
            .collect(),
        domains,
        not_before: Some(NOW.plus(-50 * DAY)),
        not_after: Some(NOW.plus(150 * DAY)),
        serial: format!("5E{index:08X}"),
        key: Some(PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(2048) }),
        key_sha256: None,
        signature: Some(SignatureAlgorithm { name: "sha256RSA".to_owned(), sha1: false }),
        enhanced_key_usage: Some(vec!["1.3.6.1.5.5.7.3.1".to_owned()]),
        self_signed: false,
        authority: false,
        source: Source::Der,
    };
    Certificate {
        thumbprint: facts.thumbprint,
        friendly_name: format!("Contoso mail {index}"),
        private_key: PrivateKey::Exportable,
        kind: Kind::Issued,
        trust: Trust::Trusted,
        facts: Knowledge::Known(Arc::new(facts)),
        evidence: None,
        services_unknown: false,
        root_ca_type: RootCaType::None,
        origins: Origins::new(),
    }
}

/// An Exchange SE server of so many certificates, two at least: the first holds everything, the second nothing.
pub(crate) fn server(name: &str, certificates: usize) -> Server {
    let first = thumbprint(0);
    Server {
        name: ServerName::new(name),
        fqdn: format!("{name}.contoso.com"),
        build: "15.2.2562.17".parse().ok(),
        roles: vec![Role::Mailbox],
        dag: None,
        edge_subscription: None,
        um_startup_mode: StartupMode::Tcp,
        um_call_router_startup_mode: StartupMode::Tcp,
        assignments: Assignments {
            iis: Some(first),
            smtp: vec![first],
            smtp_default: Some(first),
            imap: vec![first],
            pop: vec![first],
            ..Assignments::default()
        },
        certificates: Arc::new((0..certificates).map(certificate).collect()),
        unknown: BTreeSet::new(),
        origins: Origins::new(),
        revision: Revision([7; 32]),
    }
}
