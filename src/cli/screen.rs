//! `screen`: a view of the page as a picture, without a terminal. The page is driven by its own actions, so that what is
//! drawn is what a person would have come to.

use std::collections::VecDeque;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::failure::Failure;
use super::flags::{Color, Format, Screen, View};
use super::page;
use super::session::{Ended, Session};
use crate::app::vocabulary::{Action, Effect, Event, World};
use crate::app::{Dialog, State, paint, update};
use crate::cmdlets::Exit;
use crate::edit::Control;
use crate::engine::{BoxState, Service, Thumbprint, boxes, expires_soon};
use crate::locale::say;
use crate::look::picture;
use crate::store::Directory;
use crate::terminal::worker::Worker;

/// More steps than any way through the page has.
const MOST_STEPS: usize = 100_000;

pub(super) fn run(session: &Session, screen: &Screen) -> Ended {
    let mut opened = session.open(&session.organization_directory()?)?;
    let world = page::world(session, &mut opened)?;
    let identity = page::identity(session, &opened);
    let size = (screen.size.width, screen.size.height);
    let (state, effects) = State::start(world, size);
    let mut robot = Robot { state, worker: Worker::new(opened.store, identity) };
    robot.settle(effects);
    robot.show(session, screen.view)?;
    let look = page::look(session, !matches!(session.flags.color, Color::Never), !session.flags.ascii);
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    paint(&robot.state, &look, &mut buffer);
    let picture = match screen.format {
        Format::Text => picture::text(&buffer),
        Format::Styled => picture::styled(&buffer, &look.theme),
        Format::Svg => picture::svg(&buffer),
    };
    session.out(&[picture.strip_suffix('\n').unwrap_or(&picture)])?;
    Ok(Exit::Done.code())
}

/// The page with nobody in front of it.
struct Robot {
    state: State,
    worker: Worker<Directory>,
}

impl Robot {
    /// Carries out everything asked for, and what follows from it, until nothing is left. It never saves.
    fn settle(&mut self, effects: Vec<Effect>) {
        let mut waiting: VecDeque<Effect> = effects.into();
        loop {
            let mut heard: Vec<Event> = Vec::new();
            let mut hear = |event| heard.push(event);
            let went_on = match waiting.pop_front() {
                Some(Effect::Save(..)) => true,
                Some(effect) => {
                    self.worker.perform(effect, &mut hear);
                    true
                }
                None => self.worker.learn(&mut hear),
            };
            for event in heard {
                waiting.extend(update(&mut self.state, event));
            }
            if !went_on {
                return;
            }
        }
    }

    fn ask(&mut self, action: Action) {
        let effects = self.state.ask(action);
        self.settle(effects);
    }

    fn show(&mut self, session: &Session, view: View) -> Result<(), Failure> {
        match view {
            View::Certificates => {}
            View::Help => self.ask(Action::Help),
            View::Details => {
                self.choose();
                self.ask(Action::Details);
            }
            View::EditGeneral => {
                self.choose();
                self.ask(Action::Edit);
                self.ask(Action::Previous);
                self.ask(Action::Left);
            }
            View::EditServices => {
                self.choose();
                self.ask(Action::Edit);
                self.ask(Action::Toggle);
            }
            View::SmtpQuestion => {
                self.choose();
                self.ask(Action::Edit);
                self.to_smtp();
                self.ask(Action::Toggle);
                self.ask(Action::Save);
                if !matches!(self.state.dialogs.last(), Some(Dialog::Confirm(_))) {
                    let server = self.state.world.chosen.as_ref().map(ToString::to_string).unwrap_or_default();
                    return Err(session.failure(Exit::NotFound, &say::cli_no_question(server)));
                }
            }
        }
        Ok(())
    }

    /// Goes to a certificate that has something to show: the first in the list that lasts and that nothing keeps from IIS and SMTP, else
    /// stays on the first.
    fn choose(&mut self) {
        for _ in 0..MOST_STEPS {
            let Some(here) = self.state.page.certificates.cursor else { return };
            if free(&self.state.world, here) {
                return;
            }
            self.ask(Action::Down);
            if self.state.page.certificates.cursor == Some(here) {
                self.ask(Action::First);
                return;
            }
        }
    }

    fn to_smtp(&mut self) {
        for _ in Service::OFFERED {
            match self.state.dialogs.last() {
                Some(Dialog::Edit(edit)) if edit.focus != Control::Box(Service::Smtp) => self.ask(Action::Down),
                _ => return,
            }
        }
    }
}

/// Whether the certificate can be assigned to everything that every server has.
fn free(world: &World, thumbprint: Thumbprint) -> bool {
    let Some(server) = world.server() else { return false };
    let Some(certificate) = server.certificate(thumbprint) else { return false };
    let states = boxes(&world.organization, server, certificate, world.access, world.now);
    let wanted = |service| states.iter().any(|it| it.service == service && it.state == BoxState::Free);
    let edge = server.is_edge();
    let lasting = !expires_soon(certificate, world.now);
    lasting && wanted(Service::Smtp) && (edge || [Service::Iis, Service::Imap, Service::Pop].into_iter().all(wanted))
}
