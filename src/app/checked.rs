//! The words for a check-up of the organization's files.

use crate::engine::ServerName;
use crate::locale::Message;

/// What a check-up found, the gravest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedUp {
    /// The findings that are shown.
    pub findings: Vec<FileFinding>,
    /// How many more there are.
    pub more: usize,
    /// How many problems, warnings and notes.
    pub counts: (usize, usize, usize),
    /// How many of all of them `exchcert doctor --fix` repairs.
    pub repairable: usize,
}

/// A finding, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFinding {
    /// How much it matters.
    pub weight: Weight,
    /// The word for that.
    pub severity: Message,
    /// Its stable id.
    pub id: &'static str,
    /// The file, with line and column as far as they are known; foreign text.
    pub place: String,
    /// The server whose document it is in.
    pub server: Option<ServerName>,
    /// What was found.
    pub what: Message,
    /// Why it matters.
    pub why: Message,
    /// What to do.
    pub remedy: Message,
    /// Whether `exchcert doctor --fix` repairs it.
    pub repairable: bool,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something does not work, or is not safe.
    Problem,
    /// Something does not count.
    Warning,
    /// Something to know.
    Note,
}
