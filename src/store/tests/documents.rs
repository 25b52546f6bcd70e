//! What an import writes into a document that somebody else wrote, and into a new one.

use std::path::Path;
use std::sync::Arc;

use super::taking_in::{add, listed, new_server};
use super::*;
use crate::engine::{
    CertificateFact, Facts, Kind, Knowledge, Origin, PrivateKey, Role, ServerFact, StartupMode, Trust,
};
use crate::store::print::print as printed;
use crate::store::server;
use crate::store::write::{said, write};

const PATH: &str = "EX01.toml";
const HEAD: &str = "schema = 1\nname = \"EX01\"\nfqdn = \"a.b\"\nbuild = \"unknown\"\nroles = []\n";
const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn read(text: &str) -> Server {
    server::read(Path::new(PATH), &name("EX01"), text.as_bytes(), &|_, _| false).unwrap()
}

/// The document after the server became something else; `A` in quotes stands for a thumbprint.
fn after(text: &str, change: impl FnOnce(&mut Server)) -> String {
    let long = format!("{HEAD}{}", text.replace("'A'", &format!("'{A}'")));
    let mut server = read(&long);
    change(&mut server);
    let written = write(Path::new(PATH), &long, &server, &|_, _| false).unwrap().text;
    let again = write(Path::new(PATH), &written, &server, &|_, _| false).unwrap().text;
    assert_eq!(again, written, "once more changes nothing");
    written.strip_prefix(HEAD).unwrap_or(&written).replace(A, "A")
}

fn first(server: &mut Server) -> &mut crate::engine::Certificate {
    &mut Arc::make_mut(&mut server.certificates)[0]
}

fn facts(thumbprint: Thumbprint) -> Facts {
    let text = "[[certificates]]\nthumbprint = 'A'\n[certificates.recorded]\nsubject = 'CN=a'\nissuer = 'CN=CA'\nserial = '0B'\n";
    let server = read(&format!("{HEAD}{}", text.replace("'A'", &format!("'{A}'"))));
    Facts { thumbprint, ..server.certificates[0].known().unwrap().clone() }
}

#[test]
fn what_a_server_is_changes_in_its_place() {
    let text = HEAD.replace("roles = []", "roles = [] # who knows") + "rack = 7\n\n[services]\niis = 'A' # why\n";
    let mut server = read(&text.replace("'A'", &format!("'{A}'")));
    server.fqdn = "ex01.contoso.com".into();
    server.build = "15.2.2562.17".parse().ok();
    server.roles = vec![Role::Mailbox];
    server.dag = Some("DAG1".into());
    server.unknown = [ServerFact::SmtpDefault, ServerFact::PopName].into();
    server.origins.insert(ServerFact::Build, Origin::Clixml);
    let long = text.replace("'A'", &format!("'{A}'"));
    let written = write(Path::new(PATH), &long, &server, &|_, _| false).unwrap().text;
    let expected = "schema = 1\nname = \"EX01\"\nfqdn = \"ex01.contoso.com\"\nbuild = \"15.2.2562.17\"\n\
                    roles = [\"Mailbox\"] # who knows\nrack = 7\ndag = \"DAG1\"\nunknown = [\"smtp-default\", \"pop-name\"]\n\n\
                    [services]\niis = 'A' # why\n\n[origin]\nbuild = \"clixml\"\n";
    assert_eq!(written.replace(A, "A"), expected);
}

#[test]
fn what_becomes_known_leaves_the_list_of_what_is_not_and_the_list_goes_with_its_last_word() {
    for (before, expected) in [
        ("unknown = ['dag', 'SMTP-default'] # no idea\n", "unknown = ['SMTP-default'] # no idea\ndag = \"D\"\n"),
        ("unknown = ['dag'] # no idea\n", "dag = \"D\"\n# no idea\n"),
        ("unknown = [\n    \"dag\",\n]\n", "dag = \"D\"\n"),
        ("unknown = [\n    \"dag\", # no idea\n]\n", "unknown = [\n    # no idea\n]\ndag = \"D\"\n"),
        ("", "dag = \"D\"\n"),
    ] {
        let text = after(before, |server| {
            server.dag = Some("D".into());
            server.unknown.remove(&ServerFact::Dag);
        });
        assert_eq!(text, expected);
    }
}

#[test]
fn a_startup_mode_that_was_unknown_is_written_also_where_it_is_what_counts_without_a_word() {
    let text = after("unknown = [\"startup-mode\", \"dag\"]\n", |server| {
        server.unknown.remove(&ServerFact::StartupMode);
    });
    assert_eq!(text, "unknown = [\"dag\"]\n\n[um]\nstartup-mode = \"TCP\"\n");
    let text = after("[um]\nstartup-mode = \"dual\"\n", |server| server.um_call_router_startup_mode = StartupMode::Tls);
    assert_eq!(text, "[um]\nstartup-mode = \"dual\"\ncall-router-startup-mode = \"TLS\"\n");
}

#[test]
fn a_block_is_changed_in_the_way_it_is_laid_out() {
    let change = |server: &mut Server| {
        let certificate = first(server);
        certificate.friendly_name = "mail".into();
        certificate.private_key = PrivateKey::Exportable;
        certificate.services_unknown = false;
        certificate.trust = Trust::Untrusted;
        certificate.origins.insert(CertificateFact::Services, Origin::Clixml);
    };
    for (before, expected) in [
        (
            "[[certificates]]\nthumbprint = 'A' # a\nunknown = ['services', 'status', 'later']\n\n# end\n",
            "[[certificates]]\nthumbprint = 'A' # a\nunknown = ['later']\nfriendly-name = \"mail\"\nprivate-key = \"exportable\"\n\
             origin = { services = \"clixml\" }\n[certificates.recorded]\nstatus = \"Untrusted\"\n\n# end\n",
        ),
        (
            "  [[certificates]]\n  thumbprint = 'A'\n  private-key = 'unknown' # ask\n  friendly-name = 'x'\n  [certificates.recorded]\n    status = 'Valid' # said\n",
            "  [[certificates]]\n  thumbprint = 'A'\n  private-key = 'exportable' # ask\n  friendly-name = 'mail'\n  origin = { services = \"clixml\" }\n  [certificates.recorded]\n    status = 'Untrusted' # said\n",
        ),
        (
            "certificates = [ { thumbprint = 'A', recorded.root-ca-type = 'Registry' } ] # all\n",
            "certificates = [ { thumbprint = 'A', recorded.root-ca-type = 'Registry', friendly-name = \"mail\", private-key = \"exportable\", origin = { services = \"clixml\" }, recorded.status = \"Untrusted\" } ] # all\n",
        ),
        (
            "[[certificates]]\nthumbprint = 'A'\norigin = { status = 'file' }\nrecorded.status = 'Revoked'\n[certificates.more]\nx = 1",
            "[[certificates]]\nthumbprint = 'A'\norigin = { status = 'file', services = \"clixml\" }\nrecorded.status = 'Untrusted'\nfriendly-name = \"mail\"\nprivate-key = \"exportable\"\n[certificates.more]\nx = 1",
        ),
        (
            "[[certificates]]\nthumbprint = 'A'\nfriendly-name = 'mail'\nprivate-key = 'Exportable'\n[certificates.origin]\nservices = 'file' # f\n[certificates.recorded]\nstatus = 'UNTRUSTED'\n",
            "[[certificates]]\nthumbprint = 'A'\nfriendly-name = 'mail'\nprivate-key = 'Exportable'\n[certificates.origin]\nservices = 'clixml' # f\n[certificates.recorded]\nstatus = 'UNTRUSTED'\n",
        ),
    ] {
        assert_eq!(after(before, change), expected);
        let (before, expected) = (before.replace('\n', "\r\n"), expected.replace('\n', "\r\n"));
        assert_eq!(after(&before, change), expected);
    }
}

#[test]
fn recorded_facts_come_change_and_go_key_by_key() {
    let text = "[[certificates]]\nthumbprint = 'A'\n[certificates.recorded]\nsubject = 'CN=a'\nkey-size = 1024 # weak\nserial = 'ab'\n";
    let text = after(text, |server| {
        let certificate = first(server);
        let Knowledge::Known(facts) = &mut certificate.facts else { panic!("known by record") };
        let facts = Arc::make_mut(facts);
        facts.serial = String::new();
        facts.not_after = Some(NOW);
        facts.domains = vec!["a.b".into(), "ä.b".into()];
        facts.key.as_mut().unwrap().bits = Some(2048);
    });
    assert_eq!(
        text,
        "[[certificates]]\nthumbprint = 'A'\n[certificates.recorded]\nsubject = 'CN=a'\nkey-size = 2048 # weak\n\
         not-after = \"2026-11-21T09:00:00Z\"\ndomains = [\"a.b\", \"ä.b\"]\n"
    );
}

#[test]
fn a_certificate_joins_its_list_as_the_others_stand_there() {
    let block = "[[certificates]]\nthumbprint = \"B\"\nfriendly-name = \"Contoso import\"\nprivate-key = \"present\"\n\
                 origin = { services = \"clixml\", status = \"clixml\" }\n[certificates.recorded]\n\
                 root-ca-type = \"Enterprise\"\nstatus = \"Valid\"\n";
    let a = "[[certificates]]\nthumbprint = 'A'\n";
    for (before, expected) in [
        (String::new(), format!("\n{block}")),
        ("x = 1 # c\n\n".to_owned(), format!("x = 1 # c\n\n{block}")),
        (a.to_owned(), format!("{a}\n{block}")),
        (a.trim_end().to_owned(), format!("{a}\n{}", block.trim_end())),
        (
            format!("{a}\n# The requests.\n[[requests]]\nkey-id = 'k'\nthumbprint = 'C'\n"),
            format!("{a}\n{block}\n# The requests.\n[[requests]]\nkey-id = 'k'\nthumbprint = 'C'\n"),
        ),
        (format!("{a}# so much for a\n\n[pop]\n"), format!("{a}# so much for a\n\n{block}\n[pop]\n")),
        (format!("{a}# pop\n[pop]\n"), format!("{a}\n{block}# pop\n[pop]\n")),
        (format!("{a}{a}[pop]\n"), format!("{a}{a}{block}[pop]\n")),
        (
            format!("{a}[pop]\nport = 1\n[certificates.recorded]\nstatus = 'Valid'\n[imap]\n"),
            format!("{a}[pop]\nport = 1\n[certificates.recorded]\nstatus = 'Valid'\n\n{block}[imap]\n"),
        ),
    ] {
        let before = before.replace("'C'", &format!("'{}'", print(0xCC)));
        let text = after(&before, add_certificate);
        let text = text.replace(&print(0xBB).to_string(), "B").replace(&print(0xCC).to_string(), "C");
        assert_eq!(text, expected, "{before}");
    }
    let text = after("certificates = [\n  { thumbprint = 'A' }, # a\n]\n", add_certificate);
    let added = "{ thumbprint = \"B\", friendly-name = \"Contoso import\", private-key = \"present\", \
                 origin = { services = \"clixml\", status = \"clixml\" }, recorded = { root-ca-type = \"Enterprise\", status = \"Valid\" } }";
    assert_eq!(
        text.replace(&print(0xBB).to_string(), "B"),
        format!("certificates = [\n  {{ thumbprint = 'A' }}, # a\n  {added},\n]\n")
    );
}

/// B joins, where certificates stand.
fn add_certificate(server: &mut Server) {
    let all = Arc::make_mut(&mut server.certificates);
    let at = all.iter().position(crate::engine::Certificate::is_request).unwrap_or(all.len());
    all.insert(at, listed(print(0xBB)));
}

#[test]
fn a_request_comes_and_becomes_a_certificate() {
    let with_request = after("[[certificates]]\nthumbprint = 'A'\n", |server| {
        let kind = Kind::Request { key_id: "K1".into() };
        add(
            server,
            crate::engine::Certificate {
                kind,
                trust: Trust::Pending,
                root_ca_type: crate::engine::RootCaType::Unknown,
                ..listed(print(0xBB))
            },
        );
    });
    let request = "[[requests]]\nkey-id = \"K1\"\nthumbprint = \"B\"\nfriendly-name = \"Contoso import\"\n\
                   origin = { services = \"clixml\", status = \"clixml\" }\n";
    let short = |text: String| text.replace(&print(0xBB).to_string(), "B");
    assert_eq!(short(with_request.clone()), format!("[[certificates]]\nthumbprint = 'A'\n\n{request}"));
    let answered = after(&with_request.replace("'A'", &format!("'{A}'")), |server| {
        Arc::make_mut(&mut server.certificates)[1] = listed(print(0xBB));
    });
    assert!(
        short(answered.clone())
            .starts_with("[[certificates]]\nthumbprint = 'A'\n\n[[certificates]]\nthumbprint = \"B\"\n"),
        "{answered}"
    );
    assert!(!answered.contains("requests"), "{answered}");
}

#[test]
fn a_request_without_a_file_is_known_by_what_was_recorded_of_it() {
    let text =
        "[[requests]]\nkey-id = 'K1'\nthumbprint = 'A'\n[requests.recorded]\nsubject = 'CN=mail'\ndomains = ['a.b']\n";
    let server = read(&format!("{HEAD}{}", text.replace("'A'", &format!("'{A}'"))));
    let request = &server.certificates[0];
    assert_eq!(
        (request.known().unwrap().domains.as_slice(), &request.trust),
        (&["a.b".to_owned()][..], &Trust::Unknown)
    );
}

#[test]
fn certificates_in_another_order_are_refused_since_their_comments_would_be_lost() {
    let text =
        format!("{HEAD}[[certificates]]\nthumbprint = '{A}' # a\n\n[[certificates]]\nthumbprint = '{}'\n", print(0xBB));
    let mut server = read(&text);
    Arc::make_mut(&mut server.certificates).reverse();
    let Err(problem) = write(Path::new(PATH), &text, &server, &|_, _| false) else { panic!("written") };
    assert!(problem.to_string().contains("keep their order"), "{problem}");
}

#[test]
fn beside_a_certificates_file_recorded_names_stay_as_they_are() {
    let text =
        format!("{HEAD}[[certificates]]\nthumbprint = '{A}'\n[certificates.recorded]\nsubject = 'CN=a' # once\n");
    let there = |_: &Kind, _: Thumbprint| true;
    let mut server = server::read(Path::new(PATH), &name("EX01"), text.as_bytes(), &there).unwrap();
    assert_eq!(server.certificates[0].facts, Knowledge::Pending);
    first(&mut server).friendly_name = "mail".into();
    let written = write(Path::new(PATH), &text, &server, &there).unwrap().text;
    assert_eq!(written, text.replace("[certificates.recorded]", "friendly-name = \"mail\"\n[certificates.recorded]"));
}

#[test]
fn a_new_document_reads_like_one_that_somebody_wrote() {
    let mut server = new_server("EX02").after;
    server.build = "15.2.2562.17".parse().ok();
    server.roles = vec![Role::Mailbox];
    server.unknown = [ServerFact::SmtpDefault].into();
    server.um_call_router_startup_mode = StartupMode::Dual;
    add(&mut server, listed(print(0xBB)));
    let mut degraded = listed(print(0xCC));
    degraded.friendly_name = "\u{202e}evil".into();
    degraded.facts = Knowledge::Known(Arc::new(facts(print(0xCC))));
    degraded.trust = Trust::Unknown;
    degraded.services_unknown = true;
    degraded.private_key = PrivateKey::Unknown;
    add(&mut server, degraded);
    server.assignments.iis = Some(print(0xBB));
    server.assignments.smtp = vec![print(0xBB), print(0xCC)];
    server.assignments.pop_name = Some("mail.contoso.com".into());
    let text = printed(&server, &|_, _| false);
    let read = server::read(Path::new("EX02.toml"), &name("EX02"), text.as_bytes(), &|_, _| false).unwrap();
    assert_eq!(Server { revision: Revision::default(), ..read }, said(&server, &|_, _| false));
    let short = text.replace(&print(0xBB).to_string(), "B").replace(&print(0xCC).to_string(), "C");
    assert_eq!(short, include_str!("EX02.toml"));
}
