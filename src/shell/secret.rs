//! The password of a file, while it is typed. It is never shown, never kept in the history, and wiped from memory.

use tui_input::InputRequest;

use crate::app::vocabulary::{Password, PasswordField};
use crate::text::Shown;

/// A password that is being typed, at its end only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    /// The file it is asked for.
    pub(super) file: String,
    typed: PasswordField,
}

impl Secret {
    pub(super) fn new(file: String) -> Secret {
        Secret { file, typed: PasswordField::default() }
    }

    /// What was typed.
    pub(super) fn take(mut self) -> Password {
        self.typed.take()
    }

    /// An edit: a character more, one less, or all of them gone. The line shows no cursor within the stars.
    pub(super) fn edit(&mut self, request: InputRequest) {
        let moves = matches!(
            request,
            InputRequest::GoToPrevChar | InputRequest::GoToNextChar | InputRequest::GoToStart | InputRequest::GoToEnd
        );
        if !moves {
            self.typed.edit(request);
        }
    }

    /// More of it; what is no character of a password is left out.
    pub(super) fn push(&mut self, text: &str) {
        self.typed.insert(text);
    }

    /// A star for each character.
    pub(super) fn mask(&self) -> String {
        "*".repeat(self.typed.count())
    }

    /// The file as a prompt names it.
    pub(super) fn name(&self) -> Shown {
        Shown::new(&self.file)
    }
}
