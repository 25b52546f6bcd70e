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

mod rollback;
mod view;

pub use view::{last_top, paint, rows, title};

use crate::app::vocabulary::{Action, Outcome, Question};
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
    /// Take the change back.
    TakeBack,
}

/// The answers to a question, the safe one first.
#[must_use]
pub fn answers(question: &Question) -> &'static [Answer] {
    match question {
        Question::DefaultSmtp { .. } | Question::MakeDefault { .. } => &[Answer::Keep, Answer::Replace, Answer::Back],
        Question::Discard { .. } => &[Answer::Back, Answer::Discard],
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
        }
    }

    /// What it does, in a sentence below the buttons.
    #[must_use]
    pub fn tip(self, question: &Question) -> Option<Message> {
        match (self, question) {
            (Answer::Keep, Question::MakeDefault { .. }) => Some(say::answer_keep_only_tip()),
            (Answer::Keep, _) => Some(say::answer_keep_tip()),
            (Answer::Replace, _) => Some(say::answer_replace_tip()),
            (Answer::Back, Question::Discard { .. }) | (Answer::Discard, _) => None,
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
        Confirm { question, focus: 0, top: 0 }
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
            Action::Cancel => return Outcome::Close,
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
            (Answer::TakeBack, Question::TakeBack(back)) => Outcome::Do(back.plan.clone(), None),
            (Answer::Keep | Answer::Replace | Answer::Back | Answer::TakeBack, _) => Outcome::Close,
            (Answer::Discard, _) => Outcome::Discard,
        }
    }
}

#[cfg(test)]
mod tests;
