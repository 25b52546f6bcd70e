//! What an import writes into `organization.toml`, and whom the organization trusts then.

use std::path::Path;
use std::sync::Arc;

use super::taking_in::{contents, go_on, import, made};
use super::*;
use crate::engine::{Intake, OrganizationIntake, RootCaType, SendConnector, TrustFile, TrustKind};
use crate::store::organization_write::write;
use crate::store::{ApplyError, EntryKind, Problem, ProblemKind, Taken};
use crate::x509;

const HEAD: &str = "schema = 1\nname = \"Contoso\" # us\n";
const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn after(text: &str, intake: &OrganizationIntake) -> String {
    let text = format!("{HEAD}{text}");
    let path = Path::new("organization.toml");
    let written = write(path, &text, intake).unwrap();
    assert_eq!(write(path, &written, intake).unwrap(), written, "once more changes nothing");
    written.strip_prefix(HEAD).unwrap().replace(A, "A")
}

fn connector(name: &str, tls: Option<&str>, sources: &[&str]) -> SendConnector {
    SendConnector {
        name: name.into(),
        tls_certificate_name: tls.map(|tls| tls.parse().unwrap()),
        source_servers: sources.iter().map(|server| super::name(server)).collect(),
    }
}

fn root(name: &str, root_type: Option<RootCaType>) -> TrustFile {
    let pem = x509::to_pem(&made("root.contoso.com").der, x509::Document::Certificate);
    TrustFile { kind: TrustKind::Root, name: name.into(), bytes: Arc::new(pem.into_bytes()), root_type }
}

#[test]
fn the_auth_certificate_is_exchanged_or_added() {
    let auth = OrganizationIntake { auth_certificate: Some(print(0xAA)), ..OrganizationIntake::default() };
    let old = print(0xBB);
    for (before, expected) in [
        (String::new(), "\n[auth]\ncurrent = \"A\"\n"),
        (format!("[auth]\ncurrent = '{old}' # now\n"), "[auth]\ncurrent = 'A' # now\n"),
        (format!("auth.current = \"{old}\"\n"), "auth.current = \"A\"\n"),
        (format!("auth = {{ current = \"{}\" }}\n", print(0xAA)), "auth = { current = \"A\" }\n"),
    ] {
        assert_eq!(after(&before, &auth), expected);
    }
}

#[test]
fn send_connectors_are_changed_by_name_and_come_at_the_end() {
    let text = "[[send-connectors]]\nname = 'To Fabrikam' # partner\ntls-certificate-name = '<I>CN=CA<S>CN=a'\n\
                source-servers = [\"EX01\", 'EX02'] # both\ncost = 1\n\n[access]\nalice = []\n";
    let coming = vec![connector("to fabrikam", Some("<I>CN=CA<S>CN=b"), &["EX02"]), connector("To \"all\"", None, &[])];
    let intake = OrganizationIntake { send_connectors: coming, ..OrganizationIntake::default() };
    assert_eq!(
        after(text, &intake),
        "[[send-connectors]]\nname = 'To Fabrikam' # partner\ntls-certificate-name = '<I>CN=CA<S>CN=b'\n\
         source-servers = ['EX02'] # both\ncost = 1\n\n[[send-connectors]]\nname = \"To \\\"all\\\"\"\n\n[access]\nalice = []\n"
    );
    let null = OrganizationIntake {
        send_connectors: vec![connector("To Fabrikam", None, &[])],
        ..OrganizationIntake::default()
    };
    assert_eq!(
        after(text, &null),
        "[[send-connectors]]\nname = 'To Fabrikam' # partner\nsource-servers = [] # both\ncost = 1\n\n[access]\nalice = []\n"
    );
}

#[test]
fn trust_files_join_their_lists_with_the_types_of_roots() {
    let types = |file: &str| root(file, Some(RootCaType::Enterprise));
    let intake = |files| OrganizationIntake { trust: files, ..OrganizationIntake::default() };
    for (before, expected) in [
        ("", "\n[trust]\nroots = [\"trust/a.pem\"]\nroot-types = { \"trust/a.pem\" = \"Enterprise\" }\n"),
        (
            "[trust] # whom\nroots = ['trust/b.pem'] # b\n",
            "[trust] # whom\nroots = ['trust/b.pem', 'trust/a.pem'] # b\nroot-types = { \"trust/a.pem\" = \"Enterprise\" }\n",
        ),
        (
            "[trust]\nroots = []\nroot-types = { 'trust/a.pem' = 'Registry' }\n",
            "[trust]\nroots = [\"trust/a.pem\"]\nroot-types = { 'trust/a.pem' = 'Enterprise' }\n",
        ),
        (
            "[trust]\nroots = [\"trust/a.pem\"]\n[trust.root-types]\n\"trust/b.pem\" = 'Registry' # b\n",
            "[trust]\nroots = [\"trust/a.pem\"]\n[trust.root-types]\n\"trust/b.pem\" = 'Registry' # b\n\"trust/a.pem\" = \"Enterprise\"\n",
        ),
    ] {
        assert_eq!(after(before, &intake(vec![types("trust/a.pem")])), expected);
    }
}

fn trusting(organization: &Organization, files: Vec<TrustFile>) -> Intake {
    let base = organization.open().organization().unwrap().revision;
    let wanted = OrganizationIntake { base, trust: files, ..OrganizationIntake::default() };
    Intake { organization: Some(wanted), sources: vec!["root.pem".into()], ..Intake::default() }
}

fn take(organization: &Organization, intake: &Intake) -> Result<Taken, ApplyError> {
    organization.open().take_in(intake, &import(), &mut go_on)
}

#[test]
fn an_organization_learns_whom_to_trust_and_keeps_no_key_that_stands_beside_it() {
    let organization = Organization::contoso();
    let mut file = root("trust/root.pem", None);
    let pem = String::from_utf8(file.bytes.to_vec()).unwrap();
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    file.bytes = Arc::new(format!("Contoso root\n{key}{pem}").into_bytes());
    let taken = take(&organization, &trusting(&organization, vec![file])).unwrap();
    assert_eq!((taken.files, taken.servers.len()), (1, 0));
    assert_eq!(organization.text("trust/root.pem"), pem);
    let read = organization.open().organization().unwrap();
    assert_eq!(read.trust.roots, ["trust/root.pem"]);
    assert_eq!(Some(read.revision), taken.organization.map(|applied| applied.revision));
    let entry = organization.open().journal(1).unwrap().entries.remove(0);
    assert_eq!(
        (entry.kind, entry.server.as_str(), entry.sources),
        (EntryKind::Import, "", vec!["root.pem".to_owned()])
    );
    assert_eq!((entry.facts[0].fact.as_str(), entry.facts[0].after.as_deref()), ("root", Some("trust/root.pem")));
    assert!(organization.snapshot().iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("PRIVATE KEY")));
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn a_change_of_the_organization_that_never_came_is_said_not_to_have_happened() {
    let organization = Organization::contoso();
    let old = organization.text("organization.toml");
    let taken = take(&organization, &trusting(&organization, vec![root("trust/root.pem", None)])).unwrap();
    organization.put("organization.toml", old);
    organization.put(".tmp-organization.toml", "half");
    let recovered = organization.open().recover("bob", NOW).unwrap();
    assert_eq!((recovered.leftovers, recovered.abandoned), (1, taken.organization.map(|applied| applied.seq)));
}

#[test]
fn an_organization_changed_meanwhile_or_a_trust_file_of_that_name_stops_it() {
    let organization = Organization::contoso();
    let intake = trusting(&organization, vec![root("trust/root.pem", None)]);
    organization.put("trust/root.pem", x509::to_pem(&made("other").der, x509::Document::Certificate));
    let before = contents(&organization);
    let refused = take(&organization, &intake).unwrap_err();
    assert!(matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::Exists, .. })), "{refused}");
    assert_eq!(contents(&organization), before);
    organization.put("organization.toml", "schema = 1\nname = \"Fabrikam\"\n");
    let refused = take(&organization, &intake).unwrap_err();
    assert!(
        matches!(&refused, ApplyError::Conflict { server, .. } if server.as_str() == "organization.toml"),
        "{refused}"
    );
}

#[test]
fn trust_files_have_plain_names_in_their_directory() {
    let organization = Organization::contoso();
    let before = organization.snapshot();
    for bad in ["root.pem", "trust/../root.pem", "/etc/root.pem", "trust/a/b.pem", "trust/", "certificates/a.pem"] {
        let refused = take(&organization, &trusting(&organization, vec![root(bad, None)])).unwrap_err();
        assert!(
            matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::NotAName, .. })),
            "{bad}: {refused}"
        );
    }
    assert_eq!(contents(&organization), before);
}
