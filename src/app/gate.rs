//! The one gate: whether an action can be taken now, and if not, why.

use super::vocabulary::{Action, Document, Gate, may_copy};
use super::{Dialog, State, regions};
use crate::edit::Edit;
use crate::engine::{Access, BoxState, DefaultSmtp, MakeDefault};
use crate::locale::{Message, explain, say};

/// Whether an action can be taken now. The page asks before it acts; footer, help and buttons ask to dim and to explain.
#[must_use]
pub fn gate(state: &State, action: Action) -> Gate {
    let not_permitted = not_permitted(state, action);
    match action {
        // A key of another tab is not offered to whoever may only look either.
        Action::ApplyAgain => super::conflict::may(state),
        Action::Copy | Action::TickOff | Action::RollBack | Action::TakeIn => match of_dialog(state, action) {
            Gate::Absent => Gate::Absent,
            gate => not_permitted.unwrap_or(gate),
        },
        _ => not_permitted.unwrap_or_else(|| permitted(state, action)),
    }
}

/// Whether an action can be taken by whoever may write.
fn permitted(state: &State, action: Action) -> Gate {
    match action {
        Action::Edit => edit(state),
        Action::Remove => remove(state),
        Action::Export => export(state),
        Action::ClearFilter if state.page.certificates.filter.text.is_empty() => Gate::Absent,
        Action::Save => top_edit(state).map_or(Gate::Absent, |edit| save(state, edit)),
        Action::MakeDefault => top_edit(state).map_or(Gate::Absent, |edit| make_default(state, edit)),
        Action::Details if !regions(state).folded => Gate::Absent,
        Action::CheckUp if !matches!(state.dialogs.last(), None | Some(Dialog::CheckUp(_))) => Gate::Absent,
        Action::Import | Action::Shell if !state.dialogs.is_empty() => Gate::Absent,
        Action::Complete if matches!(state.dialogs.last(), Some(Dialog::Import(_))) => Gate::Ready,
        Action::Run
        | Action::Complete
        | Action::CompleteBack
        | Action::Older
        | Action::Newer
        | Action::ClearOutput
        | Action::LineStart
        | Action::LineEnd
        | Action::WordLeft
        | Action::WordRight
        | Action::DeleteWord
        | Action::DeleteToStart
        | Action::DeleteToEnd
            if state.dialogs.last() != Some(&Dialog::Shell) =>
        {
            Gate::Absent
        }
        Action::Run if state.shell.is_running() && !state.shell.asks_for_a_password() => {
            Gate::Blocked(say::shell_busy())
        }
        Action::Suspend if !cfg!(unix) => Gate::Absent,
        Action::Suspend => suspend(state),
        _ => Gate::Ready,
    }
}

/// What can lead to a write is closed for whoever may only look. The engine decides, here as in a plan.
pub(super) fn not_permitted(state: &State, action: Action) -> Option<Gate> {
    match state.world.access {
        Access::ViewOnly(why) if action.row().writes => Some(Gate::Blocked(explain::view_only_detail(why))),
        _ => None,
    }
}

/// A process that is stopped in the middle of a save would keep everybody else from writing.
fn suspend(state: &State) -> Gate {
    match saving(state) {
        Some(saving) => saving,
        None if state.shell.is_busy() => Gate::Blocked(say::shell_busy()),
        None if is_taking_in(state) => Gate::Blocked(say::importing_busy()),
        None => Gate::Ready,
    }
}

/// Whether an import is being written.
fn is_taking_in(state: &State) -> bool {
    state.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Import(importing) if importing.is_taking_in()))
}

/// One save at a time: the next one is planned on what the last one left.
fn saving(state: &State) -> Option<Gate> {
    state.saving.as_ref().map(|(_, server)| Gate::Blocked(say::notice_saving(server)))
}

/// The engine decides, as it does for the shell.
fn remove(state: &State) -> Gate {
    if let Some(saving) = saving(state) {
        return saving;
    }
    let certificates = &state.page.certificates;
    match certificates.removal(&state.world).as_ref().map(|verdict| verdict.refusals.first()) {
        Some(None) => Gate::Ready,
        Some(Some(refusal)) => Gate::Blocked(explain::refusal_detail(refusal)),
        // There is nothing to remove, for the reasons for which there is nothing to edit.
        None => edit(state),
    }
}

/// What can be done with a line of the journal, and with a preview; the edit dialog has a line to copy too.
fn of_dialog(state: &State, action: Action) -> Gate {
    match (state.dialogs.last(), action) {
        // What is shown can be taken in while it is shown, unless nothing would change.
        (Some(Dialog::Import(importing)), Action::TakeIn) => importing.may_take_in(),
        (Some(Dialog::Journal(journal)), Action::Copy) => journal.may_copy(),
        (Some(Dialog::Journal(journal)), Action::TickOff) => journal.may_tick(&state.world),
        (Some(Dialog::Journal(journal)), Action::RollBack) => journal.may_take_back(&state.world),
        (Some(Dialog::Edit(edit)), Action::Copy) => {
            edit.cmdlets(&state.world).map_or_else(|| Gate::Blocked(say::journal_no_cmdlet()), |text| may_copy(&text))
        }
        (_, Action::Copy) => state.offered().map_or(Gate::Absent, |kept| kept.may_copy()),
        _ => Gate::Absent,
    }
}

fn top_edit(state: &State) -> Option<&Edit> {
    match state.dialogs.last() {
        Some(Dialog::Edit(edit)) => Some(edit),
        _ => None,
    }
}

fn edit(state: &State) -> Gate {
    let broken = state.world.chosen_entry().and_then(|entry| match &entry.document {
        Document::Broken(reason) => Some(reason.as_ref().clone()),
        Document::Named | Document::Open(_) => None,
    });
    match (broken, state.page.certificates.selected(&state.world)) {
        (Some(reason), _) => Gate::Blocked(reason),
        (None, Some(_)) => Gate::Ready,
        (None, None) => Gate::Blocked(say::details_nothing()),
    }
}

/// What is pending can be written down by whoever could save it, and so can what was done; nothing is saved by it.
fn export(state: &State) -> Gate {
    match (state.no_file(), state.dialogs.last()) {
        (Some(reason), Some(Dialog::Edit(_))) => Gate::Blocked(reason),
        (None, Some(Dialog::Edit(edit))) => planned(state, edit),
        (no_file, Some(Dialog::Journal(journal))) => match (journal.may_export(), no_file) {
            (Gate::Ready, Some(reason)) => Gate::Blocked(reason),
            (gate, _) => gate,
        },
        _ => Gate::Absent,
    }
}

pub(super) fn save(state: &State, edit: &Edit) -> Gate {
    if let Some(saving) = saving(state) {
        return saving;
    }
    planned(state, edit)
}

/// Whether the draft makes a plan.
fn planned(state: &State, edit: &Edit) -> Gate {
    let Some(verdict) = edit.verdict(&state.world, DefaultSmtp::Ask) else {
        return Gate::Blocked(edit.gone(&state.world));
    };
    match verdict.refusals.first() {
        Some(refusal) => Gate::Blocked(explain::refusal_detail(refusal)),
        None if verdict.plan.is_empty() && verdict.questions.is_empty() => Gate::Blocked(nothing_to_save(state, edit)),
        None => Gate::Ready,
    }
}

/// Nothing is ticked: because nobody has ticked anything, or because nothing can be ticked.
fn nothing_to_save(state: &State, edit: &Edit) -> Message {
    let boxes = edit.boxes(&state.world);
    let blocked = boxes.iter().find_map(|service_box| match &service_box.state {
        BoxState::Blocked(refusal) => Some(refusal),
        BoxState::Free | BoxState::Locked | BoxState::Absent(_) => None,
    });
    match blocked.filter(|_| boxes.iter().all(|service_box| service_box.state != BoxState::Free)) {
        Some(refusal) => explain::refusal_detail(refusal),
        None if edit.is_changed() => say::edit_all_assigned(),
        None => say::edit_nothing_yet(),
    }
}

fn make_default(state: &State, edit: &Edit) -> Gate {
    match edit.make_default(&state.world) {
        MakeDefault::Offered => Gate::Ready,
        MakeDefault::Refused(refusal) => Gate::Blocked(explain::refusal_detail(&refusal)),
        MakeDefault::IsDefault | MakeDefault::NotAssigned => Gate::Absent,
    }
}
