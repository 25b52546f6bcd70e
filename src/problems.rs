//! What is wrong with a file, in the reader's language: the store says it as data, page and command line as a sentence.

use std::io;
pub mod check_up;

use crate::locale::{Message, say};
use crate::store::{ApplyError, Finding, Problem, ProblemKind};

/// A problem with its place: file, line and column as far as they are known, reason, and what to do next.
#[must_use]
pub fn problem(problem: &Problem) -> Message {
    let file = problem.path.display().to_string();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match problem.position {
        Some(at) => say::problem_at(file, number(at.line), number(at.column), reason(&problem.kind)),
        None => say::problem_in(file, reason(&problem.kind)),
    }
}

/// Why, with the way out.
#[must_use]
pub fn reason(kind: &ProblemKind) -> Message {
    match kind {
        ProblemKind::NotFound => say::problem_not_found(),
        ProblemKind::NotAFile => say::problem_not_a_file(),
        ProblemKind::Io { error: io::ErrorKind::PermissionDenied, message } => say::problem_denied(message.as_str()),
        ProblemKind::Io { error: io::ErrorKind::ReadOnlyFilesystem, message } => {
            say::problem_read_only_disk(message.as_str())
        }
        ProblemKind::Io { message, .. } => say::problem_io(message.as_str()),
        ProblemKind::Full => say::problem_full(),
        ProblemKind::TooLarge { limit } => say::problem_too_large(i64::try_from(*limit).unwrap_or(i64::MAX)),
        ProblemKind::NotUtf8 => say::problem_not_utf8(),
        ProblemKind::Syntax { message } => say::problem_syntax(message.as_str()),
        ProblemKind::Missing { key } => say::problem_missing(key.as_str()),
        ProblemKind::WrongType { key, expected, found } => say::problem_wrong_type(key.as_str(), *expected, *found),
        ProblemKind::BadValue { key, value, expected } => {
            say::problem_bad_value(key.as_str(), value.as_str(), *expected)
        }
        ProblemKind::Misspelt { key, meant } => say::problem_misspelt(key.as_str(), meant.as_str()),
        ProblemKind::UnknownSchema { found } => say::problem_schema(found.as_str()),
        ProblemKind::OtherName { name } => say::problem_other_name(name.as_str()),
        ProblemKind::NotAName => say::problem_not_a_name(),
        ProblemKind::CannotSplice { reason } => say::problem_cannot_splice(*reason),
        ProblemKind::Certificate { reason } => say::problem_certificate(reason.as_str()),
        ProblemKind::BrokenJournal { reason } => say::problem_journal(reason.as_str()),
        ProblemKind::NotOpen { of } => say::problem_not_open(i64::try_from(*of).unwrap_or(i64::MAX)),
        ProblemKind::NotEmpty => say::problem_not_empty(),
        ProblemKind::Exists => say::problem_exists(),
        ProblemKind::LeadsOut => say::problem_leads_out(),
        ProblemKind::Link => say::problem_link(),
        ProblemKind::NotForced { message } => say::problem_not_forced(message.as_str()),
        ProblemKind::NoLocks { message } => say::problem_no_locks(message.as_str()),
        ProblemKind::BeingMade => say::problem_being_made(),
    }
}

/// Something odd in a server's document that does not keep it from being read.
#[must_use]
pub fn finding(finding: &Finding) -> Message {
    match finding {
        Finding::Dangling { service, thumbprint } => say::finding_dangling(service.name(), *thumbprint),
        Finding::DefaultWithoutSmtp { thumbprint } => say::finding_default_without_smtp(*thumbprint),
        Finding::ListedTwice { thumbprint } => say::finding_listed_twice(*thumbprint),
    }
}

/// Why a change was not made.
#[must_use]
pub fn apply_error(error: &ApplyError) -> Message {
    match error {
        ApplyError::Conflict { server, .. } => say::notice_conflict(server),
        ApplyError::Locked { holder: Some(holder) } => say::notice_locked(holder.to_string()),
        ApplyError::Locked { holder: None } => say::notice_locked(say::notice_somebody()),
        ApplyError::ReadOnly => say::detail_files(),
        ApplyError::Cancelled => say::taken_cancelled(),
        ApplyError::Partly { taken, of, at, cause } => {
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            say::taken_partly(number(taken.documents()), number(*of), at, apply_error(cause))
        }
        ApplyError::NotPermitted(found) | ApplyError::Problem(found) => problem(found),
    }
}
