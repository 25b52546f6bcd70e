//! The built program while others work on the same organization: with another process, and with an editor.
//!
//! Nothing is pressed between what they do and what shows.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use support::pty::{Program, Pty, SIZE, Screen};

/// `Contoso mail 2027` of the sample organization.
const MAIL: &str = "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1";
/// `Contoso mail 2026`, which holds IIS.
const HOLDER: &str = "01D035C24430169697A25149E85882127A90721A";

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_exchcert")
}

fn is_open(screen: &Screen) -> bool {
    ["Certificates", "EX01", "Contoso"].iter().all(|word| screen.contains(word))
}

/// The page on a fresh copy of the sample, and where that is.
fn open(started: Program) -> (Pty, PathBuf) {
    let organization = started.home().join("organization");
    let mut page = started.arg("demo").arg(&organization).start(program());
    page.wait_until(is_open);
    (page, organization)
}

/// The edit dialog of `Contoso mail 2027` with a tick on IIS.
fn open_with_a_tick() -> (Pty, PathBuf) {
    let (mut page, organization) = open(Program::new(SIZE));
    page.press("/");
    page.type_text("mail 2027 !ecdsa !日本");
    page.wait_for("1 of 22");
    page.press("enter");
    page.press("enter");
    page.wait_for("Specify the services");
    page.press("space");
    page.wait_for("Contoso mail 2026 loses IIS");
    (page, organization)
}

/// Another process changes something.
fn bob(organization: &Path, line: &str) {
    let run = Command::new(program()).args(["--as", "bob", "-c", line, "--org"]).arg(organization).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn document(organization: &Path) -> PathBuf {
    organization.join("servers/EX01.toml")
}

/// An editor that truncates the file and writes it anew.
fn write_in_place(organization: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(document(organization)).unwrap();
    assert!(text.contains(from), "{from:?} does not stand there");
    fs::write(document(organization), text.replacen(from, to, 1)).unwrap();
}

/// An editor that writes another file and puts it in the place of the old one.
fn replace(organization: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(document(organization)).unwrap();
    assert!(text.contains(from), "{from:?} does not stand there");
    let beside = organization.join("servers/EX01.toml~new");
    fs::write(&beside, text.replacen(from, to, 1)).unwrap();
    fs::rename(beside, document(organization)).unwrap();
}

#[test]
fn what_another_process_does_shows_without_a_key() {
    let (mut page, organization) = open(Program::new(SIZE));
    bob(&organization, &format!("Enable-ExchangeCertificate -Thumbprint {MAIL} -Services IIS -Server EX01"));
    let screen = page.wait_for("bob changed EX01");
    assert!(screen.contains("Enable-ExchangeCertificate"), "{screen}");
    page.press("q");
    assert_eq!(page.exit_code(), Some(0));
    page.assert_restored();
}

#[test]
fn what_an_editor_does_shows_without_a_key_however_it_writes() {
    for started in [Program::new(SIZE), Program::new(SIZE).env("EXCHCERT_WATCH", "poll")] {
        let (mut page, organization) = open(started);
        write_in_place(&organization, "\"Contoso wildcard\"", "\"Contoso joker\"");
        page.wait_for("now called Contoso joker");
        replace(&organization, "\"Contoso joker\"", "\"Contoso queen\"");
        page.wait_for("now called Contoso queen");
        page.press("q");
        assert_eq!(page.exit_code(), Some(0), "the watch keeps nobody from leaving");
    }
}

#[test]
fn an_open_draft_survives_and_follows_what_others_do() {
    let (mut page, organization) = open_with_a_tick();
    let key = "friendly-name = \"Contoso mail 2027\"\nprivate-key = ";
    replace(&organization, &format!("{key}\"exportable\""), &format!("{key}\"missing\""));
    page.wait_for("The private key of the certificate is not on EX01");
    write_in_place(&organization, &format!("{key}\"missing\""), &format!("{key}\"exportable\""));
    page.wait_for("Contoso mail 2026 loses IIS");
    bob(&organization, &format!("Enable-ExchangeCertificate -Thumbprint {MAIL} -Services IIS -Server EX01"));
    page.wait_for("assigned meanwhile by someone else");
    page.wait_for("what you ticked is assigned already");
}

#[test]
fn a_broken_document_comes_back_with_the_draft() {
    let (mut page, organization) = open_with_a_tick();
    write_in_place(&organization, "schema = 1", "schema = ");
    page.wait_for("cannot be read now");
    write_in_place(&organization, "schema = ", "schema = 1");
    page.wait_for("Contoso mail 2026 loses IIS");
    page.press("ctrl-s");
    page.wait_for("Saved on EX01");
}

#[test]
fn a_conflict_is_shown_and_applied_again_with_one_key_so_that_both_changes_are_there() {
    let (mut page, organization) = open_with_a_tick();
    // As long as somebody writes, the save waits, planned on what was there before.
    let lock = File::options().create(true).truncate(false).write(true).open(organization.join("store.lock")).unwrap();
    lock.lock().unwrap();
    page.press("ctrl-s");
    page.wait_for("Saving EX01");
    replace(&organization, "\"Contoso wildcard\"", "\"Contoso joker\"");
    drop(lock);
    page.wait_for("EX01 was changed meanwhile");
    page.wait_for("now called Contoso joker");
    let text = fs::read_to_string(document(&organization)).unwrap();
    assert!(text.contains("Contoso joker") && text.contains(&format!("iis = \"{HOLDER}\"")), "nothing is overwritten");
    page.press("ctrl-s");
    page.wait_for("Saved on EX01");
    let text = fs::read_to_string(document(&organization)).unwrap();
    assert!(text.contains("Contoso joker") && text.contains(&format!("iis = \"{MAIL}\"")), "both are there");
}

#[test]
fn an_organization_that_is_moved_away_and_back_is_said_and_the_page_lives() {
    let (mut page, organization) = open(Program::new(SIZE));
    let away = organization.with_file_name("away");
    fs::rename(&organization, &away).unwrap();
    page.wait_for("directory is gone");
    fs::rename(&away, &organization).unwrap();
    page.wait_for("directory is back");
    bob(&organization, &format!("Enable-ExchangeCertificate -Thumbprint {MAIL} -Services POP -Server EX01"));
    page.wait_for("bob changed EX01");
}
