//! Stories of the palette.

use crate::app::vocabulary::{Action, Gate, Gates, Scope};
use crate::app::{Dialog, Focus};
use crate::keymap::BINDINGS;
use crate::testing::{Opening, Robot, Sample};

fn robot() -> Robot {
    Robot::on_sample().0
}

/// Every title with its key, as the palette has them from its first row to its last.
fn offered(robot: &Robot) -> Vec<(Action, String)> {
    let palette = robot.state.palette.as_ref().expect("the palette is open");
    let rows = super::rows(&palette.typed.text, &robot.state.beneath(), &robot.look.locale);
    rows.into_iter().map(|row| (row.action, format!("{} {}", row.title, row.key))).collect()
}

#[test]
fn everything_the_reader_can_do_here_is_listed_with_its_key_and_nothing_else() {
    for (keys, over) in
        [("", "list"), ("d", "details"), ("F2", "picker"), ("/", "filter"), ("Enter", "edit"), ("?", "help")]
    {
        let mut robot = robot();
        robot.press(keys);
        let scopes = robot.state.scopes();
        robot.press("Ctrl-p");
        let offered = offered(&robot);
        for binding in BINDINGS.iter().filter(|binding| scopes.contains(&binding.scope)) {
            let row = binding.action.row();
            let title = robot.look.text(&(row.title)());
            let listed = offered.iter().any(|(_, line)| line.starts_with(title.as_str()));
            let wanted = !row.name.starts_with("move.") && binding.action != Action::Palette;
            let absent = robot.state.gate(binding.action) == Gate::Absent;
            assert_eq!(listed, wanted && !absent, "{over}: {title}");
        }
        assert!(!offered.is_empty(), "{over}");
        assert!(offered.iter().all(|(action, _)| scopes.iter().any(|scope| has(*scope, *action))), "{over}");
    }
}

fn has(scope: Scope, action: Action) -> bool {
    BINDINGS.iter().any(|binding| binding.scope == scope && binding.action == action)
}

#[test]
fn words_in_any_order_and_case_find_an_action_and_those_in_its_name_come_first() {
    let mut robot = robot();
    robot.press("Ctrl-p").type_text("NAME sort");
    assert_eq!(offered(&robot)[0], (Action::SortName, "Sort by name 1".to_owned()));
    robot.press("Ctrl-u").type_text("reverse date");
    assert_eq!(offered(&robot), [(Action::SortExpires, "Sort by date 3".to_owned())], "found by what it does");
    robot.press("Ctrl-u").type_text("server");
    let found: Vec<_> = offered(&robot).into_iter().map(|(action, _)| action).collect();
    assert_eq!(
        found,
        [Action::SelectServer, Action::Remove, Action::Refresh],
        "named so, before what only speaks of it"
    );
    robot.press("Ctrl-u").type_text("bread");
    robot.sees("There is no such action here.");
    robot.press("Enter");
    assert!(
        robot.state.palette.is_some() && robot.effects.iter().all(|effect| !format!("{effect:?}").contains("Quit"))
    );
}

#[test]
fn enter_does_what_the_cursor_is_on_as_its_key_would() {
    let (mut by_palette, mut by_key) = (robot(), robot());
    by_palette.press("Ctrl-p").type_text("by status").press("Enter");
    by_key.press("2");
    assert_eq!(by_palette.names(), by_key.names());
    assert_eq!(by_palette.state.palette, None);
    by_palette.press("Ctrl-p").type_text("edit").press("Enter");
    assert!(matches!(by_palette.state.dialogs.last(), Some(Dialog::Edit(_))));
    by_palette.press("Ctrl-p").type_text("actions.cancel").press("Esc Ctrl-p").type_text("cancel").press("Enter");
    assert!(by_palette.state.dialogs.is_empty(), "it works over a dialog");
    by_palette.press("Ctrl-p").type_text("servers").press("Enter");
    assert_eq!(by_palette.state.page.focus, Focus::Picker);
}

#[test]
fn the_cursor_goes_up_and_down_by_pages_and_to_the_ends() {
    let mut robot = robot();
    robot.press("Ctrl-p");
    let every: Vec<Action> = offered(&robot).into_iter().map(|(action, _)| action).collect();
    let mut at = |keys: &str| {
        robot.press(keys);
        let cursor = robot.state.palette.as_ref().and_then(|palette| palette.cursor);
        every.iter().position(|action| Some(*action) == cursor)
    };
    let last = every.len() - 1;
    assert_eq!([at("Down"), at("Down"), at("Up")], [Some(1), Some(2), Some(1)]);
    assert_eq!([at("End"), at("Down"), at("Home"), at("Up")], [Some(last), Some(last), Some(0), Some(0)]);
    assert!(at("PgDn") > Some(1));
    robot.resize(40, 10).press("End");
    robot.sees("Suspend");
    robot.press("Home");
    robot.sees("Edit");
}

#[test]
fn what_cannot_be_done_says_why_and_the_palette_stays() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.tree();
    robot.open("Legacy OWA 2024").press("Ctrl-p").type_text("save");
    assert!(robot.dialog().contains("Only a Valid certificate can be assigned"), "{}", robot.dialog());
    robot.press("Enter");
    assert!(robot.notice().contains("Only a Valid certificate can be assigned"), "{}", robot.notice());
    robot.press("Ctrl-u").type_text("cancel").press("Enter");
    assert!(robot.state.dialogs.is_empty() && robot.state.palette.is_none());
    assert_eq!(sample.tree(), before);
}

#[test]
fn who_may_only_look_reads_why_and_saves_nothing() {
    let sample = Sample::new();
    let mut robot = Opening::default().readonly().sample(&sample);
    robot.open("Contoso mail 2027").press("Ctrl-p").type_text("save").press("Enter");
    assert!(robot.notice().contains("--readonly"), "{}", robot.notice());
    assert_eq!(robot.saves(), 0);
}

#[test]
fn it_comes_over_every_dialog_and_esc_leaves_everything_as_it_was() {
    let mut robot = robot();
    robot.open("Contoso mail 2027").tick("SMTP").press("Ctrl-s");
    let before = robot.state.clone();
    robot.press("Ctrl-p").type_text("q?/j").paste("keep\nit").press("Left Right Backspace Esc");
    assert_eq!(robot.state, before);
    robot.press("Ctrl-p Ctrl-p");
    assert_eq!(robot.state, before, "the key that opens it closes it");
}

#[test]
fn what_is_typed_is_edited_by_what_a_reader_takes_for_a_character() {
    let mut robot = robot();
    robot.press("Ctrl-p").type_text("e\u{301}👩‍👩‍👧");
    robot.press("Backspace");
    assert_eq!(robot.state.palette.as_ref().unwrap().typed.text, "e\u{301}");
    robot.press("Backspace");
    assert_eq!(robot.state.palette.as_ref().unwrap().typed.text, "");
}

#[test]
fn a_report_that_arrives_beneath_changes_what_is_offered() {
    let mut robot = robot();
    robot.open("Contoso mail 2027").tick("IIS");
    robot.hold();
    robot.press("Ctrl-s Ctrl-p");
    assert!(offered(&robot).iter().any(|(action, _)| *action == Action::Save));
    robot.go_on();
    assert!(offered(&robot).iter().any(|(action, _)| *action == Action::Close), "{:?}", offered(&robot));
    assert!(!offered(&robot).iter().any(|(action, _)| *action == Action::Save));
}
