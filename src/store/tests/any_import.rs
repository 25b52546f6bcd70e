//! Whatever an import makes of a server, and however its document is laid out: it says so then, and keeps everything else.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::taking_in::{listed, new_server};
use super::*;
use crate::engine::{
    Certificate, CertificateFact, Kind, Knowledge, Origin, PrivateKey, Recorded, Role, RootCaType, ServerFact,
    StartupMode, Trust,
};
use crate::store::print::print as printed;
use crate::store::server;
use crate::store::write::{said, write};

const PATH: &str = "EX02.toml";

/// Whether there is a file of a certificate: of every other one.
fn has_file(_: &Kind, thumbprint: Thumbprint) -> bool {
    thumbprint.0[0].is_multiple_of(2)
}

fn origin() -> impl Strategy<Value = Origin> {
    proptest::sample::select(&Origin::ALL[..])
}

fn recorded() -> impl Strategy<Value = Recorded> {
    let text = || "[A-Za-z=, \"\\\\'ä#\u{1b}]{1,12}";
    let number = proptest::option::of(512u32..4096);
    let moment = || proptest::option::of((0i64..4_000_000_000).prop_map(Moment));
    (text(), text(), moment(), moment(), proptest::collection::vec("[a-z.*]{1,9}", 0..3), "[0-9A-F]{0,8}", number)
        .prop_map(|(subject, issuer, not_before, not_after, domains, serial, key_size)| Recorded {
            subject,
            issuer,
            not_before,
            not_after,
            domains,
            serial,
            key_size,
        })
}

fn certificate(byte: u8) -> impl Strategy<Value = Certificate> {
    let trust = proptest::sample::select(vec![
        Trust::Pending,
        Trust::Unknown,
        Trust::SelfSigned,
        Trust::Trusted,
        Trust::Untrusted,
        Trust::Revoked,
        Trust::RevocationCheckFailure,
        Trust::Invalid("PathLength".into()),
    ]);
    let key = proptest::sample::select(vec![
        PrivateKey::Exportable,
        PrivateKey::Present,
        PrivateKey::Missing,
        PrivateKey::Unknown,
    ]);
    let root = proptest::sample::select(&RootCaType::ALL[..]);
    let origins = proptest::collection::btree_map(proptest::sample::select(&CertificateFact::ALL[..]), origin(), 0..4);
    let facts = proptest::option::of(recorded());
    ("[ -~ä\u{202e}]{0,10}", key, trust, any::<bool>(), root, origins, facts, any::<bool>()).prop_map(
        move |(friendly_name, private_key, trust, services_unknown, root_ca_type, origins, facts, request)| {
            let facts = facts.and_then(|facts| facts.facts(print(byte)));
            let kind = if request && byte > 4 { Kind::Request { key_id: format!("K{byte}") } } else { Kind::Issued };
            Certificate {
                friendly_name,
                private_key,
                trust,
                services_unknown,
                root_ca_type,
                origins,
                kind,
                facts: facts.map_or(Knowledge::Pending, |facts| Knowledge::Known(Arc::new(facts))),
                ..listed(print(byte))
            }
        },
    )
}

fn assignments() -> impl Strategy<Value = Assignments> {
    let one = || proptest::option::of((1u8..7).prop_map(print));
    let many = || proptest::collection::vec((1u8..7).prop_map(print), 0..5);
    let host = || proptest::option::of("[a-z]{1,8}\\.contoso\\.com");
    ((one(), one(), one(), one()), (many(), many(), many(), many()), (host(), host())).prop_map(
        |(ones, lists, names)| Assignments {
            iis: ones.0,
            iis_back_end: ones.1,
            iis_site_unknown: lists.3,
            smtp_default: ones.2,
            um: ones.3,
            um_call_router: ones.0,
            smtp: lists.0,
            imap: lists.1,
            pop: lists.2,
            federation: Vec::new(),
            imap_name: names.0,
            pop_name: names.1,
        },
    )
}

/// A server with the certificates of these numbers.
fn server_with(numbers: Vec<u8>) -> impl Strategy<Value = Server> {
    let certificates: Vec<_> = numbers.into_iter().map(certificate).collect();
    let facts = || proptest::sample::select(&ServerFact::ALL[..]);
    let unknown = proptest::collection::btree_set(facts(), 0..4);
    let origins = proptest::collection::btree_map(facts(), origin(), 0..4);
    let mode = || proptest::sample::select(&StartupMode::ALL[..]);
    let roles = proptest::collection::vec(proptest::sample::select(&[Role::Mailbox, Role::ClientAccess][..]), 0..3);
    let build = proptest::option::of(Just("15.2.2562.17".parse().unwrap()));
    let site = || proptest::option::of("[A-Za-z-]{1,9}");
    (certificates, assignments(), unknown, origins, (mode(), mode()), roles, build, (site(), site(), "[a-z.]{1,9}"))
        .prop_map(
            |(certificates, assignments, unknown, origins, modes, roles, build, (dag, edge_subscription, fqdn))| {
                Server {
                    certificates: Arc::new(certificates),
                    assignments,
                    unknown,
                    origins,
                    um_startup_mode: modes.0,
                    um_call_router_startup_mode: modes.1,
                    roles,
                    build,
                    dag,
                    edge_subscription,
                    fqdn,
                    ..new_server("EX02").after
                }
            },
        )
}

/// A server, and what an import makes of it: certificates come, none goes.
fn both() -> impl Strategy<Value = (Server, Server)> {
    (0u8..6, 0u8..4)
        .prop_flat_map(|(old, new)| (server_with((1..=old).collect()), server_with((1..=old + new).collect())))
}

/// The document as somebody has worked on it: each line may be indented, may have a comment on it or above it, or a key of
/// theirs below it.
fn worked_on(text: &str, habits: &[u8], crlf: bool, mark: bool, last_newline: bool) -> String {
    let mut lines = Vec::new();
    let mut in_list = false;
    for (at, line) in text.lines().enumerate() {
        let habit = habits.get(at % habits.len().max(1)).copied().unwrap_or_default();
        in_list = if line.ends_with('[') && line.contains(" = ") { true } else { in_list && line != "]" };
        if habit & 1 != 0 {
            lines.push(format!("# above {at};"));
        }
        let indent = if habit & 2 != 0 && !line.is_empty() { "  " } else { "" };
        let comment = if habit & 4 != 0 && !line.is_empty() { format!(" # on {at};") } else { String::new() };
        lines.push(format!("{indent}{line}{comment}"));
        if habit & 8 != 0 && !in_list && line.contains(" = ") {
            lines.push(format!("theirs-{at} = {{ a = [1, nan] }}"));
        }
    }
    let mut text = lines.join(if crlf { "\r\n" } else { "\n" });
    if last_newline {
        text.push_str(if crlf { "\r\n" } else { "\n" });
    }
    if mark { format!("\u{FEFF}{text}") } else { text }
}

fn read(text: &str) -> Server {
    let read = server::read(Path::new(PATH), &name("EX02"), text.as_bytes(), &has_file).unwrap();
    Server { revision: Revision::default(), ..read }
}

/// What is nobody's but the writer's: comments and keys that the program does not know.
fn theirs(text: &str) -> Vec<&str> {
    let mut theirs: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            line.find("# above")
                .or_else(|| line.find("# on"))
                .or_else(|| line.find("theirs-"))
                .and_then(|at| line.get(at..))
        })
        .collect();
    theirs.sort_unstable();
    theirs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_new_document_says_what_the_server_is((server, _) in both()) {
        prop_assert_eq!(read(&printed(&server, &has_file)), said(&server, &has_file));
    }

    #[test]
    fn an_import_says_what_was_meant_and_keeps_everything_else(
        (before, after) in both(),
        habits in proptest::collection::vec(0u8..16, 1..9),
        (crlf, mark, last_newline) in any::<(bool, bool, bool)>(),
    ) {
        // Requests stand behind certificates: where one of the old ones changes sides, its block moves.
        let kinds: Vec<Kind> = before.certificates.iter().map(|certificate| certificate.kind.clone()).collect();
        let mut after = after;
        for (certificate, kind) in Arc::make_mut(&mut after.certificates).iter_mut().zip(kinds) {
            certificate.kind = kind;
        }
        let text = worked_on(&printed(&before, &has_file), &habits, crlf, mark, last_newline);
        prop_assert_eq!(read(&text), said(&before, &has_file), "{}", text);
        let written = write(Path::new(PATH), &text, &after, &has_file);
        let written = written.map_err(|problem| TestCaseError::fail(format!("{problem}\n{text}")))?.text;
        prop_assert_eq!(read(&written), said(&after, &has_file), "{}\n---\n{}", text, written);
        prop_assert_eq!(theirs(&written), theirs(&text), "{}\n---\n{}", text, written);
        prop_assert_eq!(written.replace("\r\n", "").contains('\n'), !crlf, "{}", written);
        prop_assert_eq!(written.starts_with('\u{FEFF}'), mark);
        prop_assert_eq!(written.ends_with('\n'), last_newline);
        let again = write(Path::new(PATH), &written, &after, &has_file).unwrap().text;
        prop_assert_eq!(again, written);
    }
}
