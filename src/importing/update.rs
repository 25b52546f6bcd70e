//! Keys in the dialog.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{Choosing, Control, Importing, Placing, Preview, Step, Work, rows, view};
use crate::app::vocabulary::{
    Action, DayOrder, Field, FileKind, ImportTask, NamedFile, Notice, Outcome, Reading, Severity, Stop, Way, World,
    scrolled,
};
use crate::engine::{Access, ServerName};
use crate::locale::{Message, explain, say};

/// The answers to how dates are meant, in the order of the list.
pub(super) const ORDERS: [DayOrder; 2] = [DayOrder::MonthFirst, DayOrder::DayFirst];

impl Importing {
    /// An action while the dialog has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, within: Rect) -> Outcome {
        match (action, &self.step) {
            (Action::Cancel, _) => return self.back(),
            (Action::Close, Step::Result { .. }) => return Outcome::Close,
            (Action::TakeIn, Step::Preview(_)) => return self.take_in(world),
            (Action::Complete, Step::File(choosing)) if choosing.focus == Control::Field => {
                return self.complete(world);
            }
            (Action::Activate, Step::File(_)) => return self.activate_file(world),
            (Action::Activate, Step::Password(asking)) => {
                return if asking.focus == Control::Cancel { self.back() } else { self.with_password(world) };
            }
            (Action::Activate, Step::Dates { row, .. }) => {
                self.order = ORDERS.get(*row).copied();
                return self.read(world);
            }
            (Action::Activate, Step::Server(placing)) => {
                let placing = placing.clone();
                return self.place(&placing, world);
            }
            (Action::Activate, Step::Preview(preview)) => {
                return if preview.focus == Control::Cancel { self.back() } else { self.take_in(world) };
            }
            _ => {}
        }
        let rows = view::list_rows(self, world, within);
        let total = rows::lines(self, world, within).len();
        self.move_about(action, world, rows, total);
        Outcome::Stay
    }

    fn move_about(&mut self, action: Action, world: &World, rows: usize, total: usize) {
        match &mut self.step {
            Step::File(choosing) => among_candidates(choosing, action, rows),
            Step::Password(asking) => asking.focus = other(asking.focus, action),
            Step::Dates { row, .. } => *row = moved(*row, action, ORDERS.len(), rows),
            Step::Server(placing) => {
                let at = chosen(placing, world);
                let to = moved(at, action, world.servers.len(), rows);
                placing.cursor = world.servers.get(to).map(|entry| entry.name.clone());
            }
            Step::Preview(preview) => {
                if matches!(action, Action::Next | Action::Previous) {
                    preview.focus = if preview.focus == Control::Next { Control::Cancel } else { Control::Next };
                }
                preview.top = scrolled(preview.top, action, total, rows);
            }
            Step::Result { top, .. } => *top = scrolled(*top, action, total, rows),
            Step::Reading(_) | Step::TakingIn(..) => {}
        }
    }

    /// What is typed, as a file.
    fn named(&self, world: &World) -> NamedFile {
        NamedFile { text: self.file.text.clone(), exact: self.exact.clone(), directory: world.directory.clone() }
    }

    fn complete(&mut self, world: &World) -> Outcome {
        match &mut self.step {
            // A second Tab goes through what the first one found.
            Step::File(choosing) if !choosing.candidates.is_empty() => {
                choosing.row = (choosing.row + 1) % choosing.candidates.len();
                Outcome::Stay
            }
            _ => Outcome::Import(ImportTask::Complete(self.named(world))),
        }
    }

    fn activate_file(&mut self, world: &World) -> Outcome {
        let nameless = self.named(world).path(None).is_none();
        let Step::File(choosing) = &mut self.step else { return Outcome::Stay };
        match (choosing.focus, choosing.candidates.get(choosing.row).cloned()) {
            (Control::Cancel, _) => self.back(),
            (Control::Field, Some(candidate)) => {
                self.file = Field { cursor: candidate.text.chars().count(), text: candidate.text.clone() };
                self.exact = Some((candidate.text, candidate.path));
                *choosing = Choosing::default();
                match candidate.kind {
                    FileKind::Folder => Outcome::Import(ImportTask::Complete(self.named(world))),
                    _ => Outcome::Stay,
                }
            }
            (Control::Field | Control::Next, _) if nameless => {
                choosing.problem = Some(say::importing_nameless());
                Outcome::Stay
            }
            (Control::Field | Control::Next, _) => {
                (self.password, self.order) = (None, None);
                self.read(world)
            }
        }
    }

    fn with_password(&mut self, world: &World) -> Outcome {
        if let Step::Password(asking) = &mut self.step {
            self.password = Some(asking.field.take());
        }
        self.read(world)
    }

    /// Reads the file with everything that is known by now.
    fn read(&mut self, world: &World) -> Outcome {
        let stop = Stop::default();
        let reading = Reading {
            file: self.named(world),
            password: self.password.clone(),
            order: self.order,
            server: world.chosen.clone(),
            stop: stop.clone(),
        };
        self.work(stop);
        Outcome::Import(ImportTask::Read(reading))
    }

    fn place(&mut self, placing: &Placing, world: &World) -> Outcome {
        let Some(server) = world.servers.get(chosen(placing, world)).map(|entry| entry.name.clone()) else {
            return tell(Severity::Problem, say::importing_no_server());
        };
        self.work(Stop::default());
        Outcome::Import(ImportTask::Place { read: placing.read, server })
    }

    /// From this step to its work.
    fn work(&mut self, stop: Stop) {
        let back = match std::mem::replace(&mut self.step, Step::File(Choosing::default())) {
            // What was found is found again.
            Step::File(_) => Step::File(Choosing::default()),
            other => other,
        };
        self.step = Step::Reading(Work { stop, progress: None, back: Some(Box::new(back)) });
    }

    fn take_in(&mut self, world: &World) -> Outcome {
        let Step::Preview(preview) = &self.step else { return Outcome::Stay };
        if let Access::ViewOnly(why) = world.access {
            return tell(Severity::Problem, explain::view_only_detail(why));
        }
        let stop = Stop::default();
        let outcome = match &preview.proposal.way {
            Way::Nothing => return self.back(),
            Way::Certificate(plan) if plan.is_empty() => return self.back(),
            Way::Facts => Outcome::Import(ImportTask::TakeIn { shown: preview.shown, stop: stop.clone() }),
            Way::Certificate(plan) => Outcome::Do(plan.clone(), None),
        };
        let preview = Preview { problem: None, ..preview.clone() };
        self.step = Step::TakingIn(preview, Work { stop, progress: None, back: None });
        outcome
    }

    /// One step back; out of the first one the dialog closes.
    fn back(&mut self) -> Outcome {
        self.step = match std::mem::replace(&mut self.step, Step::File(Choosing::default())) {
            Step::File(choosing) if choosing.candidates.is_empty() => return Outcome::Close,
            Step::File(_) => Step::File(Choosing::default()),
            Step::Reading(work) => {
                work.stop.ask();
                work.back.map_or(Step::File(Choosing::default()), |back| *back)
            }
            Step::Preview(Preview { placed: Some(placing), .. }) => Step::Server(placing),
            Step::TakingIn(preview, work) => {
                // Whether it stops, and in time, the answer says.
                work.stop.ask();
                self.step = Step::TakingIn(preview, work);
                return Outcome::Stay;
            }
            Step::Password(_) | Step::Dates { .. } | Step::Server(_) | Step::Preview(_) => {
                Step::File(Choosing::default())
            }
            Step::Result { .. } => return Outcome::Close,
        };
        match &self.step {
            // What was read is kept as long as it may be placed on a server.
            Step::Server(_) => {
                self.waiting = None;
                Outcome::Stay
            }
            step => {
                if matches!(step, Step::File(_)) {
                    self.password = None;
                }
                Outcome::Import(ImportTask::Forget)
            }
        }
    }
}

fn tell(severity: Severity, message: Message) -> Outcome {
    Outcome::Tell(Notice { severity, message })
}

/// The row of the server under the cursor: at first the one whose certificates the page shows.
pub(super) fn chosen(placing: &Placing, world: &World) -> usize {
    let name: Option<&ServerName> = placing.cursor.as_ref().or(world.chosen.as_ref());
    name.and_then(|name| world.position(name)).unwrap_or(0)
}

/// Up and Down: among what was found, or between the field and the buttons below it.
fn among_candidates(choosing: &mut Choosing, action: Action, rows: usize) {
    let found = !choosing.candidates.is_empty() && choosing.focus == Control::Field;
    match action {
        Action::Previous if found => {
            choosing.row = choosing.row.checked_sub(1).unwrap_or(choosing.candidates.len() - 1);
        }
        Action::Up | Action::Down | Action::PageUp | Action::PageDown if found => {
            choosing.row = moved(choosing.row, action, choosing.candidates.len(), rows);
        }
        Action::Complete => choosing.focus = other(choosing.focus, Action::Next),
        _ => choosing.focus = other(choosing.focus, action),
    }
    if choosing.focus != Control::Field {
        choosing.candidates = Arc::default();
    }
}

/// The control before or behind this one.
fn other(focus: Control, action: Action) -> Control {
    match (action, focus) {
        (Action::Next | Action::Down, Control::Field) | (Action::Previous | Action::Up, Control::Cancel) => {
            Control::Next
        }
        (Action::Next | Action::Down, Control::Next) | (Action::Previous | Action::Up, Control::Field) => {
            Control::Cancel
        }
        (Action::Next | Action::Down | Action::Previous | Action::Up, _) => Control::Field,
        (_, focus) => focus,
    }
}

/// The row after an action, of `total` in a window of `rows`.
fn moved(row: usize, action: Action, total: usize, rows: usize) -> usize {
    let page = rows.saturating_sub(1).max(1);
    let to = match action {
        Action::Up => row.saturating_sub(1),
        Action::Down => row + 1,
        Action::PageUp => row.saturating_sub(page),
        Action::PageDown => row + page,
        Action::First => 0,
        Action::Last => usize::MAX,
        _ => row,
    };
    to.min(total.saturating_sub(1))
}
