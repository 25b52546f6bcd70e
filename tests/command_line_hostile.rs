//! What an enemy can put into flags, variables, names and files, through the built program: it is refused or shown as letters,
//! with a reason, and nothing is written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs;

use assert_cmd::assert::Assert;
use support::home::{Home, written};

/// Longer than any name, and shorter than what a system takes for one argument.
const LONG: usize = 100_000;

/// Fails where a run wrote anything that acts on a terminal, or far too much.
#[track_caller]
fn letters(what: &str, run: &Assert) -> String {
    let (out, err) = written(run);
    for line in out.lines().chain(err.lines()) {
        assert!(line.len() < 20_000, "{what}: a line of {} bytes", line.len());
        let acts = |c: char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        assert!(!line.contains(acts), "{what}: {line:?}");
    }
    assert!(!err.contains("panicked"), "{what}: {err}");
    err
}

fn hostile() -> Vec<String> {
    vec![
        "../../etc/passwd".to_owned(),
        "..".to_owned(),
        "C:\\Windows\\win.ini".to_owned(),
        "CON".to_owned(),
        "EX01 ".to_owned(),
        "EX\u{202e}10".to_owned(),
        "\u{1b}]0;owned\u{7}\u{1b}[2J".to_owned(),
        "\u{9b}2J".to_owned(),
        "x".repeat(LONG),
        "\u{1b}[31m".repeat(LONG / 5),
        "＊.contoso.com".to_owned(),
    ]
}

#[test]
fn no_name_of_a_server_leads_anywhere_or_reaches_the_terminal_as_it_is() {
    let home = Home::with_sample();
    let before = home.organization();
    for name in hostile() {
        let shown: String = name.chars().take(12).collect();
        let flag = home.run(&["--server", &name, "-c", "Get-ExchangeCertificate"]).failure();
        letters(&format!("--server {shown:?}"), &flag);
        let variable = home.program().env("EXCHCERT_SERVER", &name).args(["-c", "Get-ExchangeCertificate"]).assert();
        letters(&format!("EXCHCERT_SERVER {shown:?}"), &variable.failure());
        let quoted = name.replace('\'', "''");
        let cmdlet = home.shell(&format!(
            "Remove-ExchangeCertificate -Thumbprint 434AC224C8459924B26521298CE8834C514856AB -Server '{quoted}' -Confirm:$false"
        ));
        letters(&format!("-Server {shown:?}"), &cmdlet.failure());
    }
    assert_eq!(home.organization(), before);
}

#[test]
fn no_variable_of_the_environment_breaks_anything() {
    let home = Home::with_sample();
    for variable in
        ["LANG", "LC_ALL", "TERM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "EXCHCERT_LOG", "USER", "LOGNAME"]
    {
        for value in hostile().iter().chain([&"-1".to_owned(), &"99999999999".to_owned(), &"a=b,=,[".to_owned()]) {
            let shown: String = value.chars().take(12).collect();
            let run = home.program().env(variable, value).args(["screen", "--size", "80x24"]).assert().success();
            letters(&format!("{variable}={shown:?}"), &run);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_not_taken_for_none() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::with_sample();
    let name = OsStr::from_bytes(b"EX01\xff");
    let run = home.program().env("EXCHCERT_SERVER", name).args(["-c", "Get-ExchangeCertificate"]).assert().code(4);
    assert!(letters("EXCHCERT_SERVER", &run).contains("EX01"), "the next server was taken instead");
}

#[test]
fn what_somebody_types_wrong_is_quoted_as_letters() {
    let home = Home::with_sample();
    for text in hostile() {
        for arguments in [["--locale", &text], ["--now", &text], ["print", &text], ["screen", &text]] {
            let run = home.run(&arguments).failure();
            letters(&format!("{} {:?}", arguments[0], text.chars().take(12).collect::<String>()), &run);
        }
        let user = home.run(&["--as", &text, "--readonly", "-c", "Get-ExchangeServer"]).success();
        letters("--as", &user);
    }
}

/// The journal holds who it was, whatever they are called, on one line.
#[test]
fn a_user_with_line_breaks_and_escapes_in_the_name_makes_one_line_of_the_journal_and_of_the_log() {
    let home = Home::with_sample();
    let user = "eve\n2026-01-01T00:00:00Z  INFO forged\r\u{1b}[2J\u{202e}\u{2028}";
    let line =
        "Enable-ExchangeCertificate -Thumbprint 434AC224C8459924B26521298CE8834C514856AB -Services POP -Server EX01";
    let log = home.path("log");
    letters("--as", &home.run(&["--as", user, "--log", log.to_str().unwrap(), "-c", line]).success());
    let journal =
        home.organization().into_iter().find(|(path, _)| path.extension().is_some_and(|e| e == "jsonl")).unwrap().1;
    let journal = String::from_utf8(journal).unwrap();
    assert_eq!(journal.lines().count(), 1);
    assert!(
        !journal.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}' || c == '\u{2028}'),
        "{journal:?}"
    );
    letters("journal", &home.run(&["journal"]).success());
    letters("journal --json", &home.run(&["journal", "--json"]).success());
    home.run(&["journal", "--verify"]).success();
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("eve<U+000A>"), "{log}");
    assert!(!log.lines().any(|line| line.starts_with("2026-01-01T00:00:00Z  INFO forged")), "{log}");
    assert!(!log.contains(['\u{1b}', '\u{202e}', '\r', '\u{2028}']), "{log:?}");
}

#[test]
fn an_import_that_names_a_server_by_a_path_writes_nothing_anywhere() {
    let inventory = format!("{}/tests/fixtures/import/inventory/powershell-7.json", env!("CARGO_MANIFEST_DIR"));
    let inventory = fs::read_to_string(inventory).unwrap();
    for evil in ["../../evil", "..\\\\evil", "/tmp/evil", "CON", "x\\u0000y", "EX01\\u202e"] {
        let home = Home::with_sample();
        let before = home.organization();
        fs::write(home.path("evil.json"), inventory.replace("\"EX02\"", &format!("\"{evil}\""))).unwrap();
        let run = home.run(&["import", "evil.json"]).failure();
        letters(evil, &run);
        assert_eq!(home.organization(), before, "{evil}");
        assert!(!home.path("evil.toml").exists() && !home.path("org/evil.toml").exists(), "{evil}");
    }
}

#[test]
fn an_organization_that_cannot_be_read_lets_nobody_write() {
    let line =
        "Enable-ExchangeCertificate -Thumbprint 434AC224C8459924B26521298CE8834C514856AB -Services POP -Server EX01";
    // Where only the table of access cannot be understood the rest is there to be looked at, and nobody may write.
    for (broken, code) in [
        ("schema = 1\nname = \"Contoso\"\n[access\n", 1),
        ("schema = 1\nname = \"Contoso\"\naccess = 1\n", 6),
        ("schema = 1\nname = \"Contoso\"\n[acess]\n", 6),
        ("\u{0}", 1),
        ("", 1),
    ] {
        let home = Home::with_sample();
        fs::write(home.path("org/organization.toml"), broken).unwrap();
        let before = home.organization();
        let run = home.shell(line).code(code);
        assert!(letters(broken, &run).contains("organization.toml"));
        assert_eq!(home.organization(), before, "{broken:?}");
    }
}
