//! An import on its way to the store's thread, and what comes back.

use super::vocabulary::{Effect, ImportNews, ImportTask, Severity, Ticket};
use super::{Dialog, State};
use crate::engine::Access;
use crate::importing::Importing;
use crate::locale::{explain, say};

impl State {
    /// Asks for the file to import from.
    pub(super) fn open_import(&mut self) -> Vec<Effect> {
        self.dialogs.push(Dialog::Import(Box::default()));
        Vec::new()
    }

    /// Hands a task over to the store's thread; the dialog waits for its answer.
    pub(super) fn import(&mut self, task: ImportTask) -> Vec<Effect> {
        if let (ImportTask::TakeIn { .. }, Access::ViewOnly(why)) = (&task, self.world.access) {
            // The dialog asks the gate; this is the second lock on the same door.
            if let Some(Dialog::Import(importing)) = self.dialogs.last_mut() {
                importing.failed(explain::view_only_detail(why));
            }
            return Vec::new();
        }
        let ticket = self.ticket();
        if let Some(Dialog::Import(importing)) = self.dialogs.last_mut() {
            importing.handed_over(&task, ticket);
        }
        vec![Effect::Import(ticket, task)]
    }

    /// The dialog that waits for this ticket's answer.
    pub(super) fn import_waiting(&mut self, ticket: Ticket) -> Option<&mut Importing> {
        self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Import(importing) if importing.waiting == Some(ticket) => Some(importing.as_mut()),
            _ => None,
        })
    }

    /// An answer to a question that nobody asks any more is dropped; what was taken in is read again in any case.
    pub(super) fn import_news(&mut self, ticket: Ticket, news: ImportNews) -> Vec<Effect> {
        // What came to a stop may have written something.
        let (ended, taken_in) = match &news {
            ImportNews::TakenIn(result) => (true, result.is_ok()),
            _ => (false, false),
        };
        let nobody_asks_any_more = self.import_waiting(ticket).is_none();
        if let Some(importing) = self.import_waiting(ticket) {
            importing.hear(ticket, news);
        }
        if !ended {
            return Vec::new();
        }
        if nobody_asks_any_more && taken_in {
            self.say(Severity::Done, say::importing_taken_in());
        }
        let mut effects = self.read_all_again();
        effects.extend(self.journal_grew());
        effects
    }

    /// The program ends: a file that is being read need not be read to its end.
    pub(super) fn stop_reading(&self) {
        for dialog in &self.dialogs {
            if let Dialog::Import(importing) = dialog {
                importing.stop_reading();
            }
        }
    }
}
