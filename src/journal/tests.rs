//! Stories of the journal.

use crate::app::vocabulary::Effect;
use crate::store::OrganizationFile;
use crate::store::memory::Memory;
use crate::testing::{Robot, Sample, server};

const MAIL: &str = "Contoso mail 2027";
const BACK: &str = "Roll back";

/// Assigns Contoso mail 2027 on EX01 to IIS and SMTP, keeps the default, and closes the report.
fn assign(robot: &mut Robot) {
    robot.open(MAIL).tick("IIS").tick("SMTP").press("Ctrl-s");
    robot.asked("Default SMTP certificate", "Overwrite the existing default SMTP certificate?").answer("Keep");
    robot.press("Enter");
}

fn worked() -> (Robot, Sample) {
    let (mut robot, sample) = Robot::on_sample();
    assign(&mut robot);
    (robot, sample)
}

/// Everything the journal says, without the frame of the details.
fn read(robot: &Robot) -> String {
    robot.dialog().replace(['│', '─', '╭', '╮', '╰', '╯'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the terminal was asked to copy, oldest first.
fn copied(robot: &Robot) -> Vec<&str> {
    robot
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None })
        .collect()
}

#[test]
fn what_was_assigned_stands_in_the_journal_with_its_cmdlet_and_its_answers() {
    let (mut robot, _sample) = worked();
    robot.press("J");
    assert!(robot.row("admin").contains("2026-11-21 09:00"), "{}", robot.screen());
    assert!(robot.row("admin").contains("Contoso mail 2027 gets IIS, SMTP"), "{}", robot.screen());
    let text = read(&robot);
    let thumbprint = robot.thumbprint("EX01", MAIL);
    for told in [
        &*format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS,SMTP -Server EX01"),
        "User admin",
        "Server EX01",
        "Contoso mail 2027: None -> IIS, SMTP",
        "Contoso mail 2026: IIS, SMTP -> SMTP",
        "+ Contoso mail 2027 gets IIS",
        "- Contoso mail 2026 loses IIS",
        "Overwrite the existing default SMTP certificate? Keep",
        "Restart IIS",
    ] {
        assert!(text.contains(told), "{told:?}: {text}");
    }
}

#[test]
fn the_newest_comes_first_and_the_journal_of_a_new_organization_says_that_it_is_empty() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("F8");
    robot.sees("Nothing has been done yet.");
    robot.press("Right");
    robot.sees("Nothing is left to do by hand.");
    robot.press("Esc");
    assign(&mut robot);
    robot.choose("EX02").open(MAIL).tick("POP").press("Ctrl-s Enter J");
    let screen = robot.screen();
    assert!(screen.find("gets POP") < screen.find("gets IIS, SMTP"), "{screen}");
}

#[test]
fn the_terminal_is_asked_to_copy_exactly_the_cmdlet() {
    let (mut robot, _sample) = worked();
    robot.press("J c");
    let line = format!(
        "Enable-ExchangeCertificate -Thumbprint {} -Services IIS,SMTP -Server EX01",
        robot.thumbprint("EX01", MAIL)
    );
    assert_eq!(copied(&robot), [line]);
    assert!(robot.notice().contains("The terminal was asked to copy it"), "{}", robot.notice());
    assert!(robot.notice().contains("set-clipboard on"), "{}", robot.notice());
}

#[test]
fn the_edit_dialog_copies_the_line_it_shows() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open(MAIL).press("c");
    assert!(robot.notice().contains("no cmdlet"), "nothing is ticked: {}", robot.notice());
    robot.tick("IIS").press("c");
    let line =
        format!("Enable-ExchangeCertificate -Thumbprint {} -Services IIS -Server EX01", robot.thumbprint("EX01", MAIL));
    assert_eq!(copied(&robot), [line]);
    robot.press("Esc").press("Tab Enter");
    robot.open("Contoso wildcard").focus("IMAP").press("c");
    let line = copied(&robot).last().copied().unwrap_or_default();
    assert!(line.starts_with("Set-ImapSettings -X509CertificateName"), "the way out of the refusal: {line}");
}

#[test]
fn what_could_do_more_than_it_shows_is_not_copied() {
    for (cmdlet, reason) in [
        ("Get-ExchangeCertificate\u{1b}[201~\nRemove-Everything".to_owned(), "control characters"),
        ("x".repeat(100_000), "too long"),
        (String::new(), "no cmdlet"),
    ] {
        let mut memory = Memory::new(OrganizationFile::default(), vec![server()]);
        memory.journal.push(crate::store::Entry { seq: 1, cmdlet, ..crate::store::Entry::default() });
        let mut robot = Robot::on(memory);
        robot.press("J c");
        assert!(robot.notice().contains(reason), "{}", robot.notice());
        assert!(copied(&robot).is_empty());
    }
}

#[test]
fn a_rollback_hands_iis_back_and_says_that_smtp_stays() {
    let (mut robot, sample) = worked();
    let before = sample.text("servers/EX01.toml");
    robot.press("J r");
    robot.asked(BACK, "Contoso mail 2026 gets IIS");
    let text = robot.dialog();
    let old = robot.thumbprint("EX01", "Contoso mail 2026");
    for told in [
        "What admin did on EX01 at 2026-11-21 09:00 UTC",
        "Contoso mail 2027 loses IIS",
        &*format!("Enable-ExchangeCertificate -Thumbprint {old} -Services IIS -Server EX01"),
        "Contoso mail 2027 keeps SMTP: an assignment cannot be taken away.",
    ] {
        assert!(text.contains(told), "{told:?}: {text}");
    }
    assert_eq!(sample.text("servers/EX01.toml"), before, "a question changes nothing");
    robot.answer(BACK);
    assert!(robot.dialog().contains("Saved on EX01"), "{}", robot.dialog());
    assert_eq!(robot.services("EX01", "Contoso mail 2026"), "IIS, SMTP");
    assert_eq!(robot.services("EX01", MAIL), "SMTP");
    robot.press("Enter");
    assert!(robot.row("gets IIS").contains("Contoso mail 2026 gets IIS"), "the way back has its own line");
}

#[test]
fn the_safe_answer_to_a_rollback_is_to_leave_it() {
    let (mut robot, _sample) = worked();
    robot.press("J r").asked(BACK, "Will be done").answer("Cancel");
    assert_eq!(robot.saves(), 1, "the assignment alone");
    assert_eq!(robot.services("EX01", MAIL), "IIS, SMTP");
    robot.sees("What was done");
}
