//! Standard streams that are closed or full: a message where somebody can read it, no panic, and nothing is claimed that
//! did not happen.
//!
//! On Unix the standard library opens `/dev/null` for each of the three that is closed as the program starts, so that no
//! file of the organization ever has one of their numbers. What is printed to a closed stream is printed to nobody.

use std::fs;
use std::process::Command;

use super::support::home::{Home, PROGRAM};
use super::support::pty::{Program, SIZE};
use super::{Desk, is_open, kill, wait_for};

const CHANGE: &str = "Enable-ExchangeCertificate 4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1 -Services POP";

/// Runs the program with this behind it on a shell's line; exit code, standard output and error.
fn run(home: &Home, redirected: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new("/bin/sh");
    let script = format!(r#""$@" {redirected}"#);
    command.args(["-c", &script, "sh", PROGRAM]).args(arguments);
    command.env_clear().envs(home.environment()).env("PATH", "/usr/bin:/bin").current_dir(home.path(""));
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn closed_streams_are_no_panic_and_no_file_takes_their_place() {
    let home = Home::with_sample();
    for closed in [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        let before = home.organization();
        let (code, _, error) = run(&home, closed, &["-c", "Get-ExchangeCertificate"]);
        assert!(code == 0 && !error.contains("panicked"), "{closed}: {code} {error}");
        assert_eq!(home.organization(), before, "{closed}");
    }
    let (code, ..) = run(&home, "<&- >&- 2>&-", &["-c", CHANGE]);
    assert_eq!(code, 0);
    let document = home.server("EX01");
    let (code, output, _) = run(&home, "2>&1", &["-c", "Get-ExchangeCertificate -Server EX01"]);
    assert!(code == 0 && output.contains("4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1"), "{output}");
    assert!(!document.contains("WARNING") && !document.contains("Thumbprint  "), "{document}");
}

#[test]
fn what_cannot_be_printed_is_no_success() {
    let home = Home::with_sample();
    for arguments in [&["-c", "Get-ExchangeCertificate"][..], &["print", "keys"], &["--help"], &["journal"]] {
        let (code, _, error) = run(&home, ">/dev/full", arguments);
        assert!(code == 1 && !error.contains("panicked") && !error.is_empty(), "{arguments:?}: {code} {error}");
    }
    // Nobody reads errors: they are not known, but the code is.
    let (code, ..) = run(&home, "2>/dev/full", &["-c", "Get-ExchangeCertificate -Server EX99"]);
    assert_eq!(code, 4);
    let (code, ..) = run(&home, ">/dev/full 2>/dev/full", &["-c", "Get-ExchangeCertificate"]);
    assert_eq!(code, 1);
}

#[test]
fn a_reader_that_goes_away_is_quiet() {
    let home = Home::with_sample();
    let (_, output, error) = run(&home, "| head -c 0; echo over", &["-c", "Get-ExchangeCertificate | Format-List"]);
    assert_eq!((output.trim(), error.as_str()), ("over", ""));
}

#[test]
fn a_change_whose_words_nobody_can_read_is_made_once_and_written_down() {
    let home = Home::with_sample();
    let (code, ..) = run(&home, ">/dev/full 2>/dev/full", &["-c", CHANGE]);
    assert_eq!(code, 0, "it was done, and has nothing to print on standard output");
    let journal = run(&home, "", &["journal"]).1;
    assert!(journal.contains("POP"), "{journal}");
}

#[test]
fn without_a_standard_stream_there_is_no_page() {
    let desk = Desk::new();
    let organization = desk.organization();
    let arguments = ["demo", organization.to_str().unwrap()];
    for closed in [">&-", "<&-", ">/dev/full", "</dev/null"] {
        let script = format!(r#""$@" {closed}; echo "code=$?""#);
        let mut page = Program::new(SIZE).start_in_shell(&script, PROGRAM, &arguments);
        let screen = page.wait_for("code=");
        assert!(screen.contains("code=1") && screen.contains("terminal") && !screen.alternate_screen(), "{screen}");
    }
}

#[test]
fn a_page_that_cannot_complain_works_all_the_same() {
    let desk = Desk::new();
    let mut page = desk.start_in_shell(r#""$@" 2>&-; echo "code=$?""#);
    page.wait_until(is_open);
    page.press("ctrl-c");
    page.wait_for("code=130");
    page.assert_restored();
}

/// A shell that has a program stopped sets the terminal as it likes it, with an echo.
#[test]
fn a_password_is_not_shown_after_its_prompt_was_stopped_and_continued() {
    let started = Program::new(SIZE);
    let home = started.home();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundle/aes256.pfx");
    let script = r#"tty >tty
        sh -c 'echo $$ >pid.new; mv pid.new pid; exec "$@"' sh "$@"
        stty sane; echo stopped; read line; fg; echo "code=$?""#;
    let mut shell = started.start_in_shell(script, PROGRAM, &["inspect", file]);
    shell.wait_for("assword");
    let raw = |wanted: bool| {
        let terminal = fs::read_to_string(home.join("tty")).unwrap();
        let told = Command::new("stty").args(["-a", "-F", terminal.trim()]).output().unwrap();
        (String::from_utf8_lossy(&told.stdout).contains(" -echo ") == wanted).then_some(())
    };
    wait_for(|| raw(true));
    kill("STOP", fs::read_to_string(home.join("pid")).unwrap().trim());
    shell.wait_for("stopped");
    assert!(raw(false).is_some());
    shell.press("enter");
    wait_for(|| raw(true));
    shell.type_text("s3cr3t\r");
    shell.wait_until(|screen| screen.text().matches("assword").count() > 2);
    shell.press("ctrl-c");
    let screen = shell.wait_for("code=130");
    assert!(!screen.contains("s3cr3t"), "{screen}");
}
