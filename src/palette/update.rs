//! Keys in the palette.

use tui_input::InputRequest;

use super::{Palette, Row, rows, view};
use crate::app::vocabulary::{Action, Gates, Outcome, Scope, World};

/// What the palette lies over.
#[derive(Clone, Copy)]
pub struct Beneath<'a> {
    /// Who has the keyboard there, innermost first.
    pub scopes: &'static [Scope],
    /// Whether its actions can be taken now.
    pub gates: &'a dyn Gates,
}

impl Palette {
    /// Where the cursor stands among the rows.
    pub(super) fn row(&self, rows: &[Row]) -> usize {
        rows.iter().position(|row| Some(row.action) == self.cursor).unwrap_or(0)
    }

    /// The first row in view, in a window of `height` rows.
    pub(super) fn top(&self, row: usize, total: usize, height: usize) -> usize {
        let height = height.max(1);
        self.top.min(row).max((row + 1).saturating_sub(height)).min(total.saturating_sub(height))
    }

    /// An action while the palette has the keyboard.
    pub fn update(
        &mut self,
        action: Action,
        beneath: &Beneath<'_>,
        world: &World,
        within: ratatui::layout::Rect,
    ) -> Outcome {
        let found = rows(&self.typed.text, beneath, &world.locale);
        let height = view::list_height(within, beneath, world);
        let page = height.saturating_sub(1).max(1);
        let row = self.row(&found);
        let to = match action {
            Action::Close => return Outcome::Close,
            Action::Activate => return found.get(row).map_or(Outcome::Stay, |row| Outcome::Ask(row.action)),
            Action::Up => row.saturating_sub(1),
            Action::Down => row + 1,
            Action::PageUp => row.saturating_sub(page),
            Action::PageDown => row + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => row,
        };
        let to = to.min(found.len().saturating_sub(1));
        self.cursor = found.get(to).map(|row| row.action);
        self.top = self.top(to, found.len(), height);
        Outcome::Stay
    }

    /// An edit of what is typed; the first action found has the cursor.
    pub fn edit(&mut self, request: InputRequest) {
        let before = self.typed.text.clone();
        self.typed.edit(request);
        self.changed_from(&before);
    }

    /// A paste.
    pub fn paste(&mut self, text: &str) {
        let before = self.typed.text.clone();
        self.typed.insert(text);
        self.changed_from(&before);
    }

    fn changed_from(&mut self, before: &str) {
        if self.typed.text != before {
            (self.cursor, self.top) = (None, 0);
        }
    }
}
