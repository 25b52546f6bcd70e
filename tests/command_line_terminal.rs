//! Cmdlets on a real terminal: only there is a question asked.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use support::home::{Home, PROGRAM};
use support::pty::{Program, Pty};

const MAIL_2027: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";

fn enable(home: &Home) -> Pty {
    let line = format!("Enable-ExchangeCertificate -Thumbprint {MAIL_2027} -Services SMTP");
    let organization = home.path("org");
    Program::new((100, 40)).env("EXCHCERT_ORG", &organization.to_string_lossy()).arg("-c").arg(line).start(PROGRAM)
}

fn default(home: &Home) -> String {
    home.server("EX01").lines().find(|line| line.starts_with("smtp-default")).unwrap().to_owned()
}

#[test]
fn the_question_is_asked_on_the_terminal_and_its_default_keeps() {
    let home = Home::with_sample();
    let before = default(&home);
    let mut terminal = enable(&home);
    terminal.wait_for("(default is \"N\"):");
    terminal.type_text("?\r");
    terminal.wait_for("N - The certificate gets SMTP; the default SMTP certificate stays as it is.");
    terminal.type_text("\r");
    assert_eq!(terminal.exit_code(), Some(0));
    assert_eq!(default(&home), before);
    assert!(home.server("EX01").matches(MAIL_2027).count() > 1, "SMTP is assigned all the same");
}

#[test]
fn yes_replaces_the_default_smtp_certificate() {
    let home = Home::with_sample();
    let mut terminal = enable(&home);
    terminal.wait_for("(default is \"N\"):");
    terminal.type_text("y\r");
    assert_eq!(terminal.exit_code(), Some(0));
    assert!(default(&home).contains(MAIL_2027));
}

#[test]
fn leaving_instead_of_answering_changes_nothing() {
    let home = Home::with_sample();
    let before = home.organization();
    let mut terminal = enable(&home);
    terminal.wait_for("(default is \"N\"):");
    terminal.press("ctrl-d");
    assert_eq!(terminal.exit_code(), Some(130));
    assert_eq!(home.organization(), before);
}
