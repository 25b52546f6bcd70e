//! Letters in the dropped down list: they go to the server that begins so.

use tui_input::InputRequest;

use super::Servers;
use crate::app::vocabulary::World;

impl Servers {
    /// A key typed into the dropped down list. A letter that no server goes on with begins a new word, from the row below:
    /// the same letter again and again goes round the servers that begin with it.
    pub fn type_ahead(&mut self, request: InputRequest, world: &World, rows: usize) {
        match request {
            InputRequest::InsertChar(c) => {
                let longer = format!("{}{c}", self.typed);
                let alone = c.to_string();
                if let Some(row) = beginning(&longer, self.row, world) {
                    (self.typed, self.row) = (longer, row);
                } else if let Some(row) = beginning(&alone, self.row + 1, world) {
                    (self.typed, self.row) = (alone, row);
                }
            }
            InputRequest::DeletePrevChar => {
                self.typed.pop();
            }
            InputRequest::DeleteLine | InputRequest::DeletePrevWord => self.typed.clear(),
            _ => {}
        }
        self.keep_in_view(world, rows);
    }
}

/// The first server from that row on, and round, whose name begins so, in any case.
fn beginning(text: &str, from: usize, world: &World) -> Option<usize> {
    let (text, count) = (text.to_lowercase(), world.servers.len());
    let begins = |row: &usize| {
        world.servers.get(*row).is_some_and(|entry| entry.name.as_str().to_lowercase().starts_with(&text))
    };
    (0..count).map(|step| (from + step) % count).find(begins)
}
