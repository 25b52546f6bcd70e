//! A sentence for the person, and how much it matters.

use crate::locale::Message;

/// How much a notice matters. Said in words and a glyph too, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something was done.
    Done,
    /// Something was not done.
    Problem,
}

/// A sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What it says.
    pub message: Message,
}
