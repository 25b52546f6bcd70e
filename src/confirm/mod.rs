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
mod view;

pub use view::{last_top, paint, rows, title};

use crate::app::vocabulary::{Action, Field, Notice, Outcome, Question, Severity};
use crate::cmdlets;
use crate::engine::DefaultSmtp;
use crate::locale::{Message, say};

/// A question with its focused answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub question: Question,
    /// The focused answer, by its place in [`answers`].
    pub focus: usize,
    /// The first line in view.
    pub top: usize,
    /// What is typed, where an answer has to be.
    pub typed: Field,
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
    /// Do not do what the cmdlet asks about.
    No,
    /// Do it.
    Yes,
}

/// The answers to a question, the safe one first.
#[must_use]
pub fn answers(question: &Question) -> &'static [Answer] {
    match question {
        Question::DefaultSmtp { .. } | Question::MakeDefault { .. } => &[Answer::Keep, Answer::Replace, Answer::Back],
        Question::Discard { .. } => &[Answer::Back, Answer::Discard],
        Question::Cmdlet(question) => cmdlet::answers(question),
    }
}

impl Answer {
    /// What its button says.
    #[must_use]
    pub fn label(self, question: &Question) -> Message {
        match (self, question) {
            (Answer::Yes, Question::Cmdlet(question)) => cmdlet::yes(question),
            (Answer::Yes, _) => say::answer_yes(),
            (Answer::No, _) => say::answer_no(),
            (Answer::Keep, _) => say::answer_keep(),
            (Answer::Replace, _) => say::answer_replace(),
            (Answer::Back, Question::Discard { .. }) => say::discard_no(),
            (Answer::Back, _) => say::answer_cancel(),
            (Answer::Discard, _) => say::discard_yes(),
        }
    }

    /// What it does, in a sentence below the buttons.
    #[must_use]
    pub fn tip(self, question: &Question) -> Option<Message> {
        match (self, question) {
            (Answer::Yes, _) => Some(say::answer_yes_tip()),
            (Answer::No, _) => Some(say::answer_no_tip()),
            (Answer::Back, Question::Cmdlet(question)) => Some(cmdlet::leave_tip(question)),
            (Answer::Keep, Question::MakeDefault { .. }) => Some(say::answer_keep_only_tip()),
            (Answer::Keep, _) => Some(say::answer_keep_tip()),
            (Answer::Replace, _) => Some(say::answer_replace_tip()),
            (Answer::Back, Question::Discard { .. }) | (Answer::Discard, _) => None,
            (Answer::Back, _) => Some(say::answer_cancel_tip()),
        }
    }
}

impl Confirm {
    /// The question as it is put: the safe answer has the keyboard.
    #[must_use]
    pub fn new(question: Question) -> Confirm {
        Confirm { question, focus: 0, top: 0, typed: Field::default() }
    }

    /// The focused answer.
    #[must_use]
    pub fn focused(&self) -> Answer {
        answers(&self.question).get(self.focus).copied().unwrap_or(Answer::Back)
    }

    /// An action while the question has the keyboard; `last` is the last line that can be the first in view.
    pub fn update(&mut self, action: Action, last: usize) -> Outcome {
        let count = answers(&self.question).len().max(1);
        match action {
            Action::Next => self.focus = (self.focus + 1) % count,
            Action::Previous => self.focus = (self.focus + count - 1) % count,
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

    fn answer(&self) -> Outcome {
        match (self.focused(), &self.question) {
            (Answer::Keep, Question::DefaultSmtp { keep, .. }) => Outcome::Do(keep.clone(), Some(DefaultSmtp::Keep)),
            (Answer::Replace, Question::DefaultSmtp { replace, .. }) => {
                Outcome::Do(replace.clone(), Some(DefaultSmtp::Replace))
            }
            (Answer::Replace, Question::MakeDefault { question }) => Outcome::MakeDefault(question.current),
            (Answer::Keep | Answer::No, Question::Cmdlet(_)) => Outcome::Answered(Some(cmdlets::Answer::No)),
            (Answer::Replace | Answer::Yes, Question::Cmdlet(_)) => match self.missing() {
                None => Outcome::Answered(Some(cmdlets::Answer::Yes)),
                Some(message) => Outcome::Tell(Notice { severity: Severity::Problem, message }),
            },
            (Answer::Keep | Answer::Replace | Answer::Back | Answer::Yes | Answer::No, _) => self.leave(),
            (Answer::Discard, _) => Outcome::Discard,
        }
    }

    /// Away without an answer.
    fn leave(&self) -> Outcome {
        match self.question {
            Question::Cmdlet(_) => Outcome::Answered(None),
            _ => Outcome::Close,
        }
    }

    /// What has to be typed to say yes, if anything has.
    fn wanted(&self) -> Option<&str> {
        match &self.question {
            Question::Cmdlet(question) => cmdlet::wanted(question),
            _ => None,
        }
    }

    /// What is missing before the answer can be yes.
    fn missing(&self) -> Option<Message> {
        match &self.question {
            Question::Cmdlet(question) => cmdlet::missing(question, &self.typed.text),
            _ => None,
        }
    }

    /// An edit of what is typed; nothing, where nothing has to be.
    pub fn edit(&mut self, request: tui_input::InputRequest) {
        if self.wanted().is_some() {
            self.typed.edit(request);
        }
    }

    /// A paste into what is typed.
    pub fn paste(&mut self, text: &str) {
        if self.wanted().is_some() {
            self.typed.insert(text);
        }
    }
}

#[cfg(test)]
mod tests;
