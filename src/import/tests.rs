//! The table of `docs/import.md`, source by fact, held against what the readers make of a file of each source.

use super::*;
use crate::x509::Password;

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name)).as_slice()
    };
}

const TABLE: &str = include_str!("../../docs/import.md");

/// Files of each column, the first of them whole: a *yes* holds for that one, a *no* for none, *some* for one at least.
const FILES: [(&str, &[&[u8]]); 8] = [
    ("inventory", &[fixture!("import/inventory/windows-powershell.json")]),
    (
        "clixml",
        &[fixture!("import/clixml/certificates.xml"), fixture!("import/samples/GetExchangeCertificate-E19.xml")],
    ),
    ("raw-data", &[fixture!("import/samples/GetExchangeCertificate-degraded.xml")]),
    ("json", &[fixture!("import/text/whole-5.1.json"), fixture!("import/text/projection-7.json")]),
    ("list", &[fixture!("import/text/session.txt"), fixture!("import/text/german.txt")]),
    ("csv", &[fixture!("import/text/export-5.1.csv"), fixture!("import/text/semicolon.csv")]),
    ("table", &[fixture!("import/text/table-2010.txt"), fixture!("import/text/table-2013.txt")]),
    ("file", &[fixture!("bundle/aes256.pfx"), fixture!("bundle/leaf.der")]),
];

/// Whether a source knows the fact of a row, of any of its certificates.
fn knows(source: &Source, fact: &str) -> bool {
    let any = |known: &dyn Fn(&CertificateFacts) -> bool| source.certificates.iter().any(known);
    match fact {
        "the certificate itself" => any(&|found| found.der.is_some()),
        "services" => any(&|found| found.services.is_some()),
        "sites of IIS" => any(&|found| found.iis_sites.is_some_and(|sites| sites.default_web_site || sites.back_end)),
        "Status as the server judges it" => any(&|found| found.status.is_some()),
        "RootCAType" => any(&|found| found.root_ca_type.is_some()),
        "private key" => any(&|found| found.private_key.is_some()),
        "friendly name" => any(&|found| found.friendly_name.is_some()),
        "names and dates" => any(&|found| {
            found.der.is_some() || (found.recorded.subject.is_some() && found.recorded.not_after.is_some())
        }),
        "the server's name" => any(&|found| found.server.is_some()),
        "build, roles, default SMTP certificate, startup modes, names of POP and IMAP" => {
            source.servers.iter().any(|server| server.build.is_some() && server.smtp_default.is_some())
        }
        "Auth certificate, Send connectors" => source.organization.auth_certificate.is_some(),
        other => panic!("no such row: {other}"),
    }
}

fn source(bytes: &[u8]) -> Source {
    let password = Password::new("exchcert".to_owned());
    read(bytes, &Options { culture: None, password: Some(&password) }).unwrap()
}

#[test]
fn the_table_of_what_each_source_can_know_is_true() {
    let table = TABLE.lines().skip_while(|line| !line.starts_with("| fact |")).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = table.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let [head, _, rows @ ..] = &rows[..] else { panic!("no table") };
    assert_eq!(head[1..], FILES.map(|(column, _)| column));
    let mut wrong = Vec::new();
    for row in rows {
        for (column, cell) in head.iter().zip(row).skip(1) {
            let (_, files) = FILES.iter().find(|(name, _)| name == column).unwrap();
            let known: Vec<bool> = files.iter().map(|bytes| knows(&source(bytes), row[0])).collect();
            let holds = match *cell {
                "yes" => known[0],
                "no" | "companions" => known.iter().all(|known| !known),
                "some" => known.iter().any(|known| *known),
                other => panic!("{other}"),
            };
            if !holds {
                wrong.push(format!("{column}, {}: {cell}, but {known:?}", row[0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The list has all of it; the other two files hold less, and their readers' own tests the rest.
#[test]
fn companions_know_what_the_table_says_of_them() {
    for (name, bytes) in [
        ("clixml", fixture!("import/clixml/settings-utf16.xml")),
        ("json", fixture!("import/text/companions.json")),
        ("list", fixture!("import/text/companions.txt")),
    ] {
        let source = source(bytes);
        let has = |known: &dyn Fn(&ServerFacts) -> bool| source.servers.iter().any(known);
        let known = [
            ("build", has(&|server| server.build.is_some())),
            ("roles", has(&|server| server.roles.is_some())),
            ("default SMTP certificate", name == "json" || has(&|server| server.smtp_default.is_some())),
            ("startup modes", name != "list" || has(&|server| server.startup_mode.is_some())),
            ("names", has(&|server| server.pop_name.is_some() || server.imap_name.is_some())),
            ("Auth certificate", name == "json" || source.organization.auth_certificate.is_some()),
            ("Send connectors", name != "list" || source.organization.send_connectors.is_some()),
        ];
        let missing: Vec<_> = known.iter().filter(|(_, known)| !known).map(|(fact, _)| *fact).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}: {:#?}", source.servers);
    }
}
