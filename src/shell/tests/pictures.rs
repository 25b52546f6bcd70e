//! Pictures of the shell.

use super::{NEW, asks, enable};
use crate::cmdlets::Question;
use crate::testing::{Opening, Robot, Sample, picture};

fn at(columns: u16, rows: u16) -> Robot {
    Opening::default().size(columns, rows).sample(&Sample::new())
}

#[test]
fn what_a_cmdlet_says() {
    for (name, mut robot) in [("shell-80x24", at(80, 24)), ("shell-120x32", at(120, 32)), ("shell-40x12", at(40, 12))] {
        robot.shell("Get-ExchangeCertificate").type_text("Get-ExchangeCertificate -Server EX02");
        picture(name, &robot);
    }
}

#[test]
fn what_can_stand_at_the_cursor() {
    for (name, mut robot) in [("shell-completion-80x24", at(80, 24)), ("shell-completion-40x12", at(40, 12))] {
        robot.press(":").type_text("Enable-ExchangeCertificate mail").press("Tab Down");
        picture(name, &robot);
    }
}

#[test]
fn a_mistake_has_its_mark_below_it() {
    for (name, mut robot) in [("shell-mistake-80x24", at(80, 24)), ("shell-mistake-40x12", at(40, 12))] {
        robot.shell("Get-ExchangeCertificate -Server EX01 -Nonsense | Format-List");
        picture(name, &robot);
    }
}

#[test]
fn a_refusal_and_what_was_not_run() {
    let mut robot = at(80, 24);
    let refused = enable(&robot, "Legacy OWA 2024", "-Services IIS");
    let line = format!("{}\n{refused}\nGet-ExchangeCertificate\n", enable(&robot, NEW, "-Services IIS"));
    robot.shell(&line);
    picture("shell-refusal-80x24", &robot);
}

#[test]
fn several_lines_are_shown_before_they_run() {
    let mut robot = at(80, 24);
    let line = enable(&robot, NEW, "-Services IIS,POP -WhatIf");
    robot.shell("Get-Help Get-ExchangeCertificate").paste(&format!("{line}\nGet-ExchangeCertificate\n"));
    picture("shell-paste-80x24", &robot);
}

#[test]
fn the_questions() {
    let mut robot = at(80, 24);
    let line = enable(&robot, NEW, "-Services SMTP");
    robot.shell(&line);
    picture("shell-question-80x24", &robot);

    let mut robot = at(80, 24);
    robot.hold();
    robot.shell("Get-ExchangeCertificate");
    picture("shell-running-80x24", &robot);
    let warning = "WARNING: SMTP is still assigned to this certificate.".to_owned();
    let question = Question::of_removal(robot.thumbprint("EX01", "Contoso mail 2026"), vec![warning]);
    asks(&mut robot, question);
    robot.type_text("434A");
    picture("shell-remove-80x24", &robot);
}
