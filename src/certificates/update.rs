//! Moving, sorting and filtering.

use std::sync::Arc;

use tui_input::InputRequest;

use super::columns::Column;
use super::filter::Filter;
use super::{Certificates, details};
use crate::app::vocabulary::{Action, Outcome, Question, World, scrolled};
use crate::engine::{Server, Verdict, remove};

/// How much of the list and of the details is in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Rows of the list.
    pub rows: usize,
    /// Lines of the details pane.
    pub lines: usize,
    /// Columns of the details pane.
    pub columns: usize,
}

impl Certificates {
    /// Brings the rows in step with the world. The cursor stays on its certificate; if that is gone, on the row where it
    /// stood.
    pub fn refresh(&mut self, world: &World, size: Size) {
        let Some(server) = world.server() else {
            // It cannot be read just now: where the reader was is kept until it can be again.
            self.order = Arc::default();
            return;
        };
        self.order = Arc::new(self.ordered(server, world));
        let found = self.cursor.and_then(|cursor| {
            (0..self.order.len()).find(|row| self.at(*row, world).is_some_and(|c| c.thumbprint == cursor))
        });
        self.go(found.unwrap_or(self.row), world, size);
    }

    fn ordered(&self, server: &Server, world: &World) -> Vec<u32> {
        let filter = Filter::new(&self.filter.text);
        let mut rows: Vec<u32> = (0u32..)
            .zip(server.certificates.iter())
            .filter(|(_, certificate)| filter.is_empty() || filter.finds(server, certificate, world.now))
            .map(|(index, _)| index)
            .collect();
        self.sort.sort(&mut rows, &server.certificates, world.now);
        rows
    }

    /// Another server: the list begins at its first row.
    pub fn other_server(&mut self, world: &World, size: Size) {
        (self.cursor, self.row, self.top, self.details_top) = (None, 0, 0, 0);
        self.refresh(world, size);
    }

    fn go(&mut self, row: usize, world: &World, size: Size) {
        if world.server().is_none() {
            return;
        }
        self.row = row.min(self.order.len().saturating_sub(1));
        let before = self.cursor;
        self.cursor = self.at(self.row, world).map(|certificate| certificate.thumbprint);
        if self.cursor != before {
            self.details_top = 0;
        }
        self.keep_in_view(size);
    }

    /// Moves the first row in view so that the cursor is in view and no room is wasted.
    pub fn keep_in_view(&mut self, size: Size) {
        if self.order.is_empty() && self.cursor.is_some() {
            return;
        }
        let rows = size.rows.max(1);
        self.top = self.top.min(self.row).max((self.row + 1).saturating_sub(rows));
        self.top = self.top.min(self.order.len().saturating_sub(rows));
    }

    /// An action while the list or its filter has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, size: Size) -> Outcome {
        let page = size.rows.saturating_sub(1).max(1);
        match action {
            Action::Up => self.go(self.row.saturating_sub(1), world, size),
            Action::Down => self.go(self.row + 1, world, size),
            Action::PageUp => self.go(self.row.saturating_sub(page), world, size),
            Action::PageDown => self.go(self.row + page, world, size),
            Action::First => self.go(0, world, size),
            Action::Last => self.go(usize::MAX, world, size),
            Action::SortName => self.sort_by(Column::Name, world, size),
            Action::SortStatus => self.sort_by(Column::Status, world, size),
            Action::SortExpires => self.sort_by(Column::ExpiresOn, world, size),
            Action::Filter => self.filtering = true,
            Action::Activate => self.filtering = false,
            Action::Cancel | Action::ClearFilter => self.clear_filter(world, size),
            Action::Edit => return self.edit(world),
            Action::Remove => return self.ask_removal(world),
            _ => {}
        }
        Outcome::Stay
    }

    fn edit(&self, world: &World) -> Outcome {
        match (&world.chosen, self.cursor) {
            (Some(server), Some(thumbprint)) => Outcome::Edit { server: server.clone(), thumbprint },
            _ => Outcome::Stay,
        }
    }

    /// What the engine says to removing the selected certificate; `None` while there is none.
    #[must_use]
    pub fn removal(&self, world: &World) -> Option<Verdict> {
        let server = world.server()?;
        remove(&world.organization, server, self.selected(world)?.thumbprint, world.access, world.now).ok()
    }

    fn ask_removal(&self, world: &World) -> Outcome {
        match (self.cursor, self.removal(world)) {
            (Some(thumbprint), Some(verdict)) if !verdict.plan.is_empty() => {
                Outcome::Open(Question::Remove { thumbprint, plan: Arc::new(verdict.plan) })
            }
            _ => Outcome::Stay,
        }
    }

    fn sort_by(&mut self, column: Column, world: &World, size: Size) {
        self.sort = self.sort.asked(column);
        self.refresh(world, size);
    }

    fn clear_filter(&mut self, world: &World, size: Size) {
        self.filtering = false;
        self.filter = crate::app::vocabulary::Field::default();
        self.refresh(world, size);
    }

    /// An edit of the filter's text.
    pub fn type_filter(&mut self, request: InputRequest, world: &World, size: Size) {
        self.filter.edit(request);
        self.refresh(world, size);
    }

    /// A paste into the filter.
    pub fn paste_filter(&mut self, text: &str, world: &World, size: Size) {
        self.filter.insert(text);
        self.refresh(world, size);
    }

    /// An action while the details pane has the keyboard.
    pub fn update_details(&mut self, action: Action, world: &World, size: Size) -> Outcome {
        match action {
            Action::Edit => return self.edit(world),
            Action::Remove => return self.ask_removal(world),
            _ => {}
        }
        let total = details::lines(self, world, size.columns).len();
        self.details_top = scrolled(self.details_top, action, total, size.lines.max(1));
        Outcome::Stay
    }
}
