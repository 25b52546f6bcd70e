//! Entering and leaving the full screen: one pair for start, quit, panic, suspend and signals.
//!
//! [`enter`] turns on raw mode, the alternate screen, bracketed paste and, if wanted, the mouse. [`leave`] turns off
//! exactly that. It may be called any number of times, from any thread, from a panic hook: only the first call after
//! an [`enter`] does anything. The kitty keyboard protocol is never asked for: with it Ctrl-C is no longer Ctrl-C
//! under a non-Latin keyboard layout.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
#[cfg(not(unix))]
use crossterm::event::EnableMouseCapture;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::layout::Size;

/// The terminal is ours. Atomics, not a lock: a panic hook must never wait.
static INSIDE: AtomicBool = AtomicBool::new(false);
/// The mouse was asked for by the last [`enter`], and [`reenter`] asks again.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Proof that the terminal was entered; dropping it leaves, so an early return gives the terminal back too.
#[derive(Debug)]
#[must_use = "dropping it gives the terminal back at once"]
pub struct Entered(());

impl Drop for Entered {
    fn drop(&mut self) {
        // Nobody is left to tell: the terminal is gone, or it is restored.
        let _ = leave();
    }
}

/// Takes the terminal over. `mouse`: also ask for mouse events.
///
/// # Errors
///
/// When there is no terminal or it cannot be set; whatever was already changed is undone.
pub fn enter(mouse: bool) -> io::Result<Entered> {
    MOUSE.store(mouse, Ordering::SeqCst);
    reenter()?;
    Ok(Entered(()))
}

/// Takes the terminal over again: after a suspend, or after somebody else stopped us and the shell changed its modes.
/// Everything on it must be drawn anew.
///
/// # Errors
///
/// As [`enter`].
pub fn reenter() -> io::Result<()> {
    if INSIDE.swap(true, Ordering::SeqCst) {
        // Raw mode is remembered as on even if the shell has changed it meanwhile, and turning it on would do nothing.
        terminal::disable_raw_mode()?;
    }
    let entered = terminal::enable_raw_mode().and_then(|()| {
        let mut bytes = Vec::new();
        write_enter(&mut bytes, MOUSE.load(Ordering::SeqCst))?;
        write_out(&bytes)
    });
    if entered.is_err() {
        let _ = leave();
    }
    entered
}

/// Gives the terminal back as it was. Does nothing when it is not ours.
///
/// # Errors
///
/// When the terminal is gone. The modes are restored as far as possible all the same.
pub fn leave() -> io::Result<()> {
    if !INSIDE.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let mut bytes = Vec::new();
    let written = write_leave(&mut bytes, MOUSE.load(Ordering::SeqCst)).and_then(|()| write_out(&bytes));
    // Raw mode goes off even where the terminal takes no more output.
    terminal::disable_raw_mode()?;
    written
}

/// The most columns, and the most rows, that are drawn. A terminal can say that it has 65,535 of each: a picture of them
/// would not fit into the memory.
pub const MOST_CELLS: u16 = 1_000;

/// The size of the terminal in cells; what it does not know is taken from [`known`].
#[must_use]
pub fn size() -> Size {
    let (width, height) = terminal::size().unwrap_or_default();
    known(width, height)
}

/// A size as a terminal tells it. One that does not know its size says 0: then `COLUMNS` and `LINES` count, or 80 by 24.
#[must_use]
pub fn known(width: u16, height: u16) -> Size {
    known_or(width, height, |name| std::env::var(name).ok())
}

fn known_or(width: u16, height: u16, variable: impl Fn(&str) -> Option<String>) -> Size {
    let told = |name| variable(name).and_then(|value| value.trim().parse::<u16>().ok()).filter(|told| *told > 0);
    let or = |found: u16, name, usual| if found > 0 { found } else { told(name).unwrap_or(usual) };
    drawn(or(width, "COLUMNS", 80), or(height, "LINES", 24))
}

/// As much of a terminal's size as is drawn.
pub(super) fn drawn(width: u16, height: u16) -> Size {
    Size { width: width.min(MOST_CELLS), height: height.min(MOST_CELLS) }
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

fn write_enter(out: &mut Vec<u8>, mouse: bool) -> io::Result<()> {
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if !mouse {
        return Ok(());
    }
    // Presses, releases, drags and the wheel. Not every move of an idle mouse, which crossterm's command asks for too:
    // each one would wake the page for nothing.
    #[cfg(unix)]
    out.extend_from_slice(b"\x1b[?1000h\x1b[?1002h\x1b[?1006h");
    #[cfg(not(unix))]
    queue!(out, EnableMouseCapture)?;
    Ok(())
}

/// The reverse of [`write_enter`], last mode first, and the end of a frame that a panic may have cut short.
fn write_leave(out: &mut Vec<u8>, mouse: bool) -> io::Result<()> {
    queue!(out, EndSynchronizedUpdate, ResetColor)?;
    if mouse {
        queue!(out, DisableMouseCapture)?;
    }
    queue!(out, DisableBracketedPaste, LeaveAlternateScreen, Show)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every private mode set or reset, in order: (mode, on).
    fn modes(bytes: &[u8]) -> Vec<(u16, bool)> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut found = Vec::new();
        for part in text.split("\u{1b}[?").skip(1) {
            let (mode, rest) = part.split_at(part.find(['h', 'l']).unwrap());
            found.push((mode.parse().unwrap(), rest.starts_with('h')));
        }
        found
    }

    #[cfg(unix)]
    #[test]
    fn leaving_undoes_every_mode_that_entering_sets() {
        for mouse in [false, true] {
            let (mut entered, mut left) = (Vec::new(), Vec::new());
            write_enter(&mut entered, mouse).unwrap();
            write_leave(&mut left, mouse).unwrap();
            let left = modes(&left);
            for (mode, on) in modes(&entered) {
                assert!(left.contains(&(mode, !on)), "mouse {mouse}: mode {mode} stays as it was set");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_mouse_is_left_alone_unless_asked_for() {
        let (mut entered, mut left) = (Vec::new(), Vec::new());
        write_enter(&mut entered, false).unwrap();
        write_leave(&mut left, false).unwrap();
        let touched = [modes(&entered), modes(&left)].concat();
        assert!(touched.iter().all(|(mode, _)| !(1000..1010).contains(mode)), "{touched:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_frame_cut_short_by_a_panic_is_ended_first() {
        let mut left = Vec::new();
        write_leave(&mut left, true).unwrap();
        assert_eq!(modes(&left).first(), Some(&(2026, false)));
    }

    #[test]
    fn a_terminal_without_a_size_has_the_one_that_the_environment_says() {
        let told = |columns: &'static str, lines: &'static str| {
            move |name: &str| Some(if name == "COLUMNS" { columns } else { lines }.to_owned())
        };
        let size = |width, height| Size { width, height };
        assert_eq!(known_or(0, 0, |_| None), size(80, 24));
        assert_eq!(known_or(0, 0, told("100", " 30 ")), size(100, 30));
        assert_eq!(known_or(0, 50, told("0", "30")), size(80, 50));
        assert_eq!(known_or(0, 0, told("-1", "70000")), size(80, 24));
        assert_eq!(known_or(1, 1, told("100", "30")), size(1, 1));
    }

    #[test]
    fn leaving_a_terminal_that_is_not_ours_does_nothing() {
        leave().unwrap();
    }
}
