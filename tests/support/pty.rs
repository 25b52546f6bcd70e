//! A program in a real pseudo-terminal. The only file that names the crate it is done with.
//!
//! Nothing here sleeps: every wait is for something that can be seen, with one generous deadline, and a wait that
//! fails panics with the screen as it was. The program is killed when its [`Pty`] is dropped, so also when a test fails.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::style::{Color as Colour, Modifier};
use tempfile::TempDir;
use termlens::{Color, Key, MouseMode, Terminal, TerminalBuilder};
pub(crate) use termlens::{Screen, Signal};

/// How long a wait may take before it is a failure: far longer than anything takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// The size most tests use.
pub(crate) const SIZE: (u16, u16) = (80, 24);

/// A program about to be started: in an environment that holds nothing of this machine's, and a home of its own.
pub(crate) struct Program {
    builder: TerminalBuilder,
    home: TempDir,
}

impl Program {
    /// A terminal of `size` (columns, rows), xterm-like, with 256 colours and UTF-8.
    pub(crate) fn new(size: (u16, u16)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut builder = Terminal::builder()
            .size(size.0, size.1)
            .timeout(DEADLINE)
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", home.path())
            .current_dir(home.path());
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            builder = builder.env(name, home.path().join(folder));
        }
        Self { builder, home }
    }

    pub(crate) fn env(self, name: &str, value: &str) -> Self {
        Self { builder: self.builder.env(name, value), ..self }
    }

    pub(crate) fn arg(self, argument: impl AsRef<OsStr>) -> Self {
        Self { builder: self.builder.arg(argument), ..self }
    }

    /// A path in the program's home, which is gone after the test.
    pub(crate) fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// Starts `program` itself.
    pub(crate) fn start(self, program: impl AsRef<OsStr>) -> Pty {
        let terminal = self.builder.spawn(program).unwrap();
        Pty { terminal, home: self.home }
    }

    /// Starts a shell with job control that runs `script`, where `"$@"` is the program and its arguments.
    pub(crate) fn start_in_shell(mut self, script: &str, program: &str, arguments: &[&str]) -> Pty {
        self.builder = self.builder.arg("-c").arg(format!("set -m\n{script}")).arg("sh").arg(program).args(arguments);
        self.start("/bin/sh")
    }
}

/// A running program and its terminal.
pub(crate) struct Pty {
    terminal: Terminal,
    home: TempDir,
}

impl Pty {
    /// The program's home.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Presses one key: a character, or `enter esc tab backtab backspace insert delete up down left right home end
    /// pageup pagedown space f1 .. f12 ctrl-c ...`.
    pub(crate) fn press(&mut self, name: &str) {
        let key = match name {
            "enter" => Key::Enter,
            "esc" => Key::Esc,
            "tab" => Key::Tab,
            "backtab" => Key::BackTab,
            "backspace" => Key::Backspace,
            "insert" => Key::Insert,
            "delete" => Key::Delete,
            "up" => Key::Up,
            "down" => Key::Down,
            "left" => Key::Left,
            "right" => Key::Right,
            "home" => Key::Home,
            "end" => Key::End,
            "pageup" => Key::PageUp,
            "pagedown" => Key::PageDown,
            "space" => Key::Char(' '),
            _ => named(name),
        };
        self.terminal.send(key).unwrap();
    }

    /// Types `text`, all of it in one burst.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.terminal.send_str(text).unwrap();
    }

    /// Sends what a terminal would, untouched: escape sequences, broken ones too.
    pub(crate) fn raw(&mut self, bytes: &str) {
        self.terminal.send_str(bytes).unwrap();
    }

    /// Pastes as the terminal does: bracketed, if the program asked for that.
    pub(crate) fn paste(&mut self, text: &str) {
        self.terminal.paste(text).unwrap();
    }

    pub(crate) fn click(&mut self, column: u16, row: u16) {
        self.terminal.click(column, row).unwrap();
    }

    /// Changes the size of the window. Wait for what only the new size shows before typing on.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.resize(columns, rows).unwrap();
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        self.terminal.signal(signal).unwrap();
    }

    /// Waits until what is shown satisfies `predicate`, asked again after everything the program writes.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, predicate: impl FnMut(&Screen) -> bool) -> Screen {
        if let Err(error) = self.terminal.wait_until(predicate) {
            panic!("{error}");
        }
        self.terminal.screen()
    }

    /// Waits until `text` is on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> Screen {
        self.wait_until(|screen| screen.contains(text))
    }

    /// What is shown now, one line a row.
    pub(crate) fn screen(&self) -> String {
        self.terminal.screen().text()
    }

    /// What is shown now with its styles, as it stands in a snapshot.
    pub(crate) fn styled(&self) -> String {
        self.terminal.screen().with_styles().to_string()
    }

    /// Waits for the end and gives the exit code; `None` if a signal ended it.
    #[track_caller]
    pub(crate) fn exit_code(&mut self) -> Option<u32> {
        match self.terminal.wait_exit() {
            Ok(status) => status.code(),
            Err(error) => panic!("{error}"),
        }
    }

    /// Fails unless the terminal's modes are those of a shell, and all that was written was understood.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let screen = self.terminal.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen\n{screen}");
        assert!(screen.cursor_visible(), "the cursor is still hidden\n{screen}");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed\n{screen}");
        assert_eq!(screen.mouse_mode(), MouseMode::None, "the mouse is still captured\n{screen}");
        assert!(!screen.focus_events() && !screen.application_cursor(), "{screen}");
        assert!(screen.unsupported().is_empty(), "not understood: {:?}", screen.unsupported());
    }
}

fn named(name: &str) -> Key {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Key::Char(letter);
    }
    if let Some(letter) = name.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
        return Key::Ctrl(letter);
    }
    match name.strip_prefix('f').and_then(|number| number.parse().ok()) {
        Some(number @ 1..=12) => Key::F(number),
        _ => panic!("there is no key {name:?}"),
    }
}

/// Every cell as (row, column), row by row.
fn places(screen: &Screen) -> impl Iterator<Item = (u16, u16)> + use<> {
    let columns = screen.cols();
    (0..screen.rows()).flat_map(move |row| (0..columns).map(move |column| (row, column)))
}

/// The first cell with a colour of its own, as (row, column, its style).
pub(crate) fn coloured(screen: &Screen) -> Option<(u16, u16, String)> {
    places(screen).find_map(|(row, column)| {
        let style = screen.cell(row, column)?.style();
        let plain = style.fg == Color::Default && style.bg == Color::Default;
        (!plain).then(|| (row, column, format!("{style:?}")))
    })
}

/// The rows that stand out, from the top: those with a cell in reverse or on a background of its own.
pub(crate) fn marked_rows(screen: &Screen) -> Vec<u16> {
    let marked = |row: &u16| {
        (0..screen.cols()).filter_map(|column| screen.cell(*row, column)).any(|cell| {
            let style = cell.style();
            style.reverse || style.bg != Color::Default
        })
    };
    (0..screen.rows()).filter(marked).collect()
}

/// What a terminal shows, glyph by glyph, in the words of the page's own buffer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Painted(Vec<String>);

impl Painted {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// The next glyph. The colour of a blank that shows none is nobody's business, and bold is not dim.
    pub(crate) fn push(&mut self, text: &str, fg: Colour, bg: Colour, mut modifier: Modifier) {
        modifier.set(Modifier::DIM, modifier.contains(Modifier::DIM) && !modifier.contains(Modifier::BOLD));
        let seen = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        let invisible = text == " " && !modifier.intersects(seen);
        let (fg, modifier) = if invisible { (Colour::Reset, Modifier::empty()) } else { (fg, modifier) };
        self.0.push(format!("{text:?} {:?} on {:?} {modifier:?}", index(fg), index(bg)));
    }
}

/// A named colour as the number it stands for.
fn index(colour: Colour) -> Colour {
    match colour {
        Colour::Red => Colour::Indexed(1),
        Colour::Blue => Colour::Indexed(4),
        Colour::LightBlue => Colour::Indexed(12),
        other => other,
    }
}

impl Pty {
    /// Everything shown when the program has ended.
    #[track_caller]
    pub(crate) fn painted(mut self) -> Painted {
        assert_eq!(self.exit_code(), Some(0));
        let screen = self.terminal.screen();
        assert!(screen.unsupported().is_empty(), "not understood: {:?}", screen.unsupported());
        let mut painted = Painted::new();
        for (row, column) in places(&screen) {
            let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else { continue };
            let style = cell.style();
            let mut modifier = Modifier::empty();
            modifier.set(Modifier::BOLD, style.bold);
            modifier.set(Modifier::DIM, style.dim);
            modifier.set(Modifier::ITALIC, style.italic);
            modifier.set(Modifier::UNDERLINED, style.underline);
            modifier.set(Modifier::REVERSED, style.reverse);
            modifier.set(Modifier::CROSSED_OUT, style.strikethrough);
            let text = if cell.contents().is_empty() { " " } else { cell.contents() };
            painted.push(text, colour(style.fg), colour(style.bg), modifier);
        }
        painted
    }
}

fn colour(colour: Color) -> Colour {
    match colour {
        Color::Default => Colour::Reset,
        Color::Indexed(index) => Colour::Indexed(index),
        Color::Rgb(red, green, blue) => Colour::Rgb(red, green, blue),
    }
}
