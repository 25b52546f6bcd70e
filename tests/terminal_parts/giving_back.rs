//! However the program ends or stops, the terminal is as it was.

use std::process::Command;

use super::support::pty::Signal;
use super::{start, start_in_shell};

#[test]
fn quitting_restores_the_terminal() {
    let mut page = start();
    page.wait_until(|screen| screen.alternate_screen() && screen.bracketed_paste() && !screen.cursor_visible());
    page.press("q");
    assert_eq!(page.exit_code(), Some(0));
    page.assert_restored();
}

#[test]
fn a_request_to_end_restores_the_terminal_and_names_the_signal() {
    for (signal, code) in [(Signal::Term, 143), (Signal::Hup, 129), (Signal::Int, 130)] {
        let mut page = start();
        page.signal(signal);
        assert_eq!(page.exit_code(), Some(code), "{signal:?}");
        page.assert_restored();
    }
}

#[test]
fn a_second_request_to_end_is_not_kept_waiting() {
    let mut page = start();
    page.press("n");
    page.wait_for("letters=1");
    page.signal(Signal::Term);
    page.wait_for("downs=77");
    page.signal(Signal::Term);
    assert_eq!(page.exit_code(), None, "the signal itself ends it");
    page.assert_restored();
}

#[test]
fn a_panic_restores_the_terminal_and_can_be_read() {
    for (key, message) in [("!", "the \u{fffd}[31mprobe fell over"), ("#", "the worker fell over")] {
        let mut page = start();
        page.press(key);
        assert_eq!(page.exit_code(), Some(101));
        page.assert_restored();
        let screen = page.screen();
        assert!(screen.contains(&format!("exchcert failed: {message}")), "{screen}");
        assert!(screen.contains("The log is at /tmp/log"), "{screen}");
        assert!(!screen.contains("downs="), "painted over: {screen}");
    }
}

#[test]
fn the_line_discipline_is_what_it_was() {
    for ending in ["q", "!"] {
        let mut page =
            start_in_shell(r#"a=$(stty -g); "$@"; b=$(stty -g); [ "$a" = "$b" ] && echo same || echo other"#);
        page.press(ending);
        let screen = page.wait_until(|screen| screen.contains("same") || screen.contains("other"));
        assert!(screen.contains("same"), "after {ending}: {screen}");
        assert_eq!(page.exit_code(), Some(0));
    }
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_gives_it_back() {
    let script = r#"a=$(stty -g); "$@"; b=$(stty -g); [ "$a" = "$b" ] && echo stopped; read line; fg; echo "code=$?""#;
    let mut page = start_in_shell(script);
    page.press("down");
    page.wait_for("downs=1");
    page.press("z");
    page.wait_for("stopped");
    page.assert_restored();
    page.resize(60, 20);
    page.press("enter");
    page.wait_until(|screen| screen.alternate_screen() && screen.contains("size=60x20") && screen.contains("downs=1"));
    page.press("down");
    page.wait_for("downs=2");
    page.press("q");
    page.wait_for("code=0");
    page.assert_restored();
}

#[test]
fn stopped_by_somebody_else_the_page_comes_back_whole() {
    // As a shell does: its own modes and its own screen, whatever the stopped program had set.
    let script = r#""$@"; stty sane; printf '\033[?1049l\033[2Jstopped\n'; read line; fg; echo "code=$?""#;
    let mut page = start_in_shell(script);
    let screen = page.screen();
    let pid = screen.lines().find_map(|line| line.trim().strip_prefix("pid=")).unwrap();
    let stop = format!("kill -STOP {}", pid.trim_end_matches('┘').trim());
    assert!(Command::new("/bin/sh").args(["-c", &stop]).status().unwrap().success());
    page.wait_for("stopped");
    page.press("enter");
    page.wait_until(|screen| screen.alternate_screen() && screen.contains("continued=1"));
    page.press("down");
    page.wait_for("downs=1");
    page.press("q");
    page.wait_for("code=0");
    page.assert_restored();
}

#[test]
fn ctrl_z_where_nobody_could_continue_it_just_goes_on() {
    let mut page = start();
    page.press("z");
    page.press("down");
    page.wait_until(|screen| screen.alternate_screen() && screen.contains("downs=1"));
}
