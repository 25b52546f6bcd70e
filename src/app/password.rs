//! A password that somebody types.

use std::fmt;

use tui_input::InputRequest;
use zeroize::Zeroizing;

use crate::x509::Password;

/// The most bytes of a password.
const LONGEST: usize = 1000;

/// A password being typed, with a cursor. Nothing of it stays behind in memory, which a text that grows by itself would
/// leave.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PasswordField {
    typed: Zeroizing<String>,
    cursor: usize,
}

impl fmt::Debug for PasswordField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordField").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

impl PasswordField {
    /// How many characters are typed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.typed.chars().count()
    }

    /// The cursor, in characters from the start.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is typed; nothing is left in the field.
    #[must_use]
    pub fn take(&mut self) -> Password {
        Password::new(std::mem::take(&mut *std::mem::take(self).typed))
    }

    /// Applies one edit. Where a word ends in a password is nobody's business: a word is all there is.
    pub fn edit(&mut self, request: InputRequest) {
        match request {
            InputRequest::InsertChar(c) => self.put(c),
            InputRequest::DeletePrevChar if self.cursor > 0 => {
                self.cursor -= 1;
                self.remove();
            }
            InputRequest::DeleteNextChar => self.remove(),
            InputRequest::GoToPrevChar => self.cursor = self.cursor.saturating_sub(1),
            InputRequest::GoToNextChar => self.cursor = (self.cursor + 1).min(self.count()),
            InputRequest::GoToStart => self.cursor = 0,
            InputRequest::GoToEnd => self.cursor = self.count(),
            InputRequest::DeletePrevWord | InputRequest::DeleteLine | InputRequest::DeleteFromStart => {
                *self = PasswordField::default();
            }
            _ => {}
        }
    }

    /// Inserts a text at the cursor, without the line end that a copied line has.
    pub fn insert(&mut self, text: &str) {
        text.trim_end_matches(['\n', '\r']).chars().for_each(|c| self.put(c));
    }

    fn put(&mut self, c: char) {
        if c.is_control() || self.typed.len() + c.len_utf8() > LONGEST {
            return;
        }
        let at = self.byte();
        let text = &mut self.typed;
        if text.capacity() - text.len() < c.len_utf8() {
            // A larger place, and the smaller one wiped.
            let mut larger = Zeroizing::new(String::with_capacity(text.capacity() * 2 + 64));
            larger.push_str(text);
            *text = larger;
        }
        text.insert(at, c);
        self.cursor += 1;
    }

    fn remove(&mut self) {
        let at = self.byte();
        if at < self.typed.len() {
            self.typed.remove(at);
        }
    }

    /// Where the cursor stands in the text.
    fn byte(&self) -> usize {
        let text = &self.typed;
        text.char_indices().nth(self.cursor).map_or(text.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_edited_and_never_shown() {
        let mut field = PasswordField::default();
        field.insert("pässwort\u{7}\r\n");
        field.edit(InputRequest::GoToStart);
        field.edit(InputRequest::GoToNextChar);
        field.edit(InputRequest::DeleteNextChar);
        field.edit(InputRequest::InsertChar('a'));
        field.edit(InputRequest::GoToEnd);
        field.edit(InputRequest::DeletePrevChar);
        assert_eq!(format!("{field:?}"), "PasswordField { cursor: 7, .. }");
        assert_eq!(field.take().expose(), "passwor");
        assert_eq!(field, PasswordField::default());
        field.insert(&"x".repeat(200));
        assert_eq!(field.count(), 200);
        field.edit(InputRequest::DeletePrevWord);
        assert_eq!((field.count(), field.cursor()), (0, 0));
    }
}
