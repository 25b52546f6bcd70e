//! How a verb ends before its end.

use crate::cmdlets::Exit;
use crate::locale::{Locale, Message};

/// The lines for standard error, harmless already, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) lines: Vec<String>,
}

impl Failure {
    pub(super) fn new(exit: Exit, lines: Vec<String>) -> Failure {
        Failure { exit, lines }
    }

    /// One sentence of the message table.
    pub(super) fn said(exit: Exit, locale: &Locale, message: &Message) -> Failure {
        Failure::new(exit, vec![locale.text(message).into()])
    }
}
