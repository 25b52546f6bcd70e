//! Questions and answers as the journal keeps them, whoever asked.

use crate::cmdlets::{About, Answer, Question};
use crate::engine::RuleId;

/// Questions with their answers.
#[must_use]
pub fn answers(answered: &[(Question, Answer)]) -> Vec<(String, String)> {
    answered.iter().map(|(question, answer)| recorded(question, *answer)).collect()
}

/// One question with its answer.
#[must_use]
pub fn recorded(question: &Question, answer: Answer) -> (String, String) {
    let (asked, answered) = match (&question.about, answer.is_yes()) {
        (About::Action, true) => ("confirm", "Yes"),
        (About::Action, false) => ("confirm", "No"),
        (About::Removal { typed: Some(typed), .. }, true) => return ("remove".to_owned(), format!("Typed {typed}")),
        (About::Removal { .. }, true) => ("remove", "Yes"),
        (About::Removal { .. }, false) => ("remove", "No"),
        (About::DefaultSmtp(_), true) => (RuleId::DefaultSmtp.id(), "Replace"),
        (About::DefaultSmtp(_), false) => (RuleId::DefaultSmtp.id(), "Keep"),
    };
    (asked.to_owned(), answered.to_owned())
}
