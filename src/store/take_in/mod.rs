//! Taking an import in: many documents and files at once, all or nothing.
//!
//! ```text
//!   plan      every revision compared, every text made and read again        nothing is written yet
//!   prepare   all of it beside its place, then all of it forced to the disk   may be broken off; fails without a trace
//!   place     certificates and trust files, which nobody names yet            fails without a trace
//!   documents one after the other: journal line, rename                       each is old or new
//! ```
//!
//! Whatever is killed in between leaves whole documents: those before it are done, those after it are as they were.

mod files;
mod plan;

use std::path::Path;

use super::certificates::Library;
use super::journal::Journal;
use super::problem::ApplyError;
use super::put::put;
use super::{Applied, Context, ORGANIZATION_FILE, Taken, Watch};
use crate::engine::Intake;
use files::Made;
use plan::{Document, Planned};

/// The directories that an import makes files in, beside that of the servers.
pub(super) const CERTIFICATES: &str = "certificates";
pub(super) const TRUST: &str = "trust";

/// The organization that takes something in. Its lock is held.
pub(super) struct Import<'o> {
    pub(super) root: &'o Path,
    pub(super) library: &'o Library,
    pub(super) journal: &'o Journal,
}

impl Import<'_> {
    /// Takes it in.
    pub(super) fn run(&self, intake: &Intake, context: &Context, watch: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        let Planned { documents, files } = plan::plan(self, intake, context)?;
        if documents.is_empty() && files.is_empty() {
            return Ok(Taken::default());
        }
        let mut made = Made::new(self.root);
        let (prepared, new) = made.prepare(&documents, &files, watch)?;
        let mut taken = Taken { files: made.place(new)?, ..Taken::default() };
        let of = documents.len();
        let partly = |taken: Taken, at, cause| {
            let (taken, cause) = (Box::new(taken), Box::new(cause));
            ApplyError::Partly { taken, of, at, cause }
        };
        for (document, prepared) in documents.into_iter().zip(prepared) {
            let Document { name, entry, revision, .. } = document;
            match put(self.journal, entry, prepared, context) {
                Ok(put) => {
                    // From here on the organization names what was made.
                    made.keep();
                    let applied = Applied { revision, seq: put.seq };
                    if name.as_str() == ORGANIZATION_FILE {
                        taken.organization = Some(applied);
                    } else {
                        taken.servers.push((name.clone(), applied));
                    }
                    if let Some(problem) = put.unforced {
                        return Err(partly(taken, name, problem.into()));
                    }
                }
                Err(cause) if taken.documents() == 0 => return Err(cause),
                Err(cause) => return Err(partly(taken, name, cause)),
            }
        }
        made.keep();
        Ok(taken)
    }
}
