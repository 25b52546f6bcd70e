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

fn inspect() -> Pty {
    let file = format!("{}/tests/fixtures/bundle/aes256.pfx", env!("CARGO_MANIFEST_DIR"));
    Program::new((200, 60)).arg("inspect").arg(file).start(PROGRAM)
}

/// Types a password when it is asked for the nth time: the terminal is raw by then.
fn type_password(terminal: &mut Pty, attempt: usize, password: &str) {
    terminal.wait_until(|screen| screen.text().matches("Password for").count() == attempt);
    terminal.type_text(&format!("{password}\r"));
}

#[test]
fn a_password_is_asked_for_and_not_shown_and_asked_for_again_when_it_was_wrong() {
    let mut terminal = inspect();
    type_password(&mut terminal, 1, "wr0ng");
    terminal.wait_for("Try again.");
    type_password(&mut terminal, 2, "exchcert");
    terminal.wait_for("FriendlyName          : Contoso mail");
    let screen = terminal.screen();
    assert!(!screen.contains("wr0ng") && !screen.contains("pfx: exchcert"), "{screen}");
    assert_eq!(terminal.exit_code(), Some(0));
}

#[test]
fn three_wrong_passwords_are_enough_and_leaving_is_an_interruption() {
    let mut terminal = inspect();
    for attempt in 1..=3 {
        type_password(&mut terminal, attempt, "wr0ng");
    }
    terminal.wait_for("Check the password");
    assert_eq!(terminal.exit_code(), Some(1));
    let mut terminal = inspect();
    terminal.wait_for("Password for");
    terminal.type_text("half");
    terminal.press("ctrl-c");
    assert_eq!(terminal.exit_code(), Some(130));
}

#[test]
fn the_terminal_echoes_again_after_a_password_was_left() {
    let file = format!("{}/tests/fixtures/bundle/aes256.pfx", env!("CARGO_MANIFEST_DIR"));
    let program = Program::new((120, 40));
    let script = "\"$@\"; stty -a | grep -o ' echo ' && echo given-back";
    let mut terminal = program.start_in_shell(script, PROGRAM, &["inspect", &file]);
    terminal.wait_for("Password for");
    terminal.press("ctrl-c");
    terminal.wait_for("given-back");
}
