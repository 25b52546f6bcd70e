//! Plans as a whole: server by server, and which rules they ask.

use super::*;
use crate::engine::rules::RULES;

#[test]
fn a_plan_tells_server_by_server_what_is_done_and_what_is_left_to_do() {
    let verdict = ask(&server(), &request(NEW, &[Service::Iis]));
    let part = &verdict.plan.parts[0];
    let steps = verdict.plan.by_server();
    assert_eq!(steps.len(), 1);
    assert_eq!(
        (&steps[0].server, &steps[0].steps, &steps[0].follow_ups),
        (&part.server, &part.steps, &part.follow_ups)
    );
    assert!(!steps[0].steps.is_empty() && !steps[0].follow_ups.is_empty());
}

#[test]
fn some_rules_are_asked_only_about_removals_and_imports() {
    let asked: Vec<&str> = RULES.iter().filter(|rule| rule.never_about_assigning()).map(|rule| rule.id.id()).collect();
    let expected = [
        "remove-default-smtp",
        "remove-auth",
        "remove-federation",
        "remove-back-end",
        "remove-on-send-connector",
        "already-exists",
    ];
    assert_eq!(
        asked, expected,
        "those that are asked about both, and those that are asked elsewhere, are not among them"
    );
}
