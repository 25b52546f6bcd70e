//! What an import did, as the journal has it, and why it did not.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    /// An import in a few words.
    taken_in(sources: Number);
    /// Heading of the sources.
    taken_sources();
    /// Heading of the facts.
    taken_facts();
    /// How many facts the line does not list.
    taken_more_facts(count: Number);
    /// A fact that changed; the origin is the store's word for a kind of source.
    taken_fact(what: Text, fact: Text, before: Text, after: Text, origin: Text);
    /// A fact of the organization that changed; nobody wrote down where it comes from.
    taken_fact_of_organization(fact: Text, before: Text, after: Text);
    /// Something that was not there before.
    taken_new(what: Text, origin: Text);
    /// A better source said the same.
    taken_confirmed(origin: Text);
    /// What a fact of the server itself is said to be of, where no server is named.
    taken_server();
    /// Why an import can be neither taken back nor made again by a cmdlet, and what to do.
    taken_stays();
    /// The same of an entry by its number.
    cli_journal_taken_stays(seq: Number);
    /// Whoever watched broke it off.
    taken_cancelled();
    /// It came to a stop between two documents.
    taken_partly(done: Number, of: Number, at: Text, reason: Text);
}
