//! Entries of the journal as text.

use crate::cli::json;
use crate::cli::session::Session;
use crate::engine::{OpenFollowUp, Step};
use crate::locale::explain::{self, TakenFact};
use crate::locale::{Message, say};
use crate::store::{Entry, EntryFact, EntryKind, EntryRepair};
use crate::text::Shown;

/// Entries for a person, one blank line between them. What stands in the journal is shown harmlessly.
pub(super) fn lines(session: &Session, entries: &[Entry]) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in entries {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(head(entry));
        lines.extend(body(session, entry).into_iter().map(|line| format!("    {line}")));
    }
    lines
}

fn head(entry: &Entry) -> String {
    let parts = [entry.seq.to_string(), entry.time.clone(), entry.user.clone(), entry.server.clone()];
    let shown = parts.iter().filter(|part| !part.is_empty()).map(|part| Shown::new(part).into());
    shown.collect::<Vec<String>>().join("  ")
}

fn body(session: &Session, entry: &Entry) -> Vec<String> {
    let said = |message: &Message| session.say(message);
    let mut lines = who(session, entry);
    lines.extend(entry.cmdlet.lines().map(|line| String::from(Shown::new(line))));
    match entry.kind {
        EntryKind::Change => {}
        EntryKind::Import => lines.extend(taken_in(session, entry)),
        EntryKind::Abandoned => lines.push(said(&say::cli_journal_abandoned(seq(entry.of)))),
        EntryKind::FollowUp => {
            lines.push(said(&say::cli_journal_ticked(entry.follow_ups.join(", "), seq(entry.of))));
            return lines;
        }
        EntryKind::Cut => lines.push(said(&say::cli_journal_cut(seq(entry.bytes)))),
        EntryKind::Repair => lines.extend(repaired(session, entry)),
        EntryKind::Other => lines.push(said(&say::cli_journal_other())),
    }
    for change in &entry.certificates {
        let line = format!("{}  {} -> {}", change.thumbprint, change.before, change.after);
        lines.push(Shown::new(&line).into());
    }
    lines.extend(unlisted(session, entry));
    for answer in &entry.answers {
        lines.push(Shown::new(&format!("{}: {}", answer.question, answer.answer)).into());
    }
    if !entry.follow_ups.is_empty() {
        lines.push(said(&say::cli_journal_left(entry.follow_ups.join(", "))));
    }
    lines
}

/// In which roles it was done, and by which account, where the line says so.
fn who(session: &Session, entry: &Entry) -> Vec<String> {
    let roles = Some(entry.roles.join(", ")).filter(|roles| !roles.is_empty());
    let roles = roles.map(|roles| session.say(&say::cli_journal_roles(roles)));
    let account = entry.account.as_ref().map(|account| session.say(&say::cli_journal_account(account.as_str())));
    roles.into_iter().chain(account).collect()
}

/// What a check-up repaired, and where the files are as they were.
fn repaired(session: &Session, entry: &Entry) -> Vec<String> {
    let mut lines = vec![session.say(&say::journal_repair_what(entry.backup.as_str()))];
    let line = |repair: &EntryRepair| say::journal_repaired(repair.finding.as_str(), repair.file.as_str());
    lines.extend(entry.repairs.iter().map(|repair| session.say(&line(repair))));
    lines
}

/// The most facts of an import that are said: a JSON line has the others.
const MOST_FACTS: usize = 20;

/// What an import read, and what it learned.
fn taken_in(session: &Session, entry: &Entry) -> Vec<String> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let said = session.say(&say::taken_in(number(count(entry.sources.len()))));
    let sources = entry.sources.iter().map(|source| Shown::new(source).into()).collect::<Vec<String>>().join(", ");
    let mut lines = vec![if sources.is_empty() { said } else { format!("{said}: {sources}") }];
    for EntryFact { what, fact, before, after, origin } in entry.facts.iter().take(MOST_FACTS) {
        let fact = TakenFact { what, fact, before: before.as_deref(), after: after.as_deref(), origin };
        lines.push(session.say(&explain::taken_fact(&fact, &entry.server, &str::to_owned)));
    }
    let left_out = count(entry.facts.len().saturating_sub(MOST_FACTS));
    if left_out > 0 {
        lines.push(session.say(&say::journal_more(number(left_out))));
    }
    if let Some(more) = entry.more_facts {
        lines.push(session.say(&say::taken_more_facts(number(more))));
    }
    lines
}

/// Before and after of what no certificate's services show: the default SMTP certificate, names and startup modes.
fn unlisted(session: &Session, entry: &Entry) -> Vec<String> {
    let steps = entry.steps().unwrap_or_default();
    let unlisted = steps
        .iter()
        .filter(|step| matches!(step, Step::DefaultSmtp { .. } | Step::ProtocolName { .. } | Step::StartupMode { .. }));
    let said = unlisted.flat_map(|step| explain::step(step, &|thumbprint| thumbprint.to_string()));
    said.map(|message| session.say(&message)).collect()
}

/// What is left to do by hand, for another program.
pub(super) fn open_array(left: &[OpenFollowUp]) -> String {
    let objects: Vec<_> = left
        .iter()
        .map(|left| {
            serde_json::json!({
                "of": left.seq,
                "time": left.time,
                "user": left.user,
                "server": left.server.as_str(),
                "follow-up": left.follow_up.written(),
            })
        })
        .collect();
    json::harmless(&serde_json::to_string_pretty(&objects).unwrap_or_else(|_| "[]".to_owned()))
}

/// What is left to do by hand, one line each.
pub(super) fn open(session: &Session, left: &[OpenFollowUp]) -> Vec<String> {
    let line = |left: &OpenFollowUp| {
        let what = explain::follow_up(&left.follow_up, &|thumbprint| thumbprint.to_string());
        let head = format!("{}  {}  {}  {}", left.seq, left.time, left.server, left.follow_up.written());
        [String::from(Shown::new(&head)), format!("    {}", session.say(&what))]
    };
    left.iter().flat_map(line).collect()
}

fn seq(number: Option<u64>) -> i64 {
    number.and_then(|number| i64::try_from(number).ok()).unwrap_or(0)
}

/// Entries for another program: a JSON array, with the names of the journal's own lines.
pub(super) fn array(entries: &[Entry]) -> String {
    // A journal line is plain data; there is nothing in it that JSON cannot say.
    json::harmless(&serde_json::to_string_pretty(entries).unwrap_or_else(|_| "[]".to_owned()))
}
