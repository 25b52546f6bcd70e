//! The built program without a terminal: scripts of many lines, the journal, and what is handed over as a script.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, starts_with};
use support::home::{Home, written};

const MAIL_2027: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";
const MAIL_2026: &str = "01D035C24430169697A25149E85882127A90721A";
const NO_KEY: &str = "467C14E702E61D474C6C87A5242B52510AD2C233";

/// Ten lines, with comments, lines that go on, and two commands in one line.
fn ten_lines(fifth: &str) -> String {
    format!(
        "# Assign the certificate of 2027.\n\
         Get-ExchangeCertificate {MAIL_2027} | Format-List Thumbprint, `\n\
         \x20   Services\n\
         Enable-ExchangeCertificate -Thumbprint {MAIL_2027} -Services IMAP -Confirm:$false ; Get-ImapSettings\n\
         {fifth}\n\
         Enable-ExchangeCertificate -Thumbprint {MAIL_2027} `\n\
         \x20   -Services POP # the last one\n\
         \n\
         Get-ExchangeCertificate {MAIL_2027} |\n\
         \x20   Format-List Services\n"
    )
}

fn script(home: &Home, text: &str) -> assert_cmd::assert::Assert {
    home.program().args(["-c", "-"]).write_stdin(text).assert()
}

#[test]
fn a_script_of_ten_lines_runs_from_its_first_to_its_last() {
    let home = Home::with_sample();
    let text = ten_lines("Set-PopSettings -X509CertificateName 'pop.contoso.com'");
    assert_eq!(text.lines().count(), 10);
    script(&home, &text).success().stdout(contains("Services   : None").and(contains("Services : IMAP, POP")));
    assert!(home.server("EX01").contains("x509-certificate-name = \"mail.contoso.com\""));
}

#[test]
fn a_misspelt_cmdlet_on_any_line_is_named_and_nothing_is_done() {
    let home = Home::with_sample();
    let before = home.organization();
    let text = ten_lines("Get-PopSettings");
    for (at, _) in text.match_indices("-ExchangeCertificate").chain(text.match_indices("-PopSettings")) {
        let (before, behind) = text.split_at(at);
        let (misspelt, line) = (format!("{before}-Nonsense{behind}"), before.lines().count());
        script(&home, &misspelt)
            .code(2)
            .stdout(is_empty())
            .stderr(contains(format!("line {line}, column ")).and(contains("Nothing was run.")));
    }
    assert_eq!(home.organization(), before);
}

#[test]
fn a_refusal_on_line_five_ends_the_script_there() {
    let home = Home::with_sample();
    let refused = format!("Enable-ExchangeCertificate -Thumbprint {NO_KEY} -Services IIS");
    let ended = script(&home, &ten_lines(&refused)).code(3);
    let (stdout, stderr) = written(&ended);
    assert!(stderr.contains("rule: private-key-missing") && stderr.contains("line 5"), "{stderr}");
    assert!(stdout.contains("mail.contoso.com"), "the lines before it ran: {stdout}");
    assert!(!stdout.contains("IMAP, POP"), "those after it did not: {stdout}");
    let entries = home.run(&["journal", "--json"]).success();
    let entries: serde_json::Value = serde_json::from_slice(&entries.get_output().stdout).unwrap();
    let services: Vec<_> = entries.as_array().unwrap().iter().map(|entry| &entry["steps"][0]["service"]).collect();
    assert_eq!(services, ["IMAP"]);
}

#[test]
fn the_journal_says_who_did_what_and_what_is_left() {
    let home = Home::with_sample();
    home.run(&["journal"]).success().stdout(contains("Nothing has been changed yet."));
    home.run(&["--as", "alice", "-c", &format!("Enable-ExchangeCertificate {MAIL_2027} -Services IIS,SMTP")]).success();
    home.run(&["journal"]).success().stdout(
        contains("alice  EX01")
            .and(contains(format!(
                "Enable-ExchangeCertificate -Thumbprint {MAIL_2027} -Services IIS,SMTP -Server EX01"
            )))
            .and(contains(format!("{MAIL_2027}  None -> IIS, SMTP")))
            .and(contains("default-smtp: Keep")),
    );
    home.run(&["journal", "--open"]).success().stdout(contains("restart-iis").and(contains("verify-iis-bindings")));
    home.run(&["journal", "1", "--done", "restart-iis"]).success().stdout(contains("Done: restart-iis"));
    home.run(&["journal", "--open"])
        .success()
        .stdout(contains("verify-iis-bindings").and(contains("restart-iis").not()));
    home.run(&["journal", "1", "--done", "restart-iis"]).code(4).stderr(contains("is not open"));
    home.run(&["journal", "1", "--done", "nonsense"]).code(2).stderr(contains("--done restart-iis"));
    home.run(&["journal", "7"]).code(4).stderr(contains("no entry 7"));
    home.run(&["--readonly", "journal", "1", "--done", "verify-iis-bindings"])
        .code(6)
        .stderr(contains("not-permitted"));
}

#[test]
fn a_journal_line_edited_by_one_byte_is_reported_with_its_line_number() {
    let home = Home::with_sample();
    for service in ["IIS", "IMAP", "POP"] {
        home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services {service}")).success();
    }
    home.run(&["journal", "--verify"]).success().stdout(contains("The journal is whole"));
    let file = fs::read_dir(home.path("org/journal")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    for line in 1..=3 {
        let edited: Vec<_> = (1..)
            .zip(text.lines())
            .map(|(number, text)| if number == line { text.replacen("EX01", "EX02", 1) } else { text.to_owned() })
            .collect();
        fs::write(&file, edited.join("\n") + "\n").unwrap();
        let (stdout, _) = written(&home.run(&["journal", "--verify"]).code(1));
        assert_eq!(stdout.lines().count(), 1, "{stdout}");
        assert!(stdout.contains(&format!(".jsonl:{line}:1: ")), "line {line}: {stdout}");
    }
}

#[test]
fn nothing_is_made_from_an_entry_that_somebody_has_edited() {
    let home = Home::with_sample();
    for name in ["a.contoso.com", "b.contoso.com"] {
        home.shell(&format!("Set-ImapSettings -X509CertificateName {name}")).success();
    }
    let file = fs::read_dir(home.path("org/journal")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("\"ex01.contoso.com\"", "\"evil.example\"", 1)).unwrap();
    for made in [&["journal", "1", "--rollback"][..], &["journal", "1", "--script", "plan.ps1"]] {
        let ended = home.run(made).code(1).stdout(is_empty());
        ended.stderr(contains(".jsonl:1:1: ").and(contains("Entry 1 has been changed since it was written")));
    }
    assert!(!home.path("plan.ps1").exists());
    let named = contains(".jsonl:1:1: ");
    home.run(&["journal", "2", "--rollback"]).success().stdout(contains("a.contoso.com")).stderr(named.clone());
    home.run(&["journal", "--open"]).code(1).stdout(contains("restart-imap")).stderr(named);
}

#[test]
fn the_journal_shows_before_and_after_of_what_no_certificate_shows() {
    let home = Home::with_sample();
    home.shell("Set-ImapSettings -X509CertificateName mail.contoso.com").success();
    home.shell("Set-UMService EX16 -UMStartupMode TLS").success();
    home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services SMTP -Force")).success();
    let (stdout, _) = written(&home.run(&["journal"]).success());
    for line in [
        "IMAP X509CertificateName: mail.contoso.com instead of ex01.contoso.com",
        "UM startup mode: TLS instead of TCP",
        &format!(
            "{MAIL_2027} becomes the default SMTP certificate instead of 0823404865A0BF91E8C43D9E35CA5911D1EA3CAE"
        ),
    ] {
        assert!(stdout.contains(line), "{line}: {stdout}");
    }
}

#[test]
fn what_would_change_is_handed_over_as_a_script_and_nothing_is_changed() {
    let home = Home::with_sample();
    let before = home.organization();
    let line = format!(
        "Enable-ExchangeCertificate {MAIL_2027} -Services IIS,SMTP; Set-PopSettings -X509CertificateName pop.contoso.com"
    );
    home.run(&["-c", &line, "--script", "plan.ps1"])
        .success()
        .stderr(starts_with("Nothing is changed here.").and(contains("plan.ps1")));
    let script = fs::read(home.path("plan.ps1")).unwrap();
    let text = String::from_utf8(script.strip_prefix(b"\xEF\xBB\xBF").unwrap().to_vec()).unwrap();
    assert!(text.is_ascii() && text.contains(MAIL_2027) && text.contains("pop.contoso.com"));
    assert!(!text.contains("Force"), "the default SMTP certificate was to be kept");
    assert_eq!(home.organization(), before);
    home.run(&["-c", &line, "--script", "plan.ps1"]).code(1).stderr(contains("It is there already"));
    assert_eq!(fs::read(home.path("plan.ps1")).unwrap(), script);

    home.run(&["--readonly", "-c", &line, "--script", "other.ps1"]).code(6).stderr(contains("rule: not-permitted"));
    assert!(!home.path("other.ps1").exists());
    let refused = format!("Enable-ExchangeCertificate {NO_KEY} -Services IIS");
    home.run(&["-c", &refused, "--script", "refused.ps1"]).code(3);
    assert!(!home.path("refused.ps1").exists());
}

#[test]
fn a_change_of_the_journal_is_handed_over_as_a_script() {
    let home = Home::with_sample();
    home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services SMTP -Force")).success();
    home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services IIS")).success();
    home.run(&["journal", "1", "2", "--script", "both.ps1"]).success();
    let text = fs::read_to_string(home.path("both.ps1")).unwrap();
    assert!(text.contains("Force") && text.contains("IIS"), "{text}");
    home.run(&["journal", "1", "9", "--script", "none.ps1"]).code(4);
    assert!(!home.path("none.ps1").exists());
}

#[test]
fn the_way_back_is_printed_as_cmdlets_and_what_stays_is_said() {
    let home = Home::with_sample();
    home.shell(&format!("Enable-ExchangeCertificate {MAIL_2027} -Services IIS,SMTP")).success();
    let back = home.run(&["journal", "1", "--rollback"]).success();
    let (cmdlets, stays) = written(&back);
    assert_eq!(
        cmdlets,
        format!("Enable-ExchangeCertificate -Thumbprint {MAIL_2026} -Services IIS -Server EX01 -DoNotRequireSsl\n")
    );
    assert!(stays.contains("keeps SMTP"), "{stays}");
    script(&home, &cmdlets).success();
    let before =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/organization/servers/EX01.toml")).unwrap();
    let iis = |text: &str| text.lines().find(|line| line.starts_with("iis = ")).unwrap().to_owned();
    assert_eq!(iis(&home.server("EX01")), iis(&before));
}

#[test]
fn an_import_is_told_with_its_sources_and_cannot_be_taken_back() {
    use std::ops::ControlFlow;

    use exchcert::engine::{FactChange, Intake, Origin, ServerFact, ServerIntake, ServerName};
    use exchcert::store::{Context, Directory, Mode, Store as _};

    let home = Home::with_sample();
    let mut store = Directory::open(home.path("org"), Mode::ReadWrite).unwrap();
    let mut after = store.open(&ServerName::new("EX02")).unwrap();
    let (base, before) = (Some(after.revision), after.dag.clone());
    after.dag = Some("DAG7".into());
    let fact = ServerFact::Dag;
    let changes = vec![FactChange::Server { fact, before, after: after.dag.clone(), origin: Origin::Clixml }];
    let servers = vec![ServerIntake { base, after, changes }];
    let intake = Intake { servers, sources: vec!["ex02.xml".into()], ..Intake::default() };
    let context = Context { user: "alice".into(), cmdlet: "exchcert import ex02.xml".into(), ..Context::default() };
    store.take_in(&intake, &context, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(home.server("EX02").contains("dag = \"DAG7\"\n"));
    let told = contains("exchcert import ex02.xml")
        .and(contains("Taken in from 1 source: ex02.xml"))
        .and(contains("EX02: dag: DAG1 -> DAG7 (clixml)"));
    home.program().arg("journal").assert().success().stdout(told);
    for asked in [&["journal", "1", "--rollback"][..], &["journal", "1", "--script", "back.ps1"]] {
        let refused = home.program().args(asked).assert().code(2).stdout(is_empty());
        refused.stderr(contains("Entry 1 is an import. It says what the servers told"));
    }
    home.program().args(["journal", "--verify"]).assert().success();
}
