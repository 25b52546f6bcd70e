//! Files for tests from outside, with certificates of the sample organization, as its server EX01 has them.
//!
//! `cargo test --lib clixml::tests::fixtures -- --ignored` writes them again, the same to the byte.

use std::fs;
use std::path::PathBuf;

use super::writer::{Held, TYPE, bytes, file, object, signed};
use super::*;
use crate::engine::{Origin, Trust};
use crate::x509;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A certificate of the sample organization.
fn sample_certificate(thumbprint: &str) -> Vec<u8> {
    let pem = fs::read(root().join(format!("assets/organization/certificates/{thumbprint}.pem"))).unwrap();
    x509::certificates(&pem).unwrap().remove(0)
}

/// Thumbprint, friendly name, Status, `RootCAType`, Services, sites of IIS.
type Row = (&'static str, &'static str, i32, i32, i32, &'static [u32]);

/// What EX01's `Get-ExchangeCertificate` would give, signed as it is since 2023.
fn certificates() -> String {
    let rows: [Row; 6] = [
        ("0823404865A0BF91E8C43D9E35CA5911D1EA3CAE", "Microsoft Exchange", 1, 3, 1 + 2 + 8 + 16, &[2]),
        ("01D035C24430169697A25149E85882127A90721A", "Contoso mail 2026", 1, 2, 8 + 16, &[1]),
        ("0FB000D996789127B593680588BD3AD6F253E854", "Legacy OWA 2024", 3, 2, 16, &[]),
        ("BBEB4918FD9D42D24D5882AC1CBA89540ECD9D17", "Contoso webmail (old key)", 2, 2, 0, &[]),
        ("6F97E52CE50DC4423436F5A933C8D0FD40BBC1ED", "Fabrikam relay", 4, 0, 0, &[]),
        ("8288CF065A6BC515044F91B0E66087A1DD74D4E9", "日本支社メール 2027", 6, 2, 0, &[]),
    ];
    let objects = rows.map(|(thumbprint, friendly_name, status, root, services, sites)| {
        let held = Held {
            friendly_name,
            status,
            root,
            services,
            self_signed: root == 3,
            exportable: root != 3,
            sites: sites.iter().map(|site| format!("IIS://EX01/W3SVC/{site}")).collect(),
            ..Held::of(sample_certificate(thumbprint))
        };
        object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", &signed(&held.data())))
    });
    file(&objects)
}

/// What other cmdlets would say of the sample organization, in UTF-16 as Windows PowerShell writes it.
fn settings() -> Vec<u8> {
    let of = |class: &str, properties: &str| {
        object(&format!("Microsoft.Exchange.Data.Directory.Management.{class}"), properties, "")
    };
    let default = "0823404865A0BF91E8C43D9E35CA5911D1EA3CAE";
    let text = file(&[
        of(
            "ExchangeServer",
            "<S N=\"Name\">EX01</S><S N=\"Fqdn\">ex01.contoso.com</S><S N=\"ServerRole\">Mailbox</S>\
             <S N=\"AdminDisplayVersion\">Version 15.2 (Build 2562.17)</S>",
        ),
        of(
            "TransportService",
            &format!("<S N=\"Name\">EX01</S><S N=\"InternalTransportCertificateThumbprint\">{default}</S>"),
        ),
        of("MailboxServer", "<S N=\"Name\">EX01</S><S N=\"DatabaseAvailabilityGroup\">DAG1</S>"),
        of(
            "PopSettings",
            "<S N=\"Identity\">EX01\\1</S><S N=\"X509CertificateName\">ex01.contoso.com</S><S N=\"ProtocolName\">POP3</S>",
        ),
        of("AuthConfig", "<S N=\"CurrentCertificateThumbprint\">FF80049F346A5C24650934FDA3938502CA6F76A4</S>"),
    ]);
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
#[ignore = "it writes the fixtures"]
fn write() {
    let folder = root().join("tests/fixtures/import/clixml");
    fs::write(folder.join("certificates.xml"), certificates()).unwrap();
    fs::write(folder.join("settings-utf16.xml"), settings()).unwrap();
}

#[test]
fn the_committed_files_are_what_they_were_made_from_and_are_read() {
    let committed = |name: &str| fs::read(root().join("tests/fixtures/import/clixml").join(name)).unwrap();
    let text = String::from_utf8(committed("certificates.xml")).unwrap();
    assert!(text == certificates() && committed("settings-utf16.xml") == settings());
    let source = read(&text).unwrap();
    assert_eq!((source.origin, remarks(&source)), (Origin::Clixml, Vec::new()));
    let status: Vec<_> = source.certificates.iter().map(|c| c.status.clone().unwrap()).collect();
    let expected = [
        Trust::SelfSigned,
        Trust::Trusted,
        Trust::Trusted,
        Trust::Revoked,
        Trust::Untrusted,
        Trust::RevocationCheckFailure,
    ];
    assert_eq!(status, expected);
    let settings = settings();
    let (units, _) = settings.as_chunks::<2>();
    let text = String::from_utf16(&units.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>()).unwrap();
    let source = read(&text).unwrap();
    assert_eq!((source.servers.len(), remarks(&source)), (1, Vec::new()));
    assert_eq!(source.servers[0].pop_name, Some(Some("ex01.contoso.com".into())));
}
