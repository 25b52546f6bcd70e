//! Documents from an enemy: never a panic, and never more rights than before.

use proptest::prelude::*;

use super::*;
use crate::engine::{Access, ROLE_GROUPS};
use crate::store::{ProblemKind, plain};

const CLOSED: &str = "# Contoso\nschema = 1\nname = \"Contoso\"\nconnected-server = \"EX01\"\n\n[trust]\nroots = [\"trust/root.pem\"]\n\n\
                      [access] # who\nalice = [\"Server Management\"]\n\"bob b\" = [\"Help Desk\", \"Recipient Management\"]\n";

const USERS: [&str; 6] = ["alice", "ALICE", "bob b", "carol", "", "alice\u{200b}"];

/// Edits that nobody thought about: where, how much goes, what comes.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, Vec<u8>)>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        proptest::sample::select(vec![
            "\n",
            "#",
            "\"",
            "[",
            "]",
            "=",
            ".",
            "[access]\n",
            "access = 1\n",
            "\"\"\"",
            "carol = []\n",
            "{",
            "}"
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    proptest::collection::vec((any::<usize>(), 0usize..20, piece), 1..4)
}

fn edited(text: &str, edits: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, goes, comes) in edits {
        let at = at % (bytes.len() + 1);
        let end = (at + goes).min(bytes.len());
        bytes.splice(at..end, comes.iter().copied());
    }
    bytes
}

/// Whether a document lets somebody write, read by nobody of ours but the TOML crate's own values.
fn lets_write(text: &str, user: &str) -> bool {
    let Ok(document) = text.trim_start_matches('\u{feff}').parse::<toml::Table>() else { return false };
    let Some(access) = document.get("access") else { return true };
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    access.as_table().is_some_and(|table| {
        table.iter().filter(|(listed, _)| same(listed, user)).any(|(_, groups)| {
            let groups = groups.as_array().into_iter().flatten().filter_map(|group| group.as_str());
            groups.into_iter().any(|group| ROLE_GROUPS.iter().any(|managing| same(managing, group)))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_done_to_a_document_nobody_may_write_whom_it_does_not_name(edits in edits()) {
        let bytes = edited(CLOSED, &edits);
        let read = plain::organization(&bytes);
        for user in USERS {
            // What cannot be read lets nobody write.
            let may = read.as_ref().is_ok_and(|file| file.access_of(user) == Access::Full);
            let allowed = std::str::from_utf8(&bytes).is_ok_and(|text| lets_write(text, user));
            prop_assert!(!may || allowed, "{user:?} may write by {:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn random_edits_of_a_server_are_read_or_refused_with_their_place(edits in edits()) {
        let bytes = edited(EX01, &edits);
        if let Err(problem) = plain::server(&name("EX01"), &bytes) {
            prop_assert!(problem.position.is_some(), "{problem}");
        }
    }

    #[test]
    fn random_bytes_are_no_document_and_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(plain::organization(&bytes).is_err());
        prop_assert!(plain::server(&name("EX01"), &bytes).is_err());
        let _ = plain::entry(&bytes);
    }
}

/// A table that says something else than users with their groups is no open door.
#[test]
fn an_access_table_that_cannot_be_read_is_a_problem_and_not_an_open_door() {
    for access in [
        "access = true",
        "access = []",
        "[access]\nalice = \"Server Management\"",
        "[access]\nalice = [1]",
        "[[access]]\nalice = []",
    ] {
        let text = format!("schema = 1\nname = \"Contoso\"\n{access}\n");
        let read = plain::organization(text.as_bytes()).unwrap();
        assert_ne!(read.access_of("alice"), Access::Full, "{access}");
        let problem = read.access_problem.unwrap();
        assert!(matches!(problem.kind, ProblemKind::WrongType { .. }), "{access}: {problem}");
    }
    let empty = plain::organization(b"schema = 1\nname = \"Contoso\"\n[access]\n").unwrap();
    assert_ne!(empty.access_of("alice"), Access::Full);
}

#[test]
fn documents_deeper_than_anybody_writes_are_refused() {
    for (what, text) in deep(100_000) {
        for bytes in [format!("schema = 1\nname = \"Contoso\"\n{text}"), text.clone()] {
            assert!(plain::organization(bytes.as_bytes()).is_err(), "{what}");
            assert!(plain::server(&name("EX01"), bytes.as_bytes()).is_err(), "{what}");
        }
    }
    // What people write is far from that.
    for (what, text) in deep(8) {
        let text = format!("schema = 1\nname = \"Contoso\"\n{text}");
        assert!(plain::organization(text.as_bytes()).is_ok(), "{what}");
    }
}

/// Values inside each other, so many of them, in every way that TOML has.
fn deep(depth: usize) -> [(&'static str, String); 5] {
    [
        ("lists", format!("x = {}{}\n", "[".repeat(depth), "]".repeat(depth))),
        ("inline tables", format!("x = {}1{}\n", "{x=".repeat(depth), "}".repeat(depth))),
        ("keys", format!("x{} = 1\n", ".x".repeat(depth))),
        ("headers", format!("[x{}]\n", ".x".repeat(depth))),
        ("blocks", format!("[[x{}]]\n", ".x".repeat(depth))),
    ]
}

#[test]
fn a_name_with_a_path_in_it_leads_nowhere() {
    let organization = Organization::contoso();
    organization.put("secret.toml", EX01.replace("EX01", "../secret"));
    let before = organization.snapshot();
    let mut store = organization.open();
    for hostile in ["../secret", "servers/../../secret", "/etc/passwd", "..", "CON", "EX01\0", "EX\u{202e}01"] {
        let problem = store.open(&name(hostile)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NotAName, "{hostile:?}: {problem}");
        let part = Part { server: name(hostile), ..meaning(&Assignments::default(), Vec::new()) };
        assert!(store.apply(&part, &context()).is_err(), "{hostile:?}");
    }
    assert_eq!(organization.snapshot(), before);
}

#[cfg(unix)]
#[test]
fn a_trust_file_that_is_a_link_out_of_the_organization_is_not_read() {
    use std::os::unix::fs::symlink;
    let sample = crate::testing::Sample::new();
    let file = sample.path("trust/contoso-root.pem");
    let elsewhere = TempDir::new().unwrap();
    let target = elsewhere.path().join("root.pem");
    fs::rename(&file, &target).unwrap();
    let problems = |sample: &crate::testing::Sample| {
        let mut store = sample.open(Mode::ReadOnly);
        let server = store.open(&name("EX01")).unwrap();
        let _ = store.facts(&server.certificates[0], NOW);
        store.trust_problems().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    symlink(&target, &file).unwrap();
    assert!(
        problems(&sample).iter().any(|problem| problem.contains("leads out of the organization")),
        "{:?}",
        problems(&sample)
    );
    // A link that stays inside is a file like any other.
    fs::remove_file(&file).unwrap();
    fs::rename(&target, sample.path("trust/real.pem")).unwrap();
    symlink("real.pem", &file).unwrap();
    assert_eq!(problems(&sample), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn no_write_lets_more_people_at_a_file_than_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for wanted in [0o600, 0o640, 0o660, 0o644] {
        let organization = Organization::contoso();
        let document = organization.path("servers/EX01.toml");
        let change = |iis| {
            let server = organization.server("EX01");
            organization.open().apply(&part(&server, |after| after.iis = iis), &context()).unwrap();
        };
        change(None);
        let journal = fs::read_dir(organization.path("journal")).unwrap().next().unwrap().unwrap().path();
        for file in [&document, &journal] {
            fs::set_permissions(file, fs::Permissions::from_mode(wanted)).unwrap();
        }
        change(Some(print(0xBB)));
        assert_eq!((mode(&document), mode(&journal)), (wanted, wanted), "{wanted:o}");
    }
}
