//! Typing: editing by what a reader takes for one character, earlier lines, pastes, completion.

use proptest::prelude::*;

use crate::app::Dialog;
use crate::app::vocabulary::Effect;
use crate::keymap::Key;
use crate::testing::{Opening, Robot, Sample};

fn shell() -> Robot {
    let (mut robot, _sample) = Robot::on_sample();
    robot.press(":");
    robot
}

/// What is typed.
fn typed(robot: &Robot) -> &str {
    &robot.state.shell.input.text
}

#[test]
fn a_line_is_edited_by_what_a_reader_takes_for_one_character() {
    let mut robot = shell();
    robot.paste("証明書 e\u{301}👨\u{200D}👩\u{200D}👧x").press("Left Backspace");
    assert_eq!(typed(&robot), "証明書 e\u{301}x", "the family is one character");
    robot.press("Left Del");
    assert_eq!(typed(&robot), "証明書 x", "a letter goes with its accent");
    robot.press("Home Right Backspace").type_text("文");
    assert_eq!(typed(&robot), "文明書 x");
    let cursor = robot.cursor().unwrap();
    assert!(robot.screen().lines().nth(usize::from(cursor.y)).unwrap().contains("> 文明書 x"), "{}", robot.screen());
    let prompt = u16::try_from("┃ [PS] EX01> ".chars().count()).unwrap();
    assert_eq!(cursor.x, prompt + 2, "behind one wide character");
}

#[test]
fn words_and_ends_of_the_line_have_keys() {
    let mut robot = shell();
    robot.type_text("Get-ExchangeCertificate -Server EX01").press("Ctrl-w");
    assert_eq!(typed(&robot), "Get-ExchangeCertificate -Server ");
    robot.press("Ctrl-a").type_text("x").press("Ctrl-e").type_text("y");
    assert_eq!(typed(&robot), "xGet-ExchangeCertificate -Server y");
    robot.press("Ctrl-Left Ctrl-k");
    assert_eq!(typed(&robot), "xGet-ExchangeCertificate -Server ");
    robot.press("Home Ctrl-Right Ctrl-u");
    assert!(!typed(&robot).starts_with('x'), "{}", typed(&robot));
    robot.press("Ctrl-k");
    assert_eq!(typed(&robot), "");
}

#[test]
fn what_hides_in_a_pasted_line_is_seen() {
    let mut robot = shell();
    robot.paste("Get-\u{202E}Help\u{1b}[31m\u{200e}");
    robot.sees("Get-<U+202E>Help[31m<U+200E>");
}

#[test]
fn earlier_lines_come_back_and_what_was_typed_is_not_lost() {
    let mut robot = shell();
    for line in ["Get-Help", "Get-Command", "Get-Command", "Get-Help Get-Command"] {
        robot.shell(line);
    }
    let mut shown = |keys: &str| typed(robot.press(keys)).to_owned();
    assert_eq!([shown("Up"), shown("Up"), shown("Up")], ["Get-Help Get-Command", "Get-Command", "Get-Help"]);
    assert_eq!(
        [shown("Up"), shown("Down"), shown("Down"), shown("Down")],
        ["Get-Help", "Get-Command", "Get-Help Get-Command", ""]
    );
    robot.type_text("get-c");
    let mut shown = |keys: &str| typed(robot.press(keys)).to_owned();
    assert_eq!(shown("Up"), "Get-Command", "the last line that begins so");
    assert_eq!([shown("Up"), shown("Down")], ["Get-Command", "get-c"]);
}

#[test]
fn five_hundred_lines_are_remembered() {
    let mut robot = shell();
    for number in 0..500 {
        robot.shell(&format!("# {number}"));
    }
    for _ in 0..500 {
        robot.press("Up");
    }
    assert_eq!(typed(&robot), "# 0");
}

#[test]
fn a_closed_shell_keeps_everything() {
    let mut robot = shell();
    robot.shell("Get-Help Get-Command").type_text("half a li");
    let before = robot.screen();
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
    robot.sees_no("half a li");
    robot.press("Down Down : Left");
    robot.press("Right");
    assert_eq!(robot.screen().lines().skip(8).collect::<Vec<_>>(), before.lines().skip(8).collect::<Vec<_>>());
    robot.press("Up");
    assert_eq!(typed(&robot), "half a li", "no earlier line begins so");
}

#[test]
fn three_thousand_characters_are_pasted_at_once_and_stay_whole() {
    let line = format!("Get-ExchangeCertificate -DomainName {}", vec!["mail.contoso.com"; 177].join(","));
    assert!(line.len() > 3_000);
    let mut robot = shell();
    robot.paste(&line);
    assert_eq!(typed(&robot), line);
    assert!(robot.cursor().is_some(), "{}", robot.screen());
    robot.press("Home").sees("Get-ExchangeCertificate -DomainName");
    robot.press("Enter").sees("CN=mail.contoso.com");
    robot.press("Up");
    assert_eq!(typed(&robot), line);
}

#[test]
fn a_paste_of_several_lines_is_shown_and_runs_on_enter_only() {
    let mut robot = shell();
    robot.paste("Get-Help Get-Command\r\nGet-Help Get-Help\n\n");
    robot.sees("[PS] EX01> Get-Help Get-Command");
    robot.sees(">>         Get-Help Get-Help");
    assert!(!robot.effects.iter().any(|effect| matches!(effect, Effect::Run(..))));
    robot.press("Enter");
    assert_eq!(robot.effects.iter().filter(|effect| matches!(effect, Effect::Run(..))).count(), 2);
    robot.press("Up");
    assert_eq!(typed(&robot), "Get-Help Get-Command\nGet-Help Get-Help");
}

#[test]
fn what_is_too_long_to_type_is_refused_and_said() {
    let mut robot = shell();
    robot.type_text("kept").paste(&"x".repeat(100_001));
    assert_eq!(typed(&robot), "kept");
    assert!(robot.notice().contains("Nothing was inserted"), "{}", robot.notice());
}

#[test]
fn tab_completes_and_enter_takes() {
    let mut robot = shell();
    robot.type_text("enable-").press("Tab");
    assert_eq!(typed(&robot), "Enable-ExchangeCertificate", "the only one is taken at once");
    robot.type_text(" 2027").press("Tab").sees("Contoso mail 2027");
    robot.press("Tab Shift-Tab Enter");
    let thumbprint = robot.thumbprint("EX01", "Contoso mail 2027");
    assert_eq!(typed(&robot), format!("Enable-ExchangeCertificate {thumbprint}"));
    robot.type_text(" -Services ").press("Tab").sees("UMCallRouter");
    robot.type_text("s").press("Enter");
    assert!(typed(&robot).ends_with(" -Services SMTP"), "what is offered follows what is typed: {}", typed(&robot));
    assert_eq!(robot.saves(), 0);
}

#[test]
fn esc_leaves_the_choice_first_and_then_the_shell() {
    let mut robot = shell();
    robot.press("Tab");
    assert!(robot.state.shell.is_choosing());
    robot.press("Esc");
    assert!(!robot.state.shell.is_choosing() && robot.state.dialogs.last() == Some(&Dialog::Shell));
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
}

#[test]
fn keys_of_the_page_are_letters_in_the_shell() {
    let mut robot = shell();
    robot.type_text("qed/?:123");
    assert_eq!((typed(&robot), robot.quit), ("qed/?:123", None));
    robot.press("F1").sees("In the shell");
    robot.press("Esc Ctrl-c");
    assert_eq!(robot.quit, Some(true));
}

#[test]
fn output_is_scrolled_by_pages_and_to_its_ends_and_can_be_cleared() {
    let mut robot = shell();
    robot.shell("Get-ExchangeCertificate | Format-List");
    let end = robot.screen();
    robot.press("PgUp");
    assert_ne!(robot.screen(), end);
    robot.press("PgDn");
    assert_eq!(robot.screen(), end);
    robot.press("Ctrl-Home").sees("[PS] EX01> Get-ExchangeCertificate | Format-List");
    robot.press("PgUp PgUp Ctrl-End");
    assert_eq!(robot.screen(), end);
    for clear in ["Ctrl-l", ""] {
        robot.press(clear);
        if clear.is_empty() {
            robot.shell("Get-Help").shell("clear");
        }
        robot.sees("Cmdlets on this organization");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_and_pastes_lead_back_to_the_page(
        happenings in proptest::collection::vec((0usize..26, any::<char>(), "\\PC{0,40}|(Get-Help|\n|;|\\||-|'|,| ){0,9}"), 1..40),
        size in (1u16..150, 1u16..50),
    ) {
        const KEYS: [&str; 25] = [
            "Enter", "Tab", "Shift-Tab", "Up", "Down", "Left", "Right", "Home", "End", "Backspace", "Del", "PgUp", "PgDn",
            "Ctrl-Home", "Ctrl-End", "Ctrl-w", "Ctrl-u", "Ctrl-k", "Ctrl-l", "Ctrl-Left", "Ctrl-Right", "F1", "Esc", "Space", ":",
        ];
        let mut robot = Opening::default().size(size.0, size.1).sample(&Sample::new());
        robot.press(":");
        for (key, c, text) in &happenings {
            match KEYS.get(*key) {
                Some(key) => drop(robot.press(key)),
                None => robot.event(crate::app::vocabulary::Event::Key(Key::char(*c))),
            }
            if key % 5 == 0 {
                robot.paste(text);
            }
            let (buffer, cursor) = (robot.buffer(), robot.cursor());
            prop_assert!(cursor.is_none_or(|cursor| buffer.area.contains(cursor)), "{cursor:?}");
        }
        for _ in 0..6 {
            robot.press("Esc");
            // Esc, Enter and Space open and change other things of the page too; throwing them away is asked about.
            if matches!(robot.state.dialogs.last(), Some(Dialog::Confirm(_))) {
                robot.press("Tab Enter");
            }
        }
        prop_assert!(robot.state.dialogs.is_empty(), "{:?}", robot.state.dialogs);
    }
}
