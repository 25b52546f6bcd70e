//! Somebody, or something, at the keyboard: every event a terminal can send, in any order, at any size.

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use exchcert::app::vocabulary::Event;
use exchcert::terminal::input::wanted;
use exchcert::terminal::run::translate;

use super::feed::Feed;
use super::page::{Opening, Page};
use super::{NOW, sample};

const CODES: [KeyCode; 28] = [
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Insert,
    KeyCode::F(1),
    KeyCode::F(2),
    KeyCode::F(4),
    KeyCode::F(5),
    KeyCode::F(8),
    KeyCode::F(10),
    KeyCode::F(255),
    KeyCode::Null,
    KeyCode::CapsLock,
    KeyCode::Menu,
    KeyCode::KeypadBegin,
    KeyCode::Char('\u{0}'),
    KeyCode::Char('\u{9b}'),
];

/// What somebody pastes.
const PASTES: [&str; 8] = [
    "Enable-ExchangeCertificate -Thumbprint 0823404865A0BF91E8C43D9E35CA5911D1EA3CAE -Services SMTP",
    "Get-ExchangeCertificate\r\nGet-ExchangeServer\nGet-Help *",
    "Remove-ExchangeCertificate 0823404865A0BF91E8C43D9E35CA5911D1EA3CAE",
    "\u{1b}[201~\u{1b}]52;c;AAAA\u{7}",
    "\u{202e}txt.\u{200b}\u{feff}",
    "1234567890123456789012345678901234567890",
    "a.xml",
    "/dev/null",
];

/// The most events of one run.
const LONGEST: usize = 400;

pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed::new(data);
    let opening = Opening {
        size: feed.one(&[(80, 24), (120, 32), (200, 60), (40, 10), (1, 1), (0, 0)]),
        readonly: feed.is(),
        ascii: feed.is(),
        pseudo: feed.is(),
    };
    let mut page = Page::open(sample().clone(), "admin", opening);
    for nth in 0..LONGEST {
        if feed.is_empty() || page.quit {
            break;
        }
        match event(&mut feed).and_then(wanted) {
            Some(input) => {
                if let Some(event) = translate(input) {
                    page.event(event);
                }
            }
            None => page.event(Event::Time(NOW.plus(i64::from(feed.byte()) * 86_400))),
        }
        // What comes in one burst is painted once.
        if nth % 3 == 0 {
            page.picture();
        }
    }
    page.picture();
}

/// An event of the terminal; none where time goes on instead.
fn event(feed: &mut Feed<'_>) -> Option<Input> {
    let first = feed.byte();
    Some(match first {
        // A key by its own letter.
        b' '..=b'~' => Input::Key(KeyEvent::new(KeyCode::Char(char::from(first)), KeyModifiers::NONE)),
        0..=27 => Input::Key(KeyEvent::new(CODES[usize::from(first)], KeyModifiers::NONE)),
        128..=153 => Input::Key(KeyEvent::new(KeyCode::Char(char::from(first - 128 + b'a')), KeyModifiers::CONTROL)),
        160..=199 => {
            let modifiers = KeyModifiers::from_bits_truncate(feed.byte());
            let kind = feed.one(&[KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Release]);
            let code =
                if feed.is() { feed.one(&CODES) } else { KeyCode::Char(feed.text(4).chars().next().unwrap_or('x')) };
            Input::Key(KeyEvent::new_with_kind(code, modifiers, kind))
        }
        200..=209 => Input::Paste(feed.text(120)),
        210..=219 => Input::Paste(feed.one(&PASTES).to_owned()),
        220..=229 => Input::Resize(u16::from(feed.byte()), u16::from(feed.byte() % 120)),
        230..=239 => {
            let kind = feed.one(&[
                MouseEventKind::Down(MouseButton::Left),
                MouseEventKind::Up(MouseButton::Left),
                MouseEventKind::Moved,
                MouseEventKind::Drag(MouseButton::Right),
                MouseEventKind::ScrollDown,
                MouseEventKind::ScrollUp,
            ]);
            let (column, row) = (u16::from(feed.byte()), u16::from_le_bytes([feed.byte(), feed.byte()]));
            Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
        }
        240..=243 => Input::FocusGained,
        244..=247 => Input::FocusLost,
        _ => return None,
    })
}
