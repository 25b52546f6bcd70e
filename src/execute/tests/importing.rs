//! Stories of a file from its bytes to the organization.

use super::*;
use crate::engine::{PrivateKey, Step};
use crate::x509::Password;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

const LINE: &str = "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('mail.pem'))";

/// The PEM of an authority, and of a certificate that it has issued for a key.
struct Made {
    authority: String,
    certificate: String,
    key: String,
}

fn made() -> Made {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Fabrikam CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let authority = params.self_signed(&key).unwrap();
    let issuer = Issuer::new(params, key);
    let mut params = CertificateParams::new(vec!["mail.fabrikam.com".to_owned()]).unwrap();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "mail.fabrikam.com");
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    Made { authority: authority.pem(), certificate: certificate.pem(), key: key.serialize_pem() }
}

fn shell(file: impl Into<Vec<u8>>) -> Shell {
    Shell { files: Drawer::with("mail.pem", file), ..Shell::on(server()) }
}

fn errors(ran: &Ran) -> Vec<&str> {
    ran.of(Stream::Error).collect()
}

#[test]
fn a_file_becomes_a_certificate_of_the_server_and_a_line_of_the_journal() {
    let made = made();
    let mut shell = shell(made.certificate);
    let ran = shell.ran(LINE, &[]);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let entry = shell.store.journal.last().unwrap().clone();
    assert_eq!(
        entry.cmdlet,
        "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('mail.pem')) -Server EX01"
    );
    let steps = entry.steps().unwrap();
    let [Step::Import { thumbprint, completes: None }] = &steps[..] else { panic!("{steps:?}") };
    let server = shell.store.open(&ServerName::new("EX01")).unwrap();
    let certificate = server.certificate(*thumbprint).unwrap();
    assert_eq!(certificate.private_key, PrivateKey::Missing);
    assert_eq!(certificate.known().unwrap().common_name.as_deref(), Some("mail.fabrikam.com"));
    assert!(errors(&ran)[0].contains("certutil -repairstore"), "{ran:?}");
    // Once more: it is there.
    let again = shell.ran(LINE, &[]);
    assert_eq!(again.exit, Exit::Refused);
    assert!(errors(&again)[0].starts_with("Cannot import certificate."), "{again:?}");
}

#[test]
fn authorities_that_come_along_are_named_and_not_imported() {
    let made = made();
    let mut shell = shell(format!("{}{}", made.authority, made.certificate));
    let ran = shell.ran(LINE, &[]);
    assert_eq!(ran.plan.as_ref().unwrap().parts[0].arrivals.len(), 1);
    assert!(errors(&ran).iter().any(|line| line.contains("'Fabrikam CA'") && line.contains("trust add")), "{ran:?}");
}

#[test]
fn an_authority_alone_is_a_certificate_like_any_other() {
    let ran = shell(made().authority).ran(LINE, &[]);
    assert_eq!(ran.plan.unwrap().parts[0].arrivals.len(), 1, "a self-signed server certificate looks the same");
    let made = made();
    let two = format!("{}{}", made.authority, self::made().authority);
    let ran = shell(two).ran(LINE, &[]);
    assert_eq!((ran.exit, ran.plan), (Exit::Failed, None));
}

#[test]
fn what_is_no_certificate_file_is_refused_in_exchanges_words() {
    for bytes in [&b""[..], b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let ran = shell(bytes).ran(LINE, &[]);
        assert_eq!((ran.exit, ran.plan.is_none()), (Exit::Failed, true));
        let errors = errors(&ran);
        assert_eq!(errors[0], "The source data cannot be imported or the wrong password was specified.");
        assert_eq!(errors.len(), 3, "what is wrong, and what to do: {errors:?}");
    }
    let missing = Shell::on(server()).ran(LINE, &[]);
    assert_eq!((missing.exit, missing.changed.len()), (Exit::Failed, 0));
}

#[test]
fn whoever_may_only_look_is_told_so_before_the_file_is_looked_at() {
    let mut shell = Shell::on(server());
    shell.person.access = Access::ViewOnly(crate::engine::ViewOnly::Role);
    let ran = shell.ran(LINE, &[]);
    assert_eq!((ran.exit, errors(&ran).last().copied()), (Exit::NotPermitted, Some("rule: not-permitted")));
}

#[test]
fn a_private_key_in_the_file_goes_nowhere() {
    let made = made();
    let secret = made.key.lines().nth(1).unwrap().to_owned();
    let mut shell = shell(format!("{}{}", made.key, made.certificate));
    shell.files.passwords.insert("mail.pem".into(), Password::new("hunter2".into()));
    let ran = shell.ran(LINE, &[]);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let everything = format!("{ran:?} {:?}", shell.store);
    assert!(!everything.contains(&secret) && !everything.contains("hunter2"));
}
