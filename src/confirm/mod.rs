//! A question that has to be answered before anything goes on, with the safe answer focused.
//!
//! ```text
//! ╭ Default SMTP certificate ────────────────────────────────────╮
//! │ Overwrite the existing default SMTP certificate?             │
//! │                                                              │
//! │ Current       Microsoft Exchange                             │
//! │               expires on 2030-11-02, issued by CN=EX01       │
//! │ Replace with  Contoso mail 2027                              │
//! │               expires on 2027-05-29, issued by ...           │
//! │ If you replace it                                            │
//! │   ...                                                        │
//! │            [ Keep ]   [ Replace ]   [ Cancel ]               │
//! ╰──────────────────────────────────────────────────────────────╯
//! ```

mod cmdlet;
mod draft;
mod removal;
mod rollback;
mod view;

pub use removal::digits_to_type;
pub use view::{last_top, paint, rows, title};

use std::sync::Arc;

use tui_input::InputRequest;

use crate::app::vocabulary::{
    Action, Answered, DraftAnswer, Field, Notice, Outcome, Purpose, Question, ScriptFile, Severity,
};
use crate::cmdlets;
use crate::engine::{DefaultSmtp, Plan};
use crate::locale::{Message, say};

/// A question with its focused answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub question: Question,
    /// The focused answer, by its place in [`answers`].
    pub focus: usize,
    /// What is typed, where the question is [answered by typing](digits_to_type).
    pub typed: Field,
    /// Whether what is typed has the focus, rather than an answer's button.
    pub in_field: bool,
    /// The first line in view.
    pub top: usize,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Leave the default SMTP certificate as it is.
    Keep,
    /// Replace it.
    Replace,
    /// Back to the edit dialog, nothing changed.
    Back,
    /// Throw the ticks away.
    Discard,
    /// Remove the certificate.
    Remove,
    /// Do not do what the cmdlet asks about.
    No,
    /// Do it.
    Yes,
    /// Take the change back.
    TakeBack,
    /// Replace the file.
    Overwrite,
    /// Back on the page with what was kept.
    Restore,
    /// Keep it for the next start.
    Later,
}

/// The answers to a question, the safe one first.
#[must_use]
pub fn answers(question: &Question) -> &'static [Answer] {
    match question {
        Question::DefaultSmtp { .. } | Question::MakeDefault { .. } => &[Answer::Keep, Answer::Replace, Answer::Back],
        Question::Remove { .. } => &[Answer::Back, Answer::Remove],
        Question::Overwrite(_) => &[Answer::Back, Answer::Overwrite],
        Question::Discard { .. } => &[Answer::Back, Answer::Discard],
        Question::Cmdlet(question) => cmdlet::answers(question),
        Question::Draft(_) => &[Answer::Restore, Answer::Later, Answer::Discard],
        Question::TakeBack(back) if back.plan.is_empty() => &[Answer::Back],
        Question::TakeBack(_) => &[Answer::Back, Answer::TakeBack],
    }
}

impl Answer {
    /// What its button says.
    #[must_use]
    pub fn label(self, question: &Question) -> Message {
        match (self, question) {
            (Answer::Keep, _) => say::answer_keep(),
            (Answer::Replace, _) => say::answer_replace(),
            (Answer::Back, Question::Discard { .. }) => say::discard_no(),
            (Answer::Back, Question::TakeBack(back)) if back.plan.is_empty() => say::button_close(),
            (Answer::TakeBack, _) => say::back_yes(),
            (Answer::Back, _) => say::answer_cancel(),
            (Answer::Discard, _) => say::discard_yes(),
            (Answer::Remove, _) => say::answer_remove(),
            (Answer::No, _) => say::answer_no(),
            (Answer::Yes, _) => say::answer_yes(),
            (Answer::Overwrite, _) => say::answer_overwrite(),
            (Answer::Restore, _) => say::draft_restore(),
            (Answer::Later, _) => say::draft_later(),
        }
    }

    /// What it does, in a sentence below the buttons.
    #[must_use]
    pub fn tip(self, question: &Question) -> Option<Message> {
        match (self, question) {
            (Answer::Keep, Question::MakeDefault { .. }) => Some(say::answer_keep_only_tip()),
            (Answer::Keep, _) => Some(say::answer_keep_tip()),
            (Answer::Replace, _) => Some(say::answer_replace_tip()),
            (Answer::Restore, _) => Some(say::draft_restore_tip()),
            (Answer::Later, _) => Some(say::draft_later_tip()),
            (Answer::Discard, Question::Draft(_)) => Some(say::draft_discard_tip()),
            (Answer::Back, Question::Discard { .. } | Question::Overwrite(_))
            | (Answer::Discard | Answer::Overwrite, _) => None,
            (Answer::Back, Question::Remove { .. }) => Some(say::answer_remove_cancel_tip()),
            (Answer::No, _) => Some(say::answer_no_tip()),
            (Answer::Yes, _) | (Answer::Remove, Question::Cmdlet(_)) => Some(say::answer_yes_tip()),
            (Answer::Back, Question::Cmdlet(question)) => Some(cmdlet::leave_tip(question)),
            (Answer::Remove, question) => Some(say::answer_remove_tip(removal::server(question))),
            (Answer::Back, Question::TakeBack(back)) if back.plan.is_empty() => None,
            (Answer::Back, Question::TakeBack(_)) => Some(say::back_no_tip()),
            (Answer::TakeBack, _) => Some(say::back_yes_tip()),
            (Answer::Back, _) => Some(say::answer_cancel_tip()),
        }
    }
}

impl Confirm {
    /// The question as it is put: the safe answer has the keyboard.
    #[must_use]
    pub fn new(question: Question) -> Confirm {
        let in_field = digits_to_type(&question).is_some();
        Confirm { question, focus: 0, typed: Field::default(), in_field, top: 0 }
    }

    /// The answer that Enter gives: the focused one; in the field the one that what is typed means, if anything.
    #[must_use]
    pub fn focused(&self) -> Answer {
        if self.in_field {
            return if self.is_allowed(Answer::Remove) { Answer::Remove } else { Answer::Back };
        }
        answers(&self.question).get(self.focus).copied().unwrap_or(Answer::Back)
    }

    /// An action while the question has the keyboard; `last` is the last line that can be the first in view.
    pub fn update(&mut self, action: Action, last: usize) -> Outcome {
        let count = answers(&self.question).len().max(1);
        match action {
            Action::Next => self.step(count, 1),
            Action::Previous => self.step(count, count),
            Action::First => self.focus = 0,
            Action::Last => self.focus = count - 1,
            Action::PageUp => self.top = self.top.saturating_sub(3),
            Action::PageDown => self.top = (self.top + 3).min(last),
            Action::Cancel => return self.leave(),
            Action::Activate => return self.answer(),
            _ => {}
        }
        Outcome::Stay
    }

    /// Goes round the answers, and through the field before the first where there is one.
    fn step(&mut self, count: usize, by: usize) {
        if digits_to_type(&self.question).is_none() {
            // One round is as long as there are answers.
            self.focus = (self.focus + if by == 1 { 1 } else { count - 1 }) % count;
            return;
        }
        let at = if self.in_field { 0 } else { self.focus + 1 };
        let next = (at + by) % (count + 1);
        self.in_field = next == 0;
        self.focus = next.saturating_sub(1);
    }

    /// Whether an answer's button works: what has to be typed for it is typed.
    #[must_use]
    pub fn is_allowed(&self, answer: Answer) -> bool {
        match digits_to_type(&self.question) {
            Some(digits) if answer == Answer::Remove => self.typed.text.trim().eq_ignore_ascii_case(&digits),
            _ => true,
        }
    }

    /// An edit of what is typed. On the buttons, Left and Right go between them.
    pub fn edit(&mut self, request: InputRequest) {
        match request {
            InputRequest::GoToPrevChar | InputRequest::GoToNextChar if !self.in_field => {
                self.focus = (self.focus + 1) % answers(&self.question).len().max(1);
            }
            _ => {
                self.in_field = true;
                self.typed.edit(request);
            }
        }
    }

    /// A paste into the field.
    pub fn paste(&mut self, text: &str) {
        self.in_field = true;
        self.typed.insert(text);
    }

    /// Away without an answer.
    fn leave(&self) -> Outcome {
        match self.question {
            Question::Cmdlet(_) => Outcome::Answered(None),
            Question::Draft(_) => Outcome::Draft(DraftAnswer::Later),
            _ => Outcome::Close,
        }
    }

    fn answer(&self) -> Outcome {
        let unfinished = self.in_field && !self.typed.text.trim().is_empty();
        if !self.is_allowed(Answer::Remove) && (unfinished || self.focused() == Answer::Remove) {
            let message = say::remove_other_digits(removal::DIGITS);
            return Outcome::Tell(Notice { severity: Severity::Problem, message });
        }
        match (self.focused(), &self.question) {
            (Answer::Keep, Question::DefaultSmtp { keep, purpose, .. }) => settled(keep, *purpose, DefaultSmtp::Keep),
            (Answer::Replace, Question::DefaultSmtp { replace, purpose, .. }) => {
                settled(replace, *purpose, DefaultSmtp::Replace)
            }
            (Answer::Overwrite, Question::Overwrite(file)) => {
                Outcome::Write(ScriptFile { overwrite: true, ..file.clone() })
            }
            (Answer::Replace, Question::MakeDefault { question }) => Outcome::MakeDefault(question.current),
            (Answer::Remove, Question::Remove { plan, .. }) if self.is_allowed(Answer::Remove) => {
                Outcome::Do(plan.clone(), Some(Answered::Remove { typed: digits_to_type(&self.question) }))
            }
            (Answer::TakeBack, Question::TakeBack(back)) => Outcome::Do(back.plan.clone(), None),
            (Answer::Keep | Answer::No, Question::Cmdlet(_)) => Outcome::Answered(Some(cmdlets::Answer::No)),
            (Answer::Replace | Answer::Yes | Answer::Remove, Question::Cmdlet(_)) => {
                Outcome::Answered(Some(cmdlets::Answer::Yes))
            }
            (Answer::Restore, Question::Draft(_)) => Outcome::Draft(DraftAnswer::Restore),
            (Answer::Discard, Question::Draft(_)) => Outcome::Draft(DraftAnswer::Discard),
            (Answer::Discard, _) => Outcome::Discard,
            _ => self.leave(),
        }
    }
}

/// The plan of an answer: done, or written down.
fn settled(plan: &Arc<Plan>, purpose: Purpose, answer: DefaultSmtp) -> Outcome {
    match purpose {
        Purpose::Save => Outcome::Do(plan.clone(), Some(Answered::DefaultSmtp(answer))),
        Purpose::Script => Outcome::Export(plan.by_server()),
    }
}

#[cfg(test)]
mod tests;
