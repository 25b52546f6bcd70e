//! The words for what was done: the journal's lines as the page shows them, and what is left to do by hand.

use std::sync::Arc;

use super::vocabulary::{Gate, Ticket};
pub use crate::engine::OpenFollowUp;
use crate::engine::{FollowUp, Plan, Refusal, ServerName, Stays, Step, Thumbprint};
use crate::locale::{Message, say};

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line's number.
    pub seq: u64,
    /// What kind of line it is.
    pub deed: Deed,
    /// When, RFC 3339 in real UTC; foreign text.
    pub time: String,
    /// The clock of a simulated organization then.
    pub clock: Option<String>,
    /// Who; foreign text.
    pub user: String,
    /// The user's role groups then; foreign text.
    pub roles: Vec<String>,
    /// The account behind the user, where that was another one; foreign text.
    pub account: Option<String>,
    /// The server whose document changed; no name where the line names none.
    pub server: ServerName,
    /// The cmdlet line or lines, exactly; foreign text.
    pub cmdlet: String,
    /// What was done; `None` where a later version of the program did something that this one does not know.
    pub steps: Option<Vec<Step>>,
    /// Every certificate whose services changed.
    pub certificates: Vec<ServicesChange>,
    /// Of an import: what its sources are called; foreign text.
    pub sources: Vec<String>,
    /// Of an import: the facts that changed; foreign text.
    pub facts: Vec<LearnedFact>,
    /// Of an import: how many more there are.
    pub more_facts: u64,
    /// The questions that were asked, and the answers.
    pub answers: Vec<(String, String)>,
    /// What was left to do by hand; of a ticked-off line, what was done.
    pub follow_ups: Vec<LeftToDo>,
    /// Of a repair: what was repaired, each with its file; foreign text.
    pub repairs: Vec<(String, String)>,
    /// Of a repair: where the files are kept as they were; foreign text.
    pub backup: String,
    /// The line has been changed since it was written: it is shown, and nothing is made from it.
    pub altered: bool,
}

/// The kinds of journal lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A document was changed.
    Change {
        /// A later line says that it did not happen.
        abandoned: bool,
    },
    /// An import made or changed a document.
    Import {
        /// A later line says that it did not happen.
        abandoned: bool,
    },
    /// Somebody did by hand what the change of that number had left.
    TickedOff {
        /// The change.
        of: Option<u64>,
    },
    /// The change of that number did not happen.
    Abandoned {
        /// The change.
        of: Option<u64>,
    },
    /// A line torn by a crash was cut.
    Cut {
        /// How many bytes were taken away.
        bytes: Option<u64>,
    },
    /// A check-up repaired files.
    Repair,
    /// A kind of a later version of the program.
    Other,
}

/// The services of a certificate before and after, as the line has them; foreign text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicesChange {
    /// The certificate.
    pub thumbprint: String,
    /// Its services before.
    pub before: String,
    /// Its services after.
    pub after: String,
}

/// A fact that an import changed, as the line has it; foreign text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedFact {
    /// What it is a fact of: `server`, `organization`, or a thumbprint.
    pub what: String,
    /// Which, or `new` or `confirmed`.
    pub fact: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// The kind of source.
    pub origin: String,
}

/// A follow-up of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftToDo {
    /// One that this version knows.
    Known(FollowUp),
    /// The written form of one that it does not know.
    Other(String),
}

/// The newest lines of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The lines, newest first.
    pub records: Arc<Vec<Arc<Record>>>,
    /// The lines among them that nobody can read, each with its place.
    pub broken: Arc<Vec<Message>>,
    /// Whether there are older ones.
    pub more: bool,
}

/// What was learned of the journal.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalNews {
    /// Its newest lines.
    Lines {
        /// Of this reading.
        ticket: Ticket,
        /// They, or why not.
        result: Result<Lines, Message>,
    },
    /// Everything that is left to do by hand, oldest first.
    FollowUps(Result<Arc<Vec<OpenFollowUp>>, Message>),
    /// A follow-up was ticked off, or was not.
    TickedOff {
        /// It.
        follow_up: OpenFollowUp,
        /// Why it was not.
        result: Result<(), Message>,
    },
}

/// What the journal's dialog wants.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalWish {
    /// Its newest lines again, and what is left to do.
    Refresh,
    /// Older lines too.
    Older,
    /// This was done by hand.
    TickOff(OpenFollowUp),
    /// The way back from this change.
    TakeBack(Arc<Record>),
}

/// The question before a change is taken back, as far as it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakingBack {
    /// The change's line.
    pub record: Arc<Record>,
    /// The server.
    pub server: ServerName,
    /// When the change was made.
    pub time: String,
    /// Who made it.
    pub user: String,
    /// Re-assigns the previous holders; empty when nothing can be taken back.
    pub plan: Arc<Plan>,
    /// Previous holders that may not be assigned again, and why; without a holder where nobody is handed anything.
    pub refusals: Vec<(Option<Thumbprint>, Refusal)>,
    /// What stays as it is.
    pub stays: Vec<Stays>,
}

/// A journal's moment as the page writes it, to the minute: `2026-11-21 09:00`. What is no moment of ours stays as it is.
#[must_use]
pub fn minute(time: &str) -> String {
    let ours = time.len() == 20
        && time.bytes().zip(*b"0000-00-00T00:00:00Z").all(|(found, form)| match form {
            b'0' => found.is_ascii_digit(),
            form => found == form,
        });
    match (ours, time.get(..10), time.get(11..16)) {
        (true, Some(day), Some(minute)) => format!("{day} {minute}"),
        _ => time.to_owned(),
    }
}

/// The longest text that a terminal is asked to copy, in bytes: many take no more than 74,994 of its base 64.
pub const LARGEST_COPY: usize = 48 * 1024;

/// Whether a terminal can be asked to copy a text, and whether pasting it would do no more than it shows.
#[must_use]
pub fn may_copy(text: &str) -> Gate {
    if text.len() > LARGEST_COPY {
        return Gate::Blocked(say::copy_too_long());
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Gate::Blocked(say::copy_control());
    }
    Gate::Ready
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn a_moment_is_shown_to_the_minute_and_anything_else_as_it_is() {
        assert_eq!(minute("2026-11-21T09:00:59Z"), "2026-11-21 09:00");
        for other in
            ["", "2026-11-21T09:00:59+01:00", "2026-11-21T09:00:59.5Z", "日本日本日本日", "yesterday at nine oc"]
        {
            assert_eq!(minute(other), other);
        }
    }
}
