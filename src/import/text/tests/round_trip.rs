//! What the program prints of its own sample reads back with the same facts.

use std::sync::Arc;

use super::*;
use crate::cmdlets::{Outcome, World, parse, run};
use crate::engine::{Access, Certificate, Organization, Origin, PrivateKey, Server, ServerName, Trust};
use crate::locale::Locale;
use crate::store::Store as _;
use crate::testing::{NOW, Sample};

/// The sample's servers, everything known.
fn servers() -> (Organization, Vec<Arc<Server>>) {
    let mut store = Sample::new().in_memory();
    let names = store.list().unwrap();
    let servers = names.iter().map(|name| Arc::new(store.open(name).unwrap())).collect();
    (Organization::default(), servers)
}

/// What a line prints that is typed on a server.
#[track_caller]
fn printed(servers: &(Organization, Vec<Arc<Server>>), connected: &ServerName, line: &str) -> String {
    let world = World {
        organization: &servers.0,
        servers: &servers.1,
        unreadable: &[],
        files: &[],
        connected,
        access: Access::Full,
        now: NOW,
        interactive: false,
        terminal_width: None,
        words: &Locale::english(),
    };
    let pipelines = parse(line).unwrap();
    let Outcome::Done(done) = run(&pipelines[0], &world, &[]) else { panic!("{line} asks") };
    assert!(done.errors.is_empty(), "{line}: {:?}", done.errors);
    done.output.iter().map(|line| format!("{line}\n")).collect::<Vec<_>>().concat()
}

/// What a form without any loss says of a certificate.
fn expected(server: &Server, certificate: &Certificate) -> CertificateFacts {
    let mut facts = CertificateFacts::new(certificate.thumbprint);
    facts.server = Some(server.fqdn.clone());
    facts.friendly_name = Some(certificate.friendly_name.clone());
    facts.pending = certificate.is_request();
    facts.root_ca_type = Some(certificate.root_ca_type);
    facts.private_key = (certificate.private_key != PrivateKey::Unknown).then_some(certificate.private_key);
    if !certificate.services_unknown {
        facts.services = Some(server.assignments.services_of(certificate.thumbprint));
        let bound = |site| site == Some(certificate.thumbprint);
        facts.iis_sites = Some(crate::import::IisSites {
            default_web_site: bound(server.assignments.iis),
            back_end: bound(server.assignments.iis_back_end),
        });
    }
    facts.status = match &certificate.trust {
        _ if facts.pending => None,
        Trust::Unknown | Trust::Pending => None,
        Trust::Invalid(_) => Some(Trust::Invalid("Recorded".into())),
        trust => Some(trust.clone()),
    };
    let known = certificate.known().unwrap();
    facts.recorded.subject = Some(known.subject.clone());
    facts.recorded.issuer = Some(known.issuer.clone());
    (facts.recorded.not_before, facts.recorded.not_after) = (known.not_before, known.not_after);
    facts.recorded.domains = Some(known.domains.clone());
    facts.recorded.serial = Some(known.serial.clone()).filter(|serial| !serial.is_empty());
    facts.recorded.key_size = known.key.as_ref().and_then(|key| key.bits);
    facts.recorded.self_signed = Some(known.self_signed);
    facts
}

/// A judgement that hides behind a date: a certificate out of its time shows `DateInvalid`, whatever its chain is.
fn hidden(facts: &mut CertificateFacts) {
    let out_of_time = facts.recorded.not_after.is_some_and(|end| end < NOW)
        || facts.recorded.not_before.is_some_and(|begin| begin > NOW);
    if out_of_time && facts.status.is_some() {
        let self_signed = facts.recorded.self_signed == Some(true);
        facts.status = Some(if self_signed { Trust::SelfSigned } else { Trust::Trusted });
    }
}

#[test]
fn every_certificate_reads_back_from_every_form_that_shows_it_whole() {
    let sample = servers();
    for server in &sample.1 {
        let mut expected: Vec<_> = server.certificates.iter().map(|one| expected(server, one)).collect();
        expected.iter_mut().for_each(hidden);
        for (format, origin) in [
            ("ConvertTo-Json", Origin::Json),
            ("ConvertTo-Csv", Origin::Csv),
            ("Format-List -Property *", Origin::List),
        ] {
            let text = printed(&sample, &server.name, &format!("Get-ExchangeCertificate | {format}"));
            let source = read_as(text.as_bytes(), Some(Culture::MonthFirst)).unwrap();
            assert_eq!((source.origin, remarks(&source)), (origin, String::new()), "{format} on {}", server.name);
            for (read, expected) in source.certificates.iter().zip(&expected) {
                let mut expected = expected.clone();
                // In CSV an empty list and a lost one look the same, and are told apart by the services.
                if origin == Origin::Csv && expected.services.is_none() {
                    expected.recorded.domains = expected.recorded.domains.filter(|domains| !domains.is_empty());
                }
                assert_eq!(*read, expected, "{format} on {}", server.name);
            }
            assert_eq!(source.certificates.len(), expected.len(), "{format} on {}", server.name);
        }
    }
}

#[test]
fn the_table_reads_back_with_services_and_subjects() {
    let sample = servers();
    for server in &sample.1 {
        let source = read(printed(&sample, &server.name, "Get-ExchangeCertificate"));
        assert_eq!((source.origin, remarks(&source)), (Origin::Table, String::new()), "{}", server.name);
        assert_eq!(source.certificates.len(), server.certificates.len());
        for (read, certificate) in source.certificates.iter().zip(server.certificates.iter()) {
            let expected = expected(server, certificate);
            assert_eq!((read.thumbprint, read.services), (expected.thumbprint, expected.services));
            assert_eq!(read.recorded.subject, expected.recorded.subject);
        }
    }
}

#[test]
fn the_settings_of_servers_read_back() {
    let sample = servers();
    let text = printed(&sample, &sample.1[0].name, "Get-ExchangeServer | Format-List -Property *")
        + "\n"
        + &printed(&sample, &sample.1[0].name, "Get-TransportService | Format-List -Property *");
    let source = read(text);
    assert_eq!((source.servers.len(), remarks(&source)), (sample.1.len(), String::new()));
    for server in &sample.1 {
        let facts = source.servers.iter().find(|facts| facts.server == server.name.as_str()).unwrap();
        assert_eq!((facts.build, facts.roles.as_ref()), (server.build, Some(&server.roles)));
        assert_eq!(facts.fqdn.as_ref(), Some(&server.fqdn));
        assert_eq!(facts.smtp_default, Some(server.assignments.smtp_default), "{}", server.name);
    }
}
