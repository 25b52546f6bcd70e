//! From crossterm's keys to the page's.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::keymap::{Code, Key};

/// The page's key for a terminal's; `None` for keys the page has no name for.
#[must_use]
pub(super) fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    // AltGr comes as Ctrl and Alt together on Windows: then it is the character that was meant.
    let alt_gr = cfg!(windows) && ctrl && alt;
    let code = match event.code {
        KeyCode::Char(c) if ctrl && !alt_gr => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if held(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        _ => return None,
    };
    Some(Key { code, ctrl: ctrl && !alt_gr, alt: alt && !alt_gr })
}
