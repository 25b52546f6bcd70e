//! The words for changes that are handed over as a PowerShell script.

use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::{FollowUp, Part, Plan, ServerName, Step};
use crate::locale::Message;

/// The changes of one server on their way into a script: the steps of a pending plan's part, or of a journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The server.
    pub server: ServerName,
    /// What is to be done there, in order.
    pub steps: Vec<Step>,
    /// What is left to do by hand afterwards.
    pub follow_ups: Vec<FollowUp>,
}

impl Section {
    /// The sections of a plan.
    #[must_use]
    pub fn of_plan(plan: &Plan) -> Vec<Section> {
        let section = |part: &Part| Section {
            server: part.server.clone(),
            steps: part.steps.clone(),
            follow_ups: part.follow_ups.clone(),
        };
        plan.parts.iter().map(section).collect()
    }
}

/// A script on its way to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFile {
    /// The file.
    pub path: PathBuf,
    /// What it changes where it is run.
    pub sections: Arc<Vec<Section>>,
    /// Whether a file that is there already is replaced.
    pub overwrite: bool,
}

/// What the plans of a question are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be done.
    Save,
    /// To be written as a script.
    Script,
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteFailure {
    /// There is such a file, and nobody has said that it may be replaced.
    Exists,
    /// Anything else, in words.
    Failed(Message),
}
