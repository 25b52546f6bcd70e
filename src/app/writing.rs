//! A script on its way to the disk, and what came of it.
//!
//! Whoever may only look at the organization may keep what they see, and hand it over to somebody who may do more: a file
//! of their own changes nothing in the organization. A run with --readonly has promised to write nothing anywhere.

use super::vocabulary::{Effect, Question, ScriptFile, Severity, Ticket, WriteFailure};
use super::{Dialog, State};
use crate::confirm::Confirm;
use crate::engine::{Access, ServerSteps, ViewOnly};
use crate::export::Export;
use crate::locale::{Message, explain, say};

impl State {
    /// Why nothing is written in this run, if so.
    pub(super) fn no_file(&self) -> Option<Message> {
        (self.world.access == Access::ViewOnly(ViewOnly::Flag)).then(|| explain::view_only_detail(ViewOnly::Flag))
    }

    /// Asks where to write these changes as a script.
    pub(super) fn export(&mut self, changes: Vec<ServerSteps>) -> Vec<Effect> {
        if matches!(self.dialogs.last(), Some(Dialog::Confirm(_))) {
            self.dialogs.pop();
        }
        match self.no_file() {
            Some(reason) => self.say(Severity::Problem, reason),
            // Keep, where only the default was in question.
            None if changes.is_empty() => self.say(Severity::Info, say::notice_nothing_to_do()),
            None => self.dialogs.push(Dialog::Export(Export::new(changes, &self.world))),
        }
        Vec::new()
    }

    /// Writes a file; the prompt below waits for the answer.
    pub(super) fn write(&mut self, file: ScriptFile) -> Vec<Effect> {
        if matches!(self.dialogs.last(), Some(Dialog::Confirm(_))) {
            self.dialogs.pop();
        }
        if let Some(reason) = self.no_file() {
            self.say(Severity::Problem, reason);
            return Vec::new();
        }
        let ticket = self.ticket();
        if let Some(Dialog::Export(export)) = self.dialogs.last_mut() {
            export.writing = Some(ticket);
        }
        vec![Effect::Write(ticket, file)]
    }

    pub(super) fn written(
        &mut self,
        ticket: Ticket,
        file: ScriptFile,
        result: Result<(), WriteFailure>,
    ) -> Vec<Effect> {
        let at = self
            .dialogs
            .iter()
            .position(|dialog| matches!(dialog, Dialog::Export(export) if export.writing == Some(ticket)));
        if let Some(Dialog::Export(export)) = at.and_then(|at| self.dialogs.get_mut(at)) {
            export.writing = None;
        }
        let on_top = at.is_some_and(|at| at + 1 == self.dialogs.len());
        match result {
            Ok(()) => {
                if let Some(at) = at {
                    self.dialogs.remove(at);
                }
                self.say(Severity::Done, say::export_written(file.path.to_string_lossy()));
            }
            Err(WriteFailure::Exists) if on_top => {
                self.dialogs.push(Dialog::Confirm(Confirm::new(Question::Overwrite(file))));
            }
            // The prompt is gone, so nobody is asking any more.
            Err(WriteFailure::Exists) => {
                self.say(Severity::Problem, say::export_exists(file.path.to_string_lossy()));
            }
            Err(WriteFailure::Failed(reason)) => self.say(Severity::Problem, say::export_failed(reason)),
        }
        Vec::new()
    }
}
