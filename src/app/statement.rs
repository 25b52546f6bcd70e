//! A statement of the page's shell on its way to the store and back.

use std::sync::Arc;

use crate::cmdlets::{self, Exit, Pipeline, Stream};
use crate::engine::ServerName;
use crate::x509::Password;

/// A statement to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub pipeline: Arc<Pipeline>,
    /// The answers given so far, each with the question it was given to.
    pub given: Vec<(cmdlets::Question, cmdlets::Answer)>,
    /// The passwords of files, each with the file as it was typed.
    pub passwords: Vec<(String, Password)>,
    /// The server meant where none is named.
    pub server: Option<ServerName>,
    /// The columns that its output may take.
    pub width: u16,
}

/// What running a statement comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunOutcome {
    /// This has to be answered first. Nothing has changed.
    Ask(Arc<cmdlets::Question>),
    /// The password of this file is needed first. Nothing has changed.
    Password(String),
    /// It has ended.
    Ran(Ran),
}

/// A statement that has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// What there is to read, in this order.
    pub lines: Vec<(Stream, String)>,
    /// How it ended.
    pub exit: Exit,
    /// The servers whose documents changed, or are no longer as the page knows them.
    pub changed: Vec<ServerName>,
}
