//! A view of the page without a terminal: the state after the keys that lead there.

use super::vocabulary::{Action, Effect, Event, World};
use super::{Dialog, State, update};
use crate::edit::Control;
use crate::engine::{BoxState, Service, boxes};

/// A view that can be had as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The page as it opens.
    Certificates,
    /// The details of the selected certificate.
    Details,
    /// The General tab of the edit dialog.
    EditGeneral,
    /// The Services tab of the edit dialog.
    EditServices,
    /// The default SMTP question.
    SmtpQuestion,
    /// The shell, with what a first cmdlet says.
    Shell,
    /// What was done.
    Journal,
    /// The keys.
    Help,
}

/// The state that shows a view. `perform` does what the page asks for and gives the answers; nothing is ever saved.
#[must_use]
pub fn still(world: World, size: (u16, u16), view: View, perform: &mut dyn FnMut(Effect) -> Vec<Event>) -> State {
    let (mut state, effects) = State::start(world, size);
    settle(&mut state, effects, perform);
    let keys = |state: &mut State, actions: &[Action], perform: &mut dyn FnMut(Effect) -> Vec<Event>| {
        for action in actions {
            let effects = state.ask(*action);
            settle(state, effects, perform);
        }
    };
    match view {
        View::Certificates => {}
        View::Details if super::regions(&state).folded => keys(&mut state, &[Action::Details], perform),
        View::Details => keys(&mut state, &[Action::Next], perform),
        View::Shell => {
            keys(&mut state, &[Action::Shell], perform);
            state.shell.paste("Get-ExchangeCertificate");
            keys(&mut state, &[Action::Run], perform);
        }
        View::Journal => keys(&mut state, &[Action::Journal], perform),
        View::Help => keys(&mut state, &[Action::Help], perform),
        View::EditServices | View::EditGeneral | View::SmtpQuestion => {
            let wanted = if view == View::SmtpQuestion { Some(Service::Smtp) } else { None };
            let row = assignable(&state, wanted).unwrap_or(0);
            keys(&mut state, &vec![Action::Down; row], perform);
            keys(&mut state, &[Action::Edit], perform);
            match view {
                View::EditGeneral => keys(&mut state, &[Action::Previous, Action::Right], perform),
                View::SmtpQuestion => {
                    let to_smtp = boxes_above_smtp(&state);
                    keys(&mut state, &vec![Action::Down; to_smtp], perform);
                    keys(&mut state, &[Action::Toggle, Action::Save], perform);
                }
                _ => {}
            }
        }
    }
    state
}

/// Does what was asked for until nothing more is.
fn settle(state: &mut State, effects: Vec<Effect>, perform: &mut dyn FnMut(Effect) -> Vec<Event>) {
    let mut waiting: std::collections::VecDeque<Effect> = effects.into();
    while let Some(effect) = waiting.pop_front() {
        if matches!(
            effect,
            Effect::Save(..) | Effect::Tick(_) | Effect::Copy(_) | Effect::Write(..) | Effect::Import(..)
        ) {
            continue;
        }
        for event in perform(effect) {
            waiting.extend(update(state, event));
        }
    }
}

/// The first row whose certificate can get the service, or any service.
fn assignable(state: &State, wanted: Option<Service>) -> Option<usize> {
    let world = &state.world;
    let server = world.server()?;
    (0..state.page.certificates.len()).find(|row| {
        state.page.certificates.at(*row, world).is_some_and(|certificate| {
            boxes(&world.organization, server, certificate, world.access, world.now)
                .iter()
                .any(|b| b.state == BoxState::Free && wanted.is_none_or(|service| service == b.service))
        })
    })
}

fn boxes_above_smtp(state: &State) -> usize {
    match state.dialogs.last() {
        Some(Dialog::Edit(edit)) => {
            let boxes = edit.controls(&state.world).into_iter().filter(|control| matches!(control, Control::Box(_)));
            boxes.take_while(|control| *control != Control::Box(Service::Smtp)).count()
        }
        _ => 0,
    }
}
