//! `journal`: what was done, by whom and with which answers; and whether the record is whole.
//!
//! ```text
//!   12  2026-11-21T09:00:00Z  alice  EX01
//!       Enable-ExchangeCertificate -Thumbprint 434AC2... -Services IIS -Server EX01
//!       434AC2...  None -> IIS
//!       default-smtp: Keep
//!       left to do: restart-iis, verify-iis-bindings
//! ```

mod text;

use super::failure::Failure;
use super::flags::Journal;
use super::session::{Ended, Opened, Session};
use crate::cmdlets::Exit;
use crate::locale::say;
use crate::problems;
use crate::store::{Entry, Problem, Store as _};

pub(super) fn run(session: &Session, asked: &Journal) -> Ended {
    let mut opened = session.open(&session.organization_directory()?)?;
    if asked.verify {
        return verify(session, &opened);
    }
    let (entries, broken) = read(session, &mut opened, asked)?;
    if asked.json {
        session.out(&[text::array(&entries)])?;
    } else if entries.is_empty() && broken.is_empty() {
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
fn read(session: &Session, opened: &mut Opened, asked: &Journal) -> Result<(Vec<Entry>, Vec<Problem>), Failure> {
    let everything = asked.limit == 0 || !asked.entries.is_empty();
    let limit = if everything { usize::MAX } else { asked.limit };
    let read = opened.store.journal(limit).map_err(|problem| session.problem(&problem))?;
    let wanted = |entry: &Entry| asked.entries.is_empty() || asked.entries.contains(&entry.seq);
    Ok((read.entries.into_iter().filter(wanted).collect(), read.problems))
}

/// Whether every line follows from the one before it.
fn verify(session: &Session, opened: &Opened) -> Ended {
    let found = opened.store.verify_journal().map_err(|problem| session.problem(&problem))?;
    if found.is_empty() {
        session.out(&[session.say(&say::cli_journal_whole())])?;
        return Ok(Exit::Done.code());
    }
    session.out(&problems_of(session, &found))?;
    session.err(&[session.say(&say::cli_journal_broken(i64::try_from(found.len()).unwrap_or(i64::MAX)))]);
    Ok(Exit::Failed.code())
}

fn problems_of(session: &Session, found: &[Problem]) -> Vec<String> {
    found.iter().map(|problem| session.say(&problems::problem(problem))).collect()
}

fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
