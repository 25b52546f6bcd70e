//! A plan on its way to the store, and what came of it.

use std::sync::Arc;

use super::vocabulary::{Action, Answered, Effect, SaveFailure, Scope, Severity, Ticket};
use super::{Dialog, Report, State};
use crate::engine::{Access, Plan, ServerName};
use crate::keymap::keys_of;
use crate::locale::{explain, say};

impl State {
    /// Sends a plan to the store; the edit dialog below waits for the answer with its draft.
    pub(super) fn save(&mut self, plan: Arc<Plan>, answer: Option<Answered>) -> Vec<Effect> {
        let question = self.dialogs.pop_if(|dialog| matches!(dialog, Dialog::Confirm(_)));
        if let Access::ViewOnly(why) = self.world.access {
            // The right may have gone while the question was open.
            self.say(Severity::Problem, explain::view_only_detail(why));
            return Vec::new();
        }
        let Some(first) = plan.parts.first() else {
            // Keep, where only the default was in question.
            self.say(Severity::Info, say::notice_nothing_to_do());
            return Vec::new();
        };
        let ticket = self.ticket();
        let question = question.as_ref().and_then(|dialog| match dialog {
            Dialog::Confirm(confirm) => Some(&confirm.question),
            _ => None,
        });
        self.note_attempt(question, ticket, &plan, answer.as_ref());
        self.saving = Some((ticket, first.server.clone()));
        if let Some(Dialog::Edit(edit)) = self.dialogs.last_mut() {
            edit.saving = Some(ticket);
        }
        if let Some(Dialog::Journal(journal)) = self.dialogs.last_mut() {
            journal.saving = Some(ticket);
        }
        if let Some(Dialog::Import(importing)) = self.dialogs.last_mut() {
            importing.waiting = Some(ticket);
        }
        vec![Effect::Save(ticket, plan, answer)]
    }

    fn no_longer_saving(&mut self, ticket: Ticket) {
        self.saving.take_if(|(saving, _)| *saving == ticket);
    }

    fn is_saving(&self, ticket: Ticket) -> bool {
        self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Edit(edit) if edit.saving == Some(ticket)))
    }

    pub(super) fn saved(&mut self, ticket: Ticket, plan: &Arc<Plan>) -> Vec<Effect> {
        self.no_longer_saving(ticket);
        if self.is_saving(ticket) {
            self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Edit(edit) if edit.saving == Some(ticket)));
        }
        self.journal_saved(ticket);
        self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Import(importing) if importing.waiting == Some(ticket)));
        self.report(Report::saved(plan, &self.world));
        let mut effects = self.journal_grew();
        effects.extend(plan.parts.iter().flat_map(|part| self.load_again(&part.server)));
        effects
    }

    /// Nothing was written on that server: the dialog stays open with its ticks, and shows the server as it is now.
    pub(super) fn save_failed(&mut self, ticket: Ticket, server: &ServerName, failure: SaveFailure) -> Vec<Effect> {
        self.no_longer_saving(ticket);
        let edited = self.is_saving(ticket);
        for dialog in &mut self.dialogs {
            if let Dialog::Edit(edit) = dialog
                && edit.saving == Some(ticket)
            {
                edit.saving = None;
            }
        }
        if let Some(importing) = self.import_waiting(ticket) {
            let reason = match failure {
                SaveFailure::Conflict => say::notice_conflict(server),
                SaveFailure::Failed(reason) => reason,
            };
            importing.failed(reason);
            return self.load_again(server);
        }
        let back = self.journal_saved(ticket);
        if failure == SaveFailure::Conflict && self.open_conflict(ticket, server) {
            return self.load_again(server);
        }
        let message = match failure {
            SaveFailure::Conflict if back => say::back_conflict(server),
            SaveFailure::Failed(reason) if back || !edited => say::back_failed(server, reason),
            SaveFailure::Conflict if edited => say::notice_conflict(server),
            SaveFailure::Conflict => say::remove_conflict(server),
            SaveFailure::Failed(reason) => {
                let key = keys_of(&[Scope::Edit], Action::Save).next().map(|key| key.to_string()).unwrap_or_default();
                say::others_save_failed(server, reason, key)
            }
        };
        self.say(Severity::Problem, message);
        self.load_again(server)
    }
}
