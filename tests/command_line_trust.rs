//! Whom the organization trusts, by the built program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, starts_with};

use support::home::Home;

/// "Fabrikam relay" on EX01: nobody trusts its root yet.
const STATUS: &str = "Get-ExchangeCertificate 6F97E52CE50DC4423436F5A933C8D0FD40BBC1ED | Format-List Status,RootCAType";

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Puts a file into the home, under its own name.
fn copied(home: &Home, path: &str) -> String {
    let from = fixture(path);
    let name = from.file_name().unwrap().to_str().unwrap().to_owned();
    fs::copy(&from, home.path(&name)).unwrap();
    name
}

fn document(home: &Home) -> String {
    fs::read_to_string(home.path("org/organization.toml")).unwrap()
}

#[test]
fn a_root_that_is_added_makes_its_certificates_valid() {
    let home = Home::with_sample();
    let root = copied(&home, "assets/organization/trust/fabrikam-root.pem");
    home.shell(STATUS).stdout(contains("Status     : Untrusted").and(contains("RootCAType : None")));
    let before = document(&home);
    let run = home.run(&["--as", "alice", "trust", "add", &root, "--root-type", "GroupPolicy"]);
    run.success().stdout(starts_with(
        "Trusted root added: CN=Fabrikam Root CA, DC=fabrikam, DC=com, in trust/fabrikam-root-ca-",
    ));
    home.shell(STATUS).stdout(contains("Status     : Valid").and(contains("RootCAType : GroupPolicy")));
    let after = document(&home);
    for line in before.lines().filter(|line| !line.starts_with("roots") && !line.starts_with("root-types")) {
        assert!(after.contains(line), "this line went: {line}");
    }
    home.run(&["journal"]).stdout(contains("exchcert trust add fabrikam-root.pem"));
}

#[test]
fn adding_again_says_so_and_writes_nothing() {
    let home = Home::with_sample();
    let root = copied(&home, "assets/organization/trust/fabrikam-root.pem");
    home.run(&["trust", "add", &root]).success();
    let before = home.organization();
    home.run(&["trust", "add", &root, &root]).success().stdout(starts_with("Already there: CN=Fabrikam Root CA"));
    home.run(&["trust", "add", &root, "--root-type", "Enterprise"])
        .success()
        .stderr(contains("stays Registry").and(contains("root-types")));
    home.run(&["trust", "add", &root, "--json"]).success().stdout(contains("\"State\": \"Present\""));
    assert_eq!(home.organization(), before);
}

#[test]
fn one_file_that_cannot_be_taken_keeps_all_of_them_out() {
    let home = Home::with_sample();
    let root = copied(&home, "assets/organization/trust/fabrikam-root.pem");
    let leaf = copied(&home, "tests/fixtures/x509/sha1-leaf.pem");
    let before = home.organization();
    home.run(&["trust", "add", &root, &leaf, "missing.pem"]).code(1).stdout("").stderr(
        contains("sha1-leaf.pem: CN=old.contoso.com is no certification authority")
            .and(contains("Add the certificate of its issuer."))
            .and(contains("missing.pem: "))
            .and(contains("Nothing was added.")),
    );
    let list = copied(&home, "assets/organization/trust/contoso-issuing.crl");
    home.run(&["trust", "add", &list, "--root-type", "Enterprise"])
        .code(2)
        .stderr(contains("--root-type is for roots"));
    home.run(&["trust", "add"]).code(2);
    assert_eq!(home.organization(), before);
}

#[test]
fn whoever_may_only_look_adds_nobody() {
    let home = Home::with_sample();
    let root = copied(&home, "assets/organization/trust/fabrikam-root.pem");
    let text = document(&home) + "\n[access]\nalice = [\"Server Management\"]\n";
    fs::write(home.path("org/organization.toml"), text).unwrap();
    let before = home.organization();
    home.run(&["--readonly", "trust", "add", &root]).code(6).stderr(contains("rule: not-permitted"));
    home.run(&["--as", "carol", "trust", "add", &root]).code(6).stderr(contains("Organization Management"));
    assert_eq!(home.organization(), before);
    home.run(&["--readonly", "trust"]).success();
}

#[test]
fn everybody_who_is_trusted_is_listed_with_an_end() {
    let home = Home::with_sample();
    home.run(&["trust"]).success().stdout(
        starts_with("Trusted roots\n  CN=Contoso Root CA, DC=contoso, DC=com\n      until ")
            .and(contains(", Enterprise, trust/contoso-root.pem\n"))
            .and(contains("of 2026-11-16, the next on 2026-12-14, trust/contoso-issuing.crl\n")),
    );
    home.run(&["--now", "2027-01-01T00:00:00Z", "trust"]).success().stdout(contains("the next was due on 2026-12-14"));
    home.run(&["trust", "--json"])
        .success()
        .stdout(contains("\"RootCAType\": \"Enterprise\"").and(contains("\"NextUpdate\": \"2026-12-14T06:00:00Z\"")));
    fs::write(home.path("org/trust/contoso-branch.pem"), "damaged").unwrap();
    home.run(&["trust"]).code(1).stdout(contains("Contoso Root CA")).stderr(contains("trust/contoso-branch.pem: "));
    let other = Home::empty();
    other.run(&["init", "org"]).success();
    other.run(&["trust"]).success().stdout(contains("exchcert trust add FILE"));
}

#[test]
fn the_roots_of_the_machine_count_where_the_organization_wants_them() {
    let home = Home::with_sample();
    let root = fixture("assets/organization/trust/fabrikam-root.pem");
    let run = |home: &Home, roots: &Path| home.program().env("SSL_CERT_FILE", roots).args(["-c", STATUS]).assert();
    run(&home, &root).success().stdout(contains("Status     : Untrusted"));
    let text = document(&home).replace("system-roots = false", "system-roots = true");
    fs::write(home.path("org/organization.toml"), text).unwrap();
    run(&home, &root).success().stdout(contains("Status     : Valid").and(contains("RootCAType : ThirdParty")));
    run(&home, &home.path("nowhere.pem"))
        .success()
        .stdout(contains("Status     : Untrusted"))
        .stderr(contains("system-roots: "));
}
