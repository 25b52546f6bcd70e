//! A save that came too late: who changed what meanwhile, and what was asked for, checked against the new state.
//!
//! ```text
//! ╭ EX01 was changed meanwhile ──────────────────────────────╮
//! │ Changed by                                               │
//! │  • 2026-11-21 09:00 bob                                  │
//! │    Enable-ExchangeCertificate -Thumbprint ...            │
//! │ What is different                                        │
//! │  • IIS is now held by Contoso mail 2027 (was ...)        │
//! │ Yours, checked against the new state                     │
//! │  + Contoso mail 2027 gets SMTP                           │
//! │                          [ Apply again ]  [ Back ]       │
//! ╰──────────────────────────────────────────────────────────╯
//! ```

mod view;

use std::sync::Arc;

use super::vocabulary::{
    Action, Answered, Document, Effect, Gate, Outcome, Purpose, Question, Record, Ticket, scrolled,
};
use super::{Dialog, State, gate, regions};
use crate::edit::Edit;
use crate::engine::{
    DefaultSmtp, DefaultSmtpQuestion, Knowledge, Plan, Revision, Server, ServerName, Thumbprint, Verdict, remove,
};
use crate::locale::{explain, say};

/// A save that came too late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    server: ServerName,
    /// What the save was planned on.
    base: Revision,
    /// The server as it was then, as far as that is remembered.
    before: Option<Arc<Server>>,
    attempt: Attempt,
    /// What the journal says of it; `None` while nobody has looked.
    pub(super) lines: Option<Lines>,
    /// Whether the button that applies it again has the keyboard, rather than the one that leads back.
    again: bool,
    /// The first line in view.
    pub top: usize,
}

/// Who changed the server since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// Up to this state.
    pub(super) after: Revision,
    /// The lines, oldest first.
    pub(super) records: Arc<Vec<Arc<Record>>>,
}

/// What was to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The draft of the edit dialog, which still lies below, with the answer to the question before it.
    Edit(Box<Edit>, Option<(DefaultSmtpQuestion, DefaultSmtp)>),
    /// A removal, of the certificate with this name.
    Remove(Thumbprint, String),
    /// A change taken back.
    TakeBack(Arc<Record>),
}

impl Conflict {
    /// The server.
    pub(super) fn server(&self) -> &ServerName {
        &self.server
    }

    /// What the save was planned on.
    pub(super) fn base(&self) -> Revision {
        self.base
    }
}

impl State {
    /// The conflict about that server, if one is open.
    pub(super) fn conflict_on(&self, name: &ServerName) -> Option<&Conflict> {
        self.dialogs.iter().find_map(|dialog| match dialog {
            Dialog::Conflict(conflict) if conflict.server == *name => Some(conflict),
            _ => None,
        })
    }

    pub(super) fn conflict_on_mut(&mut self, name: &ServerName) -> Option<&mut Conflict> {
        self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Conflict(conflict) if conflict.server == *name => Some(conflict),
            _ => None,
        })
    }

    fn top_conflict(&self) -> Option<&Conflict> {
        match self.dialogs.last() {
            Some(Dialog::Conflict(conflict)) => Some(conflict),
            _ => None,
        }
    }

    /// Remembers what a save is for, while its question is still open.
    pub(super) fn note_attempt(
        &mut self,
        question: Option<&Question>,
        ticket: Ticket,
        plan: &Plan,
        answer: Option<&Answered>,
    ) {
        let Some(part) = plan.parts.first() else { return };
        let again = self.others.answered.take();
        let attempt = match (question, self.dialogs.last()) {
            (Some(Question::Remove { thumbprint, .. }), _) => {
                Attempt::Remove(*thumbprint, self.world.name_of(&part.server, *thumbprint))
            }
            (Some(Question::TakeBack(back)), _) => Attempt::TakeBack(back.record.clone()),
            (Some(Question::DefaultSmtp { question, .. }), Some(Dialog::Edit(edit))) => {
                let answered = match answer {
                    Some(Answered::DefaultSmtp(answer)) => Some((question.clone(), *answer)),
                    _ => None,
                };
                Attempt::Edit(Box::new(edit.clone()), answered)
            }
            (None, Some(Dialog::Edit(edit))) => Attempt::Edit(Box::new(edit.clone()), again),
            _ => return,
        };
        self.others.attempt = Some((ticket, part.base, attempt));
    }

    /// Opens the dialog of a save that came too late, right over what it came from; `false` where nothing is left of that,
    /// or something else is open by now.
    pub(super) fn open_conflict(&mut self, ticket: Ticket, server: &ServerName) -> bool {
        let attempt = self.others.attempt.take_if(|(of, ..)| *of == ticket);
        let Some((_, base, attempt)) = attempt else { return false };
        let below = match &attempt {
            Attempt::Edit(..) => {
                self.dialogs.iter().rposition(|dialog| matches!(dialog, Dialog::Edit(edit) if edit.server == *server))
            }
            Attempt::Remove(..) if self.dialogs.is_empty() => None,
            Attempt::TakeBack(_) if matches!(self.dialogs.last(), Some(Dialog::Journal(_))) => {
                self.dialogs.len().checked_sub(1)
            }
            Attempt::Remove(..) | Attempt::TakeBack(_) => return false,
        };
        if below.is_none() && !matches!(attempt, Attempt::Remove(..)) {
            return false;
        }
        let before = self.world.entry(server).and_then(|entry| entry.at(base)).cloned();
        let conflict = Conflict { server: server.clone(), base, before, attempt, lines: None, again: false, top: 0 };
        self.notice = None;
        self.dialogs.insert(below.map_or(0, |below| below + 1), Dialog::Conflict(conflict));
        true
    }

    /// An action while the conflict has the keyboard.
    pub(super) fn act_on_conflict(&mut self, action: Action) -> Vec<Effect> {
        let within = regions(self).dialog();
        let room = self.top_conflict().map(|conflict| self.conflict_room(conflict, within)).unwrap_or_default();
        let Some(Dialog::Conflict(conflict)) = self.dialogs.last_mut() else { return Vec::new() };
        match action {
            Action::Next | Action::Previous => conflict.again = !conflict.again,
            Action::Activate if conflict.again => return self.ask(Action::ApplyAgain),
            Action::Cancel | Action::Activate => return self.take(Outcome::Close),
            _ => conflict.top = scrolled(conflict.top, action, room.lines, room.height),
        }
        Vec::new()
    }

    /// Whether what came too late can be done now.
    pub(super) fn may_apply_again(&self) -> Gate {
        let Some(conflict) = self.top_conflict() else { return Gate::Absent };
        if !self.is_read(conflict) {
            return Gate::Blocked(say::conflict_reading(&conflict.server));
        }
        match &conflict.attempt {
            Attempt::Edit(edit, _) => super::gate::save(self, edit),
            Attempt::Remove(thumbprint, _) => match self.removal_now(conflict, *thumbprint) {
                None => Gate::Blocked(say::conflict_removed_already()),
                Some(verdict) => match verdict.refusals.first() {
                    Some(refusal) => Gate::Blocked(explain::refusal_detail(refusal)),
                    None => Gate::Ready,
                },
            },
            Attempt::TakeBack(_) => Gate::Ready,
        }
    }

    /// Does what came too late, on the server as it is now. A question that reads otherwise by now is asked again.
    pub(super) fn apply_again(&mut self) -> Vec<Effect> {
        let Some(Dialog::Conflict(conflict)) = self.dialogs.pop() else { return Vec::new() };
        match &conflict.attempt {
            Attempt::Edit(_, answered) => self.save_again(answered.clone()),
            Attempt::Remove(thumbprint, _) => match self.removal_now(&conflict, *thumbprint) {
                Some(verdict) if verdict.refusals.is_empty() && !verdict.plan.is_empty() => {
                    let question = Question::Remove { thumbprint: *thumbprint, plan: Arc::new(verdict.plan) };
                    self.take(Outcome::Open(question))
                }
                _ => Vec::new(),
            },
            Attempt::TakeBack(record) => self.look_for_way_back(record.clone()),
        }
    }

    fn save_again(&mut self, answered: Option<(DefaultSmtpQuestion, DefaultSmtp)>) -> Vec<Effect> {
        let within = regions(self).dialog();
        let Some(Dialog::Edit(edit)) = self.dialogs.last_mut() else { return Vec::new() };
        let room = crate::edit::room(within, edit, &self.world);
        let outcome = edit.update(Action::Save, &self.world, room);
        let answer = match (&outcome, &answered) {
            (Outcome::Open(Question::DefaultSmtp { question, .. }), Some((asked, answer))) if asked == question => {
                Some(*answer)
            }
            _ => None,
        };
        match (outcome, answer) {
            (Outcome::Open(Question::DefaultSmtp { keep, replace, purpose: Purpose::Save, .. }), Some(answer)) => {
                self.others.answered = answered;
                let plan = if answer == DefaultSmtp::Replace { replace } else { keep };
                self.take(Outcome::Do(plan, Some(Answered::DefaultSmtp(answer))))
            }
            (outcome, _) => self.take(outcome),
        }
    }

    /// What the engine says to the removal by now; `None` when there is nothing to remove.
    fn removal_now(&self, conflict: &Conflict, thumbprint: Thumbprint) -> Option<Verdict> {
        let server = self.world.open_server(&conflict.server)?;
        remove(&self.world.organization, server, thumbprint, self.world.access, self.world.now).ok()
    }

    /// Whether the server is read again, and the certificate it is about.
    fn is_read(&self, conflict: &Conflict) -> bool {
        let Some(entry) = self.world.entry(&conflict.server) else { return true };
        if entry.loading {
            return false;
        }
        let thumbprint = match &conflict.attempt {
            Attempt::Edit(edit, _) => Some(edit.thumbprint),
            Attempt::Remove(thumbprint, _) => Some(*thumbprint),
            Attempt::TakeBack(_) => None,
        };
        match (&entry.document, thumbprint) {
            (Document::Open(server), Some(thumbprint)) => {
                server.certificate(thumbprint).is_none_or(|certificate| certificate.facts != Knowledge::Pending)
            }
            _ => true,
        }
    }
}

/// How much of the dialog there is, for scrolling.
#[derive(Clone, Copy, Debug, Default)]
struct Room {
    lines: usize,
    height: usize,
}

/// Whether the action belongs to the dialog on top.
pub(super) fn may(state: &State) -> Gate {
    match gate::not_permitted(state, Action::ApplyAgain) {
        Some(gate) if state.top_conflict().is_some() => gate,
        _ => state.may_apply_again(),
    }
}
