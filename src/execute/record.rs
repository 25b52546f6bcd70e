//! Questions and answers as the journal keeps them, whoever asked.

use crate::cmdlets::{About, Answer, Question};
use crate::engine::RuleId;

/// Questions with their answers.
pub(super) fn answers(answered: &[(Question, Answer)]) -> Vec<(String, String)> {
    answered.iter().map(|(question, answer)| recorded(question, *answer)).collect()
}

fn recorded(question: &Question, answer: Answer) -> (String, String) {
    match (&question.about, answer.is_yes()) {
        (About::Action, yes) => pair("confirm", if yes { "Yes" } else { "No" }),
        (About::Removal { typed, .. }, true) => removed(typed.as_deref()),
        (About::Removal { .. }, false) => pair("remove", "No"),
        (About::DefaultSmtp(_), replace) => default_smtp(replace),
    }
}

/// The answer to the question about the default SMTP certificate; Keep, where nobody could be asked.
#[must_use]
pub fn default_smtp(replace: bool) -> (String, String) {
    pair(RuleId::DefaultSmtp.id(), if replace { "Replace" } else { "Keep" })
}

/// Yes, remove it; with the digits, where a mere yes was not enough.
#[must_use]
pub fn removed(typed: Option<&str>) -> (String, String) {
    match typed {
        Some(digits) => pair("remove", &format!("Typed {digits}")),
        None => pair("remove", "Yes"),
    }
}

fn pair(question: &str, answer: &str) -> (String, String) {
    (question.to_owned(), answer.to_owned())
}
