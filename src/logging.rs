//! The log: one file a day in the state directory, never the terminal.
//!
//! Secrets and raw terminal bytes do not belong in it, and foreign text only made visible: hand it over as
//! [`Shown`](crate::text::Shown).

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;

/// What is written when nothing else is asked for.
const DEFAULT_FILTER: &str = "info";

/// How many daily files are kept.
const KEPT: usize = 14;

/// Where the log goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// One file, added to.
    File(&'a Path),
    /// A directory, one file a day (UTC).
    Daily(&'a Path),
}

impl<'a> Place<'a> {
    /// The file or the directory.
    #[must_use]
    pub fn path(self) -> &'a Path {
        match self {
            Place::File(path) | Place::Daily(path) => path,
        }
    }
}

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The file cannot be opened.
    #[error("{0}")]
    Open(String),
    /// The filter cannot be understood.
    #[error("{reason}")]
    Filter {
        /// The filter.
        filter: String,
        /// Why.
        reason: String,
    },
}

/// Starts the log for the whole process. `filter` is a level or levels by module, such as `info` or
/// `warn,exchcert::store=debug`; nothing means `info`. Returns the file or directory it goes to.
///
/// # Errors
/// [`LogError`]; then nothing is logged.
pub fn start(place: Place<'_>, filter: Option<&str>) -> Result<PathBuf, LogError> {
    let filter = filter.filter(|filter| !filter.trim().is_empty()).unwrap_or(DEFAULT_FILTER);
    let parsed: Targets =
        filter.parse().map_err(|error| LogError::Filter { filter: filter.to_owned(), reason: format!("{error}") })?;
    let open = |error: &dyn std::fmt::Display| LogError::Open(error.to_string());
    match place {
        Place::File(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path).map_err(|error| open(&error))?;
            subscribe(parsed, Mutex::new(file))?;
        }
        Place::Daily(directory) => {
            fs::create_dir_all(directory).map_err(|error| open(&error))?;
            let daily = RollingFileAppender::builder()
                .rotation(Rotation::DAILY)
                .filename_prefix("exchcert")
                .filename_suffix("log")
                .max_log_files(KEPT)
                .build(directory)
                .map_err(|error| open(&error))?;
            subscribe(parsed, daily)?;
        }
    }
    Ok(place.path().to_path_buf())
}

fn subscribe<W>(filter: Targets, writer: W) -> Result<(), LogError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(writer);
    let subscriber = tracing_subscriber::registry().with(filter).with(lines);
    tracing::subscriber::set_global_default(subscriber).map_err(|error| LogError::Open(error.to_string()))
}
