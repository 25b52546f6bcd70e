//! The built program in a real terminal: it starts, follows what is done to it, and gives the terminal back.
//!
//! Few tests, on settled screens, each waiting for what a person would see. What the page does in all its states is
//! proved inside the process, beside each feature; the parts under it in `terminal_parts.rs`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use support::pty::{Program, Pty, SIZE, Screen, Signal, coloured, marked_rows};

/// The words and marks of the page that these tests look for: here and nowhere else.
mod page {
    /// The page's title.
    pub(super) const TITLE: &str = "Certificates";
    /// The server that is open first.
    pub(super) const SERVER: &str = "EX01";
    /// Stands before the filter's text while it is open.
    pub(super) const FILTER: &str = "Filter:";
    /// In the title of the help.
    pub(super) const HELP: &str = "Help";
    /// In the edit dialog.
    pub(super) const SERVICES: &str = "Specify the services";
    /// What a window below 40x10 shows.
    pub(super) const TOO_SMALL: &str = "Too small";
    /// Begins the row under the cursor; where no row begins so, the first row that stands out is meant.
    pub(super) const CURSOR: &str = "▸";
    /// A certificate of the sample organization that is in view at the start.
    pub(super) const CERTIFICATE: &str = "Contoso";
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_exchcert")
}

fn demo(program: Program) -> Program {
    let organization = program.home().join("organization");
    program.arg("demo").arg(organization)
}

/// The page on a fresh copy of the sample, its first server open.
fn open_at(size: (u16, u16)) -> Pty {
    let mut page = demo(Program::new(size)).start(program());
    page.wait_until(is_open);
    page
}

fn open() -> Pty {
    open_at(SIZE)
}

/// The page in a shell that says what the terminal is set to before and after.
fn open_in_shell(script: &str) -> Pty {
    let started = Program::new(SIZE);
    let organization = started.home().join("organization");
    let mut page = started.start_in_shell(script, program(), &["demo", organization.to_str().unwrap()]);
    page.wait_until(is_open);
    page
}

fn is_open(screen: &Screen) -> bool {
    screen.alternate_screen() && [page::TITLE, page::SERVER, page::CERTIFICATE].iter().all(|word| screen.contains(word))
}

/// The row the cursor is on.
fn cursor_row(screen: &Screen) -> Option<u16> {
    let begins = |row: &u16| screen.row_text(*row).trim_start_matches(['│', '|', ' ']).starts_with(page::CURSOR);
    (0..screen.rows()).find(begins).or_else(|| marked_rows(screen).first().copied())
}

#[test]
fn the_demo_opens_the_page_with_the_connected_server() {
    let page = open();
    let screen = page.screen();
    assert!(screen.contains(page::TITLE) && screen.contains(page::SERVER), "{screen}");
}

#[test]
fn q_and_ctrl_c_leave_the_terminal_as_it_was() {
    for (key, code) in [("q", 0), ("ctrl-c", 130)] {
        let mut page = open();
        page.press(key);
        assert_eq!(page.exit_code(), Some(code), "after {key}");
        page.assert_restored();
    }
}

#[test]
fn the_line_discipline_is_what_it_was() {
    let mut page = open_in_shell(r#"a=$(stty -g); "$@"; b=$(stty -g); [ "$a" = "$b" ] && echo same || echo other"#);
    page.press("q");
    let screen = page.wait_until(|screen| screen.contains("same") || screen.contains("other"));
    assert!(screen.contains("same"), "{screen}");
}

#[test]
fn sigterm_and_sighup_leave_the_terminal_as_it_was() {
    for (signal, code) in [(Signal::Term, 143), (Signal::Hup, 129)] {
        let mut page = open();
        page.signal(signal);
        assert_eq!(page.exit_code(), Some(code), "{signal:?}");
        page.assert_restored();
    }
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_brings_the_page_back() {
    let script = r#"a=$(stty -g); "$@"; b=$(stty -g); [ "$a" = "$b" ] && echo stopped; read line; fg; echo "code=$?""#;
    let mut page = open_in_shell(script);
    page.press("ctrl-z");
    page.wait_for("stopped");
    page.assert_restored();
    page.press("enter");
    page.wait_until(is_open);
    page.press("q");
    page.wait_for("code=0");
    page.assert_restored();
}

#[test]
fn the_page_follows_the_window_through_every_size_and_back() {
    let mut page = open();
    for (columns, rows) in [(40, 12), (120, 32), (20, 5), (80, 24)] {
        page.resize(columns, rows);
        let fits = columns >= 40 && rows >= 10;
        page.wait_until(|screen| if fits { is_open(screen) } else { screen.contains(page::TOO_SMALL) });
    }
    page.press("q");
    assert_eq!(page.exit_code(), Some(0));
    page.assert_restored();
}

#[test]
fn the_terminal_gets_the_cmdlet_to_copy_and_the_journal_comes_up() {
    let mut page = open();
    page.press("/");
    page.wait_until(|screen| screen.contains(page::FILTER) && screen.cursor_visible());
    page.type_text("Contoso mail 2027");
    // The one with the Japanese name is found by its host name, once that has been read.
    page.wait_for("3 of 22");
    page.press("enter");
    page.press("enter");
    page.wait_for(page::SERVICES);
    page.press("space");
    page.wait_for("gets IIS");
    page.press("c");
    let screen = page.wait_until(|screen| screen.clipboard().is_some());
    let line =
        "Enable-ExchangeCertificate -Thumbprint 4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1 -Services IIS -Server EX01";
    assert_eq!(screen.clipboard().unwrap().text(), Some(line));
    page.press("ctrl-s");
    page.wait_for("Saved on EX01");
    page.press("f8");
    page.wait_for("Restart IIS");
    page.press("ctrl-c");
    assert_eq!(page.exit_code(), Some(130));
    page.assert_restored();
}

#[test]
fn a_paste_of_three_thousand_bytes_into_the_filter_arrives_whole() {
    let mut page = open();
    page.press("/");
    page.wait_until(|screen| screen.contains(page::FILTER) && screen.cursor_visible());
    page.paste(&format!("S{}E", "x".repeat(2_998)));
    page.wait_for("xxE");
    // As many letters as keys that take one away: one less of either, and the first letter would not stand alone.
    page.raw(&"\u{7f}".repeat(2_999));
    page.wait_until(|screen| !screen.contains("xx"));
    page.type_text("Q9");
    page.wait_for("SQ9");
}

#[test]
fn of_a_thousand_keys_in_one_burst_none_is_lost() {
    let mut page = open();
    page.press("down");
    page.press("down");
    page.press("?");
    page.wait_for(page::HELP);
    page.press("esc");
    let before = page.wait_until(|screen| !screen.contains(page::HELP));
    let start = cursor_row(&before).unwrap();
    // Down and up in turns end where they began, and one more down tells a lost one from none; the help at the end
    // tells that all have been read.
    page.raw(&format!("{}\u{1b}[B?", "\u{1b}[B\u{1b}[A".repeat(500)));
    page.wait_for(page::HELP);
    page.press("esc");
    let after = page.wait_until(|screen| !screen.contains(page::HELP));
    assert_eq!(cursor_row(&after), Some(start + 1), "{after}");
}

#[test]
fn a_held_down_key_ends_on_the_last_row_and_stays_there() {
    let mut page = open();
    page.press("end");
    page.press("?");
    page.wait_for(page::HELP);
    page.press("esc");
    let last = cursor_row(&page.wait_until(|screen| !screen.contains(page::HELP)));
    page.press("home");
    page.raw(&format!("{}?", "\u{1b}[B".repeat(1_000)));
    page.wait_for(page::HELP);
    page.press("esc");
    let held = page.wait_until(|screen| !screen.contains(page::HELP));
    assert_eq!(cursor_row(&held), last, "{held}");
}

#[test]
fn no_color_takes_the_colours_and_nothing_else() {
    let mut colourful = open();
    assert!(coloured(&colourful.wait_until(is_open)).is_some());

    let mut plain = demo(Program::new(SIZE).env("NO_COLOR", "1")).start(program());
    let screen = plain.wait_until(is_open);
    assert_eq!(coloured(&screen), None, "{screen}");
}

#[test]
fn without_a_terminal_there_is_no_page() {
    let started = Program::new(SIZE);
    let organization = started.home().join("organization");
    let script = r#""$@" >out; echo "code=$?"; [ -s out ] && grep -c "$(printf '\033')" out; echo done"#;
    let mut page = started.start_in_shell(script, program(), &["demo", organization.to_str().unwrap()]);
    let screen = page.wait_for("done");
    assert!(!screen.alternate_screen() && !screen.contains("code=0"), "{screen}");
}

#[test]
fn what_is_assigned_by_keys_alone_is_still_assigned_after_a_restart() {
    let started = Program::new(SIZE);
    let organization = started.home().join("organization");
    let mut page = started.arg("demo").arg(&organization).start(program());
    page.wait_until(is_open);
    page.press("/");
    page.type_text("mail 2027 !ecdsa !日本");
    page.wait_for("1 of 22");
    page.press("enter");
    page.press("enter");
    page.wait_for("Specify the services");
    page.press("space");
    page.wait_for("Contoso mail 2026 loses IIS");
    page.raw("\u{1b}[B\u{1b}[B\u{1b}[B \u{13}");
    page.wait_for("Overwrite the existing default SMTP certificate?");
    page.press("enter");
    page.wait_for("Restart IIS");
    page.press("enter");
    page.wait_for("Default Web Site (:443)");
    page.press("q");
    assert_eq!(page.exit_code(), Some(0));

    let mut again = Program::new(SIZE).arg("demo").arg(&organization).start(program());
    again.wait_until(is_open);
    again.press("/");
    again.type_text("mail 2027 iis");
    again.wait_for("1 of 22");
    again.wait_for("Default Web Site (:443)");
    let document = std::fs::read_to_string(organization.join("servers/EX01.toml")).unwrap();
    assert!(document.contains("# Default Web Site, what clients see on :443"), "{document}");
}

#[test]
fn without_an_organization_the_sample_is_offered() {
    let mut page = Program::new(SIZE).start(program());
    page.wait_for("Open the simulated organization now?");
    page.raw("y\r");
    page.wait_until(is_open);
    page.press("q");
    assert_eq!(page.exit_code(), Some(0));

    let mut declined = Program::new(SIZE).start(program());
    declined.wait_for("Open the simulated organization now?");
    declined.raw("\r");
    assert_eq!(declined.exit_code(), Some(4));
}
