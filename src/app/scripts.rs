//! The words for changes that are handed over as a PowerShell script.

use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::ServerSteps;
use crate::locale::Message;

/// A script on its way to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFile {
    /// The file.
    pub path: PathBuf,
    /// What it changes where it is run.
    pub changes: Arc<Vec<ServerSteps>>,
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
