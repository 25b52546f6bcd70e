//! The journal's lines as the page shows them, from those of the store.

use std::collections::HashSet;
use std::sync::Arc;

use crate::app::vocabulary::{Deed, LearnedFact, LeftToDo, Lines, Record, ServicesChange};
use crate::engine::{FollowUp, ServerName};
use crate::problems;
use crate::store::{Entries, Entry, EntryFact, EntryKind};

/// The newest lines, of which `limit` were asked for.
pub(super) fn lines(read: Entries, limit: usize) -> Lines {
    let more = read.entries.len() >= limit;
    // A line that says so is always newer than the change that did not happen.
    let abandoned: HashSet<u64> =
        read.entries.iter().filter(|entry| entry.kind == EntryKind::Abandoned).filter_map(|entry| entry.of).collect();
    let altered = &read.altered;
    let records = read.entries.into_iter().map(|entry| {
        let altered = altered.contains(&entry.seq);
        Arc::new(Record { altered, ..record(entry, &abandoned) })
    });
    let records = records.collect();
    let broken = read.problems.iter().map(problems::problem).collect();
    Lines { records: Arc::new(records), broken: Arc::new(broken), more }
}

/// Lines that stand for themselves: nothing later says that they did not happen.
pub(super) fn alone(entries: Vec<Entry>) -> Vec<Arc<Record>> {
    entries.into_iter().map(|entry| Arc::new(record(entry, &HashSet::new()))).collect()
}

fn record(entry: Entry, abandoned: &HashSet<u64>) -> Record {
    let deed = match entry.kind {
        EntryKind::Change => Deed::Change { abandoned: abandoned.contains(&entry.seq) },
        EntryKind::Import => Deed::Import { abandoned: abandoned.contains(&entry.seq) },
        EntryKind::Abandoned => Deed::Abandoned { of: entry.of },
        EntryKind::FollowUp => Deed::TickedOff { of: entry.of },
        EntryKind::Cut => Deed::Cut { bytes: entry.bytes },
        EntryKind::Repair => Deed::Repair,
        EntryKind::Other => Deed::Other,
    };
    let steps = entry.steps();
    let certificates = entry.certificates.into_iter();
    Record {
        seq: entry.seq,
        deed,
        time: entry.time,
        clock: entry.clock,
        user: entry.user,
        roles: entry.roles,
        account: entry.account,
        server: ServerName::new(&entry.server),
        cmdlet: entry.cmdlet,
        steps,
        certificates: certificates
            .map(|change| ServicesChange { thumbprint: change.thumbprint, before: change.before, after: change.after })
            .collect(),
        sources: entry.sources,
        facts: entry.facts.into_iter().map(fact).collect(),
        more_facts: entry.more_facts.unwrap_or_default(),
        answers: entry.answers.into_iter().map(|answered| (answered.question, answered.answer)).collect(),
        follow_ups: entry.follow_ups.into_iter().map(left_to_do).collect(),
        repairs: entry.repairs.into_iter().map(|repair| (repair.finding, repair.file)).collect(),
        backup: entry.backup,
        altered: false,
    }
}

fn fact(found: EntryFact) -> LearnedFact {
    let EntryFact { what, fact, before, after, origin } = found;
    LearnedFact { what, fact, before, after, origin }
}

fn left_to_do(written: String) -> LeftToDo {
    match FollowUp::read(&written) {
        Some(follow_up) => LeftToDo::Known(follow_up),
        None => LeftToDo::Other(written),
    }
}
