//! Documents that people wrote.

use super::*;
use crate::engine::{
    CertificateFact, Knowledge, Origin, Origins, PrivateKey, Product, Role, RootCaType, ServerFact, Service, Source,
    StartupMode, Status, Trust, status,
};
use crate::store::{Finding, ProblemKind, findings};

fn problem(text: &str) -> String {
    let organization = Organization::contoso();
    organization.put("servers/EX01.toml", text);
    let problem = organization.open().open(&name("EX01")).unwrap_err();
    let file = organization.path("servers/EX01.toml").display().to_string();
    problem.to_string().strip_prefix(&file).unwrap().to_owned()
}

#[test]
fn a_server_is_what_its_document_says() {
    let server = Organization::contoso().server("EX01");
    assert_eq!(server.fqdn, "ex01.contoso.com");
    assert_eq!(server.build.map(crate::engine::Build::product), Some(Product::SubscriptionEdition));
    assert_eq!(server.roles, [Role::Mailbox]);
    assert_eq!((server.um_startup_mode, server.dag.clone()), (StartupMode::Tcp, None));
    assert_eq!(server.assignments.iis, Some(print(0xAA)));
    assert_eq!(server.assignments.smtp, [print(0xAA)]);
    let [a, b] = server.certificates.as_slice() else { panic!("two certificates") };
    assert_eq!((a.friendly_name.as_str(), a.private_key), ("Contoso mail 2026", PrivateKey::Exportable));
    assert_eq!((b.thumbprint, b.private_key, &b.facts), (print(0xBB), PrivateKey::Present, &Knowledge::Pending));
}

#[test]
fn a_broken_document_is_that_servers_problem_alone() {
    let organization = Organization::contoso();
    organization.put("servers/EX02.toml", "schema = 1\nname = \"EX02\"\nfqdn = \n");
    let mut store = organization.open();
    assert_eq!(store.list().unwrap(), [name("EX01"), name("EX02")]);
    assert!(store.open(&name("EX01")).is_ok());
    let problem = store.open(&name("EX02")).unwrap_err();
    let position = problem.position.unwrap();
    assert_eq!((position.line, position.column), (3, 8), "{problem}");
    assert!(matches!(problem.kind, ProblemKind::Syntax { .. }), "{problem}");
}

#[test]
fn every_complaint_names_its_line_and_column() {
    for (from, to, complaint) in [
        ("schema = 1", "schema = 2", ":2:10: schema 2 is not known; this program knows 1"),
        ("schema = 1", "schema = \"1\"", ":2:10: schema has to be an integer, not string"),
        ("fqdn", "fqdm", ":1:1: the key fqdn is missing"),
        ("[\"Mailbox\"]", "[\"Mailbox\", \"Hub\"]", ":6:21: roles has to be Mailbox, ClientAccess or EdgeTransport"),
        ("\"15.2.2562.17\"", "\"15.2\"", ":5:9: build has to be four numbers"),
        ("iis = \"A", "iis = \"X", ":10:7: services.iis has to be a thumbprint of 40 hexadecimal digits, not \"XAAA"),
        ("    \"AAAA", "    \"AAA", ":12:5: services.smtp has to be a thumbprint"),
        (
            "\"present\"",
            "\"yes\"",
            ":25:15: certificates.private-key has to be exportable, present, missing or unknown",
        ),
        ("name = \"EX01\"", "name = \"EX09\"", ":3:8: the document is about \"EX09\", its file name is not"),
        ("rack = 7", "dag = 7", ":7:7: dag has to be a string, not integer"),
        ("rack = 7", "unknown = [\"dag\", \"weather\"]", ":7:19: unknown has to be fqdn, build, roles, dag,"),
        ("rack = 7", "origin = { dag = \"hearsay\" }", ":7:18: origin.dag has to be file, table, csv,"),
        ("rack = 7", "origin = \"csv\"", ":7:10: origin has to be a table, not string"),
    ] {
        let found = problem(&EX01.replace(from, to));
        assert!(found.starts_with(complaint), "{found}");
    }
}

#[test]
fn a_document_that_is_not_text_or_far_too_long_is_refused() {
    assert_eq!(problem("schema = 1\nname = \"\u{0}"), ":2:10: not TOML: invalid basic string, expected `\"`");
    let organization = Organization::contoso();
    organization.put("servers/EX01.toml", b"schema = 1\nname = \"\xFF\"");
    let not_utf8 = organization.open().open(&name("EX01")).unwrap_err();
    assert_eq!((not_utf8.kind, not_utf8.position.map(|p| (p.line, p.column))), (ProblemKind::NotUtf8, Some((2, 9))));
    organization.put("servers/EX01.toml", vec![b'#'; (16 << 20) + 1]);
    let too_large = organization.open().open(&name("EX01")).unwrap_err();
    assert_eq!(too_large.kind, ProblemKind::TooLarge { limit: 16 << 20 });
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let organization = Organization::contoso();
    organization.put("servers/EX01.toml", format!("\u{FEFF}{}", EX01.replace('\n', "\r\n")));
    assert_eq!(organization.server("EX01").assignments, Organization::contoso().server("EX01").assignments);
}

#[test]
fn names_come_from_the_files_sorted_without_regard_to_case() {
    let organization = Organization::contoso();
    for file in [
        "servers/ex10.toml",
        "servers/Edge1.toml",
        "servers/.hidden.toml",
        "servers/notes.txt",
        "servers/.tmp-EX01.toml",
    ] {
        organization.put(file, "not even TOML");
    }
    assert_eq!(organization.open().list().unwrap(), [name("Edge1"), name("EX01"), name("ex10")]);
}

#[test]
fn a_server_name_is_never_a_way_out_of_the_directory() {
    let organization = Organization::contoso();
    organization.put("secret.toml", EX01);
    for outside in ["../secret", "..", "", ".hidden", "a/b", "a\\b", "C:x", "nul\0"] {
        let problem = organization.open().open(&name(outside)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NotAName, "{outside}");
    }
    assert_eq!(organization.open().open(&name("EX09")).unwrap_err().kind, ProblemKind::NotFound);
}

const RECORDED: &str = r#"
[[certificates]]
thumbprint = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
private-key = "exportable"
[certificates.recorded]
subject = "CN=mail.contoso.com, O=Contoso"
issuer = "CN=Contoso Issuing CA"
not-before = "2026-03-13T01:00:00Z"
not-after = 2027-03-14T00:59:59Z
domains = ["mail.contoso.com"]
serial = "5e00"
key-size = 2048
root-ca-type = "Enterprise"
status = "Valid"
"#;

#[test]
fn recorded_facts_count_where_there_is_no_certificate() {
    let organization = Organization::contoso();
    organization.put("servers/EX01.toml", format!("{EX01}{RECORDED}"));
    let certificate = organization.server("EX01").certificates.last().unwrap().clone();
    let facts = certificate.known().unwrap();
    assert_eq!((facts.source, facts.common_name.as_deref()), (Source::Recorded, Some("mail.contoso.com")));
    assert_eq!((facts.serial.as_str(), facts.key.as_ref().and_then(|key| key.bits)), ("5E00", Some(2048)));
    assert_eq!((&certificate.trust, certificate.root_ca_type), (&Trust::Trusted, RootCaType::Enterprise));
    assert_eq!(status(&certificate, NOW), Status::Valid);
    assert_eq!(status(&certificate, Moment(1_900_000_000)), Status::DateInvalid { not_yet: false });
}

#[test]
fn a_recorded_status_becomes_trust_and_its_dates_are_computed_again() {
    for (recorded, expected) in [
        ("Revoked", Status::Revoked),
        ("revocationcheckfailure", Status::RevocationCheckFailure),
        ("Untrusted", Status::Untrusted),
        ("Unknown", Status::Unknown),
        ("DateInvalid", Status::Valid),
    ] {
        let organization = Organization::contoso();
        organization
            .put("servers/EX01.toml", format!("{EX01}{}", RECORDED.replace("\"Valid\"", &format!("\"{recorded}\""))));
        let server = organization.server("EX01");
        assert_eq!(status(server.certificates.last().unwrap(), NOW), expected, "{recorded}");
    }
}

#[test]
fn what_an_import_could_not_learn_stays_unknown() {
    let organization = Organization::contoso();
    let text = RECORDED.replace("private-key", "unknown = [\"services\", \"status\"]\nprivate-key");
    organization.put("servers/EX01.toml", format!("{EX01}{text}"));
    let certificate = organization.server("EX01").certificates.last().unwrap().clone();
    assert!(certificate.services_unknown);
    assert_eq!(status(&certificate, NOW), Status::Unknown);
}

#[test]
fn dangling_references_load_and_show_as_findings() {
    let organization = Organization::contoso();
    let text = EX01.replace("iis = \"AA", "iis = \"DD").replace("smtp-default = \"AA", "smtp-default = \"EE");
    organization.put("servers/EX01.toml", text);
    let found = findings(&organization.server("EX01"));
    let (iis, default) = (print_of("DD"), print_of("EE"));
    assert_eq!(
        found,
        [
            Finding::Dangling { service: crate::engine::Service::Iis, thumbprint: iis },
            Finding::Dangling { service: crate::engine::Service::Smtp, thumbprint: default },
            Finding::DefaultWithoutSmtp { thumbprint: default },
        ]
    );
}

#[test]
fn a_certificate_listed_twice_is_two_rows_and_a_finding_and_every_write_keeps_both() {
    let organization = Organization::contoso();
    let again =
        "\n[[certificates]]\nthumbprint = \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"\nfriendly-name = \"again\"\n";
    organization.put("servers/EX01.toml", format!("{EX01}{again}"));
    let server = organization.server("EX01");
    let names: Vec<_> = server.certificates.iter().map(|row| row.friendly_name.as_str()).collect();
    assert_eq!(names, ["Contoso mail 2026", "Contoso mail 2027", "again"]);
    let first = server.certificate(print(0xAA)).unwrap();
    assert_eq!(first.friendly_name, "Contoso mail 2026", "the first entry counts");
    assert_eq!(findings(&server), [Finding::ListedTwice { thumbprint: print(0xAA) }]);
    organization.open().apply(&part(&server, |after| after.iis = Some(print(0xBB))), &context()).unwrap();
    let after = organization.text("servers/EX01.toml");
    assert!(after.ends_with(again) && after.contains("Contoso mail 2026"), "{after}");
    assert_eq!(organization.server("EX01").certificates.len(), 3);
}

fn print_of(start: &str) -> Thumbprint {
    format!("{start}{}", "A".repeat(38)).parse().unwrap()
}

#[test]
fn an_edge_subscription_is_found_on_any_server() {
    let organization = Organization::contoso();
    organization.put("servers/EDGE1.toml", EX01.replace("EX01", "EDGE1").replace("Mailbox", "EdgeTransport"));
    assert_eq!(organization.open().edge_subscribed(), Ok(false));
    organization.put("servers/EX02.toml", "edge-subscription = broken");
    assert!(organization.open().edge_subscribed().is_err(), "perhaps");
    let subscribed =
        EX01.replace("EX01", "EX03").replace("rack = 7", "edge-subscription = \"Default-First-Site-Name\"");
    organization.put("servers/EX03.toml", subscribed);
    assert_eq!(organization.open().edge_subscribed(), Ok(true));
}

#[test]
fn a_directory_without_organization_toml_is_no_organization() {
    let empty = TempDir::new().unwrap();
    let problem = Directory::open(empty.path(), Mode::ReadWrite).unwrap_err();
    assert_eq!((problem.kind, problem.path), (ProblemKind::NotFound, empty.path().join("organization.toml")));
}

#[test]
fn what_nobody_knows_and_where_facts_come_from_is_read_and_what_has_a_value_is_known() {
    let organization = Organization::contoso();
    let unknown = "unknown = [\"DAG\", \"smtp-default\", \"startup-mode\", \"call-router-startup-mode\", \"pop-name\"]";
    let text = EX01.replace("rack = 7", unknown).replace("build = \"15.2.2562.17\"", "build = \"unknown\"");
    let text = text
        .replace("[services]", "[origin]\nfqdn = \"CLIXML\"\nlater = 1\n\n[um]\nstartup-mode = \"TCP\"\n\n[services]");
    let text = text.replace("smtp = [", &format!("iis-site-unknown = [\"{}\"]\nsmtp = [", print(0xBB)));
    let text = text.replace("private-key = \"present\"", "origin = { services = \"table\", later = 1 }");
    organization.put("servers/EX01.toml", text);
    let server = organization.server("EX01");
    assert_eq!(server.unknown, [ServerFact::Dag, ServerFact::CallRouterStartupMode, ServerFact::PopName].into());
    assert!(!server.startup_mode_unknown(Service::Um) && server.startup_mode_unknown(Service::UmCallRouter));
    assert_eq!(server.build, None);
    assert_eq!(server.origins, Origins::from([(ServerFact::Fqdn, Origin::Clixml)]));
    assert_eq!(server.certificates[1].origins, Origins::from([(CertificateFact::Services, Origin::Table)]));
    assert_eq!(server.assignments.iis_site_unknown, [print(0xBB)]);
}
