//! Signals: asked to end, and continued after a stop; and stopping ourselves for Ctrl-Z.
//!
//! SIGWINCH is crossterm's: it comes as a resize through [`input`](super::input).
//!
//! SIGTSTP keeps its default action. In raw mode no key sends it, and [`suspend`] raises it only after the terminal was
//! given back. So the kernel decides whether stopping makes sense: where no shell could ever continue us (the only
//! program of a terminal window) it ignores the signal, and the page just goes on.

use std::io;

use super::modes;

/// What a signal means to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End, as `q` would, but without asking. Holds the signal's number.
    Quit(i32),
    /// Running again after a stop that was not ours: the shell may have changed the terminal, so call
    /// [`modes::reenter`] and repaint. Also follows [`suspend`], where once more does no harm.
    Continued,
}

impl Signal {
    /// The exit code the shell expects of a program that ended for this signal: 128 and its number.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Quit(number) => u8::try_from(number).map_or(u8::MAX, |number| number.saturating_add(128)),
            Self::Continued => 0,
        }
    }
}

/// Gives the terminal back, stops this program until the shell continues it, and takes the terminal again.
/// Then everything must be drawn anew, at [`modes::size`]: the window may have changed meanwhile.
///
/// # Errors
///
/// When the terminal cannot be taken again.
#[cfg(unix)]
pub fn suspend() -> io::Result<()> {
    use signal_hook::{consts::SIGTSTP, low_level};

    modes::leave()?;
    // Fails for no signal that exists; and then not having stopped is the right outcome.
    let _ = low_level::raise(SIGTSTP);
    modes::reenter()
}

/// There is no job control on this system: nothing happens.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn suspend() -> io::Result<()> {
    Ok(())
}

/// Starts listening for SIGTERM, SIGHUP, SIGINT and SIGCONT. `send` hands one over and says whether anybody listens.
///
/// The first request to end is the page's to follow, so a save in flight can finish. A second one, or one that
/// nobody hears, gives the terminal back and ends the process on the spot.
///
/// # Errors
///
/// When the system refuses a handler or a thread.
#[cfg(unix)]
pub fn spawn(send: impl Fn(Signal) -> bool + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{iterator::Signals, low_level};

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut asked = false;
        for number in signals.forever() {
            if number == SIGCONT {
                send(Signal::Continued);
            } else if asked || !send(Signal::Quit(number)) {
                let _ = modes::leave();
                let _ = low_level::emulate_default_handler(number);
            } else {
                asked = true;
            }
        }
    })?;
    Ok(())
}

/// There are no signals on this system: nothing is ever sent.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn spawn(_send: impl Fn(Signal) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_ended_by_a_signal_exits_as_shells_expect() {
        assert_eq!(Signal::Quit(15).exit_code(), 143);
        assert_eq!(Signal::Quit(2).exit_code(), 130);
        assert_eq!(Signal::Quit(-1).exit_code(), 255);
        assert_eq!(Signal::Continued.exit_code(), 0);
    }
}
