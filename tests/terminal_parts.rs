//! The parts under the page on a real terminal: what is drawn is what was painted, no key is lost, and the terminal is
//! given back whatever happens. The page itself is tested in `terminal.rs`.
//!
//! The program in the terminal is this test binary again, told by a variable to play a tiny page (see [`probe`]).

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod support;

use std::fmt::Write as _;
use std::sync::mpsc;

use crossterm::event::{Event, KeyCode};
use exchcert::terminal::ability::Colours;
use exchcert::terminal::input::{self, Input};
use exchcert::terminal::modes;
use exchcert::terminal::screen::Screen;
use exchcert::terminal::signals::{self, Signal};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use support::pty::{Program, Pty, SIZE};

/// Set in the program's terminal only.
const PROBE: &str = "EXCHCERT_TEST_PROBE";
const ARGUMENTS: [&str; 3] = ["--exact", "probe", "--nocapture"];

/// The tiny page: counts what comes and shows it.
#[derive(Default)]
struct Counts {
    downs: usize,
    letters: usize,
    pasted: usize,
    pastes: usize,
    continued: usize,
    mouse: Vec<(u16, u16)>,
    /// Paints for ever, without waiting for anything.
    busy: bool,
}

impl Counts {
    fn paint(&self, buffer: &mut Buffer) -> Option<Position> {
        let mut text = String::new();
        let Self { downs, letters, pasted, pastes, continued, mouse, .. } = self;
        let area = buffer.area;
        write!(text, "downs={downs} letters={letters} pasted={pasted}/{pastes} ").unwrap();
        write!(text, "size={}x{} continued={continued} pid={} end", area.width, area.height, std::process::id())
            .unwrap();
        for (y, word) in (0..area.height).zip(text.split(' ')) {
            buffer.set_string(0, y, word, Style::new());
        }
        if let (Some((x, y)), count) = (mouse.first(), mouse.len()) {
            buffer.set_string(20, 0, format!("mouse={count} first={x},{y}"), Style::new());
        }
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
        buffer.set_string(right, bottom, "┘", Style::new().bold());
        None
    }

    /// What one key does; an exit code to leave with.
    fn key(&mut self, code: KeyCode) -> Option<i32> {
        match code {
            KeyCode::Down => self.downs += 1,
            KeyCode::Char('q') => return Some(0),
            KeyCode::Char('!') => panic!("the \u{1b}[31mprobe fell over"),
            KeyCode::Char('#') => {
                std::thread::spawn(|| panic!("the worker fell over"));
                self.busy = true;
            }
            KeyCode::Char(_) => self.letters += 1,
            _ => {}
        }
        None
    }
}

enum Came {
    Input(Input),
    Signal(Signal),
}

/// Not a test of anything: the program that the other tests start in a terminal.
#[test]
fn probe() {
    let Ok(mouse) = std::env::var(PROBE) else { return };
    exchcert::terminal::panic::install(|fault| {
        // Room for another thread to paint, if it can.
        (0..10_000).for_each(|_| std::thread::yield_now());
        format!("exchcert failed: {} in {}. The log is at /tmp/log", fault.message, fault.thread)
    });
    let entered = modes::enter(mouse == "mouse").unwrap();
    let (sender, receiver) = mpsc::channel();
    let signals = sender.clone();
    signals::spawn(move |signal| signals.send(Came::Signal(signal)).is_ok()).unwrap();
    input::spawn(move |input| sender.send(Came::Input(input)).is_ok()).unwrap();
    let code = run(&receiver);
    drop(entered);
    std::process::exit(code);
}

fn run(receiver: &mpsc::Receiver<Came>) -> i32 {
    let mut screen = Screen::new(std::io::stdout(), modes::size(), Colours::Palette);
    let mut counts = Counts::default();
    loop {
        screen.draw(|buffer| counts.paint(buffer)).unwrap();
        if counts.busy {
            screen.repaint();
            continue;
        }
        let first = receiver.recv().unwrap();
        for came in std::iter::once(first).chain(receiver.try_iter().collect::<Vec<_>>()) {
            match came {
                Came::Input(Input::Event(Event::Key(key))) if key.code == KeyCode::Char('z') => {
                    signals::suspend().unwrap();
                    screen.resize(modes::size());
                }
                Came::Input(Input::Event(Event::Key(key))) => {
                    if let Some(code) = counts.key(key.code) {
                        return code;
                    }
                }
                Came::Input(Input::Event(Event::Paste(text))) => {
                    counts.pasted += text.len();
                    counts.pastes += 1;
                }
                Came::Input(Input::Event(Event::Mouse(mouse))) => counts.mouse.push((mouse.column, mouse.row)),
                Came::Input(Input::Event(Event::Resize(width, height))) => screen.resize((width, height).into()),
                Came::Input(Input::Event(_)) => {}
                Came::Input(Input::Ended(_)) => return 1,
                Came::Signal(Signal::Continued) => {
                    modes::reenter().unwrap();
                    screen.resize(modes::size());
                    counts.continued += 1;
                }
                // The letter n: the page hears the request and does not follow it.
                Came::Signal(Signal::Quit(_)) if counts.letters == 1 => counts.downs = 77,
                Came::Signal(quit) => return quit.exit_code().into(),
            }
        }
    }
}

fn this_program() -> String {
    std::env::current_exe().unwrap().into_os_string().into_string().unwrap()
}

fn start_with(program: Program) -> Pty {
    let mut pty = ARGUMENTS.into_iter().fold(program, Program::arg).start(this_program());
    pty.wait_for("end");
    pty
}

fn start() -> Pty {
    start_with(Program::new(SIZE).env(PROBE, "mouse"))
}

/// Starts the probe in a shell, which says what the terminal is set to before and after.
fn start_in_shell(script: &str) -> Pty {
    let program = Program::new(SIZE).env(PROBE, "plain");
    let mut pty = program.start_in_shell(script, &this_program(), &ARGUMENTS);
    pty.wait_for("end");
    pty
}

#[path = "terminal_parts/drawing.rs"]
mod drawing;
#[path = "terminal_parts/giving_back.rs"]
mod giving_back;
#[path = "terminal_parts/keys.rs"]
mod keys;
