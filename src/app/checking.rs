//! The check-up on the page.

use std::sync::Arc;

use super::vocabulary::{CheckedUp, Effect, Ticket};
use super::{Dialog, Focus, State, regions};
use crate::checkup::{CheckUp, room};
use crate::engine::ServerName;
use crate::locale::Message;

impl State {
    fn check_up(&mut self) -> Option<&mut CheckUp> {
        self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::CheckUp(check_up) => Some(check_up),
            _ => None,
        })
    }

    /// Opens the check-up, or makes it again.
    pub(super) fn open_check_up(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        match self.check_up() {
            Some(check_up) => check_up.checking = Some(ticket),
            None => self.dialogs.push(Dialog::CheckUp(CheckUp::new(ticket))),
        }
        vec![Effect::CheckUp(ticket)]
    }

    pub(super) fn checked_up(&mut self, ticket: Ticket, result: Result<Arc<CheckedUp>, Message>) -> Vec<Effect> {
        if let Some(check_up) = self.check_up() {
            check_up.answered(ticket, result);
        }
        self.keep_check_up_in_view();
        Vec::new()
    }

    /// Moves the list of findings so that the cursor is in view, after an answer or in another size.
    pub(super) fn keep_check_up_in_view(&mut self) {
        let dialog = regions(self).dialog();
        let State { dialogs, world, .. } = self;
        for open in dialogs {
            if let Dialog::CheckUp(check_up) = open {
                let rows = room(dialog, check_up, world).rows;
                check_up.keep_in_view(rows);
            }
        }
    }

    /// Leaves the dialog for the server that a finding is about.
    pub(super) fn show_server(&mut self, server: &ServerName) -> Vec<Effect> {
        self.dialogs.pop();
        let known = self.world.entry(server).map(|entry| entry.name.clone());
        let Some(name) = known else { return Vec::new() };
        (self.page.focus, self.page.details_alone) = (Focus::List, false);
        let effects = self.choose(name);
        let rows = regions(self).picker_rows;
        self.page.servers.to_chosen(&self.world, rows);
        effects
    }
}
