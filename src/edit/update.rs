//! Keys in the edit dialog.

use std::sync::Arc;

use super::{Control, Edit, Tab, general, preview};
use crate::app::vocabulary::{
    Action, Answered, Draft, NewDefault, Notice, Outcome, Purpose, Question, Severity, World, scrolled,
};
use crate::engine::{BoxState, DefaultSmtp, DefaultSmtpQuestion, MakeDefault, Reason, Refusal, Service, Verdict};
use crate::locale::{explain, say};

/// The room inside the dialog, for scrolling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Columns of the text.
    pub columns: usize,
    /// Lines that scroll.
    pub lines: usize,
}

impl Edit {
    /// An action while the dialog has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, room: Room) -> Outcome {
        let changes = [Action::Toggle, Action::Activate, Action::MakeDefault, Action::Save, Action::Cancel];
        if self.saving.is_some() && changes.contains(&action) {
            // What is being saved is settled, and if it fails the draft is still needed.
            return tell(Severity::Info, say::notice_saving(&self.server));
        }
        match action {
            Action::Next => self.step(world, 1),
            Action::Previous => self.step(world, -1),
            Action::Left | Action::Right if self.focus == Control::Tabs => self.other_tab(),
            Action::Left | Action::Right => self.sideways(world, action),
            Action::Up | Action::Down | Action::First | Action::Last if self.tab == Tab::General => {
                self.scroll(action, world, room);
            }
            Action::Up => self.among_boxes(world, -1),
            Action::Down => self.among_boxes(world, 1),
            Action::PageUp | Action::PageDown => self.scroll(action, world, room),
            Action::First => self.go_to_box(world, |boxes| boxes.first().copied()),
            Action::Last => self.go_to_box(world, |boxes| boxes.last().copied()),
            Action::Toggle | Action::Activate => return self.press(action, world),
            Action::MakeDefault => return self.ask_make_default(world),
            Action::Export => return self.settle(world, Purpose::Script),
            Action::Save => return self.settle(world, Purpose::Save),
            Action::Cancel => return self.cancel(world),
            _ => {}
        }
        Outcome::Stay
    }

    fn step(&mut self, world: &World, by: isize) {
        let controls = self.controls(world);
        let at = controls.iter().position(|control| *control == self.focus).unwrap_or(0);
        let next = at.checked_add_signed(by).unwrap_or(controls.len().saturating_sub(1));
        self.focus = controls.get(next).copied().unwrap_or(Control::Tabs);
        self.top = 0;
    }

    fn other_tab(&mut self) {
        self.tab = if self.tab == Tab::General { Tab::Services } else { Tab::General };
        self.top = 0;
    }

    /// Left and Right: between the buttons of a row, as between option buttons in the admin center.
    fn sideways(&mut self, world: &World, action: Action) {
        self.focus = match (self.focus, action) {
            (Control::Save, _) => Control::Cancel,
            (Control::Cancel, _) => Control::Save,
            (Control::MakeDefault, Action::Left) => Control::Box(Service::Smtp),
            (Control::Box(Service::Smtp), Action::Right)
                if matches!(self.make_default(world), MakeDefault::Offered | MakeDefault::Refused(_)) =>
            {
                Control::MakeDefault
            }
            (other, _) => other,
        };
    }

    /// Up and Down: among the boxes, out of them to the tabs above and the buttons below.
    fn among_boxes(&mut self, world: &World, by: isize) {
        let controls: Vec<_> = self
            .controls(world)
            .into_iter()
            .filter(|control| !matches!(control, Control::MakeDefault | Control::Cancel))
            .collect();
        let here = match self.focus {
            Control::MakeDefault => Control::Box(Service::Smtp),
            Control::Cancel => Control::Save,
            other => other,
        };
        let at = controls.iter().position(|control| *control == here).unwrap_or(0);
        let next = at.saturating_add_signed(by).min(controls.len().saturating_sub(1));
        self.focus = controls.get(next).copied().unwrap_or(Control::Tabs);
        self.top = 0;
    }

    fn go_to_box(&mut self, world: &World, pick: impl Fn(&[Control]) -> Option<Control>) {
        let boxes: Vec<_> = self.controls(world).into_iter().filter(|c| matches!(c, Control::Box(_))).collect();
        self.focus = pick(&boxes).unwrap_or(self.focus);
        self.top = 0;
    }

    fn scroll(&mut self, action: Action, world: &World, room: Room) {
        let total = match self.tab {
            Tab::General => general::rows(self, world, room.columns).len(),
            Tab::Services => preview::rows(self, world, room.columns).len(),
        };
        self.top = scrolled(self.top, action, total, room.lines.max(1));
    }

    /// Space and Enter on the focused control. Enter does nothing on a box: it belongs to the buttons.
    fn press(&mut self, action: Action, world: &World) -> Outcome {
        match self.focus {
            Control::Tabs => self.other_tab(),
            Control::Box(service) if action == Action::Toggle => return self.toggle(service, world),
            Control::Box(_) => {}
            Control::MakeDefault => return self.ask_make_default(world),
            Control::Save => return self.settle(world, Purpose::Save),
            Control::Cancel => return self.cancel(world),
        }
        Outcome::Stay
    }

    /// Why a box that is ticked for good stays so.
    pub(super) fn locked(&self, service: Service) -> Refusal {
        Refusal { server: self.server.clone(), service: Some(service), reason: Reason::Locked }
    }

    fn toggle(&mut self, service: Service, world: &World) -> Outcome {
        let state = self.boxes(world).into_iter().find(|b| b.service == service).map(|b| b.state);
        let ticked = self.draft.ticked;
        match state {
            // A tick from before the box was blocked can always be taken away again.
            _ if ticked.contains(service) => self.draft.ticked = ticked.without(service),
            Some(BoxState::Free) => self.draft.ticked = ticked.with(service),
            Some(BoxState::Locked) => {
                return tell(Severity::Info, explain::refusal_detail(&self.locked(service)));
            }
            Some(BoxState::Blocked(refusal) | BoxState::Absent(refusal)) => {
                return tell(Severity::Problem, explain::refusal_detail(&refusal));
            }
            None => {}
        }
        Outcome::Stay
    }

    fn ask_make_default(&mut self, world: &World) -> Outcome {
        match self.make_default(world) {
            _ if self.makes_default() => {
                self.draft.default_smtp = NewDefault::No;
                Outcome::Stay
            }
            MakeDefault::Offered => {
                let question = self.default_question(world);
                if question.is_none() {
                    // Without a default there is nothing to ask: this certificate takes the place.
                    self.draft.default_smtp = NewDefault::InsteadOf(None);
                }
                question.map_or(Outcome::Stay, |question| Outcome::Open(Question::MakeDefault { question }))
            }
            MakeDefault::Refused(refusal) => tell(Severity::Problem, explain::refusal_detail(&refusal)),
            MakeDefault::IsDefault => tell(Severity::Info, say::edit_is_default()),
            MakeDefault::NotAssigned => tell(Severity::Info, say::edit_asks_default()),
        }
    }

    fn default_question(&self, world: &World) -> Option<DefaultSmtpQuestion> {
        let asking = Edit {
            draft: Draft { ticked: [Service::Smtp].into_iter().collect(), default_smtp: NewDefault::No },
            ..self.clone()
        };
        asking.verdict(world, DefaultSmtp::Ask)?.questions.into_iter().next()
    }

    /// The draft's plan, once the default SMTP question is answered where there is one: to be done, or to be written as a
    /// script.
    fn settle(&self, world: &World, purpose: Purpose) -> Outcome {
        let Some(asked) = self.verdict(world, DefaultSmtp::Ask) else {
            return tell(Severity::Problem, self.gone(world));
        };
        if let Some(refusal) = refusal(&asked) {
            return tell(Severity::Problem, explain::refusal_detail(refusal));
        }
        let Some(question) = asked.questions.first().cloned() else {
            return match purpose {
                _ if asked.plan.is_empty() && self.is_changed() => tell(Severity::Info, say::edit_all_assigned()),
                _ if asked.plan.is_empty() => tell(Severity::Info, say::edit_nothing_yet()),
                Purpose::Script => Outcome::Export(asked.plan.by_server()),
                Purpose::Save => {
                    let answer = self.makes_default().then_some(Answered::DefaultSmtp(DefaultSmtp::Replace));
                    Outcome::Do(Arc::new(asked.plan), answer)
                }
            };
        };
        let planned = |answer| self.verdict(world, answer).map(|verdict| Arc::new(verdict.plan));
        match (planned(DefaultSmtp::Keep), planned(DefaultSmtp::Replace)) {
            (Some(keep), Some(replace)) => Outcome::Open(Question::DefaultSmtp { question, keep, replace, purpose }),
            _ => Outcome::Stay,
        }
    }

    fn cancel(&self, world: &World) -> Outcome {
        if self.is_changed() {
            Outcome::Open(Question::Discard { certificate: preview::name(self, world, self.thumbprint) })
        } else {
            Outcome::Close
        }
    }
}

/// The refusal that stops a save. In the dialog a wildcard's box cannot be ticked, so a dropped service can only be one
/// that became blocked meanwhile: that stops it too.
pub(super) fn refusal(verdict: &Verdict) -> Option<&Refusal> {
    verdict.refusals.first()
}

fn tell(severity: Severity, message: crate::locale::Message) -> Outcome {
    Outcome::Tell(Notice { severity, message })
}
