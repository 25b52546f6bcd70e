//! However the page ends or is interrupted, what was entered and not saved is kept, a save is done or not begun, and the
//! terminal is given back. What is offered afterwards, and how, is proved inside the process, in `app::tests::drafts`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "terminal_ends/hang_up.rs"]
mod hang_up;
#[path = "terminal_ends/streams.rs"]
mod streams;
mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use support::home::PROGRAM;
use support::pty::{Program, Pty, SIZE, Screen, Signal};
use tempfile::TempDir;

/// In the edit dialog, once IIS is ticked.
const TICKED: &str = "gets IIS";
/// The question about what an earlier run has kept.
const OFFERED: &str = "Not saved";
const KEPT: &str = "What was entered and not saved is kept.";
/// On the page once every certificate of the server is checked; before that, none can be ticked.
const CHECKED: &str = "need attention";
/// Keys that open the edit dialog of a certificate that can have IIS.
const TO_THE_DIALOG: &str = "/4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1\r\r";

/// A place that several runs share: an organization, and what the program keeps of its own.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    fn organization(&self) -> PathBuf {
        self.0.path().join("organization")
    }

    fn program(&self) -> Program {
        Program::new(SIZE).env("XDG_STATE_HOME", self.0.path().to_str().unwrap())
    }

    fn start(&self) -> Pty {
        self.program().arg("demo").arg(self.organization()).start(PROGRAM)
    }

    fn start_in_shell(&self, script: &str) -> Pty {
        self.program().start_in_shell(script, PROGRAM, &["demo", self.organization().to_str().unwrap()])
    }

    /// The page with IIS ticked in the edit dialog.
    fn ticked(&self) -> Pty {
        ticked(self.start())
    }

    fn drafts(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.0.path().join("exchcert/drafts")).into_iter().flatten();
        let drafts = entries.map(|entry| entry.unwrap().path());
        // One that begins with a dot is not finished.
        let whole = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            path.extension().is_some_and(|extension| extension == "toml") && !name.starts_with('.')
        };
        drafts.filter(whole).collect()
    }

    /// Waits until a draft with this in it is on the disk, and gives the number of its process.
    #[track_caller]
    fn wait_for_draft(&self, text: &str) -> String {
        let holds = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|draft| draft.contains(text));
        let draft = wait_for(|| self.drafts().into_iter().find(holds));
        let name = draft.file_stem().unwrap().to_str().unwrap();
        name.rsplit('-').next().unwrap().to_owned()
    }

    /// The next start asks; what is restored is what was ticked, and nothing was saved.
    #[track_caller]
    fn assert_offered(&self) {
        let mut next = self.start();
        next.wait_until(|screen| screen.contains(OFFERED) && screen.contains("EX01 is as it was then"));
        next.press("enter");
        next.wait_for(TICKED);
        next.press("ctrl-c");
        assert_eq!(next.exit_code(), Some(130));
        assert_eq!(self.drafts().len(), 1);
    }

    fn document(&self) -> String {
        fs::read_to_string(self.organization().join("servers/EX01.toml")).unwrap()
    }
}

fn ticked(mut page: Pty) -> Pty {
    page.wait_until(|screen| is_open(screen) && screen.contains(CHECKED));
    page.raw(TO_THE_DIALOG);
    page.wait_for("Specify the services");
    page.press("space");
    page.wait_for(TICKED);
    page
}

fn is_open(screen: &Screen) -> bool {
    screen.alternate_screen() && ["Certificates", "EX01", "Contoso"].iter().all(|word| screen.contains(word))
}

/// Waits for something outside the terminal.
#[track_caller]
fn wait_for<T>(mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < deadline, "it never came");
        std::thread::yield_now();
    }
}

fn kill(signal: &str, process: &str) {
    let line = format!("kill -{signal} {process}");
    assert!(Command::new("/bin/sh").args(["-c", &line]).status().unwrap().success());
}

/// Somebody else who writes to the organization, for as long as this lives.
fn somebody_writes(organization: &Path) -> File {
    let lock = File::options().write(true).create(true).truncate(false).open(organization.join("store.lock")).unwrap();
    lock.lock().unwrap();
    lock
}

#[test]
fn whatever_signal_ends_the_page_its_ticks_are_kept_and_the_terminal_given_back() {
    for (signal, code) in [(Signal::Hup, 129), (Signal::Term, 143), (Signal::Int, 130)] {
        let desk = Desk::new();
        let mut page = desk.ticked();
        page.signal(signal);
        assert_eq!(page.exit_code(), Some(code), "{signal:?}");
        page.assert_restored();
        assert!(page.screen().contains(KEPT), "{signal:?}: {}", page.screen());
        assert_eq!(desk.drafts().len(), 1, "{signal:?}");
    }
}

#[test]
fn a_page_without_a_draft_ends_without_a_word_and_leaves_none() {
    let desk = Desk::new();
    let mut page = desk.start();
    page.wait_until(is_open);
    page.signal(Signal::Hup);
    assert_eq!(page.exit_code(), Some(129));
    page.assert_restored();
    assert!(!page.screen().contains("not saved"), "{}", page.screen());
    assert!(desk.drafts().is_empty());
}

#[test]
fn what_was_ticked_and_typed_survives_a_kill_and_is_offered_once() {
    let desk = Desk::new();
    let mut page = desk.start();
    page.wait_until(is_open);
    page.press(":");
    page.paste("Get-ExchangeServer |\nFormat-List Name");
    page.wait_for("Format-List Name");
    page.press("esc");
    page.wait_until(|screen| !screen.contains("[PS]"));
    let mut page = ticked(page);
    desk.wait_for_draft("Format-List Name");
    let process = desk.wait_for_draft("IIS");
    kill("KILL", &process);
    assert_eq!(page.exit_code(), None);

    let mut next = desk.start();
    next.wait_until(|screen| screen.contains(OFFERED) && screen.contains("2 lines"));
    next.press("enter");
    next.wait_for(TICKED);
    next.wait_for("What was typed is in the shell again");
    next.press("ctrl-s");
    next.wait_for("Saved on EX01");
    next.press("enter");
    next.wait_until(|screen| !screen.contains("Saved on EX01"));
    next.press(":");
    next.wait_for("Format-List Name");
    next.raw("\r");
    next.wait_for("Name : EX");
    next.press("esc");
    next.wait_until(|screen| !screen.contains("[PS]"));
    next.press("q");
    assert_eq!(next.exit_code(), Some(0));
    assert!(desk.drafts().is_empty(), "saved and run: nothing is left");
}

#[test]
fn a_save_that_waits_for_another_writer_is_not_begun_when_the_program_is_ended() {
    for (signal, code) in [(Signal::Term, 143), (Signal::Hup, 129)] {
        let desk = Desk::new();
        let mut page = desk.ticked();
        let (before, writing) = (desk.document(), somebody_writes(&desk.organization()));
        page.press("ctrl-s");
        page.wait_for("Saving EX01");
        page.signal(signal);
        assert_eq!(page.exit_code(), Some(code), "{signal:?}");
        page.assert_restored();
        let screen = page.screen();
        assert!(screen.contains("is writing to this organization") && screen.contains(KEPT), "{screen}");
        drop(writing);
        assert_eq!(desk.document(), before);
        desk.assert_offered();
    }
}

#[test]
fn a_save_that_waits_is_done_once_the_other_writer_is() {
    let desk = Desk::new();
    let mut page = desk.ticked();
    let writing = somebody_writes(&desk.organization());
    page.press("ctrl-s");
    page.wait_for("Saving EX01");
    drop(writing);
    page.wait_for("Saved on EX01");
    page.press("ctrl-c");
    assert_eq!(page.exit_code(), Some(130));
    assert!(desk.drafts().is_empty() && desk.document().contains("4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1"));
}

#[test]
fn a_save_and_a_signal_at_once_lead_to_one_of_two_ends_and_the_record_shows_which() {
    let desk = Desk::new();
    let mut page = desk.ticked();
    let before = desk.document();
    page.press("ctrl-s");
    page.signal(Signal::Term);
    assert_eq!(page.exit_code(), Some(143));
    page.assert_restored();
    let saved = desk.document() != before;
    assert_eq!(desk.drafts().is_empty(), saved, "{}", page.screen());
    let organization = desk.organization();
    let journal = Command::new(PROGRAM).args(["journal", "--org", organization.to_str().unwrap()]).output().unwrap();
    assert_eq!(String::from_utf8(journal.stdout).unwrap().contains("IIS"), saved);
    if !saved {
        desk.assert_offered();
    }
}

#[test]
fn two_requests_to_end_keep_the_ticks_too() {
    let desk = Desk::new();
    let mut page = desk.ticked();
    desk.wait_for_draft("IIS");
    page.signal(Signal::Term);
    page.signal(Signal::Term);
    let code = page.exit_code();
    assert!(code.is_none_or(|code| code == 143), "{code:?}");
    page.assert_restored();
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn ctrl_z_and_fg_at_another_size_lose_nothing() {
    let desk = Desk::new();
    let script = r#"a=$(stty -g); "$@"; b=$(stty -g); [ "$a" = "$b" ] && echo stopped; read line; fg; echo "code=$?""#;
    let mut page = ticked(desk.start_in_shell(script));
    page.press("ctrl-z");
    page.wait_for("stopped");
    page.assert_restored();
    page.resize(120, 32);
    page.press("enter");
    page.wait_until(|screen| is_open(screen) && screen.contains(TICKED) && screen.contains("Exchange admin center"));
    page.press("ctrl-c");
    page.wait_for("code=130");
    page.assert_restored();
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn stopped_and_continued_by_somebody_else_the_dialog_comes_back_whole() {
    let desk = Desk::new();
    let script = r#""$@"; stty sane; printf '\033[?1049l\033[2Jstopped\n'; read line; fg; echo "code=$?""#;
    let mut page = ticked(desk.start_in_shell(script));
    kill("STOP", &desk.wait_for_draft("IIS"));
    page.wait_for("stopped");
    page.press("enter");
    page.wait_until(|screen| screen.alternate_screen() && screen.contains(TICKED));
    page.press("space");
    page.wait_until(|screen| !screen.contains(TICKED));
    page.press("ctrl-c");
    page.wait_for("code=130");
    page.assert_restored();
    assert!(desk.drafts().is_empty(), "the tick was taken away again");
}

#[test]
fn a_storm_of_sizes_with_keys_in_between_loses_no_key() {
    let desk = Desk::new();
    let mut page = desk.ticked();
    for step in 0..150_u16 {
        page.resize(2 + step * 37 % 250, 2 + step * 23 % 90);
        // Twice is as often as not at all.
        page.raw("  ");
    }
    page.resize(2, 2);
    page.raw(" ");
    page.resize(SIZE.0, SIZE.1);
    page.wait_until(|screen| screen.contains("Specify") && !screen.contains(TICKED));
    page.press("space");
    page.wait_for(TICKED);
    page.press("ctrl-c");
    assert_eq!(page.exit_code(), Some(130));
    page.assert_restored();
}
