//! Stories of keys that count wherever one is.

use super::views;
use crate::app::vocabulary::{Effect, Scope, Severity};
use crate::app::{Dialog, Focus};
use crate::keymap::BINDINGS;
use crate::locale::say;
use crate::testing::{Opening, Robot, Sample};

#[test]
fn ctrl_c_leaves_from_everywhere() {
    for (name, mut robot) in views() {
        robot.press("Ctrl-c");
        assert_eq!(robot.quit, Some(true), "{name}");
    }
}

#[test]
fn q_leaves_the_page_and_nothing_else() {
    for (name, mut robot) in views() {
        let on_page = robot.state.scopes().contains(&Scope::Page);
        robot.press("q");
        assert_eq!(robot.quit, on_page.then_some(false), "{name}");
    }
}

#[test]
fn ctrl_z_asks_for_the_shell_from_everywhere() {
    for (name, mut robot) in views() {
        robot.press("Ctrl-z");
        assert_eq!(robot.effects.contains(&Effect::Suspend), cfg!(unix), "{name}");
    }
}

#[test]
fn tab_goes_round_the_areas_that_are_shown() {
    let sample = Sample::new();
    let mut robot = Opening::default().size(120, 32).sample(&sample);
    let mut round = |keys: &str| robot.press(keys).state.page.focus;
    assert_eq!([round("Tab"), round("Tab"), round("Tab")], [Focus::Details, Focus::Picker, Focus::List]);
    assert_eq!([round("Shift-Tab"), round("Shift-Tab")], [Focus::Picker, Focus::Details]);
    let mut robot = Opening::default().size(80, 12).sample(&sample);
    let mut round = |keys: &str| robot.press(keys).state.page.focus;
    assert_eq!([round("Tab"), round("Tab")], [Focus::Picker, Focus::List], "no details in twelve rows");
}

#[test]
fn help_lists_what_every_binding_does_and_begins_with_where_the_reader_is() {
    for (name, mut robot) in views() {
        if !matches!(robot.state.dialogs.last(), None | Some(Dialog::Edit(_)))
            || robot.list().filtering
            || robot.state.palette.is_some()
        {
            continue;
        }
        robot.press("F1");
        let text = robot.dialog();
        for binding in BINDINGS.iter().filter(|binding| binding.scope != Scope::Help) {
            let title = robot.look.text(&(binding.action.row().title)());
            let tip = robot.look.text(&(binding.action.row().tip)());
            assert!(text.contains(title.as_str()) || text.contains(tip.as_str()), "{name}: {title:?} is not told");
            for key in binding.keys {
                assert!(text.contains(&key.to_string()), "{name}: {key} is not told");
            }
        }
        robot.press("Esc");
        assert!(!matches!(robot.state.dialogs.last(), Some(Dialog::Help(_))));
    }
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("?");
    assert!(robot.dialog().starts_with("Certificates"), "{}", robot.dialog());
    robot.press("Esc").open("Contoso mail 2027").press("?");
    assert!(robot.dialog().starts_with("Edit"), "{}", robot.dialog());
    robot.press("End");
    robot.sees("Signs");
    robot.press("q");
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Edit(_))), "back to where the reader was");
}

#[test]
fn the_footer_names_only_keys_that_work_here() {
    for (name, robot) in views() {
        let screen = robot.screen();
        let footer = screen.lines().last().unwrap();
        let told = BINDINGS.iter().filter(|binding| binding.hint.is_some()).any(|binding| {
            robot.state.scopes().contains(&binding.scope) && footer.contains(&binding.keys[0].to_string())
        });
        assert!(told, "{name}: {footer:?}");
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_the_page_comes_back_as_it_was() {
    for (name, mut robot) in views() {
        let before = robot.state.clone();
        for (columns, rows) in [(39, 24), (80, 9), (1, 1), (0, 0)] {
            robot.resize(columns, rows);
            let screen = robot.screen();
            assert!(columns < 20 || screen.contains("40x10"), "{name}: {screen}");
        }
        robot.resize(before.size.0, before.size.1);
        assert_eq!(robot.state.dialogs, before.dialogs, "{name}");
        assert_eq!(robot.list().cursor, before.page.certificates.cursor, "{name}");
        assert_eq!(robot.list().filter, before.page.certificates.filter, "{name}");
    }
}

#[test]
fn forty_by_ten_is_enough_for_every_view() {
    for (name, mut robot) in views() {
        robot.resize(40, 10);
        robot.sees_no("40x10");
        assert!(robot.screen().lines().any(|line| line.trim().len() > 10), "{name}");
    }
}

#[test]
fn no_resize_loses_a_tick() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS").tick("POP");
    for (columns, rows) in [(120, 32), (40, 10), (10, 3), (200, 60), (1, 1), (80, 24)] {
        robot.resize(columns, rows);
        assert_eq!(robot.ticked().to_string(), "POP, IIS", "at {columns}x{rows}");
    }
    robot.press("Ctrl-s");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "POP, IIS");
}

#[test]
fn what_is_said_covers_no_button_of_a_dialog() {
    for (columns, rows) in [(80, 24), (120, 32), (60, 16), (40, 12), (40, 10)] {
        for (name, mut robot) in views() {
            if robot.state.dialogs.is_empty() && robot.state.palette.is_none() {
                continue;
            }
            robot.resize(columns, rows);
            let before = robot.screen();
            let top = robot.dialog();
            robot.state.say(Severity::Problem, say::detail_wildcard("IMAP"));
            let after = robot.screen();
            for label in ["Save", "Cancel", "Keep", "Replace", "Close", "Go on editing", "Discard"] {
                let there =
                    |text: &str| [format!("[ {label} ]"), format!("[▸{label}◂]")].iter().any(|b| text.contains(b));
                assert!(there(&after) || !there(&top), "{name} at {columns}x{rows}: {label}\n{after}");
            }
            assert!(after.contains("IMAP needs a plain host"), "{name} at {columns}x{rows}\n{after}");
            let last = before.lines().last().unwrap();
            assert_eq!(after.lines().last().unwrap(), last, "{name}: the footer stays");
        }
    }
}

#[test]
fn a_question_that_goes_on_says_with_which_key() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.resize(40, 12).open("Contoso mail 2027").tick("SMTP").press("Ctrl-s");
    robot.sees("PgDn: more");
    robot.press("PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn");
    robot.sees_no("PgDn: more");
    robot.resize(80, 40);
    robot.sees_no("PgDn: more");
}

#[test]
fn a_notice_stays_until_the_next_key() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press("F5");
    robot.sees("EX01 was read again.");
    robot.resize(90, 30);
    robot.sees("EX01 was read again.");
    robot.press("Down");
    robot.sees_no("EX01 was read again.");
}
