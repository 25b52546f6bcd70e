//! `screen`: a view of the page as a picture, without a terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::flags::{Format, Screen, View};
use super::page;
use super::session::{Ended, Session};
use crate::app::{self, paint, still};
use crate::cmdlets::Exit;
use crate::look::picture;
use crate::terminal::ability::{Ability, Colours, Glyphs};
use crate::terminal::worker::Worker;

pub(super) fn run(session: &Session, screen: &Screen) -> Ended {
    let mut opened = session.open(&session.organization_directory()?)?;
    let names = page::names(session, &mut opened)?;
    // A picture is the same on every machine: what this terminal can show is no part of it, but for the flags.
    let glyphs = if session.flags.ascii { Glyphs::Ascii } else { Glyphs::Unicode };
    let colours = if session.wants_no_colour() { Colours::None } else { Colours::Sixteen };
    let look = page::look(session, Ability { colours, glyphs });
    let (store, identity, world) = page::world(session, opened, names, &look)?;
    let mut worker = Worker::new(store, identity);
    let size = (screen.size.width, screen.size.height);
    let state = still(world, size, screen.view.into(), &mut |effect| worker.answer(effect));
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    paint(&state, &look, &mut buffer);
    let drawn = match screen.format {
        Format::Text => picture::text(&buffer),
        Format::Styled => picture::styled(&buffer, &look.theme),
        Format::Svg => picture::svg(&buffer),
    };
    session.out(&[drawn.trim_end_matches('\n')])?;
    Ok(Exit::Done.code())
}

impl From<View> for app::View {
    fn from(view: View) -> app::View {
        match view {
            View::Certificates => app::View::Certificates,
            View::Details => app::View::Details,
            View::EditGeneral => app::View::EditGeneral,
            View::EditServices => app::View::EditServices,
            View::SmtpQuestion => app::View::SmtpQuestion,
            View::Shell => app::View::Shell,
            View::Journal => app::View::Journal,
            View::Help => app::View::Help,
        }
    }
}
