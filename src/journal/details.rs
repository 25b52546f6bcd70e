//! Everything a line of the journal says.

use super::{Journal, Row, Tab, words};
use crate::app::vocabulary::{Deed, LearnedFact, LeftToDo, OpenFollowUp, Record, World, minute};
use crate::engine::Thumbprint;
use crate::locale::explain::{self, TakenFact};
use crate::locale::{Message, say};
use crate::look::prose::{Prose, ProseLine, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// Columns of the labels.
const LABELS: u16 = 8;
/// The most items of one kind that are shown: a line of many megabytes must not fill the memory at every key.
const MOST: usize = 500;

/// The lines of the details at this width.
#[must_use]
pub(super) fn rows(journal: &Journal, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    match (journal.tab, journal.row(journal.done.row), journal.selected_open(world)) {
        (Tab::Done, Some(Row::Broken(lines)), _) => broken(&mut prose, lines),
        (Tab::Done, Some(Row::Line(record)), _) => line(&mut prose, record, world),
        (Tab::Open, _, Some(open)) => left(&mut prose, open, journal, world),
        (Tab::Done, None, _) | (Tab::Open, _, None) => {}
    }
    prose.lines()
}

fn broken(prose: &mut Prose, lines: &[Message]) {
    prose.text(0, Role::Text, &say::journal_broken_what());
    for message in lines.iter().take(MOST) {
        prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, message);
    }
    more(prose, lines.len());
}

/// Says how much is left out, if anything is.
fn more(prose: &mut Prose, total: usize) {
    if let Some(left_out) = total.checked_sub(MOST).filter(|left_out| *left_out > 0) {
        prose.text(2, Role::Muted, &say::journal_more(left_out));
    }
}

fn labelled(prose: &mut Prose, world: &World, label: &Message, value: &Shown) {
    prose.labelled(0, &world.locale.text(label), LABELS, Role::Text, value);
}

fn who_and_when(prose: &mut Prose, world: &World, time: &str, user: &str, server: &str) {
    labelled(prose, world, &say::journal_time(), &world.locale.text(&say::journal_utc(minute(time))));
    labelled(prose, world, &say::journal_user(), &Shown::new(user));
    if !server.is_empty() {
        labelled(prose, world, &say::journal_server(), &Shown::new(server));
    }
}

fn line(prose: &mut Prose, record: &Record, world: &World) {
    remark(prose, record);
    who_and_when(prose, world, &record.time, &record.user, record.server.as_str());
    if !record.roles.is_empty() {
        labelled(prose, world, &say::journal_roles(), &Shown::new(&record.roles.join(", ")));
    }
    if let Some(account) = &record.account {
        labelled(prose, world, &say::journal_account(), &Shown::new(account));
    }
    if let Some(clock) = record.clock.as_ref().filter(|clock| **clock != record.time) {
        labelled(prose, world, &say::journal_clock(), &world.locale.text(&say::journal_simulated(minute(clock))));
    }
    if !record.cmdlet.is_empty() {
        prose.heading(&say::edit_cmdlet());
        for line in record.cmdlet.split('\n').take(MOST) {
            prose.shown(2, Role::Cmdlet, &Shown::new(line));
        }
        more(prose, record.cmdlet.split('\n').count());
    }
    taken_in(prose, record, world);
    repairs(prose, record);
    certificates(prose, record, world);
    steps(prose, record, world);
    if !record.answers.is_empty() {
        prose.heading(&say::journal_answers());
        for (question, answer) in record.answers.iter().take(MOST) {
            prose.signed(2, Sign::Bullet, Role::Text, &answered(question, answer));
        }
        more(prose, record.answers.len());
    }
    if !record.follow_ups.is_empty() {
        let ticked = matches!(record.deed, Deed::TickedOff { .. });
        prose.heading(&if ticked { say::journal_done_heading() } else { say::notice_follow_ups() });
        for left in record.follow_ups.iter().take(MOST) {
            follow_up(prose, left, record, world);
        }
        more(prose, record.follow_ups.len());
    }
}

/// What the reader has to know before anything else: that it did not happen, or that it is no change at all.
fn remark(prose: &mut Prose, record: &Record) {
    let (tone, message) = match record.deed {
        Deed::Change { abandoned: false } | Deed::Import { abandoned: false } => return,
        Deed::Change { abandoned: true } | Deed::Import { abandoned: true } => {
            (Tone::Bad, say::journal_not_done_what())
        }
        Deed::TickedOff { of } => (Tone::Good, say::journal_done_by_hand_what(words::number(of))),
        Deed::Abandoned { of } => (Tone::Bad, say::journal_abandoned_what(words::number(of))),
        Deed::Cut { bytes } => (Tone::Attention, say::journal_cut_what(words::number(bytes))),
        Deed::Repair => (Tone::Good, say::journal_repair_what(record.backup.as_str())),
        Deed::Other => (Tone::Unknown, say::journal_other_what()),
    };
    prose.signed(0, Sign::Tone(tone), tone.role(), &message);
}

/// What an import read, and what it learned.
fn taken_in(prose: &mut Prose, record: &Record, world: &World) {
    if !record.sources.is_empty() {
        prose.heading(&say::taken_sources());
        for source in record.sources.iter().take(MOST) {
            prose.signed(2, Sign::Bullet, Role::Text, &say::plain(source));
        }
        more(prose, record.sources.len());
    }
    if record.facts.is_empty() {
        return;
    }
    let known = |thumbprint: &str| match thumbprint.parse::<Thumbprint>() {
        Ok(thumbprint) => world.name_of(&record.server, thumbprint),
        Err(_) => thumbprint.to_owned(),
    };
    prose.heading(&say::taken_facts());
    for fact in record.facts.iter().take(MOST) {
        let LearnedFact { what, fact, before, after, origin } = fact;
        let fact = TakenFact { what, fact, before: before.as_deref(), after: after.as_deref(), origin };
        prose.signed(2, Sign::Bullet, Role::Text, &explain::taken_fact(&fact, record.server.as_str(), &known));
    }
    more(prose, record.facts.len());
    if record.more_facts > 0 {
        prose.text(2, Role::Muted, &say::taken_more_facts(i64::try_from(record.more_facts).unwrap_or(i64::MAX)));
    }
}

/// What a check-up repaired.
fn repairs(prose: &mut Prose, record: &Record) {
    for (finding, file) in record.repairs.iter().take(MOST) {
        prose.signed(2, Sign::Bullet, Role::Text, &say::journal_repaired(finding.as_str(), file.as_str()));
    }
    more(prose, record.repairs.len());
}

fn certificates(prose: &mut Prose, record: &Record, world: &World) {
    if record.certificates.is_empty() {
        return;
    }
    prose.heading(&say::journal_certificates());
    for change in record.certificates.iter().take(MOST) {
        let name = change.thumbprint.parse::<Thumbprint>();
        let name = name.map_or_else(|_| change.thumbprint.clone(), |found| world.name_of(&record.server, found));
        let message = say::change_services(name, change.before.as_str(), change.after.as_str());
        prose.signed(2, Sign::Bullet, Role::Text, &message);
    }
    more(prose, record.certificates.len());
}

fn steps(prose: &mut Prose, record: &Record, world: &World) {
    let names = |thumbprint: Thumbprint| world.name_of(&record.server, thumbprint);
    let Some(steps) = &record.steps else {
        prose.heading(&say::journal_steps());
        prose.text(2, Role::Unknown, &say::journal_steps_unknown());
        return;
    };
    if steps.is_empty() {
        return;
    }
    prose.heading(&say::journal_steps());
    for step in steps.iter().take(MOST) {
        for (index, message) in explain::step(step, &names).iter().enumerate() {
            prose.signed(2, if index == 0 { Sign::Gained } else { Sign::Lost }, Role::Text, message);
        }
    }
    more(prose, steps.len());
}

/// A question that the reader knows from the page has its words; another one stands as it was written.
fn answered(question: &str, answer: &str) -> Message {
    let words = match question {
        "default-smtp" => say::question_smtp(),
        other => say::plain(other),
    };
    say::journal_answer(words, answer)
}

fn follow_up(prose: &mut Prose, left: &LeftToDo, record: &Record, world: &World) {
    let LeftToDo::Known(what) = left else {
        prose.signed(2, Sign::Bullet, Role::Text, &words::left_to_do(left, record, world));
        return;
    };
    let names = |thumbprint: Thumbprint| world.name_of(&record.server, thumbprint);
    let message = explain::follow_up(what, &names);
    let open = world.follow_ups.as_ref().filter(|_| record.happened());
    let open = open.map(|open| open.iter().any(|open| open.seq == record.seq && open.follow_up == *what));
    let (sign, role) = match (record.deed, open) {
        (Deed::TickedOff { .. }, _) | (_, Some(false)) => (Sign::Tone(Tone::Good), Role::Good),
        (_, Some(true)) => (Sign::FollowUp, Role::FollowUp),
        (_, None) => (Sign::Bullet, Role::Text),
    };
    prose.signed(2, sign, role, &message);
}

/// An open follow-up: what to do, and where it comes from.
fn left(prose: &mut Prose, open: &OpenFollowUp, journal: &Journal, world: &World) {
    let names = |thumbprint: Thumbprint| world.name_of(&open.server, thumbprint);
    prose.signed(0, Sign::FollowUp, Role::FollowUp, &explain::follow_up(&open.follow_up, &names));
    prose.blank();
    prose.heading(&say::journal_since(i64::try_from(open.seq).unwrap_or(i64::MAX)));
    who_and_when(prose, world, &open.time, &open.user, open.server.as_str());
    if let Some(record) = journal.line(open.seq) {
        labelled(prose, world, &say::journal_what(), &world.locale.text(&words::summary(record, world)));
        for line in record.cmdlet.split('\n').take(MOST) {
            prose.shown(0, Role::Cmdlet, &Shown::new(line));
        }
    }
}
