//! Servers and certificates as the engine sees them. Nothing but the engine is named here.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::engine::*;

/// The moment at which the tests' world stands: 2026-11-21T09:00:00Z.
pub(crate) const NOW: Moment = Moment(1_795_251_600);

/// A thumbprint of twenty equal bytes.
pub(crate) const fn thumb(byte: u8) -> Thumbprint {
    Thumbprint([byte; 20])
}

/// Facts of an ordinary CA-issued certificate for `mail.contoso.com`: 100 days gone, 100 days to go.
pub(crate) fn facts(byte: u8) -> Facts {
    let name = |text: &str| text.to_owned();
    let domains = ["mail.contoso.com", "autodiscover.contoso.com", "ex01.contoso.com"].map(name);
    Facts {
        thumbprint: thumb(byte),
        subject: name("CN=mail.contoso.com, O=Contoso, C=US"),
        issuer: name("CN=Contoso Issuing CA, DC=contoso, DC=com"),
        common_name: Some(name("mail.contoso.com")),
        alternative_names: domains
            .iter()
            .map(|value| AlternativeName { kind: NameKind::Dns, value: value.clone() })
            .collect(),
        domains: domains.to_vec(),
        not_before: Some(NOW.plus(-100 * DAY)),
        not_after: Some(NOW.plus(100 * DAY)),
        serial: format!("5E{byte:02X}"),
        key: Some(PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(2048) }),
        key_sha256: Some([byte; 32]),
        signature: Some(SignatureAlgorithm { name: name("sha256RSA"), sha1: false }),
        enhanced_key_usage: Some(vec![name("1.3.6.1.5.5.7.3.1")]),
        self_signed: false,
        authority: false,
        source: Source::Der,
    }
}

/// A Valid, exportable certificate of these facts.
pub(crate) fn certificate(name: &str, facts: Facts) -> Certificate {
    Certificate {
        thumbprint: facts.thumbprint,
        friendly_name: name.to_owned(),
        private_key: PrivateKey::Exportable,
        kind: Kind::Issued,
        trust: if facts.self_signed { Trust::SelfSigned } else { Trust::Trusted },
        facts: Knowledge::Known(Arc::new(facts)),
        evidence: None,
        services_unknown: false,
        root_ca_type: RootCaType::None,
        origins: Origins::new(),
    }
}

/// The certificates of [`server`], by thumbprint byte.
pub(crate) const SELF_SIGNED: u8 = 0x01;
/// Holds IIS and SMTP.
pub(crate) const OLD: u8 = 0x0A;
/// Holds nothing yet.
pub(crate) const NEW: u8 = 0x0B;

/// EX01, Exchange SE: the self-signed certificate is the default for SMTP and bound to the back end, *old* holds IIS and
/// SMTP, *new* holds nothing.
pub(crate) fn server() -> Server {
    let self_signed = Facts {
        subject: "CN=EX01".to_owned(),
        issuer: "CN=EX01".to_owned(),
        common_name: Some("EX01".to_owned()),
        domains: vec!["EX01".to_owned(), "ex01.contoso.com".to_owned()],
        self_signed: true,
        ..facts(SELF_SIGNED)
    };
    Server {
        name: ServerName::new("EX01"),
        fqdn: "ex01.contoso.com".to_owned(),
        build: "15.2.2562.17".parse().ok(),
        roles: vec![Role::Mailbox],
        dag: Some("DAG1".to_owned()),
        edge_subscription: None,
        um_startup_mode: StartupMode::Tcp,
        um_call_router_startup_mode: StartupMode::Tcp,
        assignments: Assignments {
            iis: Some(thumb(OLD)),
            iis_back_end: Some(thumb(SELF_SIGNED)),
            smtp: vec![thumb(SELF_SIGNED), thumb(OLD)],
            smtp_default: Some(thumb(SELF_SIGNED)),
            ..Assignments::default()
        },
        certificates: Arc::new(vec![
            Certificate { private_key: PrivateKey::Present, ..certificate("Microsoft Exchange", self_signed) },
            certificate("Contoso mail 2026", facts(OLD)),
            certificate("Contoso mail 2027", facts(NEW)),
        ]),
        unknown: BTreeSet::new(),
        origins: Origins::new(),
        revision: Revision([7; 32]),
    }
}

/// Changes one certificate of a server.
pub(crate) fn with(mut server: Server, byte: u8, change: impl FnOnce(&mut Certificate)) -> Server {
    let certificates = Arc::make_mut(&mut server.certificates);
    let found = certificates.iter_mut().find(|certificate| certificate.thumbprint == thumb(byte)).unwrap();
    change(found);
    server
}

/// Changes the facts of one certificate of a server.
pub(crate) fn with_facts(server: Server, byte: u8, change: impl FnOnce(&mut Facts)) -> Server {
    with(server, byte, |certificate| {
        let mut facts = certificate.known().unwrap().clone();
        change(&mut facts);
        certificate.facts = Knowledge::Known(Arc::new(facts));
    })
}
