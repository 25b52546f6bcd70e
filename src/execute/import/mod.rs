//! Taking facts in: sources over a store, for the page and for the command line.
//!
//! ```text
//!   Sources --preview(): load, merge--> Intake and lines --shown, agreed--> carry_out(): Store::take_in --> lines
//! ```

mod certificates;
mod words;

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::servers::{Broken, list};
use crate::cmdlets::Exit;
use crate::engine::{Intake, Server, ServerName};
use crate::import::merge::Remark;
use crate::import::{self, Known, MergeError, Named};
use crate::locale::{Message, say};
use crate::problems;
use crate::store::{ApplyError, Context, Progress, Store, Taken};
use crate::text::Shown;

pub use certificates::{Place, certificates};
pub use words::{fact_name, origin, read_error, read_reason};

/// A line of what an import changes, or of what there is to know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How far it is indented, in steps.
    pub indent: u16,
    /// What it says.
    pub message: Message,
    /// Whether it deserves attention: something was skipped, kept or is unknown.
    pub attention: bool,
}

/// What an import would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What is to be written.
    pub intake: Intake,
    /// What changes, server by server.
    pub changes: Vec<Line>,
    /// What there is to know beside.
    pub remarks: Vec<Line>,
    /// A source does not say which server it is from: somebody has to, and then it is merged again.
    pub unnamed: Option<String>,
    /// The same as data, for programs.
    pub known: Vec<Remark>,
}

/// Merges sources into what the organization says. Every source has been read by now; nothing is written.
///
/// # Errors
/// A sentence: a server's document cannot be read, or the sources cannot be merged.
pub fn preview(store: &mut dyn Store, sources: &[Named], server: Option<&str>) -> Result<Preview, Message> {
    let file = store.organization().map_err(|problem| problems::problem(&problem))?;
    let names = list(store).map_err(|broken| broken.message())?;
    let servers = open(store, &names, &import::wanted(sources, server))?;
    let spoken_of = sources.iter().flat_map(|named| &named.source.certificates).map(|facts| facts.thumbprint);
    let kept: HashSet<_> = spoken_of.filter(|thumbprint| store.has_certificate(*thumbprint)).collect();
    let has = |thumbprint| kept.contains(&thumbprint);
    let known = Known {
        organization: &file.organization,
        revision: file.revision,
        names: &names,
        servers: &servers,
        has_certificate: &has,
        intermediates: &file.trust.intermediates,
    };
    let merged = match import::merge(sources, &known, server) {
        Ok(merged) => merged,
        Err(MergeError::WhichServer { source }) => {
            return Ok(Preview { unnamed: Some(source), ..Preview::default() });
        }
        Err(error) => return Err(words::merge_error(&error)),
    };
    let lines = words::Words { servers: &servers, sources };
    Ok(Preview {
        changes: words::Words::changes(&merged.intake),
        remarks: lines.remarks(&merged.remarks),
        intake: merged.intake,
        known: merged.remarks,
        unnamed: None,
    })
}

/// The servers that the sources mean, each once; those that the organization does not know are not among them.
fn open(store: &mut dyn Store, names: &[ServerName], wanted: &[String]) -> Result<Vec<Arc<Server>>, Message> {
    let label = |host: &str| host.split('.').next().unwrap_or_default().to_owned();
    let labels: HashSet<String> = wanted.iter().map(|host| label(host).to_lowercase()).collect();
    let meant = names.iter().filter(|name| labels.contains(&label(name.as_str()).to_lowercase()));
    let opened = meant.map(|name| store.open(name).map(Arc::new).map_err(|problem| Broken::server(name, problem)));
    opened.collect::<Result<_, _>>().map_err(|broken| broken.message())
}

/// What keeps an import from being carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// The sentence.
    pub message: Message,
    /// How a program ends with it.
    pub exit: Exit,
}

/// Writes an import, all of it or nothing; gives the sentence about it, and what was written. `progress` is told how many files are done of how many, and can break off while
/// nothing is in its place yet.
///
/// # Errors
/// [`NotTaken`]; then no document is changed unless it says so.
pub fn carry_out(
    store: &mut dyn Store,
    intake: &Intake,
    context: &Context,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(Line, Taken), NotTaken> {
    let taken = store.take_in(intake, context, &mut |at: Progress| progress(at.done, at.of));
    match taken {
        Ok(taken) => {
            tracing::info!(documents = taken.documents(), files = taken.files, "taken in");
            let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            let message = say::import_done(count(taken.servers.len()), count(taken.files));
            Ok((Line { indent: 0, message, attention: false }, taken))
        }
        Err(error) => {
            tracing::warn!(error = %Shown::new(&error.to_string()), "not taken in");
            Err(not_taken(&error))
        }
    }
}

fn not_taken(error: &ApplyError) -> NotTaken {
    let (message, exit) = match error {
        ApplyError::Conflict { server, .. } => (say::cli_conflict(server), Exit::Conflict),
        ApplyError::Cancelled => (problems::apply_error(error), Exit::Interrupted),
        ApplyError::Partly { .. } => (problems::apply_error(error), Exit::Failed),
        ApplyError::Locked { .. } => (problems::apply_error(error), Exit::Conflict),
        ApplyError::ReadOnly | ApplyError::NotPermitted(_) => (problems::apply_error(error), Exit::NotPermitted),
        ApplyError::Problem(_) => (say::import_not_written(problems::apply_error(error)), Exit::Failed),
    };
    NotTaken { message, exit }
}
