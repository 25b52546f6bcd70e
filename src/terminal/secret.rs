//! A password, typed on the terminal without being shown.
//!
//! The terminal is raw for as long as it is typed: nothing echoes, and Ctrl-C arrives as a key, so that it can be given back
//! before the program ends. A signal that ends the program gives it back too.

use std::io::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use zeroize::Zeroizing;

use super::signals::{self, Signal};

/// The longest password that is typed, in bytes of UTF-8. Room for all of it from the start, so that no part of it is left
/// behind by a text that had to grow.
const LONGEST: usize = 1024;

/// A password is being typed.
static TYPING: AtomicBool = AtomicBool::new(false);

/// Raw mode, and its end on every way out.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Raw> {
        static SIGNALS: Once = Once::new();
        SIGNALS.call_once(|| {
            // Who cannot be told of signals only loses the echo with the shell's own `stty sane`.
            let _ = signals::spawn(|signal| {
                let ends = signal != Signal::Continued;
                if ends || TYPING.load(Ordering::SeqCst) {
                    let _ = terminal::disable_raw_mode();
                }
                // The shell may have turned the echo on while this program was stopped.
                if !ends && TYPING.load(Ordering::SeqCst) {
                    let _ = terminal::enable_raw_mode();
                }
                !ends
            });
        });
        terminal::enable_raw_mode()?;
        TYPING.store(true, Ordering::SeqCst);
        Ok(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        TYPING.store(false, Ordering::SeqCst);
        // Nobody is left to tell: the terminal is gone, or it is restored.
        let _ = terminal::disable_raw_mode();
    }
}

/// What a key does to a password.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    More,
    Done,
    Left,
}

/// Asks on standard error and reads a password from the terminal. `None` when the person left instead, with Ctrl-C or with
/// Ctrl-D on an empty line.
///
/// # Errors
///
/// When there is no terminal or it cannot be read.
pub fn read(prompt: &str) -> io::Result<Option<Zeroizing<String>>> {
    let say = |text: &str| {
        let mut err = io::stderr().lock();
        err.write_all(text.as_bytes()).and_then(|()| err.flush())
    };
    let mut typed = Zeroizing::new(String::with_capacity(LONGEST));
    let raw = Raw::enter()?;
    say(prompt)?;
    let end = loop {
        let Event::Key(key) = event::read()? else { continue };
        match step(&mut typed, key) {
            Step::More => {}
            end => break end,
        }
    };
    drop(raw);
    say("\n")?;
    Ok((end == Step::Done).then_some(typed))
}

fn step(typed: &mut String, key: KeyEvent) -> Step {
    if key.kind == KeyEventKind::Release {
        return Step::More;
    }
    // AltGr is Ctrl and Alt on Windows, and types a character.
    let control = key.modifiers.contains(KeyModifiers::CONTROL) && !key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Enter => return Step::Done,
        KeyCode::Char('j' | 'm') if control => return Step::Done,
        KeyCode::Char('c') if control => return Step::Left,
        KeyCode::Char('d') if control && typed.is_empty() => return Step::Left,
        KeyCode::Char('u') if control => typed.clear(),
        KeyCode::Char('h') if control => drop(typed.pop()),
        KeyCode::Backspace => drop(typed.pop()),
        KeyCode::Char(c) if !control && typed.len() + c.len_utf8() <= LONGEST => typed.push(c),
        _ => {}
    }
    Step::More
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn a_password_is_typed_corrected_and_ended() {
        let mut typed = String::with_capacity(LONGEST);
        for c in "wrong".chars() {
            assert_eq!(step(&mut typed, key(KeyCode::Char(c), KeyModifiers::NONE)), Step::More);
        }
        step(&mut typed, key(KeyCode::Char('u'), KeyModifiers::CONTROL));
        for c in "Pä€".chars() {
            step(&mut typed, key(KeyCode::Char(c), KeyModifiers::SHIFT));
        }
        step(&mut typed, key(KeyCode::Backspace, KeyModifiers::NONE));
        // AltGr-q of a German keyboard.
        step(&mut typed, key(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT));
        assert_eq!(typed, "Pä@");
        assert_eq!(step(&mut typed, key(KeyCode::Char('d'), KeyModifiers::CONTROL)), Step::More);
        assert_eq!(step(&mut typed, key(KeyCode::Enter, KeyModifiers::NONE)), Step::Done);
        assert_eq!(step(&mut typed, key(KeyCode::Char('c'), KeyModifiers::CONTROL)), Step::Left);
    }

    #[test]
    fn its_memory_never_moves() {
        let mut typed = String::with_capacity(LONGEST);
        let room = typed.capacity();
        for _ in 0..2 * LONGEST {
            step(&mut typed, key(KeyCode::Char('€'), KeyModifiers::NONE));
        }
        assert!(typed.len() <= LONGEST && typed.capacity() == room);
    }
}
