//! A panic: the terminal first, then a message somebody can read, then the end.
//!
//! The hook ends the process from whatever thread panicked. The page without its worker, or the worker without its
//! page, would be of no use, and a document being saved is safe: it is replaced whole or not at all.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::PanicHookInfo;

use super::modes;

/// The exit code after a panic, the one Rust itself uses.
pub const EXIT_CODE: i32 = 101;

/// What went wrong, as far as the program knows. Control characters are replaced, so it can be printed as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What the panic said.
    pub message: String,
    /// Where: `file:line:column`.
    pub place: String,
    /// The thread's name.
    pub thread: String,
    /// How it came there; only if the backtrace was asked for (`RUST_BACKTRACE`).
    pub backtrace: Option<String>,
}

/// From now on a panic in any thread gives the terminal back, prints what `describe` makes of it on standard error,
/// and ends the process with [`EXIT_CODE`]. `describe` is also the place to write the log and to name its path.
pub fn install(describe: impl Fn(&Fault) -> String + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info| {
        // Held to the end: another thread that is just painting must not paint over the terminal given back.
        let _nobody_else_writes = std::io::stdout().lock();
        let _ = modes::leave();
        let mut text = describe(&Fault::from_hook(info));
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
        std::process::exit(EXIT_CODE);
    }));
}

impl Fault {
    fn from_hook(info: &PanicHookInfo<'_>) -> Self {
        let place = info.location().map_or_else(|| "?".to_owned(), ToString::to_string);
        let backtrace = Backtrace::capture();
        let captured = backtrace.status() == BacktraceStatus::Captured;
        Self {
            message: harmless(message(info)),
            place: harmless(&place),
            thread: harmless(std::thread::current().name().unwrap_or("?")),
            backtrace: captured.then(|| backtrace.to_string()),
        }
    }
}

/// What a panic says is one of two kinds of text, or not a text at all.
fn message<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = info.payload();
    payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref().map(String::as_str)).unwrap_or("?")
}

/// A panic's message may quote a certificate. Line ends stay; every other control character is shown as U+FFFD.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_quotes_an_escape_sequence_is_harmless() {
        assert_eq!(harmless("bad name: \u{1b}[2J\u{9b}x\nline two"), "bad name: \u{fffd}[2J\u{fffd}x\nline two");
    }
}
