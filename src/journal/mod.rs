//! The journal: what was done, and what is left to do by hand.
//!
//! ```text
//! ┏▸Journal ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ [What was done]  Open follow-ups (2)                                         ┃
//! ┃   TIME (UTC)        USER       SERVER  WHAT                                  ┃
//! ┃▸  2026-11-21 09:00  admin      EX01    Contoso mail 2027 gets IIS, SMTP      ┃
//! ┃ ╭ Line 1 ──────────────────────────────────────────────────────────────────╮ ┃
//! ┃ │ Cmdlet                                                                   │ ┃
//! ┃ │   Enable-ExchangeCertificate -Thumbprint 4F17D0E1... -Services IIS,SMTP  │ ┃
//! ┃ ╰──────────────────────────────────────────────────────────────────────────╯ ┃
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//! ```

mod details;
mod update;
mod view;
mod words;

pub use update::Room;
pub use view::{paint, room};

use std::sync::Arc;

use crate::app::vocabulary::{Deed, Lines, OpenFollowUp, Record, Ticket, World};
use crate::locale::Message;

/// How many lines are read at first.
pub const FIRST: usize = 200;

/// The journal's dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// The tab shown.
    pub tab: Tab,
    /// The lines read by now; `None` before the first of them.
    pub lines: Option<Lines>,
    /// Why the last reading brought nothing.
    pub failure: Option<Message>,
    /// How many lines were asked for.
    pub limit: usize,
    /// The reading whose answer is wanted.
    pub reading: Option<Ticket>,
    /// Where the reader is in what was done.
    pub done: Place,
    /// Where the reader is among the open follow-ups.
    pub open: Place,
    /// Whether the details have the keyboard.
    pub in_details: bool,
    /// The first line of the details in view.
    pub details_top: usize,
    /// What is being ticked off.
    pub ticking: Option<OpenFollowUp>,
    /// The change whose way back is being looked for.
    pub taking_back: Option<Arc<Record>>,
    /// The way back that is being saved.
    pub saving: Option<Ticket>,
}

/// A tab of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The lines of the journal, newest first.
    #[default]
    Done,
    /// What is left to do by hand.
    Open,
}

/// A place in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row of the cursor.
    pub row: usize,
    /// The first row in view.
    pub top: usize,
}

/// A row of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// The lines that nobody can read.
    Broken(&'a [Message]),
    /// A line.
    Line(&'a Arc<Record>),
}

impl Journal {
    /// The dialog as it opens, before anything is read.
    #[must_use]
    pub fn new(tab: Tab) -> Journal {
        Journal {
            tab,
            lines: None,
            failure: None,
            limit: FIRST,
            reading: None,
            done: Place::default(),
            open: Place::default(),
            in_details: false,
            details_top: 0,
            ticking: None,
            taking_back: None,
            saving: None,
        }
    }

    /// How many rows stand before the first line.
    fn before(&self) -> usize {
        usize::from(self.lines.as_ref().is_some_and(|lines| !lines.broken.is_empty()))
    }

    /// How many rows the tab shown has.
    #[must_use]
    pub fn len(&self, world: &World) -> usize {
        match self.tab {
            Tab::Done => self.lines.as_ref().map_or(0, |lines| lines.records.len() + self.before()),
            Tab::Open => world.follow_ups.as_ref().map_or(0, |open| open.len()),
        }
    }

    /// A row of what was done.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        let lines = self.lines.as_ref()?;
        match row.checked_sub(self.before()) {
            Some(index) => lines.records.get(index).map(Row::Line),
            None => Some(Row::Broken(&lines.broken)),
        }
    }

    /// The selected line of what was done.
    #[must_use]
    pub fn selected(&self) -> Option<&Arc<Record>> {
        match self.row(self.done.row) {
            Some(Row::Line(record)) if self.tab == Tab::Done => Some(record),
            _ => None,
        }
    }

    /// The selected open follow-up.
    #[must_use]
    pub fn selected_open<'a>(&self, world: &'a World) -> Option<&'a OpenFollowUp> {
        match self.tab {
            Tab::Open => world.follow_ups.as_ref()?.get(self.open.row),
            Tab::Done => None,
        }
    }

    /// The line of that number, if it is among those read.
    fn line(&self, seq: u64) -> Option<&Arc<Record>> {
        self.lines.as_ref()?.records.iter().find(|record| record.seq == seq)
    }

    /// The place in the tab shown.
    fn place(&mut self) -> &mut Place {
        match self.tab {
            Tab::Done => &mut self.done,
            Tab::Open => &mut self.open,
        }
    }
}

impl Record {
    /// Whether an import made or changed a document: nothing was done on a server.
    fn is_import(&self) -> bool {
        matches!(self.deed, Deed::Import { .. })
    }

    /// Whether the line changed a document by doing something.
    fn happened(&self) -> bool {
        self.deed == Deed::Change { abandoned: false }
    }
}

#[cfg(test)]
mod tests;
