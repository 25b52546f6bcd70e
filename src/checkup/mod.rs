//! The check-up: what is wrong with the organization's files, why it matters, and what to do.
//!
//! ```text
//! ┏▸Check-up ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ Problems: 1. Warnings: 1. Notes: 1.                                          ┃
//! ┃▸✖ problem  servers/EX01.toml:19:7   The service IIS is assigned to ...       ┃
//! ┃ ▲ warning  servers/.tmp-EX02.toml   This is an unfinished file of an ...     ┃
//! ┃ ╭ service-unlisted ────────────────────────────────────────────────────────╮ ┃
//! ┃ │ The service IIS is assigned to 99D035C2..., which is not listed.         │ ┃
//! ┃ ╰──────────────────────────────────────────────────────────────────────────╯ ┃
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//! ```
//!
//! The store's thread reads the files; nothing is changed from here. Repairs are made by `exchcert doctor --fix`.

mod view;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use view::{paint, room};

use crate::app::vocabulary::{Action, CheckedUp, FileFinding, Outcome, Ticket, scrolled};
use crate::locale::Message;

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckUp {
    /// What was found; `None` before the first check-up is done.
    pub found: Option<Arc<CheckedUp>>,
    /// Why the last one came to nothing.
    pub failure: Option<Message>,
    /// The check-up whose answer is wanted.
    pub checking: Option<Ticket>,
    /// The row of the cursor.
    pub row: usize,
    /// The first row in view.
    pub top: usize,
    /// Whether the details have the keyboard.
    pub in_details: bool,
    /// The first line of the details in view.
    pub details_top: usize,
}

/// The room inside the dialog, for moving and scrolling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Rows of the list.
    pub rows: usize,
    /// Lines of the details.
    pub lines: usize,
    /// All the lines that there are to read in them.
    pub total: usize,
    /// Whether list and details take turns.
    pub turns: bool,
}

impl CheckUp {
    /// The dialog as it opens.
    #[must_use]
    pub fn new(checking: Ticket) -> CheckUp {
        CheckUp {
            found: None,
            failure: None,
            checking: Some(checking),
            row: 0,
            top: 0,
            in_details: false,
            details_top: 0,
        }
    }

    /// The findings that are shown.
    #[must_use]
    pub fn findings(&self) -> &[FileFinding] {
        self.found.as_ref().map_or(&[], |found| &found.findings)
    }

    /// The finding under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&FileFinding> {
        self.findings().get(self.row)
    }

    /// An answer has come. The cursor stays on its finding, if that is still there.
    pub fn answered(&mut self, ticket: Ticket, result: Result<Arc<CheckedUp>, Message>) {
        if self.checking != Some(ticket) {
            return;
        }
        self.checking = None;
        match result {
            Ok(found) => {
                let kept = self.selected().and_then(|selected| {
                    let same = |other: &FileFinding| (other.id, &other.place) == (selected.id, &selected.place);
                    found.findings.iter().position(same)
                });
                self.row = kept.unwrap_or_else(|| self.row.min(found.findings.len().saturating_sub(1)));
                (self.found, self.failure, self.details_top) = (Some(found), None, 0);
            }
            Err(reason) => self.failure = Some(reason),
        }
    }

    /// An action while the dialog has the keyboard.
    pub fn update(&mut self, action: Action, room: Room) -> Outcome {
        match action {
            Action::Close if room.turns && self.in_details => self.in_details = false,
            Action::Close => return Outcome::Close,
            Action::Refresh => return Outcome::Ask(Action::CheckUp),
            Action::Next | Action::Previous | Action::Read => self.in_details = !self.in_details,
            Action::Activate => {
                if let Some(server) = self.selected().and_then(|finding| finding.server.clone()) {
                    return Outcome::Show(server);
                }
                self.in_details = true;
            }
            _ if self.in_details => {
                self.details_top = scrolled(self.details_top, action, room.total, room.lines.max(1));
            }
            _ => self.go(action, room.rows.max(1)),
        }
        Outcome::Stay
    }

    fn go(&mut self, action: Action, rows: usize) {
        let last = self.findings().len().saturating_sub(1);
        let page = rows.saturating_sub(1).max(1);
        let to = match action {
            Action::Up => self.row.saturating_sub(1),
            Action::Down => self.row + 1,
            Action::PageUp => self.row.saturating_sub(page),
            Action::PageDown => self.row.saturating_add(page),
            Action::First => 0,
            Action::Last => last,
            _ => return,
        };
        self.row = to.min(last);
        self.details_top = 0;
        self.keep_in_view(rows);
    }

    /// Moves the list so that the cursor is in view.
    pub fn keep_in_view(&mut self, rows: usize) {
        let rows = rows.max(1);
        self.top = self.top.min(self.row).max((self.row + 1).saturating_sub(rows));
    }
}
