//! The server meant where none is named. Documents are opened one by one, as far as needed.

use super::failure::Failure;
use super::session::{Opened, Session};
use crate::cmdlets::{Exit, ServerRef};
use crate::engine::ServerName;
use crate::execute;
use crate::locale::say;
use crate::store::Store as _;

/// The servers of an opened organization.
pub(super) struct Servers<'a> {
    session: &'a Session,
    opened: &'a mut Opened,
}

impl<'a> Servers<'a> {
    pub(super) fn new(session: &'a Session, opened: &'a mut Opened) -> Servers<'a> {
        Servers { session, opened }
    }

    /// Their names.
    pub(super) fn list(&mut self) -> Result<Vec<ServerName>, Failure> {
        self.opened.store.list().map_err(|problem| self.session.problem(&problem))
    }

    /// The server meant where none is named: `--server`, `EXCHCERT_SERVER`, the organization's `connected-server`, the
    /// first by name that is not an Edge Transport server, the first. It may be one that does not exist.
    pub(super) fn connected(&mut self) -> Result<ServerName, Failure> {
        let recorded = self.opened.file.connected_server.as_ref().map(|name| name.as_str().to_owned());
        if let Some(named) = self.session.named_server().or(recorded) {
            // One that does not exist stays as it was typed, so that the cmdlet says what was not found.
            return Ok(self.find(&ServerRef(named.clone()))?.unwrap_or_else(|| ServerName::new(&named)));
        }
        let names = self.list()?;
        for name in &names {
            // One that cannot be read may be the one that is meant: it is never silently the next one.
            if !self.opened.store.open(name).is_ok_and(|server| server.is_edge()) {
                return Ok(name.clone());
            }
        }
        let none = || self.session.failure(Exit::NotFound, &say::picker_empty());
        names.first().cloned().ok_or_else(none)
    }

    /// The server the page opens with, by the same order as [`connected`](Servers::connected). `--server` has to exist;
    /// an organization without any server has none.
    pub(super) fn first(&mut self, names: &[ServerName]) -> Result<Option<ServerName>, Failure> {
        if names.is_empty() {
            return Ok(None);
        }
        let recorded = self.opened.file.connected_server.clone();
        let wanted = self.session.named_server().or(recorded.map(|name| name.as_str().to_owned()));
        let Some(wanted) = wanted else {
            let not_edge = |name: &&ServerName| self.opened.store.open(name).is_ok_and(|server| !server.is_edge());
            return Ok(names.iter().find(not_edge).or(names.first()).cloned());
        };
        if let Some(name) = names.iter().find(|name| name.as_str().eq_ignore_ascii_case(&wanted)) {
            return Ok(Some(name.clone()));
        }
        let missing = || self.session.failure(Exit::NotFound, &say::cli_server_missing(wanted.as_str()));
        let missing = missing();
        self.find(&ServerRef(wanted))?.map(Some).ok_or(missing)
    }

    /// The name under which the organization knows a server; `None` when there is no such server.
    fn find(&mut self, wanted: &ServerRef) -> Result<Option<ServerName>, Failure> {
        execute::find(&mut self.opened.store, wanted)
            .map_err(|broken| self.session.failure(Exit::Failed, &broken.message()))
    }
}
