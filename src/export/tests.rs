//! Stories of scripts.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::app::Dialog;
use crate::app::vocabulary::{Effect, Field};
use crate::testing::{Opening, Robot, Sample};

const NAME: &str = "exchcert-EX01-2026-11-21.ps1";
const SMTP: &str = "Default SMTP certificate";

/// Somebody at work in a directory of their own.
fn at_work() -> (Robot, Sample, TempDir) {
    let (sample, own) = (Sample::new(), TempDir::new().unwrap());
    let robot = Opening::default().directory(own.path()).sample(&sample);
    (robot, sample, own)
}

fn script(own: &TempDir) -> String {
    String::from_utf8(fs::read(own.path().join(NAME)).unwrap()).unwrap()
}

#[test]
fn what_is_pending_is_written_where_it_says_and_nothing_else_changes() {
    let (mut robot, sample, own) = at_work();
    let before = sample.tree();
    robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-e");
    let path = own.path().join(NAME);
    assert!(robot.dialog().replace(' ', "").contains(path.to_str().unwrap()), "{}", robot.dialog());
    robot.press("Enter");
    let text = script(&own);
    assert!(text.starts_with('\u{feff}') && text.contains("Enable-ExchangeCertificate"), "{text}");
    assert!(text.contains(&robot.thumbprint("EX01", "Contoso mail 2027").to_string()));
    assert!(robot.notice().contains("Nothing was changed by writing it"), "{}", robot.notice());
    assert_eq!(robot.ticked().to_string(), "IIS", "what was pending is pending still");
    assert_eq!((robot.saves(), sample.tree() == before), (0, true));
}

#[test]
fn the_default_smtp_question_comes_first_and_only_replace_forces() {
    for (answer, forces) in [("Keep", false), ("Replace", true)] {
        let (mut robot, _sample, own) = at_work();
        robot.open("Contoso mail 2027").tick("SMTP").press("F9");
        robot.asked(SMTP, "Overwrite the existing default SMTP certificate?").answer(answer).press("Enter");
        let text = script(&own);
        assert_eq!(text.contains("Force = $true") || text.contains("'Force'"), forces, "{answer}: {text}");
        assert_eq!(robot.saves(), 0);
    }
    let (mut robot, _sample, own) = at_work();
    robot.open("Contoso mail 2027").tick("SMTP").press("F9").asked(SMTP, "Contoso mail 2027").answer("Cancel");
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Edit(_))));
    assert_eq!(fs::read_dir(own.path()).unwrap().count(), 0);
}

#[test]
fn a_change_of_the_journal_is_written_with_the_answer_that_was_given_then() {
    for (answer, forces) in [("Keep", false), ("Replace", true)] {
        let (mut robot, sample, own) = at_work();
        robot.open("Contoso mail 2027").tick("IIS").tick("SMTP").press("Ctrl-s").asked(SMTP, "Contoso mail 2027");
        robot.answer(answer).press("Esc J");
        let before = sample.tree();
        robot.press("Ctrl-e Enter");
        let text = script(&own);
        assert!(text.contains(&robot.thumbprint("EX01", "Contoso mail 2027").to_string()), "{text}");
        assert_eq!(text.contains("Force = $true") || text.contains("'Force'"), forces, "{answer}: {text}");
        assert_eq!((robot.saves(), sample.tree() == before), (1, true));
        assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Journal(_))), "the journal is still there");
    }
    let (mut robot, _sample, own) = at_work();
    robot.press("J Ctrl-e");
    assert!(robot.notice().contains("Only a change that happened"), "{}", robot.notice());
    let mut robot = Opening::default().directory(own.path()).readonly().sample(&Sample::new());
    robot.press("J Ctrl-e");
    assert_eq!(fs::read_dir(own.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_somebody_says_so() {
    let (mut robot, _sample, own) = at_work();
    let path = own.path().join(NAME);
    fs::write(&path, "mine").unwrap();
    robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-e Enter");
    robot.asked("Replace the file?", "There is already a file").answer("Cancel");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    robot.press("Enter").asked("Replace the file?", "There is already a file").answer("Replace");
    assert!(script(&own).contains("Enable-ExchangeCertificate"));
    assert!(robot.notice().contains("The script is in"), "{}", robot.notice());
}

#[test]
fn where_it_cannot_be_written_the_reason_is_said_and_the_name_is_kept() {
    let (mut robot, _sample, own) = at_work();
    robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-e Ctrl-u").type_text("nowhere/plan").press("Enter");
    assert!(robot.notice().contains("The script was not written: There is no folder"), "{}", robot.notice());
    let Some(Dialog::Export(export)) = robot.state.dialogs.last() else { panic!("{}", robot.screen()) };
    assert_eq!(export.name.text, "nowhere/plan");
    robot.press("Ctrl-u").type_text("plan").press("Enter");
    assert!(own.path().join("plan.ps1").exists());
}

#[test]
fn a_script_needs_a_name() {
    let (mut robot, _sample, own) = at_work();
    robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-e Ctrl-u Enter");
    assert!(robot.notice().contains("needs a name"), "{}", robot.notice());
    robot.type_text(" .ps1 ").press("Enter");
    assert!(robot.notice().contains("needs a name"), "{}", robot.notice());
    assert_eq!(fs::read_dir(own.path()).unwrap().count(), 0);
}

#[test]
fn letters_are_the_name_and_are_edited_by_what_a_reader_takes_for_a_character() {
    let (mut robot, _sample, _own) = at_work();
    robot
        .open("Contoso mail 2027")
        .tick("IIS")
        .press("Ctrl-e Ctrl-u")
        .type_text("q?e\u{301} s")
        .press("Left Left Backspace");
    let Some(Dialog::Export(export)) = robot.state.dialogs.last() else { panic!("{}", robot.screen()) };
    assert_eq!((robot.quit, export.name.text.as_str()), (None, "q? s"));
    robot.press("Tab Tab Enter");
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Edit(_))), "Cancel goes back to the ticks");
}

#[test]
fn nothing_pending_is_no_script() {
    let (mut robot, _sample, _own) = at_work();
    robot.open("Contoso mail 2027").press("Ctrl-e");
    assert!(robot.notice().contains("Nothing changes yet"), "{}", robot.notice());
    robot.press("Esc").open("Legacy OWA 2024").press("Ctrl-e");
    assert!(robot.notice().contains("Only a Valid certificate"), "{}", robot.notice());
    assert!(matches!(robot.state.dialogs.last(), Some(Dialog::Edit(_))));
}

#[test]
fn a_run_that_only_reads_writes_no_file_either() {
    let (sample, own) = (Sample::new(), TempDir::new().unwrap());
    let mut robot = Opening::default().readonly().directory(own.path()).sample(&sample);
    robot.open("Contoso mail 2027").press("Ctrl-e");
    assert!(robot.notice().contains("--readonly"), "{}", robot.notice());
    // Nor does the store's side, whoever asks it.
    let (mut other, ..) = at_work();
    other.hold();
    other.open("Contoso mail 2027").tick("IIS").press("Ctrl-e Enter");
    let Some(Effect::Write(ticket, file)) = other.waiting().last().cloned() else { panic!("{:?}", other.waiting()) };
    let path = own.path().join(NAME);
    robot.ask_store(vec![Effect::Write(ticket, crate::app::vocabulary::ScriptFile { path, ..file })]);
    assert!(robot.notice().contains("The script was not written"), "{}", robot.notice());
    assert_eq!(fs::read_dir(own.path()).unwrap().count(), 0);
}

#[test]
fn while_a_script_is_being_written_it_is_not_written_twice() {
    let (mut robot, _sample, own) = at_work();
    robot.open("Contoso mail 2027").tick("IIS");
    robot.hold();
    robot.press("Ctrl-e Enter Enter");
    assert_eq!(robot.waiting().len(), 1);
    assert!(robot.notice().contains("Writing"), "{}", robot.notice());
    robot.press("Esc");
    robot.go_on();
    assert!(robot.notice().contains("The script is in"), "{}", robot.notice());
    assert!(own.path().join(NAME).exists());
    robot.hold();
    robot.press("Ctrl-e Enter Esc");
    robot.go_on();
    assert!(robot.notice().contains("there is already a file"), "nobody is there to be asked: {}", robot.notice());
}

proptest! {
    #[test]
    fn whatever_is_typed_only_a_script_can_be_written(name in any::<String>()) {
        let (mut robot, _sample) = Robot::on_sample();
        robot.hold();
        robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-e");
        let Some(Dialog::Export(export)) = robot.state.dialogs.last_mut() else { panic!() };
        export.name = Field::default();
        export.paste(&name);
        let path = export.path(&robot.state.world);
        prop_assert!(path.is_none_or(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ps1"))
            && path.is_absolute() && path != Path::new("/srv/scripts")));
        robot.screen();
    }
}

#[test]
fn a_change_of_the_journal_is_handed_over_and_what_is_no_change_says_so() {
    let (mut robot, sample, own) = at_work();
    robot.open("Contoso mail 2027").tick("IIS").press("Ctrl-s Enter");
    let done = sample.tree();
    robot.press("J Ctrl-e").press("Enter");
    let text = script(&own);
    assert!(text.contains(&robot.thumbprint("EX01", "Contoso mail 2027").to_string()) && text.contains("iisreset"));
    assert_eq!(sample.tree(), done);
    // The newest line says now that a follow-up was done by hand.
    robot.press("Esc F8 Right Space Left Home Ctrl-e");
    assert!(robot.notice().contains("Only a change that happened"), "{}", robot.notice());
}

#[test]
fn a_view_only_person_hands_over_what_was_done_and_a_readonly_run_writes_nothing() {
    for (readonly, written) in [(false, 1), (true, 0)] {
        let (sample, own) = (Sample::new(), TempDir::new().unwrap());
        let mut admin = Opening::default().sample(&sample);
        admin.open("Contoso mail 2027").tick("IIS").press("Ctrl-s");
        sample.edit("organization.toml", "# [access]", "[access]");
        let opening = Opening::default().directory(own.path());
        let mut robot = if readonly { opening.readonly().sample(&sample) } else { opening.sample(&sample) };
        robot.press("J Ctrl-e Enter");
        assert_eq!(fs::read_dir(own.path()).unwrap().count(), written, "{}", robot.screen());
    }
}
