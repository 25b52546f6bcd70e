//! One document: its line in the journal, then its new text in its place.

use super::Context;
use super::disk::Prepared;
use super::entry::Entry;
use super::journal::Journal;
use super::problem::{ApplyError, Problem};

/// A document that is in its place.
#[derive(Debug)]
#[must_use]
pub(super) struct Put {
    /// The number of its line.
    pub(super) seq: u64,
    /// Why nobody knows whether it will still be there when the power goes.
    pub(super) unforced: Option<Problem>,
}

/// Writes the line and puts the document into its place. A line whose document did not come is answered at once.
///
/// # Errors
/// What kept the line from being written, or the document from coming. Then it is what it was.
pub(super) fn put(journal: &Journal, entry: Entry, prepared: Prepared, context: &Context) -> Result<Put, ApplyError> {
    let seq = journal.append(entry.clone(), context.at)?;
    match prepared.place() {
        Ok(placed) => Ok(Put { seq, unforced: placed.force().err() }),
        Err(not_placed) => {
            // Where nobody could see what happened, the next writer looks and says it; so it does if this fails too.
            if !not_placed.perhaps {
                let change = Entry { seq, ..entry };
                let _ = journal.append(Entry::abandoned(&change, &context.user, context.at), context.at);
            }
            Err(not_placed.into())
        }
    }
}
