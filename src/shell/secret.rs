//! The password of a file, while it is typed. It is never shown, never kept in the history, and wiped from memory.

use tui_input::InputRequest;

use crate::app::vocabulary::Password;
use crate::text::{Shown, graphemes};

/// The most bytes of a password.
const LONGEST: usize = 1000;

/// A password that is being typed, at its end only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    /// The file it is asked for.
    pub(super) file: String,
    typed: Password,
}

impl Secret {
    pub(super) fn new(file: String) -> Secret {
        Secret { file, typed: Password::new(String::new()) }
    }

    /// What was typed.
    pub(super) fn take(self) -> Password {
        self.typed
    }

    /// An edit: a character more, one less, or all of them gone.
    pub(super) fn edit(&mut self, request: InputRequest) {
        match request {
            InputRequest::InsertChar(c) => self.push(c.encode_utf8(&mut [0; 4])),
            InputRequest::DeletePrevChar => {
                let kept = graphemes(self.typed.expose()).map(|(grapheme, _)| grapheme.len());
                let lengths: Vec<usize> = kept.collect();
                let left: usize = lengths.split_last().map_or(0, |(_, kept)| kept.iter().sum());
                self.typed = Password::new(self.typed.expose().get(..left).unwrap_or_default().to_owned());
            }
            InputRequest::DeletePrevWord | InputRequest::DeleteLine | InputRequest::DeleteFromStart => {
                self.typed = Password::new(String::new());
            }
            _ => {}
        }
    }

    /// More of it; what is no character of a password is left out.
    pub(super) fn push(&mut self, text: &str) {
        let old = self.typed.expose();
        // Room for all of it, so that no half-grown copy stays behind.
        let mut new = String::with_capacity(old.len() + text.len());
        new.push_str(old);
        new.extend(text.chars().filter(|c| !c.is_control()));
        if new.len() <= LONGEST {
            self.typed = Password::new(new);
        } else {
            drop(Password::new(new));
        }
    }

    /// A star for each character.
    pub(super) fn mask(&self) -> String {
        "*".repeat(graphemes(self.typed.expose()).count())
    }

    /// The file as a prompt names it.
    pub(super) fn name(&self) -> Shown {
        Shown::new(&self.file)
    }
}
