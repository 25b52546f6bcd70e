//! The page: from an opened organization to `terminal`, and what a picture of it begins with.

use std::path::PathBuf;
use std::sync::Arc;

use super::failure::Failure;
use super::servers::Servers;
use super::session::{Ended, Opened, Session, Time, path, real_time};
use crate::app::vocabulary::{Entry, World};
use crate::cmdlets::Exit;
use crate::engine::ServerName;
use crate::locale::{Locale, say};
use crate::look::{ASCII, Look, Theme, UNICODE};
use crate::terminal::ability::{Colours, Glyphs};
use crate::terminal::panic;
use crate::terminal::run::{self, Start};
use crate::terminal::worker::Identity;
use crate::text::Shown;

/// Opens the page of the organization in `directory`, or of the one that flags and environment name.
pub(super) fn run(session: &Session, directory: Option<PathBuf>) -> Ended {
    let directory = directory.map_or_else(|| session.organization_directory(), Ok)?;
    let mut opened = session.open(&directory)?;
    if !Session::has_terminal() {
        let lines = [say::cli_no_terminal(), say::cli_no_terminal_hint()];
        return Err(Failure::new(Exit::Failed, lines.iter().map(|line| session.say(line)).collect()));
    }
    session.recover(&mut opened)?;
    let world = world(session, &mut opened)?;
    let ability = session.ability();
    let look = look(session, ability.colours != Colours::None, ability.glyphs == Glyphs::Unicode);
    let identity = identity(session, &opened);
    describe_panics(session);
    let start = Start { store: opened.store, identity, world, look, colours: ability.colours };
    run::page(start).map_err(|error| {
        let reason = Shown::new(&error.to_string());
        tracing::error!(%reason, "page");
        Failure::new(Exit::Failed, vec![session.say(&say::cli_no_terminal()), reason.into()])
    })
}

/// What is known before anything is drawn: one listing, no document.
pub(super) fn world(session: &Session, opened: &mut Opened) -> Result<World, Failure> {
    let mut servers = Servers::new(session, opened);
    let names = servers.list()?;
    let chosen = if names.is_empty() { None } else { Some(chosen(session, &mut servers, &names)?) };
    Ok(World {
        now: opened.time.now(),
        simulated: opened.time != Time::System,
        access: opened.access,
        user: opened.user.clone(),
        locale: Arc::clone(&session.locale),
        organization: Arc::new(opened.file.organization.clone()),
        servers: Arc::new(names.into_iter().map(Entry::named).collect()),
        chosen,
    })
}

/// The server to show first: one that was named has to be there.
fn chosen(session: &Session, servers: &mut Servers<'_>, names: &[ServerName]) -> Result<ServerName, Failure> {
    let connected = servers.connected()?;
    if names.contains(&connected) {
        Ok(connected)
    } else {
        Err(session.failure(Exit::NotFound, &say::cli_no_server(&connected)))
    }
}

/// Colours, signs and language.
pub(super) fn look(session: &Session, colours: bool, unicode: bool) -> Look {
    let theme = if colours { Theme::ansi() } else { Theme::mono() };
    Look::new(theme, if unicode { &UNICODE } else { &ASCII }, Arc::clone(&session.locale))
}

/// Who is at work, and by which clock.
pub(super) fn identity(session: &Session, opened: &Opened) -> Identity {
    let time = opened.time;
    Identity {
        user: opened.user.clone(),
        readonly: session.flags.readonly,
        clock: Arc::new(move || time.now()),
        simulated: time != Time::System,
        real: Arc::new(real_time),
    }
}

/// From now on a panic gives the terminal back and says where the log is.
fn describe_panics(session: &Session) {
    let log = session.log_place().map(|place| path(place.path()));
    let tag = session.locale.tag();
    panic::install(move |fault| {
        let (message, place) = (Shown::new(&fault.message), Shown::new(&fault.place));
        tracing::error!(%message, %place, thread = %fault.thread, backtrace = ?fault.backtrace, "panic");
        let locale = Locale::new(tag).unwrap_or_else(|_| Locale::english());
        let mut lines = vec![locale.text(&say::cli_stopped(message, place))];
        lines.extend(log.as_ref().map(|log| locale.text(&say::cli_stopped_log(log))));
        lines.iter().map(|line| format!("{line}\n")).collect()
    });
}
