//! A password at the shell: asked for where it is needed, never shown, never kept.

use super::*;
use crate::app::vocabulary::Statement;
use crate::testing::Sample;

const IMPORT: &str = "Import-ExchangeCertificate -FileName mail.pfx";

/// A robot whose statement needs the password of its file.
fn asked() -> Robot {
    let mut robot = Robot::on(Sample::new().in_memory());
    robot.hold();
    robot.shell(IMPORT);
    let ticket = ticket(&robot);
    robot.event(Event::Ran { ticket, outcome: RunOutcome::Password("mail.pfx".into()) });
    robot
}

fn statement(robot: &Robot) -> Option<Statement> {
    robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Run(_, statement) => Some(statement.clone()),
        _ => None,
    })
}

#[test]
fn a_password_is_typed_as_stars_and_goes_with_its_statement_alone() {
    let mut robot = asked();
    robot.sees("Password of mail.pfx:");
    robot.type_text("hunter2x").press("Backspace");
    robot.sees("*******");
    robot.sees_no("hunter2");
    robot.press("Enter");
    let statement = statement(&robot).unwrap();
    let (file, password) = &statement.passwords[0];
    assert_eq!((file.as_str(), password.expose()), ("mail.pfx", "hunter2"));
    assert!(!format!("{:?}", robot.state).contains("hunter2"), "not where a state is shown");
    assert!(!format!("{statement:?}").contains("hunter2"));
    robot.sees_no("hunter2");
}

#[test]
fn a_pasted_password_loses_its_line_end_and_nothing_else() {
    let mut robot = asked();
    robot.paste("pa ss\u{e9}\r\n").press("Enter");
    assert_eq!(statement(&robot).unwrap().passwords[0].1.expose(), "pa ss\u{e9}");
}

#[test]
fn whoever_leaves_the_password_leaves_the_statement() {
    let mut robot = asked();
    robot.type_text("hunter2").press("Esc");
    robot.sees("Cancelled: nothing was done.");
    assert!(!robot.state.shell.is_running() && statement(&robot).unwrap().passwords.is_empty());
    // What was being typed before is still a line of the shell, and no password is.
    robot.press("Up");
    robot.sees(IMPORT);
    robot.sees_no("hunter2");
}

#[test]
fn a_line_with_a_password_is_neither_shown_nor_kept() {
    for line in [
        "Import-ExchangeCertificate -FileName mail.pfx -Password hunter2",
        "Import-ExchangeCertficate -Password:(ConvertTo-SecureString 'hunter2' -AsPlainText -Force)",
    ] {
        let mut robot = Robot::on(Sample::new().in_memory());
        robot.shell(line);
        assert!(statement(&robot).is_none(), "nothing of it runs");
        robot.sees_no("hunter2");
        robot.press("Up");
        robot.sees_no("hunter2");
        assert!(!format!("{:?}", robot.state.shell).contains("hunter2"), "{line}");
    }
}
