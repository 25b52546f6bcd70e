//! The check-up in the words of whoever uses the page.

use crate::testing::{Opening, Robot, Sample};

const EX02: &str = "servers/EX02.toml";

/// An organization with a problem on EX02, a leftover, and the sample's one note.
fn damaged() -> Sample {
    let sample = Sample::new();
    sample.edit(EX02, "schema = 1", "schema = 7");
    sample.put("servers/.tmp-EX16.toml", "half");
    sample
}

fn page(sample: &Sample) -> Robot {
    Opening::default().sample(sample)
}

#[test]
fn a_check_up_says_what_is_wrong_the_gravest_first_and_what_to_do() {
    let sample = damaged();
    let mut robot = page(&sample);
    robot.press("C");
    let screen = robot.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{screen}"));
    assert!(at("Problems: 1. Warnings: 1. Notes: 1.") < at("problem"));
    assert!(at("problem") < at("warning") && at("warning") < at("note"), "{screen}");
    assert!(screen.contains("Schema 7 is unknown") && screen.contains("server-unreadable"), "{screen}");
    robot.press("Down");
    let screen = robot.screen();
    assert!(screen.contains("exchcert doctor --fix removes it"), "what is repaired, and how: {screen}");
}

#[test]
fn enter_goes_to_the_server_that_a_finding_is_about() {
    let sample = damaged();
    let mut robot = page(&sample);
    robot.press("C Enter");
    let screen = robot.screen();
    assert!(!screen.contains("Check-up") && screen.contains("EX02"), "{screen}");
    assert!(screen.contains("Schema 7 is"), "the page says it in the same words: {screen}");
}

#[test]
fn f5_checks_again_and_finds_what_is_repaired_gone() {
    let sample = damaged();
    let mut robot = page(&sample);
    robot.press("C");
    sample.edit(EX02, "schema = 7", "schema = 1");
    std::fs::remove_file(sample.path("servers/.tmp-EX16.toml")).unwrap();
    robot.press("F5");
    assert!(robot.screen().contains("Nothing is wrong. Notes: 1."), "{}", robot.screen());
    robot.press("Esc");
    assert!(!robot.screen().contains("Check-up"), "{}", robot.screen());
}

#[test]
fn an_answer_that_nobody_waits_for_is_dropped() {
    use std::sync::Arc;

    use super::CheckUp;
    use crate::app::vocabulary::{CheckedUp, Ticket};
    let mut check_up = CheckUp::new(Ticket(2));
    check_up.answered(Ticket(1), Ok(Arc::new(CheckedUp::default())));
    assert!(check_up.found.is_none() && check_up.checking == Some(Ticket(2)));
}
