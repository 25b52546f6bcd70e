//! The built program without a terminal: the check-up, its repairs, and who may do what in whose name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use support::home::{Home, written};

const MAIL_2027: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";

fn append(home: &Home, file: &str, text: &str) {
    let path = home.path(file);
    let before = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, before + text).unwrap();
}

/// A home whose organization has a leftover, an unknown certificate, and a torn line.
fn damaged() -> Home {
    let home = Home::with_sample();
    home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services IMAP -Confirm:$false")).success();
    let journal = fs::read_dir(home.path("org/journal")).unwrap().next().unwrap().unwrap().path();
    let torn = fs::read_to_string(&journal).unwrap() + "{\"seq\":2,\"ki";
    fs::write(journal, torn).unwrap();
    fs::write(home.path("org/servers/.tmp-EX01.toml"), "half").unwrap();
    fs::remove_file(home.path(&format!("org/certificates/{MAIL_2027}.pem"))).unwrap();
    home
}

#[test]
fn a_sound_organization_is_said_to_be_sound_with_exit_code_0() {
    let home = Home::with_sample();
    let before = home.organization();
    home.run(&["doctor"])
        .success()
        .stdout(contains("trust/fabrikam-root.pem  trust-unlisted").and(contains("Nothing is wrong. Notes: 1.")))
        .stderr(is_empty());
    assert_eq!(home.organization(), before, "not even a lock");
}

#[test]
fn findings_say_what_why_and_what_to_do_with_exit_code_1() {
    let home = damaged();
    let before = home.organization();
    let (said, _) = written(&home.run(&["doctor"]).code(1));
    for line in [
        "warning  servers/.tmp-EX01.toml  leftover",
        "warning  servers/EX01.toml:",
        "certificate-without-facts",
        "journal-torn",
        "    --fix repairs this",
        "It reads Unknown and cannot be assigned.",
        "exchcert doctor --fix repairs 2 of them.",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(home.organization(), before);
}

#[test]
fn findings_are_json_for_another_program() {
    let home = damaged();
    let (said, _) = written(&home.run(&["doctor", "--json"]).code(1));
    let found: Vec<serde_json::Value> = serde_json::from_str(&said).unwrap();
    let leftover = found.iter().find(|finding| finding["id"] == "leftover").unwrap();
    assert_eq!(leftover["severity"], "warning");
    assert_eq!(leftover["file"], "servers/.tmp-EX01.toml");
    assert_eq!((&leftover["fixable"], &leftover["line"]), (&true.into(), &serde_json::Value::Null));
    let unknown = found.iter().find(|finding| finding["id"] == "certificate-without-facts").unwrap();
    assert!(unknown["line"].as_u64().unwrap() > 1 && unknown["remedy"].as_str().unwrap().contains(MAIL_2027));
    let keys: Vec<_> = leftover.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["column", "file", "fixable", "id", "line", "remedy", "severity", "what", "why"]);
}

#[test]
fn repairs_are_backed_up_journaled_and_checked_again() {
    let home = damaged();
    let document = home.server("EX01");
    let (said, told) = written(&home.run(&["doctor", "--fix", "--as", "alice"]).code(1));
    assert!(told.contains("Repaired: 2.") && told.contains("backup/20"), "{told}");
    assert!(said.contains("certificate-without-facts") && !said.contains("leftover"), "what is left: {said}");
    assert_eq!(home.server("EX01"), document);
    let backup = fs::read_dir(home.path("org/backup")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_to_string(backup.join("servers/.tmp-EX01.toml")).unwrap(), "half");
    home.run(&["journal", "--verify"]).success();
    home.run(&["journal", "--limit", "1"]).success().stdout(
        contains("alice").and(contains("leftover: servers/.tmp-EX01.toml")).and(contains("exchcert doctor --fix")),
    );
    home.run(&["doctor", "--fix"]).code(1).stderr(contains("There is nothing that can be repaired without a person."));
}

#[test]
fn whoever_may_not_write_repairs_nothing() {
    let home = damaged();
    let before = home.organization();
    home.run(&["doctor", "--fix", "--readonly"]).code(6);
    assert_eq!(home.organization(), before);
    append(&home, "org/organization.toml", "\n[access]\nalice = [\"Server Management\"]\nbob = [\"View-Only\"]\n");
    home.run(&["doctor", "--fix", "--as", "bob"]).code(6).stderr(contains("Server Management"));
    append(&home, "org/organization.toml", "carol = [\"Server Managment\"]\n");
    home.run(&["doctor", "--fix", "--as", "alice"]).code(6).stderr(contains("[access]"));
    append(&home, "org/organization.toml", "= broken\n");
    home.run(&["doctor", "--fix", "--as", "alice"]).code(6).stderr(contains("organization.toml:"));
    assert!(home.path("org/servers/.tmp-EX01.toml").exists() && !home.path("org/backup").exists());
}

#[test]
fn an_organization_whose_own_document_is_broken_is_checked_all_the_same() {
    let home = damaged();
    fs::write(home.path("org/organization.toml"), "schema = 1\nname =\n").unwrap();
    let (said, _) = written(&home.run(&["doctor"]).code(1));
    assert!(said.contains("problem  organization.toml:2:7  organization-unreadable"), "{said}");
    assert!(said.contains("leftover"), "the rest is checked: {said}");
    fs::remove_file(home.path("org/organization.toml")).unwrap();
    home.run(&["doctor"]).code(1).stdout(contains("organization-unreadable"));
    Home::empty().run(&["doctor"]).code(4);
}

#[test]
fn the_journal_names_roles_and_the_account_behind_a_name() {
    let home = Home::with_sample();
    append(&home, "org/organization.toml", "\n[access]\nalice = [\"server management\"]\n");
    let change = format!("Enable-ExchangeCertificate {MAIL_2027} -Services IMAP -Confirm:$false");
    home.run(&["--as", "alice", "-c", &change]).success();
    let (said, _) = written(&home.run(&["journal", "--json"]).success());
    let lines: Vec<serde_json::Value> = serde_json::from_str(&said).unwrap();
    assert_eq!(lines[0]["roles"], serde_json::json!(["Server Management"]));
    assert!(lines[0]["account"].is_string(), "somebody else's account is behind the name: {said}");
    home.run(&["journal"]).success().stdout(contains("as: Server Management").and(contains("run by the account ")));
}

#[test]
fn a_table_that_is_nearly_access_lets_nobody_write() {
    for table in [
        "[Access]\nalice = [\"View-Only\"]\n",
        "[acess]\n",
        "[access]\nalice = [\"Servr Management\"]\n",
        "[[access]]\n",
    ] {
        let home = Home::with_sample();
        append(&home, "org/organization.toml", &format!("\n{table}"));
        let before = home.organization();
        let change = format!("Enable-ExchangeCertificate {MAIL_2027} -Services IMAP -Confirm:$false");
        home.run(&["--as", "alice", "-c", &change])
            .code(6)
            .stderr(contains("[access]").and(contains("exchcert doctor")));
        home.run(&["-c", "Get-ExchangeCertificate"]).success();
        home.run(&["doctor"]).code(1).stdout(contains("access-table"));
        assert_eq!(home.organization(), before, "{table}");
    }
}
