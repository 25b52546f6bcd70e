//! The page: from an opened organization to `terminal`.

use std::path::PathBuf;

use super::failure::Failure;
use super::session::{Ended, Opened, Session};
use crate::cmdlets::Exit;
use crate::locale::{Locale, say};
use crate::terminal::ability::Ability;

/// Everything the page is started with.
#[expect(dead_code, reason = "read by the page")]
pub(super) struct PageStart {
    /// The organization, for whoever is at work, and its time.
    pub(super) opened: Opened,
    /// The server to show first, by name or FQDN, where one was named.
    pub(super) server: Option<String>,
    /// The language.
    pub(super) locale: Locale,
    /// Colours and glyphs.
    pub(super) ability: Ability,
    /// Where the log is, for the words after a panic.
    pub(super) log: Option<PathBuf>,
}

/// Opens the page of the organization in `directory`, or of the one that flags and environment name.
pub(super) fn run(session: &Session, directory: Option<PathBuf>) -> Ended {
    let directory = directory.map_or_else(|| session.organization_directory(), Ok)?;
    let mut opened = session.open(&directory)?;
    if !Session::has_terminal() {
        let lines = [say::cli_no_terminal(), say::cli_no_terminal_hint()];
        return Err(Failure::new(Exit::Failed, lines.iter().map(|line| session.say(line)).collect()));
    }
    session.recover(&mut opened)?;
    let start = PageStart {
        opened,
        server: session.named_server(),
        locale: Locale::new(session.locale.tag()).unwrap_or_else(|_| Locale::english()),
        ability: session.ability(),
        log: session.log_place().map(|place| place.path().to_path_buf()),
    };
    open_page(start).map_err(|error| {
        let reason = crate::text::Shown::new(&format!("{error:#}"));
        tracing::error!(%reason, "page");
        Failure::new(Exit::Failed, vec![reason.into()])
    })
}

/// Gives the terminal to the page; comes back with the exit code.
fn open_page(start: PageStart) -> anyhow::Result<u8> {
    drop(start);
    anyhow::bail!("this build has no page yet")
}
