//! The *Select server* pane; on a narrow terminal a line that drops down.
//!
//! ```text
//! ╭ Select server ─────╮      Select server: EX01  SE  DAG1 ▾
//! │▸EX01   SE     DAG1 │
//! │ EX02   SE     DAG1 │
//! │ EDGE1  Edge      1 │
//! ╰────────────────────╯
//! ```

mod type_ahead;
mod view;

pub use view::{paint, paint_folded};

use crate::app::vocabulary::{Action, Outcome, World};
use crate::engine::ServerName;

/// What the picker remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    /// The row of the cursor. While the list is dropped down it may differ from the chosen server.
    pub row: usize,
    /// The first row in view.
    pub top: usize,
    /// Whether the folded list is dropped down.
    pub open: bool,
    /// What was typed into the dropped down list: the beginning of a server's name.
    pub typed: String,
}

impl Servers {
    /// Puts the cursor on the chosen server.
    pub fn to_chosen(&mut self, world: &World, rows: usize) {
        self.typed.clear();
        self.row = world.chosen.as_ref().and_then(|name| world.position(name)).unwrap_or(0);
        self.keep_in_view(world, rows);
    }

    /// Moves the first row in view so that the cursor is in view.
    pub fn keep_in_view(&mut self, world: &World, rows: usize) {
        let rows = rows.max(1);
        self.row = self.row.min(world.servers.len().saturating_sub(1));
        self.top = self.top.min(self.row).max((self.row + 1).saturating_sub(rows));
        self.top = self.top.min(world.servers.len().saturating_sub(rows));
    }

    /// The server under the cursor.
    #[must_use]
    pub fn under_cursor<'a>(&self, world: &'a World) -> Option<&'a ServerName> {
        world.servers.get(self.row).map(|entry| &entry.name)
    }

    /// Moves the cursor.
    pub fn update(&mut self, action: Action, world: &World, rows: usize) -> Outcome {
        self.typed.clear();
        let page = rows.saturating_sub(1).max(1);
        self.row = match action {
            Action::Up => self.row.saturating_sub(1),
            Action::Down => self.row + 1,
            Action::PageUp => self.row.saturating_sub(page),
            Action::PageDown => self.row + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => self.row,
        };
        self.keep_in_view(world, rows);
        Outcome::Stay
    }
}

#[cfg(test)]
mod tests;
