//! Stories of questions.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Answer;
use crate::testing::Robot;

const TITLE: &str = "Default SMTP certificate";

fn asking() -> (Robot, crate::testing::Sample) {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("SMTP").press("Ctrl-s");
    (robot, sample)
}

#[test]
fn nobody_answers_a_question_that_was_not_read() {
    let (mut robot, _sample) = asking();
    let unread = catch_unwind(AssertUnwindSafe(|| {
        robot.answer("Replace");
    }));
    assert!(unread.is_err());
    assert_eq!(robot.saves(), 0);
    robot.asked(TITLE, "Overwrite the existing default SMTP certificate?").answer("Keep");
    assert_eq!(robot.saves(), 1);
}

#[test]
fn the_safe_answer_has_the_keyboard() {
    let (mut robot, _sample) = asking();
    assert_eq!(robot.question().focused(), Answer::Keep);
    robot.press("Esc").press("Esc");
    assert_eq!(robot.question().focused(), Answer::Back, "and before throwing ticks away, going on is safe");
}

#[test]
fn the_question_names_both_certificates_their_ends_and_issuers_and_what_follows() {
    let (robot, _sample) = asking();
    let text = robot.dialog();
    for told in [
        "Current Microsoft Exchange",
        "Replace with Contoso mail 2027",
        "expires on 2027-05-29",
        "issued by CN=EX01",
        "issued by CN=Contoso Issuing CA",
        "There is an Edge subscription",
        "Usually there is no need to replace it",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn keys_go_round_the_answers_both_ways() {
    let (mut robot, _sample) = asking();
    let mut focused = |keys: &str| robot.press(keys).question().focused();
    assert_eq!(focused("Right"), Answer::Replace);
    assert_eq!(focused("Tab"), Answer::Back);
    assert_eq!(focused("Tab"), Answer::Keep);
    assert_eq!(focused("Left"), Answer::Back);
    assert_eq!(focused("Home"), Answer::Keep);
    assert_eq!(focused("End"), Answer::Back);
}

#[test]
fn on_a_small_terminal_the_question_can_be_read_to_its_end() {
    let (mut robot, _sample) = asking();
    robot.resize(40, 10);
    robot.sees("Keep");
    let mut seen = robot.screen();
    for _ in 0..20 {
        robot.press("PgDn");
        seen.push_str(&robot.screen());
    }
    assert!(seen.contains("way."), "{seen}");
}
