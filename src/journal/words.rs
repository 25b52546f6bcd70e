//! A line of the journal in a few words.

use crate::app::vocabulary::{Deed, LeftToDo, Record, World};
use crate::engine::{ServiceSet, Step, Thumbprint};
use crate::locale::{Message, explain, say};
use crate::look::{Role, Tone};

/// What a line says, short enough for a row.
pub(super) fn summary(record: &Record, world: &World) -> Message {
    match record.deed {
        Deed::Change { abandoned: true } => say::journal_not_done(change(record, world)),
        Deed::Change { abandoned: false } => change(record, world),
        Deed::Import { abandoned: true } => say::journal_not_done(taken_in(record)),
        Deed::Import { abandoned: false } => taken_in(record),
        Deed::TickedOff { .. } => match record.follow_ups.first() {
            Some(done) => say::journal_done_by_hand(left_to_do(done, record, world)),
            None => say::journal_done_by_hand(say::journal_nothing_open()),
        },
        Deed::Abandoned { of } => say::journal_abandoned(number(of)),
        Deed::Cut { .. } => say::journal_cut(),
        Deed::Repair => say::journal_repair(i64::try_from(record.repairs.len()).unwrap_or(i64::MAX)),
        Deed::Other => say::journal_other(),
    }
}

fn taken_in(record: &Record) -> Message {
    say::taken_in(i64::try_from(record.sources.len()).unwrap_or(i64::MAX))
}

/// The number of a line, as far as it is said.
pub(super) fn number(of: Option<u64>) -> String {
    of.map_or_else(|| "?".to_owned(), |of| of.to_string())
}

/// The sign in front of a line that is no ordinary change.
pub(super) fn tone(record: &Record) -> Option<Tone> {
    match record.deed {
        Deed::Change { abandoned: true } | Deed::Import { abandoned: true } | Deed::Abandoned { .. } => Some(Tone::Bad),
        Deed::Change { abandoned: false } | Deed::Import { abandoned: false } => None,
        Deed::TickedOff { .. } | Deed::Repair => Some(Tone::Good),
        Deed::Cut { .. } => Some(Tone::Attention),
        Deed::Other => Some(Tone::Unknown),
    }
}

/// How a line looks that did not happen.
pub(super) fn role(record: &Record) -> Role {
    match record.deed {
        Deed::Change { abandoned: true }
        | Deed::Import { abandoned: true }
        | Deed::Abandoned { .. }
        | Deed::Cut { .. }
        | Deed::Other => Role::Muted,
        Deed::Change { abandoned: false }
        | Deed::Import { abandoned: false }
        | Deed::TickedOff { .. }
        | Deed::Repair => Role::Text,
    }
}

/// A follow-up in a few words.
pub(super) fn left_to_do(left: &LeftToDo, record: &Record, world: &World) -> Message {
    match left {
        LeftToDo::Known(follow_up) => {
            explain::follow_up_short(follow_up, &|thumbprint| world.short_name_of(&record.server, thumbprint))
        }
        LeftToDo::Other(written) => say::plain(written),
    }
}

fn change(record: &Record, world: &World) -> Message {
    let names = |thumbprint: Thumbprint| world.short_name_of(&record.server, thumbprint);
    let Some(steps) = &record.steps else { return say::journal_steps_other() };
    // The certificate that gets services, all of them in one breath.
    let gets = steps.iter().find_map(|step| match step {
        Step::Assign { thumbprint, .. } => Some(*thumbprint),
        _ => None,
    });
    if let Some(to) = gets {
        let services: ServiceSet = steps
            .iter()
            .filter_map(|step| match step {
                Step::Assign { thumbprint, service, .. } if *thumbprint == to => Some(*service),
                _ => None,
            })
            .collect();
        return say::step_assign(names(to), explain::services(services));
    }
    let first = steps.iter().flat_map(|step| explain::step(step, &names)).next();
    first.unwrap_or_else(say::journal_nothing_changed)
}
