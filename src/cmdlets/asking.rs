//! The answers so far, handed out in the order of the questions.

use super::question::{About, Answer, Question};
use super::run::Done;

/// Why a command cannot go on: something has to be asked first, or it has failed.
pub(super) enum Stop {
    Ask(Box<Question>),
    Failed(Box<Done>),
}

impl From<Box<Done>> for Stop {
    fn from(done: Box<Done>) -> Stop {
        Stop::Failed(done)
    }
}

/// Hands out the answers. One that holds for all that follow is kept, for questions of its kind; what has to be typed is
/// always asked.
pub(super) struct Asking<'a> {
    answers: std::slice::Iter<'a, Answer>,
    actions: Option<Answer>,
    defaults: Option<Answer>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(answers: &'a [Answer]) -> Asking<'a> {
        Asking { answers: answers.iter(), actions: None, defaults: None }
    }

    /// Whether the answer is yes.
    pub(super) fn ask(&mut self, question: Question) -> Result<bool, Stop> {
        let kept = match &question.about {
            About::Removal { typed: Some(_), .. } => None,
            About::Action | About::Removal { .. } => Some(&mut self.actions),
            About::DefaultSmtp(_) => Some(&mut self.defaults),
        };
        if let Some(Some(answer)) = kept.as_deref() {
            return Ok(answer.is_yes());
        }
        let Some(answer) = self.answers.next() else { return Err(Stop::Ask(Box::new(question))) };
        if let (Some(kept), Answer::YesToAll | Answer::NoToAll) = (kept, answer) {
            *kept = Some(*answer);
        }
        Ok(answer.is_yes())
    }
}
