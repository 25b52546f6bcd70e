//! The connection drops: the terminal itself is gone, and nobody can be told any more.

use std::fs;
use std::io::{Read, Write};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::support::home::PROGRAM;
use super::{CHECKED, Desk, TO_THE_DIALOG, wait_for};

/// A terminal that can be taken away from its program.
struct Line {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    reader: Box<dyn Read + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Vec<u8>,
}

impl Line {
    fn start(desk: &Desk, size: (u16, u16), program: &[&str], environment: &[(&str, &str)]) -> Line {
        let size = PtySize { cols: size.0, rows: size.1, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let organization = desk.organization();
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.args(["demo", organization.to_str().unwrap()]);
        command.cwd(desk.0.path());
        command.env_clear();
        let home = desk.0.path().to_str().unwrap();
        for (name, value) in [("TERM", "xterm"), ("LANG", "C.UTF-8"), ("HOME", home), ("XDG_STATE_HOME", home)] {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let (reader, writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        Line { master: pair.master, writer, reader, child, seen: Vec::new() }
    }

    /// Reads until this was written.
    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        let mut part = [0; 4096];
        while !self.seen.windows(text.len()).any(|found| found == text.as_bytes()) {
            let count = self.reader.read(&mut part).unwrap_or(0);
            assert!(count > 0, "{text:?} never came: {}", String::from_utf8_lossy(&self.seen).escape_debug());
            self.seen.extend_from_slice(&part[..count]);
        }
        self.seen.clear();
    }

    fn type_text(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// The page with IIS ticked, kept.
    fn ticked(mut self, desk: &Desk) -> Line {
        self.wait_for(CHECKED);
        self.type_text(&format!("{TO_THE_DIALOG} "));
        desk.wait_for_draft("IIS");
        self
    }

    /// The connection drops.
    fn drop_it(self) -> Box<dyn Child + Send + Sync> {
        self.child
    }
}

#[test]
fn a_dropped_connection_keeps_the_ticks_and_the_next_start_offers_them() {
    let desk = Desk::new();
    let line = Line::start(&desk, (80, 24), &[PROGRAM], &[]).ticked(&desk);
    let status = line.drop_it().wait().unwrap();
    assert_eq!(status.exit_code(), 129, "{status}");
    desk.assert_offered();
}

/// As below a shell that ignores SIGHUP: nobody tells the page, and its terminal reads as an end of file for ever.
#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_page_too() {
    let desk = Desk::new();
    let script = r#"trap '' HUP; "$@"; echo "$?" >code.new; mv code.new code"#;
    let line = Line::start(&desk, (80, 24), &["/bin/sh", "-c", script, "sh", PROGRAM], &[]).ticked(&desk);
    let mut shell = line.drop_it();
    let code = wait_for(|| fs::read_to_string(desk.0.path().join("code")).ok());
    assert_eq!(code.trim(), "129");
    shell.wait().unwrap();
    desk.assert_offered();
}

#[test]
fn a_terminal_without_a_size_shows_the_page_all_the_same() {
    let desk = Desk::new();
    for environment in [&[][..], &[("COLUMNS", "120"), ("LINES", "32")]] {
        let mut line = Line::start(&desk, (0, 0), &[PROGRAM], environment);
        line.wait_for("Contoso");
        for (cols, rows) in [(0, 0), (0, 50), (50, 0), (1, 1), (0, 0)] {
            line.master.resize(PtySize { cols, rows, pixel_width: 0, pixel_height: 0 }).unwrap();
        }
        line.type_text("?");
        line.wait_for("Help");
        line.type_text("\u{3}");
        let mut rest = Vec::new();
        let _ = line.reader.read_to_end(&mut rest);
        assert_eq!(line.child.wait().unwrap().exit_code(), 130);
    }
}
