//! What an import changed, in words.

use crate::locale::{Message, say};

/// A fact of an `import` line of the journal, as the line has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenFact<'l> {
    /// What it is a fact of: `server`, `organization`, or a thumbprint.
    pub what: &'l str,
    /// Which, or `new` or `confirmed`.
    pub fact: &'l str,
    /// The value before.
    pub before: Option<&'l str>,
    /// The value after.
    pub after: Option<&'l str>,
    /// The kind of source.
    pub origin: &'l str,
}

/// The fact as a sentence. `server` is the server's name, `names` gives the name by which the reader knows a certificate.
#[must_use]
pub fn taken_fact(fact: &TakenFact<'_>, server: &str, names: &dyn Fn(&str) -> String) -> Message {
    let value = |value: Option<&str>| value.map_or_else(say::value_unknown, say::plain);
    let what = match fact.what {
        "server" if server.is_empty() => say::taken_server(),
        "server" => say::plain(server),
        other => say::plain(names(other)),
    };
    match (fact.what, fact.fact) {
        ("organization", of) => say::taken_fact_of_organization(of, value(fact.before), value(fact.after)),
        (_, "confirmed") => say::taken_confirmed(fact.origin),
        (_, "new") => say::taken_new(what, fact.origin),
        (_, of) => say::taken_fact(what, of, value(fact.before), value(fact.after), fact.origin),
    }
}
