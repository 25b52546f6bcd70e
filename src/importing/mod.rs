//! Bringing certificates and facts in from a file: which file, what it would change, and what it did.
//!
//! ```text
//! ┏▸Import Exchange certificate ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ A certificate file, an export of Exchange's cmdlets, or ... ┃
//! ┃                                                             ┃
//! ┃ File to import from:                                        ┃
//! ┃▸ ~/exports/                                                 ┃
//! ┃▸ ex01.xml      Export-Clixml                                ┃
//! ┃  mail.pfx      certificate with its key (PKCS #12)          ┃
//! ┃                                  [ Next ]   [ Cancel ]      ┃
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//!
//!   File --> Reading --> Password, Dates, Server --> Preview --> TakingIn --> Result
//!    ^----------'-------------------'-------------------'  Esc: one step back
//! ```
//!
//! The store's thread reads the file and keeps what it says; what is here is what there is to read about it. What is
//! confirmed carries the ticket of the preview, so that nothing else can be done than what was shown.

mod news;
mod rows;
mod typing;
mod update;
mod view;

#[cfg(test)]
mod tests;

pub use view::paint;

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::vocabulary::{
    Candidate, DayOrder, Field, Gate, ImportLine, Password, PasswordField, Proposal, Scope, Stop, Ticket, Way,
};
use crate::engine::ServerName;
use crate::locale::{Message, say};

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importing {
    /// The file's name or path, as it is typed.
    pub file: Field,
    /// The beginning of it that was taken from a listing, and the path that it stands for.
    exact: Option<(String, PathBuf)>,
    /// Where the dialog is.
    pub step: Step,
    /// The task whose answer is wanted; answers to others are dropped.
    pub waiting: Option<Ticket>,
    /// The password that the file was read with. It is gone when another file is named.
    password: Option<Password>,
    /// How dates are meant, once somebody said so.
    order: Option<DayOrder>,
}

/// Where the dialog is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Which file.
    File(Choosing),
    /// It is being read.
    Reading(Work),
    /// It is protected by a password.
    Password(Asking),
    /// Its dates can be read in two ways: the date, where it stands, and the row of the answer.
    Dates {
        /// The date.
        date: String,
        /// Where it stands.
        place: String,
        /// The row under the cursor.
        row: usize,
    },
    /// It does not say which server it is from.
    Server(Placing),
    /// What it would change.
    Preview(Preview),
    /// It is being taken in.
    TakingIn(Preview, Work),
    /// What was taken in.
    Result {
        /// What there is to read about it.
        lines: Arc<Vec<ImportLine>>,
        /// The first line in view.
        top: usize,
    },
}

/// The first step: which file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosing {
    /// What has the focus.
    pub focus: Control,
    /// What can follow what is typed, and how many more.
    pub candidates: Arc<Vec<Candidate>>,
    /// How many more there are.
    pub more: usize,
    /// The candidate under the cursor.
    pub row: usize,
    /// Why the last attempt came to nothing.
    pub problem: Option<Message>,
}

/// A control, in the order of Tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// What is typed.
    #[default]
    Field,
    /// Go on.
    Next,
    /// Do not.
    Cancel,
}

/// Something that takes its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Stops it.
    pub stop: Stop,
    /// How much of it is done, and of how much, once that is known.
    pub progress: Option<(u64, u64)>,
    /// Where to go when it is broken off.
    back: Option<Box<Step>>,
}

/// The prompt for a password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// What is typed.
    pub field: PasswordField,
    /// What has the focus.
    pub focus: Control,
    /// Whether the one before was wrong.
    pub wrong: bool,
}

/// Which server a file is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The answer that said that nobody knows.
    pub read: Ticket,
    /// The server under the cursor; `None` for the one whose certificates the page shows.
    pub cursor: Option<ServerName>,
}

/// What an import would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The answer that it is.
    pub shown: Ticket,
    /// What would change.
    pub proposal: Proposal,
    /// Why the last attempt came to nothing.
    pub problem: Option<Message>,
    /// The first line in view.
    pub top: usize,
    /// Which button has the focus: Next is Import.
    pub focus: Control,
    /// The question about the server, if it was asked.
    placed: Option<Placing>,
}

impl Importing {
    /// The dialog as it opens.
    #[must_use]
    pub fn new() -> Importing {
        Importing {
            file: Field::default(),
            exact: None,
            step: Step::File(Choosing::default()),
            waiting: None,
            password: None,
            order: None,
        }
    }

    /// Who has the keyboard.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match &self.step {
            Step::File(_) => &[Scope::ImportFile, Scope::Everywhere],
            Step::Password(_) => &[Scope::ImportPassword, Scope::Everywhere],
            Step::Dates { .. } | Step::Server(_) => &[Scope::ImportChoice, Scope::Everywhere],
            Step::Preview(_) => &[Scope::ImportPreview, Scope::Everywhere],
            Step::Reading(_) | Step::TakingIn(..) => &[Scope::ImportWork, Scope::Everywhere],
            Step::Result { .. } => &[Scope::Report, Scope::Everywhere],
        }
    }

    /// Whether what is shown can be taken in.
    #[must_use]
    pub fn may_take_in(&self) -> Gate {
        match &self.step {
            Step::Preview(preview) if preview.proposal.way == Way::Nothing => Gate::Blocked(say::importing_nothing()),
            Step::Preview(_) => Gate::Ready,
            _ => Gate::Absent,
        }
    }

    /// Whether what was shown is being taken in.
    #[must_use]
    pub fn is_taking_in(&self) -> bool {
        matches!(self.step, Step::TakingIn(..))
    }

    /// The program ends: a file need not be read to its end.
    pub fn stop_reading(&self) {
        if let Step::Reading(work) = &self.step {
            work.stop.ask();
        }
    }

    /// What the file is called where there is little room: the last part of its path.
    fn name(&self) -> &str {
        let text = self.file.text.trim();
        let text = crate::app::vocabulary::unquoted(text);
        text.rsplit(std::path::is_separator).find(|part| !part.is_empty()).unwrap_or(text)
    }
}

impl Default for Importing {
    fn default() -> Importing {
        Importing::new()
    }
}
