//! What the store's thread answers.

use std::sync::Arc;

use super::{Asking, Choosing, Importing, Placing, Preview, Step, Work};
use crate::app::vocabulary::{Completed, Field, ImportNews, ImportTask, ReadOutcome, Ticket};
use crate::locale::{Message, say};

impl Importing {
    /// A task has this ticket, and its answer is wanted.
    pub fn handed_over(&mut self, task: &ImportTask, ticket: Ticket) {
        self.waiting = (*task != ImportTask::Forget).then_some(ticket);
    }

    /// An answer that is wanted.
    pub fn hear(&mut self, ticket: Ticket, news: ImportNews) {
        match news {
            ImportNews::Reading { done, of } => self.progress(done, of),
            ImportNews::TakingIn { done, of } => {
                let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                self.progress(number(done), number(of));
            }
            ImportNews::Completed(result) => {
                self.waiting = None;
                self.completed(result);
            }
            ImportNews::Read(outcome) => {
                self.waiting = None;
                self.was_read(ticket, outcome);
            }
            ImportNews::TakenIn(Ok(lines)) => {
                self.waiting = None;
                self.password = None;
                self.step = Step::Result { lines, top: 0 };
            }
            ImportNews::TakenIn(Err(reason)) => self.failed(reason),
        }
    }

    /// What was shown was not taken in: it is shown again, with the reason.
    pub fn failed(&mut self, reason: Message) {
        self.waiting = None;
        self.step = match std::mem::replace(&mut self.step, Step::File(Choosing::default())) {
            Step::TakingIn(preview, _) | Step::Preview(preview) => {
                Step::Preview(Preview { problem: Some(reason), top: 0, ..preview })
            }
            other => other,
        };
    }

    fn progress(&mut self, done: u64, of: u64) {
        if let Step::Reading(work) | Step::TakingIn(_, work) = &mut self.step {
            work.progress = Some((done, of));
        }
    }

    fn completed(&mut self, result: Result<Completed, Message>) {
        let Step::File(choosing) = &mut self.step else { return };
        choosing.row = 0;
        match result {
            Ok(Completed { text, exact, candidates, more }) => {
                self.file = Field { cursor: text.chars().count(), text };
                self.exact = exact;
                *choosing = Choosing { candidates, more, ..Choosing::default() };
            }
            Err(reason) => {
                choosing.candidates = Arc::default();
                choosing.problem = Some(reason);
            }
        }
    }

    fn was_read(&mut self, ticket: Ticket, outcome: ReadOutcome) {
        let placed = match &self.step {
            Step::Reading(Work { back: Some(back), .. }) => match back.as_ref() {
                Step::Server(placing) => Some(placing.clone()),
                _ => None,
            },
            _ => None,
        };
        self.step = match outcome {
            ReadOutcome::Password { wrong } => {
                self.password = None;
                Step::Password(Asking { wrong, ..Asking::default() })
            }
            ReadOutcome::Dates { date, place } => Step::Dates { date, place, row: 0 },
            ReadOutcome::Unnamed => Step::Server(Placing { read: ticket, cursor: None }),
            ReadOutcome::Failed(reason) => {
                self.password = None;
                let problem = Some(say::importing_failed(self.name(), reason));
                Step::File(Choosing { problem, ..Choosing::default() })
            }
            ReadOutcome::Shown(proposal) => Step::Preview(Preview {
                shown: ticket,
                proposal,
                problem: None,
                top: 0,
                focus: super::Control::Next,
                placed,
            }),
        };
    }
}
