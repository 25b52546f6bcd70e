//! What a pipeline writes into files of the person's own.

use std::path::Path;

use super::{Ran, Runner, not_permitted};
use crate::cmdlets::{Exit, OutFile};
use crate::engine::{Access, ViewOnly};
use crate::problems;
use crate::store::{Existing, write_file};

impl Runner<'_> {
    /// Writes the files; `false` when one cannot be written, and why stands in the lines. Whoever may only look at the
    /// organization may keep what is seen, but `--readonly` writes nothing anywhere.
    pub(super) fn write_files(&self, files: &[OutFile], ran: &mut Ran) -> bool {
        if let (Access::ViewOnly(ViewOnly::Flag), false) = (self.person.access, files.is_empty()) {
            ran.err(not_permitted(self.locale, ViewOnly::Flag));
            ran.exit = Exit::NotPermitted;
            return false;
        }
        for file in files {
            let existing = if file.overwrite { Existing::Replace } else { Existing::Keep };
            if let Err(problem) = write_file(Path::new(&file.path), file.text.as_bytes(), existing) {
                ran.err(vec![self.say(&problems::problem(&problem))]);
                ran.exit = Exit::Failed;
                return false;
            }
        }
        true
    }
}
