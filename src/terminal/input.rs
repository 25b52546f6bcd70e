//! Keys, mouse, pastes and resizes from the terminal, read by a thread of their own.
//!
//! The thread is blocked in crossterm's `read`, so an idle page costs nothing, and with the feature `use-dev-tty` it
//! takes a burst of any length whole: the default source leaves what lies beyond 1,024 bytes until the next key.
//! The loop takes what has come from its channel, all of it, and paints once.
//!
//! The thread cannot be woken: it ends when the receiver is gone and one more event comes, or with the process.
//! While it runs nobody else may ask crossterm for events or for the cursor's position: both wait for the same lock.
//!
//! A terminal that hangs up sends SIGHUP, which [`signals`](super::signals) turns into a quit, but not to everybody, and
//! some are told to ignore it. What then reads as an end of file without end would keep crossterm reading for ever. So a
//! second thread waits for the hang-up itself, and [`Input::Ended`] says so, as it does where reading fails. All of them
//! must end the page.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind, MouseEventKind};

/// What the terminal has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key pressed or repeated, the mouse, a paste with `\n` line ends, a new size.
    Event(Event),
    /// There is no more input, and why, in the system's words. The last thing ever sent.
    Ended(String),
}

/// Starts the reader. `send` hands one thing over and says whether anybody still listens.
///
/// When it returns, a change of the window's size is already being listened for. So ask for the size afterwards: what
/// changes between the two comes as an event, and is not lost.
///
/// # Errors
///
/// When there is no terminal to read from, or the system has no thread left.
pub fn spawn(send: impl Fn(Input) -> bool + Send + Sync + 'static) -> io::Result<()> {
    // Asking at all sets up the source of events; left to the thread, that would be at some time later.
    event::poll(Duration::ZERO)?;
    let send = Arc::new(send);
    let told = send.clone();
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        if let Some(reason) = hung_up() {
            told(Input::Ended(reason));
        }
    })?;
    thread::Builder::new().name("input".to_owned()).spawn(move || pump(event::read, &*send))?;
    Ok(())
}

/// Waits until the terminal is gone, and says so; `None` where this system cannot tell.
#[cfg(unix)]
fn hung_up() -> Option<String> {
    use rustix::event::{PollFd, PollFlags, poll};

    let stdin = io::stdin();
    loop {
        // Nothing is asked for: an end is told without asking.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
                return Some("the terminal hung up".to_owned());
            }
            Err(rustix::io::Errno::INTR) => {}
            Ok(_) | Err(_) => return None,
        }
    }
}

/// A console that goes away ends its programs itself.
#[cfg(not(unix))]
fn hung_up() -> Option<String> {
    None
}

fn pump(mut read: impl FnMut() -> io::Result<Event>, send: &impl Fn(Input) -> bool) {
    loop {
        let input = match read() {
            Ok(event) => match wanted(event) {
                Some(event) => Input::Event(event),
                None => continue,
            },
            Err(error) => Input::Ended(error.to_string()),
        };
        let ended = matches!(input, Input::Ended(_));
        if !send(input) || ended {
            return;
        }
    }
}

/// The events that mean something here, in one shape on every system: no key releases and no mouse moves without a
/// button (Windows sends them), no focus changes, and line ends of a paste as `\n` (terminals send them as the Enter key
/// does, `\r`).
#[must_use]
pub fn wanted(event: Event) -> Option<Event> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::FocusGained | Event::FocusLost => None,
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::Moved => None,
        Event::Paste(text) if text.contains('\r') => Some(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::VecDeque;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    fn key(code: KeyCode, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind))
    }

    /// Feeds `events`, then hangs up; what was sent until `listens` things had come.
    fn pumped(events: Vec<Event>, listens: usize) -> Vec<Input> {
        let mut events = VecDeque::from(events);
        let sent = RefCell::new(Vec::new());
        pump(|| events.pop_front().ok_or_else(|| io::Error::other("hung up")), &|input| {
            sent.borrow_mut().push(input);
            sent.borrow().len() < listens
        });
        sent.into_inner()
    }

    #[test]
    fn presses_and_repeats_come_through_and_releases_do_not() {
        let press = key(KeyCode::Down, KeyEventKind::Press);
        let repeat = key(KeyCode::Down, KeyEventKind::Repeat);
        let release = key(KeyCode::Down, KeyEventKind::Release);
        let sent = pumped(vec![press.clone(), release, repeat.clone()], 2);
        assert_eq!(sent, [Input::Event(press), Input::Event(repeat)]);
    }

    #[test]
    fn the_lines_of_a_paste_end_alike_from_every_terminal() {
        let sent = pumped(vec![Event::Paste("a\r\nb\rc\nd".to_owned())], 1);
        assert_eq!(sent, [Input::Event(Event::Paste("a\nb\nc\nd".to_owned()))]);
    }

    #[test]
    fn a_terminal_that_fails_is_told_once_and_not_asked_again() {
        assert_eq!(pumped(Vec::new(), 100), [Input::Ended("hung up".to_owned())]);
    }

    #[test]
    fn nothing_is_read_once_nobody_listens() {
        let keys = vec![key(KeyCode::Up, KeyEventKind::Press); 5];
        assert_eq!(pumped(keys, 2).len(), 2);
    }
}
