//! Who changed a server between two of its states, as far as the journal knows.

use crate::engine::{Revision, ServerName};
use crate::store::{Entry, Store, hexadecimal};

/// How far back the journal is looked at: what somebody has on a screen or confirms is never many changes old.
const LINES: usize = 500;

/// The lines that lead to the state `after`, back to the one that began at `before`, or as far as they are a chain; oldest
/// first. None where something else than this program wrote the document last, or where the journal cannot be read.
pub fn since(store: &mut dyn Store, server: &ServerName, before: Revision, after: Revision) -> Vec<Entry> {
    if before == after {
        return Vec::new();
    }
    let read = match store.journal(LINES) {
        Ok(read) => read,
        Err(problem) => {
            tracing::warn!(problem = %problem.to_string().escape_debug(), "nobody knows who changed a server");
            return Vec::new();
        }
    };
    let (before, mut wanted) = (hexadecimal(before), hexadecimal(after));
    let mut found = Vec::new();
    for entry in read.entries {
        if wanted == before {
            break;
        }
        if entry.server == server.as_str() && entry.writes() && entry.after == wanted && entry.before != wanted {
            wanted.clone_from(&entry.before);
            found.push(entry);
        }
    }
    found.reverse();
    found
}
