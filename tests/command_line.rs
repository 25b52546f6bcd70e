//! The built program without a terminal: cmdlets, exit codes, streams, and what is on the disk afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, starts_with};
use support::home::{Home, written};

/// The certificates of the sample, by friendly name.
const LEGACY_IMPORT: &str = "434AC224C8459924B26521298CE8834C514856AB";
const MAIL_2027: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";
const MAIL_2026: &str = "01D035C24430169697A25149E85882127A90721A";
const EXPIRED: &str = "0FB000D996789127B593680588BD3AD6F253E854";
const NO_KEY: &str = "467C14E702E61D474C6C87A5242B52510AD2C233";
const WILDCARD: &str = "8A1D4B8FCD049FEB4049188C703D6D897914A767";
const UM: &str = "4F3739D447E70FF2FB52F25131E118A881282C97";
const CLIENT_ONLY: &str = "7BB96D7E7D4F2D93296D4AADE6295BF207A977F7";
const EDGE_2027: &str = "846D0A0B49C1049DD75548058FA33FD27EC65A9A";
const AUTH: &str = "FF80049F346A5C24650934FDA3938502CA6F76A4";
const HALF_KNOWN: &str = "4D03C6830846D59FC811F30F86FB465AEC03162B";

fn enable(thumbprint: &str, services: &str, server: &str) -> String {
    format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services {services} -Server {server}")
}

#[test]
fn the_two_lines_of_the_source_run_as_printed() {
    let home = Home::with_sample();
    home.shell(&format!("Enable-ExchangeCertificate -Thumbprint {LEGACY_IMPORT} -Services POP,IMAP,IIS,SMTP"))
        .success()
        .stdout(is_empty())
        .stderr(contains("Contoso mail 2026").and(contains("loses IIS")).and(contains("Restart IIS")));
    let shown =
        home.shell("Get-ExchangeCertificate | Format-List FriendlyName,Subject,CertificateDomains,Thumbprint,Services");
    let record = format!(
        "\nFriendlyName       : Contoso legacy import\n\
         Subject            : CN=mail.contoso.com, OU=IT, O=Contoso, C=US\n\
         CertificateDomains : {{mail.contoso.com, autodiscover.contoso.com}}\n\
         Thumbprint         : {LEGACY_IMPORT}\n\
         Services           : IMAP, POP, IIS, SMTP\n"
    );
    shown.success().stdout(contains(record)).stderr(is_empty());
}

#[test]
fn every_rule_that_refuses_is_met_and_changes_nothing() {
    let home = Home::with_sample();
    let call_router = home.path("org/servers/EX16.toml");
    let text = fs::read_to_string(&call_router).unwrap();
    fs::write(&call_router, text.replace("call-router-startup-mode = \"Dual\"", "call-router-startup-mode = \"TCP\""))
        .unwrap();
    let before = home.organization();
    for (rule, thumbprint, services, server) in [
        ("status-not-valid", EXPIRED, "IIS", "EX01"),
        ("private-key-missing", NO_KEY, "IIS", "EX01"),
        ("wildcard-imap", WILDCARD, "IMAP", "EX01"),
        ("wildcard-pop", WILDCARD, "POP", "EX01"),
        ("um-startup-mode", UM, "UM", "EX16"),
        ("um-call-router-startup-mode", UM, "UMCallRouter", "EX16"),
        ("um-not-in-version", MAIL_2027, "UM", "EX19"),
        ("no-server-auth", CLIENT_ONLY, "IIS", "EX02"),
        ("federation-elsewhere", MAIL_2027, "Federation", "EX01"),
        ("edge-smtp-only", EDGE_2027, "IIS", "EDGE1"),
        ("auth-certificate", AUTH, "IIS", "EX01"),
        ("facts-unknown", HALF_KNOWN, "IIS", "EX01"),
    ] {
        home.shell(&enable(thumbprint, services, server))
            .code(3)
            .stdout(is_empty())
            .stderr(contains(format!("\nrule: {rule}\n")));
    }
    for (rule, name, server) in [
        ("remove-default-smtp", "Microsoft Exchange", "EX01"),
        ("remove-back-end", "Microsoft Exchange", "EX01"),
        ("remove-auth", "Microsoft Exchange Server Auth Certificate", "EX01"),
        ("remove-federation", "Exchange Delegation Federation", "EX16"),
        ("remove-on-send-connector", "Contoso partner portal", "EX01"),
    ] {
        // Through a pipe: there is no way around a rule.
        let line = format!(
            "Get-ExchangeCertificate -Server {server} | Where-Object FriendlyName -eq '{name}' | \
             Remove-ExchangeCertificate -Confirm:$false"
        );
        home.shell(&line).code(3).stdout(is_empty()).stderr(contains(format!("\nrule: {rule}\n")));
    }
    assert_eq!(home.organization(), before);
}

#[test]
fn a_service_that_is_held_already_is_nothing_to_do() {
    let home = Home::with_sample();
    let before = home.organization();
    home.shell(&enable(MAIL_2027, "IIS", "EX02")).success().stdout(is_empty()).stderr(is_empty());
    assert_eq!(home.organization(), before);
}

#[test]
fn without_a_terminal_the_default_smtp_certificate_stays_and_force_replaces_it() {
    let home = Home::with_sample();
    let default =
        |home: &Home| home.server("EX01").lines().find(|line| line.starts_with("smtp-default")).unwrap().to_owned();
    let before = default(&home);
    home.shell(&enable(MAIL_2027, "SMTP", "EX01")).success().stderr(contains("rule: default-smtp"));
    assert_eq!(default(&home), before);
    home.shell(&format!("{} -Force", enable(MAIL_2027, "SMTP", "EX01")))
        .success()
        .stderr(contains("Delete and recreate the Edge subscription."));
    assert!(default(&home).contains(MAIL_2027));
    let journal = home.organization().into_iter().find(|(path, _)| path.extension().is_some_and(|e| e == "jsonl"));
    let journal = String::from_utf8(journal.unwrap().1).unwrap();
    assert_eq!(journal.lines().count(), 2);
    assert!(journal.contains(r#"{"question":"default-smtp","answer":"Keep"}"#), "{journal}");
}

#[test]
fn a_wildcard_drops_its_own_service_and_the_others_go_through() {
    let home = Home::with_sample();
    home.shell(&enable(WILDCARD, "IIS,POP", "EX01"))
        .success()
        .stderr(contains("cannot used for POP SSL/TLS connections").and(contains("rule: wildcard-pop")));
    assert!(home.server("EX01").contains(&format!("\niis = \"{WILDCARD}\" # Default Web Site")));
}

#[test]
fn a_document_differs_in_the_changed_values_only() {
    let home = Home::with_sample();
    let before = home.server("EX01");
    home.shell(&enable(MAIL_2027, "IIS", "EX01")).success();
    let after = home.server("EX01");
    assert_ne!(before, after);
    assert_eq!(after.replacen(MAIL_2027, MAIL_2026, 1), before, "one value, and not a comment with it");
}

#[test]
fn readonly_and_view_only_roles_change_no_byte() {
    let home = Home::with_sample();
    let line = enable(MAIL_2027, "IIS,SMTP", "EX01");
    let before = home.organization();
    home.run(&["--readonly", "-c", &line]).code(6).stderr(contains("rule: not-permitted"));
    home.run(&["--readonly", "-c", &format!("{line} -WhatIf")]).success().stdout(starts_with("What if: "));
    home.run(&["--readonly", "-c", "Get-ExchangeCertificate"]).success();
    home.run(&["--readonly", "screen"]).success();
    home.run(&["--readonly", "demo", "org", "--fresh"]).code(6);
    home.run(&["--readonly", "init", "other"]).code(6);
    assert_eq!(home.organization(), before);

    let file = home.path("org/organization.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text + "\n[access]\nalice = [\"Server Management\"]\n").unwrap();
    let before = home.organization();
    home.run(&["--as", "carol", "-c", &line])
        .code(6)
        .stderr(contains("Organization Management").and(contains("rule: not-permitted")));
    assert_eq!(home.organization(), before);
    home.run(&["--as", "Alice", "-c", &line]).success();
}

#[test]
fn a_mistake_anywhere_in_a_script_keeps_all_of_it_from_running() {
    let home = Home::with_sample();
    let before = home.organization();
    let script = format!("{}\n\n  Get-ExchangeCertificat\n", enable(MAIL_2027, "IIS", "EX01"));
    let assert = home.program().args(["-c", "-"]).write_stdin(script).assert().code(2).stdout(is_empty());
    let (_, errors) = written(&assert);
    assert!(errors.starts_with("line 3, column 3: The term 'Get-ExchangeCertificat'"), "{errors}");
    assert!(errors.contains("\n    Get-ExchangeCertificat\n    ^\nNothing was run.\n"), "{errors}");
    assert_eq!(home.organization(), before);
}

#[test]
fn the_first_refusal_stops_a_script_and_what_went_before_stands() {
    let home = Home::with_sample();
    let lines = [enable(MAIL_2027, "POP", "EX01"), enable(EXPIRED, "IIS", "EX01"), enable(MAIL_2027, "IMAP", "EX01")];
    home.program().args(["-c", "-"]).write_stdin(lines.join("\n")).assert().code(3);
    home.shell(&format!("Get-ExchangeCertificate {MAIL_2027} | fl Services")).stdout("Services : POP\n");
}

#[test]
fn a_broken_document_is_that_servers_problem_alone() {
    let home = Home::with_sample();
    fs::write(home.path("org/servers/EX01.toml"), "schema = 1\nname = \"EX01\"\nfqdn = = 1\n").unwrap();
    home.shell("Get-ExchangeCertificate").code(1).stderr(contains("servers/EX01.toml:3:"));
    home.shell("Get-ExchangeCertificate -Server ex01.contoso.com").code(1);
    home.shell("Get-ExchangeCertificate -Server EX02").success();
    home.run(&["--server", "ex19.contoso.com", "-c", "Get-ExchangeCertificate"]).success();
}

#[test]
fn what_is_not_there_is_not_found() {
    let home = Home::with_sample();
    home.shell("Get-ExchangeCertificate -Server EX99").code(4).stderr(contains("EX99"));
    home.run(&["--server", "EX99", "-c", "Get-ExchangeCertificate"]).code(4);
    let nobody = "0000000000000000000000000000000000000000";
    home.shell(&enable(nobody, "IIS", "EX01")).code(4).stderr(contains("was not found"));
    let empty = Home::empty();
    empty.shell("Get-ExchangeCertificate").code(4).stderr(contains("exchcert demo").and(contains("exchcert init")));
    empty.run(&[]).code(4).stderr(contains("exchcert demo"));
}

#[test]
fn a_question_without_a_safe_answer_needs_a_terminal() {
    let home = Home::with_sample();
    let before = home.organization();
    home.shell(&format!("{} -Confirm", enable(MAIL_2027, "IIS", "EX01"))).code(7);
    assert_eq!(home.organization(), before);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::with_sample();
    let mut child = home.spawned(&["-c", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    // Only now is there anything to print.
    child.stdin.take().unwrap().write_all(b"Get-ExchangeCertificate | Format-List *\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_writers_at_once_lose_nothing() {
    for (first, second) in [("POP", "IMAP"), ("POP", "POP"), ("IIS", "POP")] {
        let home = Home::with_sample();
        let lines = [enable(MAIL_2027, first, "EX01"), enable(LEGACY_IMPORT, second, "EX01")];
        let children = lines.clone().map(|line| home.spawned(&["-c", &line]).spawn().unwrap());
        let ended = children.map(|child| child.wait_with_output().unwrap().status.code().unwrap());
        assert!(ended.contains(&0) && ended.iter().all(|code| matches!(code, 0 | 5)), "{ended:?}");
        for (thumbprint, service, code) in [(MAIL_2027, first, ended[0]), (LEGACY_IMPORT, second, ended[1])] {
            let (shown, _) = written(&home.shell(&format!("Get-ExchangeCertificate {thumbprint} | fl Services")));
            assert_eq!(shown.contains(service), code == 0, "{service}: {ended:?} {shown}");
        }
        let journal = home.organization().into_iter().find(|(path, _)| path.extension().is_some_and(|e| e == "jsonl"));
        let lines = String::from_utf8(journal.unwrap().1).unwrap().lines().count();
        assert_eq!(lines, ended.iter().filter(|code| **code == 0).count());
    }
}

#[test]
fn inspect_needs_no_organization() {
    let home = Home::with_sample();
    let file = format!("org/certificates/{MAIL_2027}.pem");
    let trust = ["--root", "org/trust/contoso-root.pem", "--intermediate", "org/trust/contoso-issuing.pem"];
    let now = ["--now", "2026-11-21T09:00:00Z"];
    let arguments = |rest: &[&'static str]| [&["inspect"], &now[..], &trust[..], rest].concat();
    home.program().args(arguments(&[])).arg(&file).assert().success().stdout(contains("Status               : Valid"));
    let json = home.program().args(arguments(&["--json"])).arg(&file).assert().success();
    let parsed: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(parsed[0]["Thumbprint"], MAIL_2027);
    assert_eq!(parsed[0]["NotAfter"], "2027-05-29T12:00:00Z");
    let untrusting = home.program().args(["inspect", &file]).args(now).assert().success();
    untrusting.stdout(contains(": Unknown")).stderr(contains("--root"));

    fs::write(home.path("bad.pem"), "no certificate").unwrap();
    home.run(&["inspect", "bad.pem", &file]).code(1).stdout(contains(MAIL_2027)).stderr(starts_with("bad.pem: "));
    home.run(&["inspect", "gone.pem"]).code(1).stderr(starts_with("gone.pem: "));
}

#[test]
fn only_a_demo_is_ever_removed() {
    let home = Home::with_sample();
    home.shell(&enable(MAIL_2027, "IIS", "EX01")).success();
    // The page that would open needs a terminal: without one nothing is thrown away for it.
    home.run(&["demo", "org", "--fresh"]).code(1).stderr(contains("needs a terminal"));
    assert!(home.server("EX01").contains(&format!("\niis = \"{MAIL_2027}\"")));
    fs::write(home.path("org/notes.txt"), "mine").unwrap();
    home.run(&["demo", "org", "--fresh"]).code(1).stderr(contains("notes.txt"));
    assert!(home.path("org/notes.txt").exists());
    home.run(&["init", "real", "--name", "Contoso"]).success().stdout(contains("Contoso"));
    home.run(&["demo", "real", "--fresh"]).code(1).stderr(contains("left alone"));
    home.run(&["init", "real"]).code(1).stderr(contains("not empty"));
    assert!(home.path("real/organization.toml").exists());
}

#[test]
fn screen_draws_every_view_the_same_each_time() {
    let home = Home::with_sample();
    let before = home.organization();
    for (view, words) in [
        ("certificates", "Contoso mail 2027"),
        ("details", "Assigned to services"),
        ("edit-general", "Thumbprint"),
        ("edit-services", "Specify the services"),
        ("smtp-question", "Overwrite the existing default SMTP certificate?"),
        ("shell", "[PS] EX01>"),
        ("journal", "Nothing has been done yet."),
        ("help", "Help"),
    ] {
        let draw = || written(&home.run(&["screen", "--view", view, "--size", "120x32"]).success()).0;
        let picture = draw();
        assert!(picture.contains(words), "{view}:\n{picture}");
        assert_eq!(picture, draw());
        assert!(!picture.contains('\u{1b}'));
    }
    home.run(&["screen", "--format", "svg"]).success().stdout(starts_with("<svg").or(starts_with("<?xml")));
    assert_eq!(home.organization(), before);
}

#[test]
fn the_log_is_a_file_and_says_who_did_what() {
    let home = Home::with_sample();
    let log = home.path("run.log");
    home.run(&["--log", "run.log", "--as", "alice\u{202e}", "-c", &enable(MAIL_2027, "IIS", "EX01")]).success();
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("Enable-ExchangeCertificate") && text.contains("alice<U+202E>"), "{text}");
    home.run(&["--log", "no/such/place.log", "-c", "Get-ExchangeCertificate"]).success().stderr(contains("no log"));
}
