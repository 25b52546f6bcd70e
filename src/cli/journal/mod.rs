//! `journal`: what was done, by whom and with which answers; and whether the record is whole.
//!
//! ```text
//!   12  2026-11-21T09:00:00Z  alice  EX01
//!       Enable-ExchangeCertificate -Thumbprint 434AC2... -Services IIS -Server EX01
//!       434AC2...  None -> IIS
//!       default-smtp: Keep
//!       left to do: restart-iis, verify-iis-bindings
//! ```

mod rollback;
mod text;

use std::path::Path;

use super::failure::Failure;
use super::flags::Journal;
use super::session::{Ended, Opened, Session};
use super::shell;
use crate::cmdlets::Exit;
use crate::engine::{FollowUp, ServerSteps};
use crate::execute::export;
use crate::locale::say;
use crate::problems;
use crate::store::{ApplyError, Entries, Entry, EntryKind, Problem, ProblemKind, Store as _};

pub(super) fn run(session: &Session, asked: &Journal) -> Ended {
    let mut opened = session.open(&session.organization_directory()?)?;
    match asked {
        Journal { verify: true, .. } => return verify(session, &mut opened),
        Journal { open: true, .. } => return open(session, &mut opened, asked.json),
        Journal { done: Some(follow_up), .. } => return tick(session, &mut opened, &asked.entries, follow_up),
        _ => {}
    }
    let Entries { entries, problems: broken, altered } = read(session, &mut opened, asked)?;
    let all_there = asked.entries.iter().all(|seq| entries.iter().any(|entry| entry.seq == *seq));
    if all_there && (asked.rollback || asked.script.is_some()) {
        // What somebody has put into the record must not come out of it as cmdlets to run.
        session.err(&verified(session, &mut opened)?);
        if let Some(seq) = entries.iter().map(|entry| entry.seq).find(|seq| altered.contains(seq)) {
            return Err(session.failure(Exit::Failed, &say::cli_journal_altered(number(seq))));
        }
    }
    if asked.rollback && all_there {
        return rollback::run(session, &mut opened, asked.script.as_deref(), &entries);
    }
    if let Some(path) = asked.script.as_deref().filter(|_| all_there) {
        return script(session, &mut opened, path, &entries);
    }
    if asked.json {
        session.out(&[text::array(&entries)])?;
    } else if entries.is_empty() && broken.is_empty() && asked.entries.is_empty() {
        session.out(&[session.say(&say::cli_journal_empty())])?;
    } else {
        session.out(&text::lines(session, &entries))?;
    }
    session.err(&problems_of(session, &broken));
    let missing: Vec<_> = asked.entries.iter().filter(|seq| !entries.iter().any(|entry| entry.seq == **seq)).collect();
    for seq in &missing {
        session.err(&[session.say(&say::cli_journal_missing(number(**seq)))]);
    }
    let exit = match (missing.is_empty(), broken.is_empty()) {
        (false, _) => Exit::NotFound,
        (true, false) => Exit::Failed,
        (true, true) => Exit::Done,
    };
    Ok(exit.code())
}

/// The entries asked for, newest first, and the lines met on the way that are none.
fn read(session: &Session, opened: &mut Opened, asked: &Journal) -> Result<Entries, Failure> {
    let everything = asked.limit == 0 || !asked.entries.is_empty();
    let limit = if everything { usize::MAX } else { asked.limit };
    let read = opened.store.journal(limit).map_err(|problem| session.problem(&problem))?;
    let wanted = |entry: &Entry| asked.entries.is_empty() || asked.entries.contains(&entry.seq);
    Ok(Entries { entries: read.entries.into_iter().filter(wanted).collect(), ..read })
}

/// What changes left to be done by hand.
fn open(session: &Session, opened: &mut Opened, as_json: bool) -> Ended {
    let left = opened.store.open_follow_ups().map_err(|problem| session.problem(&problem))?;
    if as_json {
        session.out(&[text::open_array(&left)])?;
    } else if left.is_empty() {
        session.out(&[session.say(&say::cli_journal_nothing_left())])?;
    } else {
        session.out(&text::open(session, &left))?;
    }
    // A line that cannot be read may have left something to do: the list is not known to be whole then.
    let broken = verified(session, opened)?;
    session.err(&broken);
    let exit = if broken.is_empty() { Exit::Done } else { Exit::Failed };
    Ok(exit.code())
}

/// Notes that somebody has done what a change left to do.
fn tick(session: &Session, opened: &mut Opened, entries: &[u64], follow_up: &str) -> Ended {
    session.permitted(opened.access)?;
    let ([of], Some(follow_up)) = (entries, FollowUp::read(follow_up)) else {
        return Err(session.failure(Exit::Usage, &say::cli_journal_no_follow_up(follow_up)));
    };
    let context = session.context(opened);
    match opened.store.tick(*of, &follow_up, &context) {
        Ok(_) => {
            session.out(&[session.say(&say::cli_journal_ticked(follow_up.written(), number(*of)))])?;
            Ok(Exit::Done.code())
        }
        Err(ApplyError::Problem(Problem { kind: ProblemKind::NotOpen { .. }, .. })) => {
            Err(session.failure(Exit::NotFound, &say::cli_journal_not_open(follow_up.written(), number(*of))))
        }
        Err(error) => Err(session.failure(Exit::Failed, &problems::apply_error(&error))),
    }
}

/// Writes a script that makes the changes of these entries again, oldest first, in the real shell.
fn script(session: &Session, opened: &mut Opened, path: &Path, entries: &[Entry]) -> Ended {
    let changes = changes(session, entries)?;
    let (user, now) = (opened.user.clone(), opened.time.now());
    let name = opened.file.organization.name.clone();
    shell::save(session, path, &changes, || export::powershell(&mut opened.store, &name, &user, now, &changes))
}

/// What these entries did, oldest first; every one of them has to be a change.
fn changes(session: &Session, entries: &[Entry]) -> Result<Vec<ServerSteps>, Failure> {
    let no_change = |entry: &Entry| {
        let seq = number(entry.seq);
        let import = entry.kind == EntryKind::Import;
        let why = if import { say::cli_journal_taken_stays(seq) } else { say::cli_journal_no_change(seq) };
        session.failure(Exit::Usage, &why)
    };
    entries.iter().rev().map(|entry| export::of_entry(entry).ok_or_else(|| no_change(entry))).collect()
}

/// Whether every line follows from the one before it.
fn verify(session: &Session, opened: &mut Opened) -> Ended {
    let found = opened.store.verify_journal().map_err(|problem| session.problem(&problem))?;
    if found.is_empty() {
        session.out(&[session.say(&say::cli_journal_whole())])?;
        return Ok(Exit::Done.code());
    }
    session.out(&problems_of(session, &found))?;
    session.err(&[session.say(&say::cli_journal_broken(i64::try_from(found.len()).unwrap_or(i64::MAX)))]);
    Ok(Exit::Failed.code())
}

/// The lines that are not as they were written.
fn verified(session: &Session, opened: &mut Opened) -> Result<Vec<String>, Failure> {
    let found = opened.store.verify_journal().map_err(|problem| session.problem(&problem))?;
    Ok(problems_of(session, &found))
}

fn problems_of(session: &Session, found: &[Problem]) -> Vec<String> {
    found.iter().map(|problem| session.say(&problems::problem(problem))).collect()
}

fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
